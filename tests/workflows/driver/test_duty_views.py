"""Pages about duties, stages' dates and waivers."""

from datetime import timedelta

import pytest

from seoul_gov.ui.korean import today
from tests import factories
from tests.workflows.driver.walking import duty, open_stage, record, settle_stage, walk_to
from workflows.driver import actions
from workflows.runs.models import DutyRecord, Waiver

FORMS = ["record/", "not-case/", "skip/", "reopen/", "waiver/", "due/"]
ACTIONS = {
    "해당 없음으로 표시": "not-case/",
    "건너뛰기": "skip/",
    "다시 열기": "reopen/",
    "면제 요청": "waiver/",
    "기한 바꾸기": "due/",
}


@pytest.fixture
def visit(client):
    def read(user, url, status=200):
        client.force_login(user)
        answer = client.get(url)
        assert answer.status_code == status
        return answer.content.decode()

    return read


@pytest.fixture
def send(client):
    def post(user, url, **data):
        client.force_login(user)
        return client.post(url, data)

    return post


def url_of(run, key, name=""):
    return f"/process/duty/{duty(run, key).pk}/{name}"


def offered(page, run, key):
    """Which of the further ways the page of the duty offers."""
    return {name for label, name in ACTIONS.items() if f'href="{url_of(run, key, name)}">{label}<' in page}


def record_data(**changes):
    return {
        "occurred_on": today().isoformat(),
        "person": "디지털정책과 김담당",
        "evidence": "정보시스템담당관-498",
    } | changes


@pytest.mark.parametrize(
    ("key", "ways"),
    [
        ("p1", {"not-case/", "waiver/", "due/"}),
        ("p3", {"waiver/", "due/"}),
        ("p4", {"not-case/", "skip/", "due/"}),
        ("ad2", {"skip/", "due/"}),
        ("ad3-recruit", {"not-case/", "waiver/", "due/"}),
        ("ad3-select", {"due/"}),
        ("ad4", {"waiver/", "due/"}),
        ("c1", {"due/"}),
    ],
)
def test_a_duty_offers_what_may_be_done(visit, official, run, key, ways):
    assert offered(visit(official, url_of(run, key)), run, key) == ways


def test_a_done_duty_offers_to_reopen_it(visit, official, run):
    record(official, duty(run, "p1"))
    page = visit(official, url_of(run, "p1"))
    assert offered(page, run, "p1") == {"reopen/"}
    assert "정보시스템담당관-498" in page


def test_a_duty_of_a_closed_stage_offers_nothing(visit, official, run):
    walk_to(official, run, "procurement")
    assert offered(visit(official, url_of(run, "p1")), run, "p1") == set()


def test_a_duty_that_waits_for_a_waiver_offers_no_second_one(visit, official, head, run):
    actions.request_waiver(by=official, duty=duty(run, "p3"), reason="작은 사업입니다.")
    page = visit(official, url_of(run, "p3"))
    assert offered(page, run, "p3") == {"due/"}
    assert "작은 사업입니다." in page
    assert "면제 결정하기" in visit(head, url_of(run, "p3"))


def test_a_head_is_offered_no_button_that_only_officers_have(visit, official, head, run):
    walk_to(official, run, "analysis")
    meeting = open_stage(run).duties.filter(kind="meeting", state="open").first()
    for url in (f"/process/duty/{meeting.pk}/", run.get_absolute_url()):
        assert ("회의 소집하기" in visit(official, url), "회의 소집하기" in visit(head, url)) == (True, False)


def test_a_duty_says_why_it_has_to_wait(visit, official, run):
    assert "‘발주’ 단계가 아직 시작되지 않았습니다." in visit(official, url_of(run, "c1"))


def test_a_duty_says_what_it_is_for(visit, official, run):
    page = visit(official, url_of(run, "ad1"))
    for words in ("가이드라인 5-2", "자문단 구성계획", "10명 내외의 인원", "가이드라인 명시", "사업담당자"):
        assert words in page
    assert "새로 구축하거나" in visit(official, url_of(run, "p5"))


def test_a_reopened_duty_says_why(visit, official, run):
    record(official, duty(run, "p1"))
    actions.reopen_duty(by=official, duty=duty(run, "p1"), reason="예산이 바뀌었습니다.")
    page = visit(official, url_of(run, "p1"))
    assert "다시 연 과제입니다." in page
    assert "다시 연 사유: 예산이 바뀌었습니다." in page


def test_a_duty_with_its_evidence_waits_to_be_stamped(visit, official, run):
    settle_stage(official, run)
    assert "근거가 갖추어졌습니다." in visit(official, url_of(run, "ad5"))


def test_readers_see_a_duty_without_ways_on_and_members_without_its_evidence(visit, auditor, official, run):
    record(official, duty(run, "p1"), upload=factories.make_upload("기본계획.pdf"))
    member = factories.make_member(factories.make_panel(run.project)).user
    assert "정보시스템담당관-498" in visit(auditor, url_of(run, "p1"))
    page = visit(member, url_of(run, "p1"))
    for words in ("정보시스템담당관-498", "기본계획.pdf", "디지털정책과 김담당"):
        assert words not in page
    assert offered(page, run, "p1") == set()
    assert offered(visit(auditor, url_of(run, "p3")), run, "p3") == set()


@pytest.mark.parametrize("name", ["", *FORMS])
def test_strangers_find_nothing(visit, other_official, citizen, administrator, run, name):
    for user in (other_official, citizen, administrator):
        visit(user, url_of(run, "p1", name), 404)


@pytest.mark.parametrize("name", FORMS)
def test_readers_who_may_not_are_told_why(visit, send, governance_officer, run, name):
    page = visit(governance_officer, url_of(run, "p1", name), 403)
    assert "이 사업을 맡은 부서의 사업담당자와 부서장만" in page
    assert send(governance_officer, url_of(run, "p1", name), reason="사유").status_code == 403


def test_a_duty_is_recorded(client, send, official, run):
    answer = send(official, url_of(run, "p1", "record/"), **record_data())
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/process/{run.pk}/")
    assert duty(run, "p1").state == "settled"
    assert duty(run, "p1").records.get().person == "디지털정책과 김담당"


def test_a_record_form_comes_with_who_and_today(visit, official, run):
    page = visit(official, url_of(run, "p1", "record/"))
    assert "디지털정책과 김담당" in page
    assert f'value="{today().isoformat()}"' in page
    assert 'name="outcome"' not in page
    assert "보류" in visit(official, url_of(run, "p8", "record/"))


def test_a_record_with_its_file_goes_out_to_staff_alone(client, visit, send, official, auditor, citizen, run):
    send(official, url_of(run, "p1", "record/"), **record_data(file=factories.make_upload("기본계획.pdf")))
    url = f"/process/records/{DutyRecord.objects.get().pk}/file/"
    assert url in visit(official, url_of(run, "p1"))
    for user in (official, auditor):
        client.force_login(user)
        answer = client.get(url)
        assert (answer.status_code, b"".join(answer.streaming_content)) == (200, factories.PDF)
    member = factories.make_member(factories.make_panel(run.project)).user
    for user in (citizen, member, factories.make_vendor(project=run.project)):
        visit(user, url, 404)


def test_a_record_without_a_file_has_nothing_to_get(visit, official, run):
    made = record(official, duty(run, "p1"))
    visit(official, f"/process/records/{made.pk}/file/", 404)


def test_what_was_typed_survives_a_refusal(send, official, run):
    tomorrow = (today() + timedelta(days=1)).isoformat()
    answer = send(official, url_of(run, "p1", "record/"), **record_data(occurred_on=tomorrow))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "아직 오지 않은 날짜는 수행일로 적을 수 없습니다." in text
    assert "정보시스템담당관-498" in text
    assert f'value="{tomorrow}"' in text


def test_a_record_needs_an_outcome_where_there_is_a_choice(send, official, run):
    answer = send(official, url_of(run, "ad2", "record/"), **record_data())
    assert answer.context["form"].errors["outcome"]
    assert send(official, url_of(run, "ad2", "record/"), **record_data(outcome="활용")).status_code == 302


@pytest.mark.parametrize(
    ("key", "name", "state"),
    [("p5", "not-case/", "not_case"), ("ad2", "skip/", "skipped")],
)
def test_a_reason_lets_a_duty_go(send, official, run, key, name, state):
    assert send(official, url_of(run, key, name), reason=" ").status_code == 200
    assert send(official, url_of(run, key, name), reason="해당하지 않음").status_code == 302
    assert (duty(run, key).state, duty(run, key).reason) == (state, "해당하지 않음")


def test_what_may_not_be_let_go_is_refused_in_place(send, official, run):
    answer = send(official, url_of(run, "p1", "skip/"), reason="바쁩니다.")
    assert answer.status_code == 409
    assert "선택 과제가 아니어서 건너뛸 수 없습니다." in answer.content.decode()
    assert "바쁩니다." in answer.content.decode()


def test_a_duty_is_reopened(send, official, run):
    record(official, duty(run, "p1"))
    assert send(official, url_of(run, "p1", "reopen/"), reason="다시").status_code == 302
    assert duty(run, "p1").state == "open"


def test_a_waiver_is_asked_for_and_decided(visit, send, official, head, run):
    page = visit(official, url_of(run, "p3", "waiver/"))
    assert "부서장이 결정합니다." in page
    assert "거버넌스 담당이 결정합니다." in visit(official, url_of(run, "ad1", "waiver/"))
    assert send(official, url_of(run, "p3", "waiver/"), reason="작은 사업입니다.").status_code == 302
    url = f"/process/waivers/{Waiver.objects.get().pk}/decide/"
    assert "작은 사업입니다." in visit(head, url)
    assert "면제를 요청한 사람은" in visit(official, url, 403)
    answer = send(head, url, decision="refuse")
    assert (answer.status_code, "거절하는 사유를 적어 주세요." in answer.content.decode()) == (409, True)
    assert send(head, url, decision="").status_code == 200
    assert send(head, url, decision="grant", comment="확인").headers["Location"] == url_of(run, "p3")
    assert duty(run, "p3").state == "waived"
    assert "확인" in visit(official, url_of(run, "p3"))
    again = send(head, url, decision="grant")
    assert (again.status_code, "이미 결정했습니다(승인)." in again.content.decode()) == (409, True)


def test_a_decided_waiver_shows_what_came_of_it_and_no_form(visit, official, head, run):
    granted = actions.request_waiver(by=official, duty=duty(run, "p3"), reason="작은 사업입니다.")
    actions.decide_waiver(by=head, waiver=granted, grant=True, comment="확인했습니다.")
    refused = actions.request_waiver(by=official, duty=duty(run, "p5"), reason="바쁩니다.")
    actions.decide_waiver(by=head, waiver=refused, grant=False, comment="꼭 해야 합니다.")
    withdrawn = actions.request_waiver(by=official, duty=duty(run, "p1"), reason="필요 없습니다.")
    record(official, duty(run, "p1"))
    for waiver, who, words in (
        (granted, head, ["승인", "작은 사업입니다.", "확인했습니다."]),
        (refused, head, ["거절", "바쁩니다.", "꼭 해야 합니다."]),
        (withdrawn, official, ["철회", "필요 없습니다."]),
    ):
        page = visit(head, f"/process/waivers/{waiver.pk}/decide/")
        assert f"<dt>결정한 사람</dt><dd>{who} · " in page
        assert all(word in page for word in words)
        assert 'name="decision"' not in page


def test_a_waiver_is_nobody_elses_business(visit, other_official, auditor, governance_officer, official, run):
    waiver = actions.request_waiver(by=official, duty=duty(run, "p3"), reason="사유")
    url = f"/process/waivers/{waiver.pk}/decide/"
    visit(other_official, url, 404)
    for user in (auditor, governance_officer):
        assert "부서장만 결정할 수 있습니다." in visit(user, url, 403)


def test_a_due_day_is_moved_and_odd_days_are_told(client, send, official, run):
    stage = open_stage(run)
    inside = stage.planned_end.isoformat()
    answer = send(official, url_of(run, "p1", "due/"), due_on=inside, reason="자료 지연")
    assert answer.status_code == 302
    assert duty(run, "p1").due_on == stage.planned_end
    client.force_login(official)
    odd = client.post(url_of(run, "p3", "due/"), {"due_on": "2099-12-27"}, follow=True).content.decode()
    assert "쉬는 날이 들어 있습니다: 2099. 12. 27.(일)." in odd
    assert "새 기한이 ‘기획’ 단계의 일정(" in odd
    again = send(official, url_of(run, "p1", "due/"), due_on=inside)
    assert (again.status_code, "지금과 같은 기한입니다." in again.content.decode()) == (409, True)


def test_a_stage_is_moved(client, visit, send, official, run):
    stage = open_stage(run)
    url = f"/process/stage/{stage.pk}/dates/"
    assert url in visit(official, f"/process/{run.pk}/")
    assert stage.planned_start.isoformat() in visit(official, url)
    days = {
        "start": stage.planned_start.isoformat(),
        "end": (stage.planned_end + timedelta(days=14)).isoformat(),
    }
    before = run.stages.get(key="procurement").planned_start
    assert send(official, url, **days).status_code == 302
    assert run.stages.get(key="procurement").planned_start == before
    days["end"] = (stage.planned_end + timedelta(days=28)).isoformat()
    assert send(official, url, **days, follow="on").status_code == 302
    assert run.stages.get(key="procurement").planned_start > before
    crooked = send(official, url, start=days["end"], end=days["start"])
    assert crooked.context["form"].errors["end"] == ["종료일은 시작일과 같거나 그 뒤여야 합니다."]
    empty = send(official, url, start="", end="")
    assert set(empty.context["form"].errors) == {"start", "end"}


@pytest.mark.parametrize("name", ["dates/", "add/"])
def test_stages_are_kept_from_others(visit, auditor, other_official, run, name):
    url = f"/process/stage/{open_stage(run).pk}/{name}"
    assert "사업담당자와 부서장만" in visit(auditor, url, 403)
    visit(other_official, url, 404)


def test_a_meeting_is_added(visit, send, official, run):
    url = f"/process/stage/{open_stage(run).pk}/add/"
    assert url in visit(official, f"/process/{run.pk}/")
    due = open_stage(run).planned_end.isoformat()
    answer = send(official, url, kind="meeting", title="요구 변경 논의", due_on=due)
    added = open_stage(run).duties.get(title="요구 변경 논의")
    assert answer.headers["Location"] == f"/process/duty/{added.pk}/"
    wrong = send(official, url, kind="record", title="요구 변경 논의", due_on=due)
    assert wrong.context["form"].errors["kind"]


@pytest.mark.parametrize("url", ["duty/999/", "stage/999/dates/", "waivers/999/decide/", "records/999/file/"])
def test_unknown_things_are_not_found(visit, official, url):
    visit(official, f"/process/{url}", 404)


def test_visitors_are_asked_to_sign_in(client, run):
    for url in (f"/process/{run.pk}/", url_of(run, "p1"), url_of(run, "p1", "record/")):
        assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"


def test_a_waivers_reason_is_the_staffs_until_it_is_granted(visit, official, head, auditor, run):
    member = factories.make_member(factories.make_panel(run.project, kind="online")).user
    url = url_of(run, "p3", "")
    refused = actions.request_waiver(by=official, duty=duty(run, "p3"), reason="첫 사유입니다.")
    actions.decide_waiver(by=head, waiver=refused, grant=False, comment="계획을 세워 주세요.")
    granted = actions.request_waiver(by=official, duty=duty(run, "p3"), reason="둘째 사유입니다.")
    for user, sees in ((auditor, True), (member, False)):
        page = visit(user, url)
        assert [words in page for words in ("첫 사유", "계획을 세워", "둘째 사유")] == [sees] * 3
    actions.decide_waiver(by=head, waiver=granted, grant=True)
    page = visit(member, url)
    assert "둘째 사유" in page
    assert "첫 사유" not in page
