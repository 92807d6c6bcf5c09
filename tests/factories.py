"""Makers of people and things for tests, written straight to the tables; actions are what tests are about.

``make_x(**facts)`` gives a valid x with the facts that the test cares about.
"""

from datetime import date, timedelta
from fractions import Fraction
from itertools import count

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from panels.calls.actions import Date, Terms
from panels.calls.criteria import USUAL
from panels.calls.models import Application
from panels.calls.selectors import applicant_texts
from panels.draws import actions as draws
from panels.draws import drum, trying
from panels.draws.models import LotteryRun, Trial
from panels.lottery.record import pool_file, rules_file
from panels.models import Membership, Panel
from panels.screening.models import Reading
from panels.texts import load_texts
from projects.enums import GovernanceType, ProjectStatus
from projects.models import Project, ProposalChannel, Vendor
from selection.models import Edition
from seoul_gov.accounts.models import Department, RoleGrant, User
from seoul_gov.documents import actions as documents
from seoul_gov.ui.prose import render
from workflows.meetings.models import Meeting, Minutes

PASSWORD = "portal-test-login-1"
NUMBERS = count(1)

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def make_department(name="정보시스템담당관"):
    return Department.objects.get_or_create(name=name)[0]


def make_user(name="홍길동", email="", **facts):
    number = next(NUMBERS)
    user = User.objects.create_user(email or f"person{number}@example.test", PASSWORD, name=name, **facts)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_official(role, *, department=None, name="공무원", **facts):
    """A user with one role in force."""
    user = make_user(name=name, **facts)
    RoleGrant.objects.create(user=user, role=role, department=department)
    return user


def make_administrator(name="관리자"):
    return make_official("administrator", name=name)


def make_channel(name="시 자체", *, is_citizen=False):
    return ProposalChannel.objects.get_or_create(name=name, defaults={"is_citizen": is_citizen})[0]


def make_project(*, officer, **facts):
    """A registered project of the officer's department, complete and without a type."""
    number = next(NUMBERS)
    department = officer.role_grants.first().department
    start = facts.pop("start_date", date(2026, 3, 2))
    defaults = {
        "number": f"2026-{number:05d}",
        "title": f"시민 서비스 {number} 구축",
        "kind": "development",
        "department": department,
        "officer": officer,
        "start_date": start,
        "end_date": start + timedelta(days=300),
        "budget": 350_000_000,
        "summary": "시민이 쓰는 서비스를 만듭니다.",
        "channel": make_channel(),
        "audience": "general",
        "status": ProjectStatus.REGISTERED,
        "submitted_at": timezone.now(),
        "created_by": officer,
    }
    return Project.objects.create(**defaults | facts)


def make_confirmed_project(*, officer, governance_type=GovernanceType.ADVISORY, **facts):
    """A project whose type is confirmed and whose process has not begun."""
    facts = {"governance_type": governance_type, "status": ProjectStatus.CONFIRMED} | facts
    return make_project(officer=officer, **facts)


def make_vendor(*, project=None, name="한빛정보기술(주)", staff_name="오수행", kind="contractor"):
    """A company with one account; with that part in the project if there is one."""
    vendor = Vendor.objects.get_or_create(name=name)[0]
    user = make_user(name=staff_name)
    vendor.staff.add(user)
    if project:
        project.parties.create(vendor=vendor, kind=kind, recorded_by=project.officer)
    return user


def make_edition(label="2018년 2월판"):
    """The guideline's edition, published; made by the portal's own loader."""
    from selection.editions import load_guideline

    return Edition.objects.filter(label=label).first() or load_guideline()


def make_panel(project, kind="citizen", name="시민참여단", state="active", **facts):
    return Panel.objects.create(
        project=project, kind=kind, name=name, state=state, created_by=project.officer, **facts
    )


def make_member(panel, *, user=None, name="단원", role="member", **facts):
    """Somebody in office in the panel, with an account."""
    user = user or make_user(name=name)
    return Membership.objects.create(
        panel=panel,
        user=user,
        email=user.email,
        name=user.name,
        role=role,
        state="active",
        invited_by=panel.created_by,
        expires_at=timezone.now() + timedelta(days=14),
        accepted_at=timezone.now(),
        secret_hash="",
        **facts,
    )


def make_terms(kind="citizen", **facts):
    """The terms of a call that takes applications from a minute ago for two weeks, with two days of work."""
    now = timezone.now().replace(microsecond=0)
    day = now + timedelta(days=30)
    dates = tuple(
        Date(f"{number}차 회의", day + timedelta(days=number), day + timedelta(days=number, hours=2))
        for number in (1, 2)
    )
    usual = {
        "title": "단원을 모집합니다",
        "duties": "두 번 만나 화면을 살펴봅니다.",
        "eligibility": "서비스를 쓰는 시민",
        "seats": 10,
        "opens_at": now - timedelta(minutes=1),
        "closes_at": now + timedelta(days=14),
        "weights": dict(USUAL[kind]),
        "dates": dates,
        "expert_seats": 5 if kind == "mixed" else 0,
    }
    return Terms(**usual | facts)


ANSWERS = {
    "name": "한신청",
    "age_band": "30s",
    "gender": "female",
    "occupation": "office",
    "district": "mapo",
    "frequency": "weekly",
    "interest": "화면이 쉬워지면 좋겠습니다.",
    "understanding": "대여소를 찾는 앱입니다.",
    "expertise": "사용성 평가 5년",
    "record": "동네 자전거 모임",
    "has_conflict": False,
}
"""What a complete application of any kind says; each kind asks for a part of it."""
NAMES = count()
"""By these letters names differ: two people of one name and the same answers may be one."""


def make_application(call, *, by=None, submitted=True, upload="증빙.pdf", **facts):
    """An application for the call by that person or a new citizen, handed in unless it is to be a draft."""
    by = by or make_user(name="한신청")
    load_texts()
    number = next(NAMES)
    known = {"name": f"한신청{chr(ord('가') + number % 11172)}", "version": 1} | facts
    if upload and call.panel.kind != "online":
        known["evidence"] = make_document(by=by, name=upload)
    if submitted:
        known |= {"state": "submitted", "number": f"{call.pk}-{number:06}", "submitted_at": timezone.now()}
    application = Application.objects.create(call=call, applicant=by, **ANSWERS | known)
    application.available.set(call.dates.all())
    if submitted:
        wanted = {"apply", "guardian"} if known.get("age_band") == "under_14" else {"apply"}
        application.signatures.bulk_create(
            application.signatures.model(application=application, text=text)
            for text in applicant_texts()
            if text.kind in wanted
        )
    return application


def make_reading(application, reader, levels=None, **facts):
    """What that official found: these levels, or why the applicant may not be chosen."""
    reading = Reading.objects.create(application=application, reader=reader, **{"is_eligible": True} | facts)
    marks = [
        reading.marks.model(reading=reading, key=key, level=level) for key, level in (levels or {}).items()
    ]
    reading.marks.bulk_create(marks)
    return reading


def make_entrant(number, *, points=80, tier=1, values=("30대", "여성", "학생"), side=""):
    return drum.Entrant(number, values, tier, Fraction(points), side)


def make_drum(people, seats, quotas=()):
    """The lottery over panels of so many of these entrants."""
    rules = drum.rules_of(seats, quotas or drum.usual_quotas(people, seats))
    return trying.tried(drum.pool_of(people), rules, lambda *_: None, lambda: False).made


def make_trial(call, *, by, version=1, state="ready", **facts):
    """A trial of three people for one seat, whose calculation has come so far."""
    people = [make_entrant(number) for number in "ABC"]
    rules = drum.rules_of(1, drum.usual_quotas(people, 1))
    pool = drum.pool_of(people)
    found = trying.tried(pool, rules, lambda *_: None, lambda: False)
    ready = {
        "lottery": found.made.text,
        "tickets": found.made.tickets,
        "bound": found.made.bound,
        "achieved": found.made.achieved,
        "prices": found.prices,
        "certain": found.certain,
        "shut_out": found.shut_out,
    }
    facts = (ready if state == "ready" else {}) | facts
    return Trial.objects.create(
        call=call,
        version=version,
        seats=1,
        quotas=[[one.feature, one.value, one.least, one.most] for one in rules.quotas],
        priority=str(rules.tiers.priority),
        reason="" if version == 1 else "다른 할당을 견줍니다.",
        state=state,
        fingerprint=drum.fingerprint(people, 1),
        pool=pool_file(pool, rules).decode(),
        rules=rules_file(rules).decode(),
        created_by=by,
        **facts,
    )


def make_lottery(call, *, by, numbers=("A", "B", "C"), seats=1, draws_at=None, made=None):
    """A draw among equals of these numbers, or of the panels that are ``made``, that is committed to and not drawn."""
    way = "panel" if made else "tie"
    made = made or drum.of_ties([make_entrant(number) for number in numbers], seats)
    draws_at = draws_at or timezone.now() + timedelta(days=1)
    record = drum.commit(made, source="dice", when=draws_at.isoformat(), detail="주사위를 굴립니다.")
    texts = [data.decode() for data in record.files.values()]
    return LotteryRun.objects.create(
        call=call,
        way=way,
        seats=made.rules.size,
        **dict(zip(("pool", "rules", "lottery", "plan"), texts, strict=True)),
        commitment=record.hex,
        tickets=made.tickets,
        bound=made.bound,
        achieved=made.achieved,
        source="dice",
        draws_at=draws_at,
        detail="주사위를 굴립니다.",
        committed_by=by,
    )


def make_replacement(call, *, by, colleague):
    """A panel of two of five, drawn by these two clerks, of which the first has been replaced since."""
    people = [make_entrant(number) for number in "PQRST"]
    run = make_lottery(call, by=by, made=make_drum(people, 2), draws_at=timezone.now())
    for clerk in (by, colleague):
        run = draws.enter(by=clerk, run=run, value="4,0,7,2,9,1")
    return draws.replace(by=by, run=run, gone=run.panel[:1], willing=run.alternates)


def make_upload(name="요구사항정의서.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def make_document(*, by=None, name="요구사항정의서.pdf", content=PDF):
    return documents.store(by=by, upload=make_upload(name, content))


def make_version(project, *, stage_key="analysis", title="요구사항정의서", upload=None):
    """The first version of a deliverable."""
    deliverable = project.deliverables.create(stage_key=stage_key, title=title, created_by=project.officer)
    document = documents.store(by=project.officer, upload=upload or make_upload())
    return deliverable.versions.create(number=1, document=document, uploaded_by=project.officer)


def make_run(project, *, stage_key="analysis"):
    """A running process of the project's type whose stage ``stage_key`` is open; written straight to the rows."""
    from workflows.driver.schedule import propose
    from workflows.runs.build import build_run

    run = build_run(project=project, by=project.officer, plan=propose(project))
    for stage in run.stages.all():
        if stage.key == stage_key:
            stage.state, stage.opened_at = "open", timezone.now()
            stage.save()
            break
        stage.state, stage.opened_at = "closed", timezone.now()
        stage.closed_at, stage.closed_by = timezone.now(), project.officer
        stage.save()
    return run


def make_duty(project, *, kind="meeting", stage_key="analysis"):
    """An open duty of that kind in the open stage of a running process; the run is made when there is none."""
    run = project.runs.running().first() or make_run(project, stage_key=stage_key)
    return run.stages.get(state="open").duties.filter(kind=kind).first()


def make_meeting(panel, duty, *, title="정기회의", state="scheduled", starts_at=None, **facts):
    """A meeting of the panel, in ten days unless said otherwise."""
    starts_at = starts_at or timezone.now() + timedelta(days=10)
    defaults = {"place": "시청 회의실", "uid": f"meeting-{next(NUMBERS)}@example.test"}
    return Meeting.objects.create(
        duty=duty,
        panel=panel,
        title=title,
        state=state,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        called_by=panel.created_by,
        **defaults | facts,
    )


def make_published_minutes(panel, duty, *, body="논의한 내용", **facts):
    """The published minutes of a meeting that was held last week."""
    meeting = make_meeting(
        panel, duty, state="held", starts_at=timezone.now() - timedelta(days=7), held_at=timezone.now()
    )
    defaults = {"body": body, "body_html": render(body), "state": "published", "settled_at": timezone.now()}
    return Minutes.objects.create(meeting=meeting, written_by=panel.created_by, **defaults | facts)
