"""Forming a demo panel: invited, accepted with pledge and consent, put in office with a chair and a secretary."""

from panels import actions as panels
from panels import invitations
from panels.actions import Declaration
from panels.enums import MemberSide, PanelKind, TextKind
from panels.models import Membership, Panel, SignedText
from panels.selectors import texts_for

from . import people

FIELDS = [
    "서비스 기획",
    "접근성",
    "데이터 분석",
    "돌봄 현장",
    "교통",
    "문화",
    "청년 활동",
    "장애인 인권",
    "마을 활동",
    "보안",
]
NAMES = {
    PanelKind.ONLINE: "온라인참여단",
    PanelKind.CITIZEN: "시민참여단",
    PanelKind.EXPERT: "전문가자문단",
    PanelKind.MIXED: "혼합 자문단",
    PanelKind.WORKING: "실무추진단",
    PanelKind.JOINT_BODY: "민관협의체",
    PanelKind.PB_COMMITTEE: "참여예산위원회",
}


def form(*, project, kind: str, officer, logins: list[str]) -> Panel:
    """A panel of that kind in office, its first member in the chair."""
    kind = PanelKind(kind)
    panel = panels.create(
        by=officer,
        project=project,
        kind=kind,
        name=NAMES[kind],
        purpose="단계마다 산출물을 검토하고 회의에서 자문합니다.",
    )
    seats = [seat(panel, officer, login, number) for number, login in enumerate(logins)]
    panel = panels.activate(by=officer, panel=panel, size_reason="체험 자료에서는 인원을 줄여 구성했습니다.")
    panels.appoint_chair(by=officer, membership=seats[0])
    return panel


def seat(panel: Panel, officer, login: str, number: int) -> Membership:
    """Invite one person and let them accept."""
    user = people.person(login)
    membership = panels.invite(
        by=officer,
        panel=panel,
        email=user.email,
        name=user.name,
        side=side_of(panel, number),
        affiliation=FIELDS[number % len(FIELDS)],
    )
    return panels.accept(
        by=user,
        membership=membership,
        secret=invitations.secret_of(membership),
        texts=agreed(texts_for(membership.role), number),
        declaration=Declaration(has_conflict=False),
    )


def agreed(texts: list[SignedText], number: int) -> list[SignedText]:
    """All of them; every third person keeps their name to themselves."""
    return [text for text in texts if number % 3 or text.kind != TextKind.CONSENT_NAME]


def side_of(panel: Panel, number: int) -> str:
    if panel.kind != PanelKind.MIXED:
        return ""
    return MemberSide.CITIZEN if number % 2 else MemberSide.EXPERT
