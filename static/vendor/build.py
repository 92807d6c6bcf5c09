#!/usr/bin/env python3
"""Re-makes everything in this folder from the two published packages.

    npm pack krds-uiux@1.1.0 pdfjs-dist@5.6.205      (unpack each into a folder of its own)
    python build.py --krds DIR/package --pdfjs DIR/package [--fonts]

Only the standard library is needed, except for ``--fonts``, which cuts the fonts into slices and needs
``fonttools`` and ``brotli``. The slices themselves are named in ``pretendard-gov/slices.json``.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
KRDS = HERE / "krds" / "1.1.0"
PDFJS = HERE / "pdfjs" / "5.6.205"
FONTS = HERE / "pretendard-gov"

# The first class of a selector decides whether our pages use the rule.
KEPT = re.compile(r"(krds-btn|krds-input|krds-form-select|toggle-head|nuri-txt|svg-icon|sr-only|blind)$")
# These ids are drawn by portal.css, or not at all.
UNUSED_IDS = re.compile(r"#krds-(header|footer|main-menu)")
# The reset hides these; our forms and tables show them.
SHOWN_AGAIN = {"legend", "caption", "hr", "input[type=radio]", "input[type=checkbox]"}
ICONS = [  # fmt: skip
    "angle", "go", "call", "sch", "download", "filter", "reset", "login", "logout", "print", "delete",
    "close", "plus", "setting", "information", "information_fill", "error_fill", "success_fill",
    "complete_fill", "my", "more", "expand", "checkbox", "checkbox_checked", "file", "help", "calendar",
    "bread_home", "all", "ellipsis", "step_done", "global", "upload", "view_mode", "foldable", "email",
    "join", "arrow_dropdown", "angle_disabled", "angle_disabled_inverse", "angle_inverse", "tooltip",
    "delete_fill", "share", "flag",
]
KOREAN_CMAPS = re.compile(r"(UniKS|KSC|Adobe-Korea1).*\.bcmap$")


def blocks(css):
    """Splits a stylesheet into (prelude, body) pairs; body is None for a statement such as @import."""
    position, depth, start, prelude = 0, 0, 0, ""
    for found in re.finditer(r"[{};]", css):
        mark = found.group()
        if mark == "{":
            if depth == 0:
                prelude, start = css[position : found.start()].strip(), found.end()
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                yield prelude, css[start : found.start()]
                position = found.end()
        elif depth == 0:
            yield css[position : found.start()].strip(), None
            position = found.end()


def is_kept(selector):
    first = re.search(r"\.([\w-]+)", selector)
    return not UNUSED_IDS.search(selector) and (not first or KEPT.match(first.group(1)))


def kept_selectors(prelude, body):
    parts = [part.strip() for part in prelude.split(",")]
    if "position: absolute !important" in body:
        parts = [part for part in parts if part not in SHOWN_AGAIN]
    return ",".join(filter(is_kept, parts))


def prune(css):
    out = []
    for prelude, body in blocks(css):
        if body is None or "prefers-color-scheme" in prelude:
            continue
        if prelude.startswith("@media"):
            inner = prune(body)
            out.append(f"{prelude}{{{inner}}}" if inner else "")
        elif prelude.startswith("@"):
            out.append(f"{prelude}{{{body}}}")
        elif selectors := kept_selectors(prelude, body):
            out.append(f"{selectors}{{{body.strip()}}}" if body.strip() else "")
    return "\n".join(filter(None, out))


def squeezed(css):
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,])\s*", r"\1", css).replace(";}", "}").replace("}", "}\n")


def known_icons(css):
    """Leaves out the rules that paint an icon we do not ship."""

    def rule(found):
        names = re.findall(r"icon/(?:head_)?ico_(\w+)\.svg", found.group())
        return found.group() if all(name in ICONS for name in names) else ""

    return re.sub(r"^[^{}\n]+\{[^{}]*\}$", rule, css, flags=re.M)


def high_contrast(tokens):
    """Every light colour token pointed at its high contrast twin, so that our own rules switch as well."""
    light, dark = (set(re.findall(rf"--krds-{mode}-color-([\w-]+):", tokens)) for mode in ("light", "high-contrast"))
    pairs = (f"--krds-light-color-{name}:var(--krds-high-contrast-color-{name})" for name in sorted(light & dark))
    return f"@media screen{{[data-krds-mode=high-contrast]{{{';'.join(pairs)}}}}}\n"


def make_krds(package):
    css = package / "resources" / "css"
    tokens = (css / "token" / "krds_tokens.css").read_text()
    rules = re.sub(r"/\*.*?\*/", "", (css / "component" / "output.css").read_text(), flags=re.S)
    joined = known_icons(squeezed(tokens.replace('@charset "utf-8";', "") + prune(rules) + high_contrast(tokens)))
    joined = joined.replace("../../img/component/icon/", "icon/")
    KRDS.mkdir(parents=True, exist_ok=True)
    (KRDS / "krds.css").write_text('@charset "utf-8";/* KRDS 1.1.0, pruned by build.py */\n' + joined)
    shutil.rmtree(KRDS / "icon", ignore_errors=True)
    (KRDS / "icon").mkdir()
    for name in ICONS:
        shutil.copy(package / "resources/img/component/icon" / f"ico_{name}.svg", KRDS / "icon")
    shutil.copy(package / "package.json", KRDS / "package.json")


def make_pdfjs(package):
    shutil.rmtree(PDFJS, ignore_errors=True)
    (PDFJS / "cmaps").mkdir(parents=True)
    for name in ("pdf.min.mjs", "pdf.worker.min.mjs"):
        shutil.copy(package / "build" / name, PDFJS)
    for cmap in (package / "cmaps").iterdir():
        if KOREAN_CMAPS.match(cmap.name) or cmap.name == "LICENSE":
            shutil.copy(cmap, PDFJS / "cmaps")
    for folder in ("standard_fonts", "wasm"):
        shutil.copytree(package / folder, PDFJS / folder)
    shutil.copy(package / "LICENSE", PDFJS)


def make_fonts(package):
    slices = json.loads((FONTS / "slices.json").read_text())
    faces = []
    for old in FONTS.glob("*.woff*"):
        old.unlink()
    for weight, name in ((400, "Regular"), (700, "Bold")):
        source = package / "resources" / "fonts" / f"PretendardGOV-{name}.subset.woff2"
        for number, ranges in enumerate(slices):
            target = FONTS / f"PretendardGOV-{name}.{number}.woff2"
            subset(source, ranges, target)
            faces.append(
                "@font-face{font-family:'Pretendard GOV';font-style:normal;font-display:swap;"
                f"font-weight:{weight};src:url({target.name}) format('woff2');unicode-range:{ranges}}}"
            )
        join(FONTS / f"PretendardGOV-{name}.whole.woff", [FONTS / f"PretendardGOV-{name}.{n}.woff2" for n in range(len(slices))])
    (FONTS / "pretendard-gov.css").write_text("\n".join(faces) + "\n")


def join(target, slices):
    """All slices of a weight as one font, for papers: what writes them knows no unicode-range.

    As WOFF, which is unpacked at once; WOFF2 takes seconds each time.
    """
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    with tempfile.TemporaryDirectory() as folder:
        plain = []
        for number, path in enumerate(slices):
            font = TTFont(path)
            font.flavor = None
            plain.append(f"{folder}/{number}.ttf")
            font.save(plain[-1])
        whole = Merger().merge(plain)
    whole.flavor = "woff"
    whole.save(target)


def subset(source, ranges, target):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
        listed.write(ranges.replace("U+", ""))
        listed.flush()
        command = [sys.executable, "-m", "fontTools.subset", str(source), f"--unicodes-file={listed.name}"]
        options = [f"--output-file={target}", "--flavor=woff2", "--layout-features+=tnum", "--no-hinting"]
        options.append("--name-IDs=0,13,14")  # a cut font may not carry the reserved name
        subprocess.run([*command, *options], check=True)  # noqa: S603


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--krds", type=Path)
    parser.add_argument("--pdfjs", type=Path)
    parser.add_argument("--fonts", action="store_true", help="cut the fonts again (slow)")
    wanted = parser.parse_args()
    if wanted.krds:
        make_krds(wanted.krds)
    if wanted.krds and wanted.fonts:
        make_fonts(wanted.krds)
    if wanted.pdfjs:
        make_pdfjs(wanted.pdfjs)


if __name__ == "__main__":
    main()
