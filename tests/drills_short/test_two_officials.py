from tests.drills import r6_two_officials


def test_one_stage_is_closed_once_and_everybody_else_is_told(url):
    assert r6_two_officials.play(url, rounds=2, posts=6) == []
