"""Two months of accesses to personal data: the earlier one is checked, last month waits for the privacy officer."""

from datetime import date, datetime, time, timedelta
from itertools import cycle

from seoul_gov.privacy import actions as privacy
from seoul_gov.privacy.enums import Deed
from seoul_gov.privacy.models import AccessEntry
from seoul_gov.privacy.months import last_day, month_before
from seoul_gov.ui.korean import SEOUL, today

from . import people

# (login, how many a month, where, whose data)
HABITS = [
    ("officer", 6, "추진단 구성원", "‘시민참여단’ 단원 10명"),
    ("officer2", 4, "검토 의견", "‘요구사항정의서 1판 1차 검토’ 단원 6명"),
    ("traffic", 5, "회의", "‘착수 회의’ 회의 단원 9명"),
    ("governance", 3, "추진단 구성원", "‘시민참여단’ 단원 10명"),
    ("admin", 19, "관리: 사용자 목록", "사용자 20명"),
]
HOURS = (9, 10, 11, 14, 15, 16, 17)
LATE = 22
REASON = "상반기 정기 감사 자료 작성"
FOUND = "내려받기 1건의 사유를 확인했습니다. 업무시간 밖 접속 1건은 장애 대응으로 확인되어 이상이 없습니다."


def load() -> None:
    """Tell it once: nothing where there are entries already."""
    if AccessEntry.objects.exists():
        return
    last = month_before(today())
    for month in (month_before(last), last):
        fill(month)
    privacy.check(by=people.person("dpo"), month=month_before(last), note=FOUND)


def fill(month: date) -> None:
    """A month at work, one download and one late look; people's rows first in the order of their habits."""
    days = [month + timedelta(days=number) for number in range(last_day(month).day)]
    moments = zip(cycle(day for day in days if day.weekday() < 5), cycle(HOURS), strict=False)
    for login, often, page, subject in HABITS:
        for number in range(often):
            day, hour = next(moments)
            deed = Deed.SEARCH if number % 4 == 3 else Deed.VIEW
            write(login, day, hour, page, subject, deed=deed)
    write("auditor", days[9], 11, "감사 기록", "행위자 12명", deed=Deed.DOWNLOAD, reason=REASON)
    write("admin", days[17], LATE, "관리: 알림 목록", "받는 사람 10명", deed=Deed.VIEW)


def write(login: str, day: date, hour: int, page: str, subject: str, *, deed: Deed, reason: str = "") -> None:
    """One entry of the past: ``actions.note`` knows no moment but now."""
    who = people.person(login)
    member = people.person("member")
    AccessEntry.objects.create(
        at=datetime.combine(day, time(hour), SEOUL),
        actor_id=who.pk,
        actor=str(who),
        address="203.0.113.20",
        deed=deed,
        page=page,
        subject=subject,
        subject_ids=[member.pk],
        count=int("".join(filter(str.isdigit, subject.split()[-1]))),
        reason=reason,
    )
