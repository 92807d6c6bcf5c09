"""Written, handed in, changed and taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from panels.calls import actions, selectors
from panels.calls.enums import ApplicationState
from panels.calls.models import Application, RecruitmentCall
from panels.models import SignedText
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.factories import ANSWERS, make_application


def refused(action, **facts):
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


@pytest.fixture
def kept(citizen, call):
    return make_application(call, by=citizen, submitted=False)


@pytest.fixture
def texts(kept):
    return selectors.applicant_texts()[:1]


@pytest.fixture
def handed(citizen, kept, texts):
    return actions.submit(by=citizen, application=kept, texts=texts)


def test_a_draft_may_have_gaps(citizen, call):
    draft = actions.save(by=citizen, call=call, answers={"name": "한신청"})
    assert (draft.state, draft.number, draft.version, draft.has_conflict) == ("draft", None, 1, None)
    assert not Event.objects.filter(key__startswith="calls.appl").exists()


def test_saving_again_changes_the_same_one(citizen, call, kept):
    again = actions.save(by=citizen, call=call, answers={"name": "새 이름"}, version=1)
    assert (again.pk, again.name, again.version, again.record) == (kept.pk, "새 이름", 2, ANSWERS["record"])
    assert list(again.available.all()) == []
    sentence = refused(actions.save, by=citizen, call=call, answers={}, version=1)
    assert sentence.startswith("다른 화면에서 먼저 저장했습니다.")


def test_a_paper_is_kept_and_replaced(citizen, call, kept):
    assert kept.evidence.name == "증빙.pdf"
    new = factories.make_upload("새 증빙.pdf")
    again = actions.save(by=citizen, call=call, answers={}, upload=new, version=1)
    assert again.evidence.name == "새 증빙.pdf"


def test_the_online_panel_takes_no_papers(official, citizen):
    project = factories.make_confirmed_project(officer=official, governance_type="consultation")
    panel = factories.make_panel(project, kind="online", name="온라인참여단", state="forming")
    call = actions.draft(by=official, panel=panel, terms=factories.make_terms("online"))
    call = actions.publish(by=official, call=call)
    upload = factories.make_upload()
    sentence = refused(actions.save, by=citizen, call=call, answers={}, upload=upload)
    assert sentence == "온라인참여단은 증빙 파일을 받지 않습니다."


def test_registration_numbers_are_nowhere(citizen, call):
    for field, label in (("record", "활동경력"), ("guardian_contact", "법정대리인 연락처")):
        sentence = refused(actions.save, by=citizen, call=call, answers={field: "900101-1234567"})
        assert sentence.startswith(f"‘{label}’에 주민등록번호로 보이는 내용이 있습니다.")
    upload = factories.make_upload("900101-1234567.pdf")
    sentence = refused(actions.save, by=citizen, call=call, answers={}, upload=upload)
    assert sentence.startswith("‘파일 이름’에")
    assert not Application.objects.exists()


def test_handing_in_gives_a_number_and_a_receipt(handed, citizen, call):
    assert handed.state == ApplicationState.SUBMITTED
    head, _, letters = handed.number.partition("-")
    assert (head, len(letters)) == (str(call.pk), 6)
    assert [one.text.kind for one in handed.signatures.all()] == ["apply"]
    event = Event.objects.get(key="calls.applied")
    assert handed.number in event.sentence
    assert ANSWERS["name"] not in event.sentence + event.label + str(event.data)
    notice = Notice.objects.get(kind="calls.applied")
    assert (notice.recipient, notice.url) == (citizen, handed.get_absolute_url())
    assert handed.number in notice.body


def test_handing_in_twice_has_one_effect(handed, citizen, texts):
    again = actions.submit(by=citizen, application=handed, texts=texts)
    assert again.number == handed.number
    assert Event.objects.filter(key="calls.applied").count() == 1
    assert handed.signatures.count() == 1


def test_gaps_are_all_named(citizen, call, texts):
    actions.save(by=citizen, call=call, answers={"name": "", "record": ""}, version=1)
    found = selectors.application_of(citizen, call)
    sentence = refused(actions.submit, by=citizen, application=found, texts=texts)
    assert "이름을 적어 주세요." in sentence and "활동경력을 적어 주세요." in sentence


def test_a_day_is_chosen(citizen, call, kept, texts):
    actions.save(by=citizen, call=call, answers={}, version=1)
    found = selectors.application_of(citizen, call)
    sentence = refused(actions.submit, by=citizen, application=found, texts=texts)
    assert sentence == "참여할 수 있는 날을 하나 이상 골라 주세요."


def test_days_of_another_call_do_not_count(citizen, call, official):
    project = factories.make_confirmed_project(officer=official, title="다른 사업")
    panel = factories.make_panel(project, state="forming")
    other = actions.draft(by=official, panel=panel, terms=factories.make_terms())
    kept = actions.save(
        by=citizen, call=call, answers=ANSWERS, dates=other.dates.values_list("pk", flat=True)
    )
    assert not kept.available.exists()


def test_consent_is_asked_for_and_current(citizen, kept, texts):
    assert refused(actions.submit, by=citizen, application=kept, texts=[]).startswith("신청 개인정보 동의를")
    newer = SignedText.objects.create(
        kind="apply", version="v9", body="새 본문", effective_from=timezone.now()
    )
    sentence = refused(actions.submit, by=citizen, application=kept, texts=texts)
    assert sentence.startswith("그 사이 동의문이 바뀌었습니다.")
    actions.submit(by=citizen, application=kept, texts=[newer])


def test_a_child_hands_in_with_a_guardian(citizen, call, texts):
    answers = {"age_band": "under_14", "guardian_name": "보호자", "guardian_contact": "a@example.test"}
    dates = call.dates.values_list("pk", flat=True)
    child = actions.save(by=citizen, call=call, answers=answers, dates=dates, version=1)
    assert refused(actions.submit, by=citizen, application=child, texts=texts).startswith("법정대리인 동의를")
    both = [text for text in selectors.applicant_texts() if text.kind in ("apply", "guardian")]
    assert actions.submit(by=citizen, application=child, texts=both).is_submitted


def test_what_was_handed_in_becomes_no_childs(citizen, call, handed):
    answers = {"age_band": "under_14", "guardian_name": "보호자", "guardian_contact": "a@example.test"}
    sentence = refused(actions.save, by=citizen, call=call, answers=answers, version=handed.version)
    assert sentence.startswith("만 14세 미만으로 바꾸려면 신청을 철회하고")


def test_what_was_handed_in_stays_complete(citizen, call, handed):
    sentence = refused(actions.save, by=citizen, call=call, answers={"name": ""}, version=handed.version)
    assert sentence == "이름을 적어 주세요."
    sentence = refused(actions.save, by=citizen, call=call, answers={}, version=handed.version)
    assert sentence == "참여할 수 있는 날을 하나 이상 골라 주세요."
    dates = call.dates.values_list("pk", flat=True)
    changed = actions.save(
        by=citizen, call=call, answers={"record": "새 경력"}, dates=dates, version=handed.version
    )
    assert (changed.number, changed.state, changed.record) == (handed.number, "submitted", "새 경력")
    assert Event.objects.filter(key="calls.changed").count() == 1


def test_city_staff_and_the_contractor_do_not_apply(call, official, advisory):
    for person in (official, factories.make_vendor(project=advisory)):
        with pytest.raises(PermissionDenied):
            actions.save(by=person, call=call, answers={})


def test_nobody_hands_in_or_withdraws_for_somebody_else(kept, texts):
    stranger = factories.make_user()
    for action, facts in ((actions.submit, {"texts": texts}), (actions.withdraw, {})):
        with pytest.raises(PermissionDenied):
            action(by=stranger, application=kept, **facts)


def test_who_sits_in_the_project_does_not_apply(citizen, kept, texts, advisory):
    factories.make_member(factories.make_panel(advisory, kind="expert", name="자문단"), user=citizen)
    sentence = refused(actions.submit, by=citizen, application=kept, texts=texts)
    assert "한 사람은 한 사업에서 한 추진단에만" in sentence


def test_stakeholders_stay_out_of_the_working_group(official, citizen, working):
    call = actions.draft(by=official, panel=working, terms=factories.make_terms("working"))
    call = actions.publish(by=official, call=call)
    kept = make_application(call, by=citizen, submitted=False, has_conflict=True, employer="주식회사 한빛")
    texts = selectors.applicant_texts()[:1]
    sentence = refused(actions.submit, by=citizen, application=kept, texts=texts)
    assert sentence.startswith("실무추진단에는 이 사업과 직간접적 관련이 있는")
    assert Application.objects.get().is_draft


def test_ties_do_not_keep_anybody_out_of_another_panel(citizen, call):
    assert make_application(call, by=citizen, has_conflict=True, employer="㈜한빛").is_submitted


@pytest.mark.parametrize(("opens", "closes"), [(60, 120), (-120, -1)])
def test_nothing_is_taken_outside_the_period(citizen, kept, texts, at, opens, closes):
    call = at(opens, closes)
    for action, facts in (
        (actions.save, {"call": call, "answers": {}, "version": 1}),
        (actions.submit, {"application": kept, "texts": texts}),
        (actions.withdraw, {"application": kept}),
    ):
        assert "신청" in refused(action, by=citizen, **facts)
    assert Application.objects.get().is_draft


def test_a_call_taken_back_takes_nothing(official, citizen, call, kept, texts):
    actions.cancel(by=official, call=call, reason="사유")
    assert refused(actions.submit, by=citizen, application=kept, texts=texts) == "취소한 모집공고입니다."


def test_withdrawing_and_applying_again(citizen, call, handed):
    gone = actions.withdraw(by=citizen, application=handed)
    assert (gone.state, gone.number) == ("withdrawn", handed.number)
    actions.withdraw(by=citizen, application=handed)
    assert Event.objects.filter(key="calls.withdrawn").count() == 1
    assert Notice.objects.filter(kind="calls.withdrawn").count() == 1
    again = make_application(call, by=citizen)
    assert again.number != handed.number
    assert selectors.application_of(citizen, call) == again
    sentence = refused(actions.submit, by=citizen, application=gone, texts=[])
    assert sentence == "철회한 지원서입니다. 새로 신청해 주세요."


def test_a_thrown_away_draft_tells_nobody(citizen, kept):
    assert actions.withdraw(by=citizen, application=kept).state == "withdrawn"
    assert not Notice.objects.exists()


def test_the_database_keeps_a_second_application_out(kept):
    twin = Application.objects.get(pk=kept.pk)
    twin.pk, twin.evidence = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_terms_stand_once_somebody_has_applied(official, call, kept, texts, citizen):
    call = actions.edit(by=official, call=call, terms=factories.make_terms(title="아직"), version=1)
    dates = call.dates.values_list("pk", flat=True)
    actions.save(by=citizen, call=call, answers={}, dates=dates, version=1)
    actions.submit(by=citizen, application=kept, texts=texts)
    facts = {"by": official, "call": call, "terms": factories.make_terms(), "version": call.version}
    sentence = refused(actions.edit, **facts)
    assert sentence == "이미 신청한 사람이 있어 내용을 고칠 수 없습니다. 정정으로 알려 주세요."
    actions.withdraw(by=citizen, application=kept)
    assert refused(actions.edit, **facts) == sentence, "who took it back knew the call as it stood"


def test_applicants_are_told_of_corrections_and_of_the_end(official, call, handed, citizen):
    actions.correct(by=official, call=call, text="장소가 바뀌었습니다.")
    actions.correct(by=official, call=call, text="시각이 바뀌었습니다.")
    actions.cancel(by=official, call=call, reason="예산이 줄었습니다.")
    told = Notice.objects.filter(recipient=citizen).exclude(kind="calls.applied").order_by("pk")
    assert [notice.kind for notice in told] == ["calls.corrected", "calls.corrected", "calls.cancelled"]
    assert "예산이 줄었습니다." in told[2].body


def test_drafts_are_not_told(official, call, kept):
    actions.correct(by=official, call=call, text="장소가 바뀌었습니다.")
    assert not Notice.objects.exists()


@pytest.mark.parametrize("spelt", ["(주)한빛", "㈜ 한빛", "주식회사한빛", "한빛, 다른 곳", "예전 회사·한빛"])
def test_declared_names_are_matched_however_they_are_spelt(official, citizen, call, advisory, spelt):
    factories.make_vendor(project=advisory, name="주식회사 한빛")
    make_application(call, by=citizen, past_employers=spelt)
    (line,) = selectors.applicant_lines(call)
    (match,) = line.matches
    assert "‘최근 3년 안에 일한 곳’에 적은" in match
    assert match.endswith("수행사 ‘주식회사 한빛’의 상호와 같습니다.")


def test_a_declared_name_that_is_mistyped_is_shown_too(advisory):
    factories.make_vendor(project=advisory, name="한빛소프트", kind="bidder")
    parties = advisory.parties.all()
    found = selectors.matches_of(Application(employer="(주) 한빗소프트"), parties)
    assert found == [
        "‘현재 일하는 곳’에 적은 ‘(주) 한빗소프트’ – 입찰 참여사 ‘한빛소프트’의 상호와 비슷합니다."
    ]
    assert selectors.matches_of(Application(employer="한빛은행"), parties) == []


def test_other_names_are_not_matched(citizen, call, advisory):
    factories.make_vendor(project=advisory, name="주식회사 한빛")
    make_application(call, by=citizen, employer="한빛나래")
    assert [line.matches for line in selectors.applicant_lines(call)] == [[]]


def test_the_last_moment_is_taken(citizen, kept, texts, call):
    soon = timezone.now() + timedelta(seconds=30)
    RecruitmentCall.objects.filter(pk=call.pk).update(closes_at=soon)
    assert actions.submit(by=citizen, application=kept, texts=texts).submitted_at <= soon
