"""Before the draw: trials of the rules, and the commitment to one of them."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from panels.calls.models import RecruitmentCall
from panels.calls.views.pages import WriterPage
from panels.draws import actions, drum, norms, permissions, told, trying
from panels.draws.actions import commitments, moment
from panels.draws.enums import Source
from panels.draws.forms import CommitForm, TrialForm
from panels.draws.models import Trial
from panels.lottery import Change, Quota, ordered, read_priority
from panels.lottery.priority import Priority
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.views import ActionButton, FormPage, Page


@dataclass(frozen=True)
class Blocked:
    """Why nothing can be drawn now, and the page on which something can be done about it."""

    sentence: str
    label: str
    url: str

    def __str__(self) -> str:
        return self.sentence


WAYS = {
    "unread": ("심사하러 가기", "screening:queue"),
    "points": ("추첨 명단 확정하기", "draws:commit"),
    "round": ("선정 결과 확정하기", "selections:decide"),
    "trial": ("추첨 시안으로 돌아가기", "draws:trials"),
}


def blocked_by(refusal: ValidationError, call: RecruitmentCall) -> Blocked:
    """The refusal with its way on; the call's page where there is nothing to be done."""
    code = refusal.error_list[0].code
    if code == "once":
        return Blocked(refusal.messages[0], "추첨 보기", call.lottery.get_absolute_url())
    label, door = WAYS.get(code, ("모집공고 보기", "calls:detail"))
    return Blocked(refusal.messages[0], label, reverse(door, args=[call.pk]))


class Moment(WriterPage):
    """A page that says why nothing can be drawn now."""

    @cached_property
    def found(self) -> tuple[list[drum.Entrant], Blocked | None]:
        """Everybody who may be drawn, or why it is not the time."""
        try:
            return self.asked(), None
        except ValidationError as refusal:
            return [], blocked_by(refusal, self.call)

    def asked(self) -> list[drum.Entrant]:
        return moment.people_to_draw(self.request.user, self.call)

    @property
    def people(self) -> list[drum.Entrant]:
        return self.found[0]

    @property
    def blocked(self) -> Blocked | None:
        return self.found[1]


def told_of(trial: Trial) -> dict:
    """What the page about a trial shows."""
    return {
        "trial": trial,
        "way": told.way_of(trial),
        "prices": told.prices(trial),
        "certain": told.fixed(trial.certain),
        "shut_out": told.fixed(trial.shut_out),
        "relaxations": told.relaxations(trial),
    }


class Trials(Moment, FormPage):
    """The newest trial of a call, all versions, and the form for the next one, which begins with the last one's rules.

    ``?trial=&way=`` begins with a trial and one of the smallest changes that would make it possible.
    """

    form_class = TrialForm
    template_name = "panels/draws/trials.html"
    title = "추첨 시안"
    submit_label = "시안 계산하기"
    done = "계산을 맡겼습니다. 끝나면 이 화면에 결과가 나옵니다."

    def asked(self) -> list[drum.Entrant]:
        return moment.people_to_try(self.request.user, self.call)

    @cached_property
    def trials(self) -> list[Trial]:
        return list(self.call.trials.light().select_related("created_by").order_by("version"))

    @property
    def newest(self) -> Trial | None:
        return self.trials[-1] if self.trials else None

    @property
    def is_going_on(self) -> bool:
        return self.newest is not None and self.newest.is_going_on

    def get_form_kwargs(self):
        quotas, priority = self.beginning()
        kwargs = {"quotas": quotas, "priority": priority, "seats": self.call.seats}
        return super().get_form_kwargs() | kwargs | {"is_first": not self.trials}

    def beginning(self) -> tuple[tuple[Quota, ...], Priority]:
        """The rules that the form begins with; every value that is there has a quota."""
        usual = drum.usual_quotas(self.people, self.call.seats) if self.people else ()
        if self.newest is None:
            return usual, read_priority("", len(drum.TIERS), self.call.seats)
        quotas, priority = self.taken_over()
        known = {(one.feature, one.value) for one in quotas}
        new = (one for one in usual if (one.feature, one.value) not in known)
        return ordered([*quotas, *new]), priority

    def taken_over(self) -> tuple[tuple[Quota, ...], Priority]:
        """The rules of the newest trial, after the change that was asked for."""
        trial, way = self.newest, self.request.GET.get("way", "")
        rules = drum.rules_of(trial.seats, trial.quotas_read, trial.priority)
        ways = trial.findings.get("ways", [])
        chosen = ways[int(way)] if way.isascii() and way.isdigit() and int(way) < len(ways) else []
        return trying.changed(rules, [Change(*one) for one in chosen])

    def get_context_data(self, **kwargs):
        if self.is_going_on:
            kwargs.setdefault("form", None)
        return super().get_context_data(
            **self.moment(),
            versions=page_of(self.request, told.versions(self.trials)[::-1]),
            is_going_on=self.is_going_on,
            usual=self.usual_in_words(),
            **(told_of(self.newest) if self.newest else {}),
            **kwargs,
        )

    def usual_in_words(self) -> str:
        """What the form begins with before there is a version; empty later."""
        if self.newest or not self.people:
            return ""
        return told.usual(drum.usual_quotas(self.people, self.call.seats), self.call.seats)

    def moment(self) -> dict:
        """Whether a next version may be tried, and whether screening has changed since the newest one; not asked while one is
        being computed, when the page comes every few seconds."""
        if self.is_going_on:
            return {"people": 0, "blocked": None, "is_current": False}
        now = drum.fingerprint(self.people, self.call.seats)
        is_current = not self.blocked and self.newest is not None and self.newest.fingerprint == now
        return {"people": len(self.people), "blocked": self.blocked, "is_current": is_current}

    def act(self, form):
        actions.try_out(
            by=self.request.user,
            call=self.call,
            quotas=form.chosen,
            priority=form.priority,
            reason=form.cleaned_data.get("reason", ""),
        )
        return redirect("draws:trials", self.call.pk)


class TrialPage:
    """A page about one version for the officers who answer for the call."""

    def load(self):
        return get_object_or_404(Trial.objects.with_facts().light(), pk=self.kwargs["pk"])

    def may(self, thing):
        return permissions.can_try(self.request.user, thing.call)

    def get_context_data(self, **kwargs):
        call = self.thing.call
        facts = {"call": call, "panel": call.panel, "project": call.panel.project}
        return super().get_context_data(**facts | told_of(self.thing) | kwargs)


class TrialDetail(TrialPage, Page):
    """A version as it was, with the way to what can be done with it."""

    template_name = "panels/draws/trial.html"


class TrialCancel(TrialPage, ActionButton):
    done = "계산을 취소했습니다."

    def act(self):
        return actions.cancel(by=self.request.user, trial=self.thing)

    def success_url(self):
        return reverse("draws:trials", args=[self.thing.call_id])


class CommitPage(FormPage):
    """Source and time; the commitment is published by it."""

    form_class = CommitForm
    template_name = "panels/draws/commit.html"
    title = "추첨 명단 확정하기"
    submit_label = "명단 확정하고 약속값 공개"
    done = "추첨 명단을 확정하고 약속값을 공개했습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"earliest": timezone.now() + norms.lead()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(sources=list(Source), **kwargs)


class TrialCommit(TrialPage, CommitPage):
    """The commitment to a trial."""

    @cached_property
    def blocked(self) -> Blocked | None:
        """Why it cannot be committed to."""
        call = self.thing.call
        try:
            people = moment.people_to_draw(self.request.user, call)
            commitments.refuse_trial(self.thing, call, people)
        except ValidationError as refusal:
            return blocked_by(refusal, call)
        return None

    def get_context_data(self, **kwargs):
        return super().get_context_data(blocked=self.blocked, **kwargs)

    def cancel_url(self):
        return reverse("draws:trials", args=[self.thing.call_id])

    def act(self, form):
        return actions.commit(by=self.request.user, trial=self.thing, plan=form.plan)


class TieCommit(Moment, CommitPage):
    """The same for equals at the cut line. A call that draws lots goes on with its trials."""

    def get(self, request, *args, **kwargs):
        if self.call.draws_lots:
            return redirect("draws:trials", self.call.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(people=len(self.people), blocked=self.blocked, **kwargs)

    def act(self, form):
        return actions.commit_ties(by=self.request.user, call=self.call, plan=form.plan)
