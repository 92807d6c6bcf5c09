from datetime import timedelta

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from projects import permissions as projects
from seoul_gov.documents.serve import serve
from seoul_gov.ui.korean import today
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.views import FormPage, Page
from workflows.reviews import actions, permissions, selectors, state
from workflows.reviews.forms import CancelForm, CloseForm, CommentForm, ExtendForm, OpenForm
from workflows.reviews.marks import marked, section_label
from workflows.runs.models import DutyRun

from .pages import OfficerPage, Opinions, RoundPage

READING_DAYS = timedelta(days=7)
FIRST_COMMENTS = 20
"""How many comments a round's own page shows; the rest is on the page of its result."""


class RoundList(Page):
    template_name = "workflows/reviews/list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            page=page_of(self.request, selectors.rounds_of(user)),
            contracted=selectors.projects_under_contract(user),
            **kwargs,
        )


class RoundOpen(FormPage):
    form_class = OpenForm
    template_name = "workflows/reviews/open.html"
    title = "산출물 검토 열기"
    submit_label = "검토 열기"
    done = "검토를 열고 단원에게 알렸습니다."

    def load(self):
        duties = DutyRun.objects.select_related("stage__run__project__department")
        return get_object_or_404(duties, pk=self.kwargs["duty_pk"])

    def may_read(self, thing):
        return projects.can_read(self.request.user, thing.stage.run.project)

    def may(self, thing):
        return permissions.can_manage(self.request.user, thing.stage.run.project)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"duty": self.thing}

    def get_initial(self):
        return {
            "due_on": max(self.thing.due_on, today() + READING_DAYS),
            "version": self.request.GET.get("version"),
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(duty=self.thing, project=self.thing.stage.run.project, **kwargs)
        fields = context["form"].fields
        return context | {
            "has_versions": bool(fields["version"].choices),
            "has_panels": fields["panel"].queryset.exists(),
        }

    def act(self, form):
        round = actions.open_round(by=self.request.user, duty=self.thing, **form.cleaned_data)
        self.warn_of_haste(round)
        return round

    def warn_of_haste(self, round) -> None:
        """Say that the members have little time; nothing is blocked."""
        left = round.due_on - today()
        if left < READING_DAYS:
            when = f"{left.days}일 뒤" if left else "오늘"
            messages.warning(
                self.request,
                f"검토 기한이 {when}입니다. 읽을 시간이 {READING_DAYS.days}일보다 짧습니다. "
                "‘기한 늦추기’로 늘릴 수 있는지 살펴 주세요.",
            )


class RoundDetail(Opinions, RoundPage, FormPage):
    """The document, and beside it what the person has to say or may read about it."""

    http_method_names = ["get", "head", "options"]
    template_name = "workflows/reviews/detail.html"
    form_class = CommentForm

    def get_initial(self):
        return {"section": section_label(self.request.GET.get("section"))}

    @cached_property
    def reviews(self):
        """One's own review, begun or not, and the submitted ones of others, in one query."""
        return list(selectors.reviews_in(self.thing, self.stand.voice))

    @cached_property
    def review(self):
        """One's own, with its comments; None before the first word."""
        voice = self.stand.voice
        own = [review for review in self.reviews if voice and review.membership_id == voice.pk]
        prefetch_related_objects(own, "comments")
        return own[0] if own else None

    @property
    def can_write(self) -> bool:
        """Whether there is a form: members with a voice, in time, who have not submitted."""
        return (
            self.stand.voice is not None
            and state.takes_words(self.thing)
            and not (self.review and self.review.is_submitted)
        )

    def get_context_data(self, **kwargs):
        round, document = self.thing, self.thing.version.document
        can_see = permissions.can_see_comments(self.stand, round, self.review)
        return super().get_context_data(
            document=document,
            preview=marked(document.preview_html, links=self.can_write),
            review=self.review,
            can_write=self.can_write,
            can_see=can_see,
            can_manage=permissions.can_manage(self.request.user, round.panel.project),
            is_past_due=state.is_past_due(round),
            summaries=self.summaries() if can_see else [],
            silent=self.silent(),
            **self.first_comments(can_see),
            **kwargs,
        )

    def first_comments(self, can_see):
        """What others submitted, as far as it may be seen, and what was said the last time; one's own words stand
        elsewhere on the page."""
        now, before = self.thing.pk, self.thing.earlier_id
        rounds = [now] * bool(can_see) + [before] * bool(before)
        found = selectors.first_comments_in(rounds, FIRST_COMMENTS, without=self.review) if rounds else {}
        return {"comments": found.get(now, []), "earlier": found.get(before, [])}

    def comments_on(self, context):
        return [*context["comments"], *context["earlier"]]

    def silent(self):
        """Who has not submitted yet, by name, for the staff who may know the names."""
        knows = self.stand.is_staff and self.stand.sees_names
        return list(selectors.still_to_speak(self.thing)) if knows and self.thing.is_open else []

    def summaries(self):
        """The general remarks of others."""
        return [review for review in self.reviews if review.summary and review != self.review]


class RoundFile(RoundPage, Page):
    """The file under review; the right to it is asked in every request."""

    def get(self, request, *args, **kwargs):
        return serve(self.thing.version.document, inline="download" not in request.GET, request=request)


class RoundExtend(OfficerPage, FormPage):
    form_class = ExtendForm
    template_name = "workflows/reviews/extend.html"
    title = "검토 기한 늦추기"
    submit_label = "기한 늦추기"
    done = "기한을 늦추고 단원에게 알렸습니다."

    def act(self, form):
        return actions.extend(by=self.request.user, round=self.thing, **form.cleaned_data)


class RoundClose(OfficerPage, FormPage):
    form_class = CloseForm
    template_name = "workflows/reviews/close.html"
    title = "검토 마감"
    submit_label = "검토 마감"
    done = "검토를 마감하고 의견을 낸 단원에게 처리 결과를 알렸습니다."

    def get_form_kwargs(self):
        may_be_early = not state.is_past_due(self.thing) and self.thing.missing_count > 0
        return super().get_form_kwargs() | {"may_be_early": may_be_early}

    def get_context_data(self, **kwargs):
        unanswered = self.thing.comment_count - self.thing.answered_count
        return super().get_context_data(unanswered=unanswered, **kwargs)

    def act(self, form):
        return actions.close(by=self.request.user, round=self.thing, **form.cleaned_data)


class RoundCancel(OfficerPage, FormPage):
    form_class = CancelForm
    template_name = "workflows/reviews/cancel.html"
    title = "검토 취소"
    intro = "취소한 검토는 다시 열 수 없고, 과제를 마친 것으로 치지 않습니다."
    submit_label = "검토 취소"
    done = "검토를 취소하고 단원에게 알렸습니다."

    def act(self, form):
        return actions.cancel(by=self.request.user, round=self.thing, **form.cleaned_data)
