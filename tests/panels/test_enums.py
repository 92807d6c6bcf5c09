import pytest

from panels.enums import PanelKind, TextKind


@pytest.mark.parametrize("kind", PanelKind)
def test_definition_names_the_kind_and_keeps_the_umbrella_apart(kind):
    assert kind.definition.count(".") >= 1
    assert kind.definition.startswith("시민추진단은 ") is kind.is_citizen_panel


def test_umbrella_is_written_before_the_kind():
    assert PanelKind.CITIZEN.umbrella == "시민추진단"
    assert PanelKind.JOINT_BODY.umbrella == "협의 기구"


def test_only_the_working_group_keeps_stakeholders_out():
    assert [kind for kind in PanelKind if kind.excludes_conflicts] == [PanelKind.WORKING]


def test_name_may_be_kept_to_oneself():
    optional = [kind for kind in TextKind if not kind.is_required]
    assert optional == [TextKind.CONSENT_NAME, TextKind.APPLY_NEWS]
