"""The criteria table as the guideline of February 2018 prints it (가이드라인 4-1). Pure data.

`questions` and `details` of the rows are the guideline's own words, letter by letter; only the "- " before a
detail is left out. The chart of chapter 4-2 is lost, so the questions on applicability and the follow-up
questions are the portal's reading; each says what it rests on.
"""

from dataclasses import dataclass

from projects.enums import GovernanceType
from selection.enums import Mode, Origin, Question, Scope
from selection.recommend import Matrix, Row

LABEL = "2018년 2월판"
SOURCE = (
    "서울시 정보화사업 거버넌스 추진 가이드라인(2018. 2., 정보기획관 정보시스템담당관), "
    "4장 1) 정보화사업 거버넌스 유형 선정 기준"
)
COLUMN_HEADS = {
    GovernanceType.CONSULTATION: "시민협의형",
    GovernanceType.ADVISORY: "시민자문형",
    GovernanceType.COLLABORATION: "시민협력형",
    GovernanceType.CITIZEN_LED: "시민주도형",
}
COLUMN_NOTE = (
    "표 머리에는 셋째 유형이 ‘시민협력형’으로 인쇄되어 있으나, "
    "2장과 3장의 이름에 따라 ‘시민협업형’으로 읽습니다."
)


@dataclass(frozen=True)
class CriterionRow:
    """One printed row: its place, its questions and sub-points, and the types that it holds a ✓ for."""

    row: Row
    headings: tuple[str, ...]
    questions: tuple[str, ...]
    details: tuple[str, ...]
    ticked: tuple[GovernanceType, ...]


@dataclass(frozen=True)
class SupportQuestion:
    """A question beside the table. `basis` is what it rests on; `is_inferred`: not the guideline's words."""

    question: Question
    text: str
    details: tuple[str, ...]
    basis: str
    is_inferred: bool


ROWS = (
    CriterionRow(
        row=Origin.CITY,
        headings=("사업 기획 주체 (제안 경로 포함)", "서울시"),
        questions=(
            "정보화사업 기획 및 제안 주체가 서울시 행정기관인가?",
            "천상오 및 엠보팅 등 협치 채널을 통해 시민이 제안한 사업이지만, 기존 서울시 사업부서 "
            "정보화사업에 포함하여 진행할 수 있는 정보화사업인가?",
        ),
        details=(),
        ticked=(GovernanceType.CONSULTATION, GovernanceType.ADVISORY, GovernanceType.COLLABORATION),
    ),
    CriterionRow(
        row=Origin.CITIZEN,
        headings=("사업 기획 주체 (제안 경로 포함)", "시민"),
        questions=(
            "정보화사업 기획 및 제안 주체가 일반 시민이며, 기존 서울시 사업부서 정보화사업에 포함하여 "
            "진행할 수 없는 정보화사업인가?",
            "일반 시민이 시민참여예산 온/오프라인 채널을 통해 제안한 정보화사업으로 시민참여예산제 "
            "성격에 맞는 사업인가?",
        ),
        details=(),
        ticked=(GovernanceType.CITIZEN_LED,),
    ),
    CriterionRow(
        row=Scope.GENERAL,
        headings=("사업 수혜 범위", "일반시민"),
        questions=("정보화사업의 수혜대상이 일반시민 전체를 대상으로 하는가?",),
        details=(),
        ticked=tuple(GovernanceType),
    ),
    CriterionRow(
        row=Scope.SPECIFIC_GROUP,
        headings=("사업 수혜 범위", "특정시민", "특정계층 시민"),
        questions=("정보화사업의 수혜대상이 특정계층 시민을 대상으로 하는가?",),
        details=(),
        ticked=(GovernanceType.ADVISORY, GovernanceType.COLLABORATION, GovernanceType.CITIZEN_LED),
    ),
    CriterionRow(
        row=Scope.LOCAL,
        headings=("사업 수혜 범위", "특정시민", "지역주민"),
        questions=("정보화사업의 수혜대상이 지역주민을 대상으로 하는가?",),
        details=(),
        ticked=(GovernanceType.CITIZEN_LED,),
    ),
    CriterionRow(
        row=Mode.OPINION,
        headings=("시민참여 방식", "의견제시"),
        questions=("시민의 의견 및 피드백이 필요한(수용 가능한) 정보화사업인가?",),
        details=(
            "시민의 창의적이고 혁신적인 의견을 폭넓게 수렴하여 사업 내용에 반영이 필요한 사업",
            "사업 추진 시 정보서비스 관련 이슈에 대해 다양하고 참신한 시민 피드백 수렴이 필요한 사업",
        ),
        ticked=(GovernanceType.CONSULTATION,),
    ),
    CriterionRow(
        row=Mode.ADVISORY,
        headings=("시민참여 방식", "자문"),
        questions=("시민 전문가그룹의 정기적인 자문 및 검토가 필요한 정보화사업인가?",),
        details=(
            "사업내용을 고려하여 특정 사용자계층과 관련된 분야(공공데이터, 공간정보, 모바일App, 빅데이터 "
            "분석서비스 등) 시민 전문가들의 정기적인 참여 및 자문이 필요한 사업",
            "사업내용을 고려하여 인문 및 사회 등 각 분야(경제, 교통, 문화, 여성 등) 시민 전문가들의 정기적인 "
            "참여 및 자문이 필요한 사업",
            "사업내용을 고려하여 대시민 정보서비스 활용 전문가(파워유저)의 정기적인 참여 및 "
            "자문이 필요한 사업",
        ),
        ticked=(GovernanceType.ADVISORY,),
    ),
    CriterionRow(
        row=Mode.DECISION,
        headings=("시민참여 방식", "의사결정 참여"),
        questions=("시민의 적극적인 의사반영과 긴밀한 협의가 필요한 정보화사업인가?",),
        details=(
            "대시민 정보화사업 추진 시 정보서비스 관련 중요 이슈에 대해 시민이 단순 의견제시만 하는 것이 "
            "아니라, 조정 및 채택 여부에도 관여하여 공동 진행이 필요한 사업",
            "대시민 정보화사업 실행/통제 단계에서, 사업 공정 단위별 발생하는 정보서비스 관련 이슈들에 대해 "
            "긴밀한 협의 및 의사반영이 필요한 사업",
            "※개발사업: 분석-요구사항정의 / 설계-화면UI설계 / 개발, 시험, 전환-화면UI 및 기능동작 점검",
            "※컨설팅사업: 환경분석/현황분석/목표모델수립/이행계획수립 등 단계말 도출 산출물 검토",
        ),
        ticked=(GovernanceType.COLLABORATION, GovernanceType.CITIZEN_LED),
    ),
)

MATRIX = Matrix.from_cells((row.row, governance_type) for row in ROWS for governance_type in row.ticked)

APPLICABILITY_QUESTIONS = (
    SupportQuestion(
        question=Question.IS_IT_PROJECT,
        text="정보시스템을 구축·개선하거나 정보화를 계획하는 정보화사업인가?",
        details=("PC·사무기기, 사무용 상용 소프트웨어 구매, 통신료 등 경상경비는 정보화사업이 아닙니다.",),
        basis="「서울특별시 정보화사업 추진절차에 관한 규칙」 제3조의 적용 제외 대상을 준용",
        is_inferred=True,
    ),
    SupportQuestion(
        question=Question.CITIZEN_FACING,
        text="시민에게 서비스를 제공하는 대시민 정보화사업인가?",
        details=("행정기관 안에서만 쓰는 시스템은 해당하지 않습니다.",),
        basis="가이드라인 제시 필요성: “대시민 서비스를 위한 정보화사업 추진시 민관협치에 의한 사업”",
        is_inferred=True,
    ),
    SupportQuestion(
        question=Question.SIMPLE_MAINTENANCE,
        text="단순 유지관리·운영이나 단순 구매에 그치는 사업인가?",
        details=("노후장비 교체, 단순 하드웨어·상용 소프트웨어 구매를 포함합니다.",),
        basis="정보화사업 사전협의 제외 대상을 준용",
        is_inferred=True,
    ),
    SupportQuestion(
        question=Question.CLOSED_SECURITY,
        text="보안상 사업 내용을 시민에게 공개할 수 없는 사업인가?",
        details=("보안관제, 정보보호 체계처럼 내용이 알려지면 안전을 해치는 사업입니다.",),
        basis="가이드라인에 없는 물음으로, 포털이 추정하여 둠",
        is_inferred=True,
    ),
    SupportQuestion(
        question=Question.URGENT,
        text="재난·장애 대응처럼 시민참여 절차를 밟을 시간이 없는 긴급한 사업인가?",
        details=(),
        basis="가이드라인에 없는 물음으로, 포털이 추정하여 둠",
        is_inferred=True,
    ),
)

FOLLOW_UP_QUESTIONS = (
    SupportQuestion(
        question=Question.ABSORBABLE,
        text="기존 서울시 사업부서 정보화사업에 포함하여 진행할 수 있는 정보화사업인가?",
        details=("그렇다면 사업 기획 주체를 ‘서울시’로 봅니다.",),
        basis="가이드라인 4-1 사업 기획 주체 ‘서울시’의 둘째 물음",
        is_inferred=False,
    ),
    SupportQuestion(
        question=Question.DISTRICT_AFFAIR,
        text="서울시가 아니라 자치구 소관 사무인가?",
        details=("그렇다면 해당 자치구의 주민참여예산으로 안내합니다.",),
        basis="시민참여예산제 운영 관행(지역 단위 사업은 자치구 소관)을 준용",
        is_inferred=True,
    ),
    SupportQuestion(
        question=Question.PB_FIT,
        text="시민참여예산제 성격에 맞는 사업인가?",
        details=(
            "기존 시설의 운영비 신규·증액이나 행정운영경비 위주의 사업, 여러 해에 걸친 계속사업, "
            "예산편성 절차를 피하려는 사업은 맞지 않습니다.",
        ),
        basis=(
            "가이드라인 4-1 사업 기획 주체 ‘시민’의 둘째 물음, 「서울특별시 시민참여예산제 운영 조례」 제20조"
        ),
        is_inferred=False,
    ),
)
