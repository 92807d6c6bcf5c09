"""The outbox against real mail servers: they refuse, defer, hang, hang up, and are not there."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import Error as DatabaseProblem
from django.db import connection, transaction
from django.utils import timezone

from seoul_gov.notifications import actions, outbox, tasks
from seoul_gov.notifications.models import LEASE, MailState, Notice
from tests.notifications.servers import Silence

pytestmark = pytest.mark.django_db(transaction=True)

ALL_STATES = {"pending": 0, "sent": 0, "failed": 0, "withdrawn": 0, "expired": 0}


def make_notices(count, **facts):
    """Notices to person0@ up to person<count>@, in this order."""
    start = Notice.objects.count()
    known = {"kind": "meetings.moved", "scope": "panel:1/meeting:1", "subject": "회의", "body": "안녕하세요."}
    return [
        Notice.objects.create(
            email=f"person{number}@example.test",
            ledger_key=f"key:{number}",
            url="/meetings/1/",
            **known | facts,
        )
        for number in range(start, start + count)
    ]


def states():
    found = list(Notice.objects.order_by("pk").values_list("mail_state", flat=True))
    return {state: found.count(state) for state in ALL_STATES if found.count(state)}


def delivered(token, *notices):
    """How many of them a worker with this claim sends."""
    round = outbox.Round(token)
    for notice in notices:
        round.deliver(notice)
    round.take(None)
    outbox.hang_up(round.server)
    return round.sent


def due_now(**facts):
    """Let the pauses pass."""
    Notice.objects.filter(mail_state="pending").update(send_after=timezone.now(), **facts)


def test_everything_goes_out_once_over_one_connection(server):
    make_notices(3)
    assert outbox.drain() == 3
    assert server.sink.addresses == [f"person{number}@example.test" for number in range(3)]
    assert server.sink.connections == 1
    assert states() == {"sent": 3}
    assert outbox.drain() == 0
    notice = Notice.objects.earliest("pk")
    assert (notice.attempts, notice.error, notice.sent_at is not None) == (1, "", True)


def test_the_task_drains_chunk_after_chunk(server):
    make_notices(outbox.CHUNK * 2 + 1)
    tasks.drain()
    assert states() == {"sent": outbox.CHUNK * 2 + 1}


def test_the_task_leaves_room_for_others(server, monkeypatch):
    monkeypatch.setattr(tasks, "SECONDS_A_RUN", 0)
    make_notices(outbox.CHUNK + 1)
    tasks.drain()
    assert states() == {"sent": outbox.CHUNK, "pending": 1}


def test_what_is_not_due_or_not_to_be_mailed_stays(server):
    make_notices(1, send_after=timezone.now() + timedelta(hours=1))
    make_notices(1, mail_state=MailState.NONE)
    assert outbox.drain() == 0
    assert server.sink.connections == 0


def test_what_has_passed_is_never_sent(server):
    make_notices(1, send_before=timezone.now())
    make_notices(1, send_before=timezone.now() + timedelta(hours=1))
    assert outbox.drain() == 1
    assert states() == {"expired": 1, "sent": 1}


def test_who_may_not_sign_in_any_more_is_told_nothing(server, citizen):
    citizen.is_active = False
    citizen.save()
    make_notices(1, recipient=citizen)
    assert outbox.drain() == 0
    assert states() == {"withdrawn": 1}


def test_an_unknown_address_is_given_up_at_once_and_holds_nobody_up(server):
    server.sink.at_recipient = {"person1@example.test": "550 no such user"}
    make_notices(3)
    assert outbox.drain() == 2
    assert states() == {"sent": 2, "failed": 1}
    failed = Notice.objects.get(mail_state="failed")
    assert failed.error.startswith("SMTPRecipientsRefused") and "550" in failed.error
    assert server.sink.connections == 1
    due_now()
    assert outbox.drain() == 0


def test_a_mail_that_is_refused_for_what_it_says_is_given_up(server):
    server.sink.at_data = {"person0@example.test": "554 not wanted"}
    make_notices(1)
    assert outbox.drain() == 0
    assert states() == {"failed": 1}


def test_a_full_mailbox_is_tried_again_with_growing_pauses(server):
    server.sink.at_recipient = {"person0@example.test": "450 mailbox full"}
    [notice] = make_notices(1)
    make_notices(1)
    for attempts, pause in ((1, 30), (2, 60), (3, 120)):
        outbox.drain()
        notice.refresh_from_db()
        left = (notice.send_after - timezone.now()).total_seconds()
        assert (notice.attempts, notice.claim, notice.mail_state) == (attempts, None, "pending")
        assert pause - 5 < left <= pause
        due_now()
    assert states() == {"pending": 1, "sent": 1}
    server.sink.at_recipient = {}
    assert outbox.drain() == 1
    assert states() == {"sent": 2}


def test_a_mailbox_that_stays_full_for_a_day_is_given_up(server):
    server.sink.at_recipient = {"*": "450 mailbox full"}
    [notice] = make_notices(1, created_at=timezone.now() - timedelta(hours=25), attempts=6)
    outbox.drain()
    assert states() == {"pending": 1}
    due_now()
    outbox.drain()
    assert states() == {"failed": 1}
    notice.refresh_from_db()
    assert notice.attempts == 8


@pytest.mark.parametrize(
    "answer",
    [{"at_recipient": {"*": "421 closing"}}, {"at_data": {"*": "421 closing"}}, {"at_sender": "451 later"}],
)
def test_a_server_that_turns_everybody_away_is_asked_once(server, answer):
    for name, value in answer.items():
        setattr(server.sink, name, value)
    make_notices(5)
    assert outbox.drain() == 0
    assert states() == {"pending": 5}
    assert list(Notice.objects.order_by("pk").values_list("attempts", flat=True)) == [1, 0, 0, 0, 0]
    assert outbox.claim() is None
    for name in answer:
        setattr(server.sink, name, {} if name != "at_sender" else "")
    due_now()
    assert outbox.drain() == 5
    assert states() == {"sent": 5}


def test_a_server_that_is_not_there_is_asked_once(server):
    server.stop()
    make_notices(3)
    assert outbox.drain() == 0
    assert list(Notice.objects.order_by("pk").values_list("attempts", flat=True)) == [1, 0, 0]
    assert Notice.objects.earliest("pk").error.startswith("ConnectionRefusedError")
    assert outbox.claim() is None
    waits = Notice.objects.latest("pk").send_after - timezone.now()
    assert timedelta(seconds=20) < waits <= outbox.HOLD
    server.start()
    due_now()
    assert outbox.drain() == 3


def test_a_silent_server_costs_one_timeout_and_no_open_transaction(settings, server):
    settings.EMAIL_TIMEOUT = 0.4
    with Silence() as silence:
        settings.EMAIL_PORT = silence.port
        make_notices(3)
        worker = threading.Thread(target=in_a_thread(outbox.drain))
        worker.start()
        while not silence.visits:
            pass
        # Meanwhile everybody writes.
        make_notices(1)
        assert worker.is_alive()
        worker.join()
        assert silence.visits == 1
    assert states() == {"pending": 4}
    settings.EMAIL_PORT = server.port
    due_now()
    assert outbox.drain() == 4
    assert sorted(server.sink.addresses) == [f"person{number}@example.test" for number in range(4)]


def in_a_thread(work):
    def run():
        try:
            work()
        finally:
            connection.close()

    return run


def test_a_server_that_ends_connections_after_some_mails_is_no_trouble(server):
    server.sink.mails_a_connection = 2
    make_notices(5)
    assert outbox.drain() == 5
    assert server.sink.connections == 3
    assert len(set(server.sink.ids)) == len(server.sink.ids) == 5


def test_a_server_that_is_gone_in_the_middle_is_asked_once_more(server):
    server.sink.at_data = {"person2@example.test": "421 closing"}
    make_notices(4)
    assert outbox.drain() == 2
    assert list(Notice.objects.order_by("pk").values_list("mail_state", "attempts")) == [
        ("sent", 1),
        ("sent", 1),
        ("pending", 1),
        ("pending", 0),
    ]
    assert server.sink.connections == 2


def test_a_slow_server_does_not_hold_the_worker(server, monkeypatch):
    server.sink.seconds = 1.2
    monkeypatch.setattr(outbox, "SECONDS_A_CHUNK", 1)
    make_notices(3)
    assert outbox.drain() == 1
    assert states() == {"sent": 1, "pending": 2}
    assert not Notice.objects.filter(mail_state="pending").exclude(claim=None).exists()
    assert outbox.drain() == 1


def test_what_people_wait_for_goes_out_before_the_rest(server):
    make_notices(2)
    make_notices(1, is_legal=True)
    assert outbox.drain() == 3
    assert server.sink.addresses[0] == "person2@example.test"


@pytest.mark.parametrize(
    ("answer", "state"), [("", "sent"), ("550 no such user", "failed"), ("450 later", "pending")]
)
def test_the_text_of_a_letter_is_erased_once_it_is_dealt_with(server, answer, state):
    server.sink.at_recipient = {"a@example.test": answer}
    letter = actions.post(email="a@example.test", kind="accounts.code", subject="확인  번호", body="123456")
    outbox.drain()
    letter.refresh_from_db()
    assert (letter.mail_state, letter.body) == (state, "123456" if state == "pending" else "")
    assert (letter.subject, letter.recipient) == ("확인 번호", None)
    assert actions.resend(notices=Notice.objects.all()) == 0


def test_a_letter_that_came_too_late_is_erased_too(server):
    actions.post(
        email="a@example.test", kind="accounts.code", subject="번호", body="1", send_before=timezone.now()
    )
    outbox.drain()
    assert list(Notice.objects.values_list("mail_state", "body")) == [("expired", "")]


def test_a_notice_that_no_mail_can_be_made_of_holds_nobody_up(server):
    make_notices(1)
    Notice.objects.update(email="한글 주소")
    make_notices(1)
    assert outbox.drain() == 1
    assert states() == {"failed": 1, "sent": 1}


def test_a_withdrawn_notice_is_not_sent_even_when_it_was_claimed(server):
    first, second = make_notices(2)
    token = outbox.claim()
    actions.withdraw(scope="panel:1")
    assert delivered(token, first, second) == 0
    assert states() == {"withdrawn": 2}
    assert server.sink.mails == []


def test_what_another_worker_has_taken_over_is_left_to_it(server):
    [notice] = make_notices(1)
    token = outbox.claim()
    Notice.objects.update(claimed_at=timezone.now() - LEASE - timedelta(seconds=1))
    other = outbox.claim()
    assert other not in (None, token)
    assert delivered(token, notice) == 0
    assert delivered(other, notice) == 1
    assert server.sink.ids == [f"<notice-{notice.pk}@localhost>"]


def test_a_failure_of_who_lost_the_claim_changes_nothing(server):
    [notice] = make_notices(1)
    server.sink.at_recipient = {"*": "550 no"}
    token = outbox.claim()
    Notice.objects.update(claim=uuid.uuid4())
    assert delivered(token, notice) == 0
    assert states() == {"pending": 1}


def test_a_claim_is_one_workers_until_the_lease_is_over(server):
    make_notices(3)
    one, two = outbox.claim(2), outbox.claim(2)
    assert [Notice.objects.filter(claim=token).count() for token in (one, two)] == [2, 1]
    assert outbox.claim() is None
    Notice.objects.filter(claim=one).update(claimed_at=timezone.now() - LEASE - timedelta(seconds=1))
    assert Notice.objects.filter(claim=outbox.claim()).count() == 2


def test_a_sent_mail_is_noted_as_sent_though_it_was_withdrawn_in_that_moment(server):
    make_notices(1)
    server.sink.seconds = 0.3
    worker = threading.Thread(target=in_a_thread(outbox.drain))
    worker.start()
    while not server.sink.connections:
        pass
    actions.withdraw(scope="panel:1")
    worker.join()
    assert (states(), len(server.sink.mails)) == ({"sent": 1}, 1)


def test_a_database_that_is_away_is_not_the_mails_fault(server):
    [notice] = make_notices(1)
    token = outbox.claim()
    with pytest.raises(DatabaseProblem), transaction.atomic():
        connection.needs_rollback = True
        outbox.Round(token).deliver(notice)
    assert states() == {"pending": 1}


def test_two_workers_at_once_send_each_mail_once(server):
    make_notices(60)
    workers = [threading.Thread(target=in_a_thread(tasks.drain)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert states() == {"sent": 60}
    assert sorted(set(server.sink.ids)) == sorted(server.sink.ids)
    assert len(server.sink.ids) == 60


def test_two_who_tell_the_same_at_once_write_it_once(citizen):
    kind = type("Kind", (), {"key": "meetings.moved", "legal": True})
    message = actions.Message("회의", "/")
    person = actions.Recipient.of(citizen)
    barrier = threading.Barrier(4)

    def tell():
        barrier.wait()
        actions.notify(kind=kind, to=[person], message=message, scope="s", key="k")

    tellers = [threading.Thread(target=in_a_thread(tell)) for _ in range(4)]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()
    assert Notice.objects.count() == 1


def test_mail_kept_in_a_folder_works_the_same(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    make_notices(2)
    assert outbox.drain() == 2
    assert states() == {"sent": 2}
    text = "".join(path.read_text() for path in tmp_path.iterdir())
    assert text.count("Message-ID: <notice-") == 2
