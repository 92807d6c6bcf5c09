from django.core.management.base import BaseCommand, CommandError

from seoul_gov.audit.verify import verify


class Command(BaseCommand):
    help = "Prove the audit chain, name its first broken link and report the unsealed tail."

    def handle(self, *args, **options):
        proof = verify()
        self.stdout.write(f"sealed links that hold: {proof.sealed}")
        self.stdout.write(f"unsealed tail: {proof.unsealed}")
        if not proof.holds:
            raise CommandError(f"broken link: {proof.broken}: {proof.why}")
        self.stdout.write("chain: OK")
