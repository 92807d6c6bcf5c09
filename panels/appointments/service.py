"""How long somebody may serve in the same body, asked wherever people are appointed or asked to be: on renewal, by hand,
from a committee's roster, by lot or points, on accepting and on taking office.

At most six years, renewals and breaks between them included (서울특별시 각종 위원회의 설치·운영에 관한 조례 제8조). The
same body are a project's panels of one kind, formed anew or beside each other; an adopted committee in every project
that adopted it; and 참여예산위원회, of which the city has one.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from panels.enums import PanelKind
from panels.models import Panel
from seoul_gov.ui.korean import SEOUL, today

from . import norms, terms
from .models import Appointment
from .terms import Span

USED_UP = "같은 기구에서 연임을 포함해 {years}년까지 활동할 수 있는데 이미 다 채워, 다시 위촉할 수 없습니다."


def same_body(panel: Panel) -> Q:
    """The appointments in what is the same body as this panel, which need not be saved yet."""
    same = Q(membership__panel__project=panel.project_id, membership__panel__kind=panel.kind)
    if panel.adopted_from:
        same |= Q(membership__panel__adopted_from=panel.adopted_from)
    if panel.kind == PanelKind.PB_COMMITTEE:
        same |= Q(membership__panel__kind=panel.kind)
    return same


def spans(panel: Panel, users: Iterable[int], but: Appointment | None = None) -> dict[int, list[Span]]:
    """From when to when each of these people was or is appointed in the same body; in one query."""
    rows = Appointment.objects.filter(same_body(panel), membership__user__in=list(users))
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    found: dict[int, list[Span]] = {}
    for user, first, last, ended in rows.values_list(
        "membership__user", "starts_on", "ends_on", "membership__ended_at"
    ):
        last = min(last, ended.astimezone(SEOUL).date()) if ended else last
        found.setdefault(user, []).append((first, last))
    return found


def last_days(panel: Panel, begins: Mapping[int, date]) -> dict[int, date]:
    """The last day on which each of these people, who begin on those days, may serve; in two queries."""
    served, years = spans(panel, begins), norms.service_years()
    return {
        user: terms.last_of_service(first, years, terms.days_before(first, served.get(user, [])))
        for user, first in begins.items()
    }


def last_day(appointment: Appointment) -> date:
    """The last day until which an appointment may be renewed."""
    seat = appointment.membership
    served = spans(seat.panel, [seat.user_id], but=appointment).get(seat.user_id, [])
    first = appointment.starts_on
    return terms.last_of_service(first, norms.service_years(), terms.days_before(first, served))


def used_up(panel: Panel, users: Iterable[int]) -> dict[int, str]:
    """Who of these people could not serve a single day from today on, by key, with the sentence that says so."""
    day = today()
    begins = dict.fromkeys(users, day)
    if not begins:
        return {}
    sentence = USED_UP.format(years=norms.service_years())
    return {user: sentence for user, last in last_days(panel, begins).items() if last < day}
