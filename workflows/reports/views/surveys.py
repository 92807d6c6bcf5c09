from datetime import timedelta

from django.shortcuts import get_object_or_404

from projects import norms
from seoul_gov.ui.korean import today
from seoul_gov.ui.views import FormPage
from workflows.reports import actions, permissions, selectors, state
from workflows.reports.forms import OpenSurveyForm, SurveyForm
from workflows.reports.norms import SURVEY_DAYS


class SurveyOpen(FormPage):
    form_class = OpenSurveyForm
    template_name = "workflows/reports/open_survey.html"
    title = "만족도 조사 시작하기"
    intro = (
        "추진단에서 활동한 단원과 의견을 낸 시민 모두에게 응답을 부탁합니다. 절차마다 한 번 할 수 있습니다."
    )
    submit_label = "조사 시작하기"
    done = "만족도 조사를 시작하고 참여한 사람들에게 알렸습니다."

    def load(self):
        return get_object_or_404(selectors.runs(), pk=self.kwargs["run_pk"])

    def may_read(self, thing):
        return permissions.can_read_project(self.request.user, thing.project)

    def may(self, thing):
        return permissions.can_write(self.request.user, thing.project)

    def get_initial(self):
        return {"closes_on": today() + timedelta(days=norms.value(SURVEY_DAYS))}

    def get_context_data(self, **kwargs):
        survey = selectors.survey_of(self.thing)
        return super().get_context_data(run=self.thing, project=self.thing.project, survey=survey, **kwargs)

    def act(self, form):
        actions.open_survey(by=self.request.user, run=self.thing, **form.cleaned_data)


class SurveyAnswer(FormPage):
    """One answer a participant; afterwards the page only thanks."""

    form_class = SurveyForm
    template_name = "workflows/reports/survey.html"
    title = "만족도 조사"
    submit_label = "응답 내기"
    done = "응답해 주셔서 고맙습니다."

    def load(self):
        return get_object_or_404(selectors.surveys(), pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read_survey(self.request.user, thing)

    def may(self, thing):
        return permissions.can_answer(self.request.user, thing)

    def cancel_url(self):
        return self.thing.get_absolute_url()

    def get_context_data(self, **kwargs):
        survey = self.thing
        return super().get_context_data(
            survey=survey,
            project=survey.run.project,
            has_answered=survey.answers.filter(user=self.request.user).exists(),
            is_over=state.is_over(survey),
            **kwargs,
        )

    def act(self, form):
        actions.answer_survey(by=self.request.user, survey=self.thing, **form.cleaned_data)
