"""A run's record, written straight to the tables."""

import hashlib
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from seoul_gov.ui.korean import today
from tests import factories
from workflows.decisions.models import Ballot, Resolution
from workflows.issues.models import Issue
from workflows.meetings.models import AdviceNote, Attendance, Meeting, Minutes
from workflows.opinions.models import Opinion, OpinionRound
from workflows.reports.models import ResultReport, Satisfaction, Survey
from workflows.reviews.models import Comment, Review, ReviewRound
from workflows.runs.models import DutyRun


def duty(run, kind):
    """A duty of that kind; one is written where the process has none."""
    found = DutyRun.objects.filter(stage__run=run, kind=kind).first()
    if found:
        return found
    stage = run.stages.order_by("order").first()
    return DutyRun.objects.create(
        stage=stage,
        key=f"row-{kind}",
        order=99,
        title=f"{kind} 과제",
        kind=kind,
        actor="officer",
        necessity="required",
        source="시험",
        due_on=today(),
    )


def answered(officer, disposition):
    """The columns of an answer; nothing for an empty disposition."""
    if not disposition:
        return {}
    return {
        "disposition": disposition,
        "answer": "사유",
        "answered_by": officer,
        "answered_at": timezone.now(),
    }


def review(run, panel, *dispositions, state="closed"):
    """A round in which every counted member submitted one comment for each disposition in turn."""
    officer, number = run.project.officer, ReviewRound.objects.count() + 1
    version = factories.make_version(run.project, title=f"산출물 {number}")
    ended = {} if state == "open" else {"closed_by": officer, "closed_at": timezone.now()}
    round = ReviewRound.objects.create(
        duty=duty(run, "review"),
        panel=panel,
        version=version,
        number=number,
        due_on=today(),
        state=state,
        opened_by=officer,
        **ended,
    )
    seat = panel.memberships.counted().first() or factories.make_member(panel)
    said = Review.objects.create(
        round=round, membership=seat, state="submitted", submitted_at=timezone.now(), summary="종합"
    )
    for disposition in dispositions:
        Comment.objects.create(review=said, body="검토 의견", nonce=uuid4(), **answered(officer, disposition))
    return round


def meeting(run, panel, *marks, minutes="published", dispositions=(), **facts):
    """A meeting that was held: a seat for each mark, and an advice note for each disposition."""
    officer, at = run.project.officer, timezone.now() - timedelta(days=10)
    known = {
        "title": "자문회의",
        "place": "시청 3층",
        "starts_at": at,
        "ends_at": at + timedelta(hours=2),
        "state": "held",
        "held_at": timezone.now(),
        "uid": str(uuid4()),
        "called_by": officer,
    }
    row = Meeting.objects.create(duty=duty(run, "meeting"), panel=panel, **known | facts)
    item = row.items.create(order=1, title="자문 안건")
    for mark in marks:
        seat = factories.make_member(panel, name="가려진이름")
        Attendance.objects.create(meeting=row, membership=seat, state=mark, recorded_by=officer)
    for disposition in dispositions:
        state = "answered" if disposition else "submitted"
        AdviceNote.objects.create(
            item=item,
            membership=factories.make_member(panel, name="가려진이름"),
            body="자문",
            state=state,
            submitted_at=timezone.now(),
            **answered(officer, disposition),
        )
    if minutes:
        Minutes.objects.create(
            meeting=row, body="논의", body_html="<p>논의</p>", state=minutes, written_by=officer
        )
    return row


def opinions(run, *dispositions, state="closed", topic="이용 불편", authors=()):
    """A public round with an opinion for each disposition."""
    officer, kind = run.project.officer, duty(run, "opinion")
    ended = {} if state == "open" else {"closed_by": officer, "closed_at": timezone.now()}
    round = OpinionRound.objects.create(
        duty=kind,
        number=kind.opinion_rounds.count() + 1,
        topic=topic,
        guide="안내",
        guide_html="<p>안내</p>",
        opens_on=today() - timedelta(days=20),
        closes_on=today() - timedelta(days=6),
        state=state,
        opened_by=officer,
        **ended,
    )
    for number, disposition in enumerate(dispositions):
        author = authors[number] if number < len(authors) else factories.make_user(name="가려진이름")
        opinion(round, author, disposition)
    return round


def opinion(round, author, disposition="", **facts):
    nonce = uuid4()
    return Opinion.objects.create(
        round=round,
        author=author,
        body="시민의 말",
        nonce=nonce,
        digest=hashlib.sha256(nonce.bytes).hexdigest(),
        **answered(round.opened_by, disposition),
        **facts,
    )


def decision(run, panel, *choices, state="carried", motion="adopt"):
    officer = run.project.officer
    held = meeting(run, panel, minutes="", title="결정 회의")
    ended = {} if state == "open" else {"closed_by": officer, "closed_at": timezone.now()}
    row = Resolution.objects.create(
        duty=duty(run, "decision"),
        item=held.items.get(),
        category="general",
        motion=motion,
        text="주문",
        state=state,
        opened_by=officer,
        closes_at=timezone.now(),
        **ended,
    )
    for choice in choices:
        Ballot.objects.create(
            resolution=row,
            membership=factories.make_member(panel, name="가려진이름"),
            choice=choice,
            cast_at=timezone.now(),
        )
    return row


def issue(run, *, seat=None, state="open", **facts):
    officer = run.project.officer
    ended = (
        {} if state == "open" else {"settled_by": officer, "settled_at": timezone.now(), "outcome": "조정"}
    )
    side = {"side": "member", "membership": seat} if seat else {"side": "vendor"}
    return Issue.objects.create(
        duty=duty(run, "issue"),
        title="문의",
        body="문의",
        raised_by=seat.user if seat else officer,
        nonce=uuid4(),
        reply_due_on=today(),
        state=state,
        **side,
        **ended,
        **facts,
    )


def survey(run, *scores, comments=(), closes_on=None):
    """A survey with an answer for each score."""
    row = Survey.objects.create(
        run=run, closes_on=closes_on or today() + timedelta(days=7), opened_by=run.project.officer
    )
    for number, score in enumerate(scores):
        comment = comments[number] if number < len(comments) else ""
        Satisfaction.objects.create(
            survey=row, user=factories.make_user(name="가려진이름"), score=score, comment=comment
        )
    return row


def report(run, **facts):
    """A written report."""
    known = {
        "summary": "시민의 말로 화면을 고쳤습니다.",
        "lessons": "다음에는 더 일찍 묻겠습니다.",
        "written_by": run.project.officer,
    }
    return ResultReport.objects.create(run=run, **known | facts)
