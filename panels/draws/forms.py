import hashlib
from datetime import datetime

from django import forms

from panels.lottery import Quota, Shares, Strict, Unweighted, Weights, read_priority
from panels.lottery.priority import Priority
from seoul_gov.ui.forms import DateTimeField, PortalForm
from seoul_gov.ui.korean import korean_datetime

from . import sources
from .actions import Plan
from .drum import TIERS
from .enums import Source

MOST = 500
KINDS = {Weights: "weights", Shares: "shares", Strict: "strict", Unweighted: "none"}
WAYS = {
    "weights": "순위마다 가중치를 둡니다. 앞선 순위일수록 뽑힐 기회가 큽니다.",
    "none": "순위를 보지 않습니다. 모두의 기회가 되도록 같습니다.",
    "shares": "순위마다 자리를 나눕니다.",
    "strict": "앞선 순위부터 차례로 채웁니다. 뒤 순위는 뽑히지 못할 수 있습니다.",
}
NUMBERED = ("weights", "shares")


class TrialForm(PortalForm):
    """Two fields for every value with a quota, how tiers are treated, and from the second version on why it differs."""

    way = forms.ChoiceField(label="순위를 다루는 방법", choices=WAYS.items(), widget=forms.RadioSelect)
    numbers = forms.CharField(
        label="순위별 숫자",
        required=False,
        max_length=60,
        help_text="1순위부터 쉼표로 적습니다. 가중치는 4,2,1처럼, 자리는 18,9,3처럼 적습니다. 다른 방법이면 쓰지 않습니다.",
    )
    reason = forms.CharField(
        label="앞 시안과 달라진 까닭",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="추첨 명단을 확정하면 모두에게 공개됩니다. 이름이나 연락처를 적지 마세요.",
    )

    def __init__(
        self, *args, quotas: tuple[Quota, ...], priority: Priority, seats: int, is_first: bool, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.quotas, self.seats = quotas, seats
        self.fields["way"].initial = KINDS[type(priority)]
        self.fields["numbers"].initial = str(priority).partition(":")[2]
        if is_first:
            del self.fields["reason"]
        for quota in quotas:
            for end, word, initial in (("min", "최소", quota.least), ("max", "최대", quota.most)):
                self.fields[name_of(quota, end)] = forms.IntegerField(
                    label=f"{quota.feature} {quota.value} {word}",
                    min_value=0,
                    max_value=MOST,
                    initial=initial,
                )

    def clean(self):
        for quota in self.quotas:
            least, most = (self.cleaned_data.get(name_of(quota, end)) for end in ("min", "max"))
            if least is not None and most is not None and least > most:
                self.add_error(name_of(quota, "min"), f"{quota.value}의 최소가 최대보다 큽니다.")
        try:
            read_priority(self.priority, len(TIERS), self.seats)
        except ValueError as error:
            self.add_error("numbers", str(error))

    @property
    def priority(self) -> str:
        """How tiers are treated, as the lottery reads it."""
        way = self.cleaned_data.get("way", "")
        return f"{way}:{self.cleaned_data.get('numbers', '')}" if way in NUMBERED else way

    @property
    def rows(self):
        """Each quota with its two fields, for the page."""
        return [(quota, self[name_of(quota, "min")], self[name_of(quota, "max")]) for quota in self.quotas]

    @property
    def chosen(self) -> tuple[Quota, ...]:
        """The quotas as they were typed."""
        typed = self.cleaned_data
        return tuple(
            Quota(one.feature, one.value, typed[name_of(one, "min")], typed[name_of(one, "max")])
            for one in self.quotas
        )


def name_of(quota: Quota, end: str) -> str:
    """The field of a quota's end: the same whatever other values there are, so that nothing typed changes its meaning while
    somebody else tries other rules."""
    label = hashlib.sha256(f"{quota.feature} {quota.value}".encode()).hexdigest()
    return f"quota-{label[:8]}-{end}"


class CommitForm(PortalForm):
    """Where the value comes from and when: ``earliest`` is when a draw may be at the soonest."""

    source = forms.ChoiceField(label="추첨 방법", choices=Source, widget=forms.RadioSelect)
    round = forms.IntegerField(label="회차(drand와 로또)", required=False)
    draws_at = DateTimeField(label="추첨일시(주사위)", required=False)
    detail = forms.CharField(
        label="추첨 안내",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="예: 시청 3층 회의실에서 십면체 주사위 여섯 개를 굴립니다. 누구나 와서 볼 수 있습니다.",
    )

    def __init__(self, *args, earliest: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        examples = []
        for source in (Source.DRAND, Source.LOTTO):
            number = sources.round_from(source, earliest)
            moment = korean_datetime(sources.time_of(source, number))
            examples.append(f"{sources.named(source, number)}({moment})")
        self.fields[
            "round"
        ].help_text = (
            f"그 회차가 나오는 때에 추첨합니다. 지금 고를 수 있는 가장 이른 회차: {', '.join(examples)}"
        )
        self.fields[
            "draws_at"
        ].help_text = f"{korean_datetime(earliest)} 뒤의 시각을 적어 주세요. 회차를 적으면 비워 둡니다."

    def clean(self):
        found = self.cleaned_data
        if "source" in found and not {"round", "draws_at"} & set(self.errors):
            faults = sources.faults(found["source"], found.get("round"), found.get("draws_at"))
            for name, sentence in faults.items():
                self.add_error(name, sentence)

    @property
    def plan(self) -> Plan:
        return Plan(*(self.cleaned_data[name] for name in ("source", "draws_at", "detail", "round")))


class EnterForm(PortalForm):
    value = forms.CharField(label="추첨 값", max_length=100)

    def __init__(self, *args, example: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = example
