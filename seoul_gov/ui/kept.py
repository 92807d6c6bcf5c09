"""Queries of the busiest pages, put together once and asked again with other values.

Django builds and compiles a query anew each time, which takes several times as long as the database's answer to a small
one. Elsewhere that does not matter, and query sets are asked as they are.
"""

from collections.abc import Callable
from threading import local

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Expression, Model, QuerySet


class Blank(Expression):
    """The place of a value in a kept query, ``Blank("person", User)`` for the key of a person."""

    def __init__(self, name: str, model: type[Model], field: str = "id"):
        super().__init__(output_field=model._meta.get_field(field))
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def filled(self, value):
        """What the database is sent; raises ValidationError for what the field cannot hold."""
        self.output_field.run_validators(value)
        return self.output_field.get_db_prep_value(value, connection)


class Kept(local):
    """What ``build()`` answers, a query set with blanks, put together once in each thread.

    The statement stays the same and the values of its blanks change, so that nothing else in it may: no day, no
    number of values.
    """

    def __init__(self, build: Callable[[], QuerySet]):
        self._build = build
        self._compiler = None

    def ask(self, **values) -> list:
        """What the query set holds with these values in its blanks: nothing where a field cannot hold one."""
        if self._compiler is None:
            self._put_together()
        try:
            params = [
                part.filled(values[part.name]) if isinstance(part, Blank) else part for part in self._params
            ]
        except ValidationError:
            return []
        self._compiler.as_sql = lambda: (self._sql, params)
        return list(self._rows)

    def first(self, **values):
        """The first of it, or None."""
        return next(iter(self.ask(**values)), None)

    def _put_together(self) -> None:
        """Have the query set's own rows come from a compiler that has done its work."""
        queryset = self._build()
        compiler = queryset.query.get_compiler(connection=connection)
        self._sql, self._params = compiler.as_sql()
        queryset.query.get_compiler = lambda using: compiler
        self._rows = queryset._iterable_class(queryset)
        self._compiler = compiler
