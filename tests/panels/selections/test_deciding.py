"""Decided once, by points or by lot, with or without departures."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from panels.calls import actions as calls
from panels.calls.models import Application, RecruitmentCall
from panels.models import Choice, Membership, Panel, Selection
from panels.screening import actions as screening
from panels.selections import actions
from panels.selections.actions import Departure
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.factories import make_application

from .conftest import FALLING, LEVELS, end_seat, numbers, standings


def refused(action, **facts):
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


def test_points_decide(official, by_points):
    call = by_points()
    one, two, three, four = numbers(call)
    selection = actions.decide(by=official, call=call, remark="선정위원회를 열었습니다.")
    assert standings(selection) == {
        one: ("chosen", None),
        two: ("chosen", None),
        three: ("alternate", 1),
        four: ("alternate", 2),
    }
    assert (selection.decided_by, selection.remark) == (official, "선정위원회를 열었습니다.")
    assert str(selection) == f"{call} 선정 결과"
    assert str(selection.choices.get(rank=1)) == f"{three} 예비 1번"


def test_the_chosen_are_invited_and_linked(official, by_points):
    call = by_points()
    selection = actions.decide(by=official, call=call)
    for choice in selection.choices.chosen():
        seat = choice.membership
        assert (seat.state, seat.panel, seat.email) == (
            "invited",
            call.panel,
            choice.application.applicant.email,
        )
        assert (seat.name, seat.side) == (choice.application.name, "")
    assert Notice.objects.filter(kind="panels.invited").count() == Membership.objects.count() == 2


def test_each_side_of_a_mixed_panel_has_its_own_line(official, colleague):
    project = factories.make_confirmed_project(officer=official)
    panel = factories.make_panel(project, kind="mixed", name="혼합", state="forming")
    terms = factories.make_terms("mixed", seats=2, expert_seats=1)
    call = calls.publish(by=official, call=calls.draft(by=official, panel=panel, terms=terms))
    sides = ("citizen", "citizen", "expert", "expert")
    people = [make_application(call, side=side) for side in sides]
    over(call)
    keys = {"citizen": ("record", "utilisation"), "expert": ("it_expertise", "field_expertise")}
    for reader in (official, colleague):
        for level, one in zip((5, 4, 2, 1), people, strict=True):
            levels = dict.fromkeys(keys[one.side], level)
            screening.read(by=reader, application=one, is_eligible=True, levels=levels)
    selection = actions.decide(by=official, call=call)
    assert list(Membership.objects.order_by("side").values_list("side", flat=True)) == ["citizen", "expert"]
    one, two, three, four = (application.number for application in people)
    assert standings(selection) == {
        one: ("chosen", None),
        three: ("chosen", None),
        two: ("alternate", 1),
        four: ("alternate", 1),
    }
    end_seat(selection, three)
    assert actions.next_in_order(by=official, selection=selection).application.number == four


def over(call):
    now = timezone.now()
    times = {"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(seconds=1)}
    RecruitmentCall.objects.filter(pk=call.pk).update(**times)


def test_everybody_is_told_by_law(official, by_points):
    call = by_points()
    actions.decide(by=official, call=call)
    told = {
        one.recipient_id: one
        for one in Notice.objects.filter(kind__in=["calls.chosen", "calls.alternate", "calls.not_chosen"])
    }
    one, _, three, _ = call.applications.order_by("pk")
    assert len(told) == 4 and all(
        notice.is_legal and notice.url == "/calls/mine/" for notice in told.values()
    )
    assert "단원으로 선정했습니다." in told[one.applicant_id].subject
    assert (
        one.number in told[one.applicant_id].body and "까지 수락하거나 사양해" in told[one.applicant_id].body
    )
    assert "예비 순번: 1번" in told[three.applicant_id].body and "순번대로" in told[three.applicant_id].body
    assert call.get_absolute_url() in told[three.applicant_id].body


def test_who_is_not_chosen_is_told_kindly(official, colleague, by_points):
    call = by_points(settled=False, levels=None)
    rows = list(call.applications.order_by("pk"))
    screening.read(by=colleague, application=rows[0], is_eligible=False, reason="서울 밖에 삽니다.")
    third = factories.make_official("officer", department=official.grants[0].department, name="셋째")
    screening.read(by=third, application=rows[0], is_eligible=False, reason="서울 밖에 삽니다.")
    for one, points in zip(rows[1:], FALLING, strict=False):
        screening.read(by=colleague, application=one, is_eligible=True, levels=points)
    selection = actions.decide(by=official, call=call)
    choice = selection.choices.get(application=rows[0])
    assert (choice.standing, choice.reason, choice.may_be_asked) == ("not_chosen", "서울 밖에 삽니다.", False)
    body = Notice.objects.get(kind="calls.not_chosen").body
    assert "고맙습니다" in body and "사유는 ‘내 신청’에서" in body and "파기합니다" in body
    assert "서울 밖" not in body


def test_a_panel_is_taken_as_it_was_drawn(official, drawn):
    call = drawn()
    selection = actions.decide(by=official, call=call)
    found = standings(selection)
    assert [number for number, (standing, _) in found.items() if standing == "chosen"] == call.lottery.panel
    assert [found[number] for number in call.lottery.alternates] == [("alternate", 1), ("alternate", 2)]
    body = Notice.objects.filter(kind="calls.alternate").first().body
    assert call.lottery.get_absolute_url() in body and "추첨으로 다시 정해" in body


def test_equals_at_the_line_follow_their_lots(official, drawn):
    call = drawn(kind="citizen", seats=3, levels=[FALLING[0], *[LEVELS["citizen"]] * 3])
    selection = actions.decide(by=official, call=call)
    run, found = call.lottery, standings(selection)
    assert set(run.panel) < {number for number, (standing, _) in found.items() if standing == "chosen"}
    assert found[numbers(call)[0]] == ("chosen", None)
    assert [found[one] for one in run.alternates] == [("alternate", 1)]


def test_nobody_is_left_over_and_told_so(official, by_points):
    from projects.models import Norm

    Norm.objects.create(key="selections.alternates", label="예비", value=1, default=10, unit="명", source="-")
    selection = actions.decide(by=official, call=by_points())
    assert sorted(one.standing for one in selection.choices.all()) == [
        "alternate",
        "chosen",
        "chosen",
        "not_chosen",
    ]
    assert "모집 인원이 정해져 있어" in Notice.objects.get(kind="calls.not_chosen").body


def test_it_goes_round_without_lots(official, read_call):
    selection = actions.decide(by=official, call=read_call(seats=4))
    assert selection.choices.chosen().count() == 4


def test_the_trail_knows_numbers_and_no_names(official, by_points):
    call = by_points()
    actions.decide(by=official, call=call)
    one, two, three, four = numbers(call)
    event = Event.objects.get(key="calls.decided")
    assert event.sentence.endswith("(선정 2명, 예비 2명).")
    assert {key: set(own) for key, own in event.data.items()} == {
        "chosen": {one, two},
        "alternate": {three, four},
        "not_chosen": set(),
    }
    assert set(Event.objects.get(key="calls.chosen").data["told"]) == {one, two}
    assert not any(
        "한신청" in f"{e.sentence}{e.data}" for e in Event.objects.filter(key__startswith="calls.")
    )


def test_it_is_decided_once(official, by_points):
    selection = actions.decide(by=official, call=by_points())
    assert refused(actions.decide, by=official, call=selection.call).startswith("이 모집의 선정 결과는 이미")
    selection.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        selection.save()


@pytest.mark.parametrize("person", ["head", "governance_officer", "other_official", "citizen", "auditor"])
def test_only_the_departments_officers_decide(request, person, by_points):
    with pytest.raises(PermissionDenied):
        actions.decide(by=request.getfixturevalue(person), call=by_points())


def test_nothing_is_decided_too_early(official, panel):
    call = calls.draft(by=official, panel=panel, terms=factories.make_terms())
    call = calls.publish(by=official, call=call)
    assert refused(actions.decide, by=official, call=call).startswith("접수가 끝난 뒤에")
    over(call)
    assert refused(actions.decide, by=official, call=call) == "접수된 지원서가 없어 확정할 것이 없습니다."
    Panel.objects.filter(pk=panel.pk).update(state="dissolved")
    assert refused(actions.decide, by=official, call=call) == "취소한 모집공고입니다."


def test_nothing_is_decided_before_everything_is_read(official, by_points):
    sentence = refused(actions.decide, by=official, call=by_points(settled=False))
    assert sentence == "아직 심사를 마치지 않은 지원서가 4건 있습니다."


@pytest.mark.parametrize("facts", [{}, {"kind": "citizen", "seats": 3}])
def test_nothing_is_decided_before_lots_are_drawn(official, read_call, facts):
    sentence = refused(actions.decide, by=official, call=read_call(**facts))
    assert sentence == "추첨을 마친 뒤에 선정 결과를 확정할 수 있습니다."
    assert not Selection.objects.exists() and not Membership.objects.exists()


def test_somebody_is_left_out_for_a_reason_and_the_next_moves_up(official, by_points):
    call = by_points()
    one, two, three, four = numbers(call)
    found = actions.decide(by=official, call=call, departures=[Departure(one, "연락이 닿지 않습니다.")])
    assert standings(found) == {
        two: ("chosen", None),
        three: ("chosen", None),
        four: ("alternate", 1),
        one: ("not_chosen", None),
    }
    choice = found.choices.get(application__number=one)
    assert (choice.reason, choice.may_be_asked) == ("연락이 닿지 않습니다.", False)
    event = Event.objects.get(key="calls.left_out")
    assert one in event.sentence and event.data == {"reason": "연락이 닿지 않습니다."}


def test_somebody_is_taken_in_for_a_reason(official, by_points):
    call = by_points()
    one, two, three, four = numbers(call)
    departures = [Departure(two, ground="seated"), Departure(four, "010-1234-5678로 추천을 받았습니다.")]
    found = actions.decide(by=official, call=call, departures=departures)
    assert standings(found) == {
        one: ("chosen", None),
        four: ("chosen", None),
        three: ("alternate", 1),
        two: ("not_chosen", None),
    }
    assert found.choices.get(application__number=two).reason == "다른 추진단 소속"
    event = Event.objects.get(key="calls.taken_in")
    assert four in event.sentence and "1234" not in event.data["reason"]


def test_somebody_drawn_is_left_out_on_a_ground_alone(official, drawn):
    call = drawn()
    one, other = call.lottery.panel
    departures = [Departure(one, "직업을 잘못 적음", "ineligible")]
    found = actions.decide(by=official, call=call, departures=departures)
    assert found.choices.get(application__number=one).reason == "자격 없음이 뒤늦게 확인됨: 직업을 잘못 적음"
    chosen = [number for number, (standing, _) in standings(found).items() if standing == "chosen"]
    assert chosen == [other], "the seat stays free for a replacement lottery"


@pytest.mark.parametrize(
    ("place", "facts", "sentence"),
    [
        (0, {"reason": "싫습니다."}, "정해진 사유가 있을 때만"),
        (0, {"reason": "싫습니다.", "ground": "other"}, "정해진 사유가 있을 때만"),
        (1, {"reason": "좋습니다."}, "뽑히지 않은 사람을 넣을 수 없습니다."),
    ],
)
def test_a_lottery_is_not_undone(official, drawn, place, facts, sentence):
    call = drawn()
    number = (call.lottery.panel if place == 0 else call.lottery.alternates)[0]
    found = refused(actions.decide, by=official, call=call, departures=[Departure(number, **facts)])
    assert sentence in found and number in found


@pytest.mark.parametrize(
    ("place", "facts", "sentence"),
    [
        (0, {}, "원칙과 다르게 정하는 사유를 적어 주세요."),
        (0, {"reason": " "}, "원칙과 다르게 정하는 사유를 적어 주세요."),
        (0, {"reason": "가" * 1001}, "사유는 1,000자까지"),
        (0, {"reason": "900101-1234567"}, "주민등록번호"),
        (3, {"reason": "좋습니다."}, "모집 인원은 2명인데 3명을 골랐습니다."),
        (3, {"ground": "conflict"}, "빼는 사유로 사람을 넣을 수 없습니다."),
    ],
)
def test_departures_that_cannot_stand(official, by_points, place, facts, sentence):
    call = by_points()
    departure = Departure(numbers(call)[place], **facts)
    assert sentence in refused(actions.decide, by=official, call=call, departures=[departure])


def test_numbers_of_nobody_and_of_the_ineligible(official, colleague, by_points):
    call = by_points(settled=False)
    departure = Departure("9-ABCDEF", "사유")
    for one in call.applications.all():
        screening.read(by=colleague, application=one, is_eligible=True, levels=LEVELS["citizen"])
    assert "이 모집에 접수된 지원서가 아닙니다." in refused(
        actions.decide, by=official, call=call, departures=[departure]
    )


def test_who_may_not_be_chosen_is_not_taken_in(official, colleague, read_call):
    call = read_call(kind="citizen", seats=4, settled=False)
    one = call.applications.order_by("pk")[0]
    third = factories.make_official("officer", department=official.grants[0].department)
    for reader in (colleague, third):
        screening.read(by=reader, application=one, is_eligible=False, reason="나이")
    for other in call.applications.exclude(pk=one.pk):
        screening.read(by=colleague, application=other, is_eligible=True, levels=LEVELS["citizen"])
    sentence = refused(actions.decide, by=official, call=call, departures=[Departure(one.number, "그래도")])
    assert "신청 자격이 없는 사람은 선정할 수 없습니다." in sentence


def test_the_remark_holds_no_registration_number(official, by_points):
    assert "주민등록번호" in refused(actions.decide, by=official, call=by_points(), remark="900101-1234567")


def seated_elsewhere(call, person):
    other = factories.make_panel(call.panel.project, kind="expert", name="전문가자문단")
    factories.make_member(other, user=person)


def test_who_sits_elsewhere_is_named_until_left_out(official, by_points):
    call = by_points()
    one, two, three, four = call.applications.order_by("pk")
    seated_elsewhere(call, one.applicant)
    sentence = refused(actions.decide, by=official, call=call)
    assert (
        sentence.startswith(f"지원서 {one.number}: 같은 사업의 ‘전문가자문단’에 이미") and "빼야" in sentence
    )
    seated_elsewhere_too = factories.make_panel(call.panel.project, kind="online", name="온라인참여단")
    factories.make_member(seated_elsewhere_too, user=three.applicant)
    found = actions.decide(by=official, call=call, departures=[Departure(one.number, ground="seated")])
    assert standings(found)[four.number] == ("chosen", None), "who can not sit does not move up"
    assert standings(found)[three.number] == ("alternate", 1)


def test_who_became_an_official_or_is_invited_already_is_named(official, by_points):
    from panels import actions as panels
    from seoul_gov.accounts.models import RoleGrant

    call = by_points()
    one, two, *_ = call.applications.order_by("pk")
    RoleGrant.objects.create(user=one.applicant, role="auditor", reason="임용")
    panels.invite(by=official, panel=call.panel, email=two.applicant.email, name="한신청")
    sentence = refused(actions.decide, by=official, call=call)
    assert f"지원서 {one.number}: 시 직원은 추진단의 간사로만" in sentence
    assert f"지원서 {two.number}: 이 추진단에 이미 초대했거나" in sentence


def test_a_secretary_of_another_panel_is_not_seated_there(official, by_points):
    from panels.selections.selectors import obstacles

    call = by_points()
    one = call.applications.first()
    other = factories.make_panel(call.panel.project, kind="expert", name="전문가자문단")
    factories.make_member(other, user=one.applicant, role="secretary")
    assert obstacles(call, [one]) == {}


def test_stakeholders_are_named_in_a_working_group(official, colleague, collaboration):
    panel = factories.make_panel(collaboration, kind="working", name="실무추진단", state="forming")
    call = calls.draft(by=official, panel=panel, terms=factories.make_terms("working", seats=2))
    call = calls.publish(by=official, call=call)
    one, two = make_application(call), make_application(call)
    over(call)
    levels = dict.fromkeys(("project_understanding", "record", "utilisation"), 4)
    for reader in (official, colleague):
        for application in (one, two):
            screening.read(by=reader, application=application, is_eligible=True, levels=levels)
    staff = factories.make_vendor(project=collaboration)
    staff.vendors.get().staff.add(one.applicant)
    Application.objects.filter(pk=two.pk).update(has_conflict=True)
    sentence = refused(actions.decide, by=official, call=call)
    assert f"지원서 {one.number}: 이 사업의 수행사 ‘한빛정보기술(주)’의 구성원입니다." in sentence
    assert f"지원서 {two.number}: 실무추진단에는" in sentence
    departures = [Departure(one.number, ground="conflict"), Departure(two.number, ground="conflict")]
    selection = actions.decide(by=official, call=call, departures=departures)
    assert not selection.choices.chosen().exists()


def test_nothing_is_read_or_taken_back_afterwards(official, colleague, by_points):
    call = by_points()
    actions.decide(by=official, call=call)
    call = RecruitmentCall.objects.with_facts().get(pk=call.pk)
    one = call.applications.first()
    facts = {"application": one, "is_eligible": True, "levels": LEVELS["citizen"]}
    sentence = refused(screening.read, by=colleague, **facts)
    assert sentence == "선정 결과를 확정해 심사 결과를 더 고칠 수 없습니다."
    assert refused(calls.cancel, by=official, call=call, reason="사유").startswith("선정 결과를 확정해")


def test_the_database_holds_what_a_standing_means(official, by_points):
    selection = actions.decide(by=official, call=by_points())
    wrong = [{"rank": 1}, {"membership": None}]
    for facts in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            selection.choices.chosen().update(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.filter(rank=1).update(rank=None)
