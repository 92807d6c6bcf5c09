from datetime import timedelta

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from panels.models import Membership, Panel
from panels.norms import SCOPE, scope_key
from projects.models import Deliverable, DeliverableVersion, Norm
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui import errands
from tests import factories
from workflows.decisions import actions, desk, selectors
from workflows.decisions.models import RESERVED, Ballot, Resolution
from workflows.decisions.norms import MAJORITY, QUORUM, SPECS, VOTING_DAYS, rule_in_force
from workflows.driver import actions as driver
from workflows.meetings.models import AgendaItem, Meeting
from workflows.runs.models import DutyRun

from .conftest import cast, fresh, gather


def refused(call, words):
    with pytest.raises(ValidationError) as refusal:
        call()
    assert words in " ".join(refusal.value.messages)
    return refusal.value.messages


def norm(spec, value):
    Norm.objects.update_or_create(
        key=spec.key, defaults={"label": spec.label, "value": value, "default": spec.default, "unit": "수"}
    )


def test_a_vote_freezes_its_electorate_and_its_rule(vote, panel, secretary, member, colleague, duty):
    names = [ballot.membership and ballot.membership.name for ballot in vote.ballots.all()]
    assert names == ["나단원", "고동료", None]
    factories.make_member(panel, name="새 단원")
    norm(QUORUM[1], 5)
    vote.refresh_from_db()
    assert (vote.quorum.words, vote.majority.words) == ("과반수", "과반수")
    assert vote.ballots.count() == 3
    assert (vote.category, vote.is_open, str(vote)) == ("scope", True, "요구사항 목록 의결")
    assert vote.closes_at > timezone.now() + timedelta(days=1, hours=23)


def test_who_votes_is_told_and_nobody_else(vote, member, colleague, secretary, running):
    notices = Notice.objects.filter(kind="decisions.opened")
    assert {notice.recipient for notice in notices} == {member, colleague}
    notice = notices.get(recipient=member)
    assert (notice.url, notice.send_before) == (vote.get_absolute_url(), vote.closes_at)
    assert "주문: 요구사항 목록을 채택한다." in notice.body
    assert "재적 과반수가 투표해야" in notice.body
    event = Event.objects.get(key="decisions.opened")
    assert event.chain == running.audit_chain
    assert event.sentence.startswith("‘요구사항 목록’ 안건을 표결에 부쳤습니다(채택, ")
    assert event.data == {"quorum": "과반수", "majority": "과반수", "electorate": 3}


def test_the_norms_decide_about_the_department_and_the_shares(open_vote):
    for spec, value in zip([*SPECS[1:2], *QUORUM, *MAJORITY], [0, 2, 3, 0, 3, 4, 1], strict=True):
        norm(spec, value)
    vote = open_vote()
    assert (vote.quorum.words, vote.majority.words) == ("3분의 2 이상", "4분의 3 초과")
    assert not vote.ballots.filter(membership=None).exists()


@pytest.mark.parametrize(("spec", "value"), [(QUORUM[1], 0), (QUORUM[0], 3), (MAJORITY[0], 0)])
def test_numbers_that_make_no_rule_open_nothing(open_vote, spec, value):
    norm(spec, value)
    refused(open_vote, "정족수나 의결 기준값이 올바르지 않아")
    with pytest.raises(ValidationError):
        rule_in_force()


def test_reserved_items_are_refused_by_name(open_vote, reserved):
    (sentence,) = refused(lambda: open_vote(item=reserved), "공동으로 결정할 수 없습니다(가이드라인 2)")
    assert "‘예산 집행 현황’ 안건(예산)" in sentence


def test_a_motion_that_speaks_of_what_is_reserved_is_put_knowingly(open_vote):
    text = "계약 뒤의 예\u200b산은 부서가 정하고, 요구사항 목록을 채택한다."
    refused(lambda: open_vote(text=text), "주문에 ‘예산’, ‘계약’ 같은 말이 있습니다.")
    assert not Resolution.objects.exists()
    open_vote(text=text, only_mentioned=True)
    assert Event.objects.get(key="decisions.opened").data["mentioned"] == ["예산", "계약"]


@pytest.mark.parametrize("category", RESERVED)
def test_every_reserved_kind_is_refused_by_the_action_and_by_the_database(
    official, duty, item, open_vote, category
):
    stale = AgendaItem.objects.get(pk=item.pk)
    AgendaItem.objects.filter(pk=item.pk).update(category=category)
    refused(lambda: open_vote(item=stale), "공동으로 결정할 수 없습니다")
    with pytest.raises(IntegrityError), transaction.atomic():
        Resolution.objects.create(
            duty=duty,
            item=item,
            category=category,
            motion="adopt",
            text="x",
            opened_by=official,
            closes_at=timezone.now(),
        )
    assert not Resolution.objects.exists()


def test_no_page_changes_what_an_item_is_about(vote, item, client, administrator):
    """Items are written once, with their meeting: neither the meeting's pages nor the admin's touch them again."""
    assert AgendaItem not in admin.site._registry
    client.force_login(administrator)
    facts = {"items-0-category": "budget", "category": "budget", "title": "x"}
    client.post(f"/admin/workflows/meeting/{item.meeting_id}/change/", facts)
    client.post(f"/admin/workflows/agendaitem/{item.pk}/change/", facts)
    item.refresh_from_db()
    assert item.category == "scope"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"motion": "ignore"}, "채택, 조정, 보류 가운데"),
        ({"text": "  "}, "주문을 적어 주세요"),
        ({"text": "가" * 2001}, "2,000자까지"),
        ({"closes_at": timezone.now() - timedelta(minutes=1)}, "이미 지난 시각입니다"),
        ({"closes_at": timezone.now() + timedelta(days=4 * 365)}, "표결은 1년을 넘길 수 없습니다"),
    ],
)
def test_what_a_vote_needs(open_vote, facts, words):
    refused(lambda: open_vote(**facts), words)


def test_a_vote_lasts_as_long_as_the_norm_says(open_vote):
    norm(VOTING_DAYS, 400)
    assert open_vote().closes_at > timezone.now() + timedelta(days=399)


def test_a_vote_does_not_end_before_its_meeting(duty, panel, member, open_vote):
    coming = gather(duty, panel, held=False)
    item = coming.items.get(category="scope")
    refused(lambda: open_vote(item=item, closes_at=coming.ends_at - timedelta(minutes=1)), "회의가 끝나는")
    vote = open_vote(item=item)
    assert vote.closes_at == (coming.ends_at + timedelta(days=2)).replace(second=0, microsecond=0)


def test_only_items_of_this_stages_meetings(official, duty, open_vote, item, running):
    elsewhere = factories.make_confirmed_project(officer=official, governance_type="collaboration")
    panel = factories.make_panel(elsewhere, kind="working")
    factories.make_member(panel)
    other = gather(factories.make_duty(elsewhere, kind="decision"), panel)
    refused(lambda: open_vote(item=other.items.get(category="scope")), "이 단계에서 연 회의의 안건만")


def test_no_item_of_a_cancelled_meeting(open_vote, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled")
    refused(open_vote, "회의가 취소되었습니다")


def test_bodies_that_advise_do_not_decide(open_vote, panel):
    Panel.objects.filter(pk=panel.pk).update(kind="pb_committee")
    refused(open_vote, "참여예산위원회는 ‘개발사업 분석: 요구사항정의’에서 자문·검토까지만 합니다.")


def test_who_decides_is_what_the_scope_says(open_vote, panel, duty, running):
    request = factories.make_version(running, title="제안요청서(안)")
    Deliverable.objects.filter(pk=request.deliverable_id).update(matter="request")
    for kind, degree, row in (
        ("citizen", 2, "analysis"),
        ("working", 2, "request"),
        ("working", 2, "analysis"),
    ):
        Panel.objects.filter(pk=panel.pk).update(kind=kind)
        spec = next(spec for spec in SCOPE if spec.key == scope_key(row, kind))
        norm(spec, degree)
        version = DeliverableVersion.objects.get(pk=request.pk) if row == "request" else None
        refused(lambda version=version: open_vote(version=version), "공동결정을 맡길 수 없습니다(참여 범위).")
        assert selectors.items_to_decide(duty).exists() is (row == "request")
        norm(spec, 3)
    Panel.objects.filter(pk=panel.pk).update(kind="citizen")
    norm(next(spec for spec in SCOPE if spec.key == scope_key("analysis", "citizen")), 3)
    assert selectors.items_to_decide(duty).exists() and open_vote().pk


def test_a_panel_that_is_not_at_work_does_not_decide(open_vote, panel):
    Panel.objects.filter(pk=panel.pk).update(state="dissolved")
    refused(open_vote, "‘실무추진단’은 지금 활동하지 않는")


def test_somebody_has_to_be_there_to_vote(open_vote, panel):
    Membership.objects.filter(panel=panel).update(state="released", ended_at=timezone.now())
    refused(open_vote, "투표할 단원이 없는")


def test_one_vote_of_an_item_at_a_time_and_none_after_it_was_decided(vote, open_vote, official, duty):
    from workflows.decisions import actions

    refused(open_vote, "이 안건의 표결이 이미 진행 중입니다.")
    cast(vote, 나단원="for", 고동료="for", 사업부서="for")
    actions.close(by=fresh(official), resolution=vote)
    refused(open_vote, "이미 의결한 안건입니다(채택)")
    DutyRun.objects.filter(pk=duty.pk).update(decided_by=official, decided_at=timezone.now())
    assert open_vote().is_open


def test_a_rejected_item_may_be_put_again(vote, open_vote, official):
    from workflows.decisions import actions

    cast(vote, 나단원="against", 고동료="against", 사업부서="for")
    assert actions.close(by=fresh(official), resolution=vote).state == "rejected"
    assert open_vote().is_open


def test_the_database_keeps_one_open_vote_of_an_item_and_one_ballot_a_voter(vote, member):
    with pytest.raises(IntegrityError), transaction.atomic():
        Resolution.objects.create(
            duty=vote.duty,
            item=vote.item,
            category="scope",
            motion="adopt",
            text="x",
            opened_by=vote.opened_by,
            closes_at=vote.closes_at,
        )
    for seat in (Membership.objects.get(user=member), None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ballot.objects.create(resolution=vote, membership=seat)


def test_only_a_version_of_the_same_project(official, running, open_vote):
    other = factories.make_version(factories.make_project(officer=official))
    refused(lambda: open_vote(version=other), "이 사업의 산출물만")
    version = factories.make_version(running)
    assert open_vote(version=version).version == version


def test_only_a_decision_that_can_be_worked_on(duty, open_vote):
    meeting_duty = duty.stage.duties.filter(kind="meeting").first()
    refused(lambda: open_vote(duty=meeting_duty), "공동결정 과제에서만")
    DutyRun.objects.filter(pk=duty.pk).update(state="waived")
    refused(open_vote, "이미 처리되었습니다")


@pytest.mark.parametrize("who", ["head", "other_official", "governance_officer", "member", "secretary"])
def test_only_the_departments_officers_open(open_vote, who, request):
    with pytest.raises(PermissionDenied):
        open_vote(by=request.getfixturevalue(who))


@pytest.mark.parametrize("matter", ["budget", "contract", "evaluation", "acceptance"])
def test_papers_on_what_the_city_decides_alone_are_not_voted_on(running, duty, open_vote, matter):
    version = factories.make_version(running)
    Deliverable.objects.filter(pk=version.deliverable_id).update(matter=matter)
    version.refresh_from_db()
    refused(lambda: open_vote(version=version), "공동으로 결정할 수 없습니다")
    assert version not in selectors.versions_to_decide(duty)


@pytest.mark.parametrize("matter", ["budget", "acceptance"])
def test_a_vote_on_a_paper_that_turns_out_to_be_the_citys_is_only_cancelled(
    running, open_vote, member, official, matter
):
    vote = open_vote(version=factories.make_version(running))
    assert [one.title for one in errands.waiting(fresh(member), desk)] == [f"표결하기: {vote.item}"]
    Deliverable.objects.update(matter=matter)
    assert errands.waiting(fresh(member), desk) == []
    (errand,) = errands.waiting(fresh(official), desk)
    assert (errand.url, errand.note) == (
        reverse("decisions:cancel", args=[vote.pk]),
        "시가 결정하는 일의 문서로 분류되었습니다.",
    )
    for act in (
        lambda: actions.vote(by=member, resolution=vote, choice="for"),
        lambda: actions.close(by=official, resolution=vote),
    ):
        refused(act, "공동으로 결정할 수 없습니다")
    assert actions.cancel(by=official, resolution=vote, reason="검수 문서입니다.").state == "cancelled"


def test_voters_stop_reading_a_paper_that_moves_inside(running, open_vote, member, official, client):
    vote = open_vote(version=factories.make_version(running))
    url = reverse("decisions:file", args=[vote.pk])
    client.force_login(member)
    assert client.get(url).status_code == 200
    Deliverable.objects.update(matter="contract")
    assert client.get(url).status_code == 403
    client.force_login(official)
    assert client.get(url).status_code == 200


def test_voters_read_no_name_of_a_paper_that_moves_inside(running, open_vote, member, official, client):
    vote = open_vote(version=factories.make_version(running))
    pages = [vote.get_absolute_url(), reverse("own:data")]
    client.force_login(member)
    assert all("요구사항정의서 1판" in client.get(page).content.decode() for page in pages)
    driver.set_matter(by=official, deliverable=vote.version.deliverable, matter="contract")
    file = reverse("decisions:file", args=[vote.pk])
    words = [client.get(page).content.decode() for page in pages]
    assert not any("요구사항정의서" in page or file in page for page in words)
    assert "추진단에 보이지 않습니다" in words[0] and "공개하지 않는 문서 1판" in words[1]
    assert not Notice.objects.about(vote.scope).filter(mail_state="pending").exists()
    client.force_login(official)
    assert file in client.get(pages[0]).content.decode()


def test_who_chooses_the_budget_by_hand_is_told_why_not(running, duty, item, member, official, client):
    version = factories.make_version(running)
    Deliverable.objects.update(matter="budget")
    client.force_login(official)
    url = reverse("decisions:open", args=[duty.pk])
    assert "요구사항정의서 1판" not in client.get(url).content.decode()
    typed = {"item": item.pk, "motion": "adopt", "text": "정한다.", "version": version.pk}
    answer = client.post(url, typed)
    assert answer.status_code == 409
    assert "예산 문서는 시가 결정하는 일의 문서라" in answer.content.decode()
