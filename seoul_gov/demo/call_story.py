"""Calls for seats in the demo: one that takes applications and has some, one yet to begin, one being written, and one
whose applications are being read."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction

from panels import actions as panels
from panels.calls import actions as calls
from panels.calls.actions import Date, Terms
from panels.calls.criteria import USUAL
from panels.calls.models import Application, RecruitmentCall
from panels.calls.selectors import applicant_texts
from panels.enums import PanelKind, TextKind
from panels.screening import actions as screening
from projects.models import Project
from seoul_gov.ui.korean import SEOUL, today

from . import people


@dataclass(frozen=True)
class Call:
    """A call of a project, open from the day ``opens`` to the day ``closes``, both counted from today."""

    project: str
    kind: PanelKind
    panel: str
    seats: int
    duties: str
    eligibility: str
    allowance: str
    opens: int
    closes: int
    reach: str
    applicants: tuple[dict, ...] = ()


APPLICANTS = (
    {
        "login": "citizen",
        "age_band": "30s",
        "gender": "female",
        "occupation": "office",
        "district": "mapo",
        "frequency": "daily",
        "interest": "아이와 함께 다닐 때 쓰기 쉬운 화면이면 좋겠습니다.",
        "understanding": "지난 의견수렴에서 의견을 냈고, 바뀐 화면을 써 보았습니다.",
    },
    {
        "login": "citizen2",
        "age_band": "60s",
        "gender": "male",
        "occupation": "out_of_work",
        "district": "nowon",
        "frequency": "weekly",
        "interest": "글자가 작아 읽기 어렵습니다. 어르신이 쓰기 쉬워야 합니다.",
        "understanding": "구청 누리집은 자주 쓰지만 앱은 아직 서툽니다.",
    },
    {
        "login": "citizen3",
        "age_band": "20s",
        "gender": "female",
        "occupation": "student",
        "district": "gwanak",
        "frequency": "rarely",
        "interest": "학교 동아리에서 접근성을 공부하고 있습니다.",
        "understanding": "화면 낭독기로 써 보며 불편한 곳을 적어 두었습니다.",
    },
)


MORE_APPLICANTS = (
    {
        "login": "citizen4",
        "age_band": "40s",
        "gender": "male",
        "occupation": "self_employed",
        "district": "songpa",
        "frequency": "monthly",
        "interest": "가게 인허가를 알아보느라 자주 들릅니다. 찾는 길이 짧아지면 좋겠습니다.",
        "understanding": "민원 안내를 찾기까지 네다섯 번 눌러야 합니다.",
    },
    {
        "login": "citizen5",
        "age_band": "50s",
        "gender": "female",
        "occupation": "care",
        "district": "gangbuk",
        "frequency": "weekly",
        "interest": "부모님의 복지 안내를 대신 찾아 드립니다.",
        "understanding": "쉬운 말로 된 안내가 있으면 함께 볼 수 있습니다.",
    },
)
CALLS = [
    Call(
        "다문화가족 포털 콘텐츠 개선",
        PanelKind.ONLINE,
        "온라인참여단",
        30,
        "석 달 동안 한 달에 한 번씩 온라인으로 화면과 산출물을 보고 의견을 냅니다. 한 번에 한 시간쯤 걸립니다.",
        "이 서비스를 쓰거나 쓰려는 서울 시민이면 누구나 신청할 수 있습니다.",
        "활동을 마치면 문화상품권 50,000원을 드립니다.",
        -5,
        9,
        "published",
        APPLICANTS,
    ),
    Call(
        "버스 혼잡도 예측 안내",
        PanelKind.CITIZEN,
        "시민참여단",
        10,
        "설계와 시험 단계에 두 번씩 모여 화면을 써 보고 자문합니다.",
        "서비스를 쓰는 서울 시민 가운데 평일 낮에 모일 수 있는 분",
        "회의에 참석한 날마다 150,000원을 드립니다.",
        3,
        17,
        "published",
    ),
    Call(
        "청소년 상담 챗봇",
        PanelKind.EXPERT,
        "전문가자문단",
        10,
        "요구사항정의서와 설계서를 검토하고 자문의견서를 씁니다.",
        "사용성, 접근성, 정보보호 분야에서 5년 이상 일한 분",
        "회의에 참석한 날마다 150,000원을 드립니다.",
        7,
        21,
        "draft",
    ),
    Call(
        "시 대표 누리집 첫 화면 개편",
        PanelKind.ONLINE,
        "온라인참여단",
        30,
        "새 첫 화면의 시험판을 두 달 동안 써 보고 한 달에 한 번씩 의견을 냅니다.",
        "시 누리집을 쓰거나 쓰려는 서울 시민이면 누구나 신청할 수 있습니다.",
        "",
        -2,
        5,
        "over",
        (*APPLICANTS, *MORE_APPLICANTS),
    ),
]


def load() -> int:
    """Tell the calls that are not there yet; answers how many are new."""
    missing = [
        call
        for call in CALLS
        if not RecruitmentCall.objects.filter(panel__project__title=call.project).exists()
    ]
    for call in missing:
        tell(call)
    return len(missing)


@transaction.atomic
def tell(call: Call) -> RecruitmentCall:
    made = publish(call)
    if made.is_draft:
        return made
    applications = [apply(made, answers) for answers in call.applicants]
    opens = min(call.opens, 0)
    move(made, opens_at=at(call.opens, 9), published_at=made.published_at + timedelta(days=opens))
    if call.reach == "over":
        close(made)
        read(applications, made.panel.project.officer)
    return made


def publish(call: Call) -> RecruitmentCall:
    """The call with its panel, published unless it is to stay a draft."""
    project = Project.objects.select_related("officer").get(title=call.project)
    officer = project.officer
    panel = panels.create(by=officer, project=project, kind=call.kind, name=call.panel, purpose=call.duties)
    made = calls.draft(by=officer, panel=panel, terms=terms_of(call, project))
    return made if call.reach == "draft" else calls.publish(by=officer, call=made)


def close(call: RecruitmentCall) -> None:
    """As if its time had run out three days ago."""
    move(call, opens_at=at(-20, 9), closes_at=at(-3, 18), published_at=at(-20, 9))


def move(call: RecruitmentCall, **moments) -> None:
    RecruitmentCall.objects.filter(pk=call.pk).update(**moments)


def read(applications: list[Application], officer) -> None:
    """Two officers have begun to read: the first has read all but one, the second two of them."""
    colleague = people.person("officer2")
    for number, application in enumerate(applications):
        marks = {"application": application, "is_eligible": True}
        if number < len(applications) - 1:
            screening.read(by=officer, **marks, levels={"use": 5 - number, "interest": 4, "understanding": 3})
        if number < 2:
            screening.read(
                by=colleague, **marks, levels={"use": 4, "interest": 4 - number, "understanding": 3}
            )


def terms_of(call: Call, project: Project) -> Terms:
    days = [at(call.closes + 21 + 28 * number, 14) for number in range(3)]
    dates = tuple(
        Date(f"{number}차 모임", day, day + timedelta(hours=2)) for number, day in enumerate(days, 1)
    )
    return Terms(
        title=f"{project.title} {call.panel}을 모집합니다"[:100],
        duties=call.duties,
        eligibility=call.eligibility,
        allowance=call.allowance,
        seats=call.seats,
        opens_at=at(call.opens, 9),
        closes_at=at(call.closes, 18),
        weights=USUAL[call.kind],
        dates=dates,
        expert_seats=call.seats // 2 if call.kind == PanelKind.MIXED else 0,
    )


def at(days: int, hour: int) -> datetime:
    return datetime.combine(today() + timedelta(days=days), time(hour), SEOUL)


def apply(call: RecruitmentCall, answers: dict) -> Application:
    """One of the demo's citizens applies, with every text but the one about news agreed to."""
    person = people.person(answers["login"])
    said = {name: value for name, value in answers.items() if name != "login"}
    said |= {"name": person.name, "has_conflict": False}
    dates = list(call.dates.values_list("pk", flat=True))[:2]
    application = calls.save(by=person, call=call, answers=said, dates=dates)
    texts = [text for text in applicant_texts() if text.kind == TextKind.APPLY]
    return calls.submit(by=person, application=application, texts=texts)
