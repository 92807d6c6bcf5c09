"""How the widgets of forms are written out.

A choice among a hundred departments is a hundred little templates to Django, and the dearest thing on a page of lists.
It is written here in one go, as Django's own template writes it but for empty lines.
"""

from collections.abc import Iterable

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"
OPTION = "django/forms/widgets/select_option.html"


class FormRenderer(DjangoTemplates):
    def render(self, template_name, context, request=None):
        if template_name == SELECT and has_plain_options(context["widget"]):
            return select(context["widget"])
        return super().render(template_name, context, request)


def has_plain_options(widget: dict) -> bool:
    return all(
        option["template_name"] == OPTION for _, options, _ in widget["optgroups"] for option in options
    )


def select(widget: dict) -> SafeString:
    groups = "".join(group(name, options) for name, options, _ in widget["optgroups"])
    return mark_safe(f'<select name="{escape(widget["name"])}"{attributes(widget)}>{groups}\n</select>')  # noqa: S308  escaped


def group(name: str | None, options: Iterable[dict]) -> str:
    lines = "".join(map(option, options))
    return f'\n  <optgroup label="{conditional_escape(name)}">{lines}\n  </optgroup>' if name else lines


def option(facts: dict) -> str:
    value, label = escape(str(facts["value"])), conditional_escape(facts["label"])
    return f'\n  <option value="{value}"{attributes(facts)}>{label}</option>'


def attributes(widget: dict) -> str:
    """The attributes with a blank before each; False leaves one out, True gives it no value."""
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(str(value))}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )
