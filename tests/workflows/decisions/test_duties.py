"""Whether the room settles its duties, and that the desk's query and the gate say the same."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from workflows.decisions import actions
from workflows.decisions.duties import settled
from workflows.driver import errands, gates
from workflows.runs.models import DutyRun

from .conftest import cast, fresh, past


def ask(duty):
    """What the room says; the desk's own query has to say the same."""
    duty = DutyRun.objects.select_related("stage__run__project").get(pk=duty.pk)
    lack = settled([duty])[duty.pk]
    row = next(
        row
        for row in errands._rows(Q(department=duty.stage.run.project.department_id), False)
        if row.duty__pk == duty.pk
    )
    assert (row.is_met, row.is_begun) == (lack is None, lack is None or lack.begun)
    gate = gates.read(duty.stage)
    assert (duty in gate.met) == (lack is None)
    return lack


def decided(vote, official, choice="for"):
    cast(vote, 나단원=choice, 고동료=choice, 사업부서=choice)
    return actions.close(by=fresh(official), resolution=vote)


def test_nothing_was_decided_yet(duty, meeting):
    lack = ask(duty)
    assert lack.sentence.startswith("함께 정한 것이 아직 없습니다.")
    assert (lack.url, lack.begun) == (reverse("decisions:open", args=[duty.pk]), False)


def test_a_vote_runs(vote, duty):
    lack = ask(duty)
    assert lack.running
    with pytest.raises(ValidationError, match="먼저 마치거나 취소해 주세요"):
        gates.refuse_running(DutyRun.objects.filter(pk=duty.pk))
    assert "진행 중입니다" in lack.sentence
    assert (lack.url, lack.action, lack.begun) == (vote.get_absolute_url(), "표결 보기", True)


def test_a_vote_whose_time_is_over_waits_for_its_end(vote, duty):
    past(vote)
    assert ask(duty).url == reverse("decisions:close", args=[vote.pk])


@pytest.mark.parametrize("motion", ["adopt", "adjust"])
def test_a_carried_motion_settles(duty, official, open_vote, motion):
    decided(open_vote(motion=motion), official)
    assert ask(duty) is None


def test_a_rejected_one_does_not(vote, duty, official):
    decided(vote, official, "against")
    assert "정해지지 않았습니다(부결)" in ask(duty).sentence


def test_nor_one_without_quorum(vote, duty, official):
    actions.close(by=fresh(official), resolution=past(vote))
    assert "정족수 미달" in ask(duty).sentence


def test_what_was_put_off_is_decided_again(duty, official, open_vote):
    decided(open_vote(motion="hold"), official)
    assert "보류했습니다" in ask(duty).sentence
    decided(open_vote(), official)
    assert ask(duty) is None


def test_a_cancelled_vote_is_as_if_it_had_not_been(vote, duty, official):
    actions.cancel(by=fresh(official), resolution=vote, reason="사유")
    assert ask(duty).begun is False


def test_a_reopened_duty_asks_anew(vote, duty, official, open_vote):
    decided(vote, official)
    DutyRun.objects.filter(pk=duty.pk).update(decided_by=official, decided_at=timezone.now())
    assert ask(duty).begun is False
    duty.refresh_from_db()
    decided(open_vote(), official)
    assert ask(duty) is None


def test_many_duties_are_asked_in_one_query(vote, duty, django_assert_num_queries):
    with django_assert_num_queries(1):
        settled([duty])
