"""How the demo's projects came to where they stand: told through the portal's own actions, as people did it.

Only moments are moved afterwards (``backdate``), so that a stage of last spring does not begin today.
"""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from projects import actions as projects
from projects.models import Project, ProposalChannel, Vendor
from selection import actions as selection
from selection.answers import from_json
from seoul_gov.accounts.models import Department
from seoul_gov.ui.korean import today

from . import (
    access_story,
    appointment_story,
    call_story,
    committee_story,
    conflict_story,
    draw_story,
    erasure_story,
    handout_story,
    notice_story,
    people,
    record_story,
    round_story,
    selection_story,
)
from .process_story import ProcessStory
from .projects_data import IT, PROJECTS, TRAFFIC, WELFARE, DemoProject

OFFICERS = {IT: "officer", TRAFFIC: "traffic", WELFARE: "welfare"}
HEADS = {IT: "head", TRAFFIC: "traffic-head", WELFARE: "welfare-head"}
FIRST_MODES = {"modes": ["opinion"]}
BEFORE_CONFIRMATION = {"registered", "answered", "submitted", "returned"}
AFTER_CONFIRMATION = {"confirmed", "not_applicable", "redirected"}


def load() -> int:
    """Tell every story once; answers how many projects were made now."""
    people.load()
    load_vendors()
    access_story.load()
    told = [tell(facts) for facts in PROJECTS if not Project.objects.filter(title=facts.title).exists()]
    call_story.load()
    committee_story.load()
    conflict_story.load()
    selection_story.load()
    draw_story.load()
    round_story.load()
    handout_story.load()
    appointment_story.load()
    erasure_story.load()
    record_story.count()
    if told:
        notice_story.read_the_older()
    return len(told)


def load_vendors() -> None:
    for login, _, company in people.VENDORS:
        vendor = Vendor.objects.get_or_create(name=company)[0]
        vendor.staff.add(people.person(login))


@transaction.atomic
def tell(facts: DemoProject) -> Project:
    """One project, from its draft to where it stands; whole or not at all."""
    officer, head = people.person(OFFICERS[facts.department]), people.person(HEADS[facts.department])
    project = draft(facts, officer)
    if facts.reach == "draft":
        return project
    projects.submit(by=officer, project=project)
    if facts.reach == "registered":
        return project
    select(project, facts, officer, head)
    if facts.reach in BEFORE_CONFIRMATION | AFTER_CONFIRMATION:
        return project
    project.refresh_from_db()
    if "superseded" in facts.flags:
        change_of_mind(project, facts, officer, head)
    ProcessStory(project, facts, officer, head).tell()
    record_story.backdate(project)
    return project


def change_of_mind(project: Project, facts: DemoProject, officer, head) -> None:
    """The process began under another type, until a later assessment changed it."""
    first = replace(facts, reach="planning", vendor="", flags=frozenset({"bare"}))
    ProcessStory(project, first, officer, head).tell()
    reassess(project, facts, officer, head, modes=["opinion", "advisory"])
    project.refresh_from_db()


def draft(facts: DemoProject, officer) -> Project:
    start = (
        today() + timedelta(days=30)
        if facts.reach in BEFORE_CONFIRMATION | AFTER_CONFIRMATION | {"draft"}
        else None
    )
    complete = {} if facts.reach == "draft" else {"summary": facts.summary, "budget": facts.budget}
    return projects.draft(
        by=officer,
        facts={
            "title": facts.title,
            "kind": facts.kind,
            "department": Department.objects.get(name=facts.department),
            "officer": officer,
            "start_date": start or today() - timedelta(days=200),
            "end_date": (start or today()) + timedelta(days=270),
            "channel": ProposalChannel.objects.get(name=facts.channel),
            "audience": facts.audience,
            "audience_detail": facts.audience_detail,
            "expected_vendor": facts.vendor,
        }
        | complete,
    )


def select(project: Project, facts: DemoProject, officer, head) -> None:
    """The assessment and its approvals, as far as the project has come."""
    assessment = selection.begin(by=officer, project=project)
    answers = from_json(facts.answers | (FIRST_MODES if "superseded" in facts.flags else {}))
    assessment = selection.answer(
        by=officer, assessment=assessment, answers=answers, version=assessment.version
    )
    if facts.reach == "answered":
        return
    chosen, reason = choice(assessment, facts)
    assessment = selection.submit(
        by=officer, assessment=assessment, chosen_type=chosen, override_reason=reason
    )
    if facts.reach == "submitted":
        return
    if facts.reach == "returned":
        comment = "지역주민의 의견만 듣는 사업인지, 자문까지 받을 사업인지 다시 살펴 주세요."
        selection.send_back(by=head, assessment=assessment, version=assessment.version, comment=comment)
        return
    approve(assessment, head, confirm=assessment.status == "review")


def choice(assessment, facts: DemoProject) -> tuple[str, str]:
    """What the department proposes: the recommendation, or nothing where governance does not apply."""
    if facts.reach in ("not_applicable", "redirected"):
        return "", ""
    return assessment.governance_type, ""


def approve(assessment, head, *, confirm: bool) -> None:
    governance = people.person("governance")
    put_forward = {"assessment": assessment, "version": assessment.version}
    comment = "기준표와 답변이 맞습니다. 추진단은 사업 초기에 구성하시기 바랍니다."
    selection.concur(by=governance, **put_forward, comment=comment)
    if confirm:
        selection.confirm_departure(by=governance, **put_forward, comment="사정을 확인했습니다.")
    selection.approve(by=head, **put_forward, comment="권고 유형대로 추진합니다.")


def reassess(project: Project, facts: DemoProject, officer, head, modes: list[str]) -> None:
    """A later assessment with other modes of participation; the first one stays."""
    assessment = selection.begin(by=officer, project=project)
    answers = from_json(facts.answers | {"modes": modes})
    assessment = selection.answer(
        by=officer, assessment=assessment, answers=answers, version=assessment.version
    )
    assessment = selection.submit(by=officer, assessment=assessment, chosen_type=assessment.governance_type)
    approve(assessment, head, confirm=False)
