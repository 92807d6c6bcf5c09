"""What the portal holds on a person, for that person (개인정보 보호법 제35조, 제35조의2).

Each room names a function in ``PORTAL_HOLDINGS`` that answers its Sections about an account; this room asks them all and
knows none of them. What is told is what the room keeps about the person: not what others found about them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string

from seoul_gov.accounts.models import User
from seoul_gov.ui.korean import korean_date, korean_datetime

CHUNK = 200


@dataclass(frozen=True)
class Record:
    """One thing that is held: its name, facts as words beside their labels, and where it is changed or erased."""

    title: str
    facts: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """Everything of one kind: the rows, and how one of them is told. ``note`` says more about all of them."""

    title: str
    rows: QuerySet
    tell: Callable[[object], Record]
    note: str = ""

    @property
    def count(self) -> int:
        return self.rows.count()

    def first(self, number: int) -> list[Record]:
        """The first of them; reads no more than it tells."""
        return [self.tell(row) for row in self.rows[:number]]

    def everything(self) -> Iterator[Record]:
        """All of them, read piece by piece."""
        return (self.tell(row) for row in self.rows.iterator(chunk_size=CHUNK))


def said(*facts: tuple[str, object]) -> tuple[tuple[str, str], ...]:
    """The facts that are there, as words: what is empty is left out, moments are told in Seoul."""
    return tuple((label, word(value)) for label, value in facts if value not in (None, ""))


def word(value: object) -> str:
    if isinstance(value, bool):
        return "예" if value else "아니요"
    if isinstance(value, datetime):
        return korean_datetime(value)
    return korean_date(value) if isinstance(value, date) else str(value)


def sections(user) -> list[Section]:
    """What all rooms hold on the person, in the order of the register; nothing is read yet."""
    return [section for path in settings.PORTAL_HOLDINGS for section in import_string(path)(user)]


def whole(user) -> dict[str, list]:
    """The same as plain lists and words, for a file."""
    return {
        section.title: [{"제목": record.title, "내용": dict(record.facts)} for record in section.everything()]
        for section in sections(user)
    }


def account(user) -> list[Section]:
    """The account itself, its mail addresses and the roles that were granted to it."""
    people = User.objects.filter(pk=user.pk)
    return [
        Section("계정", people, of_account),
        Section("이메일 주소", user.emailaddress_set.order_by("pk"), of_address),
        Section("역할", user.role_grants.select_related("department"), of_grant),
    ]


def of_account(row) -> Record:
    return Record(
        row.name,
        said(
            ("이름", row.name),
            ("이메일", row.email),
            ("가입일시", row.date_joined),
            ("최근 로그인", row.last_login),
            ("약관 동의 판", row.agreed_version),
            ("약관 동의일시", row.agreed_at),
        ),
        (("이름 고치기", reverse("accounts:rename")),),
    )


def of_address(row) -> Record:
    return Record(row.email, said(("확인함", row.verified), ("대표 주소", row.primary)))


def of_grant(row) -> Record:
    return Record(str(row), said(("부여일시", row.granted_at), ("종료일시", row.ended_at)))


def notices(user) -> list[Section]:
    """What the person was told, and about what they want no mail."""
    return [
        Section("받은 알림", user.notices.all(), of_notice),
        Section("메일을 받지 않는 알림", user.unsubscriptions.order_by("pk"), of_unsubscription),
    ]


def of_notice(row) -> Record:
    return Record(
        row.subject,
        said(
            ("본문", row.body),
            ("받은 주소", row.email),
            ("알린 일시", row.created_at),
            ("메일", row.get_mail_state_display()),
            ("읽은 일시", row.read_at),
        ),
    )


def of_unsubscription(row) -> Record:
    return Record(row.group, said(("거부한 일시", row.created_at)))
