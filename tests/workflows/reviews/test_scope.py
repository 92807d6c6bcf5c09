"""What panels are not asked to read (가이드라인 2와 5-2)."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from projects.actions import set_matter
from projects.models import Deliverable
from seoul_gov.notifications.models import Notice
from seoul_gov.ui import errands
from seoul_gov.ui.korean import SEOUL
from tests import factories
from workflows.driver import actions as driver
from workflows.record import front
from workflows.reports.facts.words import reviews as facts_of_reviews
from workflows.reviews import actions, desk, reminders, selectors
from workflows.reviews.models import ReviewRound

from .conftest import comment, fresh, submitted


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


def test_its_name_is_read_by_nobody_outside(round, running, member, official, client):
    """Not in lists, notices, one's own data, the public record and the report, whatever was said of it before."""
    [said] = submitted(member, round)
    pages = [
        reverse("notifications:list"),
        reverse("own:data"),
        reverse("own:file"),
        reverse("record:project", args=[running.pk]),
        reverse("record:reviews", args=[running.pk]),
    ]

    def words():
        client.force_login(member)
        return [client.get(page).content.decode() for page in pages]

    assert all(str(round.version) in page for page in words())
    driver.set_matter(by=official, deliverable=round.version.deliverable, matter="evaluation")
    round = ReviewRound.objects.get(pk=round.pk)
    assert not any("요구사항정의서 1판" in page for page in words())
    assert all("공개하지 않는 문서 1판" in page for page in words())
    [told] = facts_of_reviews(round.duty.stage.run)
    assert (told["title"], told["submitted"]) == ("공개하지 않는 문서 1판 1차 검토", 1)
    assert not Notice.objects.about(round.scope).filter(mail_state="pending").exists()
    page = client.get(reverse("reviews:detail", args=[round.pk]))
    assert page.status_code == 403
    client.force_login(official)
    page = client.get(reverse("reviews:detail", args=[round.pk])).content.decode()
    assert "추진단에 보이지 않는 검토입니다" in page and "요구사항정의서 1판 1차 검토" in page
    actions.extend(by=official, round=round, due_on=round.due_on + timedelta(days=1), reason="고칩니다.")
    actions.answer(by=official, comment=said, disposition="not_relevant", answer="시가 맡는 일입니다.")
    actions.cancel(by=official, round=round, reason="잘못 연 검토입니다.")
    mine = Notice.objects.about(round.scope).filter(recipient=member)
    assert len(mine) == 3 and not any("요구사항정의서" in one.subject + one.body for one in mine)


def test_the_front_names_it_no_more(round, member, colleague, official, client):
    for person in (member, colleague):
        for said in submitted(person, round):
            actions.answer(by=official, comment=said, disposition="accepted", answer="고쳤습니다.")
    actions.close(by=official, round=round)
    driver.set_matter(by=official, deliverable=round.version.deliverable, matter="budget")
    assert [one.title for one in front.answers()] == ["요구사항정의서"], "panels read the budget"
    driver.set_matter(by=official, deliverable=round.version.deliverable, matter="contract")
    assert [one.title for one in front.answers()] == ["공개하지 않는 문서"]


def test_who_chooses_it_by_hand_is_told_why_not(official, duty, panel, member, version, week, client):
    classify(version, "contract")
    other = factories.make_version(duty.stage.run.project, title="화면설계서")
    client.force_login(official)
    url = reverse("reviews:open", args=[duty.pk])
    page = client.get(url).content.decode()
    assert "화면설계서" in page and "요구사항정의서 1판" not in page
    typed = {"version": version.pk, "panel": panel.pk, "due_on": week.isoformat()}
    answer = client.post(url, typed)
    assert answer.status_code == 409
    assert "계약·제안서 평가·검수는 시가 맡는 일이라" in answer.content.decode()
    assert client.post(url, typed | {"version": other.pk}).status_code == 302


def test_nobody_is_led_to_publish_it(version, official, client):
    client.force_login(official)
    url = reverse("reviews:deliverables", args=[version.deliverable.project_id])
    publish = reverse("reviews:publish", args=[version.pk])
    assert publish in client.get(url).content.decode()
    classify(version, "acceptance")
    page = client.get(url).content.decode()
    assert publish not in page and "추진단에 보이지 않음" in page


def test_an_officer_says_what_a_paper_is_about(version, official, client):
    client.force_login(official)
    url = reverse("driver:matter", args=[version.deliverable_id])
    page = client.get(url).content.decode()
    assert "추진단에 보이지 않고" in page
    answer = client.post(url, {"matter": "contract"})
    assert answer.url.endswith(f"#deliverable-{version.deliverable_id}")
    assert Deliverable.objects.get().matter == "contract"
    page = client.get(answer.url).content.decode()
    assert ">계약<" in page
