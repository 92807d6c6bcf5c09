"""A call's own life."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from panels.calls import actions, state
from panels.calls.enums import CallPhase
from panels.calls.models import RecruitmentCall
from panels.models import Panel
from seoul_gov.audit.models import Event
from tests import factories


def refused(action, **facts):
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return refusal.value.messages[0]


def test_a_draft_holds_its_terms(draft, panel):
    assert state.phase(draft) == CallPhase.DRAFT
    assert [(one.key, one.weight) for one in draft.criteria.all()] == [("record", 50), ("utilisation", 50)]
    assert [date.what for date in draft.dates.all()] == ["1차 회의", "2차 회의"]
    event = Event.objects.get(key="calls.drafted")
    assert (event.chain, event.object_id) == (panel.project.audit_chain, str(draft.pk))


def test_only_the_departments_officers_write(panel, draft):
    stranger = factories.make_official("officer", department=factories.make_department("교통정보과"))
    for action, facts in (
        (actions.draft, {"panel": panel, "terms": factories.make_terms()}),
        (actions.edit, {"call": draft, "terms": factories.make_terms(), "version": 1}),
        (actions.publish, {"call": draft}),
        (actions.correct, {"call": draft, "text": "정정"}),
        (actions.cancel, {"call": draft, "reason": "사유"}),
    ):
        with pytest.raises(PermissionDenied):
            action(by=stranger, **facts)


def test_a_panel_has_one_call(official, panel, draft):
    terms = factories.make_terms()
    assert refused(actions.draft, by=official, panel=panel, terms=terms) == (
        "이 추진단에는 이미 모집공고가 있습니다."
    )
    actions.cancel(by=official, call=draft, reason="다시 씁니다.")
    assert actions.draft(by=official, panel=panel, terms=terms).is_draft


def test_the_database_keeps_a_second_call_out(draft):
    twin = RecruitmentCall.objects.get(pk=draft.pk)
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_seats_in_office_are_not_called_for(official, panel):
    Panel.objects.filter(pk=panel.pk).update(state="active")
    sentence = refused(actions.draft, by=official, panel=panel, terms=factories.make_terms())
    assert sentence == "구성 중인 추진단에서만 단원을 모집할 수 있습니다."


def test_other_bodies_are_not_called_for(official):
    project = factories.make_confirmed_project(officer=official, governance_type="citizen_led")
    body = factories.make_panel(project, kind="joint_body", name="민관협의체", state="forming")
    sentence = refused(actions.draft, by=official, panel=body, terms=factories.make_terms())
    assert "시민추진단이 아니어서" in sentence


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"weights": {"record": 10, "utilisation": 10}}, "배점의 합은 100점이어야 하는데 지금은 20점입니다."),
        ({"seats": 0}, "1 이상의 값을 입력해 주세요."),
        ({"closes_at": timezone.now() - timedelta(days=1)}, "접수 마감은 접수 시작보다 뒤여야 합니다."),
        ({"closes_at": timezone.now() + timedelta(days=400)}, "모집 기간은 1년을 넘길 수 없습니다."),
        ({"title": ""}, "이 필드는 빈 칸으로 둘 수 없습니다."),
    ],
)
def test_terms_that_cannot_stand(official, panel, facts, sentence):
    terms = factories.make_terms(**facts)
    assert refused(actions.draft, by=official, panel=panel, terms=terms) == sentence
    assert not RecruitmentCall.objects.exists()


def test_an_end_in_the_past_is_refused(official, panel):
    now = timezone.now()
    terms = factories.make_terms(opens_at=now - timedelta(days=2), closes_at=now - timedelta(days=1))
    sentence = refused(actions.draft, by=official, panel=panel, terms=terms)
    assert sentence == "접수 마감이 이미 지난 시각입니다."


def test_too_many_days_of_work(official, panel):
    dates = factories.make_terms().dates * 11
    sentence = refused(actions.draft, by=official, panel=panel, terms=factories.make_terms(dates=dates))
    assert sentence == "활동 일정은 20개까지 적을 수 있습니다."


def test_editing_counts_versions_and_replaces_the_rows(official, draft):
    terms = factories.make_terms(title="새 제목", dates=factories.make_terms().dates[:1])
    call = actions.edit(by=official, call=draft, terms=terms, version=1)
    assert (call.title, call.version, call.dates.count(), call.criteria.count()) == ("새 제목", 2, 1, 2)
    assert Event.objects.filter(key="calls.edited").count() == 1
    sentence = refused(actions.edit, by=official, call=draft, terms=terms, version=1)
    assert sentence.startswith("다른 화면에서 먼저 고쳤습니다.")


def test_publishing_once(official, draft):
    call = actions.publish(by=official, call=draft)
    assert state.phase(call) == CallPhase.TAKING
    first = call.published_at
    assert actions.publish(by=official, call=draft).published_at == first
    assert Event.objects.filter(key="calls.published").count() == 1


def test_nothing_is_published_without_days_of_work(official, panel):
    call = actions.draft(by=official, panel=panel, terms=factories.make_terms(dates=()))
    assert "활동 일정을 하나 이상" in refused(actions.publish, by=official, call=call)


def test_a_call_ends_with_its_panel(official, call, panel):
    Panel.objects.filter(pk=panel.pk).update(state="dissolved", dissolved_at=timezone.now())
    call = RecruitmentCall.objects.get(pk=call.pk)
    assert state.phase(call) == CallPhase.CANCELLED
    assert not state.takes_applications(call)
    for action, facts in (
        (actions.publish, {}),
        (actions.correct, {"text": "정정"}),
        (actions.cancel, {"reason": "사유"}),
    ):
        assert refused(action, by=official, call=call, **facts) == "취소한 모집공고입니다."


@pytest.mark.parametrize(
    ("opens", "closes", "phase"),
    [(60, 120, CallPhase.PLANNED), (-60, 60, CallPhase.TAKING), (-120, -1, CallPhase.OVER)],
)
def test_the_phases(at, opens, closes, phase):
    assert state.phase(at(opens, closes)) == phase


def test_the_last_moment_is_taken(call):
    assert state.phase(call, call.closes_at) == CallPhase.TAKING
    assert state.phase(call, call.closes_at + timedelta(microseconds=1)) == CallPhase.OVER


def test_why_nothing_is_taken(at, official, draft):
    for opens, closes, words in ((60, 120, "부터 신청할 수 있습니다."), (-120, -1, "까지)이 지났습니다.")):
        assert words in refused(state.refuse_deaf, call=at(opens, closes))
    assert state.refuse_deaf(at(-60, 60)) is None


def test_a_correction_stands_in_public_and_may_put_the_end_off(official, call):
    later = call.closes_at + timedelta(days=7)
    corrected = actions.correct(by=official, call=call, text="회의 장소가 바뀌었습니다.", closes_at=later)
    correction = corrected.corrections.get()
    assert (corrected.closes_at, correction.closes_at, correction.text) == (
        later,
        later,
        "회의 장소가 바뀌었습니다.",
    )
    assert Event.objects.get(key="calls.corrected").data["correction"] == correction.pk


def test_corrections_that_cannot_stand(official, draft, panel):
    assert refused(actions.correct, by=official, call=draft, text="정정").startswith("아직 공고하지 않은")
    call = actions.publish(by=official, call=draft)
    assert (
        refused(actions.correct, by=official, call=call, text=" ") == "무엇을 어떻게 바로잡는지 적어 주세요."
    )
    sooner = call.closes_at - timedelta(hours=1)
    assert "뒤로만 옮길 수" in refused(actions.correct, by=official, call=call, text="정정", closes_at=sooner)
    assert not call.corrections.exists()


def test_taking_back_wants_a_reason_and_happens_once(official, call):
    assert refused(actions.cancel, by=official, call=call, reason=" ") == "취소하는 사유를 적어 주세요."
    gone = actions.cancel(by=official, call=call, reason="예산이 줄었습니다.")
    assert (gone.is_cancelled, gone.cancelled_reason) == (True, "예산이 줄었습니다.")
    assert refused(actions.cancel, by=official, call=call, reason="또") == "취소한 모집공고입니다."


def test_days_of_work_follow_the_end(official, panel):
    soon = timezone.now() + timedelta(days=1)
    early = (actions.Date("첫 모임", soon, soon + timedelta(hours=1)),)
    call = actions.draft(by=official, panel=panel, terms=factories.make_terms(dates=early))
    assert refused(actions.publish, by=official, call=call) == "활동 일정은 접수 마감보다 뒤여야 합니다."


def test_applications_begin_no_earlier_than_the_publication(draft, official):
    assert actions.publish(by=official, call=draft).opens_at >= draft.created_at


def test_resident_numbers_are_not_published(official, panel, call):
    number = "문의 900101-1234567"
    assert refused(actions.correct, by=official, call=call, text=number).startswith("‘정정 내용’에")
    terms = factories.make_terms(duties=number)
    assert refused(actions.edit, by=official, call=call, terms=terms, version=1).startswith("‘하는 일’에")
