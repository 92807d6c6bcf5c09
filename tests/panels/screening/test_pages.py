"""The pages on which applications are read."""

import pytest
from django.urls import reverse

from panels.calls import actions as calls
from panels.screening import actions
from panels.screening.models import Reading
from seoul_gov.privacy.models import AccessEntry
from tests import factories
from tests.factories import ANSWERS, make_application

TYPED = {"eligible": "yes", "record": "4", "utilisation": "3", "reason": "", "note": "꼼꼼합니다."}


@pytest.fixture
def office(client, official):
    client.force_login(official)
    return client


@pytest.fixture
def url(application):
    return reverse("screening:read", args=[application.number])


def test_the_queue_names_nobody(office, application, call):
    page = office.get(reverse("screening:queue", args=[call.pk])).content.decode()
    assert application.number in page
    assert application.name not in page
    assert "심사하기" in page
    assert not AccessEntry.objects.exists()


def test_while_people_apply_no_page_of_the_project_tells_which_number_came_when(office, call, over, auditor):
    application, gone = make_application(call), make_application(call)
    calls.withdraw(by=gone.applicant, application=gone)
    queue, history = (
        reverse("screening:queue", args=[call.pk]),
        reverse("projects:history", args=[call.panel.project_id]),
    )
    page = office.get(queue).content.decode()
    assert "아직 심사할 수 없습니다" in page and "지금까지 지원서 1건을 받았습니다" in page
    assert ">심사하기<" not in page
    over()
    later, past = office.get(queue).content.decode(), office.get(history).content.decode()
    assert (application.number in page, application.number in later) == (False, True)
    assert gone.number not in past and "접수번호" not in past and call.title in past
    office.force_login(auditor)
    assert gone.number in office.get(reverse("audit:events")).content.decode()


def test_a_reader_sees_answers_and_not_who(office, url, application):
    page = office.get(url).content.decode()
    assert ANSWERS["record"] in page
    assert "한 주에 한두 번" in page
    for hidden in (
        application.name,
        "여성",
        "30대",
        "사무·관리·전문직",
        "마포구",
        application.applicant.email,
    ):
        assert hidden not in page


def test_of_ties_a_reader_sees_what_matches_alone(office, call, over, advisory):
    factories.make_vendor(project=advisory, name="주식회사 한빛")
    application = make_application(
        call, has_conflict=True, employer="구로여객", past_employers="남산병원, 한빛"
    )
    over()
    page = office.get(reverse("screening:read", args=[application.number])).content.decode()
    assert "‘최근 3년 안에 일한 곳’에 적은 ‘한빛’ – 수행사 ‘주식회사 한빛’의 상호와 같습니다." in page
    assert "구로여객" not in page and "남산병원" not in page


def test_reading_leads_to_the_next(office, official, url, application, call, over):
    answer = office.post(url, TYPED)
    assert answer.url == reverse("screening:queue", args=[call.pk])
    assert Reading.objects.get().note == "꼼꼼합니다."
    page = office.get(url).content.decode()
    assert "내 심사 결과를 냈습니다" in page


def test_the_next_one_follows(office, call, over):
    first, second = make_application(call), make_application(call)
    over()
    answer = office.post(reverse("screening:read", args=[first.number]), TYPED)
    assert answer.url == reverse("screening:read", args=[second.number])


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"record": ""}, "0~5 가운데 하나를 골라 주세요."),
        ({"eligible": "no"}, "자격이 없다고 보는 사유를 적어 주세요."),
        ({"record": "9"}, "목록에 있는 것 가운데 골라 주세요."),
    ],
)
def test_what_is_missing_comes_back(office, url, facts, sentence):
    answer = office.post(url, TYPED | facts)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page and "꼼꼼합니다." in page
    assert not Reading.objects.exists()


def test_others_are_seen_after_ones_own(office, colleague, url, application):
    facts = {"is_eligible": True, "levels": {"record": 1, "utilisation": 1}, "note": "조금 아쉬움"}
    actions.read(by=colleague, application=application, **facts)
    assert "조금 아쉬움" not in office.get(url).content.decode()
    office.post(url, TYPED)
    assert "조금 아쉬움" in office.get(url).content.decode()


def test_too_early_brings_everything_back(office, call):
    application = make_application(call)
    answer = office.post(reverse("screening:read", args=[application.number]), TYPED)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "접수가 끝난 뒤에 심사할 수 있습니다." in page and "꼼꼼합니다." in page


def test_the_paper_is_read_and_noted(office, application):
    answer = office.get(reverse("screening:evidence", args=[application.number]))
    assert answer.status_code == 200
    entry = AccessEntry.objects.get()
    assert (entry.page, entry.subject_ids) == ("지원서 증빙", [application.applicant_id])


def test_no_paper_no_page(office, call, over):
    application = make_application(call, upload=None)
    over()
    assert office.get(reverse("screening:evidence", args=[application.number])).status_code == 404


def test_an_official_elsewhere_does_not_know_of_it(client, url, citizen):
    client.force_login(citizen)
    assert client.get(url).status_code == 404


def test_the_call_leads_to_the_queue(office, application, call):
    assert reverse("screening:queue", args=[call.pk]) in office.get(call.get_absolute_url()).content.decode()


def test_what_can_no_longer_be_changed_is_not_a_form(office, official, colleague, url, application):
    for reader in (official, colleague):
        facts = {"is_eligible": True, "levels": {"record": 4, "utilisation": 4}}
        actions.read(by=reader, application=application, **facts)
    page = office.get(url).content.decode()
    assert "이제 고칠 수 없습니다." in page and 'name="eligible"' not in page
    assert office.post(url, TYPED).status_code == 409


def test_too_few_readers_are_told(office, application, call, colleague):
    url = reverse("screening:queue", args=[call.pk])
    assert "사업담당자는 2명입니다" in office.get(url).content.decode()
    colleague.role_grants.update(ended_at=colleague.date_joined)
    assert "심사할 사람이 모자랍니다" in office.get(url).content.decode()


def test_who_names_the_third_reader_is_told(office, official, colleague, application, call):
    url = reverse("screening:queue", args=[call.pk])
    sentence = "지원서 1건에 셋째 심사가 필요한데 이 부서의 사업담당자는 2명이니, 관리자에게"
    assert sentence not in office.get(url).content.decode()
    for reader, level in ((official, 0), (colleague, 4)):
        levels = {"record": level, "utilisation": level}
        actions.read(by=reader, application=application, is_eligible=True, levels=levels)
    page = office.get(url).content.decode()
    assert "셋째 심사 필요" in page and sentence in page
    factories.make_official("officer", department=call.panel.project.department, name="셋째")
    page = office.get(url).content.decode()
    assert "셋째 심사 필요" in page and "셋째 심사자가 필요합니다" not in page
