"""The sheet of an edition as one form."""

from django import forms

from projects.enums import GovernanceType
from seoul_gov.ui.forms import VersionedForm

from .grid import LABELS, QUESTION_LENGTH, Grid, GridQuestion, GridRow
from .table import HEADINGS


class GridForm(VersionedForm):
    """Every place of the sheet is one field; ``sheet`` is what was typed, as a Grid."""

    label = forms.CharField(label="판 이름", max_length=50)
    source = forms.CharField(label="근거", max_length=200, required=False)
    note = forms.CharField(label="바뀐 점", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)

    type_labels = GovernanceType.labels

    def __init__(self, *args, grid: Grid, version: int, **kwargs):
        super().__init__(*args, initial=initial_of(grid) | {"version": version}, label_suffix="", **kwargs)
        self.keys = [row.key for row in grid.rows]
        self.asked = [question.key for question in grid.questions]
        for key in self.keys:
            self.fields |= row_fields(key)
        for key in self.asked:
            self.fields |= question_fields(key)

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str):
                self.cleaned_data[name] = "\n".join(value.splitlines())

    @property
    def rows(self):
        """The rows of the table for the page: headings, text, details and a tick for every type."""
        for key in self.keys:
            yield {
                "headings": " > ".join(HEADINGS[key]),
                "text": self[f"{key}_text"],
                "details": self[f"{key}_details"],
                "ticks": [(t.label, self[f"{key}_{t.value}"]) for t in GovernanceType],
            }

    @property
    def questions(self):
        """The further questions for the page."""
        for key in self.asked:
            yield {"label": LABELS[key], "text": self[f"{key}_text"], "help": self[f"{key}_help"]}

    @property
    def sheet(self) -> Grid:
        """What was typed; only of a valid form."""
        said = self.cleaned_data
        return Grid(
            label=said["label"],
            source=said["source"],
            note=said["note"],
            rows=tuple(
                GridRow(
                    key,
                    said[f"{key}_text"],
                    said[f"{key}_details"],
                    tuple(t for t in GovernanceType if said[f"{key}_{t.value}"]),
                )
                for key in self.keys
            ),
            questions=tuple(
                GridQuestion(key, said[f"{key}_text"], said[f"{key}_help"]) for key in self.asked
            ),
        )


def initial_of(grid: Grid) -> dict:
    """The sheet as the form shows it."""
    shown = {"label": grid.label, "source": grid.source, "note": grid.note}
    for row in grid.rows:
        shown |= {f"{row.key}_text": row.text, f"{row.key}_details": row.details}
        shown |= {f"{row.key}_{ticked.value}": True for ticked in row.types}
    for question in grid.questions:
        shown |= {f"{question.key}_text": question.text, f"{question.key}_help": question.help}
    return shown


def row_fields(key: str) -> dict[str, forms.Field]:
    name = LABELS[key]
    ticks = {
        f"{key}_{t.value}": forms.BooleanField(label=f"{name}: {t.label} ✓", required=False)
        for t in GovernanceType
    }
    return {
        f"{key}_text": words(f"{name}: 물음", 2),
        f"{key}_details": words(f"{name}: 세부 설명", 3, required=False),
    } | ticks


def question_fields(key: str) -> dict[str, forms.Field]:
    name = LABELS[key]
    return {
        f"{key}_text": words(f"{name}: 물음", 2, max_length=QUESTION_LENGTH),
        f"{key}_help": words(f"{name}: 도움말", 2, required=False),
    }


def words(label: str, rows: int, **facts) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows, "cols": 40}), **facts)
