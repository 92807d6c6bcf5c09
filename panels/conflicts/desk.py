"""What waits for a person in conflicts: a tie to look into, an opinion to give."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import korean_date, today

from .enums import Ground
from .models import Suspension


def waiting(user) -> list[Errand]:
    """For officers and heads what their departments have to decide, for a suspended member their own; one query."""
    if not user.is_authenticated:
        return []
    if departments := user.departments_as(Role.OFFICER, Role.HEAD):
        return [to_decide(one) for one in decided_by(user, departments)]
    return [] if user.is_official else [to_answer(one) for one in unanswered(user)]


def decided_by(user, departments) -> QuerySet[Suspension]:
    """The departments' open suspensions, as far as somebody else has reported them; the most pressing first."""
    own = Q(ground=Ground.REPORTED, suspended_by=user)
    rows = Suspension.objects.open().filter(membership__panel__project__department__in=departments)
    return rows.exclude(own).select_related("membership__panel__project").order_by("decide_by", "pk")


def to_decide(suspension: Suspension) -> Errand:
    panel = suspension.membership.panel
    title = f"‘{panel}’ {suspension.membership_id}번 단원의 이해관계 확인하기"
    term = korean_date(suspension.decide_by)
    note = "본인이 의견을 냈습니다." if suspension.stated_at else f"{term}까지 본인이 의견을 낼 수 있습니다."
    url = suspension.get_absolute_url()
    return Errand(title, panel.project.title, "이해관계 확인하기", url, suspension.decide_by, note)


def unanswered(user) -> QuerySet[Suspension]:
    """The person's open suspensions about which they have said nothing and still may."""
    rows = Suspension.objects.open().filter(membership__user=user, stated_at=None, decide_by__gte=today())
    return rows.select_related("membership__panel__project").order_by("decide_by", "pk")


def to_answer(suspension: Suspension) -> Errand:
    panel = suspension.membership.panel
    url = reverse("conflicts:opinion", args=[suspension.pk])
    title = f"‘{panel}’ 직무 정지에 의견 내기"
    return Errand(title, panel.project.title, "의견 내기", url, suspension.decide_by)
