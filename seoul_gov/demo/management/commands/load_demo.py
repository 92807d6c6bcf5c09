from django.core.management.base import BaseCommand

from seoul_gov.demo import story


class Command(BaseCommand):
    help = "Load the demo: people of every role and IT projects in every state. Does nothing twice."

    def handle(self, *args, **options):
        self.stdout.write(f"new demo projects: {story.load()}")
