"""From the facts of a run to the outline of its result report. Pure."""

from datetime import date

from seoul_gov.papers.blocks import Words, paragraphs
from seoul_gov.ui.korean import korean_date

from ..outline import Outline, Section
from .course import annex, course
from .overview import overview, reasons
from .results import adoption, satisfaction
from .taking_part import taking_part

UNWRITTEN = "아직 쓰지 않았습니다."
ANNEX = "과제별 처리 현황"


def compose(facts: dict, *, summary: str, lessons: str, institution: str, day: date) -> Outline:
    """The paper of these facts with what the officials wrote. ``day`` is the paper's date."""
    project = facts["project"]
    return Outline(
        institution=institution,
        title=f"{project['title']} 거버넌스 결과보고서",
        department=project["department"],
        date=korean_date(day),
        sections=(
            overview(facts),
            reasons(facts),
            Section("추진 결과 요약", blocks=(written(summary),)),
            course(facts),
            taking_part(facts),
            adoption(facts),
            satisfaction(facts),
            Section("환류 계획", blocks=(written(lessons),)),
        ),
        annex=annex(facts),
        attachments=(ANNEX, *(f"{one['title']} {one['number']}판" for one in facts["deliverables"])),
    )


def written(text: str) -> Words:
    """What an official wrote, or that nothing is written yet."""
    return Words(paragraphs(text) or (UNWRITTEN,))
