import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from workflows.decisions import actions, selectors
from workflows.decisions.actions import recording
from workflows.meetings.models import Attendance

from .conftest import fresh, gather, leave, past


def ballot_of(vote, name):
    return vote.ballots.get(membership__name=name)


def record(official, vote, **choices):
    marks = {ballot_of(vote, name).pk: choice for name, choice in choices.items()}
    return actions.record_hands(by=fresh(official), resolution=vote, marks=marks)


def test_raised_hands_are_written_down_and_each_is_told(vote, official, member, colleague, running):
    assert record(official, vote, 나단원="for", 고동료="against") == 2
    ballot = ballot_of(vote, "나단원")
    assert (ballot.choice, ballot.recorded_by, ballot.is_cast) == ("for", official, True)
    notice = Notice.objects.get(kind="decisions.recorded", recipient=colleague)
    assert (notice.is_legal, notice.url) == (True, vote.get_absolute_url())
    assert "적은 표: 반대\n적은 사람: 김담당" in notice.body
    assert "찬성" not in notice.body
    event = Event.objects.get(key="decisions.recorded")
    assert event.sentence.endswith("손을 든 표를 적었습니다(2명).")
    assert "for" not in str(event.data)


def test_only_who_was_there_and_has_not_voted(vote, official, member, colleague):
    Attendance.objects.filter(membership__user=colleague).update(state="absent")
    assert [row.membership.name for row in selectors.hands_to_record(vote)] == ["나단원"]
    with pytest.raises(ValidationError, match="명단을 확인하고"):
        record(official, vote, 고동료="for")
    Attendance.objects.filter(membership__user=colleague).update(state="video")
    actions.vote(by=fresh(member), resolution=vote, choice="for")
    with pytest.raises(ValidationError, match="명단을 확인하고"):
        record(official, vote, 나단원="against", 고동료="for")
    assert not ballot_of(vote, "고동료").is_cast
    assert record(official, vote, 고동료="abstain") == 1


def test_who_has_left_is_not_recorded(vote, official, member):
    leave(member)
    with pytest.raises(ValidationError, match="명단을 확인하고"):
        record(official, vote, 나단원="for")


def test_the_departments_vote_is_no_raised_hand(vote, official):
    department = vote.ballots.get(membership=None)
    with pytest.raises(ValidationError, match="명단을 확인하고"):
        actions.record_hands(by=fresh(official), resolution=vote, marks={department.pk: "for"})


def test_nothing_marked_and_nonsense_marked(vote, official):
    with pytest.raises(ValidationError, match="한 명 이상"):
        record(official, vote)
    with pytest.raises(ValidationError, match="찬성, 반대, 기권"):
        record(official, vote, 나단원="maybe")


def test_a_meeting_to_come_has_no_hands(duty, panel, member, official, open_vote):
    vote = open_vote(item=gather(duty, panel, held=False).items.get(category="scope"))
    with pytest.raises(ValidationError, match="출석을 기록한 회의에서"):
        record(official, vote, 나단원="for")


def test_nothing_is_written_once_the_time_is_over(vote, official):
    past(vote)
    with pytest.raises(ValidationError, match="이제는 투표할 수 없습니다"):
        record(official, vote, 나단원="for")


@pytest.mark.parametrize("who", ["head", "member", "secretary", "other_official"])
def test_only_the_departments_officers_record(vote, who, request):
    with pytest.raises(PermissionDenied):
        record(request.getfixturevalue(who), vote, 나단원="for")


def test_a_ballot_that_is_filled_in_between_stops_it_all(vote, official, monkeypatch):
    monkeypatch.setattr(recording, "mark", lambda ballot, **facts: False)
    with pytest.raises(ValidationError, match="직접 투표했거나"):
        record(official, vote, 나단원="for")
    assert not Notice.objects.filter(kind="decisions.recorded").exists()
