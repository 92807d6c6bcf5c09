import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panels.models import Panel
from seoul_gov.notifications.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db

TRANSACTION_CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


@pytest.fixture
def people(official, head, other_official, governance_officer, auditor, administrator, citizen, panel):
    seat = factories.make_member(panel, name="홍길동")
    other = factories.make_panel(panel.project, name="두 번째 시민참여단")
    return {
        "official": official,
        "head": head,
        "other_official": other_official,
        "governance_officer": governance_officer,
        "auditor": auditor,
        "administrator": administrator,
        "citizen": citizen,
        "member": seat.user,
        "neighbour": factories.make_member(other).user,
        "vendor": factories.make_vendor(project=panel.project),
    }


def answers(client, people, url, method="get") -> dict[str, int]:
    told = {}
    for name, person in people.items():
        client.force_login(person)
        told[name] = getattr(client, method)(url).status_code
    return told


def split(told: dict[str, int], status: int) -> set[str]:
    return {name for name, code in told.items() if code == status}


def test_panel_is_read_by_staff_and_its_own_members(client, people, panel):
    told = answers(client, people, panel.get_absolute_url())
    assert split(told, 200) == {"official", "head", "governance_officer", "auditor", "member"}
    assert split(told, 404) == {"other_official", "administrator", "citizen", "neighbour", "vendor"}


def test_panels_of_a_project_are_listed_for_staff(client, people, panel):
    told = answers(client, people, reverse("panels:project", args=[panel.project_id]))
    assert split(told, 200) == {"official", "head", "governance_officer", "auditor"}
    assert split(told, 404) == set(people) - split(told, 200)


@pytest.mark.parametrize("name", ["invite", "dissolve"])
def test_officers_manage_readers_are_refused_and_others_find_nothing(client, people, panel, name):
    told = answers(client, people, reverse(f"panels:{name}", args=[panel.pk]))
    assert split(told, 200) == {"official"}
    assert split(told, 403) == {"head", "governance_officer", "auditor", "member"}
    assert split(told, 404) == {"other_official", "administrator", "citizen", "neighbour", "vendor"}


def test_the_head_may_finish_the_forming_as_well(client, people, panel):
    told = answers(client, people, reverse("panels:activate", args=[panel.pk]))
    assert split(told, 200) == {"official", "head"}
    assert split(told, 403) == {"governance_officer", "auditor", "member"}


def test_a_member_finds_the_way_to_the_process(client, panel):
    seat = factories.make_member(panel)
    client.force_login(seat.user)
    page = client.get(panel.get_absolute_url()).content.decode()
    assert reverse("driver:project", args=[panel.project_id]) in page
    assert panel.project.get_absolute_url() + '"' not in page


def test_only_officers_begin_a_panel(client, people, panel):
    told = answers(client, people, reverse("panels:create", args=[panel.project_id]))
    assert split(told, 200) == {"official"}
    assert split(told, 403) == {"head", "governance_officer", "auditor"}
    assert split(told, 404) == set(people) - split(told, 200) - split(told, 403)


def test_refusal_says_why(client, head, panel):
    client.force_login(head)
    page = client.get(reverse("panels:invite", args=[panel.pk])).content.decode()
    assert "이 사업을 맡은 부서의 사업담당자만 할 수 있습니다." in page


def test_visitor_is_asked_to_sign_in(client, panel):
    answer = client.get(panel.get_absolute_url())
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next=/panels/{panel.pk}/")


def test_official_begins_a_panel(client, official, advisory):
    client.force_login(official)
    url = reverse("panels:create", args=[advisory.pk])
    page = client.get(url).content.decode()
    assert "시민추진단 · 시민참여단" in page
    assert "실무추진단" not in page
    answer = client.post(url, {"kind": "citizen", "name": "이용자 모임", "purpose": "네 번 모입니다."})
    panel = Panel.objects.get()
    assert (answer.status_code, answer.url) == (302, panel.get_absolute_url())
    assert (panel.name, panel.kind) == ("이용자 모임", "citizen")


def test_taken_name_comes_back_with_what_was_typed(client, official, panel):
    client.force_login(official)
    facts = {"kind": "expert", "name": panel.name, "purpose": "사라지면 안 되는 글"}
    answer = client.post(reverse("panels:create", args=[panel.project_id]), facts)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "이 사업에 같은 이름의 추진단이 이미 있습니다." in page
    assert "사라지면 안 되는 글" in page


def test_without_a_type_there_is_nothing_to_choose(client, official, project):
    client.force_login(official)
    page = client.get(reverse("panels:create", args=[project.pk])).content.decode()
    assert (
        "거버넌스 유형이 확정된 사업에서만 추진단을 구성할 수 있습니다." in page and 'name="name"' not in page
    )
    assert (
        client.post(
            reverse("panels:create", args=[project.pk]), {"kind": "citizen", "name": "가"}
        ).status_code
        == 200
    )
    assert not Panel.objects.exists()
    url = reverse("panels:project", args=[project.pk])
    assert "유형이 확정되면" in client.get(url).content.decode()
    type(project).objects.update(status="not_applicable")
    page = client.get(url).content.decode()
    assert "적용하지 않는 사업" in page and "유형이 확정되면" not in page


def test_detail_tells_the_kind_the_size_and_the_way_on(client, official, panel):
    factories.make_member(panel)
    client.force_login(official)
    page = client.get(panel.get_absolute_url()).content.decode()
    assert "시민추진단 · 시민참여단" in page
    assert "시민추진단은 여러 추진단을 함께 부르는 이름입니다." in page
    assert "권고 인원은 시민참여단 10명 내외(8~12명)인데 지금은 1명입니다." in page
    assert reverse("panels:activate", args=[panel.pk]) in page


def test_member_sees_names_their_own_texts_and_no_address(client, panel, invite, citizen):
    other = factories.make_member(panel, name="홍길동").user
    seat = factories.make_member(panel, user=citizen)
    membership, secret = invite(panel, name="아직초대", email="waiting@example.test")
    client.force_login(citizen)
    page = client.get(panel.get_absolute_url()).content.decode()
    assert "홍길동" in page
    assert reverse("panels:withdraw", args=[seat.pk]) in page
    for hidden in (
        other.email,
        "waiting@example.test",
        "아직초대",
        secret,
        "초대하기",
        "위촉 해제",
        "답을 기다리는",
    ):
        assert hidden not in page


def test_secret_is_on_nobody_elses_page(client, people, panel, invite, citizen):
    _, secret = invite(panel, factories.make_user())
    for person in people.values():
        client.force_login(person)
        for url in (panel.get_absolute_url(), "/panels/", reverse("panels:project", args=[panel.project_id])):
            assert secret not in client.get(url).content.decode()


def test_auditor_reads_masked_names(client, panel, auditor):
    seat = factories.make_member(panel, name="홍길동", affiliation="따릉이 이용자")
    client.force_login(auditor)
    page = client.get(panel.get_absolute_url()).content.decode()
    assert "홍*동" in page
    for hidden in ("홍길동", seat.email, "따릉이 이용자"):
        assert hidden not in page


def test_dissolved_panel_offers_nothing(client, official, panel):
    Panel.objects.update(state="dissolved")
    client.force_login(official)
    page = client.get(panel.get_absolute_url()).content.decode()
    assert reverse("panels:invite", args=[panel.pk]) not in page
    assert client.get(reverse("panels:invite", args=[panel.pk])).status_code == 200
    answer = client.post(reverse("panels:invite", args=[panel.pk]), INVITATION)
    assert (answer.status_code, "해산한 추진단입니다." in answer.content.decode()) == (409, True)


INVITATION = {"email": "new@example.test", "name": "새시민", "role": "member"}


def test_finishing_asks_for_a_reason_when_the_size_departs(client, official, panel):
    url = reverse("panels:activate", args=[panel.pk])
    client.force_login(official)
    assert client.post(url, {"size_reason": "사유"}).status_code == 409
    factories.make_member(panel)
    assert "필수" in client.get(url).content.decode()
    assert client.post(url, {"size_reason": ""}).status_code == 200
    assert client.post(url, {"size_reason": "희망자가 적습니다."}).url == panel.get_absolute_url()
    assert "사유: 희망자가 적습니다." in client.get(panel.get_absolute_url()).content.decode()


def test_finishing_a_panel_of_the_right_size_asks_nothing(client, official, panel, invite):
    for _ in range(8):
        factories.make_member(panel)
    invite(panel)
    client.force_login(official)
    page = client.get(reverse("panels:activate", args=[panel.pk])).content.decode()
    assert "size_reason" not in page
    assert "아직 답하지 않은 초대가 1건 있습니다." in page
    assert client.post(reverse("panels:activate", args=[panel.pk])).status_code == 302
    panel.refresh_from_db()
    assert panel.state == "active"


def test_dissolving_tells_the_members_why(client, official, panel):
    seat = factories.make_member(panel)
    client.force_login(official)
    url = reverse("panels:dissolve", args=[panel.pk])
    assert client.post(url, {"reason": ""}).status_code == 200
    assert client.post(url, {"reason": "사업이 끝났습니다."}).status_code == 302
    assert Notice.objects.get().recipient == seat.user
    assert client.post(url, {"reason": "또"}).status_code == 409


def test_own_list_shows_seats_invitations_and_the_past(client, panel, mixed, advisory, invite, citizen):
    factories.make_member(panel, user=citizen)
    factories.make_member(factories.make_panel(advisory, name="지난 모임"), user=citizen)
    citizen.memberships.filter(panel__name="지난 모임").update(state="released", ended_at=panel.created_at)
    other = factories.make_confirmed_project(officer=advisory.officer)
    _, secret = invite(factories.make_panel(other, name="새 모임"), citizen)
    client.force_login(citizen)
    page = client.get(reverse("panels:list")).content.decode()
    for shown in ("시민참여단", "지난 모임", "새 모임", secret):
        assert shown in page
    assert "혼합 자문단" not in page


def test_own_list_without_anything(client, citizen):
    client.force_login(citizen)
    assert "활동 중인 추진단이 없습니다." in client.get(reverse("panels:list")).content.decode()


def queries_of(client, url) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len([q for q in captured if not q["sql"].startswith(TRANSACTION_CONTROL)])


def test_pages_ask_as_much_for_one_as_for_fifty(client, official, panel, invite):
    client.force_login(official)
    client.get("/panels/")
    counts = {}
    for size in (1, 49):
        for number in range(size):
            factories.make_member(panel)
            invite(panel)
            ended = factories.make_member(panel)
            panel.memberships.filter(pk=ended.pk).update(state="released", ended_at=panel.created_at)
            factories.make_panel(panel.project, name=f"모임 {size}-{number}")
            seat = factories.make_panel(panel.project, name=f"간사 {size}-{number}")
            factories.make_member(seat, user=official, role="secretary")
            invite(
                factories.make_panel(panel.project, name=f"초대 {size}-{number}"), official, role="secretary"
            )
        urls = [
            panel.get_absolute_url(),
            reverse("panels:project", args=[panel.project_id]),
            reverse("panels:list"),
        ]
        counts[size] = [queries_of(client, url) for url in urls]
    assert counts[1] == counts[49]
    assert max(counts[49]) <= 20


def asked(client, project, **answers):
    response = client.get(reverse("panels:kind", args=[project.pk]), answers)
    assert response.status_code == 200
    return response.content.decode()


def test_three_answers_lead_to_the_form_with_the_kind_chosen(client, official, panel):
    client.force_login(official)
    page = asked(client, panel.project, form="online", expertise="general", degree="advice")
    create = reverse("panels:create", args=[panel.project_id])
    assert f'href="{create}?kind=citizen"' in page
    assert "시민참여단 활동은 오프라인을 전제로 합니다." in page
    form = client.get(create, {"kind": "citizen"}).context["form"]
    assert form["kind"].value() == "citizen"


def test_what_the_type_does_not_allow_and_what_nothing_fits_is_said(client, official, panel):
    client.force_login(official)
    page = asked(client, panel.project, form="offline", expertise="general", degree="decision")
    assert "자문형 사업에는" in page
    assert "?kind=" not in page
    page = asked(client, panel.project, form="online", expertise="general", degree="decision")
    assert "여러 차례의 오프라인 활동이 전제되어" in page


def test_an_answer_that_is_missing_is_asked_for(client, official, panel):
    client.force_login(official)
    assert "필수 항목입니다" not in asked(client, panel.project)
    assert "필수 항목입니다" in asked(client, panel.project, form="online")


@pytest.mark.parametrize(("kind", "misses"), [("nonsense", True), ("working", True), ("citizen", False)])
def test_a_kind_that_the_address_asks_for_in_vain_is_told(client, official, advisory, kind, misses):
    client.force_login(official)
    for door in ("create", "adopt"):
        page = client.get(reverse(f"panels:{door}", args=[advisory.pk]), {"kind": kind}).content.decode()
        assert ("이 사업에 둘 수 없는 추진단입니다" in page) is misses
