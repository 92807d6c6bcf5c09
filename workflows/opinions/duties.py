"""Whether opinion duties are settled: asked at least once, every word answered and every round ended."""

from collections import defaultdict
from dataclasses import replace

from django.db.models import Count, Q
from django.urls import reverse

from seoul_gov.ui.korean import korean_date, today
from workflows.definitions import DutyKind
from workflows.runs.contract import Missing, since_reopened

from .enums import RoundState
from .models import OpinionRound

UNDECIDED = Count("opinions", filter=Q(opinions__withdrawn_at=None, opinions__answered_at=None))


def settled(duties) -> dict[int, Missing | None]:
    """What each duty still lacks, by its id, in one query; cancelled rounds do not count.

    A duty to ask needs a round of its own that was closed, and a duty to answer every round of its stage.
    """
    duties = list(duties)
    by_duty, by_stage = _grouped(duties)
    return {
        duty.pk: _missing_answers(by_stage[duty.stage_id])
        if duty.kind == DutyKind.ANSWERS
        else _missing_round(duty, by_duty[duty.pk])
        for duty in duties
    }


def _grouped(duties) -> tuple[dict[int, list[OpinionRound]], dict[int, list[OpinionRound]]]:
    rounds = OpinionRound.objects.filter(duty__stage__in={duty.stage_id for duty in duties})
    rounds = rounds.exclude(state=RoundState.CANCELLED).select_related("duty").annotate(undecided=UNDECIDED)
    by_duty, by_stage = defaultdict(list), defaultdict(list)
    for round in rounds.order_by("pk"):
        by_duty[round.duty_id].append(round)
        by_stage[round.duty.stage_id].append(round)
    return by_duty, by_stage


def _missing_round(duty, rounds: list[OpinionRound]) -> Missing | None:
    """Answers first, then the end of what was opened, then a round."""
    running = sorted((round for round in rounds if round.is_open), key=_undecided, reverse=True)
    if running:
        return replace(_unfinished(running[0]), running=True)
    if since_reopened(duty, rounds, "closed_at"):
        return None
    url = reverse("opinions:open", args=[duty.pk])
    return Missing("시민 의견수렴을 아직 열지 않았습니다.", url, "의견수렴 열기")


def _missing_answers(rounds: list[OpinionRound]) -> Missing | None:
    if not rounds:
        return Missing("이 단계에서 연 의견수렴이 아직 없습니다. 의견수렴을 마친 뒤에 처리됩니다.")
    running = sorted((round for round in rounds if round.is_open), key=_undecided, reverse=True)
    return _unfinished(running[0]) if running else None


def _undecided(round: OpinionRound) -> int:
    return round.undecided


def _unfinished(round: OpinionRound) -> Missing:
    """What an open round lacks: answers first, then time, then the closing."""
    if round.undecided:
        url = reverse("opinions:answers", args=[round.pk])
        sentence = f"‘{round}’에 답하지 않은 의견이 {round.undecided}건 있습니다."
        return Missing(sentence, url, "의견에 답하기", begun=True, unanswered=True)
    if today() > round.closes_on:
        url = reverse("opinions:close", args=[round.pk])
        return Missing(f"‘{round}’을 마감하지 않았습니다.", url, "의견수렴 마감하기", begun=True)
    sentence = f"‘{round}’이 {korean_date(round.closes_on)}까지 진행됩니다."
    return Missing(sentence, round.get_absolute_url(), "의견수렴 보기", begun=True)
