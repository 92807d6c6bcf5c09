"""A meeting's papers on what the city decides alone reach no panel (가이드라인 2)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from projects.enums import INNER_MATTERS
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.meetings import actions
from workflows.meetings.models import Meeting

from .calls import call

pytestmark = pytest.mark.django_db


def add(official, meeting, matter="general", name="자료.pdf"):
    files = [factories.make_upload(name)]
    return actions.add_material(by=official, meeting=meeting, files=files, matter=matter)[0]


@pytest.mark.parametrize("matter", INNER_MATTERS)
def test_papers_that_stay_inside_are_not_handed_out(official, duty, panel, member, meeting, matter):
    with pytest.raises(ValidationError, match="추진단에 보이지 않습니다"):
        add(official, meeting, matter)
    with pytest.raises(ValidationError, match="추진단에 보이지 않습니다"):
        call(official, duty, panel, files=[factories.make_upload()], matter=matter)
    assert Meeting.objects.get() == meeting and not meeting.materials.exists()


def test_a_budget_is_and_a_request_by_the_scope(official, meeting):
    assert add(official, meeting, "budget").matter == "budget"
    meeting.panel.kind = "online"
    meeting.panel.save()
    with pytest.raises(ValidationError, match="참여하지 않습니다"):
        add(official, meeting, "request")
    with pytest.raises(ValidationError, match="무엇에 관한 문서인지"):
        add(official, meeting, "friends")
    assert add(official, meeting).pk


def test_members_stop_reading_what_moves_inside(client, official, auditor, meeting, member, item):
    material, other = add(official, meeting, name="계약서.pdf"), add(official, meeting, name="안내.pdf")
    url = reverse("meetings:material", args=[material.pk])
    page, advise = meeting.get_absolute_url(), reverse("meetings:advise", args=[item.pk])
    actions.set_matter(by=official, material=material, matter="contract")
    assert Event.objects.get(key="meetings.matter_set").sentence == (
        f"‘{meeting}’ 회의 자료의 분류를 일반 문서에서 계약으로 바꾸었습니다."
    )
    client.force_login(member)
    answer = client.get(url)
    assert (answer.status_code, "추진단에 보이지 않습니다" in answer.content.decode()) == (403, True)
    for each in (page, advise):
        words = client.get(each).content.decode()
        assert ("계약서.pdf" in words, "안내.pdf" in words) == (False, True)
    for person in (official, auditor):
        client.force_login(person)
        assert client.get(url).status_code == 200
        assert "추진단에 보이지 않음" in client.get(page).content.decode()
    told = Notice.objects.filter(kind="meetings.material_added", recipient=member)
    assert {notice.mail_state for notice in told} == {"withdrawn"}
    words = [notice.body for notice in told.order_by("pk")]
    assert ("공개하지 않는 문서" in words[0], "계약서.pdf" in words[0], "안내.pdf" in words[1]) == (
        True,
        False,
        True,
    )
    actions.set_matter(by=official, material=material, matter="general")
    client.force_login(member)
    assert (
        client.get(url).status_code
        == client.get(reverse("meetings:material", args=[other.pk])).status_code
        == 200
    )


def test_an_official_says_what_a_paper_is_about(client, official, head, member, meeting):
    material = add(official, meeting)
    url = reverse("meetings:matter", args=[material.pk])
    for person in (head, member):
        client.force_login(person)
        assert client.get(url).status_code == 403
        with pytest.raises(PermissionDenied):
            actions.set_matter(by=person, material=material, matter="budget")
    client.force_login(official)
    assert client.get(url).context["form"]["matter"].value() == "general"
    assert client.post(url, {"matter": "friends"}).status_code == 200
    answer = client.post(url, {"matter": "evaluation"})
    assert answer.url == f"{meeting.get_absolute_url()}#materials"
    material.refresh_from_db()
    assert material.is_withheld
    form = {"files": factories.make_upload(), "matter": "acceptance"}
    answer = client.post(reverse("meetings:add-material", args=[meeting.pk]), form)
    assert (answer.status_code, meeting.materials.count()) == (409, 1)
