"""Who may manage accounts."""

from seoul_gov.ui.verdicts import Verdict, allow


def can_manage(user) -> Verdict:
    """Accounts, roles and departments are the administrators' business."""
    return allow(user.is_administrator, "시스템 관리자만 계정과 역할을 관리할 수 있습니다.")
