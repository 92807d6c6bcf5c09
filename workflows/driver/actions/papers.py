"""What a deliverable is about, wherever it was handed on."""

from django.db import transaction

from projects import actions as projects
from projects.models import Deliverable
from workflows.decisions import actions as decisions
from workflows.reviews import actions as reviews


@transaction.atomic
def set_matter(*, by, deliverable: Deliverable, matter: str) -> Deliverable:
    """Say what a deliverable is about, as ``projects.actions.set_matter`` does.

    One that stays inside the city (가이드라인 2) is named no more to who read it in a review or voted on it.
    """
    deliverable = projects.set_matter(by=by, deliverable=deliverable, matter=matter)
    if deliverable.is_withheld:
        reviews.hush(deliverable=deliverable)
        decisions.hush(deliverable=deliverable)
    return deliverable
