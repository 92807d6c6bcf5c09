import pytest

from workflows.reviews.adoption import adoption


@pytest.mark.parametrize(
    ("dispositions", "percent"),
    [
        ([], None),
        (["not_relevant"], None),
        (["accepted"], 100.0),
        (["rejected"], 0.0),
        (["accepted", "partial", "rejected"], 66.7),
        (["accepted", "rejected", "not_relevant"], 50.0),
        (["accepted", ""], 50.0),
    ],
)
def test_the_share_that_was_taken_up(dispositions, percent):
    assert adoption(dispositions).percent == percent


def test_every_word_is_counted():
    counts = adoption(["accepted", "accepted", "partial", "", "not_relevant"])
    assert counts.lines == [("반영", 2), ("부분반영", 1), ("미반영", 0), ("해당없음", 1)]
    assert (counts.total, counts.unanswered, counts.taken, counts.relevant) == (5, 1, 3, 4)
