"""How dates, money, sizes and particles are written in Korean. Pure functions, no database.

Aware datetimes are shown in Korean time; naive ones are taken to be Korean time already.
"""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")
WEEKDAYS = "월화수목금토일"

_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3
_FINALS = 28
_FINAL_RIEUL = 8
_AFTER_VOWEL = {
    "가",
    "를",
    "는",
    "와",
    "로",
    "야",
    "나",
    "라",
    "란",
    "며",
    "여",
    "든",
    "랑",
    "로서",
    "로써",
    "로부터",
}
_DIGITS_CLOSED = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
_LETTERS_CLOSED = {"L": "ㄹ", "R": "ㄹ", "M": "ㅁ", "N": "ㄴ"}
_SYMBOLS = {"%": "", "℃": "", "㎡": "", "+": "", "㎞": "", "㎏": "ㅁ"}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?$")
_WORD = re.compile(r"[A-Za-z]+$")
_SLOT = re.compile(r"\{([^{}]+)\}")


def today() -> date:
    """The date in Korea now."""
    return datetime.now(SEOUL).date()


def korean_date(value: date | None) -> str:
    """``2018. 2. 5.(월)``; an empty string for None."""
    if value is None:
        return ""
    day = _in_seoul(value)
    return f"{day.year}. {_month_and_day(day)}"


def korean_datetime(value: datetime | None) -> str:
    """``2018. 2. 5.(월) 14:00`` in Korean time; a plain date is shown without a time."""
    if value is None:
        return ""
    return korean_date(value) + _clock(value)


def korean_period(start: date | None, end: date | None) -> str:
    """``2018. 2. 5.(월) ~ 2. 9.(금)``: the year, and for times of one day the day, is not repeated.

    Takes dates or datetimes. One side may be None: ``2018. 2. 5.(월) ~`` or ``~ 2018. 2. 9.(금)``.
    """
    if start is None or end is None:
        left, right = korean_datetime(start), korean_datetime(end)
        return f"{left} ~ {right}".strip() if left or right else ""
    return f"{korean_datetime(start)} ~ {_shortened(end, after=start)}"


def won(amount: int | None) -> str:
    """``1,234원``; an empty string for None."""
    return "" if amount is None else f"{int(amount):,}원"


def file_size(size: int | None) -> str:
    """Bytes as people say them: ``17KB``, ``1.4MB``; an empty string for None. Rounds up to 1KB."""
    if size is None:
        return ""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))}KB"
    return f"{size / 1024 / 1024:.1f}MB"


def whole_percent(part: int, whole: int) -> int:
    """A share in whole percent, a half rounded up as readers do: 5 of 8 are 63. ``whole`` is at least 1."""
    return (200 * part + whole) // (2 * whole)


def remaining_days(due: date, on: date | None = None) -> int:
    """Days from `on` (today in Korea when absent) until `due`; negative when it has passed."""
    return (_day(due) - _day(on or today())).days


def dday(due: date | None, on: date | None = None) -> str:
    """``D-7``, ``오늘`` or ``3일 지남``; an empty string for None."""
    if due is None:
        return ""
    days = remaining_days(due, on)
    if days > 0:
        return f"D-{days}"
    return "오늘" if days == 0 else f"{-days}일 지남"


def time_left(moment: datetime) -> str:
    """``3시간 20분``, ``20분`` or ``1분 미만``: how long it is until a moment that is still to come."""
    minutes = int((moment - datetime.now(SEOUL)).total_seconds() // 60)
    if minutes < 1:
        return "1분 미만"
    hours, minutes = divmod(minutes, 60)
    return " ".join(f"{count}{unit}" for count, unit in ((hours, "시간"), (minutes, "분")) if count)


def josa(word: object, pair: str) -> str:
    """The word with the particle that fits its last sound: ``josa("사업", "을/를")`` is ``사업을``.

    `pair` may be in either order (``은/는``, ``는/은``, ``으로/로``). Digits are read as in Korean, capitals
    letter by letter, other Latin words by their ending. Where the sound cannot be told,
    both forms are given: ``을(를)``.
    Raises ValueError when `pair` is not two forms with a slash between.
    """
    return f"{word}{particle(word, pair)}"


def particle(word: object, pair: str) -> str:
    """Only the particle of `josa`."""
    closed, open_ = _forms(pair)
    final = _final_sound(str(word))
    if final is None:
        return f"(으){open_}" if closed == f"으{open_}" else f"{closed}({open_})"
    if final == "" or (final == "ㄹ" and closed.startswith("으로")):
        return open_
    return closed


def josa_text(template: str, **words: object) -> str:
    """Fills a sentence: ``josa_text("{name}{을/를} 냈습니다.", name="계획서")`` is ``계획서를 냈습니다.``

    A slot with a slash is a particle of the text before it; what is filled in is never read as a slot.
    Raises KeyError for a slot that has no word.
    """
    written = ""
    position = 0
    for slot in _SLOT.finditer(template):
        written += template[position : slot.start()]
        name = slot.group(1)
        written += particle(written, name) if "/" in name else str(words[name])
        position = slot.end()
    return written + template[position:]


def _in_seoul(value: date) -> date:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(SEOUL)
    return value


def _day(value: date) -> date:
    local = _in_seoul(value)
    return local.date() if isinstance(local, datetime) else local


def _month_and_day(day: date) -> str:
    return f"{day.month}. {day.day}.({WEEKDAYS[day.weekday()]})"


def _clock(value: date) -> str:
    return f" {_in_seoul(value):%H:%M}" if isinstance(value, datetime) else ""


def _shortened(end: date, after: date) -> str:
    first, last = _day(after), _day(end)
    if first == last and _clock(end):
        return _clock(end).strip()
    if first.year == last.year:
        return _month_and_day(last) + _clock(end)
    return korean_datetime(end)


def _forms(pair: str) -> tuple[str, str]:
    first, slash, second = pair.partition("/")
    if not (first and slash and second):
        raise ValueError(f"a particle needs two forms, such as 을/를: {pair!r}")
    return (second, first) if first in _AFTER_VOWEL else (first, second)


def _final_sound(text: str) -> str | None:
    """The consonant that the text ends in: "" after a vowel, None when it cannot be told."""
    spoken = text.rstrip(" \t\n)]}>'\"’”」』〉》】〕.,!?…·~*")
    if not spoken:
        return None
    last = spoken[-1]
    if _HANGUL_FIRST <= ord(last) <= _HANGUL_LAST:
        return _final_of_syllable(last)
    if number := _NUMBER.search(spoken):
        return _final_of_number(number.group())
    if word := _WORD.search(spoken):
        return _final_of_latin(word.group())
    return _SYMBOLS.get(last)


def _final_of_syllable(syllable: str) -> str:
    final = (ord(syllable) - _HANGUL_FIRST) % _FINALS
    if final == 0:
        return ""
    return "ㄹ" if final == _FINAL_RIEUL else "ㅇ"


def _final_of_number(number: str) -> str:
    digits = number.replace(",", "")
    significant = digits.rstrip("0")
    zeros = len(digits) - len(significant)
    if "." in digits or zeros == 0 or not significant:
        return _DIGITS_CLOSED.get(digits[-1], "")
    return "" if 12 <= zeros < 16 else "ㅂ"


def _final_of_latin(word: str) -> str:
    if word.isupper():
        return _LETTERS_CLOSED.get(word[-1], "")
    ending = word.lower()
    if ending.endswith(("l", "le")):
        return "ㄹ"
    closed = r"(?:[mn]e?|ng|(?:^|[^aeiou])[aeiou](?:[bcgkpt]|ck|pp|tt))$"
    return "ㅇ" if re.search(closed, ending) else ""
