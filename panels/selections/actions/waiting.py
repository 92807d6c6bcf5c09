"""What applicants without a seat say: whether they want to be asked when one becomes free."""

from django.core.exceptions import ValidationError
from django.db import transaction

from panels.selections import events, permissions
from panels.selections.models import Choice
from seoul_gov.ui.verdicts import require

from .rows import held, record


@transaction.atomic
def decline_waiting(*, by, choice: Choice) -> Choice:
    """Not to be asked for a seat that becomes free, by the applicant's own word. Doing it twice has one effect.

    Raises ValidationError for who is chosen, and for who would not be asked anyway.
    """
    choice = held_choice(by, choice)
    if not choice.is_willing:
        return choice
    choice.is_willing = False
    choice.save(update_fields=["is_willing"])
    number = choice.application.number
    record(by=by, kind=events.WAITING_DECLINED, selection=choice.selection, number=number)
    return choice


@transaction.atomic
def resume_waiting(*, by, choice: Choice) -> Choice:
    """To be asked again, in the place that the applicant had. Doing it twice has one effect; raises as declining does."""
    choice = held_choice(by, choice)
    if choice.is_willing:
        return choice
    choice.is_willing = True
    choice.save(update_fields=["is_willing"])
    number = choice.application.number
    record(by=by, kind=events.WAITING_RESUMED, selection=choice.selection, number=number)
    return choice


def held_choice(by, choice: Choice) -> Choice:
    """The applicant's own choice, held with its call, if it is one that waits."""
    selection = held(choice.selection)
    choice = selection.choices.select_related("application").get(pk=choice.pk)
    choice.selection = selection
    require(permissions.can_answer(by, choice))
    if choice.is_chosen:
        raise ValidationError("이미 선정되었습니다. 초대 메일의 링크에서 수락하거나 사양해 주세요.")
    if not choice.may_be_asked:
        raise ValidationError("빈자리에 연락할 수 있는 지원서가 아닙니다.")
    return choice
