from django.utils.functional import cached_property

from panels import actions, adoption, permissions
from panels.enums import KINDS_FOR
from panels.forms import AdoptForm
from seoul_gov.ui.forms import tell_refusal
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import FormPage

from .panel import ProjectPage, misses

ADOPT = "adopt"
TO_MEND = (
    "명단에서 {count}명의 줄을 고쳐야 합니다. 아래에서 {places}번째 사람의 확인 결과를 보고 고쳐 주세요."
)


class PanelAdopt(ShowsPeople, ProjectPage, FormPage):
    """An existing committee becomes the panel. The roster is checked first and shown as it was understood; the button
    that sends the invitations stands below a roster that was seen like this."""

    shown_as = "기존 위원회 명단"
    template_name = "panels/panel/adopt.html"
    form_class = AdoptForm
    title = "기존 위원회 활용하기"
    submit_label = "확인"
    done = "기존 위원회를 추진단으로 채택하고 초대를 보냈습니다."

    def may(self, thing):
        return permissions.can_create(self.request.user, thing)

    def get_initial(self):
        return {"kind": self.request.GET.get("kind", "")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"governance_type": self.thing.governance_type}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            project=self.thing, kinds=self.kinds, misses=misses(self.request, self.thing), **kwargs
        )

    @cached_property
    def kinds(self):
        return KINDS_FOR.get(self.thing.governance_type, ())

    def examined(self, form):
        """What is found about the people who were named, for the kind and the committee that were given."""
        facts = form.cleaned_data
        return adoption.examine(
            self.thing, facts["kind"], form.understood.nominees, facts.get("adopted_from", "")
        )

    def form_valid(self, form):
        found = self.examined(form)
        if found.sentences:
            return self.form_invalid(form)
        if ADOPT in self.request.POST and form.cleaned_data["checked"] == form.print:
            return super().form_valid(form)
        changed = ADOPT in self.request.POST
        form.show("checked", form.print)
        return self.render_to_response(self.get_context_data(form=form, found=found, changed=changed))

    def form_invalid(self, form):
        """The page with every mistake, those of the roster too as far as the kind is known."""
        found, kind = None, form.cleaned_data.get("kind")
        if kind and form.understood:
            found = self.examined(form)
            for problem in found.problems:
                form.add_error("roster", problem)
            if faulty := found.faulty:
                places = ", ".join(str(one.place) for one in faulty)
                form.add_error("roster", TO_MEND.format(count=len(faulty), places=places))
        return self.render_to_response(self.get_context_data(form=form, found=found))

    def refuse(self, form, refusal):
        found = self.examined(form)
        tell_refusal(form, refusal)
        return self.render_to_response(self.get_context_data(form=form, found=found), status=409)

    def act(self, form):
        self.adopted = actions.adopt(by=self.request.user, project=self.thing, **form.facts)
        return self.adopted

    def whose(self, context):
        """Whoever was named: the page tells who of them is an official, sits elsewhere or works for a company."""
        if hasattr(self, "adopted"):
            return f"‘{self.adopted}’ 초대", list(self.adopted.memberships.values_list("user", flat=True))
        found = context.get("found")
        return found and (f"‘{self.thing}’ 사업의 기존 위원회", [None] * len(found.findings))
