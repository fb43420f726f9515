"""``prevent render``: the paper for a board, a committee or the public."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from prevent_cli import arguments, console, endings, many
from prevent_cli.errors import FINDINGS, PreventError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prevent_cli.drafts import Draft
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.reports.docx_base import Base
    from prevent_cli.reports.own_template import OwnTemplate
    from prevent_cli.reports.paper import Paper

EXAMPLES = (
    "prevent render",
    "prevent render --format md -o -",
    "prevent render --audience public -o paper.html",
    "prevent render -o paper.pdf",
    "prevent render --audience public --redaction-log redactions.csv",
    "prevent render --summary",
    "prevent render --format pdf",
    "prevent render --format docx",
    "prevent render --format xlsx",
    "prevent render toolkits/thurrock/2021-12.yaml --format json -o -",
    "prevent render --format oscal-ar",
)
FOLDER = "reports"
MANY = 4
"""From here, making reports takes longer than starting processes."""
_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc")


def render(
    paths: arguments.Paths = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="html, md, pdf, docx, json, xlsx, csv, oscal-ar or oscal-poam. None: by the ending of -o, else html.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it; - is stdout.")
    ] = None,
    as_of: arguments.AsOf = None,
    audience: arguments.AudienceOption = None,
    language: Annotated[
        str, typer.Option("--language", metavar="NAME", help="The language of the labels: en, or cy for Welsh.")
    ] = "en",
    summary: Annotated[bool, typer.Option("--summary", help="One page for the board.")] = False,
    template: Annotated[
        str | None,
        typer.Option(
            "--template", metavar="FILE", help="Your own template, such as paper.html.j2; for Word, council.docx."
        ),
    ] = None,
    redaction_log: Annotated[
        str | None,
        typer.Option(
            "--redaction-log", metavar="FILE", help="Write down, as CSV, what the edition leaves out and why."
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where the file is not what would be written.")
    ] = False,
) -> None:
    """Render the report: HTML, PDF, Word, Markdown, Excel, CSV, JSON, OSCAL, or a template of your own."""
    from prevent_cli.reports.paper import LANGUAGES

    maker = _maker(format, template, output)
    labels = arguments.pick(language, {name: name for name in LANGUAGES}, "--language")
    drafts = arguments.drafts(
        [Path(path) for path in paths or ()],
        as_of,
        audience_name=audience,
        language=labels,
        summary=summary,
        noted=not check,
    )
    _require_a_place(drafts, output, check=check)
    drafts = _told_apart(drafts, maker)
    log = _log(redaction_log, output, paths, audience)
    reports = ((Path(output or name), content) for name, content in _reports(maker, drafts))
    stale = 0
    for path, content in chain(reports, log):
        if check:
            stale += _is_out_of_date(path, content)
        elif str(path) == "-":
            console.write(content)
        else:
            _write(path, content)
    if stale:
        console.note("help: run the same command without --check, and commit what it writes")
        raise typer.Exit(FINDINGS)


def _reports(maker: Maker, drafts: Sequence[Draft]) -> Iterator[tuple[str, bytes]]:
    """Work papers out and make the reports, in their order, each with its name: the first here, then those of many on every processor."""
    yield from (_report(maker, one) for one in drafts[:1])
    rest = drafts[1:]
    if len(rest) < MANY or many.processors() == 1:
        yield from (_report(maker, one) for one in rest)
        return
    with many.processes(give=(maker, rest)) as executor:  # they begin with all that the first has loaded
        for some in many.over(_runs(rest), _given_reports, executor, chunk=1):
            yield from some


def _runs(drafts: Sequence[Draft]) -> Iterator[range]:
    """Divide drafts among workers: those of one body together, since each wants the periods before it, worked out once."""
    most, begin = many.share(len(drafts)), 0
    for number in range(1, len(drafts) + 1):
        if number == len(drafts) or number - begin == most or drafts[number].body != drafts[begin].body:
            yield range(begin, number)
            begin = number


def _given_reports(run: range) -> list[tuple[str, bytes]]:
    maker, drafts = many.given()
    return [_report(maker, drafts[number]) for number in run]


def _report(maker: Maker, draft: Draft) -> tuple[str, bytes]:
    paper = draft.paper()
    return f"{FOLDER}/{_name(paper, maker)}", maker.render(paper)


class Maker(Protocol):
    """What makes a report: one of the formats, or a template."""

    @property
    def name(self) -> str:
        """What sets its files apart from those of other makers; empty for a format."""

    @property
    def ending(self) -> str:
        """The ending of its files."""

    def render(self, paper: Paper) -> bytes:
        """Turn a paper into the bytes of a file."""


def _maker(format: str | None, template: str | None, output: str | None) -> Maker:
    """Give the format that is asked for, or the template. Raises PreventError where they and the file contradict each other."""
    from prevent_cli.reports import FORMATS

    if template is None:
        return FORMATS[endings.format_of(format, output, FORMATS, "html")]
    asked = arguments.choice(format, FORMATS, "--format") if format is not None else None
    made = _by_template(asked, template)
    endings.require_ending(output, made.ending, filled_in=isinstance(made, _Confined))
    return made


def _by_template(format: str | None, template: str) -> Maker:
    """Take a template of the user's. Raises PreventError for one of another format than is asked for."""
    from prevent_cli.reports import FORMATS

    if template.casefold().endswith(_WORD):
        return _styled(format, template)
    if not template.endswith(".j2"):
        raise PreventError(
            f"{template} is no template that this command knows", "a template's name ends in .j2, or in .docx for Word"
        )
    from prevent_cli.reports.own_template import OwnTemplate
    from prevent_cli.store.plain import read_text

    own = OwnTemplate(template, read_text(Path(template)))
    if format and FORMATS[format].ending != own.ending:
        raise PreventError(f"{template} makes {own.ending}, not {FORMATS[format].ending}", "leave --format out")
    return _Confined(own)


def _styled(format: str | None, template: str) -> Maker:
    """Take a Word document of the user's as the base for styles."""
    from prevent_cli.reports.docx_base import Base
    from prevent_cli.store.plain import read_bytes

    if format not in {None, "docx"}:
        raise PreventError(f"{template} makes docx, not {format}", "leave --format out")
    return _Styled(Base(template, read_bytes(Path(template))))


@dataclass(frozen=True, slots=True)
class _Styled:
    """A Word document in a council's own styles."""

    base: Base
    name: str = ""
    ending: str = "docx"

    def render(self, paper: Paper) -> bytes:
        from prevent_cli.reports import docx

        return docx.render_summary(paper, self.base) if paper.summary else docx.render(paper, self.base)


@dataclass(frozen=True, slots=True)
class _Confined:
    """A template of the user's, filled in by a process of its own."""

    template: OwnTemplate

    @property
    def name(self) -> str:
        return self.template.name

    @property
    def ending(self) -> str:
        return self.template.ending

    def render(self, paper: Paper) -> bytes:
        from prevent_cli.confined import fill_in
        from prevent_cli.reports.own_template import data

        return fill_in(self.template, data(paper), paper.language)


def _require_a_place(papers: Sequence[Draft], output: str | None, *, check: bool) -> None:
    """Raise PreventError where several reports would go into one file, or stdout would be checked."""
    if output and len(papers) > 1:
        raise PreventError(
            f"{len(papers)} reports do not go into one {'stream' if output == '-' else 'file'}",
            "name one toolkit, or leave -o out: each then gets a file of its own under reports/",
        )
    if check and output == "-":
        raise PreventError("--check compares with a file, and stdout is none", "leave -o out, or name the file")


def _told_apart(drafts: Sequence[Draft], maker: Maker) -> list[Draft]:
    """Raise PreventError, before anything is written, where a report would be written over one of the same run.

    For it only papers are worked out whose files' names could differ by nothing but the audience; they come with theirs.
    """
    alike = Counter(_subject(draft.known.toolkit) for draft in drafts)
    found = [
        replace(draft, made=draft.paper()) if alike[_subject(draft.known.toolkit)] > 1 else draft for draft in drafts
    ]
    made: dict[str, str] = {}
    for paper in (draft.made for draft in found if draft.made):
        name, file = _name(paper, maker), paper.assessment.file
        if name in made:
            raise PreventError(
                f"two reports would be called {FOLDER}/{name}: those of {made[name]} and {file}",
                "render these toolkits one at a time, each with -o FILE",
            )
        made[name] = file
    return found


def _log(
    file: str | None, output: str | None, paths: Sequence[str] | None, audience: str | None
) -> list[tuple[Path, bytes]]:
    """Make the log of what is left out, where it is asked for. Raises PreventError where it would go with the report."""
    if file is None:
        return []
    if file == "-" or (output and Path(file).resolve() == Path(output).resolve()):
        raise PreventError(
            "the redaction log is for officers, and needs a file of its own", "name it: --redaction-log redactions.csv"
        )
    endings.require_ending(file, "csv", "--redaction-log")
    from prevent_cli.reports.redaction_log import render as written

    return [(Path(file), written(arguments.redactions([Path(path) for path in paths or ()], audience)))]


def _is_out_of_date(path: Path, content: bytes) -> bool:
    """Compare a file with what it should hold, and print how it differs."""
    from prevent_cli.store.save import out_of_date

    said = out_of_date(path, content)
    if said:
        console.out(f"{path}: {said}\n")
    return said is not None


def _write(path: Path, content: bytes) -> None:
    from prevent_cli.store.save import save

    save(path, content)
    console.out(f"{path}\n")


def _name(paper: Paper, maker: Maker) -> str:
    """Name a file by body, period, what it is, the highest audience that may read it, and a language that is not English."""
    from prevent_cli.reports.words import slug

    kind = (*filter(None, [maker.name]), *(["summary"] if paper.summary else []))
    language = () if paper.language == "en" else (paper.language,)
    parts = (_subject(paper.assessment), *map(slug, (*kind, paper.assessment.audience, *language)))
    return f"{'-'.join(parts)}.{maker.ending}"


def _subject(one: Toolkit | Assessment) -> str:
    """Name body and period as a file's name has them."""
    from prevent_cli.reports.words import slug

    return f"{slug(one.organisation.name)}-{slug(str(one.period))}"
