from django.shortcuts import redirect

from seoul_gov.ui.views import ActionButton, FormPage
from workflows.opinions import actions, permissions, selectors, state
from workflows.opinions.forms import GiveForm

from .pages import OpinionPage, RoundPage

MINE = "#mine"


class OpinionGive(RoundPage, FormPage):
    form_class = GiveForm
    template_name = "workflows/opinions/give.html"
    title = "의견 쓰기"
    submit_label = "의견 내기"
    done = "의견을 접수했습니다. 접수 확인 메일을 보내 드립니다."

    def may(self, thing):
        return permissions.can_give(self.request.user, thing)

    def load(self):
        """What decides whether the person may speak: thousands may do so at once, and most go on to another page."""
        return selectors.round_at_this_moment(self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        self.thing = super().load()
        return super().get_context_data(takes_words=state.takes_words(self.round), **kwargs)

    def act(self, form):
        actions.give(by=self.request.user, round=self.round, **form.cleaned_data)
        return redirect(f"{self.round.get_absolute_url()}{MINE}")

    def refuse(self, form, refusal):
        form.renew()
        return super().refuse(form, refusal)


class OpinionWithdraw(OpinionPage, ActionButton):
    done = "의견을 철회했습니다."

    def may(self, thing):
        return permissions.can_withdraw(self.request.user, thing)

    def act(self):
        actions.withdraw(by=self.request.user, opinion=self.thing)

    def success_url(self):
        return f"{self.round.get_absolute_url()}{MINE}"
