import pytest
from django.urls import reverse

from projects.enums import GovernanceType
from selection import actions
from selection.admin_forms import initial_of
from selection.grid import grid_of
from selection.models import Assessment, Edition
from tests import factories
from tests.selection.people import ADVISORY, OPINION, approved, submitted
from tests.selection.test_views import queries_of, text_of

pytestmark = pytest.mark.django_db
LIST = "/admin/selection/edition/"


def url(name, edition):
    return reverse(f"admin:selection_edition_{name}", args=[edition.pk])


def posted(edition, **changes):
    """What the sheet sends when it is left as it stands, but for the changes; a None takes a field out."""
    sent = initial_of(grid_of(edition)) | {"version": edition.version} | changes
    return {name: "on" if value is True else value for name, value in sent.items() if value is not None}


@pytest.fixture
def admin_client(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def draft(administrator, edition):
    return actions.clone_edition(by=administrator, edition=edition)


# --- who


@pytest.mark.parametrize("who", ["official", "governance_officer", "auditor", "citizen"])
def test_only_administrators_come_in(client, request, draft, edition, who):
    client.force_login(request.getfixturevalue(who))

    for address in (LIST, url("change", draft), url("preview", draft), url("publish", draft)):
        assert client.get(address).status_code in (302, 403)
    for address in (url("clone", edition), url("publish", draft)):
        client.post(address, {"version": 1})
    client.post(url("change", draft), posted(draft, note="가"))
    assert list(Edition.objects.values_list("state", "note")) == [("draft", ""), ("published", edition.note)]


def test_no_other_path_writes_an_edition(admin_client, draft, edition):
    for one in (draft, edition):
        assert admin_client.get(url("delete", one)).status_code == 403
        assert admin_client.post(url("delete", one), {"post": "yes"}).status_code == 403
    assert admin_client.get(f"{LIST}add/").status_code in (403, 404)
    bulk = {"action": "delete_selected", "_selected_action": [draft.pk, edition.pk], "post": "yes"}
    admin_client.post(LIST, bulk)
    assert Edition.objects.count() == 2


def test_what_does_not_exist_is_not_there(admin_client, edition):
    assert admin_client.get(f"{LIST}999/change/").status_code == 404
    assert admin_client.get(f"{LIST}abc/change/").status_code == 404


def test_the_list_shows_every_edition(admin_client, draft):
    page = text_of(admin_client.get(LIST))

    assert "2018년 2월판 개정안" in page
    assert "작성 중" in page


# --- clone


def test_a_draft_is_made_with_one_button(admin_client, edition):
    assert "이 판을 바탕으로 새 초안 만들기" in text_of(admin_client.get(url("change", edition)))
    assert admin_client.get(url("clone", edition)).status_code == 405

    response = admin_client.post(url("clone", edition), follow=True)

    draft = Edition.objects.get(state="draft")
    assert response.redirect_chain[-1][0] == url("change", draft)
    assert "‘2018년 2월판 개정안’ 초안을 만들었습니다." in text_of(response)


def test_a_draft_is_not_copied(admin_client, draft):
    response = admin_client.post(url("clone", draft))

    assert response.status_code == 409
    assert "발행한 기준표에서만" in text_of(response)


# --- the sheet


def test_the_sheet_is_one_table(admin_client, draft):
    response = admin_client.get(url("change", draft))

    assert [row["headings"] for row in response.context["form"].rows][
        3
    ] == "사업 수혜 범위 > 특정시민 > 특정계층 시민"
    assert response.content.decode().count('type="checkbox"') >= 32
    assert "포털이 추정하여 둠" in text_of(response)


def test_left_as_it_stands_nothing_changes(admin_client, draft):
    before = grid_of(draft)

    assert admin_client.post(url("change", draft), posted(draft)).status_code == 302
    assert grid_of(Edition.objects.get(pk=draft.pk)) == before


def test_ticks_and_texts_are_saved(admin_client, draft):
    data = posted(
        draft,
        local_advisory="on",
        local_citizen_led=None,
        local_details="첫째\r\n둘째",
        urgent_help="새 도움말",
        label="2026년판",
    )
    response = admin_client.post(url("change", draft), data, follow=True)

    assert "저장했습니다." in text_of(response)
    saved = grid_of(Edition.objects.get(pk=draft.pk))
    assert saved.rows[4].types == (GovernanceType.ADVISORY,)
    assert saved.rows[4].details == "첫째\n둘째"
    assert (saved.label, saved.questions[4].help) == ("2026년판", "새 도움말")


def test_the_second_saver_sees_both_versions(admin_client, draft):
    admin_client.post(url("change", draft), posted(draft, local_text="먼저 저장한 물음"))
    data = posted(draft, local_text="나중에 적은 물음", local_advisory="on")

    response = admin_client.post(url("change", draft), data)

    page = text_of(response)
    assert response.status_code == 409
    assert "그 사이 다른 화면에서 이 초안이 저장되었습니다." in page
    assert [(c.place, c.before, c.after) for c in response.context["conflicts"]] == [
        ("지역주민 > 물음", "먼저 저장한 물음", "나중에 적은 물음"),
        ("지역주민 > 권고 유형", "시민주도형", "시민자문형, 시민주도형"),
    ]
    assert "나중에 적은 물음" in response.context["form"]["local_text"].value()
    assert Edition.objects.get(pk=draft.pk).rows.get(key="local").text == "먼저 저장한 물음"
    again = posted(draft, local_text="나중에 적은 물음", version=response.context["form"]["version"].value())
    assert admin_client.post(url("change", draft), again).status_code == 302
    assert draft.rows.get(key="local").text == "나중에 적은 물음"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"local_text": " "}, "지역주민: 물음"),
        ({"label": ""}, "판 이름"),
        ({"urgent_text": "가" * 301}, "긴급 여부: 물음"),
        ({"note": "\u202e거꾸로"}, "보이지 않는 제어 문자"),
        ({"version": ""}, "입력한 내용을 확인해 주세요."),
    ],
)
def test_what_cannot_be_kept_comes_back(admin_client, draft, changes, sentence):
    response = admin_client.post(url("change", draft), posted(draft, local_advisory="on", **changes))

    assert sentence in text_of(response)
    assert response.context["form"]["local_advisory"].value() is True
    assert Edition.objects.get(pk=draft.pk).version == 1


def test_a_name_that_is_taken_comes_back(admin_client, draft):
    response = admin_client.post(url("change", draft), posted(draft, label="2018년 2월판"))

    assert response.status_code == 409
    assert "같은 이름의 판이 이미 있습니다." in text_of(response)
    assert not response.context["conflicts"]


def test_a_published_edition_is_only_looked_at(admin_client, edition):
    page = admin_client.get(url("change", edition))
    assert "발행한 기준표는 고칠 수 없습니다." in text_of(page)
    assert 'value="저장"' not in page.content.decode()

    assert admin_client.post(url("change", edition), posted(edition, note="몰래")).status_code == 403
    assert Edition.objects.get().note == edition.note


def test_an_edition_published_while_it_was_edited_comes_back(admin_client, draft, administrator, monkeypatch):
    form = posted(draft, note="늦은 저장")
    held = Edition.objects.get(pk=draft.pk)
    actions.publish_edition(by=administrator, edition=draft)
    monkeypatch.setattr("selection.admin.EditionAdmin.edition", lambda *_: held)

    response = admin_client.post(url("change", draft), form)

    assert response.status_code == 409
    assert "발행한 기준표는 고칠 수 없습니다." in text_of(response)


def test_markup_in_a_text_stays_text(admin_client, draft):
    admin_client.post(url("change", draft), posted(draft, local_text="</textarea><script>alert(1)</script>"))

    assert "<script>alert" not in admin_client.get(url("change", draft)).content.decode()


# --- what would differ


def test_the_preview_lists_what_would_differ(admin_client, draft, official, head):
    changed = approved(factories.make_project(officer=official, title="달라지는 사업"), head, OPINION)
    approved(factories.make_project(officer=official, title="그대로인 사업"), head, ADVISORY)
    submitted(factories.make_project(officer=official, title="아직 결재 중인 사업"), OPINION)
    draft.rows.filter(key="opinion").update(types=["collaboration"])

    page = text_of(admin_client.get(url("preview", draft)))

    assert "확정한 선정표 2건의 답을" in page
    assert "달라지는 것은 1건입니다." in page
    assert "달라지는 사업 권고 · 시민협의형 권고 · 시민협업형" in page
    assert "그대로인 사업" not in page
    assert "아직 결재 중인 사업" not in page
    assert Assessment.objects.get(pk=changed.pk).governance_type == "consultation"


def test_the_preview_without_differences_says_so(admin_client, draft):
    assert "달라지는 선정표가 없습니다." in text_of(admin_client.get(url("preview", draft)))


def test_the_preview_has_pages_and_the_same_queries(admin_client, draft, official, head):
    draft.rows.update(types=[])
    first = approved(factories.make_project(officer=official), head, OPINION)
    before = queries_of(admin_client, url("preview", draft))
    for _ in range(49):
        first.pk = None
        first.save(force_insert=True)

    assert queries_of(admin_client, url("preview", draft)) == before
    page = text_of(admin_client.get(f"{url('preview', draft)}?page=2"))
    assert "2/5쪽" in page
    assert "검토 필요" in page
    assert "(RV-2)" in page


# --- publish


def test_publishing_asks_first_and_happens_once(admin_client, draft, administrator):
    page = admin_client.get(url("publish", draft))
    assert "발행한 판은 고치거나 지울 수 없습니다." in text_of(page)
    assert Edition.objects.get(pk=draft.pk).is_draft

    response = admin_client.post(url("publish", draft), {"version": 1}, follow=True)

    assert "판을 발행했습니다." in text_of(response)
    assert Edition.objects.current() == draft
    assert admin_client.post(url("publish", draft), {"version": 1}).status_code == 409
    assert "이미 발행한 기준표입니다." in text_of(admin_client.get(url("publish", draft)))


@pytest.mark.parametrize("version", ["", "7", "moon"])
def test_what_was_not_seen_is_not_published(admin_client, draft, version):
    assert admin_client.post(url("publish", draft), {"version": version}).status_code == 409
    assert Edition.objects.get(pk=draft.pk).is_draft


# --- assessments


def test_assessments_are_only_looked_at(admin_client, project, head):
    assessment = approved(project, head)

    for model, pk in (("assessment", assessment.pk), ("approval", assessment.approvals.first().pk)):
        assert admin_client.get(f"/admin/selection/{model}/").status_code == 200
        assert admin_client.get(f"/admin/selection/{model}/{pk}/change/").status_code == 200
        assert admin_client.post(f"/admin/selection/{model}/{pk}/change/", {}).status_code == 403
        assert admin_client.post(f"/admin/selection/{model}/{pk}/delete/", {"post": "yes"}).status_code == 403
        assert admin_client.get(f"/admin/selection/{model}/add/").status_code == 403
