"""Who may read the log of accesses, and who goes through it every month."""

from seoul_gov.accounts.enums import Role
from seoul_gov.ui.verdicts import Verdict, allow


def can_read_log(user) -> Verdict:
    """The privacy officer and the auditor; nobody else, administrators included."""
    return allow(user.has_role(Role.DPO, Role.AUDITOR), "개인정보 담당과 감사 담당만 볼 수 있는 화면입니다.")


def can_check(user) -> Verdict:
    return allow(user.has_role(Role.DPO), "개인정보 담당만 접속기록을 점검할 수 있습니다.")
