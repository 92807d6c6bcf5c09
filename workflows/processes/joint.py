"""Deciding together, stage by stage: the panel reads the product, meets the department, and both decide.

Written once for the two types that do so: 시민협업형 with its 실무추진단, and 시민주도형, whose 민관협의체
follows the same steps after procurement (가이드라인 2, 가이드라인 4-1 ※). Budget, contract and acceptance
are never decided here.
"""

from dataclasses import dataclass

from projects.enums import ProjectKind, StageKey
from workflows.definitions import Actor, Due, Duty
from workflows.processes import building, sources
from workflows.processes.building import (
    before_end,
    calendar,
    issue,
    meeting,
    minutes,
    record,
    review,
    slug,
    working,
)
from workflows.processes.execution import MET, MINUTED, REVIEWED, TOUCH_POINTS, TouchPoint

MINUTES_RULE = f"{sources.COMMITTEES} 제10조의2 준용"
FIRST_ROW = 7
"""The decision on the first product is co7, on the second co8, and so on."""


@dataclass(frozen=True)
class Body:
    """Who decides with the department: ``prefix`` of the duty keys, the actor, and the name on screen."""

    prefix: str
    actor: Actor
    name: str


def decision(
    body: Body, key: str, title: str, due: Due, source: str, limit: str = "예산·계약·검수는 제외합니다."
) -> Duty:
    """A joint decision on a matter; ``limit`` is the sentence that says what it may not decide."""
    return building.decision(
        f"{body.prefix}{key}",
        title,
        body.actor,
        due,
        source,
        is_seed=True,
        output="의결서",
        outcomes=("채택", "조정", "보류"),
        help=f"{body.name} 위원과 사업부서가 회의 안건에 표결해 함께 정합니다. {limit}",
    )


def reconsideration(body: Body, key: str, due: Due) -> Duty:
    """What becomes of a decision that the department finds hard to follow."""
    return record(
        f"{body.prefix}{key}",
        "공동결정 이행과 재의",
        Actor.OFFICER,
        due,
        sources.PROPOSED,
        question="이 단계의 공동결정 가운데 그대로 따르기 어려운 것이 있나요?",
        output="이행결과 또는 재의요구서",
        outcomes=("이행", "재의 요구", "불이행 공개"),
        help="사유를 들어 한 번 재의를 요구합니다. 그래도 못 따르면 사유를 공개합니다.",
    )


def rfp_clause(key: str, body_name: str) -> Duty:
    """The contractor is bound beforehand to work with the panel."""
    return record(
        key,
        "제안요청서에 시민 협의 의무 명시",
        Actor.OFFICER,
        working(5),
        sources.PROPOSED,
        output="제안요청서 조항",
        help=f"{body_name} 협의와 산출물 사전 제출 의무를 적습니다. 발주에는 시민이 참여하지 않습니다.",
    )


def conflict_recheck(key: str) -> Duty:
    """After the contract the contractor is known, so members are checked once more."""
    return record(
        key,
        "계약 후 이해관계 재확인",
        Actor.OFFICER,
        before_end(0),
        sources.PROPOSED,
        output="이해관계 재확인서",
        help="계약한 날부터 10일 안에 수행사·하도급사와 관련된 위원이 있는지 다시 확인합니다.",
    )


def execution(body: Body, kind: ProjectKind) -> dict[StageKey, tuple[Duty, ...]]:
    """The duties of every execution stage, by stage."""
    points = TOUCH_POINTS[kind]
    duties = {point.stage: _stage(body, point, FIRST_ROW + index) for index, point in enumerate(points)}
    first = points[0].stage
    return duties | {first: (_kickoff(body), *duties[first])}


def _kickoff(body: Body) -> Duty:
    return record(
        f"{body.prefix}co6",
        "착수보고회 참여와 회의계획 확정",
        Actor.OFFICER,
        calendar(10),
        sources.PROPOSED,
        output="회의 일정",
        help=f"{body.name} 위원이 착수보고회에 참여하고 앞으로의 회의 일정을 정합니다.",
    )


def _stage(body: Body, point: TouchPoint, number: int) -> tuple[Duty, ...]:
    row, stage = f"co{number}", slug(point.stage)
    return (
        _review(body, row, point),
        _meeting(body, row, point),
        decision(body, row, f"{point.matter} 공동결정", before_end(MET), sources.TOUCH_POINTS, _limit(point)),
        minutes(
            f"{body.prefix}{row}-minutes",
            f"{point.matter} 정기회의 회의록",
            before_end(MINUTED),
            MINUTES_RULE,
        ),
        _consultation(body, f"co11-{stage}"),
        reconsideration(body, f"co12-{stage}", before_end(0)),
    )


def _limit(point: TouchPoint) -> str:
    if point.stage == StageKey.ROADMAP:
        return "이행계획의 예산 항목은 의견만 냅니다."
    if point.stage == StageKey.BUILD:
        return "이 점검은 검수가 아닙니다."
    return "예산·계약·검수는 제외합니다."


def _review(body: Body, row: str, point: TouchPoint) -> Duty:
    return review(
        f"{body.prefix}{row}-review",
        f"{point.product} 검토",
        body.actor,
        before_end(REVIEWED),
        sources.TOUCH_POINTS,
        is_seed=True,
        output="검토의견",
        help=f"{body.name} 위원이 산출물({point.product})을 읽고 기한까지 의견을 냅니다.",
    )


def _meeting(body: Body, row: str, point: TouchPoint) -> Duty:
    return meeting(
        f"{body.prefix}{row}-meeting",
        f"{point.matter} 정기회의",
        Actor.OFFICER,
        before_end(MET),
        sources.TYPES,
        is_seed=True,
        output="회의 결과",
        help=f"{body.name} 위원과 사업부서, 수행사가 모여 단계의 산출물을 함께 살핍니다.",
    )


def _consultation(body: Body, key: str) -> Duty:
    return issue(
        f"{body.prefix}{key}",
        "수시 협의",
        Actor.OFFICER,
        before_end(0),
        sources.TOUCH_POINTS,
        is_seed=True,
        optional=True,
        output="조정결과",
        help="공정 중에 생긴 문제를 함께 의논하고 5근무일 안에 답합니다.",
    )
