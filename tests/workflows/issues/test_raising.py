from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from projects.models import Norm
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.issues import actions
from workflows.issues.models import Issue
from workflows.runs.models import DutyRun

from .conftest import fresh, raised


def told(issue):
    return sorted(
        Notice.objects.filter(url=issue.get_absolute_url()).values_list("recipient__name", flat=True)
    )


@pytest.mark.parametrize(
    ("who", "side", "people"),
    [
        ("member", "member", ["김담당", "오수행"]),
        ("official", "officer", ["오수행"]),
        ("vendor", "vendor", ["김담당"]),
    ],
)
def test_each_side_raises_and_the_others_that_answer_are_told(
    stage, duty, vendor, member, colleague, who, side, people, request
):
    person = request.getfixturevalue(who)
    issue = raised(person, stage)
    assert (issue.duty, issue.side, issue.raised_by, issue.state) == (duty, side, person, "open")
    assert issue.membership == (person.memberships.get() if side == "member" else None)
    assert told(issue) == people


def test_the_mail_holds_the_words_and_no_name(stage, vendor, member):
    raised(member, stage)
    notice = Notice.objects.get(recipient=vendor)
    assert "따릉이 앱 개편" in notice.subject
    assert "추진단" in notice.subject
    assert "버튼이 작아" in notice.body
    assert "나단원" not in notice.subject + notice.body


def test_the_trail_knows_a_citizens_issue_by_its_number(stage, member, official):
    issue = raised(member, stage)
    event = Event.objects.get(key="issues.raised_by_member")
    assert f"{issue.pk}번 수시 협의" in event.sentence
    assert event.label == f"{issue.pk}번 수시 협의"
    assert "버튼" not in event.sentence + event.label
    assert event.chain == stage.run.project.audit_chain
    raised(official, stage)
    assert Event.objects.filter(key="issues.raised").count() == 1


def test_an_answer_is_due_in_five_working_days(stage, member):
    with time_machine.travel("2026-09-21T01:00:00Z", tick=False):  # a Monday before 추석
        assert raised(member, stage).reply_due_on == date(2026, 9, 30)


def test_the_period_can_be_set(stage, member):
    Norm.objects.create(key="issue.reply_days", label="x", value=2, default=5, unit="근무일")
    with time_machine.travel("2026-12-07T01:00:00Z", tick=False):
        assert raised(member, stage).reply_due_on == date(2026, 12, 9)


def test_a_double_post_is_one_issue(stage, member):
    nonce = uuid4()
    first, second = raised(member, stage, nonce=nonce), raised(member, stage, nonce=nonce)
    assert first == second
    assert (Issue.objects.count(), Notice.objects.count()) == (1, 1)
    assert Event.objects.filter(key="issues.raised_by_member").count() == 1


def test_somebody_elses_nonce_is_refused(stage, member, colleague):
    nonce = uuid4()
    raised(member, stage, nonce=nonce)
    with pytest.raises(ValidationError, match="저장하지 못했습니다"):
        raised(colleague, stage, nonce=nonce)


@pytest.mark.parametrize("who", ["head", "secretary", "auditor", "citizen", "other_official"])
def test_nobody_else_raises(stage, who, request):
    with pytest.raises(PermissionDenied):
        raised(request.getfixturevalue(who), stage)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": " "}, "제목을 적어"),
        ({"body": ""}, "내용을 적어"),
        ({"title": "가" * 101}, "100자까지"),
        ({"body": "가" * 5001}, "5,000자까지"),
        ({"body": "010-1234-5678로 전화 주세요."}, "휴대전화번호"),
        ({"title": "hong@example.com 문의"}, "이메일 주소"),
        ({"body": "900101-1234567"}, "주민등록번호"),
    ],
)
def test_words_that_cannot_be_kept(stage, member, facts, sentence):
    with pytest.raises(ValidationError, match=sentence):
        raised(member, stage, **facts)
    assert Issue.objects.count() == 0


@pytest.mark.parametrize("who", ["member", "vendor", "official"])
def test_procurement_is_the_citys_alone(running, panel, who, request):
    person = request.getfixturevalue(who)
    stage = factories.make_run(running, stage_key="procurement").stages.get(state="open")
    with pytest.raises(ValidationError, match="발주 단계"):
        raised(person, stage)
    assert not DutyRun.objects.filter(key__startswith="added-").exists()


def test_only_the_open_stage_of_a_running_process(run, member, panel):
    closed, pending = run.stages.get(key="analysis"), run.stages.get(key="build")
    for stage, sentence in ((closed, "이미 끝났습니다"), (pending, "시작되지 않았습니다")):
        with pytest.raises(ValidationError, match=sentence):
            raised(member, stage)
    run.status, run.ended_at = "superseded", panel.created_at
    run.save()
    with pytest.raises(ValidationError, match="이미 끝났습니다"):
        raised(member, run.stages.get(state="open"))


def test_a_stage_without_such_a_duty_gets_one_and_uses_it_while_open(official):
    running = factories.make_confirmed_project(officer=official, governance_type="advisory", status="running")
    stage = factories.make_run(running).stages.get(state="open")
    member = factories.make_member(factories.make_panel(running)).user
    first, second = raised(member, stage), raised(official, stage)
    duty = first.duty
    assert second.duty == duty
    assert (duty.kind, duty.title, duty.is_added) == ("issue", "수시 협의", True)
    assert duty.source == "단계 중에 제기된 협의"
    assert duty.due_on >= stage.planned_end
    DutyRun.objects.filter(pk=duty.pk).update(
        state="settled", decided_by=official, decided_at=stage.opened_at
    )
    assert raised(member, stage).duty.key == "added-2"


def test_a_refused_double_post_adds_no_duty(official, member):
    running = factories.make_confirmed_project(officer=official, status="running")
    stage = factories.make_run(running).stages.get(state="open")
    nonce = uuid4()
    first = raised(official, stage, nonce=nonce)
    DutyRun.objects.filter(pk=first.duty_id).update(
        state="settled", decided_by=official, decided_at=stage.opened_at
    )
    assert raised(official, stage, nonce=nonce) == first
    assert stage.duties.filter(key__startswith="added-").count() == 1


def test_blanks_around_the_words_go(stage, member):
    issue = actions.raise_issue(by=fresh(member), stage=stage, title=" 제목 ", body="\n내용 ", nonce=uuid4())
    assert (issue.title, issue.body) == ("제목", "내용")
