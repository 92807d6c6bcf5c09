import pytest
from django.db import IntegrityError

from panels.models import ConflictDeclaration, Signature, SignedText
from tests import factories

pytestmark = pytest.mark.django_db


def test_rows_say_what_they_are(panel):
    seat = factories.make_member(panel, name="홍길동")
    text = SignedText.objects.create(kind="pledge", version="v1", body="서약")
    assert str(panel) == "시민참여단"
    assert str(Signature(membership=seat, text=text)) == "홍길동 비밀유지·청렴 서약 v1"
    assert str(ConflictDeclaration(membership=seat, has_conflict=True)) == "홍길동 이해관계 있음"
    assert str(ConflictDeclaration(membership=seat, has_conflict=False)) == "홍길동 이해관계 없음"


def test_umbrella_and_kind_are_written_together(panel, official):
    assert panel.kind_label == "시민추진단 · 시민참여단"
    panel.kind = "joint_body"
    assert panel.kind_label == "협의 기구 · 민관협의체"


def test_database_keeps_one_chair(panel):
    factories.make_member(panel, role="chair")
    with pytest.raises(IntegrityError):
        factories.make_member(panel, role="chair")


def test_database_keeps_one_seat_of_a_person(panel, citizen):
    factories.make_member(panel, user=citizen)
    with pytest.raises(IntegrityError):
        panel.memberships.filter(pk=factories.make_member(panel).pk).update(user=citizen)
