"""The guideline's own figure: to how many 대시민 projects governance is applied, by year and department."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from projects.enums import PUBLIC_STATUSES, GovernanceType
from projects.models import Project
from seoul_gov.ui.korean import whole_percent

from .models import GovernanceShare

GOAL = 50
"""What the city set itself for 2020, in percent (서울 디지털기본계획 2020, 전략과제 1-1-1)."""


@dataclass(frozen=True)
class Figure:
    """A share with its two numbers; ``projects`` is at least 1."""

    label: str
    projects: int
    governed: int

    @property
    def percent(self) -> int:
        return whole_percent(self.governed, self.projects)

    @property
    def reaches_goal(self) -> bool:
        return 100 * self.governed >= GOAL * self.projects


@dataclass(frozen=True)
class TypeLine:
    """How many projects of a type are in each public state, by the state's label, and in all."""

    label: str
    cells: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(number for _, number in self.cells)


def shares_of(year: int | None = None) -> QuerySet[GovernanceShare]:
    """The counted rows, of one year or all, the newest year first, then by department."""
    rows = GovernanceShare.objects.select_related("department").order_by("-year", "department__name")
    return rows if year is None else rows.filter(year=year)


def by_year(shares: Iterable[GovernanceShare]) -> list[Figure]:
    """The city's share of every year, the newest first."""
    projects, governed = Counter(), Counter()
    for share in shares:
        projects[share.year] += share.projects
        governed[share.year] += share.governed
    years = sorted(projects, reverse=True)
    return [Figure(str(year), projects[year], governed[year]) for year in years]


def by_department(shares: Iterable[GovernanceShare], year: int) -> list[Figure]:
    """The departments' shares in a year, the highest first."""
    found = [
        Figure(share.department.name, share.projects, share.governed)
        for share in shares
        if share.year == year
    ]
    return sorted(found, key=lambda figure: (-figure.percent, -figure.projects, figure.label))


def newest() -> Figure | None:
    """The city's share of the newest year that has any project; None before the first count."""
    years = GovernanceShare.objects.values("year").annotate(all=Sum("projects"), some=Sum("governed"))
    row = years.order_by("-year").first()
    return Figure(str(row["year"]), row["all"], row["some"]) if row else None


def by_type() -> list[TypeLine]:
    """How many public projects of every type stand in every public state; in one query."""
    rows = Project.objects.public().values("governance_type", "status").annotate(number=Count("pk"))
    found = {(row["governance_type"], row["status"]): row["number"] for row in rows.order_by()}
    return [
        TypeLine(type.label, tuple((s.label, found.get((type, s), 0)) for s in PUBLIC_STATUSES))
        for type in GovernanceType
    ]
