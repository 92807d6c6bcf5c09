"""What readers see of a published call that was changed: what it said, and what it says."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from panels.calls import actions
from panels.calls.actions import Date
from panels.calls.models import RecruitmentCall
from panels.calls.passages import history_of
from panels.models import CallChange
from panels.screening import actions as screening
from seoul_gov.notifications import outbox
from tests import factories
from tests.factories import make_application
from tests.panels.calls.test_pages import correction_of

pytestmark = pytest.mark.django_db


def refused(**facts) -> str:
    with pytest.raises(ValidationError) as refusal:
        actions.correct(**{"text": "바로잡습니다."} | facts)
    assert not CallChange.objects.exists()
    return " ".join(refusal.value.messages)


def terms_of(call, **facts):
    """The terms as they stand, with something else in them."""
    dates = tuple(Date(one.what, one.starts_at, one.ends_at) for one in call.dates.all())
    times = {"opens_at": call.opens_at, "closes_at": call.closes_at, "dates": dates}
    return factories.make_terms(**times | facts)


def changes(call):
    return [(one.passage, one.before, one.after) for one in call.changes.all()]


def test_an_edit_of_a_draft_leaves_no_trace_for_readers(official, draft):
    actions.edit(by=official, call=draft, terms=factories.make_terms(title="새 제목"), version=1)
    assert not CallChange.objects.exists()


def test_an_edit_after_the_publication_keeps_what_it_said(official, call):
    weights = {"record": 60, "utilisation": 40}
    terms = terms_of(call, title="새 제목", seats=9, weights=weights)
    actions.edit(by=official, call=call, terms=terms, version=1)
    assert changes(call) == [
        ("title", "단원을 모집합니다", "새 제목"),
        ("seats", "10명", "9명"),
        (
            "criteria",
            "관련 활동경력 50점\n정보서비스 활용도 50점",
            "관련 활동경력 60점\n정보서비스 활용도 40점",
        ),
    ]
    (edit,) = history_of(call).edits
    assert edit.version == 2
    assert history_of(call).latest == {}


def test_the_sides_of_a_mixed_panel_are_passages_too(official, mixed):
    call = actions.draft(by=official, panel=mixed, terms=factories.make_terms("mixed"))
    call = actions.publish(by=official, call=call)
    weights = {"record": 50, "utilisation": 50, "it_expertise": 70, "field_expertise": 30}
    terms = terms_of(call, expert_seats=4, weights=weights)
    actions.edit(by=official, call=call, terms=terms, version=1)
    told = {passage: (before, after) for passage, before, after in changes(call)}
    assert told["seats"] == (
        "10명(시민참여단 5명, 전문가자문단 5명)",
        "10명(시민참여단 6명, 전문가자문단 4명)",
    )
    assert told["criteria"][1].splitlines()[2] == "전문가자문단 IT 분야 전문지식 70점"


def test_a_correction_keeps_each_passage_that_it_changed(official, call):
    make_application(call)
    date = call.dates.first()
    later = date.starts_at + timedelta(days=1)
    corrected = actions.correct(
        by=official,
        call=call,
        text="장소와 수당을 바로잡습니다.",
        closes_at=call.closes_at + timedelta(days=1),
        words={"title": call.title, "duties": "한 번 만납니다.", "allowance": "하루 150,000원"},
        dates={date.pk: Date("1차 회의", later, later + timedelta(hours=2))},
        version=1,
    )
    assert (corrected.version, corrected.duties) == (2, "한 번 만납니다.")
    assert [one.passage for one in call.changes.all()] == ["period", "allowance", "duties", "dates"]
    assert {one.correction_id for one in call.changes.all()} == {corrected.corrections.get().pk}
    assert call.dates.get(pk=date.pk).starts_at == later
    outbox.drain()
    letter = next(one for one in mail.outbox if "정정" in one.subject)
    assert "바뀐 곳: 하는 일" in letter.body


def test_of_two_corrections_of_a_passage_the_last_one_is_pointed_at(official, call):
    for number in (1, 2):
        actions.correct(by=official, call=call, text=f"{number}번", words={"duties": f"{number}번 만납니다."})
    history = history_of(call)
    assert history.latest["duties"].after == "2번 만납니다."
    assert [correction.text for correction, _ in history.corrections] == ["2번", "1번"]


def test_a_correction_in_words_alone_changes_no_passage(official, call):
    actions.correct(by=official, call=call, text="문의 전화를 알려 드립니다.")
    assert not CallChange.objects.exists()


def test_what_a_correction_may_not_change(official, call):
    assert refused(by=official, call=call, words={"seats": 3}) == "정정할 수 없는 항목입니다."
    assert refused(by=official, call=call, words={"title": ""}) != ""
    assert "주민등록번호" in refused(by=official, call=call, words={"duties": "800101-1234567"})
    now = call.closes_at + timedelta(days=9)
    date = Date("회의", now, now + timedelta(hours=1))
    assert refused(by=official, call=call, dates={0: date}) == "이 모집의 활동 일정이 아닙니다."
    early = Date("회의", call.closes_at, call.closes_at + timedelta(hours=1))
    told = refused(by=official, call=call, dates={call.dates.first().pk: early})
    assert told == "활동 일정은 접수 마감보다 뒤여야 합니다."
    backwards = Date("회의", now, now - timedelta(hours=1))
    assert refused(by=official, call=call, dates={call.dates.first().pk: backwards}) != ""


def test_two_correctors_meet(official, call):
    actions.correct(by=official, call=call, text="처음")
    with pytest.raises(ValidationError) as refusal:
        actions.correct(by=official, call=call, text="나중", version=1)
    assert refusal.value.messages[0].startswith("다른 화면에서 먼저 고쳤습니다.")


def test_who_may_apply_stands_once_applications_are_read_by_it(official, call, at):
    application = make_application(call)
    at(-120, -1)
    marks = {"record": 3, "utilisation": 3}
    screening.read(by=official, application=application, is_eligible=True, levels=marks)
    told = refused(by=official, call=call, words={"eligibility": "누구나"})
    assert told == "심사를 시작한 뒤에는 신청 자격을 바꿀 수 없습니다."
    actions.correct(
        by=official, call=call, text="다른 곳", words={"eligibility": call.eligibility, "duties": "새"}
    )
    assert RecruitmentCall.objects.get(pk=call.pk).duties == "새"


def test_the_page_of_corrections_sends_what_was_changed_alone(client, official, call):
    client.force_login(official)
    make_application(call)
    url = reverse("calls:correct", args=[call.pk])
    page = client.get(url).content.decode()
    assert "두 번 만나 화면을 살펴봅니다." in page
    date = call.dates.first()
    ends = {f"date-{date.pk}-ends_at": f"{date.ends_at + timedelta(hours=10):%Y-%m-%dT%H:%M}"}
    sent = correction_of(call, text="시간을 바로잡습니다.", **ends)
    assert client.post(url, sent).status_code == 302
    assert [one.passage for one in call.changes.all()] == ["dates"]
    late = client.post(url, sent | {"duties": "다른 말"})
    assert late.status_code == 409
    assert "다른 화면에서 먼저 고쳤습니다." in late.content.decode()
    form = client.post(url, sent | {f"date-{date.pk}-ends_at": sent[f"date-{date.pk}-starts_at"]}).context[
        "form"
    ]
    assert form.errors[f"date-{date.pk}-ends_at"] == ["끝나는 시각은 시작 시각보다 뒤여야 합니다."]


def test_readers_see_old_and_new(client, official, call):
    actions.edit(by=official, call=call, terms=terms_of(call, allowance="하루 100,000원"), version=1)
    make_application(call)
    corrected = actions.correct(
        by=official, call=call, text="바로잡습니다.", words={"duties": "한 번 만납니다."}
    )
    page = client.get(call.get_absolute_url()).content.decode()
    assert "에 고침, 버전 2" in page
    assert "<del><p>두 번 만나 화면을 살펴봅니다.</p></del>" in page
    assert "<ins><p>한 번 만납니다.</p></ins>" in page
    assert f'href="#correction-{corrected.corrections.get().pk}"' in page


def test_what_the_page_costs_does_not_grow_with_its_history(
    client, official, call, django_assert_max_num_queries
):
    for number in range(5):
        actions.correct(by=official, call=call, text="바로잡습니다.", words={"duties": f"{number}번"})
    with django_assert_max_num_queries(12):
        client.get(call.get_absolute_url())
