"""What the activities of a process hold on a person: told to that person, and emptied when their seat is erased.

What was handed in stays: opinions, advice, reviews and votes are the project's record, and their seat names nobody any
more. What never was goes, and so does the account beside what was said from the seat.
"""

from collections.abc import Iterable

from panels.models import Membership
from seoul_gov.privacy.own import Record, Section, said
from workflows.decisions.models import Ballot
from workflows.issues.models import Issue, Reply
from workflows.meetings.enums import AdviceState
from workflows.meetings.models import AdviceNote, Attendance, Recusal
from workflows.opinions.models import Opinion
from workflows.reports.models import Satisfaction
from workflows.reviews.enums import ReviewState
from workflows.reviews.models import Comment, Review


def erase_seats(ids: Iterable[int]) -> None:
    """Empty what is kept for these seats and is no record of the project; in the transaction that erases them."""
    ids = list(ids)
    drafts = Review.objects.filter(membership__in=ids, state=ReviewState.DRAFT)
    Comment.objects.filter(review__in=drafts).delete()
    drafts.delete()
    AdviceNote.objects.filter(membership__in=ids, state=AdviceState.DRAFT).delete()
    Recusal.objects.filter(membership__in=ids).update(reason="")
    Ballot.objects.filter(membership__in=ids).update(recusal_reason="")
    Issue.objects.filter(membership__in=ids).update(raised_by=None)
    Reply.objects.filter(membership__in=ids).update(author=None)
    for seat in Membership.objects.filter(pk__in=ids).exclude(user=None).select_related("panel"):
        unname_answers(seat, ids)


def unname_answers(seat: Membership, ids: list[int]) -> None:
    """Let the person's answer to the project's survey be nobody's, unless another of their seats in it stays."""
    project = seat.panel.project_id
    if not Membership.objects.filter(panel__project=project, user=seat.user_id).exclude(pk__in=ids).exists():
        Satisfaction.objects.filter(survey__run__project=project, user=seat.user_id).update(user=None)


def sections(user) -> list[Section]:
    """What the person said and did in the processes, in one section a kind."""
    mine = {"membership__user": user}
    return [
        Section(
            "의견수렴에 낸 의견", Opinion.objects.filter(author=user).select_related("round"), of_opinion
        ),
        Section("회의 출석", Attendance.objects.filter(**mine).select_related("meeting"), of_attendance),
        Section("자문의견서", AdviceNote.objects.filter(**mine).select_related("item"), of_advice),
        Section(
            "안건의 제척·기피·회피",
            Recusal.objects.filter(**mine).select_related("item"),
            of_recusal,
        ),
        Section(
            "산출물 검토 의견서",
            Review.objects.filter(**mine)
            .select_related("round__version__deliverable")
            .prefetch_related("comments"),
            of_review,
        ),
        Section("표결", Ballot.objects.filter(**mine).select_related("resolution__item"), of_ballot),
        Section("수시 협의", Issue.objects.filter(raised_by=user), of_issue),
        Section("수시 협의 답변", Reply.objects.filter(author=user).select_related("issue"), of_reply),
        Section(
            "만족도 응답",
            Satisfaction.objects.filter(user=user).select_related("survey"),
            of_satisfaction,
        ),
    ]


def of_opinion(row: Opinion) -> Record:
    return Record(
        str(row.round),
        said(
            ("의견", row.body),
            ("제출일시", row.created_at),
            ("철회일시", row.withdrawn_at),
            ("처리", row.get_disposition_display()),
            ("처리 사유", row.answer),
        ),
    )


def of_attendance(row: Attendance) -> Record:
    return Record(str(row.meeting), said(("출석", row.get_state_display()), ("기록일시", row.recorded_at)))


def of_advice(row: AdviceNote) -> Record:
    return Record(
        str(row.item),
        said(
            ("상태", row.get_state_display()),
            ("자문 의견", row.body),
            ("제출일시", row.submitted_at),
            ("처리", row.disposition_word),
            ("처리 사유", row.answer),
        ),
    )


def of_recusal(row: Recusal) -> Record:
    facts = said(
        ("근거", row.get_kind_display()),
        ("사유", row.reason),
        ("기록일시", row.recorded_at),
    )
    return Record(str(row.item), facts)


def of_review(row: Review) -> Record:
    comments = [
        (f"의견 {number} ({one.place})", one.body) for number, one in enumerate(row.comments.all(), 1)
    ]
    return Record(
        row.round.outer_name,
        said(
            ("상태", row.get_state_display()),
            ("종합 의견", row.summary),
            ("제출일시", row.submitted_at),
            *comments,
        ),
    )


def of_ballot(row: Ballot) -> Record:
    facts = said(
        ("표", row.get_choice_display()),
        ("이유", row.reason),
        ("표결일시", row.cast_at),
        ("표결에서 빠진 근거", row.get_recusal_display()),
        ("빠진 사유", row.recusal_reason),
        ("빠진 일시", row.recused_at),
    )
    return Record(str(row.resolution.item), facts)


def of_issue(row: Issue) -> Record:
    return Record(row.title, said(("내용", row.body), ("제기일시", row.raised_at)))


def of_reply(row: Reply) -> Record:
    return Record(str(row.issue), said(("내용", row.body), ("작성일시", row.created_at)))


def of_satisfaction(row: Satisfaction) -> Record:
    return Record(
        str(row.survey),
        said(("만족도", row.score), ("하고 싶은 말", row.comment), ("응답일시", row.answered_at)),
    )
