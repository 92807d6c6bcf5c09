"""Applying, one's own application, and the list that officers open for a reason."""

import pytest
from django.urls import reverse

from panels.calls import actions, selectors
from panels.calls.models import Application
from panels.forms import tick_name
from panels.texts import load_texts
from seoul_gov.privacy.models import AccessEntry
from tests import factories
from tests.factories import ANSWERS, make_application


@pytest.fixture
def person(client, citizen):
    load_texts()
    client.force_login(citizen)
    return client


@pytest.fixture
def url(call):
    return reverse("calls:apply", args=[call.pk])


@pytest.fixture
def typed(call, db):
    load_texts()
    consent = selectors.applicant_texts()[0]
    answers = {
        name: value
        for name, value in ANSWERS.items()
        if name not in ("interest", "understanding", "expertise")
    }
    return answers | {
        "has_conflict": "no",
        "available": [call.dates.first().pk],
        "version": "0",
        tick_name(consent): "on",
    }


def test_a_visitor_is_led_to_the_login(client, url):
    answer = client.get(url)
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_the_page_asks_what_this_kind_asks(person, url):
    page = person.get(url).content.decode()
    for name in ("frequency", "record", "upload", "available", "guardian_name"):
        assert f'name="{name}"' in page
    for name in ("interest", "expertise", "side"):
        assert f'name="{name}"' not in page


def test_a_draft_is_kept_and_shown_again(person, url, citizen):
    answer = person.post(url, {"name": "한신청", "record": "동네 모임", "version": "0", "save": "1"})
    application = Application.objects.get()
    assert (answer.url, application.is_draft) == (application.get_absolute_url(), True)
    assert "동네 모임" in person.get(url).content.decode()
    assert "아직 신청하지 않았습니다" in person.get(application.get_absolute_url()).content.decode()


def test_handing_in(person, url, typed):
    answer = person.post(url, typed | {"submit": "1"}, follow=True)
    application = Application.objects.get()
    assert application.is_submitted
    assert application.number in answer.content.decode()
    assert "고친 내용 저장" in person.get(url).content.decode()


def test_gaps_are_shown_at_their_fields_and_nothing_typed_is_lost(person, url, typed):
    gaps = {name: value for name, value in typed.items() if not name.startswith("text-")}
    upload = factories.make_upload("증빙.pdf")
    answer = person.post(url, gaps | {"name": "", "submit": "1", "upload": upload})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "이름을 적어 주세요." in page
    assert "신청 개인정보 동의를 해야 신청할 수 있습니다." in page
    kept = Application.objects.get()
    assert (kept.is_draft, kept.evidence.name) == (True, "증빙.pdf")
    assert "증빙.pdf" in page
    again = person.post(url, typed | {"version": "1", "submit": "1"})
    assert again.status_code == 302
    assert Application.objects.get().is_submitted


def test_a_paper_that_is_there_is_shown(person, citizen, call, url):
    make_application(call, by=citizen)
    assert "지금 올린 파일" in person.get(url).content.decode()


def test_what_nobody_can_send_is_not_shown(person, url, at, call):
    at(-120, -1)
    page = person.get(url).content.decode()
    assert "지금은 신청을 받지 않습니다" in page
    assert 'name="record"' not in page and "신청하기</button>" not in page


def test_a_call_taken_back_says_so_to_its_applicants(person, citizen, official, call):
    mine = make_application(call, by=citizen, has_conflict=True, employer="㈜한빛")
    page = person.get(mine.get_absolute_url()).content.decode()
    assert "접수했습니다" in page and "㈜한빛" in page
    actions.cancel(by=official, call=call, reason="예산이 줄었습니다.")
    page = person.get(mine.get_absolute_url()).content.decode()
    assert "취소한 모집공고입니다" in page and "예산이 줄었습니다." in page
    assert "접수했습니다" not in page


def test_two_windows_meet(person, url):
    person.post(url, {"name": "처음", "version": "0", "save": "1"})
    late = person.post(url, {"name": "나중", "version": "0", "save": "1"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "처음" in page and "나중" in page
    assert person.post(url, {"name": "나중", "version": "1", "save": "1"}).status_code == 302


def test_who_is_refused_is_told_of_no_other_window(person, url, typed, citizen, call):
    other = factories.make_panel(call.panel.project, kind="expert", name="전문가자문단")
    factories.make_member(other, user=citizen)
    answer = person.post(url, typed | {"submit": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "한 추진단에만 참여할 수 있습니다." in page
    assert "다른 화면에서 저장된" not in page and 'name="version" value="1"' in page
    again = person.post(url, typed | {"version": "1", "submit": "1"}).content.decode()
    assert "다른 화면에서" not in again, "the draft was saved by this page"


def test_changing_what_was_handed_in(person, url, typed, citizen):
    person.post(url, typed | {"submit": "1"})
    answer = person.post(url, typed | {"version": "1", "record": "새 경력"})
    assert answer.status_code == 302
    assert Application.objects.get().record == "새 경력"
    answer = person.post(url, typed | {"version": "2", "name": ""})
    assert answer.status_code == 409
    assert "이름을 적어 주세요." in answer.content.decode()


def test_too_late_brings_everything_back(person, url, typed, at):
    at(-120, -1)
    answer = person.post(url, typed | {"submit": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "까지)이 지났습니다." in page
    assert ANSWERS["record"] in page
    assert "지금은 신청을 받지 않습니다" in page


def test_the_call_leads_on(person, citizen, call, url):
    assert url in person.get(call.get_absolute_url()).content.decode()
    make_application(call, by=citizen)
    page = person.get(call.get_absolute_url()).content.decode()
    assert "신청했습니다. 접수번호는" in page


def test_ones_own_application_alone(person, call, citizen):
    mine = make_application(call, by=citizen)
    other = make_application(call)
    for verb in ("application", "evidence"):
        assert person.get(reverse(f"calls:{verb}", args=[mine.pk])).status_code == 200
        assert person.get(reverse(f"calls:{verb}", args=[other.pk])).status_code == 404
    assert person.post(reverse("calls:withdraw", args=[other.pk])).status_code == 404
    page = person.get(reverse("calls:mine")).content.decode()
    assert mine.number in page and other.number not in page


def test_withdrawing(person, call, citizen):
    mine = make_application(call, by=citizen)
    assert person.post(reverse("calls:withdraw", args=[mine.pk])).status_code == 302
    page = person.get(mine.get_absolute_url()).content.decode()
    assert "철회한 지원서입니다" in page and "다시 신청" in page


def test_a_late_withdrawal_says_why(person, call, citizen, at):
    mine = make_application(call, by=citizen)
    at(-120, -1)
    answer = person.post(reverse("calls:withdraw", args=[mine.pk]))
    assert answer.status_code == 409
    assert "까지)이 지났습니다." in answer.content.decode()


def test_officers_open_the_list_for_a_reason(client, official, call, advisory):
    factories.make_vendor(project=advisory, name="주식회사 한빛")
    one = make_application(call, employer="㈜한빛", has_conflict=True)
    make_application(call, submitted=False)
    client.force_login(official)
    url = reverse("calls:applicants", args=[call.pk])
    page = client.get(url).content.decode()
    assert "1건" in page and one.name not in page
    assert not AccessEntry.objects.exists()
    assert one.name not in client.post(url, {"reason": "음"}).content.decode()
    page = client.post(url, {"reason": "신청 자격 확인"}).content.decode()
    for words in (one.name, "신고함", "‘주식회사 한빛’의 상호와 같습니다."):
        assert words in page
    assert one.number not in page
    entry = AccessEntry.objects.get()
    assert (entry.deed, entry.reason, entry.subject_ids) == ("view", "신청 자격 확인", [one.applicant_id])


@pytest.mark.parametrize("number", [1, 4])
def test_what_the_list_of_applicants_costs(client, official, call, number, django_assert_max_num_queries):
    for _ in range(number):
        make_application(call, upload=None)
    client.force_login(official)
    url = reverse("calls:applicants", args=[call.pk])
    client.post(url, {"reason": "신청 자격 확인"})
    with django_assert_max_num_queries(12):
        client.post(url, {"reason": "신청 자격 확인"})


def test_a_refused_paper_brings_everything_back(person, url):
    upload = factories.make_upload("증빙.exe", b"MZ")
    answer = person.post(url, {"name": "한신청", "version": "0", "save": "1", "upload": upload})
    assert answer.status_code == 200
    assert "한신청" in answer.content.decode()
    assert not Application.objects.exists()


def test_a_registration_number_is_refused_at_its_field(person, url):
    answer = person.post(url, {"record": "900101-1234567", "version": "0", "save": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert '<a href="#id_record">' in page and 'id="id_record_error"' in page
    assert "900101-1234567" in page


def test_a_draft_is_thrown_away_and_not_withdrawn(person, call, citizen):
    draft = actions.save(by=citizen, call=call, answers={"name": "한신청"})
    page = person.get(draft.get_absolute_url()).content.decode()
    assert reverse("calls:withdraw", args=[draft.pk]) not in page
    assert f'href="{reverse("erasure:own", args=[draft.pk])}">작성 중인 지원서 지우기</a>' in page


def test_a_call_with_applications_is_not_edited(client, official, call):
    make_application(call)
    client.force_login(official)
    page = client.get(call.get_absolute_url()).content.decode()
    assert reverse("calls:edit", args=[call.pk]) not in page
    assert reverse("calls:correct", args=[call.pk]) in page
    assert actions.correct(by=official, call=call, text="정정").pk


def test_after_the_end_it_is_said_whom_to_ask(person, call, citizen, at, official):
    application = make_application(call, by=citizen)
    said = "철회하려면 접수번호와 함께 담당부서"
    assert said not in person.get(application.get_absolute_url()).content.decode()
    department = call.panel.project.department
    department.phone = "02-2133-0000"
    department.save()
    at(-120, -1)
    page = person.get(application.get_absolute_url()).content.decode()
    assert f"{said}({department.name}, 전화 02-2133-0000)" in page
    assert f"mailto:{official.email}" in page


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_who_comes_too_late_is_told_whom_to_ask(person, call, citizen, at, official, state):
    application = make_application(call, by=citizen, submitted=state != "draft")
    if state == "withdrawn":
        actions.withdraw(by=citizen, application=application)
    pages = application.get_absolute_url(), reverse("calls:apply", args=[call.pk])
    said = f"물어볼 것이 있으면 담당부서({call.panel.project.department.name}"
    assert not any(said in person.get(page).content.decode() for page in pages)
    at(-120, -1)
    for page in pages:
        text = person.get(page).content.decode()
        assert said in text and f"mailto:{official.email}" in text


def test_what_is_wrong_with_a_group_is_told_at_each_of_its_inputs(person, url, typed):
    page = person.post(url, typed | {"has_conflict": "", "submit": "1"}).content.decode()
    tied = 'aria-invalid="true" aria-describedby="id_has_conflict_error"'
    assert page.count(tied) == 2
    assert 'id="id_has_conflict_error"' in page
