"""The Celery application. It names no room: tasks are found in each app's ``tasks`` module."""

import logging
import os

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings
from django.utils.log import configure_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seoul_gov.settings")

app = Celery("seoul_gov")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add("seoul_gov.health.worker:Heart")


@setup_logging.connect
def keep_the_portals_lines(loglevel, **_):
    """Worker and beat write the lines of the web server (LOGGING); ``--loglevel`` is about Celery's own words."""
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
    for name in ("celery", "kombu"):
        logging.getLogger(name).setLevel(loglevel)
