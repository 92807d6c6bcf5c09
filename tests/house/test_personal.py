"""No page names a citizen to an office without exactly one line in the log of accesses; no other page writes one."""

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from panels.models import Membership
from seoul_gov.access import DOORS
from seoul_gov.accounts.models import RoleGrant, User
from seoul_gov.audit.actions import seal
from seoul_gov.notifications.models import Notice
from seoul_gov.privacy.models import AccessEntry
from seoul_gov.ui.admin import PersonalAdmin
from tests.house.test_access import arguments, world  # noqa: F401  the world is theirs

OFFICES = ("officer", "head", "governance", "auditor", "dpo", "administrator")
CANARY = "참새"
"""In every name of somebody who takes part as a citizen, and (as letters) in their address."""

# Pages that tell names in another way, or whose people are not citizens: they write a line for their own reason.
NOTED = {
    "audit:events",
    "privacy:list",
    "privacy:grants",
    "privacy:month",
    "panels:detail",  # an auditor reads masked names
    "meetings:attendance",
    "meetings:answer",
    "reviews:answer",
}
# What names nobody though its rows belong to people, or names officials in their office alone.
OF_OFFICES = {
    "accounts.Department",
    "operations.Backup",
    "panels.Panel",
    "panels.SignedText",
    "projects.Holiday",
    "projects.Norm",
    "projects.Project",
    "projects.ProposalChannel",
    "selection.Approval",
    "selection.Assessment",
    "selection.Edition",
    "workflows.DutyRecord",
    "workflows.DutyRun",
    "workflows.GovernanceShare",
    "workflows.Meeting",
    "workflows.Opinion",  # its page has no author
    "workflows.OpinionRound",
    "workflows.Paper",
    "workflows.ProcessRun",
    "workflows.Resolution",
    "workflows.ResultReport",
    "workflows.ReviewRound",
    "workflows.Satisfaction",  # its page has nobody who answered
    "workflows.StageRun",
    "workflows.Survey",
    "workflows.Waiver",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def birds(world):  # noqa: F811
    """The world, with a canary in the name and the address of everybody who is no official and no contractor."""
    officials = RoleGrant.objects.values("user")
    citizens = User.objects.exclude(pk__in=officials).exclude(pk=world.people["vendor"].pk)
    for citizen in citizens:
        email = f"canary{citizen.pk}@example.test"
        User.objects.filter(pk=citizen.pk).update(name=f"{CANARY}{citizen.pk}", email=email)
        Membership.objects.filter(user=citizen).update(name=f"{CANARY}{citizen.pk}", email=email)
    invited = Membership.objects.filter(user=None)
    invited.update(name=f"{CANARY}초대", email="canary-invited@example.test")
    Notice.objects.filter(recipient=world.people["member"]).update(email="canary-member@example.test")
    seal()
    return world


def ask(birds, who, url, method="get", data=None):
    """The answer, with the lines that it wrote; everything is taken back afterwards."""
    before = set(AccessEntry.objects.values_list("pk", flat=True))
    with transaction.atomic():
        response = getattr(birds.clients[who], method)(url, data)
        body = b"".join(response) if response.streaming else response.content
        written = list(AccessEntry.objects.exclude(pk__in=before))
        transaction.set_rollback(True)
    return response, body, written


def names_a_citizen(body: bytes) -> bool:
    return CANARY.encode() in body or b"canary" in body


@pytest.mark.parametrize("name", sorted(DOORS))
def test_whoever_reads_a_citizens_name_by_office_is_noted_once(birds, name):
    url = reverse(name, args=arguments(birds).get(name, []))
    for who in OFFICES:
        response, body, written = ask(birds, who, url)
        if names_a_citizen(body):
            assert len(written) == 1, f"{who} on {url}"
        elif name not in NOTED:
            assert written == [], f"{who} on {url}"
        assert all(is_complete(entry, birds.people[who]) for entry in written), url


def is_complete(entry, who) -> bool:
    """Who, when, from where, whose, what: the five of the standard, and nobody's own data."""
    return bool(
        entry.actor_id == who.pk
        and entry.actor == str(who)
        and entry.at <= timezone.now()
        and entry.address == "127.0.0.1"
        and entry.page
        and entry.subject
        and entry.count >= len(entry.subject_ids)
        and entry.count
        and who.pk not in entry.subject_ids
        and entry.deed in ("view", "search")
        and not entry.reason
    )


@pytest.mark.parametrize("name", sorted(DOORS))
def test_members_and_the_company_are_no_office(birds, name):
    url = reverse(name, args=arguments(birds).get(name, []))
    for who in ("citizen", "member", "vendor"):
        assert ask(birds, who, url)[2] == []


def pages_of(model):
    """The admin's pages about a model: the list, a search, one row, its history."""
    space = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row = model._base_manager.order_by("pk").last()
    yield reverse(f"{space}_changelist")
    if admin.site._registry[model].search_fields:
        yield reverse(f"{space}_changelist") + "?q=a"
    if row:
        for verb in ("change", "history"):
            try:
                yield reverse(f"{space}_{verb}", args=[row.pk])
            except NoReverseMatch:
                continue


@pytest.mark.parametrize("label", sorted(model._meta.label for model in admin.site._registry))
def test_every_page_of_the_admin_that_names_somebody_is_noted_once(birds, label):
    model, desk = next(pair for pair in admin.site._registry.items() if pair[0]._meta.label == label)
    personal = isinstance(desk, PersonalAdmin)
    assert personal or label in OF_OFFICES, f"Say whether {label} is about people."
    for url in pages_of(model):
        response, body, written = ask(birds, "administrator", url)
        assert response.status_code == 200, url
        assert len(written) <= 1, url
        if names_a_citizen(body):
            assert len(written) == 1, url
        if not personal:
            assert written == [], url
        assert all(is_complete(entry, birds.people["administrator"]) for entry in written), url


def test_the_admin_names_nobody_on_its_first_page(birds):
    response, body, written = ask(birds, "administrator", reverse("admin:index"))
    assert response.status_code == 200
    assert not names_a_citizen(body)
    assert written == []


def test_suggestions_are_a_search(birds):
    query = {"app_label": "accounts", "model_name": "rolegrant", "field_name": "user", "term": CANARY}
    response, body, written = ask(birds, "administrator", reverse("admin:autocomplete"), data=query)
    assert CANARY in body.decode("unicode_escape", "ignore") or "canary" in body.decode()
    assert [entry.deed for entry in written] == ["search"]
    assert written[0].count == len(response.json()["results"])
    query |= {"field_name": "department", "term": "과"}
    assert ask(birds, "administrator", reverse("admin:autocomplete"), data=query)[2] == []
