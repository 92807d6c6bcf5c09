"""A project's record: what it tells, what it leaves out, and what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from selection import actions as selection
from seoul_gov.ui.korean import korean_date, today
from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.selection.people import DECISION, LOCAL, answered, approved, submitted
from tests.workflows.record import happenings
from workflows.record import story
from workflows.record.enums import Section
from workflows.reports.models import Paper, ResultReport
from workflows.runs.models import DutyRecord, DutyRun, StageRun

pytestmark = pytest.mark.django_db


def text(client, project, name="project"):
    response = client.get(reverse(f"record:{name}", args=[project.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


PARTS = ["meetings", *Section.values]


@pytest.mark.parametrize("times", ONE_AND_FIFTY)
def test_it_costs_the_same_however_much_has_happened(client, followed, times, django_assert_max_num_queries):
    happenings.everything(followed, times)
    with django_assert_max_num_queries(8):
        page = text(client, followed)
    assert page.count("모두 보기</a>") == (len(PARTS) if times == 50 else 0)
    for name in PARTS:
        with django_assert_max_num_queries(4):
            page = text(client, followed, name)
        assert f"총 <b>{times}</b>건" in page


@pytest.mark.parametrize("name", PARTS)
def test_what_never_happened_is_said_in_a_sentence(client, followed, name):
    page = text(client, followed, name)
    assert (Section(name).nothing if name in Section.values else "알린 회의가 아직 없습니다.") in page


@pytest.mark.parametrize("status", ["draft", "registered", "selecting", "not_applicable"])
@pytest.mark.parametrize("name", ["project", "meetings", "opinions", "deliverables"])
def test_what_is_not_public_does_not_exist(client, official, status, name):
    project = factories.make_project(officer=official, status=status)
    assert client.get(reverse(f"record:{name}", args=[project.pk])).status_code == 404


def test_facts_name_the_department_and_its_telephone(client, followed):
    followed.department.phone = "02-2133-2917"
    followed.department.save()
    page = text(client, followed)
    for fact in (
        followed.number,
        "개발사업",
        "디지털정책과",
        "02-2133-2917",
        "350,000,000원",
        followed.summary,
    ):
        assert fact in page
    assert followed.officer.name not in page


def test_a_project_that_has_not_begun_says_so(client, followed):
    page = text(client, followed)
    assert "아직 절차를 시작하지 않았습니다." in page
    assert "구성한 추진단이 없습니다." in page
    assert "아직 없는 것: 시민 의견수렴, 산출물 검토, 공동결정, 수시 협의, 공개 산출물" in page


def test_the_type_comes_with_its_reason(client, project, head):
    assessment = approved(project, head)
    page = text(client, project)
    assert "시민참여 방식 ‘자문’에 맞는 시민자문형을 권고합니다." in page
    assert f"{korean_date(assessment.confirmed_at)} · 기준표 2018년 2월판" in page
    assert "권고와 다른 선정" not in page


def test_a_rule_is_named_with_its_code(client, project, head, governance_officer):
    assessment = submitted(project, LOCAL)
    facts = {"assessment": assessment, "version": assessment.version}
    selection.confirm_departure(by=governance_officer, comment="확인", **facts)
    selection.approve(by=head, **facts)
    assert "사유 코드 RV-1" in text(client, project)


def test_another_choice_says_why(client, project, head, governance_officer):
    assessment = submitted(project, DECISION, chosen="advisory", reason="추진단을 꾸릴 기간이 짧습니다.")
    facts = {"assessment": assessment, "version": assessment.version}
    selection.confirm_departure(by=governance_officer, comment="확인", **facts)
    selection.approve(by=head, **facts)
    page = text(client, project)
    assert "기준표는 시민협업형을 권고했으나 사업부서가 시민자문형으로 정했습니다." in page
    assert "추진단을 꾸릴 기간이 짧습니다." in page


def test_a_type_where_none_was_recommended_says_so(project):
    assessment = answered(project)
    assessment.governance_type, assessment.chosen_type = "", "advisory"
    assert story.departure_of(assessment) == (
        "권고한 유형은 없으나 사업부서가 시민자문형으로 정하고 거버넌스 담당이 확인했습니다."
    )


def test_the_timeline_tells_what_was_done_and_why_not(client, followed, duty):
    stage, official = duty.stage, followed.officer
    duties = list(stage.duties.order_by("order"))
    decided = {"decided_by": official, "decided_at": timezone.now()}
    for each, state in zip(duties, ("settled", "skipped", "not_case", "waived"), strict=False):
        DutyRun.objects.filter(pk=each.pk).update(state=state, reason=f"사유 {state}", **decided)
    DutyRun.objects.filter(pk=duties[0].pk).update(outcomes=["채택", "보류"])
    for outcome in ("비밀 낱말", "채택"):
        DutyRecord.objects.create(
            duty=duties[0],
            outcome=outcome,
            evidence="비밀 근거",
            person="홍비밀",
            occurred_on=today(),
            recorded_by=official,
        )
    page = text(client, followed)
    for word in (
        "사유 skipped",
        "사유 not_case",
        "사유 waived",
        "결과: 채택",
        "건너뜀",
        "해당 없음",
        "면제",
        "진행 중",
    ):
        assert word in page
    for word in ("사유 settled", "비밀", official.name):
        assert word not in page


def test_what_nothing_has_called_for_is_left_out(client, followed, duty):
    asleep = DutyRun.objects.filter(stage=duty.stage).order_by("-order").first()
    DutyRun.objects.filter(pk=asleep.pk).update(state="dormant", title="아직 자는 과제")
    assert "아직 자는 과제" not in text(client, followed)


def test_stages_tell_their_days(followed, duty):
    StageRun.objects.filter(pk=duty.stage_id).update(
        planned_start=today(), planned_end=today() + timedelta(days=9)
    )
    steps = {step.state: step for step in story.steps_of(followed.runs.get())}
    assert set(steps) == {"done", "open", "todo"}
    assert steps["open"].dates.endswith("까지 예정")
    assert steps["todo"].dates.startswith("예정 ")
    StageRun.objects.filter(pk=duty.stage_id).update(
        planned_start=today() - timedelta(days=9), planned_end=today() - timedelta(days=1)
    )
    late = next(step for step in story.steps_of(followed.runs.get()) if step.state == "late")
    assert (late.label, late.is_open) == ("진행 중(기한 지남)", True)


def test_an_earlier_process_is_one_line(client, followed, duty):
    happenings.superseded_run(followed)
    page = text(client, followed)
    assert "유형이 바뀌어 끝난 절차" in page
    assert "시민협의형 절차" in page


def test_a_process_of_the_type_before_says_what_comes(client, followed, duty):
    followed.governance_type = "collaboration"
    followed.save()
    assert "유형이 시민협업형으로 바뀌어 새 절차를 준비하고 있습니다." in text(client, followed)


def test_panels_are_kinds_and_numbers(client, followed):
    active = factories.make_panel(followed, name="비밀 이름의 모임", activated_at=timezone.now())
    for number in range(3):
        factories.make_member(active, name=f"비밀단원{number}")
    factories.make_member(active, name="간사", role="secretary")
    factories.make_panel(
        followed, kind="expert", name="끝난 모임", state="dissolved", dissolved_at=timezone.now()
    )
    page = text(client, followed)
    assert "시민참여단</span>" in page
    assert "3명 · " in page
    assert "해산" in page
    assert "비밀" not in page


def test_meetings_lead_to_published_minutes_alone(client, followed, panel, duty):
    minutes = factories.make_published_minutes(panel, duty)
    withheld = factories.make_published_minutes(
        panel, duty, state="withheld", withheld_reason="입찰 전 자료", body="비밀 회의록"
    )
    draft = factories.make_published_minutes(panel, duty, state="draft", settled_at=None)
    factories.make_meeting(panel, duty, title="화상 회의", place="", video_link="https://meet.example/secret")
    factories.make_meeting(panel, duty, title="취소된 회의", state="cancelled", cancelled_reason="비밀 사정")
    factories.make_meeting(panel, duty, title="적지 않은 회의", starts_at=timezone.now() - timedelta(hours=5))
    page = text(client, followed)
    assert reverse("record:minutes", args=[minutes.pk]) in page
    for other in (withheld, draft):
        assert reverse("record:minutes", args=[other.pk]) not in page
        assert client.get(reverse("record:minutes", args=[other.pk])).status_code == 404
    for word in ("사유: 입찰 전 자료", "회의록을 정리하고 있습니다.", "결과 정리 중", "취소", "화상회의"):
        assert word in page
    for word in ("비밀", "secret"):
        assert word not in page


def test_minutes_tell_numbers_and_no_names(client, followed, panel, duty):
    minutes = factories.make_published_minutes(
        panel, duty, body="## 논의\n\n글자를 키우자는 말이 있었다.", decisions="- 키우기로 함"
    )
    for number, state in enumerate(("present", "present", "video", "absent")):
        seat = factories.make_member(panel, name=f"비밀단원{number}")
        minutes.meeting.attendances.create(membership=seat, state=state, recorded_by=followed.officer)
    item = minutes.meeting.items.create(order=1, title="글자 크기")
    item.recusals.create(membership=seat, kind="statutory", reason="비밀 사정")
    page = " ".join(client.get(reverse("record:minutes", args=[minutes.pk])).content.decode().split())
    assert "<h4>논의</h4>" in page
    assert "<li>키우기로 함</li>" in page
    assert "출석 2명, 화상 출석 1명, 불참 1명" in page
    assert '글자 크기 <span class="muted">(제척·기피·회피 1명)</span>' in page
    assert "비밀" not in page
    assert followed.officer.name not in page
    followed.status = "not_applicable"
    followed.save()
    assert client.get(reverse("record:minutes", args=[minutes.pk])).status_code == 404


def test_opinions_are_counted_by_what_became_of_them(client, followed, duty, citizen):
    round = happenings.opinion_round(duty, closed=True)
    for word in ("accepted", "accepted", "partial", "rejected", "not_relevant", ""):
        happenings.opinion(round, citizen, disposition=word)
    happenings.opinion(round, citizen, withdrawn_at=timezone.now())
    page = text(client, followed)
    assert "의견 6건: 채택 2, 일부채택 1, 미채택 1, 해당없음 1, 답변 대기 1" in page
    assert reverse("opinions:detail", args=[round.pk]) in page


def test_reviews_count_what_was_handed_in(client, followed, panel, duty):
    review_duty = duty.stage.duties.filter(kind="review").first()
    round = happenings.review_round(review_duty, panel, closed=True)
    for word in ("accepted", "rejected"):
        happenings.comment(round, factories.make_member(panel), disposition=word)
    happenings.comment(round, factories.make_member(panel), body="비밀 초안", state="draft")
    over = {"state": "cancelled", "closed_by": followed.officer, "closed_at": timezone.now()}
    happenings.review_round(review_duty, panel, title="취소한 산출물", **over)
    page = text(client, followed)
    assert "검토 의견 2건: 반영 1, 미반영 1" in page
    assert "취소한 산출물" not in page
    assert "비밀" not in page


def test_decisions_tell_their_votes_once_they_are_closed(client, followed, panel, duty):
    meeting = factories.make_meeting(panel, duty)
    happenings.resolution(duty, meeting, title="정한 것", votes=("for", "for", "against", "abstain", ""))
    happenings.resolution(duty, meeting, title="정하는 것", state="open", votes=("for", ""))
    happenings.resolution(duty, meeting, title="그만둔 것", state="cancelled")
    happenings.resolution(duty, meeting, title="못 정한 것", state="no_quorum", votes=("for", ""))
    page = text(client, followed)
    assert "표결권자 5명 가운데 찬성 2, 반대 1, 기권 1" in page
    assert page.count("표결권자") == 2
    assert (page.count(" 의결</p>"), page.count(" 표결 마감</p>")) == (1, 1)
    assert "정하는 것" in page
    assert page.count("그만둔 것") == 1  # on the meeting's agenda


def test_issues_tell_title_and_outcome(client, followed, duty):
    happenings.issue(duty, body="비밀 본문")
    happenings.issue(duty, title="열린 협의", outcome="")
    happenings.issue(duty, title="거둔 협의", outcome="", state="withdrawn", settled_by=followed.officer,
                     settled_at=timezone.now())  # fmt: skip
    page = text(client, followed)
    assert "조정결과: 본문 글자를 키우기로 했습니다." in page
    assert "열린 협의" in page
    assert "거둔 협의" not in page
    assert "비밀" not in page


def test_only_published_versions_are_there_to_take(client, followed):
    version = happenings.published_version(followed)
    hidden = factories.make_version(followed, title="아직 내부 산출물")
    page = text(client, followed)
    assert "화면설계서 1판 · 분석 단계" in page
    assert "아직 내부 산출물" not in page
    door = client.get(reverse("record:version", args=[version.pk]))
    assert door.status_code == 200
    assert door["Cache-Control"] == "private, no-store"
    assert client.get(reverse("record:version", args=[hidden.pk])).status_code == 404
    followed.status = "not_applicable"
    followed.save()
    assert client.get(reverse("record:version", args=[version.pk])).status_code == 404


def test_the_published_report_is_announced_with_its_papers(client, followed, duty):
    official = followed.officer
    report = ResultReport.objects.create(run=duty.stage.run, written_by=official)
    Paper.objects.create(report=report, format="pdf", state="ready", document=factories.make_document())
    Paper.objects.create(report=report, format="hwpx")
    assert "결과보고서" not in text(client, followed)
    report.state, report.facts = "published", {}
    report.published_by, report.published_at = official, timezone.now()
    report.save()
    page = text(client, followed)
    assert reverse("reports:detail", args=[report.pk]) in page
    assert reverse("reports:paper", args=[report.pk, "pdf"]) in page
    assert reverse("reports:paper", args=[report.pk, "hwpx"]) not in page
