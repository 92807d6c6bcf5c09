"""Fields of a list's filter that take what people type."""

import django_filters
from django import forms

from .forms import DateField

MOST_CHARACTERS = 100
"""Longer than anything that is looked for; a database refuses to look for what is far longer."""


class WordsFilter(django_filters.CharFilter):
    """Some words; too many of them look for nothing, and the form says so."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": MOST_CHARACTERS} | kwargs)


class DayFilter(django_filters.DateFilter):
    field_class = DateField


class AddressFilter(django_filters.Filter):
    """One whole address of the network: a part of one is more than the database would understand."""

    field_class = forms.GenericIPAddressField
