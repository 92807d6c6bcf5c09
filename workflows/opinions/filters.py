import django_filters
from django.db.models import Q

from seoul_gov.ui.forms import FilterForm
from seoul_gov.ui.korean import today
from workflows.dispositions import Disposition

from .enums import RoundState
from .models import Opinion, OpinionRound

UNANSWERED = "unanswered"


class RoundFilter(django_filters.FilterSet):
    """The public list's filters; the whole state is in the URL and unknown values are ignored."""

    q = django_filters.CharFilter(label="검색어", method="search")
    state = django_filters.ChoiceFilter(
        label="상태",
        method="stand",
        empty_label="전체",
        choices=[("taking", "진행 중"), ("planned", "예정"), ("over", "마감")],
    )

    class Meta:
        model = OpinionRound
        fields = []
        form = FilterForm

    def search(self, queryset, name, value):
        """In the topic and in the project's name."""
        in_project = Q(duty__stage__run__project__title__icontains=value)
        return queryset.filter(Q(topic__icontains=value) | in_project)

    def stand(self, queryset, name, value):
        """Over is what was closed, and what takes no more words until it is."""
        if value == "taking":
            return queryset.taking(today())
        if value == "planned":
            return queryset.open().filter(opens_on__gt=today())
        past = Q(state=RoundState.OPEN, closes_on__lt=today())
        return queryset.filter(Q(state=RoundState.CLOSED) | past)


class OpinionFilter(django_filters.FilterSet):
    """The officers' filters over the opinions of a round."""

    q = django_filters.CharFilter(label="검색어", method="search")
    outcome = django_filters.ChoiceFilter(
        label="처리",
        method="dispose",
        empty_label="전체",
        choices=[(UNANSWERED, "답하지 않음"), *Disposition.choices],
    )

    class Meta:
        model = Opinion
        fields = []
        form = FilterForm

    def search(self, queryset, name, value):
        """In the words and the answers, or by number."""
        number = Q(pk=value) if value.isdecimal() and len(value) < 19 else Q()
        return queryset.filter(Q(body__icontains=value) | Q(answer__icontains=value) | number)

    def dispose(self, queryset, name, value):
        return (
            queryset.filter(answered_at=None) if value == UNANSWERED else queryset.filter(disposition=value)
        )
