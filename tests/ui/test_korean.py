from datetime import UTC, date, datetime

import pytest

from seoul_gov.ui import korean


@pytest.mark.parametrize(
    ("word", "pair", "said"),
    [
        ("사업", "을/를", "사업을"),
        ("계획서", "을/를", "계획서를"),
        ("계획서", "를/을", "계획서를"),
        ("시민", "이/가", "시민이"),
        ("위원회", "은/는", "위원회는"),
        ("시민", "와/과", "시민과"),
        ("회의", "으로/로", "회의로"),
        ("서울", "으로/로", "서울로"),
        ("의견", "로/으로", "의견으로"),
        ("서울", "을/를", "서울을"),
        ("「서울시 사업」", "이/가", "「서울시 사업」이"),
        ("사업(안)", "은/는", "사업(안)은"),
        (3, "은/는", "3은"),
        (2, "은/는", "2는"),
        (1, "으로/로", "1로"),
        (6, "으로/로", "6으로"),
        (10, "이/가", "10이"),
        ("1,000", "이/가", "1,000이"),
        (1_000_000_000_000, "이/가", "1000000000000가"),
        (0, "은/는", "0은"),
        ("3.5", "를/을", "3.5를"),
        ("3.50", "를/을", "3.50을"),
        ("50%", "을/를", "50%를"),
        ("PDF", "을/를", "PDF를"),
        ("SQL", "으로/로", "SQL로"),
        ("VPN", "으로/로", "VPN으로"),
        ("ISP", "은/는", "ISP는"),
        ("chatbot", "이/가", "chatbot이"),
        ("App", "을/를", "App을"),
        ("Mobile", "으로/로", "Mobile로"),
        ("service", "을/를", "service를"),
        ("online", "을/를", "online을"),
        ("★", "을/를", "★을(를)"),
        ("★", "으로/로", "★(으)로"),
        ("", "이/가", "이(가)"),
    ],
)
def test_particle_follows_the_last_sound(word, pair, said):
    assert korean.josa(word, pair) == said


def test_particle_needs_two_forms():
    with pytest.raises(ValueError, match="two forms"):
        korean.josa("사업", "을")


def test_sentence_is_filled_and_its_words_are_not_read_as_slots():
    said = korean.josa_text("{name}{을/를} {place}{으로/로} 보냈습니다.", name="{이/가} 회의록", place="구로")
    assert said == "{이/가} 회의록을 구로로 보냈습니다."


def test_sentence_with_a_missing_word_is_refused():
    with pytest.raises(KeyError):
        korean.josa_text("{name}{을/를}")


MONDAY = date(2018, 2, 5)


def test_dates_as_official_documents_write_them():
    assert korean.korean_date(MONDAY) == "2018. 2. 5.(월)"
    assert korean.korean_date(None) == ""
    assert korean.korean_datetime(MONDAY) == "2018. 2. 5.(월)"
    assert korean.korean_datetime(None) == ""
    assert korean.korean_datetime(datetime(2018, 2, 5, 14, 0)) == "2018. 2. 5.(월) 14:00"


def test_aware_times_are_shown_in_korean_time():
    late = datetime(2018, 2, 4, 15, 30, tzinfo=UTC)
    assert korean.korean_date(late) == "2018. 2. 5.(월)"
    assert korean.korean_datetime(late) == "2018. 2. 5.(월) 00:30"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (MONDAY, date(2018, 2, 9), "2018. 2. 5.(월) ~ 2. 9.(금)"),
        (MONDAY, date(2019, 2, 9), "2018. 2. 5.(월) ~ 2019. 2. 9.(토)"),
        (datetime(2018, 2, 5, 14), datetime(2018, 2, 5, 16, 30), "2018. 2. 5.(월) 14:00 ~ 16:30"),
        (datetime(2018, 2, 5, 14), datetime(2018, 2, 6, 9), "2018. 2. 5.(월) 14:00 ~ 2. 6.(화) 09:00"),
        (MONDAY, MONDAY, "2018. 2. 5.(월) ~ 2. 5.(월)"),
        (MONDAY, None, "2018. 2. 5.(월) ~"),
        (None, MONDAY, "~ 2018. 2. 5.(월)"),
        (None, None, ""),
    ],
)
def test_periods_repeat_nothing(start, end, said):
    assert korean.korean_period(start, end) == said


def test_money_and_sizes():
    assert korean.won(1234) == "1,234원"
    assert korean.won(0) == "0원"
    assert korean.won(None) == ""
    assert korean.file_size(17 * 1024) == "17KB"
    assert korean.file_size(10) == "1KB"
    assert korean.file_size(1_500_000) == "1.4MB"
    assert korean.file_size(None) == ""


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2018, 2, 12), "D-7"),
        (MONDAY, "오늘"),
        (date(2018, 2, 2), "3일 지남"),
        (datetime(2018, 2, 5, 15, 30, tzinfo=UTC), "D-1"),
        (None, ""),
    ],
)
def test_days_left(due, said):
    assert korean.dday(due, on=MONDAY) == said


def test_days_are_counted_from_today_in_korea(time_machine):
    time_machine.move_to(datetime(2018, 2, 4, 15, 30, tzinfo=UTC))
    assert korean.today() == MONDAY
    assert korean.remaining_days(date(2018, 2, 6)) == 1


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(0, 1, 0), (5, 8, 63), (1, 8, 13), (1, 3, 33), (2, 3, 67), (3, 3, 100)]
)
def test_a_half_of_a_percent_is_rounded_up(part, whole, percent):
    assert korean.whole_percent(part, whole) == percent
