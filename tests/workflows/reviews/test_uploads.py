"""Deliverables come in: by the officer and by the company under contract."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from projects.models import Deliverable, DeliverableVersion, Project
from seoul_gov.documents.models import Document
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.reviews import actions

from .conftest import fresh


@pytest.fixture
def run(duty):
    return duty.stage.run


def upload(by, running, **facts):
    facts = {"stage_key": "analysis", "title": "요구사항정의서", "file": factories.make_upload()} | facts
    return actions.upload(by=by, project=running, **facts)


def test_the_contractor_brings_a_first_and_a_second_version(run, running, vendor, official):
    first = upload(vendor, running)
    second = upload(vendor, running, deliverable=first.deliverable, note="3장을 고쳤습니다.")
    assert (first.number, second.number, second.deliverable) == (1, 2, first.deliverable)
    notices = Notice.objects.filter(kind="projects.version_uploaded")
    assert [notice.recipient for notice in notices] == [official, official]
    assert notices.first().url == reverse("reviews:deliverables", args=[running.pk])


def test_the_officer_in_charge_is_not_told_of_their_own_upload(run, running, official):
    upload(official, running)
    assert Notice.objects.count() == 0


def test_former_officers_are_told_nothing(run, running, vendor, official, department):
    others = [factories.make_official("officer", department=department) for _ in range(2)]
    official.role_grants.update(ended_at=run.started_at)
    upload(vendor, Project.objects.get(pk=running.pk))
    upload(others[0], Project.objects.get(pk=running.pk), title="화면설계서")
    told = [notice.recipient for notice in Notice.objects.order_by("recipient", "pk")]
    assert told == [others[0], others[1], others[1]]


def test_a_process_has_to_run(running, official):
    with pytest.raises(ValidationError, match="진행 중일 때만"):
        upload(official, running)
    assert DeliverableVersion.objects.count() == 0


def test_a_stage_of_another_process_is_refused(run, running, official):
    with pytest.raises(ValidationError, match="없는 단계"):
        upload(official, running, stage_key="to_be")
    assert Deliverable.objects.count() == 0


def test_a_title_is_taken_once_a_stage(run, running, official):
    upload(official, running)
    with pytest.raises(ValidationError, match="같은 이름의 산출물"):
        upload(official, running)
    assert DeliverableVersion.objects.count() == 1


def test_a_bad_file_leaves_nothing_behind(run, running, vendor):
    with pytest.raises(ValidationError):
        upload(vendor, running, file=factories.make_upload("계획.pdf", b"MZ not a pdf"))
    assert (Deliverable.objects.count(), Document.objects.count()) == (0, 0)


def test_nobody_else_uploads(run, running, member, head, other_official, citizen):
    for person in (member, head, other_official, citizen):
        with pytest.raises(PermissionDenied):
            upload(fresh(person), running)


def test_the_pages_for_the_contractor(run, running, vendor, client):
    client.force_login(vendor)
    page = client.get(reverse("reviews:upload", args=[running.pk])).content.decode()
    assert '<option value="analysis" selected>' in page
    assert "data-upload-progress" in page
    facts = {
        "stage_key": "analysis",
        "title": "요구사항정의서",
        "matter": "general",
        "note": "",
        "file": factories.make_upload(),
    }
    answer = client.post(reverse("reviews:upload", args=[running.pk]), facts, follow=True)
    deliverable = Deliverable.objects.get()
    assert answer.redirect_chain[-1][0].endswith(f"#deliverable-{deliverable.pk}")
    again = reverse("reviews:upload_version", args=[deliverable.pk])
    assert "산출물명" not in client.get(again).content.decode()
    client.post(again, {"note": "고쳤습니다.", "file": factories.make_upload("둘째.pdf")})
    page = client.get(reverse("reviews:deliverables", args=[running.pk])).content.decode()
    assert all(words in page for words in ("1판", "2판", "고쳤습니다.", "둘째.pdf", str(running)))
    assert f'href="{running.get_absolute_url()}"' not in page


def test_a_refusal_keeps_what_was_typed(run, running, vendor, client):
    client.force_login(vendor)
    url = reverse("reviews:upload", args=[running.pk])
    facts = {
        "stage_key": "design",
        "title": "화면설계서",
        "matter": "general",
        "note": "처음 냅니다.",
        "file": factories.make_upload("a.exe", b"MZ"),
    }
    page = client.post(url, facts).content.decode()
    assert all(
        words in page
        for words in ('value="화면설계서"', 'value="처음 냅니다."', '<option value="design" selected>')
    )
    assert "파일만 올릴 수 있습니다" in page
    upload(vendor, running)
    facts |= {"stage_key": "analysis", "title": "요구사항정의서", "file": factories.make_upload()}
    answer = client.post(url, facts)
    assert answer.status_code == 409
    assert "같은 이름의 산출물" in answer.content.decode()


def test_without_a_process_the_page_says_so(running, official, client):
    client.force_login(official)
    version = factories.make_version(running)
    for url in (
        reverse("reviews:upload", args=[running.pk]),
        reverse("reviews:upload_version", args=[version.deliverable_id]),
    ):
        assert "절차가 진행 중일 때만" in client.get(url).content.decode()
    answer = client.post(url, {"file": factories.make_upload()})
    assert answer.status_code == 409


@pytest.mark.parametrize("number", [1, 30])
def test_a_long_list_costs_what_a_short_one_costs(
    run, running, vendor, official, client, number, django_assert_max_num_queries
):
    for index in range(number):
        factories.make_version(running, title=f"산출물 {index}")
    for person, most in ((vendor, 10), (official, 10)):
        client.force_login(person)
        url = reverse("reviews:deliverables", args=[running.pk])
        client.get(url)
        with django_assert_max_num_queries(most):
            client.get(url)


def test_the_officer_sees_what_each_review_lacks(
    duty, running, official, vendor, panel, member, version, week, client
):
    url = reverse("reviews:deliverables", args=[running.pk])
    client.force_login(official)
    page = client.get(url).content.decode()
    assert all(
        words in page
        for words in ("이 단계의 검토", "아직 열지 않았습니다", reverse("reviews:open", args=[duty.pk]))
    )
    actions.open_round(by=official, duty=duty, panel=panel, version=version, due_on=week)
    page = client.get(url).content.decode()
    assert all(words in page for words in ("진행 중입니다", "검토 더 열기", "1차 검토(시민참여단)"))
    client.force_login(vendor)
    assert "이 단계의 검토" not in client.get(url).content.decode()
