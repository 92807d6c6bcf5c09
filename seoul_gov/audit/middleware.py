from contextvars import ContextVar
from ipaddress import ip_address

from auditlog.middleware import AuditlogMiddleware
from django.conf import settings

_address: ContextVar[str | None] = ContextVar("address", default=None)


def current_address() -> str | None:
    """The address of the client whose request is being answered; None outside a request."""
    return _address.get()


def client_address(request) -> str | None:
    """Who really asked: the hop before our own PORTAL_TRUSTED_PROXIES; what a client claims is not believed."""
    trusted = settings.PORTAL_TRUSTED_PROXIES
    forwarded = [
        hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()
    ]
    claimed = (
        forwarded[-trusted] if trusted and len(forwarded) >= trusted else request.META.get("REMOTE_ADDR")
    )
    try:
        return str(ip_address(claimed))
    except ValueError:
        return None


class RequestOrigin:
    """Remembers where the request came from, so that actions need not be told."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _address.set(client_address(request))
        try:
            return self.get_response(request)
        finally:
            _address.reset(token)


class ChangeLogOrigin(AuditlogMiddleware):
    """Who changes reference data and from where, for the field-level change log; a request that only reads is not
    asked who it is."""

    def __call__(self, request):
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        return super().__call__(request)

    @staticmethod
    def _get_remote_addr(request):
        return client_address(request)
