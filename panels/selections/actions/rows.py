"""What the actions share: the held rows, the invitation, the trail and who is told. Called by the actions alone."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.urls import reverse

from panels.actions import invite_chosen
from panels.calls.actions.calls import held_call
from panels.calls.models import Application
from panels.models import Membership
from panels.selections import letters
from panels.selections.models import Choice, Selection
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify


def held(selection: Selection) -> Selection:
    """The selection as it stands, the rows of its project and call held until the end of the transaction."""
    call = held_call(selection.call)
    selection = Selection.objects.get(pk=selection.pk)
    selection.call = call
    return selection


def refuse_barred(numbers: Collection[str], barred: Mapping[str, str]) -> None:
    """Raise ValidationError, naming each number, where somebody of them can not sit."""
    if told := [f"지원서 {number}: {barred[number]}" for number in numbers if number in barred]:
        raise ValidationError([*told, "이 사람을 빼야 확정할 수 있습니다."])


def invited(by, selection: Selection, application: Application) -> Membership:
    """The invitation of an applicant to a seat of the panel."""
    panel = selection.call.panel
    return invite_chosen(
        by=by,
        panel=panel,
        email=application.applicant.email,
        name=application.name,
        side=application.own_side,
    )


def tell(kind, selection: Selection, choices: list[Choice], **facts) -> None:
    """Tell the applicants, each their own part; a second time tells nothing."""
    call = selection.call
    by_person = {one.application.applicant_id: one for one in choices}
    message = Message(
        kind.say(call=call, **facts),
        reverse("calls:mine"),
        detail=lambda person: letters.letter(by_person[person.user_id]),
    )
    people = [Recipient.of(one.application.applicant) for one in choices]
    notify(
        kind=kind, to=people, message=message, scope=call.scope, key=f"selection:{selection.pk}:{kind.key}"
    )


def record(*, by, kind, selection: Selection, data: dict | None = None, **facts) -> None:
    """Write to the trail what happened to the selection."""
    call = selection.call
    chain = call.panel.project.audit_chain
    audit.record(by=by, kind=kind, on=selection, chain=chain, data=data, call=call, **facts)
