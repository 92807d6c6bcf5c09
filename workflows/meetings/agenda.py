"""What may be on an agenda, and on what ground somebody takes no part in an item of it. Pure, no database.

Budget, contract and acceptance are decided by the city alone (가이드라인 2, 시민협업형): a meeting may be told of
them, and is not asked for advice or a decision on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from .enums import AgendaCategory, RecusalKind

LONGEST = 30


@dataclass(frozen=True)
class Item:
    """An item as it is called: ``needs_advice`` asks the members for written advice, else it is a report (보고)."""

    title: str
    category: str = AgendaCategory.GENERAL
    needs_advice: bool = True


def refuse_reserved(item: Item) -> None:
    """Raise ValidationError where advice is asked on what the city decides alone."""
    category = AgendaCategory(item.category)
    if category.is_reserved and item.needs_advice:
        raise ValidationError(
            f"예산·계약·검수는 시가 결정하는 일이라 자문을 받을 수 없습니다. ‘{item.title}’ 안건({category.label})은 "
            "‘자문 받기’를 풀어 보고로 올려 주세요."
        )


def refuse_agenda(items: Sequence[Item]) -> None:
    """Raise ValidationError unless there is something to talk about and all of it may be."""
    if not items:
        raise ValidationError("안건을 하나 이상 적어 주세요.")
    if len(items) > LONGEST:
        raise ValidationError(f"안건은 {LONGEST}개까지 올릴 수 있습니다.")
    for item in items:
        refuse_reserved(item)


def refuse_ground(kind: str, *, is_own: bool) -> None:
    """Raise ValidationError unless it is a ground for taking no part in an item; of oneself one says 회피 alone."""
    if kind not in RecusalKind.values or is_own and kind != RecusalKind.VOLUNTARY:
        raise ValidationError("제척, 기피, 회피 가운데 하나를 골라 주세요.")
