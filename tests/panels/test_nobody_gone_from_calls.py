"""The same as in ``test_nobody_gone`` for panels that were recruited: who was never chosen, declined, was left out, is
suspended or left is in no list, mail, name, paper, file or export of the panel, however its free seats are filled.

A panel that was drawn, one by points, one of two sides, one that keeps stakeholders out, and one that was a committee
before. Histories are made up from the portal's own actions; a model of its own keeps what ought to have become of whom.
"""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from openpyxl import load_workbook

from panels import actions as panels
from panels import invitations, permissions
from panels.actions import Declaration
from panels.appointments import actions as appointments
from panels.appointments import tasks as appointment_tasks
from panels.appointments.models import Appointment, AppointmentPaper
from panels.appointments.names import named
from panels.calls import actions as calls
from panels.calls.models import Application, RecruitmentCall
from panels.conflicts import actions as conflicts
from panels.draws import actions as draws
from panels.draws.models import LotteryRun
from panels.erasure import actions as erasure
from panels.models import Membership, Panel
from panels.nominees import Nominee
from panels.replacements import actions as replacements
from panels.roster import roster_for
from panels.screening import actions as screening
from panels.selections import actions as selections
from panels.selections.actions import Departure
from panels.selections.models import Selection
from panels.selections.selectors import willing
from panels.selectors import makeup, recipients, seat_in, seats, texts_for
from panels.texts import load_texts
from seoul_gov.notifications import outbox
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import SEOUL, today
from tests import factories
from tests.depth import examples
from tests.panels.draws.conftest import computed
from tests.panels.test_nobody_gone import client_of, fresh
from workflows.decisions import actions as decisions
from workflows.decisions import selectors as votes
from workflows.decisions.models import Ballot
from workflows.driver.desk import desk_of
from workflows.driver.people import everybody
from workflows.issues import actions as issues
from workflows.meetings import actions as meetings
from workflows.meetings import reminders as meeting_reminders
from workflows.meetings import selectors as meeting_lists
from workflows.meetings.agenda import Item
from workflows.opinions import actions as opinions
from workflows.reports.participants import participants
from workflows.reviews import actions as reviews
from workflows.reviews import reminders as review_reminders
from workflows.reviews import selectors as review_lists

pytestmark = pytest.mark.django_db

NAMES = ["가온해", "나래울", "다솜결", "라온빛", "마루샘", "바른솔", "새벽별", "아라찬", "자운영"]
WAITING, INVITED, OFFICE, SUSPENDED, GONE = "waiting", "invited", "office", "suspended", "gone"
SEATS = 3
COMPANIES = {"한빛소프트(주)": {2, 6}, "서울데이타솔루션": {4}}
"""What can be under contract, and who told of an employer that is called like it: when they applied, or accepted."""
APPLIED_FROM = {2: "㈜한빛 소프트", 6: "한빛소프트"}
ACCEPTED_FROM = {4: "서울데이터솔루션"}
TYPES = {"online": "consultation", "working": "collaboration"}
LEVELS = {
    "citizen": ("record", "utilisation"),
    "expert": ("it_expertise", "field_expertise"),
    "working": ("project_understanding", "record", "utilisation"),
    "online": ("use", "interest", "understanding"),
}
OWN = {
    "panels.invited", "panels.cancelled", "panels.suspended", "panels.restored", "panels.stakeholder_excluded",
    "panels.released", "panels.dissolved",
}  # fmt: skip
"""What a person is told about their own seat, whatever becomes of it; and everything about their own application."""


class World:
    """A running project whose panel has just been chosen among nine, or invited as a committee; histories begin there.

    Of the nine the second has been found unfit, the first, who would have had a seat, was left out for a reason, and who
    would be next in line does not want to be asked.
    """

    def __init__(self, kind, *, is_adopted=False):
        load_texts()
        department = factories.make_department("디지털정책과")
        self.officer = factories.make_official("officer", department=department, name="김담당")
        self.colleague = factories.make_official("officer", department=department, name="이담당")
        self.head = factories.make_official("head", department=department, name="박부서장")
        type_ = TYPES.get(kind, "advisory")
        self.project = factories.make_confirmed_project(
            officer=self.officer, governance_type=type_, status="running"
        )
        self.people = [factories.make_user(name=name) for name in NAMES]
        self.kind, self.selection = kind, None
        self.panel = self.adopted() if is_adopted else self.recruited()
        self.run = factories.make_run(self.project)
        duties = self.run.stages.get(state="open").duties
        self.duty_of = {duty.kind: duty for duty in duties.all()}
        self.version = factories.make_version(self.project)

    @property
    def officials(self):
        return {self.officer.pk, self.colleague.pk, self.head.pk}

    def adopted(self):
        roster = [Nominee(one.name, one.email, "통계") for one in self.people[:SEATS]]
        self.numbers = []
        return panels.adopt(
            by=self.officer,
            project=self.project,
            kind=self.kind,
            name="자문단",
            adopted_from="공공자전거 자문위원회",
            adopted_basis="자전거 이용 활성화 조례 제9조",
            roster=roster,
        )

    def recruited(self):
        panel = factories.make_panel(self.project, kind=self.kind, name="추진단", state="forming")
        seats = SEATS + (self.kind == "mixed")
        more = {"expert_seats": 2} if self.kind == "mixed" else {}
        terms = factories.make_terms(self.kind, seats=seats, **more)
        call = calls.publish(by=self.officer, call=calls.draft(by=self.officer, panel=panel, terms=terms))
        handed_in = [self.apply(call, place, one) for place, one in enumerate(self.people)]
        self.numbers = [f"T-{place}" for place in range(len(NAMES))]  # so that every time the same are drawn
        for one, number in zip(handed_in, self.numbers, strict=True):
            Application.objects.filter(pk=one.pk).update(number=number)
        past = timezone.now() - timedelta(seconds=1)
        RecruitmentCall.objects.filter(pk=call.pk).update(opens_at=past - timedelta(days=9), closes_at=past)
        for reader in (self.officer, self.colleague):
            for place, one in enumerate(handed_in):
                self.read(reader, one, place)
        self.selection = self.decided(call)
        return Panel.objects.get(pk=panel.pk)

    def apply(self, call, place, person):
        side = ("expert", "citizen")[place % 2] if self.kind == "mixed" else ""
        age = ("20s", "60s")[place % 2]
        return factories.make_application(
            call,
            by=person,
            upload=None,
            name=person.name,
            side=side,
            age_band=age,
            employer=APPLIED_FROM.get(place, ""),
        )

    def read(self, reader, application, place):
        keys = LEVELS[application.side or self.kind]
        levels = dict.fromkeys(keys, 4) if self.kind == "online" else dict.fromkeys(keys, 5 - place // 2)
        unfit = {"is_eligible": False, "reason": "서울 시민이 아닙니다."}
        facts = unfit if place == 1 else {"is_eligible": True, "levels": levels}
        screening.read(by=reader, application=application, **facts)

    def decided(self, call):
        if self.kind == "online":
            plan = draws.Plan("dice", timezone.datetime(2099, 1, 2, 15, tzinfo=SEOUL), "시청에서 굴립니다.")
            run = draws.commit(by=self.officer, trial=computed(call), plan=plan)
            LotteryRun.objects.update(draws_at=timezone.now() - timedelta(seconds=1))
            for clerk in (self.officer, self.colleague):
                run = draws.enter(by=clerk, run=run, value="4,0,7,2,9,1")
            out = Departure(sorted(run.panel)[0], ground="conflict")
        else:
            out = Departure(self.numbers[0], reason="연락이 닿지 않습니다.")
        self.out = self.numbers.index(out.number)
        selection = selections.decide(by=self.officer, call=call, departures=[out])
        following = selection.choices.waiting().select_related("application__applicant").first()
        selections.decline_waiting(by=following.application.applicant, choice=following)
        self.silent = self.numbers.index(following.application.number)
        return selection


class Histories(RuleBasedStateMachine):
    """What officials, members and applicants do, in any order."""

    world: World

    @initialize(
        answers=st.lists(
            st.sampled_from(["accept", "accept", "accept", "decline", "declare"]), min_size=4, max_size=4
        ),
        begun=st.sampled_from([4, 3, 2, 1, 0]),
        tied=st.booleans(),
    )
    def begin(self, answers, begun, tied):
        """All but one of the invited have answered; or everybody has, the panel is in office, and of what can go on some
        has begun, and the first of them has left again."""
        self.block = transaction.atomic()
        self.block.__enter__()
        self.is_active = self.dissolved = False
        self.meetings, self.rounds, self.votes = [], [], []
        self.recorded, self.cleared = set(), set()
        self.stands = [self.first_stand(number) for number in range(len(NAMES))]
        invited = sorted(self.those(INVITED))
        for number, answer in zip(invited if begun else invited[1:], ["accept", *answers], strict=False):
            self.reply(number, answer)
        steps = {"decision": self.open_a_vote, "meeting": self.meet, "review": self.ask_for_review}
        steps["opinion"] = self.hear_the_public
        if begun:
            self.take_office()
            appointments.order_letters(by=self.officer, panel=self.panel)
            for step in [step for kind, step in steps.items() if kind in self.world.duty_of][: begun - 1]:
                step()
            if len(self.those(OFFICE)) > 1:
                self.part_with(min(self.those(OFFICE)), leaves=begun % 2 == 0)
        if tied:
            self.put_under_contract("서울데이타솔루션")

    def first_stand(self, number):
        world = self.world
        if Membership.objects.pending().filter(email=world.people[number].email).exists():
            return INVITED
        return GONE if not world.selection or number in (1, world.out, world.silent) else WAITING

    def teardown(self):
        try:
            for number in self.those(GONE, WAITING, INVITED, SUSPENDED):
                self.look_at_the_desk_of(number)
            self.nobody_opens_anything()
            self.nobody_is_named_where_all_can_read()
            self.no_paper_is_made_for_who_is_not_in_office()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    # who is who

    def person(self, number):
        return fresh(self.world.people[number])

    def seat(self, number) -> Membership:
        return Membership.objects.filter(email=self.world.people[number].email).latest("pk")

    def those(self, *stands) -> set[int]:
        return {number for number, stand in enumerate(self.stands) if stand in stands}

    def keys(self, *stands) -> set[int]:
        return {self.world.people[number].pk for number in self.those(*stands)}

    def names(self, *stands) -> set[str]:
        return {NAMES[number] for number in self.those(*stands)}

    @property
    def officer(self):
        return fresh(self.world.officer)

    @property
    def panel(self) -> Panel:
        return Panel.objects.get(pk=self.world.panel.pk)

    def one_of(self, data, *stands) -> int:
        return data.draw(st.sampled_from(sorted(self.those(*stands))))

    # what happens

    @precondition(lambda self: self.those(INVITED))
    @rule(data=st.data(), answer=st.sampled_from(["accept", "accept", "decline", "declare", "cancel"]))
    def answer(self, data, answer):
        self.reply(self.one_of(data, INVITED), answer)

    def reply(self, number, answer):
        seat, person = self.seat(number), self.person(number)
        secret = invitations.secret_of(seat)
        if answer == "cancel":
            panels.cancel_invitation(by=self.officer, membership=seat)
        elif answer == "decline":
            panels.decline(by=person, membership=seat, secret=secret)
        else:
            employer, declares = ACCEPTED_FROM.get(number, ""), answer == "declare"
            told = Declaration(declares, employer, "입찰할 회사의 주주입니다." if declares else "")
            texts = texts_for(seat.role)
            panels.accept(by=person, membership=seat, secret=secret, texts=texts, declaration=told)
        is_kept_out = answer == "declare" and self.keeps_stakeholders_out
        self.stands[number] = OFFICE if answer in ("accept", "declare") and not is_kept_out else GONE
        if self.is_active:
            self.look()

    @property
    def keeps_stakeholders_out(self):
        return self.world.kind == "working"

    def look(self):
        """What a check ought to do where stakeholders are kept out: who is in office and tied is suspended."""
        for number in self.those(OFFICE) if self.keeps_stakeholders_out else ():
            if any(number in COMPANIES[one] and (number, one) not in self.cleared for one in self.recorded):
                self.stands[number] = SUSPENDED

    @precondition(lambda self: len(self.recorded) < len(COMPANIES))
    @rule(data=st.data())
    def record(self, data):
        self.put_under_contract(data.draw(st.sampled_from(sorted(set(COMPANIES) - self.recorded))))

    def put_under_contract(self, name):
        facts = {"kind": "subcontractor", "vendor_name": name}
        panels.record_contract_party(by=self.officer, project=self.world.project, **facts)
        self.recorded.add(name)
        self.look()

    @precondition(
        lambda self: (
            not self.is_active and not self.dissolved and not self.those(INVITED) and self.those(OFFICE)
        )
    )
    @rule()
    def take_office(self):
        panels.activate(by=self.officer, panel=self.panel, size_reason="작은 사업입니다.")
        self.is_active = True
        self.look()

    @precondition(lambda self: self.those(OFFICE, SUSPENDED))
    @rule(data=st.data(), leaves=st.booleans())
    def leave(self, data, leaves):
        self.part_with(self.one_of(data, OFFICE, SUSPENDED), leaves=leaves)

    def part_with(self, number, *, leaves):
        if leaves:
            panels.withdraw(by=self.person(number), membership=self.seat(number))
        else:
            facts = {"ground": "unable", "reason": "활동하기 어렵습니다."}
            panels.release(by=self.officer, membership=self.seat(number), **facts)
        self.stands[number] = GONE

    @precondition(lambda self: self.world.kind == "working" and self.those(OFFICE))
    @rule(data=st.data())
    def report(self, data):
        number = self.one_of(data, OFFICE)
        conflicts.suspend_by_hand(by=self.officer, membership=self.seat(number), reason="배우자가 다닙니다.")
        self.stands[number] = SUSPENDED

    @precondition(lambda self: self.those(SUSPENDED))
    @rule(data=st.data(), restores=st.booleans())
    def look_into_it(self, data, restores):
        number = self.one_of(data, SUSPENDED)
        suspension = self.seat(number).suspensions.open().get()
        conflicts.state_opinion(by=self.person(number), suspension=suspension, statement="관계없습니다.")
        act = conflicts.restore if restores else conflicts.exclude
        act(by=fresh(self.world.head), suspension=suspension, reason="확인했습니다.")
        self.stands[number] = OFFICE if restores else GONE
        if restores:
            if suspension.party:
                self.cleared.add((number, suspension.party.vendor.name))
            self.look()

    @precondition(lambda self: self.world.selection and self.those(WAITING))
    @rule(data=st.data(), erases=st.booleans())
    def wait_no_longer(self, data, erases):
        """Not to be asked any more, or to be forgotten altogether."""
        number = self.one_of(data, WAITING)
        choice = self.selection.choices.get(application__number=self.world.numbers[number])
        if erases:
            erasure.erase_own(by=self.person(number), application=choice.application)
        else:
            selections.decline_waiting(by=self.person(number), choice=choice)
        self.stands[number] = GONE

    @property
    def selection(self) -> Selection:
        return Selection.objects.with_facts().get(pk=self.world.selection.pk)

    @precondition(
        lambda self: self.world.selection and not self.dissolved and self.those(WAITING) and self.is_free
    )
    @rule()
    def fill(self):
        """Free seats are drawn, or given to the next who waits; only those who wait may come."""
        before = self.seated_numbers()
        try:
            self.fill_one()
        except ValidationError:
            assert self.seated_numbers() == before
        for number in self.seated_numbers() - before:
            place = self.world.numbers.index(number)
            assert self.stands[place] == WAITING
            self.stands[place] = INVITED

    @property
    def is_free(self) -> bool:
        return len(self.those(INVITED, OFFICE, SUSPENDED)) < self.world.selection.call.seats

    def fill_one(self):
        if self.world.kind == "online":
            approval = {"approve_breach": True, "reason": "같은 나이의 신청자가 없습니다."}
            replacements.refill(by=self.officer, selection=self.selection, **approval)
        else:
            selections.next_in_order(by=self.officer, selection=self.selection)

    def seated_numbers(self) -> set[str]:
        return set(self.selection.choices.seated().values_list("application__number", flat=True))

    @precondition(lambda self: not self.world.selection and not self.dissolved and self.those(GONE))
    @rule(data=st.data())
    def ask_in(self, data):
        """A committee's free seat is offered by hand."""
        number = self.one_of(data, GONE)
        person = self.person(number)
        panels.invite(by=self.officer, panel=self.panel, email=person.email, name=person.name)
        self.stands[number] = INVITED

    @precondition(
        lambda self: (
            self.is_active
            and not self.dissolved
            and "meeting" in self.world.duty_of
            and self.those(OFFICE)
            and len(self.meetings) < 2
        )
    )
    @rule()
    def meet(self):
        start = timezone.now() + timedelta(days=10)
        meeting = meetings.schedule(
            by=self.officer,
            duty=self.world.duty_of["meeting"],
            panel=self.panel,
            title=f"회의 {len(self.meetings)}",
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            place="시청",
            items=[Item("요구사항", "scope")],
            files=[factories.make_upload("자료.pdf")],
        )
        self.meetings.append(meeting)

    @precondition(
        lambda self: (
            self.is_active
            and not self.dissolved
            and "review" in self.world.duty_of
            and self.those(OFFICE)
            and not self.rounds
        )
    )
    @rule()
    def ask_for_review(self):
        self.rounds.append(
            reviews.open_round(
                by=self.officer,
                duty=self.world.duty_of["review"],
                panel=self.panel,
                version=self.world.version,
                due_on=timezone.localdate() + timedelta(days=5),
            )
        )

    @precondition(
        lambda self: (
            self.is_active
            and not self.dissolved
            and "decision" in self.world.duty_of
            and self.those(OFFICE)
            and not self.votes
        )
    )
    @rule()
    def open_a_vote(self):
        past = timezone.now() - timedelta(hours=1)
        facts = {"state": "held", "starts_at": past, "held_at": past}
        held = factories.make_meeting(self.panel, self.world.duty_of["meeting"], **facts)
        vote = decisions.open_vote(
            by=self.officer,
            duty=self.world.duty_of["decision"],
            item=held.items.create(order=1, title="요구사항", category="scope"),
            motion="adopt",
            text="채택한다.",
            version=self.world.version,
        )
        self.votes.append(vote)
        self.vote(min(self.those(OFFICE)))

    @precondition(lambda self: self.votes)
    @rule(number=st.sampled_from(range(len(NAMES))))
    def vote(self, number):
        """Everybody tries; only who was and is in office gets a vote in."""
        [vote], person = self.votes, self.person(number)
        ballot = vote.ballots.filter(membership__user=person).order_by("pk").last()
        if self.stands[number] != OFFICE:
            with pytest.raises(PermissionDenied):
                decisions.vote(by=person, resolution=vote, choice="for")
        elif ballot and not ballot.is_cast and ballot.membership == self.seat(number):
            decisions.vote(by=person, resolution=vote, choice="for")

    @precondition(lambda self: self.is_active and not self.dissolved)
    @rule(order=st.booleans())
    def order_letters(self, order):
        """They are printed only at the end of the history, whatever becomes of their people until then."""
        if order and self.those(OFFICE):
            try:
                appointments.order_letters(by=self.officer, panel=self.panel)
            except ValidationError:
                return

    @precondition(lambda self: self.is_active and "opinion" in self.world.duty_of and self.those(OFFICE))
    @rule()
    def hear_the_public(self):
        """Who sits in an online panel is told when the public is heard."""
        day = today()
        opinions.open_round(
            by=self.officer,
            duty=self.world.duty_of["opinion"],
            topic="화면을 어떻게 바꿀까요?",
            guide="자유롭게 적어 주세요.",
            opens_on=day,
            closes_on=day + timedelta(days=9),
        )

    @precondition(lambda self: self.is_active and not self.dissolved)
    @rule()
    def raise_a_matter(self):
        stage = self.world.run.stages.get(state="open")
        issues.raise_issue(by=self.officer, stage=stage, title="협의", body="일정을 바꿉니다.", nonce=uuid4())

    @precondition(lambda self: Notice.objects.filter(mail_state="pending").exists())
    @rule()
    def post(self):
        """The sweeps write what is due, and the outbox sends what waits."""
        now = timezone.now().replace(hour=3)  # noon in Seoul
        sweeps = meeting_reminders.remind, meeting_reminders.invite_newcomers
        for sweep in (*sweeps, review_reminders.remind, review_reminders.ask_newcomers):
            sweep(now)
        pending = set(Notice.objects.filter(mail_state="pending").values_list("pk", flat=True))
        mail.outbox.clear()
        outbox.drain(500)
        sent = Notice.objects.filter(pk__in=pending, mail_state="sent")
        self.only_about_themselves(sent)
        for letter in mail.outbox:
            papers = "".join(str(attached) for attached in letter.attachments)
            told = {name for name in NAMES if name in f"{letter.subject}{letter.body}{papers}"}
            reader = {one.name for one in self.world.people if one.email in letter.to}
            assert not reader or told <= reader, "nobody reads another one's name in a mail"

    def only_about_themselves(self, notices):
        """Who is not in office is told nothing but what became of their own seat and application."""
        others = notices.filter(recipient__in=self.world.people).exclude(recipient__in=self.keys(OFFICE))
        kinds = set(others.values_list("kind", flat=True))
        assert {kind for kind in kinds if not kind.startswith("calls.")} <= OWN

    @precondition(lambda self: self.is_active and not self.dissolved)
    @rule(sure=st.integers(0, 5))
    def dissolve(self, sure):
        if sure:
            return
        panels.dissolve(by=self.officer, panel=self.panel, reason="사업 방향이 바뀌었습니다.")
        self.dissolved = True
        self.served = self.those(OFFICE)
        self.stands = [GONE for _ in NAMES]

    @precondition(lambda self: self.dissolved or not self.those(INVITED, OFFICE, SUSPENDED, WAITING))
    @rule()
    def rest(self):
        """Some histories go on when there is nothing left that could happen."""

    # what holds after each of them

    @invariant()
    def the_lists_of_the_panel_hold_who_is_in_office(self):
        panel, office = self.panel, self.keys(OFFICE)
        assert {person.user_id for person in recipients(panel)} == office
        assert makeup(panel).counted == len(office)
        for number in sorted(self.those(OFFICE))[:1]:
            roster = roster_for(self.person(number), panel)
            assert {line.seat.user_id for line in roster.lines} == office
        for meeting in self.meetings:
            assert {seat.user_id for seat in meeting_lists.roster(meeting)} == office
        for round in self.rounds:
            assert {seat.user_id for seat in review_lists.still_to_speak(round)} == office
        told = {one.user_id for one in everybody(panel.project, but=None)}
        assert told - self.world.officials == office
        took_part = set(participants(self.world.run).values_list("pk", flat=True))
        assert took_part == office | {self.world.people[number].pk for number in self.served}

    @invariant()
    def only_who_is_in_office_has_a_vote(self):
        office, waiting = self.keys(OFFICE), Ballot.objects.waiting().exclude(membership=None)
        assert set(waiting.values_list("membership__user", flat=True)) <= office
        for vote in self.votes:
            hands = [ballot.membership for ballot in votes.hands_to_record(vote) if ballot.membership]
            assert {seat.user_id for seat in hands} <= office

    served = frozenset()
    """Who was in office when the panel was dissolved."""

    @property
    def announced(self) -> set[str]:
        """Whom the public reads of: nobody before the panel has been announced."""
        shown = self.names(OFFICE) | {NAMES[number] for number in self.served}
        return shown if self.panel.activated_at else set()

    @invariant()
    def who_is_named_and_appointed_is_in_office(self):
        (panel,) = named(Panel.objects.filter(pk=self.world.panel.pk))
        assert set(panel.named.in_office.names) | set(panel.named.past.names) == self.announced
        assert not set(panel.named.past.names) & self.names(OFFICE)
        assert panel.named.in_office.count == len(self.those(OFFICE))
        if self.is_active:
            holders = Appointment.objects.in_force().values_list("membership__user", flat=True)
            assert set(holders) == self.keys(OFFICE, SUSPENDED)
            at_work = Appointment.objects.at_work().values_list("membership__user", flat=True)
            assert set(at_work) == self.keys(OFFICE)

    @invariant()
    def seats_are_held_and_waited_for_by_who_may(self):
        if self.world.selection and not self.dissolved:
            numbers = {self.world.numbers[number] for number in self.those(INVITED, OFFICE, SUSPENDED)}
            assert self.seated_numbers() == numbers
            assert set(willing(self.selection)) == {
                self.world.numbers[number] for number in self.those(WAITING)
            }

    @invariant()
    def nothing_waits_for_who_is_gone(self):
        self.only_about_themselves(Notice.objects.filter(mail_state="pending"))
        self.step += 1
        others = [
            self.stands.index(stand) for stand in (GONE, WAITING, INVITED, SUSPENDED) if stand in self.stands
        ]
        for number in [*others, self.step % len(NAMES)]:
            person = self.person(number)
            if self.stands[number] == OFFICE:
                assert seat_in(person, self.world.panel)
                continue
            assert seats(person) == ()
            assert not permissions.can_read(person, self.world.panel)
            assert not meeting_lists.meetings_for(person).exists()
            assert not review_lists.rounds_of(person).exists()
        self.look_at_the_desk_of(others[self.step % len(others)] if others else 0)

    step = 0

    def look_at_the_desk_of(self, number):
        """Of who is not in office only their own invitation or suspension waits there."""
        stand, urls = self.stands[number], [errand.url for errand in desk_of(self.person(number)).lines]
        wanted = {SUSPENDED: "/conflicts/", INVITED: "/panels/invitations/"}.get(stand)
        if stand != OFFICE:
            assert all(wanted and url.startswith(wanted) for url in urls)

    # what is looked at where a history ends

    def nobody_opens_anything(self):
        """Pages and files, for one of those who left, who wait, who were asked and who are suspended."""
        doors = [reverse("panels:detail", args=[self.world.panel.pk]), *self.doors()]
        for stand in (GONE, WAITING, INVITED, SUSPENDED):
            for number in sorted(self.those(stand))[-1:]:
                if self.votes:
                    self.vote(number)
                client = client_of(self.world.people[number])
                assert {url: client.get(url).status_code for url in doors} == dict.fromkeys(doors, 404)
        for number in sorted(self.those(OFFICE))[:1]:
            client = client_of(self.world.people[number])
            pages = [client.get(url) for url in doors]
            assert {page.status_code for page in pages} == {200}
            assert names_in(pages[0]) == self.names(OFFICE)
            for page in pages[1:]:
                assert names_in(page) <= self.names(OFFICE)

    def doors(self):
        for meeting in self.meetings[:1]:
            yield reverse("meetings:detail", args=[meeting.pk])
            yield reverse("meetings:invite", args=[meeting.pk])
            yield reverse("meetings:material", args=[meeting.materials.get().pk])
        for round in self.rounds:
            yield reverse("reviews:detail", args=[round.pk])
            yield reverse("reviews:file", args=[round.pk])
        for vote in self.votes:
            yield reverse("decisions:detail", args=[vote.pk])
            yield reverse("decisions:file", args=[vote.pk])
        if self.is_active:
            yield f"{reverse('issues:list', args=[self.world.project.pk])}?format=csv"

    def nobody_is_named_where_all_can_read(self):
        """The public record names who is in office or served; what anybody can take home names nobody."""
        project, visitor = self.world.project, Client()
        shown = self.announced
        page = visitor.get(reverse("record:project", args=[project.pk]))
        assert names_in(page) == shown
        files = [f"/api/v1/projects/{project.number}", "/calls/feed/"]
        if self.world.selection:
            call = self.world.selection.call
            files += [call.get_absolute_url(), reverse("calls:calendar", args=[call.pk])]
        if self.world.kind == "online":
            files.append(call.lottery.get_absolute_url())
        assert {url: names_in(visitor.get(url)) for url in files} == dict.fromkeys(files, set())
        office = client_of(self.world.officer)
        sheets = [f"{reverse('issues:list', args=[project.pk])}?format=xlsx"]
        sheets += [f"{reverse('reviews:answers', args=[round.pk])}?format=csv" for round in self.rounds]
        assert {url: names_in(office.get(url)) for url in sheets} == dict.fromkeys(sheets, set())

    def no_paper_is_made_for_who_is_not_in_office(self):
        """What waits for the press is printed now, for who is in office now."""
        appointment_tasks.print_appointments()
        ready = AppointmentPaper.objects.filter(state="ready", kind="letter")
        assert set(ready.values_list("appointment__membership__user", flat=True)) <= self.keys(OFFICE)


def names_in(page) -> set[str]:
    """Who is named in an answer of whatever kind; one that is no page at all fails."""
    assert page.status_code == 200
    content = page.getvalue()
    if content.startswith(b"PK"):
        rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        content = str(list(rows)).encode()
    return {name for name in NAMES if name.encode() in content}


@pytest.mark.parametrize("kind", ["online", "citizen", "mixed", "working", "adopted"])
def test_whoever_is_gone_is_nowhere(kind):
    Histories.world = World("expert", is_adopted=True) if kind == "adopted" else World(kind)
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=examples(1, 12),
            stateful_step_count=10,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # a history of ten steps is read sooner than shortened
            suppress_health_check=list(HealthCheck),
        ),
    )
