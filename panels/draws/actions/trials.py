"""Trials: an officer orders one version of the rules after the other and calls a calculation off."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from panels.calls.models import RecruitmentCall
from panels.draws import drum, events, permissions
from panels.draws.drum import FEATURES, Entrant
from panels.draws.enums import GOING_ON, TrialState
from panels.draws.models import Trial
from panels.lottery import Quota, Rules
from panels.lottery.record import pool_file, rules_file
from seoul_gov.ui.personal import refusal
from seoul_gov.ui.verdicts import require

from .moment import people_to_try
from .trail import record_trial, tell

BUSY = "앞 시안을 아직 계산하고 있습니다. 끝나거나 취소한 뒤에 만들어 주세요."
NO_REASON = "앞 시안과 달라진 까닭을 적어 주세요. 추첨 명단을 확정하면 모두에게 공개됩니다."
OVER = "이미 계산이 끝났거나 취소한 시안입니다."


@transaction.atomic
def try_out(
    *, by, call: RecruitmentCall, quotas: Iterable[Quota], priority: str = "", reason: str = ""
) -> Trial:
    """Order the next version of a call's rules to be computed; ``priority`` is written as ``panels.lottery`` reads it.

    The call's row is held, so that versions follow each other. Raises ValidationError before everything is read, where
    nothing is drawn, while another trial goes on, for rules that contradict themselves, from the second version on
    without a reason, and for a reason that seems to hold personal data: everybody reads it.
    """
    call = RecruitmentCall.objects.held().get(pk=call.pk)
    require(permissions.can_try(by, call))
    people = people_to_try(by, call)
    if call.trials.filter(state__in=GOING_ON).exists():
        raise ValidationError(BUSY)
    version = (call.trials.aggregate(last=Max("version"))["last"] or 0) + 1
    if version > 1 and not reason.strip():
        raise ValidationError(NO_REASON)
    if refused := refusal(reason, "달라진 까닭"):
        raise ValidationError(refused)
    rules = rules_of(people, call.seats, tuple(quotas), priority)
    trial = Trial(
        call=call,
        version=version,
        seats=call.seats,
        quotas=[[one.feature, one.value, one.least, one.most] for one in rules.quotas],
        priority=str(rules.tiers.priority),
        reason=reason.strip(),
        fingerprint=drum.fingerprint(people, call.seats),
        pool=pool_file(drum.pool_of(people), rules).decode(),
        rules=rules_file(rules).decode(),
        created_by=by,
    )
    trial.full_clean()
    trial.save()
    record_trial(by=by, kind=events.TRIED, trial=trial)
    return trial


def rules_of(people: list[Entrant], seats: int, quotas: tuple[Quota, ...], priority: str) -> Rules:
    """The rules; raises ValidationError unless every value that is there has one quota that can be kept by somebody."""
    labels = [(one.feature, one.value) for one in quotas]
    there = {label for one in people for label in zip(FEATURES, one.values, strict=True)}
    if len(set(labels)) < len(labels) or not there <= set(labels):
        raise ValidationError("나온 연령대·성별·직업마다 할당이 하나씩 있어야 합니다.")
    for one in quotas:
        if not 0 <= one.least <= one.most:
            raise ValidationError(f"{one.value}의 최소는 0명 이상, 최대 이하여야 합니다.")
    try:
        return drum.rules_of(seats, quotas, priority)
    except ValueError as error:
        raise ValidationError(str(error)) from None


@transaction.atomic
def cancel(*, by, trial: Trial) -> Trial:
    """Call a calculation off; a worker in the middle of it stops within two seconds. Who ordered it is told
    where somebody else does. Raises ValidationError when it is over."""
    trial = Trial.objects.with_facts().select_for_update(of=("self",)).get(pk=trial.pk)
    require(permissions.can_try(by, trial.call))
    if not trial.is_going_on:
        raise ValidationError(OVER)
    trial.state, trial.finished_at = TrialState.CANCELLED, timezone.now()
    trial.save(update_fields=["state", "finished_at"])
    record_trial(by=by, kind=events.TRIAL_CANCELLED, trial=trial)
    if by != trial.created_by:
        tell(trial, events.TRIAL_CANCELLED)
    return trial
