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
    assert ties.is_called_like(spelling, "한빛정보기술(주)")


@pytest.mark.parametrize(
    ("one", "other"), [("한빛정보", "한빛정보기술"), ("", ""), ("(주)", "주식회사"), ("", "한빛")]
)
def test_other_names_and_no_name(one, other):
    assert not ties.is_called_like(one, other)


def test_letter_case_says_nothing():
    assert ties.is_called_like("Hanbit SOFT", "hanbit soft")


def test_companies_are_those_under_contract_now(working):
    person = factories.make_vendor(project=working.project)
    party = working.project.parties.get()
    assert ties.employers_of(person, working.project) == [party]
    assert ties.namesakes_of("㈜ 한빛정보기술", working.project) == [party]
    assert ties.namesakes_of("다른정보", working.project) == []
    assert ties.employers_of(factories.make_user(), working.project) == []
    working.project.parties.update(ended_at=timezone.now())
    assert ties.employers_of(person, working.project) == []
    assert ties.namesakes_of(party.vendor.name, working.project) == []


def test_a_bidder_keeps_out_until_a_contract_is_recorded(collaboration):
    def told():
        return [
            [party.vendor.name for party in kept(collaboration)] for kept in (ties.related, ties.keeping_out)
        ]

    for name, kind in (("가", "bidder"), ("나", "bidder"), ("다", "affiliate"), ("라", "consultant")):
        factories.make_vendor(project=collaboration, name=name, kind=kind)
    assert told() == [["가", "나", "다", "라"]] * 2
    factories.make_vendor(project=collaboration, name="나")
    assert told() == [["가", "다", "라", "나"], ["다", "라", "나"]]
    collaboration.parties.filter(kind="contractor").update(ended_at=timezone.now())
    assert told() == [["가", "나", "다", "라"], ["다", "라"]]
    factories.make_vendor(project=collaboration, name="마", kind="bidder")
    assert told()[1] == ["다", "라", "마"]


def test_only_the_working_group_is_guarded(working, panel, collaboration):
    seat = factories.make_member(working)
    factories.make_member(panel)
    factories.make_member(factories.make_panel(collaboration, name="시민참여단"))
    ended = factories.make_member(working)
    type(ended).objects.filter(pk=ended.pk).update(state="withdrawn")
    assert list(ties.guarded_seats(collaboration.panels.all())) == [seat]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("한빛소프트", "(주)한빛 소프트"),
        ("㈜한빛소프트", "한빛소프트 유한회사"),
        ("( 주 ) 한빛소프트", "한빛-소프트"),
        ("(재)서울디지털재단", "재단법인 서울디지털재단"),
        ("사단법인 열린누리", "(사)열린누리"),
        ("Hanbit Soft Co., Ltd.", "hanbit soft Inc"),
        ("한빛소프트(유)", "한빛소프트 CO.,LTD"),
    ],
)
def test_legal_forms_spaces_and_signs_make_no_other_company(one, other):
    assert ties.is_called_like(one, other)
    assert ties.is_called_like(other, one)
    assert ties.is_like(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("한빛소프트", "(주)한빗소프트"),  # a final mistaken
        ("한빛소프트", "한빛소프츠"),
        ("한빛소프트", "한비소프트"),  # a final left out
        ("서울데이터솔루션", "서울데이타솔루션"),
        ("서울데이터솔루션", "서울데이터솔류션"),
        ("서울데이터솔루션", "서울데이터솔루션즈"),
        ("한빛정보기술", "한빛정보기술에"),  # a particle
        ("Hanbit Software", "Hanbit Sofwtare Co., Ltd."),  # neighbours swapped
    ],
)
def test_a_mistyped_name_is_alike_and_not_the_same(one, other):
    assert ties.is_like(one, other)
    assert ties.is_like(other, one)
    assert not ties.is_called_like(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("한빛소프트", "한빛은행"),
        ("한빛소프트", "한빛정보기술"),
        ("한빛소프트", "은빛소프트웨어"),
        ("한빛", "한빗"),  # too short to be sure
        ("다온넷", "다옴넷"),
        ("LG CNS", "SK C&C"),
        ("KCC", "KCI"),
        ("서울데이터솔루션", "서울테이터솔루션즈"),  # three letters
        ("", ""),
        ("(주)", "주식회사"),
        ("서울시립대학교", "서울대학교"),
    ],
)
def test_other_companies_are_not_alike(one, other):
    assert not ties.is_like(one, other)
    assert not ties.is_like(other, one)


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [("", "abc", 3), ("abc", "", 3), ("abc", "acb", 1), ("abcd", "acxb", 3), ("kitten", "sitting", 3)],
)
def test_letters_to_mend(one, other, letters):
    assert ties.distance(list(one), list(other)) == letters


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("한빛", ""),
        ("㈜한빛", ""),
        ("Hanbit Co., Ltd.", ""),
        ("( 유 )한빛", "유"),
        ("한빛 유한회사", "유"),
        ("", ""),
    ],
)
def test_the_form_of_a_name(name, form):
    assert ties.form_of(name) == form


def test_a_syllable_is_its_letters():
    assert list(ties.letters_of("가빛A1")) == [
        "lead 0", "vowel 0", "lead 7", "vowel 20", "tail 23", "A", "1",
    ]  # fmt: skip
