from projects.enums import GovernanceType, Phase, ProjectKind, ProjectStatus, StageKey


def test_governance_types_in_order_of_strength():
    assert [(t.strength, t.value, t.label) for t in GovernanceType] == [
        (1, "consultation", "시민협의형"),
        (2, "advisory", "시민자문형"),
        (3, "collaboration", "시민협업형"),
        (4, "citizen_led", "시민주도형"),
    ]


def test_every_governance_type_has_its_definition():
    assert len({t.definition for t in GovernanceType}) == 4
    assert "행정적 의사결정은 제외" in GovernanceType.COLLABORATION.definition
    assert "시민참여예산제" in GovernanceType.CITIZEN_LED.definition


def test_kinds_and_phases():
    assert dict(ProjectKind.choices) == {"development": "개발사업", "consulting": "컨설팅사업"}
    assert Phase.labels == ["기획", "발주·계약", "실행/통제", "종료"]


def test_stages():
    assert dict(StageKey.choices) == {
        "proposal": "제안",
        "suitability": "적정성 검토",
        "deliberation": "숙의·심사",
        "vote": "시민투표·총회",
        "budgeting": "예산 편성",
        "preparation": "실행 준비",
        "planning": "기획",
        "procurement": "발주",
        "analysis": "분석",
        "design": "설계",
        "build": "개발·시험·전환",
        "environment": "환경분석",
        "as_is": "현황분석",
        "to_be": "목표모델수립",
        "roadmap": "이행계획수립",
        "closing": "종료",
    }


def test_no_state_of_a_project_is_red():
    """Every one is a good state; red says that something is wrong or new."""
    assert not {"danger", "point"} & {status.tone for status in ProjectStatus}
