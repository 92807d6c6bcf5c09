"""What Prometheus reads beside the requests: how far the background work is behind.

The gauges are asked of the database and the broker at each scrape, whichever web process answers it; a part that is
away leaves its own gauges out and nothing else. Counters of requests are django-prometheus's, kept in files that all
web processes share (``serving``).
"""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import prometheus_client
from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from kombu import Connection
from prometheus_client import multiprocess
from prometheus_client.core import GaugeMetricFamily

from seoul_gov.audit.models import Event, Seal
from seoul_gov.documents.enums import PreviewState
from seoul_gov.documents.models import Document
from seoul_gov.health import checks, pulse
from seoul_gov.notifications.models import MailState, Notice

from .models import Backup

QUEUE = "celery"
SECONDS_FOR_BROKER = 1.5
_broker_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="metrics-broker")


def page() -> bytes:
    """Everything in Prometheus's text format."""
    registry = prometheus_client.CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.MultiProcessCollector(registry)
    else:
        registry.register(prometheus_client.REGISTRY)
    registry.register(Portal())
    return prometheus_client.generate_latest(registry)


class Portal:
    """The gauges of our own."""

    def collect(self):
        yield gauge("portal_info", "The running version.", 1, version=settings.PORTAL_VERSION)
        try:
            measured = [*outbox(), *trail(), *heartbeats(), *previews(), *backup()]
        except DatabaseError:
            measured = []
        yield gauge("portal_database_up", "Whether the database answered.", int(bool(measured)))
        yield from measured
        yield from broker()


def outbox():
    """Mail that waits or could not be delivered."""
    counted = Notice.objects.aggregate(
        pending=Count("pk", filter=Q(mail_state=MailState.PENDING)),
        failed=Count("pk", filter=Q(mail_state=MailState.FAILED)),
        oldest=Min("created_at", filter=Q(mail_state=MailState.PENDING)),
    )
    yield gauge("portal_outbox_pending", "Mails that are still to be sent.", counted["pending"])
    yield gauge("portal_outbox_failed", "Mails that were given up.", counted["failed"])
    age = seconds_since(counted["oldest"])
    yield gauge("portal_outbox_oldest_seconds", "Age of the oldest mail still to be sent.", age)


def trail():
    """Audit events after the last one that is sealed."""
    last = Seal.objects.aggregate(last=Max("event_id"))["last"] or 0
    unsealed = Event.objects.filter(pk__gt=last).order_by().count()
    yield gauge("portal_audit_unsealed_events", "Audit events that wait for their seal.", unsealed)


def heartbeats():
    """Worker and beat, each by the seconds since its last sign of life."""
    family = GaugeMetricFamily(
        "portal_heartbeat_age_seconds", "Seconds since a part's last heartbeat.", labels=["part"]
    )
    for part, age in pulse.ages().items():
        family.add_metric([part], age)
    yield family


def previews():
    """Documents whose preview is still to be made."""
    waiting = Document.objects.filter(preview_state=PreviewState.PENDING).order_by().count()
    yield gauge("portal_documents_awaiting_preview", "Documents whose preview is to be made.", waiting)


def backup():
    """The newest backup; nothing before the first one."""
    made_at = Backup.objects.aggregate(last=Max("made_at"))["last"]
    if made_at:
        yield gauge("portal_backup_age_seconds", "Age of the newest backup.", seconds_since(made_at))


def broker():
    """Whether the broker answers, and how many tasks lie in it; asked aside, as a silent one would hold us up."""
    asked = _broker_threads.submit(messages)
    waiting = checks.answer_of(asked, monotonic() + SECONDS_FOR_BROKER)
    yield gauge("portal_broker_up", "Whether the broker answered.", int(waiting is not None))
    if waiting is not None:
        yield gauge("portal_broker_messages", "Tasks in the broker that no worker has taken.", waiting)


def messages() -> int:
    """How many tasks wait in the broker."""
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    if folder := options.get("data_folder_in"):
        return sum(1 for _ in Path(folder).glob("*.msg"))
    quick = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 1}
    with Connection(settings.CELERY_BROKER_URL, connect_timeout=1, transport_options=options | quick) as used:
        return used.channel().client.llen(QUEUE)


def gauge(name: str, meaning: str, value: float, **labels: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, meaning, labels=list(labels))
    family.add_metric(list(labels.values()), value)
    return family


def seconds_since(moment: datetime | None) -> float:
    """Seconds since then; 0 for None."""
    age = timezone.now() - moment if moment else timedelta()
    return max(age.total_seconds(), 0.0)
