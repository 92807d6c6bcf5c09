"""What waits for the privacy officer in this room."""

from django.db.models import Count, Min
from django.urls import reverse

from seoul_gov.ui.errands import Errand

from . import permissions
from .models import ErasureRequest


def waiting(user) -> list[Errand]:
    """Requests for erasure that nobody has answered, in one line with the earliest day; one query, none for others."""
    if not user.is_authenticated or not permissions.can_decide(user):
        return []
    found = ErasureRequest.objects.open().aggregate(count=Count("pk"), due=Min("due_on"))
    if not found["count"]:
        return []
    title = f"개인정보 삭제 요청 {found['count']}건 처리하기"
    return [Errand(title, "개인정보 보호", "처리하기", reverse("erasure:requests"), due=found["due"])]
