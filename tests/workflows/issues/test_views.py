import csv
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panels.models import Membership
from tests import factories
from tests.counting import ONE_AND_FIFTY
from workflows.issues import actions
from workflows.issues.models import Issue, Reply

from .conftest import BODY, fresh, overdue, raised, replied, settled

READERS = ["official", "head", "auditor", "governance_officer", "member", "colleague", "secretary", "vendor"]
STRANGERS = ["other_official", "administrator", "citizen"]
SPEAKERS = {"official", "member", "colleague", "vendor"}
HTML = "<script>alert(1)</script>"


@pytest.fixture
def sign_in(client, request):
    def sign_in(who):
        client.force_login(request.getfixturevalue(who))
        return client

    return sign_in


def url(name, thing):
    return reverse(f"issues:{name}", args=[thing.pk])


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("who", READERS + STRANGERS)
def test_who_gets_which_page(running, stage, issue, who, sign_in):
    client = sign_in(who)
    answers = {
        name: client.get(url(name, thing)).status_code
        for name, thing in (
            ("list", running),
            ("detail", issue),
            ("raise", stage),
            ("reply", issue),
            ("settle", issue),
            ("withdraw", issue),
        )
    }
    reads = 200 if who in READERS else 404
    speaks = 200 if who in SPEAKERS else 403 if who in READERS else 404

    def only(person):
        return 200 if who == person else 403 if who in READERS else 404

    assert answers == {
        "list": reads,
        "detail": reads,
        "raise": speaks,
        "reply": speaks,
        "settle": only("official"),
        "withdraw": only("member"),
    }


def test_a_visitor_signs_in_first(issue, client):
    assert client.get(issue.get_absolute_url()).headers["Location"].endswith(f"?next=/issues/{issue.pk}/")


def test_who_leaves_finds_nothing_at_the_next_request(issue, member, running, sign_in):
    client = sign_in("member")
    Membership.objects.filter(user=member).update(state="withdrawn")
    assert client.get(issue.get_absolute_url()).status_code == 404
    answer = client.post(url("reply", issue), {"body": "더 할 말", "nonce": uuid4()})
    assert (answer.status_code, Reply.objects.count()) == (404, 0)


def test_raising(stage, member, sign_in):
    client = sign_in("member")
    page = client.get(url("raise", stage))
    nonce = page.context["form"]["nonce"].value()
    answer = client.post(url("raise", stage), {"title": "제목", "body": "내용", "nonce": nonce})
    issue = Issue.objects.get()
    assert answer.headers["Location"] == issue.get_absolute_url()
    again = client.post(url("raise", stage), {"title": "제목", "body": "내용", "nonce": nonce})
    assert again.headers["Location"] == issue.get_absolute_url()
    assert Issue.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": ""}, "필수"),
        ({"body": "제어\x01문자"}, "제어 문자"),
        ({"body": "가" * 5001}, "5,000자까지"),
        ({"title": "가" * 101}, "100자까지"),
        ({"body": "연락은 010-1234-5678"}, "내용에 개인정보(휴대전화번호)로"),
        ({"title": "a@b.kr"}, "제목에 개인정보(이메일 주소)로"),
        ({"nonce": "없는값"}, "nonce"),
    ],
)
def test_bad_input_comes_back_with_everything_typed(stage, sign_in, facts, sentence):
    typed = {"title": "남을 제목", "body": "남을 내용", "nonce": str(uuid4())} | facts
    answer = sign_in("member").post(url("raise", stage), typed)
    assert answer.status_code == 200
    page = text(answer)
    assert 'class="error-summary"' in page
    assert sentence in page or sentence in ("필수", "nonce")
    assert sentence in page
    assert any(value in page for value in ("남을 제목", "남을 내용"))
    assert Issue.objects.count() == 0


def test_what_people_write_is_never_markup(stage, member, official, sign_in):
    issue = raised(member, stage, title=HTML, body=HTML)
    replied(official, issue, HTML)
    settled(official, issue, HTML)
    client = sign_in("official")
    for page in (issue.get_absolute_url(), url("list", stage.run.project), "/desk/"):
        assert "<script>alert" not in text(client.get(page))


def test_the_raise_page_says_why_not_and_a_late_post_keeps_what_was_typed(run, member, sign_in):
    closed, client = run.stages.get(key="analysis"), sign_in("member")
    page = text(client.get(url("raise", closed)))
    assert "지금은 협의를 제기할 수 없습니다" in page
    answer = client.post(url("raise", closed), {"title": "제목", "body": "남을 내용", "nonce": uuid4()})
    assert answer.status_code == 409
    assert "이미 끝났습니다" in text(answer)
    assert "남을 내용" in text(answer)


def test_a_reply_leads_to_its_place(issue, official, sign_in):
    for number in range(20):
        replied(official, issue, f"{number}번째")
    answer = sign_in("official").post(url("reply", issue), {"body": "스물한 번째", "nonce": uuid4()})
    last = Reply.objects.order_by("-pk").first()
    assert answer.headers["Location"] == f"{issue.get_absolute_url()}?page=2#reply-{last.pk}"
    page = text(sign_in("official").get(f"{issue.get_absolute_url()}?page=2"))
    assert f'id="reply-{last.pk}"' in page
    assert "0번째" not in page


def test_a_late_reply_comes_back_with_what_was_typed(issue, official, sign_in):
    replied(official, issue)
    settled(official, issue)
    answer = sign_in("member").post(url("reply", issue), {"body": "남을 답변", "nonce": uuid4()})
    assert answer.status_code == 409
    assert "이미 조정을 마친 협의입니다" in text(answer)
    assert "남을 답변" in text(answer)


def test_settling(issue, official, sign_in):
    replied(official, issue)
    client = sign_in("official")
    assert BODY in text(client.get(url("settle", issue)))
    answer = client.post(url("settle", issue), {"outcome": "글자를 키웁니다."}, follow=True)
    assert "조정결과를 적고" in text(answer)
    assert "글자를 키웁니다." in text(answer)
    again = client.post(url("settle", issue), {"outcome": "다른 결과"})
    assert (again.status_code, "다른 결과" in text(again)) == (409, True)


def test_the_button_to_settle_waits_for_the_answer(issue, official, sign_in):
    client, settle = sign_in("official"), url("settle", issue)
    page = text(client.get(issue.get_absolute_url()))
    assert settle not in page
    assert "먼저 답한 뒤에" in page
    assert client.post(settle, {"outcome": "결과"}).status_code == 409
    replied(official, issue)
    assert settle in text(client.get(issue.get_absolute_url()))


def test_taking_back(issue, vendor, sign_in):
    client, withdraw = sign_in("member"), url("withdraw", issue)
    assert withdraw in text(client.get(issue.get_absolute_url()))
    page = text(client.post(withdraw, follow=True))
    assert "협의를 거두었습니다." in page
    assert "철회" in page
    assert withdraw not in page


def test_after_a_reply_there_is_no_taking_back(issue, vendor, sign_in):
    replied(vendor, issue)
    client, withdraw = sign_in("member"), url("withdraw", issue)
    assert withdraw not in text(client.get(issue.get_absolute_url()))
    assert client.post(withdraw).status_code == 409


def test_a_closed_stage_is_read_and_not_written(issue, official, stage, sign_in):
    stage.state = "closed"
    stage.save()
    page = text(sign_in("official").get(issue.get_absolute_url()))
    assert "더 쓸 수 없는 협의입니다" in page
    assert url("reply", issue) not in page


@pytest.mark.parametrize(
    ("who", "knows"),
    [
        ("official", True),
        ("head", True),
        ("governance_officer", True),
        ("colleague", True),
        ("secretary", True),
        ("auditor", False),
        ("vendor", False),
    ],
)
def test_names_follow_the_panels_rule(running, issue, member, vendor, who, knows, sign_in):
    replied(member, issue, "덧붙입니다.")
    replied(vendor, issue)
    client = sign_in(who)
    for page in (url("list", running), issue.get_absolute_url()):
        page = text(client.get(page))
        assert ("나단원" in page) == knows
        assert ("추진단 단원" in page) == (not knows)
    assert "오수행" in text(client.get(issue.get_absolute_url()))


def test_a_member_of_another_panel_learns_no_names(running, issue, client):
    other = factories.make_member(factories.make_panel(running, kind="online", name="온라인참여단")).user
    client.force_login(other)
    page = text(client.get(issue.get_absolute_url()))
    assert "나단원" not in page
    assert "추진단 단원" in page


def test_the_list_is_narrowed_by_stage_state_and_delay(running, run, stage, member, official, sign_in):
    late = overdue(raised(member, stage, title="늦은 협의"))
    done = raised(official, stage, title="끝난 협의")
    settled(official, done)
    client, page = sign_in("head"), url("list", running)

    def titles(**query):
        return [issue.title for issue, _ in client.get(page, query).context["lines"]]

    assert titles() == ["끝난 협의", "늦은 협의"]
    assert titles(state="settled") == ["끝난 협의"]
    assert titles(late="late") == ["늦은 협의"]
    assert titles(stage="design") == ["끝난 협의", "늦은 협의"]
    assert titles(stage="analysis", state="없는 값") == ["끝난 협의", "늦은 협의"]
    assert titles(late="late", state="settled") == []
    assert "조건에 맞는 협의가 없습니다" in text(client.get(page, {"late": "late", "state": "settled"}))
    assert late.is_open


def test_an_empty_list_offers_to_raise_one_to_who_may(running, stage, member, sign_in):
    for who, offered in (("member", True), ("head", False)):
        page = text(sign_in(who).get(url("list", running)))
        assert "아직 제기된 협의가 없습니다." in page
        assert (url("raise", stage) in page) == offered


def test_without_an_open_stage_nothing_is_offered(running, member, sign_in):
    assert "/raise/" not in text(sign_in("member").get(url("list", running)))


def test_the_file_holds_no_names(running, issue, official, sign_in):
    replied(official, issue)
    answer = sign_in("vendor").get(url("list", running), {"format": "csv"})
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0][:3] == ["번호", "단계", "제목"]
    assert rows[1][2:5] == ["버튼 크기", BODY, "추진단"]
    assert "나단원" not in "".join(rows[1])
    assert sign_in("vendor").get(url("list", running), {"format": "xlsx"}).status_code == 200


def test_people_find_the_list_from_the_process(running, run, member, sign_in):
    for who in ("official", "member", "vendor"):
        page = text(sign_in(who).get(run.get_absolute_url()))
        assert f'href="{url("list", running)}"' in page


@pytest.mark.parametrize("number", ONE_AND_FIFTY)
def test_pages_ask_the_same_however_much_there_is(running, stage, issue, vendor, number, sign_in):
    for _ in range(number):
        person = factories.make_member(issue.membership.panel).user
        raised(person, stage)
        replied(person, issue)
    for who, ceiling in (("official", 12), ("colleague", 12), ("vendor", 12)):
        client = sign_in(who)
        for page in (f"{url('list', running)}?size=50", f"{issue.get_absolute_url()}?size=50"):
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            assert len(asked) <= ceiling, "\n".join(query["sql"] for query in asked)


def test_the_admin_looks_and_changes_nothing(issue, official, sign_in):
    reply = replied(official, issue)
    client = sign_in("administrator")
    for model, pk in (("issue", issue.pk), ("reply", reply.pk)):
        assert client.get(f"/admin/workflows/{model}/").status_code == 200
        assert client.get(f"/admin/workflows/{model}/{pk}/change/").status_code == 200
        assert client.get(f"/admin/workflows/{model}/add/").status_code == 403
        assert client.post(f"/admin/workflows/{model}/{pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_duty_says_where_it_comes_from(official, sign_in):
    running = factories.make_confirmed_project(officer=official, status="running")
    stage = factories.make_run(running).stages.get(state="open")
    duty = raised(official, stage).duty
    page = text(sign_in("official").get(duty.get_absolute_url()))
    assert "협의가 제기되어 생긴 과제" in page
    assert "사업부서가 이 단계에 더한" not in page


def test_a_withdrawn_or_ended_issue_is_no_open_one(issue, member, stage, sign_in):
    actions.withdraw(by=fresh(member), issue=issue)
    Issue.objects.update(reply_due_on=issue.reply_due_on - timedelta(days=30))
    page = sign_in("member").get(url("list", stage.run.project), {"late": "late"})
    assert page.context["lines"] == []
