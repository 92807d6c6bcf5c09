"""Django's sessions in the database, read by a query that is put together once: every request asks it."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from seoul_gov.ui.kept import Blank, Kept

KEY, NOW = Blank("key", Session, "session_key"), Blank("now", Session, "expire_date")
DATA = Kept(
    lambda: Session.objects.filter(pk=KEY, expire_date__gt=NOW).values_list("session_data", flat=True)
)


class SessionStore(DatabaseSessions):
    def load(self):
        """What the session holds; it gets another key when it is saved where there is none or its time is up."""
        data = DATA.first(key=self.session_key, now=timezone.now())
        if data is None:
            self._session_key = None
            return {}
        return self.decode(data)
