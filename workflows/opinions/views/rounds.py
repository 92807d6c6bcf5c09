from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404

from projects import norms
from projects import permissions as projects
from projects.forms import MatterForm
from seoul_gov.ui.korean import today
from seoul_gov.ui.views import FormPage
from workflows.opinions import actions, permissions, selectors, state
from workflows.opinions.forms import CancelForm, CloseForm, ExtendForm, OpenForm, SupplyForm
from workflows.opinions.norms import DAYS
from workflows.runs.models import DutyRun

from .pages import AboutRound, OfficerPage


class RoundOpen(FormPage):
    form_class = OpenForm
    template_name = "workflows/opinions/open.html"
    title = "의견수렴 열기"
    submit_label = "의견수렴 열기"
    done = "의견수렴을 열었습니다. 누구나 볼 수 있습니다."

    def load(self):
        duties = DutyRun.objects.select_related("stage__run__project__department")
        return get_object_or_404(duties, pk=self.kwargs["duty_pk"])

    def may_read(self, thing):
        return projects.can_read(self.request.user, thing.stage.run.project)

    def may(self, thing):
        return permissions.can_manage(self.request.user, thing.stage.run.project)

    def get_initial(self):
        start = today()
        return {"opens_on": start, "closes_on": start + timedelta(days=norms.value(DAYS))}

    def get_context_data(self, **kwargs):
        return super().get_context_data(duty=self.thing, project=self.thing.stage.run.project, **kwargs)

    def act(self, form):
        round = actions.open_round(by=self.request.user, duty=self.thing, **form.cleaned_data)
        if advice := state.advice_on_length(round):
            messages.warning(self.request, advice)
        return round


class MaterialMatter(AboutRound, FormPage):
    """Where an official says what a file is about, and so whether the public reads it."""

    form_class = MatterForm
    template_name = "workflows/opinions/matter.html"
    title = "자료 분류 바꾸기"
    submit_label = "분류 바꾸기"
    done = "분류를 바꾸었습니다."

    def load(self):
        return selectors.material(self.kwargs["pk"])

    @property
    def round(self):
        return self.thing.round

    def may(self, thing):
        return permissions.can_manage(self.request.user, permissions.project_of(thing.round))

    def may_read(self, thing):
        return permissions.can_read_material(self.request.user, thing)

    def get_initial(self):
        return {"matter": self.thing.matter}

    def act(self, form):
        actions.set_matter(by=self.request.user, material=self.thing, **form.cleaned_data)


class RoundExtend(OfficerPage, FormPage):
    form_class = ExtendForm
    template_name = "workflows/opinions/round_form.html"
    title = "마감일 늦추기"
    submit_label = "마감일 늦추기"
    done = "마감일을 늦췄습니다."

    def act(self, form):
        return actions.extend(by=self.request.user, round=self.round, **form.cleaned_data)


class RoundSupply(OfficerPage, FormPage):
    form_class = SupplyForm
    template_name = "workflows/opinions/round_form.html"
    title = "자료 더하기"
    intro = "더한 자료에는 더한 때가 함께 보입니다. 한번 올린 자료는 지울 수 없습니다."
    submit_label = "자료 더하기"
    done = "자료를 더했습니다. 누구나 볼 수 있습니다."

    def act(self, form):
        return actions.supply(by=self.request.user, round=self.round, **form.cleaned_data)


class RoundClose(OfficerPage, FormPage):
    form_class = CloseForm
    template_name = "workflows/opinions/close.html"
    title = "의견수렴 마감"
    submit_label = "의견수렴 마감"
    done = "의견수렴을 마감하고, 의견을 낸 시민에게 처리 결과를 알렸습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"may_be_early": not state.is_over(self.round)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(tally=selectors.tally(self.round), **kwargs)

    def act(self, form):
        return actions.close(by=self.request.user, round=self.round, **form.cleaned_data)


class RoundCancel(OfficerPage, FormPage):
    form_class = CancelForm
    template_name = "workflows/opinions/round_form.html"
    title = "의견수렴 취소"
    intro = "취소한 의견수렴은 다시 열 수 없고, 과제를 마친 것으로 치지 않습니다."
    submit_label = "의견수렴 취소"
    done = "의견수렴을 취소했습니다."

    def act(self, form):
        return actions.cancel(by=self.request.user, round=self.round, **form.cleaned_data)
