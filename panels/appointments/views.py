from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from panels import permissions as panels
from panels.enums import TextKind
from panels.models import Panel
from panels.selectors import text_of
from seoul_gov.documents.serve import serve
from seoul_gov.papers.enums import PaperState
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import ActionButton, FormPage, Page

from . import actions, norms, permissions, selectors, service, terms
from .forms import NameForm, TermForm
from .models import Appointment

ORDERED = "파일을 만들고 있습니다. 다 되면 이 화면에서 내려받을 수 있습니다."


class MyAppointments(Page):
    """내 위촉: what the person was appointed to, with their papers."""

    template_name = "panels/appointments/mine.html"

    def get_context_data(self, **kwargs):
        page = page_of(self.request, selectors.mine(self.request.user))
        lines = selectors.lines(page)
        return super().get_context_data(
            page=page, lines=lines, is_pending=any(line.is_pending for line in lines), **kwargs
        )


class PanelPage:
    """What the pages about the appointments in one panel share; the panel exists for whom may read it."""

    def load(self):
        found = Panel.objects.select_related("project__department", "project__officer")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return panels.can_read(self.request.user, thing)

    def cancel_url(self):
        return reverse("appointments:panel", args=[self.thing.pk])

    def success_url(self):
        return self.cancel_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(panel=self.thing, **kwargs)


class PanelAppointments(ShowsPeople, PanelPage, Page):
    """The panel's term, and who was appointed under which number, for how long, with which papers."""

    template_name = "panels/appointments/panel.html"
    shown_as = "위촉 명단"

    def may(self, thing):
        return permissions.can_list(self.request.user, thing)

    def get_context_data(self, **kwargs):
        user, panel = self.request.user, self.thing
        page = page_of(self.request, selectors.seats_of(panel), 20)
        lines = selectors.lines(page)
        return super().get_context_data(
            page=page,
            lines=lines,
            is_pending=any(line.is_pending for line in lines),
            missing=panel.memberships.counted().filter(appointment=None).count(),
            can_appoint=permissions.can_appoint(user, panel),
            can_manage=permissions.can_set_term(user, panel),
            **kwargs,
        )

    def whose(self, context):
        return f"‘{self.thing}’ 위촉 명단", [line.seat.user_id for line in context["lines"]]


class TermSet(PanelPage, FormPage):
    form_class = TermForm
    template_name = "panels/appointments/term.html"
    title = "임기 정하기"
    done = "임기를 정했습니다."

    def may(self, thing):
        return permissions.can_set_term(self.request.user, thing)

    def get_initial(self):
        return {"ends_on": self.thing.term_ends_on}

    def get_context_data(self, **kwargs):
        return super().get_context_data(months=norms.months_of(self.thing), **kwargs)

    def act(self, form):
        actions.set_term(by=self.request.user, panel=self.thing, **form.cleaned_data)


class AllRenew(ShowsPeople, PanelPage, FormPage):
    """Another term for everybody whose term ends before a day."""

    form_class = TermForm
    template_name = "panels/appointments/renew_all.html"
    shown_as = "위촉"
    title = "모두 연임하기"
    submit_label = "모두 연임"
    done = "연임하고 본인에게 알렸습니다."
    people = None

    def may(self, thing):
        return permissions.can_set_term(self.request.user, thing)

    def get_context_data(self, **kwargs):
        return super().get_context_data(ends=selectors.ends_of(self.thing), **kwargs)

    def act(self, form):
        actions.renew_all(by=self.request.user, panel=self.thing, **form.cleaned_data)
        seated = self.thing.memberships.seated().filter(appointment__isnull=False)
        self.people = list(seated.values_list("user", flat=True))

    def whose(self, context):
        """The form itself names nobody."""
        return self.people and (f"‘{self.thing}’ 위촉 명단", self.people)


class MissingAppoint(PanelPage, ActionButton):
    """A number for who came into office before numbers were given."""

    done = "위촉 번호와 임기를 부여했습니다."

    def may(self, thing):
        return permissions.can_appoint(self.request.user, thing)

    def act(self):
        actions.appoint_missing(by=self.request.user, panel=self.thing)


class LettersOrder(PanelPage, ActionButton):
    """The letters of everybody in office."""

    done = "위촉장을 만들고 있습니다. 인원이 많으면 몇 분이 걸립니다."

    def may(self, thing):
        return permissions.can_set_term(self.request.user, thing)

    def act(self):
        actions.order_letters(by=self.request.user, panel=self.thing)


class AppointmentPage(ShowsPeople):
    """What the pages about one appointment share: it exists for whose it is, and for whom may read its panel."""

    shown_as = "위촉"

    def load(self):
        found = Appointment.objects.with_facts().select_related("membership__panel__project__officer")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def may_read(self, thing):
        user = self.request.user
        return permissions.is_own(user, thing) or panels.can_read(user, thing.membership.panel)

    def whose(self, context):
        """Where it refuses, it names nobody."""
        membership = self.thing.membership
        return f"‘{membership.panel}’ 단원 {membership.pk}번", [membership.user_id]

    def success_url(self):
        """Back to where the person came from: their own page, or the panel's."""
        if permissions.is_own(self.request.user, self.thing):
            return reverse("appointments:mine")
        return reverse("appointments:panel", args=[self.thing.membership.panel_id])


class AppointmentRenew(AppointmentPage, FormPage):
    form_class = TermForm
    template_name = "panels/appointments/renew.html"
    title = "연임하기"
    submit_label = "연임"
    done = "연임하고 본인에게 알렸습니다."

    def may(self, thing):
        return permissions.can_renew(self.request.user, thing)

    def cancel_url(self):
        return self.success_url()

    def get_context_data(self, **kwargs):
        appointment = self.thing
        panel = appointment.membership.panel
        return super().get_context_data(
            appointment=appointment,
            membership=appointment.membership,
            panel=panel,
            latest=terms.months_on(appointment.ends_on, norms.months_of(panel)),
            last=service.last_day(appointment),
            **kwargs,
        )

    def act(self, form):
        actions.renew(by=self.request.user, appointment=self.thing, **form.cleaned_data)


class AppointmentButton(AppointmentPage, ActionButton):
    """A button beside an appointment."""

    def whose(self, context):
        return None if context else super().whose(context)


class LetterOrder(AppointmentButton):
    done = ORDERED

    def may(self, thing):
        return permissions.can_order(self.request.user, thing)

    def act(self):
        actions.order_letter(by=self.request.user, appointment=self.thing)


class CertificateOrder(AppointmentButton):
    done = ORDERED

    def may(self, thing):
        return permissions.can_order(self.request.user, thing)

    def act(self):
        actions.order_certificate(by=self.request.user, appointment=self.thing)


class NameWithdraw(AppointmentButton):
    done = "이름 공개 동의를 철회했습니다. 사업 공개 화면에 이름이 더 나오지 않습니다."

    def may(self, thing):
        return permissions.can_withdraw_name(self.request.user, thing)

    def act(self):
        actions.withdraw_name(by=self.request.user, appointment=self.thing)


class NameGive(AppointmentPage, FormPage):
    """The present text of the consent to be named, and a tick."""

    form_class = NameForm
    template_name = "panels/appointments/give_name.html"
    title = "이름 공개에 동의하기"
    submit_label = "동의하기"
    done = "이름 공개에 동의했습니다. 마음이 바뀌면 이 화면에서 언제든지 철회할 수 있습니다."

    def may(self, thing):
        return permissions.can_give_name(self.request.user, thing)

    def cancel_url(self):
        return self.success_url()

    @cached_property
    def text(self):
        """The text in force; without one there is nothing to agree to."""
        if text := text_of(TextKind.CONSENT_NAME):
            return text
        raise Http404

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"text": self.text}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            text=self.text, appointment=self.thing, panel=self.thing.membership.panel, **kwargs
        )

    def act(self, form):
        actions.give_name(by=self.request.user, appointment=self.thing, text=self.text)


class PaperFile(AppointmentPage, Page):
    """A file of an appointment, the newest of its kind or that of an earlier term; ``?view`` shows the PDF in the browser."""

    shown_as = "위촉 문서"

    def may(self, thing):
        return permissions.can_read(self.request.user, thing)

    def get(self, request, *args, **kwargs):
        asked = {name: self.kwargs[name] for name in ("kind", "format", "renewals") if name in self.kwargs}
        ready = self.thing.papers.select_related("document").filter(state=PaperState.READY, **asked)
        paper = ready.order_by("-renewals").first()
        if paper is None:
            raise Http404
        return serve(paper.document, inline="view" in request.GET, request=request)
