from email import message_from_bytes, policy

import pytest
from django.core import signing
from django.urls import resolve

from seoul_gov.notifications import letters
from seoul_gov.notifications.models import Notice

pytestmark = pytest.mark.django_db

REQUEST = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:한글 회의\r\nEND:VCALENDAR\r\n"


@pytest.fixture(autouse=True)
def address(settings):
    settings.PORTAL_BASE_URL = "https://portal.example:8443"


def make_notice(**facts):
    known = {
        "email": "a@example.test",
        "kind": "meetings.moved",
        "scope": "s",
        "ledger_key": "k",
        "subject": "회의",
    }
    return Notice.objects.create(**known | {"body": "안녕하세요.", "url": "/meetings/1/"} | facts)


def sent(notice):
    """The mail as a mail program reads it."""
    return message_from_bytes(letters.compose(notice).message().as_bytes(), policy=policy.default)


def test_a_mail_says_who_we_are_and_leads_back(citizen):
    notice = make_notice(recipient=citizen)
    mail = sent(notice)
    assert mail["Subject"] == "[정보화사업 거버넌스] 회의"
    assert mail["To"] == "a@example.test"
    assert mail["Message-ID"] == f"<notice-{notice.pk}@portal.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    stop = mail["List-Unsubscribe"].strip(" <>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.get_content() == (
        "안녕하세요.\n\n바로 가기: https://portal.example:8443/meetings/1/\n\n"
        f"이런 메일을 그만 받으려면: {stop}\n"
    )


def test_the_stop_link_names_the_person_and_the_group(citizen):
    link = letters.stop_link(make_notice(recipient=citizen))
    found = resolve(link.removeprefix("https://portal.example:8443"))
    assert found.view_name == "notifications:unsubscribe"
    assert signing.loads(found.kwargs["token"], salt=letters.UNSUBSCRIBE_SALT) == [citizen.pk, "meetings"]


@pytest.mark.parametrize("facts", [{"is_legal": True}, {"recipient": None}])
def test_legal_notices_and_strangers_have_nothing_to_unsubscribe(citizen, facts):
    mail = sent(make_notice(**{"recipient": citizen} | facts))
    assert mail["List-Unsubscribe"] is None
    assert "그만" not in mail.get_content()


def test_a_notice_without_an_address_has_no_link():
    assert "바로 가기" not in sent(make_notice(url="")).get_content()


@pytest.mark.parametrize(
    ("calendar", "method"), [(REQUEST, "REQUEST"), (REQUEST.replace("REQUEST", "CANCEL"), "CANCEL")]
)
def test_an_invitation_is_shown_by_mail_programs_and_kept_as_a_file(calendar, method):
    mail = sent(make_notice(calendar=calendar))
    [shown] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    [file] = mail.iter_attachments()
    assert dict(shown["Content-Type"].params) == {"method": method, "charset": "utf-8"}
    assert shown.get_content().replace("\n", "\r\n") == calendar
    assert (file.get_filename(), file.get_content_type()) == ("invite.ics", "application/ics")
    assert file.get_content() == calendar.encode()
