"""Checking a package again: every file to the byte, every ticket, every panel, and the draw."""

import hashlib
import json
from collections.abc import Iterator, Mapping

import numpy as np

from .draws import draw, read_lottery
from .packages import COMMITMENT, HASHES, RESULT, SCRIPT, Package, read_package, result_file, script
from .record import FILES, plan_file, pool_file, rules_file
from .rounding import SIZES
from .soundness import equality_faults, panel_faults
from .stand_ins import alternates_fault
from .tables import Fault
from .ticketing import HEADER
from .watch import Watch

_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)


def verify(files: Mapping[str, bytes]) -> list[Fault]:
    """All that is wrong with a package, given as the bytes of its files by name; the first fault first.

    A package that was changed as a whole, commitment included, cannot be told from a right one: compare the commitment
    with the one that was published before the draw.

    Source: own derivation (audit record, version 1).
    """
    try:
        return [*_file_faults(files)] or [*_content_faults(files)]
    except _UNREADABLE as error:
        return [Fault("pool.csv, rules.json, lottery.csv, result.json", 0, f"읽을 수 없습니다: {error}")]


def _file_faults(files: Mapping[str, bytes]) -> Iterator[Fault]:
    missing = [name for name in (*FILES, HASHES, COMMITMENT, SCRIPT) if name not in files]
    yield from (Fault(name, 0, "파일이 없습니다.") for name in missing)
    if missing:
        return
    hashes = files[HASHES].decode(errors="replace").splitlines()
    for name, told in zip(FILES, [*hashes, *[""] * len(FILES)], strict=False):
        if hashlib.sha256(files[name]).hexdigest() != told:
            yield Fault(name, 0, f"{HASHES}에 적힌 해시와 다릅니다.")
    if files[HASHES] != b"".join(hashlib.sha256(files[name]).hexdigest().encode() + b"\n" for name in FILES):
        yield Fault(HASHES, 0, "네 파일의 해시가 아닙니다.")
    if files[COMMITMENT] != hashlib.sha256(files[HASHES]).hexdigest().encode() + b"\n":
        yield Fault(COMMITMENT, 0, f"{HASHES}의 해시가 아닙니다.")
    if files[SCRIPT] != script():
        yield Fault(SCRIPT, 0, "이 포털이 만든 검증 프로그램과 다릅니다.")


def _content_faults(files: Mapping[str, bytes]) -> Iterator[Fault]:
    package = read_package(files)
    lines = read_lottery(files["lottery.csv"].decode())
    forms = [*_form_faults(files, package)]
    yield from forms
    faults = [*_line_faults(files["lottery.csv"], lines, package)]
    yield from faults or _panel_faults(lines, package)
    if package.result and not faults and not forms:
        yield from _result_faults(files[RESULT], package)


def _form_faults(files: Mapping[str, bytes], package: Package) -> Iterator[Fault]:
    """The files are written as the record says, so that there is only one way to write them."""
    try:
        plan = plan_file(json.loads(files["draw.json"]))
    except _UNREADABLE as error:
        yield Fault("draw.json", 0, f"읽을 수 없습니다: {error}")
        plan = files["draw.json"]
    expected = {
        "pool.csv": pool_file(package.pool, package.rules),
        "rules.json": rules_file(package.rules),
        "draw.json": plan,
    }
    for name, data in expected.items():
        if files[name] != data:
            yield Fault(name, 0, "정해진 형식으로 쓰이지 않았습니다.")


def _line_faults(data: bytes, lines: list, package: Package) -> Iterator[Fault]:
    """Tickets run from 0 without gap or overlap; members are of the pool, in byte order."""
    text = "\n".join([HEADER, *(f"{first},{last},{' '.join(members)}" for first, last, members in lines), ""])
    if data != text.encode():
        yield Fault("lottery.csv", 1, "정해진 형식으로 쓰이지 않았습니다.")
    known, end, before = frozenset(package.pool.ids), 0, None
    for number, (first, last, members) in enumerate(lines, 2):
        if first != end or last < first or members == before:
            yield Fault("lottery.csv", number, "표 번호가 빠지거나 겹칩니다.")
        if not known.issuperset(members) or [*members] != sorted(members, key=str.encode):
            yield Fault("lottery.csv", number, "명단에 없는 사람이 있거나 차례가 다릅니다.")
        end, before = last + 1, members
    if end not in SIZES:
        yield Fault("lottery.csv", 0, f"표가 {end}장입니다.")
    if len({len(members) for *_, members in lines} | {package.rules.size}) > 1:
        yield Fault("lottery.csv", 0, f"{package.rules.size}명이 아닌 추첨안이 있습니다.")


def _panel_faults(lines: list, package: Package) -> Iterator[Fault]:
    place = {identity: number for number, identity in enumerate(package.pool.ids)}
    panels = np.array([[place[identity] for identity in members] for *_, members in lines])
    limits = package.rules.limits_in_force()
    sentences = [*panel_faults(panels, package.pool, package.rules, limits)]
    tickets = np.array([last - first + 1 for first, last, _ in lines])
    repeated = np.repeat(tickets, panels.shape[1])
    counts = np.bincount(panels.ravel(), weights=repeated, minlength=len(place)).astype(int)
    by_id = dict(zip(package.pool.ids, counts.tolist(), strict=True))
    sentences += equality_faults(by_id, package.pool, package.rules)
    yield from (Fault("lottery.csv", 0, sentence) for sentence in sentences)


def _result_faults(data: bytes, package: Package) -> Iterator[Fault]:
    """What was drawn follows from the value; a first draw names alternates, a replacement may."""
    result = package.result
    try:
        again = draw(package.commitment, result.value, package.turn, package.origin)
    except ValueError as error:
        yield Fault(RESULT, 0, str(error))
        return
    for name in ("seed", "ticket", "panel"):
        if getattr(again, name) != getattr(result.draw, name):
            yield Fault(
                RESULT, 0, f"{name}: {getattr(result.draw, name)}이(가) 아니라 {getattr(again, name)}입니다."
            )
    if result.i != package.turn:
        yield Fault(RESULT, 0, f"i: {result.i}이(가) 아니라 {package.turn}입니다.")
    if result.alternates or not package.turn:
        people = again.panel, again.seed, result.alternates
        if fault := alternates_fault(package.pool, package.rules, *people, Watch()):
            yield Fault(RESULT, 0, fault)
    if data != result_file(result):
        yield Fault(RESULT, 0, "정해진 형식으로 쓰이지 않았습니다.")
