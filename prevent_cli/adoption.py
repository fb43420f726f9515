"""Frameworks of other programs, read from their files and made ours: a CISO Assistant library, an OSCAL catalog."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prevent_cli.editor import Change
from prevent_cli.errors import InvalidRecordError, PreventError
from prevent_cli.importing import ciso, oscal
from prevent_cli.store.emit import document
from prevent_cli.store.load import load_framework
from prevent_cli.store.save import save
from prevent_cli.store.seen import shown_path
from prevent_cli.store.source import findings, source_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_cli.importing.levels import Adopted

_KINDS: tuple[tuple[Callable[[Any], bool], Callable[[Any], Adopted]], ...] = (
    (ciso.is_library, ciso.framework),
    (oscal.is_catalog, oscal.framework),
)
_MARKS = (b'"catalog"', b"catalog:", b"requirement_nodes", b"objects:")
_OWN = re.compile(rb"""^[\s{]*["']?format["']?\s*:\s*["']?(toolkit|framework|crosswalk|report)/\d""", re.MULTILINE)
_BEGINNING = 2_000
_HOME = {
    "toolkit": "put it where the project keeps its toolkits; 'prevent validate FILE' checks it",
    "framework": "put it where the project keeps its frameworks; 'prevent frameworks' then lists it",
    "crosswalk": "'prevent upgrade' uses it",
    "report": "the toolkit that it was made of is the record",
}


def adopted(name: str, content: bytes) -> Adopted | None:
    """Make a framework of a document that is one, whatever its name; None for any other document.

    Raises PreventError for a foreign framework that cannot be read, or holds nothing to assess, and for a file of
    this program's own formats.
    """
    own = _OWN.search(content[:_BEGINNING])
    if own:
        kind = own[1].decode()
        raise PreventError(f"{name} is a {kind} of this program already", _HOME[kind])
    if not any(mark in content for mark in _MARKS):
        return None
    ending = Path(name).suffix.lower()
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        data = _json(name, content)
    elif ending in {".yaml", ".yml"} or (not ending and b"requirement_nodes" in content):
        data = _yaml(name, content)
    else:
        return None
    return next((make(data) for fits, make in _KINDS if fits(data)), None)


def write(path: Path, made: Adopted, said: str, *, dry_run: bool = False) -> Change:
    """Write a framework into a new file, checked before. Raises PreventError where the file exists."""
    text = document(made.data)
    shown = shown_path(path)
    loaded = load_framework(path, text.encode(errors="surrogateescape"), shown)
    if not loaded.sound:
        raise InvalidRecordError(findings(loaded.source, loaded.problems), would=True)
    if path.exists():
        raise PreventError(f"{shown} is there already", "name another file")
    if not dry_run:
        save(path, text.encode(), new=True)
    return Change(path, "", text, f"{shown}: {said}")


def _yaml(name: str, content: bytes) -> Any:
    source = source_of(content, name)
    if source.refused:
        first = findings(source)[0]
        raise PreventError(f"{name}: line {first.line}, column {first.column}: {first.message}", first.help)
    return source.data


def _json(name: str, content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise PreventError(f"{name} is not UTF-8", "save it as UTF-8") from None
    except RecursionError:
        raise PreventError(f"{name} is nested too deeply", "is it the right file?") from None
    except json.JSONDecodeError as error:
        raise PreventError(
            f"{name} is no JSON: line {error.lineno}, column {error.colno}: {error.msg}", "is the file whole?"
        ) from None
    except ValueError as error:  # a number of thousands of digits
        raise PreventError(f"{name} is no JSON: {error}", "is it the right file?") from None
