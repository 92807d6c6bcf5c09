"""What keeps an applicant from a seat until an official has looked into it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from panels.calls import actions as calls
from panels.calls.models import Application
from panels.models import Inquiry
from panels.selections import actions
from panels.selections.actions import Departure
from panels.selections.selectors import obstacles
from seoul_gov.audit.models import Event
from seoul_gov.ui.korean import josa
from tests import factories
from tests.factories import make_application

from .conftest import standings
from .test_deciding import over

SAID = "두 사람에게 전화해 다른 사람임을 확인함"
WHY = {"reason": "선정 결과를 확정하려고 봅니다."}
SAME = {"name": "김한나", "age_band": "30s", "gender": "female", "district": "mapo"}


def refused(act, **facts):
    with pytest.raises(ValidationError) as refusal:
        act(**facts)
    return refusal.value.messages[0]


@pytest.fixture
def twins(by_points):
    """A call of which the first and the third may be one person."""
    call = by_points()
    one, _, three, _ = call.applications.order_by("pk")
    call.applications.filter(pk__in=[one.pk, three.pk]).update(**SAME)
    return call, one, three


def test_two_accounts_of_one_person_are_looked_into(official, twins):
    call, one, three = twins
    doubt = f"같은 사람 확인 필요: 지원서 {josa(three.number, '와/과')} 같은 사람일 수 있습니다."
    assert refused(actions.decide, by=official, call=call) == f"지원서 {one.number}: {doubt}"
    actions.look_into(by=official, application=one, may_sit=False, reason=SAID)
    upheld = f"지원서 {one.number}: 확인한 결과 자리에 앉을 수 없습니다({doubt})"
    assert refused(actions.decide, by=official, call=call) == upheld
    actions.look_into(by=official, application=one, may_sit=True, reason=SAID)
    assert obstacles(call, [one]) == {}, "of all applications, whichever are asked about"
    selection = actions.decide(by=official, call=call)
    assert standings(selection)[one.number] == ("chosen", None)
    event = Event.objects.filter(key="calls.looked_into").order_by("pk").last()
    assert event.data == {"doubts": [doubt], "reason": SAID} and "(자리에 앉을 수 있음)" in event.sentence
    assert Inquiry.objects.get().reason == SAID


def test_who_waits_in_doubt_is_looked_into_before_a_seat_becomes_theirs(client, official, twins):
    call, one, three = twins
    selection = actions.decide(by=official, call=call, departures=[Departure(one.number, "연락이 닿지 않음")])
    assert standings(selection)[three.number] == ("alternate", 1), "who is in doubt does not move up"
    client.force_login(official)
    page = client.get(selection.get_absolute_url()).content.decode()
    assert reverse("selections:inquiry", args=[three.number]) in page
    actions.look_into(by=official, application=three, may_sit=True, reason=SAID)
    page = client.get(selection.get_absolute_url()).content.decode()
    assert reverse("selections:inquiry", args=[three.number]) not in page


def test_a_declared_employer_is_looked_into_where_stakeholders_are_kept_out(official, collaboration):
    panel = factories.make_panel(collaboration, kind="working", name="실무추진단", state="forming")
    call = calls.draft(by=official, panel=panel, terms=factories.make_terms("working", seats=2))
    call = calls.publish(by=official, call=call)
    factories.make_vendor(project=collaboration, name="주식회사 한빛")
    one, two = make_application(call, past_employers="㈜한빛"), make_application(call, employer="구로여객")
    assert refused(actions.look_into, by=official, application=one, may_sit=True, reason=SAID) == (
        "접수가 끝난 뒤에 확인 결과를 적을 수 있습니다."
    )
    over(call)
    assert obstacles(call, [one, two]) == {
        one.number: "이해관계 확인 필요: 신고한 곳이 이 사업의 수행사 ‘주식회사 한빛’일 수 있습니다."
    }
    actions.look_into(by=official, application=one, may_sit=True, reason="이름만 같은 다른 회사")
    assert obstacles(call, [one, two]) == {}


def test_what_can_not_be_answered(official, twins):
    call, one, _ = twins
    two = call.applications.order_by("pk")[1]
    facts = {"by": official, "may_sit": True}
    undoubted = refused(actions.look_into, application=two, reason=SAID, **facts)
    assert undoubted == "확인이 필요한 점이 없는 지원서입니다."
    assert refused(actions.look_into, application=one, reason=" ", **facts) == "확인한 내용을 적어 주세요."
    number = refused(actions.look_into, application=one, reason="900101-1234567", **facts)
    assert number.startswith("‘확인한 내용’에")
    with pytest.raises(PermissionDenied):
        actions.look_into(by=one.applicant, application=one, may_sit=True, reason=SAID)
    Application.objects.filter(pk=one.pk).update(state="withdrawn")
    assert refused(actions.look_into, application=one, reason=SAID, **facts) == undoubted
    assert not Inquiry.objects.exists()


def test_looking_into_it_on_the_page(client, official, twins):
    call, one, _ = twins
    client.force_login(official)
    decide, url = (
        reverse("selections:decide", args=[call.pk]),
        reverse("selections:inquiry", args=[one.number]),
    )
    assert url in client.get(decide).content.decode(), "before names are opened"
    page = client.get(url).content.decode()
    assert "같은 사람 확인 필요" in page and SAME["name"] not in page
    assert client.post(url, {"may_sit": "yes", "reason": "음"}).status_code == 200
    assert client.post(url, {"may_sit": "yes", "reason": SAID}).url == decide
    assert url not in client.get(decide).content.decode()
    opened = client.post(decide, WHY).content.decode()
    assert f"자리에 앉을 수 있음: {SAID}" in opened and SAID in client.get(url).content.decode()
    actions.decide(by=official, call=call)
    answer = client.post(url, {"may_sit": "no", "reason": SAID})
    assert answer.url == call.selection.get_absolute_url()
    undoubted = reverse("selections:inquiry", args=[call.applications.order_by("pk")[1].number])
    assert "확인이 필요한 점이 없습니다." in client.get(undoubted).content.decode()
