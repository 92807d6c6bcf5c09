"""The pages of the privacy officer: the log, a month of it, its check, the history of roles."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from projects.models import Holiday
from seoul_gov.accounts import actions as accounts
from seoul_gov.accounts.models import RoleGrant
from seoul_gov.privacy import desk as privacy
from seoul_gov.privacy import selectors
from seoul_gov.privacy.models import AccessEntry, MonthlyCheck
from seoul_gov.privacy.months import last_day, month_after, month_before, month_of
from seoul_gov.ui import errands
from tests import factories

pytestmark = pytest.mark.django_db
LIST, GRANTS = reverse("privacy:list"), reverse("privacy:grants")
NOVEMBER = reverse("privacy:month", args=["2026-11"])
CHECK = reverse("privacy:check", args=["2026-11"])
EVIL = "<script>alert(1)</script>"


def waiting(user):
    return errands.waiting(user, privacy)


@pytest.fixture
def desk(client, dpo, time_machine):
    """The portal in the hands of the privacy officer, on 2 December 2026 (a Wednesday)."""
    time_machine.move_to("2026-12-02T10:00:00+09:00")
    client.force_login(dpo)
    return client


def subjects(response):
    """Whose data the entries of the page were; not those that reading the log has left itself."""
    return [entry.subject for entry in response.context["page"] if entry.page != "개인정보 접속기록"]


def test_months():
    assert month_of("2026-11") == date(2026, 11, 1)
    for nonsense in ("2026-13", "2026-00", "2026-1", "2026-11-01", "٢٠٢٦-11", "1999-01", "x"):
        assert month_of(nonsense) is None
    assert month_before(date(2026, 1, 31)) == date(2025, 12, 1)
    assert month_after(date(2026, 12, 31)) == date(2027, 1, 1)
    assert last_day(date(2028, 2, 1)) == date(2028, 2, 29)


def test_the_log_is_filtered(desk, entry, auditor, citizen):
    entry(2026, 11, 3, 10, subject="갑 3명", ids=[citizen.pk, 900001])
    entry(2026, 11, 4, 10, subject="을", by=auditor, deed="search", ids=[900001])
    entry(2026, 11, 5, 22, subject="병", deed="download", reason="감사 자료", ids=[int(f"{citizen.pk}9")])
    entry(2026, 11, 7, 10, subject="정")  # a Saturday
    entry(2026, 11, 6, 6, 59, subject="무")
    for query, found in [
        ({"who": auditor.name}, ["을"]),
        ({"deed": "download"}, ["병"]),
        ({"since": "2026-11-04", "until": "2026-11-05"}, ["병", "을"]),
        ({"hours": "off"}, ["정", "무", "병"]),
        ({"hours": "off", "until": "2026-11-05"}, ["병"]),
        ({"whose": "갑"}, ["갑 3명"]),
        ({"whose": citizen.name}, ["갑 3명"]),
        ({"whose": citizen.email.upper()}, ["갑 3명"]),
        ({"whose": "없는 사람"}, []),
        (
            {"deed": EVIL, "since": "x", "hours": "\0", "page": EVIL},
            ["정", "무", "병", "을", "갑 3명"],
        ),
    ]:
        response = desk.get(LIST, query | {"size": "50"})
        assert subjects(response) == found
        assert EVIL not in response.content.decode()


def test_entries_come_by_their_moment_and_the_later_key_first(desk, entry):
    for day, subject in ((5, "을"), (7, "병"), (3, "갑"), (7, "정")):
        entry(2026, 11, day, 22, subject=subject, deed="download", reason="감사 자료")
    assert subjects(desk.get(LIST)) == ["정", "병", "을", "갑"]
    log = selectors.month_page(date(2026, 11, 1))
    for found in (log.downloads, log.late):
        assert [row.subject for row in found] == ["정", "병", "을", "갑"]


def test_outside_hours_with_nothing_there(desk):
    assert subjects(desk.get(LIST, {"hours": "off"})) == []


def test_reading_the_log_is_in_the_log(desk, entry):
    entry(2026, 11, 3, 10)
    desk.get(LIST)
    assert AccessEntry.objects.latest("pk").page == "개인정보 접속기록"


def test_a_file_asks_for_its_reason_first(desk, entry, dpo):
    entry(2026, 11, 3, 10, subject="=1+1", reason="")
    url = f"{LIST}?format=csv&deed=view"
    page = desk.get(url)
    assert page["Content-Type"].startswith("text/html")
    assert "무엇에 쓰려고 내려받는지" in page.content.decode()
    assert page.context["cancel_url"] == f"{LIST}?deed=view"
    again = desk.post(url, {"reason": "  감사 "})
    assert "5자 이상 써 주세요" in again.content.decode()
    assert "감사" in again.content.decode()
    evil = desk.post(url, {"reason": f"{EVIL}\x07"})
    assert EVIL not in evil.content.decode()
    assert not AccessEntry.objects.filter(deed="download").exists()
    answer = desk.post(url, {"reason": "정기 감사 자료"})
    assert answer["Content-Disposition"].startswith("attachment")
    sheet = b"".join(answer).decode("utf-8-sig")
    assert "'=1+1" in sheet
    noted = AccessEntry.objects.get(deed="download")
    assert (noted.actor_id, noted.reason, noted.page) == (dpo.pk, "정기 감사 자료", "개인정보 접속기록")
    book = load_workbook(io.BytesIO(b"".join(desk.post(f"{LIST}?format=xlsx", {"reason": "정기 감사 자료"}))))
    assert [cell.value for cell in book.active[1]][:4] == ["일시", "처리자", "처리자 번호", "접속지"]


def test_no_other_form_is_taken(desk):
    assert desk.post(LIST, {"reason": "정기 감사 자료"}).status_code == 405
    assert desk.post(f"{LIST}?format=pdf", {"reason": "정기 감사 자료"}).status_code == 405


def test_a_month_is_summed_up(desk, entry, official, auditor, head):
    Holiday.objects.create(day=date(2026, 11, 10), name="임시 쉬는 날", is_off=True)
    for hour in range(8, 17):
        entry(2026, 11, 3, hour)
    entry(2026, 11, 10, 10, by=auditor, deed="download", reason="감사 자료")
    entry(2026, 11, 30, 21, 0, by=head, deed="change")
    entry(2026, 12, 1, 0, 0, by=head)
    entry(2026, 10, 31, 23, 59, by=head)
    log = selectors.month_page(date(2026, 11, 1))
    assert [(person.actor, person.total, person.unusual) for person in log.people] == [
        (official.name, 9, True),
        *((one.name, 1, False) for one in sorted((auditor, head), key=lambda one: one.pk)),
    ]
    assert (log.total, log.download_count, log.late_count) == (11, 1, 2)
    assert [row.reason for row in log.downloads] == ["감사 자료"]
    page = desk.get(NOVEMBER).content.decode()
    assert "사유: 감사 자료" in page
    assert "유난히 많음" in page
    assert AccessEntry.objects.latest("pk").subject == "2026년 11월 처리자 3명"


def test_a_month_costs_the_same_for_one_and_for_fifty(desk, entry, official, django_assert_max_num_queries):
    for number in range(50):
        entry(2026, 11, 3 + number % 20, 23, by=factories.make_user(), deed="download", reason="감사 자료")
    desk.get(NOVEMBER)
    with django_assert_max_num_queries(16):
        page = desk.get(NOVEMBER)
    assert "모두 보기 (50건)" in page.content.decode()
    with django_assert_max_num_queries(10):
        desk.get(LIST, {"size": "50"})
    with django_assert_max_num_queries(10):
        desk.get(GRANTS, {"size": "50"})


def test_months_that_are_none_or_have_not_begun(desk):
    for month in ("2026-13", "2027-01", "november"):
        assert desk.get(reverse("privacy:month", args=[month])).status_code == 404
    now = desk.get(reverse("privacy:month", args=["2026-12"])).content.decode()
    assert "아직 끝나지 않은 달입니다" in now
    assert "점검 완료" not in now
    assert "이 달에는 접속기록이 없습니다." in now


def test_no_way_leads_before_the_first_entry(desk, entry):
    october = reverse("privacy:month", args=["2026-10"])
    entry(2026, 11, 1, 0, 0)
    assert f'href="{NOVEMBER}"' in desk.get(LIST).content.decode()
    assert october not in desk.get(NOVEMBER).content.decode()
    entry(2026, 10, 31, 23, 59)
    assert october in desk.get(NOVEMBER).content.decode()
    first = desk.get(reverse("privacy:month", args=["2000-01"]))
    assert first.status_code == 200
    assert "이전 달" not in first.content.decode()


def test_last_month_is_not_offered_where_the_log_began_in_this_one(desk):
    assert NOVEMBER not in desk.get(LIST).content.decode()


def test_a_month_is_checked_with_a_note(desk, dpo, entry):
    entry(2026, 11, 3, 10)
    assert "점검 완료" in desk.get(NOVEMBER).content.decode()
    assert "5자 이상" in desk.post(CHECK, {"note": "끝"}).content.decode()
    assert desk.post(CHECK, {"note": "이상이 없습니다."})["Location"] == NOVEMBER
    page = desk.get(NOVEMBER).content.decode()
    assert "점검을 마친 달입니다" in page
    assert "이상이 없습니다." in page
    assert CHECK not in page
    late = desk.post(CHECK, {"note": "두 번째로 씁니다."})
    assert late.status_code == 409
    assert "이미 점검을 마친 달입니다." in late.content.decode()
    assert "두 번째로 씁니다." in late.content.decode()
    assert MonthlyCheck.objects.get().checked_by == dpo


def test_last_month_waits_on_the_desk(desk, dpo, auditor, entry):
    assert waiting(dpo) == []
    entry(2026, 11, 30, 23, 59)
    (errand,) = waiting(dpo)
    assert errand.title == "2026년 11월 개인정보 접속기록 점검하기"
    assert (errand.url, errand.due) == (NOVEMBER, date(2026, 12, 7))
    assert errand.title in desk.get(reverse("desk")).content.decode()
    assert waiting(auditor) == []
    MonthlyCheck.objects.create(month=date(2026, 11, 1), checked_by=dpo, note="이상이 없습니다.")
    assert waiting(dpo) == []


def test_the_history_of_roles_says_who_whom_what_when_and_why(desk, administrator, official, citizen):
    grant = accounts.grant(by=administrator, user=citizen, role="auditor", reason="인사 발령")
    accounts.end(by=administrator, grant=grant)
    ended = accounts.end(by=administrator, grant=official.role_grants.get())
    response = desk.get(GRANTS)
    page = response.content.decode()
    assert "인사 발령" in page
    lines = {line.pk: ender for line, ender in response.context["lines"]}
    assert lines.keys() == set(RoleGrant.objects.values_list("pk", flat=True))
    assert lines[ended.pk] in ("시스템", administrator.name)
    assert [line.pk for line, _ in desk.get(GRANTS, {"state": "over"}).context["lines"]] == [
        grant.pk,
        ended.pk,
    ]
    assert ended.pk not in [line.pk for line, _ in desk.get(GRANTS, {"state": "held"}).context["lines"]]
    assert [line.pk for line, _ in desk.get(GRANTS, {"who": citizen.name}).context["lines"]] == [grant.pk]
    sheet = b"".join(desk.post(f"{GRANTS}?format=csv", {"reason": "정기 감사 자료"})).decode()
    assert "인사 발령" in sheet


def test_who_ended_a_role_is_known_where_somebody_did(client, administrator, official, dpo):
    grant = official.role_grants.get()
    client.force_login(administrator)
    url = reverse("admin:accounts_rolegrant_changelist")
    client.post(url, {"action": "end", "_selected_action": grant.pk})
    client.force_login(dpo)
    lines = {line.pk: ender for line, ender in client.get(GRANTS).context["lines"]}
    assert lines[grant.pk] == administrator.name


def test_fifty_grants_and_ends_are_replayed_from_the_history(administrator):
    people = [factories.make_user() for _ in range(25)]
    for number, person in enumerate(people):
        grant = accounts.grant(by=administrator, user=person, role="auditor", reason=f"발령 {number}")
        if number % 2:
            accounts.end(by=administrator, grant=grant)
            if number % 4 == 3:
                accounts.grant(by=administrator, user=person, role="auditor", reason="다시")
    replayed = {}
    for grant in RoleGrant.objects.filter(user__in=people).order_by("granted_at", "pk"):
        replayed[grant.user_id] = grant.ended_at is None
    live = {person.pk: type(person).objects.get(pk=person.pk).has_role("auditor") for person in people}
    assert replayed == live


def test_the_menu_of_the_privacy_officer(desk):
    page = desk.get(reverse("desk")).content.decode()
    assert f'href="{LIST}"' in page
    assert f'href="{GRANTS}"' in page


def test_nothing_of_the_log_is_in_the_admin():
    from django.contrib import admin

    assert not {AccessEntry, MonthlyCheck} & set(admin.site._registry)
