import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.enums import ProjectStatus
from selection import actions
from selection.forms import initial_of
from selection.models import Assessment, Edition
from selection.recommend import Answers
from selection.records import answers_of
from tests import factories
from tests.selection.people import (
    ADVISORY,
    CITIZEN,
    CITY,
    DECISION,
    DISTRICT,
    INTERNAL,
    LOCAL,
    OPINION,
    REASON,
    answered,
    approved,
    begun,
    submitted,
)

pytestmark = pytest.mark.django_db
BOOKKEEPING = re.compile(r"^(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)")


def url(name, thing):
    return reverse(f"selection:{name}", args=[thing.pk])


def text_of(response):
    """What a person reads, without the marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def queries_of(client, address):
    """How many queries a page takes once its reader is known."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len([query for query in captured if not BOOKKEEPING.match(query["sql"])])


@pytest.fixture
def officer_client(client, official):
    client.force_login(official)
    return client


# --- who reads

PAGES = ["detail", "answer", "submit", "abandon", "concur", "confirm", "approve", "send-back"]


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_signs_in_first(client, project, name):
    response = client.get(url(name, submitted(project)))

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["citizen", "other_official"])
def test_what_may_not_be_read_is_not_there(client, request, project, name, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url(name, submitted(project))).status_code == 404
    assert client.get(url("project", project)).status_code == 404
    assert client.get(url("begin", project)).status_code == 404


DOERS = {
    "detail": {"official", "head", "governance_officer", "auditor"},
    "answer": {"official"},
    "submit": {"official"},
    "abandon": {"official"},
    "concur": {"governance_officer"},
    "confirm": {"governance_officer"},
    "approve": {"head"},
    "send-back": {"head", "governance_officer"},
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", sorted(DOERS["detail"]))
def test_what_may_be_read_but_not_done_says_why(client, request, project, name, who):
    client.force_login(request.getfixturevalue(who))
    response = client.get(url(name, submitted(project, LOCAL)))

    if who in DOERS[name]:
        assert response.status_code in (200, 302)
    else:
        assert response.status_code == 403
        assert re.search(r"(만|없습니다)", text_of(response))


def test_what_does_not_exist_is_not_there(officer_client):
    assert officer_client.get("/selection/999/").status_code == 404
    assert officer_client.get("/selection/project/999/").status_code == 404


# --- begin and list


def test_the_list_offers_to_begin(officer_client, project, edition):
    assert "유형 선정 시작" in text_of(officer_client.get(url("project", project)))
    response = officer_client.post(url("begin", project))

    assessment = Assessment.objects.get()
    assert response.url == url("answer", assessment)
    page = text_of(officer_client.get(url("project", project)))
    assert "기안 중" in page
    assert "이 사업에는 진행 중인 유형 선정이 이미 있습니다." in page


def test_others_see_the_list_without_the_button(client, project, head):
    begun(project)
    client.force_login(head)

    page = text_of(client.get(url("project", project)))
    assert "유형 선정표" in page
    assert "진행 중인 유형 선정이 이미" not in page


def test_beginning_at_the_wrong_moment_says_why(officer_client, project):
    response = officer_client.post(url("begin", project))

    assert response.status_code == 409
    assert "발행된 기준표가 없습니다" in text_of(response)
    assert "발행된 기준표가 없습니다" in text_of(officer_client.get(url("begin", project)))


def test_a_draft_has_a_page_that_says_to_register_first(officer_client, official, edition):
    project = factories.make_project(officer=official, status=ProjectStatus.DRAFT)

    assert "사업을 등록한 뒤에" in text_of(officer_client.get(url("project", project)))


# --- answer


def test_the_questions_are_the_editions_own(officer_client, project):
    page = text_of(officer_client.get(url("answer", begun(project))))

    assert "시민의 의견 및 피드백이 필요한(수용 가능한) 정보화사업인가?" in page
    assert "포털이 추정하여 둠" in page
    assert "아직 ‘정보화사업 여부’에 답하지 않아 유형을 판단할 수 없습니다." in page


def test_answers_are_saved(officer_client, project):
    assessment = begun(project)
    response = officer_client.post(url("answer", assessment), initial_of(ADVISORY) | {"version": 1})

    assert response.url == assessment.get_absolute_url()
    assert answers_of(Assessment.objects.get()) == ADVISORY
    again = officer_client.get(url("answer", assessment)).content.decode()
    assert re.search(r'name="mode_advisory" value="true"[^>]*checked', again)


def test_saved_answers_go_on_to_the_draft(officer_client, project):
    assessment = begun(project)
    data = initial_of(ADVISORY) | {"version": 1, "submit": "1"}

    assert officer_client.post(url("answer", assessment), data).url == url("submit", assessment)


def test_a_preview_stores_nothing(officer_client, project):
    assessment = begun(project)
    data = initial_of(OPINION) | {"version": 1, "preview": "1"}
    response = officer_client.post(url("answer", assessment), data)

    assert "시민협의형을 권고합니다." in text_of(response)
    assert answers_of(Assessment.objects.get()) == Answers()


def test_the_live_result_is_a_fragment_that_stores_nothing(officer_client, project):
    assessment = begun(project)
    response = officer_client.post(url("answer-result", assessment), initial_of(LOCAL) | {"urgent": "moon"})

    assert "<html" not in response.content.decode()
    assert "아직 ‘긴급 여부’에 답하지 않아" in text_of(response)
    assert answers_of(Assessment.objects.get()) == Answers()
    assert officer_client.get(url("answer-result", assessment)).status_code == 405


def test_half_answered_modes_come_back_with_everything_typed(officer_client, project):
    data = initial_of(ADVISORY) | {"version": 1, "mode_decision": ""}
    response = officer_client.post(url("answer", begun(project)), data)

    assert response.status_code == 200
    assert "시민참여 방식의 세 물음에 모두 답해 주세요." in text_of(response)
    assert re.search(r'name="mode_advisory" value="true"[^>]*checked', response.content.decode())
    assert answers_of(Assessment.objects.get()) == Answers()


def test_a_lost_update_shows_both_sides_and_keeps_what_was_typed(officer_client, project, department):
    assessment = begun(project)
    colleague = factories.make_official("officer", department=department)
    actions.answer(by=colleague, assessment=assessment, answers=OPINION, version=1)
    data = initial_of(ADVISORY) | {"version": 1}

    response = officer_client.post(url("answer", assessment), data)

    assert response.status_code == 409
    assert "그 사이 다른 화면에서 이 선정표가 고쳐졌습니다." in text_of(response)
    assert "시민참여 방식 의견제시" in text_of(response)
    assert re.search(r'name="mode_advisory" value="true"[^>]*checked', response.content.decode())
    assert answers_of(Assessment.objects.get()) == OPINION
    assert officer_client.post(url("answer", assessment), data | {"version": 2}).status_code == 302
    assert answers_of(Assessment.objects.get()) == ADVISORY


def test_after_a_lost_update_saving_again_replaces_it_knowingly(officer_client, project, department):
    assessment = begun(project)
    colleague = factories.make_official("officer", department=department)
    actions.answer(by=colleague, assessment=assessment, answers=OPINION, version=1)
    response = officer_client.post(url("answer", assessment), initial_of(ADVISORY) | {"version": 1})
    data = initial_of(ADVISORY) | {"version": version_in(response)}

    assert officer_client.post(url("answer", assessment), data).status_code == 302


def version_in(response):
    return re.search(r'name="version" value="(\d*)"', response.content.decode())[1]


def test_answers_that_changed_under_a_draft_are_shown_before_it_is_put_forward(
    officer_client, project, department
):
    assessment = answered(project)
    colleague = factories.make_official("officer", department=department)
    data = {"chosen_type": "advisory", "override_reason": REASON, "version": assessment.version}
    actions.answer(by=colleague, assessment=assessment, answers=OPINION, version=assessment.version)

    response = officer_client.post(url("submit", assessment), data)

    assert response.status_code == 409
    assert "시민참여 방식 의견제시" in text_of(response)
    assert "시민협의형 (권고)" in text_of(response)
    assert REASON in text_of(response)
    data["version"] = version_in(response)
    assert officer_client.post(url("submit", assessment), data).status_code == 302
    assert Assessment.objects.get().state == "submitted"


@pytest.mark.parametrize("name", ["answer", "submit"])
def test_a_tab_left_open_says_only_that_the_draft_is_under_approval(officer_client, project, name):
    assessment = answered(project)
    data = initial_of(ADVISORY) | {"chosen_type": "advisory", "override_reason": REASON}
    data["version"] = assessment.version
    officer_client.post(url("submit", assessment), data)

    response = officer_client.post(url(name, assessment), data)

    assert response.status_code == 409
    assert "결재 중인 선정표는 고칠 수 없습니다." in text_of(response)
    assert "지금 저장되어 있는 내용" not in text_of(response)


def test_without_a_version_nothing_is_overwritten(officer_client, project):
    assert officer_client.post(url("answer", begun(project)), initial_of(ADVISORY)).status_code == 409


@pytest.mark.parametrize("name", ["answer", "submit"])
def test_under_approval_the_forms_lead_back_and_say_why(officer_client, project, name):
    response = officer_client.get(url(name, submitted(project)), follow=True)

    assert response.redirect_chain == [(Assessment.objects.get().get_absolute_url(), 302)]
    assert "결재 중인 선정표는 고칠 수 없습니다" in text_of(response)


def test_texts_of_an_edition_cannot_carry_markup(officer_client, project, edition):
    edition.rows.filter(key="opinion").update(text="<script>alert(1)</script>", details="<b>굵게</b>")
    edition.questions.filter(key="urgent").update(text="<i>급한가</i>", help="<u>밑줄</u>")
    assessment = begun(project)

    for name in ("answer", "detail"):
        page = officer_client.get(url(name, assessment)).content.decode()
        assert not re.search(r"<script>alert|<b>굵게|<i>급한가|<u>밑줄", page)


# --- a newer edition


def test_a_newer_edition_is_told_and_can_be_taken(officer_client, project, administrator):
    assessment = answered(project, OPINION)
    draft = actions.clone_edition(by=administrator, edition=assessment.edition)
    actions.publish_edition(by=administrator, edition=draft)

    page = text_of(officer_client.get(assessment.get_absolute_url()))
    assert "시작할 때의 기준표 ‘2018년 2월판’에 따릅니다." in page
    response = officer_client.post(url("restart", assessment))

    assert response.url == url("answer", assessment)
    assert Assessment.objects.get().edition == Edition.objects.current()
    assert "새 기준표가 발행되었습니다" not in text_of(officer_client.get(assessment.get_absolute_url()))
    assert officer_client.post(url("restart", assessment)).status_code == 409


def test_others_are_told_of_the_newer_edition_without_the_button(client, project, head, administrator):
    assessment = answered(project, OPINION)
    draft = actions.clone_edition(by=administrator, edition=assessment.edition)
    actions.publish_edition(by=administrator, edition=draft)
    client.force_login(head)

    page = text_of(client.get(assessment.get_absolute_url()))
    assert "새 기준표가 발행되었습니다" in page
    assert "새 기준표에 맞추기" not in page
    assert client.post(url("restart", assessment)).status_code == 403


# --- submit


def test_the_recommended_type_is_put_forward(officer_client, project):
    assessment = answered(project)
    page = officer_client.get(url("submit", assessment)).content.decode()
    assert re.search(r'value="advisory"[^>]*checked', page)

    data = {"chosen_type": "advisory", "override_reason": "", "version": assessment.version}
    response = officer_client.post(url("submit", assessment), data, follow=True)

    assert "기안했습니다." in text_of(response)
    assert Assessment.objects.get().state == "submitted"


@pytest.mark.parametrize(("answers", "chosen"), [(INTERNAL, "none"), (DISTRICT, "none"), (LOCAL, "advisory")])
def test_what_is_marked_at_first_is_what_is_recommended(officer_client, project, answers, chosen):
    page = officer_client.get(url("submit", answered(project, answers))).content.decode()

    assert re.search(rf'value="{chosen}"[^>]*checked', page)


def test_a_departure_without_a_reason_comes_back(officer_client, project):
    assessment = answered(project)
    data = {"chosen_type": "consultation", "override_reason": "", "version": assessment.version}
    response = officer_client.post(url("submit", assessment), data)

    assert response.status_code == 409
    assert "권고와 다르게 정하려면 그 사유를 적어 주세요." in text_of(response)
    assert re.search(r'value="consultation"[^>]*checked', response.content.decode())


def test_citizen_led_is_not_offered_for_what_the_city_planned(officer_client, project):
    assessment = answered(project)
    assert 'value="citizen_led"' not in officer_client.get(url("submit", assessment)).content.decode()
    data = {"chosen_type": "citizen_led", "override_reason": REASON, "version": assessment.version}

    assert officer_client.post(url("submit", assessment), data).status_code == 200
    assert Assessment.objects.get().state == "drafting"


def test_open_questions_come_first(officer_client, project):
    assessment = answered(project, CITY)
    response = officer_client.get(url("submit", assessment), follow=True)

    assert response.redirect_chain[0][0] == url("answer", assessment)
    assert "모든 물음에 답해 주세요." in text_of(response)
    data = {"chosen_type": "none", "override_reason": REASON, "version": assessment.version}
    assert officer_client.post(url("submit", assessment), data).status_code == 409


def test_a_returned_draft_remembers_what_was_chosen(officer_client, project, head):
    assessment = submitted(project, ADVISORY, "collaboration", REASON)
    actions.send_back(by=head, assessment=assessment, version=assessment.version, comment="까닭")
    page = officer_client.get(url("submit", assessment)).content.decode()

    assert re.search(r'value="collaboration"[^>]*checked', page)
    assert REASON in page


def test_a_returned_draft_without_a_type_remembers_that(officer_client, project, head):
    assessment = submitted(project, ADVISORY, "", REASON)
    actions.send_back(by=head, assessment=assessment, version=assessment.version, comment="까닭")

    assert re.search(
        r'value="none"[^>]*checked', officer_client.get(url("submit", assessment)).content.decode()
    )


# --- the line of approval


def test_the_whole_line_through_the_pages(client, project, official, head, governance_officer):
    assessment = submitted(project, DECISION, "advisory", REASON)
    steps = [
        (governance_officer, "concur", "이견 있습니다.", "협의 의견을 냈습니다."),
        (governance_officer, "confirm", "사유가 분명합니다.", "확인했습니다."),
        (head, "approve", "좋습니다.", "결재했습니다."),
    ]
    for person, name, comment, done in steps:
        client.force_login(person)
        assert REASON in text_of(client.get(url(name, assessment)))
        assert done in text_of(
            client.post(
                url(name, assessment), {"comment": comment, "version": assessment.version}, follow=True
            )
        )
    page = text_of(client.get(assessment.get_absolute_url()))
    assert "유형 선정을 마쳤습니다." in page
    for words in ("이견 있습니다.", "사유가 분명합니다.", "좋습니다.", "박부서장", "최거버", "김담당"):
        assert words in page


def test_a_return_through_the_pages(client, project, official, head):
    assessment = submitted(project)
    client.force_login(head)
    empty = client.post(url("send-back", assessment), {"comment": " "})
    assert (empty.status_code, Assessment.objects.get().state) == (200, "submitted")

    response = client.post(
        url("send-back", assessment),
        {"comment": "다시 보아 주세요.", "version": assessment.version},
        follow=True,
    )

    assert "반려했습니다." in text_of(response)
    client.force_login(official)
    page = text_of(client.get(assessment.get_absolute_url()))
    assert "다시 보아 주세요." in page
    assert "다시 기안할 차례" in page


def test_a_stale_page_shows_what_is_put_forward_by_now_and_signs_it_only_then(
    client, project, official, head
):
    seen = submitted(project)
    client.force_login(head)
    sent = {
        "comment": "좋습니다.",
        "version": client.get(url("approve", seen)).context["form"]["version"].value(),
    }
    back = actions.send_back(by=head, assessment=seen, version=seen.version, comment="다시")
    anew = actions.submit(
        by=official, assessment=back, chosen_type="collaboration", override_reason="함께 정해야 합니다."
    )

    response = client.post(url("approve", seen), sent)

    assert response.status_code == 409
    page = text_of(response)
    assert "그 사이 다시 기안되었습니다. 바뀐 내용을 확인한 뒤 다시 결재해 주세요." in page
    assert "함께 정해야 합니다." in page
    assert "좋습니다." in page
    assert Assessment.objects.get().state == "submitted"
    again = response.context["form"]["version"].value()
    assert again == anew.version
    client.post(url("approve", seen), sent | {"version": again})
    assert Assessment.objects.get().state == "confirmed"


def test_a_signature_without_the_version_it_is_for_is_refused(client, project, head):
    assessment = submitted(project)
    client.force_login(head)
    assert client.post(url("approve", assessment), {"comment": ""}).status_code == 409
    assert Assessment.objects.get().state == "submitted"


def test_who_comes_second_is_told_who_was_first_and_keeps_their_words(client, project, department, head):
    assessment = submitted(project)
    second = factories.make_official("head", department=department, name="윤부서장")
    actions.approve(by=head, assessment=assessment, version=assessment.version)
    client.force_login(second)

    response = client.post(url("approve", assessment), {"comment": "저도 좋습니다."})

    assert response.status_code == 409
    assert "이미 박부서장 님이" in text_of(response)
    assert "저도 좋습니다." in response.content.decode()
    page = client.get(url("approve", assessment), follow=True)
    assert "이미 박부서장 님이" in text_of(page)


def test_the_head_waits_for_the_confirmation(client, project, head):
    assessment = submitted(project, LOCAL)
    client.force_login(head)

    assert "거버넌스 담당이 확인할 차례입니다." in text_of(client.get(assessment.get_absolute_url()))
    response = client.post(url("approve", assessment), {"comment": ""})
    assert response.status_code == 409
    assert "거버넌스 담당이 확인한 뒤에 결재할 수 있습니다." in text_of(response)


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("official", []),
        ("head", ["결재하기", "반려하기"]),
        ("governance_officer", ["협의 의견 쓰기", "반려하기"]),
        ("auditor", []),
    ],
)
def test_everybody_is_offered_what_is_theirs(client, request, project, who, labels):
    assessment = submitted(project)
    client.force_login(request.getfixturevalue(who))

    assert [door.label for door in client.get(assessment.get_absolute_url()).context["doors"]] == labels


def test_the_drafter_is_offered_to_go_on(officer_client, project):
    response = officer_client.get(answered(project).get_absolute_url())

    assert [door.label for door in response.context["doors"]] == ["물음에 답하기", "기안하기", "그만두기"]


def test_who_drafted_and_heads_is_told_why_they_cannot_approve(officer_client, project, official, department):
    official.role_grants.create(role="head", department=department)
    page = text_of(officer_client.get(submitted(project).get_absolute_url()))

    assert "본인이 작성한 선정표는 본인이 협의·확인·결재할 수 없습니다." in page


def test_who_drafted_and_governs_is_told_why_they_cannot_concur(officer_client, project, official):
    official.role_grants.create(role="governance_officer")
    page = text_of(officer_client.get(submitted(project).get_absolute_url()))

    assert "본인이 작성한 선정표는 본인이 협의·확인·결재할 수 없습니다." in page


def test_a_decision_without_an_opinion_shows_as_skipped(officer_client, project, head):
    stages = officer_client.get(approved(project, head).get_absolute_url()).context["stages"]

    assert [stage["state"] for stage in stages] == ["done", "skipped", "done"]


def test_earlier_rounds_stay_in_sight(officer_client, project, official, head):
    assessment = submitted(project)
    actions.send_back(by=head, assessment=assessment, version=assessment.version, comment="첫 회차의 까닭")
    actions.submit(by=official, assessment=assessment, chosen_type="advisory")
    page = text_of(officer_client.get(assessment.get_absolute_url()))

    assert "이전 회차의 기록" in page
    assert "첫 회차의 까닭" in page


@pytest.mark.parametrize("answers", [OPINION, LOCAL, INTERNAL, DISTRICT, CITIZEN, CITY])
def test_every_outcome_has_its_page(officer_client, project, answers):
    assessment = answered(project, answers)
    page = text_of(officer_client.get(assessment.get_absolute_url()))

    assert assessment.get_status_display() in page
    assert "정보화사업 거버넌스 유형 선정표" in page


# --- the same queries however much there is


def test_a_page_takes_the_same_queries_however_long_its_history(officer_client, project, official, head):
    assessment = submitted(project)
    before = queries_of(officer_client, assessment.get_absolute_url())
    for round_number in range(25):
        actions.send_back(
            by=head, assessment=assessment, version=assessment.version, comment=f"{round_number}"
        )
        assessment = actions.submit(by=official, assessment=assessment, chosen_type="advisory")

    assert queries_of(officer_client, assessment.get_absolute_url()) == before
    assert before <= 14


def test_the_list_takes_the_same_queries_with_1_and_50(officer_client, project, head):
    first = approved(project, head)
    before = queries_of(officer_client, url("project", project))
    for _ in range(49):
        first.pk = None
        first.save(force_insert=True)

    assert Assessment.objects.count() == 50
    assert queries_of(officer_client, url("project", project)) == before
    assert before <= 11
