"""What pages of other rooms have to know of panels."""

from django import template

from panels import selectors

register = template.Library()


@register.simple_tag
def acts_of_members(project, events) -> set[int]:
    """Ids of those audit events of the project that somebody did as a citizen with a seat; in two queries."""
    return selectors.acts_of_members(project, events)
