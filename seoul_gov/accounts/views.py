from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from seoul_gov.ui.views import CONFLICT, ActionButton, FormPage, Page

from . import actions, agreements, permissions, sessions, unsent
from .forms import NameForm

LEAST_WORTH = 120


class Profile(Page):
    """The person's own account: name, roles, and the ways into password, second factor and notices."""

    template_name = "accounts/profile.html"

    def get_context_data(self, **kwargs):
        agreed = agreements.VERSIONS.get(self.request.user.agreed_version, "")
        return super().get_context_data(agreed=agreed, **kwargs)


class Rename(FormPage):
    form_class = NameForm
    title = "이름 고치기"
    done = "이름을 고쳤습니다."

    def load(self):
        return self.request.user

    def may(self, thing):
        return permissions.can_rename(self.request.user, thing)

    def get_initial(self):
        return {"name": self.thing.name}

    def cancel_url(self):
        return reverse("accounts:profile")

    def act(self, form):
        actions.rename(by=self.request.user, user=self.thing, name=form.cleaned_data["name"])


class SessionExtend(ActionButton):
    """Keeps the session alive; answers when it ends now, with 409 when it cannot last much longer."""

    def act(self):
        session = self.request.session
        sessions.note(session, at_once=True)
        ends = sessions.ends(session)
        soon = ends - session[sessions.SEEN] <= LEAST_WORTH
        return JsonResponse({"session_ends": ends}, status=CONFLICT if soon else 200)


class Agreement(Page):
    """The texts of one version, to be read before and after agreeing to them."""

    signed_in = False
    template_name = "accounts/agreement.html"

    def load(self):
        version = self.kwargs["version"]
        if version not in agreements.VERSIONS:
            raise Http404
        return version

    def get_context_data(self, **kwargs):
        texts = {name: agreements.template(self.thing, name) for name in agreements.TEXTS}
        return super().get_context_data(label=agreements.VERSIONS[self.thing], **texts, **kwargs)


class Unsent(Page):
    """What could not be sent because the session had ended, to send on or to throw away."""

    template_name = "accounts/unsent.html"

    def get(self, request, *args, **kwargs):
        self.thing = unsent.kept(request)
        if self.thing is None:
            return redirect("desk")
        return super().get(request, *args, **kwargs)


class UnsentForget(ActionButton):
    done = "보관해 둔 내용을 지웠습니다."

    def act(self):
        unsent.forget(self.request)
        return redirect("desk")
