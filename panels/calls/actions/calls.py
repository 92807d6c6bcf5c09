"""A call's own life: drafted, edited, published, corrected, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.actions.seats import held
from panels.calls import criteria, events, norms, permissions, rubric, selectors, state
from panels.calls.enums import CallState
from panels.calls.models import RecruitmentCall
from panels.calls.passages import passages_of
from panels.calls.rubric import Rules
from panels.enums import PanelKind, PanelState
from panels.models import Panel
from panels.resident_numbers import refuse_resident_number
from projects import actions as projects
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, notify
from seoul_gov.ui.korean import korean_period
from seoul_gov.ui.verdicts import require

from . import changes
from .changes import Date

MOST_DATES = 20
LATER = ["published_by", "published_at", "cancelled_at", "news_told_at", "gap", "first_tier", "second_tier"]


@dataclass(frozen=True)
class Terms:
    """What a call says. ``weights`` are points by criterion, a hundred together or, in a mixed panel, on each side;
    ``expert_seats`` are those of the ``seats`` that go to its 전문가자문단. Whether lots are drawn is no term: the kind of
    the panel says so."""

    title: str
    duties: str
    eligibility: str
    seats: int
    opens_at: datetime
    closes_at: datetime
    weights: Mapping[str, int]
    dates: tuple[Date, ...] = ()
    allowance: str = ""
    expert_seats: int = 0


@transaction.atomic
def draft(*, by, panel: Panel, terms: Terms) -> RecruitmentCall:
    """Begin a call for the seats of a panel that is being formed (가이드라인 5-2).

    Raises ValidationError for a panel in office or dissolved, for a body that is no 시민추진단, for a second call of
    the same panel, and for terms that cannot stand.
    """
    panel = held(panel)
    require(permissions.can_write(by, panel))
    refuse_panel(panel)
    refuse_second(panel)
    call = RecruitmentCall(panel=panel, created_by=by)
    write(call, terms)
    record(by=by, kind=events.DRAFTED, call=call)
    return call


def refuse_panel(panel: Panel) -> None:
    """Raise ValidationError unless the panel's seats can be called for."""
    if not criteria.is_recruited(panel.kind):
        raise ValidationError(
            f"{PanelKind(panel.kind).label}는 시민추진단이 아니어서 공개 모집으로 구성하지 않습니다."
        )
    if panel.state != PanelState.FORMING:
        raise ValidationError("구성 중인 추진단에서만 단원을 모집할 수 있습니다.")


def refuse_second(panel: Panel) -> None:
    """Raise ValidationError where the panel has a call that was not taken back."""
    if panel.calls.kept().exists():
        raise ValidationError("이 추진단에는 이미 모집공고가 있습니다.")


@transaction.atomic
def edit(*, by, call: RecruitmentCall, terms: Terms, version: int) -> RecruitmentCall:
    """Change what the call says, also after it was published, until somebody has applied; what readers have seen
    otherwise is kept beside it.

    Raises ValidationError when somebody has applied or edited meanwhile, when it was taken back, and for terms that
    cannot stand.
    """
    call = held_call(call)
    require(permissions.can_write(by, call.panel))
    state.refuse_gone(call)
    refuse_applied(call)
    if call.version != version:
        raise ValidationError(changes.CHANGED_MEANWHILE)
    before = {} if call.is_draft else passages_of(call)
    call.version += 1
    write(call, terms)
    if before:
        changes.refuse_dateless(call)
        changes.keep(by=by, call=call, before=before)
    record(by=by, kind=events.EDITED, call=call, data={"version": call.version})
    return call


def refuse_applied(call: RecruitmentCall) -> None:
    """Raise ValidationError where somebody has applied: the call stands as it is."""
    if selectors.has_applicants(call):
        raise ValidationError("이미 신청한 사람이 있어 내용을 고칠 수 없습니다. 정정으로 알려 주세요.")


def write(call: RecruitmentCall, terms: Terms) -> None:
    """Put the terms into the call and its rows; raises ValidationError where they cannot stand."""
    state.refuse_times(terms.opens_at, terms.closes_at)
    if sentence := criteria.weights_refusal(call.panel.kind, terms.weights):
        raise ValidationError(sentence)
    if sentence := criteria.seats_refusal(call.panel.kind, terms.seats, terms.expert_seats):
        raise ValidationError(sentence)
    if len(terms.dates) > MOST_DATES:
        raise ValidationError(f"활동 일정은 {MOST_DATES}개까지 적을 수 있습니다.")
    for name in (
        "title",
        "duties",
        "eligibility",
        "allowance",
        "seats",
        "opens_at",
        "closes_at",
        "expert_seats",
    ):
        setattr(call, name, getattr(terms, name))
    if call.is_draft:
        call.draws_lots = criteria.draws_lots(call.panel.kind)
    for name in ("title", "duties", "eligibility", "allowance"):
        refuse_resident_number(getattr(call, name), call._meta.get_field(name).verbose_name, field=name)
    call.full_clean(exclude=LATER)
    call.save()
    call.criteria.all().delete()
    call.dates.all().delete()
    for key in criteria.USUAL[call.panel.kind]:
        call.criteria.create(side=criteria.side_of(call.panel.kind, key), key=key, weight=terms.weights[key])
    for date in terms.dates:
        row = call.dates.model(call=call, what=date.what, starts_at=date.starts_at, ends_at=date.ends_at)
        row.full_clean()
        row.save()


@transaction.atomic
def publish(*, by, call: RecruitmentCall) -> RecruitmentCall:
    """Put the call before the public; applications begin no earlier. Doing it twice has one effect. The norms about scoring
    that are in force now, and how its panel's kind is chosen, stand for this call from then on.

    Raises ValidationError when it was taken back, when its panel is no longer being formed, its end has passed or those
    norms contradict each other.
    """
    call = held_call(call)
    require(permissions.can_write(by, call.panel))
    state.refuse_gone(call)
    if not call.is_draft:
        return call
    refuse_panel(call.panel)
    state.refuse_times(call.opens_at, call.closes_at)
    changes.refuse_dateless(call)
    call.draws_lots = criteria.draws_lots(call.panel.kind)
    call.rules = norms.rules()
    if sentence := rubric.refusal(call.rules):
        raise ValidationError(f"{sentence} 관리자가 운영 기준값을 고친 뒤에 공고할 수 있습니다.")
    now = timezone.now()
    call.state, call.published_by, call.published_at = CallState.PUBLISHED, by, now
    call.opens_at = max(call.opens_at, now)
    call.save()
    record(by=by, kind=events.PUBLISHED, call=call, period=period_of(call))
    return call


@transaction.atomic
def correct(
    *,
    by,
    call: RecruitmentCall,
    text: str,
    closes_at: datetime | None = None,
    words: Mapping[str, str] | None = None,
    dates: Mapping[int, Date] | None = None,
    rules: Rules | None = None,
    version: int | None = None,
) -> RecruitmentCall:
    """Put something right in public: ``closes_at`` puts the end off, ``words`` are passages as they shall read, ``dates``
    days of work with other times, by their ids, ``rules`` other points by which applications are ranked. What they said is
    kept and shown beside it.

    ``version`` is the one that the person saw. Raises ValidationError before the publication and after the call was
    taken back, without words, when somebody changed it meanwhile, and for what ``changes`` refuses.
    """
    call = held_call(call)
    require(permissions.can_write(by, call.panel))
    state.refuse_unpublished(call)
    if not text.strip():
        raise ValidationError("무엇을 어떻게 바로잡는지 적어 주세요.")
    refuse_resident_number(text, "정정 내용", field="text")
    if version not in (None, call.version):
        raise ValidationError(changes.CHANGED_MEANWHILE)
    before = passages_of(call)
    if closes_at is not None:
        changes.put_off(call, closes_at)
    changes.reword(call, words or {})
    changes.move(call, dates or {})
    changes.rank(call, rules or call.rules)
    changes.refuse_dateless(call)
    call.version += 1
    call.save()
    correction = call.corrections.model(call=call, text=text, closes_at=closes_at, corrected_by=by)
    correction.full_clean(exclude=["closes_at"])
    correction.save()
    kept = changes.keep(by=by, call=call, before=before, correction=correction)
    record(by=by, kind=events.CORRECTED, call=call, data={"correction": correction.pk})
    told = "\n".join([text, *(f"바뀐 곳: {one.get_passage_display()}" for one in kept)])
    tell_applicants(events.CORRECTED, call, detail=told, occasion=f"correction:{correction.pk}")
    return call


@transaction.atomic
def cancel(*, by, call: RecruitmentCall, reason: str) -> RecruitmentCall:
    """Take the call back, for a reason that stands on its page; another one may follow.

    Raises ValidationError when it was taken back already, from the time of its draw on, once its seats are given, and
    without a reason.
    """
    call = held_call(call)
    require(permissions.can_write(by, call.panel))
    state.refuse_gone(call)
    state.refuse_settled(call)
    if not reason.strip():
        raise ValidationError("취소하는 사유를 적어 주세요.")
    refuse_resident_number(reason, "사유", field="reason")
    call.state, call.cancelled_at, call.cancelled_reason = CallState.CANCELLED, timezone.now(), reason
    call.full_clean(exclude=LATER)
    call.save()
    record(by=by, kind=events.CANCELLED, call=call, data={"reason": reason})
    tell_applicants(events.CANCELLED, call, detail=f"사유: {reason}")
    return call


def held_call(call: RecruitmentCall) -> RecruitmentCall:
    """The call as it stands, its project's row and its own held until the end of the transaction."""
    projects.locked(call.panel.project)
    return RecruitmentCall.objects.held().get(pk=call.pk)


def period_of(call: RecruitmentCall) -> str:
    return korean_period(call.opens_at, call.closes_at)


def record(*, by, kind, call: RecruitmentCall, data: dict | None = None, **facts) -> None:
    """Write to the trail what happened to the call."""
    chain = call.panel.project.audit_chain
    facts |= {"call": call, "panel": call.panel}
    audit.record(by=by, kind=kind, on=call, chain=chain, data=data, **facts)


def tell_applicants(kind, call: RecruitmentCall, *, detail: str, occasion: str = "") -> None:
    """Tell everybody who has applied what happened to the call."""
    message = Message(kind.say(call=call), call.get_absolute_url(), detail=detail)
    key = f"call:{call.pk}:{kind.key}:{occasion}"
    notify(kind=kind, to=selectors.applicants(call), message=message, scope=call.scope, key=key)
