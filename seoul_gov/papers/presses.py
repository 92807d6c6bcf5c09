"""From the order of a file to the file: claimed by one worker, made apart, kept or given up."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from seoul_gov.documents import actions as documents

from .enums import PaperState
from .making import CannotBeMade
from .models import PaperOrder

MAX_ATTEMPTS = 3
CLAIM_HOLDS = timedelta(minutes=3)
"""How long a worker may take; after that its claim counts as given up."""
CHUNK = 2
GIVEN_UP = "여러 번 시도했지만 파일을 만들지 못했습니다."


class Press:
    """How one room has its papers made. A room says what stands in a paper and who is told what became of it."""

    model: type[PaperOrder]
    facts: tuple[str, ...] = ()
    """What is read with an order, as ``select_related`` takes it; nothing that may be missing."""

    def make(self, order) -> bytes:
        """The bytes of the file. Raises CannotBeMade."""
        raise NotImplementedError

    def name(self, order) -> str:
        """What the file is called."""
        raise NotImplementedError

    def keeper(self, order):
        """On whose behalf the file is kept; None for nobody's."""
        raise NotImplementedError

    def made(self, order) -> None:
        """Write that the file is there; in the transaction that keeps it."""
        raise NotImplementedError

    def failed(self, order) -> None:
        """Write and tell that there will be no file (``order.error``); in the transaction that gives it up."""
        raise NotImplementedError


def waiting(press: Press) -> QuerySet:
    """The orders that nobody works on now, oldest first."""
    free = Q(started_at=None) | Q(started_at__lt=timezone.now() - CLAIM_HOLDS)
    return press.model.objects.filter(free, state=PaperState.PENDING).order_by("pk")


@transaction.atomic
def claim(press: Press):
    """The next order, claimed for this worker; None when there is none.

    One whose makers were killed ``MAX_ATTEMPTS`` times is given up on the way.
    """
    skip_locked = connection.features.has_select_for_update_skip_locked
    rows = waiting(press).select_related(*press.facts)
    rows = rows.select_for_update(of=("self",), skip_locked=skip_locked)
    for order in rows.filter(attempts__gte=MAX_ATTEMPTS):
        fail(press, order, GIVEN_UP)
    order = rows.filter(attempts__lt=MAX_ATTEMPTS).first()
    if order is not None:
        order.started_at = timezone.now()
        order.attempts += 1
        order.save(update_fields=["started_at", "attempts"])
    return order


def print_paper(press: Press, order: PaperOrder) -> None:
    """Make the file of a claimed order and keep it, unless the claim was lost or the order taken back meanwhile.

    What fails is tried again by the next beat, ``MAX_ATTEMPTS`` times; what no new try can mend fails at once. Takes at
    most ``making.SECONDS`` seconds.
    """
    try:
        content = press.make(order)
    except CannotBeMade as failure:
        put_back(press, order, str(failure), is_final=failure.is_final)
        return
    try:
        keep(press, order, content)
    except ValidationError as refusal:
        put_back(press, order, " ".join(refusal.messages), is_final=True)


@transaction.atomic
def keep(press: Press, order: PaperOrder, content: bytes) -> None:
    """Store the file like any other that comes in. Raises ValidationError when it may not."""
    if not still_claimed(press, order):
        return
    upload = ContentFile(content, name=press.name(order))
    order.document = documents.store(by=press.keeper(order), upload=upload)
    order.state, order.error = PaperState.READY, ""
    order.save(update_fields=["document", "state", "error"])
    press.made(order)


@transaction.atomic
def put_back(press: Press, order: PaperOrder, reason: str, *, is_final: bool) -> None:
    """Leave the order to the next beat, or give it up."""
    if not still_claimed(press, order):
        return
    if is_final or order.attempts >= MAX_ATTEMPTS:
        fail(press, order, reason)
        return
    order.started_at = None
    order.save(update_fields=["started_at"])


def still_claimed(press: Press, order: PaperOrder) -> bool:
    """Whether the order stands and is still this worker's; its row is held."""
    rows = press.model.objects.select_for_update().filter(pk=order.pk, state=PaperState.PENDING)
    return rows.filter(started_at=order.started_at).exists()


def fail(press: Press, order: PaperOrder, reason: str) -> None:
    """Write why there is no file."""
    order.state, order.error = PaperState.FAILED, reason[:300]
    order.save(update_fields=["state", "error"])
    press.failed(order)


def order_again(orders: QuerySet) -> int:
    """Have those of the orders made again that failed; answers how many."""
    failed = orders.filter(state=PaperState.FAILED)
    return failed.update(state=PaperState.PENDING, attempts=0, started_at=None, error="")


def take_back(*, by, orders: QuerySet) -> None:
    """Take orders back, and their files away."""
    for order in orders.select_related("document"):
        document = order.document
        order.delete()
        if document:
            documents.discard(by=by, document=document)
