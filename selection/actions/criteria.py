"""Editions of the criteria: copied, edited as one sheet, published, and never touched again."""

from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from seoul_gov.audit import actions as audit
from seoul_gov.ui.verdicts import require

from .. import events, guideline_2018, permissions
from ..enums import EditionState
from ..grid import Grid, GridQuestion, GridRow, differences, grid_of, problems
from ..models import Edition, MatrixRow, QuestionText

PUBLISHED = "발행한 기준표는 고칠 수 없습니다. 이 판을 바탕으로 새 초안을 만들어 주세요."
NOT_PUBLISHED = "발행한 기준표에서만 새 초안을 만들 수 있습니다."
STALE = (
    "그 사이 다른 화면에서 이 초안이 저장되었습니다. 아래에서 다른 곳을 견주어 보고, "
    "입력한 내용으로 바꾸려면 다시 저장해 주세요."
)
SUPPORT_QUESTIONS = (*guideline_2018.APPLICABILITY_QUESTIONS, *guideline_2018.FOLLOW_UP_QUESTIONS)
TAKEN = "같은 이름의 판이 이미 있습니다. 다른 이름을 적어 주세요."


@transaction.atomic
def load_guideline() -> Edition:
    """The guideline of February 2018 as a published edition; made once, found again ever after (가이드라인 4-1)."""
    edition, is_new = Edition.objects.get_or_create(
        label=guideline_2018.LABEL,
        defaults={
            "source": guideline_2018.SOURCE,
            "note": guideline_2018.COLUMN_NOTE,
            "state": EditionState.PUBLISHED,
            "published_at": timezone.now(),
        },
    )
    if is_new:
        MatrixRow.objects.bulk_create(guideline_rows(edition))
        QuestionText.objects.bulk_create(guideline_questions(edition))
        audit.record(
            by=None, kind=events.EDITION_LOADED, on=edition, chain=edition_chain(edition), edition=edition
        )
    return edition


@transaction.atomic
def clone_edition(*, by, edition: Edition) -> Edition:
    """A new draft with everything that a published edition says. Raises ValidationError for a draft."""
    require(permissions.can_keep_editions(by))
    if edition.is_draft:
        raise ValidationError(NOT_PUBLISHED)
    grid = grid_of(edition)
    draft = Edition.objects.create(
        label=free_label(edition.label), source=grid.source, based_on=edition, created_by=by
    )
    MatrixRow.objects.bulk_create(
        MatrixRow(edition=draft, order=order, **row_facts(row))
        for order, row in enumerate(grid.rows, start=1)
    )
    QuestionText.objects.bulk_create(
        QuestionText(edition=draft, **question_facts(question)) for question in grid.questions
    )
    audit.record(
        by=by, kind=events.EDITION_CLONED, on=draft, chain=edition_chain(draft), base=edition, edition=draft
    )
    return draft


@transaction.atomic
def save_grid(*, by, edition: Edition, grid: Grid, version: int) -> Edition:
    """Save a draft's sheet.

    ``version`` is the one the person saw: raises ValidationError when somebody else has saved since, when the
    edition is published, and when the sheet is not well-formed or its name is taken.
    """
    edition = locked(edition)
    require(permissions.can_keep_editions(by))
    refuse_published(edition)
    if edition.version != version:
        raise ValidationError(STALE)
    refuse_problems(grid)
    if Edition.objects.exclude(pk=edition.pk).filter(label=grid.label).exists():
        raise ValidationError(TAKEN)
    changed = differences(grid_of(edition), grid)
    write(edition, grid)
    audit.record(
        by=by,
        kind=events.EDITION_SAVED,
        on=edition,
        chain=edition_chain(edition),
        data={"changes": [[change.place, change.before, change.after] for change in changed]},
        edition=edition,
        changes=f"바뀐 곳 {len(changed)}군데",
    )
    return edition


@transaction.atomic
def publish_edition(*, by, edition: Edition, version: int | None = None) -> Edition:
    """Put a draft in force; assessments begun from now on follow it, the others keep theirs.

    Raises ValidationError when it is published already, is not well-formed, or, with ``version``, was saved since.
    """
    edition = locked(edition)
    require(permissions.can_keep_editions(by))
    refuse_published(edition)
    if version is not None and edition.version != version:
        raise ValidationError(
            "그 사이 다른 화면에서 이 초안이 저장되었습니다. 바뀐 내용을 확인하고 발행해 주세요."
        )
    refuse_problems(grid_of(edition))
    edition.state = EditionState.PUBLISHED
    edition.published_by, edition.published_at = by, timezone.now()
    edition.save()
    audit.record(
        by=by, kind=events.EDITION_PUBLISHED, on=edition, chain=edition_chain(edition), edition=edition
    )
    return edition


def edition_chain(edition: Edition) -> str:
    """The key that gathers the history of one edition in the audit record."""
    return f"edition:{edition.pk}"


def locked(edition: Edition) -> Edition:
    """The edition's row, held until the end of the transaction."""
    return Edition.objects.select_for_update().get(pk=edition.pk)


def free_label(base: str) -> str:
    """A name that no edition has yet, made from the name it is based on."""
    taken = set(Edition.objects.values_list("label", flat=True))
    length = Edition._meta.get_field("label").max_length
    names = (f"{base[: length - 10]} 개정안{f' {n}' if n > 1 else ''}" for n in count(1))
    return next(name for name in names if name not in taken)


def refuse_published(edition: Edition) -> None:
    if not edition.is_draft:
        raise ValidationError(PUBLISHED)


def refuse_problems(grid: Grid) -> None:
    if found := problems(grid):
        raise ValidationError(found)


def write(edition: Edition, grid: Grid) -> None:
    """The sheet into the rows, each saved by itself so that its field-level history is kept."""
    edition.label, edition.source, edition.note = grid.label, grid.source, grid.note
    edition.version += 1
    edition.save()
    rows, questions = keyed(edition.rows.all()), keyed(edition.questions.all())
    for row in grid.rows:
        put(rows[row.key], row_facts(row))
    for question in grid.questions:
        put(questions[question.key], question_facts(question))


def keyed(parts) -> dict[str, MatrixRow | QuestionText]:
    return {part.key: part for part in parts}


def put(part: MatrixRow | QuestionText, facts: dict) -> None:
    for name, value in facts.items():
        setattr(part, name, value)
    part.save()


def row_facts(row: GridRow) -> dict:
    types = [governance_type.value for governance_type in row.types]
    return {"key": row.key, "text": row.text, "details": row.details, "types": types}


def question_facts(question: GridQuestion) -> dict:
    return {"key": question.key, "text": question.text, "help": question.help}


def guideline_rows(edition: Edition) -> list[MatrixRow]:
    return [
        MatrixRow(
            edition=edition,
            key=printed.row.value,
            text="\n".join(printed.questions),
            details="\n".join(printed.details),
            types=[governance_type.value for governance_type in printed.ticked],
            order=order,
        )
        for order, printed in enumerate(guideline_2018.ROWS, start=1)
    ]


def guideline_questions(edition: Edition) -> list[QuestionText]:
    return [
        QuestionText(
            edition=edition,
            key=support.question.value,
            text=support.text,
            help="\n".join((*support.details, f"근거: {support.basis}")),
        )
        for support in SUPPORT_QUESTIONS
    ]
