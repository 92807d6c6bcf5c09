import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from seoul_gov.demo.logins import listing


class Command(BaseCommand):
    help = "List the demo logins of every role, with department and panel."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args, **options):
        if not settings.PORTAL_DEMO:
            raise CommandError("Demo logins exist only while PORTAL_DEMO=1.")
        rows = listing()
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            where = row["department"] or row["panel"] or row["vendor"] or ""
            self.stdout.write(
                f"{row['role']:<20} {row['email']:<28} {row['password']:<18} {row['name']} {where}"
            )
