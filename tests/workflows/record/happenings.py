"""What happens in a project, written straight to the rows: each function makes one more of it."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from seoul_gov.ui.korean import today
from tests import factories
from workflows.decisions.models import Ballot, Resolution
from workflows.issues.models import Issue
from workflows.meetings.models import AgendaItem
from workflows.opinions.models import Opinion, OpinionRound
from workflows.reviews.models import Comment, Review, ReviewRound
from workflows.runs.models import ProcessRun

WORDS = ("accepted", "partial", "rejected", "not_relevant")


def closing(by, state="closed"):
    return {"state": state, "closed_by": by, "closed_at": timezone.now()}


def opinion_round(duty, *, topic="첫 화면 의견", closed=False, **facts):
    officer = duty.stage.run.project.officer
    defaults = {"opens_on": today() - timedelta(days=1), "closes_on": today() + timedelta(days=7)}
    defaults |= {"guide": "안내", "guide_html": "<p>안내</p>"} | (closing(officer) if closed else {})
    return OpinionRound.objects.create(
        duty=duty,
        number=duty.opinion_rounds.count() + 1,
        topic=topic,
        opened_by=officer,
        **defaults | facts,
    )


def opinion(round, author, *, body="글자가 작아요", disposition="", **facts):
    answered = {"disposition": disposition, "answer": "답변", "answered_by": round.opened_by}
    answered |= {"answered_at": timezone.now()}
    return Opinion.objects.create(
        round=round,
        author=author,
        body=body,
        nonce=uuid4(),
        digest=uuid4().hex,
        **(answered if disposition else {}) | facts,
    )


def review_round(duty, panel, *, title="요구사항정의서", closed=False, **facts):
    project = duty.stage.run.project
    version = factories.make_version(project, title=title)
    defaults = closing(project.officer) if closed else {}
    return ReviewRound.objects.create(
        duty=duty,
        panel=panel,
        version=version,
        number=duty.rounds.count() + 1,
        due_on=today() + timedelta(days=7),
        opened_by=project.officer,
        **defaults | facts,
    )


def comment(round, seat, *, body="3쪽이 어려워요", disposition="", state="submitted"):
    moment = {"submitted_at": timezone.now()} if state == "submitted" else {}
    review = Review.objects.get_or_create(round=round, membership=seat, defaults={"state": state} | moment)[0]
    answered = {"disposition": disposition, "answer": "답변", "answered_by": round.opened_by}
    answered |= {"answered_at": timezone.now()}
    return Comment.objects.create(review=review, body=body, nonce=uuid4(), **answered if disposition else {})


def resolution(
    duty, meeting, *, title="화면 시안", state="carried", votes=("for", "for", "against"), **facts
):
    officer = duty.stage.run.project.officer
    item = AgendaItem.objects.create(meeting=meeting, order=1, title=title)
    defaults = {"text": "주문"} | ({} if state == "open" else closing(officer, state))
    found = Resolution.objects.create(
        duty=duty,
        item=item,
        category="general",
        motion="adopt",
        opened_by=officer,
        closes_at=timezone.now() + timedelta(hours=2),
        **defaults | facts,
    )
    for vote in votes:
        seat = factories.make_member(meeting.panel)
        cast = {"choice": vote, "cast_at": timezone.now()} if vote else {}
        Ballot.objects.create(resolution=found, membership=seat, **cast)
    return found


def issue(duty, *, title="글자 크기", outcome="본문 글자를 키우기로 했습니다.", **facts):
    officer = duty.stage.run.project.officer
    settled = {"state": "settled", "settled_by": officer, "settled_at": timezone.now()} if outcome else {}
    defaults = {"body": "자세한 내용", "side": "officer", "raised_by": officer} | settled
    return Issue.objects.create(
        duty=duty, title=title, nonce=uuid4(), reply_due_on=today(), outcome=outcome, **defaults | facts
    )


def published_version(project, *, title="화면설계서", **facts):
    version = factories.make_version(project, title=title, **facts)
    version.published_at, version.published_by = timezone.now(), project.officer
    version.save()
    return version


def superseded_run(project):
    return ProcessRun.objects.create(
        project=project,
        governance_type="consultation",
        kind=project.kind,
        edition="2018-02-2",
        status="superseded",
        started_by=project.officer,
        ended_at=timezone.now(),
    )


def everything(project, times):
    """So many of everything that a record tells."""
    duty = factories.make_duty(project)
    review_duty = duty.stage.duties.filter(kind="review").first()
    citizen = factories.make_user(name="시민")
    for number in range(times):
        panel = factories.make_panel(project, name=f"시민참여단 {number}")
        seat = factories.make_member(panel)
        superseded_run(project)
        minutes = factories.make_published_minutes(panel, duty)
        AgendaItem.objects.create(meeting=minutes.meeting, order=1, title=f"안건 {number}")
        opinion(opinion_round(duty, topic=f"주제 {number}", closed=True), citizen, disposition="accepted")
        comment(
            review_round(review_duty, panel, title=f"산출물 {number}", closed=True),
            seat,
            disposition="partial",
        )
        resolution(duty, minutes.meeting, title=f"안건 {number}", votes=("for",))
        issue(duty, title=f"협의 {number}")
        published_version(project, title=f"공개 {number}")
