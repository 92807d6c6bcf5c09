"""Operations: backing the portal up and restoring it, its logs and its metrics, for who runs it.

Plumbing above the other plumbing rooms (``audit``, ``notifications``, ``documents``, ``health``): knows no room of
the guideline. ``OPERATING.md`` beside this file is the operator's manual.

- ``backups``     a whole backup in a folder of its own, and everything that can be said against one
- ``restoring``   a backup put into an empty place, proven by row counts and hashes
- ``databases``   what differs between SQLite and PostgreSQL; ``manifest`` is what a backup says about itself
- ``actions``     the trail of both
- ``logs``        one line an event, as JSON or for the eye, without personal data; ``middleware`` writes requests
- ``folder_broker``  the embedded portal's messages, each whole or not there
- ``metrics``     gauges of our own beside django-prometheus; ``serving`` is gunicorn's side of both
"""
