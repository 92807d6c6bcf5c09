"""Every page of the admin, opened by an administrator: what is noted, what runs, what stays hidden.

As in ``test_access``, each page is asked for once, in a world where all that was written is hostile or secret.
"""

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from seoul_gov.ui.admin import PersonalAdmin
from tests.house.hostile import CANARY, COMPUTED, hostile, visit  # noqa: F401  the world is theirs
from tests.house.test_access import is_complete, runs
from tests.house.world import world  # noqa: F401

# What names nobody though its rows belong to people, or names officials in their office alone.
OF_OFFICES = {
    "accounts.Department",
    "operations.Backup",
    "panels.Destruction",
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

# Their rows are accounts, seats, notices and drafts of projects: reading them is noted, and what is in them is read.
OWN = ("accounts/user", "panels/membership", "notifications/notice", "auditlog/", "projects/")

pytestmark = pytest.mark.django_db


def pages_of(model):
    """The admin's pages about a model: the list, a search, a new row, one row, its history, its end."""
    space = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row = model._base_manager.order_by("pk").last()
    yield reverse(f"{space}_changelist")
    yield reverse(f"{space}_add")
    if admin.site._registry[model].search_fields:
        yield reverse(f"{space}_changelist") + "?q=a"
    for verb in ("change", "history", "delete") if row else ():
        try:
            yield reverse(f"{space}_{verb}", args=[row.pk])
        except NoReverseMatch:
            continue


@pytest.fixture(scope="module", params=sorted(model._meta.label for model in admin.site._registry))
def desk(request, hostile):  # noqa: F811
    """The label of a model, its desk and the administrator's visits there."""
    model, found = next(pair for pair in admin.site._registry.items() if pair[0]._meta.label == request.param)
    return request.param, found, [visit(hostile, "administrator", url) for url in pages_of(model)]


def test_every_page_that_names_somebody_is_noted_once(hostile, desk):  # noqa: F811
    label, found, visits = desk
    personal = isinstance(found, PersonalAdmin)
    assert personal or label in OF_OFFICES, f"Say whether {label} is about people."
    for one in visits:
        assert one.response.status_code in (200, 403, 404), one.url
        assert len(one.noted) <= 1, one.url
        if one.names_a_citizen:
            assert len(one.noted) == 1, one.url
        if not personal:
            assert one.noted == [], one.url
        assert all(is_complete(entry, hostile.people["administrator"]) for entry in one.noted), one.url


def test_stored_words_never_run(desk):
    for one in desk[2]:
        if (tree := one.tree) is not None:
            assert runs(tree) == [], one.url
            assert "<script>alert(1)" not in one.text, one.url
        assert COMPUTED not in one.text, one.url


def test_what_is_private_is_not_on_the_administrators_desk(hostile, desk):  # noqa: F811
    """What members have not handed in yet is nowhere, and the rest on the desk that it belongs to."""
    drafts = ("hidden-advice", "hidden-comment", "hidden-summary", "hidden-minutes")
    for one in desk[2]:
        assert not any(word in one.text for word in drafts), one.url
        if not one.url.startswith(tuple(f"/admin/{name}" for name in OWN)):
            for secret in hostile.secrets:
                assert secret.word not in one.text or "administrator" in secret.readers, one.url


def test_the_first_page_names_nobody(hostile):  # noqa: F811
    one = visit(hostile, "administrator", reverse("admin:index"))
    assert one.response.status_code == 200
    assert not one.names_a_citizen
    assert one.noted == []


def test_suggestions_are_a_search(hostile):  # noqa: F811
    query = {"app_label": "accounts", "model_name": "rolegrant", "field_name": "user", "term": CANARY}
    url = reverse("admin:autocomplete")
    one = visit(hostile, "administrator", url, query)
    assert CANARY in one.response.content.decode("unicode_escape", "ignore") or "canary" in one.text
    assert [entry.deed for entry in one.noted] == ["search"]
    assert one.noted[0].count == len(one.response.json()["results"])
    query |= {"field_name": "department", "term": "과"}
    assert visit(hostile, "administrator", url, query).noted == []
