"""R12: two people save the same sheet of the criteria at the same moment.

50 rounds in the admin, where the criteria are edited. Held when each time one is saved, the other is told and sees
both versions, and what the first wrote is there.
"""

from tests.drills._crew import on_both_pairs
from tests.drills._visitor import Visitor, at_once

ROUNDS = 50
SAVED, TOLD = 302, 409


def drill(crew):
    return play(crew.web().url, ROUNDS)


def play(url, rounds):
    from selection import actions
    from tests import factories

    keepers = [factories.make_administrator(name=name) for name in ("한관리", "두관리")]
    draft = actions.clone_edition(by=keepers[0], edition=factories.make_edition())
    visitors = [Visitor(url, keeper) for keeper in keepers]
    wrong = [sentence for number in range(rounds) if (sentence := one(visitors, draft.pk, number))]
    print(f"   {rounds - len(wrong)}/{rounds} rounds: one saved, the other told with both versions")
    return wrong


def one(visitors, pk, number):
    """Both send the sheet that they have open; what was wrong with it, or an empty text."""
    from selection.admin_forms import initial_of
    from selection.grid import grid_of
    from selection.models import Edition

    edition = Edition.objects.get(pk=pk)
    seen = initial_of(grid_of(edition)) | {"version": edition.version}
    seen = {name: "on" if value is True else value for name, value in seen.items()}
    place = next(name for name in seen if name.endswith("_text"))
    words = [f"{number}번째 첫 사람의 물음", f"{number}번째 다음 사람의 물음"]
    acts = [
        lambda visitor=visitor, word=word: visitor.post(
            f"/admin/selection/edition/{pk}/change/", **seen | {place: word}
        )
        for visitor, word in zip(visitors, words, strict=True)
    ]
    answers = at_once(acts)
    if sorted(answer.status for answer in answers) != [SAVED, TOLD]:
        return f"round {number}: {[answer.status for answer in answers]}"
    first = [answer.status for answer in answers].index(SAVED)
    if not all(word in answers[1 - first].text for word in words):
        return f"round {number}: the second did not see both versions"
    stored = initial_of(grid_of(Edition.objects.get(pk=pk)))[place]
    return "" if stored == words[first] else f"round {number}: what was saved is not there"


if __name__ == "__main__":
    on_both_pairs(drill)
