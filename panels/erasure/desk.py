"""What waits for the privacy officer in this room."""

from django.db.models import QuerySet, Value
from django.urls import reverse

from seoul_gov.ui.errands import Errand, Row, shaped

from . import permissions
from .models import ErasureRequest

ROOM = "erasure"


def rows(user) -> QuerySet | None:
    """Requests for erasure that nobody has answered."""
    if not user.is_authenticated or not permissions.can_decide(user):
        return None
    return shaped(
        ErasureRequest.objects.open(),
        ROOM,
        what=Value("requests"),
        thing="pk",
        due="due_on",
    )


def lines(rows: list[Row]) -> list[Errand]:
    """All of them in one line, with the earliest day."""
    if not rows:
        return []
    title = f"개인정보 삭제 요청 {len(rows)}건 처리하기"
    due = min(row.due for row in rows)
    return [Errand(title, "개인정보 보호", "처리하기", reverse("erasure:requests"), due=due)]
