"""Whoever is no member, or not for now, is in no list that members see, gets no mail as a member, and opens nothing.

Histories of a 실무추진단 are made up from the portal's own actions; a model of its own keeps who ought to be in office.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from panels import actions as panels
from panels import invitations, permissions
from panels.actions import Declaration
from panels.conflicts import actions as conflicts
from panels.models import Membership, Panel
from panels.roster import roster_for
from panels.selectors import makeup, recipients, seat_in, seats, texts_for
from panels.texts import load_texts
from seoul_gov.accounts.models import User
from seoul_gov.notifications import outbox
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.depth import examples
from workflows.decisions import actions as decisions
from workflows.decisions import reminders as vote_reminders
from workflows.decisions import selectors as votes
from workflows.decisions.models import Ballot
from workflows.driver.desk import desk_of
from workflows.driver.people import everybody
from workflows.issues.permissions import standing as standing_in_issues
from workflows.meetings import actions as meetings
from workflows.meetings import reminders as meeting_reminders
from workflows.meetings import selectors as meeting_lists
from workflows.meetings.agenda import Item
from workflows.reports.participants import participants
from workflows.reviews import actions as reviews
from workflows.reviews import reminders as review_reminders
from workflows.reviews import selectors as review_lists

pytestmark = pytest.mark.django_db

COMPANIES = {"한빛소프트(주)": {0, 1}, "서울데이타솔루션": {2}}
"""What can be under contract, and whose declared employers it is, or is like."""
EMPLOYERS = ["한빛소프트", "㈜한빛 소프트", "서울데이터솔루션", "동네책방"]
NAMES = ["가온해", "나래울", "다솜결", "라온빛"]
NONE, INVITED, OFFICE, SUSPENDED, GONE = "none", "invited", "office", "suspended", "gone"
OWN = {
    "panels.invited", "panels.cancelled", "panels.suspended", "panels.restored", "panels.stakeholder_excluded",
    "panels.released", "panels.dissolved",
}  # fmt: skip
"""What a person is told about their own seat, whatever becomes of it."""
PERSON = st.sampled_from(range(len(NAMES)))


def fresh(user):
    """The person as a new request sees them."""
    return User.objects.get(pk=user.pk)


class World:
    """A joint project at work with a panel of one steady member; made once, and every history begins there."""

    def __init__(self):
        load_texts()
        department = factories.make_department("디지털정책과")
        self.officer = factories.make_official("officer", department=department, name="김담당")
        self.head = factories.make_official("head", department=department, name="박부서장")
        self.project = factories.make_confirmed_project(
            officer=self.officer, governance_type="collaboration", status="running"
        )
        self.panel = factories.make_panel(self.project, kind="working", name="실무추진단")
        self.steady = factories.make_member(self.panel, name="한결같").user
        self.people = [factories.make_user(name=name) for name in NAMES]
        self.run = factories.make_run(self.project)
        duties = {
            kind: factories.make_duty(self.project, kind=kind) for kind in ("meeting", "review", "decision")
        }
        self.meeting_duty, self.review_duty, self.decision_duty = duties.values()
        self.version = factories.make_version(self.project)
        past = timezone.now() - timedelta(days=1)
        self.held = factories.make_meeting(
            self.panel, self.meeting_duty, state="held", starts_at=past, held_at=past
        )
        for order in (1, 2):
            self.held.items.create(order=order, title=f"안건 {order}", category="scope")


class Histories(RuleBasedStateMachine):
    """What officials and members do, in any order; ``stands`` is what ought to have become of each person."""

    world: World

    @initialize(begun=st.sampled_from(range(4)), tied=st.booleans())
    def begin(self, begun, tied):
        """All but one are in office, or two of them suspended; of what can go on some has begun."""
        self.block = transaction.atomic()
        self.block.__enter__()
        self.stands = [NONE] * len(NAMES)
        self.recorded, self.cleared, self.dissolved = set(), set(), False
        self.called, self.rounds, self.votes = [], [], []
        for number in range(len(NAMES) - 1):
            self.invite(number)
            self.reply(number, "accept")
        for step in (self.meet, self.ask_for_review, self.put_to_vote)[:begun]:
            step()
        if tied:
            self.put_under_contract(next(iter(COMPANIES)))

    def teardown(self):
        try:
            self.nobody_opens_anything()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    # who is who

    def person(self, number) -> User:
        return fresh(self.world.people[number])

    def seat(self, number) -> Membership:
        return Membership.objects.filter(email=self.world.people[number].email).latest("pk")

    def those(self, *stands) -> set[int]:
        return {n for n, stand in enumerate(self.stands) if stand in stands}

    def in_office(self) -> set[int]:
        """Keys of everybody who ought to be in office."""
        steady = set() if self.dissolved else {self.world.steady.pk}
        return steady | {self.world.people[n].pk for n in self.those(OFFICE)}

    def tied(self, number) -> set[str]:
        """The companies under contract that the person's employer is called like and no official has cleared."""
        return {
            name
            for name in self.recorded
            if number in COMPANIES[name] and (self.seat(number).pk, name) not in self.cleared
        }

    def look(self):
        """What a check ought to do: who is tied is suspended."""
        for number in self.those(OFFICE):
            if self.tied(number):
                self.stands[number] = SUSPENDED

    # what happens

    @precondition(lambda self: not self.dissolved and self.those(NONE, GONE))
    @rule(data=st.data())
    def ask_in(self, data):
        self.invite(data.draw(st.sampled_from(sorted(self.those(NONE, GONE)))))

    def invite(self, number):
        person, world = self.person(number), self.world
        panels.invite(by=fresh(world.officer), panel=world.panel, email=person.email, name=person.name)
        self.stands[number] = INVITED

    @precondition(lambda self: self.those(INVITED))
    @rule(data=st.data(), answer=st.sampled_from(["accept", "accept", "accept", "decline", "cancel"]))
    def answer(self, data, answer):
        self.reply(data.draw(st.sampled_from(sorted(self.those(INVITED)))), answer)

    def reply(self, number, answer):
        seat, person = self.seat(number), self.person(number)
        secret = invitations.secret_of(seat)
        if answer == "cancel":
            panels.cancel_invitation(by=fresh(self.world.officer), membership=seat)
        elif answer == "decline":
            panels.decline(by=person, membership=seat, secret=secret)
        else:
            told = Declaration(has_conflict=False, employer=EMPLOYERS[number])
            panels.accept(
                by=person, membership=seat, secret=secret, texts=texts_for("member"), declaration=told
            )
        self.stands[number] = OFFICE if answer == "accept" else GONE
        if answer == "accept":
            self.look()

    @precondition(lambda self: self.those(OFFICE, SUSPENDED))
    @rule(data=st.data(), leaves=st.booleans())
    def leave(self, data, leaves):
        number = data.draw(st.sampled_from(sorted(self.those(OFFICE, SUSPENDED))))
        if leaves:
            panels.withdraw(by=self.person(number), membership=self.seat(number))
        else:
            officer = fresh(self.world.officer)
            facts = {"ground": "unable", "reason": "활동하기 어렵습니다."}
            panels.release(by=officer, membership=self.seat(number), **facts)
        self.stands[number] = GONE

    @precondition(lambda self: len(self.recorded) < len(COMPANIES))
    @rule(data=st.data())
    def record(self, data):
        self.put_under_contract(data.draw(st.sampled_from(sorted(set(COMPANIES) - self.recorded))))

    def put_under_contract(self, name):
        officer = fresh(self.world.officer)
        panels.record_contract_party(
            by=officer, project=self.world.project, kind="subcontractor", vendor_name=name
        )
        self.recorded.add(name)
        self.look()

    @precondition(lambda self: self.those(OFFICE))
    @rule(data=st.data())
    def report(self, data):
        number = data.draw(st.sampled_from(sorted(self.those(OFFICE))))
        officer = fresh(self.world.officer)
        conflicts.suspend_by_hand(by=officer, membership=self.seat(number), reason="배우자가 다닙니다.")
        self.stands[number] = SUSPENDED

    @precondition(lambda self: self.those(SUSPENDED))
    @rule(data=st.data(), restores=st.booleans())
    def decide(self, data, restores):
        number = data.draw(st.sampled_from(sorted(self.those(SUSPENDED))))
        seat = self.seat(number)
        suspension = seat.suspensions.open().get()
        conflicts.state_opinion(by=self.person(number), suspension=suspension, statement="관계없습니다.")
        decide = conflicts.restore if restores else conflicts.exclude
        decide(by=fresh(self.world.head), suspension=suspension, reason="확인했습니다.")
        self.stands[number] = OFFICE if restores else GONE
        if restores:
            if suspension.party:
                self.cleared.add((seat.pk, suspension.party.vendor.name))
            self.look()

    @precondition(lambda self: not self.dissolved and len(self.called) < 2)
    @rule()
    def call_a_meeting(self):
        self.meet()

    def meet(self):
        world, start = self.world, timezone.now() + timedelta(days=10)
        meeting = meetings.schedule(
            by=fresh(world.officer),
            duty=world.meeting_duty,
            panel=Panel.objects.get(pk=world.panel.pk),
            title=f"회의 {len(self.called)}",
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            place="시청",
            items=[Item("요구사항", "scope")],
            files=[factories.make_upload("자료.pdf")],
        )
        self.called.append(meeting)

    @precondition(lambda self: not self.dissolved and not self.rounds)
    @rule()
    def open_a_review(self):
        self.ask_for_review()

    def ask_for_review(self):
        world, due = self.world, timezone.localdate() + timedelta(days=5)
        round = reviews.open_round(
            by=fresh(world.officer),
            duty=world.review_duty,
            panel=world.panel,
            version=world.version,
            due_on=due,
        )
        self.rounds.append(round)

    @precondition(lambda self: self.rounds and self.those(OFFICE))
    @rule(data=st.data())
    def comment(self, data):
        """A comment is begun and stays a draft, whatever becomes of its writer."""
        number = data.draw(st.sampled_from(sorted(self.those(OFFICE))))
        reviews.save_comment(
            by=self.person(number), round=self.rounds[0], anchor="whole", body="쓰다 만 의견", nonce=uuid4()
        )

    @precondition(lambda self: not self.dissolved and len(self.votes) < 2)
    @rule()
    def open_a_vote(self):
        self.put_to_vote()

    def put_to_vote(self):
        world = self.world
        vote = decisions.open_vote(
            by=fresh(world.officer),
            duty=world.decision_duty,
            item=world.held.items.get(order=len(self.votes) + 1),
            motion="adopt",
            text="채택한다.",
            version=world.version,
        )
        self.votes.append(vote)

    @precondition(lambda self: self.votes)
    @rule(number=PERSON)
    def vote(self, number):
        """Everybody tries; only who was and is in office gets a vote in."""
        vote, person = self.votes[-1], self.person(number)
        ballot = vote.ballots.filter(membership__user=person, membership=self.seat_or_none(number)).first()
        if self.stands[number] == OFFICE and ballot and not ballot.is_cast:
            decisions.vote(by=person, resolution=vote, choice="for")
        elif self.stands[number] != OFFICE:
            with pytest.raises(PermissionDenied):
                decisions.vote(by=person, resolution=vote, choice="for")

    def seat_or_none(self, number) -> Membership | None:
        return None if self.stands[number] == NONE else self.seat(number)

    @precondition(lambda self: Notice.objects.filter(mail_state="pending").exists())
    @rule()
    def post(self):
        """The sweeps write what is due, and the outbox sends what waits."""
        now = timezone.now().replace(hour=3)  # noon in Seoul
        for sweep in (
            meeting_reminders.remind,
            meeting_reminders.invite_newcomers,
            review_reminders.remind,
            review_reminders.ask_newcomers,
            vote_reminders.remind,
        ):
            sweep(now)
        pending = set(Notice.objects.filter(mail_state="pending").values_list("pk", flat=True))
        outbox.drain(500)
        office = self.in_office() | {self.world.officer.pk, self.world.head.pk}
        sent = Notice.objects.filter(pk__in=pending, mail_state="sent").exclude(recipient__in=office)
        assert set(sent.values_list("kind", flat=True)) <= OWN

    @precondition(lambda self: not self.dissolved and len(self.those(OFFICE, SUSPENDED)) > 1)
    @rule(sure=st.integers(0, 5))
    def dissolve(self, sure):
        if sure:
            return
        officer = fresh(self.world.officer)
        panels.dissolve(by=officer, panel=self.world.panel, reason="사업 방향이 바뀌었습니다.")
        self.dissolved = True
        for number in self.those(INVITED, OFFICE, SUSPENDED):
            self.stands[number] = GONE

    @precondition(lambda self: self.dissolved)
    @rule()
    def rest(self):
        """Some history goes on after the panel's end, in which nothing can be done any more."""

    # what holds after each of them

    @invariant()
    def the_lists_that_members_see_hold_who_is_in_office(self):
        panel, office = Panel.objects.get(pk=self.world.panel.pk), self.in_office()
        roster = roster_for(fresh(self.world.steady), panel)
        assert {line.seat.user_id for line in roster.lines} == office
        assert {person.user_id for person in recipients(panel)} == office
        assert makeup(panel).counted == len(office)
        for meeting in self.called:
            assert {seat.user_id for seat in meeting_lists.roster(meeting)} == office
        for round in self.rounds:
            assert {seat.user_id for seat in review_lists.still_to_speak(round)} == office
        told = {one.user_id for one in everybody(panel.project, but=None)}
        assert told - {self.world.officer.pk, self.world.head.pk} == office
        stayed = set(participants(self.world.run).values_list("pk", flat=True))
        gone = {self.world.people[n].pk for n in self.those(NONE, INVITED, SUSPENDED)}
        assert not stayed & gone

    @invariant()
    def only_who_is_in_office_has_a_vote(self):
        office = self.in_office()
        waiting = Ballot.objects.waiting().exclude(membership=None)
        assert set(waiting.values_list("membership__user", flat=True)) <= office
        for vote in self.votes:
            hands = {ballot.membership.user_id for ballot in votes.hands_to_record(vote) if ballot.membership}
            assert hands <= office
            vote = votes.votes_for_page().get(pk=vote.pk)
            silent = [row for row in votes.electorate(vote) if row.membership_id and not row.is_cast]
            assert {row.membership.user_id for row in silent} <= office

    @invariant()
    def nothing_waits_for_who_is_gone(self):
        office, panel = self.in_office(), self.world.panel
        mine = Notice.objects.filter(mail_state="pending", recipient__in=self.world.people)
        left = mine.exclude(recipient__in=office).values_list("kind", flat=True)
        assert set(left) <= OWN
        for number, stand in enumerate(self.stands):
            person = self.person(number)
            if person.pk in office:
                assert seat_in(person, panel)
                continue
            assert seats(person) == ()
            assert not permissions.can_read(person, panel)
            assert not meeting_lists.meetings_for(person).exists()
            assert not review_lists.rounds_of(person).exists()
            assert standing_in_issues(person, panel.project).side == ""
            wanted = {SUSPENDED: "/conflicts/", INVITED: "/panels/invitations/"}.get(stand)
            urls = [errand.url for errand in desk_of(person).lines]
            assert all(wanted and url.startswith(wanted) for url in urls)
            assert bool(urls) == (stand in (SUSPENDED, INVITED))

    def nobody_opens_anything(self):
        """At the end of each history, every page and file is asked for by one who is gone and one who is suspended."""
        page = client_of(self.world.steady).get(self.world.panel.get_absolute_url())
        if not self.dissolved:
            text = page.content.decode()
            assert {NAMES[n] for n in range(len(NAMES)) if NAMES[n] in text} == {
                NAMES[n] for n in self.those(OFFICE)
            }
        doors = [reverse("panels:detail", args=[self.world.panel.pk]), *self.doors()]
        for number in [*sorted(self.those(GONE))[:1], *sorted(self.those(SUSPENDED))[:1]]:
            client = client_of(self.world.people[number])
            assert {url: client.get(url).status_code for url in doors} == dict.fromkeys(doors, 404)
            for url, facts in self.buttons():
                assert client.post(url, facts).status_code in (403, 404)
            shown = self.seat(number).suspensions.first()
            if shown:
                own = client.get(reverse("conflicts:opinion", args=[shown.pk]))
                assert own.status_code == 200
                assert shown.matched in own.content.decode().replace("&#x27;", "'")

    def doors(self):
        yield reverse("driver:project", args=[self.world.project.pk])
        yield reverse("issues:list", args=[self.world.project.pk])
        for meeting in self.called[:1]:
            yield reverse("meetings:detail", args=[meeting.pk])
            yield reverse("meetings:invite", args=[meeting.pk])
            yield reverse("meetings:material", args=[meeting.materials.get().pk])
        for round in self.rounds:
            yield reverse("reviews:detail", args=[round.pk])
            yield reverse("reviews:file", args=[round.pk])
        for vote in self.votes[:1]:
            yield reverse("decisions:detail", args=[vote.pk])
            yield reverse("decisions:file", args=[vote.pk])

    def buttons(self):
        for round in self.rounds:
            yield reverse("reviews:submit", args=[round.pk]), {"summary": "의견"}
        for vote in self.votes[:1]:
            yield reverse("decisions:vote", args=[vote.pk]), {"choice": "for"}


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_whoever_is_gone_is_nowhere():
    Histories.world = World()
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=examples(3, 50),
            stateful_step_count=14,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
