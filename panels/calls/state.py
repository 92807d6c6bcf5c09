"""The moment: how a call stands, and what may happen to it now. Raises, with one sentence, when not."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from panels.enums import PanelState
from seoul_gov.ui.korean import korean_datetime

from .enums import CallPhase, CallState
from .models import RecruitmentCall

A_YEAR = timedelta(days=366)


def phase(call: RecruitmentCall, now: datetime | None = None) -> CallPhase:
    """How the call stands; it comes with its panel, whose end is the call's."""
    now = now or timezone.now()
    if call.is_cancelled or call.panel.state == PanelState.DISSOLVED:
        return CallPhase.CANCELLED
    if call.is_draft:
        return CallPhase.DRAFT
    if now < call.opens_at:
        return CallPhase.PLANNED
    return CallPhase.TAKING if now <= call.closes_at else CallPhase.OVER


def refuse_deaf(call: RecruitmentCall) -> None:
    """Raise ValidationError unless applications are taken now."""
    said = {
        CallPhase.DRAFT: "아직 공고하지 않은 모집입니다.",
        CallPhase.PLANNED: f"{korean_datetime(call.opens_at)}부터 신청할 수 있습니다.",
        CallPhase.OVER: f"신청 기간({korean_datetime(call.closes_at)}까지)이 지났습니다.",
        CallPhase.CANCELLED: "취소한 모집공고입니다.",
    }
    if sentence := said.get(phase(call)):
        raise ValidationError(sentence)


def takes_applications(call: RecruitmentCall) -> bool:
    """Whether citizens may apply now."""
    return phase(call) == CallPhase.TAKING


def refuse_gone(call: RecruitmentCall) -> None:
    """Raise ValidationError for a call that was taken back, or whose panel was dissolved."""
    if phase(call) == CallPhase.CANCELLED:
        raise ValidationError("취소한 모집공고입니다.")


def refuse_settled(call: RecruitmentCall) -> None:
    """Raise ValidationError once anybody can know who gets a seat: at the time that was announced for the draw, and when
    the seats are given. Who took the call back then could have lots drawn until they fall as wished."""
    if hasattr(call, "selection"):
        raise ValidationError("선정 결과를 확정해 모집공고를 취소할 수 없습니다.")
    if hasattr(call, "lottery") and timezone.now() >= call.lottery.draws_at:
        raise ValidationError(
            "예고한 추첨일시가 지나 모집공고를 취소할 수 없습니다. 추첨 결과대로 정해 주세요."
        )


def can_be_cancelled(call: RecruitmentCall) -> bool:
    """Whether the call may still be taken back."""
    try:
        refuse_gone(call)
        refuse_settled(call)
    except ValidationError:
        return False
    return True


def refuse_unpublished(call: RecruitmentCall) -> None:
    """Raise ValidationError unless the public reads the call."""
    refuse_gone(call)
    if call.state != CallState.PUBLISHED:
        raise ValidationError("아직 공고하지 않은 모집입니다. 내용을 바로 고칠 수 있습니다.")


def refuse_times(opens_at: datetime, closes_at: datetime) -> None:
    """Raise ValidationError unless the end lies ahead, after the start and within a year of it."""
    if closes_at <= opens_at:
        raise ValidationError("접수 마감은 접수 시작보다 뒤여야 합니다.")
    if closes_at <= timezone.now():
        raise ValidationError("접수 마감이 이미 지난 시각입니다.")
    if closes_at > opens_at + A_YEAR:
        raise ValidationError("모집 기간은 1년을 넘길 수 없습니다.")
