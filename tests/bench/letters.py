"""The two ways of sending the same letters: `fill N` writes due notices, `plain` sends them all over one connection."""

import os
import sys

import django


def fill(count: int) -> None:
    """Reminders to as many people, due now."""
    from django.db import connection

    from seoul_gov.accounts.models import User
    from seoul_gov.notifications.models import Notice

    people = list(User.objects.order_by("pk")[:500])
    Notice.objects.all().delete()
    Notice.objects.bulk_create(
        (
            Notice(
                recipient=people[n % len(people)],
                email=f"person{n}@mail.example",
                kind="meetings.reminded",
                scope=f"panel:{n % 50}/meeting:{n}",
                ledger_key=f"bench:{n}",
                subject=f"‘{n}차 자문회의’가 내일 열립니다.",
                body="안녕하세요.\n\n내일 회의가 있습니다.\n\n장소: 시청 3층 회의실",
                url=f"/meetings/{n}/",
            )
            for n in range(count)
        ),
        batch_size=1000,
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE notifications_notice")


def plain() -> None:
    """One process, one connection, nothing noted."""
    from django.core import mail

    from seoul_gov.notifications.letters import compose
    from seoul_gov.notifications.models import Notice

    with mail.get_connection() as server:
        for notice in Notice.objects.select_related("recipient").order_by("pk").iterator():
            server.send_messages([compose(notice)])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    django.setup()
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    else:
        plain()
