import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects.enums import ProjectStatus
from projects.models import Project
from seoul_gov.api.paging import CURSOR, cursor_of, key_of
from tests import factories
from tests.api.conftest import NUMBER, make_opinion, make_round, make_vote
from workflows.runs.enums import DutyState
from workflows.runs.models import DutyRun

LIST = "/api/v1/projects"
ONE = f"{LIST}/{NUMBER}"
PARTS = ("", "/stages", "/opinions", "/resolutions")


def titles(client, **asked):
    return [project["title"] for project in client.get(LIST, asked).json()["items"]]


def queries(client, url):
    with CaptureQueriesContext(connection) as context:
        assert client.get(url).status_code == 200
    return len(context)


# --- which projects


@pytest.mark.parametrize("status", [s for s in ProjectStatus if s != ProjectStatus.DRAFT])
def test_projects_are_public_from_the_confirmed_type_on(client, official, status):
    project = factories.make_project(
        officer=official, status=status, governance_type="advisory", title="하나"
    )
    shown = status in ("confirmed", "running", "completed")
    assert titles(client) == (["하나"] if shown else [])
    for part in PARTS:
        answer = client.get(f"{LIST}/{project.number}{part}")
        assert answer.status_code == (200 if shown else 404), part


def test_what_a_project_tells(client, running, department):
    listed = client.get(LIST).json()["items"][0]
    assert listed == {
        "number": NUMBER,
        "title": "교통 정보 안내",
        "kind": "development",
        "governance_type": "collaboration",
        "phase": "execution",
        "status": "running",
        "department": {"id": department.pk, "name": "디지털정책과"},
        "start_date": "2026-03-02",
        "end_date": "2026-12-27",
        "registered_on": listed["registered_on"],
        "url": f"http://localhost:8000/record/{running.pk}/",
    }
    more = {"summary": "복지", "budget": 350_000_000, "channel": "시 자체", "audience": "general"}
    assert client.get(ONE).json() == listed | more


def test_a_project_that_tells_little(client, official):
    project = factories.make_confirmed_project(officer=official, channel=None, audience="")
    told = client.get(f"{LIST}/{project.number}").json()
    assert [told[name] for name in ("phase", "channel", "audience")] == [None, "", None]
    assert client.get(f"{LIST}/{project.number}/stages").json() == {"process": None, "stages": []}
    assert client.get(f"{LIST}/{project.number}/opinions").json() == {"rounds": [], "items": [], "next": None}
    assert client.get(f"{LIST}/{project.number}/resolutions").json() == {"items": [], "next": None}


def test_every_filter_narrows(client, running, other_official, other_department):
    other = factories.make_confirmed_project(
        officer=other_official, title="도서관", kind="consulting", summary="", phase="planning"
    )
    Project.objects.filter(pk=other.pk).update(submitted_at="2024-12-31T15:00Z")  # already 2025 in Seoul
    for asked, expected in (
        ({"type": "collaboration"}, [running]),
        ({"kind": "consulting"}, [other]),
        ({"phase": "planning"}, [other]),
        ({"status": "running"}, [running]),
        ({"department": other_department.pk}, [other]),
        ({"department": 2**63 - 1}, []),
        ({"year": 2025}, [other]),
        ({"year": 2024}, []),
        ({"q": "교통 복지"}, [running]),
        ({"q": "도서관 복지"}, []),
        ({"q": NUMBER}, [running]),
        ({"q": ""}, [other, running]),
        ({"q": "교\x00통"}, []),
        ({"type": "collaboration", "kind": "consulting"}, []),
    ):
        assert titles(client, **asked) == [project.title for project in expected], asked


@pytest.mark.parametrize(
    "asked",
    [{"type": "moon"}, {"type": ""}, {"kind": "x"}, {"phase": "\x00"}, {"status": "draft"}, {"status": "registered"},
     {"department": "0"}, {"department": "-1"}, {"department": 2**63}, {"year": "1999"}, {"year": "이천"},
     {"q": "가" * 201}, {"limit": 0}, {"limit": 101}, {"limit": "x"}, {"cursor": "x"}, {"cursor": ""},
     {"cursor": "AAAAAAAAAAB"}],
)  # fmt: skip
def test_a_wrong_value_names_its_field(client, running, asked):
    answer = client.get(LIST, asked)
    assert (answer.status_code, answer.json()) == (
        422,
        {"detail": "쓸 수 없는 값입니다. 명세를 확인해 주세요.", "field": next(iter(asked))},
    )


ODD = ["2026-99999", "moon", "%00", f"{NUMBER}%00", "２０２６-00077", "٢٠٢٦-00077", f"{NUMBER}%0A", "9" * 3000,
       "..", "%F0%9F%98%80", "%FF"]  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_a_number_that_is_not_there(client, running, part):
    for number in ODD:
        answer = client.get(f"{LIST}/{number}{part}")
        assert answer.status_code == 404
        assert answer.json() == {"detail": "찾으시는 것이 없습니다. 주소를 확인해 주세요."}


# --- page by page


def test_the_pages_join_without_gap_or_double(client, official):
    for number in range(7):
        factories.make_confirmed_project(officer=official, title=f"교통 {number}")
        factories.make_confirmed_project(officer=official, title=f"복지 {number}")
    seen, url = [], f"{LIST}?limit=3&q=교통"
    while url:
        answer = client.get(url).json()
        assert len(answer["items"]) == (3 if answer["next"] else 1)
        seen += [project["title"] for project in answer["items"]]
        url = answer["next"] and answer["next"].removeprefix("http://localhost:8000")
    assert seen == [f"교통 {number}" for number in reversed(range(7))]


def test_a_page_stays_in_place_when_something_new_comes(client, official):
    for number in range(4):
        factories.make_confirmed_project(officer=official, title=f"{number}")
    following = client.get(f"{LIST}?limit=2").json()["next"]
    factories.make_confirmed_project(officer=official, title="새 사업")
    answer = client.get(following).json()
    assert [project["title"] for project in answer["items"]] == ["1", "0"]
    assert answer["next"] is None


@pytest.mark.parametrize("key", [1, 100, 2**40, 2**63 - 1, 2**64 - 1])
def test_a_cursor_is_its_key(client, running, key):
    assert re.match(CURSOR, cursor_of(key))
    assert key_of(cursor_of(key)) == key
    assert client.get(LIST, {"cursor": cursor_of(key)}).status_code == 200


# --- stages


def test_the_stages_are_those_of_the_last_process(client, running):
    run = running.runs.first()
    duty = run.stages.get(state="open").duties.first()
    DutyRun.objects.filter(pk=duty.pk).update(state=DutyState.WAIVED, reason="긴급해서 면제합니다.")
    told = client.get(f"{ONE}/stages").json()
    assert told["process"] == {
        "governance_type": "collaboration",
        "kind": "development",
        "edition": run.edition,
        "status": "running",
        "started_on": told["process"]["started_on"],
        "ended_on": None,
    }
    assert [stage["key"] for stage in told["stages"]] == list(run.stages.values_list("key", flat=True))
    stage = next(stage for stage in told["stages"] if stage["state"] == "open")
    assert stage["duties"][0]["title"] == duty.title
    assert stage["duties"][0]["waived_because"] == "긴급해서 면제합니다."
    assert {duty["waived_because"] for duty in stage["duties"][1:]} == {None}
    assert {d["state"] for s in told["stages"] for d in s["duties"]} == {"open", "waived"}


# --- opinions


def test_answers_are_told_when_the_round_is_closed(client, running):
    open_round = make_round(running, number=2)
    closed = make_round(running, state="closed")
    waiting = make_opinion(open_round, "둘째", answered=True)
    answered = make_opinion(closed, answered=True)
    told = client.get(f"{ONE}/opinions").json()
    assert [(r["id"], r["number"], r["state"]) for r in told["rounds"]] == [
        (closed.pk, 1, "closed"),
        (open_round.pk, 2, "open"),
    ]
    assert told["items"] == [
        {
            "id": answered.pk,
            "round": closed.pk,
            "body": "글자가 작아요.",
            "given_on": "2026-05-05",
            "disposition": "accepted",
            "answer": "키우겠습니다.",
            "answered_on": "2026-05-05",
        },
        {
            "id": waiting.pk,
            "round": open_round.pk,
            "body": "둘째",
            "given_on": "2026-05-05",
            "disposition": None,
            "answer": None,
            "answered_on": None,
        },
    ]


def test_what_was_taken_back_or_hidden_is_nobodys(client, running, official, other_official):
    round = make_round(running, state="closed")
    make_opinion(round, "철회", withdrawn_at=round.closed_at)
    make_opinion(round, "가림", hidden_at=round.closed_at, hidden_by=official, hidden_reason="욕설")
    other = factories.make_confirmed_project(officer=other_official)
    factories.make_run(other)
    make_opinion(make_round(other, state="closed"), "다른 사업")
    make_opinion(round, "남은 의견")
    assert [opinion["body"] for opinion in client.get(f"{ONE}/opinions").json()["items"]] == ["남은 의견"]


def test_opinions_come_page_by_page(client, running):
    round = make_round(running)
    ids = [make_opinion(round, f"{number}").pk for number in range(3)]
    first = client.get(f"{ONE}/opinions?limit=2").json()
    second = client.get(first["next"]).json()
    assert [o["id"] for o in first["items"] + second["items"]] == ids[::-1]
    assert second["next"] is None


# --- resolutions


def test_a_vote_is_told_with_its_counts(client, running):
    vote = make_vote(running)
    seat = factories.make_member(vote.panel, name="빠진이")
    vote.ballots.create(
        membership=seat, recusal="voluntary", recusal_reason="친족", recused_at=timezone.now()
    )
    assert client.get(f"{ONE}/resolutions").json()["items"] == [
        {
            "id": vote.pk,
            "stage": "analysis",
            "item": "지도 화면",
            "category": "screen",
            "motion": "adopt",
            "text": "첫 안을 채택합니다.",
            "rule": vote.rule,
            "result": "carried",
            "counts": {
                "electorate": 5,
                "votes_for": 2,
                "votes_against": 1,
                "votes_abstain": 1,
                "recused": 1,
            },
            "closed_on": "2026-05-05",
        }
    ]


def test_only_votes_that_ended_are_told(client, running):
    made = [
        make_vote(running, state=s, item=s, seats=("",))
        for s in ("open", "cancelled", "rejected", "no_quorum")
    ]
    told = client.get(f"{ONE}/resolutions").json()["items"]
    assert [vote["id"] for vote in told] == [made[3].pk, made[2].pk]


# --- nobody's name, and the same number of queries


def test_no_name_leaves_the_portal(client, running):
    make_opinion(make_round(running, state="closed"), answered=True)
    make_vote(running)
    for url in (LIST, *(f"{ONE}{part}" for part in PARTS)):
        words = client.get(url).content.decode()
        for name in ("김담당", "한시민", "단원", "example.test", "이유"):
            assert name not in words, (url, name)


@pytest.mark.parametrize("part", PARTS)
def test_the_queries_do_not_grow(client, running, part):
    def more():
        make_opinion(make_round(running, state="closed", number=more.number), answered=True)
        make_vote(running, item=f"{more.number}")
        more.number += 1

    more.number = 1
    more()
    few = queries(client, f"{ONE}{part}")
    for _ in range(5):
        more()
    assert queries(client, f"{ONE}{part}") == few <= 4


def test_the_list_takes_one_query(client, official):
    for _ in range(10):
        factories.make_confirmed_project(officer=official)
    assert queries(client, f"{LIST}?limit=100&q=시민&status=confirmed") == 1
