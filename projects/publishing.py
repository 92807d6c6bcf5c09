"""What may go before the public: whether a version's file holds personal data, as far as the portal can read it."""

from django.core.exceptions import ValidationError

from seoul_gov.documents.sections import words_of
from seoul_gov.ui import personal

from .models import DeliverableVersion


def is_readable(version: DeliverableVersion) -> bool:
    """Whether the portal has the file's words; every other format an official has to look through."""
    return bool(version.document.preview_html)


def found_in(version: DeliverableVersion) -> list[str]:
    """The kinds of personal data that seem to be in the version: its words, its file's name and what is said of it."""
    document = version.document
    said = (document.name, version.deliverable.title, version.note, words_of(document.preview_html))
    return personal.found_in("\n".join(said))


def refusal(version: DeliverableVersion) -> str:
    """Why the version may not be published, in one sentence; empty where nothing was found."""
    if version.document.is_preview_pending:
        return "파일의 미리보기를 만들고 있어 내용을 확인할 수 없습니다. 잠시 뒤에 다시 공개해 주세요."
    kinds = found_in(version)
    if not kinds:
        return ""
    return (
        f"개인정보({', '.join(kinds)})로 보이는 내용이 있어 공개할 수 없습니다. "
        "그 내용을 지운 파일을 새 버전으로 올린 뒤 그 판을 공개해 주세요."
    )


def refuse_unfit(version: DeliverableVersion, checked: bool) -> None:
    """Raise ValidationError for a version that may not be published.

    ``checked`` says that an official has looked for personal data in a file whose words the portal cannot read.
    """
    if sentence := refusal(version):
        raise ValidationError(sentence)
    if not checked and not is_readable(version):
        raise ValidationError(
            "포털이 내용을 읽을 수 없는 파일입니다. 파일을 열어 개인정보가 없는지 살펴보고 확인란에 표시해 주세요."
        )
