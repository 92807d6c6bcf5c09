"""Names before the public: of who signed knowing it, as long as it holds."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from panels.appointments.names import may_be_named, named
from panels.models import Membership, Signature, SignedText
from panels.texts import load_texts
from tests import factories

pytestmark = pytest.mark.django_db


def consent(seat, version="v2", **facts):
    load_texts()
    text = SignedText.objects.get(kind="consent_name", version=version)
    return Signature.objects.create(membership=seat, text=text, **facts)


def read(body):
    (panel,) = named(body.project.panels)
    return panel.named


@pytest.fixture
def body(project):
    return factories.make_panel(project)


def test_only_who_agreed_is_named(body, django_assert_num_queries):
    assert read(body).in_office.sentence == "0명"
    chair = factories.make_member(body, name="하단장", role="chair")
    second, first, old, back, official = (
        factories.make_member(body, name=name) for name in ("나단원", "가단원", "옛글", "철회", "간사님")
    )
    factories.make_member(body, name="말없이")
    for seat in (chair, second, first, official):
        consent(seat)
    consent(old, "v1")
    consent(back, withdrawn_at=timezone.now())
    Membership.objects.filter(pk=official.pk).update(role="secretary")
    with django_assert_num_queries(1):
        found = read(body)
    assert found.in_office.sentence == "6명: 하단장(단장), 가단원, 나단원 외 3명"
    assert found.past.count == 0


def test_a_group_of_which_all_are_named_has_no_others(body):
    consent(factories.make_member(body, name="혼자"))
    assert read(body).in_office.sentence == "1명: 혼자"


def test_nobody_is_named_before_the_panel_is_announced(body):
    consent(factories.make_member(body, name="아직"))
    body.state = "forming"
    body.save()
    assert read(body).in_office.sentence == "1명"
    Membership.objects.update(state="released", ended_ground="dissolution", ended_at=timezone.now())
    body.state = "dissolved"
    body.save()
    assert read(body).past.sentence == "1명"
    body.activated_at = timezone.now()
    body.save()
    assert read(body).past.sentence == "1명: 아직"


def test_a_name_stays_for_three_years_after_a_term_was_served(body):
    now = timezone.now()
    ways = {
        "마친이": {"state": "ended"},
        "해산이": {"state": "released", "ended_ground": "dissolution"},
        "해제된": {"state": "released", "ended_ground": "misconduct"},
        "떠난이": {"state": "withdrawn"},
        "걸린이": {"state": "excluded"},
        "멈춘이": {"state": "suspended"},
    }
    for name, way in ways.items():
        seat = factories.make_member(body, name=name)
        consent(seat)
        Membership.objects.filter(pk=seat.pk).update(**way, ended_at=now - timedelta(days=3 * 365 - 1))
    found = read(body)
    assert (found.in_office.count, found.past.sentence) == (0, "2명: 마친이, 해산이")
    Membership.objects.update(ended_at=now - timedelta(days=3 * 365 + 3))
    assert read(body).past.count == 0


def test_the_public_page_names_them(client, body):
    seat = factories.make_member(body, name="공개한")
    factories.make_member(body, name="가려진")
    url = reverse("record:project", args=[body.project_id])
    assert "위촉 단원" not in client.get(url).content.decode()
    consent(seat)
    page = client.get(url).content.decode()
    assert "위촉 단원 2명: 공개한 외 1명" in page
    assert "가려진" not in page
    Membership.objects.filter(pk=seat.pk).update(state="ended", ended_at=timezone.now())
    page = client.get(url).content.decode()
    assert "임기를 마친 단원 1명: 공개한" in page
    Signature.objects.update(withdrawn_at=timezone.now())
    assert "공개한" not in client.get(url).content.decode()


def test_a_consent_has_a_meaning_while_a_name_may_be_shown():
    now = timezone.now()
    for facts, expected in (
        ({"state": "active"}, True),
        ({"state": "suspended"}, True),
        ({"state": "ended", "ended_at": now}, True),
        ({"state": "released", "ended_ground": "dissolution", "ended_at": now}, True),
        ({"state": "released", "ended_ground": "neglect", "ended_at": now}, False),
        ({"state": "ended", "ended_at": now - timedelta(days=3 * 366)}, False),
        ({"state": "withdrawn", "ended_at": now}, False),
    ):
        assert may_be_named(Membership(**facts)) is expected, facts
