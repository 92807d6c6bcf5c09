"""What becomes of the rounds of a paper that turns out to stay inside the city."""

from django.db import transaction

from projects import matters
from projects.models import Deliverable
from seoul_gov.notifications.actions import reword
from workflows.reviews.models import ReviewRound


@transaction.atomic
def hush(*, deliverable: Deliverable) -> None:
    """Take the paper's title out of what was told about its rounds; called by the driver alone, which holds its project."""
    for round in ReviewRound.objects.with_facts().filter(version__deliverable=deliverable).order_by("pk"):
        reword(scope=round.scope, old=str(round.version), new=matters.outer_name(round.version))
