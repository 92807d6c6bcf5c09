"""Answers and results as JSON: the body of the API and what is stored with an assessment."""

from collections.abc import Callable, Mapping
from enum import Enum

from selection.enums import Mode, Origin, Question, Scope
from selection.explain import Explanation
from selection.recommend import Answers, Recommendation, relevant_questions


class AnswerError(ValueError):
    """A value that is no answer. `field` names it, `sentence` says in Korean what is allowed instead."""

    def __init__(self, field: str, sentence: str):
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


def from_json(data: object) -> Answers:
    """The answers in a JSON object; absent and null mean unanswered, other keys are passed over.

    Booleans have to be JSON booleans: 1 and "yes" are refused. Raises AnswerError for the first field, in
    the order asked, that holds an unknown value or a wrong type; its field is "body" if `data` is no object.
    """
    if not isinstance(data, Mapping):
        raise AnswerError("body", "답은 JSON 객체로 보내 주세요.")
    return Answers(**{question.value: _answer(question, data) for question in Question})


def to_json(answers: Answers) -> dict[str, object]:
    """Every answer by the name of its field, null while unanswered; the inverse of `from_json`."""
    return {question.value: _plain(answers.to(question)) for question in Question}


def on_the_path(answers: Answers) -> Answers:
    """Only the answers on the path that they take: what was said to a question no longer asked is dropped.

    The recommendation stays the same, for it reads the path alone.
    """
    return Answers(**{question.value: answers.to(question) for question in relevant_questions(answers)})


def recommendation_json(
    recommendation: Recommendation, edition_label: str, explanation: Explanation
) -> dict[str, object]:
    """The result as the API gives it; `explanation` is the result and its reason as Korean text."""
    return {
        "status": recommendation.status.value,
        "governance_type": _plain(recommendation.governance_type),
        "strict_types": [_plain(t) for t in recommendation.strict_types],
        "supplementary_modes": [_plain(m) for m in recommendation.supplementary_modes],
        "reason_code": _plain(recommendation.reason_code),
        "citizen_sourced": recommendation.citizen_sourced,
        "edition": edition_label,
        "explanation": explanation.text,
    }


def _answer(question: Question, data: Mapping) -> object:
    value = data.get(question.value)
    if value is None:
        return None
    return _READERS.get(question, _read_boolean)(question, value)


def _read_boolean(question: Question, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise AnswerError(question.value, f"‘{question.value}’ 값은 참(true) 또는 거짓(false)이어야 합니다.")


def _reader_of(choices: type[Enum]) -> Callable[[Question, object], Enum]:
    def read(question: Question, value: object) -> Enum:
        if isinstance(value, str) and value in choices.values:
            return choices(value)
        raise AnswerError(
            question.value, f"‘{question.value}’ 값은 {_listed(choices)} 가운데 하나여야 합니다."
        )

    return read


def _read_modes(question: Question, value: object) -> frozenset[Mode]:
    if isinstance(value, list) and all(isinstance(item, str) and item in Mode.values for item in value):
        return frozenset(Mode(item) for item in value)
    raise AnswerError(
        question.value, f"‘{question.value}’ 값은 {_listed(Mode)} 가운데서 고른 목록이어야 합니다."
    )


_READERS = {
    Question.ORIGIN: _reader_of(Origin),
    Question.SCOPE: _reader_of(Scope),
    Question.MODES: _read_modes,
}


def _listed(choices: type[Enum]) -> str:
    return ", ".join(choices.values)


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return [mode.value for mode in Mode if mode in value]
    return value.value if isinstance(value, Enum) else value
