"""What is emptied and what is left of a row. Called by the actions alone, which hold the rows and write the record.

**Applications.** That there was one stays, with its number: the published lists of a draw name numbers, and who checks a
draw still finds as many applications as it names. Everything that somebody wrote in it goes, with the paper that was put
in, the days, from where its texts were agreed to, and what was told its author about the call. Marks and verdicts of the
readings stay, as points of a number; their words go, for a name may stand in them. What never had a number is deleted.

**Seats.** The row stays: reviews, advice, ballots, issues and attendances of a panel are project records (the consent
says so) and hang on it, and quorum and tallies count it. So nothing that points at a seat is moved. The account goes from
it as the name does: by the account alone, anybody who reads accounts would know whose opinions these are. What it was
called instead is a constant, for a number of its own would be a name again. The texts that are about the person and not
about the project are emptied: why they left, what they declared, where they signed. What the rooms above keep of that
kind they empty themselves (``PORTAL_SEAT_ERASERS``), and the seat's application goes with it.

What is not touched: the audit trail, which is sealed and shows no citizen's name, and the log of accesses, which has a
period of its own. Files: rows go here, bytes when the transaction has committed (``documents.discard``); a crash in between
leaves bytes that no row serves, and ``documents.sweep`` takes them away.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from django.utils.module_loading import import_string

from panels import invitations
from panels.actions.seats import panel_scope
from panels.appointments.models import AppointmentPaper
from panels.calls.enums import ApplicationState
from panels.calls.models import Application, ApplicationSignature, RecruitmentCall
from panels.conflicts.models import Suspension
from panels.enums import SEATED, MemberState
from panels.models import ERASED, ConflictDeclaration, Membership, Panel, Signature
from panels.screening.models import Reading
from panels.selections.models import Choice, Inquiry
from seoul_gov.documents import actions as documents
from seoul_gov.documents.models import Document
from seoul_gov.notifications import actions as notifications
from seoul_gov.papers import presses

from . import outcomes
from .enums import RequestState
from .models import ErasureRequest

EMPTY_APPLICATION = {
    "applicant": None,
    "evidence": None,
    "has_conflict": None,
} | dict.fromkeys(
    (
        *("name", "age_band", "gender", "occupation", "district", "side", "frequency"),
        *("interest", "understanding", "record", "expertise", "guardian_name", "guardian_contact"),
        *("employer", "past_employers", "family", "bodies", "services"),
    ),
    "",
)
"""Every field of an application that says something about a person, with what is left in it."""
EMPTY_SEAT = {
    "user": None,
    "name": ERASED,
    "email": "",
    "affiliation": "",
    "guardian_name": "",
    "guardian_contact": "",
    "secret_hash": "",
    "ended_reason": "",
    "ended_ground": "",
}
"""The same for a seat."""
WIPED_REASON = "개인정보를 파기해 사유를 지웠습니다."
"""What is left of why somebody was not chosen or not left in the seat, and of what was found out about it."""
WIPED_DOUBT = "지운 확인"
"""What is left of a doubt, which may name a company, with a number that keeps it apart from others."""


def applications(call: RecruitmentCall, ids: Iterable[int]) -> None:
    """Erase these applications of the call: those with a number are emptied, the others deleted."""
    rows = Application.objects.filter(call=call, pk__in=list(ids))
    facts = list(rows.values_list("pk", "applicant", "evidence"))
    forget(call, {pk: author for pk, author, _ in facts})
    readings = Reading.objects.filter(application__in=rows)
    readings.update(note="", reason=Case(When(reason="", then=Value("")), default=Value(WIPED_REASON)))
    ApplicationSignature.objects.filter(application__in=rows).update(address=None)
    Choice.objects.filter(application__in=rows).exclude(reason="").update(reason=WIPED_REASON)
    looked_into = Concat(Value(f"{WIPED_DOUBT} "), Cast("pk", CharField()))
    Inquiry.objects.filter(application__in=rows).update(doubt=looked_into, reason=WIPED_REASON)
    Application.available.through.objects.filter(application__in=rows).delete()
    unnumbered = list(rows.filter(number=None).values_list("pk", flat=True))
    rows.exclude(number=None).update(
        state=ApplicationState.ERASED, erased_at=timezone.now(), **EMPTY_APPLICATION
    )
    Application.objects.filter(pk__in=unnumbered).delete()
    for document in Document.objects.filter(pk__in=[paper for _, _, paper in facts if paper]):
        documents.discard(by=None, document=document)


def forget(call: RecruitmentCall, authors: dict[int, int]) -> None:
    """What people were told about these applications, and about the call unless they have another one that stays."""
    others = Application.objects.filter(call=call, applicant__in=authors.values()).exclude(pk__in=authors)
    staying = set(others.values_list("applicant", flat=True))
    notifications.forget(scope=call.scope, users=set(authors.values()) - staying)
    for pk in authors:
        notifications.forget(scope=call.scope, key=f"application:{pk}:")


def seats(panel: Panel, ids: Iterable[int]) -> None:
    """Erase these seats of the panel, none of which anybody is in any more, and what their people wrote to get them."""
    ids, now = list(ids), timezone.now()
    rows = Membership.objects.filter(panel=panel, pk__in=ids)
    people = authors(ids)
    forget_seats(panel, list(rows))
    Signature.objects.filter(membership__in=ids).update(address=None)
    ConflictDeclaration.objects.filter(membership__in=ids).update(employer="", detail="")
    suspensions(ids)
    presses.take_back(by=None, orders=AppointmentPaper.objects.filter(appointment__membership__in=ids))
    requests(ids)
    for path in settings.PORTAL_SEAT_ERASERS:
        import_string(path)(ids)
    rows.filter(state__in=SEATED).update(
        state=MemberState.ENDED, ended_at=Coalesce("ended_at", Value(panel.dissolved_at))
    )
    unanswered = Value(panel.dissolved_at) if panel.dissolved_at else F("expires_at")
    rows.filter(state=MemberState.INVITED).update(
        state=MemberState.CANCELLED, ended_at=Coalesce("ended_at", unanswered)
    )
    rows.update(erased_at=now, **EMPTY_SEAT)
    applications_of(panel, people)


def authors(ids: list[int]) -> set[int]:
    """Who had these seats, and who was chosen for them and never answered: no account stands in such a seat."""
    holders = Membership.objects.filter(pk__in=ids).exclude(user=None).values_list("user", flat=True)
    chosen = Choice.objects.filter(membership__in=ids).exclude(application__applicant=None)
    return {*holders, *chosen.values_list("application__applicant", flat=True)}


def suspensions(ids: list[int]) -> None:
    """What was declared and matched, said and decided about ties; that there was a suspension and how it ended stays."""
    rows = Suspension.objects.filter(membership__in=ids)
    rows.exclude(statement="").update(statement=ERASED)
    rows.exclude(reason="").update(reason=WIPED_REASON)
    rows.update(matched=ERASED)


def forget_seats(panel: Panel, rows: list[Membership]) -> None:
    """What these people were told about the panel, and what its officials were told about them."""
    scope = panel_scope(panel)
    users = {row.user_id for row in rows if row.user_id}
    notifications.forget(scope=scope, users=users, addresses={row.email for row in rows})
    for row in rows:
        invited = invitations.scope_of(row)
        notifications.forget(scope=invited, key=f"{invited}:")
        notifications.forget(scope=f"{scope}:officials", key=f"membership:{row.pk}:")


def requests(ids: list[int]) -> None:
    """Who asked for these seats to be erased, and in what words; what was still open has come to its end."""
    asked = ErasureRequest.objects.filter(membership__in=ids)
    asked.filter(state=RequestState.OPEN).update(
        state=RequestState.LAPSED, decided_at=timezone.now(), requested_by=None, wish=""
    )
    asked.update(requested_by=None, wish="", answer="")


def applications_of(panel: Panel, people: set[int]) -> None:
    """Erase what these people wrote to get into the panel, unless another of their seats in it stays. What was written for
    a call that is still open stays too: it is about another seat."""
    kept = Membership.objects.filter(panel=panel, user__in=people).exclude(accepted_at=None)
    gone = people - set(kept.values_list("user", flat=True))
    for call in RecruitmentCall.objects.held().filter(panel=panel).order_by("pk"):
        if outcomes.announced_at(call):
            written = call.applications.filter(applicant__in=gone)
            applications(call, list(written.values_list("pk", flat=True)))
