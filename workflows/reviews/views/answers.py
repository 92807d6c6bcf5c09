from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from seoul_gov.ui.paging import page_of
from seoul_gov.ui.sheets import csv_response, xlsx_response
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import FormPage, Page
from workflows.adoption import adoption
from workflows.dispositions import COMMENT_WORDS
from workflows.reviews import actions, permissions, selectors
from workflows.reviews.forms import AnswerForm
from workflows.reviews.sheets import COMMENT_COLUMNS

from .pages import CommentPage, OfficerPage, Opinions, RoundPage

PAGE_SIZE = 20


def answer_form(comment, back=None) -> AnswerForm:
    """A form of its own for each comment on a page; its ids carry the comment's."""
    initial = {
        "disposition": comment.disposition,
        "answer": comment.answer,
        "seen": comment.answered_at,
        "back": back,
    }
    return AnswerForm(initial=initial, auto_id=f"c{comment.pk}_%s")


class AnswerList(Opinions, OfficerPage, Page):
    """All submitted comments with a form each, twenty a page."""

    template_name = "workflows/reviews/answers.html"

    def get_context_data(self, **kwargs):
        comments = selectors.comments_in(self.thing.pk)
        if "unanswered" in self.request.GET:
            comments = comments.filter(answered_at=None)
        page = page_of(self.request, comments, size=PAGE_SIZE)
        lines = [(comment, answer_form(comment, page.number)) for comment in page]
        unanswered = self.thing.comment_count - self.thing.answered_count
        summaries = selectors.summaries_in(self.thing)
        return super().get_context_data(
            page=page, lines=lines, unanswered=unanswered, summaries=summaries, **kwargs
        )

    def comments_on(self, context):
        return [comment for comment, _ in context["lines"]]


class CommentAnswer(ShowsPeople, CommentPage, FormPage):
    shown_as = "검토 의견"
    form_class = AnswerForm
    template_name = "workflows/reviews/answer.html"
    title = "의견에 답하기"
    submit_label = "처리 저장"
    done = "처리를 저장했습니다."

    def load(self):
        comment = super().load()
        if not comment.review.is_submitted:
            raise Http404
        return comment

    def may(self, thing):
        return permissions.can_manage(self.request.user, self.round.panel.project)

    def get_initial(self):
        return answer_form(self.thing).initial

    def act(self, form):
        facts = dict(form.cleaned_data)
        self.back = facts.pop("back")
        actions.answer(by=self.request.user, comment=self.thing, **facts)
        return redirect(
            f"{self.cancel_url()}{f'?page={self.back}' if self.back else ''}#comment-{self.thing.pk}"
        )

    def refuse(self, form, refusal):
        """The page shows the answer that came first; from now on that one has been seen."""
        self.thing.refresh_from_db(fields=["disposition", "answer", "answered_by", "answered_at"])
        form.data = form.data.copy()
        form.data["seen"] = self.thing.answered_at.isoformat() if self.thing.is_answered else ""
        return super().refuse(form, refusal)

    def cancel_url(self):
        return reverse("reviews:answers", args=[self.round.pk])

    def whose(self, context):
        return f"{self.thing} 쓴 단원", [self.thing.review.membership.user_id]


class RoundResult(Opinions, RoundPage, Page):
    """Everything that was said and what became of it, to print or to take along."""

    template_name = "workflows/reviews/result.html"

    def may(self, thing):
        review = selectors.own_review(thing, self.stand.voice)
        return permissions.can_see_comments(self.stand, thing, review)

    def get(self, request, *args, **kwargs):
        rows = selectors.comments_in(self.thing.pk)
        name = f"{self.thing} 결과"
        if request.GET.get("format") == "csv":
            return csv_response(name, COMMENT_COLUMNS, rows)
        if request.GET.get("format") == "xlsx":
            return xlsx_response(name, COMMENT_COLUMNS, rows)
        return self.render_to_response(self.get_context_data(comments=list(rows)))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            adoption=adoption((comment.disposition for comment in kwargs["comments"]), COMMENT_WORDS),
            summaries=selectors.summaries_in(self.thing),
            **kwargs,
        )
