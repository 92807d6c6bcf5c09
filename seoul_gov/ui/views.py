"""What every page does alike: who may read it, who may act on it, and how a refusal comes back.

A page that may not be read answers 404. A page that may be read but not acted on answers 403 with the reason.
A wrong moment or a lost race (ValidationError of an action) brings the page back with 409, the sentence and
everything that was typed.
"""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView, View

from .verdicts import YES, Verdict, require

CONFLICT = 409


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
            return redirect_to_login(request.get_full_path())
        self.thing = self.load()
        if not self.may_read(self.thing):
            raise Http404
        require(self.may(self.thing))
        return super().dispatch(request, *args, **kwargs)

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
        """The page again, with the sentence and everything typed."""
        form.add_error(None, refusal.messages)
        return self.render_to_response(self.get_context_data(form=form), status=CONFLICT)

    def act(self, form):
        raise NotImplementedError


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
