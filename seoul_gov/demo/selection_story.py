"""A decided call in the demo: a 시민참여단 beside the 실무추진단 of a project, with people invited, in office and
waiting, and one person who applied from two accounts."""

from django.db import transaction

from panels import actions as panels
from panels import invitations
from panels.calls.models import Application
from panels.enums import PanelKind
from panels.models import RecruitmentCall, Selection
from panels.screening import actions as screening
from panels.selections import actions as selections
from panels.selectors import texts_for

from . import call_story, people
from .call_story import Call

ELSEWHERE = "서울에 살거나 일하지 않아 신청 자격이 없습니다."


def applicant(
    login: str, age: str, gender: str, occupation: str, district: str, often: str, record: str
) -> dict:
    return {
        "login": login,
        "age_band": age,
        "gender": gender,
        "occupation": occupation,
        "district": district,
        "frequency": often,
        "record": record,
    }


APPLICANTS = (
    applicant(
        "panelist1",
        "40s",
        "female",
        "office",
        "mapo",
        "weekly",
        "동네 안전 모임에서 3년째 위험한 곳을 신고합니다.",
    ),
    applicant(
        "citizen",
        "30s",
        "female",
        "office",
        "mapo",
        "daily",
        "유모차로 다니며 보도 파손을 자주 신고했습니다.",
    ),
    applicant(
        "citizen2",
        "60s",
        "male",
        "out_of_work",
        "nowon",
        "weekly",
        "경로당 총무로 이웃의 민원을 대신 냅니다.",
    ),
    applicant(
        "citizen3",
        "20s",
        "female",
        "student",
        "gwanak",
        "monthly",
        "대학 접근성 동아리에서 앱을 시험해 보았습니다.",
    ),
    applicant(
        "member2", "50s", "male", "field", "guro", "weekly", "택배 일을 하며 도로 불편을 사진으로 남깁니다."
    ),
    applicant(
        "citizen4", "40s", "male", "self_employed", "songpa", "monthly", "상인회에서 불편 신고를 모아 냅니다."
    ),
    applicant("member", "30s", "female", "care", "gangdong", "rarely", "학부모회에서 통학로를 살핍니다."),
    applicant(
        "citizen6",
        "30s",
        "female",
        "office",
        "mapo",
        "daily",
        "보도 파손과 불법 주차를 여러 번 신고했습니다.",
    ),
    applicant("citizen5", "50s", "female", "care", "elsewhere", "rarely", "부모님 댁에 올 때 씁니다."),
)
LEVELS = ((5, 5), (5, 4), (4, 4), (4, 3), (3, 3), (3, 2), (2, 2), (2, 1))
"""What both officials found of those who may be chosen, by the two criteria."""
CALL = Call(
    "응답소 모바일 앱 재구축",
    PanelKind.CITIZEN,
    "시민참여단",
    5,
    "시험판을 써 보고 두 번 모여 고칠 점을 이야기합니다. 한 번에 두 시간쯤 걸립니다.",
    "서울에 살거나 서울에서 일하며 평일 저녁에 모일 수 있는 분",
    "회의에 참석한 날마다 150,000원을 드립니다.",
    -2,
    5,
    "over",
)
TWIN, FIRST = "citizen6", "citizen"
FOUND = {
    FIRST: (True, "지원서 두 건을 낸 분에게 전화해, 먼저 낸 이 지원서로 심사받겠다는 답을 들었습니다."),
    TWIN: (False, "같은 분이 다른 이메일 주소로 다시 가입해 한 번 더 신청한 것을 전화로 확인했습니다."),
}
"""What was found of the two applications of one person."""
REMARK = "선정위원회에서 원칙대로 확정했습니다."


def load() -> int:
    """Tell the decided call once; answers 1 when it is new."""
    if RecruitmentCall.objects.filter(panel__project__title=CALL.project).exists():
        return 0
    tell()
    return 1


@transaction.atomic
def tell() -> Selection:
    call = call_story.publish(CALL)
    officer, colleague = call.panel.project.officer, people.person("officer2")
    applications = [call_story.apply(call, answers) for answers in APPLICANTS]
    call_story.close(call)
    for reader in (officer, colleague):
        read(applications, reader)
    look_into(call, officer)
    selection = selections.decide(by=officer, call=call, remark=REMARK)
    accept(selection, people.person("panelist1"))
    decline(selection, people.person("citizen3"))
    return selection


def read(applications: list[Application], reader) -> None:
    *fit, other = applications
    for application, (record, use) in zip(fit, LEVELS, strict=True):
        levels = {"record": record, "utilisation": use}
        screening.read(by=reader, application=application, is_eligible=True, levels=levels)
    screening.read(by=reader, application=other, is_eligible=False, reason=ELSEWHERE)


def look_into(call: RecruitmentCall, officer) -> None:
    for login, (may_sit, reason) in FOUND.items():
        application = call.applications.get(applicant=people.person(login))
        selections.look_into(by=officer, application=application, may_sit=may_sit, reason=reason)


def accept(selection: Selection, person) -> None:
    seat = selection.choices.get(application__applicant=person).membership
    texts = texts_for(seat.role)
    panels.accept(by=person, membership=seat, secret=invitations.secret_of(seat), texts=texts)


def decline(selection: Selection, person) -> None:
    seat = selection.choices.get(application__applicant=person).membership
    reason = "학기 중에는 시간을 내기 어렵습니다."
    panels.decline(by=person, membership=seat, secret=invitations.secret_of(seat), reason=reason)
