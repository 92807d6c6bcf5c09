"""``manage.py heartbeat worker``: whether a background part is alive, told to a supervisor by the exit status."""

from django.core.management.base import BaseCommand, CommandError

from seoul_gov.health import pulse
from seoul_gov.health.models import Part


class Command(BaseCommand):
    help = "작업 처리(worker)나 예약 실행(beat)이 살아 있으면 0으로 끝납니다."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("part", choices=Part.values)

    def handle(self, *, part, **options):
        age = pulse.ages().get(part)
        if age is None or age > pulse.SECONDS_UNTIL_STALE:
            raise CommandError(f"{Part(part).label}: 신호가 없습니다.")
        self.stdout.write(f"{Part(part).label}: {age:.0f}초 전")
