"""What counts for which kind, and weights that cannot stand."""

import pytest

from panels.calls.criteria import (
    USUAL,
    draws_lots,
    is_recruited,
    seats_refusal,
    side_of,
    sides_of,
    weights_refusal,
)
from panels.calls.enums import Criterion
from panels.enums import PanelKind


def test_the_guidelines_criteria_by_kind():
    assert {kind: list(weights) for kind, weights in USUAL.items()} == {
        PanelKind.ONLINE: [Criterion.USE, Criterion.INTEREST, Criterion.UNDERSTANDING],
        PanelKind.CITIZEN: [Criterion.RECORD, Criterion.UTILISATION],
        PanelKind.EXPERT: [Criterion.IT_EXPERTISE, Criterion.FIELD_EXPERTISE],
        PanelKind.MIXED: [
            Criterion.RECORD,
            Criterion.UTILISATION,
            Criterion.IT_EXPERTISE,
            Criterion.FIELD_EXPERTISE,
        ],
        PanelKind.WORKING: [Criterion.PROJECT_UNDERSTANDING, Criterion.RECORD, Criterion.UTILISATION],
    }


@pytest.mark.parametrize("kind", USUAL)
def test_the_usual_weights_can_stand(kind):
    assert weights_refusal(kind, USUAL[kind]) == ""


def test_every_citizen_panel_is_recruited_and_no_other_body():
    assert {kind for kind in PanelKind if is_recruited(kind)} == {
        kind for kind in PanelKind if kind.is_citizen_panel
    }


def test_lots_are_drawn_for_the_representative_kind():
    assert [kind for kind in PanelKind if draws_lots(kind)] == [PanelKind.ONLINE]


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({"record": 50, "utilisation": 40}, "배점의 합은 100점이어야 하는데 지금은 90점입니다."),
        ({"record": 110, "utilisation": -10}, "배점은 0점 이상이어야 합니다."),
        ({"record": 100}, "선정 기준은 관련 활동경력, 정보서비스 활용도입니다."),
        ({"use": 50, "record": 50}, "선정 기준은 관련 활동경력, 정보서비스 활용도입니다."),
    ],
)
def test_weights_that_cannot_stand(weights, sentence):
    assert weights_refusal(PanelKind.CITIZEN, weights) == sentence


MIXED = {"record": 50, "utilisation": 50, "it_expertise": 50, "field_expertise": 50}


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({}, ""),
        ({"record": 60, "utilisation": 40}, ""),
        ({"record": 60}, "시민참여단 배점의 합은 100점이어야 하는데 지금은 110점입니다."),
        ({"it_expertise": 0}, "전문가자문단 배점의 합은 100점이어야 하는데 지금은 50점입니다."),
    ],
)
def test_each_side_of_a_mixed_panel_has_its_own_hundred(weights, sentence):
    assert weights_refusal(PanelKind.MIXED, MIXED | weights) == sentence


def test_whose_a_criterion_is():
    assert sides_of(PanelKind.MIXED) == ("citizen", "expert")
    assert sides_of(PanelKind.CITIZEN) == ("",)
    assert side_of(PanelKind.MIXED, "it_expertise") == "expert"
    assert side_of(PanelKind.EXPERT, "it_expertise") == ""


@pytest.mark.parametrize(
    ("kind", "experts", "sentence"),
    [
        ("citizen", 0, ""),
        ("citizen", 3, "전문가자문단 인원은 혼합 추진단에서만 따로 적습니다."),
        ("mixed", 1, ""),
        ("mixed", 9, ""),
        ("mixed", 0, "시민참여단과 전문가자문단을 한 명 이상씩 모집해야 합니다."),
        ("mixed", 10, "시민참여단과 전문가자문단을 한 명 이상씩 모집해야 합니다."),
    ],
)
def test_seats_of_the_sides(kind, experts, sentence):
    assert seats_refusal(kind, 10, experts) == sentence
