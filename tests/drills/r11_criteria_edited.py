"""R11: the criteria are edited during assessments.

20 assessments are open while 50 editions are made, each with a criterion renamed, ticked otherwise or emptied, and
published at the very moment at which an assessment is answered and submitted. Held when every assessment kept the
edition that it was opened with and says so, when no published edition takes an edit, and when every recommendation
of every edition, recomputed at the end, is the one that was written.
"""

import random
from dataclasses import replace

from tests.drills._crew import on_both_pairs
from tests.drills._visitor import Visitor, at_once
from tests.drills._world import make_officials

ROUNDS, OPEN = 50, 20


def drill(crew):
    return play(crew.web().url, ROUNDS, OPEN)


def play(url, rounds, opened):
    from tests import factories

    keeper, officer = factories.make_administrator(), make_officials(1)[0]
    factories.make_edition()
    waiting = [begun(officer) for _ in range(opened)]
    promised = {assessment.pk: assessment.edition_id for assessment in waiting}
    failures = []
    for number in range(rounds):
        failures += one(keeper, officer, waiting, number)
        waiting.append(begun(officer))
        promised[waiting[-1].pk] = waiting[-1].edition_id
    mixed, changed = judged(promised)
    failures += silent(Visitor(url, officer), promised)
    print(
        f"   {rounds} editions over {len(promised)} assessments: {len(mixed)} mixed, {len(changed)} recomputed otherwise"
    )
    return failures + mixed + changed


def begun(officer):
    from selection import actions
    from tests import factories

    return actions.begin(by=officer, project=factories.make_project(officer=officer))


def one(keeper, officer, waiting, number):
    """A new edition comes into force while an assessment is answered and submitted."""
    from selection import actions
    from selection.grid import grid_of
    from selection.models import Edition

    draft = actions.clone_edition(by=keeper, edition=Edition.objects.current())
    draft = actions.save_grid(
        by=keeper, edition=draft, grid=edited(grid_of(draft), number), version=draft.version
    )
    assessment = waiting.pop(random.randrange(len(waiting)))
    outcomes = at_once(
        [
            lambda: attempt(actions.publish_edition, by=keeper, edition=draft, version=draft.version),
            lambda: attempt(answered, officer, assessment, number),
        ]
    )
    edit = attempt(actions.save_grid, by=keeper, edition=draft, grid=grid_of(draft), version=draft.version)
    failures = [f"round {number}: {outcome}" for outcome in outcomes if outcome]
    return failures + (
        [] if "고칠 수 없습니다" in edit else [f"round {number}: a published edition was edited"]
    )


def edited(grid, number):
    """The sheet with one criterion renamed, ticked otherwise, or emptied of its ticks."""
    from projects.enums import GovernanceType
    from selection.recommend import weakest_first

    rows = list(grid.rows)
    place = number % len(rows)
    row = rows[place]
    some = weakest_first(random.sample(list(GovernanceType), random.randrange(1, 4)))
    changes = ({"text": f"{number}번째로 고친 물음"}, {"types": some}, {"types": ()})
    rows[place] = replace(row, **changes[number % 3])
    return replace(grid, rows=tuple(rows), label=f"드릴 {number}판")


def answered(officer, assessment, number):
    """Answer the assessment and put it forward as recommended."""
    from selection import actions
    from tests.selection.people import ADVISORY, CITIZEN, LOCAL, OPINION

    answers = (OPINION, ADVISORY, LOCAL, CITIZEN)[number % 4]
    found = actions.answer(by=officer, assessment=assessment, answers=answers, version=assessment.version)
    reason = "기준표에 맞는 유형이 없어 협의로 정합니다."
    chosen = found.governance_type or "consultation"
    actions.submit(
        by=officer, assessment=found, chosen_type=chosen, override_reason=reason, version=found.version
    )


def attempt(act, *things, **facts):
    """The sentence of the refusal; empty when there was none."""
    from django.core.exceptions import ValidationError
    from django.db import connection

    try:
        act(*things, **facts)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    finally:
        connection.close()
    return ""


def judged(promised):
    """Assessments under another edition than their own, and those whose stored result is not the recomputed one."""
    from selection.models import Assessment
    from selection.records import recompute, stored_result

    mixed, changed = [], []
    for assessment in Assessment.objects.select_related("edition").order_by("pk"):
        if assessment.edition_id != promised[assessment.pk]:
            mixed.append(f"assessment {assessment.pk} changed its edition")
        if assessment.answers and recompute(assessment) != stored_result(assessment):
            changed.append(f"assessment {assessment.pk} came out otherwise")
    return mixed, changed


def silent(visitor, promised):
    """Assessments whose page does not name their own edition."""
    from selection.models import Edition

    labels = dict(Edition.objects.values_list("pk", "label"))
    failures = []
    for pk, edition in promised.items():
        answer = visitor.get(f"/selection/{pk}/")
        if answer.status != 200 or labels[edition] not in answer.text:
            failures.append(f"the page of assessment {pk} does not name its edition: {answer.status}")
    return failures


if __name__ == "__main__":
    on_both_pairs(drill)
