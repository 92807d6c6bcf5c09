from django.core.management.base import BaseCommand

from seoul_gov.demo.guideline import load


class Command(BaseCommand):
    help = "Load the guideline: criteria edition, norms, channels and texts to sign. Keeps what was edited."

    def handle(self, *args, **options):
        for line in load():
            self.stdout.write(line)
