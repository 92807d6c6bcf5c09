"""Papers of a meeting to come in the demo: one that the panel reads, and one that turned out to stay inside the city."""

from projects.enums import Matter
from workflows.meetings import actions as meetings
from workflows.meetings.models import Meeting, MeetingMaterial

from . import papers

PROJECT = "열린데이터광장 고도화"
READ, INNER = "검토할 화면 목록", "과업내용 변경 계약서(안)"


def load() -> None:
    """Hand them out once. The second one was put among the papers by mistake and is withdrawn from the panel at once."""
    planned = Meeting.objects.filter(panel__project__title=PROJECT, state="scheduled").order_by("pk")
    meeting = planned.select_related("panel__project__officer").first()
    if meeting is None or meeting.materials.exists():
        return
    officer = meeting.panel.project.officer
    hand_out(meeting, officer, READ, "1. 첫 화면", "2. 데이터 찾기", "3. 내려받기")
    material = hand_out(meeting, officer, INNER, "바뀌는 과업과 금액을 적습니다.")
    meetings.set_matter(by=officer, material=material, matter=Matter.CONTRACT)


def hand_out(meeting: Meeting, officer, title: str, *lines: str) -> MeetingMaterial:
    upload = papers.upload(f"{title}.pdf", papers.pdf([[title, "", f"사업명: {PROJECT}", *lines]]))
    return meetings.add_material(by=officer, meeting=meeting, files=[upload])[0]
