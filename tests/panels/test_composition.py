import pytest

from panels.composition import BANDS, PRINCIPLES, Band, Departure, can_hold, check_size, side_refusal
from panels.enums import MemberRole, MemberSide, PanelKind


@pytest.mark.parametrize("kind", ["citizen", "expert", "working"])
@pytest.mark.parametrize(("size", "fits"), [(0, False), (7, False), (8, True), (12, True), (13, False)])
def test_ten_or_so_is_eight_to_twelve(kind, size, fits):
    assert (check_size(kind, size) == []) is fits


@pytest.mark.parametrize(("size", "fits"), [(23, False), (24, True), (36, True), (37, False)])
def test_thirty_or_so_online_is_twenty_four_to_thirty_six(size, fits):
    assert (check_size("online", size) == []) is fits


def test_advice_is_one_sentence_with_both_numbers():
    assert check_size("citizen", 5) == [
        Departure("권고 인원은 시민참여단 10명 내외(8~12명)인데 지금은 5명입니다.")
    ]


def test_mixed_panel_wants_three_on_each_side():
    sides = {MemberSide.CITIZEN: 8, MemberSide.EXPERT: 2}
    assert check_size("mixed", 10, sides) == [
        Departure("혼합 추진단의 전문가자문단은 3명 이상을 권고하는데 지금은 2명입니다.")
    ]
    assert check_size("mixed", 10, {"citizen": 7, "expert": 3}) == []
    assert len(check_size("mixed", 0)) == 3


@pytest.mark.parametrize("kind", ["joint_body", "pb_committee"])
def test_other_bodies_have_no_recommended_size(kind):
    assert check_size(kind, 500) == []


def test_edited_band_replaces_the_guidelines():
    assert check_size("citizen", 5, band=Band(5, 4, 6)) == []
    assert check_size("citizen", 10, band=Band(5, 4, 6)) == [
        Departure("권고 인원은 시민참여단 5명 내외(4~6명)인데 지금은 10명입니다.")
    ]


@pytest.mark.parametrize("kind", [kind for kind in PanelKind if kind != PanelKind.MIXED])
def test_only_citizens_and_experts_are_ever_mixed(kind):
    assert side_refusal(kind, MemberRole.MEMBER, "") == ""
    assert side_refusal(kind, MemberRole.MEMBER, "expert") == (
        "섞어서 구성할 수 있는 것은 시민참여단과 전문가자문단뿐이어서 구분을 둘 수 없습니다."
    )


@pytest.mark.parametrize("side", ["", "working", "online"])
def test_member_of_a_mixed_panel_takes_one_of_the_two_sides(side):
    assert side_refusal("mixed", "member", side) == (
        "혼합 추진단에서는 시민참여단과 전문가자문단 가운데 하나를 골라 주세요."
    )
    assert side_refusal("mixed", "member", "citizen") == ""


def test_secretary_sits_on_no_side():
    assert side_refusal("mixed", "secretary", "") == ""
    assert side_refusal("mixed", "secretary", "expert") == (
        "간사는 시민참여단이나 전문가자문단 어느 쪽에도 속하지 않습니다."
    )


def test_every_citizen_panel_has_a_band_and_principles():
    citizen_panels = {kind for kind in PanelKind if kind.is_citizen_panel}
    assert set(BANDS) == set(PRINCIPLES) == citizen_panels


def test_secretary_is_an_official_and_nobody_else_is():
    assert can_hold(True, "secretary")
    assert can_hold(False, "secretary").reason == "간사는 시 직원만 맡을 수 있습니다."
    assert can_hold(False, "member")
    assert can_hold(True, "member").reason == "시 직원은 추진단의 간사로만 참여할 수 있습니다."
