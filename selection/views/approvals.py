from django.contrib import messages
from django.shortcuts import redirect

from seoul_gov.ui.forms import ReasonForm
from seoul_gov.ui.views import Versioned

from .. import actions, departures, permissions
from ..enums import Status
from ..forms import NO_TYPE, CommentForm, ReturnForm, SubmitForm
from ..records import answers_of, stored_result
from .assessments import AssessmentForm, VersionedAssessment


class AssessmentSubmit(VersionedAssessment):
    form_class = SubmitForm
    template_name = "selection/assessment/submit.html"
    title = "유형 선정 기안"
    submit_label = "기안"
    done = "기안했습니다. 거버넌스 담당과 부서장에게 알렸습니다."

    def may(self, thing):
        return permissions.can_submit(self.request.user, thing)

    def get(self, request, *args, **kwargs):
        if self.thing.is_editable and self.thing.status == Status.INCOMPLETE:
            messages.warning(request, departures.INCOMPLETE)
            return redirect("selection:answer", self.thing.pk)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        result = stored_result(self.thing)
        again = self.thing.chosen_type or (NO_TYPE if self.thing.submitted_at else "")
        return {
            "chosen_type": again or result.governance_type or NO_TYPE,
            "override_reason": self.thing.override_reason,
            "version": self.thing.version,
        }

    def get_form_kwargs(self):
        facts = {"answers": answers_of(self.thing), "result": stored_result(self.thing)}
        return super().get_form_kwargs() | facts

    def get_context_data(self, **kwargs):
        return super().get_context_data(reading=self.reading, **kwargs)

    def stored_beside(self, form):
        form.offer(answers_of(self.thing), stored_result(self.thing))
        return super().stored_beside(form)

    def act(self, form):
        facts = form.cleaned_data
        return actions.submit(
            by=self.request.user,
            assessment=self.thing,
            chosen_type=facts["chosen_type"],
            override_reason=facts["override_reason"],
            version=facts["version"] or 0,
        )


class AssessmentDecision(AssessmentForm):
    """A step of the line of approval, with the choice and its reasons in sight."""

    form_class = CommentForm
    template_name = "selection/assessment/decide.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(reading=self.reading, **kwargs)


class AssessmentSignature(Versioned, AssessmentDecision):
    """A step that serves only what the signer saw: who comes too late finds what is put forward by now above the form."""

    def get_initial(self):
        return {"version": self.thing.version}

    def stored_beside(self, form):
        return []

    @staticmethod
    def seen(form) -> dict:
        return {"version": form.cleaned_data["version"] or 0, "comment": form.cleaned_data["comment"]}


class AssessmentConcur(AssessmentSignature):
    title = "유형 선정 협의"
    intro = "협의 의견은 결재를 막지 않습니다. 이견이 없으면 의견을 비워 두고 제출해 주세요."
    submit_label = "협의 의견 제출"
    done = "협의 의견을 냈습니다."

    def may(self, thing):
        return permissions.can_concur(self.request.user, thing)

    def refusal(self):
        return self.line.refusal_to_concur()

    def act(self, form):
        return actions.concur(by=self.request.user, assessment=self.thing, **self.seen(form))


class AssessmentConfirm(AssessmentSignature):
    title = "권고와 다른 선정 확인"
    intro = "권고보다 약하게 정했거나 기준표에 맞는 유형이 없는 선정입니다. 사유를 보고 확인해 주세요."
    submit_label = "확인"
    done = "확인했습니다. 부서장이 결재할 수 있습니다."

    def may(self, thing):
        return permissions.can_confirm_departure(self.request.user, thing)

    def refusal(self):
        return self.line.refusal_to_confirm()

    def act(self, form):
        return actions.confirm_departure(by=self.request.user, assessment=self.thing, **self.seen(form))


class AssessmentApprove(AssessmentSignature):
    title = "유형 선정 결재"
    intro = "결재하면 사업의 거버넌스 유형이 확정됩니다."
    submit_label = "결재"
    done = "결재했습니다. 사업의 거버넌스 유형이 확정되었습니다."

    def may(self, thing):
        return permissions.can_approve(self.request.user, thing)

    def refusal(self):
        return self.line.refusal_to_approve()

    def act(self, form):
        return actions.approve(by=self.request.user, assessment=self.thing, **self.seen(form))


class AssessmentSendBack(AssessmentSignature):
    form_class = ReturnForm
    title = "유형 선정 반려"
    intro = "반려하면 사업담당자가 고쳐서 다시 기안합니다."
    submit_label = "반려"
    done = "반려했습니다. 기안자에게 알렸습니다."

    def may(self, thing):
        return permissions.can_send_back(self.request.user, thing)

    def refusal(self):
        return self.line.refusal_to_decide()

    def act(self, form):
        return actions.send_back(by=self.request.user, assessment=self.thing, **self.seen(form))


class AssessmentAbandon(AssessmentDecision):
    form_class = ReasonForm
    title = "유형 선정 그만두기"
    intro = "이 선정표는 기록으로 남습니다. 사업은 시작하기 전의 상태로 돌아가고, 진행 중인 절차는 그대로 이어집니다."
    submit_label = "그만두기"
    done = "유형 선정을 그만두었습니다."

    def may(self, thing):
        return permissions.can_abandon(self.request.user, thing)

    def act(self, form):
        reason = form.cleaned_data["reason"]
        return actions.abandon(by=self.request.user, assessment=self.thing, reason=reason)
