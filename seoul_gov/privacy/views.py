from django.http import Http404
from django.urls import reverse

from seoul_gov.accounts.models import RoleGrant
from seoul_gov.ui.korean import today
from seoul_gov.ui.lists import PersonalListPage
from seoul_gov.ui.paging import page_of
from seoul_gov.ui.shown import ShowsPeople
from seoul_gov.ui.views import FormPage, Page

from . import actions, permissions, selectors
from .filters import EntryFilter, GrantFilter
from .forms import CheckForm
from .models import AccessEntry
from .months import month_of, said
from .sheets import ENTRY_COLUMNS, GRANT_COLUMNS


class EntryList(PersonalListPage):
    template_name = "privacy/list.html"
    filter_class = EntryFilter
    columns = ENTRY_COLUMNS
    file_name = "개인정보 접속기록"
    shown_as = "개인정보 접속기록"
    subject = "처리자"

    def may(self, thing):
        return permissions.can_read_log(self.request.user)

    def rows(self):
        return AccessEntry.objects.newest_first()

    def get_context_data(self, **kwargs):
        now = today().replace(day=1)
        months = [(f"{month:%Y-%m}", said(month)) for month in (now, selectors.earlier(now)) if month]
        return super().get_context_data(months=months, **kwargs)


class GrantList(PersonalListPage):
    """Who was given which role, by whom, when and why, and when it ended: kept for good, three years at least."""

    template_name = "privacy/grants.html"
    filter_class = GrantFilter
    columns = GRANT_COLUMNS
    file_name = "권한 부여 이력"
    shown_as = "권한 부여 이력"
    subject = "직원"
    person = "user_id"

    def may(self, thing):
        return permissions.can_read_log(self.request.user)

    def rows(self):
        grants = RoleGrant.objects.select_related("user", "department", "granted_by")
        return grants.order_by("-granted_at", "-pk")

    def get_context_data(self, **kwargs):
        grants = list(kwargs["page"]) if "page" in kwargs else []
        enders = selectors.enders(grants)
        lines = [(grant, enders.get(grant.pk, "")) for grant in grants]
        return super().get_context_data(lines=lines, **kwargs)


class MonthPage:
    """What the pages about one month share."""

    def load(self):
        month = month_of(self.kwargs["month"])
        if month is None or month > today():
            raise Http404
        return month

    def get_context_data(self, **kwargs):
        return super().get_context_data(said=said(self.thing), key=self.kwargs["month"], **kwargs)


class MonthDetail(ShowsPeople, MonthPage, Page):
    template_name = "privacy/month.html"
    shown_as = "월별 접속기록"

    def may(self, thing):
        return permissions.can_read_log(self.request.user)

    def get_context_data(self, **kwargs):
        log = selectors.month_page(self.thing)
        return super().get_context_data(
            log=log,
            page=page_of(self.request, log.people, size=20),
            can_check=permissions.can_check(self.request.user) and log.is_over and log.check is None,
            **kwargs,
        )

    def whose(self, context):
        return f"{said(self.thing)} 처리자", [person.actor_id for person in context["log"].people]


class MonthCheck(MonthPage, FormPage):
    template_name = "privacy/check.html"
    form_class = CheckForm
    title = "접속기록 점검 마치기"
    submit_label = "점검 완료"
    done = "접속기록 점검을 마쳤습니다."

    def may(self, thing):
        return permissions.can_check(self.request.user)

    def cancel_url(self):
        return reverse("privacy:month", args=[self.kwargs["month"]])

    def act(self, form):
        return actions.check(by=self.request.user, month=self.thing, note=form.cleaned_data["note"])
