from dataclasses import replace

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError

from projects.enums import GovernanceType
from selection import actions
from selection.grid import grid_of
from selection.impact import shifts
from selection.models import Assessment, Edition
from seoul_gov.audit.models import Event
from tests import factories
from tests.selection.people import ADVISORY, INTERNAL, OPINION, approved, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(administrator, edition):
    return actions.clone_edition(by=administrator, edition=edition)


def with_row(grid, key, **changes):
    rows = tuple(replace(row, **changes) if row.key == key else row for row in grid.rows)
    return replace(grid, rows=rows)


def history(edition):
    return list(Event.objects.of(f"edition:{edition.pk}").values_list("key", flat=True))


# --- clone


def test_a_copy_says_what_the_published_edition_says(administrator, edition):
    draft = actions.clone_edition(by=administrator, edition=edition)

    assert (draft.label, draft.state, draft.version) == ("2018년 2월판 개정안", "draft", 1)
    assert (draft.based_on, draft.created_by, draft.published_at) == (edition, administrator, None)
    assert replace(grid_of(draft), label="", note="") == replace(grid_of(edition), label="", note="")
    assert [row.order for row in draft.rows.all()] == list(range(1, 9))
    assert Edition.objects.current() == edition
    assert history(draft) == ["selection.edition_cloned"]


def test_copies_have_names_of_their_own(administrator, edition):
    labels = [actions.clone_edition(by=administrator, edition=edition).label for _ in range(3)]

    assert labels == ["2018년 2월판 개정안", "2018년 2월판 개정안 2", "2018년 2월판 개정안 3"]


def test_a_long_name_still_has_room(administrator, edition):
    Edition.objects.update(label="가" * 50)
    edition.refresh_from_db()

    assert len(actions.clone_edition(by=administrator, edition=edition).label) <= 50


def test_a_draft_is_not_copied(administrator, draft):
    with pytest.raises(ValidationError, match="발행한 기준표에서만"):
        actions.clone_edition(by=administrator, edition=draft)


@pytest.mark.parametrize("who", ["official", "head", "governance_officer", "auditor", "citizen"])
def test_only_administrators_keep_the_criteria(request, edition, draft, who):
    person = request.getfixturevalue(who)

    with pytest.raises(PermissionDenied, match="시스템 관리자만"):
        actions.clone_edition(by=person, edition=edition)
    with pytest.raises(PermissionDenied, match="시스템 관리자만"):
        actions.save_grid(by=person, edition=draft, grid=grid_of(draft), version=1)
    with pytest.raises(PermissionDenied, match="시스템 관리자만"):
        actions.publish_edition(by=person, edition=draft)
    assert Edition.objects.count() == 2


# --- save


def test_a_draft_is_saved_as_one_sheet(administrator, draft):
    grid = with_row(grid_of(draft), "local", types=(GovernanceType.ADVISORY, GovernanceType.CITIZEN_LED))
    grid = replace(grid, label="2026년판", note="지역주민도 자문형으로 할 수 있습니다.")

    saved = actions.save_grid(by=administrator, edition=draft, grid=grid, version=1)

    stored = Edition.objects.get(pk=draft.pk)
    assert (stored.label, stored.version, saved.version) == ("2026년판", 2, 2)
    assert grid_of(stored) == grid
    event = Event.objects.of(f"edition:{draft.pk}").first()
    assert event.sentence == "기준표 초안 ‘2026년판’ 내용을 저장했습니다(바뀐 곳 3군데)."
    assert event.data["changes"][-1] == ["지역주민 > 권고 유형", "시민주도형", "시민자문형, 시민주도형"]
    assert LogEntry.objects.filter(object_pk=str(draft.rows.get(key="local").pk)).exists()


def test_questions_are_saved_too(administrator, draft):
    grid = grid_of(draft)
    first, *others = grid.questions
    changed = replace(grid, questions=(replace(first, text="새 물음인가?", help="새 도움말"), *others))

    actions.save_grid(by=administrator, edition=draft, grid=changed, version=1)

    assert draft.questions.get(key="is_it_project").text == "새 물음인가?"


def test_the_second_saver_is_told(administrator, draft):
    actions.save_grid(by=administrator, edition=draft, grid=replace(grid_of(draft), note="가"), version=1)

    with pytest.raises(ValidationError, match="그 사이 다른 화면에서 이 초안이 저장되었습니다"):
        actions.save_grid(by=administrator, edition=draft, grid=replace(grid_of(draft), note="나"), version=1)
    assert Edition.objects.get(pk=draft.pk).note == "가"


def test_a_published_edition_is_never_saved(administrator, edition):
    with pytest.raises(ValidationError, match="발행한 기준표는 고칠 수 없습니다"):
        actions.save_grid(
            by=administrator,
            edition=edition,
            grid=replace(grid_of(edition), note="가"),
            version=edition.version,
        )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda g: replace(g, label=" "), "판 이름을 적어 주세요."),
        (lambda g: replace(g, label="2018년 2월판"), "같은 이름의 판이 이미 있습니다."),
        (lambda g: with_row(g, "city", text=" "), "‘서울시’의 물음을 적어 주세요."),
        (lambda g: replace(g, rows=g.rows[1:]), "‘서울시’ 행이 없습니다."),
        (lambda g: replace(g, rows=(g.rows[0], *g.rows)), "‘서울시’ 행이 남습니다."),
        (lambda g: replace(g, questions=g.questions[:-1]), "‘시민참여예산제 적합 여부’ 물음이 없습니다."),
        (
            lambda g: replace(g, questions=(replace(g.questions[0], text="가" * 301), *g.questions[1:])),
            "‘정보화사업 여부’의 물음은 300자까지 쓸 수 있습니다.",
        ),
    ],
)
def test_a_sheet_that_is_not_well_formed_is_refused(administrator, draft, change, sentence):
    with pytest.raises(ValidationError) as refusal:
        actions.save_grid(by=administrator, edition=draft, grid=change(grid_of(draft)), version=1)
    assert any(message.startswith(sentence) for message in refusal.value.messages)
    assert Edition.objects.get(pk=draft.pk).version == 1


# --- publish


def test_publishing_puts_a_draft_in_force(administrator, draft):
    published = actions.publish_edition(by=administrator, edition=draft, version=1)

    assert (published.state, published.published_by) == ("published", administrator)
    assert Edition.objects.current() == published
    assert history(draft) == ["selection.edition_published", "selection.edition_cloned"]


def test_nothing_is_published_twice(administrator, draft):
    actions.publish_edition(by=administrator, edition=draft)

    with pytest.raises(ValidationError, match="발행한 기준표는 고칠 수 없습니다"):
        actions.publish_edition(by=administrator, edition=draft)


def test_what_was_saved_since_is_not_published_unseen(administrator, draft):
    actions.save_grid(by=administrator, edition=draft, grid=replace(grid_of(draft), note="가"), version=1)

    with pytest.raises(ValidationError, match="그 사이 다른 화면에서"):
        actions.publish_edition(by=administrator, edition=draft, version=1)


def test_what_is_not_well_formed_is_not_published(administrator, draft):
    draft.rows.first().delete()

    with pytest.raises(ValidationError, match="행이 없습니다"):
        actions.publish_edition(by=administrator, edition=draft)


# --- what would differ


def test_what_would_have_come_out_differently(official, head, draft):
    opinion = approved(factories.make_project(officer=official), head, OPINION)
    approved(factories.make_project(officer=official), head, ADVISORY)
    approved(factories.make_project(officer=official), head, INTERNAL)
    submitted(factories.make_project(officer=official), OPINION)
    grid = with_row(grid_of(draft), "opinion", types=(GovernanceType.COLLABORATION,))

    found = shifts(Assessment.objects.confirmed().with_project(), grid.matrix)

    assert [(s.assessment, s.before.governance_type, s.after.governance_type) for s in found] == [
        (opinion, "consultation", "collaboration")
    ]


def test_the_same_cells_shift_nothing(official, head, draft):
    approved(factories.make_project(officer=official), head, OPINION)

    assert shifts(Assessment.objects.confirmed(), grid_of(draft).matrix) == []
