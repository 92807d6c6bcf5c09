from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from panels import actions, permissions, selectors
from panels.composition import PRINCIPLES
from panels.conflicts import permissions as conflicts
from panels.conflicts.selectors import of_person
from panels.enums import KINDS_FOR, PanelKind, PanelState
from panels.forms import ActivateForm, KindChoiceForm, PanelForm
from panels.invitations import path_of
from panels.kind_choice import suggest
from panels.models import Panel
from panels.roster import roster_for
from projects.models import Project
from seoul_gov.ui.forms import ReasonForm
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import FormPage, Page


class ProjectPage:
    """What the pages about a project's panels share; the project exists for whom may read it."""

    def load(self):
        return get_object_or_404(Project.objects.with_people(), pk=self.kwargs["project_pk"])

    def may_read(self, thing):
        return permissions.can_list(self.request.user, thing)

    def cancel_url(self):
        return reverse("panels:project", args=[self.thing.pk])


class PanelPage:
    """What the pages about one panel share."""

    def load(self):
        panels = Panel.objects.select_related("project__department", "project__officer")
        return get_object_or_404(panels, pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_read(self.request.user, thing)

    def get_context_data(self, **kwargs):
        return super().get_context_data(panel=self.thing, **kwargs)


class PanelManagement(PanelPage):
    """A page on which the department's officers do something with the panel."""

    def may(self, thing):
        return permissions.can_manage(self.request.user, thing)


class PanelList(Page):
    """내 추진단: the person's own seats and the invitations that wait for them."""

    template_name = "panels/panel/list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        invited = [(seat, path_of(seat)) for seat in selectors.invitations_for(user)]
        past = user.memberships.exclude(ended_at=None).select_related("panel__project").order_by("-ended_at")
        return super().get_context_data(
            seats=selectors.seats(user),
            invited=invited,
            past=past,
            suspensions=of_person(user),
            **kwargs,
        )


class ProjectPanels(ProjectPage, Page):
    template_name = "panels/panel/project.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            project=self.thing,
            panels=selectors.with_size(self.thing.panels),
            parties=self.thing.parties.in_force().select_related("vendor"),
            can_create=permissions.can_create(self.request.user, self.thing),
            **kwargs,
        )


class KindChoice(ProjectPage, Page):
    """어떤 추진단이 필요한가: three questions, and the kind that fits within the project's type."""

    template_name = "panels/panel/kind.html"

    def may(self, thing):
        return permissions.can_create(self.request.user, thing)

    def get_context_data(self, **kwargs):
        form = KindChoiceForm(self.request.GET or None)
        found = suggest(self.thing.governance_type, **form.cleaned_data) if form.is_valid() else None
        return super().get_context_data(project=self.thing, form=form, found=found, **kwargs)


def misses(request, project) -> bool:
    """Whether the address asks for a kind of panel that the project's type does not allow, or that there is not."""
    kind = request.GET.get("kind", "")
    return bool(kind) and kind not in KINDS_FOR.get(project.governance_type, ())


class PanelCreate(ProjectPage, FormPage):
    template_name = "panels/panel/create.html"
    form_class = PanelForm
    title = "추진단 구성하기"
    submit_label = "구성 시작"
    done = "추진단 구성을 시작했습니다. 이제 단원을 초대해 주세요."

    def may(self, thing):
        return permissions.can_create(self.request.user, thing)

    def get_initial(self):
        return {"kind": self.request.GET.get("kind", "")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"governance_type": self.thing.governance_type}

    def get_context_data(self, **kwargs):
        kwargs["misses"] = misses(self.request, self.thing)
        kinds = [(kind, PRINCIPLES.get(kind, ())) for kind in KINDS_FOR.get(self.thing.governance_type, ())]
        return super().get_context_data(project=self.thing, kinds=kinds, **kwargs)

    def act(self, form):
        return actions.create(by=self.request.user, project=self.thing, **form.cleaned_data)


class PanelDetail(ShowsPeople, PanelPage, Page):
    template_name = "panels/panel/detail.html"
    shown_as = "추진단 구성원"

    def get_context_data(self, **kwargs):
        user, panel = self.request.user, self.thing
        kind = PanelKind(panel.kind)
        seat, roster = selectors.seat_in(user, panel), roster_for(user, panel)
        return super().get_context_data(
            kind=kind,
            principles=PRINCIPLES.get(panel.kind, ()),
            roster=roster,
            makeup=selectors.makeup(panel),
            seat=seat,
            appointment=appointment_of(seat, roster),
            sees_members=permissions.sees_members(user, panel.project),
            call=panel.calls.filter(cancelled_at=None).first(),
            signatures=seat.signatures.select_related("text") if seat else (),
            is_staff=permissions.sees_everybody(user, panel),
            sees_names=permissions.sees_names(user, panel),
            can_activate=permissions.can_activate(user, panel) and panel.state == PanelState.FORMING,
            can_manage=permissions.can_manage(user, panel) and panel.state != PanelState.DISSOLVED,
            sees_conflicts=kind.excludes_conflicts and conflicts.can_list(user, panel),
            **kwargs,
        )

    def whose(self, context):
        return f"‘{self.thing}’ 단원", [line.seat.user_id for line in context["roster"].lines]


def appointment_of(seat, roster):
    """The appointment of the person who looks, read with the roster; None for who has none."""
    own = next((line.seat for line in roster.lines if line.seat == seat), None)
    return getattr(own, "appointment", None)


class PanelActivate(PanelPage, FormPage):
    template_name = "panels/panel/activate.html"
    form_class = ActivateForm
    title = "추진단 구성 마치기"
    submit_label = "구성 마치기"
    done = "추진단 구성을 마쳤습니다. 구성원에게 알렸습니다."

    def may(self, thing):
        return permissions.can_activate(self.request.user, thing)

    @cached_property
    def makeup(self):
        return selectors.makeup(self.thing)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"asks_reason": bool(self.makeup.departures)}

    def get_context_data(self, **kwargs):
        pending = self.thing.memberships.pending().count()
        return super().get_context_data(makeup=self.makeup, pending=pending, **kwargs)

    def act(self, form):
        reason = form.cleaned_data.get("size_reason", "")
        return actions.activate(by=self.request.user, panel=self.thing, size_reason=reason)


class PanelDissolve(ShowsPeople, PanelManagement, FormPage):
    shown_as = "추진단 해산"
    form_class = ReasonForm
    title = "추진단 해산하기"
    intro = "해산하면 모든 구성원의 위촉이 끝나고 남은 초대가 취소됩니다. 사유는 구성원에게 알립니다. 되돌릴 수 없습니다."
    submit_label = "해산"
    done = "추진단을 해산했습니다."

    def act(self, form):
        seats = self.thing.memberships.filter(ended_at=None)
        self.ended = list(seats.values_list("user", flat=True))
        return actions.dissolve(by=self.request.user, panel=self.thing, reason=form.cleaned_data["reason"])

    def whose(self, context):
        """The form itself names nobody."""
        return None if context or not hasattr(self, "ended") else (f"‘{self.thing}’ 단원", self.ended)
