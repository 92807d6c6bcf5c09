import re
from itertools import pairwise

import pytest

from panels.enums import PanelKind
from projects.enums import GovernanceType, Phase, ProjectKind, StageKey
from workflows.definitions import Actor, Anchor, DutyKind, Necessity, Unit
from workflows.processes import PROCESSES, process_for, process_of

CONSULTATION, ADVISORY, COLLABORATION, CITIZEN_LED = GovernanceType
DEVELOPMENT, CONSULTING = ProjectKind

MAIN_KINDS = {
    CONSULTATION: {PanelKind.ONLINE},
    ADVISORY: {PanelKind.CITIZEN, PanelKind.EXPERT, PanelKind.MIXED},
    COLLABORATION: {PanelKind.WORKING},
    CITIZEN_LED: {PanelKind.JOINT_BODY, PanelKind.PB_COMMITTEE},
}
"""The bodies that carry a type; the others that a project may have only supplement them."""

EXECUTION = {
    DEVELOPMENT: ("analysis", "design", "build"),
    CONSULTING: ("environment", "as-is", "to-be", "roadmap"),
}
BEFORE = {
    CONSULTATION: ("planning",),
    ADVISORY: ("planning",),
    COLLABORATION: ("planning",),
    CITIZEN_LED: ("proposal", "suitability", "deliberation", "vote", "budgeting", "preparation"),
}

# Every row of the reconstructed process, and the duties that carry it. {stage}: once in each execution stage.
# ! required, ~ discretionary, ? if the case applies, ^ once opened; * where the guideline itself asks for it.
BACKBONE_PLANNING = {
    "p1": "p1!",
    "p3": "p3!",
    "p4": "p4~",
    "p5": "p5?",
    "p6": "p6!",
    "p7": "p7-security? p7-privacy?",
    "p8": "p8?",
}
BACKBONE = {
    "c1": "c1!",
    "c2": "c2~",
    "c3": "c3?",
    "c4": "c4?",
    "c5": "c5!",
    "c6": "c6!",
    "x1": "x1!",
    "x2": "x2!*",
    "x3": "x3!*",
    "x4": "x4!*",
    "x5": "x5!*",
    "x7": "x7-interim~ x7-audit?",
    "z1": "z1!",
    "z2": "z2!",
    "z3": "z3!",
}
LAST_DELIVERY = {DEVELOPMENT: {"x6": "x6!*"}, CONSULTING: {"x6": "x6!"}}
CONSULTATION_ROWS = {
    "cs1": "cs1?*",
    "cs2": "cs2-recruit~* cs2-panel~*",
    "cs3": "cs3~*",
    "cs4": "cs4^",
    "cs5": "cs5^",
    "cs6": "cs6?",
    "cs7": "cs7-{stage}~*",
    "cs8": "cs8-{stage}^",
    "cs9": "cs9!",
}
ADVISORY_ROWS = {
    "ad1": "ad1!*",
    "ad2": "ad2~*",
    "ad3": "ad3-recruit?* ad3-select^*",
    "ad4": "ad4!",
    "ad5": "ad5!*",
    "ad6": "ad6!",
    "ad7": "ad7-{stage}-review!* ad7-{stage}!*",
    "ad8": "ad8-planning! ad8-{stage}! ad8-closing^",
    "ad9": "ad9-planning! ad9-{stage}!",
    "ad10": "ad10~",
    "ad11": "ad11!",
}
COLLABORATION_ROWS = {
    "co1": "co1-plan!* co1-recruit!* co1-select!*",
    "co2": "co2!*",
    "co3": "co3-panel! co3-rules!",
    "co4": "co4-meeting!* co4!* co4-minutes!",
    "co5": "co5-rfp! co5-recheck!",
    "co6": "co6!",
    "co7": "co7-review!* co7-meeting!* co7!* co7-minutes!",
    "co8": "co8-review!* co8-meeting!* co8!* co8-minutes!",
    "co9": "co9-review!* co9-meeting!* co9!* co9-minutes!",
    "co10": "co10-review!* co10-meeting!* co10!* co10-minutes!",
    "co11": "co11-{stage}~*",
    "co12": "co12-planning? co12-{stage}?",
    "co13": "co13-opinion! co13-report!",
}
FOLLOWED_ROWS = {
    "co6": "ld12-co6!",
    "co7": "ld12-co7-review!* ld12-co7-meeting!* ld12-co7!* ld12-co7-minutes!",
    "co8": "ld12-co8-review!* ld12-co8-meeting!* ld12-co8!* ld12-co8-minutes!",
    "co9": "ld12-co9-review!* ld12-co9-meeting!* ld12-co9!* ld12-co9-minutes!",
    "co10": "ld12-co10-review!* ld12-co10-meeting!* ld12-co10!* ld12-co10-minutes!",
    "co11": "ld12-co11-{stage}~*",
    "co12": "ld12-co12-{stage}?",
}
CITIZEN_LED_ROWS = {
    "ld1": "ld1!",
    "ld2": "ld2!*",
    "ld3": "ld3!",
    "ld4": "ld4-absorb!* ld4!*",
    "ld5": "ld5-first? ld5-deliberation^ ld5-second^",
    "ld6": "ld6-committee!* ld6-meeting!* ld6-minutes! ld6!*",
    "ld7": "ld7!*",
    "ld8": "ld8!*",
    "ld9": "ld9-draft! ld9-council!",
    "ld10": "ld10-body!* ld10-plan!*",
    "ld11": "ld11-rfp! ld11-recheck!",
    **FOLLOWED_ROWS,
    "ld13": "ld13! ld13-award~",
}
ROWS = {
    CONSULTATION: BACKBONE_PLANNING | BACKBONE | CONSULTATION_ROWS,
    ADVISORY: BACKBONE_PLANNING | BACKBONE | ADVISORY_ROWS,
    COLLABORATION: BACKBONE_PLANNING | BACKBONE | COLLABORATION_ROWS,
    CITIZEN_LED: BACKBONE | CITIZEN_LED_ROWS,
}
MARKS = {
    Necessity.REQUIRED: "!",
    Necessity.DISCRETIONARY: "~",
    Necessity.IF_CASE: "?",
    Necessity.ONCE_OPENED: "^",
}
DECISION = ("채택", "조정", "보류")
OFFICES = {
    Actor.OFFICER,
    Actor.HEAD,
    Actor.GOVERNANCE_OFFICER,
    Actor.COORDINATOR,
    Actor.CONTRACT_OFFICE,
    Actor.BUDGET_OFFICE,
    Actor.PB_OFFICE,
}
CITED = re.compile(r"^(가이드라인 \d(-\d)?|운영 기준\(추론\)|시민참여예산제 운영 사례|.+ 제\d+(조|장))")

every_process = pytest.mark.parametrize("process", PROCESSES.values(), ids=lambda process: process.key)


def duties_of(process):
    return [duty for stage in process.stages for duty in stage.duties]


def marked(duty):
    return duty.key + MARKS[duty.necessity] + "*" * duty.is_seed


def expected_duties(process):
    rows = ROWS[process.governance_type] | LAST_DELIVERY[process.kind]
    if process.kind == DEVELOPMENT:
        rows = {row: duties for row, duties in rows.items() if row != "co10"}
    words = " ".join(rows.values()).split()
    return [word.format(stage=stage) for word in words for stage in _stages_for(word, process.kind)]


def _stages_for(word, kind):
    return EXECUTION[kind] if "{stage}" in word else ("",)


def position(due, stage):
    days = due.days * 7 / 5 if due.unit == Unit.WORKING else due.days
    return days + (stage.days * 7 / 5 if due.anchor == Anchor.STAGE_END else 0)


def test_there_is_a_process_for_every_type_and_kind():
    assert list(PROCESSES) == [(type_, kind) for type_ in GovernanceType for kind in ProjectKind]
    assert [process.key for process in PROCESSES.values()] == [
        "consultation.development",
        "consultation.consulting",
        "advisory.development",
        "advisory.consulting",
        "collaboration.development",
        "collaboration.consulting",
        "citizen_led.development",
        "citizen_led.consulting",
    ]


@every_process
def test_every_row_is_there_and_nothing_else(process):
    assert sorted(marked(duty) for duty in duties_of(process)) == sorted(expected_duties(process))


@every_process
def test_stages_follow_the_guideline(process):
    execution = [key.replace("-", "_") for key in EXECUTION[process.kind]]
    expected = [*BEFORE[process.governance_type], "procurement", *execution, "closing"]
    assert [stage.key for stage in process.stages] == expected


@every_process
def test_phases_only_go_forward(process):
    order = [list(Phase).index(stage.phase) for stage in process.stages]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2, 3}


@every_process
def test_duty_keys_are_unique_slugs(process):
    keys = [duty.key for duty in duties_of(process)]
    assert len(keys) == len(set(keys))
    assert [key for key in keys if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) or len(key) > 60] == []


@every_process
def test_openers_come_before_what_they_open(process):
    keys = [duty.key for duty in duties_of(process)]
    opened = [(duty.key, duty.opened_by) for duty in duties_of(process) if duty.opened_by]
    assert [key for key, opener in opened if opener not in keys[: keys.index(key)]] == []


@every_process
def test_necessity_agrees_with_its_facts(process):
    for duty in duties_of(process):
        assert bool(duty.question) == (duty.necessity == Necessity.IF_CASE), duty.key
        assert bool(duty.opened_by) == (duty.necessity == Necessity.ONCE_OPENED), duty.key


@every_process
def test_questions_are_questions(process):
    questions = [duty.question for duty in duties_of(process) if duty.question]
    assert [text for text in questions if "나요?" not in text and "가요?" not in text] == []


@every_process
def test_every_source_names_a_rule(process):
    sources = [process.source, *(item.source for item in [*process.stages, *duties_of(process)])]
    assert [source for source in sources if not CITED.match(source) or len(source) > 200] == []


@every_process
def test_what_the_guideline_asks_for_cites_it(process):
    seeds = [duty for duty in duties_of(process) if duty.is_seed]
    assert [duty.key for duty in seeds if not duty.source.startswith("가이드라인")] == []


@every_process
def test_every_duty_reads_well(process):
    for duty in duties_of(process):
        assert 0 < len(duty.title) <= 30, duty.key
        assert re.fullmatch(r".*[가-힣]다\.", duty.help), duty.key
        assert 0 < len(duty.output) <= 100, duty.key


@every_process
def test_dues_hang_forward_from_the_start_and_back_from_the_end(process):
    for duty in duties_of(process):
        backward = duty.due.anchor == Anchor.STAGE_END
        assert duty.due.days <= 0 if backward else duty.due.days > 0, duty.key


@every_process
def test_dues_lie_in_their_stage_and_in_order(process):
    for stage in process.stages:
        days = [position(duty.due, stage) for duty in stage.duties if duty.key != "p4"]
        assert days == sorted(days), stage.key
        assert days[0] > 0, stage.key
        assert days[-1] <= stage.days * 7 / 5, stage.key


@every_process
def test_citizens_stay_out_of_procurement(process):
    duties = process.stage(StageKey.PROCUREMENT).duties
    assert {duty.kind for duty in duties} <= {DutyKind.MILESTONE, DutyKind.RECORD}
    assert [duty.key for duty in duties if duty.actor not in OFFICES] == []


@every_process
def test_acceptance_belongs_to_the_officer_and_closing_is_opinion_only(process):
    assert process.duty("z1").actor == Actor.OFFICER
    assert process.duty("z1").kind == DutyKind.MILESTONE
    closing = process.stage(StageKey.CLOSING).duties
    assert [duty.key for duty in closing if duty.kind == DutyKind.REVIEW] == []
    assert [duty.key for duty in closing if duty.outcomes == DECISION] == []


@every_process
def test_joint_decisions_keep_off_reserved_matters(process):
    decisions = [duty for duty in duties_of(process) if duty.outcomes == DECISION]
    assert [duty.key for duty in decisions if re.search("예산|계약|검수", duty.title)] == []
    assert [duty.key for duty in decisions if not re.search("예산|검수", duty.help)] == []


REVIEWED = {
    DEVELOPMENT: [
        ("analysis", "요구사항정의서 검토"),
        ("design", "화면(UI)설계서 검토"),
        ("build", "시험판(화면UI·기능동작) 검토"),
    ],
    CONSULTING: [
        ("environment", "환경분석서 검토"),
        ("as_is", "현황분석서 검토"),
        ("to_be", "목표모델 설계서 검토"),
        ("roadmap", "이행계획서 검토"),
    ],
}


@every_process
def test_panels_review_at_the_touch_points_alone(process):
    reviews = [
        (stage.key, duty.title)
        for stage in process.stages
        for duty in stage.duties
        if duty.kind == DutyKind.REVIEW
    ]
    assert reviews == ([] if process.governance_type == CONSULTATION else REVIEWED[process.kind])


@pytest.mark.parametrize(
    ("type_", "before"),
    [
        (CONSULTATION, []),
        (ADVISORY, ["planning"]),
        (COLLABORATION, ["planning"]),
        (CITIZEN_LED, ["deliberation"]),
    ],
)
@pytest.mark.parametrize("kind", ProjectKind)
def test_regular_meetings_are_required_before_and_in_every_execution_stage(type_, kind, before):
    execution = [] if type_ == CONSULTATION else [key.replace("-", "_") for key in EXECUTION[kind]]
    assert _stages_that_require(process_for(type_, kind), DutyKind.MEETING) == [*before, *execution]


def _stages_that_require(process, kind):
    wanted = (kind, Necessity.REQUIRED)
    return [s.key for s in process.stages if wanted in [(duty.kind, duty.necessity) for duty in s.duties]]


@every_process
def test_every_meeting_has_its_minutes_as_necessary_as_itself(process):
    for stage in process.stages:
        met = [duty for duty in stage.duties if duty.kind == DutyKind.MEETING]
        minuted = [duty for duty in stage.duties if duty.kind == DutyKind.MINUTES]
        assert len(met) == len(minuted), stage.key
        for meeting, minutes in zip(met, minuted, strict=True):
            required = meeting.necessity == Necessity.REQUIRED
            assert minutes.necessity == (Necessity.REQUIRED if required else Necessity.ONCE_OPENED)
            assert minutes.opened_by == ("" if required else meeting.key)


@every_process
def test_bodies_are_the_main_kinds_of_the_type(process):
    panels = [duty for duty in duties_of(process) if duty.kind == DutyKind.PANEL]
    assert {kind for duty in panels for kind in duty.bodies} == MAIN_KINDS[process.governance_type]
    assert [duty for duty in duties_of(process) if duty.bodies] == panels


@pytest.mark.parametrize(
    ("type_", "stage", "steps"),
    [
        (ADVISORY, "design", ["x3", "ad7-design-review", "ad7-design", "ad8-design", "ad9-design"]),
        (COLLABORATION, "design", ["x3", "co8-review", "co8-meeting", "co8", "co8-minutes", "co12-design"]),
        (CONSULTATION, "design", ["x3", "cs7-design", "cs8-design"]),
    ],
)
def test_a_stage_runs_from_product_to_reply(type_, stage, steps):
    keys = [duty.key for duty in process_for(type_, DEVELOPMENT).stage(stage).duties]
    assert [key for key in keys if key in steps] == steps


def test_consulting_ends_with_a_final_report_and_development_with_the_change_over():
    assert "x6" in [duty.key for duty in process_for(ADVISORY, CONSULTING).stage("closing").duties]
    assert "x6" in [duty.key for duty in process_for(ADVISORY, DEVELOPMENT).stage("build").duties]


@pytest.mark.parametrize("type_", [COLLABORATION, CITIZEN_LED])
def test_the_budget_of_a_roadmap_is_opinion_only(type_):
    roadmap = process_for(type_, CONSULTING).stage("roadmap").duties
    (decision,) = [duty for duty in roadmap if duty.outcomes == DECISION]
    assert "예산 항목은 의견만" in decision.help


@pytest.mark.parametrize(
    ("type_", "key", "outcomes"),
    [
        (CITIZEN_LED, "ld3", ("접수", "보완", "반려")),
        (CITIZEN_LED, "ld4", ("적정", "조건부", "부적정")),
        (CITIZEN_LED, "ld8", ("선정", "미선정")),
        (CITIZEN_LED, "ld12-co7", ("채택", "조정", "보류")),
        (COLLABORATION, "co4", ("채택", "조정", "보류")),
        (ADVISORY, "p8", ("추진", "조건부", "보류")),
    ],
)
def test_outcomes_that_are_offered(type_, key, outcomes):
    assert process_for(type_, DEVELOPMENT).duty(key).outcomes == outcomes


@every_process
def test_no_stage_is_named_twice_and_all_have_days(process):
    assert [a.key for a, b in pairwise(process.stages) if a.key == b.key] == []
    assert [stage.key for stage in process.stages if not 0 < stage.days <= 250] == []


@every_process
def test_a_run_finds_its_process_again(process):
    assert process_of(process.key, process.edition) is process
    assert process_for(process.governance_type.value, process.kind.value) is process


def test_an_edition_that_was_never_kept_is_an_error():
    with pytest.raises(KeyError):
        process_of("advisory.development", "1999-01")


def test_an_unknown_type_is_an_error():
    with pytest.raises(ValueError, match="nobody"):
        process_for("nobody", "development")


def test_stages_and_duties_are_found_by_key():
    process = process_for(ADVISORY, DEVELOPMENT)
    assert process.stage("design").title == "설계"
    assert process.duty("ad5").title == "기획 자문회의"
    with pytest.raises(KeyError):
        process.stage("roadmap")
    with pytest.raises(KeyError):
        process.duty("co7")


@pytest.mark.parametrize("process", PROCESSES.values(), ids=lambda process: process.key)
def test_runs_of_the_first_edition_keep_what_they_began_with(process):
    first = process_of(process.key, "2018-02")
    kinds = {duty.kind for stage in first.stages for duty in stage.duties}
    assert kinds <= {"milestone", "record", "panel", "meeting", "minutes", "review"}
    assert [(duty.key, duty.due, duty.necessity) for stage in first.stages for duty in stage.duties] == [
        (duty.key, duty.due, duty.necessity) for stage in process.stages for duty in stage.duties
    ]
