from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from panels import actions, selectors
from panels.actions import Declaration
from panels.roster import mask, roster_for
from seoul_gov.accounts.models import User
from seoul_gov.notifications import outbox
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def seated(panel, invite, official):
    """A panel with a signed member who declared something, a secretary, an open and a declined invitation."""
    person = factories.make_user(name="홍길동", email="hong@example.test")
    membership, secret = invite(panel, person, affiliation="따릉이 이용자")
    texts = selectors.texts_for("member")[:2]
    declaration = Declaration(False, employer="한빛대학교")
    actions.accept(by=person, membership=membership, secret=secret, texts=texts, declaration=declaration)
    factories.make_member(panel, user=official, role="secretary")
    invite(panel, name="이초대", email="open@example.test")
    person = factories.make_user(name="김사양")
    membership, secret = invite(panel, person)
    actions.decline(by=person, membership=membership, secret=secret)
    return panel


def fresh(person) -> User:
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize(
    ("name", "masked"), [("홍길동", "홍*동"), ("김수", "김*"), ("황", "황*"), ("제갈공명", "제**명")]
)
def test_masked_names(name, masked):
    assert mask(name) == masked


def test_officials_of_the_department_see_everything(seated, official):
    roster = roster_for(fresh(official), seated)
    member, secretary = roster.in_office
    assert (member.name, member.email, member.affiliation) == ("홍길동", "hong@example.test", "따릉이 이용자")
    assert member.signed == ["서약 v1", "개인정보 동의 v3"]
    assert member.declared == "없음 · 한빛대학교"
    assert (secretary.name, secretary.declared, secretary.signed) == ("김담당", "", [])
    (pending,) = roster.pending
    assert (pending.name, pending.email, pending.seat.state_label, pending.mail) == (
        "이초대",
        "open@example.test",
        "초대함",
        "보낼 예정",
    )
    assert [line.name for line in roster.past] == ["김사양"]
    assert (member.can_be_chair, secretary.can_be_chair, pending.can_be_chair) == (True, False, False)


def test_governance_officer_sees_names_and_no_addresses(seated, governance_officer):
    roster = roster_for(governance_officer, seated)
    (member, _), (pending,) = roster.in_office, roster.pending
    assert (member.name, member.email, member.affiliation, member.declared) == (
        "홍길동",
        "",
        "따릉이 이용자",
        "없음",
    )
    assert (pending.name, pending.email, pending.mail) == ("이초대", "", "")


def test_auditor_sees_seats_without_names(seated, auditor):
    roster = roster_for(auditor, seated)
    lines = [*roster.in_office, *roster.pending, *roster.past]
    assert [line.name for line in lines] == ["홍*동", "김*당", "이*대", "김*양"]
    assert {line.email + line.affiliation + line.mail for line in lines} == {""}


def test_members_see_who_is_in_office_and_nothing_else(seated):
    member = factories.make_member(seated, name="최단원").user
    roster = roster_for(member, seated)
    assert [line.name for line in roster.in_office] == ["홍길동", "최단원", "김담당"]
    assert (roster.pending, roster.past) == ([], [])
    told = {line.email + line.affiliation + line.declared + "".join(line.signed) for line in roster.in_office}
    assert told == {""}


def test_chair_comes_first_and_the_secretary_last(seated, official):
    chair = factories.make_member(seated, name="최단장", role="chair")
    names = [line.name for line in roster_for(fresh(official), seated).in_office]
    assert names == [chair.name, "홍길동", "김담당"]


def test_expired_invitations_and_mail_that_left_are_told(seated, official):
    outbox.drain()
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        (pending,) = roster_for(fresh(official), seated).pending
        assert (pending.seat.has_lapsed, pending.seat.state_label, pending.tone) == (
            True,
            "초대 기한 지남",
            "warning",
        )
    assert (pending.mail, pending.tone) == ("보냄", "info")


def test_same_queries_for_one_and_for_fifty(panel, invite, official, django_assert_num_queries):
    counts = []
    for size in (1, 49):
        for _ in range(size):
            factories.make_member(panel)
            invite(panel)
        person = fresh(official)
        assert person.grants
        with django_assert_num_queries(6) as queries:
            assert len(roster_for(person, panel).in_office) >= size
        counts.append(len(queries))
    assert counts[0] == counts[1]
