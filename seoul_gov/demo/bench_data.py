"""Very many believable projects, written straight to the tables: what `make bench` measures the portal with.

Shares follow what a city with years of projects behind it has: most are over, one in twelve runs with its stages,
duties, panel, meetings, a review with comments and, where citizens are asked at large, opinions; every fourth panel was
called for. The words are put together from lists, so that a search finds a few of them; the same number gives the same
projects.
"""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice
from random import Random

from django.db.models import Max
from django.utils import timezone

from panels.enums import MemberState, PanelState
from panels.models import Membership, Panel
from projects.enums import Audience, GovernanceType, ProjectKind, ProjectStatus
from projects.models import Deliverable, DeliverableVersion, Project, ProposalChannel
from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import Department, RoleGrant, User
from seoul_gov.documents.models import Document
from workflows.dispositions import Disposition
from workflows.driver.schedule import propose
from workflows.meetings.models import AgendaItem, Attendance, Meeting, Minutes
from workflows.opinions.models import Opinion, OpinionRound
from workflows.reviews.models import Comment, Review, ReviewRound
from workflows.runs.build import duty_row
from workflows.runs.enums import DutyState, RunStatus, StageState
from workflows.runs.models import DutyRun, ProcessRun, StageRun

from .bench_calls import Calls, save

CHUNK = 2000
DEPARTMENTS = 120
MEMBERS = 8
OPINIONS = 12
STATUSES = {
    ProjectStatus.DRAFT: 2,
    ProjectStatus.REGISTERED: 3,
    ProjectStatus.SELECTING: 2,
    ProjectStatus.CONFIRMED: 5,
    ProjectStatus.RUNNING: 8,
    ProjectStatus.COMPLETED: 70,
    ProjectStatus.NOT_APPLICABLE: 10,
}
TYPES = dict(zip(GovernanceType, (45, 30, 15, 10), strict=True))
KINDS = {ProjectKind.DEVELOPMENT: 4, ProjectKind.CONSULTING: 1}
WORDS = (
    "따릉이 대중교통 마을버스 주차 보행 복지 돌봄 어르신 장애인 청년 보육 도서관 박물관 공원 하천 미세먼지 재활용 상수도 "
    "소방 안전 재난 민원 여권 세금 부동산 도시계획 전통시장 소상공인 일자리 창업 관광 축제 체육 건강 응급 반려동물 학교",
    "통합시스템 예약서비스 앱 누리집 데이터플랫폼 챗봇 지도서비스 알림서비스 관리시스템 개방포털 정보화전략계획",
    "구축 고도화 재구축 개편 확대 기능개선 이전",
)
FIELDS, THINGS, DEEDS = (words.split() for words in WORDS)


def fill(count: int, seed: int = 2018) -> None:
    """Add ``count`` projects with all that hangs on them, in chunks; the guideline must be loaded."""
    makers = People(count, Random(seed))  # noqa: S311  not a secret
    for first in range(0, count, CHUNK):
        Chunk(makers, first, min(CHUNK, count - first)).write()


def pick(random: Random, weights: dict):
    return random.choices(list(weights), list(weights.values()))[0]


class People:
    """Those who are there for all projects: departments with officers, and citizens to sit in panels and to speak."""

    def __init__(self, count: int, random: Random):
        self.random, self.plans, self.now = random, {}, timezone.now()
        self.tag = uuid.uuid4().hex[:6]
        self.before = Project.objects.aggregate(last=Max("pk"))["last"] or 0
        self.channels = list(ProposalChannel.objects.all())
        names = [f"{field} 정책 {number}과" for number in range(1, 5) for field in FIELDS]
        Department.objects.bulk_create(
            [Department(name=name) for name in names[:DEPARTMENTS]], ignore_conflicts=True
        )
        self.departments = list(Department.objects.filter(name__in=names))
        self.officers = self.users("officer", "김담당", max(count // 20, 2 * DEPARTMENTS))
        self.citizens = self.users("citizen", "한시민", max(count // 10, 200))
        homes = {
            officer.pk: self.departments[n % len(self.departments)] for n, officer in enumerate(self.officers)
        }
        self.homes = homes
        self.calls = Calls(random, self.citizens)
        save(RoleGrant(user=user, role=Role.OFFICER, department=homes[user.pk]) for user in self.officers)

    def users(self, kind: str, name: str, number: int) -> list[User]:
        return save(
            User(email=f"{kind}-{self.tag}-{n}@bench.example", name=f"{name}{n}", password="!")  # noqa: S106
            for n in range(number)
        )

    def plan_of(self, project: Project):
        """A plan for the type and kind; its dates are worked out once a month of the year."""
        key = project.governance_type, project.kind, self.random.randrange(1, 13)
        if key not in self.plans:
            self.plans[key] = propose(project, start=date(self.now.year, key[2], 3))
        return self.plans[key]


class Chunk:
    """Some projects, made table by table."""

    def __init__(self, people: People, first: int, size: int):
        self.people, self.random, self.now = people, people.random, people.now
        self.first, self.size = first, size

    def write(self) -> None:
        projects = save(self.project(self.first + n) for n in range(self.size))
        running = [project for project in projects if project.status == ProjectStatus.RUNNING]
        ended = [project for project in projects if project.status == ProjectStatus.COMPLETED][::40]
        runs = save(map(self.run, running + ended))
        stages = save(stage for run in runs for stage in self.stages(run))
        duties = save(duty for stage in stages for duty in self.duties(stage))
        self.around([duty for duty in duties if duty.stage.is_open and duty.order == 1])
        save(seat for panel in save(map(self.panel, ended)) for seat in self.seats(panel))

    def around(self, duties: list[DutyRun]) -> None:
        """What happens in the open stage of each process; ``duties`` holds its first one."""
        panels = save(self.panel(duty.stage.run.project) for duty in duties)
        seats = save(seat for panel in panels for seat in self.seats(panel))
        meetings = save(
            m for duty, panel in zip(duties, panels, strict=True) for m in self.meetings(duty, panel)
        )
        save(AgendaItem(meeting=m, order=n, title=f"{m.title} {n}번 안건") for m in meetings for n in (1, 2))
        held = [meeting for meeting in meetings if meeting.is_held]
        save(map(self.minutes, held))
        by_panel = {panel.pk: seats[n * MEMBERS : (n + 1) * MEMBERS] for n, panel in enumerate(panels)}
        save(self.attendance(meeting, seat) for meeting in held for seat in by_panel[meeting.panel_id])
        self.people.calls.write(panels, by_panel)
        self.reviews(duties, panels, by_panel)
        self.opinions([d for d in duties if d.stage.run.governance_type == GovernanceType.CONSULTATION])

    # --- projects and their processes

    def project(self, number: int) -> Project:
        random, officer = self.random, self.random.choice(self.people.officers)
        status = pick(random, STATUSES)
        governed = status in (ProjectStatus.CONFIRMED, ProjectStatus.RUNNING, ProjectStatus.COMPLETED)
        field, deed = random.choice(FIELDS), random.choice(DEEDS)
        thing, other = random.choice(THINGS), random.choice(FIELDS)
        begun = date(2019, 1, 1) + timedelta(days=random.randrange(2900))
        return Project(
            number=None
            if status == ProjectStatus.DRAFT
            else f"{begun.year}-{self.people.before + number + 1:07d}",
            title=f"{field} {thing} {deed} {number % 97 + 1}단계",
            kind=pick(random, KINDS),
            department=self.people.homes[officer.pk],
            officer=officer,
            created_by=officer,
            start_date=begun,
            end_date=begun + timedelta(days=300),
            budget=random.randrange(50, 3000) * 1_000_000,
            summary=f"{field} 이용 시민과 {other} 담당 직원이 함께 쓰는 {thing}을 {deed}합니다. " * 3,
            channel=random.choice(self.people.channels),
            audience=random.choice(Audience.values),
            status=status,
            governance_type=pick(random, TYPES) if governed else "",
            phase="execution" if status == ProjectStatus.RUNNING else "",
            submitted_at=self.now - timedelta(days=random.randrange(2900)),
        )

    def run(self, project: Project) -> ProcessRun:
        running = project.status == ProjectStatus.RUNNING
        plan = self.people.plan_of(project)
        return ProcessRun(
            project=project,
            governance_type=project.governance_type,
            kind=project.kind,
            edition=plan.process.edition,
            norms=plan.norms,
            status=RunStatus.RUNNING if running else RunStatus.COMPLETED,
            started_by=project.officer,
            ended_at=None if running else self.now,
        )

    def stages(self, run: ProcessRun) -> Iterable[StageRun]:
        plan = self.people.plan_of(run.project)
        at = self.random.randrange(len(plan.stages)) if run.is_running else len(plan.stages)
        for order, planned in enumerate(plan.stages, 1):
            closed = order <= at
            stage = StageRun(
                run=run,
                key=planned.stage.key,
                phase=planned.stage.phase,
                order=order,
                planned_start=planned.start,
                planned_end=planned.end,
                state=StageState.CLOSED
                if closed
                else StageState.OPEN
                if order == at + 1
                else StageState.PENDING,
                opened_at=self.now if order <= at + 1 else None,
                closed_at=self.now if closed else None,
                closed_by=run.started_by if closed else None,
            )
            stage.planned = planned
            yield stage

    def duties(self, stage: StageRun) -> Iterable[DutyRun]:
        for order, duty in enumerate(stage.planned.stage.duties, 1):
            row = duty_row(stage, order, duty, stage.planned.dues[duty.key])
            if stage.state == StageState.CLOSED:
                row.state = DutyState.SETTLED
            yield row

    # --- people who take part

    def panel(self, project: Project) -> Panel:
        """At work as long as its project is."""
        facts = {"state": PanelState.ACTIVE, "activated_at": self.now, "created_by": project.officer}
        if project.status == ProjectStatus.COMPLETED:
            facts |= {"state": PanelState.DISSOLVED, "dissolved_at": self.now}
        kind = self.random.choice(["citizen", "expert", "mixed", "working"])
        return Panel(project=project, kind=kind, name="시민추진단", **facts)

    def seats(self, panel: Panel) -> Iterable[Membership]:
        is_over = panel.state == PanelState.DISSOLVED
        for user in self.random.sample(self.people.citizens, MEMBERS):
            yield Membership(
                panel=panel,
                user=user,
                email=user.email,
                name=user.name,
                state=MemberState.ENDED if is_over else MemberState.ACTIVE,
                ended_at=self.now if is_over else None,
                invited_by=panel.created_by,
                expires_at=self.now,
                accepted_at=self.now,
            )

    def meetings(self, duty: DutyRun, panel: Panel) -> Iterable[Meeting]:
        for number, state in enumerate(("held", "scheduled"), 1):
            away = timedelta(days=self.random.randrange(1, 60))
            starts = self.now - away if state == "held" else self.now + away
            yield Meeting(
                duty=duty,
                panel=panel,
                title=f"{number}차 자문회의",
                starts_at=starts,
                ends_at=starts + timedelta(hours=2),
                place="시청 회의실",
                state=state,
                uid=uuid.uuid4().hex,
                called_by=panel.created_by,
                held_at=starts if state == "held" else None,
            )

    def minutes(self, meeting: Meeting) -> Minutes:
        body = "화면을 함께 보고 고칠 곳을 정했습니다. " * 10
        facts = {"state": "published", "settled_at": self.now, "written_by": meeting.called_by}
        return Minutes(meeting=meeting, body=body, body_html=f"<p>{body}</p>", **facts)

    def attendance(self, meeting: Meeting, seat: Membership) -> Attendance:
        state = self.random.choice(["present", "present", "video", "absent"])
        return Attendance(meeting=meeting, membership=seat, state=state, recorded_by=meeting.called_by)

    # --- what they say

    def reviews(self, duties: list[DutyRun], panels: list[Panel], seats: dict) -> None:
        """A deliverable with an open review in every third process, of which four members handed in two comments."""
        asked = list(islice(zip(duties, panels, strict=True), 0, None, 3))
        by = {panel.pk: panel.created_by for _, panel in asked}
        deliverables = save(
            Deliverable(project=p.project, stage_key=d.stage.key, title="요구사항정의서", created_by=by[p.pk])
            for d, p in asked
        )
        files = save(
            Document(name="정의서.pdf", kind="pdf", size=1, sha256="", file=f"bench/{uuid.uuid4().hex}")
            for _ in asked
        )
        versions = save(
            DeliverableVersion(deliverable=thing, number=1, document=file, uploaded_by=thing.created_by)
            for thing, file in zip(deliverables, files, strict=True)
        )
        due, rounds = (self.now + timedelta(days=7)).date(), []
        for (duty, panel), version in zip(asked, versions, strict=True):
            facts = {"number": 1, "due_on": due, "opened_by": by[panel.pk]}
            rounds.append(ReviewRound(duty=duty, panel=panel, version=version, **facts))
        done = {"state": "submitted", "submitted_at": self.now}
        handed_in = save(
            Review(round=round, membership=seat, **done)
            for round in save(rounds)
            for seat in seats[round.panel_id][:4]
        )
        save(
            Comment(review=review, body=f"{n}번 화면의 글자가 작습니다.", nonce=uuid.uuid4())
            for review in handed_in
            for n in (1, 2)
        )

    def opinions(self, duties: list[DutyRun]) -> None:
        """A closed round of opinions in every process that asks the public, each opinion answered."""
        day = self.now.date()
        rounds = save(
            OpinionRound(
                duty=duty,
                number=1,
                topic="첫 화면 의견",
                guide="의견을 주세요.",
                guide_html="<p>의견을 주세요.</p>",
                opens_on=day - timedelta(days=20 + ago),
                closes_on=day - timedelta(days=ago),
                state="closed",
                opened_by=duty.stage.run.started_by,
                closed_by=duty.stage.run.started_by,
                closed_at=self.now,
            )
            for duty in duties
            for ago in [self.random.randrange(5, 300)]
        )
        save(
            Opinion(
                round=round,
                author=author,
                body="큰 글자 화면도 있으면 좋겠습니다. " * 3,
                nonce=uuid.uuid4(),
                digest=uuid.uuid4().hex,
                disposition=self.random.choice(Disposition.values),
                answer="다음 판에 반영하겠습니다.",
                answered_by=round.opened_by,
                answered_at=self.now,
            )
            for round in rounds
            for author in self.random.sample(self.people.citizens, OPINIONS)
        )
