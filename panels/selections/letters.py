"""What applicants are told about the result, in Korean. Pure texts from rows."""

from django.conf import settings
from django.urls import reverse

from seoul_gov.ui.korean import korean_datetime

from .enums import Standing
from .models import Choice
from .selectors import is_lottery, lottery_of

KEPT = "지원서는 신청할 때 동의하신 보유 기간이 지나면 파기합니다(선정되지 않은 신청은 결과를 알린 날부터 6개월)."


def letter(choice: Choice) -> str:
    """What the mail says besides its subject."""
    body = {Standing.CHOSEN: chosen, Standing.ALTERNATE: alternate, Standing.NOT_CHOSEN: not_chosen}
    lines = [f"접수번호: {choice.application.number}", *body[Standing(choice.standing)](choice)]
    return "\n".join([*lines, *how_drawn(choice)])


def chosen(choice: Choice) -> list[str]:
    until = korean_datetime(choice.membership.expires_at)
    return [
        "축하드립니다. 초대 메일을 따로 보내 드립니다.",
        f"그 메일의 링크에서 {until}까지 수락하거나 사양해 주세요. 수락하셔야 단원이 됩니다.",
    ]


def alternate(choice: Choice) -> list[str]:
    how = "추첨으로 다시 정해" if is_lottery(choice.selection.call) else "순번대로"
    return [
        f"예비 순번: {choice.rank}번",
        f"자리가 비면 {how} 연락드립니다. 연락을 받고 싶지 않으시면 ‘내 신청’에서 알려 주세요.",
        KEPT,
    ]


def not_chosen(choice: Choice) -> list[str]:
    if choice.reason:
        why = "신청 자격이나 참여할 수 있는 조건에 맞지 않아 모시지 못했습니다. 사유는 ‘내 신청’에서 볼 수 있습니다."
    else:
        why = "모집 인원이 정해져 있어 모시지 못했습니다."
    return ["관심을 갖고 신청해 주셔서 고맙습니다.", why, KEPT]


def how_drawn(choice: Choice) -> list[str]:
    """Where the draw can be checked, where one was held; else where the numbers are published."""
    call = choice.selection.call
    if run := lottery_of(call):
        where = settings.PORTAL_BASE_URL + run.get_absolute_url()
        return [f"추첨이 어떻게 이루어졌는지는 접수번호로 누구나 확인할 수 있습니다: {where}"]
    where = settings.PORTAL_BASE_URL + reverse("calls:detail", args=[call.pk])
    return [f"선정된 접수번호와 예비 순번은 모집공고에서 볼 수 있습니다: {where}"]
