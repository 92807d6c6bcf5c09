"""Ties between people and the companies that have to do with a project (가이드라인 5-2, 실무추진단 구성 원칙 3)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db.models import QuerySet

from projects.models import ContractParty, Project, Vendor

from .enums import PanelKind
from .models import Membership, Panel

LEGAL_FORMS = re.compile(
    r"\((?:주|유|합|합자|합명|재|사|사단|재단|의|학|복)\)"
    r"|주식회사|유한책임회사|유한회사|합자회사|합명회사|재단법인|사단법인|의료법인|학교법인|사회복지법인"
    r"|(?<![a-z])(?:co|ltd|inc|corp|llc|company|limited|corporation|incorporated)(?![a-z])"
)
SYLLABLES = range(ord("가"), ord("힣") + 1)
VOWELS, TAILS = 21, 28
NEAR = 2
"""So many letters (자모) may be mistyped in a name that is still taken for alike."""
LEAST_SYLLABLES, LEAST_LETTERS = 4, 8
"""Shorter names lie so near to each other that a letter more or less is another company."""


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A name as it is compared: without its legal form in Korean or English, spaces, letter case and punctuation."""
    return "".join(letter for letter in LEGAL_FORMS.sub(" ", _plain(name)) if letter.isalnum())


def form_of(name: str) -> str:
    """By the letter that tells it, which legal form the name names; "" for 주식회사, which people leave out."""
    found = LEGAL_FORMS.search(_plain(name))
    letter = found[0].lstrip("(")[0] if found else ""
    return "" if letter == "주" or letter.isascii() else letter


def _plain(name: str) -> str:
    return re.sub(r"\(\s*(\w+)\s*\)", r"(\1)", unicodedata.normalize("NFKC", name).casefold())


def is_called_like(one: str, other: str) -> bool:
    """Whether two spellings differ in legal form, spaces, case and punctuation alone; nothing is no company's name."""
    return bare(one) == bare(other) != ""


def is_like(one: str, other: str) -> bool:
    """Whether two names could be one company's: called alike, or mistyped by at most ``NEAR`` letters (자모).

    Of names below four syllables none is taken for mistyped.
    """
    if is_called_like(one, other):
        return True
    spelt = [bare(one), bare(other)]
    if min(map(len, spelt)) < LEAST_SYLLABLES:
        return False
    letters = [letters_of(name) for name in spelt]
    if min(map(len, letters)) < LEAST_LETTERS or abs(len(letters[0]) - len(letters[1])) > NEAR:
        return False
    # Every letter that the other name does not have at all is an edit of its own; almost all pairs end here.
    mine, its = map(frozenset, letters)
    return len(mine - its) <= NEAR and len(its - mine) <= NEAR and distance(*letters) <= NEAR


@lru_cache(maxsize=4096)
def letters_of(name: str) -> tuple[str, ...]:
    """The letters of a name: of each Hangul syllable its initial, vowel and, where it has one, final; else itself.

    A letter is told by its place too: ㄱ as an initial is another one than ㄱ as a final.
    """
    letters = []
    for char in name:
        if ord(char) not in SYLLABLES:
            letters.append(char)
            continue
        rest, tail = divmod(ord(char) - SYLLABLES.start, TAILS)
        lead, vowel = divmod(rest, VOWELS)
        letters += [f"lead {lead}", f"vowel {vowel}", *([f"tail {tail}"] if tail else [])]
    return tuple(letters)


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """How many letters have to be put in, left out, replaced or swapped with their neighbour (Damerau and Levenshtein,
    no part edited twice)."""
    before, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]


def related(project: Project) -> QuerySet[ContractParty]:
    """The companies that have to do with the project, in whatever part: a tie to one of them is shown to officials."""
    return project.parties.related().select_related("vendor").order_by("pk")


def keeping_out(project: Project) -> QuerySet[ContractParty]:
    """Those of them a tie to which keeps somebody out of a panel, or suspends there, where stakeholders are kept out."""
    return project.parties.keeping_out().select_related("vendor").order_by("pk")


def employers_of(user, project: Project) -> list[ContractParty]:
    """Those that keep out for which the person works."""
    return list(keeping_out(project).filter(vendor__staff=user))


def namesakes_of(name: str, project: Project) -> list[ContractParty]:
    """Those that have to do with the project and have this name, however it is spelt."""
    return [party for party in related(project) if is_called_like(party.vendor.name, name)]


def company_called(name: str, among: QuerySet[Vendor], business_number: str = "") -> Vendor | None:
    """The company of this name: first as it is spelt, then the one with the number, then however it is spelt.

    People mean one company by both its names, a register does not: 한빛(주) and 한빛(유) are two rows.
    """
    same = [
        company
        for company in among.order_by("pk")
        if is_called_like(company.name, name) and form_of(company.name) == form_of(name)
    ]
    numbered = [company for company in same if business_number and company.business_number == business_number]
    spelt = [company for company in same if company.name == name]
    return next(iter([*spelt, *numbered, *same]), None)


def guarded_seats(panels: Iterable[Panel]) -> QuerySet[Membership]:
    """The seats in office of those of the panels that keep stakeholders out, with what is told about them."""
    kinds = [kind for kind in PanelKind if kind.excludes_conflicts]
    seats = Membership.objects.active().filter(panel__in=panels, panel__kind__in=kinds)
    return seats.select_related(
        "panel__project__department", "panel__project__officer", "user", "invited_by", "declaration"
    )


def named(party: ContractParty) -> str:
    """A company and its part in the project, in Korean: what officials and members read of whatever matched."""
    return f"{party.get_kind_display()} ‘{party.vendor}’"


def works_for(party: ContractParty) -> str:
    """Why somebody may not sit there, in one Korean sentence."""
    return f"이 사업의 {named(party)}의 구성원입니다."


def employer_of_that_name(party: ContractParty) -> str:
    """What officials are asked to check, in Korean."""
    return f"신고한 소속이 이 사업의 {named(party)}의 상호와 같습니다. 이해관계가 있는지 확인해 주세요."
