from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from panels.models import Membership
from seoul_gov.papers.models import KEEPS_ITS_PROMISE, PaperOrder

from .enums import PaperKind
from .querysets import AppointmentQuerySet


class NumberSeries(models.Model):
    """The last number given to a kind of paper in a year. Its row is held while one is given: no gap, none twice."""

    kind = models.CharField("종류", max_length=15, choices=PaperKind)
    year = models.PositiveSmallIntegerField("연도")
    last = models.PositiveIntegerField("마지막 번호", default=0)

    class Meta:
        verbose_name = "문서 번호"
        verbose_name_plural = "문서 번호"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="one_series_a_kind_and_year")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.year}"


class Appointment(models.Model):
    """That somebody was appointed to their seat (위촉): under which number, for which term, in whose name.

    ``ends_on`` is the last day of the term, ``renewals`` how often it was lengthened, ``renewed_at`` when last. The
    certificate of what somebody did (활동확인서) has its own number and is given once.
    """

    membership = models.OneToOneField(
        Membership, models.PROTECT, related_name="appointment", verbose_name="단원"
    )
    year = models.PositiveSmallIntegerField("연도")
    serial = models.PositiveIntegerField("번호")
    starts_on = models.DateField("임기 시작")
    ends_on = models.DateField("임기 끝")
    renewals = models.PositiveSmallIntegerField("연임", default=0)
    renewed_at = models.DateTimeField("연임일시", null=True)
    issuer = models.CharField("위촉한 사람", max_length=100)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="위촉한 사람"
    )
    issued_at = models.DateTimeField("위촉일시", default=timezone.now)
    certificate_year = models.PositiveSmallIntegerField("활동확인서 연도", null=True)
    certificate_serial = models.PositiveIntegerField("활동확인서 번호", null=True)
    certified_at = models.DateTimeField("활동확인서 발급일시", null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "위촉"
        verbose_name_plural = "위촉"
        ordering = ["pk"]
        indexes = [models.Index(fields=["ends_on"], name="appointment_ending")]
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="one_appointment_of_a_number"),
            models.UniqueConstraint(
                fields=["certificate_year", "certificate_serial"], name="one_certificate_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(certificate_year=None, certificate_serial=None, certified_at=None)
                | Q(
                    certificate_year__isnull=False,
                    certificate_serial__isnull=False,
                    certified_at__isnull=False,
                ),
                name="certificate_has_number_and_day",
            ),
            models.CheckConstraint(
                condition=Q(renewals=0, renewed_at=None) | Q(renewals__gt=0, renewed_at__isnull=False),
                name="renewal_says_when",
            ),
        ]

    def __str__(self):
        """A number: what the audit trail calls it is never erased, and a citizen's name has to be."""
        return self.number

    def get_absolute_url(self):
        return reverse("appointments:mine")

    @property
    def number(self) -> str:
        """``제2026-12호``"""
        return f"제{self.year}-{self.serial}호"

    @property
    def certificate_number(self) -> str:
        """As ``number``, in the series of the certificates; empty before there is one."""
        return f"제{self.certificate_year}-{self.certificate_serial}호" if self.certified_at else ""


class AppointmentPaper(PaperOrder):
    """A letter or certificate as a file. ``digest`` is what it says, so that a page knows when that has changed.

    A letter is of one term: ``renewals`` says how often the appointment had been lengthened by then, ``ends_on`` the last
    day of the term, so that the letters of earlier terms stay beside the newest. A certificate is of the whole time.
    """

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="papers", verbose_name="위촉")
    kind = models.CharField("종류", max_length=15, choices=PaperKind)
    renewals = models.PositiveSmallIntegerField("연임", default=0)
    ends_on = models.DateField("임기 끝", null=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "위촉 문서"
        verbose_name_plural = "위촉 문서"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "kind", "renewals", "format"], name="one_appointment_paper_of_a_format"
            ),
            models.CheckConstraint(
                condition=Q(kind=PaperKind.LETTER, ends_on__isnull=False)
                | Q(kind=PaperKind.CERTIFICATE, renewals=0, ends_on=None),
                name="letter_is_of_a_term",
            ),
            models.CheckConstraint(condition=KEEPS_ITS_PROMISE, name="ready_appointment_paper_has_its_file"),
        ]

    def __str__(self):
        return f"{self.appointment} {self.get_kind_display()} {self.get_format_display()}"
