from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from panels.models import Membership
from panels.selectors import voice_in
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import FormPage
from workflows.meetings import actions, permissions, selectors
from workflows.meetings.enums import AdviceState
from workflows.meetings.forms import AdviceForm, AnswerForm, RecuseForm
from workflows.meetings.models import AdviceNote, AgendaItem, Meeting

from .pages import PartPage

DRAFT = "draft"


class ItemPage(PartPage):
    """A page about one item of a meeting's agenda."""

    def load(self):
        item = get_object_or_404(AgendaItem, pk=self.kwargs["pk"])
        item.meeting = Meeting.objects.with_facts().get(pk=item.meeting_id)
        return item

    def meeting(self, thing):
        return thing.meeting

    @cached_property
    def own(self) -> Membership | None:
        """The seat from which the person speaks in the meeting."""
        return voice_in(self.request.user, self.thing.meeting.panel)


class AdviceWrite(ItemPage, FormPage):
    """A member's advice on one item: kept with one button, handed in with the other."""

    form_class = AdviceForm
    template_name = "workflows/meetings/advise.html"
    title = "자문의견 쓰기"

    def may(self, thing):
        return permissions.can_advise(self.request.user, thing.meeting)

    def own_note(self) -> AdviceNote | None:
        return self.thing.notes.filter(membership=self.own).first()

    def get_initial(self):
        note = self.own_note()
        return {"body": note.body if note else ""}

    def get(self, request, *args, **kwargs):
        note = self.own_note()
        if note and note.state != AdviceState.DRAFT:
            messages.info(request, "이미 제출한 의견입니다.")
            return redirect(self.cancel_url())
        if self.thing.recusals.filter(membership=self.own).exists():
            messages.info(request, "이 안건에서 빠져 자문의견을 쓰지 않습니다.")
            return redirect(self.cancel_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        materials = selectors.materials(self.thing.meeting, self.request.user)
        return super().get_context_data(item=self.thing, materials=materials, **kwargs)

    def act(self, form):
        facts = {"by": self.request.user, "item": self.thing, "body": form.cleaned_data["body"]}
        if DRAFT in self.request.POST:
            actions.save_advice(**facts)
            messages.success(self.request, "적어 두었습니다. 다 쓰면 ‘제출’을 눌러 주세요.")
            return redirect(self.request.path)
        actions.submit_advice(**facts)
        messages.success(self.request, "자문의견을 제출했습니다. 답을 받으면 알려 드립니다.")
        return redirect(self.cancel_url())


class ItemRecuse(ShowsPeople, ItemPage, FormPage):
    """A member takes no part in an item, or an official writes down that one does not."""

    shown_as = "안건의 제척·기피·회피"
    form_class = RecuseForm
    template_name = "workflows/meetings/recuse.html"

    def may(self, thing):
        return permissions.can_recuse(self.request.user, thing.meeting)

    @cached_property
    def seats(self) -> list[Membership] | None:
        """Whom an official may take out; None for a member, who is asked about nobody else."""
        return None if self.own else list(selectors.silent(self.thing, self.thing.meeting))

    @property
    def title(self):
        return "이 안건에서 회피하기" if self.own else "제척·기피·회피 적기"

    @property
    def submit_label(self):
        return "회피하기" if self.own else "안건에서 빼기"

    @property
    def done(self):
        return (
            "이 안건에서 회피했습니다. 담당부서에 알렸습니다."
            if self.own
            else "안건에서 빼고 본인에게 알렸습니다."
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"seats": self.seats}

    def get_context_data(self, **kwargs):
        is_open = self.thing.needs_advice and selectors.takes_advice(self.thing.meeting)
        facts = {"item": self.thing, "seats": self.seats, "is_open": is_open}
        asks = is_open and (self.seats is None or bool(self.seats))
        return super().get_context_data(asks=asks, **facts, **kwargs)

    def whose(self, context):
        return f"‘{self.thing.meeting}’ 회의 단원", [seat.user_id for seat in self.seats or ()]

    def get_success_url(self):
        return f"{self.cancel_url()}#advice"

    def act(self, form):
        facts = dict(form.cleaned_data)
        pk = facts.pop("seat", None)
        seat = self.own or next(seat for seat in self.seats if seat.pk == pk)
        actions.recuse(by=self.request.user, item=self.thing, seat=seat, **facts)


class AdviceAnswer(ShowsPeople, PartPage, FormPage):
    shown_as = "자문의견"
    form_class = AnswerForm
    template_name = "workflows/meetings/answer.html"
    title = "자문의견에 답하기"
    submit_label = "답하기"
    done = "답을 저장하고 의견을 낸 단원에게 알렸습니다."

    def load(self):
        note = get_object_or_404(
            AdviceNote.objects.select_related("item", "membership"), pk=self.kwargs["pk"]
        )
        if note.state == AdviceState.DRAFT:
            raise Http404
        note.item.meeting = Meeting.objects.with_facts().get(pk=note.item.meeting_id)
        return note

    def meeting(self, thing):
        return thing.item.meeting

    def may(self, thing):
        return permissions.can_manage(self.request.user, thing.item.meeting)

    def get_context_data(self, **kwargs):
        return super().get_context_data(note=self.thing, **kwargs)

    def get_success_url(self):
        return f"{self.cancel_url()}#advice"

    def act(self, form):
        actions.answer_advice(by=self.request.user, note=self.thing, **form.cleaned_data)

    def whose(self, context):
        return f"{self.thing} 쓴 단원", [self.thing.membership.user_id]
