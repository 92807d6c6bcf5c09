import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import NUMBER
from tests.selection.test_views import text_of

LIST = "/api/v1/projects"
ONE = f"{LIST}/{NUMBER}"
RECOMMEND = "/api/v1/selection/recommendation"


@pytest.mark.parametrize("url", [LIST, ONE, f"{ONE}/stages", "/api/v1/types", "/api/v1/openapi.json"])
def test_who_has_the_answer_is_not_told_again(client, running, url):
    answer = client.get(url)
    assert answer["Cache-Control"] == "public, max-age=60"
    for known in (answer["ETag"], f"W/{answer['ETag']}", f'"x", {answer["ETag"]}', "*"):
        again = client.get(url, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
        assert again["Cache-Control"] == "public, max-age=60"
        assert "Content-Type" not in again
    assert client.get(url, headers={"If-None-Match": '"other", nonsense'}).content == answer.content


def test_a_change_has_another_etag(client, running):
    before = client.get(ONE)["ETag"]
    running.title = "새 이름"
    running.save()
    after = client.get(ONE, headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after["ETag"] != before


def test_an_answer_is_the_same_for_everybody(client, running, official):
    stranger = client.get(ONE)
    client.force_login(official)
    with CaptureQueriesContext(connection) as context:
        official_sees = client.get(ONE)
    assert official_sees.content == stranger.content
    assert [query["sql"] for query in context if "session" in query["sql"]] == []
    for answer in (stranger, official_sees):
        assert "Vary" not in answer
        assert not answer.cookies


def test_the_docs_still_know_who_reads_them(client, official):
    client.force_login(official)
    assert "김담당" in text_of(client.get("/api/v1/docs"))


def test_refusals_are_not_kept(client, running):
    for url in (f"{LIST}/moon", f"{LIST}?limit=0"):
        answer = client.get(url)
        assert "ETag" not in answer
        assert "Cache-Control" not in answer
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_pages_of_other_hosts_may_read(client, running):
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    answer = client.options(ONE, headers=asked)
    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert client.options(RECOMMEND)["Allow"] == "POST, OPTIONS"
    read = client.get(ONE, headers={"Origin": "https://elsewhere.example"})
    assert read["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in read


def test_head_is_get_without_the_body(client, running):
    whole, head = client.get(ONE), client.head(ONE)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(client, running, method):
    answer = getattr(client, method)(ONE)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json() == {"detail": "이 주소에서 쓸 수 없는 요청 방식입니다."}


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml;q=0.9", "image/*", "nonsense", "application/json;q=0"]
)
def test_who_takes_no_json_is_told_so(client, running, accept):
    answer = client.get(ONE, headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (406, "application/json")


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, */*;q=0.8", "application/json"])
def test_browsers_take_json(client, running, accept):
    assert client.get(ONE, headers={"Accept": accept}).status_code == 200


def test_too_many_values_are_not_read(client, running):
    answer = client.get(f"{LIST}?{'&'.join('a=1' for _ in range(2001))}")
    assert (answer.status_code, answer.json()) == (400, {"detail": "요청을 읽을 수 없습니다."})


def test_the_schema_speaks_korean(client, db):
    schema = client.get("/api/v1/openapi.json").json()
    operation = schema["paths"]["/api/v1/projects"]["get"]
    assert operation["operationId"] == "list_projects"
    assert operation["responses"]["422"]["description"] == "쓸 수 없는 값"
    types = schema["components"]["schemas"]["GovernanceType"]["description"]
    assert types.startswith("consultation 시민협의형, advisory 시민자문형")
    for parameter in operation["parameters"]:
        assert parameter["description"]
    assert "Never compare" not in str(schema)


def test_the_docs_tell_what_may_be_asked(client, db):
    page = text_of(client.get("/api/v1/docs"))
    assert "사업명과 개요에 모두 들어 있는 말, 또는 사업번호" in page
    assert "/api/v1/projects/{number}/opinions" in page
