"""Numbers that the guideline recommends or that practice has settled: the code's value, or what an office set."""

from dataclasses import dataclass

from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce

from .models import Norm


@dataclass(frozen=True)
class NormSpec:
    """A number with its default. ``unit`` is a Korean word (일, 근무일, 명); ``source`` says where it comes from."""

    key: str
    label: str
    default: int
    unit: str
    source: str


def value(spec: NormSpec) -> int:
    """The number in force: the edited one where an administrator has set it, else the default."""
    return values([spec])[spec.key]


def values(specs: list[NormSpec]) -> dict[str, int]:
    """The numbers in force for several specs, by key, in one query."""
    edited = dict(Norm.objects.filter(key__in=[spec.key for spec in specs]).values_list("key", "value"))
    return {spec.key: edited.get(spec.key, spec.default) for spec in specs}


def in_query(spec: NormSpec) -> Coalesce:
    """The number in force as a part of somebody else's query, which costs none of its own."""
    edited = Norm.objects.filter(key=spec.key).values("value")[:1]
    return Coalesce(Subquery(edited), Value(spec.default))


def load(specs: list[NormSpec]) -> int:
    """Make an editable row for every spec that has none; answers how many are new. Edited values are kept."""
    rows = [
        Norm(key=s.key, label=s.label, value=s.default, default=s.default, unit=s.unit, source=s.source)
        for s in specs
    ]
    before = Norm.objects.count()
    Norm.objects.bulk_create(rows, ignore_conflicts=True)
    return Norm.objects.count() - before
