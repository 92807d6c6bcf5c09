from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from seoul_gov.ui.forms import ConfirmForm
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import FormPage
from workflows.issues import actions, permissions, selectors, state
from workflows.issues.enums import Side
from workflows.issues.forms import RaiseForm, ReplyForm, SettleForm
from workflows.issues.models import Issue
from workflows.runs.models import StageRun

PAGE_SIZE = 20


class IssueRaise(FormPage):
    form_class = RaiseForm
    template_name = "workflows/issues/raise.html"
    title = "협의 제기하기"
    submit_label = "제기하기"
    done = "협의를 제기하고 담당자에게 알렸습니다."

    def load(self):
        stages = StageRun.objects.select_related("run__project__department", "run__project__officer")
        return get_object_or_404(stages, pk=self.kwargs["stage_pk"])

    def may_read(self, thing):
        self.stand = permissions.standing(self.request.user, thing.run.project)
        return permissions.can_read(self.stand)

    def may(self, thing):
        return permissions.can_speak(self.stand)

    def cancel_url(self):
        return reverse("issues:list", args=[self.thing.run.project_id])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            project=self.thing.run.project,
            stage=self.thing,
            stand=self.stand,
            blocked=state.why_raising_is_refused(self.thing),
            **kwargs,
        )

    def act(self, form):
        return actions.raise_issue(by=self.request.user, stage=self.thing, **form.cleaned_data)


class IssuePage(ShowsPeople):
    """A page about one issue; ``stand`` says how the person stands to its project, asked anew in every request."""

    shown_as = "수시 협의"

    def whose(self, context):
        """Members who spoke, as far as this person reads their names."""
        spoken = [self.thing, *context.get("page", ())] if context else []
        people = selectors.members_known(self.stand, spoken)
        return (f"‘{self.project}’ 단원", people) if people else None

    def load(self):
        return get_object_or_404(
            Issue.objects.with_facts().select_related("settled_by"), pk=self.kwargs["pk"]
        )

    @property
    def project(self):
        return self.thing.duty.stage.run.project

    def may_read(self, thing):
        self.stand = permissions.standing(self.request.user, self.project)
        return permissions.can_read(self.stand)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            issue=self.thing,
            stage=self.thing.duty.stage,
            project=self.project,
            stand=self.stand,
            raiser=selectors.raiser(self.stand, self.thing),
            **kwargs,
        )


class IssueDetail(IssuePage, FormPage):
    """The issue, what was replied, and below it the form for the next reply."""

    http_method_names = ["get", "head", "options"]
    form_class = ReplyForm
    template_name = "workflows/issues/detail.html"

    def get_context_data(self, **kwargs):
        issue, stand = self.thing, self.stand
        why_over = state.why_over(issue)
        page = page_of(self.request, selectors.replies_to(issue), size=PAGE_SIZE)
        is_silent = page.paginator.count == 0
        may_withdraw = permissions.can_withdraw(self.request.user, stand, issue)
        return super().get_context_data(
            page=page,
            replies=selectors.read_by(stand, page),
            why_over=why_over,
            may_reply=bool(stand.side) and not why_over,
            may_settle=bool(permissions.can_settle(stand)) and not why_over,
            waits=issue.side == Side.MEMBER and issue.answered_at is None,
            may_withdraw=bool(may_withdraw) and is_silent and not why_over,
            **kwargs,
        )


class IssueReply(IssueDetail):
    """The same page with what was typed, or on to the reply."""

    http_method_names = ["get", "head", "options", "post"]
    done = "답변을 저장하고 협의하는 사람들에게 알렸습니다."

    def may(self, thing):
        return permissions.can_speak(self.stand)

    def act(self, form):
        reply = actions.reply(by=self.request.user, issue=self.thing, **form.cleaned_data)
        last = -(-self.thing.replies.count() // PAGE_SIZE)
        return redirect(f"{self.thing.get_absolute_url()}?page={last}#reply-{reply.pk}")


class IssueSettle(IssuePage, FormPage):
    form_class = SettleForm
    template_name = "workflows/issues/settle.html"
    title = "조정결과 적기"
    submit_label = "조정 마치기"
    done = "조정결과를 적고 협의한 사람들에게 알렸습니다."

    def may(self, thing):
        return permissions.can_settle(self.stand)

    def get_context_data(self, **kwargs):
        last = selectors.replies_to(self.thing).last()
        return super().get_context_data(
            last=selectors.read_by(self.stand, [last])[0] if last else None, **kwargs
        )

    def act(self, form):
        return actions.settle(by=self.request.user, issue=self.thing, **form.cleaned_data)


class IssueWithdraw(IssuePage, FormPage):
    form_class = ConfirmForm
    template_name = "workflows/issues/withdraw.html"
    title = "협의 거두기"
    intro = "거둔 협의는 다시 열 수 없습니다. 제기했던 내용은 ‘철회’로 남습니다."
    submit_label = "거두기"
    done = "협의를 거두었습니다."

    def may(self, thing):
        return permissions.can_withdraw(self.request.user, self.stand, thing)

    def act(self, form):
        return actions.withdraw(by=self.request.user, issue=self.thing)
