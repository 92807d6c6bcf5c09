"""A member with a tie to an agenda item takes no part in it (제척·기피·회피)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from panels.erasure import wiping
from seoul_gov.accounts.models import User
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.privacy.models import AccessEntry
from workflows.decisions import selectors as decisions
from workflows.leaving import sections
from workflows.meetings import actions, desk
from workflows.meetings.models import AdviceNote, AgendaItem, Recusal

WHY = "사촌이 이 안건의 업체에서 일합니다."


def fresh(user):
    """The person as a new request sees them: nothing remembered about roles and seats."""
    return User.objects.get(pk=user.pk)


def seat_of(panel, user):
    return panel.memberships.get(user=user)


def recuse(by, item, seat, reason=WHY, **facts):
    return actions.recuse(by=fresh(by), item=item, seat=seat, reason=reason, **facts)


def refused(*args, **facts) -> str:
    with pytest.raises(ValidationError) as refusal:
        recuse(*args, **facts)
    return refusal.value.messages[0]


def asked(user) -> list[str]:
    return [errand.action for errand in desk.waiting(fresh(user))]


def test_who_recuses_themselves_writes_no_advice_and_is_asked_for_none(
    meeting, item, panel, member, colleague, official
):
    draft = actions.save_advice(by=member, item=item, body="생각 중")
    assert "자문의견 쓰기" in asked(member)
    recusal = recuse(member, item, seat_of(panel, member))
    assert (recusal.kind, recusal.reason, recusal.recorded_by) == ("voluntary", WHY, None)
    assert "자문의견 쓰기" not in asked(member) and "자문의견 쓰기" in asked(colleague)
    for act in (actions.save_advice, actions.submit_advice):
        with pytest.raises(ValidationError, match="빠진 단원은 자문의견을 낼 수 없습니다"):
            act(by=fresh(member), item=item, body="그래도")
    assert AdviceNote.objects.get(pk=draft.pk).body == "생각 중"
    event = Event.objects.get(key="meetings.recused")
    assert event.sentence.endswith(f"{recusal.membership_id}번 단원이 회피했습니다.")
    told = Notice.objects.get(kind="meetings.recused")
    assert (told.recipient, WHY in told.body) == (official, False)
    assert WHY not in str(Event.objects.values_list("data", "sentence"))


def test_an_official_writes_down_who_is_disqualified_and_tells_them(item, panel, member, official):
    seat = seat_of(panel, member)
    assert refused(official, item, seat, " ", kind="statutory") == "빠지는 사유를 적어 주세요."
    assert "가운데 하나를" in refused(official, item, seat, kind="mood")
    assert recuse(official, item, seat, kind="statutory").recorded_by == official
    told = Notice.objects.get(kind="meetings.excused")
    assert (told.recipient, told.is_legal) == (member, True)
    assert f"근거: 제척\n사유: {WHY}\n적은 사람: 김담당" in told.body


def test_who_may_not_and_when_not(
    meeting, item, panel, member, colleague, secretary, head, official, other_official
):
    seat = seat_of(panel, member)
    for person in (colleague, secretary, head, other_official):
        with pytest.raises(PermissionDenied):
            recuse(person, item, seat)
    assert "가운데 하나를" in refused(member, item, seat, kind="statutory"), "one says of oneself 회피 alone"
    report = meeting.items.get(needs_advice=False)
    assert refused(member, report, seat).startswith("보고 안건입니다.")
    assert refused(official, item, seat_of(panel, secretary)).startswith("지금 활동하는 단원만")
    note = actions.submit_advice(by=fresh(colleague), item=item, body="의견")
    assert refused(official, item, seat_of(panel, colleague)).startswith("이미 이 안건에 자문의견을 낸")
    recuse(member, item, seat)
    assert refused(official, item, seat) == "이미 이 안건에서 빠진 단원입니다."
    actions.answer_advice(by=official, note=note, disposition="accepted", answer="따릅니다.")
    actions.cancel(by=official, meeting=meeting, reason="장소가 없습니다.")
    assert refused(official, item, seat) == "취소한 회의입니다."


def test_a_later_vote_on_the_item_keeps_it_and_a_running_one_has_its_own_door(
    item, panel, duty, member, official
):
    seat = seat_of(panel, member)
    vote = item.resolutions.create(
        duty=duty,
        category=item.category,
        motion="adopt",
        text="정함",
        opened_by=official,
        closes_at=item.meeting.ends_at,
    )
    assert refused(member, item, seat).startswith("이 안건은 지금 표결하고 있습니다.")
    vote.delete()
    recusal = recuse(member, item, seat)
    kept = decisions.recused_before(item)[seat.pk]
    assert kept == {
        "recusal": "voluntary",
        "recusal_reason": WHY,
        "recused_at": recusal.recorded_at,
        "recused_by_id": None,
    }


def test_pages_say_how_many_are_left_out_and_only_the_department_why(
    client, meeting, item, panel, member, colleague, official, head, auditor
):
    url = reverse("meetings:recuse", args=[item.pk])
    client.force_login(fresh(member))
    assert url in client.get(meeting.get_absolute_url()).content.decode()
    assert set(client.get(url).context["form"].fields) == {"reason"}
    assert client.post(url, {"reason": WHY})["Location"] == f"{meeting.get_absolute_url()}#advice"
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "이 안건에서 빠졌습니다" in page and WHY in page and url not in page
    assert client.get(reverse("meetings:advise", args=[item.pk])).status_code == 302
    client.force_login(fresh(official))
    typed = {"seat": seat_of(panel, colleague).pk, "kind": "challenge", "reason": "기피 신청을 의결함"}
    missing = client.post(url, typed | {"reason": ""})
    assert (missing.status_code, "기피" in missing.content.decode()) == (200, True)
    entry = AccessEntry.objects.latest("pk")
    assert colleague.pk in entry.subject_ids and member.pk not in entry.subject_ids
    assert client.post(url, typed).status_code == 302
    assert "아직 자문의견을 내지 않은 단원이 없습니다." in client.get(url).content.decode()
    seen = {}
    for person in (official, head, colleague, auditor):
        client.force_login(fresh(person))
        page = client.get(meeting.get_absolute_url()).content.decode()
        assert "제척·기피·회피 2명" in page
        seen[person.name] = WHY in page
    assert seen == {"김담당": True, "박부서장": True, "다단원": False, "정감사": False}
    AgendaItem.objects.update(needs_advice=False)
    client.force_login(fresh(official))
    assert "자문의견을 받지 않아" in client.get(url).content.decode()


def test_the_person_reads_their_own_and_erasing_takes_the_reason(item, panel, member):
    recusal = recuse(member, item, seat_of(panel, member))
    (own,) = (one for one in sections(fresh(member)) if one.title == "안건의 제척·기피·회피")
    assert WHY in str(own.first(1))
    panel.memberships.filter(user=member).update(state="withdrawn")
    wiping.seats(panel, [recusal.membership_id])
    left = Recusal.objects.get(pk=recusal.pk)
    assert (left.kind, left.reason) == ("voluntary", "")
