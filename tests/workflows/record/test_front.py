"""The start page: what is open now, and what became of what citizens said."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from seoul_gov.ui.korean import today
from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.workflows.record import happenings
from workflows.record import front
from workflows.record.actions import count_shares

pytestmark = pytest.mark.django_db


def text(client):
    return " ".join(client.get(reverse("home")).content.decode().split())


def test_an_empty_portal_invites_all_the_same(client):
    page = text(client)
    for sentence in (
        "지금 열린 의견수렴이 없습니다.",
        "예정된 회의가 없습니다.",
        "답한 의견이 아직 없습니다.",
        "아직 집계한 사업이 없습니다.",
    ):
        assert sentence in page
    assert f'action="{reverse("record:list")}"' in page


def test_it_shows_what_is_open_now(client, followed, panel, duty):
    happenings.opinion_round(duty, topic="지금 의견")
    happenings.opinion_round(duty, topic="다음 의견", opens_on=today() + timedelta(days=1))
    happenings.opinion_round(duty, topic="지난 의견", closes_on=today() - timedelta(days=1))
    factories.make_meeting(panel, duty, title="다음 회의")
    factories.make_meeting(panel, duty, title="지난 회의", starts_at=timezone.now() - timedelta(hours=1))
    page = text(client)
    for word in ("지금 의견", "다음 회의", followed.title):
        assert word in page
    for word in ("다음 의견", "지난 의견", "지난 회의"):
        assert word not in page
    followed.status = "not_applicable"
    followed.save()
    assert followed.title not in text(client)


def test_it_shows_what_became_of_what_was_said(client, followed, panel, duty, citizen):
    happenings.opinion(
        happenings.opinion_round(duty, topic="답한 의견", closed=True), citizen, disposition="accepted"
    )
    happenings.opinion_round(duty, topic="아무도 말하지 않은 의견", closed=True)
    review_duty = duty.stage.duties.filter(kind="review").first()
    round = happenings.review_round(review_duty, panel, title="읽은 산출물", closed=True)
    seat = factories.make_member(panel)
    happenings.comment(round, seat, disposition="partial")
    happenings.comment(round, seat, disposition="partial")
    page = text(client)
    assert "답한 의견" in page and "채택 <b>1</b>건" in page
    assert "읽은 산출물" in page and "부분반영 <b>2</b>건" in page
    assert "아무도 말하지 않은" not in page


def test_a_busy_kind_does_not_hide_the_other(followed, panel, duty, citizen):
    happenings.opinion(
        happenings.opinion_round(duty, topic="먼저 닫은 의견", closed=True), citizen, disposition="accepted"
    )
    review_duty = duty.stage.duties.filter(kind="review").first()
    seat = factories.make_member(panel)
    for number in range(6):
        round = happenings.review_round(review_duty, panel, title=f"산출물 {number}", closed=True)
        happenings.comment(round, seat, disposition="accepted")
    assert [answer.title for answer in front.answers()] == [
        "산출물 5",
        "산출물 4",
        "산출물 3",
        "먼저 닫은 의견",
    ]


def test_it_shows_the_citys_own_figure(client, followed, official):
    factories.make_project(officer=official)
    count_shares()
    page = text(client)
    assert "<b>50<span>%</span></b>" in page
    assert "대시민 사업 <b>2</b>건 가운데 <b>1</b>건" in page


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_it_costs_six_queries_at_most(client, followed, count, django_assert_max_num_queries):
    happenings.everything(followed, count)
    count_shares()
    with django_assert_max_num_queries(6):
        text(client)


def test_who_is_signed_in_goes_on_to_the_desk(client, citizen):
    client.force_login(citizen)
    page = text(client)
    assert reverse("desk") in page
    assert "회원가입" not in page
