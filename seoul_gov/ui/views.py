"""What every page does alike: who may read it, who may act on it, and how a refusal comes back.

A page that may not be read answers 404. A page that may be read but not acted on answers 403 with the reason.
A wrong moment or a lost race (ValidationError of an action) brings the page back with 409, the sentence and
everything that was typed.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import FormView, TemplateView, View

from .forms import described, tell_refusal
from .verdicts import YES, Verdict, require

CONFLICT = 409


def page_before(request) -> str:
    """The page of this portal from which the request came; the start page where that is not known."""
    came_from, here = request.headers.get("Referer", ""), {request.get_host()}
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts=here):
        path = urlsplit(came_from)._replace(scheme="", netloc="", fragment="").geturl()
        if url_has_allowed_host_and_scheme(path, allowed_hosts=here):
            return path
    return resolve_url(settings.LOGIN_REDIRECT_URL)


class Page(TemplateView):
    """A page about one thing (or none).

    ``signed_in`` asks for a login first; ``load()`` finds the thing or raises Http404; ``may_read(thing)`` decides
    whether it exists for this person; ``may(thing)`` whether they may use the page.
    """

    signed_in = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.thing = None

    def dispatch(self, request, *args, **kwargs):
        if self.signed_in and not request.user.is_authenticated:
            return redirect_to_login(self.way_after_login())
        self.thing = self.load()
        if not self.may_read(self.thing):
            raise Http404
        require(self.may(self.thing))
        return super().dispatch(request, *args, **kwargs)

    def way_after_login(self) -> str:
        """Where a visitor goes on: to this page, or, where it takes POST alone, to the one with the button."""
        takes_get = "get" in self.http_method_names
        return self.request.get_full_path() if takes_get else page_before(self.request)

    def http_method_not_allowed(self, request, *args, **kwargs):
        """The error page in words, with the way back and the header that names the methods."""
        allowed = super().http_method_not_allowed(request, *args, **kwargs)["Allow"]
        context = {
            "status": 405,
            "error_title": "이 주소는 바로 열 수 없습니다",
            "sentence": "화면의 버튼을 눌러야 열리는 주소입니다. 앞 화면으로 돌아가 다시 눌러 주세요.",
            "back_url": page_before(request) if "Referer" in request.headers else "",
        }
        response = render(request, "error.html", context, status=405)
        response["Allow"] = allowed
        return response

    def load(self):
        return None

    def may_read(self, thing) -> Verdict:
        return YES

    def may(self, thing) -> Verdict:
        return YES

    def get_context_data(self, **kwargs):
        return super().get_context_data(thing=self.thing, **kwargs)


class FormPage(Page, FormView):
    """A page with a form whose valid input goes to one action: ``act(form)`` calls it.

    ``act`` may answer a response or an object with a URL; ``done`` is the sentence shown afterwards.
    """

    template_name = "_layouts/form.html"
    title = ""
    intro = ""
    submit_label = "저장"
    done = ""

    def get_context_data(self, **kwargs):
        context = {
            "page_title": self.title,
            "page_intro": self.intro,
            "submit_label": self.submit_label,
            "cancel_url": self.cancel_url(),
        }
        return super().get_context_data(**context | kwargs)

    def cancel_url(self) -> str:
        return self.thing.get_absolute_url() if self.thing is not None else "/"

    def get_success_url(self):
        return self.cancel_url()

    def form_valid(self, form):
        try:
            result = self.act(form)
        except ValidationError as refusal:
            return self.refuse(form, refusal)
        if self.done:
            messages.success(self.request, self.done)
        return self.leave(result)

    def leave(self, result):
        """Go on to what the action answered; an upload with a progress bar is told the way in words."""
        way = result.get_absolute_url() if hasattr(result, "get_absolute_url") else self.get_success_url()
        response = result if isinstance(result, HttpResponse) else redirect(way)
        if "X-Upload" in self.request.headers and "Location" in response:
            return JsonResponse({"location": response["Location"]})
        return response

    def refuse(self, form, refusal: ValidationError):
        """The page again, with everything typed and the sentence: at its field where the refusal names one."""
        tell_refusal(form, refusal)
        return self.render_to_response(self.get_context_data(form=form), status=CONFLICT)

    def act(self, form):
        raise NotImplementedError


class Versioned:
    """For a FormPage with a ``VersionedForm`` about one thing that carries a ``version``.

    Who comes too late sees what is stored by now beside what they typed; saving again then replaces it knowingly.
    """

    def refuse(self, form, refusal: ValidationError):
        self.thing = self.load()
        if form.cleaned_data["version"] != self.thing.version:
            form.show_version(self.thing.version)
            form.stored = self.stored_beside(form)
        return super().refuse(form, refusal)

    def stored_beside(self, form) -> list[dict[str, str]]:
        """Label and value of everything that is stored otherwise than it was typed."""
        unsent = {
            name: value for name, value in self.get_form_kwargs().items() if name not in ("data", "files")
        }
        fields = self.get_form_class()(**unsent).visible_fields()
        return [
            described(field)
            for field in fields
            if field.field.has_changed(field.initial, form[field.name].data)
        ]


class ActionButton(Page, View):
    """A POST-only action without a form of its own: ``act()``; a refusal is told where the person came from."""

    http_method_names = ["post"]
    done = ""

    def post(self, request, *args, **kwargs):
        try:
            result = self.act()
        except ValidationError as refusal:
            return self.refuse(refusal)
        if self.done:
            messages.success(request, self.done)
        return result if isinstance(result, HttpResponse) else redirect(self.success_url())

    def refuse(self, refusal: ValidationError):
        """A small page that says why, with the way back."""
        context = {"sentences": refusal.messages, "back_url": self.success_url()}
        self.template_name = "_layouts/refusal.html"
        return self.render_to_response(self.get_context_data(**context), status=CONFLICT)

    def success_url(self) -> str:
        return self.thing.get_absolute_url()

    def act(self):
        raise NotImplementedError
