"""``manage.py restore SOURCE``: a backup into an empty place, proven by counts and hashes."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from seoul_gov.audit.verify import verify as verify_chain
from seoul_gov.operations import backups, restoring
from seoul_gov.operations.manifest import BackupProblem


class Command(BaseCommand):
    help = "백업 SOURCE를 이 포털의 데이터베이스와 MEDIA_ROOT로 되돌리고, 백업과 같은지 견줍니다."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("source", type=Path, metavar="SOURCE")
        parser.add_argument("--force", action="store_true", help="지금 있는 자료를 버리고 되돌립니다.")

    def handle(self, *, source, force, **options):
        os.umask(0o077)
        try:
            self.refuse_shelf(source)
            done = restoring.restore(source, force=force)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        told = done.manifest
        self.stdout.write(f"되돌렸습니다: {source} ({told.made_at:%Y-%m-%d %H:%M}에 만든 백업)")
        self.stdout.write(f"표 {len(told.rows)}개의 행 {sum(told.rows.values()):,}개가 백업과 같습니다.")
        self.stdout.write(f"파일 {len(told.files):,}개의 SHA-256이 백업과 같습니다.")
        self.report(done)

    @staticmethod
    def refuse_shelf(source):
        """A folder of backups is not a backup: name those to choose from."""
        if found := backups.whole_ones(source):
            names = "\n".join(f"  {path}" for path in found)
            raise BackupProblem(f"{source}에는 백업이 여럿 있습니다. 하나를 골라 주세요.\n{names}")

    def erase_again(self):
        """A backup brings back what was erased since: what is past its period goes at once, the rest is said."""
        count = sum(import_string(path)() for path in settings.PORTAL_AFTER_RESTORE)
        self.stdout.write(f"보유 기간이 끝난 개인정보 {count:,}건을 다시 파기했습니다.")
        self.stdout.write(
            "백업 뒤에 본인의 요청으로 파기한 것은 되살아났습니다. 그동안의 로그에서 ‘erased on request’를 찾아 "
            "개인정보 담당에게 알려 주세요."
        )

    def report(self, done):
        """What the operator has to know besides."""
        if done.migrated:
            self.stdout.write(f"이 포털의 판에 맞추어 마이그레이션 {done.migrated}개를 적용했습니다.")
        proof = verify_chain()
        self.stdout.write(
            f"감사 기록의 고리 {proof.sealed:,}개가 맞습니다." if proof.holds else f"주의: {proof.why}"
        )
        for path in done.manifest.lost:
            self.stderr.write(f"주의: 백업할 때 이미 없던 파일입니다: {path}")
        if not done.manifest.lost:
            self.stdout.write("파일이 없는 행은 없습니다.")
        if not done.same_key:
            self.stderr.write(
                "주의: SECRET_KEY가 백업한 포털과 다릅니다. 그때의 값을 SECRET_KEY나 SECRET_KEY_FALLBACKS에 "
                "넣지 않으면 등록된 인증 앱을 쓸 수 없습니다."
            )
        self.erase_again()
