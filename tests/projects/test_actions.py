from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from projects import actions
from projects.models import ContractParty, Deliverable, DeliverableVersion, Project, Vendor
from seoul_gov.audit.models import Event
from seoul_gov.documents.models import Document
from seoul_gov.ui.korean import today
from tests import factories


def facts(official, **changes):
    department = official.role_grants.get().department
    base = {
        "title": "따릉이 앱 개편",
        "kind": "development",
        "department": department,
        "officer": official,
        "start_date": date(2026, 12, 1),
        "end_date": date(2027, 6, 30),
        "budget": 100_000_000,
        "summary": "화면을 고칩니다.",
        "channel": factories.make_channel(),
        "audience": "general",
    }
    return base | changes


@pytest.fixture
def draft(official):
    return actions.draft(by=official, facts=facts(official))


def test_draft_needs_only_a_title(official):
    project = actions.draft(
        by=official,
        facts={
            "title": "초안",
            "kind": "development",
            "officer": official,
            "department": official.role_grants.get().department,
        },
    )
    assert (project.status, project.number) == ("draft", None)
    assert actions.gaps(project) == ["시작일", "종료일", "예산(원)", "사업 개요", "제안 경로", "수혜 대상"]


def test_nobody_drafts_for_another_department(official, other_department):
    with pytest.raises(PermissionDenied):
        actions.draft(by=official, facts=facts(official, department=other_department))
    assert Project.objects.count() == 0


def test_submission_gives_a_number_and_is_audited(draft, official):
    project = actions.submit(by=official, project=draft)
    year = today().year
    assert (project.number, project.status) == (f"{year}-{project.pk:05d}", "registered")
    assert Event.objects.of(project.audit_chain).first().key == "projects.submitted"


def test_numbers_follow_each_other(draft, official):
    first = actions.submit(by=official, project=draft)
    second = actions.draft(by=official, facts=facts(official, title="둘째"))
    assert actions.submit(by=official, project=second).number > first.number


def test_submitting_twice_is_refused(draft, official):
    actions.submit(by=official, project=draft)
    with pytest.raises(ValidationError, match="이미 등록한 사업"):
        actions.submit(by=official, project=draft)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"budget": None}, "예산"),
        ({"audience": ""}, "수혜 대상"),
        ({"audience": "specific_group"}, "대상 계층·지역"),
        ({"summary": ""}, "사업 개요"),
    ],
)
def test_gaps_are_named(official, changes, missing):
    project = actions.draft(by=official, facts=facts(official, **changes))
    with pytest.raises(ValidationError, match=missing):
        actions.submit(by=official, project=project)
    project.refresh_from_db()
    assert project.is_draft


def test_budget_of_nothing_is_not_a_gap(official):
    assert actions.gaps(actions.draft(by=official, facts=facts(official, budget=0))) == []


def test_edit_tells_what_changed(draft, official):
    project = actions.edit(by=official, project=draft, facts=facts(official, title="새 이름"), version=1)
    assert (project.title, project.version) == ("새 이름", 2)
    assert (
        Event.objects.of(project.audit_chain).first().sentence
        == "‘새 이름’ 사업의 내용을 고쳤습니다(사업명)."
    )


def test_edit_without_change_says_so(draft, official):
    actions.edit(by=official, project=draft, facts=facts(official), version=1)
    assert "바뀐 것 없음" in Event.objects.of(draft.audit_chain).first().sentence


def test_the_second_saver_is_told(draft, official):
    actions.edit(by=official, project=draft, facts=facts(official, title="먼저"), version=1)
    with pytest.raises(ValidationError, match="그 사이 다른 화면에서"):
        actions.edit(by=official, project=draft, facts=facts(official, title="나중"), version=1)
    assert Project.objects.get().title == "먼저"


def test_kind_is_fixed_once_the_type_is_confirmed(official):
    project = factories.make_confirmed_project(officer=official)
    with pytest.raises(ValidationError, match="사업 구분"):
        actions.edit(by=official, project=project, facts={"kind": "consulting"}, version=1)


@pytest.mark.parametrize(("governance_type", "phase"), [("", ""), ("collaboration", "planning")])
def test_without_a_type_there_is_no_phase(official, governance_type, phase):
    project = factories.make_confirmed_project(officer=official, phase="planning")
    actions.set_governance(project=project, governance_type=governance_type, status="not_applicable")
    project.refresh_from_db()
    assert (project.governance_type, project.phase) == (governance_type, phase)


def test_registered_project_keeps_what_it_needs(project, official):
    with pytest.raises(ValidationError, match="사업 개요"):
        actions.edit(by=official, project=project, facts={"summary": ""}, version=1)


def test_nobody_gives_a_project_away(project, official, other_department):
    with pytest.raises(PermissionDenied):
        actions.edit(by=official, project=project, facts={"department": other_department}, version=1)


def test_end_before_start_is_refused(draft, official):
    with pytest.raises(ValidationError, match="종료일"):
        actions.edit(by=official, project=draft, facts={"end_date": date(2026, 1, 1)}, version=1)


def test_only_a_draft_is_discarded(draft, project, official):
    actions.discard(by=official, project=draft)
    assert not Project.objects.filter(pk=draft.pk).exists()
    with pytest.raises(ValidationError, match="지울 수 없습니다"):
        actions.discard(by=official, project=project)


@pytest.mark.parametrize("action", ["submit", "discard"])
def test_another_department_can_do_nothing(draft, other_official, action):
    with pytest.raises(PermissionDenied):
        getattr(actions, action)(by=other_official, project=draft)


def test_contract_party_is_recorded_once_and_ended_once(project, official):
    vendor = Vendor.objects.create(name="한빛정보기술(주)")
    party = actions.record_party(by=official, project=project, vendor=vendor, kind="contractor")
    with pytest.raises(ValidationError, match="이미 기록된"):
        actions.record_party(by=official, project=project, vendor=vendor, kind="contractor")
    actions.end_party(by=official, party=party)
    with pytest.raises(ValidationError, match="이미 참여를 끝낸"):
        actions.end_party(by=official, party=party)
    assert ContractParty.objects.in_force().count() == 0


def test_versions_are_numbered(project, official):
    first = actions.upload_version(
        by=official, project=project, stage_key="analysis", title="정의서", upload=factories.make_upload()
    )
    second = actions.upload_version(
        by=official,
        project=project,
        stage_key="analysis",
        deliverable=first.deliverable,
        upload=factories.make_upload(),
        note="고침",
    )
    assert (first.number, second.number) == (1, 2)


def test_vendor_uploads_to_its_own_project_only(project, official):
    vendor = factories.make_vendor(project=project)
    version = actions.upload_version(
        by=vendor, project=project, stage_key="analysis", title="정의서", upload=factories.make_upload()
    )
    assert version.uploaded_by == vendor
    with pytest.raises(PermissionDenied):
        actions.upload_version(
            by=vendor,
            project=factories.make_project(officer=official),
            stage_key="analysis",
            title="정의서",
            upload=factories.make_upload(),
        )


def test_a_taken_title_and_a_bad_file_keep_nothing(project, official):
    actions.upload_version(
        by=official, project=project, stage_key="analysis", title="정의서", upload=factories.make_upload()
    )
    with pytest.raises(ValidationError, match="같은 이름의 산출물"):
        actions.upload_version(
            by=official, project=project, stage_key="analysis", title="정의서", upload=factories.make_upload()
        )
    with pytest.raises(ValidationError):
        actions.upload_version(
            by=official,
            project=project,
            stage_key="design",
            title="설계서",
            upload=factories.make_upload("설계서.pdf", b"not a pdf"),
        )
    assert (Deliverable.objects.count(), Document.objects.count()) == (1, 1)


def test_drafts_take_no_files(draft, official):
    with pytest.raises(ValidationError, match="등록한 뒤에"):
        actions.upload_version(
            by=official, project=draft, stage_key="analysis", title="정의서", upload=factories.make_upload()
        )


def put_paper(official, project, matter):
    return actions.upload_version(
        by=official,
        project=project,
        stage_key="procurement",
        title="문서",
        matter=matter,
        upload=factories.make_upload(),
    )


@pytest.mark.parametrize("matter", ["contract", "evaluation", "acceptance"])
def test_what_stays_inside_is_not_published(project, official, matter):
    version = put_paper(official, project, matter)
    with pytest.raises(ValidationError, match="공개하지 않습니다"):
        actions.publish_version(by=official, version=version, checked=True)


def test_a_deliverables_matter_is_set_and_on_the_trail(project, official):
    deliverable = put_paper(official, project, "general").deliverable
    assert actions.set_matter(by=official, deliverable=deliverable, matter="contract").matter == "contract"
    said = Event.objects.get(key="projects.matter_set").sentence
    assert "‘문서’ 분류를 일반 문서에서 계약으로 바꾸었습니다." in said


def test_what_is_public_does_not_move_inside(project, official):
    version = put_paper(official, project, "general")
    DeliverableVersion.objects.filter(pk=version.pk).update(
        published_at=timezone.now(), published_by=official
    )
    with pytest.raises(ValidationError, match="공개를 먼저 거둔"):
        actions.set_matter(by=official, deliverable=version.deliverable, matter="acceptance")
    assert (
        actions.set_matter(by=official, deliverable=version.deliverable, matter="budget").matter == "budget"
    )


def test_a_matter_is_one_of_the_list_and_an_officers_word(project, official, citizen):
    deliverable = put_paper(official, project, "general").deliverable
    with pytest.raises(ValidationError, match="골라 주세요"):
        actions.set_matter(by=official, deliverable=deliverable, matter="secret")
    with pytest.raises(PermissionDenied):
        actions.set_matter(by=citizen, deliverable=deliverable, matter="contract")
