"""Calls with all that follows from them, for very many projects: applications, draws, results, appointments, ties and
wishes to be erased. What ``bench_data`` adds to every fourth panel, so that a hundred projects have two calls.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from random import Random

from django.db.models import Max
from django.utils import timezone

from panels.appointments.models import Appointment
from panels.calls.criteria import USUAL, side_of
from panels.calls.enums import AgeBand, ApplicationState, CallState, District, Frequency, Gender, Occupation
from panels.calls.models import (
    ActivityDate,
    Application,
    ApplicationSignature,
    CallCriterion,
    RecruitmentCall,
)
from panels.calls.rubric import Rules
from panels.conflicts.enums import Ground
from panels.conflicts.models import Suspension
from panels.draws.enums import Source, Way
from panels.draws.models import LotteryRun
from panels.enums import APPLICANT_TEXTS, MemberState, PanelKind, ReleaseGround
from panels.erasure.enums import Destroyed, RequestState
from panels.erasure.models import Destruction, ErasureRequest
from panels.models import Membership, Panel, SignedText
from panels.selections.enums import Standing
from panels.selections.models import Choice, Selection
from projects.enums import PartyKind
from projects.models import ContractParty, Vendor
from seoul_gov.accounts.models import User

SHARE = 4
"""One panel in so many was called for."""
OTHERS = 8
"""So many apply beside those who get a seat."""
OPEN_ONE_IN = 10
"""One call in so many still takes applications; the others are over and decided."""
VENDORS = 300
KEPT = timedelta(days=190)
"""So long what was not chosen is kept after a call."""
WORDS = ("신청 자격과 하는 일을 읽고 신청해 주세요. " * 5).strip()


def save(rows: Iterable) -> list:
    """Insert rows of one model; nothing for none."""
    rows = list(rows)
    return type(rows[0]).objects.bulk_create(rows, batch_size=1000) if rows else []


class Calls:
    """The calls of some panels, made table by table; ``seats`` has each panel's members."""

    def __init__(self, random: Random, citizens: Sequence[User]):
        self.random, self.citizens, self.now = random, citizens, timezone.now()
        self.tag = uuid.uuid4().hex[:6]
        self.serial, self.given = 0, Appointment.objects.aggregate(last=Max("serial"))["last"] or 0
        current = SignedText.objects.current(self.now)
        self.texts = [current[kind] for kind in APPLICANT_TEXTS if kind in current][:2]
        self.vendors = save(
            Vendor(name=f"정보기술 {self.tag} {n}") for n in range(min(VENDORS, len(citizens)))
        )

    def write(self, panels: Sequence[Panel], seats: dict[int, list[Membership]]) -> None:
        self.contracts(panels)
        called = [panel for panel in panels[::SHARE] if panel.kind in USUAL]
        calls = save(map(self.call, called))
        save(criterion for call in calls for criterion in self.criteria(call))
        save(day for call in calls for day in self.dates(call))
        by_call = self.applications(calls, seats)
        save(
            ApplicationSignature(application=one, text=text)
            for written in by_call.values()
            for one in written
            for text in self.texts
        )
        over = [call for call in calls if call.closes_at < self.now]
        self.decisions(over, by_call, seats)
        self.endings(over)

    def contracts(self, panels: Sequence[Panel]) -> None:
        """A company under contract for every project with a panel."""
        parties = save(
            ContractParty(
                project=panel.project,
                vendor=self.random.choice(self.vendors),
                kind=PartyKind.CONTRACTOR,
                recorded_by=panel.created_by,
            )
            for panel in panels
        )
        self.parties = {party.project_id: party for party in parties}

    def call(self, panel: Panel) -> RecruitmentCall:
        is_open = not self.random.randrange(OPEN_ONE_IN)
        days = -self.random.randrange(1, 20) if is_open else self.random.randrange(3, 2000)
        closes = self.now - timedelta(days=days)
        return RecruitmentCall(
            panel=panel,
            title=f"{panel.project.title} 단원 모집"[:100],
            duties=WORDS,
            eligibility=WORDS,
            seats=8,
            expert_seats=4 if panel.kind == PanelKind.MIXED else 0,
            opens_at=closes - timedelta(days=30),
            closes_at=closes,
            state=CallState.PUBLISHED,
            created_by=panel.created_by,
            published_by=panel.created_by,
            published_at=closes - timedelta(days=31),
            news_told_at=closes - timedelta(days=31),
            rules=Rules(),
        )

    def criteria(self, call: RecruitmentCall) -> Iterable[CallCriterion]:
        kind = call.panel.kind
        for key, weight in USUAL[kind].items():
            yield CallCriterion(call=call, side=side_of(kind, key), key=key, weight=weight)

    def dates(self, call: RecruitmentCall) -> Iterable[ActivityDate]:
        for weeks in (3, 6):
            starts = call.closes_at + timedelta(weeks=weeks)
            yield ActivityDate(
                call=call, what="자문회의", starts_at=starts, ends_at=starts + timedelta(hours=2)
            )

    def applications(self, calls, seats) -> dict[int, list[Application]]:
        """The panel's members have applied, and others beside them."""
        written = []
        for call in calls:
            members = {seat.user_id for seat in seats[call.panel_id]}
            drawn = self.random.sample(self.citizens, OTHERS * 2)
            others = [user for user in drawn if user.pk not in members][:OTHERS]
            written += [self.application(call, seat.user, sits=True) for seat in seats[call.panel_id]]
            written += [self.application(call, user, sits=False) for user in others]
        found = {call.pk: [] for call in calls}
        for application in save(written):
            found[application.call_id].append(application)
        return found

    def erased(self, call: RecruitmentCall) -> Application:
        """What was not chosen and is past its period."""
        return Application(
            call=call,
            state=ApplicationState.ERASED,
            number=f"{self.tag}-{self.serial:07d}",
            submitted_at=call.closes_at - timedelta(days=2),
            erased_at=call.closes_at + KEPT,
        )

    def application(self, call: RecruitmentCall, user: User, *, sits: bool) -> Application:
        self.serial += 1
        choose = self.random.choice
        if not sits and call.closes_at < self.now - KEPT:
            return self.erased(call)
        return Application(
            call=call,
            applicant=user,
            state=ApplicationState.SUBMITTED,
            number=f"{self.tag}-{self.serial:07d}",
            name=user.name,
            age_band=choose(AgeBand.values[2:]),
            gender=choose(Gender.values),
            occupation=choose(Occupation.values),
            district=choose(District.values),
            frequency=choose(Frequency.values),
            interest="자주 쓰는 서비스라 더 편해지면 좋겠습니다. " * 3,
            has_conflict=False,
            employer=f"일터 {self.serial % 500}",
            submitted_at=call.closes_at - timedelta(days=2),
        )

    # --- what becomes of them

    def decisions(self, calls, by_call, seats) -> None:
        """The draw, the result and the appointments of calls that are over."""
        save(self.draw(call, by_call[call.pk]) for call in calls[::2])
        selections = save(
            Selection(call=call, decided_by=call.created_by, decided_at=call.closes_at + timedelta(days=9))
            for call in calls
        )
        save(
            choice
            for selection in selections
            for choice in self.choices(selection, by_call[selection.call_id], seats)
        )
        taken = [seat for call in calls for seat in seats[call.panel_id]]
        save(map(self.appointment, taken))
        save(self.suspension(seat) for seat in taken[::50])
        Membership.objects.filter(pk__in=[seat.pk for seat in taken[::50]]).update(
            state=MemberState.SUSPENDED
        )

    def draw(self, call: RecruitmentCall, written: list[Application]) -> LotteryRun:
        """A draw with files as long as real ones are."""
        pool = "\n".join(f"{one.number},{one.age_band},{one.gender},{one.district}" for one in written)
        panels = " ".join(one.number for one in written[:8])
        drawn = call.closes_at + timedelta(days=8)
        return LotteryRun(
            call=call,
            way=Way.PANEL,
            seats=call.seats,
            source=Source.DICE,
            draws_at=drawn,
            detail="시청 3층",
            committed_by=call.created_by,
            committed_at=drawn - timedelta(days=3),
            pool=pool,
            rules="{}",
            lottery="first,last,members\n" + "\n".join(f"{n},{n},{panels}" for n in range(1, 1001)),
            plan="{}",
            commitment=uuid.uuid4().hex * 2,
            tickets=1000,
            bound=0.5,
            achieved=0.5,
            value="1,2,3,4,5,6",
            seed=uuid.uuid4().hex * 2,
            ticket=7,
            panel=[one.number for one in written[:8]],
            alternates=[one.number for one in written[8:]],
            drawn_by=call.created_by,
            drawn_at=drawn,
        )

    def choices(self, selection: Selection, written: list[Application], seats) -> Iterable[Choice]:
        members = seats[selection.call.panel_id]
        for place, application in enumerate(written):
            if place < len(members):
                facts = {"standing": Standing.CHOSEN, "membership": members[place]}
            else:
                facts = {"standing": Standing.ALTERNATE, "rank": place - len(members) + 1}
            if application.state == ApplicationState.ERASED:
                facts = {"standing": Standing.NOT_CHOSEN}
            yield Choice(selection=selection, application=application, **facts)

    def appointment(self, seat: Membership) -> Appointment:
        """For two years, one in three hundred of which end within a month."""
        self.given += 1
        ends = (self.now + timedelta(days=self.random.randrange(3, 700))).date()
        return Appointment(
            membership=seat,
            year=self.now.year,
            serial=self.given,
            starts_on=ends - timedelta(days=730),
            ends_on=ends,
            issuer="서울특별시장",
            issued_by=seat.invited_by,
        )

    def suspension(self, seat: Membership) -> Suspension:
        return Suspension(
            membership=seat,
            party=self.parties[seat.panel.project_id],
            ground=Ground.ALIKE,
            matched="신고한 소속과 계약 당사자의 상호가 비슷합니다.",
            decide_by=(self.now + timedelta(days=5)).date(),
        )

    def endings(self, calls: list[RecruitmentCall]) -> None:
        """Somebody left each panel and wants to be erased, and somebody else's application was erased already."""
        gone = save(self.gone(call) for call in calls)
        save(
            ErasureRequest(
                membership=seat,
                requested_by=seat.user,
                wish="지워 주세요.",
                due_on=(self.now + timedelta(days=7)).date(),
                **self.decided(seat, number),
            )
            for number, seat in enumerate(gone)
        )
        save(
            Destruction(
                what=Destroyed.WITHDRAWN,
                call=call,
                count=1,
                basis="철회한 날부터 5일",
                due_on=call.last_day,
                destroyed_at=call.closes_at,
            )
            for call in calls
        )

    def gone(self, call: RecruitmentCall) -> Membership:
        user = self.random.choice(self.citizens)
        return Membership(
            panel=call.panel,
            user=user,
            email=user.email,
            name=user.name,
            state=MemberState.RELEASED,
            invited_by=call.created_by,
            expires_at=call.closes_at,
            accepted_at=call.closes_at,
            ended_at=self.now,
            ended_ground=ReleaseGround.WISH,
            ended_reason="이사",
        )

    def decided(self, seat: Membership, number: int) -> dict:
        """One in five still waits."""
        if not number % 5:
            return {}
        return {
            "state": RequestState.REFUSED,
            "answer": "법령에 따라 보관합니다.",
            "decided_by": seat.invited_by,
            "decided_at": self.now,
        }
