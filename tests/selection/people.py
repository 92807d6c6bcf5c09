"""What the tests of this room say again and again."""

from dataclasses import replace

from selection import actions
from selection.enums import Mode, Origin, Scope
from selection.recommend import Answers
from tests import factories

APPLICABLE = Answers(
    is_it_project=True, citizen_facing=True, simple_maintenance=False, closed_security=False, urgent=False
)
CITY = replace(APPLICABLE, origin=Origin.CITY, scope=Scope.GENERAL)
OPINION = replace(CITY, modes=frozenset({Mode.OPINION}))
ADVISORY = replace(CITY, modes=frozenset({Mode.ADVISORY}))
DECISION = replace(CITY, modes=frozenset({Mode.DECISION}))
LOCAL = replace(ADVISORY, scope=Scope.LOCAL)
INTERNAL = replace(APPLICABLE, citizen_facing=False)
CITIZEN = replace(DECISION, origin=Origin.CITIZEN, absorbable=False, district_affair=False, pb_fit=True)
DISTRICT = replace(CITIZEN, district_affair=True, pb_fit=None, scope=None, modes=None)
TAKEN_OVER = replace(OPINION, origin=Origin.CITIZEN, absorbable=True)

REASON = "시민이 낸 의견만으로 충분한 작은 개편입니다."


def begun(project, by=None):
    """An open assessment of the project, under the guideline's criteria."""
    factories.make_edition()
    return actions.begin(by=by or project.officer, project=project)


def answered(project, answers=ADVISORY, by=None):
    assessment = begun(project, by)
    return actions.answer(
        by=by or project.officer, assessment=assessment, answers=answers, version=assessment.version
    )


def submitted(project, answers=ADVISORY, chosen=None, reason="", by=None):
    """Put forward, as recommended if nothing else is chosen."""
    assessment = answered(project, answers, by)
    chosen = assessment.governance_type if chosen is None else chosen
    return actions.submit(
        by=by or project.officer, assessment=assessment, chosen_type=chosen, override_reason=reason
    )


def approved(project, head, answers=ADVISORY):
    return actions.approve(by=head, assessment=(one := submitted(project, answers)), version=one.version)
