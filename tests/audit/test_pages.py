"""The page of the whole record: what citizens did shows without their names."""

import pytest
from django.urls import reverse

from panels import events
from projects import events as project_events
from seoul_gov.audit import actions as audit
from seoul_gov.audit.models import Event

URL = reverse("audit:events")


@pytest.fixture
def page(client, auditor, project, citizen):
    facts = {"on": project, "chain": project.audit_chain, "project": project}
    audit.record(by=citizen, kind=events.ACCEPTED, panel="시민참여단", seat=94, **facts)
    audit.record(by=project.officer, kind=project_events.DRAFTED, **facts)
    client.force_login(auditor)

    def read(**query):
        return client.get(URL, query)

    return read


def test_a_member_is_not_named_beside_the_number_of_the_seat(page, citizen, project):
    shown = page().content.decode()
    assert "수락했습니다(94번)" in shown
    assert ">단원</td>" in shown
    assert citizen.name not in shown
    assert project.officer.name in shown


def test_nor_in_what_is_taken_home(page, client, citizen):
    answer = client.post(f"{URL}?format=csv", {"reason": "정기 감사 자료"})
    sheet = (b"".join(answer) if answer.streaming else answer.content).decode("utf-8-sig")
    assert "수락했습니다(94번)" in sheet
    assert ",단원," in sheet
    assert citizen.name not in sheet


def test_nor_by_asking_for_the_name(page, citizen, project):
    assert list(page(who=citizen.name).context["page"]) == []
    assert len(page(who=project.officer.name).context["page"]) >= 1


def test_an_event_of_a_kind_that_is_gone_shows_who_did_it(project):
    row = Event(key="gone.away", actor="김담당")
    assert row.shown_actor == "김담당"
