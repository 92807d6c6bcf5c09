from datetime import timedelta

import pytest
from django.utils import timezone

from seoul_gov.audit.vocabulary import EventKind
from seoul_gov.notifications import actions, selectors
from seoul_gov.notifications.actions import Message, Recipient
from seoul_gov.notifications.models import MailState, Notice
from tests.factories import make_user

pytestmark = pytest.mark.django_db

CALLED = EventKind("meetings.test_called", "회의를 소집했습니다.", legal=True)
TOLD = EventKind("meetings.test_told", "자료를 올렸습니다.")
KNOCK = Message(subject="문을  두드립니다.\n", url="/meetings/1/", detail="자세한 이야기")


def tell(*people, kind=TOLD, key="meeting:1:v0", scope="panel:1/meeting:1", message=KNOCK, **how):
    return actions.notify(
        kind=kind, to=[as_recipient(p) for p in people], message=message, scope=scope, key=key, **how
    )


def as_recipient(person):
    return person if isinstance(person, Recipient) else Recipient.of(person)


def test_a_notice_is_a_row_with_one_line_of_subject_and_a_greeting(citizen):
    assert tell(citizen) == 1
    notice = Notice.objects.get()
    assert (notice.recipient, notice.email, notice.kind) == (citizen, citizen.email, "meetings.test_told")
    assert notice.subject == "문을 두드립니다."
    assert notice.body == "한시민 님, 안녕하세요.\n\n문을  두드립니다.\n\n\n자세한 이야기"
    assert (notice.mail_state, notice.url, notice.get_absolute_url()) == (
        MailState.PENDING,
        "/meetings/1/",
        "/meetings/1/",
    )
    assert str(notice) == "문을 두드립니다."


def test_the_same_occasion_is_told_once_a_person(citizen):
    friend = make_user(name="")
    assert tell(citizen) == 1
    assert tell(citizen, citizen, friend) == 1
    assert tell(citizen, key="meeting:1:v1") == 1
    assert Notice.objects.count() == 3
    assert Notice.objects.get(recipient=friend).body.startswith("안녕하세요.")


def test_nobody_to_tell_is_no_query_for_rows():
    assert tell() == 0


def test_an_address_without_an_account_is_told_too():
    assert tell(Recipient("new@example.test", "새사람")) == 1
    notice = Notice.objects.get()
    assert (notice.recipient, notice.ledger_key) == (None, "meeting:1:v0:new@example.test")


def test_a_long_address_still_has_a_key_of_its_own():
    name = "a" * 60
    one, other = (Recipient(f"{name}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{end}", "") for end in ("kr", "kp"))
    assert tell(one, other, key="k" * 150) == 2
    keys = {actions.ledger_key("k" * 150, person) for person in (one, other)}
    assert {len(key) for key in keys} == {200}
    assert selectors.written(keys) == keys


def test_who_has_unsubscribed_gets_no_mail_unless_the_law_asks_for_it(citizen):
    actions.unsubscribe(user_id=citizen.pk, group="meetings")
    actions.unsubscribe(user_id=citizen.pk, group="meetings")
    tell(citizen)
    tell(citizen, kind=CALLED, key="called")
    assert list(Notice.objects.order_by("pk").values_list("mail_state", flat=True)) == ["none", "pending"]
    assert str(citizen.unsubscriptions.get()) == "한시민 meetings"
    actions.resubscribe(by=citizen, group="meetings")
    assert citizen.unsubscriptions.count() == 0


def test_what_is_told_for_the_first_time_asks_nobody_and_still_comes_once(citizen, django_assert_num_queries):
    with django_assert_num_queries(2):
        tell(citizen, is_first=True)
    tell(citizen, is_first=True)
    assert Notice.objects.count() == 1


def test_groups_say_whether_mail_goes_out(citizen):
    actions.unsubscribe(user_id=citizen.pk, group="reviews")
    assert ("reviews", "산출물 검토", False) in actions.groups_of(citizen)
    assert ("meetings", "회의", True) in actions.groups_of(citizen)


def test_each_may_get_a_calendar_of_their_own(citizen):
    friend = make_user(name="이웃")
    tell(citizen, friend, message=Message("소집", "/", calendar=lambda person: f"BEGIN {person.name}"))
    assert set(Notice.objects.values_list("calendar", flat=True)) == {"BEGIN 한시민", "BEGIN 이웃"}
    tell(citizen, key="same", message=Message("소집", "/", calendar="BEGIN"))
    assert Notice.objects.get(ledger_key=f"same:{citizen.pk}").calendar == "BEGIN"


def test_each_may_get_words_of_their_own(citizen):
    friend = make_user(name="이웃")
    tell(citizen, friend, message=Message("마감", "/", detail=lambda person: f"{person.name} 님의 의견"))
    bodies = set(Notice.objects.values_list("body", flat=True))
    assert {body.rpartition("\n")[2] for body in bodies} == {"한시민 님의 의견", "이웃 님의 의견"}


def test_withdrawing_takes_back_what_is_pending_in_the_scope_and_below(citizen):
    friend = make_user()
    tell(citizen, friend, key="a", scope="panel:1/meeting:1")
    tell(citizen, key="b", scope="panel:1")
    tell(citizen, key="c", scope="panel:11")
    tell(citizen, key="d", scope="panel:1/meeting:2")
    Notice.objects.filter(scope="panel:1/meeting:2").update(mail_state=MailState.SENT)
    assert actions.withdraw(scope="panel:1", user=citizen) == 2
    assert actions.withdraw(scope="panel:1") == 1
    states = dict(Notice.objects.filter(recipient=citizen).values_list("scope", "mail_state"))
    assert states == {
        "panel:1/meeting:1": "withdrawn",
        "panel:1": "withdrawn",
        "panel:11": "pending",
        "panel:1/meeting:2": "sent",
    }


def test_what_was_told_is_forgotten_by_person_address_and_occasion(citizen):
    other = make_user(name="다른시민")
    tell(citizen, other, key="membership:1:a")
    tell(citizen, key="membership:12:a", scope="panel:1")
    tell(Recipient("guest@example.test", "손님"), key="x", scope="panel:1")
    tell(citizen, key="y", scope="panel:12")
    left = Notice.objects.values_list("ledger_key", flat=True)
    assert actions.forget(scope="panel:1") == 0
    assert actions.forget(scope="panel:1", addresses=["", "guest@example.test"]) == 1
    assert actions.forget(scope="panel:1", key="membership:1:") == 2
    assert set(left) == {f"membership:12:a:{citizen.pk}", f"y:{citizen.pk}"}
    assert actions.forget(scope="panel:1", users=[other.pk]) == 0
    assert actions.forget(scope="panel:1", users=[citizen.pk]) == 1
    assert set(left.all()) == {f"y:{citizen.pk}"}


def test_what_failed_is_tried_again_on_request_and_nothing_else(citizen):
    tell(citizen, key="a")
    tell(citizen, key="b")
    failed = Notice.objects.get(ledger_key__startswith="a")
    past = timezone.now() - timedelta(days=3)
    Notice.objects.filter(pk=failed.pk).update(
        mail_state=MailState.FAILED, attempts=9, send_after=past, claimed_at=past, error="SMTPDataError"
    )
    assert [notice.pk for notice in selectors.undelivered("panel:1")] == [failed.pk]
    assert actions.resend(notices=Notice.objects.all()) == 1
    failed.refresh_from_db()
    assert (failed.mail_state, failed.attempts, failed.claimed_at) == (MailState.PENDING, 0, None)
    assert [notice.pk for notice in selectors.undelivered("panel:1/meeting:1")] == [failed.pk]
    assert list(selectors.undelivered("panel:2")) == []


def test_reading_marks_my_own_notices_alone(citizen):
    friend = make_user()
    tell(citizen, friend)
    assert actions.mark_read(by=citizen, notices=Notice.objects.all()) == 1
    assert actions.mark_read(by=citizen, notices=Notice.objects.all()) == 0
    assert [notice.recipient for notice in Notice.objects.unread()] == [friend]
