"""An agenda item is put to a vote of its panel and the department."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from projects import actions as projects
from seoul_gov.notifications.actions import Recipient
from seoul_gov.ui.korean import korean_datetime
from seoul_gov.ui.verdicts import require
from workflows.decisions import events, permissions, selectors, state
from workflows.decisions.enums import Motion, ResolutionState
from workflows.decisions.models import Ballot, Resolution
from workflows.decisions.norms import Rule, rule_in_force
from workflows.definitions import DutyKind
from workflows.meetings.models import AgendaItem
from workflows.runs.actions import locked_duty, wake_followers
from workflows.runs.models import DutyRun
from workflows.runs.state import refuse_done
from workflows.runs.wording import words

from .sharing import notify_about, particulars, trail

FILLED_IN_LATER = ("version", "closed_by", "closed_at")


@transaction.atomic
def open_vote(
    *,
    by,
    duty: DutyRun,
    item: AgendaItem,
    motion: str,
    text: str,
    version=None,
    closes_at: datetime | None = None,
    only_mentioned: bool = False,
) -> Resolution:
    """Put an item of this duty's stage to a vote until ``closes_at`` (default: by the norm), and tell its voters.

    The electorate is everybody now in office who counts in the meeting's panel and, by the norm, the department
    with one vote; it is frozen, and so is the rule. Who was recused from the item, or in an earlier vote on it, is
    recused in this one. Raises ValidationError for an item that is reserved to the city (가이드라인 2), of another stage, of
    a cancelled meeting or of a body that only advises on such a matter; for one on which people vote already or that is
    decided; for a motion that speaks of what is reserved, unless that is ``only_mentioned``, which goes on record; for an
    end in the past, before the meeting's or more than a year away; for another project's file. The project's row is held
    too, as it is by who ends a seat.
    """
    projects.locked(duty.stage.run.project)
    duty = locked_duty(duty)
    require(permissions.can_manage(by, duty.stage.run.project))
    refuse_other_duty(duty)
    item = AgendaItem.objects.select_related("meeting__panel__project", "meeting__duty").get(pk=item.pk)
    refuse_other_project(version, duty)
    refuse_item(item, duty, version)
    if not only_mentioned:
        state.refuse_reserved_words(text)
    rule = rule_in_force()
    closes_at = closes_at or state.default_closing(item.meeting, rule.voting_days)
    state.refuse_early_closing(closes_at, item.meeting)
    state.refuse_late_closing(closes_at, item.meeting, rule.voting_days)
    resolution = put(by, duty, item, rule, motion=motion, text=text, version=version, closes_at=closes_at)
    enrol(resolution, with_department=rule.department_votes)
    wake_followers(duty)
    tell_opened(by, resolution)
    return resolution


def refuse_other_duty(duty: DutyRun) -> None:
    if duty.kind != DutyKind.DECISION:
        raise ValidationError("공동결정 과제에서만 표결을 열 수 있습니다.")
    refuse_done(duty)


def refuse_item(item: AgendaItem, duty: DutyRun, version) -> None:
    """Raise ValidationError unless the item may be put to a vote for this duty now."""
    state.refuse_reserved(item)
    if item.meeting.duty.stage_id != duty.stage_id:
        raise ValidationError("이 단계에서 연 회의의 안건만 표결에 부칠 수 있습니다.")
    state.refuse_cancelled_meeting(item.meeting)
    state.refuse_other_body(item, duty.stage.key, version)
    if item.resolutions.filter(state=ResolutionState.OPEN).exists():
        raise ValidationError("이 안건의 표결이 이미 진행 중입니다.")
    decided = selectors.deciding(item.resolutions.all(), duty).first()
    if decided is not None:
        when = korean_datetime(decided.closed_at)
        raise ValidationError(
            f"{when}에 이미 의결한 안건입니다({decided.get_motion_display()}). 다른 안건을 골라 주세요."
        )


def refuse_other_project(version, duty: DutyRun) -> None:
    if version is not None and version.deliverable.project_id != duty.stage.run.project_id:
        raise ValidationError("이 사업의 산출물만 고를 수 있습니다.")
    if version is not None:
        state.refuse_paper(version)


def put(by, duty: DutyRun, item: AgendaItem, rule: Rule, *, motion: str, text: str, **facts) -> Resolution:
    """Write the vote with the rule that it is counted by."""
    if motion not in Motion.values:
        raise ValidationError("채택, 조정, 보류 가운데 하나를 골라 주세요.")
    resolution = Resolution(
        duty=duty,
        item=item,
        category=item.category,
        motion=motion,
        text=words(Resolution, "text", text, "무엇을 정하는지 주문을 적어 주세요."),
        quorum_numerator=rule.quorum.numerator,
        quorum_denominator=rule.quorum.denominator,
        quorum_strict=rule.quorum.strict,
        majority_numerator=rule.majority.numerator,
        majority_denominator=rule.majority.denominator,
        majority_strict=rule.majority.strict,
        opened_by=by,
        **facts,
    )
    resolution.full_clean(exclude=FILLED_IN_LATER)
    resolution.save()
    return resolution


def enrol(resolution: Resolution, *, with_department: bool) -> None:
    """Freeze the electorate: a ballot for each member in office who counts, and one for the department."""
    seats = list(resolution.panel.memberships.counted().order_by("pk"))
    if not seats:
        raise ValidationError("투표할 단원이 없는 추진단입니다. 단원을 먼저 위촉해 주세요.")
    recused = selectors.recused_before(resolution.item)
    if all(seat.pk in recused for seat in seats):
        raise ValidationError("모든 단원이 이 안건의 표결에서 빠져 함께 정할 수 없습니다.")
    rows = [Ballot(resolution=resolution, membership=seat, **recused.get(seat.pk, {})) for seat in seats]
    if with_department:
        rows.append(Ballot(resolution=resolution))
    Ballot.objects.bulk_create(rows)


def tell_opened(by, resolution: Resolution) -> None:
    rule = {"quorum": resolution.quorum.words, "majority": resolution.majority.words}
    data = rule | {"electorate": resolution.ballots.count()}
    if resolution.mentioned:
        data["mentioned"] = resolution.mentioned
    trail(by=by, kind=events.OPENED, resolution=resolution, data=data)
    asked = f"{korean_datetime(resolution.closes_at)}까지 투표해 주세요. 한 번 던진 표는 바꿀 수 없습니다."
    notify_about(
        resolution,
        kind=events.OPENED,
        to=[Recipient.of(ballot.membership.user) for ballot in selectors.silent(resolution)],
        detail=f"{particulars(resolution)}\n\n{asked}",
        asks=True,
    )
