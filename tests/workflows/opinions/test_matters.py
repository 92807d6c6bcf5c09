"""What a call for opinions lays open: nothing on what the city decides alone (가이드라인 2)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from projects.enums import INNER_MATTERS
from seoul_gov.audit.models import Event
from tests import factories
from workflows.opinions import actions
from workflows.opinions.models import OpinionRound

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("matter", [*INNER_MATTERS, "friends"])
def test_papers_that_stay_inside_are_not_laid_open(facts, matter):
    with pytest.raises(ValidationError, match="공개하지 않습니다|무엇에 관한"):
        actions.open_round(**facts, files=[factories.make_upload()], matter=matter)
    assert not OpinionRound.objects.exists()


def test_the_public_stops_reading_what_moves_inside(client, facts, official, head, citizen, auditor):
    files = [factories.make_upload("계약서.pdf"), factories.make_upload("안내.pdf")]
    round = actions.open_round(**facts, files=files, matter="budget")
    material = round.materials.first()
    paths = [reverse(f"opinions:{name}", args=[material.pk]) for name in ("material", "matter")]
    client.force_login(official)
    assert client.get(paths[1]).context["form"]["matter"].value() == "budget"
    assert client.post(paths[1], {"matter": "contract"}).url == round.get_absolute_url()
    assert Event.objects.get(key="opinions.matter_set").sentence == (
        f"‘{round}’ 자료의 분류를 예산에서 계약으로 바꾸었습니다."
    )
    assert client.get(paths[0]).status_code == 200
    assert "공개하지 않음" in client.get(round.get_absolute_url()).content.decode()
    found = []
    for person in (None, citizen, auditor, head):
        client.logout()
        if person:
            client.force_login(person)
        answer = client.get(paths[0])
        found.append(
            (answer.status_code, "계약서.pdf" in client.get(round.get_absolute_url()).content.decode())
        )
    assert found == [(404, False), (404, False), (200, True), (200, True)]
    for person in (citizen, head):
        with pytest.raises(PermissionDenied):
            actions.set_matter(by=person, material=material, matter="general")
    client.force_login(head)
    assert client.get(paths[1]).status_code == 403
    assert "안내.pdf" in client.get(round.get_absolute_url()).content.decode()
