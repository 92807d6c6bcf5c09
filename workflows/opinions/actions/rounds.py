"""A round from its opening to the extension of its last day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max, QuerySet

from panels.enums import PanelKind
from panels.models import Panel
from projects import actions as projects
from projects import matters
from projects.enums import Matter
from seoul_gov.audit import actions as audit
from seoul_gov.documents import actions as documents
from seoul_gov.notifications.actions import Message, Recipient, notify, withdraw
from seoul_gov.ui import prose
from seoul_gov.ui.korean import korean_date, korean_period
from seoul_gov.ui.verdicts import require
from workflows.definitions import DutyKind
from workflows.opinions import events, permissions, selectors, state
from workflows.opinions.models import OpinionMaterial, OpinionRound
from workflows.runs.actions import locked_duty, wake_followers
from workflows.runs.state import refuse_done, refuse_ended
from workflows.runs.wording import words

FILLED_IN_LATER = ("closed_by", "closed_at")
MOST_MATERIALS = 10
BOTH = (
    "SELECT 1 FROM accounts_user person, workflows_opinionround round WHERE person.id = %s AND round.id = %s"
)
HOLD = {
    "postgresql": f"{BOTH} FOR NO KEY UPDATE OF person FOR KEY SHARE OF round",
    "sqlite": BOTH,
}


def locked(round: OpinionRound) -> OpinionRound:
    """The round's row as it is now, with its facts, for who ends it: nobody speaks until the transaction is over."""
    return OpinionRound.objects.with_facts().select_for_update(of=("self",)).get(pk=round.pk)


def kept(round: OpinionRound) -> OpinionRound:
    """The same for who answers or withdraws: it may neither end nor be answered meanwhile, but citizens speak on."""
    return OpinionRound.objects.with_facts().select_for_update(of=("self",), no_key=True).get(pk=round.pk)


def shared(round: OpinionRound, by) -> OpinionRound:
    """For who speaks: the round as it is now, with the most that one person may say (``per_person``). It may not
    end meanwhile, the person may not speak twice at once, and everybody else may speak at the same moment.

    Thousands of posts must not queue for one row, so that they hold it in common (FOR KEY SHARE) and only who ends
    the round holds it alone. A foreign key would take that very lock, but Django defers foreign keys to the commit:
    by then the round could have ended over an opinion that its closing did not see. In SQLite every transaction
    that writes is alone anyway.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD[connection.vendor], [by.pk, round.pk])
    return selectors.round_at_this_moment(round.pk)


@transaction.atomic
def open_round(
    *, by, duty, topic: str, opens_on: date, closes_on: date, guide: str = "", files=(), matter=Matter.GENERAL
) -> OpinionRound:
    """Call on the public to speak on the topic from ``opens_on`` to the end of ``closes_on`` in Seoul (가이드라인 3-1).

    ``guide`` is Markdown, ``files`` are uploads on a ``matter`` that everybody may read. The members of the project's
    online panels are told. Raises ValidationError when the duty is no open call for opinions, the days have passed, are out of
    order or span more than a year, or a file is refused or on what stays inside the city.
    """
    projects.locked(duty.stage.run.project)
    duty = locked_duty(duty)
    require(permissions.can_manage(by, duty.stage.run.project))
    if duty.kind != DutyKind.OPINION:
        raise ValidationError("의견수렴 과제에서만 의견수렴을 열 수 있습니다.")
    refuse_done(duty)
    state.refuse_dates(opens_on, closes_on)
    guide = words(OpinionRound, "guide", guide, "무엇을 묻는지 안내를 적어 주세요.")
    last = duty.opinion_rounds.aggregate(last=Max("number"))["last"] or 0
    round = OpinionRound(
        duty=duty,
        number=last + 1,
        topic=words(OpinionRound, "topic", topic, "주제를 적어 주세요."),
        guide=guide,
        guide_html=prose.render(guide),
        opens_on=opens_on,
        closes_on=closes_on,
        opened_by=by,
    )
    round.full_clean(exclude=FILLED_IN_LATER)
    round.save()
    add_materials(by, round, files, matter)
    wake_followers(duty)
    tell_opened(by, round)
    return round


def add_materials(by, round: OpinionRound, files, matter: str) -> None:
    """Lay files open; raises ValidationError for too many and for a matter that stays inside the city (가이드라인 2)."""
    matters.refuse_inner(matter)
    if round.materials.count() + len(files) > MOST_MATERIALS:
        raise ValidationError(f"자료는 {MOST_MATERIALS}개까지 올릴 수 있습니다.")
    for upload in files:
        round.materials.create(document=documents.store(by=by, upload=upload), matter=matter, added_by=by)


@transaction.atomic
def set_matter(*, by, material: OpinionMaterial, matter: str) -> OpinionMaterial:
    """Say what a file is about, also after the round; the public stops reading at once what stays inside the city.

    Raises ValidationError for an unknown matter.
    """
    round = locked(material.round)
    project = permissions.project_of(round)
    require(permissions.can_manage(by, project))
    material = round.materials.get(pk=material.pk)
    told = matters.put(material, matter)
    data = {"material": material.pk}
    audit.record(
        by=by, kind=events.MATTER_SET, on=round, chain=project.audit_chain, data=data, round=round, **told
    )
    return material


@transaction.atomic
def supply(*, by, round: OpinionRound, files, matter=Matter.GENERAL) -> OpinionRound:
    """Add files that were forgotten to a round that is still open; the project's online panels are told, and the page
    says when each came.

    Raises ValidationError when the round has ended, without a file, for more files than a round may have, and when one
    is refused or on what stays inside the city.
    """
    locked_duty(round.duty)
    round = locked(round)
    require(permissions.can_manage(by, permissions.project_of(round)))
    state.refuse_ended_round(round)
    refuse_ended(round.duty.stage.run)
    files = list(files)
    if not files:
        raise ValidationError("올릴 자료를 골라 주세요.")
    add_materials(by, round, files, matter)
    tell_supplied(by, round, len(files))
    return round


def tell_supplied(by, round: OpinionRound, count: int) -> None:
    facts = {"round": round, "count": count}
    audit.record(
        by=by, kind=events.MATERIALS_ADDED, on=round, chain=permissions.project_of(round).audit_chain, **facts
    )
    message = Message(
        subject=events.MATERIALS_ADDED.say(**facts),
        url=round.get_absolute_url(),
        detail="의견을 내기 전에 더한 자료를 읽어 주세요.",
        send_before=state.ends_at(round),
    )
    key = f"{round.scope}:materials:{round.materials.count()}"
    notify_panels(round, kind=events.MATERIALS_ADDED, message=message, key=key)


def tell_opened(by, round: OpinionRound) -> None:
    facts = {"round": round, "period": korean_period(round.opens_on, round.closes_on)}
    project = permissions.project_of(round)
    audit.record(by=by, kind=events.OPENED, on=round, chain=project.audit_chain, **facts)
    message = Message(
        subject=events.OPENED.say(**facts),
        url=round.get_absolute_url(),
        detail=f"{project} 사업에서 시민의 의견을 듣습니다. 자료를 읽고 의견을 내 주세요.",
        send_before=state.ends_at(round),
    )
    key = f"{round.scope}:opened"
    notify_panels(round, kind=events.OPENED, message=message, key=key)


def notify_panels(round: OpinionRound, *, kind, message: Message, key: str) -> None:
    """Tell everybody in office in the project's panels that meet online to speak in its rounds (온라인참여단).

    It is filed below the panel, so that it is taken back when a seat ends.
    """
    for panel in online_panels(round):
        seats = panel.memberships.active().select_related("user")
        people = [Recipient.of(seat.user) for seat in seats]
        notify(kind=kind, to=people, message=message, scope=scope_in(panel, round), key=key)


def take_back(round: OpinionRound) -> None:
    """Take back what nobody has been sent yet about the round, neither citizens nor members."""
    for scope in (round.scope, *(scope_in(panel, round) for panel in online_panels(round))):
        withdraw(scope=scope)


def online_panels(round: OpinionRound) -> QuerySet[Panel]:
    project = permissions.project_of(round)
    return Panel.objects.filter(project=project, kind=PanelKind.ONLINE).order_by("pk")


def scope_in(panel: Panel, round: OpinionRound) -> str:
    return f"panel:{panel.pk}/{round.scope}"


@transaction.atomic
def extend(*, by, round: OpinionRound, closes_on: date, reason: str) -> OpinionRound:
    """Put the last day off, for a reason that the project's online panels are told.

    Raises ValidationError when the round has ended, or the day is not later than the present one, has passed or lies
    more than a year after the first.
    """
    locked_duty(round.duty)
    round = locked(round)
    require(permissions.can_manage(by, permissions.project_of(round)))
    state.refuse_ended_round(round)
    refuse_ended(round.duty.stage.run)
    before = round.closes_on
    if closes_on <= before:
        raise ValidationError(f"지금 마감일({korean_date(before)})보다 늦은 날을 골라 주세요.")
    state.refuse_past(closes_on)
    state.refuse_too_long(round.opens_on, closes_on)
    reason = words(OpinionRound, "closing_note", reason, "마감일을 늦추는 사유를 적어 주세요.")
    round.closes_on = closes_on
    round.save(update_fields=["closes_on"])
    tell_extended(by, round, before, reason)
    return round


def tell_extended(by, round: OpinionRound, before: date, reason: str) -> None:
    facts = {"round": round, "due": korean_date(round.closes_on)}
    project = permissions.project_of(round)
    data = {"before": before.isoformat(), "after": round.closes_on.isoformat(), "reason": reason}
    audit.record(by=by, kind=events.EXTENDED, on=round, chain=project.audit_chain, data=data, **facts)
    message = Message(
        subject=events.EXTENDED.say(**facts),
        url=round.get_absolute_url(),
        detail=f"사유: {reason}",
        send_before=state.ends_at(round),
    )
    key = f"{round.scope}:closes:{round.closes_on}"
    notify_panels(round, kind=events.EXTENDED, message=message, key=key)
