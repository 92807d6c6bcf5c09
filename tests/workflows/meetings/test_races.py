"""The same thing done many times at once has one effect, and the others are told why."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from seoul_gov.accounts.models import User
from tests.workflows.meetings.calls import hold, minute
from workflows.meetings import actions
from workflows.meetings.models import AdviceNote, AgendaItem, Meeting

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 5


def at_once(work):
    """Run ``work`` in several threads; how many went through, and the sentences that the others got."""
    barrier, done, refused, broken = threading.Barrier(AT_ONCE), [], [], []

    def run():
        try:
            barrier.wait()
            done.append(work())
        except ValidationError as refusal:
            refused.extend(refusal.messages)
        except Exception as problem:
            broken.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    return len(done), set(refused)


def test_advice_is_handed_in_once(member, item):
    def submit():
        return actions.submit_advice(
            by=User.objects.get(pk=member.pk), item=AgendaItem.objects.get(pk=item.pk), body="의견"
        )

    assert at_once(submit) == (1, {"이미 제출한 의견입니다. 제출한 의견은 고칠 수 없습니다."})
    assert AdviceNote.objects.count() == 1


def test_advice_is_answered_once(official, member, item):
    note = actions.submit_advice(by=member, item=item, body="의견")

    def answer():
        return actions.answer_advice(
            by=User.objects.get(pk=official.pk),
            note=AdviceNote.objects.get(pk=note.pk),
            disposition="accepted",
            answer="사유",
        )

    assert at_once(answer) == (1, {"이미 답한 의견입니다."})


def test_a_meeting_is_cancelled_once(official, meeting):
    def cancel():
        found = Meeting.objects.get(pk=meeting.pk)
        return actions.cancel(by=User.objects.get(pk=official.pk), meeting=found, reason="누수")

    assert at_once(cancel) == (1, {"이미 처리한 회의입니다(취소)."})
    meeting.refresh_from_db()
    assert meeting.sequence == 1


def test_minutes_are_not_overwritten(official, member, begun):
    minute(hold(begun, official), official)

    def write():
        found = Meeting.objects.get(pk=begun.pk)
        return actions.write_minutes(
            by=User.objects.get(pk=official.pk), meeting=found, body="새 글", decisions="", version=1
        )

    assert at_once(write) == (1, {actions.minutes.CHANGED})
