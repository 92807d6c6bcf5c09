"""Reviews of the demo: rounds that were closed with every comment answered, and rounds under way."""

from datetime import timedelta
from uuid import uuid4

from projects import actions as projects
from seoul_gov.ui.korean import today
from workflows.reviews import actions as reviews
from workflows.reviews.models import ReviewRound

from . import papers

TITLES = {
    "analysis": "요구사항정의서",
    "design": "화면설계서",
    "build": "화면·기능 점검표",
    "environment": "환경분석서",
    "as_is": "현황분석서",
    "to_be": "목표모델 설계서",
    "roadmap": "이행계획서",
}
COMMENTS = [
    (
        3,
        "REQ-01의 ‘세 번’이 어디부터 세는 것인지 적어 주세요.",
        "accepted",
        "첫 화면을 기준으로 한다고 명시했습니다.",
    ),
    (2, "조사 대상이 누구였는지 알 수 있으면 좋겠습니다.", "accepted", "조사 개요를 부록에 넣었습니다."),
    (3, "응답 시간은 지하철 안에서도 3초인가요?", "partial", "이동통신망 기준을 따로 두었습니다."),
    (4, "일정에 명절 연휴가 빠진 것 같습니다.", "rejected", "연휴를 이미 반영한 일정입니다."),
]
GUIDE = "시민의 눈으로 이해하기 어려운 곳, 빠진 요구사항을 중심으로 읽어 주세요."


def open_round(duty, panel, officer) -> ReviewRound:
    title = TITLES.get(duty.stage.key, "산출물")
    project = panel.project
    version = projects.upload_version(
        by=officer,
        project=project,
        stage_key=duty.stage.key,
        title=title,
        upload=papers.paper(title, project.title, duty.pk),
        note="검토용 초판",
    )
    return reviews.open_round(
        by=officer, duty=duty, panel=panel, version=version, due_on=today() + timedelta(days=7), guide=GUIDE
    )


def comment(round: ReviewRound, seat, number: int) -> None:
    page, body, *_ = COMMENTS[number % len(COMMENTS)]
    anchor = {"anchor": "page", "page": page} if round.version.document.is_pdf else {"anchor": "whole"}
    reviews.save_comment(by=seat.user, round=round, body=body, nonce=uuid4(), **anchor)


def open_with_comments(duty, panel, officer) -> ReviewRound:
    """A round under way: two members have handed in, a third has a draft, one comment is answered."""
    round = open_round(duty, panel, officer)
    seats = list(panel.memberships.counted().select_related("user"))[1:4]
    for number, seat in enumerate(seats):
        comment(round, seat, number)
        if number < 2:
            reviews.submit(by=seat.user, round=round)
    return round


def complete(duty, panel, officer) -> ReviewRound:
    """A round that was closed: every comment answered with its reason, and the paper put before the public.

    Papers of other formats wait for their preview; an officer publishes them later, or nobody does.
    """
    round = open_round(duty, panel, officer)
    seats = list(panel.memberships.counted().select_related("user"))[: len(COMMENTS)]
    for number, seat in enumerate(seats):
        comment(round, seat, number)
        review = reviews.submit(by=seat.user, round=round)
        *_, disposition, reason = COMMENTS[number]
        for remark in review.comments.all():
            reviews.answer(by=officer, comment=remark, disposition=disposition, answer=reason)
    reviews.close(by=officer, round=round, note="모든 의견에 답했습니다.", early=True)
    if round.version.document.is_pdf:
        projects.publish_version(by=officer, version=round.version, checked=True)
    return round
