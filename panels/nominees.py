"""The people of a committee that existed before the project, as an official wrote them down: what a table says, and what
is wrong with a person's own row (가이드라인 5, 포용). Pure: no query.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from seoul_gov.ui.forms import HIDDEN, hidden_characters
from seoul_gov.ui.personal import found_in

from .composition import side_refusal
from .enums import MemberRole, MemberSide
from .models import Membership

COLUMNS = {"name": "이름", "email": "이메일", "affiliation": "소속·분야", "side": "구분", "role": "역할"}
"""What a table tells about a person, in the order that is meant where it has no headings."""
HEADINGS = {
    "이름": "name",
    "성명": "name",
    "이메일": "email",
    "메일": "email",
    "이메일주소": "email",
    "전자우편": "email",
    "email": "email",
    "e-mail": "email",
    "소속·분야": "affiliation",
    "소속/분야": "affiliation",
    "소속": "affiliation",
    "분야": "affiliation",
    "구분": "side",
    "역할": "role",
    "직책": "role",
}
SIDES = {"시민": MemberSide.CITIZEN, "전문가": MemberSide.EXPERT} | {one.label: one for one in MemberSide}
ROLES = {
    "": MemberRole.MEMBER,
    "단원": MemberRole.MEMBER,
    "위원": MemberRole.MEMBER,
    "간사": MemberRole.SECRETARY,
    "단장": MemberRole.CHAIR,
    "위원장": MemberRole.CHAIR,
}
NO_CHAIR = "단장은 초대를 수락한 단원 가운데서 정합니다. 역할을 비워 두세요."
NO_ROLE = "역할은 ‘단원’이나 ‘간사’로 적어 주세요. 비워 두면 단원입니다."
RESIDENT_NUMBER = "주민등록번호로 보이는 내용이 있습니다. 주민등록번호는 적지 마세요."


@dataclass(frozen=True)
class Nominee:
    """Somebody of the committee who is to be invited; ``role`` and ``side`` are values, or whatever was written."""

    name: str
    email: str
    affiliation: str = ""
    side: str = ""
    role: str = MemberRole.MEMBER

    @property
    def is_secretary(self) -> bool:
        return self.role == MemberRole.SECRETARY

    @property
    def role_label(self) -> str:
        return dict(MemberRole.choices).get(self.role, self.role)

    @property
    def side_label(self) -> str:
        return dict(MemberSide.choices).get(self.side, self.side)


@dataclass(frozen=True)
class Understood:
    """What a table was understood to say: the people, the columns that are not read, and what keeps it from being read."""

    nominees: tuple[Nominee, ...]
    unread: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def understood(rows: Sequence[Sequence[str]]) -> Understood:
    """The people of a table with headings, in whatever order, or without them in the order of ``COLUMNS``."""
    if not rows:
        return Understood((), problems=("명단에 사람이 없습니다.",))
    keys = [HEADINGS.get(folded(cell), "") for cell in rows[0]]
    if not {"name", "email"} & set(keys):
        keys = list(COLUMNS)
        unread = ()
    else:
        unread = tuple(cell for cell, key in zip(rows[0], keys, strict=True) if cell and not key)
        rows = rows[1:]
    missing = tuple(f"‘{COLUMNS[key]}’ 열이 없습니다." for key in ("name", "email") if key not in keys)
    problems = missing if rows else (*missing, "명단에 사람이 없습니다.")
    return Understood(tuple(nominee_of(keys, row) for row in rows), unread, problems)


def folded(heading: str) -> str:
    return "".join(heading.split()).casefold()


def nominee_of(keys: Sequence[str], row: Sequence[str]) -> Nominee:
    """One row; of two columns with the same meaning both are told."""
    found = dict.fromkeys(COLUMNS, "")
    for key, cell in zip(keys, row, strict=False):
        if key:
            found[key] = " · ".join(filter(None, [found[key], cell]))
    found["side"] = SIDES.get(found["side"], found["side"])
    found["role"] = ROLES.get(found["role"], found["role"])
    return Nominee(**found | {"email": found["email"].lower()})


def own_problems(nominee: Nominee, kind: str) -> list[str]:
    """What is wrong with the row alone for a panel of that kind, in Korean sentences."""
    written = [nominee.name, nominee.email, nominee.affiliation, nominee.side, nominee.role]
    found = [RESIDENT_NUMBER] if found_in_any(written) else []
    found += [HIDDEN] if any(map(hidden_characters, written)) else []
    found += name_problems(nominee) + email_problems(nominee.email)
    if nominee.role not in (MemberRole.MEMBER, MemberRole.SECRETARY):
        found.append(NO_CHAIR if nominee.role == MemberRole.CHAIR else NO_ROLE)
    elif sentence := side_refusal(kind, nominee.role, nominee.side):
        found.append(sentence)
    return found


def found_in_any(written: Sequence[str]) -> bool:
    """Whether one of the cells seems to hold a resident registration number (개인정보 보호법 제24조의2)."""
    return any("주민등록번호" in found_in(cell) for cell in written)


def name_problems(nominee: Nominee) -> list[str]:
    found = [] if nominee.name else ["이름이 없습니다."]
    for field in ("name", "affiliation"):
        most = Membership._meta.get_field(field).max_length
        if len(getattr(nominee, field)) > most:
            found.append(f"‘{COLUMNS[field]}’은 {most}자까지 쓸 수 있습니다.")
    return found


def email_problems(email: str) -> list[str]:
    if not email:
        return ["이메일 주소가 없습니다."]
    most = Membership._meta.get_field("email").max_length
    try:
        validate_email(email)
    except ValidationError:
        return ["이메일 주소를 name@example.com처럼 적어 주세요."]
    return [] if len(email) <= most else [f"이메일 주소는 {most}자까지 쓸 수 있습니다."]
