"""Who reads what was destroyed, who asks for erasure and who decides. Each answer is a Verdict with its reason."""

from panels.calls import permissions as calls
from panels.calls.models import Application
from panels.models import Membership
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.verdicts import Verdict, allow

READERS_ONLY = "개인정보 담당, 감사 담당과 시스템 관리자만 볼 수 있는 화면입니다."
DPO_ONLY = "개인정보 담당만 삭제 요청을 처리할 수 있습니다."
OWN_ONLY = "내 활동 정보만 지워 달라고 요청할 수 있습니다."


def can_read_records(user) -> Verdict:
    """What was destroyed and what is due: the privacy officer, the auditor and administrators. It names no citizen."""
    return allow(user.has_role(Role.DPO, Role.AUDITOR, Role.ADMINISTRATOR), READERS_ONLY)


def can_decide(user) -> Verdict:
    """Read, grant and refuse requests: the privacy officer."""
    return allow(user.has_role(Role.DPO), DPO_ONLY)


def can_erase(user, application: Application) -> Verdict:
    """An application is erased by who wrote it."""
    return calls.is_own(user, application)


def can_ask(user, membership: Membership) -> Verdict:
    """What is kept about a seat is asked to be erased by who was in it."""
    return allow(membership.user_id and membership.user_id == user.pk, OWN_ONLY)
