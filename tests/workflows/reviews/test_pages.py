"""What stands on the pages, and what they cost."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seoul_gov.audit.models import Event
from seoul_gov.documents import actions as documents
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import today
from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.documents import samples
from workflows.reviews import actions
from workflows.reviews.models import Comment, Review, ReviewRound

from .conftest import comment, fresh, past, submitted

TRANSACTIONS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
EVIL = "<script>alert('나')</script>\"'>&"


def text(client, name, *args, **query):
    return client.get(reverse(f"reviews:{name}", args=args), query).content.decode()


def cost(client, method, url, data=None):
    """The queries of a request, transaction control left out; the session has been noted before."""
    client.get(reverse("reviews:list"))
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(url, data)
    assert answer.status_code in (200, 302)
    return len([query for query in queries.captured_queries if not query["sql"].startswith(TRANSACTIONS)])


def with_document(round, name, content):
    document = documents.store(by=None, upload=factories.make_upload(name, content))
    type(round.version).objects.filter(pk=round.version_id).update(document=document)
    return document


def test_a_pdf_is_read_in_the_page(round, member, client):
    client.force_login(member)
    page = text(client, "detail", round.pk)
    assert f'data-pdf-url="/reviews/{round.pk}/file/"' in page
    assert "data-page-field" in page
    assert "2장을 봐 주세요." in page
    answer = client.get(f"/reviews/{round.pk}/file/")
    assert answer["Content-Disposition"].startswith("inline")
    answer = client.get(f"/reviews/{round.pk}/file/?download")
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_pdf_is_served_in_parts(round, member, client):
    client.force_login(member)
    answer = client.get(f"/reviews/{round.pk}/file/", headers={"range": "bytes=0-3"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, b"%PDF")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("요구사항.hwpx", lambda: samples.hwpx("회원가입을 쉽게 한다.", "글자를 키운다.")),
        (
            "요구사항.docx",
            lambda: samples.docx(
                samples.paragraph("회원가입을 쉽게 한다."), samples.paragraph("글자를 키운다.")
            ),
        ),
    ],
)
def test_a_text_is_read_paragraph_by_paragraph(round, member, official, client, name, content):
    document = with_document(round, name, content())
    client.force_login(member)
    page = text(client, "detail", round.pk)
    assert "미리보기를 만들고 있으니" in page
    assert "새로 고침" in page
    documents.render_preview(document=documents.claim_preview())
    page = text(client, "detail", round.pk)
    assert "회원가입을 쉽게 한다." in page
    assert f'data-section-link="문단 {document.sections[-1].number if document.sections else 1}"' in page
    page = text(client, "detail", round.pk, section="2")
    assert 'value="문단 2"' in page
    client.force_login(official)
    page = text(client, "detail", round.pk)
    assert "data-section-link" not in page
    assert 'class="section-mark"' in page


@pytest.mark.parametrize("name", ["화면.png", "화면.jpg"])
def test_a_picture_is_shown(round, member, client, name):
    with_document(round, name, samples.png() if name.endswith("png") else samples.jpg())
    client.force_login(member)
    assert f'<img class="document-image" src="/reviews/{round.pk}/file/"' in text(client, "detail", round.pk)
    assert client.get(f"/reviews/{round.pk}/file/")["Content-Type"].startswith("image/")


@pytest.mark.parametrize(("name", "content"), [("예산.xlsx", samples.xlsx), ("계획.hwp", samples.hwp)])
def test_what_cannot_be_shown_is_taken_home_and_commented_by_place(round, member, client, name, content):
    with_document(round, name, content())
    client.force_login(member)
    page = text(client, "detail", round.pk)
    assert "내려받아 확인해 주세요" in page
    assert "시트 이름" in page
    assert client.get(f"/reviews/{round.pk}/file/")["Content-Disposition"].startswith("attachment")


def test_a_preview_that_failed_says_so(round, member, client):
    document = with_document(round, "요구사항.hwpx", samples.hwpx())
    type(document).objects.filter(pk=document.pk).update(preview_state="failed")
    client.force_login(member)
    assert "미리보기를 만들지 못했으니" in text(client, "detail", round.pk)


def test_writing_a_comment(round, member, client):
    client.force_login(member)
    url = reverse("reviews:comment", args=[round.pk])
    facts = {"page": "3", "section": "", "body": "글자가 작습니다.", "nonce": str(uuid4())}
    for _ in range(2):
        answer = client.post(url, facts)
        assert answer["Location"] == f"/reviews/{round.pk}/#write"
    said = Comment.objects.get()
    assert (said.place, said.body) == ("3쪽", "글자가 작습니다.")
    page = text(client, "detail", round.pk)
    assert all(words in page for words in ("글자가 작습니다.", "3쪽", "의견 1건 제출하러 가기", "제출 전"))


def test_a_comment_that_says_nothing_comes_back(round, member, client):
    client.force_login(member)
    nonce = str(uuid4())
    answer = client.post(
        reverse("reviews:comment", args=[round.pk]),
        {"page": "0", "section": "2장", "body": "", "nonce": nonce},
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>오류: " in page
    assert 'value="2장"' in page
    assert nonce in page
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("nonce", ["", "not-a-uuid"])
def test_a_form_without_its_number_is_not_saved(round, member, client, nonce):
    client.force_login(member)
    client.post(reverse("reviews:comment", args=[round.pk]), {"body": "글", "nonce": nonce})
    assert Comment.objects.count() == 0


def test_a_comment_too_late_comes_back_with_every_word(round, member, client):
    client.force_login(member)
    past(round)
    answer = client.post(
        reverse("reviews:comment", args=[round.pk]), {"page": "7", "body": "늦은 의견", "nonce": str(uuid4())}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "기한" in page
    assert "늦은 의견" in page
    assert 'value="7"' in page


def test_a_late_member_is_told_on_the_page(round, member, client):
    comment(member, round)
    past(round)
    client.force_login(member)
    page = text(client, "detail", round.pk)
    assert "기한이 지나" in page
    assert "제출되지 않았습니다" in page
    assert "의견 쓰기</h2>" not in page


def test_editing_and_deleting_a_draft(round, member, client):
    said = comment(member, round)
    client.force_login(member)
    url = reverse("reviews:comment_edit", args=[said.pk])
    assert "글자가 작습니다." in client.get(url).content.decode()
    assert client.post(url, {"page": "", "section": "문단 4", "body": "고침"})["Location"].endswith("#write")
    said.refresh_from_db()
    assert (said.place, said.body) == ("문단 4", "고침")
    client.post(reverse("reviews:comment_delete", args=[said.pk]))
    assert Comment.objects.count() == 0


def test_deleting_too_late_is_refused_with_a_sentence(round, member, client):
    said = comment(member, round)
    past(round)
    client.force_login(member)
    answer = client.post(reverse("reviews:comment_delete", args=[said.pk]))
    assert answer.status_code == 409
    assert "기한" in answer.content.decode()


def test_submitting(round, member, client):
    said = comment(member, round)
    client.force_login(member)
    page = text(client, "submit", round.pk)
    assert said.body in page
    assert "의견 없음" not in page
    client.post(reverse("reviews:summary", args=[round.pk]), {"summary": "읽기 쉽습니다."})
    assert "읽기 쉽습니다." in text(client, "submit", round.pk)
    for _ in range(2):
        answer = client.post(reverse("reviews:submit", args=[round.pk]), {"summary": "읽기 쉽습니다."})
        assert answer["Location"] == round.get_absolute_url()
    assert Review.objects.get().is_submitted
    page = text(client, "detail", round.pk)
    assert all(words in page for words in ("제출함", "바꿀 수 없습니다", "읽기 쉽습니다."))
    assert "의견 쓰기</h2>" not in page
    assert "이미 제출했습니다" in text(client, "submit", round.pk)


def test_having_nothing_to_say_is_said(round, member, client):
    client.force_login(member)
    url = reverse("reviews:submit", args=[round.pk])
    answer = client.post(url, {"summary": ""})
    assert answer.status_code == 409
    assert "의견 없음" in answer.content.decode()
    client.post(url, {"summary": "", "nothing": "on"})
    assert Review.objects.get().summary == "의견 없음"


def test_words_beside_the_tick_are_kept(round, member, client):
    client.force_login(member)
    client.post(reverse("reviews:submit", args=[round.pk]), {"summary": "잘 읽었습니다.", "nothing": "on"})
    assert Review.objects.get().summary == "잘 읽었습니다."


def test_others_words_stay_hidden_until_ones_own_are_in(round, member, colleague, client):
    submitted(colleague, round, "동료의 의견")
    comment(member, round, "나의 의견")
    client.force_login(member)
    page = text(client, "detail", round.pk)
    assert "동료의 의견" not in page
    assert "제출한 뒤에 볼 수 있습니다" in page
    actions.submit(by=fresh(member), round=round)
    page = text(client, "detail", round.pk)
    assert "동료의 의견" in page
    assert "고동료" in page
    assert page.count("나의 의견") == 1


def test_drafts_are_nobody_elses_business(round, member, colleague, official, vendor, secretary, client):
    comment(member, round, "아직 초안입니다")
    actions.save_summary(by=fresh(member), round=round, summary="아직 종합 초안")
    actions.submit(by=fresh(colleague), round=round, summary="의견 없음")
    for person in (colleague, official, vendor, secretary):
        client.force_login(person)
        for name in ("detail", "result", "answers"):
            page = text(client, name, round.pk)
            assert "아직 초안입니다" not in page
            assert "아직 종합 초안" not in page
        for kind in ("csv", "xlsx"):
            answer = client.get(reverse("reviews:result", args=[round.pk]), {"format": kind})
            assert "초안".encode() not in b"".join(answer.streaming_content)


def test_the_contractor_reads_words_without_names(round, member, colleague, official, vendor, client):
    for person in (member, colleague):
        actions.save_summary(by=fresh(person), round=round, summary=f"{person.pk}번의 종합 의견")
    said = submitted(member, round, "하나") + submitted(colleague, round, "둘")
    client.force_login(vendor)
    for name in ("detail", "result"):
        page = text(client, name, round.pk)
        assert all(words in page for words in ("하나", "둘", "단원 1", "단원 2"))
        assert not any(name in page for name in ("나단원", "고동료"))
    for one in said:
        actions.answer(by=official, comment=one, disposition="accepted", answer="고칩니다.")
    actions.close(by=official, round=round)
    page = text(client, "detail", round.pk) + text(client, "result", round.pk)
    assert not any(name in page for name in ("나단원", "고동료"))


def test_officials_see_how_far_it_is(round, member, official, client):
    submitted(member, round, "하나", "둘")
    client.force_login(official)
    page = text(client, "detail", round.pk)
    assert "1 / 2명" in page
    assert "0 / 2건" in page
    assert "아직 내지 않은 단원: 고동료" in page


def test_the_auditor_sees_how_far_it_is_and_no_names(round, member, official, auditor, client):
    said = submitted(member, round, "하나")
    client.force_login(auditor)
    for name in ("detail", "result"):
        page = text(client, name, round.pk)
        assert "하나" in page
        assert not any(name in page for name in ("나단원", "고동료"))
    assert "1 / 2명" in text(client, "detail", round.pk)
    actions.answer(by=official, comment=said[0], disposition="accepted", answer="고칩니다.")
    assert "나단원" not in text(client, "result", round.pk)


def test_answering(round, member, official, client):
    said = submitted(member, round, "하나", "둘")
    client.force_login(official)
    page = text(client, "answers", round.pk)
    assert all(
        words in page for words in ("하나", "둘", f'id="c{said[0].pk}_answer"', "답하지 않은 의견 2건")
    )
    url = reverse("reviews:answer", args=[said[0].pk])
    answer = client.post(url, {"disposition": "partial", "answer": "일부 고칩니다.", "seen": "", "back": "1"})
    assert answer["Location"] == f"/reviews/{round.pk}/answers/?page=1#comment-{said[0].pk}"
    said[0].refresh_from_db()
    assert said[0].outcome == "부분반영"
    left = client.get(reverse("reviews:answers", args=[round.pk]) + "?unanswered").content.decode()
    assert "하나" not in left
    assert "둘" in left


def test_changing_an_answer_goes_through_what_was_seen(round, member, official, client):
    (said,) = submitted(member, round)
    url = reverse("reviews:answer", args=[said.pk])
    client.force_login(official)
    client.post(url, {"disposition": "accepted", "answer": "고칩니다.", "seen": ""})
    answer = client.post(url, {"disposition": "rejected", "answer": "안 됩니다.", "seen": ""})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(
        words in page for words in ("그 사이 다른 화면에서", "안 됩니다.", "고칩니다.", "저장되어 있는 처리")
    )
    seen = re.search(r'name="seen" value="([^"]+)"', page).group(1)
    answer = client.post(url, {"disposition": "rejected", "answer": "안 됩니다.", "seen": seen})
    assert answer["Location"] == f"/reviews/{round.pk}/answers/#comment-{said.pk}"
    said.refresh_from_db()
    assert said.outcome == "미반영"
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(url).content.decode()).group(1)
    assert client.post(url, {"disposition": "accepted", "answer": "다시.", "seen": seen}).status_code == 302


def test_an_answer_too_late_comes_back_with_every_word(round, member, official, client):
    (said,) = submitted(member, round)
    actions.answer(by=official, comment=said, disposition="accepted", answer="고칩니다.")
    actions.cancel(by=official, round=round, reason="파일이 잘못되었습니다.")
    client.force_login(official)
    answer = client.post(
        reverse("reviews:answer", args=[said.pk]), {"disposition": "partial", "answer": "적은 사유"}
    )
    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("취소한 검토", "적은 사유"))


@pytest.mark.parametrize(
    "facts", [{}, {"disposition": "x", "answer": "사유"}, {"disposition": "accepted", "answer": ""}]
)
def test_an_answer_without_word_or_reason_comes_back(round, member, official, client, facts):
    (said,) = submitted(member, round)
    client.force_login(official)
    answer = client.post(reverse("reviews:answer", args=[said.pk]), facts)
    assert answer.status_code == 200
    assert "확인해 주세요" in answer.content.decode()


def test_closing_with_one_word_unanswered_is_refused_with_the_number(
    round, member, colleague, official, client
):
    said = submitted(member, round, "하나", "둘")
    actions.submit(by=fresh(colleague), round=round, summary="의견 없음")
    client.force_login(official)
    actions.answer(by=official, comment=said[0], disposition="accepted", answer="고칩니다.")
    url = reverse("reviews:close", args=[round.pk])
    assert "답하지 않은 의견이 1건" in client.get(url).content.decode()
    answer = client.post(url, {"note": "적어 둔 마감 의견"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "답하지 않은 의견이 1건 있습니다" in page
    assert "적어 둔 마감 의견" in page
    actions.answer(by=official, comment=said[1], disposition="rejected", answer="안 됩니다.")
    assert client.post(url, {"note": ""})["Location"] == round.get_absolute_url()
    page = text(client, "detail", round.pk)
    assert "마감" in page
    assert "의견에 답하기" not in page
    assert text(client, "answers", round.pk).count("<form") < 5


def test_closing_early_asks(round, member, official, client):
    (said,) = submitted(member, round)
    actions.answer(by=official, comment=said, disposition="accepted", answer="고칩니다.")
    client.force_login(official)
    url = reverse("reviews:close", args=[round.pk])
    assert 'name="early"' in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 409
    assert client.post(url, {"early": "on"}).status_code == 302
    past(round)
    assert 'name="early"' not in client.get(url).content.decode()


def test_opening_extending_and_cancelling(duty, panel, member, version, official, week, client):
    client.force_login(official)
    url = reverse("reviews:open", args=[duty.pk])
    page = client.get(url).content.decode()
    assert "요구사항정의서 1판" in page
    assert "시민추진단 · 시민참여단" in page
    facts = {"version": version.pk, "panel": panel.pk, "due_on": week.isoformat(), "guide": "2장"}
    answer = client.post(url, facts)
    round = ReviewRound.objects.get()
    assert answer["Location"] == round.get_absolute_url()
    answer = client.post(url, facts)
    assert answer.status_code == 409
    assert "이미 열려 있습니다" in answer.content.decode()
    url = reverse("reviews:extend", args=[round.pk])
    assert client.post(url, {"due_on": week.isoformat(), "reason": "사유"}).status_code == 409
    later = week.replace(year=week.year + 1)
    assert client.post(url, {"due_on": later.isoformat(), "reason": "사유"}).status_code == 302
    assert client.post(reverse("reviews:cancel", args=[round.pk]), {"reason": "파일 오류"}).status_code == 302
    page = text(client, "detail", round.pk)
    assert "취소 사유" in page
    assert "파일 오류" in page


def test_opening_without_file_or_panel_says_what_to_do_first(duty, official, client):
    client.force_login(official)
    page = text(client, "open", duty.pk)
    assert "산출물을 먼저 올려 주세요" in page
    assert "활동 중인 추진단이 없습니다" in page


def test_foreign_files_and_panels_cannot_be_chosen(duty, panel, member, version, official, week, client):
    other = factories.make_confirmed_project(officer=official)
    facts = {"version": version.pk, "panel": panel.pk, "due_on": week.isoformat()}
    client.force_login(official)
    for name, thing in (("version", factories.make_version(other)), ("panel", factories.make_panel(other))):
        assert (
            client.post(reverse("reviews:open", args=[duty.pk]), facts | {name: thing.pk}).status_code == 200
        )
    assert ReviewRound.objects.count() == 0


def second_round(round, official, duty, panel, week):
    """The next version of the same deliverable, read once more."""
    deliverable = round.version.deliverable
    version = actions.upload(
        by=official,
        project=deliverable.project,
        deliverable=deliverable,
        file=factories.make_upload("둘째.pdf"),
    )
    return actions.open_round(by=official, duty=duty, panel=panel, version=version, due_on=week)


def test_the_next_round_shows_what_became_of_the_last(
    round, member, colleague, official, duty, panel, week, client
):
    (said,) = submitted(member, round, "지난번 의견")
    actions.submit(by=fresh(colleague), round=round, summary="의견 없음")
    actions.answer(by=official, comment=said, disposition="accepted", answer="고쳤습니다.")
    actions.close(by=official, round=round)
    again = second_round(round, official, duty, panel, week)
    assert again.number == 2
    client.force_login(colleague)
    page = text(client, "detail", again.pk)
    assert all(words in page for words in ("지난 회차 의견과 처리", "지난번 의견", "고쳤습니다.", "반영"))
    assert "2판이 올라왔습니다" in text(client, "detail", round.pk)
    assert "지난 회차" not in text(client, "detail", round.pk)


def test_a_cancelled_round_is_no_last_round(round, member, official, duty, panel, week, client):
    (said,) = submitted(member, round, "지난번 의견")
    actions.answer(by=official, comment=said, disposition="accepted", answer="고칩니다.")
    actions.cancel(by=official, round=round, reason="파일이 잘못되었습니다.")
    again = second_round(round, official, duty, panel, week)
    client.force_login(member)
    assert "지난번 의견" not in text(client, "detail", again.pk)


def test_the_result_adds_up(round, member, colleague, official, client):
    said = submitted(member, round, "하나", "둘", "셋", "넷")
    actions.submit(by=fresh(colleague), round=round, summary="대체로 좋습니다.")
    for one, word in zip(said, ("accepted", "partial", "rejected", "not_relevant"), strict=True):
        actions.answer(by=official, comment=one, disposition=word, answer=f"{word} 사유")
    actions.close(by=official, round=round, note="고맙습니다.")
    client.force_login(member)
    page = text(client, "result", round.pk)
    assert all(
        words in page
        for words in ("66.7%", "= 2 ÷ 3", "rejected 사유", "대체로 좋습니다.", "고맙습니다.", "나단원")
    )


def test_the_result_as_a_file_holds_no_formula_and_no_name(round, member, official, client):
    submitted(member, round, '=HYPERLINK("http://x")', "+1", "@x")
    client.force_login(official)
    answer = client.get(reverse("reviews:result", args=[round.pk]), {"format": "csv"})
    table = b"".join(answer.streaming_content).decode()
    assert table.startswith("\ufeff번호,위치,작성자,역할,의견")
    assert "'=HYPERLINK" in table
    assert "'+1" in table
    assert "단원 1" in table
    assert "나단원" not in table
    answer = client.get(reverse("reviews:result", args=[round.pk]), {"format": "xlsx"})
    assert b"".join(answer.streaming_content).startswith(b"PK")


def test_nothing_that_people_write_becomes_a_tag(official, running, duty, week, client, vendor):
    panel = factories.make_panel(running, name=EVIL)
    member = factories.make_member(panel, name=EVIL[:50]).user
    version = factories.make_version(
        running, title=EVIL, upload=factories.make_upload(f"{EVIL}.pdf".replace("/", ""))
    )
    round = actions.open_round(by=official, duty=duty, panel=panel, version=version, due_on=week, guide=EVIL)
    submitted_comments = [comment(member, round, EVIL, anchor="section", section=EVIL)]
    actions.submit(by=fresh(member), round=round, summary=EVIL)
    actions.answer(by=official, comment=submitted_comments[0], disposition="accepted", answer=EVIL)
    pages = [("detail", round.pk), ("result", round.pk), ("list",), ("deliverables", running.pk)]
    pages += [
        ("answers", round.pk),
        ("answer", submitted_comments[0].pk),
        ("close", round.pk),
        ("open", duty.pk),
    ]
    for person in (official, member, vendor):
        client.force_login(person)
        for name, *args in pages:
            page = text(client, name, *args)
            assert "<script>alert" not in page
            assert "<script" not in page.replace('<script type="module" src=', "")


@pytest.mark.parametrize("number", ONE_AND_FIFTY)
def test_what_the_round_costs(round, member, colleague, official, vendor, duty, panel, week, client, number):
    said = submitted(member, round, *(f"의견 {index}" for index in range(number)))
    actions.submit(by=fresh(colleague), round=round, summary="의견 없음")
    for one in said:
        actions.answer(by=official, comment=one, disposition="accepted", answer="고칩니다.")
    actions.close(by=official, round=round)
    again = second_round(round, official, duty, panel, week)
    submitted(colleague, again, *(f"다시 {index}" for index in range(number)))
    for index in range(number):
        comment(member, again, f"초안 {index}")
    for person in (member, colleague, official, vendor):
        client.force_login(person)
        assert cost(client, "get", reverse("reviews:detail", args=[again.pk])) <= 10
        assert cost(client, "get", reverse("reviews:result", args=[round.pk])) <= 10
        assert cost(client, "get", reverse("reviews:list")) <= 10
    client.force_login(official)
    assert cost(client, "get", reverse("reviews:answers", args=[again.pk])) <= 10


@pytest.mark.parametrize("number", [0, 50])
def test_what_a_comment_costs(round, member, client, number):
    for index in range(number):
        comment(member, round, f"초안 {index}")
    client.force_login(member)
    facts = {"page": "3", "body": "글자가 작습니다.", "nonce": str(uuid4())}
    assert cost(client, "post", reverse("reviews:comment", args=[round.pk]), facts) <= 10
    assert cost(client, "post", reverse("reviews:comment", args=[round.pk]), facts) <= 10
    assert Comment.objects.count() == number + 1


def test_an_ended_process_takes_no_words(round, member, duty, client):
    client.force_login(member)
    assert 'id="write"' in text(client, "detail", round.pk)
    type(duty.stage.run).objects.update(status="superseded", ended_at=duty.stage.run.started_at)
    page = text(client, "detail", round.pk)
    assert 'id="write"' not in page
    assert "지금은 의견을 낼 수 없습니다." in page


def test_the_general_remark_stands_on_every_page_of_the_officer(round, member, colleague, official, client):
    actions.submit(by=fresh(member), round=round, summary="전체가 읽기 쉽습니다.")
    client.force_login(official)
    for name in ("detail", "answers", "result"):
        assert "전체가 읽기 쉽습니다." in text(client, name, round.pk)
    client.force_login(colleague)
    assert "전체가 읽기 쉽습니다." not in text(client, "detail", round.pk)
    client.force_login(member)
    assert text(client, "detail", round.pk).count("전체가 읽기 쉽습니다.") == 1


def test_closing_leads_to_the_answers_while_some_are_missing(round, member, official, client):
    (said,) = submitted(member, round)
    client.force_login(official)
    page = text(client, "close", round.pk)
    assert 'type="submit">검토 마감<' not in page
    assert "의견에 답하기</a>" in page
    actions.answer(by=official, comment=said, disposition="accepted", answer="고칩니다.")
    assert 'type="submit">검토 마감<' in text(client, "close", round.pk)


def test_the_rounds_buttons_say_what_they_do(round, official, client):
    client.force_login(official)
    page = text(client, "detail", round.pk)
    assert ">검토 마감</a>" in page
    assert ">검토 취소</a>" in page


def test_members_find_the_process(round, member, client):
    client.force_login(member)
    page = text(client, "detail", round.pk)
    assert f'href="{round.duty.get_absolute_url()}"' in page
    assert f'href="{round.duty.stage.get_absolute_url()}"' in page


def test_deliverables_are_one_of_the_projects_pages_for_staff(running, official, vendor, client):
    client.force_login(official)
    page = text(client, "deliverables", running.pk)
    assert f"<h1>{running.title}</h1>" in page
    assert 'aria-label="사업 정보"' in page
    client.force_login(vendor)
    assert 'aria-label="사업 정보"' not in text(client, "deliverables", running.pk)


@pytest.mark.parametrize(("days", "told"), [(0, "검토 기한이 오늘입니다."), (3, "3일 뒤입니다."), (7, "")])
def test_little_time_to_read_is_warned_of(duty, panel, member, official, client, days, told):
    version = factories.make_version(duty.stage.run.project, title="화면설계서")
    client.force_login(official)
    due = today() + timedelta(days=days)
    sent = {"version": version.pk, "panel": panel.pk, "due_on": due.isoformat(), "guide": ""}
    page = client.post(reverse("reviews:open", args=[duty.pk]), sent, follow=True).content.decode()
    assert ("읽을 시간이 7일보다 짧습니다." in page) is bool(told)
    assert told in page


def test_the_trail_keeps_neither_names_nor_words(round, member, official):
    (said,) = submitted(member, round)
    assert str(said) == f"{said.pk}번 검토 의견"
    assert str(said.review) == f"{said.review_id}번 검토 의견서"
    labels = set(Event.objects.values_list("label", flat=True))
    assert not [label for label in labels if said.body in label or said.review.membership.name in label]


def test_officials_are_told_who_submitted_and_no_number(round, member):
    submitted(member, round)
    seat = round.panel.memberships.get(user=member)
    subject = Notice.objects.filter(kind="reviews.submitted").first().subject
    assert f"{seat.name} 단원이 의견을 제출했습니다" in subject
    assert f"{seat.pk}번" not in subject
