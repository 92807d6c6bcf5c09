from datetime import timedelta

import pytest

from panels.appointments import desk
from panels.appointments.models import Appointment
from panels.appointments.norms import SPECS
from panels.models import Membership, Panel
from projects import norms
from projects.models import Norm
from seoul_gov.accounts.middleware import Visitor
from seoul_gov.ui import errands
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import today
from tests.panels.test_desk import fresh

pytestmark = pytest.mark.django_db


def waiting(user):
    return errands.waiting(user, desk)


def test_an_officer_is_asked_to_look_at_terms_that_end_soon(
    panel, official, other_official, head, member, django_assert_num_queries
):
    assert waiting(fresh(official)) == []
    end = today() + timedelta(days=14)
    Appointment.objects.update(ends_on=end)
    officer = fresh(official)
    with django_assert_num_queries(1):
        assert waiting(officer) == [
            Errand(
                title="‘시민참여단’ 단원 2명의 임기 확인하기",
                about="따릉이 앱 개편",
                action="임기 확인하기",
                url=f"/appointments/panel/{panel.pk}/",
                due=end,
                note="더 함께하려면 임기가 끝나기 전에 연임해 주세요.",
            )
        ]
    for person in (other_official, head, member):
        assert waiting(fresh(person)) == []
    assert waiting(Visitor()) == []
    Appointment.objects.filter(membership__name="이단원").update(ends_on=end + timedelta(days=1))
    assert waiting(fresh(official))[0].title == "‘시민참여단’ 단원 1명의 임기 확인하기"
    norms.load(SPECS)
    Norm.objects.filter(key="panel.term.notice_days").update(value=15)
    assert waiting(fresh(official))[0].title == "‘시민참여단’ 단원 2명의 임기 확인하기"
    Membership.objects.filter(name="이단원").update(state="withdrawn")
    assert waiting(fresh(official))[0].title == "‘시민참여단’ 단원 1명의 임기 확인하기"
    Panel.objects.update(state="dissolved")
    assert waiting(fresh(official)) == []
