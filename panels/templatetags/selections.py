"""What the page of a call has to know of its result."""

from django import template

from panels.selections.published import Published, published

register = template.Library()


@register.simple_tag
def published_selection(call) -> Published | None:
    """The result of the call as everybody may read it, None before it is decided; in two queries at most."""
    return published(call)
