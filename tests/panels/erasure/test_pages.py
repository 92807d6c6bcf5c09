"""The pages: records and their files, what is to come, requests, and what people do with their own."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from panels.erasure import actions
from panels.erasure.models import Destruction, ErasureRequest
from panels.models import Membership
from seoul_gov.privacy.models import AccessEntry
from seoul_gov.ui.korean import today
from tests import factories
from tests.factories import make_application

from .conftest import fresh, seoul

pytestmark = pytest.mark.django_db
LIST, COMING, REQUESTS = (reverse(f"erasure:{name}") for name in ("list", "coming", "requests"))


@pytest.fixture
def records(call, panel):
    facts = {"count": 3, "basis": "선정 결과를 알린 날부터 6개월", "due_on": today()}
    return [
        Destruction.objects.create(what="applications", call=call, destroyed_at=seoul(2026, 5, 1), **facts),
        Destruction.objects.create(what="members", panel=panel, destroyed_at=seoul(2026, 6, 1), **facts),
    ]


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [1, 0]),
        ({"what": "members"}, [1]),
        ({"where": "모집합니다"}, [0]),
        ({"where": "시민참여단"}, [1]),
        ({"where": "따릉이"}, [1, 0]),
        ({"since": "2026-05-02"}, [1]),
        ({"until": "2026-05-31"}, [0]),
        ({"what": "nonsense", "since": "x"}, [1, 0]),
    ],
)
def test_records_are_filtered(client, auditor, records, query, found):
    client.force_login(auditor)
    page = client.get(LIST, query)
    assert list(page.context["page"]) == [records[number] for number in found]


def test_records_are_taken_along(client, administrator, records):
    client.force_login(administrator)
    answer = client.get(LIST, {"format": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0].lstrip("\ufeff").startswith("파기일시,파기한 것,사업,모집·추진단,건수")
    assert len(lines) == 3
    book = load_workbook(io.BytesIO(b"".join(client.get(LIST, {"format": "xlsx"}).streaming_content)))
    assert [row[1].value for row in book.active.iter_rows()] == [
        "파기한 것",
        "활동이 끝난 단원",
        "선정되지 않은 지원서",
    ]
    assert not AccessEntry.objects.exists()


def test_the_list_costs_the_same_with_many_rows(client, auditor, records, call):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST, {"size": 50}).status_code == 200
        return len(queries)

    client.force_login(auditor)
    cost()
    first = cost()
    for _ in range(10):
        Destruction.objects.create(what="on_request", call=call, count=1, basis="-", destroyed_by=auditor)
    assert cost() == first


def test_what_falls_due_in_thirty_days(client, dpo, settled, former, time_machine):
    former(seoul(2023, 12, 27))
    former(seoul(2023, 12, 28))
    time_machine.move_to("2026-11-27T10:00:00+09:00")
    client.force_login(dpo)
    page = client.get(COMING)
    assert [(batch.what.value, batch.count) for batch in page.context["page"]] == [
        ("applications", 1),
        ("members", 1),
    ]
    assert page.context["persons"] == 2
    assert "늦음" not in text(page)
    assert "아까운시민" not in text(page)
    time_machine.move_to("2026-11-29T10:00:00+09:00")
    client.force_login(dpo)
    assert "늦음" in text(client.get(COMING))


@pytest.fixture
def asked(former):
    seat = former(seoul(2026, 10, 1), name="떠난시민")
    return actions.ask(by=seat.user, membership=seat, wish="이사했습니다.")


def test_requests_are_listed_and_noted(client, dpo, asked, former):
    client.force_login(dpo)
    page = client.get(REQUESTS)
    assert "떠난시민" in text(page)
    entry = AccessEntry.objects.get()
    assert (entry.page, entry.subject_ids) == ("개인정보 삭제 요청", [asked.requested_by_id])
    actions.approve(by=dpo, request=asked)
    page = client.get(REQUESTS)
    assert "떠난시민" not in text(page)
    assert "지운 단원" in text(page)
    assert AccessEntry.objects.count() == 1


def test_a_request_is_granted(client, dpo, asked):
    client.force_login(dpo)
    url = reverse("erasure:decide", args=[asked.pk])
    assert asked.get_absolute_url() == url
    page = client.get(url)
    assert "이사했습니다." in text(page)
    assert "이사했습니다." in text(client.get(url))
    answer = client.post(url, {"decision": "approve"})
    assert answer.url == REQUESTS
    assert ErasureRequest.objects.get().state == "approved"
    again = client.post(url, {"decision": "approve"})
    assert again.status_code == 409
    assert "이미 처리한 요청" in text(again)
    assert {entry.deed for entry in AccessEntry.objects.all()} == {"view", "change"}
    noted = AccessEntry.objects.count()
    assert "지운 단원" in text(client.get(url))
    assert AccessEntry.objects.count() == noted


def test_a_refusal_wants_its_reason(client, dpo, asked):
    client.force_login(dpo)
    url = reverse("erasure:decide", args=[asked.pk])
    page = client.post(url, {"decision": "refuse", "answer": " "})
    assert "거절하는 사유를 적어 주세요." in text(page)
    assert client.post(url, {}).status_code == 200
    client.post(url, {"decision": "refuse", "answer": "소송이 진행되고 있습니다."})
    assert ErasureRequest.objects.get().answer == "소송이 진행되고 있습니다."


def test_one_erases_ones_own_application(client, settled):
    _, chosen, other = settled
    client.force_login(other.applicant)
    url = reverse("erasure:own", args=[other.pk])
    assert url in text(client.get(other.get_absolute_url()))
    page = client.get(url)
    assert "되살릴 수 없습니다" in text(page)
    assert "모두 지우기" in text(page)
    answer = client.post(url)
    assert answer.url == reverse("calls:mine")
    assert fresh(other).state == "erased"
    for gone in (url, other.get_absolute_url()):
        assert client.get(gone).status_code == 404
    client.force_login(chosen.applicant)
    assert client.get(url).status_code == 404
    blocked = client.get(reverse("erasure:own", args=[chosen.pk]))
    assert "지금은 지울 수 없습니다" in text(blocked)
    assert "모두 지우기" not in text(blocked)
    assert client.post(reverse("erasure:own", args=[chosen.pk])).status_code == 409


def test_a_former_member_asks(client, former):
    seat = former(seoul(2026, 10, 1))
    client.force_login(seat.user)
    url = reverse("erasure:ask", args=[seat.pk])
    assert url in text(client.get(reverse("panels:list")))
    assert "삭제 요청하기" in text(client.get(url))
    assert client.post(url, {"wish": "가" * 1001}).status_code == 200
    assert client.post(url, {"wish": ""}).url == reverse("own:data")
    page = client.get(url)
    own = text(client.get(reverse("own:data")))
    assert "개인정보 삭제 요청" in own
    assert "처리 중" in own
    assert "요청을 처리하고 있습니다" in text(page)
    assert "삭제 요청하기" not in text(page)


def test_what_was_refused_is_said(client, former, dpo):
    seat = former(seoul(2026, 10, 1))
    request = actions.ask(by=seat.user, membership=seat)
    actions.refuse(by=dpo, request=request, answer="소송이 진행되고 있습니다.")
    client.force_login(seat.user)
    assert "소송이 진행되고 있습니다." in text(client.get(reverse("erasure:ask", args=[seat.pk])))


def test_a_member_in_office_is_led_to_leave(client, panel):
    seat = factories.make_member(panel)
    client.force_login(seat.user)
    page = client.get(reverse("erasure:ask", args=[seat.pk]))
    assert reverse("panels:withdraw", args=[seat.pk]) in text(page)
    assert client.post(reverse("erasure:ask", args=[seat.pk])).status_code == 409


def test_the_administrator_reads_the_records(client, administrator, records):
    client.force_login(administrator)
    page = text(client.get(reverse("admin:panels_destruction_changelist")))
    assert "선정되지 않은 지원서" in page
    assert "자동" in page
    for verb in ("change", "delete"):
        url = reverse(f"admin:panels_destruction_{verb}", args=[records[0].pk])
        assert client.post(url, {"count": 9}).status_code == 403


def test_somebody_who_was_erased_is_found_nowhere(
    client, settled, former, official, dpo, administrator, auditor
):
    """In no list, search, file, desk or mail of those who had read of them, nor in what is told to themselves."""
    call, _, other = settled
    person, papers = other.applicant, other.evidence.name
    seat = former(seoul(2020, 1, 1), user=factories.make_user(name="떠난시민"))
    erased = [person.name, person.email, "아까운시민", papers, seat.email, "떠난시민"]
    pages = {
        official: [
            (reverse("calls:applicants", args=[call.pk]), {"reason": "신청 자격 확인"}),
            (reverse("screening:queue", args=[call.pk]), None),
            (call.panel.get_absolute_url(), None),
            (reverse("notifications:list"), None),
            (reverse("desk"), None),
        ],
        administrator: [
            (reverse("admin:panels_membership_changelist"), None),
            (reverse("admin:panels_membership_changelist") + "?q=떠난", None),
            (reverse("admin:notifications_notice_changelist") + f"?q={person.email}", None),
        ],
        auditor: [
            (LIST, None),
            (reverse("audit:events") + f"?what={other.number}", None),
            (call.panel.get_absolute_url(), None),
        ],
        dpo: [(LIST, None), (COMING, None), (REQUESTS, None)],
    }

    def read():
        found = {}
        for reader, doors in pages.items():
            client.force_login(reader)
            for url, data in doors:
                answer = client.post(url, data) if data else client.get(url)
                assert answer.status_code == 200, url
                # the form repeats what was looked for
                body = text(answer).replace(f'value="{person.email}"', "").replace('value="떠난"', "")
                found[url] = [words for words in erased if words in body]
        return found

    Membership.objects.filter(pk=seat.pk).update(ended_at=seoul(2026, 11, 1))
    before = read()
    assert "아까운시민" in before[reverse("calls:applicants", args=[call.pk])]
    assert "떠난시민" in before[reverse("admin:panels_membership_changelist") + "?q=떠난"]
    Membership.objects.filter(pk=seat.pk).update(ended_at=seoul(2020, 1, 1))
    assert actions.erase_due(today() + timedelta(days=10)) == 2
    assert {url: found for url, found in read().items() if found} == {}
    client.force_login(person)
    assert other.number not in text(client.get(reverse("own:file")))


def test_a_draft_is_erased_by_its_author(client, call, citizen):
    draft = make_application(call, by=citizen, submitted=False)
    client.force_login(citizen)
    assert "예비 번호" not in text(client.get(reverse("erasure:own", args=[draft.pk])))
    client.post(reverse("erasure:own", args=[draft.pk]))
    assert not call.applications.exists()
