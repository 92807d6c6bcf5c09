"""No door of the panels lets a resident registration number in (개인정보 보호법 제24조의2)."""

import pytest
from django.core.exceptions import ValidationError

from panels import actions, selectors
from panels.actions import Declaration
from panels.calls import actions as calls
from panels.conflicts import actions as suspensions
from panels.erasure import actions as erasure
from panels.erasure.models import ErasureRequest
from panels.models import Membership
from seoul_gov.ui.korean import today
from tests import factories

pytestmark = pytest.mark.django_db
NUMBER = "저는 900101-1234568입니다."


@pytest.fixture
def doors(official, advisory, panel, working, invite):
    """Every action that keeps people's words, called with the facts that lead up to these, and the words' names."""
    citizen, dpo = factories.make_user(), factories.make_official("dpo")
    invited, secret = invite(working, citizen)
    member, former, gone = (factories.make_member(working) for _ in range(3))
    ended = Membership.objects.filter(pk__in=[former.pk, gone.pk])
    ended.update(state="withdrawn", ended_at=former.accepted_at)
    request = ErasureRequest.objects.create(membership=gone, requested_by=gone.user, due_on=today())
    call = calls.draft(by=official, panel=panel, terms=factories.make_terms())
    answer = {"membership": invited, "secret": secret}
    texts = selectors.texts_for("member")
    someone = {"by": official, "panel": panel, "email": "a@example.test", "name": "한시민"}
    accept = {"by": citizen, "texts": texts} | answer
    declared = [
        Declaration(has_conflict=False, **told) for told in ({"employer": NUMBER}, {"detail": NUMBER})
    ]
    member_of = {"by": official, "membership": member}
    return [
        (
            actions.create,
            {"by": official, "project": advisory, "kind": "expert", "name": "이름"},
            "name purpose",
        ),
        (actions.invite, someone, "name affiliation"),
        *((actions.accept, accept | {"declaration": one}, "") for one in declared),
        (actions.decline, {"by": citizen} | answer, "reason"),
        (actions.activate, {"by": official, "panel": working}, "size_reason"),
        (actions.withdraw, {"by": member.user, "membership": member}, "reason"),
        (actions.release, member_of | {"ground": "other"}, "reason"),
        (actions.dissolve, {"by": official, "panel": working}, "reason"),
        (suspensions.suspend_by_hand, member_of, "reason"),
        (erasure.ask, {"by": former.user, "membership": former}, "wish"),
        (erasure.refuse, {"by": dpo, "request": request}, "answer"),
        (calls.cancel, {"by": official, "call": call}, "reason"),
    ]


def test_every_door_refuses_it(doors):
    for action, facts, words in doors:
        for told in [{word: NUMBER} for word in words.split()] or [{}]:
            with pytest.raises(ValidationError) as refusal:
                action(**facts | told)
            assert "주민등록번호는 적지 마세요." in " ".join(refusal.value.messages), (action, told)
