"""What may lie inside a zip, by kind: no macros, no document type declarations, no programs, no further
archives.

Pure. The rules look at names and at the first bytes of every member, while `archives` counts the rest.
"""

import codecs
import re

from .archives import Archive
from .enums import DocumentKind, extension_of
from .refusals import refuse
from .signatures import ZIP_MEMBER

HEAD = 64 * 1024
_MIMETYPE_BYTES = 100

_XML_ENDINGS = frozenset({"xml", "rels", "hpf", "rdf"})
# Begin like XML, but office programs write them loosely and nothing here ever reads them.
_LOOSE_ENDINGS = frozenset({"vml", "svg", "htm", "html", "xhtml"})
_PROLOG = re.compile(r"\s*(<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_ELEMENT = re.compile(r"<[\w:]")
_ENCODING = re.compile(r"""<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']""")
_PLAIN_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MACRO_SIGNS = ("macroEnabled", "vbaProject", "macrosheet")
_PROGRAMS = frozenset(
    ("apk", "app", "bat", "chm", "cmd", "com", "cpl", "dll", "exe", "hta", "htaccess", "jar", "js", "jse")
    + ("lnk", "msi", "msp", "pif", "ps1", "reg", "scr", "sh", "sys", "url", "vbe", "vbs", "wsc", "wsf")
    + ("docm", "dotm", "xlsm", "xltm", "pptm")
)
_ARCHIVES = frozenset(
    ("7z", "alz", "arj", "bz2", "cab", "egg", "gz", "img")
    + ("iso", "lzh", "rar", "tar", "tgz", "xz", "zip", "zst")
)
_PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"#!")


def mimetype_of(archive: Archive) -> bytes | None:
    """The content of the member ``mimetype`` when it comes first, as HWPX and ODT have it; else None."""
    if not archive.members or archive.names[0] != "mimetype":
        return None
    return archive.first_bytes(archive.members[0], _MIMETYPE_BYTES)


def check_package(archive: Archive, kind: DocumentKind) -> None:
    """Unpacks the whole archive in bounded pieces, counting, and looks at every member.

    Raises ValidationError with the first thing that may not be in a file of this kind.
    """
    check = _check_loose if kind == DocumentKind.ZIP else _check_part
    for member in archive.members:
        head = bytearray()
        for chunk in archive.chunks(member):
            head += chunk[: HEAD - len(head)]
        check(member.filename, bytes(head))


def _check_loose(name: str, head: bytes) -> None:
    """A member of a plain zip."""
    ending = extension_of(f"_{name.rpartition('/')[2]}")
    if ending in _PROGRAMS or head.startswith(_PROGRAM_HEADS):
        raise refuse("program")
    if ending in _ARCHIVES or (head.startswith(ZIP_MEMBER) and not _is_office(ending)):
        raise refuse("nested")


def _is_office(ending: str) -> bool:
    return ending in {"hwpx", "docx", "xlsx", "pptx", "odt", "ods", "odp"}


def _check_part(name: str, head: bytes) -> None:
    """A member of an office document."""
    if name.lower().endswith("vbaproject.bin") or name.startswith("Basic/"):
        raise refuse("macro")
    if name == "[Content_Types].xml" and any(sign in _decoded(head) for sign in _MACRO_SIGNS):
        raise refuse("macro")
    if name == "META-INF/manifest.xml" and "encryption-data" in _decoded(head):
        raise refuse("encrypted")
    if head and _is_xml(extension_of(name), head):
        _check_prolog(head)


def _is_xml(ending: str, head: bytes) -> bool:
    if ending in _XML_ENDINGS:
        return True
    return ending not in _LOOSE_ENDINGS and _decoded(head[:100]).lstrip().startswith("<?xml")


def _check_prolog(head: bytes) -> None:
    """Entities can only be declared before the first element, so only the part before it is looked at."""
    text = _decoded(head)
    encoding = _ENCODING.match(text)
    if encoding and not _is_readable(encoding.group(1).lower(), head):
        raise refuse("damaged")
    rest = text[_PROLOG.match(text).end() :]
    if rest.startswith("<!"):
        raise refuse("entity")
    if not _ELEMENT.match(rest):
        raise refuse("damaged")


def _is_readable(encoding: str, head: bytes) -> bool:
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return encoding.startswith("utf-16") if wide else encoding in _PLAIN_ENCODINGS


def _decoded(head: bytes) -> str:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    return head.decode("utf-8", "replace")
