"""What a rule finds about the applications of a call, for officials to look at. Names are compared and never told."""

from collections import defaultdict

from panels import ties
from panels.calls.models import Application, RecruitmentCall
from panels.calls.selectors import matches_of
from panels.enums import MemberRole
from panels.models import Membership
from projects.models import Vendor
from seoul_gov.accounts.models import RoleGrant
from seoul_gov.ui.korean import josa

SEATED = "같은 사업의 다른 추진단에 이미 있는 사람입니다."
OFFICIAL = "신청한 뒤에 시 직원이 된 사람입니다."
TIES = "이해관계가 있다고 신고했습니다."


def doubts_of(call: RecruitmentCall, applications: list[Application]) -> dict[int, list[str]]:
    """What is to be looked at, in Korean sentences, by application id; in a fixed number of queries."""
    people = [one.applicant_id for one in applications]
    officials = set(RoleGrant.objects.in_force().filter(user__in=people).values_list("user", flat=True))
    seated = set(
        Membership.objects.seated()
        .filter(user__in=people, panel__project=call.panel.project_id)
        .exclude(role=MemberRole.SECRETARY)
        .values_list("user", flat=True)
    )
    parties = list(ties.related(call.panel.project))
    staff = Vendor.staff.through.objects.filter(
        user__in=people, vendor__in=[one.vendor_id for one in parties]
    )
    employers = set(staff.values_list("user", "vendor"))
    alike = namesakes(applications)
    found = {}
    for one in applications:
        said = [SEATED] * (one.applicant_id in seated) + [OFFICIAL] * (one.applicant_id in officials)
        said += [TIES] * bool(one.has_conflict)
        said += [ties.works_for(p) for p in parties if (one.applicant_id, p.vendor_id) in employers]
        said += matches_of(one, parties)
        said += [f"지원서 {josa(number, '와/과')} 같은 사람일 수 있습니다." for number in alike[one.pk]]
        found[one.pk] = said
    return found


def namesakes(applications: list[Application]) -> dict[int, list[str]]:
    """The numbers of those that somebody of the same name, age band, gender and district handed in, by id."""
    heaps = defaultdict(list)
    for one in applications:
        heaps["".join(one.name.split()), one.age_band, one.gender, one.district].append(one)
    return {
        one.pk: [other.number for other in heap if other is not one]
        for heap in heaps.values()
        for one in heap
    }
