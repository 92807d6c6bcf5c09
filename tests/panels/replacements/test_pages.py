"""The page that refills a drawn panel, and the ways that lead to it and from it."""

import io
import subprocess
import sys
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panels.calls.models import Application
from panels.composition import SEATED_ELSEWHERE
from panels.draws.models import LotteryRun, Replacement
from panels.replacements.forms import CHANGED, UNAPPROVED
from panels.selections import actions as selections
from panels.selections.models import Choice
from seoul_gov.ui.korean import korean_date
from tests import factories
from tests.panels.draws.conftest import PEOPLE

from .conftest import end_seat, panel_of

REASON = "같은 나이의 신청자가 더 없어 다른 나이에서 채웁니다."


@pytest.fixture
def office(client, official):
    client.force_login(official)
    return client


@pytest.fixture
def vacant(decided):
    """A panel with a free seat and many who can fill it."""
    selection = decided()
    end_seat(selection, panel_of(selection)[0], "withdrawn")
    return selection


@pytest.fixture
def tight(decided):
    """A panel with a free seat that nobody can fill without breaking a quota."""
    selection = decided(people=PEOPLE)
    end_seat(selection, panel_of(selection)[0])
    return selection


def url_of(selection):
    return reverse("replacements:refill", args=[selection.pk])


def text(answer):
    return answer.content.decode()


def test_no_page_around_a_draw_reads_its_files(client, official, vacant):
    """The list of tickets may be megabytes."""
    own = vacant.choices.select_related("application__applicant").first().application
    for reader, thing in ((official, vacant), (official, vacant.call), (own.applicant, own)):
        client.force_login(reader)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(thing.get_absolute_url()).status_code == 200
        assert not [one["sql"] for one in asked if '"panels_lotteryrun"."lottery"' in one["sql"]]


def test_the_result_leads_to_the_page_and_back(office, vacant):
    assert url_of(vacant) in text(office.get(vacant.get_absolute_url()))
    page = office.get(url_of(vacant))
    gone = page.context["departed"][0][1]
    assert gone.application.number in text(page) and "그만둠" in text(page)
    assert f"{gone.membership_id}번" in text(page) and "한신청" not in text(page)
    assert "10명" in text(page) and list(page.context["form"].fields) == []
    answer = office.post(url_of(vacant), follow=True)
    assert answer.redirect_chain == [(vacant.get_absolute_url(), 302)]
    assert "빈자리를 다시 추첨하고" in text(answer) and "1차 충원" in text(answer)
    assert url_of(vacant) not in text(answer), "no seat is free any more"


def test_everybody_checks_the_turn(office, client, vacant, tmp_path):
    office.post(url_of(vacant))
    drawn, run = Replacement.objects.get(), vacant.call.lottery
    client.logout()
    assert '예비 번호</h3><p class="muted">' in text(client.get(run.get_absolute_url())), (
        "no order is followed"
    )
    LotteryRun.objects.filter(pk=run.pk).update(alternates=drawn.added)
    page = text(client.get(run.get_absolute_url()))
    assert f'<li>{drawn.gone[0]} <span class="badge badge-warning">1차 교체 전에 빠짐</span></li>' in page
    assert f'<li>{drawn.added[0]} <span class="badge badge-info">1차 교체로 들어옴</span></li>' in page
    assert page.count("전에 빠짐") == page.count("로 들어옴") == 1
    page = text(client.get(run.call.get_absolute_url()))
    assert "2명을 선정했습니다. 그 뒤 난 빈자리에 1명을 더 선정했고" in page
    assert f'{drawn.added[0]} <span class="muted">1차 충원</span>' in page
    answer = client.get(reverse("draws:replacement-package", args=[drawn.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
        folder.extractall(tmp_path)
    said = subprocess.run(
        [sys.executable, "verify_draw.py"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert f"panel {' '.join(drawn.panel)}" in said.stdout


def test_the_result_says_how_it_stands_with_each(office, client, vacant, head):
    gone = vacant.choices.exclude(membership__ended_at=None).get()
    waits, refuses, erased, elsewhere = vacant.choices.filter(standing="alternate").order_by("rank")[:4]
    Choice.objects.filter(pk=refuses.pk).update(is_willing=False)
    Application.objects.filter(pk=erased.application_id).update(
        state="erased", applicant=None, erased_at=vacant.decided_at
    )
    other = factories.make_panel(vacant.call.panel.project, kind="expert", name="전문가자문단")
    factories.make_member(other, user=elsewhere.application.applicant)
    answer = office.get(vacant.get_absolute_url())
    words = {line.choice.pk: line.word for line in answer.context["alternates"]}
    assert [words[one.pk] for one in (waits, refuses, erased, elsewhere)] == [
        "연락받음",
        "연락받지 않음",
        "지원서 파기",
        "지금 단원이 될 수 없음",
    ]
    assert answer.context["may_come"] == 7 and "신청자 7명 가운데" in text(answer)
    left = f'<span class="badge badge-gray">그만둠</span> {korean_date(gone.membership.ended_at)}'
    assert left in text(answer) and "초대한 사람은 1명입니다." in text(answer)
    sentence = SEATED_ELSEWHERE.format(panel=other)
    assert sentence in text(answer)
    client.force_login(head)
    page = text(client.get(vacant.get_absolute_url()))
    assert "지금 단원이 될 수 없음" in page and sentence not in page


def test_a_breach_is_told_in_words_and_approved(office, tight):
    page = office.get(url_of(tight))
    breach = page.context["breach"]
    assert "할당을 모두 지킬 수 없습니다" in text(page) and f"{breach}: 이렇게 어기는 것을" in text(page)
    answer = office.post(url_of(tight), {"reason": REASON})
    assert UNAPPROVED in text(answer) and REASON in text(answer)
    answer = office.post(url_of(tight), {"approved": "60대 최소 3명 → 1명", "reason": REASON})
    assert CHANGED in text(answer) and REASON in text(answer) and "checked" not in text(answer)
    assert not Replacement.objects.exists()
    answer = office.post(url_of(tight), {"approved": breach, "reason": "900101-1234568"})
    assert answer.status_code == 409 and "주민등록번호" in text(answer) and "checked" in text(answer)
    office.post(url_of(tight), {"approved": breach, "reason": REASON})
    assert Replacement.objects.get().reason == REASON
    assert REASON in text(office.get(tight.call.lottery.get_absolute_url()))


def test_who_comes_second_reads_how_things_stand(office, vacant, monkeypatch):
    """Between the look and the act another official has drawn."""
    from panels.replacements import views

    first = views.actions.refill

    def overtaken(**facts):
        first(**facts)
        return first(**facts)

    monkeypatch.setattr(views.actions, "refill", overtaken)
    answer = office.post(url_of(vacant))
    assert answer.status_code == 409 and "지금 추진단에서 빠지는 사람이 없습니다." in text(answer)
    assert answer.context["form"] is None


def test_nothing_to_draw_says_why(office, decided, official, read_call):
    full = decided()
    page = office.get(url_of(full))
    assert "지금 추진단에서 빠지는 사람이 없습니다." in text(page) and page.context["form"] is None
    assert office.post(url_of(full)).status_code == 409
    points = selections.decide(by=official, call=read_call(kind="citizen", seats=4))
    page = office.get(url_of(points))
    assert "예비 순번대로 채웁니다" in text(page) and url_of(points) not in text(
        office.get(points.get_absolute_url())
    )


def test_who_was_left_out_or_is_barred_is_counted(office, official, drawn):
    call = drawn(people=PEOPLE * 3)
    out = call.lottery.panel[0]
    departures = [selections.Departure(out, "협력 업체", "conflict")]
    selection = selections.decide(by=official, call=call, departures=departures)
    other = factories.make_panel(call.panel.project, kind="expert", name="전문가자문단")
    barred = selection.choices.asked_again().first()
    factories.make_member(other, user=barred.application.applicant)
    page = text(office.get(url_of(selection)))
    assert "선정에서 뺌: 이해관계: 협력 업체" in page and "단원이 될 수 없는 1명은" in page


def test_the_page_is_the_offices(client, vacant, head, citizen):
    for person in (head, citizen):
        client.force_login(person)
        assert client.get(url_of(vacant)).status_code == 404


@pytest.mark.parametrize("times", [3, 6])
def test_few_queries_however_many_applied(office, decided, django_assert_max_num_queries, times):
    selection = decided(people=PEOPLE * times)
    end_seat(selection, panel_of(selection)[0])
    office.get(url_of(selection))
    with django_assert_max_num_queries(24):
        office.get(url_of(selection))
    with django_assert_max_num_queries(24):
        office.get(selection.get_absolute_url())
