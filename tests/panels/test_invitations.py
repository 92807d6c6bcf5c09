from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from panels import invitations
from panels.enums import MemberState, PanelState
from panels.models import Membership
from seoul_gov.notifications.models import Notice

pytestmark = pytest.mark.django_db


def test_last_moment_is_the_end_of_the_day_in_seoul():
    evening = datetime(2026, 3, 1, 15, 30, tzinfo=UTC)
    assert invitations.last_moment(evening, 14).astimezone(UTC) == datetime(
        2026, 3, 16, 14, 59, 59, tzinfo=UTC
    )


def test_only_the_hash_of_the_secret_is_in_the_row(panel, invite):
    membership, secret = invite(panel)
    row = Membership.objects.filter(pk=membership.pk).values().get()
    assert secret not in str(row)
    assert row["secret_hash"] == invitations.fingerprint(secret)
    assert len(secret) >= 43


def test_secret_can_be_told_again_from_the_stored_row(panel, invite):
    membership, secret = invite(panel)
    assert invitations.secret_of(Membership.objects.get(pk=membership.pk)) == secret


def test_secret_fits_its_own_seat_alone(panel, invite):
    (one, first), (other, second) = invite(panel), invite(panel)
    assert invitations.fits(one, first)
    assert not invitations.fits(one, second)
    assert not invitations.fits(None, first)
    assert not invitations.fits(None, "")
    other.secret_hash = ""
    assert not invitations.fits(other, "")


def test_link_leads_to_the_answer_page(panel, invite):
    membership, secret = invite(panel)
    assert invitations.path_of(membership) == f"/panels/invitations/{membership.pk}/{secret}/"
    assert Notice.objects.get(scope=invitations.scope_of(membership)).url == invitations.path_of(membership)


def test_open_until_the_last_second(panel, invite):
    membership, _ = invite(panel)
    assert invitations.why_closed(membership, membership.expires_at) == ""
    late = membership.expires_at + timedelta(seconds=1)
    assert invitations.why_closed(membership, late).startswith("초대 기한(")


@pytest.mark.parametrize("state", [state for state in MemberState if state != MemberState.INVITED])
def test_every_end_has_its_sentence(panel, invite, state):
    membership, _ = invite(panel)
    membership.state = state
    assert invitations.why_closed(membership, timezone.now()) == invitations.CLOSED[state]


def test_dissolved_panel_answers_for_its_invitations(panel, invite):
    membership, _ = invite(panel)
    membership.panel.state = PanelState.DISSOLVED
    assert invitations.why_closed(membership, timezone.now()) == "해산한 추진단의 초대입니다."
