from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from seoul_gov.audit.middleware import client_address

from . import metrics as measured


@require_safe
@never_cache
def metrics(request):
    if not may_measure(request):
        raise Http404
    return HttpResponse(measured.page(), content_type=CONTENT_TYPE_LATEST)


def may_measure(request) -> bool:
    """Whether the caller's network is one of PORTAL_METRICS_NETWORKS.

    Whoever came through a proxy that we were not told of is from anywhere, though it looks like next door.
    """
    address = client_address(request)
    if address is None or ("X-Forwarded-For" in request.headers and not settings.PORTAL_TRUSTED_PROXIES):
        return False
    return any(ip_address(address) in ip_network(network) for network in settings.PORTAL_METRICS_NETWORKS)
