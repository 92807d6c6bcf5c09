from contextlib import ExitStack

from django.db import connection

HEADER = "X-Bench-Queries"
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK")


class Counted:
    """Says in a header how many queries an answer took, transaction control left out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        seen = []

        def note(execute, sql, params, many, context):
            seen.append(sql)
            return execute(sql, params, many, context)

        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(note))
            response = self.get_response(request)
        response[HEADER] = len([sql for sql in seen if not sql.startswith(CONTROL)])
        return response
