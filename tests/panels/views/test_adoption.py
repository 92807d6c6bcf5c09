"""The page on which a committee that existed before becomes the panel."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from panels.models import Membership, Panel
from seoul_gov.privacy.models import AccessEntry
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "이름,이메일,소속·분야\n한위원,han@example.test,통계\n이위원,lee@example.test,교통"


@pytest.fixture
def office(client, official):
    client.force_login(official)
    return client


@pytest.fixture
def url(advisory):
    return reverse("panels:adopt", args=[advisory.pk])


def typed(**facts):
    return {
        "kind": "expert",
        "name": "전문가자문단",
        "purpose": "두 번 만납니다.",
        "adopted_from": "자문위원회",
        "adopted_basis": "조례 제9조",
        "roster": TEXT,
    } | facts


def shown(response) -> str:
    return response.content.decode()


def adopted(client, url, **facts):
    """The answer to the second button, as the page gave it after the first."""
    form = client.post(url, typed(**facts)).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "upload"}
    return client.post(url, sent | {"adopt": "1"})


def test_who_gets_in(client, url, official, head, other_official, citizen):
    told = {}
    for person in (official, head, other_official, citizen):
        client.force_login(person)
        told[person] = client.get(url).status_code
    assert list(told.values()) == [200, 403, 404, 404]


def test_the_kind_that_was_suggested_is_chosen(office, url, advisory):
    answers = {"form": "offline", "expertise": "expert", "degree": "advice"}
    page = shown(office.get(reverse("panels:kind", args=[advisory.pk]), answers))
    assert f'href="{url}?kind=expert"' in page
    assert office.get(f"{url}?kind=expert").context["form"]["kind"].value() == "expert"


def test_the_way_from_the_projects_panels(office, url, advisory):
    assert f'href="{url}"' in shown(office.get(reverse("panels:project", args=[advisory.pk])))


def test_first_it_is_shown_and_nothing_is_sent(office, url):
    response = office.post(url, typed(adopt="1"))
    page = shown(response)
    assert response.status_code == 200
    for words in (
        "아직 초대를 보내지 않았습니다",
        "1. 한위원",
        "han@example.test",
        "권고와 다릅니다",
        "채택하고 초대 보내기",
    ):
        assert words in page
    assert not Panel.objects.exists()
    (entry,) = AccessEntry.objects.all()
    assert (entry.count, entry.page) == (2, "기존 위원회 명단")


def test_then_it_is_adopted(office, url):
    response = adopted(office, url)
    panel = Panel.objects.get()
    assert response.headers["Location"] == panel.get_absolute_url()
    page = shown(office.get(panel.get_absolute_url()))
    assert "기존 위원회(자문위원회)를 추진단으로 활용합니다." in page
    assert "설치 근거: 조례 제9조" in page
    assert set(panel.memberships.values_list("email", flat=True)) == {"han@example.test", "lee@example.test"}


def test_another_roster_than_the_one_shown_is_shown_first(office, url):
    form = office.post(url, typed()).context["form"]
    changed = typed(roster=f"{TEXT}\n셋째,three@example.test", checked=form["checked"].value(), adopt="1")
    page = shown(office.post(url, changed))
    assert "명단이 바뀌어 다시 확인했습니다." in page
    assert "three@example.test" in page
    assert not Panel.objects.exists()


def test_every_mistake_is_shown_and_what_was_typed_survives(office, url, other_official):
    text = f"이름,이메일\n한위원,han@\n이위원,{other_official.email}\n셋째,three@example.test"
    response = office.post(url, typed(roster=text, adopted_basis="", adopt="1"))
    page = shown(response)
    assert "명단에서 2명의 줄을 고쳐야 합니다. 아래에서 1, 2번째 사람의" in page
    assert "이메일 주소를 name@example.com처럼 적어 주세요." in page
    assert "시 직원은 추진단의 간사로만 참여할 수 있습니다." in page
    assert response.context["form"]["roster"].value() == text
    assert response.context["form"].errors["adopted_basis"]
    assert "채택하고 초대 보내기" not in page
    assert not Panel.objects.exists()


def test_a_roster_of_secretaries_alone(office, url, official):
    page = shown(office.post(url, typed(roster=f"이간사,{official.email},,,간사")))
    assert "단원이 한 명 이상 있어야 합니다." in page


def test_no_roster_and_no_kind(office, url):
    page = shown(office.post(url, typed(roster="", kind="")))
    assert "명단에 사람이 없습니다." in page
    assert "확인 결과" not in page


def test_a_file_takes_the_place_of_the_text(office, url):
    file = SimpleUploadedFile("명단.csv", "성명,이메일,비고\n박위원,park@example.test,-\n".encode("cp949"))
    response = office.post(url, typed(upload=file))
    page = shown(response)
    assert "park@example.test" in page
    assert "읽지 않은 열: 비고" in page
    assert "han@example.test" not in page
    assert response.context["form"]["roster"].value() == "성명\t이메일\t비고\n박위원\tpark@example.test\t-\n"
    sent = typed(
        roster=response.context["form"]["roster"].value(), checked=response.context["form"]["checked"].value()
    )
    office.post(url, sent | {"adopt": "1"})
    assert Membership.objects.get().email == "park@example.test"


@pytest.mark.parametrize("name", ["명단.pdf", "명단.xlsx"])
def test_a_file_that_is_no_table(office, url, name):
    form = office.post(url, typed(upload=factories.make_upload(name))).context["form"]
    assert form.errors["upload"]


def test_too_many_rows(office, url):
    rows = "\n".join(f"위원,one{number}@example.test" for number in range(302))
    form = office.post(url, typed(roster=rows)).context["form"]
    assert form.errors["roster"] == ["표는 301줄까지 읽으니 줄이거나 나누어 올려 주세요."]


def test_a_name_that_is_taken_brings_the_page_back(office, url, advisory):
    factories.make_panel(advisory, name="전문가자문단")
    response = adopted(office, url)
    assert response.status_code == 409
    assert "이 사업에 같은 이름의 추진단이 이미 있습니다." in shown(response)
    assert "han@example.test" in shown(response)


def test_a_project_without_a_type(office, official):
    project = factories.make_project(officer=official)
    page = shown(office.get(reverse("panels:adopt", args=[project.pk])))
    assert "거버넌스 유형이 확정된 사업에서만" in page and 'name="kind"' not in page and "roster" not in page
