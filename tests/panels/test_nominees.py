"""What a roster was understood to say, and what is wrong with a row alone."""

import pytest

from panels.nominees import Nominee, own_problems, understood

HAN = Nominee("한위원", "han@example.test", "통계")


def test_headings_in_any_order_and_other_columns():
    rows = [["연락처", "성명", "E-mail", "소속", "분야"], ["1", "한위원", "Han@Example.test", "대학", "통계"]]
    found = understood(rows)
    assert found.nominees == (Nominee("한위원", "han@example.test", "대학 · 통계"),)
    assert (found.unread, found.problems) == (("연락처",), ())


def test_no_headings_are_needed():
    found = understood(
        [["한위원", "han@example.test", "통계", "전문가", "위원"], ["이간사", "i@example.test"]]
    )
    assert found.nominees[0] == Nominee("한위원", "han@example.test", "통계", "expert")
    assert found.nominees[1] == Nominee("이간사", "i@example.test")


def test_nobody():
    assert understood([]).problems == ("명단에 사람이 없습니다.",)
    assert understood([["이름", "이메일"]]).problems == ("명단에 사람이 없습니다.",)


def test_a_column_that_is_missing():
    found = understood([["이름", "소속"], ["한위원", "대학"]])
    assert found.problems == ("‘이메일’ 열이 없습니다.",)
    assert understood([["이메일"], ["a@example.test"]]).problems == ("‘이름’ 열이 없습니다.",)


@pytest.mark.parametrize(("written", "role"), [("간사", "secretary"), ("", "member"), ("위원장", "chair")])
def test_roles(written, role):
    (one,) = understood([["한위원", "han@example.test", "", "", written]]).nominees
    assert one.role == role


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"name": ""}, "이름이 없습니다."),
        ({"name": "가" * 51}, "‘이름’은 50자까지 쓸 수 있습니다."),
        ({"affiliation": "가" * 101}, "‘소속·분야’은 100자까지 쓸 수 있습니다."),
        ({"email": ""}, "이메일 주소가 없습니다."),
        ({"email": "han@"}, "이메일 주소를 name@example.com처럼 적어 주세요."),
        ({"role": "chair"}, "단장은 초대를 수락한 단원 가운데서 정합니다. 역할을 비워 두세요."),
        ({"role": "고문"}, "역할은 ‘단원’이나 ‘간사’로 적어 주세요. 비워 두면 단원입니다."),
        ({"side": "expert"}, "섞어서 구성할 수 있는 것은 시민참여단과 전문가자문단뿐이어서 구분을 둘 수 없습니다."),
        ({"affiliation": "800101-1234567"}, "주민등록번호로 보이는 내용이 있습니다. 주민등록번호는 적지 마세요."),
        ({"name": "한\u202e"}, "보이지 않는 제어 문자가 들어 있습니다. 지우고 다시 입력해 주세요."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row(facts, problem):
    assert own_problems(Nominee(**{"name": "한위원", "email": "han@example.test"} | facts), "citizen") == [
        problem
    ]


def test_an_address_that_is_too_long():
    email = f"han@{'.'.join(['a' * 60] * 5)}.test"
    assert own_problems(Nominee("한위원", email), "citizen") in (
        ["이메일 주소는 254자까지 쓸 수 있습니다."],
        ["이메일 주소를 name@example.com처럼 적어 주세요."],
    )


def test_a_mixed_panel_asks_for_the_side():
    (problem,) = own_problems(HAN, "mixed")
    assert problem.startswith("혼합 추진단에서는")
    assert own_problems(Nominee("한위원", "han@example.test", side="citizen"), "mixed") == []


def test_words_are_shown_as_they_were_written():
    odd = Nominee("한위원", "han@example.test", side="외부", role="고문")
    assert (odd.side_label, odd.role_label, HAN.role_label) == ("외부", "고문", "단원")
