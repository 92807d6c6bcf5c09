"""What the actions share: the held row, the trail and who is told. Called by the actions alone."""

from django.core.exceptions import ValidationError

from panels.enums import PanelState
from panels.models import Membership, Panel
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.korean import korean_period
from workflows.meetings import ics
from workflows.meetings.models import Meeting
from workflows.runs.actions import locked_duty


def held(meeting: Meeting) -> Meeting:
    """The meeting as it stands; its process and its row are held until the end of the transaction."""
    locked_duty(meeting.duty)
    return Meeting.objects.with_facts().select_for_update(of=("self",)).get(pk=meeting.pk)


def in_office(panel: Panel) -> list[Membership]:
    """Everybody in office, the secretary included. The seats are held, so that nobody leaves while being told."""
    seats = panel.memberships.active().exclude(panel__state=PanelState.DISSOLVED)
    return list(seats.select_related("user").select_for_update(of=("self",)).order_by("pk"))


def refuse_unscheduled(meeting: Meeting) -> None:
    """Raise ValidationError unless the meeting is still to be held."""
    if not meeting.is_scheduled:
        raise ValidationError(f"이미 처리한 회의입니다({meeting.get_state_display()}).")


def refuse_not_held(meeting: Meeting) -> None:
    """Raise ValidationError unless the attendance has been recorded."""
    if not meeting.is_held:
        raise ValidationError("출석을 기록한 회의에만 회의록을 쓸 수 있습니다.")


def call_of(meeting: Meeting) -> str:
    """What the invitations and reminders are filed under: they end together when the call does."""
    return f"{meeting.scope}/call"


def facts_of(meeting: Meeting) -> dict:
    """What the events' sentences about a meeting need."""
    return {"meeting": meeting, "when": korean_period(meeting.starts_at, meeting.ends_at)}


def trail(*, by, kind, meeting: Meeting, on=None, data: dict | None = None, **facts) -> None:
    """Write to the project's trail what happened to the meeting, or to something of it (``on``)."""
    chain = meeting.panel.project.audit_chain
    audit.record(by=by, kind=kind, on=on or meeting, chain=chain, data=data, **facts_of(meeting), **facts)


def notify_seats(
    meeting: Meeting, *, kind, key: str, detail: str, invite=False, to=None, scope="", **facts
) -> int:
    """Tell everybody in office, or the seats ``to``; with ``invite`` each gets their own calendar entry.

    ``key`` tells this occasion of the meeting from its others, ``scope`` (default: the meeting) is what it can be
    withdrawn by. What announces the meeting is not sent once it has begun. Answers how many notices are new.
    """
    message = Message(
        subject=kind.say(**facts_of(meeting), **facts),
        url=meeting.get_absolute_url(),
        detail=detail,
        calendar=(lambda person: ics.invitation(meeting, person)) if invite else "",
        send_before=meeting.starts_at if meeting.is_scheduled else None,
    )
    seats = in_office(meeting.panel) if to is None else to
    people = [Recipient.of(seat.user) for seat in seats]
    filed = scope or meeting.scope
    return notify(kind=kind, to=people, message=message, scope=filed, key=f"meeting:{meeting.pk}:{key}")


def call_seats(meeting: Meeting, *, event, detail: str) -> int:
    """Tell everybody in office of the call, its change or its end, with a calendar entry of their own.

    Who has been told of it as it now stands is not told again; answers how many are new.
    """
    key = call_key(meeting)
    return notify_seats(meeting, kind=event, key=key, detail=detail, invite=True, scope=call_of(meeting))


def call_key(meeting: Meeting) -> str:
    """What the ledger calls the call as it now stands: each change is an occasion of its own."""
    word = "cancelled" if meeting.is_cancelled else "moved" if meeting.sequence else "invited"
    return f"v{meeting.sequence}:{word}"


def particulars(meeting: Meeting) -> str:
    """When, where and what about, as a mail says it."""
    lines = [
        f"사업: {meeting.panel.project}",
        f"일시: {korean_period(meeting.starts_at, meeting.ends_at)}",
        f"장소: {meeting.place}" if meeting.place else "",
        f"화상회의: {meeting.video_link}" if meeting.video_link else "",
        *(f"안건 {number}. {item.title}" for number, item in enumerate(meeting.items.all(), 1)),
    ]
    return "\n\n".join(filter(None, ("\n".join(filter(None, lines)), meeting.note)))
