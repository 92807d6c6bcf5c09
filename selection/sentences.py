"""How results and reasons are said in Korean, with the particle that each word asks for."""

from projects.enums import GovernanceType
from selection.enums import Mode, Question, Status
from selection.recommend import Answers, Recommendation, next_question
from seoul_gov.ui.korean import josa, josa_text

_SENTENCE_WITHOUT_TYPE = {
    Status.NOT_APPLICABLE: "이 사업은 정보화사업 거버넌스 적용 대상이 아닙니다.",
    Status.REDIRECT: "이 제안은 거버넌스 유형을 정하지 않고 다른 창구로 안내합니다.",
}


def result_sentence(answers: Answers, result: Recommendation) -> str:
    """The result in one Korean sentence."""
    if result.status == Status.RECOMMENDED:
        return f"{_matched(answers, result)} {_recommending(result)}"
    if result.status == Status.RESOLVED:
        return f"기준표의 모든 기준에 맞는 유형은 없지만, 정해진 규칙에 따라 {_recommending(result)}"
    if result.status == Status.REVIEW:
        return _review_sentence(result)
    if result.status == Status.INCOMPLETE:
        return f"아직 ‘{next_question(answers).label}’에 답하지 않아 유형을 판단할 수 없습니다."
    return _SENTENCE_WITHOUT_TYPE[result.status]


def _matched(answers: Answers, result: Recommendation) -> str:
    among = "에 맞는 유형 가운데 시민참여가 가장 강한" if len(result.strict_types) > 1 else "에 맞는"
    chosen = [
        f"{Question.ORIGIN.label} ‘{answers.effective_origin.label}’",
        f"{Question.SCOPE.label} ‘{answers.scope.label}’",
    ]
    if answers.modes:
        chosen.append(f"{Question.MODES.label} ‘{_mode_names(answers.modes)}’")
    return f"{', '.join(chosen)}{among}"


def _recommending(result: Recommendation) -> str:
    recommended = josa(result.governance_type.label, "을/를")
    if not result.supplementary_modes:
        return f"{recommended} 권고합니다."
    beside = josa(_mode_names(result.supplementary_modes), "은/는")
    return f"{recommended} 권고하며, {beside} 보조 방식으로 함께 운영합니다."


def _review_sentence(result: Recommendation) -> str:
    if not result.is_provisional:
        return "기준표에 맞는 유형도 임시로 둘 유형도 없어 거버넌스 담당이 검토해야 합니다."
    provisional = josa(result.governance_type.label, "을/를")
    return f"기준표에 맞는 유형이 없어 {provisional} 임시로 두며, 거버넌스 담당이 확인해야 합니다."


def out_sentence(criterion: Question, governance_type: GovernanceType, answers: Answers) -> str:
    """Why a type is out under a criterion: the answers given there never go with it."""
    return josa_text(
        "{condition} {name}{은/는} 맞지 않습니다.",
        condition=_condition(criterion, answers),
        name=governance_type.label,
    )


def _condition(criterion: Question, answers: Answers) -> str:
    if criterion == Question.ORIGIN and answers.origin != answers.effective_origin:
        return "기존 사업에 포함할 수 있는 시민 제안은 서울시 기획으로 보므로"
    if criterion == Question.MODES and not answers.modes:
        return f"{criterion.label} 세 물음에 모두 ‘아니오’라고 답하면"
    named = josa(criterion.label, "이/가")
    if criterion == Question.MODES:
        return f"{named} {_mode_names(answers.modes)}뿐이면"
    return f"{named} {josa(answers.to(criterion).label, '이면/면')}"


def change_sentence(question: Question, before: Answers, after: Answers, result: Recommendation) -> str:
    """What has to be answered differently, and which type that gives."""
    outcome = josa(result.governance_type.label, "이/가")
    return f"{_changing(question, before, after)} {outcome} 됩니다."


def _changing(question: Question, before: Answers, after: Answers) -> str:
    name = question.label
    if question != Question.MODES:
        answer = after.to(question)
        spoken = ("예" if answer else "아니오") if isinstance(answer, bool) else answer.label
        return josa_text("{name}{을/를} ‘{answer}’{으로/로} 바꾸면", name=name, answer=spoken)
    if added := _mode_names(after.modes - before.modes):
        return josa_text("{name}에 ‘{mode}’{을/를} 더하면", name=name, mode=added)
    return josa_text(
        "{name}에서 ‘{mode}’{을/를} 빼면", name=name, mode=_mode_names(before.modes - after.modes)
    )


def _mode_names(modes: frozenset[Mode] | tuple[Mode, ...]) -> str:
    return "·".join(mode.label for mode in Mode if mode in modes)
