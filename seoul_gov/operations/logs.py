"""Lines of the log, as JSON for machines or plain for the eye, and nothing personal in either.

What somebody typed reaches a log in three ways, and each is closed here: the text of an exception (only of kinds
whose text is ours or the machine's is it kept), the address of a page (secrets in links, whatever a visitor made up),
and what other programs put into their messages (Celery an exception, gunicorn a query). Settings of logging are read
before the portal is, so this module knows nothing of the portal.
"""

import json
import logging
import re
import smtplib
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from html import escape

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError

request_id: ContextVar[str] = ContextVar("request_id", default="")

PLAIN = re.compile(r"[A-Za-z0-9_.-]{1,40}")
PLAIN_ARGUMENT = re.compile(r"[A-Za-z0-9_-]{1,20}")
HIDDEN = "…"
# Their text is the machine's or our own; that of every other kind may quote what somebody typed.
TEXT_IS_SAFE = (InterfaceError, OperationalError, ImproperlyConfigured)


def kind_and_text(error: BaseException) -> str:
    """The kind of an exception, with its text only where nobody's input can be in it."""
    kind = type(error).__name__
    if isinstance(error, TEXT_IS_SAFE):
        return f"{kind}: {' '.join(str(error).split())[:300]}"
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException) and error.strerror:
        return f"{kind}: {error.strerror}"
    return kind


def stack(error: BaseException) -> list[str]:
    """Where an exception came from, and those that it came from, each as its places and its kind."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = stack(before) if before else []
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"{frame.filename}:{frame.lineno} {frame.name}: {frame.line}")
    return [*lines, kind_and_text(error)]


def shown_path(request) -> str:
    """The path of a request without its secrets: long or odd arguments of its route, and odd words of no route."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        words = request.path[:200].split("/")
        return "/".join(word if not word or PLAIN.fullmatch(word) else HIDDEN for word in words)
    path = request.path
    for name, value in match.kwargs.items():
        if isinstance(value, str) and value and not PLAIN_ARGUMENT.fullmatch(value):
            path = path.replace(value, f"<{name}>")
    return path


class Lines(logging.Formatter):
    """One event a line for the eye; the places of an exception follow indented."""

    def format(self, record):
        line = f"{moment(record)} {record.levelname} {record.name} {message(record)}"
        if number := request_id.get():
            line += f" [{number}]"
        return "\n  ".join([line, *places(record)])


class JsonLines(logging.Formatter):
    """One event a line as a JSON object: at, level, logger, message, and request, facts and stack where there are."""

    def format(self, record):
        facts = {
            "at": moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": message(record),
        }
        if number := request_id.get():
            facts["request"] = number
        facts |= getattr(record, "facts", {})
        if found := places(record):
            facts["stack"] = found
        return json.dumps(facts, ensure_ascii=False)


def moment(record) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def places(record) -> list[str]:
    """Where the record's exception came from; empty without one."""
    return stack(record.exc_info[1]) if record.exc_info and record.exc_info[1] else []


def message(record) -> str:
    """The record's sentence, in which nothing personal stands."""
    arguments = record.args
    if isinstance(arguments, dict):
        arguments = celery_facts(arguments, record.exc_info)
    elif arguments:
        arguments = tuple(plain(argument, record) for argument in arguments)
    return str(record.msg) % arguments if arguments else str(record.msg)


def plain(argument, record):
    """An argument as it may be shown: an exception by its kind, a path without secrets, an address without query."""
    if isinstance(argument, BaseException):
        return kind_and_text(argument)
    request = getattr(record, "request", None)
    if request is not None and hasattr(request, "path") and argument in (request.path, escape(request.path)):
        return shown_path(request)
    if record.name.startswith("gunicorn") and isinstance(argument, str):
        return argument.partition("?")[0]
    return argument


def celery_facts(facts: dict, exc_info) -> dict:
    """What Celery tells of a task, without what the task was given and with the kind of its exception alone."""
    kind = type(exc_info[1]).__name__ if exc_info and exc_info[1] else HIDDEN
    hidden = {"exc": kind, "traceback": "", "args": HIDDEN, "kwargs": HIDDEN, "return_value": HIDDEN}
    return facts | {name: value for name, value in hidden.items() if name in facts}
