"""The pages about selections: deciding, the result, what applicants and everybody read, and the file."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from panels.models import Choice, Membership, RecruitmentCall, Selection
from panels.selections import actions
from panels.selections.actions import Departure
from seoul_gov.privacy.models import AccessEntry
from tests import factories

from .conftest import committed, end_seat, numbers

WHY = {"reason": "선정 결과를 확정하려고 봅니다."}
VIEWED = {"viewed": WHY["reason"]}


@pytest.fixture
def office(client, official):
    client.force_login(official)
    return client


def decide_url(call):
    return reverse("selections:decide", args=[call.pk])


def text(answer):
    return answer.content.decode()


def test_names_and_numbers_come_together_for_a_reason_alone(office, by_points):
    call = by_points()
    page = office.get(decide_url(call))
    assert "한신청" not in text(page) and numbers(call)[0] not in text(page)
    assert not AccessEntry.objects.exists()
    assert "5자 이상" in text(office.post(decide_url(call), {"reason": "음"}))
    call.applications.filter(number=numbers(call)[0]).update(employer="구로여객")
    page = office.post(decide_url(call), WHY)
    assert "현재 일하는 곳 구로여객" in text(page), "who scored has not read it"
    assert text(page).count("한신청") == 4 and all(number in text(page) for number in numbers(call))
    entry = AccessEntry.objects.get()
    assert (entry.page, entry.count, entry.reason) == ("선정 결과 확정", 4, WHY["reason"])
    assert "no-store" in page["Cache-Control"]


def test_the_chosen_come_first(office, by_points):
    page = office.post(decide_url(by_points()), WHY)
    words = [line.word for line, _ in page.context["form"].rows]
    assert words == ["선정", "선정", "예비 1번", "예비 2번"]


def test_who_sits_in_many_panels_is_told_before_the_decision(office, official, by_points):
    call = by_points()
    busy = call.applications.submitted().order_by("pk").first()
    for number in range(3):
        elsewhere = factories.make_confirmed_project(officer=official)
        panel = factories.make_panel(elsewhere, name=f"추진단 {number}")
        factories.make_member(panel, user=busy.applicant)
    page = office.post(decide_url(call), WHY)
    noted = {line.application.pk for line, _ in page.context["form"].rows if line.note}
    assert (noted, text(page).count("이미 시의 추진단 3곳에서")) == ({busy.pk}, 1)


def test_deciding_on_the_page(office, by_points):
    call = by_points()
    one, two, three, four = numbers(call)
    typed = VIEWED | {f"depart-{one}": "on", f"reason-{one}": "연락이 닿지 않음", "remark": "제3호"}
    answer = office.post(decide_url(call), typed | {"recount": "1"})
    assert answer.status_code == 200 and "연락이 닿지 않음" in text(answer)
    assert answer.context["final"].chosen == (two, three)
    assert f"빈자리에 올라오는 지원서: {three}" in text(answer)
    answer = office.post(decide_url(call), typed | {"decide": "1"}, follow=True)
    selection = Selection.objects.get()
    assert answer.redirect_chain == [(selection.get_absolute_url(), 302)]
    assert "선정 결과를 확정하고" in text(answer) and "제3호" in text(answer)
    assert selection.choices.get(application__number=one).reason == "연락이 닿지 않음"
    assert [entry.deed for entry in AccessEntry.objects.order_by("pk")] == ["view", "change"]
    assert office.get(decide_url(call)).url == selection.get_absolute_url()


def test_a_refusal_keeps_what_was_typed(office, by_points):
    call = by_points()
    one = call.applications.order_by("pk")[0]
    other = factories.make_panel(call.panel.project, kind="expert", name="전문가자문단")
    factories.make_member(other, user=one.applicant)
    opened = text(office.post(decide_url(call), WHY))
    assert "같은 사업의 ‘전문가자문단’에 이미" in opened and f"지원서 {one.number}: 빼야" in opened
    answer = office.post(decide_url(call), VIEWED | {"decide": "1", "remark": "메모입니다"})
    assert answer.status_code == 409
    assert f"지원서 {one.number}: 같은 사업의" in text(answer) and "메모입니다" in text(answer)
    assert not Selection.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"depart": "on"}, "원칙과 다르게 정하는 사유를 적어 주세요."),
        ({"reason": "사유만"}, "사유를 적었으면 이 칸도"),
        ({"ground": "seated"}, "사유를 적었으면 이 칸도"),
        ({"depart": "on", "ground": "whim"}, "목록에 있는 것"),
        ({"depart": "on", "reason": "가" * 1001}, "1,000자까지"),
    ],
)
def test_departures_are_explained(office, by_points, typed, words):
    call = by_points()
    typed = {f"{name}-{numbers(call)[0]}": value for name, value in typed.items()}
    answer = office.post(decide_url(call), VIEWED | typed | {"decide": "1"})
    assert words in text(answer) and not Selection.objects.exists()
    assert text(answer).count('<details class="fold" open>') == 1


def test_a_list_without_its_reason_stays_closed(office, by_points):
    answer = office.post(decide_url(by_points()), {"viewed": "", "decide": "1"})
    assert "한신청" not in text(answer) and "보는 사유" in text(answer)
    assert not AccessEntry.objects.exists() and not Selection.objects.exists()


def test_nothing_is_joined_before_everything_is_read(office, by_points):
    call = by_points(settled=False)
    page = text(office.get(decide_url(call)))
    assert "아직 심사를 마치지 않은 지원서가 4건" in page
    assert f'href="{reverse("screening:queue", args=[call.pk])}">심사하러 가기</a>' in page
    answer = office.post(decide_url(call), WHY)
    assert answer.status_code == 409 and "한신청" not in text(answer)
    answer = office.post(reverse("selections:makeup", args=[call.pk]), {})
    assert answer.status_code == 409 and "아직 심사를" in text(answer)


def test_before_the_draw_the_page_leads_to_it(office, read_call, plan):
    round_, points = read_call(), read_call("citizen")
    ways = ((round_, "draws:trials", "추첨 시안 보기"), (points, "draws:commit", "추첨 명단 확정하기"))
    for call, door, label in ways:
        way = f'href="{reverse(door, args=[call.pk])}">{label}</a>'
        assert way in text(office.get(decide_url(call)))
    run = committed(points, plan, by=points.created_by)
    assert f'href="{run.get_absolute_url()}">추첨 보기</a>' in text(office.get(decide_url(points)))


def test_of_a_drawn_panel_only_the_drawn_can_be_left_out(office, drawn):
    call = drawn()
    page = office.post(decide_url(call), WHY)
    open_lines = [line.application.number for line, fields in page.context["form"].rows if fields]
    assert sorted(open_lines) == sorted(call.lottery.panel)
    assert "추첨에서 뽑힌 사람이 그대로" in text(page) and "순위" in text(page)
    one = call.lottery.panel[0]
    typed = VIEWED | {"decide": "1", f"depart-{one}": "on", f"reason-{one}": "마음에 안 듦"}
    refused = office.post(decide_url(call), typed)
    assert "사유를 골라 주세요." in text(refused) and f"ground-{one}" in refused.context["form"].errors
    untold = VIEWED | {"decide": "1", f"depart-{one}": "on"}
    assert list(office.post(decide_url(call), untold).context["form"].errors) == [f"ground-{one}"]
    answer = office.post(decide_url(call), typed | {f"ground-{one}": "ineligible"}, follow=True)
    assert "교체 추첨으로 채웁니다." in text(answer) and "빈자리 1개" in text(answer)


def test_the_meter_follows_what_is_ticked_and_names_nobody(office, drawn):
    call = drawn()
    url, one = reverse("selections:makeup", args=[call.pk]), call.lottery.panel[0]
    assert office.get(url).status_code == 405
    page = text(office.post(url, VIEWED))
    assert "선정 <b>2명</b>" in page and "한신청" not in page and "<html" not in page
    assert "대표성을 고려하지 않습니다" not in page
    page = text(office.post(url, VIEWED | {f"depart-{one}": "on"}))
    assert "선정 <b>1명</b>" in page and "뺀 사람 1명" in page
    assert "선정된 사람의 60%를 넘습니다(100%)." in page and "선정된 사람이 없습니다." in page
    assert not AccessEntry.objects.exists()


def test_too_many_are_told_by_the_meter(office, by_points):
    call = by_points()
    url = reverse("selections:makeup", args=[call.pk])
    page = text(office.post(url, {f"depart-{numbers(call)[3]}": "on"}))
    assert "모집 인원은 2명인데 3명을 골랐습니다." in page and "대표성을 고려하지 않습니다" in page


def test_the_makeup_counts_who_is_in_the_panel_already(office, by_points):
    call = by_points()
    factories.make_member(call.panel)
    assert office.post(decide_url(call), WHY).context["makeup"].size == 3


def test_the_result_tells_seats_and_no_names(office, decided):
    selection = decided()
    one = numbers(selection.call)[0]
    end_seat(selection, one)
    page = text(office.get(selection.get_absolute_url()))
    assert "한신청" not in page and "사양함" in page and "초대함" in page and "예비 2명" in page
    assert (
        f'다음 차례는 예비 1번(<span class="nowrap">접수번호 {numbers(selection.call)[2]}</span>)입니다.'
        in page
    )
    answer = office.post(reverse("selections:next", args=[selection.pk]), follow=True)
    assert "빈자리에 다음 예비 신청자를" in text(answer) and "1차 충원" in text(answer)
    answer = office.post(reverse("selections:next", args=[selection.pk]))
    assert answer.status_code == 409 and "비어 있는 자리가 없습니다." in text(answer)


def test_who_is_next_can_sit(office, decided):
    selection = decided()
    end_seat(selection, numbers(selection.call)[0])
    first, second = selection.choices.filter(standing="alternate").order_by("rank")
    other = factories.make_panel(selection.call.panel.project, kind="expert", name="전문가자문단")
    factories.make_member(other, user=first.application.applicant)
    page = text(office.get(selection.get_absolute_url()))
    assert f'예비 2번(<span class="nowrap">접수번호 {second.application.number}</span>)' in page


def test_an_invitation_that_nobody_answered_is_no_riddle(office, client, decided):
    """The officials read how the seat comes free, and who was chosen whom to ask."""
    selection = decided()
    seats = selection.choices.chosen().values("membership")
    assert "답하지 않은 초대가 있습니다" not in text(office.get(selection.get_absolute_url()))
    Membership.objects.filter(pk__in=seats).update(expires_at=timezone.now() - timedelta(days=1))
    page = text(office.get(selection.get_absolute_url()))
    assert "답하지 않은 초대가 있습니다" in page and "초대 기한 지남" in page and "초대함" not in page
    page = own_page(client, selection.choices.chosen().first())
    assert "에 지났습니다" in page and "다시 초대해 달라고" in page and "까지 답해 주세요" not in page


def test_a_free_seat_without_anybody_waiting(office, official, read_call):
    selection = actions.decide(by=official, call=read_call(seats=4))
    end_seat(selection, numbers(selection.call)[0])
    assert "연락할 수 있는 예비 신청자가 없습니다" in text(office.get(selection.get_absolute_url()))


def test_the_result_of_departures_says_so(office, official, by_points):
    call = by_points()
    one, two, three, four = numbers(call)
    departures = [Departure(one, "빠진 사유"), Departure(four, "들어간 사유")]
    selection = actions.decide(by=official, call=call, departures=departures)
    page = text(office.get(selection.get_absolute_url()))
    assert "원칙과 다른 선정" in page and "빠진 사유" in page and "들어간 사유" in page


@pytest.mark.parametrize("person", ["other_official", "citizen"])
def test_the_result_by_seats_is_not_for_others(request, client, person, decided):
    client.force_login(request.getfixturevalue(person))
    assert client.get(decided().get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("person", "named"), [("head", True), ("governance_officer", True), ("auditor", False)]
)
def test_who_follows_the_project_reads_the_result_and_changes_nothing(
    request, client, person, named, decided
):
    selection = decided()
    one = numbers(selection.call)[0]
    end_seat(selection, one)
    client.force_login(request.getfixturevalue(person))
    page = text(client.get(selection.get_absolute_url()))
    assert one in page and "빈자리가 있습니다" in page and "한신청" not in page
    following = reverse("selections:next", args=[selection.pk])
    assert following not in page and sheet_url(selection.call) not in page
    assert ("이름은 추진단 화면에서" in page) is named
    assert client.post(following).status_code == 403
    assert client.get(sheet_url(selection.call)).status_code == 403


def test_everybody_reads_numbers(client, decided, drawn, official):
    selection = decided()
    page = text(client.get(selection.call.get_absolute_url()))
    assert "2명을 선정하고 예비 2명의 순번을 정했습니다." in page and "추첨 화면" not in page
    assert all(number in page for number in numbers(selection.call)) and "한신청" not in page
    selection = actions.decide(by=official, call=drawn())
    page = text(client.get(selection.call.get_absolute_url()))
    assert "추첨 화면" in page and selection.call.lottery.get_absolute_url() in page


def test_an_undecided_call_says_nothing(client, by_points):
    assert "순번을 정했습니다" not in text(client.get(by_points().get_absolute_url()))


def own_page(client, choice):
    client.force_login(choice.application.applicant)
    return text(client.get(choice.application.get_absolute_url()))


def test_applicants_read_what_became_of_them(client, official, drawn):
    call = drawn()
    left_out = Departure(call.lottery.panel[0], "확인했습니다.", "conflict")
    selection = actions.decide(by=official, call=call, departures=[left_out])
    chosen = selection.choices.chosen().get()
    page = own_page(client, chosen)
    assert "선정되었습니다" in page and "까지 답해 주세요" in page and "연락하지 않기" not in page
    assert f"{call.lottery.get_absolute_url()}?number={chosen.application.number}#mine" in page
    page = own_page(client, selection.choices.get(standing="not_chosen"))
    assert "미선정" in page and "이해관계: 확인했습니다." in page and "연락하지 않기" not in page
    end_seat(selection, chosen.application.number, "released")
    assert "지금 상태: 위촉 해제" in own_page(client, chosen)


def test_who_waits_says_whether_to_be_asked(client, decided):
    choice = decided().choices.get(rank=2)
    assert "예비 2번" in own_page(client, choice)
    answer = client.post(reverse("selections:decline", args=[choice.pk]), follow=True)
    assert answer.redirect_chain == [(choice.application.get_absolute_url(), 302)]
    assert "빈자리가 나도 연락을 받지 않습니다." in text(answer)
    answer = client.post(reverse("selections:resume", args=[choice.pk]), follow=True)
    assert "빈자리가 나면 연락하겠습니다." in text(answer)


def test_nobody_answers_for_another(client, citizen, decided):
    choice = decided().choices.get(rank=1)
    client.force_login(citizen)
    for verb in ("decline", "resume"):
        assert client.post(reverse(f"selections:{verb}", args=[choice.pk])).status_code == 404
    assert Choice.objects.get(pk=choice.pk).is_willing


def test_the_own_list_tells_it(client, decided):
    choice = decided().choices.get(rank=1)
    client.force_login(choice.application.applicant)
    page = text(client.get(reverse("calls:mine")))
    assert "예비 1번" in page and ">접수<" not in page


@pytest.mark.parametrize(("facts", "word"), [({"rank": 1}, "예비 1번"), ({"standing": "chosen"}, "선정")])
def test_the_own_page_wears_the_result_alone(client, decided, facts, word):
    choice = decided().choices.filter(**facts).first()
    lead = own_page(client, choice).split("</h1>")[1].split(choice.selection.call.title)[0]
    assert word in lead and "접수" not in lead


def test_who_is_not_chosen_is_thanked(client, decided):
    choice = decided().choices.get(rank=2)
    Choice.objects.filter(pk=choice.pk).update(standing="not_chosen", rank=None)
    assert "관심을 갖고 신청해 주셔서 고맙습니다." in own_page(client, choice)


def sheet_url(call, format="csv"):
    return reverse("selections:applicants", args=[call.pk]) + f"?format={format}"


def test_the_file_is_given_for_a_reason(office, by_points):
    call = by_points()
    call.applications.filter(number=numbers(call)[0]).update(name="=HYPERLINK(1)")
    assert "내려받는 사유" in text(office.get(sheet_url(call)))
    assert "5자 이상" in text(office.post(sheet_url(call), {"reason": "음"}))
    assert not AccessEntry.objects.exists()
    answer = office.post(sheet_url(call), {"reason": "선정위원회 자료"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0][:3] == ["이름", "이메일", "연령대"] and len(rows) == 5
    assert "'=HYPERLINK(1)" in [row[0] for row in rows]
    assert not {"접수번호", "제출일시"} & set(rows[0]), "who scores is not to know whose number it is"
    entry = AccessEntry.objects.get()
    assert (entry.deed, entry.count, entry.reason) == ("download", 4, "선정위원회 자료")


def test_the_file_of_a_decided_call_holds_the_result(office, decided):
    selection = decided()
    answer = office.post(sheet_url(selection.call, "xlsx"), {"reason": "위촉 준비"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [dict(zip(next(sheet.values), row, strict=True)) for row in list(sheet.values)[1:]]
    assert {row["접수번호"]: row["결과"] for row in rows} == {
        one.application.number: one.word for one in selection.choices.select_related("application")
    }
    assert {row["빈자리 연락"] for row in rows} == {"받음"}


def test_the_pages_of_the_call_lead_there(office, by_points):
    call = by_points()
    queue = reverse("screening:queue", args=[call.pk])
    assert decide_url(call) in text(office.get(queue))
    assert decide_url(call) in text(office.get(call.get_absolute_url()))
    page = text(office.post(reverse("calls:applicants", args=[call.pk]), WHY))
    assert sheet_url(call) in page
    assert 'data-label="제출일시"' not in page, "the trail tells when a number was handed in"
    office.post(decide_url(call), VIEWED | {"decide": "1"})
    assert Selection.objects.get().get_absolute_url() in text(office.get(queue))
    page = text(office.post(reverse("calls:applicants", args=[call.pk]), WHY))
    assert 'data-label="제출일시"' in page


@pytest.fixture
def asked():
    """How many queries a visit takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(visit):
        visit()
        with CaptureQueriesContext(
            connection,
        ) as found:
            visit()
        return len(found)

    return count


def test_queries_do_not_grow_with_people(office, official, by_points, asked):
    from .conftest import FALLING, PEOPLE

    few = by_points()
    many = by_points(people=PEOPLE * 3, levels=[FALLING[0], FALLING[1], *[FALLING[3]] * 10])
    for call in (few, many):
        panel = factories.make_panel(call.panel.project, kind="expert", name="전문가자문단")
        for one in call.applications.order_by("pk")[2:]:
            factories.make_member(panel, user=one.applicant)
    pages = [asked(lambda call=call: office.post(decide_url(call), WHY)) for call in (few, many)]
    assert pages[0] == pages[1]
    made = [actions.decide(by=official, call=call) for call in (few, many)]
    pages = [asked(lambda one=one: office.get(one.get_absolute_url())) for one in made]
    assert pages[0] == pages[1]
    pages = [asked(lambda one=one: office.get(one.call.get_absolute_url())) for one in made]
    assert pages[0] == pages[1]
    assert Membership.objects.count() and RecruitmentCall.objects.count() == 2


def test_it_goes_round_and_the_page_says_so(office, read_call):
    page = text(office.post(decide_url(read_call(seats=4)), WHY))
    assert "자격이 있는 사람이 모두 단원이 됩니다." in page


def test_only_who_is_next_can_be_taken_in_from_a_long_list(office, by_points, monkeypatch):
    from panels.selections import forms

    monkeypatch.setattr(forms, "MOST_WAITING", 1)
    form = office.post(decide_url(by_points()), WHY).context["form"]
    assert [bool(fields) for _, fields in form.rows] == [True, True, True, False]
