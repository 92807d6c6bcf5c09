"""By which points applications are ranked: told with the call, and fixed by its publication."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from panels.calls import actions, rubric
from panels.calls.models import RecruitmentCall
from panels.calls.rubric import Rules
from panels.calls.selectors import rules_of
from panels.models import CallChange
from panels.screening import actions as screening
from panels.screening.selectors import queue
from projects.models import Norm
from tests.factories import make_application, make_official, make_terms

from .test_pages import correction_of

pytestmark = pytest.mark.django_db
KEYS = {"gap": "screening.gap", "first": "screening.tier.first", "second": "screening.tier.second"}


def edit_norms(**numbers):
    for name, value in numbers.items():
        Norm.objects.update_or_create(key=KEYS[name], defaults={"value": value, "default": value})


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (Rules(), ""),
        (Rules(first=100, second=1, gap=99), ""),
        (Rules(first=40), "순위를 나누는 점수는 1순위가 2순위보다 높고, 둘 다 1~100점이어야 합니다."),
        (Rules(first=101), "순위를 나누는 점수는 1순위가 2순위보다 높고, 둘 다 1~100점이어야 합니다."),
        (Rules(second=0), "순위를 나누는 점수는 1순위가 2순위보다 높고, 둘 다 1~100점이어야 합니다."),
        (Rules(gap=100), "셋째 심사를 하는 점수 차이는 100점보다 작아야 합니다."),
    ],
)
def test_which_numbers_can_stand(rules, sentence):
    assert rubric.refusal(rules) == sentence


def test_edited_norms_change_drafts_alone(official, draft):
    edit_norms(first=80)
    assert rules_of(draft) == Rules(first=80)
    call = actions.publish(by=official, call=draft)
    edit_norms(gap=5, first=60, second=30)
    call.refresh_from_db()
    assert rules_of(call) == Rules(first=80)
    actions.edit(by=official, call=call, terms=make_terms(title="새 제목"), version=call.version)
    assert rules_of(RecruitmentCall.objects.get()) == Rules(first=80)


def test_what_is_read_is_ranked_as_it_was_published(official, call, at):
    application = make_application(call)
    edit_norms(first=90)
    at(-120, -1)
    other = make_official("officer", department=official.grants[0].department, name="둘째")
    for reader in (official, other):
        reading = application.readings.create(reader=reader, is_eligible=True)
        for key in ("record", "utilisation"):
            reading.marks.create(key=key, level=4)
    (line,) = queue(official, call)
    assert (line.result.points, line.result.tier) == (80, 1)


def test_norms_that_contradict_each_other_hold_a_call_back(official, draft):
    edit_norms(first=30)
    with pytest.raises(ValidationError) as refusal:
        actions.publish(by=official, call=draft)
    assert refusal.value.messages[0].endswith("관리자가 운영 기준값을 고친 뒤에 공고할 수 있습니다.")
    assert RecruitmentCall.objects.get().is_draft


def test_a_correction_changes_them_in_public_until_somebody_reads(official, call, at):
    application = make_application(call)
    actions.correct(by=official, call=call, text="점수를 바로잡습니다.", rules=Rules(first=75))
    change = CallChange.objects.get()
    assert change.passage == "ranking" and change.before == change.after.replace("75", "70")
    with pytest.raises(ValidationError) as refusal:
        actions.correct(by=official, call=call, text="거꾸로", rules=Rules(first=20))
    assert refusal.value.messages[0].startswith("순위를 나누는 점수는")
    at(-120, -1)
    marks = {"record": 3, "utilisation": 3}
    screening.read(by=official, application=application, is_eligible=True, levels=marks)
    with pytest.raises(ValidationError) as refusal:
        actions.correct(by=official, call=call, text="다시", rules=Rules())
    assert refusal.value.messages == ["심사를 시작한 뒤에는 점수와 순위 기준을 바꿀 수 없습니다."]
    assert actions.correct(by=official, call=call, text="글만", rules=Rules(first=75)).version == 3


def test_points_are_shown_whole():
    assert "배점이 40점인 기준에서 수준이 3이면 24점입니다." in rubric.counting_in_words([33, 33, 34])
    assert "배점이 30점인 기준에서 수준이 3이면 18점입니다." in rubric.counting_in_words([34, 36, 30])


@pytest.fixture
def call(official, draft):
    """A call from the time when every kind of panel could be drawn by lot; it keeps what it has said."""
    RecruitmentCall.objects.filter(pk=actions.publish(by=official, call=draft).pk).update(draws_lots=True)
    return RecruitmentCall.objects.get(pk=draft.pk)


def test_everybody_reads_how_points_become_tiers(client, official, call):
    page = client.get(call.get_absolute_url()).content.decode()
    assert "0 없음, 1 매우 낮음, 2 낮음, 3 보통, 4 높음, 5 매우 높음" in page
    assert "배점이 50점인 기준에서 수준이 3이면 30점" in page, "with a weight of its own"
    assert "20점 넘게 벌어지면" in page
    assert "<td>70점 이상</td>" in page and "<td>40점 이상 70점 미만</td>" in page
    client.force_login(official)
    url = reverse("calls:correct", args=[call.pk])
    upside_down = client.post(url, correction_of(call, text="바로잡습니다.", first_tier="30"))
    assert list(upside_down.context["form"].errors) == ["first_tier"]
    assert client.post(url, correction_of(call, text="바로잡습니다.", first_tier="80")).status_code == 302
    page = client.get(call.get_absolute_url()).content.decode()
    assert "<td>80점 이상</td>" in page and "점수와 순위 기준" in page and "<ins>" in page


def test_the_database_wants_them_of_what_is_public(call):
    with pytest.raises(IntegrityError), transaction.atomic():
        RecruitmentCall.objects.filter(pk=call.pk).update(first_tier=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecruitmentCall.objects.filter(pk=call.pk).update(first_tier=40)
