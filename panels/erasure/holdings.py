"""What recruitment and panels hold on a person, told to that person. What officials found when they read an application is
theirs and not told (개인정보 보호법 제35조제4항); what they looked into before a seat could be given is told with the outcome."""

from collections.abc import Iterator

from django.urls import reverse

from panels.calls.models import Application
from panels.calls.questions import EVERYBODY, GUARDIAN
from panels.calls.selectors import ties_told
from panels.conflicts.models import Suspension
from panels.enums import TextKind
from panels.models import ConflictDeclaration, Membership, Signature
from panels.selections import doubts
from panels.selections.models import Inquiry
from seoul_gov.privacy.own import Record, Section, said
from seoul_gov.ui.korean import korean_datetime

from . import outcomes, selectors
from .models import ErasureRequest

ANSWERS = (
    *EVERYBODY,
    *("side", "frequency", "interest", "understanding", "record", "expertise"),
    *GUARDIAN,
)


INQUIRIES = (
    "같은 사람이 두 번 신청했는지, 이해관계가 있는지 선정하기 전에 확인한 것입니다. "
    "선정 결과를 알린 뒤에 보이고, 지원서를 지울 때 함께 지웁니다."
)


def sections(user) -> list[Section]:
    """Applications, seats, what was signed, declared and looked into in them, and requests to erase them."""
    applications = Application.objects.filter(applicant=user).select_related(
        "call__panel", "evidence", "choice"
    )
    own = {"membership__user": user}
    return [
        Section(
            "시민추진단 신청",
            applications.select_related("call__selection")
            .prefetch_related("available", "signatures__text")
            .order_by("-pk"),
            of_application,
        ),
        Section(
            "지원서 확인 결과",
            Inquiry.objects.filter(outcomes.ANNOUNCED, application__applicant=user)
            .select_related("application__call")
            .order_by("-pk"),
            of_inquiry,
            INQUIRIES,
        ),
        Section("추진단 활동", selectors.seats_of(user).select_related("appointment"), of_seat),
        Section(
            "서약과 동의",
            Signature.objects.filter(**own).select_related("text", "membership__panel"),
            of_signature,
        ),
        Section(
            "이해관계 신고",
            ConflictDeclaration.objects.filter(**own).select_related("membership__panel"),
            of_declaration,
        ),
        Section(
            "직무 정지",
            Suspension.objects.filter(**own).select_related("membership__panel"),
            of_suspension,
        ),
        Section(
            "개인정보 삭제 요청",
            ErasureRequest.objects.filter(requested_by=user).select_related("membership__panel"),
            of_request,
        ),
    ]


def answer(row: Application, name: str) -> str:
    """What was answered, a choice by its label."""
    shown = getattr(row, f"get_{name}_display", None)
    return shown() if shown else getattr(row, name)


def of_application(row: Application) -> Record:
    answers = ((row._meta.get_field(name).verbose_name, answer(row, name)) for name in ANSWERS)
    days = "\n".join(f"{day.what} {korean_datetime(day.starts_at)}" for day in row.available.all())
    signed = (
        (f"{TextKind(one.text.kind).short} {one.text.version}", one.signed_at) for one in row.signatures.all()
    )
    return Record(
        row.call.title,
        said(
            ("상태", row.get_state_display()),
            ("접수번호", row.number),
            ("작성 시작", row.created_at),
            ("제출일시", row.submitted_at),
            ("철회일시", row.withdrawn_at),
            *answers,
            ("증빙 파일", row.evidence.name if row.evidence else None),
            ("참여할 수 있는 날", days),
            ("이해관계 있음", row.has_conflict),
            *ties_told(row),
            *signed,
            *chosen(row),
        ),
        (("지원서 보기", row.get_absolute_url()), ("지우기", reverse("erasure:own", args=[row.pk]))),
    )


def of_inquiry(row: Inquiry) -> Record:
    return Record(
        f"{row.application.call.title}: 지원서 {row.application.number}",
        said(
            ("확인한 점", doubts.told(row.doubt)),
            ("확인 결과", row.word),
            ("확인한 내용", row.reason),
            ("확인일시", row.answered_at),
        ),
    )


def chosen(row: Application) -> Iterator[tuple[str, object]]:
    """What became of it, once that is decided."""
    if choice := getattr(row, "choice", None):
        yield "선정 결과", choice.word
        yield "선정 사유", choice.reason
        if choice.may_be_asked:
            yield "빈자리에 연락해도 됨", choice.is_willing


def appointed(row: Membership) -> Iterator[tuple[str, object]]:
    """Under which number and until when they were appointed, where they were."""
    if appointment := getattr(row, "appointment", None):
        yield "위촉 번호", appointment
        yield "임기 시작", appointment.starts_on
        yield "임기 끝", appointment.ends_on


def of_seat(row: Membership) -> Record:
    ways = (("삭제 요청", reverse("erasure:ask", args=[row.pk])),) if selectors.is_over(row) else ()
    return Record(
        row.panel.name,
        said(
            ("사업", row.panel.project.title),
            ("이름", row.name),
            ("이메일", row.email),
            ("역할", row.get_role_display()),
            ("구분", row.get_side_display()),
            ("소속·분야", row.affiliation),
            ("법정대리인 이름", row.guardian_name),
            ("법정대리인 연락처", row.guardian_contact),
            ("상태", row.get_state_display()),
            ("초대일시", row.invited_at),
            ("수락일시", row.accepted_at),
            ("종료일시", row.ended_at),
            ("종료 사유", row.ended_reason),
            *appointed(row),
        ),
        ways,
    )


def of_signature(row: Signature) -> Record:
    return Record(
        f"{row.membership.panel.name}: {row.text}", said(("서명일시", row.signed_at), ("접속지", row.address))
    )


def of_declaration(row: ConflictDeclaration) -> Record:
    return Record(
        row.membership.panel.name,
        said(
            ("이해관계 있음", row.has_conflict),
            ("현재 또는 최근 3년 안의 소속", row.employer),
            ("이해관계 내용", row.detail),
            ("신고일시", row.declared_at),
        ),
    )


def of_suspension(row: Suspension) -> Record:
    return Record(
        row.membership.panel.name,
        said(
            ("사유", row.get_ground_display()),
            ("확인할 내용", row.matched),
            ("정지일시", row.suspended_at),
            ("의견진술·결정 기한", row.decide_by),
            ("내 의견", row.statement),
            ("의견을 낸 일시", row.stated_at),
            ("결과", row.get_outcome_display()),
            ("결정일시", row.decided_at),
            ("결정 사유", row.reason),
        ),
    )


def of_request(row: ErasureRequest) -> Record:
    return Record(
        row.membership.panel.name,
        said(
            ("상태", row.get_state_display()),
            ("요청 내용", row.wish),
            ("요청일시", row.requested_at),
            ("처리 기한", row.due_on),
            ("거절한 사유", row.answer),
        ),
    )
