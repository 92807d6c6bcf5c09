"""What offices do with personal data, step by step: each step leaves exactly one complete entry, or none."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from projects.models import Vendor
from seoul_gov.notifications.models import Notice
from seoul_gov.privacy.models import AccessEntry
from tests import factories
from tests.house.world import arguments, world  # noqa: F401  the world is theirs

pytestmark = pytest.mark.django_db

REASON = {"reason": "정기 감사 자료로 씁니다"}
GRANTLESS = {"role_grants-TOTAL_FORMS": "0", "role_grants-INITIAL_FORMS": "0"}


def page(name, query=""):
    """A page of the portal, about what the access table's test takes for it."""
    return lambda things: reverse(name, args=arguments(things).get(name, [])) + query


def desk(model, verb="changelist", of=None, query=""):
    """A page of the admin."""
    return lambda things: reverse(f"admin:{model}_{verb}", args=[of(things)] if of else []) + query


def member(things):
    return things.people["member"].pk


def seat(things):
    return things.seat.pk


def grant(things):
    return things.people["auditor"].role_grants.get().pk


def company(things):
    return Vendor.objects.get().pk


def letter(things):
    return Notice.objects.filter(recipient=things.people["member"]).earliest("pk").pk


def guest(things):
    return {"email": "guest@example.test", "name": "손님", "role": "member", "affiliation": ""}


def later(things):
    return {"ends_on": things.appointment.ends_on + timedelta(days=1)}


def marks(things):
    return {f"seat-{row.membership_id}": "present" for row in things.meeting.attendances.all()}


def corrected(things):
    person = things.people["member"]
    shown = {"initial-email": person.email, "initial-name": person.name, "initial-is_active": "True"}
    return shown | GRANTLESS | {"email": person.email, "name": "고친 이름", "is_active": "on"}


def answered(things):
    return {"disposition": "accepted", "answer": "고칩니다."}


def role(things):
    return {"user": member(things), "role": "auditor", "department": "", "reason": "인사 발령"}


def chosen(action, of, **more):
    return lambda things: {"action": action, "_selected_action": of(things)} | more


def staff(things):
    return {"name": Vendor.objects.get().name, "staff": [member(things)]}


STEPS = [
    # who, method, where, with what, what was done
    ("officer", "get", page("panels:detail"), None, "view"),
    ("head", "get", page("panels:detail"), None, "view"),
    ("auditor", "get", page("panels:detail"), None, "view"),
    ("officer", "get", page("panels:release"), None, "view"),
    ("officer", "post", page("panels:release"), REASON | {"ground": "other"}, "change"),
    ("officer", "post", page("panels:chair"), None, "change"),
    ("officer", "post", page("panels:invite"), guest, "change"),
    ("officer", "post", page("panels:resend"), None, "change"),
    ("officer", "post", page("panels:cancel"), None, "change"),
    ("officer", "post", page("panels:dissolve"), REASON, "change"),
    ("officer", "get", page("appointments:panel"), None, "view"),
    ("head", "get", page("appointments:panel"), None, "view"),
    ("governance", "get", page("appointments:panel"), None, "view"),
    ("officer", "get", page("appointments:renew"), None, "view"),
    ("officer", "post", page("appointments:letter"), None, "change"),
    ("officer", "post", page("appointments:renew-all"), later, "change"),
    ("head", "get", page("appointments:paper"), None, "view"),
    ("officer", "get", page("meetings:detail"), None, "view"),
    ("governance", "get", page("meetings:detail"), None, "view"),
    ("officer", "get", page("meetings:attendance"), None, "view"),
    ("officer", "post", page("meetings:attendance"), marks, "change"),
    ("officer", "get", page("meetings:answer"), None, "view"),
    ("officer", "post", page("meetings:answer"), answered, "change"),
    ("officer", "get", page("reviews:detail"), None, "view"),
    ("officer", "get", page("reviews:answers"), None, "view"),
    ("officer", "get", page("reviews:result"), None, "view"),
    ("officer", "get", page("reviews:answer"), None, "view"),
    ("officer", "post", page("reviews:answer"), answered, "change"),
    ("officer", "post", page("reviews:answer"), {"answer": "처리를 고르지 않음"}, "view"),
    ("auditor", "get", page("audit:events"), None, "view"),
    ("auditor", "get", page("audit:events", "?who=공무원"), None, "search"),
    ("auditor", "post", page("audit:events", "?format=csv"), REASON, "download"),
    ("auditor", "post", page("audit:events", "?format=xlsx&who=공무원"), REASON, "download"),
    ("dpo", "get", page("privacy:grants"), None, "view"),
    ("dpo", "get", page("privacy:grants", "?role=auditor"), None, "search"),
    ("dpo", "post", page("privacy:grants", "?format=csv"), REASON, "download"),
    ("administrator", "get", desk("accounts_user"), None, "view"),
    ("administrator", "get", desk("accounts_user", query="?q=단원"), None, "search"),
    ("administrator", "get", desk("accounts_user", "change", member), None, "view"),
    ("administrator", "post", desk("accounts_user", "change", member), corrected, "change"),
    ("administrator", "get", desk("accounts_user", "history", member), None, "view"),
    ("administrator", "post", desk("accounts_user", "add"), guest, "change"),
    ("administrator", "post", desk("accounts_user"), chosen("reset_login", member), "view"),
    ("administrator", "post", desk("accounts_user"), chosen("reset_login", member, confirmed="1"), "change"),
    ("administrator", "get", desk("accounts_rolegrant", "change", grant), None, "view"),
    ("administrator", "post", desk("accounts_rolegrant", "add"), role, "change"),
    ("administrator", "post", desk("accounts_rolegrant"), chosen("end", grant), "change"),
    ("administrator", "get", desk("notifications_notice", "change", letter), None, "view"),
    ("administrator", "post", desk("notifications_notice"), chosen("resend", letter), "change"),
    ("administrator", "get", desk("panels_membership", "change", seat), None, "view"),
    ("administrator", "get", desk("panels_membership", query="?q=시민"), None, "search"),
    ("administrator", "get", desk("projects_vendor", "change", company), None, "view"),
    ("administrator", "post", desk("projects_vendor", "change", company), staff, "change"),
    ("administrator", "get", desk("projects_vendor", "delete", company), None, "view"),
    ("administrator", "get", desk("auditlog_logentry"), None, "view"),
    ("administrator", "get", desk("audit_event"), None, "view"),
]

SILENT = [
    # Nobody is named, nothing went through, or it is one's own.
    ("officer", "get", page("panels:invite"), None),
    ("officer", "post", page("panels:invite"), {"email": "kein", "name": ""}),
    ("officer", "get", page("panels:dissolve"), None),
    ("officer", "post", page("meetings:detail"), None),
    ("officer", "head", page("panels:detail"), None),
    ("officer", "get", page("reviews:result", "?format=csv"), None),
    ("auditor", "get", page("reviews:detail"), None),
    ("auditor", "get", page("audit:events", "?format=csv"), None),
    ("auditor", "post", page("audit:events", "?format=csv"), {"reason": "감사"}),
    ("auditor", "post", page("audit:events"), REASON),
    ("dpo", "get", page("panels:detail"), None),
    ("officer", "post", page("appointments:certificate"), None),
    ("officer", "get", page("appointments:renew-all"), None),
    ("officer", "post", page("appointments:renew-all"), {"ends_on": "2000-01-01"}),
    ("member", "get", page("panels:detail"), None),
    ("member", "get", page("appointments:mine"), None),
    ("member", "get", page("appointments:paper"), None),
    ("member", "get", page("reviews:detail"), None),
    ("vendor", "get", page("reviews:detail"), None),
    ("administrator", "get", desk("accounts_user", "add"), None),
    ("administrator", "get", desk("projects_vendor"), None),
    ("administrator", "post", desk("accounts_user"), chosen("", member)),
    (
        "administrator",
        "get",
        desk("accounts_user", "change", lambda things: things.people["administrator"].pk),
        None,
    ),
]


def do(things, who, method, where, what):
    """The answer and the entries that it wrote; everything is taken back afterwards."""
    before = set(AccessEntry.objects.values_list("pk", flat=True))
    with transaction.atomic():
        data = what(things) if callable(what) else what
        response = getattr(things.clients[who], method)(where(things), data)
        written = list(AccessEntry.objects.exclude(pk__in=before))
        transaction.set_rollback(True)
    return response, written


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_each_step_leaves_exactly_one_entry(world, number):  # noqa: F811
    who, method, where, what, deed = STEPS[number]
    response, written = do(world, who, method, where, what)
    assert response.status_code in (200, 302), where(world)
    assert [entry.deed for entry in written] == [deed], f"{who} {method} {where(world)}"
    entry, person = written[0], world.people[who]
    assert (entry.actor_id, entry.actor, entry.address) == (person.pk, str(person), "127.0.0.1")
    assert entry.page and entry.subject and entry.count
    assert person.pk not in entry.subject_ids
    assert entry.reason == (REASON["reason"] if deed == "download" else "")


@pytest.mark.parametrize("number", range(len(SILENT)))
def test_what_is_no_access_leaves_none(world, number):  # noqa: F811
    response, written = do(world, *SILENT[number])
    assert response.status_code < 500
    assert written == []


def test_the_entry_says_whose_data_it_was(world):  # noqa: F811
    others = world.panel.memberships.exclude(user=None).values_list("user", flat=True)
    _, (entry,) = do(world, *STEPS[0][:4])
    assert entry.subject_ids == sorted(set(others))
    assert entry.subject == f"‘시민참여단’ 단원 {len(entry.subject_ids)}명"
    _, (entry,) = do(world, "officer", "get", page("panels:release"), None)
    assert (entry.subject_ids, entry.count) == ([member(world)], 1)
    assert entry.subject == f"‘시민참여단’ 단원 {world.seat.pk}번"


def test_who_has_no_account_counts_too(world):  # noqa: F811
    response, (entry,) = do(world, "officer", "post", page("panels:invite"), guest)
    assert (entry.count, entry.subject_ids) == (1, [])
    assert "초대" in entry.subject


def test_a_page_that_failed_shows_nothing(world, monkeypatch):  # noqa: F811
    from django.template.response import TemplateResponse

    def fails(response):
        raise RuntimeError

    client = world.clients["officer"]
    monkeypatch.setattr(TemplateResponse, "rendered_content", property(fails))
    client.raise_request_exception = False
    before = AccessEntry.objects.count()
    assert client.get(page("panels:detail")(world)).status_code == 500
    client.raise_request_exception = True
    assert AccessEntry.objects.count() == before


def test_no_long_name_breaks_an_entry(world):  # noqa: F811
    from seoul_gov.privacy.middleware import write
    from seoul_gov.ui.shown import Shown

    write(world.officer, "view", Shown("화" * 150, "긴 이름 " * 60, (900001, 900002, None)))
    entry = AccessEntry.objects.latest("pk")
    assert entry.subject.endswith(" 3명")
    assert (len(entry.subject), len(entry.page)) == (200, 100)


def test_people_of_a_company_are_counted_each(world):  # noqa: F811
    vendor = factories.make_vendor(name="두 사람")
    Vendor.objects.get(name="두 사람").staff.add(world.people["citizen"], vendor)
    pk = Vendor.objects.get(name="두 사람").pk
    where = desk("projects_vendor", "change", lambda things: pk)
    _, (entry,) = do(world, "administrator", "get", where, None)
    assert entry.subject_ids == sorted([world.people["citizen"].pk, vendor.pk])
