from seoul_gov.ui.views import Page

from .. import selectors
from ..forms import AnswersForm
from ..recommend import Answers


class SelfCheck(Page):
    """자가진단: the same questions and the same table for everybody; nothing is stored."""

    signed_in = False
    template_name = "selection/self_check.html"

    def load(self):
        return selectors.current_grid()

    def get(self, request, *args, **kwargs):
        if self.thing is None:
            return self.render_to_response(self.get_context_data())
        return self.show(AnswersForm(grid=self.thing), Answers())

    def post(self, request, *args, **kwargs):
        if self.thing is None:
            return self.render_to_response(self.get_context_data())
        form = AnswersForm(request.POST, grid=self.thing)
        form.is_valid()
        return self.show(form, form.answers)

    def show(self, form: AnswersForm, answers: Answers):
        reading = selectors.read(answers, self.thing)
        return self.render_to_response(self.get_context_data(form=form, reading=reading))


class SelfCheckResult(SelfCheck):
    """Only the result, while the questions are being answered."""

    http_method_names = ["post"]
    template_name = "selection/_result.html"
