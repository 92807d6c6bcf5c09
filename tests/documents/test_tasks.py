import pytest

from seoul_gov.documents import actions, tasks
from seoul_gov.documents.enums import PreviewState
from seoul_gov.documents.models import Document
from tests.documents import samples


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def states():
    return sorted(Document.objects.values_list("preview_state", flat=True))


def test_a_beat_makes_a_few_previews_and_the_next_goes_on(db):
    for _ in range(tasks.CHUNK + 1):
        actions.store(by=None, upload=samples.upload("a.docx", samples.docx()))
    tasks.render_pending()
    assert states() == [PreviewState.PENDING] + [PreviewState.READY] * tasks.CHUNK
    tasks.render_pending()
    assert states() == [PreviewState.READY] * (tasks.CHUNK + 1)


def test_the_schedule_names_tasks_that_exist(settings):
    ours = {
        entry["task"]
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
        if entry["task"].startswith("documents.")
    }
    assert ours == {tasks.render_pending.name, tasks.sweep.name}


def test_sweeping(db):
    lost = actions.store(by=None, upload=samples.upload("a.pdf", samples.PDF))
    tasks.sweep()
    assert lost.file.storage.exists(lost.file.name)
