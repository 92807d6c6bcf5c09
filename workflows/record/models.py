from django.db import models
from django.utils import timezone

from seoul_gov.accounts.models import Department
from seoul_gov.ui.korean import whole_percent


class GovernanceShare(models.Model):
    """How many citizen-facing projects a department registered in a year, and to how many governance is applied.

    Counted anew by a task (서울 디지털기본계획 2020 asks for 50 %); pages read these rows instead of all projects.
    """

    year = models.PositiveSmallIntegerField("연도")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="부서")
    projects = models.PositiveIntegerField("대시민 사업")
    governed = models.PositiveIntegerField("거버넌스 적용")
    counted_at = models.DateTimeField("집계일시", default=timezone.now)

    class Meta:
        app_label = "workflows"
        verbose_name = "거버넌스 적용 현황"
        verbose_name_plural = "거버넌스 적용 현황"
        ordering = ["-year", "department"]
        constraints = [
            models.UniqueConstraint(fields=["year", "department"], name="one_share_of_a_department_and_year"),
            models.CheckConstraint(
                condition=models.Q(governed__lte=models.F("projects")), name="share_is_at_most_one"
            ),
        ]

    def __str__(self):
        return f"{self.year} {self.department}"

    @property
    def percent(self) -> int:
        """The share in whole percent; a row always counts at least one project."""
        return whole_percent(self.governed, self.projects)
