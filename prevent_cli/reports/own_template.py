"""A body's own template, in Jinja2's sandbox: what it is given, and what it may do.

A template gets plain data and a few functions, and nothing that leads out of them: no
files, no environment, no imports. How long it may run, and with how much memory, is for
the process to say that it runs in: see ``prevent_cli.confined``.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from jinja2 import DictLoader, StrictUndefined
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from prevent_cli.errors import PreventError
from prevent_cli.rating.actions import SORTS
from prevent_cli.reports import json, markdown_text, page, prose
from prevent_cli.reports.summary import summarise
from prevent_cli.reports.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Template

    from prevent_cli.reports.paper import Language, Paper

MOST_OUTPUT = 10_000_000
_MOST_REPEATED = 1_000_000
_MOST_BITS = 10_000
_ESCAPED = {"html", "htm", "xml", "svg"}
_GUIDE = "docs/templates.md tells what a template gets and may do"
# What a template's own code can raise: a slip in it is its writer's to mend, not a bug of ours.
_SLIPS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    ImportError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
_LESS = "make it do less"
_KNOWN_SLIPS: tuple[tuple[type[Exception], str, str], ...] = (
    (MemoryError, "it needs more memory than a template may have", _LESS),
    (RecursionError, "it calls itself without end", "end its recursion"),
    (OverflowError, "{error}", _LESS),
    (KeyError, "there is no {error}", _GUIDE),
    (SecurityError, "not allowed: {error}", _GUIDE),
    (TemplateNotFound, "a template cannot take in another file", "put everything into one file"),
)


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template as it was read: its file's name, as it should be shown, and its text."""

    file: str
    text: str

    @property
    def ending(self) -> str:
        """The ending of what it makes: html for paper.html.j2.

        Raises PreventError for a name without one.
        """
        inner = PurePath(self.file).stem
        ending = PurePath(inner).suffix.removeprefix(".").lower()
        if not ending:
            raise PreventError(
                f"{self.file} does not say what it makes", f"name it for that, such as {inner}.html.j2 or {inner}.md.j2"
            )
        return ending

    @property
    def name(self) -> str:
        """Its name without endings: paper for paper.html.j2."""
        return PurePath(self.file).name.split(".", 1)[0]


def data(paper: Paper) -> dict[str, Any]:
    """Give what a template is filled with: the JSON shapes, in values that JSON knows."""
    one = paper.assessment
    return {
        "report": json.report(one),
        "earlier": [json.report(before) for before in paper.earlier],
        "actions": json.actions(sorted(one.actions, key=SORTS["state"])),
        "summary": json.summary(summarise(paper)),
    }


def fill_in(template: OwnTemplate, values: dict[str, Any], language: Language) -> bytes:
    """Fill a template in. The same template and data give the same bytes.

    Raises PreventError, with file and line, for whatever is wrong with the template.
    """
    try:
        environment = _environment(template.ending, language)
        code = environment.compile(template.text, template.file, template.file)
        made = environment.template_class.from_code(environment, code, environment.make_globals(None))
        return prose.clean("".join(_bounded(made, values))).encode()
    except TemplateSyntaxError as error:
        raise _refused(template, error.lineno, error.message or "it cannot be read", _GUIDE) from None
    except _SLIPS as error:
        raise _refused(template, _line(error, template), *_said(error)) from None


def _bounded(made: Template, values: dict[str, Any]) -> Iterator[str]:
    size = 0
    for piece in made.generate(values):
        size += len(piece)
        if size > MOST_OUTPUT:
            raise OverflowError(f"it makes more than {MOST_OUTPUT // 1_000_000} MB")
        yield piece


def _refused(template: OwnTemplate, line: int | None, message: str, help: str) -> PreventError:
    place = f"{template.file}:{line}" if line else template.file
    return PreventError(f"{place}: {message}", help)


def _line(error: BaseException, template: OwnTemplate) -> int | None:
    """Give the line of a template that an error was raised on."""
    found = [
        line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == template.file
    ]
    return found[-1] if found else None


def _said(error: BaseException) -> tuple[str, str]:
    for kind, message, advice in _KNOWN_SLIPS:
        if isinstance(error, kind):
            return message.format(error=error), advice
    return str(error) or type(error).__name__, _GUIDE


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, in which sums cannot fill the memory at one stroke."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Work a product or a power out, where it stays within bounds."""
        if operator == "**" and isinstance(left, int) and isinstance(right, int):
            too_large = left.bit_length() * max(right, 0) > _MOST_BITS
        elif operator == "*":
            too_large = _times(left, right) > _MOST_REPEATED
        else:
            too_large = False
        if too_large:
            raise OverflowError("it makes a text, a list or a number that is too large")
        return super().call_binop(context, operator, left, right)


def _times(left: Any, right: Any) -> int:
    """Give the length of what a product repeats; 0 for a product of numbers."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple) and isinstance(other, int):
            return len(one) * other
    return 0


def _environment(ending: str, language: Language) -> _Sandbox:
    environment = _Sandbox(
        autoescape=ending in _ESCAPED,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=DictLoader({}),
    )
    # Chance would give other bytes each time.
    del environment.globals["lipsum"], environment.filters["random"]
    environment.globals.update(_functions(language))
    environment.filters.update(_filters(ending))
    return environment


def _functions(language: Language) -> dict[str, Callable[..., str]]:
    """Give the functions of a template; they take and give plain values only."""
    say = wording(language)

    def t(key: str, **values: Any) -> str:
        return say(key, **values)

    def word(table: str, value: str) -> str:
        return say.word(table, value)

    def count(key: str, number: int) -> str:
        return say.count(key, number)

    def day(iso: str) -> str:
        return say.day(date.fromisoformat(iso))

    def short_day(iso: str) -> str:
        return say.short_day(date.fromisoformat(iso))

    return {"t": t, "word": word, "count": count, "day": day, "short_day": short_day}


def _filters(ending: str) -> dict[str, Callable[[str | None], str]]:
    """Give the filters that turn a field's light Markdown into what the template makes."""

    def plain(text: str | None) -> str:
        return (text or "").strip()

    if ending in _ESCAPED:
        return {"prose": page.paragraphs, "phrase": lambda text: page.phrase(text or "")}
    if ending in {"md", "markdown"}:
        return {"prose": markdown_text.block, "phrase": lambda text: markdown_text.cell(text or "")}
    return {"prose": plain, "phrase": lambda text: " ".join(plain(text).split())}
