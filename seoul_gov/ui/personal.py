"""Personal data in text that is about to be public: what it looks like, and the sentence that says so. Pure.

Resident and foreigner registration numbers, mobile numbers, card numbers and mail addresses are found by their form, also
where they were typed in full width or with the dashes of a word processor; whether a number is real does not matter
(홈페이지 개인정보 노출). Other telephone numbers are those of offices more often than not, and the numbers of bank
accounts have no form of their own.
"""

import re

_PATTERNS: dict[str, re.Pattern] = {
    "주민등록번호": re.compile(
        r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?-?\s?[1-8]\d{6}(?!\d)", re.ASCII
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
_NARROW = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
    | {0x3000: " ", 0x00A0: " "}
)
"""Each full-width character, dash and blank as the one that keyboards have: one for one, so that places stay."""


def found_in(text: str) -> list[str]:
    """The kinds of personal data that the text seems to hold, as Korean words; empty where there are none."""
    typed = text.translate(_NARROW)
    return [kind for kind, pattern in _PATTERNS.items() if pattern.search(typed)]


def refusal(text: str, what: str) -> str:
    """Why the text may not be published, in one sentence about ``what`` (``의견``); empty where it may."""
    kinds = found_in(text)
    if not kinds:
        return ""
    return f"{what}에 개인정보({', '.join(kinds)})로 보이는 내용이 있습니다. 누구나 볼 수 있는 글이니 지우고 다시 내 주세요."


def masked(text: str) -> str:
    """The text with everything that looks like personal data struck out, for records that nobody can write anew."""
    for pattern in _PATTERNS.values():
        text = _struck_out(pattern, text)
    return text


def _struck_out(pattern: re.Pattern, text: str) -> str:
    kept, end = [], 0
    for found in pattern.finditer(text.translate(_NARROW)):
        kept += [text[end : found.start()], STRUCK_OUT]
        end = found.end()
    return "".join([*kept, text[end:]])
