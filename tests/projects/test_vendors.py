"""Companies as an administrator keeps them, and the settings beside them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from projects.models import Norm, ProposalChannel, Vendor, as_business_number
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def errors(response):
    return {name: list(found) for name, found in response.context["adminform"].form.errors.items()}


@pytest.mark.parametrize(
    ("typed", "kept"), [("1234567890", "123-45-67890"), (" 123-45-67890 ", "123-45-67890"), (" ", "")]
)
def test_a_business_number_is_written_one_way(typed, kept):
    assert as_business_number(typed) == kept


@pytest.mark.parametrize("typed", ["12345", "123-4567890x", "12-345-67890", "１２３4567890"])
def test_anything_else_is_no_business_number(typed):
    with pytest.raises(ValidationError, match="숫자 열 자리"):
        as_business_number(typed)


def test_the_admin_checks_business_numbers(desk):
    add = reverse("admin:projects_vendor_add")
    assert desk.post(add, {"name": "한빛정보", "business_number": "1234567890"}).status_code == 302
    assert Vendor.objects.get().business_number == "123-45-67890"
    wrong = desk.post(add, {"name": "다른정보", "business_number": "12345"})
    assert errors(wrong)["business_number"] == [
        "사업자등록번호는 숫자 열 자리로 적어 주세요. 예: 123-45-67890"
    ]
    taken = desk.post(add, {"name": "다른정보", "business_number": "123-45-67890"})
    assert errors(taken)["__all__"] == ["이 사업자등록번호로 등록된 업체가 이미 있습니다."]
    for name in ("가", "나"):
        assert desk.post(add, {"name": name, "business_number": ""}).status_code == 302


def test_no_way_leads_to_two_companies_of_one_number():
    Vendor.objects.create(name="한빛정보", business_number="123-45-67890")
    with pytest.raises(IntegrityError), transaction.atomic():
        Vendor.objects.create(name="다른정보", business_number="123-45-67890")


def test_numbers_from_before_are_written_alike():
    write_alike = import_module("projects.migrations.0002_vendor_business_number").write_alike
    vendor = Vendor.objects.create(name="한빛정보", business_number="1234567890")
    Vendor.objects.create(name="모름", business_number="모름")
    write_alike(apps, None)
    vendor.refresh_from_db()
    assert vendor.business_number == "123-45-67890"


def test_two_companies_of_one_number_are_told_apart_by_people():
    write_alike = import_module("projects.migrations.0002_vendor_business_number").write_alike
    Vendor.objects.create(name="한빛정보", business_number="123-45-67890")
    Vendor.objects.create(name="다른정보", business_number="1234567890")
    with pytest.raises(ValueError, match="한빛정보 and 다른정보"):
        write_alike(apps, None)


def test_lists_are_not_edited_as_a_whole(desk):
    norm = Norm.objects.create(key="x", label="기준", value=7, default=5, unit="일")
    channel = ProposalChannel.objects.create(name="시 자체")
    sent = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "_save": "저장"}
    desk.post(reverse("admin:projects_norm_changelist"), sent | {"form-0-id": norm.pk, "form-0-value": "1"})
    desk.post(
        reverse("admin:projects_proposalchannel_changelist"),
        sent | {"form-0-id": channel.pk, "form-0-order": "9"},
    )
    norm.refresh_from_db()
    channel.refresh_from_db()
    assert (norm.value, channel.order, channel.is_active) == (7, 0, True)
    assert desk.post(reverse("admin:projects_norm_change", args=[norm.pk]), {"value": "8"}).status_code == 302
    norm.refresh_from_db()
    assert norm.value == 8


def test_the_admin_shows_in_which_projects_a_company_has_a_part(desk, official):
    project = factories.make_project(officer=official, title="따릉이 앱 개편")
    vendor = factories.make_vendor(project=project, kind="bidder").vendors.get()
    change = reverse("admin:projects_vendor_change", args=[vendor.pk])
    assert "따릉이 앱 개편 – 입찰 참여사" in desk.get(change).content.decode()
    project.parties.update(ended_at=project.created_at)
    assert "따릉이 앱 개편" not in desk.get(change).content.decode()
    assert desk.get(reverse("admin:projects_vendor_add")).status_code == 200
