"""Driving a demo process, stage by stage, to where its project stands today."""

from datetime import datetime, time, timedelta

from panels import actions as panels
from panels.enums import PanelKind
from projects.models import Vendor
from seoul_gov.ui.korean import SEOUL, today
from workflows.definitions import DutyKind
from workflows.driver import actions as driver
from workflows.driver import gates
from workflows.driver.schedule import propose
from workflows.runs.enums import DutyState, StageState
from workflows.runs.models import DutyRun, ProcessRun, StageRun

from . import (
    decision_story,
    issue_story,
    meeting_story,
    opinion_story,
    panel_story,
    record_story,
    report_story,
    review_story,
)
from .hours import last_workday
from .projects_data import DemoProject

# Which questions of "해당 시 필수" duties are answered with yes in the demo.
CASES = ("ad3", "cs1", "p5", "c4", "p8", "ld5")
PASSING = (
    "적정",
    "접수",
    "채택",
    "선정",
    "반영",
    "상정",
    "포함 불가",
    "새로 구성",
    "추진",
    "이행",
    "결과보고",
)
ORDER = {
    DutyKind.PANEL: 0,
    DutyKind.REVIEW: 1,
    DutyKind.MEETING: 2,
    DutyKind.DECISION: 3,
    DutyKind.REPORT: 9,
}
SKIPPED = "이번 사업에서는 필요하지 않아 진행하지 않았습니다."
NOT_CASE = "사업 규모와 성격을 확인한 결과 해당하지 않습니다."


def pool(*numbers: int) -> list[str]:
    return [f"panelist{number}" for number in numbers]


MEMBERS = {
    PanelKind.MIXED: pool(1, 2, 3, 4, 5, 6, 7, 8),
    PanelKind.WORKING: pool(*range(2, 11)),
    PanelKind.CITIZEN: pool(3, 4, 5, 6, 7, 8, 9, 10),
    PanelKind.EXPERT: pool(1, 2, 5, 6, 7, 8, 9, 10),
    PanelKind.ONLINE: pool(*range(1, 11)),
    PanelKind.JOINT_BODY: pool(1, 3, 5, 7, 9),
    PanelKind.PB_COMMITTEE: pool(2, 4, 6, 8, 10),
}
# Who sits in one panel only, by project.
ALONE = {"청소년 상담 챗봇": "member", "시민 제보 도로파손 지도": "member2"}


class ProcessStory:
    """One project's process: ``tell`` starts it and brings it to its stage. ``crew``: who sits in which kind of panel."""

    crew = MEMBERS

    def __init__(self, project, facts: DemoProject, officer, head):
        self.project, self.facts, self.officer, self.head = project, facts, officer, head
        self.panel = None

    def tell(self) -> ProcessRun:
        run = driver.start(by=self.officer, project=self.project, plan=self.plan())
        self.sign_contract()
        while (stage := run.stages.filter(state=StageState.OPEN).first()) and stage.key != self.facts.reach:
            self.finish(stage)
            driver.advance(by=self.officer, run=run, skip_reason=SKIPPED)
        if stage and "bare" not in self.facts.flags:
            self.begin(stage)
        if "waiver" in self.facts.flags:
            self.waive(run)
        backdate(run)
        return run

    def plan(self):
        """Dates under which the stage that the project has reached lies around today."""
        guess = propose(self.project, today())
        planned = {step.stage.key: step for step in guess.stages}.get(self.facts.reach)
        last = guess.stages[-1].end
        back = (planned.start - today()) + (planned.end - planned.start) * 0.6 if planned else last - today()
        margin = timedelta(days=0 if planned else 20)
        return propose(self.project, today() - back - margin)

    def sign_contract(self) -> None:
        """The contractor, where the project has come far enough to have one."""
        if self.facts.vendor:
            vendor = Vendor.objects.get(name=self.facts.vendor)
            panels.record_contract_party(
                by=self.officer, project=self.project, vendor=vendor, kind="contractor"
            )

    def finish(self, stage: StageRun) -> None:
        """Ask the public where the story has it, then settle every duty that the gate asks for, the woken ones too."""
        for duty in stage.duties.filter(kind=DutyKind.OPINION, state=DutyState.OPEN).order_by("order"):
            if opinion_story.call_of(duty):
                self.settle(duty)
        while duties := self.next_open(stage):
            for duty in duties:
                self.settle(duty)

    @staticmethod
    def next_open(stage: StageRun) -> list[DutyRun]:
        """What the gate asks for next: the panel first, then what panels do and decide, one by one, for each may wake
        another; then all papers, and the report last."""
        lacking = [duty for duty, _ in gates.missing(stage)]
        lacking.sort(key=lambda duty: (ORDER.get(duty.kind, 4), duty.order))
        papers = [duty for duty in lacking if duty.kind not in ORDER]
        return papers if papers[:1] == lacking[:1] else lacking[:1]

    def settle(self, duty: DutyRun) -> None:
        match duty.kind:
            case DutyKind.PANEL:
                self.form_panel(duty)
            case DutyKind.MEETING:
                meeting_story.hold(duty, self.panel, self.officer, on=moment(duty))
            case DutyKind.REVIEW:
                review_story.complete(duty, self.panel, self.officer)
            case DutyKind.OPINION:
                opinion_story.complete(duty, self.officer, ended=moment(duty))
            case DutyKind.DECISION:
                decision_story.decide(duty, self.officer)
            case DutyKind.REPORT:
                backdate(duty.stage.run)
                record_story.backdate(self.project)
                report_story.complete(duty, self.officer)
            case _:
                self.record(duty)

    def form_panel(self, duty: DutyRun) -> None:
        kind = self.kind_of(duty)
        alone = ALONE.get(self.facts.title)
        logins = [*self.crew[kind], *([alone] if alone else [])]
        self.panel = panel_story.form(project=self.project, kind=kind, officer=self.officer, logins=logins)

    def kind_of(self, duty: DutyRun) -> PanelKind:
        if PanelKind.MIXED in duty.bodies and self.facts.budget > 1_000_000_000:
            return PanelKind.MIXED
        return PanelKind(duty.bodies[0])

    def record(self, duty: DutyRun) -> None:
        if duty.question and not duty.key.startswith(CASES):
            driver.mark_not_case(by=self.officer, duty=duty, reason=NOT_CASE)
            return
        outcome = next((word for word in PASSING if word in duty.outcomes), (duty.outcomes or [""])[0])
        driver.record(
            by=self.officer,
            duty=duty,
            outcome=outcome,
            evidence=f"{duty.output or duty.title} 완료. 부서 문서함에 보관했습니다.",
            person=f"{self.project.department} {self.officer}",
            occurred_on=min(duty.due_on, today()),
        )

    def waive(self, run: ProcessRun) -> None:
        """Two duties the department wants to do without: one granted, one waiting for the head."""
        stage = run.stages.get(state=StageState.OPEN)
        granted, waiting = [duty for duty, _ in gates.missing(stage) if not duty.is_seed][:2]
        reason = "수행사의 착수가 늦어져 이번 단계에서는 따로 하지 않고 다음 보고에 합칩니다."
        waiver = driver.request_waiver(by=self.officer, duty=granted, reason=reason)
        driver.decide_waiver(
            by=self.head, waiver=waiver, grant=True, comment="다음 보고에 반드시 포함하세요."
        )
        driver.request_waiver(by=self.officer, duty=waiting, reason=reason)

    def begin(self, stage: StageRun) -> None:
        """The stage of today: what was due is done, the rest is under way."""
        for duty in stage.duties.filter(state=DutyState.OPEN).order_by("order"):
            if duty.kind == DutyKind.PANEL and duty.due_on <= today() + timedelta(days=30):
                self.form_panel(duty)
            elif duty.kind == DutyKind.REVIEW and self.panel:
                review_story.open_with_comments(duty, self.panel, self.officer)
            elif duty.kind == DutyKind.OPINION:
                opinion_story.begin(duty, self.officer)
            elif duty.kind == DutyKind.MEETING and self.panel:
                self.meet(duty)
            elif duty.kind == DutyKind.ISSUE and self.panel:
                issue_story.consult(stage, self.panel, self.officer, self.facts.vendor)
            elif duty.kind == DutyKind.DECISION and "vote" in self.facts.flags:
                decision_story.open_vote(duty, self.officer)
            elif duty.kind == DutyKind.REPORT:
                report_story.begin(duty, self.officer)
            elif duty.kind in (DutyKind.RECORD, DutyKind.MILESTONE) and duty.due_on < today():
                self.record(duty)

    def meet(self, duty: DutyRun) -> None:
        """A meeting to come or, where people vote now, the one that was held before."""
        if "vote" in self.facts.flags:
            meeting_story.hold(duty, self.panel, self.officer, on=moment(duty))
        else:
            meeting_story.call(duty, self.panel, self.officer)


def moment(duty: DutyRun) -> datetime:
    """Two in the afternoon of the duty's due day, or of yesterday where that is still to come; where nobody works on that
    day, of the last day before it."""
    return last_workday(min(duty.due_on, today() - timedelta(days=1)), 14)


def backdate(run: ProcessRun) -> None:
    """Move the moments of the run's stages and duties to the days they were planned for."""
    for stage in run.stages.exclude(state=StageState.PENDING):
        opened = datetime.combine(stage.planned_start, time(9), SEOUL)
        closed = (
            datetime.combine(stage.planned_end, time(17), SEOUL) if stage.state == StageState.CLOSED else None
        )
        StageRun.objects.filter(pk=stage.pk).update(opened_at=opened, closed_at=closed)
    duties = list(DutyRun.objects.filter(stage__run=run).exclude(decided_at=None))
    for duty in duties:
        duty.decided_at = datetime.combine(min(duty.due_on, today()), time(10), SEOUL)
    DutyRun.objects.bulk_update(duties, ["decided_at"])
    first, last = run.stages.first(), run.stages.last()
    moments = {"started_at": datetime.combine(first.planned_start, time(9), SEOUL)}
    run.refresh_from_db()
    if run.ended_at:
        moments["ended_at"] = datetime.combine(last.planned_end, time(17), SEOUL)
    ProcessRun.objects.filter(pk=run.pk).update(**moments)
