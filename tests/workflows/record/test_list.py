"""The list of public projects: what it shows, narrows, sorts, counts and gives away."""

from datetime import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from seoul_gov.ui.korean import SEOUL
from tests import factories
from tests.counting import ONE_AND_FIFTY

pytestmark = [pytest.mark.django_db, pytest.mark.twice]
LIST = reverse("record:list")


def text(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return response.content.decode()


def titles(client, **query):
    return [project.title for project in client.get(LIST, query).context["page"]]


def test_it_shows_what_anybody_may_follow_and_nothing_else(client, official):
    for status in ("draft", "registered", "selecting", "not_applicable"):
        factories.make_project(officer=official, title=f"비공개 {status}", status=status)
    for status in ("confirmed", "running", "completed"):
        factories.make_confirmed_project(officer=official, title=f"공개 {status}", status=status)
    assert titles(client) == ["공개 completed", "공개 running", "공개 confirmed"]
    assert titles(client, status="draft") == titles(client)
    assert "총 <b>3</b>건" in text(client)


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_it_costs_five_queries_at_most(client, official, count, django_assert_max_num_queries):
    for _ in range(count):
        factories.make_confirmed_project(officer=official, phase="planning")
    with django_assert_max_num_queries(5):
        text(client, size=50, q="시민", year=2026, order="department")


@pytest.fixture
def two(official, other_official):
    first = factories.make_confirmed_project(
        officer=official,
        title="가 교통 지도",
        governance_type="advisory",
        phase="planning",
        submitted_at=datetime(2025, 12, 31, 23, 59, tzinfo=SEOUL),
    )
    second = factories.make_confirmed_project(
        officer=other_official,
        title="나 복지 상담",
        governance_type="collaboration",
        kind="consulting",
        phase="execution",
        status="completed",
        submitted_at=datetime(2026, 1, 1, 0, 0, tzinfo=SEOUL),
    )
    return first, second


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "교통"}, "가"),
        ({"governance_type": "collaboration"}, "나"),
        ({"kind": "development"}, "가"),
        ({"phase": "execution"}, "나"),
        ({"status": "completed"}, "나"),
        ({"year": "2025"}, "가"),
        ({"year": "2026"}, "나"),
        ({"order": "title"}, "가나"),
        ({}, "나가"),
    ],
)
def test_it_is_narrowed_and_sorted_by_the_address(client, two, query, found):
    assert "".join(title[0] for title in titles(client, **query)) == found


def test_departments_narrow_too(client, two):
    assert titles(client, department=two[0].department_id) == ["가 교통 지도"]


@pytest.mark.parametrize(
    "query",
    [
        {"order": "officer__name"},
        {"year": "1500"},
        {"year": "x"},
        {"department": "999999"},
        {"q": "\x00"},
        {"q": "가" * 101},
        {"page": "-1", "size": "9999"},
    ],
)
def test_nonsense_is_ignored(client, two, query):
    assert len(titles(client, **query)) == 2


def test_a_payload_is_text_and_finds_nothing(client, two):
    page = text(client, q="<script>alert(1)</script>")
    assert "<script>alert" not in page
    assert "조건에 맞는 사업이 없습니다." in page


def test_what_is_filtered_goes_into_a_table_that_excel_shows(client, official, two):
    factories.make_confirmed_project(officer=official, title="=교통 수식", summary="")
    response = client.get(LIST, {"q": "교통", "format": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0].startswith("\ufeff사업번호,사업명,사업 구분,거버넌스 유형,사업부서")
    assert [line.split(",")[1] for line in lines[1:]] == ["'=교통 수식", "가 교통 지도"]
    assert lines[2].endswith("기획,유형 확정,2025-12-31")
    book = client.get(LIST, {"q": "교통", "format": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(book.streaming_content))).active
    assert [row[1].value for row in sheet.rows] == ["사업명", "'=교통 수식", "가 교통 지도"]
