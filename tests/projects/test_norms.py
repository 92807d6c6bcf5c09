import pytest

from projects import norms
from projects.models import Project

pytestmark = pytest.mark.django_db
SPEC = norms.NormSpec(key="x.days", label="며칠", default=5, unit="일", source="")


def test_a_norm_is_read_within_a_query(project, django_assert_num_queries):
    rows = Project.objects.annotate(days=norms.in_query(SPEC))
    with django_assert_num_queries(1):
        assert rows.get().days == 5
    norms.load([SPEC])
    norms.Norm.objects.update(value=1)
    assert rows.get().days == norms.value(SPEC) == 1
