"""A panel of two sides by points: ranked side by side and, where points are equal, drawn in one lottery."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from panels.calls import actions as calls
from panels.draws import actions, drum, selectors
from panels.draws.actions.commitments import NO_DRAW
from panels.draws.models import LotteryRun
from panels.lottery import draws, package_files
from panels.models import RecruitmentCall
from panels.screening import actions as screening
from panels.screening import selectors as screened
from tests import factories
from tests.factories import make_application, make_entrant

CITIZEN, EXPERT = "시민참여단", "전문가자문단"
SEATS = {CITIZEN: 2, EXPERT: 1}


def citizens(*points):
    return [make_entrant(f"C{number}", points=one, side=CITIZEN) for number, one in enumerate(points)]


def experts(*points):
    return [make_entrant(f"E{number}", points=one, side=EXPERT) for number, one in enumerate(points)]


def chances(made) -> dict[str, int]:
    counts = Counter()
    for first, last, members in draws.read_lottery(made.text):
        counts.update(dict.fromkeys(members, last - first + 1))
    return dict(counts)


def test_points_that_decide_on_both_sides_leave_nothing_to_draw():
    people = [*citizens(90, 80, 70), *experts(60, 50)]
    assert drum.of_sided_ties(people, SEATS) is None
    lines = drum.cut_lines(people, SEATS)
    assert lines[CITIZEN].inside == ("C0", "C1")
    assert lines[EXPERT].inside == ("E0",)


def test_a_better_expert_takes_no_citizens_seat():
    people = [*citizens(10, 10), *experts(100, 90, 80)]
    assert drum.of_sided_ties(people, SEATS) is None
    assert drum.cut_lines(people, SEATS)[CITIZEN].inside == ("C0", "C1")


def test_a_tie_on_one_side_is_drawn_there_alone():
    made = drum.of_sided_ties([*citizens(90, 80, 80, 80), *experts(60, 50)], SEATS)
    assert made.inside == ("C0", "E0")
    assert (made.rules.size, made.pool.ids) == (1, ("C1", "C2", "C3"))
    least, most = min(chances(made).values()), max(chances(made).values())
    assert most - least <= 1


def test_ties_on_both_sides_are_one_lottery_that_fixes_each_sides_seats():
    people = [*citizens(90, 80, 80, 80), *experts(50, 50)]
    made = drum.of_sided_ties(people, SEATS)
    assert made.inside == ("C0",)
    assert [(one.feature, one.value, one.least, one.most) for one in made.rules.quotas] == sorted(
        [("구분", CITIZEN, 1, 1), ("구분", EXPERT, 1, 1)], key=lambda one: one[1].encode()
    )
    for _, _, members in draws.read_lottery(made.text):
        assert Counter(number[0] for number in members) == {"C": 1, "E": 1}
    chance = chances(made)
    assert all(abs(3 * chance[number] - made.tickets) <= 3 for number in ("C1", "C2", "C3"))
    assert all(abs(2 * chance[number] - made.tickets) <= 2 for number in ("E0", "E1"))


def test_a_side_with_fewer_people_than_seats():
    made = drum.of_sided_ties([*citizens(90), *experts(50, 50)], SEATS)
    assert (made.inside, made.rules.size) == (("C0",), 1)


def test_everybody_can_check_such_a_draw():
    made = drum.of_sided_ties([*citizens(80, 80, 80), *experts(50, 50)], SEATS)
    record = drum.commit(made, source="dice", when="2030-01-01T10:00+09:00", detail="주사위")
    drawn = drum.draw(record, "1,2,3,4,5,6")
    assert Counter(number[0] for number in drawn.draw.panel) == {"C": 2, "E": 1}
    assert Counter(number[0] for number in drawn.alternates) == {"C": 1, "E": 1}
    assert "verify_draw.py" in package_files(record, drawn)


LEVELS = {
    "citizen": {"record": 4, "utilisation": 4},
    "expert": {"it_expertise": 3, "field_expertise": 3},
}


@pytest.fixture
def mixed_call(official, colleague):
    """A mixed call for two citizens and one expert, read twice; equal points on each side by default."""

    def make(sides=("citizen",) * 3 + ("expert",) * 2, best=()):
        project = factories.make_confirmed_project(officer=official)
        panel = factories.make_panel(project, kind="mixed", name="혼합 추진단", state="forming")
        terms = factories.make_terms("mixed", seats=3, expert_seats=1)
        call = calls.publish(by=official, call=calls.draft(by=official, panel=panel, terms=terms))
        applications = [make_application(call, upload=None, side=side) for side in sides]
        now = timezone.now()
        times = {"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(seconds=1)}
        RecruitmentCall.objects.filter(pk=call.pk).update(**times)
        for number, one in enumerate(applications):
            levels = dict.fromkeys(LEVELS[one.side], 5) if number in best else LEVELS[one.side]
            for reader in (official, colleague):
                screening.read(by=reader, application=one, is_eligible=True, levels=levels)
        return RecruitmentCall.objects.get(pk=call.pk), applications

    return make


def test_each_application_is_scored_by_its_sides_criteria(official, mixed_call):
    call, applications = mixed_call()
    lines = screened.queue(official, call)
    assert {line.application.side: line.result.points for line in lines} == {"citizen": 80, "expert": 60}
    assert [
        (side.name, side.seats, len(side.lines), side.settled) for side in screened.by_side(call, lines)
    ] == [
        (CITIZEN, 2, 3, 3),
        (EXPERT, 1, 2, 2),
    ]


def test_the_other_sides_criteria_are_refused(official, mixed_call):
    _, applications = mixed_call()
    third = factories.make_official("officer", department=official.grants[0].department)
    with pytest.raises(ValidationError):
        screening.read(by=third, application=applications[3], is_eligible=True, levels=LEVELS["citizen"])


def test_a_side_on_an_application_elsewhere_means_nothing(official, read_call):
    call = read_call(kind="citizen", seats=1)
    call.applications.update(side="expert")
    lines = screened.queue(official, call)
    assert {line.result.points for line in lines} == {80}
    assert [len(side.lines) for side in screened.by_side(call, lines)] == [4]


def test_the_queue_shows_the_sides_apart(client, official, mixed_call):
    call, applications = mixed_call()
    client.force_login(official)
    page = client.get(reverse("screening:queue", args=[call.pk])).content.decode()
    first, second = page.index("시민참여단 2명: 지원서 3건"), page.index("전문가자문단 1명: 지원서 2건")
    links = [page.index(reverse("screening:read", args=[one.number])) for one in applications]
    assert first < max(links[:3]) < second < min(links[3:])


def test_a_side_without_applications(client, official, mixed_call):
    call, _ = mixed_call(sides=("citizen",))
    client.force_login(official)
    assert (
        "접수된 지원서가 없습니다." in client.get(reverse("screening:queue", args=[call.pk])).content.decode()
    )


def test_the_reading_asks_for_the_sides_criteria(client, official, mixed_call):
    _, applications = mixed_call()
    client.force_login(official)
    form = client.get(reverse("screening:read", args=[applications[4].number])).context["form"]
    assert form.keys == ["it_expertise", "field_expertise"]


def test_from_ties_on_both_sides_to_the_panel(official, colleague, mixed_call, plan):
    call, applications = mixed_call()
    run = actions.commit_ties(by=official, call=call, plan=plan)
    assert (run.way, run.seats, run.inside) == ("tie", 3, [])
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    for clerk in (official, colleague):
        run = actions.enter(by=clerk, run=run, value="1,2,3,4,5,6")
    sides = {one.number: one.side for one in applications}
    assert Counter(sides[number] for number in run.panel) == {"citizen": 2, "expert": 1}
    assert selectors.seats_by_name(call) == SEATS


def test_points_that_decide_need_no_draw(official, mixed_call, plan):
    call, _ = mixed_call(best=(0, 1, 3))
    with pytest.raises(ValidationError) as refusal:
        actions.commit_ties(by=official, call=call, plan=plan)
    assert refusal.value.messages == [NO_DRAW]
