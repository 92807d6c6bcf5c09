"""R6: two officials advance one stage.

Ten posts at the same moment, from two officials with five windows each, 50 rounds. Held when each time one stage
was closed once, with one line in the trail, and everybody else was told who was first.
"""

from tests.drills._crew import on_both_pairs
from tests.drills._visitor import Visitor, at_once
from tests.drills._world import make_closable, make_officials

ROUNDS, POSTS = 50, 10
CLOSED, TOLD = 302, 409


def drill(crew):
    return play(crew.web().url, ROUNDS, POSTS)


def play(url, rounds, posts):
    officials = make_officials()
    windows = [Visitor(url, officials[number % 2]) for number in range(posts)]
    wrong = [sentence for number in range(rounds) if (sentence := one(windows, officials[0], number))]
    print(f"   {rounds - len(wrong)}/{rounds} rounds exact, {posts} posts each")
    return wrong


def one(windows, officer, number):
    """One round; what was wrong with it, or an empty text."""
    from seoul_gov.audit.models import Event

    run, stage = make_closable(officer)
    post = [
        lambda one=one: one.post(f"/process/{run.pk}/advance/", stage=stage.pk, skip_reason="")
        for one in windows
    ]
    answers = at_once(post)
    statuses = sorted(answer.status for answer in answers)
    if statuses != [CLOSED] + [TOLD] * (len(windows) - 1):
        return f"round {number}: {statuses}"
    stage.refresh_from_db()
    first = f"{stage.closed_by} 님이"
    untold = [answer for answer in answers if answer.status == TOLD and first not in answer.text]
    events = Event.objects.filter(key="driver.advanced", chain=run.project.audit_chain).count()
    opened = run.stages.filter(state="open").count()
    if untold or (stage.state, events, opened) != ("closed", 1, 1):
        return f"round {number}: {len(untold)} not told, {stage.state}, {events} events, {opened} open stages"
    return ""


if __name__ == "__main__":
    on_both_pairs(drill)
