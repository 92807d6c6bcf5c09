import pytest
from django.utils import timezone

from panels import ties
from tests import factories


@pytest.mark.parametrize(
    "spelling",
    [
        "한빛정보기술(주)",
        "(주) 한빛정보기술",
        "㈜한빛정보기술",
        "주식회사 한빛 정보기술",
        "한빛정보기술",
        "한빛정보기술（주）",
    ],
)
def test_one_company_in_many_spellings(spelling):
    assert ties.is_same_name(spelling, "한빛정보기술(주)")


@pytest.mark.parametrize(
    ("one", "other"), [("한빛정보", "한빛정보기술"), ("", ""), ("(주)", "주식회사"), ("", "한빛")]
)
def test_other_names_and_no_name(one, other):
    assert not ties.is_same_name(one, other)


def test_letter_case_says_nothing():
    assert ties.is_same_name("Hanbit SOFT", "hanbit soft")


def test_companies_are_those_under_contract_now(working):
    person = factories.make_vendor(project=working.project)
    company = person.vendors.get()
    assert ties.companies_of(person, working.project) == [company]
    assert ties.companies_called("㈜ 한빛정보기술", working.project) == [company]
    assert ties.companies_called("다른정보", working.project) == []
    assert ties.companies_of(factories.make_user(), working.project) == []
    working.project.parties.update(ended_at=timezone.now())
    assert ties.companies_of(person, working.project) == []
    assert ties.companies_called(company.name, working.project) == []


def test_only_the_working_group_is_guarded(working, panel, collaboration):
    seat = factories.make_member(working)
    factories.make_member(panel)
    factories.make_member(factories.make_panel(collaboration, name="시민참여단"))
    ended = factories.make_member(working)
    type(ended).objects.filter(pk=ended.pk).update(state="withdrawn")
    assert list(ties.guarded_seats(collaboration)) == [seat]
