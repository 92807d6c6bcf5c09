"""시민주도형: citizens propose, participatory budgeting selects, both carry it out (가이드라인 3-4).

The year before is spent on selection: proposal, suitability, deliberation, vote and assembly, then the budget
of the council; selected is not yet funded. From procurement on the project follows the administrative
backbone, and a joint body with the proposer decides with the department as in 시민협업형. A stand-alone
consulting project is possible but rare: the ordinance excludes continuing projects and running costs.
"""

from panels.enums import PanelKind
from projects.enums import GovernanceType, Phase, ProjectKind, StageKey
from workflows.definitions import Actor, Process
from workflows.processes import backbone, joint, sources
from workflows.processes.backbone import Overlay
from workflows.processes.building import (
    before_end,
    body,
    calendar,
    meeting,
    minutes,
    record,
    stage,
    working,
)

JOINT_BODY = joint.Body("ld12-", Actor.JOINT_BODY, "민관협의체")

PROPOSAL = (
    record(
        "ld1",
        "참여예산 운영계획 공고",
        Actor.PB_OFFICE,
        calendar(20),
        f"{sources.BUDGETING} 제8조",
        output="운영계획",
        help="올해 참여예산의 규모와 일정, 투표 비율을 정해 20일 이상 공고합니다.",
    ),
    record(
        "ld2",
        "시민 사업 제안 접수",
        Actor.CITIZEN,
        calendar(60),
        sources.CITIZEN_LED,
        is_seed=True,
        output="제안서",
        help="개인은 일반참여예산형, 시민 3명 이상이나 단체는 협치형으로 제안합니다.",
    ),
    record(
        "ld3",
        "제안 요건 확인과 소관 배정",
        Actor.PB_OFFICE,
        calendar(74),
        f"{sources.BUDGETING} 제2조·제20조",
        output="접수 결과 통지",
        outcomes=("접수", "보완", "반려"),
        help="제안 자격과 금액, 시 소관인지를 확인하고 맡을 사업부서를 정합니다.",
    ),
)

SUITABILITY = (
    record(
        "ld4-absorb",
        "기존 사업 포함 가능 여부 확인",
        Actor.OFFICER,
        working(10),
        sources.TOUCH_POINTS,
        is_seed=True,
        output="포함 가능 여부 검토서",
        outcomes=("포함 불가", "포함 가능"),
        help="기존 사업에 넣을 수 있으면 제안자 동의를 받아 서울시 기획 사업으로 바꿉니다.",
    ),
    record(
        "ld4",
        "사업부서 적정성 검토",
        Actor.OFFICER,
        working(20),
        sources.CITIZEN_LED,
        is_seed=True,
        output="검토의견서",
        outcomes=("적정", "조건부", "부적정"),
        help="법령과 소관, 중복 여부를 살펴 할 수 있는 사업인지 의견을 냅니다.",
    ),
)

COGOVERNANCE = (
    record(
        "ld5-first",
        "협치형 1차 심사",
        Actor.PB_COMMITTEE,
        calendar(21),
        sources.PRACTICE,
        question="시민 3명 이상이나 단체가 낸 시정 협치형 제안인가요?",
        output="1차 심사 결과",
        help="심사위원이 협치형 제안을 먼저 심사합니다.",
    ),
    record(
        "ld5-deliberation",
        "협치형 3단계 숙의",
        Actor.PB_COMMITTEE,
        calendar(75),
        sources.PRACTICE,
        opened_by="ld5-first",
        output="사업 구체화안",
        help="제안자와 사업부서가 세 차례 숙의하며 제안을 다듬습니다.",
    ),
    record(
        "ld5-second",
        "협치형 2차 심사",
        Actor.PB_COMMITTEE,
        calendar(90),
        sources.PRACTICE,
        opened_by="ld5-first",
        output="2차 심사 결과",
        help="다듬어진 제안을 다시 심사합니다.",
    ),
)

COMMITTEE = (
    body(
        "ld6-committee",
        "참여예산위원회 구성",
        Actor.PB_OFFICE,
        calendar(7),
        f"{sources.CITIZEN_LED}, {sources.BUDGETING} 제13조",
        is_seed=True,
        bodies=(PanelKind.PB_COMMITTEE,),
        output="위원 명단",
        help="제안을 심사할 참여예산위원회와 민관예산협의회를 갖춥니다.",
    ),
    meeting(
        "ld6-meeting",
        "민관예산협의회 숙의·심사",
        Actor.PB_OFFICE,
        calendar(95),
        sources.CITIZEN_LED,
        is_seed=True,
        output="심사 결과",
        help="제안자의 설명을 듣고 현장을 확인하며 숙의합니다. 지금은 분과위원회가 맡습니다.",
    ),
    minutes("ld6-minutes", "민관예산협의회 회의록", calendar(102), f"{sources.BUDGETING} 제21조"),
    record(
        "ld6",
        "시민투표 상정안 확정",
        Actor.PB_COMMITTEE,
        calendar(110),
        sources.CITIZEN_LED,
        is_seed=True,
        output="시민투표 상정안",
        outcomes=("상정", "미상정"),
        help="심사 점수와 순위에 따라 시민투표에 올릴 사업을 정합니다.",
    ),
)

VOTE = (
    record(
        "ld7",
        "시민투표",
        Actor.PB_OFFICE,
        calendar(27),
        sources.CITIZEN_LED,
        is_seed=True,
        output="투표 결과",
        help="한 사람이 한 번 투표합니다. 투표가 끝날 때까지 중간 결과를 공개하지 않습니다.",
    ),
    record(
        "ld8",
        "총회 의결과 사업 선정",
        Actor.PB_COMMITTEE,
        calendar(28),
        f"{sources.CITIZEN_LED}, {sources.BUDGETING} 제16조",
        is_seed=True,
        output="선정 결과",
        outcomes=("선정", "미선정"),
        help="재적 과반수 출석과 출석 과반수 찬성으로 투표 결과를 합산해 승인합니다.",
    ),
)

BUDGETING = (
    record(
        "ld9-draft",
        "선정 사업 예산안 반영",
        Actor.OFFICER,
        calendar(60),
        f"{sources.BUDGETING} 제16조제5항",
        output="예산안, 총회 의견서",
        help="선정된 사업을 예산안에 넣고 총회의 의견을 붙여 시의회에 냅니다.",
    ),
    record(
        "ld9-council",
        "시의회 심의·의결",
        Actor.OFFICER,
        before_end(0),
        f"{sources.BUDGETING} 제16조제5항",
        output="확정 예산",
        outcomes=("원안 의결", "수정 의결", "미반영"),
        help="시의회의 의결 결과를 적습니다. 의결되어야 예산이 확정됩니다.",
    ),
)

PREPARATION = (
    body(
        "ld10-body",
        "민관협의체 구성",
        Actor.OFFICER,
        calendar(21),
        sources.CITIZEN_LED,
        is_seed=True,
        bodies=(PanelKind.JOINT_BODY,),
        output="민관협의체 명단",
        help="제안한 시민이 참여하는 민관협의체를 꾸립니다.",
    ),
    record(
        "ld10-plan",
        "실행계획 공동 수립",
        Actor.JOINT_BODY,
        calendar(50),
        sources.CITIZEN_LED,
        is_seed=True,
        output="실행계획서(공동 서명)",
        help="제안한 시민과 사업부서가 실행계획을 함께 세우고 서명합니다.",
    ),
)

PROCUREMENT = (
    joint.rfp_clause("ld11-rfp", JOINT_BODY.name),
    joint.conflict_recheck("ld11-recheck"),
)

CLOSING = (
    record(
        "ld13",
        "모니터링·평가와 결과 공개",
        Actor.OFFICER,
        calendar(180),
        sources.PRACTICE,
        output="모니터링 결과",
        help="참여예산위원과 제안자가 함께 결과를 살피고 평가해 공개합니다.",
    ),
    record(
        "ld13-award",
        "우수사업 포상 추천",
        Actor.PB_OFFICE,
        calendar(180),
        sources.PRACTICE,
        optional=True,
        output="포상 추천서",
        help="결과가 뛰어난 사업과 제안자를 포상 대상으로 추천합니다.",
    ),
)

_BEFORE = (
    (StageKey.PROPOSAL, 55, f"{sources.BUDGETING} 제8조", PROPOSAL),
    (StageKey.SUITABILITY, 20, sources.CITIZEN_LED, SUITABILITY),
    (StageKey.DELIBERATION, 80, sources.CITIZEN_LED, (*COGOVERNANCE, *COMMITTEE)),
    (StageKey.VOTE, 25, sources.CITIZEN_LED, VOTE),
    (StageKey.BUDGETING, 75, f"{sources.BUDGETING} 제16조제5항", BUDGETING),
    (StageKey.PREPARATION, 40, sources.CITIZEN_LED, PREPARATION),
)

SELECTION = tuple(stage(key, Phase.PLANNING, days, source, duties) for key, days, source, duties in _BEFORE)


def _process(kind: ProjectKind) -> Process:
    overlay: Overlay = {
        StageKey.PROCUREMENT: PROCUREMENT,
        **joint.execution(JOINT_BODY, kind),
        StageKey.CLOSING: CLOSING,
    }
    return backbone.process(
        GovernanceType.CITIZEN_LED,
        kind,
        sources.CITIZEN_LED,
        *SELECTION,
        overlay=overlay,
        closing_days=130,
    )


PROCESSES = tuple(_process(kind) for kind in ProjectKind)
