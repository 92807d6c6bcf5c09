"""Who leaves a drawn panel is replaced by a lottery of the open seats."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from panels.calls.models import RecruitmentCall
from panels.draws import actions, drum, selectors
from panels.draws.models import LotteryRun, Replacement
from panels.lottery import Quota
from panels.models import Panel
from seoul_gov.audit.models import Event
from tests import factories

AGES = ("20대", "60대", "30대")
PEOPLE = [f"N{number:02}" for number in range(12)]
BAND = {number: AGES[place % 3] for place, number in enumerate(PEOPLE)}
QUOTAS = [Quota("연령대", age, 1, 2) for age in AGES]
QUOTAS += [Quota("성별", "여성", 0, 4), Quota("직업", "학생", 0, 4)]
REASON = "30대 신청자가 더 없어 다른 나이에서 채웁니다."


def refused(action, **facts):
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


@pytest.fixture
def entrants():
    return [
        factories.make_entrant(number, tier=1 + place % 2, values=(BAND[number], "여성", "학생"))
        for place, number in enumerate(PEOPLE)
    ]


@pytest.fixture
def run(official, colleague, read_call, entrants):
    """A drawn panel of four of twelve: one or two of each age."""
    run = factories.make_lottery(read_call(), by=official, made=factories.make_drum(entrants, 4, QUOTAS))
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    for clerk in (official, colleague):
        run = actions.enter(by=clerk, run=run, value="4,0,7,2,9,1")
    return run


@pytest.fixture
def replace(official, run):
    def act(*gone, **words):
        facts = {"by": official, "run": run, "willing": PEOPLE} | words
        return actions.replace(gone=gone, **facts)

    return act


def last_of(run, age):
    """Everybody of that age, those with a seat first."""
    return sorted((one for one in PEOPLE if BAND[one] == age), key=lambda one: one not in run.panel)


def test_those_who_stay_stay_and_the_open_seats_are_drawn(replace, run, official):
    gone, *stay = run.panel
    found = replace(gone)
    assert (found.turn, found.gone, found.stay) == (1, [gone], stay)
    assert set(stay) < set(found.panel) and gone not in found.panel
    assert found.added == sorted(set(found.panel) - set(stay)) and len(found.panel) == 4
    assert gone not in found.willing and not set(found.willing) & set(stay)
    assert (found.breach, found.reason, found.breach_in_words) == ([], "", "")
    assert found.record.hex == found.commitment
    refill = json.loads(found.rules)["refill"]
    assert (refill["commitment"], refill["turn"]) == (run.commitment, 1)
    event = Event.objects.get(key="calls.replaced")
    assert event.sentence.endswith(f"빠진 번호({gone}) 대신 새 번호({found.added[0]})를 뽑았습니다.")
    assert event.label == f"{run}" and str(found) == f"{run} 1차 교체"
    assert event.data["commitment"] == found.commitment


def test_the_second_one_continues_the_first(replace, run):
    assert selectors.panel_now(run) == run.panel
    first = replace(run.panel[0], willing=PEOPLE[:6])
    assert selectors.panel_now(run) == first.panel
    second = replace(first.panel[0], run.panel[0])
    assert second.turn == 2
    assert first.panel[0] not in second.panel and run.panel[0] not in second.panel
    assert second.gone == [first.panel[0]]
    assert set(first.panel[1:]) < set(second.panel)
    assert not {first.panel[0], run.panel[0]} & set(second.willing)
    # who was not willing the first time may be now
    assert set(second.willing) == set(PEOPLE) - set(first.panel) - {run.panel[0]}


def test_alternates_who_stepped_in_keep_the_seat(replace, run):
    gone, next_gone = run.panel[:2]
    stand_in = next(one for one in PEOPLE if BAND[one] == BAND[gone] and one not in run.panel)
    assert refused(replace, stood_in=[stand_in]).startswith("지금 추진단에서")
    with pytest.raises(ValidationError, match="빈자리가 없습니다"):
        replace(gone, stood_in=[stand_in])
    found = replace(gone, next_gone, stood_in=[stand_in])
    assert stand_in in found.stay and stand_in in found.panel
    assert len(found.added) == 1 and found.gone == sorted([gone, next_gone])


def test_the_least_breach_is_approved_with_a_reason(replace, run):
    age = next(age for age in AGES if sum(BAND[one] == age for one in run.panel) == 1)
    gone = next(one for one in run.panel if BAND[one] == age)
    facts = {"willing": [one for one in PEOPLE if BAND[one] != age]}
    sentence = refused(lambda **words: replace(gone, **words), **facts)
    assert f"{age} 최소 1명 → 0명" in sentence and "승인해야" in sentence
    sentence = refused(lambda **words: replace(gone, approve_breach=True, reason=" ", **words), **facts)
    assert sentence == "할당을 어기는 교체를 승인한 까닭을 적어 주세요."
    found = replace(gone, approve_breach=True, reason=REASON, **facts)
    assert found.breach == [["연령대", age, "min", 1, 0]]
    assert (found.breach_in_words, found.reason) == (f"{age} 최소 1명 → 0명", REASON)
    assert not any(BAND[one] == age for one in found.panel)


def test_a_reason_is_kept_only_where_quotas_give_way(replace, run):
    assert replace(run.panel[0], approve_breach=True, reason=REASON).reason == ""
    sentence = refused(lambda **words: replace(run.panel[1], **words), reason="900101-1234568 때문에")
    assert "주민등록번호" in sentence


def test_what_is_no_replacement(replace, run, official):
    outside = next(one for one in PEOPLE if one not in run.panel)
    for gone in ([], [outside]):
        assert refused(lambda gone=gone: replace(*gone)) == "지금 추진단에서 빠지는 사람이 없습니다."
    assert refused(lambda: replace("X1")) == "이 추첨에 없는 번호입니다: X1"
    sentence = refused(lambda: replace(run.panel[0], willing=run.panel))
    assert sentence == "빈자리를 채울 뜻이 있는 신청자가 남아 있지 않습니다."
    sentence = refused(lambda: replace(*run.panel[:2], willing=[outside]))
    assert sentence == "빈자리 2개를 채우기에 뜻이 있는 신청자가 모자랍니다(지금 1명)."
    assert not Replacement.objects.exists()


def test_nobody_is_replaced_before_the_draw(official, read_call, entrants):
    run = factories.make_lottery(read_call(), by=official, made=factories.make_drum(entrants, 4, QUOTAS))
    facts = {"run": run, "gone": ["N00"], "willing": PEOPLE}
    assert selectors.panel_now(run) == []
    assert refused(actions.replace, by=official, **facts).startswith("아직 추첨하지 않았습니다.")
    assert actions.foresee(**facts).refusal.startswith("아직 추첨하지 않았습니다.")


def test_equals_are_replaced_by_their_alternates(official, colleague, read_call):
    run = factories.make_lottery(read_call(), by=official)
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now())
    for clerk in (official, colleague):
        run = actions.enter(by=clerk, run=run, value="4,0,7,2,9,1")
    sentence = refused(actions.replace, by=official, run=run, gone=run.panel, willing=["A", "B", "C"])
    assert sentence.startswith("할당을 지키는 추첨에서만")


def test_nothing_is_replaced_in_a_dissolved_panel(replace, run):
    Panel.objects.filter(pk=run.call.panel_id).update(state="dissolved")
    assert refused(lambda: replace(run.panel[0])) == "취소한 모집공고입니다."


def test_only_the_departments_officers(replace, run, citizen, colleague):
    stranger = factories.make_official("officer", department=factories.make_department("다른 부서"))
    for person in (citizen, stranger, factories.make_official("auditor")):
        with pytest.raises(PermissionDenied):
            replace(run.panel[0], by=person)
    assert replace(run.panel[0], by=colleague).computed_by == colleague


def test_two_officials_at_once_make_one_turn(replace, run, colleague):
    replace(run.panel[0])
    assert refused(lambda: replace(run.panel[0], by=colleague)).startswith("지금 추진단에서 빠지는")
    again = Replacement.objects.get()
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    again.turn, again.breach = 2, [["연령대", "20대", "min", 1, 0]]
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_a_replacement_that_takes_too_long_says_so(replace, run, monkeypatch):
    monkeypatch.setattr(drum, "SECONDS", 0)
    facts = {"gone": [run.panel[0]], "willing": PEOPLE}
    sentence = refused(actions.replace, by=run.committed_by, run=run, **facts)
    assert sentence.startswith("정해진 시간 안에 교체 추첨을")
    assert actions.foresee(run=run, **facts).refusal == sentence


def test_what_would_happen_is_told_before(run):
    gone = run.panel[:1]
    facts = {"run": run, "gone": gone}
    assert actions.foresee(willing=PEOPLE, **facts) == actions.Foreseen(1, 8)
    others = [one for one in PEOPLE if BAND[one] != BAND[gone[0]]]
    alone = sum(BAND[one] == BAND[gone[0]] for one in run.panel) == 1
    assert bool(actions.foresee(willing=others, **facts).breach) == alone
    assert actions.foresee(willing=[], **facts).refusal.startswith("빈자리를 채울 뜻이")
    found = actions.foresee(run=run, gone=run.panel[:3], willing=others[:1])
    assert found.refusal.startswith("빈자리") and not Replacement.objects.exists()


def test_everybody_reads_who_left_and_who_came(client, replace, run, django_assert_max_num_queries):
    page = client.get(run.get_absolute_url()).content.decode()
    assert "교체 추첨" not in page
    found = replace(run.panel[0])
    with django_assert_max_num_queries(12):
        page = client.get(run.get_absolute_url(), {"number": found.added[0]}).content.decode()
    assert "1차 교체" in page and found.commitment in page
    assert "1차 교체 추첨에서 뽑혔습니다." in page
    page = client.get(run.get_absolute_url(), {"number": found.gone[0]}).content.decode()
    assert "1차 교체 추첨 전에 빠졌습니다." in page
    page = client.get(run.get_absolute_url(), {"number": found.stay[0]}).content.decode()
    assert "뽑혔습니다." in page and "어긴 할당" not in page


def test_a_breach_is_public_with_its_reason(client, replace, run):
    age = next(age for age in AGES if sum(BAND[one] == age for one in run.panel) == 1)
    gone = next(one for one in run.panel if BAND[one] == age)
    willing = [one for one in PEOPLE if BAND[one] != age]
    replace(gone, willing=willing, approve_breach=True, reason=REASON)
    page = client.get(run.get_absolute_url()).content.decode()
    assert f"{age} 최소 1명 → 0명" in page and REASON in page


def test_its_package_is_checked_by_both_programs(client, replace, run, tmp_path):
    replace(run.panel[0])
    second = replace(Replacement.objects.get().panel[0])
    answer = client.get(reverse("draws:replacement-package", args=[second.pk]))
    assert f"draw-{run.pk}-2.zip" in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
        folder.extractall(tmp_path)
    out = io.StringIO()
    call_command("panel_lottery", "--verify", str(tmp_path), stdout=out)
    assert out.getvalue() == "모두 맞습니다.\n"
    said = subprocess.run(
        [sys.executable, "verify_draw.py"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert f"panel {' '.join(second.panel)}" in said.stdout and f"seed {run.seed}" in said.stdout
    told = json.loads((tmp_path / "result.json").read_text())
    told["panel"][0] = "N99"
    (tmp_path / "result.json").write_text(json.dumps(told))
    changed = subprocess.run([sys.executable, "verify_draw.py"], cwd=tmp_path, capture_output=True, text=True)
    assert changed.returncode and "DIFFERENT" in changed.stderr


def test_the_call_behind_it_is_not_asked_again(run):
    """The quotas of the first draw stand for every later one."""
    RecruitmentCall.objects.filter(pk=run.call_id).update(seats=9)
    assert actions.foresee(run=run, gone=run.panel[:1], willing=PEOPLE).open == 1
