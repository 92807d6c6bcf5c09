"""시민협업형: citizens and the department decide together in every stage (가이드라인 3-3).

Members with a stake in a company near the project are kept out, and checked again when the contractor is
known. Budget, contract and acceptance are outside the joint decisions (가이드라인 2).
"""

from panels.enums import PanelKind
from projects.enums import GovernanceType, ProjectKind, StageKey
from workflows.definitions import Actor, Process
from workflows.processes import backbone, joint, sources
from workflows.processes.backbone import Overlay
from workflows.processes.building import body, calendar, meeting, minutes, record, working

PANEL = joint.Body("", Actor.PANEL, "실무추진단")

FORMATION = (
    record(
        "co1-plan",
        "실무추진단 구성계획 수립",
        Actor.OFFICER,
        working(5),
        sources.COMPOSITION,
        is_seed=True,
        output="실무추진단 구성계획",
        help="10명 내외로 꾸릴 인원과 일정, 선정 기준을 정합니다.",
    ),
    record(
        "co1-recruit",
        "실무추진단 공개모집",
        Actor.OFFICER,
        calendar(28),
        sources.COMPOSITION,
        is_seed=True,
        output="모집공고, 지원서",
        help="2~3주 동안 참여를 희망하는 시민을 공개 모집합니다.",
    ),
    record(
        "co1-select",
        "실무추진단 심사와 선정",
        Actor.OFFICER,
        calendar(35),
        sources.COMPOSITION,
        is_seed=True,
        output="심사표, 선정 명단",
        help="사업 이해도와 활동경력, 활용도를 보아 심사하고 결과를 알립니다.",
    ),
    record(
        "co2",
        "이해관계자 배제 확인",
        Actor.OFFICER,
        calendar(40),
        sources.COMPOSITION,
        is_seed=True,
        output="이해관계 확인서",
        help="사업과 직간접으로 관련된 민간기업 등의 이해관계자가 없는지 확인합니다.",
    ),
    body(
        "co3-panel",
        "실무추진단 위촉과 서약",
        Actor.HEAD,
        calendar(42),
        f"{sources.COMMITTEES} 제9조의2 준용",
        bodies=(PanelKind.WORKING,),
        output="위촉장, 서약서",
        help="선정된 위원을 위촉하고 서약과 동의를 받습니다.",
    ),
    record(
        "co3-rules",
        "실무추진단 운영규칙 채택",
        Actor.PANEL,
        calendar(49),
        sources.PROPOSED,
        output="운영규칙(안건 범위·의결 방식·재의)",
        help="첫 회의에서 무엇을 어떻게 함께 정할지 규칙을 채택합니다.",
    ),
)

PLANNING = (
    *FORMATION,
    meeting(
        "co4-meeting",
        "기획 정기회의",
        Actor.OFFICER,
        calendar(60),
        sources.TYPES,
        is_seed=True,
        output="회의 결과",
        help="실무추진단과 사업부서가 모여 사업범위와 요구를 함께 살핍니다.",
    ),
    joint.decision(PANEL, "co4", "사업범위·요구 우선순위 공동결정", calendar(60), sources.TYPES),
    minutes("co4-minutes", "기획 정기회의 회의록", calendar(70), joint.MINUTES_RULE),
    joint.reconsideration(PANEL, "co12-planning", calendar(74)),
)

PROCUREMENT = (
    joint.rfp_clause("co5-rfp", PANEL.name),
    joint.conflict_recheck("co5-recheck"),
)

CLOSING = (
    record(
        "co13-opinion",
        "완료보고회 의견 듣기",
        Actor.OFFICER,
        calendar(10),
        sources.PROPOSED,
        output="완료보고회 의견서",
        help="완료보고회에서 실무추진단의 의견을 듣습니다. 검수는 사업부서가 따로 합니다.",
    ),
    record(
        "co13-report",
        "협업 결과보고와 해촉",
        Actor.OFFICER,
        calendar(44),
        sources.PROPOSED,
        output="결과보고서",
        help="함께 정한 것과 그 이행을 보고해 공개하고 위원을 해촉합니다.",
    ),
)


def _process(kind: ProjectKind) -> Process:
    overlay: Overlay = {
        StageKey.PLANNING: PLANNING,
        StageKey.PROCUREMENT: PROCUREMENT,
        **joint.execution(PANEL, kind),
        StageKey.CLOSING: CLOSING,
    }
    return backbone.process(
        GovernanceType.COLLABORATION, kind, sources.COLLABORATION, backbone.planning(overlay), overlay=overlay
    )


PROCESSES = tuple(_process(kind) for kind in ProjectKind)
