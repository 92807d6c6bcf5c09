import pytest
from django.urls import reverse

from panels.appointments import actions as appointments
from panels.models import Panel, SignedText, Suspension
from seoul_gov.privacy.models import AccessEntry
from seoul_gov.ui.korean import today
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, administrator):
    client.force_login(administrator)
    return client


def change_url(row) -> str:
    return reverse(f"admin:panels_{row._meta.model_name}_change", args=[row.pk])


def delete_url(row) -> str:
    return reverse(f"admin:panels_{row._meta.model_name}_delete", args=[row.pk])


@pytest.fixture
def signed(panel, texts):
    text = SignedText.objects.get(kind="pledge")
    factories.make_member(panel).signatures.create(text=text)
    return text


def test_signed_text_stays_as_it_is(admin, signed):
    before = signed.body
    facts = {
        "kind": "pledge",
        "version": "v1",
        "body": "바꾼 글",
        "effective_from_0": "2026-01-01",
        "effective_from_1": "0:0",
    }
    assert admin.get(change_url(signed)).status_code == 200
    assert admin.post(change_url(signed), facts).status_code == 403
    assert admin.post(delete_url(signed), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [signed.pk], "post": "yes"}
    admin.post(reverse("admin:panels_signedtext_changelist"), chosen)
    signed.refresh_from_db()
    assert signed.body == before


def test_text_that_nobody_signed_can_be_changed_and_followed(admin, texts):
    text = SignedText.objects.get(kind="consent", version="v1")
    facts = {"kind": "consent", "body": "글", "effective_from_0": "2026-01-01", "effective_from_1": "00:00"}
    assert admin.post(change_url(text), facts | {"version": "v1"}).status_code == 302
    assert admin.post(reverse("admin:panels_signedtext_add"), facts | {"version": "v9"}).status_code == 302
    assert SignedText.objects.filter(kind="consent", body="글").count() == 2


def test_panels_and_seats_are_only_looked_at(admin, panel, invite):
    membership, secret = invite(panel)
    for row in (panel, membership):
        page = admin.get(change_url(row)).content.decode()
        assert secret not in page
        assert membership.secret_hash not in page
        assert membership.email not in page
        assert admin.post(change_url(row), {"name": "바꾼 이름"}).status_code == 403
        assert admin.post(delete_url(row), {"post": "yes"}).status_code == 403
        assert admin.get(reverse(f"admin:panels_{row._meta.model_name}_changelist")).status_code == 200
    assert Panel.objects.get().name == panel.name


def test_appointments_and_suspensions_are_looked_up_and_name_nobody(admin, official, citizen):
    panel = factories.make_panel(factories.make_confirmed_project(officer=official), name="교통 실무추진단")
    seat = factories.make_member(panel, user=citizen)
    (appointment,) = appointments.appoint(by=official, panel=panel, seats=[seat])
    suspension = Suspension.objects.create(
        membership=seat,
        ground="reported",
        matched="한빛소프트에서 일한다고 들었습니다.",
        suspended_by=official,
        decide_by=today(),
    )
    for row, shown in ((appointment, appointment.number), (suspension, "직무 정지")):
        changelist = reverse(f"admin:panels_{row._meta.model_name}_changelist")
        for url in (changelist, f"{changelist}?q=교통", change_url(row)):
            page = admin.get(url).content.decode()
            assert shown in page
            assert f"{seat.pk}번" in page
            for secret in (seat.name, seat.email, "한빛소프트"):
                assert secret not in page
        assert change_url(row) not in admin.get(f"{changelist}?q=없는추진단").content.decode()
        assert admin.post(change_url(row), {}).status_code == 403
        assert admin.post(delete_url(row), {"post": "yes"}).status_code == 403
    assert AccessEntry.objects.filter(subject__contains="단원").count() == 2
