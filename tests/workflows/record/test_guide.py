"""The guideline page, and the pictures that it draws from the definitions."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from panels import participation
from panels.composition import BANDS, PRINCIPLES
from panels.enums import PanelKind
from projects.enums import GovernanceType
from projects.models import Norm
from workflows.definitions import Actor, Necessity
from workflows.processes import PROCESSES
from workflows.record import guide, swimlanes

GUIDE = reverse("record:guide")
WAYS = list(PROCESSES.values())


@pytest.fixture(scope="module")
def page(django_db_setup, django_db_blocker):
    """The page without an edition; the pictures need no database."""
    with django_db_blocker.unblock():
        return Client().get(GUIDE).content.decode()


@pytest.mark.parametrize("process", WAYS, ids=lambda process: process.key)
def test_every_duty_of_every_definition_is_on_the_page(page, process):
    way = next(way for type in guide.types() for way in type.ways if way.key == process.key.replace(".", "-"))
    assert way.html in page
    cells = {" ".join(cell.split()) for cell in re.findall(r"<li>(.*?)</li>", way.html, re.DOTALL)}
    duties = [duty for stage in process.stages for duty in stage.duties]
    assert len(cells) == len(duties)
    for number, duty in enumerate(duties, 1):
        found = [cell for cell in cells if cell.startswith(f"<b>{number}</b> {duty.title} ")]
        assert len(found) == 1
        for word in (duty.necessity.label, duty.actor.label, duty.output):
            assert word in found[0]
        assert ("가이드라인</span>" in found[0]) == duty.is_seed
    for stage in process.stages:
        assert f"</span> {stage.title}<span" in way.html


@pytest.mark.parametrize("process", WAYS, ids=lambda process: process.key)
def test_every_duty_is_drawn_in_its_lane_and_column(process):
    picture = swimlanes.picture_of(swimlanes.legs_of(process))
    lanes = {lane.label: lane for lane in picture.lanes}
    columns = {column.leg.stage.key: column for column in picture.columns}
    assert [box.task.number for box in sorted(picture.boxes, key=lambda box: box.task.number)] == list(
        range(1, sum(len(stage.duties) for stage in process.stages) + 1)
    )
    places = {(box.x, box.y) for box in picture.boxes}
    assert len(places) == len(picture.boxes)
    for stage in process.stages:
        for box in picture.boxes:
            if box.task.duty in stage.duties:
                lane, column = lanes[box.task.lane.label], columns[stage.key]
                assert column.x < box.x and box.x + swimlanes.BOX < column.right
                assert lane.y < box.y and box.y + swimlanes.BOX_HEIGHT < lane.y + lane.height
    assert picture.columns[-1].right <= picture.width
    assert sum(phase.width for phase in picture.phases) == picture.columns[-1].right - swimlanes.GUTTER


def test_every_actor_has_a_lane_and_every_necessity_a_mark():
    assert set(swimlanes.LANES) == set(Actor)
    assert set(swimlanes.MARKS) == set(Necessity)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("기획", ["기획"]),
        ("예산 편성", ["예산 편성"]),
        ("적정성 검토", ["적정성", "검토"]),
        ("개발·시험·전환", ["개발·시험·", "전환"]),
        ("이행계획수립", ["이행계획", "수립"]),
    ],
)
def test_long_titles_take_two_lines(title, lines):
    assert swimlanes.broken(title) == lines


def test_pictures_have_a_title_and_a_description(page):
    for process in WAYS:
        key = process.key.replace(".", "-")
        assert f'aria-labelledby="{key}-title {key}-desc"' in page
        assert (
            f'<title id="{key}-title">{process.governance_type.label} {process.kind.label} 절차</title>'
            in page
        )


def test_the_four_types_are_told(page):
    for type in GovernanceType:
        assert type.definition in page
        assert guide.PARTICIPATION[type] in page
        assert f'id="process-{type}"' in page


def test_panels_are_told_with_their_rules(page):
    for kind in PanelKind:
        assert kind.definition in page
        for principle in PRINCIPLES.get(kind, ()):
            assert principle in page
    for band in BANDS.values():
        assert f"<figcaption>{band}" in page
    assert page.count('class="head-firm"') == sum(band.least for band in BANDS.values())


def test_how_far_panels_take_part_is_told_and_that_it_was_put_together(page):
    assert participation.NOTE in page
    assert page.count("degree-decision") == 7
    reserved = next(matter for matter in participation.MATTERS if "검수" in matter.label)
    assert {part.degree for part in reserved.parts} == {participation.Degree.NONE}
    assert {len(matter.parts) for matter in participation.MATTERS} == {len(participation.KINDS)}


@pytest.mark.django_db
def test_sizes_are_those_in_force(client):
    Norm.objects.create(key="panel.size.online", label="권고 인원", value=40, default=30, unit="명")
    assert "40명 내외(24~36명)" in client.get(GUIDE).content.decode()


@pytest.mark.django_db
def test_the_criteria_are_those_of_the_edition_in_force(client, edition):
    page = client.get(GUIDE).content.decode()
    assert "<caption>유형 선정 기준표</caption>" in page
    assert page.count('class="tick"') == sum(len(row.types) for row in edition.rows.all())
    assert "판정" not in page
    assert edition.source in page


@pytest.mark.django_db
def test_it_costs_four_queries_and_travels_packed(client, edition, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        response = client.get(GUIDE, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 60 * 1024


def test_without_criteria_it_says_so(page):
    assert "아직 발행된 기준표가 없습니다." in page
