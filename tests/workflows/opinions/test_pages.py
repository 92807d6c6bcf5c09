"""What stands on the pages, who gets them, and what they cost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seoul_gov.documents import actions as documents
from seoul_gov.ui.korean import today
from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.documents import samples
from workflows.opinions import actions
from workflows.opinions.models import Opinion, OpinionRound

from .conftest import answer, closed, give, moved, past

TRANSACTIONS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
EVIL = "<script>alert('나')</script>\"'>&"


def url(name, *args):
    return reverse(f"opinions:{name}", args=args)


def text(client, name, *args, **query):
    answer = client.get(url(name, *args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def cost(client, address, method="get", data=None):
    """The queries of a request, transaction control left out; the session has been noted before."""
    client.get("/privacy/")
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(address, data)
    assert answer.status_code in (200, 302)
    return len([query for query in queries.captured_queries if not query["sql"].startswith(TRANSACTIONS)])


def test_everybody_reads_a_round(round, citizen, running, client):
    give(citizen, round, "글자를 키워 주세요.")
    page = text(client, "detail", round.pk)
    for words in (
        "첫 화면 의견수렴",
        running.title,
        "D-14",
        "<strong>무엇</strong>",
        "글자를 키워 주세요.",
        "1건",
    ):
        assert words in page
    assert citizen.name not in page
    assert citizen.email not in page
    assert f"/accounts/signup/?next={url('give', round.pk)}" in page
    assert url("answers", round.pk) not in page


def test_answers_are_public_after_the_end_and_not_before(round, citizen, official, client):
    answer(official, give(citizen, round), "partial", "일부만 반영합니다.")
    answer(official, give(citizen, round, "다른 말"), "not_relevant", "관계없는 내용입니다.")
    for who in (None, citizen):
        if who:
            client.force_login(who)
        assert "일부만 반영합니다." not in text(client, "detail", round.pk)
    closed(round, official, note="고맙습니다.")
    client.logout()
    page = text(client, "detail", round.pk)
    assert all(
        words in page for words in ("일부채택", "일부만 반영합니다.", "고맙습니다.", "100.0%", "= 1 ÷ 1")
    )


def test_what_was_taken_back_or_hidden_is_off_the_page(round, citizen, official, client):
    actions.withdraw(by=citizen, opinion=give(citizen, round, "철회할 말"))
    rude = give(citizen, round, "거친 말", upload=factories.make_upload("거친그림.pdf"))
    actions.hide(by=official, opinion=rude, reason="욕설이 있어 가렸습니다.")
    page = text(client, "detail", round.pk)
    assert not [words for words in ("철회할 말", "거친 말", "거친그림") if words in page]
    assert "욕설이 있어 가렸습니다." in page
    assert "총 <b>1</b>건" in page
    client.force_login(citizen)
    page = text(client, "detail", round.pk)
    assert all(words in page for words in ("철회할 말", "거친 말", "거친그림", "철회함"))


def test_ones_own_words_stand_with_their_state(round, citizen, official, client):
    waiting, decided = give(citizen, round, "하나"), give(citizen, round, "둘")
    answer(official, decided)
    client.force_login(citizen)
    page = text(client, "detail", round.pk)
    assert "내가 낸 의견 2건" in page
    assert "검토 마침" in page
    assert url("withdraw", waiting.pk) in page
    assert url("withdraw", decided.pk) not in page


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(2, 9, "부터 의견을 낼 수 있습니다."), (-9, -1, "의견을 받는 기간이 끝났습니다")],
)
def test_a_round_that_takes_no_words_says_so(round, citizen, client, opens, closes, words):
    moved(round, opens, closes)
    client.force_login(citizen)
    page = text(client, "detail", round.pk)
    assert words in page
    assert url("give", round.pk) not in page
    page = text(client, "give", round.pk)
    assert "지금은 의견을 낼 수 없습니다" in page
    assert 'data-busy="의견을' not in page
    assert "<textarea" not in page


def test_a_round_whose_process_went_on_says_so(round, running, client):
    running.runs.update(governance_type="advisory")
    page = text(client, "detail", round.pk)
    assert "접수 중단" in page
    assert "지금은 의견을 받지 않습니다." in page


def test_who_may_not_speak_reads_why(round, official, vendor, client):
    for person, why in ((official, "시 직원은"), (vendor, "수행사의 직원은")):
        client.force_login(person)
        assert why in text(client, "detail", round.pk)
        answer = client.get(url("give", round.pk))
        assert answer.status_code == 403
        assert why in answer.content.decode()


def test_a_visitor_comes_back_to_the_form(round, client):
    answer = client.get(url("give", round.pk))
    assert answer["Location"] == f"/accounts/login/?next={url('give', round.pk)}"


def test_giving_an_opinion(round, citizen, client):
    client.force_login(citizen)
    nonce = client.get(url("give", round.pk)).context["form"]["nonce"].value()
    sent = {"body": "글자를 키워 주세요.", "nonce": nonce, "upload": factories.make_upload("그림.pdf")}
    answer = client.post(url("give", round.pk), sent)
    assert answer["Location"] == f"/opinions/{round.pk}/#mine"
    opinion = Opinion.objects.get()
    page = text(client, "detail", round.pk)
    assert "의견을 접수했습니다." in page
    assert url("file", opinion.pk) in page
    file = client.get(url("file", opinion.pk))
    assert file["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("", 200, "필수 항목입니다"),
        ("가\x07", 200, "보이지 않는 제어 문자"),
        ("가" * 5001, 200, "5,000자까지"),
        ("010-1234-5678로 연락 주세요", 409, "휴대전화번호"),
        ("이미 낸 말", 409, "같은 내용의 의견을"),
    ],
)
def test_what_was_typed_survives(round, citizen, client, body, status, words):
    give(citizen, round, "이미 낸 말")
    client.force_login(citizen)
    answer = client.post(url("give", round.pk), {"body": body, "nonce": str(uuid4())})
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "<title>오류: " in page
    assert f"{body}</textarea>" in page or not body
    assert Opinion.objects.count() == 1


def test_a_refused_form_comes_back_as_one_of_its_own(round, citizen, client):
    client.force_login(citizen)
    nonce = str(uuid4())
    assert client.post(url("give", round.pk), {"body": "하나", "nonce": nonce}).status_code == 302
    refused = client.post(url("give", round.pk), {"body": "둘", "nonce": nonce})
    assert refused.status_code == 409
    again = refused.context["form"]["nonce"].value()
    assert again != nonce
    assert client.post(url("give", round.pk), {"body": "둘", "nonce": again}).status_code == 302
    assert Opinion.objects.count() == 2


def test_taking_an_opinion_back(round, citizen, official, client):
    first, second = give(citizen, round, "하나"), give(citizen, round, "둘")
    client.force_login(citizen)
    answered = client.post(url("withdraw", first.pk), follow=True)
    assert "의견을 철회했습니다." in answered.content.decode()
    answer(official, second)
    refused = client.post(url("withdraw", second.pk))
    assert refused.status_code == 409
    assert "검토를 마친" in refused.content.decode()


def test_a_file_that_is_not_there_or_not_for_them_is_not_found(round, citizen, neighbour, official, client):
    plain = give(citizen, round)
    rude = give(citizen, round, "거친 말", upload=factories.make_upload())
    actions.hide(by=official, opinion=rude, reason="욕설")
    client.force_login(neighbour)
    assert [client.get(url("file", opinion.pk)).status_code for opinion in (plain, rude)] == [404, 404]


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("시안.pdf", lambda: factories.PDF, 'data-pdf-url="/opinions/materials/'),
        ("시안.png", samples.png, '<img class="document-image"'),
        (
            "시안.docx",
            lambda: samples.docx(samples.paragraph("회원가입을 쉽게 한다.")),
            "회원가입을 쉽게 한다.",
        ),
    ],
)
def test_material_is_read_in_the_portal(facts, client, name, content, shown):
    round = actions.open_round(**facts, files=[factories.make_upload(name, content())])
    if waiting := documents.claim_preview():
        documents.render_preview(document=waiting)
    material = round.materials.get()
    page = text(client, "detail", round.pk)
    assert f"{url('material', material.pk)}?view" in page
    assert shown in text(client, "material", material.pk, view="")
    assert client.get(url("material", material.pk), {"download": ""})["Content-Disposition"].startswith("att")


def test_material_without_a_preview_is_taken_along(facts, client):
    round = actions.open_round(**facts, files=[factories.make_upload("예산.xlsx", samples.xlsx())])
    material = round.materials.get()
    assert "?view" not in text(client, "detail", round.pk)
    answer = client.get(url("material", material.pk), {"view": ""})
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_list_is_filtered_by_state_and_word(facts, official, client):
    topics = {"하나": (0, 9), "두울": (3, 9), "세엣": (-9, -1), "네엣": (-9, -1), "다섯": (0, 9)}
    for topic, days in topics.items():
        moved(actions.open_round(**facts | {"topic": topic}), *days)
    by_topic = {round.topic: round for round in OpinionRound.objects.all()}
    actions.close(by=official, round=by_topic["네엣"], note="없음")
    actions.cancel(by=official, round=by_topic["다섯"], reason="잘못 열었습니다.")

    def topics_of(**query):
        return [round.topic for round, _ in client.get(url("list"), query).context["lines"]]

    assert topics_of() == ["다섯", "두울", "하나", "네엣", "세엣"]
    assert topics_of(state="taking") == ["하나"]
    assert topics_of(state="planned") == ["두울"]
    assert topics_of(state="over") == ["네엣", "세엣"]
    assert topics_of(state="nonsense") == topics_of(q="따릉이") == topics_of()
    assert topics_of(q="두") == ["두울"]
    assert topics_of(q="없는 말") == []
    assert "조건에 맞는 의견수렴이 없습니다." in text(client, "list", q="없는 말")
    assert len(topics_of(size="10", page="1")) == 5


def test_an_empty_list_says_so(db, client):
    assert "아직 열린 의견수렴이 없습니다." in text(client, "list")


def sent(**change):
    day = today()
    days = {"opens_on": day.isoformat(), "closes_on": (day + timedelta(days=14)).isoformat()}
    return {"topic": "첫 화면", "guide": "무엇이 불편한가요?"} | days | change


@pytest.mark.parametrize(
    ("days", "told"), [(6, "권고하는 7~30일보다 짧습니다"), (7, ""), (30, ""), (31, "보다 깁니다")]
)
def test_opening_a_round_warns_of_its_length(duty, official, client, days, told):
    client.force_login(official)
    assert 'name="topic"' in text(client, "open", duty.pk)
    closes = (today() + timedelta(days=days)).isoformat()
    files = [factories.make_upload("하나.pdf"), factories.make_upload("둘.pdf")]
    answer = client.post(url("open", duty.pk), sent(closes_on=closes, files=files), follow=True)
    page = answer.content.decode()
    assert "의견수렴을 열었습니다." in page
    assert "둘.pdf" in page
    assert ("기간이 알맞은지" in page) is bool(told)
    assert told in page


def test_a_round_that_is_refused_comes_back(duty, official, client):
    client.force_login(official)
    answer = client.post(url("open", duty.pk), sent(topic="주제", closes_on="2000-01-01"))
    assert answer.status_code == 409
    assert 'value="주제"' in answer.content.decode()
    assert client.post(url("open", duty.pk), sent(opens_on="2026-99-99")).status_code == 200
    assert OpinionRound.objects.count() == 0


def test_running_a_round(round, citizen, official, client):
    client.force_login(official)
    later = (today() + timedelta(days=20)).isoformat()
    answered = client.post(url("extend", round.pk), {"closes_on": later, "reason": "연휴"}, follow=True)
    assert "마감일을 늦췄습니다." in answered.content.decode()
    assert client.post(url("extend", round.pk), {"closes_on": later, "reason": "연휴"}).status_code == 409
    opinion = give(citizen, round)
    page = text(client, "close", round.pk)
    assert "답하지 않은 의견이 1건" in page
    assert 'type="submit">의견수렴 마감<' not in page
    assert client.post(url("close", round.pk), {"early": "on", "note": "사유"}).status_code == 409
    answer(official, opinion)
    refused = client.post(url("close", round.pk), {"note": "적은 말"})
    assert refused.status_code == 409
    assert "적은 말</textarea>" in refused.content.decode()
    done = client.post(url("close", round.pk), {"early": "on", "note": "모두 답했습니다."}, follow=True)
    assert "의견수렴을 마감하고" in done.content.decode()
    assert client.post(url("cancel", round.pk), {"reason": "사유"}).status_code == 409


def test_a_round_past_its_day_is_closed_without_a_mark(round, official, client):
    past(round)
    client.force_login(official)
    assert 'name="early"' not in text(client, "close", round.pk)
    assert client.post(url("close", round.pk), {"note": "의견이 없었습니다."}).status_code == 302


def test_cancelling_is_shown_to_everybody(round, official, client):
    client.force_login(official)
    assert client.post(url("cancel", round.pk), {"reason": "주제가 잘못되었습니다."}).status_code == 302
    client.logout()
    page = text(client, "detail", round.pk)
    assert "취소한 의견수렴입니다" in page
    assert "주제가 잘못되었습니다." in page


def test_answering_from_the_list_leads_back_to_it(round, citizen, official, client):
    opinions = [give(citizen, round, f"{number}번째 말") for number in range(3)]
    client.force_login(official)
    answers = url("answers", round.pk)
    form = client.get(answers, {"outcome": "unanswered", "size": "20"}).context["lines"][0][1]
    facts = {"disposition": "accepted", "answer": "반영합니다.", "back": form["back"].value(), "seen": ""}
    answered = client.post(url("answer", opinions[0].pk), facts)
    assert answered["Location"] == f"{answers}?outcome=unanswered&size=20#opinion-{opinions[0].pk}"
    left = client.get(answers, {"outcome": "unanswered"}).context["page"]
    assert [opinion.pk for opinion in left] == [opinion.pk for opinion in opinions[1:]]
    by_number = client.get(answers, {"q": str(opinions[2].pk)}).context["page"]
    assert opinions[2] in by_number.object_list
    assert len(client.get(answers, {"q": "번째", "outcome": "accepted"}).context["page"]) == 1
    assert "조건에 맞는 의견이 없습니다." in text(client, "answers", round.pk, q="없는 말")
    long = client.get(answers, {"q": "가" * 300}).context
    assert not long["lines"]


def test_the_query_of_a_list_is_only_kept_while_it_is_short(round, citizen, official, client):
    give(citizen, round, "가" * 300)
    client.force_login(official)
    ((_, form),) = client.get(url("answers", round.pk), {"q": "가" * 250}).context["lines"]
    assert form["back"].value() == ""


def test_a_second_officer_sees_the_first_answer(round, citizen, official, department, client):
    opinion = give(citizen, round)
    other = factories.make_official("officer", department=department, name="다른담당")
    answer(other, opinion, "rejected", "먼저 한 답")
    client.force_login(official)
    facts = {"disposition": "accepted", "answer": "나중에 한 답", "seen": ""}
    refused = client.post(url("answer", opinion.pk), facts)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert all(words in page for words in ("그 사이 다른 화면에서", "먼저 한 답", "나중에 한 답</textarea>"))
    seen = refused.context["form"]["seen"].value()
    assert client.post(url("answer", opinion.pk), facts | {"seen": seen}).status_code == 302
    opinion.refresh_from_db()
    assert opinion.answer == "나중에 한 답"


def test_an_opinion_taken_back_has_no_page_for_its_answer(round, citizen, official, client):
    opinion = give(citizen, round)
    client.force_login(official)
    assert "글자를 키워 주세요." in text(client, "answer", opinion.pk)
    actions.withdraw(by=citizen, opinion=opinion)
    for name in ("answer", "hide"):
        assert client.get(url(name, opinion.pk)).status_code == 404


def test_hiding_and_showing_again(round, citizen, official, client):
    opinion = give(citizen, round)
    client.force_login(official)
    assert client.post(url("hide", opinion.pk), {"reason": "욕설"}).status_code == 302
    assert client.post(url("hide", opinion.pk), {"reason": "욕설"}).status_code == 409
    page = text(client, "answers", round.pk)
    assert "가린 사유: 욕설" in page
    answered = client.post(url("show", opinion.pk), follow=True)
    assert "다시 보이게 했습니다." in answered.content.decode()
    assert not Opinion.objects.get().is_hidden


def test_the_opinions_as_a_file_hold_no_formula_and_no_name(round, citizen, official, client):
    give(citizen, round, '=HYPERLINK("http://x")')
    give(citizen, round, "+1", upload=factories.make_upload("그림.pdf"))
    client.force_login(official)
    answers = url("answers", round.pk)
    table = b"".join(client.get(answers, {"format": "csv", "q": "HYPERLINK"}).streaming_content).decode()
    assert table.startswith("\ufeff번호,의견,첨부 파일,제출일시,처리,처리 사유,처리일시,가린 사유")
    assert "'=HYPERLINK" in table
    assert "'+1" not in table
    assert citizen.name not in table
    assert b"".join(client.get(answers, {"format": "xlsx"}).streaming_content).startswith(b"PK")


def test_nothing_that_people_write_becomes_a_tag(facts, citizen, official, client):
    round = actions.open_round(**facts | {"topic": EVIL, "guide": EVIL})
    opinion = give(citizen, round, EVIL)
    answer(official, opinion, words=EVIL)
    other = give(citizen, round, f"{EVIL} 2")
    actions.hide(by=official, opinion=other, reason=EVIL)
    answer(official, other, words=EVIL)
    names = [
        ("list",),
        ("detail", round.pk),
        ("answers", round.pk),
        ("answer", opinion.pk),
        ("close", round.pk),
    ]
    pages = []
    client.force_login(official)
    pages += [text(client, *name) for name in [*names, ("hide", opinion.pk), ("extend", round.pk)]]
    client.force_login(citizen)
    pages += [text(client, "detail", round.pk), text(client, "give", round.pk)]
    closed(round, official, note=EVIL)
    pages.append(text(client, "detail", round.pk))
    assert not [page for page in pages if "<script>alert" in page]


@pytest.mark.parametrize("number", ONE_AND_FIFTY)
def test_what_the_pages_cost(facts, round, citizen, official, client, number):
    for index in range(number):
        Opinion.objects.create(
            round=round, author=factories.make_user(), body=f"{index}", nonce=uuid4(), digest=f"{index}"
        )
        actions.open_round(**facts)
    give(citizen, round, "내 말")
    assert cost(client, url("list")) <= 4
    assert cost(client, url("detail", round.pk), data={"size": 50}) <= 7
    client.force_login(citizen)
    assert cost(client, url("detail", round.pk), data={"size": 50}) <= 12
    client.force_login(official)
    assert cost(client, url("answers", round.pk), data={"size": 50}) <= 9
    assert cost(client, url("list"), data={"size": 50}) <= 7


@pytest.mark.parametrize("number", ONE_AND_FIFTY)
def test_what_an_opinion_costs(round, citizen, client, number):
    for index in range(number):
        Opinion.objects.create(
            round=round, author=factories.make_user(), body=f"{index}", nonce=uuid4(), digest=f"{index}"
        )
    client.force_login(citizen)
    sent = {"body": "글자를 키워 주세요.", "nonce": str(uuid4())}
    assert cost(client, url("give", round.pk), "post", sent) <= 11
