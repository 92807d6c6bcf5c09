from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from panels import actions, permissions
from panels.forms import ContractPartyRecordForm
from projects.models import ContractParty, Vendor
from seoul_gov.ui.views import ActionButton, FormPage

from .panel import ProjectPage

SUSPENDED = (
    "이해관계가 있는 것으로 보이는 단원 {count}명의 직무를 정지했습니다. 추진단 화면에서 확인해 주세요."
)


class ContractPartyRecord(ProjectPage, FormPage):
    template_name = "panels/contract/record.html"
    form_class = ContractPartyRecordForm
    title = "관련 업체 기록하기"
    intro = (
        "계약한 업체는 계약할 때마다, 입찰 참여사는 제안서를 받으면 바로 기록해 주세요. "
        "실무추진단과 이해관계가 있는지 확인합니다."
    )
    submit_label = "기록"
    done = "업체를 기록했습니다."

    def may(self, thing):
        return permissions.can_record_party(self.request.user, thing)

    def cancel_url(self):
        return self.thing.get_absolute_url()

    def get_success_url(self):
        return reverse("panels:contract-party-record", args=[self.thing.pk])

    def get_context_data(self, **kwargs):
        parties = self.thing.parties.in_force().select_related("vendor")
        names = Vendor.objects.values_list("name", flat=True)
        return super().get_context_data(project=self.thing, parties=parties, vendors=names, **kwargs)

    def act(self, form):
        facts = form.cleaned_data
        party = actions.record_contract_party(by=self.request.user, project=self.thing, **facts)
        if count := party.suspensions.count():
            messages.warning(self.request, SUSPENDED.format(count=count))


class ContractPartyEnd(ActionButton):
    done = "업체의 참여를 끝냈습니다."

    def load(self):
        return get_object_or_404(ContractParty.objects.select_related("project"), pk=self.kwargs["pk"])

    def may_read(self, thing):
        return permissions.can_list(self.request.user, thing.project)

    def may(self, thing):
        return permissions.can_record_party(self.request.user, thing.project)

    def success_url(self):
        return reverse("panels:contract-party-record", args=[self.thing.project_id])

    def act(self):
        actions.end_contract_party(by=self.request.user, party=self.thing)
