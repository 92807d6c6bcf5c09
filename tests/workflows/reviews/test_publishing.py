"""The pages on which an officer puts a deliverable before the public, and takes it back."""

import pytest
from django.urls import reverse

from seoul_gov.documents import actions as documents
from tests import factories
from tests.documents import samples

PEOPLE = ["official", "head", "auditor", "vendor", "member", "other_official", "citizen"]


@pytest.fixture
def sign_in(client, request):
    def sign_in(who):
        client.force_login(request.getfixturevalue(who))
        return client

    return sign_in


def url(name, version):
    return reverse(f"reviews:{name}", args=[version.pk])


def text(response):
    return response.content.decode()


def readable(project, words):
    content = samples.docx(samples.paragraph(words))
    version = factories.make_version(project, upload=factories.make_upload("가.docx", content))
    documents.render_preview(document=documents.claim_preview())
    return version


@pytest.mark.parametrize("who", PEOPLE)
def test_only_the_officer_has_these_pages(running, version, who, sign_in):
    readers = {"head", "auditor", "vendor"}
    expected = 200 if who == "official" else 403 if who in readers else 404
    for name in ("publish", "unpublish"):
        assert sign_in(who).get(url(name, version)).status_code == expected


def test_an_unreadable_file_asks_for_the_confirmation(running, version, sign_in):
    client, page = sign_in("official"), url("publish", version)
    assert "내용을 직접 확인해 주세요" in text(client.get(page))
    answer = client.post(page)
    assert (answer.status_code, 'class="error-summary"' in text(answer)) == (200, True)
    answer = client.post(page, {"checked": "on"}, follow=True)
    assert "산출물을 공개했습니다." in text(answer)
    version.refresh_from_db()
    assert version.is_published
    answer = client.post(page, {"checked": "on"})
    assert (answer.status_code, "이미 공개한" in text(answer)) == (409, True)


def test_a_readable_file_is_published_by_one_button(running, sign_in):
    version = readable(running, "세 번 만에 빌립니다.")
    page = text(sign_in("official").get(url("publish", version)))
    assert "찾지 못했습니다" in page
    assert 'type="checkbox"' not in page
    assert sign_in("official").post(url("publish", version)).status_code == 302


def test_what_was_found_is_said_and_a_new_version_asked_for(running, sign_in):
    version = readable(running, "담당자 010-1234-5678")
    client = sign_in("official")
    page = text(client.get(url("publish", version)))
    assert "휴대전화번호" in page
    upload = reverse("reviews:upload_version", args=[version.deliverable_id])
    assert f'href="{upload}"' in page
    answer = client.post(url("publish", version))
    assert (answer.status_code, "휴대전화번호" in text(answer)) == (409, True)


def test_taking_back(running, version, sign_in):
    client = sign_in("official")
    client.post(url("publish", version), {"checked": "on"})
    page = text(client.get(reverse("reviews:deliverables", args=[running.pk])))
    assert url("unpublish", version) in page
    assert url("publish", version) not in page
    assert client.post(url("unpublish", version), {"reason": ""}).status_code == 200
    answer = client.post(url("unpublish", version), {"reason": "틀린 파일"}, follow=True)
    assert "공개를 거두었습니다" in text(answer)
    assert client.post(url("unpublish", version), {"reason": "틀린 파일"}).status_code == 409


def test_the_list_shows_everybody_what_is_public(running, version, vendor, sign_in):
    sign_in("official").post(url("publish", version), {"checked": "on"})
    page = text(sign_in("vendor").get(reverse("reviews:deliverables", args=[running.pk])))
    assert "공개</span>" in page
    assert "/publish/" not in page
