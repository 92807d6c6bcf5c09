import pytest

from panels import norms, participation
from panels.composition import BANDS, Band
from panels.enums import PanelKind
from projects import norms as all_norms
from projects.models import Norm

pytestmark = pytest.mark.django_db


def test_keys_are_unique_and_loadable():
    assert len({spec.key for spec in norms.SPECS}) == len(norms.SPECS) == 51
    assert all_norms.load(norms.SPECS) == 51


@pytest.mark.parametrize("kind", PanelKind)
def test_band_is_the_guidelines_until_edited(kind):
    assert norms.band_of(kind) == BANDS.get(kind)


def test_edited_numbers_count(django_assert_num_queries):
    all_norms.load(norms.SPECS)
    Norm.objects.filter(key="panel.size.mixed.side").update(value=4)
    Norm.objects.filter(key="panel.size.mixed.max").update(value=15)
    with django_assert_num_queries(1):
        assert norms.band_of("mixed") == Band(10, 8, 15, side_least=4)


def test_all_bands_and_the_scope_are_read_at_once(django_assert_num_queries):
    all_norms.load(norms.SPECS)
    Norm.objects.filter(key="panel.size.online").update(value=40)
    Norm.objects.filter(key="panel.scope.request.online").update(value=1)
    with django_assert_num_queries(1):
        found, matters = norms.bands_and_scope()
    assert found == BANDS | {PanelKind.ONLINE: Band(40, 24, 36)}
    assert matters == norms.scope() != participation.MATTERS


def test_bodies_without_a_band_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert norms.band_of("joint_body") is None


def test_invitations_can_be_answered_for_a_fortnight():
    assert norms.invitation_days() == 14
