from django.apps import AppConfig
from django.contrib.admin import apps as admin


class AccountsConfig(AppConfig):
    name = "seoul_gov.accounts"
    verbose_name = "계정과 권한"


class PortalAdminConfig(admin.AdminConfig):
    """Stands in INSTALLED_APPS for ``django.contrib.admin``."""

    default = False
    default_site = "seoul_gov.accounts.site.PortalAdminSite"
