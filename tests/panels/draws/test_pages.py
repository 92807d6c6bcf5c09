"""The pages about draws."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from panels import lottery
from panels.draws import actions
from panels.draws.models import LotteryRun
from tests.factories import make_lottery

pytestmark = pytest.mark.once


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


def test_committing_on_the_page(office, read_call):
    call = read_call()
    url = reverse("draws:commit", args=[call.pk])
    page = office.get(url).content.decode()
    assert "연령대 20대 최소" in page and "신청자 4명 가운데 2명" in page
    form = office.get(url).context["form"]
    typed = {field.name: field.value() for field in form if field.name.startswith("quota")}
    typed |= {"source": "dice", "detail": "주사위를 굴립니다."}
    typed["draws_at"] = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    clash = {name: "2" for name in typed if name.startswith("quota-") and name.endswith("-min")}
    late = office.post(url, typed | clash)
    assert late.status_code in (200, 409)
    answer = office.post(url, typed)
    run = LotteryRun.objects.get()
    assert answer.url == run.get_absolute_url()
    assert "이미 확정했습니다" in office.get(url).content.decode()


def test_a_quota_upside_down_is_refused(office, read_call):
    url = reverse("draws:commit", args=[read_call().pk])
    page = office.post(url, {"quota-0-min": "3", "quota-0-max": "1"}).content.decode()
    assert "최소가 최대보다 큽니다." in page


def test_everybody_reads_the_commitment(client, run):
    page = client.get(run.get_absolute_url()).content.decode()
    assert run.commitment in page and "추첨 예정" in page and "1000장" in page


@pytest.mark.parametrize(
    ("number", "words"),
    [("a", "33.3"), ("Z", "이 추첨에 없는 번호입니다."), ("<b>", "&lt;B&gt;: 이 추첨에 없는")],
)
def test_ones_own_tickets(client, run, number, words):
    assert words in client.get(run.get_absolute_url(), {"number": number}).content.decode()


def test_who_is_inside_is_told(client, run):
    LotteryRun.objects.filter(pk=run.pk).update(inside=["X"])
    page = client.get(run.get_absolute_url(), {"number": "x"}).content.decode()
    assert "점수로 자리가 정해져 추첨하지 않습니다." in page


def test_entering_on_the_page_and_the_result(office, client, run, colleague):
    url = reverse("draws:enter", args=[run.pk])
    early = office.post(url, {"value": "4,0,7"})
    assert early.status_code == 409 and "4,0,7" in early.content.decode()
    past(run)
    assert office.post(url, {"value": "4,0,7"}).status_code == 302
    assert office.get(url).status_code == 403
    assert "한 사람이 값을 적었습니다" in office.get(run.get_absolute_url()).content.decode()
    actions.enter(by=colleague, run=run, value="4,0,7")
    run.refresh_from_db()
    page = client.get(run.get_absolute_url(), {"number": run.panel[0]}).content.decode()
    assert "뽑혔습니다." in page and run.seed in page
    others = client.get(run.get_absolute_url(), {"number": run.alternates[0]}).content.decode()
    assert "예비 1번입니다." in others


def test_a_drawn_number_that_lost(client, official, read_call, colleague):
    numbers = [f"N{number:02}" for number in range(14)]
    run = past(make_lottery(read_call(), by=official, numbers=numbers))
    for clerk in (official, colleague):
        run = actions.enter(by=clerk, run=run, value="1,2,3")
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
        actions.enter(by=clerk, run=run, value="1,2,3")
    files = contents()
    assert "result.json" in files and lottery.verify(files) == []


def test_the_call_and_the_queue_lead_there(office, run):
    for url in (run.call.get_absolute_url(), reverse("screening:queue", args=[run.call_id])):
        assert run.get_absolute_url() in office.get(url).content.decode()


def test_the_queue_leads_to_the_commitment(office, read_call):
    call = read_call()
    page = office.get(reverse("screening:queue", args=[call.pk])).content.decode()
    assert reverse("draws:commit", args=[call.pk]) in page
