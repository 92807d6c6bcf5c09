"""The first two sections: the project, and its type with the reason for it."""

from seoul_gov.papers.blocks import Facts, Words, paragraphs

from ..amounts import formal_won
from ..outline import Section
from .values import NOTHING, period


def overview(facts: dict) -> Section:
    project = facts["project"]
    rows = (
        ("사업명", project["title"]),
        ("사업번호", project["number"] or NOTHING),
        ("사업부서(담당)", f"{project['department']}({project['officer']})"),
        ("사업 구분", project["kind"]),
        ("사업 기간", period(project["starts"], project["ends"])),
        ("예산", formal_won(project["budget"]) or NOTHING),
        ("제안 경로", project["channel"] or NOTHING),
        ("사업 내용", " ".join(paragraphs(project["summary"])) or NOTHING),
    )
    return Section("사업 개요", blocks=(Facts("사업 개요", rows),))


def reasons(facts: dict) -> Section:
    """The type, what it means, what the criteria said and why the department departed from them, if it did."""
    governance = facts["governance"]
    departure = governance["departure"]
    lines = (
        f"유형: {governance['type']}",
        governance["definition"],
        f"선정 사유: {governance['sentence']}" if governance["sentence"] else "",
        f"권고와 다르게 정한 사유: {' '.join(paragraphs(departure))}" if departure else "",
    )
    return Section("거버넌스 유형과 선정 사유", blocks=(Words(tuple(filter(None, lines))),))
