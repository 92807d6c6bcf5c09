"""Two people at once: one effect, and the other is told who was first."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from projects.models import Project
from selection import actions
from selection.models import Approval, Assessment
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.selection.people import ADVISORY, OPINION, answered, submitted

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """What came of each: its result, or the sentence it was refused with."""
    gate, outcomes = Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        gate.wait()
        try:
            outcomes[number] = act()
        except ValidationError as refusal:
            outcomes[number] = refusal.messages[0]
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.fixture
def second_head(department):
    return factories.make_official("head", department=department, name="윤부서장")


def test_two_heads_approve_at_once(project, head, second_head):
    assessment = submitted(project)

    outcomes = at_once(
        lambda: actions.approve(by=head, assessment=assessment, version=assessment.version),
        lambda: actions.approve(by=second_head, assessment=assessment, version=assessment.version),
    )

    first = Approval.objects.get(step="approve").by
    told = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(told) == 1
    assert told[0].startswith(f"이미 {first} 님이 ")
    assert Event.objects.filter(key="selection.approved").count() == 1
    assert Notice.objects.filter(kind="selection.approved").count() == 1
    assert Project.objects.get().governance_type == "advisory"


def test_one_approves_while_the_other_sends_back(project, head, second_head):
    assessment = submitted(project)

    outcomes = at_once(
        lambda: actions.approve(by=head, assessment=assessment, version=assessment.version),
        lambda: actions.send_back(
            by=second_head, assessment=assessment, version=assessment.version, comment="다시"
        ),
    )

    assert sum(isinstance(outcome, str) for outcome in outcomes) == 1
    ended = Approval.objects.filter(step__in=["approve", "return"]).get()
    state = {"approve": "confirmed", "return": "returned"}[ended.step]
    assert Assessment.objects.get().state == state


def test_two_officers_begin_at_once(project, official, department, edition):
    colleague = factories.make_official("officer", department=department)

    outcomes = at_once(
        lambda: actions.begin(by=official, project=project),
        lambda: actions.begin(by=colleague, project=project),
    )

    assert Assessment.objects.count() == 1
    assert [outcome for outcome in outcomes if isinstance(outcome, str)] == [
        "이 사업에는 진행 중인 유형 선정이 이미 있습니다."
    ]


def test_two_officers_answer_at_once(project, official, department):
    colleague = factories.make_official("officer", department=department)
    assessment = answered(project)
    seen = assessment.version

    outcomes = at_once(
        lambda: actions.answer(by=official, assessment=assessment, answers=OPINION, version=seen),
        lambda: actions.answer(by=colleague, assessment=assessment, answers=ADVISORY, version=seen),
    )

    assert sum(isinstance(outcome, str) for outcome in outcomes) == 1
    assert Assessment.objects.get().version == seen + 1


def test_two_administrators_save_and_publish_at_once(administrator, edition):
    second = factories.make_administrator(name="다른관리자")
    draft = actions.clone_edition(by=administrator, edition=edition)

    outcomes = at_once(
        lambda: actions.publish_edition(by=administrator, edition=draft, version=draft.version),
        lambda: actions.publish_edition(by=second, edition=draft, version=draft.version),
    )

    assert sum(isinstance(outcome, str) for outcome in outcomes) == 1
    assert Event.objects.filter(key="selection.edition_published").count() == 1
