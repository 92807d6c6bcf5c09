"""``manage.py backup TARGET``: the database and all files, whole or not at all."""

import os
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from seoul_gov.operations import backups
from seoul_gov.operations.manifest import BackupProblem
from seoul_gov.ui.korean import file_size

SECONDS_AN_HOUR = 3600


class Command(BaseCommand):
    help = "자료(데이터베이스와 파일)를 TARGET 아래 새 폴더에 백업합니다. 포털을 멈추지 않아도 됩니다."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path, metavar="TARGET")
        parser.add_argument("--keep", type=int, metavar="N", help="가장 새로운 N개만 남깁니다.")
        parser.add_argument(
            "--every", type=float, metavar="HOURS", help="끝나지 않고 이 시간마다 되풀이합니다."
        )
        parser.add_argument(
            "--verify", action="store_true", help="백업하지 않고 TARGET에 있는 백업이 온전한지 봅니다."
        )

    def handle(self, *, target, keep, every, verify, **options):
        if keep is not None and keep < 1:
            raise CommandError("--keep에는 1보다 작은 수를 쓸 수 없습니다.")
        os.umask(0o077)
        if verify:
            return self.verify(target)
        if every:
            return self.repeat(target, keep, every)
        return self.back_up(target, keep)

    def back_up(self, target, keep):
        """One backup, and the old ones gone when it is whole."""
        try:
            place, made = backups.back_up(target)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        self.say(f"백업했습니다: {place} ({told(made)})")
        for path in made.lost:
            self.stderr.write(f"주의: 행은 있으나 파일이 없어 백업하지 못했습니다: {path}")
        for name in backups.prune(target, keep) if keep else ():
            self.say(f"오래된 백업을 지웠습니다: {name}")

    def repeat(self, target, keep, hours):
        """Back up again and again; one that fails is told and does not end it."""
        while True:
            try:
                self.back_up(target, keep)
            except CommandError as problem:
                self.stderr.write(str(problem))
            connection.close()
            time.sleep(hours * SECONDS_AN_HOUR)

    def verify(self, target):
        """Every backup in the folder, or the one that it is."""
        places = backups.whole_ones(target) or [target]
        broken = []
        for place in places:
            try:
                self.say(f"온전합니다: {place} ({told(backups.verify(place))})")
            except BackupProblem as problem:
                broken.append(str(problem))
        if broken:
            raise CommandError("\n".join(broken))

    def say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()


def told(made) -> str:
    """What a backup holds, in few words."""
    return f"행 {sum(made.rows.values()):,}개, 파일 {len(made.files):,}개, {file_size(made.size)}"
