import pytest

from panels.conflicts.enums import Ground
from panels.conflicts.matching import Company, Told, find, names_in
from projects.enums import PartyKind

HANBIT = Company(party=1, vendor=10, name="(주)한빛소프트", kind=PartyKind.CONTRACTOR)
SEOUL = Company(party=2, vendor=20, name="서울데이터솔루션", kind=PartyKind.BIDDER)


def told(words, ground=Ground.TIE):
    return Told("지원서의 ‘속한 단체’", words, ground)


def found(*words, companies=(HANBIT, SEOUL), employers=(), settled=None, ground=Ground.TIE):
    return find([told(one, ground) for one in words], companies, employers, settled or {})


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("한빛소프트", Ground.TIE),
        ("한빛 소프트(주)", Ground.TIE),
        ("서울시청, ㈜한빛소프트", Ground.TIE),
        ("배우자 한빛소프트 과장", Ground.TIE),
        ("배우자가 한빛소프트에 다님", Ground.TIE),
        ("한빗소프트", Ground.ALIKE),
        ("한빛은행", None),
        ("한빛", None),
        ("없음", None),
        ("", None),
        (" , ·", None),
    ],
)
def test_words_name_a_company_or_one_alike_or_none(words, ground):
    match = found(words)
    assert (match and match.ground) == ground


def test_what_matched_says_where_the_words_stood_and_what_the_company_is_called():
    assert found("한빗소프트").matched == "지원서의 ‘속한 단체’에 적은 ‘한빗소프트’ – 수행사 ‘(주)한빛소프트’"


def test_the_surest_ground_counts_and_of_equals_the_first_company():
    assert found("한빗소프트", "서울데이터솔루션").company == SEOUL
    assert found("서울데이터솔루션", "한빛소프트").company == HANBIT
    match = found("한빛소프트", employers=[20])
    assert (match.company, match.ground) == (SEOUL, Ground.STAFF)
    assert match.matched == "입찰 참여사 ‘서울데이터솔루션’의 구성원 계정으로 등록되어 있습니다."


def test_what_was_looked_into_is_no_new_fact_and_a_surer_ground_is():
    settled = {(10, True): Ground.EMPLOYER.weight}
    assert found("한빛소프트", settled=settled) is None
    assert found("한빛소프트", ground=Ground.EMPLOYER, settled=settled) is None
    assert found("한빛소프트", employers=[10], settled=settled).ground == Ground.STAFF
    assert found("한빛소프트", "서울데이터솔루션", settled=settled).company == SEOUL


def test_names_are_runs_of_words_between_commas():
    assert names_in("가 나, 다") == ["가", "가 나", "나", "다"]
    assert names_in("한빛에서 일함") == ["한빛에서", "한빛에서 일함", "일함", "한빛"]
    assert names_in("일 이 삼 사 오 육 칠 팔")[5] == "일 이 삼 사 오 육"


def test_grounds_are_ordered_by_how_sure_they_are():
    weights = [ground.weight for ground in (Ground.STAFF, Ground.EMPLOYER, Ground.TIE, Ground.ALIKE)]
    assert weights == sorted(weights, reverse=True)
    assert min(weights) > 0
