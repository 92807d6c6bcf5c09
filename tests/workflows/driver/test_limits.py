"""What keeps dates and additions within reason, and what the pages say about it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from projects.calendar import WorkCalendar
from seoul_gov.ui.korean import korean_date, today
from tests import factories
from tests.workflows.driver.walking import (
    duty,
    finish_round,
    hold,
    open_round,
    open_stage,
    record,
    refused,
    schedule,
)
from workflows.driver import actions, bodies, gates
from workflows.driver.schedule import Span, doubts, plan
from workflows.norms import specs_of
from workflows.processes import PROCESSES

A_YEAR = timedelta(days=365)
DAY = timedelta(days=1)


def add(official, run, **facts):
    facts = {"kind": "meeting", "title": "요구 변경 논의", "due_on": today()} | facts
    return actions.add_duty(by=official, stage=open_stage(run), **facts)


def page_of(client, user, url):
    client.force_login(user)
    return client.get(url).content.decode()


# --- adding


def test_an_added_duty_falls_due_within_the_run(official, run):
    last = max(run.project.end_date, today()) + A_YEAR
    with refused("기한은 오늘이거나 그 뒤여야 합니다."):
        add(official, run, due_on=today() - DAY)
    with refused(f"기한은 사업이 끝나고 1년이 되는 {korean_date(last)}까지 정할 수 있습니다."):
        add(official, run, due_on=last + DAY)
    add(official, run, due_on=last)


def test_a_project_without_an_end_is_measured_by_its_last_stage(official, run):
    run.project.end_date = None
    run.project.save()
    ends = run.stages.latest("order").planned_end
    with refused(f"{korean_date(ends + A_YEAR)}까지"):
        add(official, run, due_on=ends + A_YEAR + DAY)


def test_the_same_form_twice_adds_one_duty(client, official, run):
    client.force_login(official)
    url = reverse("driver:add_duty", args=[open_stage(run).pk])
    sent = {"kind": "meeting", "title": "요구 변경 논의", "due_on": today().isoformat()}
    answers = [client.post(url, sent).status_code for _ in range(2)]
    assert answers == [302, 409]
    assert open_stage(run).duties.filter(title="요구 변경 논의").count() == 1


def test_a_title_is_free_again_once_its_duty_is_gone(official, run):
    first = add(official, run)
    actions.skip(by=official, duty=first, reason="잘못 더했습니다.")
    assert add(official, run).pk != first.pk


def test_an_added_duty_is_taken_away_again_before_it_begins(client, official, run):
    added = add(official, run)
    page = page_of(client, official, added.get_absolute_url())
    assert "필수(더한 과제)" in page
    assert "아직 시작하지 않았으면 사유를 적어 뺄 수 있습니다." in page
    assert "시작하면 필수" not in page
    url = reverse("driver:skip", args=[added.pk])
    assert f'href="{url}">더한 과제 빼기<' in page
    assert "더한 과제 빼기" in client.get(url).content.decode()
    answer = client.post(url, {"reason": "잘못 더했습니다."}, follow=True)
    assert "더한 과제를 뺐습니다." in answer.content.decode()
    added.refresh_from_db()
    assert (added.state, added.reason) == ("skipped", "잘못 더했습니다.")
    assert added.pk not in [row.pk for row, _ in gates.missing(open_stage(run))]


def test_taking_away_needs_a_reason(official, run):
    with refused("사유를 적어 주세요."):
        actions.skip(by=official, duty=add(official, run), reason=" ")


@pytest.mark.parametrize(
    ("kind", "begin"),
    [("meeting", schedule), ("meeting", hold), ("review", open_round), ("review", finish_round)],
)
def test_an_added_duty_that_has_begun_stays(client, official, run, kind, begin):
    added = add(official, run, kind=kind)
    begin(added)
    with refused("이미 시작한 과제여서 뺄 수 없습니다."):
        actions.skip(by=official, duty=added, reason="잘못 더했습니다.")
    assert "더한 과제 빼기" not in page_of(client, official, added.get_absolute_url())


def test_a_reopening_does_not_make_it_untouched(official, run):
    added = add(official, run)
    hold(added)
    added.state = "settled"
    added.save()
    actions.reopen_duty(by=official, duty=added, reason="다시 논의합니다.")
    with refused("이미 시작한 과제여서"):
        actions.skip(by=official, duty=added, reason="잘못 더했습니다.")


def test_a_required_duty_of_the_process_is_not_skipped(official, run):
    with refused("선택 과제가 아니어서 건너뛸 수 없습니다."):
        actions.skip(by=official, duty=duty(run, "p1"), reason="까닭")


# --- recording


def test_a_record_lies_no_more_than_a_year_before_the_project(official, run):
    begin = run.project.start_date
    sentence = f"수행일은 사업 시작일({korean_date(begin)})의 1년 전인 {korean_date(begin - A_YEAR)}부터 적을 수 있습니다."
    with refused(sentence):
        record(official, duty(run, "p1"), occurred_on=date(2001, 1, 1))
    with refused(sentence):
        record(official, duty(run, "p1"), occurred_on=begin - A_YEAR - DAY)
    record(official, duty(run, "p1"), occurred_on=begin - A_YEAR)


def test_a_project_without_a_start_is_measured_by_its_process(official, run):
    run.project.start_date = None
    run.project.save()
    with refused("수행일은"):
        record(official, duty(run, "p1"), occurred_on=today() - A_YEAR - 2 * DAY)


# --- planning


@pytest.mark.parametrize("process", PROCESSES.values(), ids=lambda process: process.key)
def test_no_proposed_due_day_lies_after_its_stage(process):
    short = {spec.key: 1 if spec.key.startswith("stage.") else 60 for spec in specs_of(process)}
    for planned in plan(process, date(2027, 3, 8), WorkCalendar({}), short).stages:
        assert max(planned.dues.values(), default=planned.end) <= planned.end


def test_doubts_name_overlaps_and_the_end_of_the_project(official):
    project = factories.make_project(officer=official, start_date=date(2027, 3, 2))
    ends = project.end_date
    sound = [Span("기획", date(2027, 3, 2), date(2027, 3, 5)), Span("발주", date(2027, 3, 8), ends)]
    assert doubts(sound, project) == []
    odd = [Span("기획", date(2027, 3, 2), date(2027, 3, 8)), Span("발주", date(2027, 3, 8), ends + DAY)]
    assert doubts(odd, project) == [
        "‘기획’ 단계가 끝나는 날(2027. 3. 8.(월))보다 먼저 또는 같은 날 ‘발주’ 단계가 시작됩니다(2027. 3. 8.(월)).",
        f"‘발주’ 단계가 {korean_date(ends + DAY)}에 끝나 사업 종료일({korean_date(ends)})을 넘깁니다.",
    ]
    project.end_date = None
    assert len(doubts(odd, project)) == 1


def test_the_start_page_says_that_the_proposal_is_too_long(client, official, confirmed):
    confirmed.end_date = today() + DAY
    confirmed.save()
    page = page_of(client, official, reverse("driver:start", args=[confirmed.pk]))
    assert f"사업 종료일({korean_date(confirmed.end_date)})을 넘깁니다." in page
    confirmed.end_date = today() + 6 * A_YEAR
    confirmed.save()
    assert "넘깁니다." not in page_of(client, official, reverse("driver:start", args=[confirmed.pk]))


def test_a_stage_that_is_moved_over_the_next_one_warns(client, official, run):
    stage, following = run.stages.order_by("order")[:2]
    client.force_login(official)
    url = reverse("driver:move_stage", args=[stage.pk])
    sent = {"start": stage.planned_start.isoformat(), "end": following.planned_end.isoformat()}
    assert (
        f"먼저 또는 같은 날 ‘{following.title}’ 단계가"
        in client.post(url, sent, follow=True).content.decode()
    )


# --- what the pages say


def test_a_milestone_tells_that_it_may_not_apply(client, official, run):
    page = page_of(client, official, duty(run, "p1").get_absolute_url())
    assert "필수(해당 없음 가능)" in page
    assert "이 사업에 해당하지 않으면 사유를 적어 ‘해당 없음’으로 표시할 수 있습니다." in page
    gate = page_of(client, official, reverse("driver:advance", args=[run.pk]))
    assert "해당하지 않으면 사유를 적어 ‘해당 없음’으로 표시할 수 있습니다." in gate
    assert "건너뛸 수 없습니다" not in gate
    form = page_of(client, official, reverse("driver:not_case", args=[duty(run, "p1").pk]))
    assert "사유와 표시한 사람이 기록되고 절차 화면에 보입니다." in form


def test_a_required_duty_that_is_no_milestone_does_not(client, official, run):
    required = duty(run, "ad4")
    assert (required.necessity, required.may_be_not_case) == ("required", False)
    page = page_of(client, official, required.get_absolute_url())
    assert "해당 없음" not in page
    with refused("해당 없음으로 표시할 수 있는 과제가 아닙니다."):
        actions.mark_not_case(by=official, duty=required, reason="까닭")


def test_a_body_that_is_being_formed_is_led_to_and_not_made_twice(run):
    required = duty(run, "ad4")
    panel = factories.make_panel(run.project, kind="citizen", state="forming")
    lack = bodies.settled([required])[required.pk]
    assert lack.begun
    assert lack.url == panel.get_absolute_url()
    assert (
        lack.sentence == f"‘{panel}’ 추진단을 구성하고 있습니다. 초대한 사람이 수락한 뒤에 구성을 마칩니다."
    )


def test_readers_are_not_told_to_act(client, auditor, official, run):
    told = "수행한 결과와 근거를 기록해 주세요."
    for url in (run.get_absolute_url(), duty(run, "p1").get_absolute_url()):
        assert told in page_of(client, official, url)
        page = page_of(client, auditor, url)
        assert told not in page
        assert "아직 기록되지 않았습니다." in page


def test_readers_read_what_is_under_way(client, auditor, run):
    factories.make_panel(run.project, kind="citizen", state="forming")
    assert "추진단을 구성하고 있습니다." in page_of(client, auditor, run.get_absolute_url())


def test_who_decides_on_a_waiver_has_one_primary_button(client, official, head, run):
    asked = duty(run, "p1")
    actions.request_waiver(by=official, duty=asked, reason="까닭")
    main = page_of(client, head, asked.get_absolute_url()).split("<main")[1].split("</main>")[0]
    assert main.count('krds-btn medium primary"') == 1
    assert "면제 결정하기" in main.split('krds-btn medium primary"')[1][:120]
