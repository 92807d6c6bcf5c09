from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "seoul_gov.audit"
    verbose_name = "감사 기록"
