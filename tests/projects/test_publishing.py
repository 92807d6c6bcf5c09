import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from projects import actions, publishing
from seoul_gov.audit.models import Event
from seoul_gov.documents import actions as documents
from seoul_gov.documents.models import Document
from tests import factories
from tests.documents import samples


def version_of(project, *paragraphs, name="요구사항정의서.docx", title="요구사항정의서"):
    """A version that says these things, its preview made."""
    content = samples.docx(*[samples.paragraph(text) for text in paragraphs])
    version = factories.make_version(project, title=title, upload=factories.make_upload(name, content))
    while waiting := documents.claim_preview():
        documents.render_preview(document=waiting)
    version.document.refresh_from_db()
    return version


@pytest.fixture
def version(project):
    """A PDF, whose words the portal does not read."""
    return factories.make_version(project)


def test_a_version_that_can_be_read_is_published(project, official):
    version = version_of(project, "첫 화면에서 세 번 만에 빌립니다.")
    assert publishing.is_readable(version)
    published = actions.publish_version(by=official, version=version)
    version.refresh_from_db()
    assert (version.is_published, version.published_by) == (True, official)
    assert published.published_at == version.published_at
    event = Event.objects.get(key="projects.version_published")
    assert (event.chain, event.object_id) == (project.audit_chain, str(version.pk))
    assert event.data == {"sha256": version.document.sha256, "checked": False}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("담당 900101-1234567", "주민등록번호"),
        ("연락처 010-1234-5678", "휴대전화번호"),
        ("hong@example.com으로", "이메일 주소"),
    ],
)
def test_what_looks_like_personal_data_stays_inside(project, official, said, kind):
    version = version_of(project, "요구사항", said)
    with pytest.raises(ValidationError, match=kind) as refusal:
        actions.publish_version(by=official, version=version, checked=True)
    assert "새 버전으로 올린 뒤" in refusal.value.messages[0]
    version.refresh_from_db()
    assert not version.is_published


def test_the_names_and_the_note_are_looked_at_too(project, official):
    named = version_of(project, "본문", name="01012345678.docx", title="가")
    titled = version_of(project, "본문", title="hong@example.com")
    noted = version_of(project, "본문", title="나")
    noted.note = "010-1234-5678에 물어봄"
    noted.save()
    for version in (named, titled, noted):
        with pytest.raises(ValidationError, match="개인정보"):
            actions.publish_version(by=official, version=version)


def test_a_file_that_cannot_be_read_is_looked_through_by_a_person(version, official):
    with pytest.raises(ValidationError, match="확인란에 표시"):
        actions.publish_version(by=official, version=version)
    assert actions.publish_version(by=official, version=version, checked=True).is_published
    assert Event.objects.get(key="projects.version_published").data["checked"] is True


def test_nothing_is_published_unread_while_its_preview_is_made(project, official):
    content = samples.docx(samples.paragraph("010-1234-5678"))
    version = factories.make_version(project, upload=factories.make_upload("가.docx", content))
    with pytest.raises(ValidationError, match="미리보기를 만들고 있어"):
        actions.publish_version(by=official, version=version, checked=True)
    Document.objects.update(preview_state="failed")
    assert actions.publish_version(by=official, version=version, checked=True).is_published


def test_publishing_happens_once(version, official):
    actions.publish_version(by=official, version=version, checked=True)
    with pytest.raises(ValidationError, match="이미 공개한"):
        actions.publish_version(by=official, version=version, checked=True)


def test_taking_it_back_keeps_the_reason(version, official, project):
    actions.publish_version(by=official, version=version, checked=True)
    actions.unpublish_version(by=official, version=version, reason=" 틀린 파일 ")
    version.refresh_from_db()
    assert (version.is_published, version.published_by) == (False, None)
    event = Event.objects.get(key="projects.version_unpublished")
    assert (event.data, event.chain) == ({"reason": "틀린 파일"}, project.audit_chain)
    assert actions.publish_version(by=official, version=version, checked=True).is_published


@pytest.mark.parametrize(("reason", "sentence"), [(" ", "사유를 적어"), ("가" * 1001, "1,000자까지")])
def test_taking_it_back_needs_a_reason(version, official, reason, sentence):
    actions.publish_version(by=official, version=version, checked=True)
    with pytest.raises(ValidationError, match=sentence):
        actions.unpublish_version(by=official, version=version, reason=reason)


def test_only_what_is_public_is_taken_back(version, official):
    with pytest.raises(ValidationError, match="공개하지 않은"):
        actions.unpublish_version(by=official, version=version, reason="사유")


@pytest.mark.parametrize("who", ["head", "other_official", "governance_officer", "auditor", "citizen"])
def test_nobody_else_publishes(version, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        actions.publish_version(by=person, version=version, checked=True)
    with pytest.raises(PermissionDenied):
        actions.unpublish_version(by=person, version=version, reason="사유")


def test_the_contractor_does_not_publish_its_own_work(version, project):
    with pytest.raises(PermissionDenied):
        actions.publish_version(by=factories.make_vendor(project=project), version=version, checked=True)
