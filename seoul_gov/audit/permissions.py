from seoul_gov.ui.verdicts import Verdict, allow


def can_read_all(user) -> Verdict:
    """The whole record is for auditors; each project's history is for its own officials."""
    return allow(user.has_role("auditor"), "감사 담당만 볼 수 있는 화면입니다.")
