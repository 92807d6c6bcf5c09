"""Meetings of the demo: one that was held, with its minutes and answered advice, and one to come."""

from datetime import datetime, timedelta

from django.utils import timezone

from panels.models import Membership
from workflows.meetings import actions as meetings
from workflows.meetings.agenda import Item
from workflows.meetings.models import AdviceNote, Meeting, Minutes, Recusal

from . import decision_story
from .hours import last_workday, workday

PLACES = ["서울시청 서소문청사 2동 20층 회의실", "시민청 동그라미방", "서울혁신파크 세미나실"]
ADVICE = [
    (
        "처음 쓰는 사람도 알 수 있게 용어를 쉬운 우리말로 바꿔 주세요.",
        "accepted",
        "용어집을 만들어 다음 판에 반영합니다.",
    ),
    (
        "고령 사용자를 위해 글자 크기를 더 키울 수 있으면 합니다.",
        "partial",
        "주요 화면에 먼저 적용하고 나머지는 다음 해에 합니다.",
    ),
    (
        "다른 시의 서비스와도 연결되면 좋겠습니다.",
        "rejected",
        "이번 사업의 범위를 넘어 다음 계획에서 검토합니다.",
    ),
]
TIE = "제 동생이 이 화면을 설계한 업체에서 일합니다."
MINUTES = """## 논의

- 수행사가 산출물의 주요 내용을 설명했습니다.
- 단원들이 사용자의 처지에서 개선할 점을 말했습니다.

## 다음 할 일

- 자문의견에 대한 답변을 열흘 안에 공개합니다.
"""


def call(duty, panel, officer, *, days: int = 7) -> Meeting:
    """A meeting to come so many working days from now, announced today."""
    starts = workday(days, 14)
    return meetings.schedule(
        by=officer,
        duty=duty,
        panel=panel,
        title=duty.title,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place=PLACES[duty.pk % len(PLACES)],
        items=[
            Item("산출물 설명과 질의응답", "report", False),
            Item("사용자 관점의 개선 의견", "screen", True),
            *decision_story.items_for(duty.stage),
        ],
        note="자료를 미리 읽고 오시면 논의에 도움이 됩니다.",
    )


def hold(duty, panel, officer, *, on: datetime) -> Meeting:
    """A meeting that took place ``on``: attended, minuted, advised and answered."""
    meeting = call(duty, panel, officer)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=on,
        ends_at=on + timedelta(hours=2),
        announced_at=last_workday(on.date() - timedelta(days=10), 14),
    )
    meeting.refresh_from_db()
    seats = list(panel.memberships.counted().select_related("user"))
    meetings.record_attendance(by=officer, meeting=meeting, marks=marks(seats))
    minutes = meetings.write_minutes(
        by=officer,
        meeting=meeting,
        body=MINUTES,
        decisions="제안된 개선 의견을 검토해 다음 회의에 보고하기로 함",
        version=0,
    )
    meetings.publish_minutes(by=officer, meeting=meeting, version=minutes.version)
    advise(meeting, seats, officer)
    backdate(meeting)
    return meeting


def marks(seats: list[Membership]) -> dict[int, str]:
    """Most come, one by video, one not at all."""
    states = {len(seats) - 1: "absent", len(seats) - 2: "video"} if len(seats) > 2 else {}
    return {seat.pk: states.get(index, "present") for index, seat in enumerate(seats)}


def advise(meeting: Meeting, seats: list[Membership], officer) -> None:
    item = meeting.items.get(needs_advice=True)
    for seat, (body, disposition, answer) in zip(seats, ADVICE, strict=False):
        advice = meetings.submit_advice(by=seat.user, item=item, body=body)
        meetings.answer_advice(by=officer, note=advice, disposition=disposition, answer=answer)
    for seat in [] if Recusal.objects.exists() else seats[len(ADVICE) :][:1]:
        meetings.recuse(by=seat.user, item=item, seat=seat, reason=TIE)


def backdate(meeting: Meeting) -> None:
    """What members say is of the day after the meeting, what the department says of a week after, as far as that is past."""
    day, week = (min(meeting.ends_at + timedelta(days=days), timezone.now()) for days in (1, 7))
    notes = AdviceNote.objects.filter(item__meeting=meeting)
    notes.update(saved_at=day, submitted_at=day, answered_at=week)
    Recusal.objects.filter(item__meeting=meeting).update(recorded_at=meeting.starts_at)
    Minutes.objects.filter(meeting=meeting).update(written_at=week, settled_at=week)
