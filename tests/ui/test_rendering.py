import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from seoul_gov.ui.rendering import FormRenderer

PLAIN = [
    ("", "전체"),
    ("a", "가"),
    (2, "나 & 다"),
    ('"><script>', "<b>라</b>"),
    ("s", mark_safe("<i>마</i>")),
    (True, 1_000),
]


def both(widget, value, **attrs):
    """The widget as Django writes it, and as we do; empty lines say nothing."""
    written = [
        widget.render("q", value, attrs={"id": "id_q", **attrs}, renderer=renderer())
        for renderer in (DjangoTemplates, FormRenderer)
    ]
    return [re.sub(r"\n+", "\n", html).strip() for html in written]


@pytest.mark.parametrize("value", ["", None, "a", 2, "2", '"><script>', "없음", True])
def test_a_choice_is_written_as_django_writes_it(value):
    django, ours = both(forms.Select(choices=PLAIN), value)
    assert ours == django


@pytest.mark.parametrize(
    "attrs",
    [
        {"required": True},
        {"disabled": False},
        {"title": '"큰따옴표" & <꺾쇠>'},
        {"data-n": 1234},
        {"data-none": None},
    ],
)
def test_attributes_too(attrs):
    django, ours = both(forms.Select(choices=PLAIN, attrs={"class": "krds-input"}), "a", **attrs)
    assert ours == django


def test_groups_and_several_choices():
    grouped = [("", "없음"), ("가 & 나", [("1", "하나"), ("2", "둘")]), ("다", [])]
    for widget in (forms.Select(choices=grouped), forms.SelectMultiple(choices=grouped)):
        django, ours = both(widget, ["1", "2"])
        assert ours == django
    assert both(forms.Select(), None)[0] == both(forms.Select(), None)[1]


def test_options_of_their_own_keep_their_template():
    class Own(forms.Select):
        option_template_name = "django/forms/widgets/radio_option.html"

    django, ours = both(Own(choices=PLAIN), "a")
    assert ours == django


def test_other_widgets_are_left_to_django():
    django, ours = both(forms.TextInput(), "값")
    assert ours == django


def test_forms_of_the_portal_are_written_so(settings):
    assert settings.FORM_RENDERER == "seoul_gov.ui.rendering.FormRenderer"
