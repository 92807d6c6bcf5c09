import pytest

from tests import factories


@pytest.fixture
def followed(official):
    """A public project whose process is running."""
    return factories.make_confirmed_project(
        officer=official,
        status="running",
        title="따릉이 앱 화면 개편",
        summary="처음 쓰는 시민도 쉽게 빌립니다.",
    )


@pytest.fixture
def duty(followed):
    return factories.make_duty(followed)


@pytest.fixture
def panel(followed):
    return factories.make_panel(followed)
