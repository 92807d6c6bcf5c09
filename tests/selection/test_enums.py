from selection.enums import Mode, Origin, Question, ReasonCode, Scope, Status, Verdict
from selection.recommend import Answers


def test_values_and_labels():
    assert dict(Origin.choices) == {"city": "서울시", "citizen": "시민"}
    assert dict(Scope.choices) == {
        "general": "일반시민",
        "specific_group": "특정계층 시민",
        "local": "지역주민",
    }
    assert dict(Mode.choices) == {"opinion": "의견제시", "advisory": "자문", "decision": "의사결정 참여"}
    assert Verdict.values == ["in", "out", "unanswered"]
    assert Status.values == [
        "recommended",
        "resolved",
        "review",
        "not_applicable",
        "redirect",
        "incomplete",
    ]


def test_questions_are_the_fields_of_the_answers():
    assert Question.values == list(Answers.__dataclass_fields__)


def test_every_reason_belongs_to_an_outcome_and_has_its_sentence():
    assert {code.value: code.status.value for code in ReasonCode} == {
        "NA-1": "not_applicable",
        "NA-2": "not_applicable",
        "NA-3": "not_applicable",
        "NA-4": "not_applicable",
        "NA-5": "not_applicable",
        "NA-6": "not_applicable",
        "RD-1": "redirect",
        "RD-2": "redirect",
        "IN-1": "incomplete",
        "RS-1": "resolved",
        "RS-2": "resolved",
        "RV-1": "review",
        "RV-2": "review",
    }
    assert len({code.sentence for code in ReasonCode}) == len(ReasonCode)
    assert all(code.sentence.endswith("니다.") for code in ReasonCode)
