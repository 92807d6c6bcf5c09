import pytest

from workflows.adoption import adoption, adoption_of
from workflows.dispositions import COMMENT_WORDS, OPINION_WORDS


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
    assert adoption(dispositions, COMMENT_WORDS).percent == percent


def test_every_word_is_counted():
    counts = adoption(["accepted", "accepted", "partial", "", "not_relevant"], COMMENT_WORDS)
    assert counts.lines == [("반영", 2), ("부분반영", 1), ("미반영", 0), ("해당없음", 1)]
    assert (counts.total, counts.unanswered, counts.taken, counts.relevant) == (5, 1, 3, 4)


def test_what_the_database_counted_is_the_same():
    counts = adoption_of({"accepted": 2, "": 3}, OPINION_WORDS)
    assert counts.lines == [("채택", 2), ("일부채택", 0), ("미채택", 0), ("해당없음", 0)]
    assert (counts.total, counts.answered, counts.unanswered, counts.percent) == (5, 2, 3, 40.0)
