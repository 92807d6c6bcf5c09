"""R19: the mail server refuses, defers, hangs and bounces.

One after the other it says 421, 450, nothing at all, is gone, and hangs in the middle of a mail, while people use
the portal and mails fall due; some addresses are refused for good (550) throughout. Held when every mail to a good
address comes out exactly once after the server is well again, the refused ones are given up at once and shown to the
official, and no page waits for the mail server.
"""

import time
from contextlib import contextmanager
from datetime import timedelta

from tests.drills._crew import call_to, on_both_pairs, wait_until
from tests.drills._visitor import Crowd, Visitor
from tests.drills._world import make_members, make_officials
from tests.notifications.servers import Silence

MAILS, BOUNCING = 30, 5
SECONDS_A_MOOD = 45
SECONDS_TO_MEND = 420
SECONDS_A_PAGE, SECONDS_BEFORE = 5, 20


def drill(crew):
    url = crew.web().url
    running = [crew.worker(), crew.beat()]
    officer, meeting, users = scene()
    with Crowd(acts(url, officer, meeting), pause=0.3) as before:
        time.sleep(SECONDS_BEFORE)
    with Crowd(acts(url, officer, meeting), pause=0.3) as pages:
        crew.bouncing = [user.email for user in users[:BOUNCING]]
        for mood in (deferring, refusing, away, silent, hanging):
            crew.sink.at_recipient = bounces(crew)
            with mood(crew, users):
                tell(meeting, users, mood.__name__)
                time.sleep(SECONDS_A_MOOD)
        seconds = mended(crew)
    failures = verdict(crew, seconds, slowest(before), slowest(pages)) + shown(url, officer, meeting)
    if ended := crew.gone(*running):
        failures.append(f"the drill was no drill: {ended} ended by itself\n{crew.log_end()}")
    return failures


def scene():
    """An official, a meeting, and people of whom some have addresses that do not exist."""
    from django.utils import timezone

    from tests import factories
    from workflows.meetings.models import Meeting

    officer = make_officials(1)[0]
    project = factories.make_confirmed_project(officer=officer, status="running")
    duty, panel = factories.make_duty(project), factories.make_panel(project)
    start = timezone.now() + timedelta(days=30)
    meeting = Meeting.objects.create(
        duty=duty,
        panel=panel,
        title="드릴 회의",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        place="시청",
        uid="drill-mail",
        called_by=officer,
        announced_at=timezone.now(),
    )
    users = make_members(panel, MAILS)
    call_to([meeting], users)
    return officer, meeting, users


def acts(url, officer, meeting):
    """What goes on meanwhile: pages, and a wish for a new password, which is a mail too."""
    worker, reader, forgetful = Visitor(url, officer), Visitor(url, officer), Visitor(url)
    return [
        lambda: worker.get("/desk/"),
        lambda: reader.get(f"/meetings/{meeting.pk}/"),
        lambda: forgetful.post("/accounts/password/reset/", email="nobody@example.test"),
    ]


def tell(meeting, users, mood):
    """One mail to everybody, about the meeting."""
    from seoul_gov.notifications import actions
    from seoul_gov.notifications.actions import Message, Recipient
    from workflows.meetings import events

    people = [Recipient(user.email, user.name, user.pk) for user in users]
    message = Message(subject=f"드릴 {mood}", url=meeting.get_absolute_url())
    actions.notify(kind=events.MOVED, to=people, message=message, scope=meeting.scope, key=f"drill:{mood}")


def bounces(crew):
    """Whom the server never knows."""
    return dict.fromkeys(crew.bouncing, "550 5.1.1 no such user")


@contextmanager
def deferring(crew, users):
    """All mailboxes are full for now, but for those that do not exist."""
    full = dict.fromkeys((user.email for user in users), "450 4.2.2 mailbox full")
    crew.sink.at_recipient = full | bounces(crew)
    yield
    crew.sink.at_recipient = bounces(crew)


@contextmanager
def refusing(crew, users):
    """The server turns everybody away."""
    crew.sink.at_sender = "421 4.3.2 closing"
    yield
    crew.sink.at_sender = ""


@contextmanager
def away(crew, users):
    """Nobody listens."""
    crew.server.stop()
    yield
    crew.server.start()


@contextmanager
def silent(crew, users):
    """Somebody listens and never says a word."""
    crew.server.stop()
    with Silence(crew.server.port):
        yield
    crew.server.start()


@contextmanager
def hanging(crew, users):
    """The server takes a mail and never says what becomes of it."""
    crew.sink.seconds, crew.sink.at_data = 30, {"*": "451 4.3.0 too late"}
    yield
    crew.sink.seconds, crew.sink.at_data = 0, {}


def mended(crew):
    """The seconds until nothing waits any more."""
    from seoul_gov.notifications.models import Notice

    started = time.monotonic()
    wait_until(lambda: not Notice.objects.filter(mail_state="pending").exists(), SECONDS_TO_MEND, pause=1)
    return time.monotonic() - started


def slowest(pages):
    return max(answer.seconds for answer in pages.answers), [
        a for a in pages.answers if a.status not in (200, 302, 429)
    ]


def verdict(crew, seconds, before, pages):
    """Print what came out and answer what must not be."""
    from seoul_gov.notifications.models import Notice

    came = crew.findings()
    states = dict(
        Notice.objects.exclude(scope="letter").exclude(mail_state="none").values_list("pk", "mail_state")
    )
    bad = set(Notice.objects.filter(email__in=crew.bouncing, pk__in=states).values_list("pk", flat=True))
    good = states.keys() - bad
    wrong = [pk for pk in good if came[pk] != 1 or states[pk] != "sent"]
    kept = [pk for pk in bad if states.get(pk, "failed") != "failed"]
    (usual, _), (longest, errors) = before, pages
    print(
        f"   {len(good)} mails: {len(wrong)} not exactly once; {len(bad)} to nobody: {len(kept)} not given up; "
        f"all dealt with {seconds:.0f} s after the last trouble; slowest page {longest:.1f} s "
        f"({usual:.1f} s before)"
    )
    failures = [f"{len(wrong)} mails did not come out exactly once\n{crew.log_end()}"] if wrong else []
    failures += [f"{len(kept)} refused mails are not marked so"] if kept else []
    failures += [f"a page took {longest:.1f} s"] if longest > SECONDS_A_PAGE else []
    return failures + ([f"{len(errors)} pages were answered {errors[0].status}"] if errors else [])


def shown(url, officer, meeting):
    """The official sees on the meeting's page who was not reached."""
    from seoul_gov.notifications.selectors import undelivered

    page = Visitor(url, officer).get(f"/meetings/{meeting.pk}/")
    unreached = undelivered(meeting.scope)
    missing = [notice for notice in unreached if notice.recipient.name not in page.text]
    if unreached.count() != 5 * BOUNCING or missing:
        return [f"{unreached.count()} are unreached and {len(missing)} of them not shown"]
    return []


if __name__ == "__main__":
    on_both_pairs(drill)
