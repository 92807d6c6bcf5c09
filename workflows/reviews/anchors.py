"""Where in a document a comment points. Pure."""

from django.core.exceptions import ValidationError

from .enums import AnchorKind

LAST_PAGE = 9999
LONGEST = 100
"""Characters in the name of a section."""


def anchor_of(page: int | None, section: str) -> AnchorKind:
    """What kind of place was given: a page where there is one, else a section, else the whole document."""
    if page is not None:
        return AnchorKind.PAGE
    return AnchorKind.SECTION if section else AnchorKind.WHOLE


def placed(anchor: str, page: int | None, section: str, last: int | None = None) -> dict:
    """The place as the columns of a comment; a page may be narrowed by a section.

    ``last`` is the number of the document's last page, where it is known. Raises ValidationError for a place that
    does not say where, and for a page beyond the last.
    """
    section = section.strip()
    if anchor not in AnchorKind.values:
        raise ValidationError("의견의 위치를 문서 전체, 쪽, 절·항목 가운데에서 골라 주세요.")
    if anchor == AnchorKind.PAGE and not (page and 1 <= page <= LAST_PAGE):
        raise ValidationError(f"쪽 번호를 1부터 {LAST_PAGE} 사이의 숫자로 적어 주세요.")
    if anchor == AnchorKind.PAGE and last and page > last:
        raise ValidationError(f"이 문서는 모두 {last}쪽이니 쪽 번호를 확인해 주세요.")
    if len(section) > LONGEST:
        raise ValidationError(f"절·항목은 {LONGEST}자까지 적을 수 있습니다.")
    if anchor == AnchorKind.SECTION and not section:
        raise ValidationError("어느 절이나 항목에 대한 의견인지 적어 주세요.")
    return {
        "anchor": anchor,
        "page": page if anchor == AnchorKind.PAGE else None,
        "section": "" if anchor == AnchorKind.WHOLE else section,
    }
