from django.db import models


class Part(models.TextChoices):
    """The parts of the portal that run in the background and report by heartbeat."""

    WORKER = "worker", "작업 처리"
    BEAT = "beat", "예약 실행"


class Heartbeat(models.Model):
    """When a background part was last alive; one row a part, however many processes it has."""

    part = models.CharField("구성 요소", max_length=10, choices=Part.choices, unique=True)
    at = models.DateTimeField("시각")

    class Meta:
        verbose_name = verbose_name_plural = "상태 신호"

    def __str__(self):
        return f"{self.get_part_display()} {self.at:%H:%M:%S}"
