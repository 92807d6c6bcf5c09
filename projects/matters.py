"""What papers are about and who may read them, the one rule for every way in which an official hands a file on (가이드라인 2).

Deliverables, a meeting's material and what a call for opinions lays open each say their ``matter``. A paper on what the
city decides alone reaches neither panels nor the public: it is refused on its way in, and one that turns out to be such a
paper is read by nobody outside any more, from the moment that somebody says so.
"""

from django.core.exceptions import ValidationError

from seoul_gov.ui.korean import josa
from seoul_gov.ui.verdicts import Verdict, allow

from .enums import NAMELESS, Matter

WITHHELD = (
    "계약·제안서 평가·검수 문서로 분류되어 추진단에 보이지 않습니다. 궁금한 점은 담당부서에 문의해 주세요."
)


def can_read(matter: str, *, is_inside: bool) -> Verdict:
    """Whether somebody who may read the thing around it reads the paper too; ``is_inside`` for who works on it."""
    return allow(is_inside or not Matter(matter).is_inner, WITHHELD)


def outer_name(version) -> str:
    """What panels and the public call a deliverable's version: without its title where that stays inside the city."""
    return f"{NAMELESS} {version.number}판" if version.deliverable.is_withheld else str(version)


def refuse_inner(matter: str) -> None:
    """Raise ValidationError for a paper that stays inside the city, before it goes to the public."""
    refuse_unknown(matter)
    if Matter(matter).is_inner:
        raise ValidationError(
            f"{Matter(matter).label} 문서는 시가 맡는 일의 문서라 포털에서 공개하지 않습니다(가이드라인 2)."
        )


def refuse_unknown(matter: str) -> None:
    if matter not in Matter.values:
        raise ValidationError("무엇에 관한 문서인지 골라 주세요.")


def put(paper, matter: str) -> dict:
    """Say what a paper is about; answers what a sentence about the change needs. Raises ValidationError for no matter."""
    refuse_unknown(matter)
    before, paper.matter = paper.get_matter_display(), matter
    paper.save(update_fields=["matter"])
    return {"before": before, "matter": josa(paper.get_matter_display(), "으로/로")}
