import pytest

from projects import permissions
from projects.enums import ProjectStatus
from projects.models import Project
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.twice]


def test_anybody_follows_what_is_confirmed_running_or_completed(official):
    for status in ProjectStatus:
        factories.make_project(officer=official, status=status)
    public = set(Project.objects.public().values_list("status", flat=True))
    assert public == {"confirmed", "running", "completed"}
    assert {p.status for p in Project.objects.all() if permissions.is_public(p)} == public


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("교통", ["교통 정보", "따릉이"]),
        ("교통 정보", ["교통 정보"]),
        ("정보 교통", ["교통 정보"]),
        ("2026-77001", ["따릉이"]),
        ("2026-7700", []),
        ("복지", []),
        ("   ", ["교통 정보", "따릉이"]),
        (" ".join(["교통"] * 8 + ["없는말"]), []),
    ],
)
def test_every_word_has_to_be_found(official, words, found):
    factories.make_project(officer=official, title="교통 정보", summary="실시간 안내")
    factories.make_project(officer=official, title="따릉이", summary="교통 수단 대여", number="2026-77001")
    assert sorted(Project.objects.matching(words).values_list("title", flat=True)) == found
