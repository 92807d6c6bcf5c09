"""``manage.py reseal``: the secrets of second factors under today's SECRET_KEY, so that an earlier one can go."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from seoul_gov.accounts import sealing

SEALED = ("secret", "seed")


class Command(BaseCommand):
    help = "등록된 인증 앱과 복구 번호를 지금의 SECRET_KEY로 다시 봉인합니다. 그 뒤 SECRET_KEY_FALLBACKS를 비워도 됩니다."

    @transaction.atomic
    def handle(self, **options):
        done = lost = 0
        for factor in Authenticator.objects.select_for_update().order_by("pk"):
            names = [name for name in SEALED if factor.data.get(name)]
            opened = {name: sealing.unseal(factor.data[name]) for name in names}
            if not all(opened.values()):
                lost += 1
            elif opened:
                data = factor.data | {name: sealing.seal(text) for name, text in opened.items()}
                Authenticator.objects.filter(pk=factor.pk).update(data=data)
                done += 1
        self.stdout.write(f"{done}개를 다시 봉인했습니다.")
        if lost:
            self.stderr.write(f"주의: {lost}개는 열 열쇠가 없어 그대로 두었습니다. 다시 등록해야 합니다.")
