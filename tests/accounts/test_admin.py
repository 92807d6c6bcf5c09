from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from projects.models import Vendor
from seoul_gov.accounts import actions
from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import Department, RoleGrant, User
from tests import factories

GRANTS = reverse("admin:accounts_rolegrant_changelist")
GRANT = reverse("admin:accounts_rolegrant_add")
PEOPLE = reverse("admin:accounts_user_changelist")


def person_url(user):
    return reverse("admin:accounts_user_change", args=[user.pk])


NO_GRANTS = {"role_grants-TOTAL_FORMS": "0", "role_grants-INITIAL_FORMS": "0"}


def shown(person, **typed):
    """What the page of a person sends: what it showed when it was opened, and what was typed since."""
    facts = {"email": person.email, "name": person.name, "is_active": "on"}
    before = {f"initial-{name}": "True" if name == "is_active" else value for name, value in facts.items()}
    sent = {name: value for name, value in (facts | typed).items() if value is not None}
    return before | sent | NO_GRANTS


def grant_url(grant):
    return reverse("admin:accounts_rolegrant_change", args=[grant.pk])


@pytest.fixture
def desk(client, administrator):
    """The admin in the hands of an administrator."""
    client.force_login(administrator)
    return client


def errors(response):
    return {name: list(found) for name, found in response.context["adminform"].form.errors.items()}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_other_roles_do_not_get_in(client, department, role):
    client.force_login(
        factories.make_official(role, department=department if role.needs_department else None)
    )
    for url in (reverse("admin:index"), PEOPLE, GRANTS, GRANT):
        assert client.get(url, follow=True).status_code == 403


def test_an_ended_administrator_is_out_at_the_next_request(desk, administrator):
    second = factories.make_administrator(name="둘째")
    assert desk.get(PEOPLE).status_code == 200
    actions.end(by=second, grant=administrator.role_grants.get())
    assert desk.get(PEOPLE, follow=True).status_code == 403


def test_visitors_log_in_where_everybody_does(client, db):
    response = client.get(PEOPLE, follow=True)
    assert response.request["PATH_INFO"] == reverse("account_login")
    assert response.context["redirect_field_value"] == PEOPLE


def test_login_logout_and_password_are_the_portals(desk):
    assert desk.get(reverse("admin:login"))["Location"] == reverse("admin:index")
    assert desk.get(reverse("admin:password_change"))["Location"] == reverse("account_change_password")
    assert 'id="logout-form" method="post"' in desk.get(reverse("admin:index")).content.decode()
    assert desk.get(reverse("admin:logout")).status_code == 405
    assert "_auth_user_id" in desk.session
    assert desk.post(reverse("admin:logout"))["Location"] == reverse("home")
    assert "_auth_user_id" not in desk.session


def test_a_person_is_added_without_a_password(desk):
    desk.post(reverse("admin:accounts_user_add"), {"email": "New@City.example", "name": "새사람"})
    person = User.objects.get(email="new@city.example")
    assert (person.name, person.has_usable_password(), person.agreed_at) == ("새사람", False, None)


def test_an_address_is_taken_in_any_case(desk, citizen):
    add = reverse("admin:accounts_user_add")
    assert errors(desk.post(add, {"email": citizen.email.upper(), "name": "둘"})) == {
        "email": [actions.TAKEN]
    }
    other = factories.make_user()
    facts = shown(other, email=citizen.email.upper(), name="둘")
    assert errors(desk.post(person_url(other), facts)) == {"email": [actions.TAKEN]}
    assert errors(desk.post(add, {"email": "x", "name": "둘"})).keys() == {"email"}


def test_a_person_is_corrected(desk, citizen):
    facts = shown(citizen, email="Other@example.test", name="한사람", is_active=None)
    assert desk.post(person_url(citizen), facts).status_code == 302
    citizen = User.objects.get(pk=citizen.pk)
    assert (citizen.email, citizen.name, citizen.is_active) == ("other@example.test", "한사람", False)
    assert citizen.emailaddress_set.get().email == "other@example.test"


def test_a_stale_page_undoes_nothing(desk, citizen):
    page = desk.get(person_url(citizen)).content.decode()
    assert 'name="initial-email"' in page
    sent = shown(citizen, name="한시민2")
    User.objects.filter(pk=citizen.pk).update(email="moved@example.test", is_active=False)
    assert desk.post(person_url(citizen), sent).status_code == 302
    citizen = User.objects.get(pk=citizen.pk)
    assert (citizen.name, citizen.email, citizen.is_active) == ("한시민2", "moved@example.test", False)


def test_the_last_administrator_stays(desk, administrator):
    facts = shown(administrator, is_active=None)
    assert errors(desk.post(person_url(administrator), facts)) == {"is_active": [actions.LAST]}
    response = desk.post(
        GRANTS, {"action": "end", "_selected_action": administrator.role_grants.get().pk}, follow=True
    )
    assert actions.LAST in response.content.decode()
    assert User.objects.get(pk=administrator.pk).is_administrator


def test_a_role_is_given_for_a_reason(desk, administrator, citizen, department):
    page = desk.get(f"{GRANT}?user={citizen.pk}")
    assert page.context["adminform"].form.initial["user"] == str(citizen.pk)
    facts = {"user": citizen.pk, "role": "officer", "department": department.pk, "reason": "인사 발령"}
    assert desk.post(GRANT, facts).status_code == 302
    grant = RoleGrant.objects.get(user=citizen)
    assert (grant.granted_by, grant.reason, grant.department) == (administrator, "인사 발령", department)


@pytest.mark.parametrize("role", ["officer", "head"])
def test_a_missing_department_is_told_at_its_field(desk, citizen, role):
    response = desk.post(GRANT, {"user": citizen.pk, "role": role, "department": "", "reason": ""})
    assert errors(response) == {"department": [actions.NO_PLACE]}


def test_a_role_twice_is_told_on_the_page(desk, official, auditor, department):
    facts = {"user": official.pk, "role": "officer", "department": department.pk, "reason": ""}
    assert errors(desk.post(GRANT, facts)) == {"__all__": [actions.TWICE]}
    facts = {"user": auditor.pk, "role": "auditor", "department": "", "reason": ""}
    assert errors(desk.post(GRANT, facts)) == {"__all__": [actions.TWICE]}
    assert errors(desk.post(GRANT, {"user": "", "role": "", "department": ""})).keys() == {"user", "role"}


def test_a_race_comes_back_as_a_sentence(desk, citizen, monkeypatch):
    # What the form saw is outdated when the action looks again.
    seen = iter(["", actions.TWICE])
    monkeypatch.setattr(actions, "why_not", lambda **facts: next(seen))
    response = desk.post(
        GRANT, {"user": citizen.pk, "role": "auditor", "department": "", "reason": ""}, follow=True
    )
    assert actions.TWICE in response.content.decode()
    assert not citizen.role_grants.exists()


def moment(when):
    when = timezone.localtime(when)
    return {"ended_at_0": when.date().isoformat(), "ended_at_1": when.time().isoformat("seconds")}


def test_a_role_is_ended_later_or_now(desk, official):
    grant = official.role_grants.get()
    later = timezone.now().replace(microsecond=0) + timedelta(days=2)
    desk.post(grant_url(grant), moment(later))
    assert official.role_grants.get().ended_at == later
    response = desk.post(grant_url(grant), {"ended_at_0": "", "ended_at_1": ""})
    assert errors(response) == {"ended_at": [actions.OPEN_AGAIN]}
    desk.post(GRANTS, {"action": "end", "_selected_action": grant.pk})
    assert not User.objects.get(pk=official.pk).is_official


def test_history_is_not_written_anew(desk, official, auditor, department):
    grant = official.role_grants.get()
    response = desk.post(grant_url(grant), moment(timezone.now() - timedelta(days=1)))
    assert errors(response) == {"ended_at": [actions.BACKDATED]}
    before = RoleGrant.objects.values().get(pk=grant.pk)
    changed = {"user": auditor.pk, "role": "head", "granted_at_0": "2020-01-01", "granted_at_1": "00:00:00"}
    desk.post(grant_url(grant), changed | {"ended_at_0": "", "ended_at_1": ""})
    assert RoleGrant.objects.values().get(pk=grant.pk) == before


def test_an_ended_role_is_only_shown(desk, administrator, official):
    grant = actions.end(by=administrator, grant=official.role_grants.get())
    page = desk.get(grant_url(grant))
    assert page.context["adminform"].form.fields == {}
    desk.post(grant_url(grant), moment(timezone.now() + timedelta(days=1)))
    assert official.role_grants.get().ended_at == grant.ended_at
    response = desk.post(GRANTS, {"action": "end", "_selected_action": grant.pk}, follow=True)
    assert actions.OVER in response.content.decode()


@pytest.mark.parametrize("model", [User, RoleGrant, Department])
def test_nobody_deletes(desk, rf, administrator, official, model):
    name = model._meta.model_name
    thing = model.objects.latest("pk")
    url = reverse(f"admin:accounts_{name}_delete", args=[thing.pk])
    assert desk.post(url, {"post": "yes"}).status_code == 403
    changelist = reverse(f"admin:accounts_{name}_changelist")
    desk.post(changelist, {"action": "delete_selected", "_selected_action": thing.pk, "post": "yes"})
    assert model.objects.filter(pk=thing.pk).exists()


def test_a_lost_telephone_is_confirmed_first(desk, official):
    Authenticator.objects.create(user=official, type="totp", data={"secret": "x"})
    page = desk.post(PEOPLE, {"action": "reset_login", "_selected_action": official.pk})
    assert official.email in page.content.decode()
    assert Authenticator.objects.exists()
    desk.post(PEOPLE, {"action": "reset_login", "_selected_action": official.pk, "confirmed": "1"})
    assert not Authenticator.objects.exists()
    page = desk.get(reverse("admin:accounts_user_history", args=[official.pk])).content.decode()
    assert "로그인 정보" in page and "초기화" in page


def test_the_history_of_a_person_a_role_and_a_department(desk, administrator, official, department):
    actions.end(by=administrator, grant=official.role_grants.get())
    desk.post(
        reverse("admin:accounts_department_change", args=[department.pk]),
        {"name": "디지털정책과", "office": "디지털도시국", "phone": "", "is_active": "on"},
    )
    for thing, word in (
        (official, "김담당"),
        (official.role_grants.get(), "종료일시"),
        (department, "디지털도시국"),
    ):
        name = thing._meta.model_name
        page = desk.get(reverse(f"admin:accounts_{name}_history", args=[thing.pk])).content.decode()
        assert word in page
    assert administrator.name in page


def test_the_change_log_tells_who_works_for_a_company(desk, administrator, citizen):
    vendor = Vendor.objects.create(name="한빛정보")
    url = reverse("admin:projects_vendor_change", args=[vendor.pk])
    desk.post(url, {"name": "한빛정보", "staff": [citizen.pk]})
    desk.post(url, {"name": "한빛정보", "staff": []})
    log = desk.get(reverse("admin:auditlog_logentry_changelist")).content.decode()
    assert f"업체 계정: - → {citizen}" in log
    assert f"업체 계정: {citizen} → -" in log


def test_the_change_log_shows_and_searches(desk, official):
    url = reverse("admin:auditlog_logentry_changelist")
    assert "김담당" in desk.get(url, {"q": "김담당"}).content.decode()
    assert desk.post(f"{url}add/").status_code == 403


def test_accounts_have_no_other_door(desk):
    models = {model._meta.label for model in admin.site._registry}
    assert models.isdisjoint({"auth.Group", "mfa.Authenticator", "account.EmailAddress"})


def test_what_a_letter_opens_is_not_shown(desk, citizen):
    from seoul_gov.notifications import actions as notifications

    letter = notifications.post(email=citizen.email, kind="account.x", subject="제목", body="비밀 주소")
    page = desk.get(reverse("admin:notifications_notice_change", args=[letter.pk])).content.decode()
    assert "제목" in page
    assert "비밀 주소" not in page
