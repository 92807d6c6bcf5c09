"""The draw itself: what everybody reads, the entry of its value, and the files."""

import io
import unicodedata
import zipfile

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from panels.calls.enums import CallPhase
from panels.calls.state import phase
from panels.draws import actions, drum, permissions, sources, told
from panels.draws.enums import Source, Way
from panels.draws.forms import EnterForm
from panels.draws.models import LotteryRun, Replacement
from panels.lottery import package_files
from seoul_gov.ui.views import FormPage, Page

LONGEST_NUMBER = 20
FEW_RANGES = 12
"""So many runs of ticket numbers are read at a glance; more are folded."""


class RunPage:
    """A page about a draw; everybody reads it."""

    signed_in = False

    def load(self):
        return get_object_or_404(LotteryRun.objects.with_facts(), pk=self.kwargs["pk"])

    @property
    def run(self) -> LotteryRun:
        return self.thing

    def get_context_data(self, **kwargs):
        run = self.run
        return super().get_context_data(
            run=run,
            call=run.call,
            project=run.call.panel.project,
            source=Source(run.source),
            round=run.named_round,
            round_address=sources.address_of(run.source, run.round),
            is_time=timezone.now() >= run.draws_at,
            is_off=not run.is_drawn and phase(run.call) == CallPhase.CANCELLED,
            **kwargs,
        )


class DrawDetail(RunPage, Page):
    """The commitment, the time, and after it the result; with ``?number=`` somebody's own tickets."""

    template_name = "panels/draws/detail.html"

    def get_context_data(self, **kwargs):
        run, number = self.run, as_typed(self.request.GET.get("number", ""))
        replacements = list(run.replacements.order_by("turn").defer("pool", "rules", "lottery", "plan"))
        numbers = [line.split(",")[0] for line in run.pool.splitlines()[1:]]
        least, greatest = drum.least_and_greatest(run.lottery, numbers)
        known = number in numbers
        ranges = drum.ranges_of(run.lottery, number) if known else []
        tickets = sum(last - first + 1 for first, last in ranges)
        return super().get_context_data(
            people=len(numbers),
            least=100 * least,
            greatest=100 * greatest,
            number=number,
            known=known,
            tickets=tickets,
            ranges=ranges,
            many_ranges=len(ranges) > FEW_RANGES,
            chance=100 * tickets / run.tickets,
            is_inside=number in run.inside,
            address=settings.PORTAL_BASE_URL + run.get_absolute_url(),
            outcome=outcome_of(run, replacements, number),
            replacements=replacements,
            drawn=told.fates(run.panel, replacements),
            alternates=told.fates(run.alternates, replacements),
            is_panel=run.way == Way.PANEL,
            **versions_of(run),
            may_enter=permissions.can_enter(self.request.user, run) and not run.is_drawn,
            **kwargs,
        )


def versions_of(run: LotteryRun) -> dict:
    """How the rules came about: all trials, and what every way to treat tiers would have cost in the one that was taken."""
    trials = list(run.call.trials.light().order_by("version"))
    taken = [trial for trial in trials if trial.pk == run.trial_id]
    return {
        "versions": told.versions(trials),
        "prices": [line for trial in taken for line in told.prices(trial)],
    }


def as_typed(number: str) -> str:
    """A number as the files have it, whatever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", number).strip().upper()[:LONGEST_NUMBER]


def outcome_of(run: LotteryRun, replacements: list[Replacement], number: str) -> str:
    """What became of a number, in one Korean sentence; empty before the draw."""
    if not run.is_drawn:
        return ""
    for one in reversed(replacements):
        if number in one.added:
            return f"{one.turn}차 교체 추첨에서 뽑혔습니다."
        if number in one.gone:
            return f"{one.turn}차 교체 추첨 전에 빠졌습니다."
    if number in run.panel:
        return "뽑혔습니다."
    if number in run.alternates:
        return f"예비 {run.alternates.index(number) + 1}번입니다."
    return "이번에는 뽑히지 않았습니다."


class DrawEnter(RunPage, FormPage):
    """Where the two clerks enter the value, each on their own."""

    signed_in = True
    form_class = EnterForm
    template_name = "panels/draws/enter.html"
    title = "추첨 값 적기"
    submit_label = "값 적기"

    def may(self, thing):
        return permissions.can_enter(self.request.user, thing)

    def get(self, request, *args, **kwargs):
        if self.run.is_drawn:
            return redirect(self.run)
        return super().get(request, *args, **kwargs)

    def refuse(self, form, refusal):
        """Two values that differ let both clerks begin anew: the page says so, and not what was true before."""
        self.run.refresh_from_db(fields=["first_by", "first_value"])
        return super().refuse(form, refusal)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"example": Source(self.run.source).example}

    def act(self, form):
        run = actions.enter(by=self.request.user, run=self.run, value=form.cleaned_data["value"])
        done = (
            "추첨을 마쳤습니다."
            if run.is_drawn
            else "값을 적었습니다. 다른 담당자가 같은 값을 적으면 추첨됩니다."
        )
        messages.success(self.request, done)
        return run


class DrawPackage(RunPage, Page):
    """Everything that is needed to check the draw, as a ZIP file: numbers and no names."""

    def get(self, request, *args, **kwargs):
        return zipped(f"draw-{self.run.pk}.zip", self.run)


class ReplacementPackage(Page):
    """The same of a replacement."""

    signed_in = False

    def load(self):
        return get_object_or_404(Replacement.objects.select_related("run"), pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        replacement = self.thing
        return zipped(f"draw-{replacement.run_id}-{replacement.turn}.zip", replacement)


def zipped(name: str, drawn: LotteryRun | Replacement) -> HttpResponse:
    """The package of a lottery as one file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as folder:
        for file, data in package_files(drawn.record, drawn.result).items():
            folder.writestr(zipfile.ZipInfo(file), data)
    response = HttpResponse(content.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
