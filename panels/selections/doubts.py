"""What keeps an applicant from a seat until an official has looked into it: that two applications may be one person's, and
where stakeholders are kept out (가이드라인 5-2) that what was declared names a company that keeps its people out."""

from panels import ties
from panels.calls.models import Application, RecruitmentCall
from panels.calls.selectors import matches_of
from panels.enums import PanelKind
from panels.screening.doubts import namesakes
from seoul_gov.ui.korean import josa

from .models import Inquiry

SAME = "같은 사람 확인 필요"
SAME_PERSON = SAME + ": 지원서 {number} 같은 사람일 수 있습니다."
TIE = "이해관계 확인 필요: 신고한 곳이 이 사업의 {party}일 수 있습니다."
UPHELD = "확인한 결과 자리에 앉을 수 없습니다({doubt})"


def doubts_of(call: RecruitmentCall, applications: list[Application]) -> dict[str, list[str]]:
    """The doubts about each, by number, looked into or not; in a fixed number of queries."""
    alike = namesakes(list(call.applications.submitted().exclude(name="").order_by("pk")))
    guarded = PanelKind(call.panel.kind).excludes_conflicts
    parties = list(ties.keeping_out(call.panel.project)) if guarded else []
    return {
        one.number: [SAME_PERSON.format(number=josa(number, "와/과")) for number in alike.get(one.pk, ())]
        + [tie_to(ties.named(party)) for party in parties if matches_of(one, [party])]
        for one in applications
    }


def tie_to(company) -> str:
    """The doubt whether somebody is tied to a company; ``company`` is it in its part, in words (``ties.named``)."""
    return TIE.format(party=company)


def told(doubt: str) -> str:
    """The doubt as the applicant reads it: without the number of an application that may be somebody else's."""
    return SAME if doubt.startswith(SAME) else doubt


def answers_to(applications: list[Application]) -> dict[tuple[str, str], Inquiry]:
    """What officials found out, by number and doubt; in one query."""
    rows = Inquiry.objects.filter(application__in=applications).select_related("application")
    return {(one.application.number, one.doubt): one for one in rows}


def unanswered(call: RecruitmentCall, applications: list[Application]) -> dict[str, list[str]]:
    """The doubts that nobody has looked into, by the numbers that have any."""
    answers = answers_to(applications)
    left = {
        number: [doubt for doubt in doubts if (number, doubt) not in answers]
        for number, doubts in doubts_of(call, applications).items()
    }
    return {number: doubts for number, doubts in left.items() if doubts}


def doubtful(call: RecruitmentCall, applications: list[Application]) -> dict[str, str]:
    """Who can not sit for a doubt that was not looked into or was found true, by number, with the sentence."""
    answers, found = answers_to(applications), {}
    for number, doubts in doubts_of(call, applications).items():
        for doubt in doubts:
            answer = answers.get((number, doubt))
            if answer is None:
                found.setdefault(number, doubt)
            elif not answer.may_sit:
                found[number] = UPHELD.format(doubt=doubt)
    return found
