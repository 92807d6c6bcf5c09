import pytest
from django.urls import reverse

from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.workflows.driver.test_evidence import agree, begun, by_the_desk, by_the_rooms
from workflows.driver import actions as driver
from workflows.driver import gates, selectors
from workflows.issues import actions
from workflows.issues.duties import settled as ask
from workflows.runs.models import DutyRun

from .conftest import fresh, raised, replied, settled


def of(duty):
    return ask([duty])[duty.pk]


def test_a_duty_without_an_issue_asks_for_one(stage, duty):
    missing = of(duty)
    assert (missing.url, missing.action) == (reverse("issues:raise", args=[stage.pk]), "협의 제기하기")
    assert not missing.begun


def test_a_citizens_word_waits_for_its_answer(issue, duty, vendor):
    missing = of(duty)
    assert (missing.url, missing.unanswered, missing.begun) == (issue.get_absolute_url(), True, True)
    assert "‘버튼 크기’" in missing.sentence
    replied(vendor, issue)
    missing = of(duty)
    assert (missing.unanswered, missing.begun) == (False, True)
    assert "1건" in missing.sentence


def test_a_settled_issue_settles_the_duty(issue, duty, official):
    replied(official, issue)
    settled(official, issue)
    assert of(duty) is None


def test_what_was_taken_back_does_not_count(issue, duty, member):
    actions.withdraw(by=fresh(member), issue=issue)
    assert of(duty).action == "협의 제기하기"


def test_a_duty_let_go_waits_for_the_answer(issue, duty, official):
    with pytest.raises(Exception, match="먼저 답해 주세요"):
        driver.skip(by=official, duty=duty, reason="필요 없음")
    replied(official, issue)
    with pytest.raises(
        Exception, match="조정결과를 적지 않은 협의가 1건 있습니다. 먼저 마치거나 취소해 주세요."
    ):
        driver.skip(by=official, duty=duty, reason="필요 없음")
    settled(official, issue)
    driver.skip(by=official, duty=duty, reason="필요 없음")


@pytest.mark.parametrize("number", ONE_AND_FIFTY)
def test_many_duties_cost_what_one_costs(official, number, django_assert_num_queries):
    duties = []
    for _ in range(number):
        running = factories.make_confirmed_project(
            officer=official, governance_type="collaboration", status="running"
        )
        stage = factories.make_run(running).stages.get(state="open")
        duties.append(raised(official, stage).duty)
    with django_assert_num_queries(1):
        assert all(missing.begun for missing in ask(duties).values())


class TestAnAddedDuty:
    """A stage whose process asks for no consultation gets a duty with the first issue."""

    @pytest.fixture
    def running(self, official):
        return factories.make_confirmed_project(
            officer=official, governance_type="advisory", status="running"
        )

    @pytest.fixture
    def duty(self, issue):
        return DutyRun.objects.get(pk=issue.duty_id)

    def test_it_holds_the_stage_while_something_is_open(self, run, stage, issue, duty, official):
        agree(run)
        assert duty.key in begun(run)
        assert duty.key in {held.key for held, _ in gates.missing(stage)}
        replied(official, issue)
        settled(official, issue)
        agree(run, duty.key)

    def test_it_is_in_nobodys_way_when_all_was_taken_back(self, run, stage, issue, duty, member, official):
        actions.withdraw(by=fresh(member), issue=issue)
        assert of(duty) is None
        agree(run, duty.key)
        page = selectors.duty_page(selectors.readable_duties().get(pk=duty.pk), official)
        assert [choice.label for choice in page.choices] == ["면제 요청", "기한 바꾸기"]

    def test_it_cannot_be_taken_away_while_something_is_open(self, issue, duty, official):
        replied(official, issue)
        with pytest.raises(Exception, match="이미 시작한 과제"):
            driver.skip(by=official, duty=duty, reason="빼기")

    def test_reopened_it_asks_for_something_new(self, run, issue, duty, member, official):
        actions.withdraw(by=fresh(member), issue=issue)
        DutyRun.objects.filter(pk=duty.pk).update(
            state="settled", decided_by=official, decided_at=issue.raised_at
        )
        driver.reopen_duty(by=official, duty=duty, reason="다시 의논합니다.")
        duty.refresh_from_db()
        assert of(duty).action == "협의 제기하기"
        assert by_the_rooms(run) == by_the_desk(run) == set()
