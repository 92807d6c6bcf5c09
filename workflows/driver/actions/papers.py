"""What a deliverable is about, wherever it was handed on."""

from django.db import transaction

from projects import actions as projects
from projects import matters
from projects.models import Deliverable
from seoul_gov.notifications.actions import reword
from workflows.decisions.models import Resolution
from workflows.reviews.models import ReviewRound


@transaction.atomic
def set_matter(*, by, deliverable: Deliverable, matter: str) -> Deliverable:
    """Say what a deliverable is about, as ``projects.actions.set_matter`` does.

    One that stays inside the city (가이드라인 2) is named no more to who read it in a review or voted on it.
    """
    deliverable = projects.set_matter(by=by, deliverable=deliverable, matter=matter)
    if deliverable.is_withheld:
        hush(deliverable)
    return deliverable


def hush(deliverable: Deliverable) -> None:
    """Take the paper's title out of what was told about its reviews and votes."""
    for model in (ReviewRound, Resolution):
        for handed_on in model.objects.with_facts().filter(version__deliverable=deliverable).order_by("pk"):
            version = handed_on.version
            reword(scope=handed_on.scope, old=str(version), new=matters.outer_name(version))
