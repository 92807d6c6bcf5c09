from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import checks


@require_safe
@never_cache
def live(request):
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request):
    states = checks.readiness()
    ok = all(state.ok for state in states.values())
    parts = {name: state.as_json() for name, state in states.items()}
    return JsonResponse({"status": "ok" if ok else "down", "parts": parts}, status=200 if ok else 503)
