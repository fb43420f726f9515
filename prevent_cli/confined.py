"""Somebody else's template, filled in by a process of its own that is kept short.

The sandbox says what a template may reach; here stands how much it may use. The process
has no environment variables, and where the system lets it, it can open no file, write
none, and is ended when it takes too long or too much. It answers with bytes of JSON, so
that nothing it could send would run here.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from prevent_cli.reports.own_template import OwnTemplate
    from prevent_cli.reports.paper import Language

SECONDS = 5
MEMORY = 1 << 30
_STARTING = 10
_MOST_ANSWER = 100_000_000


def fill_in(template: OwnTemplate, values: dict[str, Any], language: Language) -> bytes:
    """Fill a template in, within ``SECONDS`` of work and ``MEMORY`` bytes.

    Raises PreventError for whatever is wrong with the template, or where it is ended.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    job = (there, template.file, template.text, json.dumps(values), language)
    process = context.Process(target=_work, args=job, daemon=True)
    process.start()
    there.close()
    try:
        answer = here.recv_bytes(_MOST_ANSWER) if here.poll(SECONDS + _STARTING) else None
    except (EOFError, OSError):
        answer = None
    finally:
        process.kill()
        process.join()
        here.close()
    return _result(answer, template)


def _result(answer: bytes | None, template: OwnTemplate) -> bytes:
    if answer is None:
        raise PreventError(
            f"{template.file}: it was ended, because it ran for more than {SECONDS} seconds or used too much memory",
            "make it do less: look for loops in loops",
        )
    said = json.loads(answer)
    if "made" not in said:
        raise PreventError(str(said["message"]), str(said["help"]))
    return str(said["made"]).encode()


def _work(answer: Connection, file: str, text: str, values: str, language: Language) -> None:
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
    _limit()
    try:
        said = {"made": own_template.fill_in(template, given, language).decode()}
    except PreventError as error:
        said = {"message": error.message, "help": error.help}
    answer.send_bytes(json.dumps(said).encode())


def _limit() -> None:
    """Bound what this process may use, as far as the system can."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of the parent is left
        return
    limits = {
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
