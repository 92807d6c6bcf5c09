"""The administrative backbone: what every IT project of the city passes, whoever takes part.

Officials alone act here; budget, contract and acceptance stay with the administration in all four types
(가이드라인 2). The duties are kept as dated milestones with evidence, or as not applicable with a reason. The
city-planned types walk it whole; the citizen-led type joins it at procurement. Choosing and confirming the
governance type comes first of all and is no duty here: a run starts with its confirmation.
"""

from collections.abc import Mapping, Sequence

from projects.enums import GovernanceType, Phase, ProjectKind, StageKey
from workflows.definitions import Actor, Duty, Process, Stage
from workflows.processes import sources
from workflows.processes.building import (
    EDITION,
    before_end,
    calendar,
    milestone,
    record,
    report,
    stage,
    working,
)
from workflows.processes.execution import EXECUTION, FINAL_REPORT, TOUCH_POINTS

Overlay = Mapping[StageKey, Sequence[Duty]]

PLANNING = (
    milestone(
        "p1",
        "정보화사업 기본계획 수립",
        Actor.OFFICER,
        working(10),
        f"{sources.PROCEDURE} 제5조",
        output="기본계획서(성과목표·지표 포함)",
        help="사업의 목적과 성과목표를 담은 기본계획을 세워 총괄부서에 냅니다.",
    ),
    record(
        "p3",
        "거버넌스 운영계획 수립",
        Actor.OFFICER,
        working(15),
        sources.PROPOSED,
        output="거버넌스 운영계획(유형·인원·일정·범위·수당 예산)",
        help="시민이 언제, 어떤 방식으로 참여하는지 계획을 세웁니다.",
    ),
    milestone(
        "p4",
        "정보화전략계획(ISP) 수립",
        Actor.OFFICER,
        calendar(90),
        f"{sources.PROCEDURE} 제4조",
        optional=True,
        output="정보화전략계획서(환경분석·현황분석·목표시스템·이행계획)",
        help="사업에 앞서 전략계획이 필요하면 세웁니다. 보통 3~6개월이 걸립니다.",
    ),
    milestone(
        "p5",
        "예산타당성 심사",
        Actor.OFFICER,
        working(40),
        f"{sources.PROCEDURE} 제6조",
        question="새로 구축하거나 소프트웨어를 개발·재개발하는 사업인가요?",
        output="심사요청서·사업계획서·산출내역서, 심사결과 통보",
        help="예산을 요구하기 전에 총괄부서의 심사를 받습니다.",
    ),
    milestone(
        "p6",
        "예산 요구와 시의회 의결",
        Actor.OFFICER,
        before_end(0),
        f"{sources.PROCEDURE} 제7조",
        output="확정 예산",
        help="예산을 요구하고, 편성과 시의회 의결 결과를 적습니다.",
    ),
    milestone(
        "p7-security",
        "보안성 검토",
        Actor.OFFICER,
        before_end(7),
        f"{sources.BUILD_AND_RUN} 제8조",
        question="보안성 검토를 받아야 하는 사업인가요?",
        output="보안성 검토 결과",
        help="발주하기 전에 보안성 검토를 받습니다.",
    ),
    milestone(
        "p7-privacy",
        "개인정보 영향평가",
        Actor.OFFICER,
        before_end(7),
        f"{sources.PRIVACY} 제35조",
        question=(
            "개인정보 영향평가 대상인가요? "
            "(민감·고유식별정보 5만 명, 연계 50만 명, 전체 100만 명 이상 가운데 하나)"
        ),
        output="영향평가 계획 또는 결과",
        help="많은 사람의 개인정보를 다루면 발주하기 전에 영향을 평가합니다.",
    ),
    milestone(
        "p8",
        "행정안전부 사전협의",
        Actor.OFFICER,
        before_end(7),
        f"{sources.PROCEDURE} 제12조",
        question="사업비가 1억원 이상이거나 새로 만드는 정보시스템인가요?",
        output="사전협의 결과 통보",
        outcomes=("추진", "조건부", "보류"),
        help="발주하기 전에 다른 사업과 겹치지 않는지 행정안전부와 협의합니다.",
    ),
)

PROCUREMENT = (
    milestone(
        "c1",
        "사업계획과 제안요청서 작성",
        Actor.OFFICER,
        working(5),
        f"{sources.PROCEDURE} 제9조·제10조",
        output="사업계획서, 제안요청서(RFP)",
        help="사업계획과 제안요청서를 만들어 총괄부서에 냅니다.",
    ),
    milestone(
        "c2",
        "제안요청서 기술검토",
        Actor.COORDINATOR,
        calendar(15),
        f"{sources.PROCEDURE} 제11조",
        optional=True,
        output="기술검토 결과",
        help="총괄부서가 요청받은 날부터 15일 안에 검토 결과를 알려 줍니다.",
    ),
    milestone(
        "c3",
        "과업심의위원회",
        Actor.OFFICER,
        working(10),
        f"{sources.PROCEDURE} 제9조의2",
        question="과업심의 대상 소프트웨어사업인가요? (2020. 12. 10.부터 시행)",
        output="과업심의 결과",
        help="사업자가 할 일의 내용을 위원회에서 심의합니다.",
    ),
    milestone(
        "c4",
        "제안요청서 사전공개",
        Actor.OFFICER,
        calendar(20),
        f"{sources.BUILD_AND_RUN} 제24조",
        question="사업비가 1억원 이상인가요?",
        output="사전규격공개 기록",
        help="입찰 공고 전에 제안요청서를 5일(긴급하면 3일) 동안 공개합니다.",
    ),
    milestone(
        "c5",
        "입찰공고",
        Actor.CONTRACT_OFFICE,
        calendar(21),
        f"{sources.CONTRACTS} 제35조",
        output="입찰공고문",
        help="1억원 미만 10일, 10억원 미만 20일, 10억원 이상 40일(긴급·재공고 10일) 공고합니다.",
    ),
    milestone(
        "c6",
        "제안서 평가와 계약",
        Actor.OFFICER,
        before_end(10),
        f"{sources.PROCEDURE} 제13조~제15조, {sources.EVALUATION} 제2조·제3조",
        output="제안서 평가결과, 계약서",
        help="제안서평가위원회의 평가와 협상을 거쳐 수행사와 계약합니다.",
    ),
)

CLOSING = (
    milestone(
        "z1",
        "검사·인수(검수)",
        Actor.OFFICER,
        calendar(14),
        f"{sources.PROCEDURE} 제18조(14일은 {sources.DISTRICT} 제20조 참고)",
        output="검사조서, 완료보고",
        help="검사 요청을 받은 날부터 14일 안에 결과물을 검사하고 넘겨받습니다.",
    ),
    milestone(
        "z2",
        "성과지표 측정 제출",
        Actor.OFFICER,
        calendar(30),
        f"{sources.PROCEDURE} 제19조제2항",
        output="성과지표 측정결과",
        help="처음에 세운 성과목표를 얼마나 이루었는지 재어 총괄부서에 냅니다.",
    ),
    report(
        "z3",
        "거버넌스 결과보고와 환류",
        Actor.OFFICER,
        calendar(44),
        sources.PROPOSED,
        output="거버넌스 결과보고서",
        help="시민 참여가 무엇을 바꾸었는지 보고하고, 구성한 추진단을 해산합니다.",
    ),
)


def process(
    governance_type: GovernanceType,
    kind: ProjectKind,
    source: str,
    *before: Stage,
    overlay: Overlay,
    closing_days: int = 35,
) -> Process:
    """The process of a type: the stages ``before`` procurement, then the backbone with the ``overlay``.

    ``closing_days`` is the length of the last stage in working days.
    """
    stages = (
        *before,
        _procurement(overlay),
        *_execution(kind, overlay),
        _closing(kind, overlay, closing_days),
    )
    return Process(governance_type, kind, EDITION, source, stages)


def planning(overlay: Overlay) -> Stage:
    """The planning stage of the city-planned types."""
    added = overlay.get(StageKey.PLANNING, ())
    return stage(StageKey.PLANNING, Phase.PLANNING, 60, f"{sources.PROCEDURE} 제2장", PLANNING, added)


def _procurement(overlay: Overlay) -> Stage:
    added = overlay.get(StageKey.PROCUREMENT, ())
    return stage(
        StageKey.PROCUREMENT, Phase.PROCUREMENT, 45, f"{sources.PROCEDURE} 제3장", PROCUREMENT, added
    )


def _execution(kind: ProjectKind, overlay: Overlay) -> tuple[Stage, ...]:
    return tuple(
        stage(
            point.stage,
            Phase.EXECUTION,
            point.days,
            f"{sources.TOUCH_POINTS} ※ {kind.label}",
            EXECUTION[point.stage],
            overlay.get(point.stage, ()),
        )
        for point in TOUCH_POINTS[kind]
    )


def _closing(kind: ProjectKind, overlay: Overlay, days: int) -> Stage:
    added = overlay.get(StageKey.CLOSING, ())
    reports = FINAL_REPORT.get(kind, ())
    return stage(StageKey.CLOSING, Phase.CLOSING, days, f"{sources.PROCEDURE} 제4장", reports, CLOSING, added)
