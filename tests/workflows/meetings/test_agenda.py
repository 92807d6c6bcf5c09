import pytest
from django.core.exceptions import ValidationError

from workflows.meetings import agenda
from workflows.meetings.agenda import Item
from workflows.meetings.enums import AgendaCategory


@pytest.mark.parametrize("category", AgendaCategory)
def test_what_the_city_decides_alone_may_be_reported_and_not_asked(category):
    agenda.refuse_agenda([Item("보고", category, needs_advice=False)])
    asked = Item("물음", category)
    if category.is_reserved:
        with pytest.raises(ValidationError, match=f"‘물음’ 안건\\({category.label}\\)은 ‘자문 받기’를 풀어"):
            agenda.refuse_agenda([Item("첫째"), asked])
    else:
        agenda.refuse_agenda([asked])


def test_reserved_are_budget_contract_and_acceptance():
    assert [category.label for category in AgendaCategory if category.is_reserved] == ["예산", "계약", "검수"]


@pytest.mark.parametrize(("count", "sentence"), [(0, "안건을 하나 이상"), (31, "안건은 30개까지")])
def test_an_agenda_has_one_to_thirty_items(count, sentence):
    with pytest.raises(ValidationError, match=sentence):
        agenda.refuse_agenda([Item(f"안건 {number}") for number in range(count)])
    agenda.refuse_agenda([Item("안건")] * 30)
