from django import forms

from panels.lottery import Quota
from seoul_gov.ui.forms import DateTimeField, PortalForm

from .actions import Plan
from .enums import Source


class CommitForm(PortalForm):
    """Where the value comes from and when; two fields a value with a quota."""

    source = forms.ChoiceField(label="추첨 방법", choices=Source, widget=forms.RadioSelect)
    draws_at = DateTimeField(
        label="추첨일시", help_text="약속값을 공개한 뒤의 시각이어야 합니다. 누구나 지켜볼 수 있게 알립니다."
    )
    detail = forms.CharField(
        label="추첨 안내",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="예: 시청 3층 회의실에서 십면체 주사위 네 개를 굴립니다. drand는 회차 번호, 로또는 회차를 적습니다.",
    )

    def __init__(self, *args, quotas: tuple[Quota, ...] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.quotas = quotas
        for number, quota in enumerate(quotas):
            for end, word, initial in (("min", "최소", quota.least), ("max", "최대", quota.most)):
                self.fields[f"quota-{number}-{end}"] = forms.IntegerField(
                    label=f"{quota.feature} {quota.value} {word}", min_value=0, max_value=500, initial=initial
                )

    def clean(self):
        for number, quota in enumerate(self.quotas):
            least, most = (self.cleaned_data.get(f"quota-{number}-{end}") for end in ("min", "max"))
            if least is not None and most is not None and least > most:
                self.add_error(f"quota-{number}-min", f"{quota.value}의 최소가 최대보다 큽니다.")

    @property
    def rows(self):
        """Each quota with its two fields, for the page."""
        return [
            (quota, self[f"quota-{number}-min"], self[f"quota-{number}-max"])
            for number, quota in enumerate(self.quotas)
        ]

    @property
    def plan(self) -> Plan:
        return Plan(*(self.cleaned_data[name] for name in ("source", "draws_at", "detail")))

    @property
    def chosen(self) -> tuple[Quota, ...]:
        """The quotas as they were typed."""
        return tuple(
            Quota(
                quota.feature,
                quota.value,
                self.cleaned_data[f"quota-{number}-min"],
                self.cleaned_data[f"quota-{number}-max"],
            )
            for number, quota in enumerate(self.quotas)
        )


class EnterForm(PortalForm):
    value = forms.CharField(label="추첨 값", max_length=100)

    def __init__(self, *args, example: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = example
