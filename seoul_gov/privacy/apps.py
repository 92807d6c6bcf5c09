from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "seoul_gov.privacy"
    label = "privacy"
    verbose_name = "개인정보 접속기록"
