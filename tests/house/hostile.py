"""The world of the access table, turned hostile: a payload in every word that people write, a canary in every name,
and secrets in drafts."""

from dataclasses import dataclass, field

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models, transaction
from django.http import HttpResponseBase
from lxml import html

from panels import invitations
from panels.models import Membership
from projects.models import Project
from seoul_gov.accounts.models import RoleGrant, User
from seoul_gov.audit.actions import seal
from seoul_gov.notifications.models import Notice
from seoul_gov.privacy.models import AccessEntry
from workflows.meetings import actions as meetings
from workflows.meetings.models import AdviceNote, Minutes
from workflows.reviews.models import Comment, Review
from workflows.runs.models import DutyRecord

EVIL = """<script>alert(1)</script>"'><b onx=1>{{'zqx'|add:'kvj'}}{0}"""
"""Runs as HTML, closes an attribute, computes as a template, fills as a format."""
COMPUTED = "zqxkvj"
CANARY = "참새"
"""In every name of somebody who takes part as a citizen, and (as letters) in their address."""
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


@pytest.fixture(scope="module")
def hostile(world):
    """The world with a payload in every word, a canary in every citizen's name, and ``secrets`` in it."""
    assert poison() > 100
    name(world.people["invited"])
    invite_anew(world.invitation)
    world.secrets = hide(world)
    seal()
    for person in world.people.values():
        person.refresh_from_db()
    return world


def worded(model) -> list[models.Field]:
    """The fields of a model that hold words of people."""
    fields = model._meta.concrete_fields
    kinds = (models.CharField, models.TextField)
    return [
        one
        for one in fields
        if isinstance(one, kinds) and one.editable and not one.choices and one.name not in KEPT
    ]


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


def name(invited: User):
    """Give everybody who is no official a name and an address with a canary; the open invitation is to ``invited``."""
    officials = RoleGrant.objects.values("user")
    for person in User.objects.exclude(pk__in=officials):
        facts = {
            "name": f"{EVIL[:30]}{CANARY}{person.pk}",
            "email": f"canary-hidden-{person.pk}@example.test",
        }
        User.objects.filter(pk=person.pk).update(**facts)
        Membership.objects.filter(user=person).update(**facts)
        for model, way in ((Notice, "recipient"), (EmailAddress, "user")):
            model.objects.filter(**{way: person}).update(email=facts["email"])
    invited.refresh_from_db()
    Membership.objects.filter(user=None).update(name=invited.name, email=invited.email)


def invite_anew(invitation: Membership):
    """The secret of an invitation depends on its address."""
    invitation.refresh_from_db()
    secret_hash = invitations.fingerprint(invitations.secret_of(invitation))
    Membership.objects.filter(pk=invitation.pk).update(secret_hash=secret_hash)


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
    return [
        Secret("hidden-advice"),
        Secret("hidden-comment", frozenset({"member"})),
        Secret("hidden-summary", frozenset({"member"})),
        Secret("hidden-minutes", AROUND),
        Secret("hidden-evidence", AROUND),
        Secret("hidden-project", frozenset({"officer", "head"})),
        *(mail_of(things, name) for name in ("member", "member_elsewhere", "withdrawn", "invited", "vendor")),
    ]


def mail_of(things, name: str) -> Secret:
    """Somebody's mail address: for themselves and, where they sit or sat in the panel, for its department."""
    seated = {"officer", "head"} if name in ("member", "withdrawn", "invited") else set()
    return Secret(f"hidden-{things.people[name].pk}@", frozenset({name} | seated))


@dataclass(frozen=True)
class Visit:
    """What somebody got for an address, and the lines that it left in the log of accesses."""

    who: str
    url: str
    response: HttpResponseBase
    text: str
    noted: list[AccessEntry]

    @property
    def tree(self):
        """The page as a browser would read it; None for what is no page."""
        is_page = self.response.get("Content-Type", "").startswith("text/html")
        return html.fromstring(self.text) if is_page and self.text.strip() else None

    @property
    def names_a_citizen(self) -> bool:
        return CANARY in self.text or "canary" in self.text


def visit(things, who: str, url: str, query=None) -> Visit:
    """Ask for an address as somebody; whatever it wrote is taken back."""
    last = AccessEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic():
        response = things.clients[who].get(url, query)
        content = b"".join(response) if response.streaming else response.content
        noted = list(AccessEntry.objects.filter(pk__gt=last))
        transaction.set_rollback(True)
    return Visit(who, url, response, content.decode("utf-8", "replace"), noted)
