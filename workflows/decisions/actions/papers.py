"""What becomes of the votes on a paper that turns out to stay inside the city."""

from django.db import transaction

from projects import matters
from projects.models import Deliverable
from seoul_gov.notifications.actions import reword
from workflows.decisions.models import Resolution


@transaction.atomic
def hush(*, deliverable: Deliverable) -> None:
    """Take the paper's title out of what was told about its votes; called by the driver alone, which holds its project."""
    for vote in Resolution.objects.with_facts().filter(version__deliverable=deliverable).order_by("pk"):
        reword(scope=vote.scope, old=str(vote.version), new=matters.outer_name(vote.version))
