from django.shortcuts import redirect
from django.urls import reverse

from seoul_gov.ui.views import ActionButton, FormPage
from workflows.reviews import actions, permissions, selectors
from workflows.reviews.forms import CommentForm, SubmitForm, SummaryForm

from .pages import CommentPage, RoundPage
from .rounds import RoundDetail

WRITE = "#write"


class CommentSave(RoundDetail):
    """The same page with what was typed, or on to the next comment."""

    http_method_names = ["get", "head", "options", "post"]
    done = "의견을 저장했습니다. 다 쓰면 제출해 주세요."

    def may(self, thing):
        return permissions.can_comment(self.request.user, thing)

    def act(self, form):
        actions.save_comment(by=self.request.user, round=self.thing, **form.cleaned_data)
        return redirect(f"{self.thing.get_absolute_url()}{WRITE}")


class OwnComment(CommentPage):
    """Drafts exist for their author alone."""

    def may_read(self, thing):
        return super().may_read(thing) and permissions.can_change(self.request.user, thing)


class CommentEdit(OwnComment, FormPage):
    form_class = CommentForm
    template_name = "workflows/reviews/comment_edit.html"
    title = "의견 고치기"
    done = "의견을 고쳤습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"comment": self.thing}

    def get_initial(self):
        return {name: getattr(self.thing, name) for name in ("page", "section", "body")}

    def act(self, form):
        actions.edit_comment(by=self.request.user, comment=self.thing, **form.cleaned_data)
        return redirect(f"{self.round.get_absolute_url()}{WRITE}")


class CommentDelete(OwnComment, ActionButton):
    done = "의견을 지웠습니다."

    def act(self):
        actions.delete_comment(by=self.request.user, comment=self.thing)

    def success_url(self):
        return f"{self.round.get_absolute_url()}{WRITE}"


class ReviewForm(RoundPage, FormPage):
    """The last page before the submission, with everything that will be handed in."""

    template_name = "workflows/reviews/submit.html"
    title = "검토 의견 제출"
    submit_label = "제출"

    def may(self, thing):
        return permissions.can_comment(self.request.user, thing)

    def get_form(self, form_class=None):
        self.review = selectors.own_review(self.thing, self.stand.voice)
        self.comments = list(self.review.comments.all()) if self.review else []
        return super().get_form(form_class)

    def get_initial(self):
        return {"summary": self.review.summary if self.review else ""}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"review": self.review, "comments": self.comments}


class ReviewSubmit(ReviewForm):
    form_class = SubmitForm
    done = "의견을 제출했습니다. 담당자가 모든 의견에 답한 뒤 결과를 메일로 알려 드립니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"has_comments": bool(self.comments)}

    def act(self, form):
        summary = form.cleaned_data["summary"]
        actions.submit(by=self.request.user, round=self.thing, summary=summary)


class SummarySave(ReviewForm):
    form_class = SummaryForm
    done = "종합 의견을 저장했습니다. 아직 제출하지 않았습니다."

    def act(self, form):
        summary = form.cleaned_data["summary"]
        actions.save_summary(by=self.request.user, round=self.thing, summary=summary)
        return redirect(reverse("reviews:submit", args=[self.thing.pk]))
