"""A committee that existed before and is taken for a panel, and a panel of two sides that is called for."""

from panels import actions as panels
from panels.enums import PanelKind
from panels.models import Panel
from panels.nominees import Nominee
from projects.models import Project

from . import people
from .call_story import Call, tell

PROJECT = "빅데이터 분석서비스 구축"
COMMITTEE = "서울시 데이터정책 자문위원회"
NAMES = ["강이룸", "고다인", "나은결", "도하람", "류새봄", "마준서", "백한결", "소예준", "우다솜"]
FIELDS = [
    "통계학",
    "개인정보 보호",
    "상권 분석",
    "교통 데이터",
    "인공지능",
    "데이터 시각화",
    "도시 계획",
    "정보 접근성",
    "공공데이터",
]
MIXED = Call(
    "열린데이터광장 고도화",
    PanelKind.MIXED,
    "시민·전문가 자문단",
    10,
    "단계마다 한 번씩 모여 화면과 API 안내를 살펴보고 함께 자문합니다.",
    "시민참여단은 공공데이터를 쓰거나 쓰려는 서울 시민, 전문가자문단은 데이터 분야에서 5년 이상 일한 분",
    "회의에 참석한 날마다 150,000원을 드립니다.",
    -3,
    12,
    "published",
)  # fmt: skip


def load() -> None:
    """Tell both once."""
    if not Panel.objects.filter(adopted_from=COMMITTEE).exists():
        adopt()
    if not Panel.objects.filter(project__title=MIXED.project, name=MIXED.panel).exists():
        tell(MIXED)


def adopt() -> Panel:
    """Nine members are invited; nobody has answered yet."""
    project = Project.objects.select_related("officer").get(title=PROJECT)
    roster = [
        Nominee(name, f"adviser{number}@{people.DOMAIN}", field)
        for number, (name, field) in enumerate(zip(NAMES, FIELDS, strict=True), 1)
    ]
    return panels.adopt(
        by=project.officer,
        project=project,
        kind=PanelKind.EXPERT,
        name="데이터정책 자문단",
        purpose="단계마다 분석 모형과 산출물을 검토하고 자문의견서를 씁니다.",
        adopted_from=COMMITTEE,
        adopted_basis="서울특별시 데이터의 제공 및 이용 활성화에 관한 조례에 따른 위원회",
        roster=roster,
    )
