"""A tie in the demo: a member of a 실무추진단 is suspended because a subcontractor was recorded, and the term is running."""

from django.db import transaction

from panels import actions as panels
from panels import invitations
from panels.actions import Declaration
from panels.conflicts.models import Suspension
from panels.enums import PanelKind
from panels.models import Panel
from panels.selectors import texts_for

from . import people

PROJECT, LOGIN = "따릉이 앱 화면 전면 개편", "panelist1"
EMPLOYER, SUBCONTRACTOR = "누리길 소프트", "누리길소프트(주)"
OTHERS = [("bidder", "새길시스템(주)"), ("affiliate", "한빛클라우드(주)"), ("consultant", "가람정책연구원")]
"""Companies that have to do with the project and are not under contract: one lost, one advised on the plan."""


@transaction.atomic
def load() -> Suspension:
    """Tell it once: somebody joins the panel, tells of an employer, and the contractor takes that company on."""
    panel = Panel.objects.select_related("project__officer").get(
        project__title=PROJECT, kind=PanelKind.WORKING
    )
    told = Suspension.objects.filter(membership__panel=panel).first()
    return told or tell(panel)


def tell(panel: Panel) -> Suspension:
    officer, person = panel.project.officer, people.person(LOGIN)
    seat = panels.invite(
        by=officer, panel=panel, email=person.email, name=person.name, affiliation="자전거 생활"
    )
    panels.accept(
        by=person,
        membership=seat,
        secret=invitations.secret_of(seat),
        texts=texts_for(seat.role),
        declaration=Declaration(has_conflict=False, employer=EMPLOYER),
    )
    for kind, name in OTHERS + [("subcontractor", SUBCONTRACTOR)]:
        panels.record_contract_party(by=officer, project=panel.project, kind=kind, vendor_name=name)
    return seat.suspensions.get()
