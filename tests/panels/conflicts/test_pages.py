"""The officials' pages about suspensions, and the one page that a suspended member keeps."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from panels import actions as panels
from panels import invitations, selectors
from panels.conflicts import actions, desk
from panels.conflicts.models import Suspension
from panels.models import Membership, Panel
from panels.roster import roster_for
from seoul_gov.accounts.models import User
from seoul_gov.privacy.models import AccessEntry
from seoul_gov.ui import errands
from seoul_gov.ui.korean import korean_date, today
from tests import factories

pytestmark = pytest.mark.django_db


def fresh(user):
    return User.objects.get(pk=user.pk)


def waiting(user):
    return errands.waiting(user, desk)


def path(name, thing) -> str:
    return reverse(f"conflicts:{name}", args=[thing.pk])


def over(suspension):
    Suspension.objects.filter(pk=suspension.pk).update(decide_by=today() - timedelta(days=1))


@pytest.fixture
def member(suspension):
    return suspension.membership.user


def statuses(client, url, *people, **facts) -> list[int]:
    told = []
    for person in people:
        client.force_login(person)
        told.append((client.post(url, facts) if facts else client.get(url)).status_code)
    return told


def test_who_reads_which_page(
    client, suspension, member, official, head, other_official, auditor, governance_officer, sit
):
    fellow = sit().user
    people = [official, head, auditor, governance_officer, other_official, fellow, member]
    staff_only = [200, 200, 404, 404, 404, 404, 404]
    assert statuses(client, path("list", suspension.membership.panel), *people) == staff_only
    assert statuses(client, path("detail", suspension), *people) == staff_only
    assert statuses(client, path("opinion", suspension), *people) == [404] * 6 + [200]
    seat = Membership.objects.get(user=fellow)
    assert statuses(client, path("suspend", seat), *people) == [200, 403, 403, 403, 404, 403, 404]


def test_the_member_reads_why_and_says_something_once_or_twice(client, suspension, member):
    client.force_login(member)
    url = path("opinion", suspension)
    page = client.get(url).content.decode()
    assert "하도급사 ‘한빛소프트(주)’" in page
    assert korean_date(suspension.decide_by) in page
    assert client.post(url, {"statement": "이름만 같은 회사입니다."}).url == url
    page = client.get(url).content.decode()
    assert "이름만 같은 회사입니다.</textarea>" in page
    assert client.post(url, {"nothing": "on"}).url == url
    suspension.refresh_from_db()
    assert suspension.statement == "낼 의견이 없습니다."
    assert "checked" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"statement": " "}, "의견을 적거나, 낼 의견이 없으면 아래에 표시해 주세요."),
        ({"statement": "다른 회사입니다.", "nothing": "on"}, "의견을 적었으면 표시를 지워 주세요."),
    ],
)
def test_an_opinion_is_one_or_the_other(client, suspension, member, typed, told):
    client.force_login(member)
    answer = client.post(path("opinion", suspension), typed)
    assert (answer.status_code, told in answer.content.decode()) == (200, True)
    suspension.refresh_from_db()
    assert suspension.stated_at is None


def test_after_the_last_day_nothing_is_asked_and_what_was_typed_comes_back(client, suspension, member):
    client.force_login(member)
    over(suspension)
    url = path("opinion", suspension)
    page = client.get(url).content.decode()
    assert "의견을 낼 수 있는 기한이 지났습니다" in page
    assert "<textarea" not in page
    answer = client.post(url, {"statement": "늦은 의견"})
    assert (answer.status_code, "늦은 의견</textarea>" in answer.content.decode()) == (409, True)


def test_the_member_reaches_the_page_from_the_list_and_reads_what_came_of_it(
    client, suspension, member, official
):
    client.force_login(member)
    url, mine = path("opinion", suspension), reverse("panels:list")
    assert f'href="{url}"' in client.get(mine).content.decode()
    over(suspension)
    actions.exclude(by=official, suspension=suspension, reason="하도급사에 재직 중입니다.")
    assert "이해관계로 제외" in client.get(mine).content.decode()
    page = client.get(url).content.decode()
    assert "하도급사에 재직 중입니다." in page
    assert reverse("panels:withdraw", args=[suspension.membership_id]) not in page


def test_a_suspended_member_may_leave_and_reads_nothing_else(client, suspension, member):
    client.force_login(member)
    url = reverse("panels:withdraw", args=[suspension.membership_id])
    assert f'href="{url}"' in client.get(path("opinion", suspension)).content.decode()
    assert reverse("panels:list") in client.get(url).content.decode()
    assert client.get(suspension.membership.panel.get_absolute_url()).status_code == 404
    assert client.post(url, {"reason": ""}).url == reverse("panels:list")
    assert client.get(url).status_code == 404
    suspension.refresh_from_db()
    assert suspension.outcome == "lapsed"


def test_an_official_decides_once_the_member_was_heard(client, suspension, member, official):
    client.force_login(official)
    url = path("detail", suspension)
    page = client.get(url).content.decode()
    assert "아직 정할 수 없습니다" in page
    assert "<textarea" not in page
    typed = {"outcome": "restored", "reason": "동명의 다른 회사입니다."}
    answer = client.post(url, typed)
    assert (answer.status_code, "동명의 다른 회사입니다.</textarea>" in answer.content.decode()) == (
        409,
        True,
    )
    actions.state_opinion(by=member, suspension=suspension, statement="이름만 같은 회사입니다.")
    page = client.get(url).content.decode()
    assert "이름만 같은 회사입니다." in page
    assert "<textarea" in page
    assert client.post(url, typed).url == url
    page = client.get(url).content.decode()
    assert "동명의 다른 회사입니다." in page
    assert "· 김담당</p>" in page
    assert Membership.objects.get(pk=suspension.membership_id).is_active


def test_an_official_excludes(client, suspension, head):
    over(suspension)
    client.force_login(head)
    client.post(path("detail", suspension), {"outcome": "excluded", "reason": "재직 중입니다."})
    assert Membership.objects.get(pk=suspension.membership_id).state == "excluded"


def test_who_reported_reads_that_another_decides(client, sit, official, head):
    client.force_login(official)
    seat = sit()
    typed = {"reason": "배우자가 다닙니다."}
    answer = client.post(path("suspend", seat), typed)
    found = seat.suspensions.get()
    assert answer.url == path("detail", found)
    over(found)
    page = client.get(path("detail", found)).content.decode()
    assert "직접 알린 이해관계는 혼자 정할 수 없습니다." in page
    assert "<textarea" not in page
    answer = client.post(path("detail", found), {"outcome": "restored", "reason": "사유"})
    assert (answer.status_code, "혼자 정할 수 없습니다" in answer.content.decode()) == (403, True)
    assert statuses(client, path("detail", found), head, outcome="restored", reason="사유") == [302]


def test_a_report_elsewhere_is_refused_in_words(client, official, panel):
    seat = factories.make_member(panel)
    client.force_login(official)
    answer = client.post(path("suspend", seat), {"reason": "배우자가 다닙니다."})
    assert answer.status_code == 409
    assert "실무추진단에서만" in answer.content.decode()


def test_who_is_on_the_pages_is_noted(client, suspension, official):
    client.force_login(official)
    client.get(path("list", suspension.membership.panel))
    client.get(path("detail", suspension))
    noted = AccessEntry.objects.order_by("pk")
    assert [entry.subject_ids for entry in noted] == [[suspension.membership.user_id]] * 2
    assert {entry.page for entry in noted} == {"이해관계 확인"}


def test_an_empty_list_names_nobody(client, working, official):
    client.force_login(official)
    assert "직무를 정지한 단원이 없습니다." in client.get(path("list", working)).content.decode()
    assert not AccessEntry.objects.exists()


def test_the_list_shows_the_open_ones_first_and_contracts_that_are_over(
    client, suspension, official, record, sit
):
    panels.end_contract_party(by=official, party=suspension.party)
    over(suspension)
    other = sit("서울데이터솔루션", name="둘째단원")
    record(name="서울데이터솔루션(주)")
    client.force_login(official)
    page = client.get(path("list", suspension.membership.panel))
    assert [row.membership for row in page.context["page"]] == [suspension.membership, other]
    assert page.content.decode().count("참여가 끝난 업체") == 1
    actions.restore(by=official, suspension=suspension, reason="관계없습니다.")
    page = client.get(path("list", suspension.membership.panel))
    assert [row.membership for row in page.context["page"]] == [other, suspension.membership]


@pytest.mark.parametrize("count", [1, 9])
def test_lists_cost_the_same_whatever_their_length(
    client, sit, record, official, working, count, django_assert_max_num_queries
):
    for _ in range(count):
        sit("한빛소프트")
    record()
    client.force_login(official)
    client.get(path("list", working))
    with django_assert_max_num_queries(12):
        client.get(path("list", working))
    user = fresh(official)
    waiting(user)
    with django_assert_max_num_queries(1):
        assert len(waiting(user)) == count


def test_officials_see_who_is_suspended_and_members_nobody(suspension, official, sit, client):
    fellow, panel = sit(name="동료단원"), suspension.membership.panel
    seen = [(line.name, line.is_suspended) for line in roster_for(fresh(official), panel).in_office]
    assert seen == [("한시민", True), ("동료단원", False)]
    assert [line.name for line in roster_for(fresh(fellow.user), panel).lines] == ["동료단원"]
    client.force_login(official)
    page = client.get(panel.get_absolute_url()).content.decode()
    assert "직무 정지" in page
    assert path("list", panel) in page
    assert path("suspend", fellow) in page
    assert path("suspend", suspension.membership) not in page
    client.force_login(fellow.user)
    page = client.get(panel.get_absolute_url()).content.decode()
    assert "한시민" not in page
    assert "직무 정지" not in page


def test_a_panel_without_the_rule_offers_no_suspension(client, official, panel):
    factories.make_member(panel)
    client.force_login(official)
    page = client.get(panel.get_absolute_url()).content.decode()
    assert "직무 정지" not in page
    assert path("list", panel) not in page


def test_the_desk_asks_who_decides_and_who_is_asked(suspension, member, official, head, sit):
    (line,) = waiting(fresh(official))
    assert (line.action, line.due, line.url) == (
        "이해관계 확인하기", suspension.decide_by, path("detail", suspension),
    )  # fmt: skip
    assert "까지 본인이 의견을 낼 수 있습니다." in line.note
    assert waiting(fresh(head)) == [line]
    (mine,) = waiting(fresh(member))
    assert (mine.action, mine.url) == ("의견 내기", path("opinion", suspension))
    actions.state_opinion(by=member, suspension=suspension, statement="낼 의견이 없습니다.")
    assert waiting(fresh(member)) == []
    assert waiting(fresh(official))[0].note == "본인이 의견을 냈습니다."
    actions.restore(by=official, suspension=suspension, reason="관계없습니다.")
    actions.suspend_by_hand(by=official, membership=sit(), reason="배우자가 다닙니다.")
    assert waiting(fresh(official)) == []
    assert len(waiting(fresh(head))) == 1


def test_the_desk_is_silent_to_everybody_else(suspension, auditor, citizen, other_official, client):
    over(suspension)
    for person in (auditor, citizen, other_official, suspension.membership.user):
        assert waiting(fresh(person)) == []
    assert client.get("/desk/").status_code == 302
    assert waiting(AnonymousUser()) == []


def test_the_chair_button_says_when_it_suspends(client, official, working, sit, record):
    record()
    seat = sit("한빛소프트")
    client.force_login(official)
    page = client.post(reverse("panels:chair", args=[seat.pk]), follow=True).content.decode()
    assert "단장을 정하지 않았습니다." in page


def test_who_accepts_and_is_tied_is_told_at_once(client, working, invite, record):
    record()
    Panel.objects.filter(pk=working.pk).update(state="active")
    person = factories.make_user()
    seat, secret = invite(working, person)
    client.force_login(person)
    url = reverse("panels:accept", args=[seat.pk, secret])
    form = client.get(url).context["form"]
    typed = {name: "on" for name in form.fields if name.startswith("text")}
    typed |= {"under_age": "no", "has_conflict": "no", "employer": "한빛소프트"}
    answer = client.post(url, typed, follow=True)
    assert "활동이 정지됩니다" in answer.content.decode(), form.fields
    assert invitations.why_closed(Membership.objects.get(pk=seat.pk), None)
    assert selectors.seats(fresh(person)) == ()
