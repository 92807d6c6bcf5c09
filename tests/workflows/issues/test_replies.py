from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from panels.models import Membership
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.issues.models import Reply

from .conftest import fresh, raised, replied, settled


def told(reply):
    notices = Notice.objects.filter(ledger_key__contains=f":reply:{reply.pk}:")
    return sorted(notices.values_list("recipient__name", flat=True))


def test_the_first_word_of_another_side_answers(issue, member, colleague, vendor, official):
    replied(member, issue)
    replied(colleague, issue)
    assert issue.answered_at is None
    first = replied(vendor, issue)
    assert issue.answered_at == first.created_at
    replied(official, issue)
    assert issue.answered_at == first.created_at
    assert list(issue.replies.values_list("side", flat=True)) == ["member", "member", "vendor", "officer"]
    assert issue.replies.get(author=colleague).membership == colleague.memberships.get()


def test_who_takes_part_and_the_officials_are_told(issue, member, colleague, vendor, official):
    assert told(replied(vendor, issue)) == ["김담당", "나단원"]
    assert told(replied(colleague, issue)) == ["김담당", "나단원", "오수행"]
    assert told(replied(official, issue)) == ["고동료", "나단원", "오수행"]


def test_a_colleague_in_the_department_who_spoke_is_told(issue, department, member, official):
    other = factories.make_official("officer", department=department, name="다른담당")
    replied(other, issue)
    assert told(replied(member, issue)) == ["김담당", "다른담당"]


def test_who_takes_part_no_more_is_told_nothing(issue, member, colleague, vendor, official, running):
    replied(colleague, issue)
    replied(vendor, issue)
    Membership.objects.filter(user=member).update(state="withdrawn")
    running.parties.update(ended_at=issue.raised_at)
    assert told(replied(official, issue)) == ["고동료"]


def test_a_members_mail_lies_below_the_panel(issue, official, panel):
    replied(official, issue)
    assert Notice.objects.get(recipient__name="나단원").scope == f"panel:{panel.pk}/issue:{issue.pk}"


def test_members_replies_are_recorded_without_a_name(issue, member, official):
    reply = replied(member, issue)
    event = Event.objects.get(key="issues.replied_by_member")
    assert (event.label, event.object_id) == (f"{reply.pk}번 협의 답변", str(reply.pk))
    replied(official, issue)
    assert Event.objects.get(key="issues.replied").actor == "김담당"


def test_a_double_post_is_one_reply(issue, official, member):
    nonce = uuid4()
    assert replied(official, issue, nonce=nonce) == replied(official, issue, nonce=nonce)
    assert (Reply.objects.count(), Event.objects.filter(key="issues.replied").count()) == (1, 1)
    with pytest.raises(ValidationError, match="저장하지 못했습니다"):
        replied(member, issue, nonce=nonce)


@pytest.mark.parametrize("who", ["head", "secretary", "auditor", "citizen"])
def test_nobody_else_replies(issue, who, request):
    with pytest.raises(PermissionDenied):
        replied(request.getfixturevalue(who), issue)


@pytest.mark.parametrize(
    ("body", "sentence"), [(" ", "답변을 적어"), ("가" * 5001, "5,000자"), ("a@b.kr", "이메일 주소")]
)
def test_words_that_cannot_be_kept(issue, official, body, sentence):
    with pytest.raises(ValidationError, match=sentence):
        replied(official, issue, body)


def test_nothing_is_written_after_the_end(stage, issue, official, member, run):
    replied(official, issue)
    settled(official, issue)
    with pytest.raises(ValidationError, match="이미 조정을 마친"):
        replied(member, issue)
    other = raised(member, stage)
    stage.state = "pending"
    stage.save()
    with pytest.raises(ValidationError, match="시작되지 않았습니다"):
        replied(official, other)
    stage.state = "open"
    stage.save()
    run.governance_type = "citizen_led"
    run.save()
    with pytest.raises(ValidationError, match="유형이 바뀌었습니다"):
        replied(fresh(official), other)


def test_a_skipped_duty_leaves_no_issue_stranded(stage, duty, official, vendor):
    issue = raised(vendor, stage)
    type(duty).objects.filter(pk=duty.pk).update(
        state="skipped", decided_by=official, decided_at=issue.raised_at
    )
    replied(official, issue)
    assert settled(official, issue).state == "settled"
