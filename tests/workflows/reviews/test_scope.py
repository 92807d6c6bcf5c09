"""What panels are not asked to read (가이드라인 2와 5-2)."""

from datetime import datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from projects.actions import set_matter
from projects.models import Deliverable
from seoul_gov.ui import errands
from seoul_gov.ui.korean import SEOUL
from tests import factories
from workflows.reviews import actions, desk, reminders, selectors

from .conftest import comment, fresh


def classify(version, matter):
    Deliverable.objects.filter(pk=version.deliverable_id).update(matter=matter)
    version.refresh_from_db()
    return version


@pytest.mark.parametrize("matter", ["contract", "evaluation", "acceptance"])
def test_what_stays_inside_is_put_to_no_panel(official, duty, panel, member, version, week, matter):
    version = classify(version, matter)
    with pytest.raises(ValidationError, match="추진단에 보이지 않습니다"):
        actions.open_round(by=official, duty=duty, panel=panel, version=version, due_on=week)
    assert version not in selectors.versions_to_review(duty)


def test_the_budget_may_be_read(official, duty, panel, member, version, week):
    round = actions.open_round(
        by=official, duty=duty, panel=panel, version=classify(version, "budget"), due_on=week
    )
    assert round.pk and version in selectors.versions_to_review(duty)


def test_a_kind_reads_what_its_scope_holds(official, duty, running, version, week):
    online = factories.make_panel(running, kind="online", name="온라인참여단")
    factories.make_member(online)
    facts = {"by": official, "duty": duty, "panel": online, "due_on": week}
    with pytest.raises(ValidationError, match="참여하지 않습니다"):
        actions.open_round(version=classify(version, "request"), **facts)
    assert actions.open_round(version=classify(version, "general"), **facts).pk


def test_members_stop_reading_what_moves_inside(round, member, official, head, vendor, client):
    mine = comment(member, round)
    pages = [reverse(f"reviews:{name}", args=[round.pk]) for name in ("detail", "file")]
    set_matter(by=official, deliverable=round.version.deliverable, matter="contract")
    client.force_login(member)
    for page in (*pages, reverse("reviews:comment_edit", args=[mine.pk])):
        answer = client.get(page)
        assert answer.status_code == 403
        assert "추진단에 보이지 않습니다" in answer.content.decode()
    for person in (official, head, vendor):
        client.force_login(person)
        assert [client.get(page).status_code for page in pages] == [200, 200]


def test_nobody_is_asked_about_what_moved_inside(round, member, official, week):
    moment = datetime.combine(week, time(9), SEOUL)
    assert [one.title for one in errands.waiting(fresh(member), desk)] == [f"산출물 검토하기: {round}"]
    set_matter(by=official, deliverable=round.version.deliverable, matter="acceptance")
    assert errands.waiting(fresh(member), desk) == []
    assert reminders.remind(moment) == 0
    assert list(selectors.rounds_of(fresh(member))) == []
    assert list(selectors.rounds_of(fresh(official))) == [round]
    set_matter(by=official, deliverable=round.version.deliverable, matter="general")
    assert list(selectors.rounds_of(fresh(member))) == [round]
    assert reminders.remind(moment) == 2


def test_an_officer_says_what_a_paper_is_about(version, official, client):
    client.force_login(official)
    url = reverse("reviews:matter", args=[version.deliverable_id])
    page = client.get(url).content.decode()
    assert "추진단에 보이지 않고" in page
    answer = client.post(url, {"matter": "contract"})
    assert answer.url.endswith(f"#deliverable-{version.deliverable_id}")
    assert Deliverable.objects.get().matter == "contract"
    page = client.get(answer.url).content.decode()
    assert ">계약<" in page
