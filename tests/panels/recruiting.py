"""Something that waits in every room of recruitment, written straight to the rows: it is read, not done."""

from datetime import timedelta

from django.utils import timezone

from panels.appointments.models import Appointment
from panels.calls.models import Application, RecruitmentCall
from panels.models import Membership, Selection
from panels.screening.models import Reading
from seoul_gov.privacy.enums import Deed
from seoul_gov.privacy.models import AccessEntry
from seoul_gov.ui.korean import today
from tests import factories

OF_OFFICERS = (
    "추진단 구성 마치기",
    "초대 확인하기",
    "공고하기",
    "심사하기",
    "확정하기",
    "빈자리 채우기",
    "이해관계 확인하기",
    "임기 확인하기",
)
"""The actions of an officer, a line a time each; a head has the first and the one about conflicts."""
OF_HEADS = ("추진단 구성 마치기", "이해관계 확인하기")
OF_MEMBERS = ("초대에 답하기", "이어서 쓰기", "의견 내기")


RULES = {"gap": 20, "first_tier": 70, "second_tier": 40}


def make_call(official, name, state="published", *, closed=True):
    """A call for two seats in a project of its own, over unless it is to be open."""
    project = factories.make_confirmed_project(officer=official, title=name)
    now = timezone.now()
    closes_at = now - timedelta(minutes=1) if closed else now + timedelta(days=9)
    facts = {} if state == "draft" else {"published_at": now, "published_by": official} | RULES
    return RecruitmentCall.objects.create(
        panel=factories.make_panel(project, state="forming"),
        title=name,
        seats=2,
        opens_at=now - timedelta(days=9),
        closes_at=closes_at,
        state=state,
        created_by=official,
        **facts,
    )


def hand_in(call, number, *readers):
    """An application, read by these officials."""
    application = Application.objects.create(
        call=call,
        applicant=factories.make_user(),
        state="submitted",
        number=f"{call.pk}-{number}",
        submitted_at=timezone.now(),
    )
    for reader in readers:
        Reading.objects.create(application=application, reader=reader, is_eligible=True)
    return application


def ask_officials(official, colleague):
    """A line in each room of ``OF_OFFICERS``."""
    make_call(official, "초안", "draft")
    hand_in(make_call(official, "심사"), 1)
    decidable = make_call(official, "확정")
    for number in (1, 2):
        hand_in(decidable, number, official, colleague)
    decided = make_call(official, "빈자리")
    chosen, waiting = (hand_in(decided, number, official, colleague) for number in (1, 2))
    selection = Selection.objects.create(call=decided, decided_by=official)
    gone = factories.make_member(decided.panel)
    Membership.objects.filter(pk=gone.pk).update(state="declined", ended_at=timezone.now())
    selection.choices.create(application=chosen, standing="chosen", membership=gone)
    selection.choices.create(application=waiting, standing="alternate", rank=1)

    project = factories.make_confirmed_project(officer=official)
    factories.make_member(factories.make_panel(project, name="다 모인 자문단", state="forming"))
    invited = factories.make_member(factories.make_panel(project, name="초대한 자문단"))
    long_ago = timezone.now() - timedelta(days=1)
    Membership.objects.filter(pk=invited.pk).update(state="invited", accepted_at=None, expires_at=long_ago)
    working = factories.make_panel(project, name="일하는 자문단")
    suspend(factories.make_member(working), colleague)
    appoint(factories.make_member(working), official)


def suspend(seat, by):
    Membership.objects.filter(pk=seat.pk).update(state="suspended")
    seat.suspensions.create(
        ground="reported",
        matched="배우자가 다닙니다.",
        suspended_by=by,
        decide_by=today() + timedelta(days=5),
    )


def appoint(seat, by):
    """To a term that ends soon."""
    term = {"starts_on": today(), "ends_on": today() + timedelta(days=3)}
    Appointment.objects.create(
        membership=seat, year=today().year, serial=seat.pk, issuer="서울특별시장", issued_by=by, **term
    )


def ask_members(official, person):
    """A line in each room of ``OF_MEMBERS``."""
    call = make_call(official, "모집", closed=False)
    Application.objects.create(call=call, applicant=person)
    suspend(factories.make_member(call.panel, user=person), official)
    offered = factories.make_member(factories.make_panel(call.panel.project, name="혼합 자문단"), user=person)
    Membership.objects.filter(pk=offered.pk).update(state="invited", accepted_at=None, user=None)
    person.emailaddress_set.get_or_create(email=person.email, verified=True)


def ask_the_privacy_officer(official):
    """Somebody who left wants to be erased, and last month somebody looked at personal data."""
    panel = factories.make_panel(factories.make_confirmed_project(officer=official))
    left = factories.make_member(panel)
    Membership.objects.filter(pk=left.pk).update(state="withdrawn", ended_at=timezone.now())
    left.erasure_requests.create(requested_by=left.user, due_on=today() + timedelta(days=10))
    last_month = timezone.now().replace(day=1) - timedelta(days=3)
    AccessEntry.objects.create(
        at=last_month,
        actor_id=official.pk,
        actor=official.name,
        deed=Deed.VIEW,
        page="추진단 구성원",
        subject="단원 3명",
        count=3,
    )
