"""The one thing that the record writes: the city's own figure, counted anew."""

from django.db import transaction
from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.utils import timezone

from projects.enums import Audience, ProjectStatus
from projects.models import Project
from seoul_gov.ui.korean import SEOUL

from .models import GovernanceShare


@transaction.atomic
def count_shares() -> int:
    """Count anew, by year of registration in Seoul and department, the citizen-facing projects and the governed ones.

    Registered projects that are not for the city's own staff count (서울 디지털기본계획 2020: 대시민 사업); governed
    are those with a confirmed type. Nobody does this: it follows from what others did. Answers how many rows there are.
    """
    counted = (
        Project.objects.exclude(status=ProjectStatus.DRAFT)
        .exclude(audience=Audience.INTERNAL)
        .annotate(year=ExtractYear("submitted_at", tzinfo=SEOUL))
        .values("year", "department")
        .annotate(projects=Count("pk"), governed=Count("pk", filter=~Q(governance_type="")))
        .order_by()
    )
    now = timezone.now()
    shares = [
        GovernanceShare(department_id=row.pop("department"), counted_at=now, **row) for row in list(counted)
    ]
    GovernanceShare.objects.bulk_create(
        shares,
        update_conflicts=True,
        unique_fields=["year", "department"],
        update_fields=["projects", "governed", "counted_at"],
    )
    GovernanceShare.objects.filter(counted_at__lt=now).delete()
    return len(shares)
