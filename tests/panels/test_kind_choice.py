"""Which kind fits: every combination of the three axes, and what the governance type makes of it."""

from itertools import product

import pytest

from panels.enums import KINDS_FOR, PanelKind
from panels.kind_choice import (
    DEGREES,
    EXPERTS_AS_USERS,
    NO_DECISION_ONLINE,
    NO_MIXED_DECISION,
    NO_MIXED_OPINION,
    PREMISE,
    Expertise,
    Form,
    choose,
    suggest,
)
from projects.enums import GovernanceType

TABLE = [
    ("online", "general", "opinion", "online", ()),
    ("online", "general", "advice", "citizen", (PREMISE.format(kind="시민참여단"),)),
    ("online", "expert", "opinion", "online", (EXPERTS_AS_USERS,)),
    ("online", "expert", "advice", "expert", (PREMISE.format(kind="전문가자문단"),)),
    ("online", "both", "advice", "mixed", (PREMISE.format(kind=PanelKind.MIXED.label),)),
    ("offline", "general", "opinion", "citizen", ()),
    ("offline", "general", "advice", "citizen", ()),
    ("offline", "expert", "opinion", "expert", ()),
    ("offline", "expert", "advice", "expert", ()),
    ("offline", "both", "advice", "mixed", ()),
    ("offline", "general", "decision", "working", ()),
    ("offline", "expert", "decision", "working", ()),
    ("offline", "both", "decision", "working", (NO_MIXED_DECISION,)),
]
NONE = [
    ("online", "general", "decision", NO_DECISION_ONLINE),
    ("online", "expert", "decision", NO_DECISION_ONLINE),
    ("online", "both", "decision", NO_DECISION_ONLINE),
    ("online", "both", "opinion", NO_MIXED_OPINION),
    ("offline", "both", "opinion", NO_MIXED_OPINION),
]


@pytest.mark.parametrize(("form", "expertise", "degree", "kind", "warnings"), TABLE)
def test_the_three_axes_lead_to_a_kind(form, expertise, degree, kind, warnings):
    choice = choose(form, expertise, degree)
    assert (choice.kind, choice.warnings) == (kind, warnings)
    assert choice.reason


@pytest.mark.parametrize(("form", "expertise", "degree", "reason"), NONE)
def test_where_no_kind_fits_the_answer_says_why(form, expertise, degree, reason):
    choice = choose(form, expertise, degree)
    assert (choice.kind, choice.reason, choice.warnings) == (None, reason, ())


def test_every_combination_is_answered():
    asked = {(one, two, three) for one, two, three, *_ in TABLE + NONE}
    assert asked == set(product(Form.values, Expertise.values, [degree.value for degree in DEGREES]))


@pytest.mark.parametrize(
    "answers", [("", "general", "opinion"), ("online", "x", "opinion"), ("online", "general", "none")]
)
def test_an_unknown_answer_is_none(answers):
    with pytest.raises(ValueError):
        choose(*answers)


@pytest.mark.parametrize("governance_type", GovernanceType.values)
def test_the_type_allows_its_kinds_alone(governance_type):
    for form, expertise, degree, kind, _ in TABLE:
        found = suggest(governance_type, form, expertise, degree)
        assert found.allowed == (PanelKind(kind) in KINDS_FOR[governance_type])
        assert bool(found.refusal) != found.allowed


def test_what_the_type_does_not_allow_is_said_with_what_it_does():
    found = suggest("consultation", "offline", "general", "decision")
    assert found.choice.kind == PanelKind.WORKING
    assert found.refusal == "시민협의형 사업에는 온라인참여단만 둘 수 있습니다."


def test_a_project_without_a_type_has_to_get_one_first():
    found = suggest("", "online", "general", "opinion")
    assert (found.choice.kind, found.allowed) == (PanelKind.ONLINE, False)
    assert "유형이 확정된" in found.refusal


def test_no_kind_is_nothing_that_a_type_allows():
    assert not suggest("collaboration", "online", "general", "decision").allowed
