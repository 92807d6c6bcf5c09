"""How a panel that is being put together stands against its rules."""

from panels.composition import Band
from panels.selections.makeup import Person, measure

OLD, YOUNG = Person(("60대", "여성", "학생")), Person(("20대", "남성", "학생"))
BAND = Band(10, 2, 4)


def spread(found, feature):
    return {share.value: share for share in next(s for s in found.spreads if s.feature == feature).shares}


def test_a_balanced_panel_warns_of_nothing_but_what_all_share():
    found = measure("online", [OLD, YOUNG], [OLD, YOUNG, YOUNG], BAND)
    assert found.warnings == ("직업 학생: 선정된 사람의 60%를 넘습니다(100%).",)
    young = spread(found, "연령대")["20대"]
    assert (young.chosen, young.applied, young.percent, young.warning) == (1, 2, 50, "")


def test_three_fifths_are_not_too_many():
    people = [OLD] * 3 + [YOUNG] * 2
    assert not any("연령대" in one for one in measure("online", people, people, None).warnings)
    people = [OLD] * 4 + [YOUNG] * 2
    assert (
        "연령대 60대: 선정된 사람의 60%를 넘습니다(67%)." in measure("online", people, people, None).warnings
    )


def test_who_applied_and_is_not_there_is_told():
    found = measure("online", [OLD, OLD], [OLD, OLD, YOUNG], None)
    assert "연령대 20대: 신청한 사람이 있는데 선정된 사람이 없습니다." in found.warnings
    assert spread(found, "성별")["남성"].percent == 0


def test_other_kinds_are_told_figures_alone():
    found = measure("citizen", [OLD], [OLD, YOUNG], Band(10, 1, 4))
    assert found.warnings == () and not found.wants_spread
    assert spread(found, "연령대")["60대"].percent == 100


def test_the_size_counts_who_is_there_already():
    found = measure("citizen", [OLD], [OLD], BAND)
    assert found.size == 1 and "지금은 1명입니다." in found.departures[0]
    assert measure("citizen", [OLD], [OLD], BAND, others=[""]).departures == ()


def test_thin_sides_of_a_mixed_panel_are_told():
    people = [Person(OLD.values, "citizen"), Person(OLD.values, "citizen")]
    found = measure("mixed", people, people, Band(10, 2, 4, side_least=1), others=["citizen"])
    assert [("전문가자문단" in one) for one in found.departures] == [True]
    assert measure("mixed", people, people, Band(10, 2, 4, 1), others=["expert"]).departures == ()


def test_nobody_chosen_yet_warns_of_nobody():
    found = measure("online", [], [OLD], BAND)
    assert found.warnings == found.departures
