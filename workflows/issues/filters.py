import django_filters

from projects.enums import StageKey
from seoul_gov.ui.forms import FilterForm
from seoul_gov.ui.korean import today

from .enums import IssueState
from .models import Issue

LATE = "late"


class IssueFilter(django_filters.FilterSet):
    """A project's issues by stage, state and delay; the stages are those in which something came up."""

    stage = django_filters.ChoiceFilter(label="단계", field_name="duty__stage__key", empty_label="전체")
    state = django_filters.ChoiceFilter(label="상태", choices=IssueState, empty_label="전체")
    late = django_filters.ChoiceFilter(
        label="지연", method="only_late", choices=[(LATE, "답변 기한이 지난 협의")], empty_label="전체"
    )

    class Meta:
        model = Issue
        fields = []
        form = FilterForm

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        keys = set(self.queryset.order_by().values_list("duty__stage__key", flat=True).distinct())
        self.filters["stage"].extra["choices"] = [choice for choice in StageKey.choices if choice[0] in keys]

    def only_late(self, queryset, name, value):
        return queryset.late(today())
