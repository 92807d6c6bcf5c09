from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "seoul_gov.ui"
    label = "ui"
    verbose_name = "화면"
