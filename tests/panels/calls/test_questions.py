"""What an applicant of each kind is asked, and what is missing."""

import pytest

from panels.calls.criteria import SIDES, USUAL, side_of
from panels.calls.models import Application
from panels.calls.questions import ASKED, MOST_WANTED, WANTED, gaps, takes_evidence, wanted
from panels.enums import PanelKind
from tests.factories import ANSWERS


@pytest.mark.parametrize("kind", ASKED)
def test_a_complete_application_has_no_gaps(kind):
    assert gaps(kind, ANSWERS | {"side": "citizen"}) == {}


def test_everybody_is_asked_the_same_about_themselves():
    for kind in ASKED:
        assert wanted(kind, {})[:5] == ("name", "age_band", "gender", "occupation", "district")


def test_sides_of_a_mixed_panel_answer_their_own_questions():
    assert wanted(PanelKind.MIXED, {})[5:] == ("side",)
    assert wanted(PanelKind.MIXED, {"side": "citizen"})[5:] == ("side", "frequency", "record")
    assert wanted(PanelKind.MIXED, {"side": "expert"})[5:] == ("side", "expertise")


@pytest.mark.parametrize(
    ("kind", "side", "is_wanted"),
    [
        (PanelKind.CITIZEN, "", True),
        (PanelKind.WORKING, "", True),
        (PanelKind.EXPERT, "", False),
        (PanelKind.MIXED, "citizen", True),
        (PanelKind.MIXED, "expert", False),
    ],
)
def test_the_record_must_be_told_where_it_is_scored(kind, side, is_wanted):
    assert ("record" in gaps(kind, ANSWERS | {"side": side, "record": ""})) is is_wanted


@pytest.mark.parametrize("kind", ASKED)
def test_the_form_stays_short(kind):
    sides = (*SIDES.get(kind, {"": ""}).values(),)
    for side in sides:
        assert len(wanted(kind, {"side": side, "age_band": "under_14"})) <= MOST_WANTED
        assert sum(side_of(kind, key) == side for key in USUAL[kind]) <= 3
    assert len(ASKED[kind]) <= 4


def test_each_gap_says_what_to_do():
    found = gaps(PanelKind.ONLINE, {"has_conflict": None})
    assert list(found) == [
        *("name", "age_band", "gender", "occupation", "district"),
        *("frequency", "interest", "understanding", "has_conflict"),
    ]
    assert found["name"] == "이름을 적어 주세요."


def test_blanks_are_no_answer():
    assert "name" in gaps(PanelKind.ONLINE, ANSWERS | {"name": "  \n"})


def test_a_child_needs_a_guardian():
    child = ANSWERS | {"age_band": "under_14"}
    assert list(gaps(PanelKind.ONLINE, child)) == ["guardian_name", "guardian_contact"]
    guarded = child | {"guardian_name": "보호자", "guardian_contact": "mail@example.test"}
    assert gaps(PanelKind.ONLINE, guarded) == {}


@pytest.mark.parametrize("field", ["employer", "past_employers", "family", "bodies", "services"])
def test_ties_are_told_somewhere(field):
    tied = ANSWERS | {"has_conflict": True}
    assert list(gaps(PanelKind.CITIZEN, tied)) == ["has_conflict"]
    assert gaps(PanelKind.CITIZEN, tied | {field: "㈜한빛"}) == {}


def test_only_the_kinds_that_meet_look_at_papers():
    assert [kind for kind in ASKED if not takes_evidence(kind)] == [PanelKind.ONLINE]


def test_every_question_is_a_field_of_the_application():
    fields = {field.name for field in Application._meta.get_fields()}
    assert set(WANTED) <= fields
