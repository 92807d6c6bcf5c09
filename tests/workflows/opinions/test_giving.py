"""Speaking once, not twice, not too much, not too late; and taking it back."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from projects.models import Norm
from seoul_gov.audit.models import Event
from seoul_gov.documents.models import Document
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.opinions import actions
from workflows.opinions.models import Opinion
from workflows.opinions.norms import PER_PERSON

from .conftest import answer, closed, fresh, give, moved, past


def refused(by, round, body="글자를 키워 주세요.", **facts):
    count = Opinion.objects.count()
    with pytest.raises(ValidationError) as refusal:
        give(by, round, body, **facts)
    assert Opinion.objects.count() == count
    return refusal.value.messages[0]


def test_an_opinion_is_kept_and_its_author_gets_a_receipt(round, citizen, running):
    opinion = give(citizen, round, "  글자를 키워 주세요.\n둘째 줄 ")
    assert (opinion.body, opinion.author, opinion.round) == ("글자를 키워 주세요.\n둘째 줄", citizen, round)
    notice = Notice.objects.get(kind="opinions.given")
    assert (notice.recipient, notice.url) == (citizen, f"/opinions/{round.pk}/#mine")
    assert "둘째 줄" in notice.body
    event = Event.objects.get(key="opinions.given")
    assert event.chain == running.audit_chain
    assert event.sentence == f"‘첫 화면 의견수렴’에 {opinion.pk}번 의견이 접수되었습니다."
    assert event.shown_actor == "단원"


def test_the_trail_holds_no_words_and_its_sentences_no_name(round, citizen):
    give(citizen, round, "아주 드문 낱말")
    event = Event.objects.get(key="opinions.given")
    assert not [
        text for text in (event.sentence, event.label, str(event.data)) if "드문" in text or "한시민" in text
    ]


def test_a_file_comes_along(round, citizen):
    opinion = give(citizen, round, upload=factories.make_upload("그림.pdf"))
    assert opinion.document.name == "그림.pdf"


def test_the_same_form_twice_is_one_opinion(round, citizen):
    nonce = uuid4()
    first, again = give(citizen, round, nonce=nonce), give(citizen, round, nonce=nonce)
    assert first == again
    assert Notice.objects.filter(kind="opinions.given").count() == 1


def test_the_same_form_is_answered_even_after_the_end(round, citizen, official):
    nonce = uuid4()
    first = give(citizen, round, nonce=nonce)
    answer(official, first)
    closed(round, official)
    assert give(citizen, round, nonce=nonce) == first


def test_other_words_under_the_same_number_are_not_lost_in_silence(round, citizen):
    nonce = uuid4()
    give(citizen, round, nonce=nonce)
    assert "내용이 다릅니다" in refused(citizen, round, "다른 의견입니다.", nonce=nonce)


def test_somebody_elses_number_is_refused(round, citizen, neighbour):
    nonce = uuid4()
    give(citizen, round, nonce=nonce)
    assert "저장하지 못했습니다" in refused(neighbour, round, nonce=nonce)


def test_the_same_words_twice_are_refused(round, citizen, neighbour):
    first = give(citizen, round, "글자를 키워 주세요.")
    assert "같은 내용" in refused(citizen, round, "글자를키워  주세요.")
    give(neighbour, round, "글자를 키워 주세요.")
    actions.withdraw(by=citizen, opinion=first)
    assert give(citizen, round, "글자를 키워 주세요.").pk != first.pk


def test_nobody_floods_a_round(round, citizen, neighbour, facts):
    Norm.objects.create(key=PER_PERSON.key, label="건", value=2, default=10, unit="건", source="x")
    actions.withdraw(by=citizen, opinion=give(citizen, round, "하나"))
    give(citizen, round, "둘")
    assert "2건까지" in refused(citizen, round, "셋")
    give(neighbour, round, "셋")
    give(citizen, actions.open_round(**facts), "셋")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "의견을 적어"),
        (" \u200b\n", "의견을 적어"),
        ("가" * 5001, "5,000자"),
        ("010-1234-5678로 연락 주세요", "휴대전화번호"),
        ("hong@example.com으로 답해 주세요", "이메일 주소"),
        ("900101-1234567", "주민등록번호"),
    ],
)
def test_words_that_may_not_stand_there(round, citizen, body, words):
    assert words in refused(citizen, round, body)


def test_the_name_of_a_file_is_public_too(round, citizen):
    assert "파일 이름에" in refused(citizen, round, upload=factories.make_upload("010-1234-5678.pdf"))
    assert Document.objects.count() == 0


@pytest.mark.parametrize("who", ["official", "head", "auditor", "governance_officer", "vendor"])
def test_the_city_and_the_contractor_do_not_speak(round, request, who):
    with pytest.raises(PermissionDenied):
        give(request.getfixturevalue(who), round)


def test_members_of_panels_speak_and_so_does_another_company(round, running, official):
    give(factories.make_member(factories.make_panel(running, kind="online")).user, round)
    other = factories.make_project(officer=official)
    give(factories.make_vendor(project=other, name="다른업체(주)"), round)


@pytest.mark.parametrize(("opens", "closes", "words"), [(1, 14, "부터 의견을"), (-14, -1, "지났습니다")])
def test_too_early_and_too_late(round, citizen, opens, closes, words):
    assert words in refused(citizen, moved(round, opens, closes))


@pytest.mark.parametrize(("opens", "closes"), [(0, 14), (-14, 0)])
def test_the_first_and_the_last_day_count(round, citizen, opens, closes):
    assert give(citizen, moved(round, opens, closes)).pk


@pytest.mark.parametrize("what", ["ended", "stale", "stage", "skipped"])
def test_a_process_that_went_on_takes_no_words(round, citizen, duty, what):
    if what == "ended":
        type(duty.stage.run).objects.update(status="superseded", ended_at=round.opened_at)
    elif what == "stale":
        type(duty.stage.run).objects.update(governance_type="advisory")
    elif what == "stage":
        type(duty.stage).objects.filter(pk=duty.stage_id).update(state="pending")
    else:
        type(duty).objects.filter(pk=duty.pk).update(state="skipped")
    assert "지금은 의견을 받지 않습니다" in refused(citizen, round)


def test_an_ended_round_takes_no_words(round, citizen, official, facts):
    other = actions.open_round(**facts)
    actions.cancel(by=official, round=other, reason="주제가 잘못되었습니다.")
    assert "취소한" in refused(citizen, other)
    closed(round, official)
    assert "이미 마감" in refused(citizen, round)


def test_an_opinion_is_taken_back(round, citizen, running):
    opinion = give(citizen, round)
    first = actions.withdraw(by=citizen, opinion=opinion)
    assert actions.withdraw(by=citizen, opinion=opinion).withdrawn_at == first.withdrawn_at
    assert not Opinion.objects.standing().exists()
    event = Event.objects.get(key="opinions.withdrawn")
    assert (event.chain, event.shown_actor) == (running.audit_chain, "단원")


def test_nobody_takes_back_what_is_another_persons(round, citizen, neighbour, official):
    opinion = give(citizen, round)
    for person in (neighbour, official):
        with pytest.raises(PermissionDenied):
            actions.withdraw(by=fresh(person), opinion=opinion)


def test_what_was_answered_or_published_stays(round, citizen, official):
    opinion = give(citizen, round)
    answer(official, opinion)
    with pytest.raises(ValidationError, match="검토를 마친"):
        actions.withdraw(by=citizen, opinion=opinion)
    closed(round, official)
    with pytest.raises(ValidationError, match="이미 마감"):
        actions.withdraw(by=citizen, opinion=opinion)


def test_it_is_taken_back_until_the_round_ends(round, citizen):
    opinion = give(citizen, round)
    past(round)
    assert actions.withdraw(by=citizen, opinion=opinion).is_withdrawn
