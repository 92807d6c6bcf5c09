"""The city's own figure: how it is counted, and how it is shown and given away."""

from datetime import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from projects.models import Project
from seoul_gov.ui.korean import SEOUL
from tests import factories
from tests.counting import ONE_AND_FIFTY
from workflows.record import actions, shares, tasks
from workflows.record.models import GovernanceShare

pytestmark = pytest.mark.django_db
STATISTICS = reverse("record:statistics")
NEW_YEARS_EVE, NEW_YEAR = datetime(2025, 12, 31, 23, 59, tzinfo=SEOUL), datetime(2026, 1, 1, tzinfo=SEOUL)


def counted():
    return {
        (share.year, share.department.name): (share.projects, share.governed) for share in shares.shares_of()
    }


@pytest.fixture
def city(official, other_official):
    """Three governed projects and more, in two departments and two years."""
    factories.make_confirmed_project(officer=official, submitted_at=NEW_YEARS_EVE)
    factories.make_confirmed_project(officer=official, submitted_at=NEW_YEAR)
    factories.make_project(officer=official, submitted_at=NEW_YEAR)
    factories.make_project(officer=official, submitted_at=NEW_YEAR, status="not_applicable")
    factories.make_project(officer=official, submitted_at=NEW_YEAR, audience="internal")
    factories.make_project(officer=official, status="draft", number=None, submitted_at=None)
    factories.make_confirmed_project(officer=other_official, submitted_at=NEW_YEAR, status="completed")
    actions.count_shares()


def test_registered_projects_for_citizens_count_by_seouls_year_and_department(city):
    assert counted() == {
        (2025, "디지털정책과"): (1, 1),
        (2026, "디지털정책과"): (3, 1),
        (2026, "교통정보과"): (1, 1),
    }


def test_counting_anew_corrects_what_changed_and_drops_what_is_gone(city):
    Project.objects.filter(submitted_at=NEW_YEARS_EVE).update(audience="internal")
    Project.objects.filter(status="registered").update(governance_type="advisory")
    tasks.count_shares()
    assert counted() == {(2026, "디지털정책과"): (3, 2), (2026, "교통정보과"): (1, 1)}


def test_counting_costs_one_query_over_the_projects(city, django_assert_num_queries):
    with django_assert_num_queries(5) as queries:  # with its savepoint
        assert actions.count_shares() == 3
    assert sum("projects_project" in query["sql"] for query in queries.captured_queries) == 1


def test_nothing_to_count_is_no_row(db):
    assert actions.count_shares() == 0
    assert shares.newest() is None


def test_the_figures_are_added_up(city):
    rows = list(shares.shares_of())
    assert shares.by_year(rows) == [shares.Figure("2026", 4, 2), shares.Figure("2025", 1, 1)]
    assert [f.label for f in shares.by_department(rows, 2026)] == ["교통정보과", "디지털정책과"]
    assert shares.newest() == shares.Figure("2026", 4, 2)
    assert [(f.percent, f.reaches_goal) for f in shares.by_department(rows, 2026)] == [
        (100, True),
        (33, False),
    ]


def test_the_page_shows_the_newest_year_first_and_any_other_on_demand(client, city):
    page = client.get(STATISTICS)
    assert page.context["chosen"].label == "2026"
    assert "2026년 부서별" in page.content.decode()
    assert "목표 50%" in page.content.decode()
    assert client.get(STATISTICS, {"year": "2025"}).context["chosen"].label == "2025"
    assert client.get(STATISTICS, {"year": "x"}).context["chosen"].label == "2026"


def test_types_and_states_are_counted_too(client, city):
    lines = {line.label: line.cells for line in client.get(STATISTICS).context["types"]}
    assert lines["시민자문형"] == (("유형 확정", 2), ("추진 중", 0), ("종료", 1))
    assert lines["시민협의형"] == (("유형 확정", 0), ("추진 중", 0), ("종료", 0))


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_it_costs_two_queries(client, official, count, django_assert_max_num_queries):
    for number in range(count):
        department = factories.make_department(f"부서 {number}")
        GovernanceShare.objects.create(year=2026, department=department, projects=2, governed=1)
    with django_assert_max_num_queries(2):
        assert client.get(STATISTICS).status_code == 200


def test_before_the_first_count_it_says_so(client):
    assert "아직 집계한 사업이 없습니다." in client.get(STATISTICS).content.decode()


def test_the_rows_are_there_to_take(client, city):
    response = client.get(STATISTICS, {"format": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines == [
        "\ufeff연도,부서,대시민 사업,거버넌스 적용,적용 비율(%)",
        "2026,교통정보과,1,1,100",
        "2026,디지털정책과,3,1,33",
        "2025,디지털정책과,1,1,100",
    ]
    book = client.get(STATISTICS, {"format": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(book.streaming_content))).active
    assert [cell.value for cell in list(sheet.rows)[2]] == [2026, "디지털정책과", 3, 1, 33]


def test_administrators_only_read_them(client, city, administrator):
    client.force_login(administrator)
    page = client.get("/admin/workflows/governanceshare/")
    assert page.status_code == 200
    assert client.get("/admin/workflows/governanceshare/add/").status_code == 403
