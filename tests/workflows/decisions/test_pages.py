from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from seoul_gov.ui.korean import korean_datetime
from tests import factories
from workflows.decisions import actions
from workflows.decisions.models import Resolution
from workflows.meetings.models import Meeting

from .conftest import cast, fresh, gather, past

CEILING = 11


@pytest.fixture
def by(client):
    def by(person):
        client.force_login(fresh(person))
        return client

    return by


def url(name, vote):
    return reverse(f"decisions:{name}", args=[vote.pk])


def test_an_official_opens_a_vote_and_reserved_items_are_not_offered(by, official, duty, item, reserved):
    page = by(official).get(reverse("decisions:open", args=[duty.pk]))
    form = page.context["form"]
    assert [value for value, _ in form.offered] == [item.pk]
    assert "예산 집행 현황 (예산)" in page.content.decode()
    facts = {"item": item.pk, "motion": "adopt", "text": "채택한다.", "closes_at": ""}
    answer = by(official).post(reverse("decisions:open", args=[duty.pk]), facts)
    vote = Resolution.objects.get()
    assert answer["Location"] == vote.get_absolute_url()
    assert vote.closes_at > timezone.now() + timedelta(days=1)


def test_a_reserved_item_put_by_hand_comes_back_with_the_reason(by, official, duty, reserved):
    facts = {"item": reserved.pk, "motion": "adopt", "text": "예산을 늘린다.", "closes_at": ""}
    answer = by(official).post(reverse("decisions:open", args=[duty.pk]), facts)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "‘예산 집행 현황’ 안건(예산)은 표결에 부치지 말고" in page
    assert "예산을 늘린다." in page
    assert not Resolution.objects.exists()


def test_a_motion_on_money_asks_whether_it_decides_on_money(by, official, duty, item):
    page = reverse("decisions:open", args=[duty.pk])
    facts = {"item": item.pk, "motion": "adopt", "text": "검수 전에 화면을 함께 본다.", "closes_at": ""}
    assert "only_mentioned" not in by(official).get(page).content.decode()
    answer = by(official).post(page, facts)
    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["only_mentioned"]
    assert "검수 전에 화면을 함께 본다.</textarea>" in answer.content.decode()
    answer = by(official).post(page, facts | {"only_mentioned": "on"}, follow=True)
    assert Resolution.objects.get().text == "검수 전에 화면을 함께 본다."
    assert "‘검수’ 같은 말이 있지만 예산·계약·검수를 정하는 주문이 아님을" in answer.content.decode()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"item": "987654"}, "목록에 있는 것"),
        ({"item": "x"}, "목록에 있는 것"),
        ({"motion": "ignore"}, "목록에 있는 것"),
        ({"text": "나\x07쁜 글"}, "보이지 않는 제어 문자"),
        ({"text": "가" * 2001}, "2,000자까지"),
        ({"closes_at": "어제"}, "날짜와 시각"),
        ({"closes_at": "1999-01-01T10:00"}, "2000년부터"),
        ({"version": "987654"}, "목록에 있는 것"),
    ],
)
def test_nonsense_comes_back_as_a_sentence(by, official, duty, item, facts, words):
    known = {"item": item.pk, "motion": "adopt", "text": "<script>alert(1)</script>", "closes_at": ""}
    answer = by(official).post(reverse("decisions:open", args=[duty.pk]), known | facts)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert not Resolution.objects.exists()


def test_an_end_in_the_past_is_a_conflict(by, official, duty, item):
    facts = {"item": item.pk, "motion": "adopt", "text": "채택", "closes_at": "2020-01-01T10:00"}
    answer = by(official).post(reverse("decisions:open", args=[duty.pk]), facts)
    assert answer.status_code == 409
    assert "이미 지난 시각입니다" in answer.content.decode()


def test_without_items_the_page_says_what_to_do(by, official, duty, panel, member):
    page = by(official).get(reverse("decisions:open", args=[duty.pk]))
    assert "표결에 부칠 안건이 없습니다" in page.content.decode()


def test_a_member_votes_and_a_second_vote_shows_what_stands(by, vote, member):
    page = by(member).get(vote.get_absolute_url()).content.decode()
    assert f'href="{url("vote", vote)}"' in page
    answer = by(member).post(url("vote", vote), {"choice": "against", "reason": "화면이 작습니다."})
    assert answer["Location"] == vote.get_absolute_url()
    again = by(member).post(url("vote", vote), {"choice": "for", "reason": "마음이 바뀌었습니다."})
    assert again.status_code == 409
    page = again.content.decode()
    assert "이미 표결하셨습니다." in page
    assert "지금 남아 있는 표" in page
    assert "화면이 작습니다." in page
    assert "마음이 바뀌었습니다." in page
    assert vote.ballots.get(membership__user=member).choice == "against"
    assert "지금 남아 있는 표" in by(member).get(url("vote", vote)).content.decode()
    assert "내가 던진 표" in by(member).get(vote.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("state", "hours", "told"), [("scheduled", 48, True), ("scheduled", -1, False), ("held", 48, False)]
)
def test_a_vote_before_its_meeting_says_so(by, open_vote, meeting, member, state, hours, told):
    starts = timezone.now() + timedelta(hours=hours)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=state, starts_at=starts, ends_at=starts + timedelta(hours=2)
    )
    meeting.refresh_from_db()
    vote = open_vote()
    for address in (vote.get_absolute_url(), url("vote", vote)):
        page = by(member).get(address).content.decode()
        assert ("회의가 아직 열리지 않았습니다" in page) is told
        assert (f"회의는 {korean_datetime(starts)}에 시작합니다." in page) is told


def test_bad_ballots_come_back(by, vote, member):
    for facts in ({}, {"choice": "maybe"}, {"choice": "for", "reason": "나\x00쁜"}):
        answer = by(member).post(url("vote", vote), facts)
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert not vote.ballots.exclude(choice="").exists()


def test_a_late_vote_is_refused_with_everything_typed(by, vote, member):
    past(vote)
    answer = by(member).post(url("vote", vote), {"choice": "for", "reason": "늦은 까닭"})
    assert answer.status_code == 409
    assert "이제는 투표할 수 없습니다" in answer.content.decode()
    assert "늦은 까닭" in answer.content.decode()
    assert "지금은 투표할 수 없습니다" in by(member).get(vote.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", ["official", "head", "auditor", "member", "secretary", "governance_officer"])
def test_nobody_sees_how_it_stands_before_the_end(by, vote, secretary, who, request):
    cast(vote, 고동료="against", 사업부서="against")
    vote.ballots.filter(choice="against").update(reason="숨은 까닭")
    page = by(request.getfixturevalue(who)).get(vote.get_absolute_url()).content.decode()
    assert "2 / 3명" in page
    assert "반대</" not in page
    assert "찬성</" not in page
    assert "숨은 까닭" not in page
    is_staff = who in ("official", "head", "auditor", "governance_officer")
    assert ("투표함" in page) == is_staff
    assert ("고동료" in page) == (is_staff and who != "auditor")


def test_the_department_votes_on_its_own_page(by, vote, head):
    page = by(head).get(vote.get_absolute_url()).content.decode()
    assert f'href="{url("vote_department", vote)}"' in page
    by(head).post(url("vote_department", vote), {"choice": "for"})
    again = by(head).post(url("vote_department", vote), {"choice": "against"})
    assert again.status_code == 409
    assert "사업부서의 표는 이미 던졌습니다" in again.content.decode()


def test_hands_are_recorded_on_a_page(by, vote, official, member, colleague):
    page = by(official).get(url("record", vote))
    fields = list(page.context["form"].fields)
    ballots = [f"ballot-{row.pk}" for row in vote.ballots.exclude(membership=None)]
    assert fields == ballots
    empty = by(official).post(url("record", vote), {})
    assert empty.status_code == 409
    assert "한 명 이상" in empty.content.decode()
    by(official).post(url("record", vote), {ballots[0]: "for", ballots[1]: ""})
    assert vote.ballots.exclude(choice="").get().membership.user == member
    page = by(official).get(url("record", vote)).content.decode()
    assert "나단원 (" not in page
    own = by(member).get(vote.get_absolute_url()).content.decode()
    assert "회의에서 손을 든 표를 김담당 님이 적었습니다." in own


def test_hands_wait_for_the_meeting(by, duty, panel, member, official, open_vote):
    vote = open_vote(item=gather(duty, panel, held=False).items.get(category="scope"))
    assert "아직 열리지 않은 회의입니다" in by(official).get(url("record", vote)).content.decode()
    assert url("record", vote) not in by(official).get(vote.get_absolute_url()).content.decode()


def test_an_early_end_is_confirmed_with_the_number(by, vote, official, member):
    page = by(official).get(url("close", vote))
    assert "아직 투표하지 않은 3명을" in page.content.decode()
    refused = by(official).post(url("close", vote), {"remaining": "3"})
    assert refused.status_code == 409
    actions.vote(by=fresh(member), resolution=vote, choice="for")
    stale = by(official).post(url("close", vote), {"early": "on", "remaining": "3"})
    assert stale.status_code == 409
    assert 'name="remaining" value="2"' in stale.content.decode()
    assert "checked" not in stale.content.decode()
    done = by(official).post(url("close", vote), {"early": "on", "remaining": "2"}, follow=True)
    assert "재적 3명(사업부서 포함) 가운데 1명 투표, 정족수 2명에 못 미침" in done.content.decode()


def test_the_result_shows_counts_votes_and_reasons(by, vote, official, member):
    actions.vote(by=fresh(member), resolution=vote, choice="against", reason="화면이 작습니다.")
    cast(vote, 고동료="for", 사업부서="for")
    by(official).post(url("close", vote), {})
    page = by(member).get(vote.get_absolute_url()).content.decode()
    assert "찬성 2명으로 가결" in page
    for words in ("화면이 작습니다.", "나단원", "고동료", "사업부서", "반대"):
        assert words in page


def test_a_cancelled_vote_says_why_and_shows_no_votes(by, vote, official, member):
    cast(vote, 고동료="against")
    by(official).post(url("cancel", vote), {"reason": "<b>잘못</b> 올렸습니다."})
    page = by(member).get(vote.get_absolute_url()).content.decode()
    assert "&lt;b&gt;잘못&lt;/b&gt; 올렸습니다." in page
    assert "반대</" not in page
    assert "고동료" not in page
    again = by(official).post(url("cancel", vote), {"reason": "다시"})
    assert again.status_code == 409


def test_the_duty_page_lists_its_votes(by, vote, member, official, duty):
    for person in (member, official):
        page = by(person).get(duty.get_absolute_url()).content.decode()
        assert f'href="{vote.get_absolute_url()}"' in page


@pytest.mark.parametrize("number", [2, 50])
@pytest.mark.parametrize("who", ["official", "member", "vendor"])
def test_a_vote_costs_the_same_with_many_voters(
    by, panel, member, official, vendor, who, number, duty, request
):
    for _ in range(number - 1):
        factories.make_member(panel)
    item = gather(duty, panel).items.get(category="scope")
    vote = actions.open_vote(by=fresh(official), duty=duty, item=item, motion="adopt", text="채택")
    vote.ballots.update(choice="for", cast_at=timezone.now())
    actions.close(by=fresh(official), resolution=vote)
    client = by(request.getfixturevalue(who))
    client.get(vote.get_absolute_url())
    with CaptureQueriesContext(connection) as captured:
        assert client.get(vote.get_absolute_url()).status_code == 200
    asked = [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= CEILING, "\n".join(asked)
