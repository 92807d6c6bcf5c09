import pytest
from django.urls import reverse

from projects import norms
from projects.models import Norm, Project

pytestmark = pytest.mark.django_db
SPEC = norms.NormSpec(key="x.days", label="며칠", default=5, unit="일", source="")


def test_a_norm_is_read_within_a_query(project, django_assert_num_queries):
    rows = Project.objects.annotate(days=norms.in_query(SPEC))
    with django_assert_num_queries(1):
        assert rows.get().days == 5
    norms.load([SPEC])
    norms.Norm.objects.update(value=1)
    assert rows.get().days == norms.value(SPEC) == 1


def test_a_share_is_no_more_than_the_whole(client, administrator):
    facts = {"label": "출석률", "value": 50, "default": 50, "source": ""}
    share = Norm.objects.create(key="test.share", unit="%", **facts)
    count = Norm.objects.create(key="test.count", unit="일", **facts)
    client.force_login(administrator)
    for norm, value, code in (
        (share, "101", 200),
        (share, "100", 302),
        (share, "", 200),
        (count, "101", 302),
    ):
        answer = client.post(reverse("admin:projects_norm_change", args=[norm.pk]), {"value": value})
        assert answer.status_code == code
    share.refresh_from_db()
    assert share.value == 100
