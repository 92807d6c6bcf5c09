from datetime import timedelta

import pytest
from django.utils import timezone

from panels import attendance
from panels.attendance import Attended
from seoul_gov.ui.korean import today
from tests import factories
from workflows.meetings.models import Attendance


def met(panel, duty, *, days, **marks):
    """A meeting that many days ago, with who was there."""
    starts_at = timezone.now() - timedelta(days=days)
    meeting = factories.make_meeting(panel, duty, state="held", starts_at=starts_at, held_at=starts_at)
    for seat, state in marks.values():
        Attendance.objects.create(meeting=meeting, membership=seat, state=state, recorded_by=panel.created_by)
    return meeting


def test_attendance_is_counted_by_the_floor_above(panel, advisory, django_assert_num_queries):
    first, second, third = (factories.make_member(panel) for _ in range(3))
    duty = factories.make_duty(advisory)
    met(panel, duty, days=400, a=(first, "absent"))
    met(panel, duty, days=40, a=(first, "present"), b=(second, "absent"))
    met(panel, duty, days=4, a=(first, "video"), b=(second, "absent"))
    with django_assert_num_queries(1):
        assert attendance.of([first, second, third]) == {
            first.pk: Attended(3, 2),
            second.pk: Attended(2, 0),
            third.pk: Attended(),
        }
    assert attendance.of([first], since=today() - timedelta(days=365)) == {first.pk: Attended(2, 2)}


@pytest.mark.parametrize(("held", "came", "percent"), [(0, 0, None), (8, 5, 63), (2, 0, 0)])
def test_a_rate_needs_a_meeting(held, came, percent):
    assert Attended(held, came).percent == percent


def test_the_release_page_tells_it(client, panel, official):
    seat = factories.make_member(panel)
    client.force_login(official)
    url = f"/panels/members/{seat.pk}/release/"
    assert "출석을 기록한 회의가 없습니다." in client.get(url).content.decode()
    met(panel, factories.make_duty(panel.project), days=4, a=(seat, "absent"))
    page = client.get(url).content.decode()
    assert "출석을 기록한 회의 1회 가운데 0회 나왔습니다(0%)." in page
    assert "저절로 해제되지는 않습니다" in page
