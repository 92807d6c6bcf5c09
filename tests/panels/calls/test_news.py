"""다음 모집 안내: who hears of a new call, once, in pieces, and how it is stopped."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from panels.calls import actions, selectors
from panels.calls.actions import news
from panels.calls.models import Application, ApplicationSignature, RecruitmentCall
from panels.calls.tasks import tell_news
from panels.models import SignedText
from panels.texts import load_texts
from seoul_gov.accounts.models import User
from seoul_gov.audit.models import Event
from seoul_gov.notifications import actions as notifications
from seoul_gov.notifications.letters import compose
from seoul_gov.notifications.models import Notice
from seoul_gov.notifications.outbox import drain
from tests import factories
from tests.factories import make_application
from tests.panels.test_races import at_once

pytestmark = pytest.mark.django_db
KIND = "news.told"


def agree(application):
    """Have the applicant agreed to hear of other calls."""
    text = SignedText.objects.current(timezone.now())["apply_news"]
    return ApplicationSignature.objects.create(application=application, text=text)


@pytest.fixture
def earlier(call):
    """The call of which everybody knows, with three applicants, two of whom want to hear of others."""
    RecruitmentCall.objects.update(news_told_at=timezone.now())
    applications = [make_application(call) for _ in range(3)]
    for application in applications[:2]:
        agree(application)
    return applications


@pytest.fixture
def new(earlier, official, advisory):
    panel = factories.make_panel(advisory, kind="online", name="온라인참여단", state="forming")
    draft = actions.draft(
        by=official, panel=panel, terms=factories.make_terms("online", title="새 단원 모집")
    )
    return actions.publish(by=official, call=draft)


def told(call):
    return set(Notice.objects.filter(kind=KIND, scope=call.scope).values_list("recipient", flat=True))


def test_publishing_writes_nothing_and_the_task_tells_who_agreed(new, earlier):
    assert told(new) == set()
    assert tell_news() == 2
    assert told(new) == {one.applicant_id for one in earlier[:2]}
    new.refresh_from_db()
    assert new.news_told_at is not None
    event = Event.objects.get(key=KIND)
    assert event.sentence == "‘새 단원 모집’ 모집을 다음 모집 안내에 동의한 2명에게 알렸습니다."
    assert tell_news() == 0
    assert Notice.objects.filter(kind=KIND).count() == 2


def test_what_is_told_can_be_switched_off(new, earlier, mailoutbox):
    tell_news()
    notice = Notice.objects.filter(kind=KIND).first()
    assert (notice.is_legal, notice.url, notice.send_before) == (False, new.get_absolute_url(), new.closes_at)
    assert "다음 모집 안내에 동의하셔서" in notice.body
    assert "List-Unsubscribe" in compose(notice).extra_headers
    while drain():
        pass
    assert len([mail for mail in mailoutbox if "새 모집" in mail.subject]) == 2


@pytest.mark.parametrize(
    "hindrance", ["switched off", "taken back", "erased", "old text", "official", "inactive"]
)
def test_who_is_not_told(new, earlier, hindrance):
    application = earlier[0]
    person = application.applicant
    if hindrance == "switched off":
        notifications.unsubscribe(user_id=person.pk, group="news")
    elif hindrance == "taken back":
        actions.stop_news(by=person, application=application)
    elif hindrance == "erased":
        facts = {"state": "erased", "applicant": None, "erased_at": timezone.now()}
        Application.objects.filter(pk=application.pk).update(**facts)
    elif hindrance == "old text":
        text = SignedText.objects.create(kind="apply_news", version="v9", body="-")
        ApplicationSignature.objects.filter(application=earlier[1], text__kind="apply_news").update(text=text)
    elif hindrance == "official":
        person.role_grants.create(role="auditor")
    else:
        User.objects.filter(pk=person.pk).update(is_active=False)
    tell_news()
    assert told(new) == {earlier[1].applicant_id}


def test_who_has_applied_already_needs_no_news(new, earlier):
    make_application(new, by=earlier[0].applicant)
    tell_news()
    assert told(new) == {earlier[1].applicant_id}


def test_nobody_is_told_without_a_text(new, earlier):
    ApplicationSignature.objects.filter(text__kind="apply_news").delete()
    SignedText.objects.filter(kind="apply_news").delete()
    assert tell_news() == 0
    new.refresh_from_db()
    assert new.news_told_at is not None
    assert not Event.objects.filter(key=KIND).exists()


@pytest.mark.parametrize("state", ["over", "cancelled", "dissolved"])
def test_of_what_is_over_nobody_is_told(new, earlier, official, state):
    if state == "over":
        past = timezone.now() - timedelta(minutes=1)
        RecruitmentCall.objects.filter(pk=new.pk).update(opens_at=past - timedelta(9), closes_at=past)
    elif state == "cancelled":
        actions.cancel(by=official, call=new, reason="취소")
    else:
        new.panel.__class__.objects.filter(pk=new.panel_id).update(state="dissolved")
    assert tell_news() == 0
    assert news.tell_some(new) == 0
    new.refresh_from_db()
    assert new.news_told_at is None


def test_a_crowd_is_told_in_pieces(new, earlier, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(news, "CHUNK", 1)
    assert news.tell_some(new) == 1
    assert len(told(new)) == 1
    assert tell_news() == 1
    assert len(told(new)) == 2


@pytest.mark.django_db(transaction=True)
def test_two_tasks_at_once_tell_everybody_once(new, earlier):
    assert at_once([tell_news] * 3) == [""] * 3
    assert Notice.objects.filter(kind=KIND).count() == 2
    assert Event.objects.filter(key=KIND).count() == 1


def test_it_is_stopped_on_the_page_of_the_application(client, new, earlier, citizen):
    application = earlier[0]
    person = application.applicant
    again = make_application(new, by=person)
    agree(again)
    url = reverse("calls:stop-news", args=[application.pk])
    client.force_login(person)
    assert url in client.get(application.get_absolute_url()).content.decode()
    assert client.post(url).url == application.get_absolute_url()
    assert not selectors.news_agreements(person).exists()
    assert url not in client.get(application.get_absolute_url()).content.decode()
    event = Event.objects.get(key="calls.news_stopped")
    assert (event.shown_actor, application.number in event.sentence) == ("단원", False)
    actions.stop_news(by=person, application=application)
    assert Event.objects.filter(key="calls.news_stopped").count() == 1
    with pytest.raises(PermissionDenied):
        actions.stop_news(by=citizen, application=application)


def test_a_newer_paper_takes_the_place_and_the_bytes_of_the_one_before(
    call, citizen, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = str(tmp_path)
    load_texts()
    facts = {"by": citizen, "call": call, "answers": factories.ANSWERS}
    with django_capture_on_commit_callbacks(execute=True):
        first = actions.save(upload=factories.make_upload("처음.pdf"), **facts)
        actions.save(upload=factories.make_upload("나중.pdf"), version=first.version, **facts)
    assert Application.objects.get().evidence.name == "나중.pdf"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
