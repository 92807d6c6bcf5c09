"""참여 범위: what each kind of panel may be asked for."""

import pytest

from panels import norms, participation
from panels.participation import Degree, refusal, row_of
from projects.models import Norm


@pytest.mark.parametrize(
    ("stage", "paper", "row"),
    [
        ("planning", "general", "direction"),
        ("procurement", "general", "direction"),
        ("procurement", "request", "request"),
        ("analysis", "general", "analysis"),
        ("as_is", "general", "as_is"),
        ("environment", "budget", "as_is"),
        ("roadmap", "general", "to_be"),
        ("closing", "general", "closing"),
        ("closing", "acceptance", "reserved"),
        ("procurement", "contract", "reserved"),
        ("procurement", "evaluation", "reserved"),
    ],
)
def test_a_paper_belongs_to_a_row(stage, paper, row):
    assert row_of(stage, paper) == row


@pytest.mark.parametrize("kind", participation.KINDS)
def test_what_the_city_decides_alone_is_nobodys(kind):
    assert "추진단에 보이지 않습니다" in refusal(kind, "reserved", Degree.DECISION, Degree.OPINION)


def test_who_does_not_take_part_is_told_so():
    said = refusal("online", "request", Degree.NONE, Degree.OPINION)
    assert said == "온라인참여단은 ‘기획: 제안요청서(안) 내용’에 참여하지 않습니다(참여 범위)."


def test_who_takes_less_part_is_told_how_far():
    said = refusal("online", "design", Degree.OPINION, Degree.ADVICE)
    assert "온라인참여단은 ‘개발사업 설계: 화면(UI)설계’에서 의견제시까지만 합니다." in said
    assert "자문·검토를 맡길 수 없습니다" in said


def test_enough_is_enough():
    assert refusal("citizen", "design", Degree.ADVICE, Degree.ADVICE) == ""


@pytest.mark.django_db
def test_the_table_is_the_guidelines_until_somebody_sets_it():
    assert norms.scope() == participation.MATTERS
    Norm.objects.create(key="panel.scope.request.online", label="참여 범위", value=1, default=0, unit="단계")
    row = next(matter for matter in norms.scope() if matter.key == "request")
    assert row.parts[0].degree == Degree.OPINION
    assert norms.scope_refusal("online", "request", Degree.OPINION) == ""


@pytest.mark.django_db
def test_a_number_beyond_the_degrees_is_the_greatest():
    Norm.objects.create(key="panel.scope.request.online", label="참여 범위", value=9, default=0, unit="단계")
    assert norms.scope_refusal("online", "request", Degree.DECISION) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "row", "wanted", "may"),
    [
        ("online", "direction", Degree.OPINION, True),
        ("online", "direction", Degree.ADVICE, False),
        ("mixed", "request", Degree.ADVICE, True),
        ("mixed", "request", Degree.DECISION, False),
        ("working", "design", Degree.DECISION, True),
        ("working", "closing", Degree.ADVICE, False),
        ("joint_body", "closing", Degree.DECISION, True),
        ("joint_body", "reserved", Degree.OPINION, False),
        ("pb_committee", "direction", Degree.ADVICE, True),
        ("pb_committee", "direction", Degree.DECISION, False),
    ],
)
def test_each_kind_has_its_scope(kind, row, wanted, may):
    assert (norms.scope_refusal(kind, row, wanted) == "") is may
