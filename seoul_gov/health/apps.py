from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "seoul_gov.health"
    label = "health"
    verbose_name = "상태"
