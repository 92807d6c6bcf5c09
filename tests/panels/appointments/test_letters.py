from datetime import date

import pytest

from panels.appointments.letters import Certificate, Letter, Paper, Seat

DAY = date(2026, 11, 27)


def seat(**facts):
    usual = {
        "name": "홍길동",
        "body": "따릉이 시민참여단",
        "kind": "시민참여단",
        "project": "따릉이 앱 개편",
        "role": "단원",
        "first": DAY,
        "last": date(2027, 6, 30),
    }
    return Seat(**usual | facts)


def texts(paper):
    for block in paper.to_json()["blocks"]:
        yield from [text for row in block["rows"] for text in row] if "rows" in block else [block["text"]]


def test_a_letter_says_who_is_appointed_to_what_and_for_how_long():
    letter = Letter("제2026-12호", seat(), "서울특별시장", DAY)
    assert list(texts(letter)) == [
        "제2026-12호",
        "위  촉  장",
        "성명  홍길동",
        "소속  따릉이 시민참여단",
        "사업  따릉이 앱 개편",
        "역할  단원",
        "위촉 기간  2026년 11월 27일 ~ 2027년 6월 30일",
        "귀하를 「따릉이 앱 개편」 사업 따릉이 시민참여단의 단원으로 위촉합니다.",
        "2026년 11월 27일",
        "서울특별시장",
    ]
    assert not letter.is_long
    assert Letter("1", seat(body="나" * 90), "시장", DAY).is_long


def test_a_body_is_told_with_its_kind_and_a_project_is_no_project_twice():
    assert seat(body="모두의 모임").place == "모두의 모임(시민참여단)"
    assert seat(project="따릉이 구축 사업").called == "「따릉이 구축 사업」"


@pytest.mark.parametrize(
    ("held", "came", "told"), [(5, 4, "4회"), (2, 0, "0회"), (0, 0, "출석을 기록한 회의 없음")]
)
def test_a_certificate_says_what_was_done(held, came, told):
    facts = {"appointed": "제2026-12호", "held": held, "came": came}
    certificate = Certificate("제2027-3호", seat(role="단장"), "서울특별시장", date(2027, 7, 1), **facts)
    said = list(texts(certificate))
    assert said[:2] == ["제2027-3호", "활  동  확  인  서"]
    assert said[9:12] == ["단장", "위촉 번호", "제2026-12호"]
    assert said[said.index("회의 참석") + 1] == told
    assert said[-3:] == ["위 사람은 위와 같이 활동하였음을 확인합니다.", "2027년 7월 1일", "서울특별시장"]


def test_the_digest_tells_whether_a_paper_says_the_same():
    first = Letter("제2026-12호", seat(), "서울특별시장", DAY)
    assert first.digest == Letter("제2026-12호", seat(), "서울특별시장", DAY).digest
    assert first.digest != Letter("제2026-12호", seat(role="단장"), "서울특별시장", DAY).digest


def test_a_paper_of_no_kind_says_nothing():
    bare = Paper("1", seat(), "시장", DAY)
    for part in ("rows", "sentence"):
        with pytest.raises(NotImplementedError):
            getattr(bare, part)
    with pytest.raises(NotImplementedError):
        bare.statement()
