"""What the papers of an appointment say. Pure: facts in, Korean text out, the same for the PDF and the HWPX."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from seoul_gov.papers import blocks
from seoul_gov.papers.blocks import Facts, Line
from seoul_gov.ui.korean import josa

CENTRE = {"alignment": "CENTER"}
LONG = 150
"""Letters of the sentence and of the longest fact together."""


def written(day: date) -> str:
    """``2026년 11월 27일``, as a solemn paper has it."""
    return f"{day.year}년 {day.month}월 {day.day}일"


def period(first: date, last: date) -> str:
    return f"{written(first)} ~ {written(last)}"


@dataclass(frozen=True)
class Seat:
    """Who is meant, in which body of which project; ``body`` is the panel's name, ``kind`` what it is or,
    in a mixed panel, the side of the seat."""

    name: str
    body: str
    kind: str
    project: str
    role: str
    first: date
    last: date

    @property
    def called(self) -> str:
        """The project in a sentence; 사업 is not said twice."""
        return f"「{self.project}」" + ("" if self.project.endswith("사업") else " 사업")

    @property
    def place(self) -> str:
        """The body with its kind; not twice where it is called after it."""
        return f"{self.body}({self.kind})" if self.kind not in self.body else self.body


@dataclass(frozen=True)
class Paper:
    """A paper of one page: its number, what it states, in whose name and when."""

    number: str
    seat: Seat
    issuer: str
    day: date

    title = ""
    template = ""

    @property
    def spaced(self) -> str:
        """The title with room between its letters."""
        return "  ".join(self.title)

    @property
    def is_long(self) -> bool:
        """Whether the paper needs smaller letters to stay on its one page."""
        return len(self.sentence) + max(len(value) for _, value in self.rows) > LONG

    @property
    def date(self) -> str:
        return written(self.day)

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Names and values of what is stated above the sentence."""
        raise NotImplementedError

    @property
    def sentence(self) -> str:
        raise NotImplementedError

    def parts(self) -> Iterator[Line | Facts]:
        """The paper from top to bottom, for the HWPX."""
        yield Line(self.number, "large")
        yield Line(self.spaced, "display", CENTRE | {"spacing_before_pt": 50, "spacing_after_pt": 40})
        yield from self.statement()
        yield Line(self.sentence, "solemn", CENTRE | {"spacing_before_pt": 50, "line_spacing_percent": 200})
        yield Line(self.date, "large", CENTRE | {"spacing_before_pt": 70})
        yield Line(self.issuer, "issuer", CENTRE | {"spacing_before_pt": 40})

    def statement(self) -> Iterator[Line | Facts]:
        raise NotImplementedError

    def to_json(self) -> dict:
        """Plain values, for the process apart that writes an HWPX."""
        return blocks.to_json(self.parts(), is_numbered=False)

    @property
    def digest(self) -> str:
        """SHA-256 of all that the paper says."""
        text = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


class Letter(Paper):
    """The letter of appointment (위촉장)."""

    title = "위촉장"
    template = "panels/appointments/letter.html"

    @property
    def rows(self):
        seat = self.seat
        return (
            ("성명", seat.name),
            ("소속", seat.place),
            ("사업", seat.project),
            ("역할", seat.role),
            ("위촉 기간", period(seat.first, seat.last)),
        )

    @property
    def sentence(self):
        role = josa(self.seat.role, "으로/로")
        return f"귀하를 {self.seat.called} {self.seat.body}의 {role} 위촉합니다."

    def statement(self):
        for name, value in self.rows:
            yield Line(f"{name}  {value}", "large", {"indent_left_mm": 25, "spacing_after_pt": 6})


@dataclass(frozen=True)
class Certificate(Paper):
    """The certificate of what a member did (활동확인서). ``appointed`` is the number of the appointment."""

    appointed: str
    held: int
    came: int

    title = "활동확인서"
    template = "panels/appointments/certificate.html"

    @property
    def rows(self):
        seat = self.seat
        return (
            ("성명", seat.name),
            ("추진단", seat.place),
            ("사업", seat.project),
            ("역할", seat.role),
            ("위촉 번호", self.appointed),
            ("활동 기간", period(seat.first, seat.last)),
            ("회의 참석", self.meetings),
        )

    @property
    def meetings(self) -> str:
        """How often they came; nothing is said of what they missed, which is nobody's to certify."""
        return f"{self.came}회" if self.held else "출석을 기록한 회의 없음"

    @property
    def sentence(self):
        return "위 사람은 위와 같이 활동하였음을 확인합니다."

    def statement(self):
        yield Facts("활동 내용", self.rows)
