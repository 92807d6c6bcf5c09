"""The field-level change log names who changed reference data, and from where."""

import pytest
from auditlog.models import LogEntry
from django.test import override_settings

pytestmark = pytest.mark.django_db

CLAIMED = "203.0.113.7"
OFFICE = {"name": "스마트도시담당관", "office": "디지털도시국", "phone": "02-120", "is_active": "on"}


def logged(client, **headers):
    client.post("/admin/accounts/department/add/", OFFICE, headers=headers)
    return LogEntry.objects.get(content_type__model="department", action=LogEntry.Action.CREATE)


def test_who_and_from_where(client, administrator):
    client.force_login(administrator)
    entry = logged(client)
    assert (entry.actor, entry.remote_addr) == (administrator, "127.0.0.1")


def test_what_a_client_claims_is_not_believed(client, administrator):
    client.force_login(administrator)
    assert logged(client, x_forwarded_for=CLAIMED).remote_addr == "127.0.0.1"


@override_settings(PORTAL_TRUSTED_PROXIES=1)
def test_our_own_proxy_is_believed(client, administrator):
    client.force_login(administrator)
    assert logged(client, x_forwarded_for=f"198.51.100.1, {CLAIMED}").remote_addr == CLAIMED
