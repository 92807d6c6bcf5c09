import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from workflows.issues import actions

from .conftest import fresh, raised, replied, settled


def told(key):
    return sorted(Notice.objects.filter(kind=key).values_list("recipient__name", flat=True))


def test_the_outcome_is_told_to_everybody_who_spoke(issue, member, colleague, vendor, official):
    replied(colleague, issue)
    replied(vendor, issue)
    settled(official, issue)
    assert (issue.state, issue.outcome, issue.settled_by) == (
        "settled",
        "글자를 16픽셀로 키웁니다.",
        official,
    )
    assert told("issues.settled") == ["고동료", "나단원", "오수행"]
    assert "16픽셀" in Notice.objects.get(kind="issues.settled", recipient=member).body
    assert Event.objects.get(key="issues.settled").sentence.startswith("‘따릉이 앱 개편’ 사업의")


def test_a_members_issue_is_answered_first(issue, official, colleague):
    replied(colleague, issue)
    with pytest.raises(ValidationError, match="먼저 답한 뒤"):
        settled(official, issue)


@pytest.mark.parametrize("who", ["official", "vendor"])
def test_the_others_issues_may_be_settled_at_once(stage, official, who, request):
    assert settled(official, raised(request.getfixturevalue(who), stage)).state == "settled"


def test_settling_happens_once(issue, official):
    replied(official, issue)
    settled(official, issue)
    with pytest.raises(ValidationError, match="이미 조정을 마친"):
        settled(official, issue, "다른 결과")


@pytest.mark.parametrize("who", ["member", "vendor", "head", "secretary"])
def test_nobody_else_settles(issue, official, who, request):
    replied(official, issue)
    with pytest.raises(PermissionDenied):
        settled(request.getfixturevalue(who), issue)


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [("", "조정결과를 적어"), ("가" * 3001, "3,000자"), ("010-1234-5678", "휴대전화")],
)
def test_an_outcome_that_cannot_be_kept(issue, official, outcome, sentence):
    replied(official, issue)
    with pytest.raises(ValidationError, match=sentence):
        settled(official, issue, outcome)


@pytest.mark.parametrize(
    ("who", "key"), [("member", "issues.withdrawn_by_member"), ("official", "issues.withdrawn")]
)
def test_who_raised_it_takes_it_back(stage, vendor, who, key, request):
    person = request.getfixturevalue(who)
    issue = actions.withdraw(by=fresh(person), issue=raised(person, stage))
    assert (issue.state, issue.outcome, issue.settled_by) == ("withdrawn", "", person)
    assert Event.objects.filter(key=key).count() == 1
    assert Notice.objects.get(recipient=vendor).mail_state == "withdrawn"


def test_after_a_reply_nothing_is_taken_back(issue, member, colleague):
    replied(colleague, issue)
    with pytest.raises(ValidationError, match="이미 답변이 달린"):
        actions.withdraw(by=fresh(member), issue=issue)


def test_nobody_else_takes_it_back(issue, colleague):
    with pytest.raises(PermissionDenied):
        actions.withdraw(by=fresh(colleague), issue=issue)


def test_what_was_taken_back_stays_so(issue, member, official):
    actions.withdraw(by=fresh(member), issue=issue)
    for call in (
        lambda: actions.withdraw(by=fresh(member), issue=issue),
        lambda: replied(official, issue),
        lambda: settled(official, issue),
    ):
        with pytest.raises(ValidationError, match="거둔 협의"):
            call()


def test_nothing_ends_after_the_stage(issue, member, stage):
    stage.state = "closed"
    stage.save()
    with pytest.raises(ValidationError, match="이미 끝났습니다"):
        actions.withdraw(by=fresh(member), issue=issue)
