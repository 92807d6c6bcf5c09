from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "seoul_gov.accounts"
    verbose_name = "계정과 권한"
