"""A draw in the demo that is still to come: equals at a cut line, and the round of the beacon that decides among them."""

from django.db import transaction

from panels.calls.models import RecruitmentCall
from panels.draws import actions as draws
from panels.draws import sources
from panels.draws.actions import Plan
from panels.draws.enums import Source
from panels.draws.models import LotteryRun
from panels.enums import PanelKind
from panels.screening import actions as screening

from . import call_story, people
from .call_story import Call
from .hours import workday
from .selection_story import applicant

APPLICANTS = (
    applicant(
        "citizen", "30s", "female", "office", "mapo", "weekly", "동네 계획단에서 두 해 동안 일했습니다."
    ),
    applicant(
        "citizen2",
        "60s",
        "male",
        "out_of_work",
        "nowon",
        "monthly",
        "주민자치회에서 디지털 교육을 맡았습니다.",
    ),
    applicant(
        "citizen3", "20s", "female", "student", "gwanak", "daily", "대학에서 도시 데이터 모임을 합니다."
    ),
    applicant(
        "citizen4", "40s", "male", "self_employed", "songpa", "monthly", "상인회 누리집을 함께 만들었습니다."
    ),
    applicant("member", "30s", "female", "care", "gangdong", "weekly", "아이 돌봄 앱의 시험단이었습니다."),
    applicant("member2", "50s", "male", "field", "guro", "rarely", "구청 예산학교를 마쳤습니다."),
)
LEVELS = ((5, 4), (4, 3), (4, 3), (4, 3), (3, 3), (2, 2))
"""What both officials found, by the two criteria: three are equal where the last two seats are given."""
CALL = Call(
    "스마트도시 정보화전략계획(ISP) 수립",
    PanelKind.CITIZEN,
    "시민참여단",
    3,
    "계획의 목표와 우선순위를 두 번 모여 살펴보고 자문합니다.",
    "서울에 살거나 서울에서 일하며 평일 낮에 모일 수 있는 분",
    "회의에 참석한 날마다 150,000원을 드립니다.",
    -2,
    5,
    "over",
)
DETAIL = "League of Entropy의 공개 난수를 씁니다. 누구나 같은 값을 내려받아 결과를 다시 계산할 수 있습니다."


def load() -> None:
    """Tell it once."""
    if not RecruitmentCall.objects.filter(panel__project__title=CALL.project).exists():
        tell()


@transaction.atomic
def tell() -> LotteryRun:
    call = call_story.publish(CALL)
    officer, colleague = call.panel.project.officer, people.person("officer2")
    applications = [call_story.apply(call, answers) for answers in APPLICANTS]
    call_story.close(call)
    for application, (record, use) in zip(applications, LEVELS, strict=True):
        levels = {"record": record, "utilisation": use}
        for reader in (officer, colleague):
            screening.read(by=reader, application=application, is_eligible=True, levels=levels)
    number = sources.round_from(Source.DRAND, workday(1, 14))
    return draws.commit_ties(by=officer, call=call, plan=Plan(Source.DRAND, None, DETAIL, number))
