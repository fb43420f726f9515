"""Whatever can be got out of a file that a report is sent as: text, parts, properties, attachments, in the clear."""

from __future__ import annotations

import base64
import binascii
import html
import re
import subprocess
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pikepdf

from tests.tools import need

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FRAGMENT = 8
"""So many letters of a secret give it away."""
_TAG = re.compile(r"<[^>]*>")
_NO_LETTER = re.compile(r"[^a-z]+")
_LONG = re.compile(rf"[a-z]{{{FRAGMENT},}}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")


def fragments(secret: str) -> Iterator[str]:
    """Give every run of eight letters in a secret."""
    return (secret[at : at + FRAGMENT] for at in range(len(secret) - FRAGMENT + 1))


class Looking:
    """Looks for any fragment of many secrets at once."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self.of = {piece: secret for secret in secrets for piece in fragments(secret)}

    def found(self, texts: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Give the secrets of which there is a fragment in any text, with where the first stood."""
        found: dict[str, str] = {}
        for where, text in texts:
            for form in forms(text):
                for run in _LONG.findall(form):
                    for piece in fragments(run):
                        if piece in self.of:
                            found.setdefault(self.of[piece], where)
        return found


def forms(text: str) -> Iterator[str]:
    """Give a text in small letters as it is, decoded, and with all taken out that could stand between letters."""
    small = text.casefold()
    yield small
    yield _NO_LETTER.sub("", small)
    if "<" in small:
        yield _NO_LETTER.sub("", _TAG.sub("", small))
    if "&" in text:
        yield html.unescape(small)
    if "%" in text:
        yield unquote(small)
    for run in _BASE64.findall(text):
        decoded = _decoded(run)
        if decoded:
            yield decoded


def _decoded(run: str) -> str:
    try:
        return base64.b64decode(run.replace("-", "+").replace("_", "/") + "==").decode("latin-1").casefold()
    except (binascii.Error, ValueError):
        return ""


def texts(path: Path) -> list[tuple[str, str]]:
    """Unpack a file: its name, and every text in it with the part it stands in."""
    content = path.read_bytes()
    ways = {".docx": _zip, ".xlsx": _zip, ".pdf": _pdf}
    read = ways.get(path.suffix)
    found = list(read(content)) if read else [("text", content.decode())]
    if path.suffix == ".ics":
        found.append(("unfolded", re.sub(r"\r\n[ \t]", "", content.decode())))
    return [("name", path.name), *found]


def _zip(content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        yield "comment", parts.comment.decode("latin-1")
        for info in parts.infolist():
            yield "part's name", info.filename
            yield "part's comment", info.comment.decode("latin-1") + info.extra.decode("latin-1")
            yield info.filename, parts.read(info).decode("utf-8", "replace")


def _pdf(content: bytes) -> Iterator[tuple[str, str]]:
    yield "raw", content.decode("latin-1")
    with pikepdf.open(BytesIO(content)) as pdf:
        yield "outlines, properties", str(dict(pdf.docinfo)) + str(pdf.Root.get("/Metadata"))
        for name in pdf.attachments:
            yield "attachment", name + pdf.attachments[name].get_file().read_bytes().decode("latin-1")
        for one in pdf.objects:
            yield from _strings(one)
    done = subprocess.run([need("pdftotext"), "-", "-"], input=content, capture_output=True, check=True)
    yield "text", done.stdout.decode()


def _strings(one: pikepdf.Object) -> Iterator[tuple[str, str]]:
    """Give every string in an object of a PDF, and what its stream holds; what it refers to has its own turn."""
    if isinstance(one, pikepdf.String):
        yield "string", str(one)
    elif isinstance(one, pikepdf.Stream):
        yield "stream", _stream(one)
        yield from _inside(one.stream_dict)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Array):
        yield from _inside(one)


def _inside(one: pikepdf.Object) -> Iterator[tuple[str, str]]:
    keyed = one.items() if isinstance(one, pikepdf.Dictionary) else (("", value) for value in one)
    values: Iterable[tuple[str, object]] = keyed
    for key, value in values:
        yield "key", str(key)
        if isinstance(value, pikepdf.Name):
            yield "name", str(value)
        elif isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _strings(value)


def _stream(one: pikepdf.Stream) -> str:
    try:
        return one.read_bytes().decode("latin-1")
    except pikepdf.PdfError:
        return one.read_raw_bytes().decode("latin-1")
