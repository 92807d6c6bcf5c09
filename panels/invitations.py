"""The link that an invitation is: made from the seat and the moment it was sent, kept only as a hash.

A link sent again is made from another moment, so that the one before it stops working.
"""

import hashlib
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, time, timedelta

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from seoul_gov.ui.korean import SEOUL, korean_datetime

from .enums import MemberState, PanelState
from .models import Membership

SALT = "panels.invitation"
LAST_MINUTE = time(23, 59, 59)
UNKNOWN = "쓸 수 없는 초대 링크입니다. 초대를 다시 받으셨다면 가장 최근에 받은 메일의 링크를 열어 주세요."
CLOSED = {
    MemberState.ACTIVE: "이미 수락한 초대입니다.",
    MemberState.DECLINED: "이미 사양한 초대입니다.",
    MemberState.EXCLUDED: "이해관계가 있어 끝난 초대입니다.",
    MemberState.CANCELLED: "취소된 초대입니다. 궁금한 점은 담당부서에 문의해 주세요.",
    MemberState.WITHDRAWN: "활동을 그만두어 끝난 초대입니다.",
    MemberState.RELEASED: "위촉이 해제되어 끝난 초대입니다.",
    MemberState.SUSPENDED: "이해관계를 확인하는 동안 활동이 정지된 초대입니다.",
    MemberState.ENDED: "임기가 끝난 초대입니다.",
}


def last_moment(now: datetime, days: int) -> datetime:
    """The end, in Seoul, of the day that lies so many days after ``now``."""
    day = now.astimezone(SEOUL).date() + timedelta(days=days)
    return datetime.combine(day, LAST_MINUTE, tzinfo=SEOUL)


def secret_of(membership: Membership) -> str:
    """The secret of the invitation as it was last sent."""
    sent = membership.invited_at.astimezone(UTC).isoformat()
    sealed = salted_hmac(SALT, f"{membership.pk}|{membership.email}|{sent}", algorithm="sha256")
    return urlsafe_b64encode(sealed.digest()).rstrip(b"=").decode()


def fingerprint(secret: str) -> str:
    """What is kept of a secret: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def fits(membership: Membership | None, secret: str) -> bool:
    """Whether the secret opens this invitation; takes equally long whether it is wrong or there is no invitation."""
    kept = membership.secret_hash if membership else ""
    return constant_time_compare(kept or fingerprint(""), fingerprint(secret)) and bool(kept)


def scope_of(membership: Membership) -> str:
    """What mail about the invitation is filed under, below its panel."""
    return f"panel:{membership.panel_id}/invitation:{membership.pk}"


def path_of(membership: Membership) -> str:
    """Where the invitation is answered."""
    return reverse("panels:accept", args=[membership.pk, secret_of(membership)])


def why_closed(membership: Membership, now: datetime) -> str:
    """One sentence that says why the invitation can no longer be answered, "" while it can."""
    if sentence := CLOSED.get(membership.state):
        return sentence
    if membership.panel.state == PanelState.DISSOLVED:
        return "해산한 추진단의 초대입니다."
    if now > membership.expires_at:
        until = korean_datetime(membership.expires_at)
        return f"초대 기한({until})이 지났습니다. 참여하시려면 담당부서에 초대를 다시 보내 달라고 해 주세요."
    return ""
