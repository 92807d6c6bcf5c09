"""시민자문형: a chosen group of users and experts advises in every stage (가이드라인 3-2).

The panel meets once a stage and reads the product of the stage online. It rests during procurement, so that
nobody who advises sees evaluation papers; at the end its advice is an opinion, never the acceptance.
"""

from panels.enums import PanelKind
from projects.enums import GovernanceType, ProjectKind, StageKey
from workflows.definitions import Actor, Duty, Process
from workflows.processes import backbone, sources
from workflows.processes.backbone import Overlay
from workflows.processes.building import (
    before_end,
    body,
    calendar,
    meeting,
    minutes,
    record,
    review,
    slug,
    working,
)
from workflows.processes.execution import MET, MINUTED, REVIEWED, TOUCH_POINTS, TouchPoint

MINUTES_RULE = f"{sources.COMMITTEES} 제10조의2 준용"


def _reply(key: str, title: str, due) -> Duty:
    return record(
        key,
        title,
        Actor.OFFICER,
        due,
        sources.PROPOSED,
        output="조치표(수용·일부수용·불수용과 사유)",
        help="수행사의 검토를 받아 자문의견마다 수용 여부와 사유를 정합니다.",
    )


PLANNING = (
    record(
        "ad1",
        "자문단 구성계획 수립",
        Actor.OFFICER,
        working(5),
        sources.COMPOSITION,
        is_seed=True,
        output="자문단 구성계획",
        help="시민참여단·전문가자문단·혼합 가운데 고르고 10명 내외의 인원과 일정을 정합니다.",
    ),
    record(
        "ad2",
        "기존 자문위원회 활용 확인",
        Actor.OFFICER,
        working(5),
        sources.ADVISORY,
        is_seed=True,
        optional=True,
        output="기존 위원회 인정 결정",
        outcomes=("활용", "새로 구성"),
        help="이미 활동 중인 자문위원회가 있으면 이 사업의 자문단으로 인정할지 정합니다.",
    ),
    record(
        "ad3-recruit",
        "자문단 공개모집·추천",
        Actor.OFFICER,
        calendar(28),
        sources.COMPOSITION,
        is_seed=True,
        question="기존 자문위원회를 쓰지 않고 자문단을 새로 뽑나요?",
        output="모집공고, 지원서",
        help="2~3주 동안 시민을 공개 모집하거나 전문가를 추천받습니다.",
    ),
    record(
        "ad3-select",
        "자문단 심사와 선정",
        Actor.OFFICER,
        calendar(35),
        sources.COMPOSITION,
        is_seed=True,
        opened_by="ad3-recruit",
        output="심사표, 선정 명단",
        help="이해관계를 확인하며 심사하고 결과를 알립니다.",
    ),
    body(
        "ad4",
        "자문단 위촉과 서약",
        Actor.HEAD,
        calendar(42),
        f"{sources.COMMITTEES} 제9조의2 준용",
        bodies=(PanelKind.CITIZEN, PanelKind.EXPERT, PanelKind.MIXED),
        output="위촉장, 비밀유지·청렴 서약서, 개인정보 동의서",
        help="선정된 위원을 위촉하고 서약과 동의를 받습니다.",
    ),
    meeting(
        "ad5",
        "기획 자문회의",
        Actor.OFFICER,
        calendar(60),
        sources.TYPES,
        is_seed=True,
        output="자문의견서",
        help="자문단에 사업을 소개하고 사업계획과 제안요청서(안)에 대한 자문을 받습니다.",
    ),
    minutes("ad8-planning", "기획 자문회의 회의록", calendar(70), MINUTES_RULE),
    _reply("ad9-planning", "기획 자문의견 반영 검토", calendar(74)),
)

PROCUREMENT = (
    record(
        "ad6",
        "입찰 관련 위원 재확인",
        Actor.OFFICER,
        before_end(15),
        sources.PROPOSED,
        output="제척 기록, 자료 비공개 확인",
        help="발주 동안 자문을 쉬고, 입찰참여사와 관련된 위원이 있는지 다시 확인합니다.",
    ),
)

CLOSING = (
    meeting(
        "ad10",
        "종료 자문회의",
        Actor.OFFICER,
        calendar(10),
        sources.PROPOSED,
        optional=True,
        output="자문의견서",
        help="시험운영과 완료보고에 대한 의견을 듣습니다. 검수는 자문 대상이 아닙니다.",
    ),
    minutes("ad8-closing", "종료 자문회의 회의록", calendar(20), MINUTES_RULE, opened_by="ad10"),
    record(
        "ad11",
        "자문 결과보고와 수당 정산·해촉",
        Actor.OFFICER,
        calendar(44),
        f"{sources.ALLOWANCES} 제3조",
        output="결과보고서, 참석 서명부",
        help="자문 결과를 보고해 공개하고, 수당을 정산한 뒤 위원을 해촉합니다.",
    ),
)


def _advice(point: TouchPoint) -> tuple[Duty, ...]:
    stage = slug(point.stage)
    return (
        review(
            f"ad7-{stage}-review",
            f"{point.product} 검토",
            Actor.PANEL,
            before_end(REVIEWED),
            sources.TOUCH_POINTS,
            is_seed=True,
            output="검토의견",
            help=f"자문단이 산출물({point.product})을 읽고 기한까지 의견을 냅니다.",
        ),
        meeting(
            f"ad7-{stage}",
            f"{point.matter} 자문회의",
            Actor.OFFICER,
            before_end(MET),
            sources.TYPES,
            is_seed=True,
            output="자문의견서",
            help="자료를 미리 보내고, 수행사의 설명을 들은 자문단의 의견을 받습니다.",
        ),
        minutes(f"ad8-{stage}", f"{point.matter} 자문회의 회의록", before_end(MINUTED), MINUTES_RULE),
        _reply(f"ad9-{stage}", f"{point.matter} 자문의견 반영", before_end(0)),
    )


def _process(kind: ProjectKind) -> Process:
    overlay: Overlay = {
        StageKey.PLANNING: PLANNING,
        StageKey.PROCUREMENT: PROCUREMENT,
        **{point.stage: _advice(point) for point in TOUCH_POINTS[kind]},
        StageKey.CLOSING: CLOSING,
    }
    return backbone.process(
        GovernanceType.ADVISORY, kind, sources.ADVISORY, backbone.planning(overlay), overlay=overlay
    )


PROCESSES = tuple(_process(kind) for kind in ProjectKind)
