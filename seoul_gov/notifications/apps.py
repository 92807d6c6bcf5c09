from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "seoul_gov.notifications"
    verbose_name = "알림"
