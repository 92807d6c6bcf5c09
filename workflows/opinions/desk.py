"""What waits for a person in opinion rounds: their answers and their end. Citizens are never asked."""

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import today
from workflows.definitions import DutyKind
from workflows.runs.models import DutyRun

from .models import Opinion, OpinionRound
from .selectors import number_in_round

ROOM = "opinions"


def rows(user) -> QuerySet | None:
    """Opinions to answer and rounds to close, in the open rounds of the person's offices, whatever became of the
    process. Answers fall due with the stage's duty to answer, or with the round where the stage has none."""
    offices = user.departments_as(Role.OFFICER) if user.is_authenticated else ()
    if not offices:
        return None
    answers = DutyRun.objects.filter(stage=OuterRef("duty__stage"), kind=DutyKind.ANSWERS, state="open")
    answers_due = Subquery(answers.order_by("order").values("due_on")[:1])
    ours = OpinionRound.objects.open().filter(duty__stage__run__project__department__in=offices)
    ours = ours.annotate(undecided=number_in_round(Opinion.objects.undecided())).filter(
        Q(undecided__gt=0) | Q(closes_on__lt=today())
    )
    wants_answers = Q(undecided__gt=0)
    return shaped(
        ours.filter(wants_answers | Q(closes_on__lt=today())),
        ROOM,
        what=Case(When(wants_answers, then=Value("answers")), default=Value("close")),
        thing="pk",
        label="topic",
        project="duty__stage__run__project__title",
        due=Case(
            When(wants_answers, then=Coalesce(answers_due, Greatest("duty__due_on", "closes_on"))),
            default=F("closes_on"),
        ),
        number="undecided",
    )


def line(row: Row) -> Errand:
    url = reverse(f"opinions:{row.what}", args=[row.thing])
    named = OpinionRound(topic=row.label)
    if row.what == "answers":
        note = f"답할 의견 {row.number}건"
        return Errand(f"의견에 답하기: {named}", row.project, "답하기", url, row.due, note)
    return Errand(f"의견수렴 마감하기: {named}", row.project, "마감하기", url, row.due)
