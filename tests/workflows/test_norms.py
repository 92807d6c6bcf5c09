import pytest

from projects.norms import NormSpec
from workflows import norms
from workflows.definitions import Anchor, Due, Unit
from workflows.processes import PROCESSES, process_for


def spec(key):
    return {spec.key: spec for spec in norms.specs()}[key]


def test_every_stage_and_duty_has_its_norm():
    expected = [
        norms.stage_norm_key(process, stage) for process in PROCESSES.values() for stage in process.stages
    ] + [
        norms.duty_norm_key(process, duty)
        for process in PROCESSES.values()
        for stage in process.stages
        for duty in stage.duties
    ]
    assert sorted(spec.key for spec in norms.specs()) == sorted(expected)


def test_keys_are_spelled_as_promised():
    process = process_for("citizen_led", "development")
    assert norms.stage_norm_key(process, process.stage("build")) == "stage.citizen_led.development.build.days"
    assert norms.duty_norm_key(process, process.duty("ld4")) == "duty.citizen_led.development.ld4.days"


def test_a_stage_norm_tells_the_length_of_the_stage():
    assert spec("stage.advisory.development.analysis.days") == NormSpec(
        "stage.advisory.development.analysis.days",
        "시민자문형 개발사업 > 분석 단계 기간",
        30,
        "근무일",
        "가이드라인 4-1 ※ 개발사업",
    )


def test_a_norm_counts_on_from_the_start_of_the_stage():
    assert spec("duty.advisory.consulting.ad1.days") == NormSpec(
        "duty.advisory.consulting.ad1.days",
        "시민자문형 컨설팅사업 > 기획 > 자문단 구성계획 수립: 단계 시작일 며칠 뒤",
        5,
        "근무일",
        "가이드라인 5-2",
    )


def test_a_norm_counts_back_from_the_end_of_the_stage():
    assert spec("duty.collaboration.development.co7.days") == NormSpec(
        "duty.collaboration.development.co7.days",
        "시민협업형 개발사업 > 분석 > 요구사항정의 공동결정: 단계 종료일 며칠 전",
        14,
        "일",
        "가이드라인 4-1",
    )


@pytest.mark.parametrize(
    ("due", "edited", "signed"),
    [
        (Due(5), 7, 7),
        (Due(-14, Unit.CALENDAR, Anchor.STAGE_END), 10, -10),
        (Due(0, Unit.CALENDAR, Anchor.STAGE_END), 3, -3),
    ],
)
def test_an_edited_norm_keeps_the_side_of_its_anchor(due, edited, signed):
    assert norms.offset(due, edited) == signed


def test_every_norm_fits_its_row():
    for norm in norms.specs():
        assert 0 <= norm.default <= 3650, norm.key
        assert len(norm.key) <= 100, norm.key
        assert len(norm.label) <= 150, norm.key
        assert len(norm.source) <= 200, norm.key
