"""The pages about draws."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from panels import lottery
from panels.calls import actions as calls
from panels.draws import actions, sources, tasks
from panels.draws.enums import Way
from panels.draws.models import LotteryRun, Trial
from seoul_gov.ui.korean import SEOUL
from tests import factories
from tests.factories import make_lottery

from .conftest import computed, usual


@pytest.fixture
def office(client, official):
    client.force_login(official)
    return client


@pytest.fixture
def run(official, read_call):
    return make_lottery(read_call(), by=official)


def past(run):
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    return run


def typed_in(form):
    """What a browser sends back when nobody changes anything."""
    return {field.name: field.value() for field in form if field.value() is not None}


def trials_of(call):
    return reverse("draws:trials", args=[call.pk])


PLAN = {"source": "dice", "detail": "주사위를 굴립니다."}


def plan_in_two_days():
    return PLAN | {"draws_at": (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")}


def test_from_the_first_trial_to_the_commitment(office, read_call):
    call = read_call()
    assert office.get(reverse("draws:commit", args=[call.pk])).url == trials_of(call)
    answer = office.get(trials_of(call))
    page = answer.content.decode()
    assert "연령대 20대 최소" in page and "신청자 4명 가운데 2명" in page and "까닭" not in page
    assert office.post(trials_of(call), typed_in(answer.context["form"])).url == trials_of(call)
    page = office.get(trials_of(call)).content.decode()
    assert "data-pending" in page and "차례를 기다리고" in page and "연령대 20대 최소" not in page
    tasks.compute()
    page = office.get(trials_of(call)).content.decode()
    assert "data-pending" not in page and "순위를 다루는 방법마다의 기회" in page
    assert "가중치 4:2:1" in page and "앞선 순위부터 차례로" in page and "50.0%" in page
    trial = Trial.objects.get()
    url = reverse("draws:trial-commit", args=[trial.pk])
    assert url in page
    assert "시안이 모두 공개됩니다" in office.get(url).content.decode()
    late = office.post(url, plan_in_two_days() | {"draws_at": "2026-01-01T10:00"})
    assert late.status_code == 409 and "주사위를 굴립니다." in late.content.decode()
    run_url = office.post(url, plan_in_two_days()).url
    assert LotteryRun.objects.get().get_absolute_url() == run_url
    assert "이미 확정했습니다" in office.get(trials_of(call)).content.decode()
    assert url not in office.get(trials_of(call)).content.decode()


def test_what_was_typed_survives_a_refusal(office, read_call):
    call = read_call()
    typed = typed_in(office.get(trials_of(call)).context["form"])
    least = next(name for name in typed if name.endswith("-min"))
    actions.try_out(by=call.created_by, call=call, quotas=usual(call))
    answer = office.post(trials_of(call), typed | {least: "0", "reason": "까닭을 적었습니다."})
    page = answer.content.decode()
    assert answer.status_code == 409 and "아직 계산하고 있습니다" in page
    assert "까닭을 적었습니다." in page and answer.context["form"][least].value() == "0"
    # a page that asks for itself again would lose what was typed
    assert "data-pending" not in page


def test_rules_upside_down_are_refused_on_the_page(office, read_call):
    call = read_call()
    typed = typed_in(office.get(trials_of(call)).context["form"])
    least = next(name for name in typed if name.endswith("-min"))
    upside_down = {least: "3", least.replace("-min", "-max"): "1"}
    page = office.post(trials_of(call), typed | upside_down).content.decode()
    assert "최소가 최대보다 큽니다." in page
    page = office.post(trials_of(call), typed | {"numbers": "4,2"}).content.decode()
    assert "3개를 적어 주세요. 지금은 2개입니다." in page and "weights:" not in page
    page = office.post(trials_of(call), typed | {"way": "shares", "numbers": "9,9,9"}).content.decode()
    assert "정원 2명을 넘습니다" in page
    assert office.post(trials_of(call), typed | {"way": "dice"}).status_code == 200
    assert office.post(trials_of(call), typed | {"way": "strict", "numbers": ""}).status_code == 302
    assert Trial.objects.get().priority == "strict"


def test_the_smallest_change_goes_into_the_form(office, read_call):
    call = read_call()
    quotas = [replace(one, least=2, most=2) if one.feature == "연령대" else one for one in usual(call)]
    trial = computed(call, quotas)
    answer = office.get(trials_of(call))
    page = answer.content.decode()
    assert "이 조건으로는 추진단을 구성할 수 없습니다" in page and "?way=0#next" in page
    assert ("첫째 길은" in page) is (len(trial.findings["ways"]) > 1), "one way alone comes in no order"
    before = typed_in(answer.context["form"])
    after = typed_in(office.get(trials_of(call), {"way": "0"}).context["form"])
    changed = {name for name in before if before[name] != after[name]}
    assert len(changed) == len(trial.findings["ways"][0])
    for odd in ("99", "x", "²"):
        assert typed_in(office.get(trials_of(call), {"way": odd}).context["form"]) == before
    office.post(trials_of(call), after | {"reason": "최소를 낮춥니다."})
    tasks.compute()
    second = Trial.objects.get(version=2)
    assert (second.state, second.reason) == ("ready", "최소를 낮춥니다.")
    page = office.get(trials_of(call)).content.decode()
    assert " → " in page and trial.get_absolute_url() in page
    page = office.get(trial.get_absolute_url()).content.decode()
    assert "구성할 수 없습니다" in page and "?way=" not in page


def test_a_new_value_gets_a_quota_of_its_own(office, read_call):
    call = read_call()
    trial = computed(call)
    Trial.objects.filter(pk=trial.pk).update(quotas=trial.quotas[1:])
    names = [label for label, *_ in office.get(trials_of(call)).context["form"].rows]
    assert len(names) == len(trial.quotas)


def test_cancelling_on_the_page(office, read_call):
    call = read_call()
    trial = actions.try_out(by=call.created_by, call=call, quotas=usual(call))
    url = reverse("draws:trial-cancel", args=[trial.pk])
    assert url in office.get(trials_of(call)).content.decode()
    assert office.post(url).url == trials_of(call)
    page = office.get(trials_of(call)).content.decode()
    assert "계산을 취소한 시안입니다" in page and "연령대 20대 최소" in page
    assert office.post(url).status_code == 409


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"state": "failed", "step": "정해진 시간 안에"}, "계산을 마치지 못했습니다"),
        ({"state": "running", "percent": 40, "step": "견주고 있습니다."}, "40 / 100%"),
        ({"certain": None, "shut_out": None}, "시간 안에 알아내지 못했습니다."),
        ({"certain": [{"people": 3, "quotas": []}]}, "3명: 이 할당에서 가장 공평한"),
        ({"shut_out": [{"people": 2, "quotas": [["성별", "여성", "max", 0]]}]}, "2명: 여성 최대 0명 때문"),
        ({"prices": [{"priority": "strict", "known": False}]}, "정해진 시간 안에 계산하지 못했습니다."),
    ],
)
def test_how_a_trial_stands_is_said(office, read_call, facts, words):
    call = read_call()
    trial = factories.make_trial(call, by=call.created_by)
    Trial.objects.filter(pk=trial.pk).update(**facts)
    assert words in office.get(trial.get_absolute_url()).content.decode()


def test_results_that_changed_want_another_trial(office, read_call):
    call = read_call()
    trial = computed(call)
    Trial.objects.filter(pk=trial.pk).update(fingerprint="0" * 64)
    page = office.get(trials_of(call)).content.decode()
    assert "그 사이 심사 결과가 바뀌었습니다" in page
    assert reverse("draws:trial-commit", args=[trial.pk]) not in page


def test_nothing_can_be_tried_yet(office, read_call):
    call = read_call(settled=False)
    page = office.get(trials_of(call)).content.decode()
    assert "지원서가 4건 있습니다" in page and "연령대" not in page
    assert "자격이 있는 신청자" not in page
    assert f'href="{reverse("screening:queue", args=[call.pk])}">심사하러 가기</a>' in page


def test_where_no_trial_is_wanted_the_page_leads_on(office, read_call):
    round_, points = read_call(seats=4), read_call("citizen")
    page = office.get(trials_of(round_)).content.decode()
    assert "추첨하지 않습니다" in page and reverse("selections:decide", args=[round_.pk]) in page
    page = office.get(trials_of(points)).content.decode()
    assert f'href="{reverse("draws:commit", args=[points.pk])}">추첨 명단 확정하기</a>' in page
    calls.cancel(by=points.created_by, call=points, reason="예산이 줄었습니다.")
    page = office.get(trials_of(points)).content.decode()
    assert f'href="{points.get_absolute_url()}">모집공고 보기</a>' in page


@pytest.mark.parametrize("facts", [{"state": "failed"}, {"fingerprint": "0" * 64}, {}])
def test_the_page_of_the_commitment_says_what_it_binds_or_why_not(office, read_call, plan, facts):
    trial = computed(read_call())
    shut_out = [{"people": 2, "quotas": [["성별", "여성", "max", 0]]}]
    Trial.objects.filter(pk=trial.pk).update(shut_out=shut_out, **facts)
    url = reverse("draws:trial-commit", args=[trial.pk])
    page = office.get(url).content.decode()
    assert ("지금은 추첨 명단을 확정할 수 없습니다" in page) is bool(facts)
    assert ('name="source"' in page) is not bool(facts)
    assert (f'href="{trials_of(trial.call)}">추첨 시안으로 돌아가기</a>' in page) is bool(facts)
    assert ("2명: 여성 최대 0명 때문" in page) is ("state" not in facts)
    if facts:
        return
    run = actions.commit(by=trial.created_by, trial=trial, plan=plan)
    page = office.get(url).content.decode()
    assert f'href="{run.get_absolute_url()}">추첨 보기</a>' in page and 'name="source"' not in page


def test_many_trials_are_paged(office, read_call):
    call = read_call()
    for number in range(1, 12):
        factories.make_trial(
            call, by=call.created_by, version=number, state="cancelled", finished_at=timezone.now()
        )
    page = office.get(trials_of(call)).content.decode()
    assert "모든 시안 11개" in page and ">시안 2</a>" in page and ">시안 1</a>" not in page
    page = office.get(trials_of(call), {"page": "2"}).content.decode()
    assert ">시안 1</a>" in page and ">시안 2</a>" not in page and 'href="#next"' in page


def test_ones_tickets_come_before_the_hashes_and_are_not_printed_empty(client, run):
    page = client.get(run.get_absolute_url()).content.decode()
    assert page.index('id="mine"') < page.index(run.commitment)
    assert '<section class="section screen-only" id="mine"' in page
    page = client.get(run.get_absolute_url(), {"number": "A"}).content.decode()
    assert '<section class="section" id="mine"' in page


def test_queries_do_not_grow_with_versions(office, read_call):
    call = read_call()
    computed(call)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            office.get(trials_of(call))
        return len(queries)

    asked()
    first = asked()
    for _ in range(3):
        computed(call, reason="한 번 더 봅니다.")
    assert asked() == first


def test_all_versions_are_public_after_the_commitment(office, client, read_call, plan):
    call = read_call()
    computed(call)
    second = computed(call, priority="none", reason="모두의 기회를 같게 합니다.")
    run = actions.commit(by=call.created_by, trial=second, plan=plan)
    client.logout()
    page = client.get(run.get_absolute_url()).content.decode()
    assert "조건이 정해진 과정" in page and "시안 1" in page and "모두의 기회를 같게 합니다." in page
    assert "가중치 4:2:1 → 순위를 보지 않음" in page and "연령대 20대: " in page
    assert page.count("순위를 다루는 방법마다의 기회") == 1
    assert call.created_by.name not in page
    assert client.get(second.get_absolute_url()).status_code == 302


def test_ties_are_committed_to_at_once(office, read_call):
    call = read_call("citizen")
    url = reverse("draws:commit", args=[call.pk])
    assert "같은 점수인 사람끼리" in office.get(url).content.decode()
    late = office.post(url, plan_in_two_days() | {"draws_at": "2026-01-01T10:00"})
    assert late.status_code == 409
    assert office.post(url, plan_in_two_days()).url == LotteryRun.objects.get().get_absolute_url()
    late = office.get(url).content.decode()
    assert "이미 확정했습니다" in late and "자격이 있는 신청자" not in late, "nobody is counted any more"


def test_everybody_reads_the_commitment(client, run):
    page = client.get(run.get_absolute_url()).content.decode()
    assert run.commitment in page and "추첨 예정" in page and "1000장" in page


def test_the_last_day_counts_the_hours(client, run, time_machine):
    noon = run.draws_at.astimezone(SEOUL).replace(hour=12, minute=0)
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=noon)
    time_machine.move_to(noon - timedelta(hours=3, minutes=20), tick=False)
    assert "추첨까지 3시간 20분" in client.get(run.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("number", "words"),
    [("a", "33.3"), ("Z", "이 추첨에 없는 번호입니다."), ("<b>", "&lt;B&gt;: 이 추첨에 없는")],
)
def test_ones_own_tickets(client, run, number, words):
    assert words in client.get(run.get_absolute_url(), {"number": number}).content.decode()


def test_ones_tickets_are_told_by_their_numbers(client, run):
    mine = run.get_absolute_url() + "?number=%EF%BD%81"  # ａ, as Korean keyboards write it
    rows = ["first,last,members", "0,1,A B", "2,2,A C", "3,3,B C", "4,9,A C"]
    LotteryRun.objects.filter(pk=run.pk).update(lottery="\n".join(rows))
    answer = client.get(mine)
    assert answer.context["ranges"] == [(0, 2), (4, 9)]
    page = answer.content.decode()
    assert "내 표의 번호: " in page and ">0~2번</span>, " in page and ">4~9번</span>" in page
    assert page.index("내 표의 번호") < page.index(run.commitment)
    scattered = [f"{ticket},{ticket},{'A B' if ticket % 2 else 'B C'}" for ticket in range(30)]
    LotteryRun.objects.filter(pk=run.pk).update(lottery="\n".join([rows[0], *scattered]))
    assert "<summary>내 표의 번호</summary>" in client.get(mine).content.decode()


def test_who_is_inside_is_told(client, run):
    LotteryRun.objects.filter(pk=run.pk).update(inside=["X"])
    page = client.get(run.get_absolute_url(), {"number": "x"}).content.decode()
    assert "점수로 자리가 정해져 추첨하지 않습니다." in page


def test_entering_on_the_page_and_the_result(office, client, run, colleague):
    url = reverse("draws:enter", args=[run.pk])
    assert 'name="value"' not in office.get(url).content.decode(), "there is nothing to see yet"
    early = office.post(url, {"value": "4,0,7,2,9,1"})
    assert early.status_code == 409 and "4,0,7,2,9,1" in early.content.decode()
    past(run)
    assert office.post(url, {"value": "4,0,7,2,9,1"}).status_code == 302
    assert office.get(url).status_code == 403
    assert "한 사람이 값을 적었습니다" in office.get(run.get_absolute_url()).content.decode()
    actions.enter(by=colleague, run=run, value="4,0,7,2,9,1")
    run.refresh_from_db()
    page = client.get(run.get_absolute_url(), {"number": run.panel[0]}).content.decode()
    assert "뽑혔습니다." in page and run.seed in page
    assert '<strong class="print-only">추첨 확인서</strong>' in page and "확인서 인쇄" in page
    assert all(words in page for words in (run.commitment, run.value, f"{run.ticket}번 표", *run.panel))
    assert '<section class="section" aria-labelledby="check-title">' in page, "how to check is printed too"
    assert f"추첨 파일은 {settings.PORTAL_BASE_URL}{run.get_absolute_url()} 에서" in page
    others = client.get(run.get_absolute_url(), {"number": run.alternates[0]}).content.decode()
    assert "예비 1번입니다." in others
    assert "예비 번호(부르는 순서)" in others
    LotteryRun.objects.filter(pk=run.pk).update(way=Way.PANEL)
    drawn = client.get(run.get_absolute_url()).content.decode()
    assert "빈자리는 이 차례가 아니라" in drawn and "부르는 순서" not in drawn
    assert office.get(url).url == run.get_absolute_url(), "whoever entered a value is led to the result"


def test_after_two_values_that_differ_the_page_begins_anew(office, run, colleague):
    actions.enter(by=colleague, run=past(run), value="4,0,7,2,9,1")
    url = reverse("draws:enter", args=[run.pk])
    assert "한 사람이 이미 적었습니다." in office.get(url).content.decode()
    page = office.post(url, {"value": "4,0,7,2,9,2"}).content.decode()
    assert "먼저 적은 값과 다릅니다." in page and "한 사람이 이미 적었습니다." not in page


def test_a_draw_of_a_call_that_was_taken_back_says_so(office, official, run):
    calls.cancel(by=official, call=run.call, reason="예산이 줄었습니다.")
    page = office.get(past(run).get_absolute_url()).content.decode()
    assert "모집을 취소해 추첨하지 않습니다" in page and "예산이 줄었습니다." in page
    assert "추첨하지 않음" in page and reverse("draws:enter", args=[run.pk]) not in page


def test_the_call_offers_no_way_back_once_the_outcome_can_be_known(office, run):
    url = reverse("calls:cancel", args=[run.call_id])
    assert url in office.get(run.call.get_absolute_url()).content.decode()
    past(run)
    assert url not in office.get(run.call.get_absolute_url()).content.decode()
    answer = office.get(url)
    assert (answer.status_code, "예고한 추첨일시가 지나" in answer.content.decode()) == (409, True)


def test_a_drawn_number_that_lost(client, official, read_call, colleague):
    numbers = [f"N{number:02}" for number in range(14)]
    run = past(make_lottery(read_call(), by=official, numbers=numbers))
    for clerk in (official, colleague):
        run = actions.enter(by=clerk, run=run, value="1,2,3,4,5,6")
    lost = next(one for one in numbers if one not in run.panel + run.alternates)
    page = client.get(run.get_absolute_url(), {"number": lost}).content.decode()
    assert "이번에는 뽑히지 않았습니다." in page


def test_the_package_is_for_everybody(client, run, official, colleague):
    def contents():
        answer = client.get(reverse("draws:package", args=[run.pk]))
        with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
            return {name: folder.read(name) for name in folder.namelist()}

    assert lottery.verify(contents()) == []
    past(run)
    for clerk in (official, colleague):
        actions.enter(by=clerk, run=run, value="1,2,3,4,5,6")
    files = contents()
    assert "result.json" in files and lottery.verify(files) == []


def test_the_call_and_the_queue_lead_there(office, run):
    for url in (run.call.get_absolute_url(), reverse("screening:queue", args=[run.call_id])):
        assert run.get_absolute_url() in office.get(url).content.decode()


def test_the_queue_leads_to_the_commitment(office, read_call):
    call = read_call()
    page = office.get(reverse("screening:queue", args=[call.pk])).content.decode()
    assert reverse("draws:commit", args=[call.pk]) in page


def test_a_named_round_is_shown_with_its_time(office, client, official, read_call):
    trial = computed(read_call())
    url = reverse("draws:trial-commit", args=[trial.pk])
    page = office.get(url).content.decode()
    number = int(re.search(r"로또 6/45 제(\d+)회\(", page)[1]) + 1
    assert "보너스 번호는 뺍니다." in page
    plan = {"source": "lotto", "detail": "방송을 함께 봅니다."}
    assert office.post(url, plan).context["form"].errors["round"] == ["몇 회차의 값으로 뽑을지 적어 주세요."]
    assert office.post(url, plan | {"round": "x"}).context["form"].errors["round"] == [
        "숫자로 입력해 주세요."
    ]
    address = office.post(url, plan | {"round": str(number)}).url
    client.logout()
    page = client.get(address).content.decode()
    assert f"<b>로또 6/45 제{number}회</b>의 값으로 뽑습니다." in page and "20:35" in page
    client.force_login(official)
    page = client.get(reverse("draws:enter", args=[LotteryRun.objects.get().pk])).content.decode()
    assert f"<b>로또 6/45 제{number}회</b>의 값을 적습니다." in page and "20:35" in page


def test_the_beacons_round_can_be_looked_up(client, official, read_call):
    number = sources.round_from("drand", timezone.now() + timedelta(hours=30))
    plan = actions.Plan("drand", None, "누구나 볼 수 있습니다.", number)
    run = actions.commit(by=official, trial=computed(read_call()), plan=plan)
    page = client.get(run.get_absolute_url()).content.decode()
    assert f'href="https://api.drand.sh/{sources.QUICKNET.hash}/public/{number}"' in page
    called = client.get(run.call.get_absolute_url()).content.decode()
    assert f"에 나오는 drand quicknet {number}회차의 값으로 추첨합니다." in called
    drawn = {"ticket": 1, "drawn_by": official, "drawn_at": timezone.now()}
    LotteryRun.objects.filter(pk=run.pk).update(**drawn)
    called = client.get(run.call.get_absolute_url()).content.decode()
    assert f"에 drand quicknet {number}회차의 값으로 추첨을 마쳤습니다." in called
