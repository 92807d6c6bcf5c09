"""A process as a swim-lane: stages from left to right, and every duty in the lane of who has to act. Pure, no database.

Drawn from the very definitions that the engine runs, so that the picture cannot say anything else. Lengths are units
of the picture's own coordinates.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, groupby
from math import ceil

from django.db.models import TextChoices

from projects.enums import Phase
from workflows.definitions import Actor, Duty, Necessity, Process, Stage

WIDTH = 1200
GUTTER = 128
BOX, BOX_HEIGHT, STEP, LEAP = 34, 28, 38, 34
PADDING = 9
PHASE_HEIGHT, STAGE_HEIGHT = 32, 52
HEAD = PHASE_HEIGHT + STAGE_HEIGHT + 12
DEEPEST = 3
"""A column is so wide that no lane needs more rows of boxes."""
LINE = 5
"""A stage's title that is longer takes two lines."""


class Lane(TextChoices):
    """Who acts, as the guideline's figures put people side by side."""

    CITIZENS = "citizens", "시민·추진단"
    DEPARTMENT = "department", "사업부서"
    OFFICES = "offices", "총괄·계약 등"
    VENDOR = "vendor", "수행사"


LANES: dict[str, Lane] = {
    Actor.CITIZEN: Lane.CITIZENS,
    Actor.PANEL: Lane.CITIZENS,
    Actor.JOINT_BODY: Lane.CITIZENS,
    Actor.PB_COMMITTEE: Lane.CITIZENS,
    Actor.OFFICER: Lane.DEPARTMENT,
    Actor.HEAD: Lane.DEPARTMENT,
    Actor.SECRETARY: Lane.DEPARTMENT,
    Actor.GOVERNANCE_OFFICER: Lane.OFFICES,
    Actor.COORDINATOR: Lane.OFFICES,
    Actor.CONTRACT_OFFICE: Lane.OFFICES,
    Actor.BUDGET_OFFICE: Lane.OFFICES,
    Actor.PB_OFFICE: Lane.OFFICES,
    Actor.VENDOR: Lane.VENDOR,
}
MARKS: dict[str, tuple[str, str]] = {
    Necessity.REQUIRED: ("required", "primary"),
    Necessity.IF_CASE: ("case", "info"),
    Necessity.ONCE_OPENED: ("case", "info"),
    Necessity.DISCRETIONARY: ("optional", "gray"),
}
"""How a duty is drawn, and the tone of its badge, by whether the stage may close without it."""


@dataclass(frozen=True)
class Task:
    """A duty with its number in the process."""

    number: int
    duty: Duty

    @property
    def lane(self) -> Lane:
        return LANES[self.duty.actor]

    @property
    def mark(self) -> str:
        return MARKS[self.duty.necessity][0]

    @property
    def tone(self) -> str:
        return MARKS[self.duty.necessity][1]


@dataclass(frozen=True)
class Leg:
    """A stage with its tasks, closed by its gate."""

    stage: Stage
    tasks: tuple[Task, ...]

    @property
    def lanes(self) -> list[tuple[Lane, list[Task]]]:
        return [(lane, [task for task in self.tasks if task.lane == lane]) for lane in Lane]

    @property
    def needed(self) -> int:
        """How many duties hold the gate whatever happens."""
        return sum(task.mark == "required" for task in self.tasks)

    @property
    def deepest(self) -> int:
        return max(len(tasks) for _, tasks in self.lanes)


@dataclass(frozen=True)
class Box:
    """A task as it is drawn: its corner and the point on which its number stands."""

    task: Task
    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.x + BOX // 2

    @property
    def base(self) -> int:
        return self.y + 20

    @property
    def right(self) -> int:
        return self.x + BOX - 3


@dataclass(frozen=True)
class Column:
    """A stage's column with its head, an arrow."""

    leg: Leg
    x: int
    width: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def boxes_in_a_row(self) -> int:
        return (self.width - 2 * PADDING + STEP - BOX) // STEP

    @property
    def arrow(self) -> str:
        top, bottom, tip = PHASE_HEIGHT + 4, PHASE_HEIGHT + 4 + STAGE_HEIGHT, 10
        left, right, half = self.x + 1, self.right - 1, (top + bottom) // 2
        corners = (
            (left, top), (right - tip, top), (right, half), (right - tip, bottom), (left, bottom), (left + tip, half),
        )  # fmt: skip
        return " ".join(f"{x},{y}" for x, y in corners)

    @property
    def title(self) -> list[tuple[str, int]]:
        """The lines of the title, each with its height."""
        lines = broken(self.leg.stage.title)
        first = PHASE_HEIGHT + 36 - 10 * (len(lines) - 1)
        return [(line, first + 20 * place) for place, line in enumerate(lines)]


@dataclass(frozen=True)
class Band:
    """A lane of the picture or, with ``x`` and ``width``, a phase over its stages."""

    label: str
    y: int
    height: int
    x: int = 0
    width: int = 0

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def base(self) -> int:
        return self.y + self.height // 2 + 6


@dataclass(frozen=True)
class Picture:
    """The whole drawing."""

    width: int
    height: int
    columns: list[Column]
    phases: list[Band]
    lanes: list[Band]
    boxes: list[Box]


def legs_of(process: Process) -> list[Leg]:
    """The process's stages, their tasks numbered from 1 through the whole process."""
    number = count(1)
    return [Leg(stage, tuple(Task(next(number), duty) for duty in stage.duties)) for stage in process.stages]


def picture_of(legs: list[Leg]) -> Picture:
    """Where everything stands."""
    columns = columns_of(legs)
    lanes = lanes_of(columns)
    end = lanes[-1]
    return Picture(
        width=columns[-1].right + 12,
        height=end.y + end.height + 2,
        columns=columns,
        phases=phases_of(columns),
        lanes=lanes,
        boxes=list(boxes_of(columns, lanes)),
    )


def columns_of(legs: list[Leg]) -> list[Column]:
    """A column a stage, as wide as its boxes and title need; what is left over is shared out."""
    widths = [_width(leg) for leg in legs]
    spare = max(0, WIDTH - GUTTER - 12 - sum(widths)) // len(legs)
    columns, x = [], GUTTER
    for leg, width in zip(legs, widths, strict=True):
        columns.append(Column(leg, x, width + spare))
        x += width + spare
    return columns


def _width(leg: Leg) -> int:
    boxes = max(2, ceil(leg.deepest / DEEPEST))
    title = max(map(len, broken(leg.stage.title)))
    return max(boxes * STEP + 2 * PADDING, title * 15 + 34)


def lanes_of(columns: list[Column]) -> list[Band]:
    """The lanes, each as high as its fullest stage needs."""
    bands, y = [], HEAD
    for place, lane in enumerate(Lane):
        rows = max(ceil(len(column.leg.lanes[place][1]) / column.boxes_in_a_row) for column in columns)
        height = max(1, rows) * LEAP + 2 * PADDING
        bands.append(Band(lane.label, y, height))
        y += height
    return bands


def phases_of(columns: list[Column]) -> list[Band]:
    """The phases over their stages."""
    bands = []
    for phase, group in groupby(columns, lambda column: column.leg.stage.phase):
        mine = list(group)
        bands.append(Band(Phase(phase).label, 0, PHASE_HEIGHT, mine[0].x, mine[-1].right - mine[0].x))
    return bands


def boxes_of(columns: list[Column], lanes: list[Band]) -> Iterator[Box]:
    for column in columns:
        for (_, tasks), band in zip(column.leg.lanes, lanes, strict=True):
            for place, task in enumerate(tasks):
                row, step = divmod(place, column.boxes_in_a_row)
                yield Box(task, column.x + PADDING + step * STEP, band.y + PADDING + row * LEAP)


def broken(title: str) -> list[str]:
    """A title in one line, or in two, broken where a reader would."""
    if len(title) <= LINE:
        return [title]
    if " " in title:
        return title.split(" ", 1)
    if "·" in title:
        head, dot, tail = title.rpartition("·")
        return [head + dot, tail]
    return [title[:-2], title[-2:]]
