from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "seoul_gov.demo"
    label = "demo"
    verbose_name = "시작과 체험 자료"
