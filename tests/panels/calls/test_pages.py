"""The pages about calls."""

import xml.etree.ElementTree as ElementTree
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from panels.calls import actions
from panels.calls.forms import CorrectForm
from panels.calls.models import RecruitmentCall
from seoul_gov.ui.korean import korean_period, today
from tests import factories

ATOM = "{http://www.w3.org/2005/Atom}"


def terms_as_typed(**facts):
    typed = {
        "title": "단원을 모집합니다",
        "seats": "10",
        "duties": "두 번 만납니다.",
        "eligibility": "시민",
        "allowance": "",
        "opens_at": f"{today().year + 1}-03-02T09:00",
        "closes_at": f"{today().year + 1}-03-16T18:00",
        "record": "50",
        "utilisation": "50",
        "dates-TOTAL_FORMS": "2",
        "dates-INITIAL_FORMS": "0",
        "dates-0-what": "첫 회의",
        "dates-0-day": f"{today().year + 1}-04-01",
        "dates-0-starts": "14:00",
        "dates-0-ends": "16:00",
    }
    return typed | facts


def correction_of(call, **facts):
    """What the page of corrections sends when nothing but these is changed."""
    call = RecruitmentCall.objects.get(pk=call.pk)
    form = CorrectForm(call=call, initial={"version": call.version})
    as_sent = {field.name: field.field.widget.format_value(field.value()) or "" for field in form}
    return as_sent | facts


@pytest.fixture
def office(client, official):
    client.force_login(official)
    return client


def test_the_list_shows_what_was_published(client, call):
    page = client.get(reverse("calls:list")).content.decode()
    assert call.title in page
    assert "모집 중" in page


def test_a_draft_is_nobodys_but_the_citys(client, draft, citizen):
    assert draft.get_absolute_url() not in client.get(reverse("calls:list")).content.decode()
    for person in (None, citizen):
        if person:
            client.force_login(person)
        for verb in ("detail", "calendar"):
            assert client.get(reverse(f"calls:{verb}", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "모집합니다"}, True),
        ({"q": "따릉이"}, True),
        ({"q": "없는 말"}, False),
        ({"phase": "taking"}, True),
        ({"phase": "planned"}, False),
        ({"phase": "over"}, False),
        ({"kind": "citizen"}, True),
        ({"kind": "expert"}, False),
        ({"phase": "nonsense"}, True),
        ({"phase": "cancelled"}, False),
        ({"kind": "nonsense"}, True),
    ],
)
def test_filters(client, call, query, found):
    page = client.get(reverse("calls:list"), query).content.decode()
    assert (call.get_absolute_url() in page) is found


@pytest.mark.parametrize("number", [1, 15])
def test_what_the_list_costs(client, official, number, django_assert_max_num_queries):
    for one in range(number):
        project = factories.make_confirmed_project(officer=official, title=f"사업 {one}")
        panel = factories.make_panel(project, state="forming")
        actions.publish(
            by=official, call=actions.draft(by=official, panel=panel, terms=factories.make_terms())
        )
    with django_assert_max_num_queries(2):
        client.get(reverse("calls:list"), {"size": 20})


def test_the_call_for_everybody(client, call):
    page = client.get(call.get_absolute_url()).content.decode()
    for words in ("두 번 만나 화면을 살펴봅니다.", "1차 회의", "관련 활동경력", "50점", "서비스를 쓰는 시민"):
        assert words in page
    assert "정정 내기" not in page


def test_what_is_paid_and_what_can_be_passed_on(client, official, call, settings):
    url = call.get_absolute_url()
    assert "<dt>수당과 지원</dt><dd>없음" in client.get(url).content.decode()
    words = {"allowance": "회의 하루 150,000원"}
    actions.correct(by=official, call=call, text="수당을 정했습니다.", words=words)
    page = client.get(url).content.decode()
    assert "<dt>수당과 지원</dt><dd><p>회의 하루 150,000원</p>" in page
    text = page.partition("다른 사람에게 알릴 글")[2].partition("</details>")[0]
    period = korean_period(call.opens_at, call.closes_at)
    for words in (
        call.title,
        f"{call.panel.kind_label} 10명을 모집합니다.",
        period,
        settings.PORTAL_BASE_URL + url,
    ):
        assert words in text


def test_writing_a_call(office, panel, official):
    url = reverse("calls:draft", args=[panel.pk])
    page = office.get(url).content.decode()
    assert "단원을 모집합니다" in page
    answer = office.post(url, terms_as_typed())
    call = RecruitmentCall.objects.get()
    assert answer.url == call.get_absolute_url()
    assert (call.panel, call.created_by, call.seats, call.version) == (panel, official, 10, 1)
    assert [date.what for date in call.dates.all()] == ["첫 회의"]
    assert "아직 공고하지 않았습니다" in office.get(call.get_absolute_url()).content.decode()


def test_more_lines_keep_what_was_typed(office, panel):
    url = reverse("calls:draft", args=[panel.pk])
    page = office.post(url, terms_as_typed(more="1", title="")).content.decode()
    assert 'name="dates-5-what"' in page
    assert "첫 회의" in page
    assert "error-summary" not in page
    assert not RecruitmentCall.objects.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": ""}, "필수"),
        ({"record": "60"}, "배점의 합은 100점이어야 하는데 지금은 110점입니다."),
        ({"closes_at": f"{today().year + 1}-03-01T09:00"}, "접수 마감은 접수 시작보다 뒤여야 합니다."),
        ({"dates-0-ends": "13:00"}, "끝나는 시각은 시작 시각보다 뒤여야 합니다."),
        ({"dates-0-day": ""}, "이 줄을 쓰려면 모두 적어 주세요."),
        ({"dates-0-what": ""}, "이 줄을 쓰려면 모두 적어 주세요."),
        ({"seats": "0"}, "1 이상으로 입력해 주세요."),
        ({"duties": "\x07종"}, "보이지 않는 제어 문자"),
    ],
)
def test_what_is_typed_wrong_comes_back(office, panel, facts, sentence):
    answer = office.post(reverse("calls:draft", args=[panel.pk]), terms_as_typed(**facts))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert "두 번 만납니다." in page or "duties" in facts
    assert not RecruitmentCall.objects.exists()


def test_a_panel_in_office_has_no_call_to_write(office, advisory):
    panel = factories.make_panel(advisory, name="활동 중")
    url = reverse("calls:draft", args=[panel.pk])
    assert "지금은 모집공고를 쓸 수 없습니다" in office.get(url).content.decode()
    answer = office.post(url, terms_as_typed())
    assert answer.status_code == 409
    assert "구성 중인 추진단에서만" in answer.content.decode()


def test_a_second_call_of_a_panel_is_refused_on_opening(office, panel, draft):
    answer = office.get(reverse("calls:draft", args=[panel.pk]))
    page = answer.content.decode()
    assert "이 추진단에는 이미 모집공고가 있습니다." in page
    assert f'<a href="{draft.get_absolute_url()}">{draft.title}</a>' in page
    assert 'name="title"' not in page


def test_editing_shows_what_is_stored_and_two_editors_meet(office, call):
    url = reverse("calls:edit", args=[call.pk])
    page = office.get(url).content.decode()
    assert "1차 회의" in page
    assert call.title in page
    assert office.post(url, terms_as_typed(title="처음", version="1")).status_code == 302
    late = office.post(url, terms_as_typed(title="나중", version="1"))
    assert late.status_code == 409
    assert "처음" in late.content.decode() and "나중" in late.content.decode()
    assert office.post(url, terms_as_typed(title="나중", version="2")).status_code == 302
    assert RecruitmentCall.objects.get().title == "나중"


def test_publishing_correcting_and_taking_back(office, draft):
    assert office.post(reverse("calls:publish", args=[draft.pk])).status_code == 302
    answer = office.post(
        reverse("calls:correct", args=[draft.pk]), correction_of(draft, text="장소가 바뀌었습니다.")
    )
    assert answer.status_code == 302
    assert "장소가 바뀌었습니다." in office.get(draft.get_absolute_url()).content.decode()
    office.post(reverse("calls:cancel", args=[draft.pk]), {"reason": "사정이 있습니다."})
    page = office.get(draft.get_absolute_url()).content.decode()
    assert "취소한 모집공고입니다" in page and "사정이 있습니다." in page
    assert "고치기" not in page


def test_a_refused_button_says_why(office, official, panel):
    call = actions.draft(by=official, panel=panel, terms=factories.make_terms(dates=()))
    answer = office.post(reverse("calls:publish", args=[call.pk]))
    assert answer.status_code == 409
    assert "활동 일정을 하나 이상" in answer.content.decode()


def test_the_calendar(client, call):
    answer = client.get(reverse("calls:calendar", args=[call.pk]))
    text = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"].startswith("text/calendar")
    assert text.count("BEGIN:VEVENT") == 3
    assert text.count("TZID:Asia/Seoul") == 1, "a zone that is named is defined"
    assert "SUMMARY:신청 마감: 단원을 모집합니다" in text


def test_the_feed(client, call, draft):
    answer = client.get(reverse("calls:feed"))
    feed = ElementTree.fromstring(answer.content)  # noqa: S314  our own answer
    titles = [entry.findtext(f"{ATOM}title") for entry in feed if "entry" in entry.tag]
    assert titles == [call.title]
    assert "시민참여단 10명" in answer.content.decode()


def test_the_feed_follows_what_becomes_of_a_call(client, official, call, time_machine):
    def entry():
        feed = ElementTree.fromstring(client.get(reverse("calls:feed")).content)  # noqa: S314  our own answer
        return [feed.findtext(f"{ATOM}entry/{ATOM}{name}") for name in ("title", "updated")]

    title, published = entry()
    factories.make_application(call=call)
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    actions.correct(by=official, call=call, text="장소를 바로잡습니다.")
    assert entry()[0] == title and (corrected := entry()[1]) > published
    time_machine.shift(60)
    actions.cancel(by=official, call=call, reason="예산이 줄었습니다.")
    assert entry()[0] == f"[취소] {title}" and entry()[1] > corrected


def test_the_panels_page_leads_to_its_call(office, panel, official):
    page = office.get(panel.get_absolute_url()).content.decode()
    assert reverse("calls:draft", args=[panel.pk]) in page
    call = actions.draft(by=official, panel=panel, terms=factories.make_terms())
    assert call.get_absolute_url() in office.get(panel.get_absolute_url()).content.decode()


def test_nonsense_in_the_address_is_told_in_plain_words(client, call):
    page = client.get(reverse("calls:list"), {"kind": "nonsense"}).content.decode()
    assert "목록에 있는 것 가운데 골라 주세요." in page
    assert "올바르게 선택" not in page


def test_calls_taken_back_can_be_looked_for(client, official, call):
    actions.cancel(by=official, call=call, reason="사정")
    page = client.get(reverse("calls:list"), {"phase": "cancelled"}).content.decode()
    assert call.get_absolute_url() in page
    assert (
        call.get_absolute_url() not in client.get(reverse("calls:list"), {"phase": "taking"}).content.decode()
    )


def test_a_call_that_ended_with_its_panel_is_among_them(client, call, panel):
    type(panel).objects.update(state="dissolved")
    assert (
        call.get_absolute_url() in client.get(reverse("calls:list"), {"phase": "cancelled"}).content.decode()
    )


@pytest.mark.parametrize("verb", ["edit", "correct", "cancel"])
def test_what_would_be_refused_does_not_open(office, official, call, verb):
    url = reverse(f"calls:{verb}", args=[call.pk])
    assert office.get(url).status_code == 200
    actions.cancel(by=official, call=call, reason="사정")
    answer = office.get(url)
    assert answer.status_code == 409
    assert "취소한 모집공고입니다." in answer.content.decode()


def test_a_draft_is_not_corrected_and_what_was_applied_for_is_not_edited(office, official, draft):
    assert (
        "아직 공고하지 않은 모집입니다."
        in office.get(reverse("calls:correct", args=[draft.pk])).content.decode()
    )
    factories.make_application(actions.publish(by=official, call=draft))
    answer = office.get(reverse("calls:edit", args=[draft.pk]))
    assert (answer.status_code, "이미 신청한 사람이 있어" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("total", ["0", "x", ""])
def test_a_forged_number_of_lines_does_not_empty_the_schedule(office, call, total):
    url = reverse("calls:edit", args=[call.pk])
    assert office.post(url, terms_as_typed(version="1", **{"dates-TOTAL_FORMS": total})).status_code == 302
    assert [date.what for date in call.dates.all()] == ["첫 회의"]


def test_a_schedule_that_did_not_come_is_not_an_empty_one(office, call):
    typed = {name: value for name, value in terms_as_typed(version="1").items() if "dates" not in name}
    answer = office.post(reverse("calls:edit", args=[call.pk]), typed | {"dates-TOTAL_FORMS": "0"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "아래 줄이 모두 오지 않았습니다." in page
    assert "1차 회의" in page
    assert call.dates.count() == 2


def test_a_published_call_keeps_days_of_work(office, call):
    empty = {f"dates-0-{name}": "" for name in ("what", "day", "starts", "ends")}
    answer = office.post(reverse("calls:edit", args=[call.pk]), terms_as_typed(version="1", **empty))
    assert answer.status_code == 409
    assert "활동 일정을 하나 이상" in answer.content.decode()
    assert call.dates.count() == 2
