"""Who may manage accounts, and what people may do with their own."""

from seoul_gov.ui.verdicts import Verdict, allow


def can_manage(user) -> Verdict:
    """Accounts, roles and departments are the administrators' business."""
    return allow(user.is_administrator, "시스템 관리자만 계정과 역할을 관리할 수 있습니다.")


def can_rename(user, person) -> Verdict:
    """A name is corrected by the person who bears it; administrators have a door of their own."""
    return allow(user.is_authenticated and user.pk == person.pk, "자기 이름만 고칠 수 있습니다.")
