"""The zip file that a Word or Excel document is: what may be read of it, within limits, before a library sees it."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_PARTS = 5_000
MOST_BYTES = 100_000_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_TYPE = "<!DOCTYPE"
_TYPES = tuple(_TYPE.encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_READ = (".xml", ".rels")
_MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def is_old(data: bytes) -> bool:
    """Say whether these are the bytes of an office format before 2007, or of a locked file."""
    return data.startswith(_OLD)


def refuse_locked(data: bytes, name: str) -> None:
    """Raise PreventError where the document can only be opened with a password."""
    if data.startswith(_OLD) and _LOCKED in data:
        raise _protected(name)


def parts(data: bytes, name: str) -> dict[str, bytes]:
    """Unpack the parts that are XML; pictures, macros and whatever else is inside are given as no bytes.

    Raises PreventError where it is broken, holds more than ``MOST_PARTS`` parts or ``MOST_BYTES`` bytes of XML
    once unpacked, whatever it declares, or a document type, by which entities could be smuggled in.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        raise _broken(name) from error
    except RuntimeError as error:  # what zipfile raises for an encrypted part
        raise _protected(name) from error


def _protected(name: str) -> PreventError:
    return PreventError(f"{name} is protected with a password", "save it without a password, then import it")


def _broken(name: str) -> PreventError:
    return PreventError(f"{name} is broken: it cannot be unpacked", "open it in its program, save it again")


def _unpacked(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    found = archive.infolist()
    if len(found) > MOST_PARTS:
        raise PreventError(f"{name} holds more than {MOST_PARTS:,} parts", "save it again without what is embedded")
    read: dict[str, bytes] = {}
    left = MOST_BYTES
    for info in found:
        content = _content(archive, info, left, name) if info.filename.endswith(_READ) else b""
        left -= len(content)
        read[info.filename] = content
    return read


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, name: str) -> bytes:
    """Unpack one part; what it declares is a first hint, what comes out is counted."""
    content = b""
    if info.file_size <= most:
        with archive.open(info) as stream:
            content = stream.read(most + 1)
    if info.file_size > most or len(content) > most:
        raise PreventError(
            f"{name} would unpack to more than {MOST_BYTES // 1_000_000} MB of text",
            "a toolkit needs far less: it may be made to do harm",
        )
    if any(mark in content for mark in _TYPES):
        raise PreventError(
            f"{name} declares a document type, as no office program does", "it may be made to do harm: ask who made it"
        )
    return content


def sealed(read: Mapping[str, bytes]) -> bytes:
    """Pack parts anew, so that a library sees what was checked and nothing else."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for part, content in read.items():
            plain = content.replace(_MACRO_TYPE, _PLAIN_TYPE) if part == "[Content_Types].xml" else content
            archive.writestr(zipfile.ZipInfo(part), plain)
    return made.getvalue()


def notes(read: Mapping[str, bytes]) -> tuple[str, ...]:
    """Say what was left alone: macros."""
    if any(part.lower().endswith("vbaproject.bin") for part in read):
        return ("it holds macros; they were neither read nor run",)
    return ()
