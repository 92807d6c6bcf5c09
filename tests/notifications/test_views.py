"""The pages about notices, and stopping mails from a link."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from seoul_gov.audit.vocabulary import REGISTER
from seoul_gov.notifications import actions
from seoul_gov.notifications.admin import NoticeAdmin
from seoul_gov.notifications.letters import UNSUBSCRIBE_SALT
from seoul_gov.notifications.models import Notice, Unsubscription
from tests import factories

pytestmark = pytest.mark.django_db


def make_notice(person, number=0, **facts):
    known = {"kind": "meetings.moved", "scope": "s", "subject": f"소식 {number}", "url": "/privacy/"}
    return Notice.objects.create(
        recipient=person, email=person.email, ledger_key=f"{person.pk}:{number}", **known | facts
    )


def text(response):
    return response.content.decode()


@pytest.fixture
def browser(client, citizen):
    client.force_login(citizen)
    return client


def test_a_person_sees_their_own_notices_newest_first(browser, citizen):
    for number in range(3):
        make_notice(citizen, number)
    make_notice(factories.make_user(), 9)
    response = browser.get(reverse("notifications:list"))
    assert [notice.subject for notice in response.context["page"]] == ["소식 2", "소식 1", "소식 0"]
    assert text(response).count("새 알림") == 3


def test_without_notices_the_page_says_so(browser):
    assert "받은 알림이 없습니다." in text(browser.get(reverse("notifications:list")))


def test_mail_that_failed_is_said_so(browser, citizen):
    make_notice(citizen, mail_state="failed")
    assert "메일은 보내지 못했습니다." in text(browser.get(reverse("notifications:list")))


def test_opening_a_notice_leads_to_what_it_is_about_and_marks_it_read(browser, citizen):
    notice, other = make_notice(citizen), make_notice(citizen, 1, url="")
    assert browser.get(reverse("notifications:open", args=[notice.pk]))["Location"] == "/privacy/"
    notice.refresh_from_db()
    assert timezone.now() - notice.read_at < timedelta(minutes=1)
    assert browser.get(reverse("notifications:open", args=[other.pk]))["Location"] == reverse(
        "notifications:list"
    )


def test_other_peoples_notices_do_not_exist(browser):
    foreign = make_notice(factories.make_user())
    assert browser.get(reverse("notifications:open", args=[foreign.pk])).status_code == 404
    foreign.refresh_from_db()
    assert foreign.read_at is None


def test_a_visitor_is_asked_to_sign_in(client, citizen):
    notice = make_notice(citizen)
    for url in (reverse("notifications:list"), reverse("notifications:open", args=[notice.pk])):
        assert client.get(url).status_code == 302
    for name, args in (("read-all", []), ("mute", ["meetings"]), ("resubscribe", ["meetings"])):
        assert "login" in client.post(reverse(f"notifications:{name}", args=args))["Location"]


def test_all_are_marked_read_at_once(browser, citizen):
    make_notice(citizen)
    foreign = make_notice(factories.make_user())
    response = browser.post(reverse("notifications:read-all"), follow=True)
    assert "모두 읽음으로 바꿨습니다." in text(response)
    assert [notice.pk for notice in Notice.objects.unread()] == [foreign.pk]
    assert browser.get(reverse("notifications:read-all")).status_code == 405


def test_mail_of_a_group_is_switched_off_and_on(browser, citizen):
    page = text(browser.get(reverse("notifications:list")))
    assert "회의 메일 끄기" in page
    page = text(browser.post(reverse("notifications:mute", args=["meetings"]), follow=True))
    assert "회의 메일 켜기" in page and "이제 메일을 보내지 않습니다." in page
    assert [row.group for row in citizen.unsubscriptions.all()] == ["meetings"]
    page = text(browser.post(reverse("notifications:resubscribe", args=["meetings"]), follow=True))
    assert "회의 메일 끄기" in page and "메일을 다시 보내 드립니다." in page
    assert citizen.unsubscriptions.count() == 0


@pytest.mark.parametrize("name", ["mute", "resubscribe"])
def test_unknown_groups_do_not_exist(browser, name):
    assert browser.post(reverse(f"notifications:{name}", args=["weather"])).status_code == 404


def stop_url(user_id, group="meetings"):
    token = signing.dumps([user_id, group], salt=UNSUBSCRIBE_SALT)
    return reverse("notifications:unsubscribe", args=[token])


def test_a_person_stops_mails_from_the_link_after_a_question(citizen):
    visitor = Client(enforce_csrf_checks=True)
    assert "‘회의’ 소식을 메일로 그만 받을까요?" in text(visitor.get(stop_url(citizen.pk)))
    assert Unsubscription.objects.count() == 0
    assert "이제 보내지 않습니다" in text(visitor.post(stop_url(citizen.pk)))
    assert Unsubscription.objects.get().user == citizen


def test_a_mail_program_stops_mails_with_one_post(citizen):
    program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        response = program.post(stop_url(citizen.pk), {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
    assert Unsubscription.objects.count() == 1


def test_a_link_that_is_not_ours_does_not_exist(client, citizen):
    url = stop_url(citizen.pk)
    assert client.post(url[:-2] + "x/").status_code == 404
    assert client.post(reverse("notifications:unsubscribe", args=["x:y:z"])).status_code == 404
    assert client.post(stop_url(citizen.pk + 100)).status_code == 404
    assert client.put(url).status_code == 405
    assert Unsubscription.objects.count() == 0


def test_a_group_that_nobody_could_switch_on_again_does_not_exist(client, citizen):
    assert client.get(stop_url(citizen.pk, "weather")).status_code == 404
    assert client.post(stop_url(citizen.pk, "weather")).status_code == 404
    assert Unsubscription.objects.count() == 0


def test_mail_about_deliverables_is_stopped_by_its_link_and_switched_on_again(browser, citizen):
    assert "‘사업·산출물’ 소식을" in text(browser.get(stop_url(citizen.pk, "projects")))
    browser.post(stop_url(citizen.pk, "projects"))
    assert "사업·산출물 메일 켜기" in text(browser.get(reverse("notifications:list")))
    browser.post(reverse("notifications:resubscribe", args=["projects"]))
    assert Unsubscription.objects.count() == 0


SILENT = {"privacy", "operations"}
"""Rooms whose events stand in the record alone: nobody is told of them by mail."""


def test_every_event_belongs_to_a_group_that_can_be_switched():
    told = [key for key in REGISTER if actions.group_of(key) not in SILENT]
    assert [key for key in told if actions.group_of(key) not in actions.GROUPS] == []


def test_the_list_takes_as_many_queries_with_fifty_rows_as_with_one(browser, citizen):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("notifications:list") + "?size=50").status_code == 200
        return len(queries)

    make_notice(citizen)
    browser.get(reverse("notifications:list"))
    one = count()
    for number in range(1, 51):
        make_notice(citizen, number)
    assert count() == one


def test_the_administrator_sends_again_what_failed(rf, administrator, citizen):
    failed, sent = make_notice(citizen, mail_state="failed"), make_notice(citizen, 1, mail_state="sent")
    page = NoticeAdmin(Notice, admin.site)
    request = rf.post("/")
    request.user, request._messages = administrator, Told()
    page.resend(request, Notice.objects.all())
    assert request._messages == ["1건을 다시 보냅니다."]
    failed.refresh_from_db()
    sent.refresh_from_db()
    assert (failed.mail_state, sent.mail_state) == ("pending", "sent")
    assert not page.has_change_permission(request)


class Told(list):
    """Takes what a page tells its reader."""

    def add(self, level, message, extra_tags=""):
        self.append(message)
