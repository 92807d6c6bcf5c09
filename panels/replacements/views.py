from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from panels.selections.selectors import lottery_of
from panels.selections.views import SelectionPage
from seoul_gov.ui.forms import tell_refusal
from seoul_gov.ui.views import CONFLICT, FormPage

from . import actions, permissions, selectors, state
from .forms import RefillForm


class Refill(SelectionPage, FormPage):
    """Who left a drawn panel, among how many its seats would be drawn and what would give way; and the button."""

    form_class = RefillForm
    template_name = "panels/replacements/refill.html"
    title = "빈자리 다시 추첨하기"
    submit_label = "다시 추첨하기"
    done = "빈자리를 다시 추첨하고, 새로 뽑힌 사람에게 초대를 보냈습니다."

    def may_read(self, thing):
        return permissions.can_refill(self.request.user, thing)

    @cached_property
    def told(self) -> dict:
        """What the page shows; ``blocked`` says why nothing can be drawn now."""
        try:
            state.refuse_moment(self.thing.call)
            vacancy = selectors.vacancy_of(self.thing)
            state.refuse_doubtful(vacancy.doubtful)
        except ValidationError as refusal:
            return {"blocked": refusal.messages[0], "breach": ""}
        found = selectors.foreseen(vacancy)
        return {
            "blocked": found.refusal,
            "breach": found.breach,
            "open": found.open,
            "departed": selectors.departed(self.thing, vacancy),
            "willing": len(vacancy.willing),
            "barred": len(vacancy.barred),
        }

    def get_form(self, form_class=None):
        return None if self.told["blocked"] else super().get_form(form_class)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"breach": self.told["breach"]}

    def get_context_data(self, **kwargs):
        call = self.thing.call
        facts = {
            "selection": self.thing,
            "call": call,
            "project": call.panel.project,
            "run": lottery_of(call),
        }
        return super().get_context_data(**facts | self.told | kwargs)

    def post(self, request, *args, **kwargs):
        if self.told["blocked"]:
            return self.render_to_response(self.get_context_data(), status=CONFLICT)
        return super().post(request, *args, **kwargs)

    def refuse(self, form, refusal):
        """The page as things stand by now, with the sentence and everything typed."""
        del self.told
        if form := self.get_form():
            form.full_clean()
            tell_refusal(form, refusal)
        return self.render_to_response(self.get_context_data(form=form), status=CONFLICT)

    def act(self, form):
        actions.refill(by=self.request.user, selection=self.thing, **form.approval)
