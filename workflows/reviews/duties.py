"""Whether review duties are settled: read at least once to the end, and nothing still open."""

from dataclasses import replace

from django.urls import reverse

from seoul_gov.ui.korean import korean_date
from workflows.runs.contract import Missing, since_reopened

from . import selectors, state
from .enums import RoundState
from .models import ReviewRound


def settled(duties) -> dict[int, Missing | None]:
    """What each duty still lacks, by its id, in one query; cancelled rounds do not count."""
    duties = list(duties)
    rounds = ReviewRound.objects.filter(duty__in=[duty.pk for duty in duties]).exclude(
        state=RoundState.CANCELLED
    )
    by_duty: dict[int, list[ReviewRound]] = {}
    for round in selectors.counted(rounds).order_by("pk"):
        by_duty.setdefault(round.duty_id, []).append(round)
    return {duty.pk: missing(duty, by_duty.get(duty.pk, [])) for duty in duties}


def missing(duty, rounds: list[ReviewRound]) -> Missing | None:
    """What a duty lacks, given its rounds: of those that are open, first where somebody waits for an answer."""
    running = sorted((round for round in rounds if round.is_open), key=unanswered, reverse=True)
    if running:
        return replace(unfinished(running[0]), running=True)
    if since_reopened(duty, rounds, "closed_at"):
        return None
    url = reverse("reviews:open", args=[duty.pk])
    return Missing("산출물 검토를 아직 열지 않았습니다.", url, "검토 열기")


def unanswered(round: ReviewRound) -> int:
    return round.comment_count - round.answered_count


def unfinished(round: ReviewRound) -> Missing:
    """What an open round lacks: answers first, then time, then the closing."""
    if left := unanswered(round):
        url = reverse("reviews:answers", args=[round.pk])
        sentence = f"{round.number}차 검토에 답하지 않은 의견이 {left}건 있습니다."
        return Missing(sentence, url, "의견에 답하기", begun=True, unanswered=True)
    if state.is_past_due(round) or not round.missing_count:
        url = reverse("reviews:close", args=[round.pk])
        sentence = f"{round.number}차 검토를 마감하지 않았습니다."
        return Missing(sentence, url, "검토 마감하기", begun=True)
    sentence = f"{round.number}차 검토가 {korean_date(round.due_on)}까지 진행 중입니다."
    return Missing(sentence, round.get_absolute_url(), "검토 보기", begun=True)
