"""Opening a round and putting its last day off."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from panels import actions as panels
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import today
from tests import factories
from workflows.opinions import actions
from workflows.opinions.models import OpinionRound
from workflows.opinions.state import ends_at

from .conftest import closed, moved, past


def refused(facts):
    with pytest.raises(ValidationError) as refusal:
        actions.open_round(**facts)
    assert OpinionRound.objects.count() == 0
    return refusal.value.messages[0]


def test_opening_is_written_down_and_publishes_a_clean_guide(round, running):
    assert (round.number, round.is_open, str(round)) == (1, True, "첫 화면 의견수렴")
    assert "<h3>묻습니다</h3>" in round.guide_html
    assert "<strong>무엇</strong>" in round.guide_html
    event = Event.objects.get(key="opinions.opened")
    assert (event.chain, event.object_id) == (running.audit_chain, str(round.pk))


def test_opening_wakes_what_follows(facts, duty):
    followers = duty.stage.duties.filter(opened_by=duty.key)
    assert set(followers.values_list("key", "state")) == {("cs4", "dormant"), ("cs5", "dormant")}
    actions.open_round(**facts)
    assert set(followers.values_list("state", flat=True)) == {"open"}


def test_the_online_panel_is_told_and_no_other_one(facts, running):
    online = factories.make_member(factories.make_panel(running, kind="online", name="온라인참여단"))
    factories.make_member(factories.make_panel(running, kind="citizen"))
    round = actions.open_round(**facts)
    notice = Notice.objects.get(kind="opinions.opened")
    assert (notice.email, notice.url) == (online.email, f"/opinions/{round.pk}/")
    assert notice.send_before == ends_at(round)
    panels.withdraw(by=online.user, membership=online)
    notice.refresh_from_db()
    assert notice.mail_state == "withdrawn", "who left the panel is not asked to speak as one of it"


def test_material_is_kept(facts):
    files = [factories.make_upload("하나.pdf"), factories.make_upload("둘.pdf")]
    round = actions.open_round(**facts, files=files)
    assert [material.document.name for material in round.materials.all()] == ["하나.pdf", "둘.pdf"]


def test_too_much_material_is_refused(facts):
    assert "10개까지" in refused(facts | {"files": [factories.make_upload()] * 11})


def test_rounds_of_a_duty_are_numbered(facts):
    assert [actions.open_round(**facts).number for _ in range(3)] == [1, 2, 3]


def test_only_officers_of_the_department_open(facts, head, other_official, citizen, governance_officer):
    for person in (head, other_official, citizen, governance_officer):
        with pytest.raises(PermissionDenied):
            actions.open_round(**facts | {"by": person})
    assert OpinionRound.objects.count() == 0


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(-1, 14, "시작일은 오늘"), (3, 2, "그 뒤여야"), (0, 366, "1년을 넘길 수 없습니다")],
)
def test_days_that_make_no_round(facts, opens, closes, words):
    days = {"opens_on": today() + timedelta(days=opens), "closes_on": today() + timedelta(days=closes)}
    assert words in refused(facts | days)


@pytest.mark.parametrize("days", [0, 365])
def test_a_day_and_a_year_are_rounds(facts, days):
    assert actions.open_round(**facts | {"closes_on": today() + timedelta(days=days)}).is_open


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"topic": "  "}, "주제를 적어"),
        ({"topic": "가" * 101}, "100자"),
        ({"guide": " "}, "안내를 적어"),
        ({"guide": "가" * 5001}, "5,000자"),
    ],
)
def test_words_are_needed_and_limited(facts, change, words):
    assert words in refused(facts | change)


def test_another_kind_of_duty_is_refused(facts, duty):
    other = duty.stage.duties.filter(kind="answers").get()
    assert "의견수렴 과제에서만" in refused(facts | {"duty": other})


def test_a_decided_duty_and_an_ended_process_are_refused(facts, duty):
    type(duty).objects.filter(pk=duty.pk).update(state="skipped")
    assert "이미 처리" in refused(facts)
    type(duty.stage.run).objects.update(status="superseded", ended_at=duty.stage.run.started_at)
    assert "이미 끝났습니다" in refused(facts)


def test_extending_is_told_and_written_down(round, official, running):
    online = factories.make_member(factories.make_panel(running, kind="online"))
    before, later = round.closes_on, round.closes_on + timedelta(days=7)
    actions.extend(by=official, round=round, closes_on=later, reason=" 연휴가 있습니다. ")
    round.refresh_from_db()
    assert round.closes_on == later
    assert Event.objects.get(key="opinions.extended").data == {
        "before": before.isoformat(),
        "after": later.isoformat(),
        "reason": "연휴가 있습니다.",
    }
    assert "연휴가 있습니다." in Notice.objects.get(kind="opinions.extended", recipient=online.user).body


def test_a_round_that_ran_out_may_be_extended(round, official):
    past(round)
    assert actions.extend(by=official, round=round, closes_on=today(), reason="사유").closes_on == today()


@pytest.mark.parametrize(
    ("days", "reason", "words"),
    [(14, "사유", "보다 늦은 날"), (400, "사유", "1년을 넘길"), (20, " ", "사유를 적어")],
)
def test_extensions_that_are_refused(round, official, days, reason, words):
    with pytest.raises(ValidationError, match=words):
        actions.extend(by=official, round=round, closes_on=today() + timedelta(days=days), reason=reason)
    round.refresh_from_db()
    assert round.closes_on == today() + timedelta(days=14)


def test_a_round_is_not_extended_into_the_past(round, official):
    moved(round, -20, -10)
    with pytest.raises(ValidationError, match="오늘"):
        actions.extend(by=official, round=round, closes_on=today() - timedelta(days=5), reason="사유")


def test_an_ended_round_is_not_extended(round, official, head):
    later = today() + timedelta(days=20)
    with pytest.raises(PermissionDenied):
        actions.extend(by=head, round=round, closes_on=later, reason="사유")
    closed(round, official)
    with pytest.raises(ValidationError, match="이미 마감"):
        actions.extend(by=official, round=round, closes_on=later, reason="사유")


def test_a_forgotten_paper_is_added_while_the_round_is_open(client, facts, official, citizen, running):
    facts["files"] = [factories.make_upload("하나.pdf")]
    round = actions.open_round(**facts)
    OpinionRound.objects.update(opened_at=timezone.now() - timedelta(days=1))
    round.materials.update(added_at=timezone.now() - timedelta(days=1))
    panel = factories.make_panel(running, kind="online", name="온라인참여단")
    member = factories.make_member(panel).user
    with pytest.raises(PermissionDenied):
        actions.supply(by=citizen, round=round, files=[factories.make_upload()])
    with pytest.raises(ValidationError, match="올릴 자료를 골라 주세요."):
        actions.supply(by=official, round=round, files=[])
    with pytest.raises(ValidationError, match="자료는 10개까지"):
        actions.supply(by=official, round=round, files=[factories.make_upload() for _ in range(10)])
    client.force_login(official)
    url = reverse("opinions:supply", args=[round.pk])
    assert (
        client.post(url, {"files": factories.make_upload("둘.pdf"), "matter": "general"}).url
        == round.get_absolute_url()
    )
    assert [material.document.name for material in round.materials.all()] == ["하나.pdf", "둘.pdf"]
    page = client.get(round.get_absolute_url()).content.decode()
    assert page.count("에 더한 자료") == 1
    event = Event.objects.get(key="opinions.materials_added")
    assert event.sentence == "‘첫 화면 의견수렴’에 자료 1개를 더했습니다."
    assert Notice.objects.get(kind="opinions.materials_added").recipient == member
    closed(round, official)
    with pytest.raises(ValidationError, match="이미 마감한 의견수렴입니다."):
        actions.supply(by=official, round=round, files=[factories.make_upload()])
