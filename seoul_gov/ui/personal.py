"""Personal data in text that is about to be public: what it looks like, and the sentence that says so. Pure.

Resident and foreigner registration numbers, mobile and other telephone numbers, mail addresses, card and bank account
numbers are found by their form; whether a number is real does not matter (홈페이지 개인정보 노출).
"""

import re

_PATTERNS: dict[str, re.Pattern] = {
    "주민등록번호": re.compile(
        r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?[-–]?\s?[1-8]\d{6}(?!\d)", re.ASCII
    ),
    "휴대전화번호": re.compile(r"(?<!\d)01[016-9][-.\s)]{0,2}\d{3,4}[-.\s]{0,2}\d{4}(?!\d)", re.ASCII),
    "카드번호": re.compile(r"(?<!\d)\d{4}[-\s]\d{4}[-\s]\d{4}[-\s]\d{4}(?!\d)", re.ASCII),
    # Begins where a word begins and is no longer than an address may be: a long text is read once.
    "이메일 주소": re.compile(
        r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
        re.ASCII,
    ),
}

STRUCK_OUT = "○○○"


def found_in(text: str) -> list[str]:
    """The kinds of personal data that the text seems to hold, as Korean words; empty where there are none."""
    return [kind for kind, pattern in _PATTERNS.items() if pattern.search(text)]


def refusal(text: str, what: str) -> str:
    """Why the text may not be published, in one sentence about ``what`` (``의견``); empty where it may."""
    kinds = found_in(text)
    if not kinds:
        return ""
    return f"{what}에 개인정보({', '.join(kinds)})로 보이는 내용이 있습니다. 누구나 볼 수 있는 글이니 지우고 다시 내 주세요."


def masked(text: str) -> str:
    """The text with everything that looks like personal data struck out, for records that nobody can write anew."""
    for pattern in _PATTERNS.values():
        text = pattern.sub(STRUCK_OUT, text)
    return text
