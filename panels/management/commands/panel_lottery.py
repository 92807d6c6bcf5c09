"""``manage.py panel_lottery``: a citizen panel's lottery from two tables, without a database.

It composes (``--pool --quotas --size``), replaces members who leave (``--refill PACKAGE --withdrawn IDS``) and checks what
was published (``--verify PACKAGE``). The exit status is 1 for input that is refused and for a package with a fault.
"""

import json
import time
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from panels import lottery
from panels.lottery.answers import (
    Announcement,
    breach_answer,
    infeasible_answer,
    lottery_answer,
    misread,
    refusal_answer,
)
from panels.lottery.entry import WRONG_TICKETS
from panels.lottery.record import plan_file
from panels.lottery.rounding import SIZES

NO_PLAN = {"detail": {}, "source": "dice", "when": ""}


class Command(BaseCommand):
    help = "시민추진단을 공정하게 추첨합니다: 구성, 교체(--refill), 검증(--verify). 데이터베이스가 필요 없습니다."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--pool", type=Path, help="신청자 표(CSV): id와 항목마다 한 열")
        parser.add_argument("--quotas", type=Path, help="할당 표(CSV): feature,value,min,max")
        parser.add_argument("--size", type=int, help="정원")
        parser.add_argument("--tier-column", default="", help="우선순위 단계가 적힌 열")
        parser.add_argument("--tier-order", default="", help="앞선 단계부터 쉼표로: A,B,C")
        parser.add_argument("--priority", default="", help="weights:4,2,1 | shares:18,9,3 | strict | none")
        parser.add_argument("--household-column", default="", help="가구가 적힌 열. 빈칸은 혼자 사는 사람")
        parser.add_argument(
            "--require", action="append", default=[], metavar="COLUMN=VALUE", help="신청 자격"
        )
        parser.add_argument("--relax", default="", help="먼저 양보할 항목부터 쉼표로: area,job,age,gender")
        parser.add_argument("--tickets", type=int, help="표의 수: 1000, 10000, 100000")
        parser.add_argument("--limit", type=float, help="계산 제한 시간(초)")
        parser.add_argument("--package", type=Path, help="공개할 파일을 쓸 폴더")
        parser.add_argument("--draw-plan", type=Path, help="추첨 계획(JSON): detail, source, when")
        parser.add_argument("--value", help="주사위, 비콘, 복권이 알려 준 값")
        parser.add_argument("--refill", type=Path, metavar="PACKAGE", help="교체할 추진단의 공개 파일 폴더")
        parser.add_argument("--withdrawn", nargs="+", default=[], metavar="ID", help="빠지는 사람들")
        parser.add_argument("--verify", type=Path, metavar="PACKAGE", help="검증할 공개 파일 폴더")
        parser.add_argument("--json", action="store_true", help="JSON 하나로 답합니다.")

    def handle(self, **options):
        started = time.process_time()
        try:
            answer = self._answer(options)
        except lottery.Refused as refused:
            self.stdout.write(json.dumps(refusal_answer(refused), ensure_ascii=False))
            raise CommandError(str(refused)) from refused
        except lottery.OutOfTime as late:
            raise CommandError("제한 시간 안에 추첨안을 찾지 못했습니다.") from late
        answer["cpu_seconds"] = round(time.process_time() - started, 3)
        for warning in answer.get("warnings", ()):
            self.stderr.write(f"주의: {warning}")
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else in_words(answer))

    def _answer(self, options: dict) -> dict:
        if options["verify"]:
            return verified(options["verify"])
        if options["refill"]:
            return refilled(options)
        if options["withdrawn"]:
            raise lottery.Refused([lottery.Fault("--withdrawn", 0, "--refill과 함께 써야 합니다.")])
        if missing := [name for name in ("pool", "quotas", "size") if options[name] is None]:
            raise lottery.Refused(
                lottery.Fault(f"--{name}", 0, "반드시 알려 주어야 합니다.") for name in missing
            )
        return composed(options)


def composed(options: dict) -> dict:
    """The lottery of two tables, or why there is none."""
    watch = lottery.Watch(options["limit"])
    pool, rules = lottery.read_request(
        lottery.Request(
            read(options["pool"]),
            read(options["quotas"]),
            options["size"],
            options["tier_column"],
            options["tier_order"],
            options["priority"],
            options["household_column"],
            tuple(options["require"]),
            options["relax"],
            options["tickets"],
            options["pool"].name,
            options["quotas"].name,
        )
    )
    plan, warnings = planned(options)
    found = lottery.check(pool, rules, watch)
    if isinstance(found, lottery.Infeasible):
        return infeasible_answer(found)
    solved = lottery.solve(pool, rules, options["limit"])
    return told(solved, options, plan, None, warnings)


def refilled(options: dict) -> dict:
    """The lottery that replaces members who leave, drawn with the next ticket of the same seed."""
    if options["tickets"] not in (None, *SIZES):
        raise lottery.Refused([WRONG_TICKETS])
    package = opened(options["refill"], options["value"])
    withdrawn = tuple(name for text in options["withdrawn"] for name in text.split(",") if name)
    found = lottery.refill(package, withdrawn, limit=options["limit"])
    if isinstance(found, lottery.Infeasible):
        return infeasible_answer(found)
    solved = found.lottery if isinstance(found, lottery.LeastBreach) else found
    plan = json.loads(package.commitment.draw)
    options = options | {"value": package.result.value}
    answer = told(solved, options, plan, package.origin, [])
    answer |= {"stay": list(solved.rules.refill.stay), "withdrawn": list(solved.rules.refill.gone)}
    return answer | (breach_answer(found.relaxation) if isinstance(found, lottery.LeastBreach) else {})


def told(
    solved: lottery.Lottery, options: dict, plan: dict | None, origin: str | None, warnings: list[str]
) -> dict:
    """The lottery in tickets, committed to and drawn as far as the options say; written into ``--package``."""
    watch = lottery.Watch()
    file = lottery.examine(lottery.tickets(solved, options["tickets"]))
    commitment = lottery.commit(solved.pool, solved.rules, file.text, plan) if plan else None
    result = None
    if options["value"] is not None:
        result = drawn(commitment, solved, options["value"], origin, watch)
        warnings = [*warnings, *filter(None, [misread(commitment, options["value"])])]
    if options["package"]:
        write(options["package"], lottery.package_files(commitment, result))
    return lottery_answer(Announcement(file, commitment, result), watch) | {"warnings": warnings}


def drawn(
    commitment: lottery.Commitment,
    solved: lottery.Lottery,
    value: str,
    origin: str | None,
    watch: lottery.Watch,
) -> lottery.Result:
    """The draw by a value, and the alternates of its panel."""
    turn = solved.rules.refill.turn if solved.rules.refill else 0
    draw = draw_by(commitment, value, turn, origin)
    others = lottery.alternates(solved.pool, solved.rules, draw.panel, draw.seed, watch)
    return lottery.Result(value, draw, turn, others.ids)


def draw_by(commitment: lottery.Commitment, value: str, turn: int, origin: str | None) -> lottery.Draw:
    try:
        return lottery.draw(commitment, value, turn, origin)
    except ValueError as error:
        raise lottery.Refused([lottery.Fault("--value", 0, str(error))]) from error


def planned(options: dict) -> tuple[dict | None, list[str]]:
    """The plan of the draw, None where nothing is committed to; without a file, a warning that nothing was announced."""
    if options["draw_plan"]:
        try:
            plan = dict(json.loads(read(options["draw_plan"]).decode("utf-8-sig")))
        except (ValueError, TypeError) as error:
            fault = lottery.Fault(options["draw_plan"].name, 0, f"읽을 수 없습니다: {error}")
            raise lottery.Refused([fault]) from error
        plan_file(plan)
        return plan, []
    if options["package"] or options["value"] is not None:
        return NO_PLAN, ["--draw-plan이 없어 추첨 방법과 때를 예고하지 않은 것으로 적었습니다."]
    return None, []


def opened(folder: Path, value: str | None) -> lottery.Package:
    """A package without faults, drawn by its own result or by the value."""
    files = contents(folder)
    if faults := lottery.verify(files):
        raise lottery.Refused(faults)
    package = lottery.read_package(files)
    if value is None:
        return package
    draw = draw_by(package.commitment, value, package.turn, package.origin)
    if package.result and package.result.draw != draw:
        raise lottery.Refused([lottery.Fault("--value", 0, "result.json에 적힌 값과 다릅니다.")])
    return replace(package, result=lottery.Result(value, draw, package.turn))


def verified(folder: Path) -> dict:
    """The proof that a package is as it should be; raises Refused with the first difference first."""
    if faults := lottery.verify(contents(folder)):
        raise lottery.Refused(faults)
    return {"verified": True, "package": str(folder)}


def contents(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise lottery.Refused([lottery.Fault(str(folder), 0, "폴더가 없습니다.")])
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise lottery.Refused([lottery.Fault(str(folder), 0, f"쓸 수 없습니다: {error.strerror}")]) from error


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise lottery.Refused([lottery.Fault(str(path), 0, f"읽을 수 없습니다: {error.strerror}")]) from error


def in_words(answer: dict) -> str:
    """The answer in a few Korean lines."""
    if "verified" in answer:
        return "모두 맞습니다."
    if "lottery" not in answer:
        return "\n".join(filter(None, answer["sentences"].values()))
    lines = [
        f"추첨안 {len(answer['lottery']):,}개, 표 {answer['tickets']:,}장 ({answer['method']})",
        f"가장 낮은 기회 {answer['achieved']:.3%}, 증명된 한계 {answer['bound']:.3%}",
        f"반드시 뽑히는 사람 {len(answer['certain'])}명, 뽑힐 수 없는 사람 {len(answer['shut_out'])}명",
    ]
    if not answer["feasible"]:
        lines.insert(
            0, f"할당을 모두 지킬 수 없습니다. 가장 적게 어기는 길: {answer['sentences']['relaxation']}"
        )
    if "panel" in answer:
        lines.append(f"뽑힌 표 {answer['ticket']}: {' '.join(answer['panel'])}")
    return "\n".join(lines)
