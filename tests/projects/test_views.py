import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects.events import EDITED
from projects.models import Project
from seoul_gov.audit import actions as audit
from tests import factories
from tests.counting import ONE_AND_FIFTY

TRANSACTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def statements(client, url):
    """The statements that a page needs, transaction control left out."""
    with CaptureQueriesContext(
        connection,
    ) as context:
        response = client.get(url)
    assert response.status_code == 200
    return [query["sql"] for query in context if not query["sql"].startswith(TRANSACTION)]


@pytest.fixture
def signed_in(client, official):
    client.force_login(official)
    client.get("/projects/")
    return client


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_the_list_costs_the_same_for_one_and_for_fifty(signed_in, official, count):
    for _ in range(count):
        factories.make_project(officer=official)
    found = statements(signed_in, "/projects/?size=50")
    assert len(found) <= 8
    assert max(map(found.count, found)) <= 2


def test_filters_keep_their_state_in_the_url(signed_in, official):
    factories.make_project(officer=official, title="따릉이", kind="consulting")
    factories.make_project(officer=official, title="챗봇")
    response = signed_in.get("/projects/", {"q": "따릉", "kind": "consulting", "size": "20"})
    assert [project.title for project in response.context["page"]] == ["따릉이"]
    assert 'value="따릉"' in response.content.decode()


@pytest.mark.parametrize(
    "query",
    ["?page=0", "?page=-1", "?page=x", "?size=1000000", "?status=nonsense", "?order=password", "?department=abc",
     "?q=%00", "?q=' OR 1=1 --", "?kind[]=x", "?page=99999999999999999999"],
)  # fmt: skip
def test_nonsense_in_the_url_is_harmless(signed_in, project, query):
    assert signed_in.get(f"/projects/{query}").status_code == 200


def test_the_list_is_exported_as_it_is_filtered(signed_in, official):
    factories.make_project(officer=official, title="=1+1")
    factories.make_project(officer=official, title="다른 사업")
    response = signed_in.get("/projects/?format=csv&q==1")
    text = b"".join(response.streaming_content).decode()
    assert "'=1+1" in text
    assert "다른 사업" not in text
    assert signed_in.get("/projects/?format=xlsx").status_code == 200


def form_data(official, **changes):
    data = {
        "title": "새 사업",
        "kind": "development",
        "department": official.role_grants.get().department_id,
        "officer": official.pk,
        "start_date": "2026-12-01",
        "end_date": "2027-01-31",
        "budget": "1000",
        "summary": "개요",
        "channel": factories.make_channel().pk,
        "audience": "general",
    }
    return data | changes


BAD = [
    ({"title": ""}, "title"),
    ({"title": "가" * 101}, "title"),
    ({"title": "이름\x00"}, "title"),
    ({"title": "이름\x07"}, "title"),
    ({"end_date": "2026-02-31"}, "end_date"),
    ({"end_date": "2026-11-01"}, "end_date"),
    ({"end_date": "9999-12-31"}, "end_date"),
    ({"budget": "-1"}, "budget"),
    ({"budget": "99999999999999999999"}, "budget"),
    ({"budget": "많이"}, "budget"),
    ({"budget": "1e9"}, "budget"),
    ({"kind": "nonsense"}, "kind"),
    ({"department": "999999"}, "department"),
    ({"officer": "abc"}, "officer"),
    ({"summary": "가" * 4001}, "summary"),
    ({"channel": "0"}, "channel"),
    ({"audience": "everybody"}, "audience"),
]


@pytest.mark.parametrize(("changes", "field"), BAD)
def test_bad_input_brings_the_form_back_with_everything_typed(signed_in, official, changes, field):
    response = signed_in.post(
        "/projects/new/", form_data(official, **{"audience_detail": "적어 둔 말"} | changes)
    )
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert "적어 둔 말" in response.content.decode()
    assert Project.objects.count() == 0


def test_who_wants_to_register_learns_of_every_gap_at_once(signed_in, official):
    gaps = {"title": "", "start_date": "", "budget": "", "audience": ""}
    asked = signed_in.post("/projects/new/", form_data(official, **gaps, submit="1"))
    assert set(asked.context["form"].errors) == set(gaps)
    kept = signed_in.post("/projects/new/", form_data(official, **gaps))
    assert set(kept.context["form"].errors) == {"title"}


@pytest.mark.parametrize(
    "payload", ["<script>alert(1)</script>", "{{7*7}}", "'; DROP TABLE projects_project; --", "${jndi:x}"]
)
def test_payloads_are_text(signed_in, official, payload):
    response = signed_in.post("/projects/new/", form_data(official, title=payload), follow=True)
    assert Project.objects.get().title == payload
    assert "<script>alert" not in response.content.decode()


def test_a_lost_update_comes_back_with_both_known(signed_in, official, project):
    url = f"/projects/{project.pk}/edit/"
    signed_in.post(url, form_data(official, title="먼저", version="1"))
    response = signed_in.post(url, form_data(official, title="나중", version="1"))
    assert response.status_code == 409
    assert "그 사이 다른 화면에서" in response.content.decode()
    assert "다른 사람이" not in response.content.decode()
    assert "나중" in response.content.decode()
    project.refresh_from_db()
    assert project.title == "먼저"


def test_after_a_lost_update_saving_again_replaces_it_knowingly(signed_in, official, project):
    url = f"/projects/{project.pk}/edit/"
    signed_in.post(url, form_data(official, title="먼저", budget="350,000,000", version="1"))
    response = signed_in.post(url, form_data(official, title="나중", budget="350,000,000", version="1"))
    assert response.context["form"].stored == [{"label": "사업명", "value": "먼저"}]
    assert "지금 저장되어 있는 내용" in response.content.decode()
    version = re.search(r'name="version" value="(\d+)"', response.content.decode())[1]
    again = form_data(official, title="나중", budget="350,000,000", version=version)
    assert signed_in.post(url, again).status_code == 302
    project.refresh_from_db()
    assert project.title == "나중"


def test_a_refusal_of_another_kind_shows_nothing_beside(signed_in, official, project):
    response = signed_in.post(f"/projects/{project.pk}/edit/", form_data(official, summary="", version="1"))
    assert response.status_code == 409
    assert "지금 저장되어 있는 내용" not in response.content.decode()


def test_a_namesake_and_a_budget_of_nothing_are_told_and_block_nothing(signed_in, official, other_official):
    namesake, nothing = "이름이 같은 사업이 또 있습니다.", "예산이 0원입니다."

    def told(url, **facts):
        page = signed_in.post(url, form_data(official, **facts), follow=True).content.decode()
        return namesake in page, nothing in page

    factories.make_project(officer=other_official, title="새 사업")
    assert told("/projects/new/", budget="0") == (False, False)
    draft = Project.objects.latest("pk")
    assert told(f"/projects/{draft.pk}/submit/") == (False, True)
    assert told("/projects/new/", submit="1") == (True, False)
    registered = Project.objects.latest("pk")
    assert registered.number
    edit = f"/projects/{registered.pk}/edit/"
    assert told(edit, version="2", title="다른 사업") == (False, False)
    assert told(edit, version="3", budget="0") == (True, True)
    assert Project.objects.get(pk=registered.pk).budget == 0


def test_a_draft_is_submitted_on_its_own_page_and_discarded_on_another(signed_in, official):
    signed_in.post("/projects/new/", form_data(official))
    draft = Project.objects.get()
    assert signed_in.get(f"/projects/{draft.pk}/submit/").status_code == 200
    signed_in.post(f"/projects/{draft.pk}/submit/")
    draft.refresh_from_db()
    assert draft.status == "registered"
    assert signed_in.post(f"/projects/{draft.pk}/discard/").status_code == 409
    signed_in.post("/projects/new/", form_data(official, title="지울 것"))
    other = Project.objects.get(title="지울 것")
    assert signed_in.post(f"/projects/{other.pk}/discard/").status_code == 302
    assert not Project.objects.filter(title="지울 것").exists()


def test_the_history_tells_what_was_done(signed_in, official):
    signed_in.post("/projects/new/", form_data(official, submit="1"))
    project = Project.objects.get()
    page = signed_in.get(f"/projects/{project.pk}/history/").content.decode()
    assert "초안을 저장했습니다" in page
    assert project.number in page


@pytest.fixture
def acts(official, project):
    """What a member did, and what they did as an official before and after."""
    panel = factories.make_panel(project)
    member = factories.make_member(panel, name="한시민").user
    factories.make_member(panel, user=official, role="secretary")
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=9)):
        member.role_grants.create(role="auditor", ended_at=now - timedelta(days=5))
    for days, by in ((7, member), (4, member), (3, official), (2, None)):
        with time_machine.travel(now - timedelta(days=days)):
            audit.record(
                by=by, kind=EDITED, on=project, chain=project.audit_chain, project=project, fields="-"
            )
    member.role_grants.create(role="auditor")
    audit.record(by=member, kind=EDITED, on=project, chain=project.audit_chain, project=project, fields="-")
    return project


@pytest.mark.parametrize("who", ["official", "head", "governance_officer", "auditor"])
def test_the_history_names_nobody_for_what_they_did_as_a_citizen(client, acts, request, who):
    client.force_login(request.getfixturevalue(who))
    page = client.get(f"/projects/{acts.pk}/history/").content.decode()
    assert page.count('data-label="처리자">단원<') == 1
    assert page.count('data-label="처리자">한시민<') == 2
    assert 'data-label="처리자">김담당<' in page
    assert 'data-label="처리자">시스템<' in page


@pytest.mark.parametrize("count", [1, 15])
def test_the_history_costs_the_same_for_one_and_for_many(client, auditor, project, count):
    panel = factories.make_panel(project)
    for _ in range(count):
        person = factories.make_member(panel).user
        audit.record(
            by=person, kind=EDITED, on=project, chain=project.audit_chain, project=project, fields="-"
        )
    client.force_login(auditor)
    client.get("/projects/")
    assert len(statements(client, f"/projects/{project.pk}/history/")) <= 9


def test_files_go_to_whom_may_read_them_now(client, signed_in, official, other_official, project):
    version = factories.make_version(project)
    url = f"/projects/versions/{version.pk}/"
    response = signed_in.get(url)
    assert (response.status_code, response["X-Content-Type-Options"]) == (200, "nosniff")
    assert "attachment" in response["Content-Disposition"]
    client.force_login(other_official)
    assert client.get(url).status_code == 404
