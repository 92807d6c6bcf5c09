"""Fill the database of DATABASE_URL with so many projects and say on the last line who and what is measured there.

With 0 projects, make the tables and load the guideline: what the databases of all sizes begin with.
"""

import json
import os
import sys

import django


def main(count):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from seoul_gov.demo import bench_data, guideline
    from tests.bench import scene

    if not count:
        call_command("migrate", verbosity=0)
        call_command("createcachetable")
        return list(guideline.load())
    bench_data.fill(count)
    facts = scene.make()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return facts


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
