"""Officials read and score."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from panels.calls import actions as calls
from panels.models import Panel
from panels.screening import actions, selectors
from panels.screening.doubts import OFFICIAL, SEATED, TIES, doubts_of
from panels.screening.models import Reading, ReadingMark
from panels.screening.scoring import Outcome
from seoul_gov.accounts.models import RoleGrant
from seoul_gov.audit.models import Event
from seoul_gov.ui.korean import josa
from tests import factories
from tests.factories import make_application

LEVELS = {"record": 4, "utilisation": 3}


def refused(**facts):
    with pytest.raises(ValidationError) as refusal:
        actions.read(**facts)
    return refusal.value.messages[0]


def test_a_reading_is_kept_without_a_name(official, application):
    reading = actions.read(
        by=official, application=application, is_eligible=True, levels=LEVELS, note="꼼꼼함"
    )
    assert {mark.key: mark.level for mark in reading.marks.all()} == LEVELS
    event = Event.objects.get(key="calls.read")
    assert application.number in event.sentence
    assert application.name not in event.sentence + event.label + str(event.data)


def test_two_readings_settle(official, colleague, application, call):
    actions.read(by=official, application=application, is_eligible=True, levels=LEVELS)
    line = selectors.queue(official, call)[0]
    assert (line.result.outcome, line.readings, line.wants_me) == (Outcome.WAITING, 1, False)
    assert selectors.queue(colleague, call)[0].wants_me
    actions.read(
        by=colleague, application=application, is_eligible=True, levels={"record": 5, "utilisation": 3}
    )
    line = selectors.queue(colleague, call)[0]
    assert (line.result.outcome, line.total, line.result.tier) == (Outcome.SCORED, "75점", 1)


def test_a_third_one_decides_where_two_are_far_apart(official, colleague, third, application, call):
    low = {"record": 0, "utilisation": 0}
    actions.read(by=official, application=application, is_eligible=True, levels=LEVELS)
    actions.read(by=colleague, application=application, is_eligible=True, levels=low)
    line = selectors.queue(third, call)[0]
    assert (line.result.outcome, line.wants_me, line.word) == (Outcome.DISPUTED, True, "셋째 심사 필요")
    actions.read(by=third, application=application, is_eligible=True, levels=LEVELS)
    assert selectors.queue(third, call)[0].total == "70점"


def test_no_more_readings_than_wanted(official, colleague, third, application):
    for reader in (official, colleague):
        actions.read(by=reader, application=application, is_eligible=True, levels=LEVELS)
    sentence = refused(by=third, application=application, is_eligible=True, levels=LEVELS)
    assert sentence == "필요한 심사가 모두 끝난 지원서입니다."


def test_a_reading_is_changed_until_there_is_another(official, colleague, application):
    actions.read(by=official, application=application, is_eligible=False, reason="시민이 아님")
    again = actions.read(by=official, application=application, is_eligible=True, levels=LEVELS)
    assert (Reading.objects.count(), again.reason, again.marks.count()) == (1, "", 2)
    assert Event.objects.filter(key="calls.reread").count() == 1
    actions.read(by=colleague, application=application, is_eligible=True, levels=LEVELS)
    other = LEVELS | {"record": 5}
    for reader in (official, colleague):
        sentence = refused(by=reader, application=application, is_eligible=True, levels=other)
        assert sentence.startswith("다른 심사자의 결과도 있어 이제 고칠 수 없습니다.")
    assert set(ReadingMark.objects.values_list("key", "level")) == set(LEVELS.items())


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"is_eligible": False, "reason": " "}, "자격이 없다고 보는 사유를 적어 주세요."),
        ({"is_eligible": True, "levels": {"record": 3}}, "선정 기준마다 0~5 가운데 하나를 골라 주세요."),
        (
            {"is_eligible": True, "levels": {"record": 6, "utilisation": 3}},
            "선정 기준마다 0~5 가운데 하나를 골라 주세요.",
        ),
        ({"is_eligible": True}, "선정 기준마다 0~5 가운데 하나를 골라 주세요."),
    ],
)
def test_what_is_missing(official, application, facts, sentence):
    assert refused(by=official, application=application, **facts) == sentence
    assert not Reading.objects.exists()


def test_nothing_is_read_before_the_end(official, call):
    application = make_application(call)
    sentence = refused(by=official, application=application, is_eligible=True, levels=LEVELS)
    assert sentence.startswith("접수가 끝난 뒤에 심사할 수 있습니다.")


def test_drafts_and_what_was_withdrawn_are_not_read(official, call, over):
    draft = make_application(call, submitted=False)
    gone = make_application(call)
    calls.withdraw(by=gone.applicant, application=gone)
    over()
    for one in (draft, gone):
        assert refused(by=official, application=one, is_eligible=True, levels=LEVELS) == (
            "접수된 지원서가 아닙니다."
        )
    assert selectors.queue(official, call) == []


def test_a_call_taken_back_is_not_screened(official, application, panel):
    Panel.objects.filter(pk=panel.pk).update(state="dissolved")
    sentence = refused(by=official, application=application, is_eligible=True, levels=LEVELS)
    assert sentence == "취소한 모집공고입니다."


def test_only_the_departments_officers_read(application, citizen):
    for person in (citizen, factories.make_official("auditor"), application.applicant):
        with pytest.raises(PermissionDenied):
            actions.read(by=person, application=application, is_eligible=True, levels=LEVELS)


def test_the_database_keeps_a_second_reading_out(official, application):
    reading = actions.read(by=official, application=application, is_eligible=True, levels=LEVELS)
    reading.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        reading.save()


def test_the_end_stands_once_somebody_has_read(official, application, call):
    later = timezone.now() + timedelta(days=7)
    actions.read(by=official, application=application, is_eligible=True, levels=LEVELS)
    with pytest.raises(ValidationError, match="심사를 시작한 뒤에는"):
        calls.correct(by=official, call=call, text="늦춥니다.", closes_at=later)


def test_resident_numbers_are_not_kept(official, application):
    facts = {"is_eligible": True, "levels": LEVELS, "note": "900101-1234567"}
    assert refused(by=official, application=application, **facts).startswith("‘사유와 메모’에")


def test_what_a_rule_finds(official, call, over, advisory):
    staff = factories.make_vendor(project=advisory, name="주식회사 한빛", kind="bidder")
    one = make_application(call, name="김 한나", has_conflict=True, employer="㈜한빛")
    two = make_application(call, name="김한나")
    three = make_application(call, name="김한나", district="guro")
    factories.make_member(factories.make_panel(advisory, kind="expert", name="자문단"), user=three.applicant)
    RoleGrant.objects.create(user=three.applicant, role="auditor")
    staff.vendors.get().staff.add(two.applicant)
    found = doubts_of(call, [one, two, three])
    assert found[one.pk] == [
        TIES,
        "‘현재 일하는 곳’에 적은 ‘㈜한빛’ – 입찰 참여사 ‘주식회사 한빛’의 상호와 같습니다.",
        f"지원서 {josa(two.number, '와/과')} 같은 사람일 수 있습니다.",
    ]
    assert found[two.pk] == [
        "이 사업의 입찰 참여사 ‘주식회사 한빛’의 구성원입니다.",
        f"지원서 {josa(one.number, '와/과')} 같은 사람일 수 있습니다.",
    ]
    assert found[three.pk] == [SEATED, OFFICIAL]


@pytest.mark.parametrize("number", [1, 5])
def test_what_the_queue_costs(official, call, over, number, django_assert_num_queries):
    for _ in range(number):
        make_application(call, upload=None)
    over()
    with django_assert_num_queries(6):
        selectors.queue(official, call)
