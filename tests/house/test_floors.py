"""Imports and foreign keys go down only; equal floors do not see each other."""

import ast
import re
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin

ROOT = Path(settings.BASE_DIR)
MAKES_A_PARTY = re.compile(
    r"(^|\.)ContractParty$|(ContractParty\.objects|\bparties)\.(a?(bulk_|get_or_|update_or_)?create|add|set)$"
)
SOURCES = ["seoul_gov", "projects", "selection", "panels", "workflows"]

# A room may import the rooms of every line above its own, and itself.
FLOORS = [
    {"seoul_gov.ui"},
    {
        "seoul_gov.accounts",
        "seoul_gov.audit",
        "seoul_gov.notifications",
        "seoul_gov.documents",
        "seoul_gov.health",
    },
    {"seoul_gov.privacy", "seoul_gov.operations", "seoul_gov.papers"},
    {"projects"},
    {"selection", "panels"},
    {"workflows.definitions", "workflows.dispositions"},
    {"workflows.adoption"},
    {"workflows.processes"},
    {"workflows.norms"},
    {"workflows.runs"},
    {"workflows.meetings", "workflows.reviews", "workflows.opinions", "workflows.issues"},
    {"workflows.decisions"},
    {"workflows.reports"},
    {"workflows.driver", "workflows.record"},
    {"workflows"},
    {
        "seoul_gov.access",
        "seoul_gov.api",
        "seoul_gov.celery",
        "seoul_gov.context",
        "seoul_gov.demo",
        "seoul_gov.errors",
        "seoul_gov.mail",
        "seoul_gov.pages",
        "seoul_gov.settings",
        "seoul_gov.urls",
        "seoul_gov.wsgi",
    },
]
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}


def room_of(module):
    """The longest room name that the module lies in; None for what is not ours."""
    words = module.split(".")
    names = [".".join(words[:length]) for length in range(len(words), 0, -1)]
    return next((name for name in names if name in LEVEL), None)


def modules():
    for source in SOURCES:
        for path in sorted((ROOT / source).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(module, path):
    """Absolute names of what the module imports."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            name = ".".join(part for part in (base, node.module) if part)
            yield from (f"{name}.{alias.name}" for alias in node.names)


def may_see(room, other):
    on_the_roof = LEVEL[room] == len(FLOORS) - 1
    return room == other or on_the_roof or LEVEL[other] < LEVEL[room]


def test_every_module_lies_in_a_room():
    empty = {"seoul_gov"}
    assert [module for module, _ in modules() if room_of(module) is None and module not in empty] == []


def test_imports_go_down():
    upward = [
        f"{module} imports {name}"
        for module, path in modules()
        for name in imports(module, path)
        if (room := room_of(module)) and (other := room_of(name)) and not may_see(room, other)
    ]
    assert upward == []


def test_foreign_keys_go_down():
    upward = []
    for model in apps.get_models():
        room = room_of(model.__module__)
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if (
                room is None
                or not field.concrete
                or target is None
                or target._meta.label == settings.AUTH_USER_MODEL
            ):
                continue
            other = room_of(target.__module__)
            if other and not may_see(room, other):
                upward.append(f"{model._meta.label}.{field.name} points to {target._meta.label}")
    assert upward == []


def test_the_package_and_celery_name_no_room():
    assert (ROOT / "seoul_gov/__init__.py").read_text() == ""
    assert [name for name in imports("seoul_gov.celery", ROOT / "seoul_gov/celery.py") if room_of(name)] == []


@pytest.mark.parametrize("name", ["utils", "helpers", "misc", "common"])
def test_no_drawer_for_odds_and_ends(name):
    assert [module for module, _ in modules() if name in module.split(".")] == []


def test_contract_parties_have_one_door():
    """Panels learn of every company in the transaction that records it, so nothing else may (0003)."""
    callers, makers = set(), set()
    for _, path in modules():
        nodes = list(ast.walk(ast.parse(path.read_text())))
        if {node.attr for node in nodes if isinstance(node, ast.Attribute)} & {"record_party", "end_party"}:
            callers.add(str(path.relative_to(ROOT)))
        if any(MAKES_A_PARTY.search(ast.unparse(node.func)) for node in nodes if isinstance(node, ast.Call)):
            makers.add(str(path.relative_to(ROOT)))
    assert callers == {"panels/actions/contracts.py"}
    # The last writes the rows of a portal that is measured, where nobody sits yet.
    assert makers == {"projects/actions/parties.py", "seoul_gov/demo/bench_calls.py"}
    assert not admin.site.is_registered(apps.get_model("projects", "ContractParty"))


def test_the_lottery_is_pure():
    """Plain data in, plain data out: nothing but the standard library, numpy and the solver."""
    known = sys.stdlib_module_names | {"numpy", "highspy"}
    for path in (ROOT / "panels" / "lottery").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            assert {name.split(".")[0] for name in names} <= known, path
