import pytest

from projects.enums import ProjectStatus
from tests import factories
from tests.workflows.record import happenings
from workflows.record import permissions

pytestmark = pytest.mark.django_db
PUBLIC = {"confirmed", "running", "completed"}


@pytest.mark.parametrize("status", ProjectStatus.values)
def test_the_record_holds_what_is_public_and_published(followed, panel, duty, status):
    published = factories.make_published_minutes(panel, duty)
    others = [
        factories.make_published_minutes(panel, duty, state=state, withheld_reason="사유")
        for state in ("draft", "withheld")
    ]
    taken, kept = happenings.published_version(followed), factories.make_version(followed, title="내부")
    followed.status = status
    for minutes in (published, *others):
        minutes.meeting.panel.project = followed
    for version in (taken, kept):
        version.deliverable.project = followed
    public = status in PUBLIC
    assert bool(permissions.can_follow(followed)) == public
    assert bool(permissions.can_read_minutes(published)) == public
    assert bool(permissions.can_download(taken)) == public
    assert not any(permissions.can_read_minutes(minutes) for minutes in others)
    assert not permissions.can_download(kept)
    assert permissions.can_download(kept).reason == "공개한 산출물이 아닙니다."
