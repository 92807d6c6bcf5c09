import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from panels import actions
from panels.enums import KINDS_FOR, MemberState, PanelKind, PanelState
from panels.models import Membership, Panel
from projects.enums import GovernanceType
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import MailState, Notice
from tests import factories

pytestmark = pytest.mark.django_db


def sentence(refusal) -> str:
    return " ".join(refusal.value.messages)


@pytest.mark.parametrize("governance_type", GovernanceType)
@pytest.mark.parametrize("kind", PanelKind)
def test_type_decides_which_kinds_there_may_be(official, governance_type, kind):
    project = factories.make_confirmed_project(officer=official, governance_type=governance_type)
    if kind in KINDS_FOR[governance_type]:
        assert (
            actions.create(by=official, project=project, kind=kind, name="모임").state == PanelState.FORMING
        )
    else:
        with pytest.raises(ValidationError):
            actions.create(by=official, project=project, kind=kind, name="모임")


def test_created_panel_is_on_the_trail(official, advisory):
    panel = actions.create(
        by=official, project=advisory, kind="citizen", name="이용자 모임", purpose="네 번 모입니다."
    )
    event = Event.objects.get()
    assert (panel.purpose, panel.created_by) == ("네 번 모입니다.", official)
    assert event.chain == advisory.audit_chain
    assert (
        event.sentence
        == "‘따릉이 앱 개편’ 사업의 추진단 ‘이용자 모임’(시민추진단 · 시민참여단) 구성을 시작했습니다."
    )


def test_supplements_stand_beside_the_main_kind(official, advisory):
    for kind in ("citizen", "online"):
        actions.create(by=official, project=advisory, kind=kind, name=kind)
    assert Panel.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"governance_type": ""}, "거버넌스 유형이 확정된 사업에서만 추진단을 구성할 수 있습니다."),
        ({"status": "completed"}, "종료된 사업에서는 추진단을 구성할 수 없습니다."),
        (
            {"governance_type": "collaboration"},
            "시민협업형 사업에는 실무추진단, 시민참여단, 전문가자문단, 혼합(시민참여단+전문가자문단), "
            "온라인참여단만 둘 수 있습니다.",
        ),
    ],
)
def test_refusals_to_create(official, facts, told):
    project = factories.make_confirmed_project(officer=official, **facts)
    with pytest.raises(ValidationError) as refusal:
        actions.create(by=official, project=project, kind="joint_body", name="협의체")
    assert sentence(refusal) == told


def test_two_panels_of_a_project_have_two_names(official, panel):
    with pytest.raises(ValidationError) as refusal:
        actions.create(by=official, project=panel.project, kind="expert", name=panel.name)
    assert sentence(refusal) == "이 사업에 같은 이름의 추진단이 이미 있습니다."


def test_others_form_nothing(head, other_official, official, panel):
    for person in (head, other_official):
        with pytest.raises(PermissionDenied):
            actions.create(by=person, project=panel.project, kind="citizen", name="모임")
        with pytest.raises(PermissionDenied):
            actions.dissolve(by=person, panel=panel, reason="끝")
    with pytest.raises(PermissionDenied, match="사업담당자와 부서장만"):
        actions.activate(by=other_official, panel=panel)


def test_the_head_appoints(head, panel):
    factories.make_member(panel)
    assert actions.activate(by=head, panel=panel, size_reason="사유").state == "active"


def test_panel_of_a_recommended_size_takes_office_without_a_reason(official, panel):
    members = [factories.make_member(panel) for _ in range(8)]
    actions.activate(by=official, panel=panel, size_reason="필요 없는 사유")
    panel.refresh_from_db()
    assert (panel.state, panel.size_reason) == (PanelState.ACTIVE, "")
    assert panel.activated_at
    told = Notice.objects.filter(kind="panels.activated")
    assert {notice.recipient_id for notice in told} == {member.user_id for member in members}
    assert told[0].subject == "‘따릉이 앱 개편’ 사업의 추진단 ‘시민참여단’ 구성을 마쳤습니다(8명)."


def test_other_size_asks_for_a_reason_and_never_blocks(official, panel):
    factories.make_member(panel)
    with pytest.raises(ValidationError) as refusal:
        actions.activate(by=official, panel=panel, size_reason="  ")
    assert sentence(refusal) == (
        "권고 인원은 시민참여단 10명 내외(8~12명)인데 지금은 1명입니다. 이대로 구성을 마치려면 사유를 적어 주세요."
    )
    actions.activate(by=official, panel=panel, size_reason="희망자가 적습니다.")
    panel.refresh_from_db()
    assert (panel.state, panel.size_reason) == (PanelState.ACTIVE, "희망자가 적습니다.")


def test_secretary_alone_is_no_panel(official, panel):
    factories.make_member(panel, user=official, role="secretary")
    with pytest.raises(ValidationError) as refusal:
        actions.activate(by=official, panel=panel, size_reason="사유")
    assert sentence(refusal) == "초대를 수락한 사람이 한 명 이상 있어야 구성을 마칠 수 있습니다."


def test_panel_takes_office_once(official, panel):
    factories.make_member(panel)
    actions.activate(by=official, panel=panel, size_reason="사유")
    with pytest.raises(ValidationError) as refusal:
        actions.activate(by=official, panel=panel, size_reason="사유")
    assert sentence(refusal) == "이미 구성을 마쳤거나 해산한 추진단입니다."


def test_dissolving_ends_seats_and_invitations(official, panel, invite):
    seat = factories.make_member(panel)
    invited, _ = invite(panel)
    actions.dissolve(by=official, panel=panel, reason="사업이 끝났습니다.")
    panel.refresh_from_db()
    assert (panel.state, bool(panel.dissolved_at)) == (PanelState.DISSOLVED, True)
    ends = dict(Membership.objects.values_list("pk", "state"))
    assert ends == {seat.pk: MemberState.RELEASED, invited.pk: MemberState.CANCELLED}
    told = Notice.objects.get(kind="panels.dissolved")
    assert (told.recipient, told.url, told.is_legal) == (seat.user, "/panels/", True)
    assert "사유: 사업이 끝났습니다." in told.body
    assert Notice.objects.get(kind="panels.invited").mail_state == MailState.WITHDRAWN


def test_dissolving_takes_back_what_was_not_sent_yet(official, panel):
    factories.make_member(panel)
    actions.activate(by=official, panel=panel, size_reason="사유")
    actions.dissolve(by=official, panel=panel, reason="끝")
    states = dict(Notice.objects.values_list("kind", "mail_state"))
    assert states == {"panels.activated": MailState.WITHDRAWN, "panels.dissolved": MailState.PENDING}


def test_dissolving_wants_a_reason_and_happens_once(official, panel):
    with pytest.raises(ValidationError) as refusal:
        actions.dissolve(by=official, panel=panel, reason=" ")
    assert sentence(refusal) == "해산하는 사유를 적어 주세요."
    actions.dissolve(by=official, panel=panel, reason="끝")
    with pytest.raises(ValidationError) as refusal:
        actions.dissolve(by=official, panel=panel, reason="끝")
    assert sentence(refusal) == "해산한 추진단입니다."
