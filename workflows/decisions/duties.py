"""Whether joint decisions are settled: something was carried, nothing is being voted on, nothing was put off."""

from collections import defaultdict

from django.urls import reverse

from seoul_gov.ui.korean import korean_datetime
from workflows.runs.contract import Missing, since_reopened

from . import state
from .enums import Motion, ResolutionState
from .models import Resolution

NEXT = "표결 열기"


def settled(duties) -> dict[int, Missing | None]:
    """What each duty still lacks, by its id, in one query; cancelled votes do not count."""
    duties = list(duties)
    by_duty = defaultdict(list)
    rows = Resolution.objects.filter(duty__in=[duty.pk for duty in duties])
    for row in rows.exclude(state=ResolutionState.CANCELLED).select_related("item").order_by("pk"):
        by_duty[row.duty_id].append(row)
    return {duty.pk: _missing(duty, by_duty[duty.pk]) for duty in duties}


def _missing(duty, votes: list[Resolution]) -> Missing | None:
    running = next((vote for vote in votes if vote.is_open), None)
    if running is not None and state.is_past(running):
        url = reverse("decisions:close", args=[running.pk])
        return Missing(
            f"‘{running.item}’ 안건의 표결을 마감하지 않았습니다.",
            url,
            "표결 마감하기",
            begun=True,
            running=True,
        )
    if running is not None:
        sentence = f"‘{running.item}’ 안건의 표결이 {korean_datetime(running.closes_at)}까지 진행 중입니다."
        return Missing(sentence, running.get_absolute_url(), "표결 보기", begun=True, running=True)
    url = reverse("decisions:open", args=[duty.pk])
    counted = since_reopened(duty, votes, "closed_at")
    if not counted:
        return Missing("함께 정한 것이 아직 없습니다. 회의 안건을 표결에 부쳐 주세요.", url, NEXT)
    latest = {vote.item_id: vote for vote in counted}
    put_off = next((vote for vote in latest.values() if _is_put_off(vote)), None)
    if put_off is not None:
        return Missing(
            f"‘{put_off.item}’ 안건의 결정을 보류했습니다. 다시 정해 주세요.", url, NEXT, begun=True
        )
    if any(_is_decided(vote) for vote in counted):
        return None
    last = counted[-1]
    sentence = f"‘{last.item}’ 안건이 정해지지 않았습니다({last.get_state_display()}). 다시 표결해 주세요."
    return Missing(sentence, url, NEXT, begun=True)


def _is_put_off(vote: Resolution) -> bool:
    return vote.state == ResolutionState.CARRIED and vote.motion == Motion.HOLD


def _is_decided(vote: Resolution) -> bool:
    return vote.state == ResolutionState.CARRIED and Motion(vote.motion).settles
