"""What a press leaves to its room. How orders are claimed, made, kept and given up, the rooms' tests show."""

import pytest

from seoul_gov.papers.presses import Press


@pytest.mark.parametrize("verb", ["make", "name", "keeper", "made", "failed"])
def test_a_room_says_what_its_papers_are(verb):
    with pytest.raises(NotImplementedError):
        getattr(Press(), verb)(None)
