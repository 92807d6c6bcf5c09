from datetime import timedelta

import pytest
from django.utils import timezone

from panels import attendance
from panels.attendance import Attended, LastYear
from projects.models import Norm
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


@pytest.mark.parametrize(
    ("held", "came", "percent", "warning"),
    [
        (0, 0, None, ""),
        (8, 5, 62, ""),
        (2, 0, 0, "출석률 50% 미만"),
        (100, 49, 49, "출석률 50% 미만"),
        (1000, 499, 49, "출석률 50% 미만"),
        (100, 50, 50, ""),
        (2, 1, 50, ""),
    ],
)
def test_a_rate_needs_a_meeting_and_warns_below_half(held, came, percent, warning):
    found = LastYear(held, came, 50)
    assert (found.percent, found.warning) == (percent, warning)


def test_the_roster_tells_staff_who_came_too_seldom(client, panel, official):
    often, seldom = factories.make_member(panel), factories.make_member(panel)
    factories.make_member(panel, user=official, role="secretary")
    duty = factories.make_duty(panel.project)
    met(panel, duty, days=40, a=(often, "present"), b=(seldom, "absent"))
    met(panel, duty, days=4, a=(often, "absent"), b=(seldom, "absent"))
    client.force_login(official)
    page = client.get(panel.get_absolute_url()).content.decode()
    assert "1/2회(50%)" in page
    assert "0/2회(0%)" in page
    assert page.count("출석률 50% 미만") == 1
    Norm.objects.update_or_create(key="panel.attendance.least", defaults={"value": 60, "default": 50})
    page = client.get(panel.get_absolute_url()).content.decode()
    assert page.count("출석률 60% 미만") == 2
    client.force_login(often.user)
    assert "출석률" not in client.get(panel.get_absolute_url()).content.decode()


def test_the_release_page_tells_it(client, panel, official):
    seat = factories.make_member(panel)
    client.force_login(official)
    url = f"/panels/members/{seat.pk}/release/"
    assert "출석을 기록한 회의가 없습니다." in client.get(url).content.decode()
    met(panel, factories.make_duty(panel.project), days=4, a=(seat, "absent"))
    page = client.get(url).content.decode()
    assert "출석을 기록한 회의 1회 가운데 0회 나왔습니다(0%)." in page
    assert "출석률 50% 미만" in page
    assert "저절로 해제되지는 않습니다" in page
