from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.decisions.enums import Choice, ResolutionState
from workflows.decisions.tally import Share, rule_in_words, tally

HALF = Share(1, 2, True)
TWO_THIRDS = Share(2, 3, False)
CHOICES = st.lists(st.sampled_from(["", *Choice.values]), max_size=40)


@st.composite
def shares(draw):
    denominator = draw(st.integers(1, 7))
    numerator = draw(st.integers(1, denominator))
    strict = numerator < denominator and draw(st.booleans())
    return Share(numerator, denominator, strict)


def count(text, electorate=None, quorum=HALF, majority=HALF, **facts):
    """``+`` is for, ``-`` against, ``o`` abstained, ``.`` not cast."""
    words = {"+": "for", "-": "against", "o": "abstain", ".": ""}
    return tally([words[char] for char in text], electorate or len(text), quorum, majority, **facts)


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ("+++++--..", "carried"),  # 7 of 9, 5 for
        ("+++---...", "rejected"),  # a tie
        ("++++----.", "rejected"),
        ("+++ooo...", "rejected"),  # abstentions are votes: 3 of 6 are no majority
        ("++++oo...", "carried"),
        ("+++++....", "carried"),  # 5 of 9 are more than half
        ("++++.....", "no_quorum"),
        (".........", "no_quorum"),
        ("+", "carried"),
        (".", "no_quorum"),
        ("++..", "no_quorum"),  # half is not more than half
    ],
)
def test_more_than_half_of_more_than_half(votes, outcome):
    assert count(votes).outcome == outcome


def test_the_sentence():
    assert count("+++++--..").sentence == "재적 9명 가운데 7명 투표(정족수 5명), 찬성 5명으로 가결"
    assert count("+++---...").sentence == "재적 9명 가운데 6명 투표(정족수 5명), 찬성 3명(4명 필요)으로 부결"
    assert count("++++.....").sentence == "재적 9명 가운데 4명 투표, 정족수 5명에 못 미침"
    assert count("+.", with_department=True).sentence.startswith("재적 2명(사업부서 포함) 가운데")


def test_the_counts_stand_in_the_order_of_the_ballot():
    assert count("+++--o.").counts == {"찬성": 3, "반대": 2, "기권": 1}


@pytest.mark.parametrize(
    ("share", "words", "nine", "excludes"),
    [
        (HALF, "과반수", 5, True),
        (Share(1, 2, False), "2분의 1 이상", 5, False),
        (TWO_THIRDS, "3분의 2 이상", 6, True),
        (Share(2, 3, True), "3분의 2 초과", 7, True),
        (Share(1, 3, True), "3분의 1 초과", 4, False),
        (Share(3, 3, False), "전원", 9, True),
        (Share(2, 4, True), "과반수", 5, True),
    ],
)
def test_shares_in_words_and_numbers(share, words, nine, excludes):
    assert (share.words, share.least_of(9), share.excludes_ties) == (words, nine, excludes)
    assert share.least_of(0) == 1


@pytest.mark.parametrize(
    "parts", [(0, 2, True), (3, 2, False), (1, 0, True), (2, 2, True), (0, 0, False), (1, 1, True)]
)
def test_what_is_no_share(parts):
    with pytest.raises(ValueError, match="no share"):
        Share(*parts)


def test_the_rule_in_words():
    assert rule_in_words(HALF, HALF) == (
        "재적 과반수가 투표해야 하고, 투표한 사람의 과반수가 찬성하면 가결합니다. 찬성과 반대가 같으면 부결입니다."
    )
    assert rule_in_words(TWO_THIRDS, Share(1, 2, False)).endswith("2분의 1 이상이 찬성하면 가결합니다.")


def test_more_votes_than_voters_and_unknown_words_are_mistakes():
    with pytest.raises(ValueError, match="2 votes of 1"):
        count("++", electorate=1)
    with pytest.raises(ValueError, match="maybe"):
        tally(["maybe"], 3, HALF, HALF)


@settings(max_examples=60, deadline=None)
@given(CHOICES, st.integers(0, 20), shares(), shares())
def test_the_count_keeps_to_exact_fractions(choices, silent, quorum, majority):
    cast = [choice for choice in choices if choice]
    electorate = len(choices) + silent
    result = tally(choices, electorate, quorum, majority)
    assert result.in_favour + result.against + result.abstained == result.cast == len(cast)
    assert result.has_quorum == bool(cast and reaches(quorum, len(cast), electorate))
    carried = bool(result.has_quorum and result.in_favour and reaches(majority, result.in_favour, len(cast)))
    assert (result.outcome == ResolutionState.CARRIED) == carried
    if majority.excludes_ties and result.in_favour == result.against:
        assert not carried


def reaches(share, part, whole):
    wanted = Fraction(share.numerator, share.denominator)
    return Fraction(part, whole) > wanted if share.strict else Fraction(part, whole) >= wanted


@settings(max_examples=40, deadline=None)
@given(CHOICES, shares(), shares())
def test_one_more_for_it_never_undoes_a_decision(choices, quorum, majority):
    before = tally(choices, len(choices) + 1, quorum, majority)
    after = tally([*choices, "for"], len(choices) + 1, quorum, majority)
    assert (before.outcome != ResolutionState.CARRIED) or (after.outcome == ResolutionState.CARRIED)
