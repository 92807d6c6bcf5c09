"""The one statement that every mail costs: the last one is noted as sent, and the next is asked for: is it still ours?

Written in SQL, because two updates by the ORM took longer than the mail itself.
"""

import uuid

from django.db import connection
from django.utils import timezone

from .models import LETTER, MailState, Notice

OURS = f"""EXISTS (
  SELECT 1 FROM {Notice._meta.db_table} AS other
  WHERE other.id = %(wanted)s AND other.claim = %(token)s AND other.mail_state = '{MailState.PENDING}'
)"""  # noqa: S608  nothing of it comes from outside
ASK = f"SELECT {OURS}"
NOTE_AND_ASK = f"""
UPDATE {Notice._meta.db_table} SET
  mail_state = '{MailState.SENT}', sent_at = %(now)s, error = '', attempts = attempts + 1,
  body = CASE WHEN scope = '{LETTER}' THEN '' ELSE body END
WHERE id = %(sent)s AND claim = %(token)s
RETURNING {OURS}
"""  # noqa: S608  nothing of it comes from outside


def note_and_ask(*, token: uuid.UUID, sent: int | None, wanted: int | None) -> bool:
    """Note that the mail ``sent`` went out, also where it was withdrawn in that very moment; answers whether
    ``wanted`` may be sent: claimed by us and not withdrawn. Either may be None.
    """
    values = {
        "sent": sent,
        "wanted": wanted,
        "now": connection.ops.adapt_datetimefield_value(timezone.now()),
        "token": Notice._meta.get_field("claim").get_db_prep_value(token, connection),
    }
    with connection.cursor() as cursor:
        if sent is not None:
            cursor.execute(NOTE_AND_ASK, values)
            if answer := cursor.fetchone():
                return bool(answer[0])
        if wanted is None:
            return False
        cursor.execute(ASK, values)
        return bool(cursor.fetchone()[0])
