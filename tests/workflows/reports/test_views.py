"""The pages: who reads them, what stands on them, how a refusal comes back, and what they cost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from seoul_gov.ui.korean import korean_date, today
from tests import factories
from workflows.models import Paper, ResultReport, Satisfaction, Survey
from workflows.reports import actions

from . import rows

EVIL = "<script>alert('나')</script>\"'>&"
TRANSACTIONS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def url(name, *args):
    return reverse(f"reports:{name}", args=args)


def page(client, name, *args):
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


def cost(client, path):
    """The queries of a page, transaction control left out; the session has been noted before."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [one["sql"] for one in queries.captured_queries if not one["sql"].startswith(TRANSACTIONS)]


def ready(report, format="pdf"):
    document = factories.make_document(name=f"결과보고서.{format}")
    Paper.objects.filter(report=report, format=format).update(state="ready", document=document)
    return document


def test_everybody_reads_what_is_published(published, client):
    text = page(client, "detail", published.pk)
    assert "<h1>마을버스 알림 구축 거버넌스 결과보고서</h1>" in text
    assert "시민의 말로 화면을 고쳤습니다." in text
    assert "<h2>1. 사업 개요</h2>" in text
    assert "<h3>가. 단계별 일정</h3>" in text
    assert "data-print" in text
    assert "끝.</p>" in text
    assert text.count("<caption") >= 3
    assert url("write", published.run.pk) not in text


@pytest.mark.parametrize("who", ["official", "head", "governance_officer", "auditor"])
def test_staff_read_a_draft(draft, client, who, request):
    client.force_login(request.getfixturevalue(who))
    text = page(client, "detail", draft.pk)
    assert "작성 중" in text
    assert (url("write", draft.run.pk) in text) is (who == "official")
    assert (url("publish", draft.pk) in text) is (who in ("official", "head"))


@pytest.mark.parametrize("who", [None, "citizen", "member", "other_official"])
def test_nobody_else_knows_of_a_draft(draft, client, who, request):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(url("detail", draft.pk)).status_code == 404
    assert client.get(url("paper", draft.pk, "pdf")).status_code == 404


def test_a_published_report_stays_as_it_was(published, panel, client):
    rows.meeting(published.run, panel, "present", title="그 뒤의 회의")
    assert "그 뒤의 회의" not in page(client, "detail", published.pk)


def test_files_are_shown_as_they_come(published, client):
    text = page(client, "detail", published.pk)
    assert text.count("만드는 중") == 2
    assert "data-pending" in text
    assert "js/pending.js" in text
    ready(published)
    Paper.objects.filter(format="hwpx").update(state="failed", error="Pango가 없습니다.")
    text = page(client, "detail", published.pk)
    assert f'href="{url("paper", published.pk, "pdf")}"' in text
    assert "HWPX 파일을 만들지 못했습니다." in text
    assert "Pango가 없습니다." not in text
    assert "data-pending" not in text


def test_officials_learn_why_a_file_failed_and_order_it_again(published, official, client):
    Paper.objects.update(state="failed", error="Pango가 없습니다.")
    client.force_login(official)
    text = page(client, "detail", published.pk)
    assert "Pango가 없습니다." in text
    assert "파일 다시 만들기" in text
    answer = client.post(url("order_papers", published.pk))
    assert answer["Location"] == published.get_absolute_url()
    assert set(Paper.objects.values_list("state", flat=True)) == {"pending"}
    assert client.post(url("order_papers", published.pk)).status_code == 409


def test_a_file_is_downloaded_or_viewed_by_anybody(published, client):
    assert client.get(url("paper", published.pk, "pdf")).status_code == 404
    ready(published)
    answer = client.get(url("paper", published.pk, "pdf"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf"
    assert client.get(url("paper", published.pk, "pdf") + "?view")["Content-Disposition"].startswith("inline")
    assert client.get(url("paper", published.pk, "docx")).status_code == 404


def test_words_are_shown_as_words(run, official, client):
    report = actions.write(by=official, run=run, version=0, summary=EVIL, lessons="줄 하나\n\n줄 둘")
    client.force_login(official)
    text = page(client, "detail", report.pk)
    assert EVIL not in text
    assert "<p>줄 둘</p>" in text


def test_writing_beside_the_record(run, panel, official, client):
    rows.meeting(run, panel, "present", title="요구사항 자문회의")
    client.force_login(official)
    text = page(client, "write", run.pk)
    assert "요구사항 자문회의" in text
    assert url("open_survey", run.pk) in text
    answer = client.post(url("write", run.pk), {"summary": "요약", "lessons": "", "version": "0"})
    report = ResultReport.objects.get()
    assert answer["Location"] == report.get_absolute_url()
    assert "요약" in page(client, "write", run.pk)


def test_who_comes_too_late_sees_what_is_stored_beside_their_words(run, draft, official, client):
    client.force_login(official)
    page(client, "write", run.pk)
    actions.write(by=official, run=run, version=1, summary="먼저 저장한 요약", lessons="")
    answer = client.post(url("write", run.pk), {"summary": "늦은 요약", "lessons": "", "version": "1"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "먼저 저장한 요약" in text
    assert "늦은 요약" in text
    assert 'name="version" value="2"' in text


@pytest.mark.parametrize("words", ["널\x00문자", "방향\u202e바꿈"])
def test_hidden_characters_come_back(run, official, client, words):
    client.force_login(official)
    answer = client.post(url("write", run.pk), {"summary": words, "lessons": "그대로", "version": "0"})
    assert answer.status_code == 200
    assert "보이지 않는 제어 문자" in answer.content.decode()
    assert "그대로" in answer.content.decode()
    assert not ResultReport.objects.exists()


def test_a_published_report_is_not_written_over(run, published, official, client):
    client.force_login(official)
    assert "공개한 결과보고서입니다" in page(client, "write", run.pk)
    answer = client.post(url("write", run.pk), {"summary": "바꿈", "lessons": "", "version": "1"})
    assert answer.status_code == 409
    assert "다시 연 뒤에" in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("head", 403), ("auditor", 403), ("citizen", 404)])
def test_who_may_not_write(run, client, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url("write", run.pk)).status_code == status
    assert client.get(url("open_survey", run.pk)).status_code == status


def test_publishing_from_the_page(draft, head, client):
    client.force_login(head)
    text = page(client, "publish", draft.pk)
    assert "공개할 내용" in text
    assert 'type="submit">공개하기</button>' in text
    answer = client.post(url("publish", draft.pk), {"version": "1"}, follow=True)
    assert "결과보고서를 공개했습니다." in answer.content.decode()
    assert "이미 공개한 결과보고서입니다." in page(client, "publish", draft.pk)


def test_what_stands_against_it_is_told_before_the_button(run, panel, official, client):
    report = rows.report(run, summary="")
    rows.review(run, panel, "", state="open")
    rows.survey(run)
    client.force_login(official)
    text = page(client, "publish", report.pk)
    assert "추진 결과 요약을 써 주세요." in text
    assert "답하지 않은 산출물 검토 의견이 1건 있습니다." in text
    assert "만족도 조사가 진행 중입니다" in text
    assert 'type="submit">공개하기</button>' not in text
    answer = client.post(url("publish", report.pk), {"version": "1"})
    assert answer.status_code == 409


def test_publishing_another_version_comes_back(run, draft, official, client):
    actions.write(by=official, run=run, version=1, summary="새 요약", lessons="")
    client.force_login(official)
    answer = client.post(url("publish", draft.pk), {"version": "1"})
    assert answer.status_code == 409
    assert "새 요약" in answer.content.decode()


def test_opening_a_survey(run, member, official, client):
    client.force_login(official)
    text = page(client, "open_survey", run.pk)
    assert f'value="{(today() + timedelta(days=14)).isoformat()}"' in text
    answer = client.post(url("open_survey", run.pk), {"closes_on": (today() + timedelta(days=7)).isoformat()})
    assert answer["Location"] == run.get_absolute_url()
    assert "이미 시작한 조사입니다" in page(client, "open_survey", run.pk)
    assert korean_date(Survey.objects.get().closes_on) in page(client, "write", run.pk)


@pytest.mark.parametrize("day", ["", "2026-02-31", "9999-01-01", "어제"])
def test_a_day_that_is_none_comes_back(run, member, official, client, day):
    client.force_login(official)
    answer = client.post(url("open_survey", run.pk), {"closes_on": day})
    assert answer.status_code == 200
    assert "오류: " in answer.content.decode()


def test_a_day_that_has_passed_is_refused(run, member, official, client):
    client.force_login(official)
    answer = client.post(url("open_survey", run.pk), {"closes_on": (today() - timedelta(days=1)).isoformat()})
    assert answer.status_code == 409


@pytest.mark.parametrize("who", ["member", "author"])
def test_answering_once(run, who, client, request):
    person = request.getfixturevalue(who)
    survey = rows.survey(run)
    client.force_login(person)
    text = page(client, "survey", survey.pk)
    assert text.count('type="radio"') == 5
    answer = client.post(url("survey", survey.pk), {"score": "4", "comment": "좋았습니다."})
    assert answer["Location"] == survey.get_absolute_url()
    assert Satisfaction.objects.get().score == 4
    text = page(client, "survey", survey.pk)
    assert "이미 응답하셨습니다" in text
    assert 'type="radio"' not in text
    answer = client.post(url("survey", survey.pk), {"score": "1", "comment": "다시"})
    assert answer.status_code == 409
    assert Satisfaction.objects.get().score == 4


@pytest.mark.parametrize("score", ["", "0", "6", "다섯"])
def test_an_answer_without_a_score_comes_back_with_its_words(run, member, client, score):
    survey = rows.survey(run)
    client.force_login(member)
    answer = client.post(url("survey", survey.pk), {"score": score, "comment": "쓴 말"})
    assert answer.status_code == 200
    assert "쓴 말" in answer.content.decode()
    assert not Satisfaction.objects.exists()


def test_personal_data_in_a_comment_is_refused(run, member, client):
    survey = rows.survey(run)
    client.force_login(member)
    answer = client.post(url("survey", survey.pk), {"score": "4", "comment": "010-1234-5678"})
    assert answer.status_code == 409
    assert "010-1234-5678" in answer.content.decode()


def test_a_survey_that_is_over_takes_no_answer(run, member, client):
    survey = rows.survey(run, closes_on=today() - timedelta(days=1))
    client.force_login(member)
    assert "끝난 조사입니다" in page(client, "survey", survey.pk)
    assert client.post(url("survey", survey.pk), {"score": "4"}).status_code == 409


@pytest.mark.parametrize(("who", "status"), [("citizen", 404), ("official", 403), ("other_official", 404)])
def test_a_survey_is_for_who_took_part(run, client, who, status, request):
    survey = rows.survey(run)
    client.force_login(request.getfixturevalue(who))
    assert client.get(url("survey", survey.pk)).status_code == status


def test_a_visitor_signs_in_first(run, client):
    assert "/accounts/login/" in client.get(url("survey", rows.survey(run).pk))["Location"]


def test_the_administrator_learns_of_no_answer_who_gave_it(run, administrator, published, client):
    survey = rows.survey(run, 3, comments=["쓴 말"])
    client.force_login(administrator)
    answer = survey.answers.get()
    text = client.get(reverse("admin:workflows_satisfaction_change", args=[answer.pk])).content.decode()
    assert "쓴 말" in text
    assert "가려진이름" not in text
    for model in ("resultreport", "paper", "survey", "satisfaction"):
        assert client.get(reverse(f"admin:workflows_{model}_changelist")).status_code == 200


@pytest.mark.parametrize("many", [1, 20])
def test_a_published_page_costs_the_same(draft, panel, official, client, many):
    for number in range(many):
        rows.review(draft.run, panel, "accepted")
        rows.opinions(draft.run, "rejected", topic=f"주제 {number}")
    report = actions.publish(by=official, report=draft, version=1)
    assert len(cost(client, report.get_absolute_url())) <= 4
    client.force_login(official)
    assert len(cost(client, report.get_absolute_url())) <= 8


@pytest.mark.parametrize("many", [1, 20])
def test_a_draft_costs_the_same(draft, panel, official, client, many):
    for number in range(many):
        rows.review(draft.run, panel, "accepted")
        rows.opinions(draft.run, "rejected", topic=f"주제 {number}")
    client.force_login(official)
    for name, thing in (("detail", draft.pk), ("write", draft.run.pk), ("publish", draft.pk)):
        assert len(cost(client, url(name, thing))) <= 27


def test_reading_needs_no_moment(published, client):
    type(published.run).objects.filter(pk=published.run.pk).update(
        status="completed", ended_at=timezone.now()
    )
    assert "환류 계획" in page(client, "detail", published.pk)


def test_the_actions_sentence_is_the_pages(draft, official, client, monkeypatch):
    def refused(**_):
        raise ValidationError("지금은 안 됩니다.")

    monkeypatch.setattr(actions, "publish", refused)
    client.force_login(official)
    answer = client.post(url("publish", draft.pk), {"version": "1"})
    assert (answer.status_code, "지금은 안 됩니다." in answer.content.decode()) == (409, True)
