"""What the record says, put together in a bounded number of queries."""

import json

import pytest

from seoul_gov.ui.personal import STRUCK_OUT, masked
from tests import factories
from tests.counting import ONE_AND_FIFTY
from workflows.reports.facts import assemble
from workflows.runs.models import DutyRun

from . import rows

MOST = 16


@pytest.fixture
def told(run, panel):
    """A run in which something of every kind happened."""
    rows.meeting(
        run, panel, "present", "video", "absent", dispositions=("accepted", "rejected", "not_relevant")
    )
    rows.review(run, panel, "accepted", "partial", "rejected", "")
    rows.opinions(run, "accepted", "partial", "rejected", "not_relevant")
    rows.decision(run, panel, "for", "for", "against", "abstain")
    seat = panel.memberships.first()
    rows.issue(run, seat=seat, state="settled")
    rows.issue(run)
    return run


def test_the_facts_are_plain_json(told):
    facts = assemble(told)
    assert json.loads(json.dumps(facts)) == facts


def test_the_project_and_why_its_type(told, edition, official):
    from selection import actions as selection
    from selection.answers import from_json

    assessment = selection.begin(by=official, project=factories.make_project(officer=official))
    answers = {
        "is_it_project": True,
        "citizen_facing": True,
        "simple_maintenance": False,
        "closed_security": False,
        "urgent": False,
        "origin": "city",
        "scope": "local",
        "modes": ["decision"],
    }
    selection.answer(
        by=official, assessment=assessment, answers=from_json(answers), version=assessment.version
    )
    from django.utils import timezone

    from selection.models import Assessment

    Assessment.objects.filter(pk=assessment.pk).update(
        project=told.project,
        state="confirmed",
        confirmed_at=timezone.now(),
        chosen_type="collaboration",
        override_reason="단원과 함께 정하기로 했습니다.",
    )
    facts = assemble(told)
    assert facts["governance"]["type"] == "시민협업형"
    assert facts["governance"]["sentence"].endswith("다.")
    assert facts["governance"]["departure"] == "단원과 함께 정하기로 했습니다."
    assert facts["project"] | {"number": ""} == {
        "number": "",
        "title": "마을버스 알림 구축",
        "kind": "개발사업",
        "department": "디지털정책과",
        "officer": "김담당",
        "starts": "2026-03-02",
        "ends": "2026-12-27",
        "budget": 350_000_000,
        "channel": "시 자체",
        "summary": "시민이 쓰는 서비스를 만듭니다.",
    }


def test_without_an_assessment_no_reason_is_made_up(told):
    governance = assemble(told)["governance"]
    assert (governance["sentence"], governance["departure"]) == ("", "")


def test_meetings_panels_and_who_came(told):
    facts = assemble(told)
    held = [meeting for meeting in facts["meetings"] if meeting["title"] == "자문회의"]
    assert [(one["present"], one["expected"], one["minutes"]) for one in held] == [(2, 3, "공개")]
    panel = facts["panels"][0]
    assert (panel["name"], panel["kind"], panel["meetings"]) == ("실무추진단", "시민추진단 · 실무추진단", 2)
    assert (panel["present"], panel["expected"]) == (2, 3)
    assert panel["appointed"] == panel["in_office"] == 10


def test_called_off_and_coming_meetings_are_not_told(run, panel):
    rows.meeting(run, panel, state="cancelled")
    rows.meeting(run, panel, state="scheduled", held_at=None, minutes="")
    rows.meeting(run, panel, place="", video_link="https://meet.example/secret", minutes="")
    (only,) = assemble(run)["meetings"]
    assert (only["place"], only["minutes"]) == ("화상회의", "없음")
    assert "secret" not in json.dumps(assemble(run))


def test_words_and_what_became_of_them(told):
    facts = assemble(told)
    assert facts["reviews"][0]["counts"] == {
        "accepted": 1,
        "partial": 1,
        "rejected": 1,
        "not_relevant": 0,
        "waiting": 1,
    }
    assert facts["reviews"][0]["submitted"] == 1
    assert facts["advice"] == {"accepted": 1, "partial": 0, "rejected": 1, "not_relevant": 1, "waiting": 0}
    assert facts["opinions"][0]["counts"]["not_relevant"] == 1
    assert facts["issues"] == {"open": 1, "settled": 1, "withdrawn": 0}
    (vote,) = facts["decisions"]
    assert vote["votes"] == {"for": 2, "against": 1, "abstain": 1}
    assert (vote["motion"], vote["result"]) == ("채택", "가결")


def test_one_rate_over_all_that_was_said(told):
    adoption = assemble(told)["adoption"]
    assert (adoption["total"], adoption["taken"], adoption["relevant"]) == (11, 5, 9)
    assert adoption["percent"] == 55.6
    assert adoption["counts"]["waiting"] == 1


def test_what_was_taken_back_was_not_said(run):
    from django.utils import timezone

    round = rows.opinions(run, "accepted")
    rows.opinion(round, factories.make_user(), withdrawn_at=timezone.now())
    assert sum(assemble(run)["opinions"][0]["counts"].values()) == 1


def test_drafts_of_members_are_not_told(run, panel):
    from workflows.models import Review

    round = rows.review(run, panel, "")
    Review.objects.filter(round=round).update(state="draft", submitted_at=None)
    told = assemble(run)["reviews"][0]
    assert (told["submitted"], sum(told["counts"].values())) == (0, 0)


def test_open_votes_and_cancelled_ones_are_not_told(run, panel):
    rows.decision(run, panel, state="cancelled")
    rows.decision(run, panel, state="open")
    assert assemble(run)["decisions"] == []


def test_stages_with_their_duties_and_reasons(run, official):
    from django.utils import timezone

    waived = DutyRun.objects.filter(stage__run=run, state="open").first()
    DutyRun.objects.filter(pk=waived.pk).update(
        state="waived", reason="착수가 늦어서", decided_by=official, decided_at=timezone.now()
    )
    stages = assemble(run)["stages"]
    assert [stage["title"] for stage in stages] == [stage.title for stage in run.stages.order_by("order")]
    duty = next(duty for stage in stages for duty in stage["duties"] if duty["title"] == waived.title)
    assert (duty["state"], duty["reason"]) == ("waived", "착수가 늦어서")
    assert "dormant" not in {duty["state"] for stage in stages for duty in stage["duties"]}
    assert stages[0]["real"][1]
    assert stages[-1]["real"][1] == ""


@pytest.mark.parametrize(
    ("scores", "mean", "spread"),
    [((), None, None), ((5, 4, 4, 2), 3.8, None), ((5, 5, 4, 3, 1), 3.6, [2, 1, 1, 0, 1])],
)
def test_satisfaction_tells_little_where_few_answered(run, scores, mean, spread):
    rows.survey(run, *scores, comments=["나중 말", "가장 좋았습니다."])
    found = assemble(run)["satisfaction"]
    assert (found["answers"], found["mean"]) == (len(scores), mean)
    assert (found["distribution"] and [count for _, count in found["distribution"]]) == spread
    assert found["comments"] == (["가장 좋았습니다.", "나중 말"] if spread else [])


def test_without_a_survey_nothing_is_told(run):
    assert assemble(run)["satisfaction"] is None


def test_only_published_deliverables_in_their_newest_version(run, official):
    from django.utils import timezone

    version = factories.make_version(run.project)
    deliverable = version.deliverable
    now = {"published_by": official, "published_at": timezone.now()}
    for number in (2, 3):
        document = factories.make_document()
        deliverable.versions.create(number=number, document=document, uploaded_by=official, **now)
    factories.make_version(run.project, title="비공개 산출물")
    assert assemble(run)["deliverables"] == [{"title": "요구사항정의서", "number": 3, "stage": "분석"}]


def test_nobody_is_named_and_personal_data_is_struck_out(told):
    DutyRun.objects.filter(stage__run=told).update(reason="홍길동 010-1234-5678로 연락", state="skipped")
    text = json.dumps(assemble(told), ensure_ascii=False)
    assert "가려진이름" not in text
    assert "010-1234-5678" not in text
    assert STRUCK_OUT in text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("전화 010-1234-5678 또는 a.b@example.co.kr", "전화 ○○○ 또는 ○○○"),
        ("900101-1234567", "○○○"),
        ("2026-00012호, 2026. 3. 4.", "2026-00012호, 2026. 3. 4."),
    ],
)
def test_what_looks_like_personal_data_is_struck_out(text, clean):
    assert masked(text) == clean


@pytest.mark.parametrize("many", ONE_AND_FIFTY)
def test_the_queries_do_not_grow(run, panel, official, django_assert_max_num_queries, many):
    from django.utils import timezone

    for number in range(many):
        rows.review(run, panel, "accepted", "")
        rows.meeting(run, panel, "present", dispositions=("partial",))
        rows.opinions(run, "rejected", topic=f"주제 {number}")
        rows.issue(run)
        factories.make_panel(run.project, name=f"추진단 {number}")
    decided = rows.decision(run, panel, "for")
    for _ in range(many - 1):
        rows.decision(run, panel, "for")
    assert decided.ballots.exists()
    rows.survey(run, *([5] * many))
    run.project.deliverables.all()[0].versions.update(published_by=official, published_at=timezone.now())
    with django_assert_max_num_queries(MOST):
        facts = assemble(run)
    assert len(facts["reviews"]) == many
