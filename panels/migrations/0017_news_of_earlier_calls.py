from django.db import migrations
from django.db.models import F


def note_as_told(apps, schema_editor):
    """Calls from before there was news of calls are no news."""
    calls = apps.get_model("panels", "RecruitmentCall").objects
    calls.exclude(published_at=None).update(news_told_at=F("published_at"))


class Migration(migrations.Migration):
    dependencies = [("panels", "0016_erasure")]

    operations = [migrations.RunPython(note_as_told, migrations.RunPython.noop, elidable=True)]
