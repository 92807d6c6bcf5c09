"""The files of a published report: ordered, claimed, made apart, kept or given up."""

import io
import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hwpx.document import HwpxDocument

from seoul_gov.audit.models import Event
from seoul_gov.documents.models import Document
from seoul_gov.documents.names import safe_name
from seoul_gov.notifications.models import Notice
from seoul_gov.papers import presses
from seoul_gov.papers.making import FAILED, NO_PANGO, CannotBeMade
from workflows.reports import actions, making, tasks
from workflows.reports.models import Paper

from . import rows


def bytes_of(report, format):
    document = Paper.objects.get(report=report, format=format).document
    with document.file.open() as file:
        return file.read()


@pytest.fixture
def told(run, panel, official):
    """A run with a record, published; the files are made."""
    rows.meeting(run, panel, "present", "absent", dispositions=("accepted", "partial", "rejected"))
    rows.review(run, panel, "accepted", "accepted", "not_relevant")
    rows.opinions(run, "accepted", "rejected")
    rows.decision(run, panel, "for", "against")
    rows.survey(run, 5, 5, 4, 4, 3, comments=["노선도가 <b>쉬워</b>졌습니다."])
    report = rows.report(run)
    return actions.publish(by=official, report=report, version=1)


def test_files_are_named_whatever_the_project_is_called(told):
    told.run.project.title = ".NET\\ISP/앱: “새\u200b 판”?"
    name = making.file_name(told, "hwpx")
    assert safe_name(name) == name == "NET ISP 앱 “새 판” 거버넌스 결과보고서.hwpx"


def test_page_pdf_and_hwpx_say_the_same(told, client):
    tasks.render_papers()
    assert set(Paper.objects.values_list("state", "error")) == {("ready", "")}
    page = client.get(told.get_absolute_url()).content.decode()
    hwpx = HwpxDocument.open(io.BytesIO(bytes_of(told, "hwpx"))).text.plain()
    pdf = bytes_of(told, "pdf")
    assert pdf.startswith(b"%PDF-")
    outline = making.outline_of(told)
    texts = [re.sub(r"\s", "", text) for text in (unescape(page), hwpx)]
    for section in outline.sections:
        blocks = [*section.blocks, *(block for item in section.items for block in item.blocks)]
        values = [value for block in blocks for value in values_of(block)]
        for value in (section.title, *(item.title for item in section.items), *values):
            for text in texts:
                assert re.sub(r"\s", "", value) in text
    assert "반영률=(채택+일부채택)÷(전체-해당없음)=5÷7=71.4%" in texts[0]
    assert "노선도가<b>쉬워</b>졌습니다." in texts[1]
    assert "금350,000,000원(금삼억오천만원)" in texts[0]
    assert texts[1].rstrip().find("끝.") > 0


def values_of(block):
    if block.kind == "words":
        return list(block.paragraphs)
    return [value for row in block.rows for value in row]


@pytest.fixture
def order(published):
    """The order of the PDF, claimed by a worker."""
    Paper.objects.filter(format="hwpx").delete()
    return actions.claim_paper()


def content(*_):
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def broken(*_):
    raise CannotBeMade(FAILED)


def hopeless(*_):
    raise CannotBeMade(NO_PANGO, is_final=True)


def test_each_order_is_claimed_once(published):
    first, second = actions.claim_paper(), actions.claim_paper()
    assert (first.format, second.format) == ("pdf", "hwpx")
    assert actions.claim_paper() is None


def test_a_claim_that_was_given_up_is_taken_over(order):
    assert actions.claim_paper() is None
    Paper.objects.update(started_at=timezone.now() - timedelta(minutes=4))
    again = actions.claim_paper()
    assert (again.pk, again.attempts) == (order.pk, 2)


def test_after_three_makers_died_it_is_given_up(order, official):
    Paper.objects.update(started_at=timezone.now() - timedelta(minutes=4), attempts=3)
    assert actions.claim_paper() is None
    order.refresh_from_db()
    assert (order.state, order.error) == ("failed", presses.GIVEN_UP)
    assert Notice.objects.filter(kind="reports.paper_failed", recipient=official).exists()


def test_a_file_is_kept_as_any_other(order, official, monkeypatch):
    monkeypatch.setattr(making, "make", content)
    actions.make_paper(paper=order)
    order.refresh_from_db()
    document = order.document
    assert (order.state, document.name) == ("ready", "마을버스 알림 구축 거버넌스 결과보고서.pdf")
    assert (document.kind, document.uploaded_by) == ("pdf", official)
    event = Event.objects.get(key="reports.paper_made")
    assert event.sentence == "‘마을버스 알림 구축 결과보고서’의 PDF 파일을 만들었습니다."
    assert event.actor_id is None


def test_who_lost_the_claim_keeps_nothing(order, monkeypatch):
    monkeypatch.setattr(making, "make", content)
    Paper.objects.update(started_at=timezone.now())
    actions.make_paper(paper=order)
    monkeypatch.setattr(making, "make", broken)
    actions.make_paper(paper=order)
    assert Paper.objects.get().state == "pending"
    assert Document.objects.count() == 0


def test_an_order_that_was_taken_back_is_forgotten(order, monkeypatch):
    monkeypatch.setattr(making, "make", content)
    Paper.objects.all().delete()
    actions.make_paper(paper=order)
    assert Document.objects.count() == 0


def test_what_breaks_is_tried_again_three_times(order, monkeypatch):
    monkeypatch.setattr(making, "make", broken)
    for left in (True, True, False):
        actions.make_paper(paper=order)
        assert (Paper.objects.get().state == "pending") is left
        order = actions.claim_paper() or order
    assert Paper.objects.get().error == FAILED


def test_a_missing_library_is_told_at_once(order, monkeypatch):
    monkeypatch.setattr(making, "make", hopeless)
    actions.make_paper(paper=order)
    order.refresh_from_db()
    assert (order.state, order.error) == ("failed", NO_PANGO)
    assert len(NO_PANGO) <= 300
    assert Event.objects.get(key="reports.paper_failed").data == {"reason": NO_PANGO}


def test_a_file_that_may_not_come_in_is_given_up(order, monkeypatch):
    monkeypatch.setattr(making, "make", lambda *_: b"no pdf at all")
    actions.make_paper(paper=order)
    order.refresh_from_db()
    assert order.state == "failed"
    assert order.error


def test_failed_files_are_ordered_again(order, head, official, citizen):
    with pytest.raises(ValidationError, match="다시 만들 파일이 없습니다"):
        actions.order_papers(by=official, report=order.report)
    Paper.objects.update(state="failed", error="이유", attempts=3)
    with pytest.raises(PermissionDenied):
        actions.order_papers(by=citizen, report=order.report)
    assert actions.order_papers(by=head, report=order.report) == 1
    again = Paper.objects.get()
    assert (again.state, again.error, again.attempts, again.started_at) == ("pending", "", 0, None)


def test_the_worker_makes_both_and_rests(published, monkeypatch):
    made = []
    monkeypatch.setattr(actions, "make_paper", lambda paper: made.append(paper.format))
    tasks.render_papers()
    tasks.render_papers()
    assert made == ["pdf", "hwpx"]
