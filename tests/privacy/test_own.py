"""What the portal holds on a person, on a page and in a file of theirs."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from panels.appointments.models import Appointment
from panels.calls import actions as calls
from panels.conflicts.models import Suspension
from panels.models import ConflictDeclaration, Signature, SignedText
from panels.screening.models import Reading
from panels.selections.doubts import SAME_PERSON, TIE
from panels.selections.models import Choice, Selection
from seoul_gov.notifications import actions as notifications
from seoul_gov.notifications.models import Notice
from seoul_gov.privacy import own
from tests import factories
from workflows.decisions.models import Ballot, Resolution
from workflows.issues.models import Issue, Reply
from workflows.leaving import sections
from workflows.meetings.models import AdviceNote, AgendaItem, Attendance
from workflows.opinions.models import Opinion, OpinionRound
from workflows.reports.models import Satisfaction, Survey
from workflows.reviews.models import Comment, Review, ReviewRound

pytestmark = pytest.mark.django_db
PAGE, FILE = reverse("own:data"), reverse("own:file")


@pytest.fixture
def held(official, citizen):
    """Somebody with an application that was read, a seat with what is signed and declared there, notices."""
    project = factories.make_confirmed_project(officer=official, title="따릉이 앱 개편")
    panel = factories.make_panel(project, state="forming")
    call = calls.publish(
        by=official, call=calls.draft(by=official, panel=panel, terms=factories.make_terms())
    )
    application = factories.make_application(call, by=citizen, employer="한빛전자")
    Reading.objects.create(application=application, reader=official, is_eligible=True, note="심사 메모")
    seat = factories.make_member(factories.make_panel(project, name="둘째 단"), user=citizen)
    text = SignedText.objects.get(kind="pledge")
    Signature.objects.create(membership=seat, text=text, address="203.0.113.7")
    ConflictDeclaration.objects.create(membership=seat, has_conflict=False, employer="한빛연구소")
    notifications.unsubscribe(user_id=citizen.pk, group="meetings")
    return application, seat


def own_file(client):
    return json.loads(client.get(FILE).content)


def test_the_page_tells_everything_and_where_to_change_it(client, citizen, held):
    application, seat = held
    client.force_login(citizen)
    page = client.get(PAGE).content.decode()
    for words in (
        citizen.email,
        application.number,
        "한빛전자",
        "둘째 단",
        "203.0.113.7",
        "한빛연구소",
        "증빙.pdf",
    ):
        assert words in page
    for url in (FILE, reverse("erasure:own", args=[application.pk]), application.get_absolute_url()):
        assert url in page
    assert "심사 메모" not in page
    assert reverse("erasure:ask", args=[seat.pk]) not in page
    assert PAGE in client.get(reverse("accounts:profile")).content.decode()


def test_the_file_holds_all_of_it(client, citizen, held):
    for number in range(25):
        Notice.objects.create(
            recipient=citizen,
            email=citizen.email,
            kind="x.y",
            scope="x",
            ledger_key=f"k{number}",
            subject=f"알림 {number}번",
        )
    client.force_login(citizen)
    answer = client.get(FILE)
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert "no-store" in answer["Cache-Control"]
    told = json.loads(answer.content)
    assert list(told)[:3] == ["만든 일시", "계정", "이메일 주소"]
    (application,) = told["시민추진단 신청"]
    assert application["제목"] == "단원을 모집합니다"
    assert application["내용"]["접수번호"] == held[0].number
    assert application["내용"]["연령대"] == "30대"
    assert application["내용"]["이해관계 있음"] == "아니요"
    assert application["내용"]["현재 일하는 곳"] == "한빛전자"
    assert len(told["받은 알림"]) == 25
    assert "알림 4번" not in client.get(PAGE).content.decode()
    assert "나머지는 파일에 있습니다." in client.get(PAGE).content.decode()


def test_what_became_of_an_application_and_a_seat_is_told(client, citizen, official, held):
    application, seat = held
    client.force_login(citizen)
    (before,) = own_file(client)["시민추진단 신청"]
    assert "선정 결과" not in before["내용"] and own_file(client)["직무 정지"] == []
    asked = {"may_sit": True, "reason": "전화로 다른 사람임을 확인함", "answered_by": official}
    doubts = (TIE.format(party="수행사 ‘한빛정보’"), SAME_PERSON.format(number="1-ABCDEF"))
    for doubt in doubts:
        application.inquiries.create(doubt=doubt, **asked)
    assert own_file(client)["지원서 확인 결과"] == [], "nobody learns before the outcome what is looked into"
    selection = Selection.objects.create(call=application.call, decided_by=official)
    inquiries = own_file(client)["지원서 확인 결과"]
    assert {one["제목"] for one in inquiries} == {f"단원을 모집합니다: 지원서 {application.number}"}
    said = [tuple(one["내용"].values())[:3] for one in inquiries]
    words = ("자리에 앉을 수 있음", asked["reason"])
    assert said == [("같은 사람 확인 필요", *words), (doubts[0], *words)], "no number of somebody else"
    assert "지원서를 지울 때 함께 지웁니다" in client.get(PAGE).content.decode()
    choice = Choice.objects.create(
        selection=selection, application=application, standing="alternate", rank=3, is_willing=False
    )
    term = {"starts_on": date(2026, 11, 28), "ends_on": date(2027, 8, 25)}
    Appointment.objects.create(
        membership=seat, year=2026, serial=7, issuer="서울특별시장", issued_by=official, **term
    )
    Suspension.objects.create(
        membership=seat,
        ground="reported",
        matched="배우자가 다니는 업체",
        suspended_by=official,
        decide_by=date(2026, 12, 8),
        statement="지난해에 그만두었습니다.",
        stated_at=timezone.now(),
    )
    told = own_file(client)
    facts = told["시민추진단 신청"][0]["내용"]
    assert (facts["선정 결과"], facts["빈자리에 연락해도 됨"]) == ("예비 3번", "아니요")
    facts = told["추진단 활동"][0]["내용"]
    assert (facts["위촉 번호"], facts["임기 끝"]) == ("제2026-7호", "2027. 8. 25.(수)")
    (suspension,) = told["직무 정지"]
    assert suspension["내용"]["확인할 내용"] == "배우자가 다니는 업체"
    assert suspension["내용"]["내 의견"] == "지난해에 그만두었습니다."
    Choice.objects.filter(pk=choice.pk).update(standing="not_chosen", rank=None, reason="자격이 없습니다.")
    facts = own_file(client)["시민추진단 신청"][0]["내용"]
    assert (facts["선정 결과"], facts["선정 사유"]) == ("미선정", "자격이 없습니다.")
    assert "빈자리에 연락해도 됨" not in facts


def test_nothing_of_others_is_in_it(client, held):
    stranger = factories.make_user(name="딴시민")
    client.force_login(stranger)
    told = json.loads(client.get(FILE).content)
    assert {title for title, records in told.items() if records} == {"만든 일시", "계정", "이메일 주소"}


def test_the_page_costs_the_same_with_many_rows(client, citizen, held, official):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    client.force_login(citizen)
    cost()
    first = cost()
    for number in range(5):
        project = factories.make_confirmed_project(officer=official)
        seat = factories.make_member(factories.make_panel(project, name=f"{number}단"), user=citizen)
        ConflictDeclaration.objects.create(membership=seat, has_conflict=False)
        panel = factories.make_panel(project, name="모집 단", state="forming")
        call = calls.draft(by=official, panel=panel, terms=factories.make_terms())
        factories.make_application(calls.publish(by=official, call=call), submitted=False, by=citizen)
    assert cost() == first


def test_every_room_of_the_register_answers_sections(citizen):
    for path in settings.PORTAL_HOLDINGS:
        found = import_string(path)(citizen)
        assert found
        for section in found:
            assert section.title
            assert (section.count, section.first(5)) == (len(list(section.everything())), section.first(5))


def test_what_was_said_in_the_processes_is_told(official, citizen):
    project = factories.make_confirmed_project(officer=official)
    panel = factories.make_panel(project)
    seat = factories.make_member(panel, user=citizen)
    duty = factories.make_duty(project, kind="review")
    meeting = factories.make_meeting(panel, duty)
    item = AgendaItem.objects.create(meeting=meeting, order=1, title="안건")
    Attendance.objects.create(meeting=meeting, membership=seat, state="present", recorded_by=official)
    AdviceNote.objects.create(item=item, membership=seat, body="자문 말씀")
    day = timezone.localdate()
    facts = {"panel": panel, "version": factories.make_version(project), "number": 1}
    round_ = ReviewRound.objects.create(duty=duty, due_on=day, opened_by=official, **facts)
    review = Review.objects.create(round=round_, membership=seat, summary="종합 말씀")
    Comment.objects.create(review=review, body="검토 말씀", nonce=uuid4())
    said = {"side": "member", "membership": seat, "nonce": uuid4()}
    issue = Issue.objects.create(
        duty=duty, title="협의", body="협의 말씀", raised_by=citizen, reply_due_on=day, **said
    )
    Reply.objects.create(issue=issue, body="답변 말씀", author=citizen, **said | {"nonce": uuid4()})
    survey = Survey.objects.create(run=duty.stage.run, opened_by=official, closes_on=day)
    Satisfaction.objects.create(survey=survey, user=citizen, score=5, comment="만족 말씀")
    vote = Resolution.objects.create(
        item=item,
        duty=duty,
        category="general",
        motion="approve",
        text="주문",
        opened_by=official,
        closes_at=timezone.now(),
    )
    Ballot.objects.create(
        resolution=vote, membership=seat, choice="for", reason="소수 말씀", cast_at=timezone.now()
    )
    call = OpinionRound.objects.create(
        duty=duty,
        number=1,
        topic="주제",
        guide="-",
        guide_html="-",
        opens_on=day,
        closes_on=day,
        opened_by=official,
    )
    Opinion.objects.create(round=call, author=citizen, body="시민 말씀", nonce=uuid4(), digest="0")
    told = {section.title: list(section.everything()) for section in sections(citizen)}
    words = str(told)
    for kind in ("자문", "종합", "검토", "협의", "답변", "만족", "소수", "시민"):
        assert f"{kind} 말씀" in words
    assert told["회의 출석"][0].facts[0] == ("출석", "출석")


def test_words():
    assert own.word(True) == "예"
    assert own.word(3) == "3"
    assert "2026" in own.word(date(2026, 11, 27))
    assert own.said(("빈 것", ""), ("없는 것", None), ("아닌 것", False)) == (("아닌 것", "아니요"),)
