"""What a member writes: comments as a draft, a summary, and the one submission."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from panels.selectors import officials
from seoul_gov.audit import actions as audit
from seoul_gov.documents.pages import page_count
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.verdicts import require
from workflows.reviews import events, permissions, state
from workflows.reviews.anchors import placed
from workflows.reviews.enums import AnchorKind, ReviewState
from workflows.reviews.models import Comment, Review, ReviewRound
from workflows.runs.actions import locked_duty
from workflows.runs.wording import words

from .rounds import locked


@transaction.atomic
def save_comment(
    *, by, round: ReviewRound, anchor: str, body: str, nonce: UUID, page: int | None = None, section: str = ""
) -> Comment:
    """Add a comment to the member's draft. The same ``nonce`` twice is one comment: the first is answered.

    Raises ValidationError when the round is over or late, the review is submitted, a place or words are missing, or
    the document has no such page.
    """
    last = last_page(round, anchor)
    round, review = draft_of(by, round)
    comment = Comment(review=review, nonce=nonce, body=text_of(body), **placed(anchor, page, section, last))
    try:
        with transaction.atomic():
            comment.save()
    except IntegrityError:
        return saved_before(nonce, review)
    record(by=by, kind=events.COMMENT_SAVED, round=round, review=review, place=comment.place)
    return comment


def last_page(round: ReviewRound, anchor: str) -> int | None:
    """The number of the document's last page, where it matters and is known; asked before the round is held."""
    return page_count(round.version.document) if anchor == AnchorKind.PAGE else None


def text_of(body: str) -> str:
    return words(Comment, "body", body, "의견을 적어 주세요.")


def saved_before(nonce: UUID, review: Review) -> Comment:
    comment = review.comments.filter(nonce=nonce).first()
    if comment is None:
        raise ValidationError("의견을 저장하지 못했습니다. 화면을 새로 고친 뒤 다시 저장해 주세요.")
    return comment


@transaction.atomic
def edit_comment(
    *, by, comment: Comment, anchor: str, body: str, page: int | None = None, section: str = ""
) -> Comment:
    """Change a comment of one's own draft."""
    require(permissions.can_change(by, comment))
    last = last_page(comment.review.round, anchor)
    round, review = draft_of(by, comment.review.round)
    comment = present(comment, review)
    for name, value in placed(anchor, page, section, last).items():
        setattr(comment, name, value)
    comment.body = text_of(body)
    comment.save(update_fields=["anchor", "page", "section", "body"])
    record(by=by, kind=events.COMMENT_EDITED, round=round, review=review, place=comment.place)
    return comment


@transaction.atomic
def delete_comment(*, by, comment: Comment) -> None:
    """Take a comment out of one's own draft, which nobody else has read."""
    require(permissions.can_change(by, comment))
    round, review = draft_of(by, comment.review.round)
    comment = present(comment, review)
    record(by=by, kind=events.COMMENT_DELETED, round=round, review=review, place=comment.place)
    comment.delete()


def present(comment: Comment, review: Review) -> Comment:
    """The comment as it is now; raises ValidationError where it was deleted meanwhile."""
    now = review.comments.filter(pk=comment.pk).first()
    if now is None:
        raise ValidationError("이미 지운 의견입니다.")
    return now


@transaction.atomic
def save_summary(*, by, round: ReviewRound, summary: str) -> Review:
    """Keep the summary of the member's draft."""
    round, review = draft_of(by, round)
    write_summary(review, summary)
    record(by=by, kind=events.SUMMARY_SAVED, round=round, review=review)
    return review


def write_summary(review: Review, summary: str) -> None:
    review.summary = words(Review, "summary", summary)
    review.save(update_fields=["summary"])


@transaction.atomic
def submit(*, by, round: ReviewRound, summary: str | None = None) -> Review:
    """Hand the review in, once and for all, with ``summary`` where it is given. Doing it twice has one effect.

    The process is held too: its duty is not let go while somebody speaks.
    Raises ValidationError when the round is over or late, when there is neither a comment nor a summary, or when
    a second submission says something else.
    """
    locked_duty(round.duty)
    round = locked(round)
    require(permissions.can_comment(by, round))
    done = submitted_before(by, round)
    if done:
        return same_words(done, summary)
    round, review = draft_of(by, round)
    if summary is not None:
        write_summary(review, summary)
    count = review.comments.count()
    if not count and not review.summary:
        raise ValidationError("의견을 하나 이상 쓰거나, 의견이 없으면 ‘의견 없음’에 표시해 주세요.")
    review.state, review.submitted_at = ReviewState.SUBMITTED, timezone.now()
    review.save(update_fields=["state", "submitted_at"])
    tell_submitted(by, round, review, count)
    return review


def submitted_before(by, round: ReviewRound) -> Review | None:
    seat = permissions.voice_in(by, round.panel)
    return round.reviews.filter(membership=seat, state=ReviewState.SUBMITTED).first()


def same_words(review: Review, summary: str | None) -> Review:
    if summary is not None and summary.strip() != review.summary:
        raise ValidationError("이미 제출한 검토입니다. 제출한 종합 의견은 바꿀 수 없습니다.")
    return review


def draft_of(by, round: ReviewRound) -> tuple[ReviewRound, Review]:
    """The round, locked, and the member's draft in it, begun when there is none.

    Raises PermissionDenied without a voice in the panel, and ValidationError when it is too late to write.
    """
    round = locked(round)
    require(permissions.can_comment(by, round))
    state.refuse_late(round)
    seat, now = permissions.voice_in(by, round.panel), timezone.now()
    review, is_new = Review.objects.get_or_create(round=round, membership=seat, defaults={"saved_at": now})
    if review.is_submitted:
        raise ValidationError("이미 제출한 검토입니다. 제출한 뒤에는 의견을 더하거나 고칠 수 없습니다.")
    review.membership = seat
    if not is_new:
        Review.objects.filter(pk=review.pk).update(saved_at=now)
    return round, review


def record(*, by, kind, round: ReviewRound, review: Review, **facts) -> None:
    """A draft's words stay with their author: the event points at the review and names the place only."""
    audit.record(by=by, kind=kind, on=review, chain=round.panel.project.audit_chain, round=round, **facts)


def tell_submitted(by, round: ReviewRound, review: Review, count: int) -> None:
    """The trail, which is never erased, knows the seat by its number; the officials read the name in their mail."""
    facts = {"round": round, "seat": review.membership_id, "count": count}
    audit.record(by=by, kind=events.SUBMITTED, on=review, chain=round.panel.project.audit_chain, **facts)
    notify(
        kind=events.SUBMITTED,
        to=map(Recipient.of, officials(round.panel.project)),
        message=Message(
            subject=events.SUBMITTED.sentence.replace("{seat}번", "{seat}").format(
                **facts | {"seat": review.membership}
            ),
            url=round.get_absolute_url(),
            detail=f"{review.membership} 단원이 의견을 제출했습니다.",
        ),
        scope=round.scope,
        key=f"{round.scope}:submitted:{review.pk}",
    )
