from tests.drills import r11_criteria_edited, r12_lost_update


def test_an_assessment_keeps_its_edition(url):
    assert r11_criteria_edited.play(url, rounds=3, opened=3) == []


def test_nobody_overwrites_a_sheet_unknowingly(url):
    assert r12_lost_update.play(url, rounds=2) == []
