from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "seoul_gov.documents"
    label = "documents"
    verbose_name = "문서"
