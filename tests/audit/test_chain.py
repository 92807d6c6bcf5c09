from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from projects import events
from seoul_gov.audit import actions as audit
from seoul_gov.audit.models import Event, Seal
from seoul_gov.audit.verify import verify


@pytest.fixture
def chain(project):
    """Five events, sealed."""
    for number in range(5):
        audit.record(
            by=project.officer,
            kind=events.EDITED,
            on=project,
            chain=project.audit_chain,
            project=project,
            fields=f"항목 {number}",
        )
    audit.seal()
    return project


def test_event_tells_who_what_on_what_and_when(project):
    event = audit.record(
        by=project.officer, kind=events.DRAFTED, on=project, chain=project.audit_chain, project=project
    )
    assert (event.actor_id, event.actor) == (project.officer.pk, "김담당")
    assert (event.object_type, event.object_id, event.label) == (
        "projects.project",
        str(project.pk),
        project.title,
    )
    assert event.sentence == f"‘{project.title}’ 사업의 초안을 저장했습니다."


def test_system_acts_without_a_person(project):
    event = audit.record(by=None, kind=events.DRAFTED, on=project, chain="x", project=project)
    assert (event.actor_id, event.actor, event.address) == (None, "시스템", None)


def test_events_are_append_only(chain):
    with pytest.raises(TypeError):
        Event.objects.all().update(actor="남")
    with pytest.raises(TypeError):
        Event.objects.all().delete()


def test_chain_holds(chain):
    assert (verify().sealed, verify().unsealed, verify().holds) == (5, 0, True)


def test_sealing_goes_on_where_it_ended(chain):
    audit.record(by=None, kind=events.DRAFTED, on=chain, chain="x", project=chain)
    assert verify().unsealed == 1
    assert audit.seal() == 1
    assert audit.seal() == 0
    assert verify().sealed == 6


@pytest.mark.parametrize("column", ["sentence", "actor", "label", "chain", "key"])
def test_a_changed_row_is_found(chain, column):
    victim = Event.objects.order_by("pk")[2]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_event SET {column} = 'x' WHERE id = %s", [victim.pk])
    assert (verify().holds, verify().broken, verify().sealed) == (False, 3, 2)


def test_a_lost_link_is_found(chain):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_seal WHERE number = 2")
    assert (verify().broken, verify().why) == (2, "고리가 빠졌습니다.")


def test_two_sealers_cannot_fork_the_chain(chain):
    assert Seal._meta.get_field("number").unique


def test_command_names_the_first_broken_link(chain):
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert out.getvalue().splitlines() == ["sealed links that hold: 5", "unsealed tail: 0", "chain: OK"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_seal SET digest = 'x' WHERE number = 4")
    with pytest.raises(CommandError, match="broken link: 4"):
        call_command("verify_audit", stdout=StringIO())


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        (2, "198.51.100.7", "192.0.2.1"),
        (1, "nonsense", None),
    ],
)
def test_address_believes_only_our_own_proxies(rf, settings, proxies, forwarded, expected):
    from seoul_gov.audit.middleware import client_address

    settings.PORTAL_TRUSTED_PROXIES = proxies
    request = rf.get(
        "/", REMOTE_ADDR="192.0.2.1", **({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    )
    assert client_address(request) == expected


def test_the_page_is_for_auditors(client, auditor, official, chain):
    client.force_login(official)
    assert client.get("/audit/").status_code == 403
    client.force_login(auditor)
    response = client.get("/audit/", {"what": "항목 3"})
    assert response.context["page"].paginator.count == 1


@pytest.mark.parametrize("address", ["10.0", "nonsense", "fe80::1::2", "999.1.1.1"])
def test_what_is_no_address_is_told(client, auditor, chain, address):
    client.force_login(auditor)
    response = client.get("/audit/", {"address": address})
    assert response.status_code == 200
    assert response.context["filter"].errors.keys() == {"address"}
    assert "error" in response.content.decode()


def test_events_are_found_by_their_address(client, auditor, chain):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET address = '203.0.113.7' WHERE sentence LIKE %s", ["%항목 3%"])
    client.force_login(auditor)
    for address, count in (("203.0.113.7", 1), ("203.0.113.8", 0), ("", 5)):
        assert client.get("/audit/", {"address": address}).context["page"].paginator.count == count


def test_a_single_event_is_append_only_too(chain):
    event = Event.objects.first()
    event.actor = "남"
    for attempt in (event.save, partial(event.save, update_fields=["actor"]), event.delete):
        with pytest.raises(TypeError), transaction.atomic():
            attempt()
    assert Event.objects.get(pk=event.pk).actor == "김담당"
