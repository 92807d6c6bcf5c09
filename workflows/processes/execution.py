"""What the contractor delivers in each execution stage, and where citizens look at it.

The touch points are the one piece of the detailed processes that the guideline spells out (가이드라인 4-1 ※):
분석-요구사항정의, 설계-화면UI설계, 개발·시험·전환-화면UI 및 기능동작 점검 for development projects; the
products at the end of 환경분석, 현황분석, 목표모델수립 and 이행계획수립 for consulting projects.
"""

from dataclasses import dataclass

from projects.enums import ProjectKind, StageKey
from workflows.definitions import Actor, Duty
from workflows.processes import sources
from workflows.processes.building import before_end, calendar, milestone, working

SUBMITTED = 22
"""Days before a stage's end by which the product is in: a week to read it, then the meeting."""
REVIEWED = 15
MET = 14
"""Days before a stage's end by which the panel has met: what it says is answered in ten working days."""
MINUTED = 4
"""Days before a stage's end by which the minutes are out: ten days after the meeting."""


@dataclass(frozen=True)
class TouchPoint:
    """Where a panel meets the work: the stage and its length in working days, the matter, and what to read.

    ``preview`` is what the open public is shown of it.
    """

    stage: StageKey
    days: int
    matter: str
    product: str
    preview: str


TOUCH_POINTS: dict[ProjectKind, tuple[TouchPoint, ...]] = {
    ProjectKind.DEVELOPMENT: (
        TouchPoint(StageKey.ANALYSIS, 30, "요구사항정의", "요구사항정의서", "요구사항"),
        TouchPoint(StageKey.DESIGN, 40, "화면UI설계", "화면(UI)설계서", "화면 시안"),
        TouchPoint(StageKey.BUILD, 80, "화면UI·기능동작 점검", "시험판(화면UI·기능동작)", "시험판"),
    ),
    ProjectKind.CONSULTING: (
        TouchPoint(StageKey.ENVIRONMENT, 30, "환경분석", "환경분석서", "환경분석 요약"),
        TouchPoint(StageKey.AS_IS, 30, "현황분석", "현황분석서", "현황분석 요약"),
        TouchPoint(StageKey.TO_BE, 40, "목표모델수립", "목표모델 설계서", "목표모델 요약"),
        TouchPoint(StageKey.ROADMAP, 30, "이행계획수립", "이행계획서", "이행계획 요약"),
    ),
}


def _kickoff() -> Duty:
    return milestone(
        "x1",
        "착수계 제출과 착수보고회",
        Actor.VENDOR,
        calendar(10),
        f"{sources.PROCEDURE} 제16조",
        output="착수계(수행계획서·보안서약서·청렴서약서)",
        help="수행사가 계약한 날부터 10일 안에 착수계를 내고 착수보고회를 엽니다.",
    )


def _delivery(row: str, title: str, output: str, days_before_end: int = SUBMITTED) -> Duty:
    return milestone(
        row,
        title,
        Actor.VENDOR,
        before_end(days_before_end),
        sources.TOUCH_POINTS,
        is_seed=True,
        output=output,
        help="수행사가 일정에 맞추어 산출물을 내고, 사업담당자가 받은 날과 파일을 적습니다.",
    )


def _interim_report() -> Duty:
    return milestone(
        "x7-interim",
        "중간보고",
        Actor.VENDOR,
        before_end(7),
        f"{sources.PROCEDURE} 제17조",
        optional=True,
        output="중간보고서",
        help="필요하면 수행사가 중간까지의 진행 상황을 보고합니다.",
    )


def _audit() -> Duty:
    return milestone(
        "x7-audit",
        "정보시스템 감리",
        Actor.OFFICER,
        before_end(0),
        f"{sources.E_GOVERNMENT} 제71조",
        question="정보시스템 감리 대상 사업인가요? (전자정부법 시행령 제71조)",
        output="감리보고서, 조치결과",
        help="감리법인의 감리를 받고 지적된 사항을 고칩니다.",
    )


EXECUTION: dict[StageKey, tuple[Duty, ...]] = {
    StageKey.ANALYSIS: (
        _kickoff(),
        _delivery("x2", "분석 산출물 제출", "요구사항정의서, 요구사항추적표"),
    ),
    StageKey.DESIGN: (
        _delivery("x3", "설계 산출물 제출", "화면(UI)설계서, DB설계서"),
        _interim_report(),
    ),
    StageKey.BUILD: (
        _delivery("x4", "개발 산출물 제출", "프로그램, 단위시험결과서", 42),
        _delivery("x5", "시험 산출물 제출", "통합·시스템·사용자 시험결과서"),
        _delivery("x6", "전환 산출물 제출", "전환계획서·전환결과서, 사용자·운영자 지침서", 0),
        _audit(),
    ),
    StageKey.ENVIRONMENT: (
        _kickoff(),
        _delivery("x2", "환경분석 산출물 제출", "환경분석서"),
    ),
    StageKey.AS_IS: (
        _delivery("x3", "현황분석 산출물 제출", "현황분석서"),
        _interim_report(),
    ),
    StageKey.TO_BE: (_delivery("x4", "목표모델 산출물 제출", "목표모델 설계서"),),
    StageKey.ROADMAP: (
        _delivery("x5", "이행계획 산출물 제출", "이행계획서, 소요예산"),
        _audit(),
    ),
}

FINAL_REPORT: dict[ProjectKind, tuple[Duty, ...]] = {
    ProjectKind.CONSULTING: (
        milestone(
            "x6",
            "최종보고",
            Actor.VENDOR,
            working(5),
            sources.PROPOSED,
            output="최종보고서",
            help="수행사가 컨설팅 결과를 모아 최종보고를 합니다.",
        ),
    ),
}
