from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from seoul_gov.ui.lists import ListPage
from seoul_gov.ui.views import ActionButton, FormPage
from workflows.opinions import actions, permissions, selectors
from workflows.opinions.filters import OpinionFilter
from workflows.opinions.forms import LONGEST_BACK, AnswerForm, HideForm
from workflows.opinions.sheets import OPINION_COLUMNS

from .pages import OfficerPage, OpinionPage


def answer_form(opinion, back: str = "") -> AnswerForm:
    """A form of its own for each opinion on a page; its ids carry the opinion's."""
    initial = {
        "disposition": opinion.disposition,
        "answer": opinion.answer,
        "seen": opinion.answered_at,
        "back": back if len(back) <= LONGEST_BACK else "",
    }
    return AnswerForm(initial=initial, auto_id=f"o{opinion.pk}_%s")


class AnswerList(OfficerPage, ListPage):
    """Everything that stands in a round with a form each, and as a file to take along."""

    template_name = "workflows/opinions/answers.html"
    filter_class = OpinionFilter
    columns = OPINION_COLUMNS

    @property
    def file_name(self):
        return str(self.round)

    def rows(self):
        return selectors.opinions_in(self.round).order_by("pk")

    def get_context_data(self, **kwargs):
        back = self.request.GET.urlencode()
        lines = [(opinion, answer_form(opinion, back)) for opinion in kwargs["page"]]
        return super().get_context_data(lines=lines, tally=selectors.tally(self.round), **kwargs)


class OfficersOpinion(OpinionPage):
    """A page about an opinion that stands, for the officers."""

    def load(self):
        opinion = super().load()
        if opinion.is_withdrawn:
            raise Http404
        return opinion

    def may(self, thing):
        return permissions.can_manage(self.request.user, permissions.project_of(self.round))

    def cancel_url(self):
        return f"{reverse('opinions:answers', args=[self.round.pk])}#opinion-{self.thing.pk}"


class OpinionAnswer(OfficersOpinion, FormPage):
    form_class = AnswerForm
    template_name = "workflows/opinions/answer.html"
    title = "의견에 답하기"
    submit_label = "처리 저장"
    done = "처리를 저장했습니다."

    def get_initial(self):
        return answer_form(self.thing).initial

    def act(self, form):
        facts = dict(form.cleaned_data)
        query = QueryDict(facts.pop("back")).urlencode()
        actions.answer(by=self.request.user, opinion=self.thing, **facts)
        answers = reverse("opinions:answers", args=[self.round.pk])
        return redirect(f"{answers}?{query}#opinion-{self.thing.pk}")

    def refuse(self, form, refusal):
        """The page shows the answer that came first; from now on that one has been seen."""
        self.thing.refresh_from_db(fields=["disposition", "answer", "answered_by", "answered_at"])
        form.data = form.data.copy()
        form.data["seen"] = self.thing.answered_at.isoformat() if self.thing.is_answered else ""
        return super().refuse(form, refusal)


class OpinionHide(OfficersOpinion, FormPage):
    form_class = HideForm
    template_name = "workflows/opinions/hide.html"
    title = "의견 가리기"
    submit_label = "의견 가리기"
    done = "의견을 공개 화면에서 가렸습니다."

    def act(self, form):
        actions.hide(by=self.request.user, opinion=self.thing, **form.cleaned_data)


class OpinionShow(OfficersOpinion, ActionButton):
    done = "의견을 공개 화면에 다시 보이게 했습니다."

    def act(self):
        actions.show(by=self.request.user, opinion=self.thing)

    def success_url(self):
        return self.cancel_url()
