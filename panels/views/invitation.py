from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache

from panels import actions, invitations, lots, permissions, selectors
from panels.enums import MemberRole, MemberState, PanelKind
from panels.forms import AcceptForm, InviteForm, OptionalReasonForm
from panels.models import Membership
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.verdicts import Verdict
from seoul_gov.ui.views import CONFLICT, FormPage

from .member import SeatButton
from .panel import PanelManagement

EXCLUDED = "이해관계가 있어 이 추진단에는 함께하실 수 없습니다."
SUSPENDED = "초대를 수락했으나, 이해관계를 확인하는 동안 활동이 정지됩니다. 아래에서 내용을 보고 의견을 낼 수 있습니다."
THANKS = "미리 알려 주셔서 고맙습니다."


class MemberInvite(ShowsPeople, PanelManagement, FormPage):
    shown_as = "단원 초대"
    invited = None
    template_name = "panels/invitation/invite.html"
    form_class = InviteForm
    title = "단원 초대하기"
    submit_label = "초대 보내기"
    done = "초대를 보냈습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"panel": self.thing, "by_lot": self.by_lot}

    @cached_property
    def by_lot(self) -> bool:
        return lots.give_places(self.thing)

    def get_context_data(self, **kwargs):
        return super().get_context_data(by_lot=self.by_lot, **kwargs)

    def act(self, form):
        self.invited = actions.invite(by=self.request.user, panel=self.thing, **form.cleaned_data)
        if self.invited.role != MemberRole.SECRETARY:
            self.warn(selectors.load_sentence(selectors.account_of(self.invited.email), but=self.thing))
        return self.invited.panel

    def warn(self, sentence: str) -> None:
        if sentence:
            messages.warning(self.request, f"초대한 분은 {sentence}")

    def whose(self, context):
        return self.invited and (f"‘{self.thing}’ 초대 {self.invited.pk}번", [self.invited.user_id])


class InvitationResend(SeatButton):
    done = "초대를 다시 보냈습니다. 앞서 보낸 링크는 이제 쓸 수 없습니다."

    def act(self):
        actions.resend(by=self.request.user, membership=self.thing)


class InvitationCancel(SeatButton):
    done = "초대를 취소했습니다."

    def act(self):
        actions.cancel_invitation(by=self.request.user, membership=self.thing)


@method_decorator(never_cache, name="dispatch")
class InvitationPage(FormPage):
    """A page that the secret link opens, without a login; a link that does not open says so in a sentence.

    Who has accepted and sits in the panel is led on there.
    """

    signed_in = False
    rule: Callable[..., Verdict]

    def load(self):
        seats = Membership.objects.select_related("panel__project__department", "panel__project__officer")
        seat = seats.filter(pk=self.kwargs["membership_pk"]).first()
        return seat if invitations.fits(seat, self.kwargs["secret"]) else None

    def dispatch(self, request, *args, **kwargs):
        membership = self.load()
        if membership is None:
            return self.closed(invitations.UNKNOWN, status=404)
        if request.method != "POST" and selectors.seat_in(request.user, membership.panel) == membership:
            return redirect(membership.panel)
        if sentence := invitations.why_closed(membership, timezone.now()):
            return self.closed(sentence, status=CONFLICT, membership=membership)
        return super().dispatch(request, *args, **kwargs)

    def closed(self, sentence: str, *, status: int, membership: Membership | None = None):
        """The page that says why the link cannot be used, and the way on for who is in the panel by now."""
        self.template_name = "panels/invitation/closed.html"
        seat = membership and selectors.seat_in(self.request.user, membership.panel)
        department = membership and membership.panel.project.department
        context = {"sentence": sentence, "panel": seat.panel if seat else None, "department": department}
        return self.render_to_response(context, status=status)

    def cancel_url(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        membership = self.thing
        return super().get_context_data(
            membership=membership,
            panel=membership.panel,
            kind=PanelKind(membership.panel.kind),
            verdict=self.verdict(),
            address=covered(membership.email),
            **kwargs,
        )

    def verdict(self) -> Verdict:
        """Whether this person may answer; asked with the reading right given by the link."""
        return self.rule(self.request.user, self.thing)

    def post(self, request, *args, **kwargs):
        if not self.verdict():
            return self.render_to_response(self.get_context_data(), status=403)
        return super().post(request, *args, **kwargs)


class InvitationAccept(InvitationPage):
    template_name = "panels/invitation/accept.html"
    form_class = AcceptForm
    submit_label = "초대 수락"
    rule = staticmethod(permissions.can_answer)

    def post(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        childs = selectors.is_childs(self.thing)
        texts = selectors.texts_for(self.thing.role, guarded=childs is not False)
        facts = {"membership": self.thing, "texts": texts, "childs": childs}
        return super().get_form_kwargs() | facts

    def act(self, form):
        membership = actions.accept(
            by=self.request.user,
            membership=self.thing,
            secret=self.kwargs["secret"],
            texts=form.signed,
            declaration=form.declaration,
            guardian=form.guardian,
        )
        if membership.state == MemberState.EXCLUDED:
            declared = form.declaration and form.declaration.has_conflict
            messages.warning(self.request, f"{EXCLUDED} {THANKS if declared else membership.ended_reason}")
            return redirect("panels:list")
        if membership.state == MemberState.SUSPENDED:
            messages.warning(self.request, SUSPENDED)
            return redirect("panels:list")
        messages.success(self.request, "초대를 수락했습니다. 함께해 주셔서 고맙습니다.")
        return membership.panel


class InvitationDecline(InvitationPage):
    template_name = "panels/invitation/decline.html"
    form_class = OptionalReasonForm
    submit_label = "초대 사양"
    rule = staticmethod(permissions.can_decline)

    def cancel_url(self):
        return reverse("panels:accept", kwargs=self.kwargs)

    def act(self, form):
        actions.decline(
            by=self.request.user,
            membership=self.thing,
            secret=self.kwargs["secret"],
            reason=form.cleaned_data["reason"],
        )
        self.template_name = "panels/invitation/declined.html"
        return self.render_to_response(self.get_context_data(form=None))


def covered(email: str) -> str:
    """An address that its owner knows again and nobody else learns: ``ho***@example.kr``."""
    name, _, host = email.partition("@")
    return f"{name[:2]}***@{host}"
