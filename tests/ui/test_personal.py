import time

import pytest

from seoul_gov.ui.personal import STRUCK_OUT, found_in, masked, refusal


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("홍길동 900101-1234567", ["주민등록번호"]),
        ("전화 010 1234 5678", ["휴대전화번호"]),
        ("1234-5678-9012-3456", ["카드번호"]),
        ("전각 ０１０－１２３４－５６７８", ["휴대전화번호"]),
        ("문서에서 옮긴 010\u20111234\u20135678, 900101\u20131234567", ["주민등록번호", "휴대전화번호"]),
        ("문의: hong.gil+dong@mail.example.co.kr까지", ["이메일 주소"]),
        ("2026-12-01에 350,000,000원, 02-2133-2900", []),
        ("@로 시작하거나 a@b로 끝나는 글", []),
    ],
)
def test_what_personal_data_looks_like(text, kinds):
    assert found_in(text) == kinds


def test_the_refusal_names_what_was_found():
    assert refusal("010-1234-5678, a@b.kr", "의견").startswith("의견에 개인정보(휴대전화번호, 이메일 주소)로")
    assert refusal("괜찮은 글", "의견") == ""


def test_only_what_was_found_is_struck_out():
    assert (
        masked("（전화） ０１０－１２３４－５６７８ 또는 010 1234 5678！")
        == f"（전화） {STRUCK_OUT} 또는 {STRUCK_OUT}！"
    )


def test_a_long_word_costs_no_time():
    start = time.perf_counter()
    assert found_in("a" * 500_000) == []
    assert time.perf_counter() - start < 2
