"""Members' names on pages of other rooms, as far as the person who looks may know them."""

from django import template

from panels import permissions, selectors

register = template.Library()


@register.simple_tag
def withheld(user, project, events) -> set[int]:
    """Ids of those audit events of the project whose actor this person may not learn; in at most two queries."""
    return set() if permissions.sees_members(user, project) else selectors.acts_of_members(project, events)
