"""The Celery application. It names no room: tasks are found in each app's ``tasks`` module."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seoul_gov.settings")

app = Celery("seoul_gov")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add("seoul_gov.health.worker:Heart")
