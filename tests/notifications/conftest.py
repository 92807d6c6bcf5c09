import pytest

from tests.notifications.servers import Server


@pytest.fixture
def server(settings):
    """A mail server, and a portal that uses it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 2
    with Server() as running:
        settings.EMAIL_PORT = running.port
        yield running
