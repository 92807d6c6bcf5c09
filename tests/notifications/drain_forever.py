"""A worker in miniature: drains the outbox over and over until it is killed. Run by the tests as a program."""

import time

import django

django.setup()

from seoul_gov.notifications import outbox  # noqa: E402  Django has to be set up first

while True:
    if not outbox.drain(limit=5):
        time.sleep(0.05)
