import json

import pytest
from django.apps import apps

from projects.enums import GovernanceType
from selection import actions, guideline_2018
from selection.answers import to_json
from selection.enums import Question
from selection.recommend import Answers
from tests.selection.people import ADVISORY, OPINION
from tests.selection.test_recommend import EXAMPLES
from tests.selection.test_views import queries_of, text_of

pytestmark = pytest.mark.django_db
RECOMMEND = "/api/v1/selection/recommendation"


def ask(client, body):
    content = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.post(RECOMMEND, content, content_type="application/json")


@pytest.fixture
def draft(administrator, edition):
    draft = actions.clone_edition(by=administrator, edition=edition)
    draft.rows.filter(key="opinion").update(types=["collaboration"])
    return draft


# --- the recommendation


@pytest.mark.parametrize("number", EXAMPLES)
def test_the_worked_examples(client, edition, number):
    answers, strict, status, governance_type, supplementary, code = EXAMPLES[number]
    response = ask(client, to_json(answers))

    body = response.json()
    types = dict(zip("CABL", GovernanceType.values, strict=True))
    modes = dict(zip("OAD", ["opinion", "advisory", "decision"], strict=True))
    assert response.status_code == 200
    assert list(body) == [
        "status",
        "governance_type",
        "strict_types",
        "supplementary_modes",
        "reason_code",
        "citizen_sourced",
        "edition",
        "explanation",
    ]
    assert body | {"explanation": ""} == {
        "status": status,
        "governance_type": governance_type,
        "strict_types": [types[letter] for letter in strict],
        "supplementary_modes": [modes[letter] for letter in supplementary],
        "reason_code": code,
        "citizen_sourced": number == 18,
        "edition": "2018년 2월판",
        "explanation": "",
    }
    assert body["explanation"].endswith("다.")


def test_there_are_twenty_five_examples():
    assert list(EXAMPLES) == list(range(1, 26))


def test_nothing_is_stored_and_nobody_signs_in(client, edition):
    before = {model: model.objects.count() for model in apps.get_models()}
    response = ask(client, to_json(ADVISORY))

    assert {model: model.objects.count() for model in apps.get_models()} == before
    assert not response.cookies


def test_no_token_is_needed(edition):
    from django.test import Client

    assert ask(Client(enforce_csrf_checks=True), to_json(ADVISORY)).status_code == 200


def test_absent_and_null_are_unanswered(client, edition):
    assert ask(client, {}).json() == ask(client, to_json(Answers())).json()
    assert ask(client, {}).json()["reason_code"] == "IN-1"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[(question.value, "moon") for question in Question],
        ("is_it_project", 1),
        ("is_it_project", "true"),
        ("origin", ["city"]),
        ("origin", "City"),
        ("scope", {}),
        ("modes", "opinion"),
        ("modes", ["opinion", "moon"]),
        ("modes", {"opinion": True}),
        ("edition", 7),
        ("edition", ["2018년 2월판"]),
        ("scope", "\ud800"),
    ],
)
def test_an_unknown_value_names_its_field(client, edition, field, value):
    response = ask(client, to_json(ADVISORY) | {field: value})

    assert response.status_code == 422
    assert response.json()["field"] == field
    assert response.json()["detail"].endswith("다.")


@pytest.mark.parametrize("label", ["2099년판", "", "\x00", "\ud800"])
def test_an_edition_that_nobody_published(client, edition, label):
    response = ask(client, to_json(ADVISORY) | {"edition": label})

    assert (response.status_code, response.json()["field"]) == (422, "edition")


@pytest.mark.parametrize("body", ["[]", "null", '"답"', "3"])
def test_a_body_that_is_no_object(client, edition, body):
    response = ask(client, body)

    assert (response.status_code, response.json()["field"]) == (422, "body")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"{'a': 1}"])
def test_what_is_no_json(client, edition, body):
    response = ask(client, body)

    assert (response.status_code, response.json()) == (
        400,
        {"detail": "보낸 내용을 JSON으로 읽을 수 없습니다."},
    )


def test_a_body_that_is_too_big(client, edition, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = ask(client, {"note": "가" * 200})

    assert (response.status_code, response.json()) == (413, {"detail": "보낸 내용이 너무 큽니다."})


def test_before_an_edition_is_published(client, db):
    response = ask(client, to_json(ADVISORY))

    assert (response.status_code, response.json()["field"]) == (404, "edition")


def test_an_edition_may_be_named(client, draft, edition, administrator):
    actions.publish_edition(by=administrator, edition=draft)

    assert ask(client, to_json(OPINION)).json()["governance_type"] == "collaboration"
    named = ask(client, to_json(OPINION) | {"edition": edition.label}).json()
    assert (named["governance_type"], named["edition"]) == ("consultation", edition.label)


def test_a_draft_is_nobodys_edition(client, draft):
    assert ask(client, to_json(OPINION) | {"edition": draft.label}).status_code == 422
    assert ask(client, to_json(OPINION)).json()["governance_type"] == "consultation"


# --- reading


def test_the_types(client):
    body = client.get("/api/v1/types").json()

    assert [(t["value"], t["label"], t["strength"]) for t in body] == [
        ("consultation", "시민협의형", 1),
        ("advisory", "시민자문형", 2),
        ("collaboration", "시민협업형", 3),
        ("citizen_led", "시민주도형", 4),
    ]
    assert all(t["definition"] for t in body)


def test_the_editions_are_the_published_ones(client, draft, edition):
    body = client.get("/api/v1/editions").json()

    assert [e["label"] for e in body] == ["2018년 2월판"]
    assert body[0]["source"] == guideline_2018.SOURCE


@pytest.mark.parametrize("key", ["label", "pk"])
def test_an_edition_by_its_name_or_number(client, edition, key):
    body = client.get(f"/api/v1/editions/{getattr(edition, key)}").json()

    assert body["matrix"] == guideline_2018.MATRIX.to_dict()
    assert [row["key"] for row in body["rows"]] == list(body["matrix"])
    assert len(body["questions"]) == 8


def test_a_name_with_a_slash_or_of_digits(client, edition):
    for label in ("2018/2", "2018"):
        edition.label = label
        edition.save()
        assert client.get(f"/api/v1/editions/{label}").json()["label"] == label


@pytest.mark.parametrize("key", ["moon", "999", "9" * 30, "²", "٣٣", "a/b", "%00"])
def test_an_edition_that_is_not_there(client, edition, key):
    response = client.get(f"/api/v1/editions/{key}")

    assert (response.status_code, response.json()) == (
        404,
        {"detail": "찾으시는 것이 없습니다. 주소를 확인해 주세요."},
    )


def test_a_draft_is_not_there(client, draft):
    for key in (draft.label, draft.pk):
        assert client.get(f"/api/v1/editions/{key}").status_code == 404


def test_the_processes(client):
    listed = client.get("/api/v1/processes").json()

    assert {(p["governance_type"], p["kind"]) for p in listed} == {
        (t, k) for t in GovernanceType.values for k in ("development", "consulting")
    }
    for one in listed:
        body = client.get(f"/api/v1/processes/{one['governance_type']}/{one['kind']}").json()
        assert body["stages"]
        assert all(duty["source"] and duty["title"] for stage in body["stages"] for duty in stage["duties"])
        assert body | {"stages": 0} == one | {"stages": 0}


@pytest.mark.parametrize("place", ["moon/development", "advisory/moon", "advisory"])
def test_a_process_that_is_not_there(client, place):
    assert client.get(f"/api/v1/processes/{place}").status_code == 404


# --- the whole


@pytest.mark.parametrize("place", ["", "moon", "types/", "selection/"])
def test_what_is_not_there_is_said_in_json(client, place):
    response = client.get(f"/api/v1/{place}")

    assert (response.status_code, response["Content-Type"]) == (404, "application/json")
    assert client.post(f"/api/v1/{place}").status_code == 404


def test_a_method_that_is_not_offered_is_said_in_json(client, edition):
    response = client.get(RECOMMEND)

    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")
    assert response.json() == {"detail": "이 주소에서 쓸 수 없는 요청 방식입니다."}
    assert client.post("/api/v1/types").status_code == 405


def test_the_schema_lists_every_operation(client):
    schema = client.get("/api/v1/openapi.json").json()

    assert set(schema["paths"]) == {
        "/api/v1/types",
        "/api/v1/editions",
        "/api/v1/editions/{key}",
        "/api/v1/processes",
        "/api/v1/processes/{governance_type}/{kind}",
        "/api/v1/projects",
        "/api/v1/projects/{number}",
        "/api/v1/projects/{number}/stages",
        "/api/v1/projects/{number}/opinions",
        "/api/v1/projects/{number}/resolutions",
        RECOMMEND,
    }
    body = schema["paths"][RECOMMEND]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(body["properties"]) == {*Question.values, "edition"}
    assert set(schema["paths"][RECOMMEND]["post"]["responses"]) == {
        "200",
        "400",
        "404",
        "406",
        "413",
        "422",
    }


def test_the_schema_names_the_published_editions(client, draft, edition):
    schema = client.get("/api/v1/openapi.json").json()
    body = schema["paths"][RECOMMEND]["post"]["requestBody"]["content"]["application/json"]["schema"]

    assert body["properties"]["edition"]["enum"] == [edition.label, None]


def test_the_example_of_the_schema_works(client, edition):
    schema = client.get("/api/v1/openapi.json").json()
    body = schema["paths"][RECOMMEND]["post"]["requestBody"]["content"]["application/json"]["schema"]

    assert ask(client, body["example"]).json()["status"] == "recommended"


def test_the_docs_are_a_page_of_the_portal(client):
    response = client.get("/api/v1/docs")
    page = text_of(response)

    assert response.status_code == 200
    for word in (
        "/api/v1/types",
        "/api/v1/selection/recommendation",
        "POST",
        "is_it_project",
        "openapi.json",
    ):
        assert word in page


def test_how_many_queries_an_answer_takes(client, edition):
    assert queries_of(client, "/api/v1/editions/2018년 2월판") == 3
    assert queries_of(client, "/api/v1/editions") == 1
    assert queries_of(client, "/api/v1/processes") == 0
