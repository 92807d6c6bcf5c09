"""The world of the access table, turned hostile: a payload in every word that people write, and secrets in drafts."""

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.urls import NoReverseMatch, reverse

from panels.models import Membership
from projects.models import Project
from seoul_gov.access import DOORS
from seoul_gov.accounts.models import RoleGrant, User
from tests.house.test_access import arguments
from workflows.meetings import actions as meetings
from workflows.meetings.models import AdviceNote, Minutes
from workflows.reviews.models import Comment, Review
from workflows.runs.models import DutyRecord

EVIL = """<script>alert(1)</script>"'><b onx=1>{{'zqx'|add:'kvj'}}{0}"""
"""Runs as HTML, closes an attribute, computes as a template, fills as a format."""
COMPUTED = "zqxkvj"
OURS = {
    "accounts",
    "auditlog",
    "audit",
    "notifications",
    "privacy",
    "projects",
    "selection",
    "panels",
    "workflows",
}
OURS |= {"documents"}
# What machines write and read, and HTML that is made from what people write.
KEPT = {
    "password", "email", "key", "kind", "scope", "ledger_key", "url", "uid", "sha256", "digest", "secret_hash",
    "object_pk", "object_type", "object_id", "chain", "cid", "number", "business_number", "group", "html",
    "body_html", "guide_html", "edition", "version", "agreed_version", "calendar", "changes_text", "actor_email",
    "video_link", "opened_by",
}  # fmt: skip
AROUND = frozenset({"officer", "head", "governance", "auditor"})


def worded(model) -> list[models.Field]:
    """The fields of a model that hold words of people."""
    fields = model._meta.concrete_fields
    kinds = (models.CharField, models.TextField)
    return [one for one in fields if isinstance(one, kinds) and not one.choices and one.name not in KEPT]


def poison() -> int:
    """Write the payload into every word there is; answers how many were written. Guards of append-only tables are
    passed by, as an attacker's old row would lie there already."""
    count = 0
    for model in apps.get_models():
        for one in worded(model) if model._meta.app_label in OURS else ():
            rows = models.QuerySet(model).exclude(**{one.name: ""})
            for pk in rows.values_list("pk", flat=True):
                room = (one.max_length or 1000) - 12
                models.QuerySet(model).filter(pk=pk).update(**{one.name: f"{EVIL[:room]}{pk}"})
                count += 1
    return count


@dataclass(frozen=True)
class Secret:
    """Words that only some of the people in the access table may ever read."""

    word: str
    readers: frozenset[str] = field(default_factory=frozenset)


def hide(things) -> list[Secret]:
    """Put a word of its own into everything that is not for all who are around."""
    other = Membership.objects.filter(panel=things.panel, state="active").exclude(pk=things.seat.pk).get()
    meetings.save_advice(by=User.objects.get(pk=other.user_id), item=things.item, body="초안")
    AdviceNote.objects.filter(state="draft").update(body="hidden-advice")
    Comment.objects.filter(pk=things.comment.pk).update(body="hidden-comment")
    Review.objects.filter(pk=things.comment.review_id).update(summary="hidden-summary")
    Minutes.objects.filter(meeting=things.meeting).update(
        body="hidden-minutes", body_html="<p>hidden-minutes</p>"
    )
    DutyRecord.objects.update(evidence="hidden-evidence")
    Project.objects.filter(pk=things.draft_project.pk).update(title="hidden-project")
    officials = RoleGrant.objects.values("user")
    for user in User.objects.exclude(pk__in=officials):
        User.objects.filter(pk=user.pk).update(email=f"hidden-{user.pk}@example.test")
        Membership.objects.filter(user=user).update(email=f"hidden-{user.pk}@example.test")
    Membership.objects.filter(user=None).update(email="hidden-guest@example.test")
    return [
        Secret("hidden-advice"),
        Secret("hidden-comment", frozenset({"member"})),
        Secret("hidden-summary", frozenset({"member"})),
        Secret("hidden-minutes", AROUND),
        Secret("hidden-evidence", AROUND),
        Secret("hidden-project", frozenset({"officer", "head"})),
        Secret("hidden-guest@", frozenset({"officer", "head"})),
        *(mail_of(things, name) for name in ("member", "member_elsewhere", "withdrawn", "invited", "vendor")),
    ]


def mail_of(things, name: str) -> Secret:
    """Somebody's mail address: for themselves and, where they sit or sat in the panel, for its department."""
    seated = {"officer", "head"} if name in ("member", "withdrawn", "invited") else set()
    return Secret(f"hidden-{things.people[name].pk}@", frozenset({name} | seated))


def pages(things, *, admin_too: bool = True):
    """Every page with everybody who may open it: person and address."""
    given = arguments(things)
    for name, door in sorted(DOORS.items()):
        for who in sorted(door.get):
            yield who, reverse(name, args=given.get(name, []))
    for who in ("officer", "head", "governance", "auditor", "member", "vendor"):
        yield who, reverse("driver:duty", args=[things.record_duty.pk])
    for name in ("types", "editions", "processes", "docs", "openapi.json"):
        yield "visitor", f"/api/v1/{name}"
    if admin_too:
        for url in desks():
            yield "administrator", url


def desks():
    """The pages of the admin: every list, and of every list one row with its history and its end."""
    yield reverse("admin:index")
    for model in admin.site._registry:
        space = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{space}_changelist")
        row = model._base_manager.order_by("pk").last()
        for verb in ("change", "history", "delete") if row else ():
            try:
                yield reverse(f"{space}_{verb}", args=[row.pk])
            except NoReverseMatch:
                continue
        yield reverse(f"{space}_add")


def body_of(response) -> str:
    content = b"".join(response) if response.streaming else response.content
    return content.decode("utf-8", "replace")
