"""What the house promises about its code, its templates and its events."""

import ast
import re
from collections import Counter
from pathlib import Path

from django.conf import settings

from seoul_gov.audit.vocabulary import REGISTER
from tests.house.test_floors import modules

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
INLINE = re.compile(
    r"\sstyle=|<style|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)(?![^>]*json)", re.IGNORECASE
)
SENTENCE = re.compile(r"(다|요|\{next\})(\([^)]*\)|\{because\})?\.$")
DATA = {"workflows.processes", "selection.guideline_2018", "seoul_gov.demo", "seoul_gov.settings"}


def functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_modules_stay_under_three_hundred_lines():
    long = [
        module
        for module, path in modules()
        if len(path.read_text().splitlines()) > 330 and not module.startswith(tuple(DATA))
    ]
    assert long == []


def test_functions_stay_under_fifty_lines():
    long = [
        f"{module}.{function.name}"
        for module, path in modules()
        for function in functions(path)
        if function.end_lineno - function.lineno >= 50
    ]
    assert long == []


def test_no_signals_and_no_overridden_save():
    found = []
    for module, path in modules():
        text = path.read_text()
        if re.search(r"\b(post_save|pre_save|post_delete|pre_delete|m2m_changed|@receiver)\b", text):
            found.append(f"{module}: signal")
        if module.endswith("models") and re.search(r"def save\(", text):
            found.append(f"{module}: save()")
    assert found == []


def test_templates_hold_nothing_inline():
    assert [str(path) for path in TEMPLATES if INLINE.search(path.read_text())] == []


def recorded_events():
    """The constants that are recorded as ``kind=events.X`` (told to people does not count), with their room."""
    for module, path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and "notify" not in ast.unparse(node.func):
                kind = next((word.value for word in node.keywords if word.arg == "kind"), None)
                if isinstance(kind, ast.Attribute):
                    yield f"{module.rsplit('.actions')[0]}.{kind.attr}"


def declared_events():
    for module, path in modules():
        if module.endswith(".events"):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.Assign) and "EventKind" in ast.unparse(node.value):
                    yield f"{module.removesuffix('.events')}.{node.targets[0].id}"


def test_every_event_has_one_sentence_and_ends_like_one():
    assert [kind.key for kind in REGISTER.values() if not SENTENCE.search(kind.sentence)] == []


def test_every_event_is_emitted_by_exactly_one_action():
    emitted = Counter(recorded_events())
    assert {name: emitted[name] for name in declared_events() if emitted[name] != 1} == {}
