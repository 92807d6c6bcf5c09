"""시민협의형: opinions of the open public, asked for when needed and by choice (가이드라인 3-1).

Every round is optional; once one is opened, its opinions are answered and the answers published. No panel
reviews products; a panel of online participants may be gathered beside the open rounds.
"""

from panels.enums import PanelKind
from projects.enums import GovernanceType, ProjectKind, StageKey
from workflows.definitions import Actor, Duty, Process
from workflows.processes import backbone, sources
from workflows.processes.backbone import Overlay
from workflows.processes.building import answers, before_end, body, calendar, opinion, record, slug, working
from workflows.processes.execution import MET, TOUCH_POINTS, TouchPoint

PLANNING = (
    record(
        "cs1",
        "의견수렴 필요성 검토와 계획",
        Actor.OFFICER,
        working(3),
        sources.CONSULTATION,
        is_seed=True,
        question="기획 단계에서 시민 의견을 들을 필요가 있나요?",
        output="의견수렴 계획(주제·채널·기간)",
        help="무엇을, 어디에서, 언제까지 물을지 정합니다. 하지 않으면 사유를 남깁니다.",
    ),
    record(
        "cs2-recruit",
        "온라인참여단 모집",
        Actor.OFFICER,
        calendar(21),
        sources.COMPOSITION,
        is_seed=True,
        optional=True,
        output="모집공고, 지원자 명단",
        help="서비스를 쓰는 시민 30명 내외를 2~3주 동안 공개 모집합니다.",
    ),
    body(
        "cs2-panel",
        "온라인참여단 구성",
        Actor.OFFICER,
        calendar(26),
        sources.COMPOSITION,
        is_seed=True,
        optional=True,
        bodies=(PanelKind.ONLINE,),
        output="참여단 명단, 개인정보 동의서",
        help="연령·성별·직업을 고루 살펴 참여단을 꾸리고 동의를 받습니다.",
    ),
    opinion(
        "cs3",
        "시민 의견수렴",
        Actor.OFFICER,
        calendar(40),
        sources.CONSULTATION,
        is_seed=True,
        optional=True,
        output="접수된 의견 목록",
        help="자료를 공개하고 14일 안팎(7~30일) 동안 누구나 의견을 내게 합니다.",
    ),
    answers(
        "cs4",
        "시민 의견 분류와 검토",
        Actor.OFFICER,
        calendar(54),
        sources.PROPOSED,
        opened_by="cs3",
        output="검토결과표(채택·일부채택·미채택·해당없음과 사유)",
        help="들어온 의견마다 받아들일지 정하고 사유를 적습니다.",
    ),
    record(
        "cs5",
        "의견 반영과 결과 공개",
        Actor.OFFICER,
        calendar(84),
        f"{sources.PARTICIPATION} 제10조제3항 준용",
        opened_by="cs3",
        output="반영결과 공개문",
        help="사업계획에 반영한 내용을 공개하고 의견을 낸 시민에게 알립니다.",
    ),
)

PROCUREMENT = (
    record(
        "cs6",
        "제안요청서에 의견수렴 협조 명시",
        Actor.OFFICER,
        working(5),
        sources.PROPOSED,
        question="실행 단계에서 시민 의견을 들을 계획이 있나요?",
        output="제안요청서 조항",
        help="단계별 의견수렴에 협조할 의무를 제안요청서에 적습니다.",
    ),
)

CLOSING = (
    record(
        "cs9",
        "의견수렴 결과보고",
        Actor.OFFICER,
        calendar(44),
        sources.PROPOSED,
        output="결과보고서(만족도·개인정보 파기 확인 포함)",
        outcomes=("결과보고", "의견수렴 없음"),
        help="모든 회차의 결과를 보고합니다. 한 번도 하지 않았으면 그 사유를 적습니다.",
    ),
)


def _rounds(point: TouchPoint) -> tuple[Duty, ...]:
    stage = slug(point.stage)
    return (
        opinion(
            f"cs7-{stage}",
            f"{point.preview} 시민 의견수렴",
            Actor.OFFICER,
            before_end(MET),
            sources.CONSULTATION,
            is_seed=True,
            optional=True,
            output="접수된 의견 목록",
            help=f"산출물({point.preview})을 공개하고 7~14일 동안 의견을 받습니다.",
        ),
        record(
            f"cs8-{stage}",
            f"{point.preview} 의견 반영 조치",
            Actor.OFFICER,
            before_end(0),
            sources.PROPOSED,
            opened_by=f"cs7-{stage}",
            output="조치계획, 조치결과",
            help="수행사의 검토를 받아 의견마다 조치를 정하고 알립니다.",
        ),
    )


def _process(kind: ProjectKind) -> Process:
    overlay: Overlay = {
        StageKey.PLANNING: PLANNING,
        StageKey.PROCUREMENT: PROCUREMENT,
        **{point.stage: _rounds(point) for point in TOUCH_POINTS[kind]},
        StageKey.CLOSING: CLOSING,
    }
    return backbone.process(
        GovernanceType.CONSULTATION, kind, sources.CONSULTATION, backbone.planning(overlay), overlay=overlay
    )


PROCESSES = tuple(_process(kind) for kind in ProjectKind)
