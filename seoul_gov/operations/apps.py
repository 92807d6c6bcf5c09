from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "seoul_gov.operations"
    label = "operations"
    verbose_name = "운영"
