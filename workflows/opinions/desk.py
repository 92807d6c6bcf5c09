"""What waits for a person in opinion rounds: their answers and their end. Citizens are never asked."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand
from workflows.definitions import DutyKind
from workflows.runs.models import DutyRun

from . import permissions, selectors, state
from .models import Opinion, OpinionRound


def waiting(user) -> list[Errand]:
    """Opinions to answer and rounds to close as an officer; in one query more than the person's roles."""
    offices = user.departments_as(Role.OFFICER) if user.is_authenticated else ()
    if not offices:
        return []
    return [errand for round in rounds_of(offices) for errand in errands_in(round)]


def rounds_of(offices):
    """The open rounds of these departments, whatever became of the process, with what is left to answer."""
    answers = DutyRun.objects.filter(stage=OuterRef("duty__stage"), kind=DutyKind.ANSWERS, state="open")
    rounds = OpinionRound.objects.open().with_facts()
    rounds = rounds.filter(duty__stage__run__project__department__in=offices)
    return rounds.annotate(
        undecided=selectors.number_in_round(Opinion.objects.undecided()),
        answers_due=Subquery(answers.order_by("order").values("due_on")[:1]),
    ).order_by("closes_on", "pk")


def errands_in(round: OpinionRound):
    """Answers fall due with the stage's duty to answer, or with the round where the stage has none."""
    if round.undecided:
        url = reverse("opinions:answers", args=[round.pk])
        due = round.answers_due or max(round.duty.due_on, round.closes_on)
        yield errand(round, "의견에 답하기", "답하기", url, due, f"답할 의견 {round.undecided}건")
    elif state.is_over(round):
        url = reverse("opinions:close", args=[round.pk])
        yield errand(round, "의견수렴 마감하기", "마감하기", url, round.closes_on)


def errand(round: OpinionRound, what: str, action: str, url: str, due, note: str = "") -> Errand:
    about = str(permissions.project_of(round))
    return Errand(title=f"{what}: {round}", about=about, action=action, url=url, due=due, note=note)
