"""SQLite as exacting as PostgreSQL, so that most of what PostgreSQL would refuse fails in the first round already.

By itself SQLite keeps a NUL, and texts and numbers that are too large for their column, and lets rows be locked outside
a transaction.
"""

import re

from django.db import DataError
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.signals import connection_created
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.models import Field, JSONField

LOCKS = (
    "has_select_for_update",
    "has_select_for_update_of",
    "has_select_for_update_nowait",
    "has_select_for_no_key_update",
)
RANGES = BaseDatabaseOperations.integer_field_ranges
VARCHARS = {"CharField", "FileField", "FilePathField", "SlugField"}
JSON_NUL = re.compile(r"(?<!\\)(\\\\)*\\u0000")


def pytest_configure():
    for feature in LOCKS:
        setattr(SQLite.features_class, feature, True)
    SQLite.ops_class.for_update_sql = lambda self, **options: "/* FOR UPDATE */"
    Field.get_db_prep_save = measured(Field.get_db_prep_save)
    JSONField.get_db_prep_save = measured(JSONField.get_db_prep_save)
    connection_created.connect(watch)


def measured(prepare):
    """What is to be stored; DataError where PostgreSQL's column would not hold it."""

    def get_db_prep_save(self, value, connection):
        stored = prepare(self, value, connection)
        if connection.vendor == "sqlite" and not is_held(self, stored):
            raise DataError(f"{self} holds no {stored!r:.80}")
        return stored

    return get_db_prep_save


def is_held(field, stored) -> bool:
    if isinstance(field, JSONField):
        return not (isinstance(stored, str) and JSON_NUL.search(stored))
    kind = field.get_internal_type()
    if isinstance(stored, str) and kind in VARCHARS and field.max_length:
        return len(stored) <= field.max_length
    if isinstance(stored, int) and kind in RANGES:
        least, most = RANGES[kind]
        return least <= stored <= most
    return True


def watch(sender, connection, **_):
    if connection.vendor == "sqlite" and watched not in connection.execute_wrappers:
        # First: whoever adds one for a while takes the last away again.
        connection.execute_wrappers.insert(0, watched)


def watched(execute, sql, params, many, context):
    """Run a statement whose texts hold no NUL."""
    rows = list(params or ()) if many else [params or ()]
    if any("\0" in value for row in rows for value in row if isinstance(value, str)):
        raise DataError("PostgreSQL keeps no text with a NUL.")
    return execute(sql, rows if many else params, many, context)
