"""Waivers need a reason and a second person."""

import pytest

from seoul_gov.accounts.models import RoleGrant
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.workflows.driver.walking import (
    advise,
    duty,
    forbidden,
    hold,
    open_round,
    open_stage,
    record,
    refused,
    say,
    settle_stage,
    walk_to,
)
from workflows.driver import actions
from workflows.reviews import actions as reviews
from workflows.runs.models import Waiver

REASON = "위원회가 아직 구성되지 않아 서면으로 갈음했습니다."
PLAIN = "p3"
SEED = "ad1"


def ask(by, run, key=PLAIN):
    return actions.request_waiver(by=by, duty=duty(run, key), reason=f" {REASON} ")


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("recipient__name", flat=True))


def test_a_request_waits_for_the_head(official, head, governance_officer, run):
    waiver = ask(official, run)
    assert (waiver.decision, waiver.reason, waiver.requested_by) == ("pending", REASON, official)
    assert duty(run, PLAIN).state == "open"
    assert told("driver.waiver_requested") == ["박부서장"]


def test_a_request_about_the_guidelines_own_duty_waits_for_the_governance_officer(
    official, head, governance_officer, run
):
    ask(official, run, SEED)
    assert told("driver.waiver_requested") == ["최거버"]


def test_a_granted_waiver_lets_the_duty_go(official, head, run):
    settle_stage(official, run, but=[PLAIN])
    waiver = actions.decide_waiver(by=head, waiver=ask(official, run), grant=True, comment=" 확인했습니다. ")
    assert (waiver.decision, waiver.comment, waiver.decided_by) == ("granted", "확인했습니다.", head)
    waived = duty(run, PLAIN)
    assert (waived.state, waived.reason, waived.decided_by) == ("waived", REASON, head)
    assert told("driver.waiver_granted") == ["김담당"]
    assert actions.advance(by=official, run=run).key == "procurement"


def test_a_refused_waiver_leaves_the_duty(official, head, run):
    settle_stage(official, run, but=[PLAIN])
    waiver = actions.decide_waiver(
        by=head, waiver=ask(official, run), grant=False, comment="계획을 세워 주세요."
    )
    assert waiver.decision == "refused"
    assert told("driver.waiver_refused") == ["김담당"]
    assert Event.objects.latest("pk").sentence.endswith("면제를 거절했습니다(사유: 계획을 세워 주세요.).")
    with refused():
        actions.advance(by=official, run=run)
    assert ask(official, run).decision == "pending", "it may be asked for again"


def test_a_waiver_is_not_refused_without_a_reason(official, head, run):
    waiver = ask(official, run)
    with refused("거절하는 사유를 적어 주세요."):
        actions.decide_waiver(by=head, waiver=waiver, grant=False, comment=" ")
    waiver.refresh_from_db()
    assert waiver.decision == "pending"


def test_the_governance_officer_decides_on_the_guidelines_own_duties(official, head, governance_officer, run):
    waiver = ask(official, run, SEED)
    with forbidden("거버넌스 담당만 결정할 수 있습니다."):
        actions.decide_waiver(by=head, waiver=waiver, grant=True)
    actions.decide_waiver(by=governance_officer, waiver=waiver, grant=True)
    assert duty(run, SEED).state == "waived"


@pytest.mark.parametrize(
    "who", ["governance_officer", "second_official", "other_official", "auditor", "administrator", "citizen"]
)
def test_only_the_departments_head_decides_on_other_duties(request, official, run, who):
    waiver = ask(official, run)
    with forbidden("부서장만 결정할 수 있습니다."):
        actions.decide_waiver(by=request.getfixturevalue(who), waiver=waiver, grant=True)


def test_the_head_of_another_department_does_not_decide(official, other_department, run):
    stranger = factories.make_official("head", department=other_department)
    with forbidden("사업을 맡은 부서의 부서장만"):
        actions.decide_waiver(by=stranger, waiver=ask(official, run), grant=True)


@pytest.mark.parametrize(("key", "role"), [(PLAIN, "head"), (SEED, "governance_officer")])
def test_who_asked_never_decides_whatever_else_they_are(official, run, department, key, role):
    RoleGrant.objects.create(user=official, role=role, department=department if role == "head" else None)
    both = type(official).objects.get(pk=official.pk)
    waiver = ask(both, run, key)
    with forbidden("면제를 요청한 사람은 그 면제를 결정할 수 없습니다."):
        actions.decide_waiver(by=both, waiver=waiver, grant=True)
    assert duty(run, key).state == "open"
    assert told("driver.waiver_requested") == []


def test_a_head_who_asks_needs_another_head(head, department, run):
    waiver = ask(head, run)
    with forbidden():
        actions.decide_waiver(by=head, waiver=waiver, grant=True)
    other = factories.make_official("head", department=department, name="윤부서장")
    actions.decide_waiver(by=other, waiver=waiver, grant=True)
    assert duty(run, PLAIN).state == "waived"


def test_only_one_request_waits(official, run):
    ask(official, run)
    with refused("이 과제의 면제 요청이 이미 결정을 기다리고 있습니다."):
        ask(official, run)
    assert Waiver.objects.count() == 1


def test_a_request_needs_a_reason(official, run):
    with refused("사유를 적어 주세요."):
        actions.request_waiver(by=official, duty=duty(run, PLAIN), reason=" ")


def test_a_reason_has_an_end(official, run):
    with refused("‘사유’에는 1,000자까지 쓸 수 있습니다"):
        actions.request_waiver(by=official, duty=duty(run, PLAIN), reason="가" * 1001)


def test_optional_duties_are_skipped_instead(official, run):
    with refused("면제를 받지 않고 건너뛸 수 있습니다."):
        ask(official, run, "ad2")


@pytest.mark.parametrize(
    ("key", "sentence"),
    [("ad3-select", "앞선 활동을 시작하면 열립니다."), ("c1", "아직 시작되지 않았습니다.")],
)
def test_only_open_duties_are_waived(official, run, key, sentence):
    with refused(sentence):
        ask(official, run, key)


@pytest.mark.parametrize(
    "who", ["other_official", "governance_officer", "auditor", "administrator", "citizen"]
)
def test_nobody_else_asks(request, run, who):
    with forbidden():
        ask(request.getfixturevalue(who), run)


def test_a_second_decision_is_told_who_was_first(official, head, run):
    waiver = ask(official, run)
    actions.decide_waiver(by=head, waiver=waiver, grant=True)
    with refused("이 면제 요청은 박부서장 님이 이미 결정했습니다(승인)."):
        actions.decide_waiver(by=head, waiver=waiver, grant=False, comment="다시 봅니다.")
    assert duty(run, PLAIN).state == "waived"


def test_a_request_ends_with_its_duty_and_is_not_granted_later(official, head, run):
    waiver = ask(official, run)
    record(official, duty(run, PLAIN))
    waiver.refresh_from_db()
    assert (waiver.decision, waiver.decided_by) == ("withdrawn", official)
    actions.reopen_duty(by=official, duty=duty(run, PLAIN), reason="다시 봅니다.")
    for grant in (True, False):
        with refused("그 사이 과제가 처리되어 면제 요청이 철회되었습니다."):
            actions.decide_waiver(by=head, waiver=waiver, grant=grant, comment="의견")
    assert duty(run, PLAIN).state == "open"
    assert ask(official, run).decision == "pending", "it may be asked for again"


def test_a_request_ends_with_the_stage_whose_evidence_settles_the_duty(official, run):
    waiver = ask(official, run, "ad5")
    settle_stage(official, run)
    actions.advance(by=official, run=run)
    waiver.refresh_from_db()
    assert waiver.decision == "withdrawn"


def test_a_decision_has_an_end(official, head, run):
    waiver = ask(official, run)
    with refused("‘결정 의견’에는 1,000자까지 쓸 수 있습니다"):
        actions.decide_waiver(by=head, waiver=waiver, grant=True, comment="가" * 1001)


def test_a_waiver_in_a_stage_that_waits_again_is_not_granted(official, governance_officer, run):
    walk_to(official, run, "analysis")
    waiver = ask(official, run, "ad7-analysis")
    actions.send_back(by=official, run=run, stage=run.stages.get(key="planning"), reason="다시")
    with refused("아직 시작되지 않았습니다."):
        actions.decide_waiver(by=governance_officer, waiver=waiver, grant=True)


def test_nobody_waives_what_members_said(official, governance_officer, run):
    walk_to(official, run, "analysis")
    review, meeting = duty(run, "ad7-analysis-review"), duty(run, "ad7-analysis")
    asked = {key: ask(official, run, key) for key in (review.key, meeting.key)}
    say(open_round(review))
    advise(hold(meeting))
    for key, sentence in (
        (review.key, "1차 검토에 답하지 않은 의견이 1건 있습니다. 먼저 답해 주세요."),
        (meeting.key, "회의에 답하지 않은 자문의견이 1건 있습니다. 먼저 답해 주세요."),
    ):
        waiver = asked[key]
        with refused(sentence):
            actions.decide_waiver(by=governance_officer, waiver=waiver, grant=True)
        waiver.refresh_from_db()
        assert (duty(run, key).state, waiver.decision) == ("open", "pending")
        actions.decide_waiver(by=governance_officer, waiver=waiver, grant=False, comment="먼저 답해 주세요.")


def test_what_runs_is_ended_before_it_is_waived(official, governance_officer, run):
    walk_to(official, run, "analysis")
    key = "ad7-analysis-review"
    round = open_round(duty(run, key))
    with refused("까지 진행 중입니다. 먼저 마치거나 취소해 주세요."):
        ask(official, run, key)
    reviews.cancel(by=official, round=round, reason="자료를 다시 만듭니다.")
    waiver = ask(official, run, key)
    round = open_round(duty(run, key))
    with refused("까지 진행 중입니다. 먼저 마치거나 취소해 주세요."):
        actions.decide_waiver(by=governance_officer, waiver=waiver, grant=True)
    reviews.cancel(by=official, round=round, reason="자료를 다시 만듭니다.")
    actions.decide_waiver(by=governance_officer, waiver=waiver, grant=True)
    assert duty(run, key).state == "waived"


def test_a_waived_duty_is_reopened_by_name_and_asked_for_again(official, head, run):
    actions.decide_waiver(by=head, waiver=ask(official, run), grant=True)
    actions.reopen_duty(by=official, duty=duty(run, PLAIN), reason="위원회가 구성되었습니다.")
    assert duty(run, PLAIN).state == "open"
    assert ask(official, run).decision == "pending"


def test_a_meeting_may_be_waived_by_the_governance_officer(official, governance_officer, run):
    walk_to(official, run, "analysis")
    settle_stage(official, run, but=["ad7-analysis", "ad8-analysis"])
    actions.decide_waiver(by=governance_officer, waiver=ask(official, run, "ad7-analysis"), grant=True)
    with refused("이 단계에서 연 회의가 아직 없습니다."):
        actions.advance(by=official, run=run)
    assert open_stage(run).key == "analysis"


def test_anybody_reads_what_was_granted_and_nothing_else(
    client, official, head, run, django_assert_num_queries
):
    actions.decide_waiver(by=head, waiver=ask(official, run), grant=True)
    with django_assert_num_queries(2):
        page = client.get("/process/waivers/").content.decode()
    assert REASON in page and run.project.title in page
    assert official.name not in page and head.name not in page


def test_a_request_and_a_refusal_stay_inside(client, official, head, run):
    waiver = ask(official, run)
    assert "면제한 의무 과제가 없습니다." in client.get("/process/waivers/").content.decode()
    actions.decide_waiver(by=head, waiver=waiver, grant=False, comment="계획을 세워 주세요.")
    assert "면제한 의무 과제가 없습니다." in client.get("/process/waivers/").content.decode()
