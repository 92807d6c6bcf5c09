"""Amounts as official papers write them: 금234,580원(금이십삼만사천오백팔십원). Pure."""

DIGITS = ("", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
PLACES = ("", "십", "백", "천")
GROUPS = ("", "만", "억", "조")
GROUP = 10_000


def formal_won(amount: int | None) -> str:
    """The amount in digits and in words, so that neither can be altered; empty for None.

    Takes amounts from 0 to below ten thousand 조 (행정업무의 운영 및 혁신에 관한 규정, 금액의 표시).
    """
    if amount is None:
        return ""
    return f"금{amount:,}원(금{spelled(amount) or '영'}원)"


def spelled(amount: int) -> str:
    """The number in Hangul, each digit named: 113,560 is 일십일만삼천오백육십."""
    text = ""
    for group in GROUPS:
        amount, part = divmod(amount, GROUP)
        text = (spelled_group(part) + group if part else "") + text
    return text


def spelled_group(part: int) -> str:
    """Four digits in Hangul."""
    digits = [int(digit) for digit in f"{part:04d}"]
    return "".join(
        DIGITS[digit] + place for digit, place in zip(digits, reversed(PLACES), strict=True) if digit
    )
