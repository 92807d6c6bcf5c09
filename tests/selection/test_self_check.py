import re

import pytest
from django.apps import apps

from selection.forms import initial_of
from selection.recommend import Answers
from tests.selection.people import ADVISORY, CITIZEN, INTERNAL, LOCAL, OPINION
from tests.selection.test_views import queries_of, text_of

pytestmark = pytest.mark.django_db
PAGE, RESULT = "/selection/self-check/", "/selection/self-check/result/"


def rows():
    return {model: model.objects.count() for model in apps.get_models()}


def test_everybody_may_look(client, edition):
    response = client.get(PAGE)

    assert response.status_code == 200
    assert "답은 저장하지 않습니다." in text_of(response)
    assert "정보화사업 기획 및 제안 주체가 서울시 행정기관인가?" in text_of(response)


def test_before_an_edition_is_published_it_says_so(client, db):
    for response in (client.get(PAGE), client.post(PAGE, {}), client.post(RESULT, {})):
        assert response.status_code == 200
        assert "아직 발행된 기준표가 없습니다." in text_of(response)


@pytest.mark.parametrize("address", [PAGE, RESULT])
@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (ADVISORY, "시민자문형을 권고합니다."),
        (CITIZEN, "시민주도형을 권고합니다."),
        (LOCAL, "시민자문형을 임시로 두며"),
        (INTERNAL, "거버넌스 적용 대상이 아닙니다."),
        (Answers(), "아직 ‘정보화사업 여부’에 답하지 않아"),
    ],
)
def test_the_result_is_shown_and_nothing_is_stored(client, edition, address, answers, sentence):
    before = rows()
    response = client.post(address, initial_of(answers))

    assert response.status_code == 200
    assert sentence in text_of(response)
    assert rows() == before


def test_the_live_result_is_a_fragment(client, edition):
    assert "<html" not in client.post(RESULT, initial_of(OPINION)).content.decode()
    assert client.get(RESULT).status_code == 405


def test_what_was_answered_stays_answered(client, edition):
    page = client.post(PAGE, initial_of(CITIZEN)).content.decode()

    assert re.search(r'name="absorbable" value="false"[^>]*checked', page)


def test_half_answered_modes_are_told_beside_the_result(client, edition):
    response = client.post(PAGE, initial_of(ADVISORY) | {"mode_opinion": ""})

    assert "시민참여 방식의 세 물음에 모두 답해 주세요." in text_of(response)
    assert "아직 ‘시민참여 방식’에 답하지 않아" in text_of(response)


def test_a_single_change_is_named(client, edition):
    page = text_of(client.post(RESULT, initial_of(LOCAL)))

    assert "답 하나를 바꾸면" in page
    assert "수혜 범위를 ‘일반시민’으로 바꾸면 시민자문형이 됩니다." in page


def test_it_takes_three_queries(client, edition):
    assert queries_of(client, PAGE) == 3
