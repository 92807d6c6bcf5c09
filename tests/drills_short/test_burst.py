from tests.drills.r15_burst import play


def test_many_opinions_at_once_are_all_stored_once(url):
    assert play(url, citizens=6, each=3, connections=4) == []
