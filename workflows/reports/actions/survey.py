"""Asking those who took part how satisfied they were, and their one answer each."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, notify
from seoul_gov.ui import personal
from seoul_gov.ui.korean import korean_date, today
from seoul_gov.ui.verdicts import require
from workflows.reports import events, people, permissions, state
from workflows.reports.models import Satisfaction, Survey
from workflows.runs.models import ProcessRun
from workflows.runs.state import refuse_ended
from workflows.runs.wording import words

from .writing import locked

LONGEST = timedelta(days=90)
SCORES = range(1, 6)
ANONYMOUS = "1분이면 끝납니다. 누가 어떻게 답했는지는 아무에게도 보이지 않습니다."


@transaction.atomic
def open_survey(*, by, run: ProcessRun, closes_on: date) -> Survey:
    """Ask everybody who took part, until the end of ``closes_on`` in Seoul. Once a run.

    Raises ValidationError when the run is over, was asked already or has nobody to ask, and for a day that has passed
    or lies more than ``LONGEST`` ahead.
    """
    run = locked(run)
    require(permissions.can_write(by, run.project))
    refuse_ended(run)
    if Survey.objects.filter(run=run).exists():
        raise ValidationError("이 절차의 만족도 조사는 이미 시작했습니다.")
    refuse_day(closes_on)
    to = people.asked(run)
    if not to:
        raise ValidationError("아직 참여한 단원이나 의견을 낸 시민이 없어 조사할 수 없습니다.")
    survey = Survey.objects.create(run=run, closes_on=closes_on, opened_by=by)
    facts = {"survey": survey, "due": korean_date(closes_on)}
    audit.record(by=by, kind=events.SURVEY_OPENED, on=survey, chain=run.project.audit_chain, **facts)
    message = Message(
        subject=events.SURVEY_OPENED.say(**facts),
        url=survey.get_absolute_url(),
        detail=ANONYMOUS,
        send_before=state.ends_at(survey),
    )
    notify(
        kind=events.SURVEY_OPENED, to=to, message=message, scope=survey.scope, key=f"{survey.scope}:opened"
    )
    return survey


def refuse_day(closes_on: date) -> None:
    if closes_on < today():
        raise ValidationError("마감일은 오늘이거나 그 뒤여야 합니다.")
    if closes_on > today() + LONGEST:
        raise ValidationError(f"마감일은 {korean_date(today() + LONGEST)}까지 정할 수 있습니다.")


@transaction.atomic
def answer_survey(*, by, survey: Survey, score: int, comment: str = "") -> Satisfaction:
    """The person's one answer, from 1 to 5, with words that will be public without a name.

    Raises ValidationError for a second answer, after the last day, for another score, and for words that hold personal
    data.
    """
    survey = Survey.objects.select_related("run__project").select_for_update(of=("self",)).get(pk=survey.pk)
    require(permissions.can_answer(by, survey))
    if survey.answers.filter(user=by).exists():
        raise ValidationError("이미 응답하셨습니다. 만족도 조사에는 한 번만 응답할 수 있습니다.")
    state.refuse_over(survey)
    if score not in SCORES:
        raise ValidationError("만족도를 1점부터 5점까지에서 골라 주세요.")
    comment = words(Satisfaction, "comment", comment)
    if refusal := personal.refusal(comment, "하고 싶은 말"):
        raise ValidationError(refusal)
    answer = Satisfaction.objects.create(survey=survey, user=by, score=score, comment=comment)
    chain = survey.run.project.audit_chain
    audit.record(by=by, kind=events.ANSWERED, on=answer, chain=chain, number=answer.pk)
    return answer
