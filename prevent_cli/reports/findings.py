"""What ``validate`` found, as text for people or as JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple, Protocol

from prevent_cli.reports.screen import Screen, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevent_cli.model.finding import Finding

_WIDTH = 100
_FEW = 10


class Result(NamedTuple):
    """The files that were checked, every finding in them, those that waivers accept, and in how many only errors were looked for.

    Those have errors of form, or a framework that cannot be used. ``tells`` asks for what is waived too.
    """

    names: tuple[str, ...]
    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...] = ()
    unread: int = 0
    tells: bool = False

    @classmethod
    def of(cls, checked: Iterable[HasFindings], *, tells: bool = False) -> Result:
        """Gather the findings of files."""
        names: list[str] = []
        found: list[Finding] = []
        unread = 0
        for one in checked:
            names += [one.file] if one.file else []
            found += one.found
            unread += one.unread
        kept, waived = (tuple(one for one in found if bool(one.waiver) == accepted) for accepted in (False, True))
        return cls(tuple(names), kept, waived, unread, tells)

    @property
    def files(self) -> int:
        """How many files were checked."""
        return len(self.names)

    @property
    def errors(self) -> int:
        """How many are errors."""
        return sum(finding.level == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many are warnings."""
        return len(self.findings) - self.errors


class HasFindings(Protocol):
    """A file that was checked, or, without ``file``, what was found between files."""

    @property
    def file(self) -> str | None:
        """The file as it should be shown."""

    @property
    def found(self) -> tuple[Finding, ...]:
        """What was found in it, accepted by a waiver or not."""

    @property
    def unread(self) -> bool:
        """Whether warnings were not looked for in it."""


Reporter = Callable[[Result, Screen], str]


def text(result: Result, screen: Screen) -> str:
    """Give each finding with its line and a caret, then a line that counts."""
    waived = "".join(f"{_finding(one, screen)}\n\n" for one in result.waived) if result.tells else ""
    return _listed(result, screen) + waived + summary(result) + "\n"


def in_the_way(result: Result, screen: Screen) -> str:
    """Give what keeps another command than ``validate`` from its work; most of those look for errors alone."""
    files, errors = _count(result.files, "file"), _count(result.errors, "error")
    warnings = f", {_count(result.warnings, 'warning')}" if result.warnings else "; warnings were not looked for"
    return f"{_listed(result, screen)}{files} checked: {errors}{warnings}\n"


def _listed(result: Result, screen: Screen) -> str:
    return "".join(f"{_finding(one, screen)}\n\n" for one in result.findings) + _tally(result)


def as_json(result: Result, _screen: Screen) -> str:
    """Give the JSON shape of ``validate``."""
    from prevent_cli.reports import json

    return json.text(json.findings(result.files, result.findings, result.waived))


def as_github(result: Result, _screen: Screen) -> str:
    """Give workflow commands for GitHub Actions, then the line that counts."""
    from prevent_cli.reports.machines import github

    return github(result.findings) + summary(result) + "\n"


def as_sarif(result: Result, _screen: Screen) -> str:
    """Give SARIF 2.1.0, with the documentation of each code."""
    from importlib.metadata import version

    from prevent_cli.checks.codes import CODES
    from prevent_cli.reports.machines import sarif

    meanings = {one.code: (one.title, one.text) for one in CODES.values()}
    waived = result.waived if result.tells else ()
    return sarif((*result.findings, *waived), version("prevent-cli"), meanings)


def as_junit(result: Result, _screen: Screen) -> str:
    """Give JUnit XML."""
    from prevent_cli.reports.machines import junit

    return junit((*result.findings, *result.waived), result.names)


FORMATS: dict[str, Reporter] = {
    "text": text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}


def summary(result: Result) -> str:
    """Count files, errors, warnings and what is waived in a line; where warnings were not looked for, say so."""
    parts = [_count(result.errors, "error")]
    parts += [_count(result.warnings, "warning")] if result.warnings or result.unread < result.files else []
    parts += [f"{len(result.waived)} waived"] if result.waived else []
    where = "" if result.unread == result.files else f"in {result.unread} of them "
    unread = f"; {where}warnings were not looked for" if result.unread else ""
    return f"{_count(result.files, 'file')} checked: {', '.join(parts)}{unread}"


def hint(result: Result) -> str:
    """Say how to learn what the codes mean, where they are counted."""
    return "'prevent explain CODE' says what each means." if len(result.findings) > _FEW else ""


def _tally(result: Result) -> str:
    """Count findings by code, most frequent first, where there are many."""
    if len(result.findings) <= _FEW:
        return ""
    codes = Counter(one.code for one in result.findings)
    counted = fill(
        ", ".join(f"{number} {code}" for code, number in codes.most_common()), _WIDTH, break_on_hyphens=False
    )
    return f"{counted}\n\n"


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _finding(one: Finding, screen: Screen) -> str:
    level = "waived" if one.waiver else one.level
    colour = {"error": "red", "warning": "yellow", "waived": "dim"}[level]
    place = _line(f"{one.file}:{one.line}:{one.column}")
    lines = [f"{screen.paint(place, 'bold')}: {screen.paint(level, colour)}: {_line(one.message)} [{one.code}]"]
    lines += _excerpt(one, screen, colour)
    if one.where:
        lines.append(f"  in {_line(one.where)}")
    said = ("accepted:", one.waiver) if one.waiver else ("help:", one.help)
    lines.append(f"  {screen.paint(said[0], 'cyan')} {_line(said[1])}")
    return "\n".join(lines)


def _line(said: str) -> str:
    """Make text fit to print on one line, so that what a file says cannot look like a finding."""
    return safe(" ".join(filter(None, said.split("\n"))))


def _excerpt(one: Finding, screen: Screen, colour: str) -> list[str]:
    """Show the line with a caret; a long line is cut around the place."""
    line, at = one.excerpt, one.column - one.excerpt_column
    if not line.strip():
        return []
    start = max(0, min(at - _WIDTH // 2, len(line) - _WIDTH))
    before, after = safe(line[start:at]), safe(line[at : start + _WIDTH])
    cut = "…" if start or one.excerpt_column > 1 else ""
    number = screen.paint(f"{one.line:>6} | ", "dim")
    margin = screen.paint("       | ", "dim")
    caret = screen.paint("^", colour)
    return [f"{number}{cut}{before}{after.rstrip()}", f"{margin}{' ' * (len(cut) + len(before))}{caret}"]
