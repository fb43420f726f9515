"""Somebody else's template or document, worked on by a process of its own that is kept short.

The process has no environment variables, and where the system lets it, it can open no file, write none, and is ended
when it takes too long or too much. Windows has no such limits: there the time alone is kept. It answers with bytes of
JSON, so that nothing it could send would run here.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from prevent_cli.importing.cells import Document
    from prevent_cli.packing.read import Returned
    from prevent_cli.reports.own_template import OwnTemplate
    from prevent_cli.reports.paper import Language

    Load = Callable[[bytes, str], Callable[[bytes, str], Any]]
    """Loads what reading a file will need, and gives what reads it into a record."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a process may work, and how much room it may take."""

    seconds: int
    memory: int


TEMPLATE = Limits(5, 1 << 30)
DOCUMENT = Limits(60, 1 << 30)
_STARTING = 10
_MOST_ANSWER = 100_000_000


def fill_in(template: OwnTemplate, values: dict[str, Any], language: Language) -> bytes:
    """Fill a template in, within the limits ``TEMPLATE``.

    Raises PreventError for whatever is wrong with the template, or where it is ended.
    """
    answer, _ = _asked(_fill_in, (template.file, template.text, json.dumps(values), language), TEMPLATE)
    if answer is None:
        raise PreventError(
            f"{template.file}: it was ended, because it ran for more than {TEMPLATE.seconds} seconds or used too much memory",
            "make it do less: look for loops in loops",
        )
    return str(_made(json.loads(answer))).encode()


def read_document(data: bytes, name: str) -> Document:
    """Read a document of any format that ``importing.readers`` knows, within the limits ``DOCUMENT``.

    Raises PreventError for whatever is wrong with it, or where reading it is ended.
    """
    from pydantic import TypeAdapter

    from prevent_cli.importing import cells

    remedy = "save what belongs to the assessment as a document of its own"
    return TypeAdapter(cells.Document).validate_python(_read_by(_document_reader, data, name, remedy))


def read_pack(data: bytes, name: str) -> Returned:
    """Read a pack that came back, within the limits ``DOCUMENT``.

    Raises PreventError for what is no pack or is damaged, or where reading it is ended.
    """
    from pydantic import TypeAdapter

    from prevent_cli.packing import read

    return TypeAdapter(read.Returned).validate_python(_read_by(_pack_reader, data, name, "is it the right file?"))


def _read_by(load: Load, data: bytes, name: str, help: str) -> Any:
    """Let a process read a file, and give what it made of it. ``help`` is for a file that takes too much."""
    answer, late = _asked(_read, (load, data, name), DOCUMENT)
    if answer is None:
        limit = f"{DOCUMENT.seconds} seconds" if late else f"{DOCUMENT.memory >> 20} MB of memory"
        raise PreventError(f"{name} could not be read within {limit}", help)
    return _made(json.loads(answer))


def _asked(work: Callable[..., None], job: tuple[Any, ...], limits: Limits) -> tuple[bytes | None, bool]:
    """Let a process do one job and give its answer; without one, say whether it was late."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(there, limits, *job), daemon=True)
    process.start()
    there.close()
    late = False
    try:
        late = not here.poll(limits.seconds + _STARTING)
        answer = None if late else here.recv_bytes(_MOST_ANSWER)
    except (EOFError, OSError):
        answer = None
        process.join(1)
        late = process.exitcode == _OUT_OF_TIME
    finally:
        process.kill()
        process.join()
        here.close()
    return answer, late


_OUT_OF_TIME = -24  # ended by the signal SIGXCPU


def _made(said: dict[str, Any]) -> Any:
    if "made" not in said:
        raise PreventError(str(said["message"]), str(said["help"]))
    return said["made"]


def _fill_in(answer: Connection, limits: Limits, file: str, text: str, values: str, language: Language) -> None:
    """Fill a template in, in the process made for it, and send back what came of it."""
    os.environ.clear()
    from prevent_cli.reports import own_template, prose

    prose.parser()
    given = json.loads(values)
    template = own_template.OwnTemplate(file, text)
    # What Python would load when it is first needed is loaded now: no file can be opened later.
    with suppress(PreventError):
        own_template.fill_in(
            own_template.OwnTemplate("x.txt.j2", "{{ t('about.title') | pprint }}{{ x }}"), {}, language
        )
    _limit(limits)
    try:
        said = {"made": own_template.fill_in(template, given, language).decode()}
    except PreventError as error:
        said = {"message": error.message, "help": error.help}
    answer.send_bytes(json.dumps(said).encode())


def _read(answer: Connection, limits: Limits, load: Load, data: bytes, name: str) -> None:
    """Read a file, in the process made for it, and send back what came of it."""
    os.environ.clear()
    said: dict[str, Any]
    try:
        reader = load(data, name)
        _be_quiet()
        _limit(limits)
        said = {"made": asdict(reader(data, name))}
    except PreventError as error:
        said = {"message": error.message, "help": error.help}
    except MemoryError:
        return
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 -- a library may raise anything for a document that is made to break it, and a panic of one written in Rust is no Exception
        said = {
            "message": f"{name} is broken: it cannot be read ({type(error).__name__})",
            "help": "open it in its program and save it again",
        }
    answer.send_bytes(json.dumps(said).encode())


def _document_reader(data: bytes, name: str) -> Callable[[bytes, str], Document]:
    """Load what reading a document needs, for no file can be opened later, and give what reads it."""
    from prevent_cli.importing import readers

    _load_encodings()
    readers.load(data, name)
    return readers.read


def _pack_reader(_data: bytes, _name: str) -> Callable[[bytes, str], Returned]:
    """Load what reading a pack needs, for no file can be opened later, and give what reads it."""
    from prevent_cli.packing import read

    _load_encodings()
    read.load()
    return read.returned


def _load_encodings() -> None:
    for encoding in (
        "ascii",
        "cp437",
        "cp1252",
        "latin_1",
        "utf_8_sig",
        "utf_16",
        "utf_16_le",
        "utf_16_be",
        "utf_32_le",
    ):
        import_module(f"encodings.{encoding}")


def _be_quiet() -> None:
    """Keep from the terminal what libraries say on the way."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.__stderr__.fileno() if sys.__stderr__ else 2)


def _limit(limits: Limits) -> None:
    """Bound what this process may use, as far as the system can."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of the parent is left
        return
    most = {
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, limit in most.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))
