"""A committee that existed before becomes the panel: everybody of it is invited, or nobody."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from panels import actions, adoption
from panels.models import Membership, Panel
from panels.nominees import Nominee
from seoul_gov.audit.models import Event
from seoul_gov.notifications import outbox
from tests import factories

pytestmark = pytest.mark.django_db


def roster(number=8, **facts):
    return [Nominee(f"위원{one}", f"one{one}@example.test", "통계", **facts) for one in range(1, number + 1)]


@pytest.fixture
def adopt(advisory, official):
    def call(people=None, **facts):
        usual = {
            "by": official,
            "project": advisory,
            "kind": "expert",
            "name": "전문가자문단",
            "purpose": "두 번 만납니다.",
            "adopted_from": "공공자전거 자문위원회",
            "adopted_basis": "자전거 이용 활성화 조례 제9조",
            "roster": roster() if people is None else people,
        }
        return actions.adopt(**usual | facts)

    return call


def refused(call, *args, **facts) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        call(*args, **facts)
    assert not Panel.objects.filter(adopted_from__gt="").exists()
    assert not Membership.objects.filter(state="invited").exists()
    return refusal.value.messages


def problems(project, kind, *people) -> list[str]:
    return [
        problem for found in adoption.examine(project, kind, people).findings for problem in found.problems
    ]


def test_everybody_is_invited(adopt, official, other_official):
    secretary = Nominee("이간사", f" {other_official.email.upper()}", role="secretary")
    panel = adopt([*roster(), secretary])
    assert (panel.state, panel.adopted_from) == ("forming", "공공자전거 자문위원회")
    assert panel.adopted_basis == "자전거 이용 활성화 조례 제9조"
    assert panel.memberships.pending().count() == 9
    assert panel.memberships.get(role="secretary").email == other_official.email
    outbox.drain()
    assert {address for letter in mail.outbox for address in letter.to} == {
        *(one.email for one in roster()),
        other_official.email,
    }
    assert all("/panels/invitations/" in letter.body for letter in mail.outbox)


def test_the_trail_names_the_committee_and_the_seats(adopt):
    panel = adopt()
    event = Event.objects.get(key="panels.adopted")
    assert event.sentence == (
        "‘따릉이 앱 개편’ 사업에서 기존 위원회(‘공공자전거 자문위원회’)를 활용해 추진단 ‘전문가자문단’"
        "(시민추진단 · 전문가자문단) 구성을 시작했습니다."
    )
    assert event.object_id == str(panel.pk) or event.object_id == panel.pk
    assert Event.objects.filter(key="panels.invited").count() == 8
    assert not Event.objects.filter(sentence__contains="위원1").exists()


def test_only_the_departments_officers(adopt, head, other_official, citizen):
    for person in (head, other_official, citizen):
        with pytest.raises(PermissionDenied):
            adopt(by=person)


def test_a_kind_that_the_type_does_not_allow(adopt):
    assert refused(adopt, kind="working")[0].startswith("시민자문형 사업에는")


def test_everything_is_told_at_once(adopt, advisory, citizen):
    factories.make_panel(advisory, name="전문가자문단")
    people = [Nominee("", "han@"), Nominee("이위원", citizen.email), Nominee("이위원", citizen.email)]
    assert refused(adopt, people, adopted_from=" ", adopted_basis="", purpose="800101-1234567") == [
        "기존 위원회의 이름을 적어 주세요.",
        "설치 근거(조례·규칙·방침)를 적어 주세요.",
        "주민등록번호로 보이는 내용이 있습니다. 주민등록번호는 적지 마세요.",
        "이 사업에 같은 이름의 추진단이 이미 있습니다.",
        "1번째 사람: 이름이 없습니다.",
        "1번째 사람: 이메일 주소를 name@example.com처럼 적어 주세요.",
        "3번째 사람: 2번째 사람과 이메일 주소가 같습니다.",
    ]


def test_a_committee_of_nobody_and_of_two_secretaries(advisory, official, other_official):
    people = [Nominee("이간사", one.email, role="secretary") for one in (official, other_official)]
    assert adoption.examine(advisory, "expert", people).sentences == [
        "단원이 한 명 이상 있어야 합니다.",
        "간사는 한 명만 적어 주세요.",
    ]


def test_a_roster_is_bounded(advisory):
    found = adoption.examine(advisory, "expert", roster(adoption.MOST + 1))
    assert found.sentences == ["명단은 300명까지 적을 수 있습니다."]


def test_rows_without_an_address_are_not_taken_for_one_another(advisory):
    people = [Nominee("가", ""), Nominee("나", "")]
    assert problems(advisory, "expert", *people) == ["이메일 주소가 없습니다."] * 2


def test_two_addresses_of_one_person(advisory, citizen):
    citizen.emailaddress_set.create(email="second@example.test", verified=True)
    citizen.emailaddress_set.create(email="third@example.test", verified=False)
    people = [Nominee("가", email) for email in (citizen.email, "second@example.test", "third@example.test")]
    assert problems(advisory, "expert", *people) == ["1번째 사람과 같은 사람의 주소입니다."]


def test_officials_are_secretaries_and_nobody_else_is(advisory, other_official, citizen):
    assert problems(advisory, "expert", Nominee("가", other_official.email)) == [
        "시 직원은 추진단의 간사로만 참여할 수 있습니다."
    ]
    assert problems(advisory, "expert", Nominee("가", citizen.email, role="secretary")) == [
        "간사는 시 직원만 맡을 수 있습니다."
    ]
    assert problems(advisory, "expert", Nominee("가", other_official.email, role="secretary")) == []


def test_a_seat_elsewhere_in_the_project(advisory, citizen, other_official):
    panel = factories.make_panel(advisory)
    citizen.emailaddress_set.create(email="second@example.test", verified=True)
    factories.make_member(panel, user=citizen)
    Membership.objects.update(email="old@example.test")
    factories.make_member(panel, user=other_official, role="secretary")
    told = [
        "같은 사업의 ‘시민참여단’에 이미 있는 사람입니다. 한 사람은 한 사업에서 한 추진단에만 참여할 수 있습니다."
    ]
    for email in (citizen.email, "second@example.test", "old@example.test"):
        assert problems(advisory, "expert", Nominee("가", email)) == told
    assert problems(advisory, "expert", Nominee("가", other_official.email, role="secretary")) == []
    panel.state = "dissolved"
    panel.save()
    assert problems(advisory, "expert", Nominee("가", citizen.email)) == []


def test_an_invitation_elsewhere_without_an_account(panel, invite, advisory):
    invite(panel, email="new@example.test")
    assert problems(advisory, "expert", Nominee("가", "new@example.test"))[0].startswith("같은 사업의")


def test_a_companys_staff_are_named_where_stakeholders_are_kept_out(advisory, collaboration):
    for project in (advisory, collaboration):
        staff = factories.make_vendor(project=project)
        told = problems(
            project, "working" if project == collaboration else "expert", Nominee("가", staff.email)
        )
        assert told == (
            ["이 사업의 수행사 ‘한빛정보기술(주)’의 구성원입니다."] if project == collaboration else []
        )


def test_a_namesake_of_a_company_is_to_be_looked_at(collaboration):
    factories.make_vendor(project=collaboration)
    people = [Nominee("가", "a@example.test", "주식회사 한빛정보기술"), Nominee("나", "b@example.test")]
    found = adoption.examine(collaboration, "working", people)
    assert [len(one.notes) for one in found.findings] == [1, 0]
    assert found.sentences == []


def test_a_size_outside_the_band_is_a_warning(adopt, advisory):
    assert adoption.examine(advisory, "expert", roster(9)).warnings == ()
    (warning,) = adoption.examine(advisory, "expert", roster(3)).warnings
    assert warning == "권고 인원은 전문가자문단 10명 내외(8~12명)인데 지금은 3명입니다."
    assert adopt(roster(3)).memberships.count() == 3


def test_the_sides_of_a_mixed_panel(adopt, advisory):
    people = [
        *roster(4, side="citizen"),
        *(Nominee(str(n), f"x{n}@example.test", side="expert") for n in range(4)),
    ]
    assert adoption.examine(advisory, "mixed", people).warnings == ()
    panel = adopt(people, kind="mixed")
    assert panel.memberships.filter(side="expert").count() == 4
    assert len(adoption.examine(advisory, "mixed", roster(8, side="citizen")).warnings) == 1


def test_what_examining_costs_does_not_grow(
    collaboration, citizen, other_official, django_assert_max_num_queries
):
    factories.make_vendor(project=collaboration)
    known = [Nominee("가", citizen.email), Nominee("나", other_official.email)]
    costs = []
    for number in (1, 40):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            adoption.examine(collaboration, "working", [*known, *roster(number)])
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12
