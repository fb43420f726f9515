"""``prevent import``: a toolkit of a document that is there already."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prevent_cli import arguments, console
from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_cli.importing.fields import Field
    from prevent_cli.importing.levels import Adopted
    from prevent_cli.importing.recognise import Imported, Wanted
    from prevent_cli.model.framework import Framework

EXAMPLES = (
    "prevent import examples/import/assessment.html --dry-run",
    "prevent import examples/import/market-hall.yaml --dry-run",
    "prevent import examples/import/assessment.txt --merge -o assessment.yaml --dry-run",
    "prevent import examples/import/assessment.txt --organisation 'Harrowmere Borough Council' --period 'Q4 2023/24' --dry-run",
    "prevent import examples/import/actions.csv --organisation 'Harrowmere Borough Council' --period 'Mar 2024' --dry-run",
)


def import_(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The document; - reads from a pipe.")],
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="The new file. Without it: toolkits/NAME/YYYY-MM.yaml."),
    ] = None,
    framework: Annotated[
        str | None,
        typer.Option("--framework", metavar="ID", help="Match its rows to this framework, by number and likeness."),
    ] = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="NAME", help="Whose it is. Without it: as the title says.")
    ] = None,
    code: Annotated[str | None, typer.Option("--code", metavar="CODE", help="Its ONS code, such as E06000034.")] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="WHEN", help="The period it is for. Without it: as the title says."),
    ] = None,
    audience: Annotated[
        str | None, typer.Option("--audience", metavar="NAME", help="Who may see what carries no mark.")
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="What a column of a list holds; may stand several times."),
    ] = None,
    map_file: Annotated[
        str | None, typer.Option("--map-file", metavar="FILE", help="Take what columns hold from this file.")
    ] = None,
    save_map: Annotated[
        str | None,
        typer.Option("--save-map", metavar="FILE", help="Write what each column was taken for there, a new file."),
    ] = None,
    merge: Annotated[bool, typer.Option("--merge", help="Make one action of one that stands twice.")] = False,
    report: Annotated[
        str | None,
        typer.Option("--report", metavar="FILE", help="Write the report there too: .md, .json or .txt, a new file."),
    ] = None,
    ids: Annotated[
        str | None,
        typer.Option(
            "--ids",
            metavar="FILE",
            help="Of a framework: write the old ids beside the new ones there, as CSV; - prints them.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; print the toolkit it would make.")] = False,
) -> None:
    """Make a toolkit of an assessment that is a document, and report what was recognised, assumed and left out.

    The text is kept word for word; what finds no place stands in 'unparsed' with where it stood.
    A CISO Assistant library or an OSCAL catalog makes a framework.
    """
    from prevent_cli.adoption import adopted
    from prevent_cli.editor import Editor
    from prevent_cli.importing.recognise import Wanted
    from prevent_cli.reports import imports
    from prevent_cli.reports.words import slug
    from prevent_cli.store.emit import document

    name, content = _document(source)
    foreign = adopted(name, content)
    if foreign:
        given = {
            "--framework": framework,
            "--organisation": organisation,
            "--code": code,
            "--period": period,
            "--audience": audience,
            "--merge": merge or None,
            "--report": report,
            "--map": map_,
            "--map-file": map_file,
            "--save-map": save_map,
        }
        _require_none(given, name)
        _adopt(foreign, output, ids, dry_run=dry_run)
        return
    if ids:
        raise PreventError(f"--ids is for a framework, and {name} is none", "leave it out")
    arguments.day(period, arguments.today(), "--period")
    wanted = Wanted(_given(organisation, "--organisation"), code, period, arguments.audience(audience), merge=merge)
    ending = _ending(report)
    _require_new(save_map, report)
    editor = Editor(None, Path.cwd(), arguments.today(), empty=True)
    known = editor.framework(framework) if framework else None
    done, saved = _recognised(name, content, known, wanted, _said(map_ or [], map_file), listed=save_map is not None)
    path = (
        arguments.new_file(output) if output else editor.folder / slug(done.data["organisation"]["name"]) / _file(done)
    )
    text = editor.modeline(path) + document(done.data)
    change = editor.create(path, text, imports.summary(done), dry_run=dry_run)
    arguments.changed(change, dry_run=dry_run)
    plain = console.screen(sys.stderr)._replace(coloured=False)  # a note shows escapes as text
    console.note(imports.text(done, plain).rstrip("\n"))
    if dry_run:
        return
    if report:
        _write(Path(report), "the report", imports.FORMATS[ending](done, imports.PLAIN))
    if save_map:
        _write(Path(save_map), "what each column was taken for", saved)


def _require_new(save_map: str | None, report: str | None) -> None:
    """Raise PreventError where the file for what columns hold is there, or is to be the report as well."""
    if save_map and Path(save_map).exists():
        raise PreventError(f"{save_map} is there already", "name another file, or take it with --map-file")
    if save_map and report and Path(save_map).absolute() == Path(report).absolute():
        raise PreventError(f"--report and --save-map both name {report}", "name a file for each")


def _recognised(
    name: str, content: bytes, framework: Framework | None, wanted: Wanted, said: dict[str, Field], *, listed: bool
) -> tuple[Imported, str]:
    """Give what a document becomes, as a list or as an assessment, and what the columns of a list were taken for."""
    from prevent_cli.confined import read_document
    from prevent_cli.importing import fields, kinds, lists
    from prevent_cli.importing.recognise import recognise

    document = read_document(content, name)
    if not (listed or said or kinds.is_list(document)):
        return recognise(document, name, framework, wanted), ""
    done = lists.recognise(document, name, framework, wanted, said)
    return done, fields.as_file(lists.mapping(lists.listings(document, said)))


def _said(options: list[str], file: str | None) -> dict[str, Field]:
    """Give what the user says of columns: in a file, and on the command line, which counts more."""
    from prevent_cli.importing import fields
    from prevent_cli.store.plain import read_text

    kept = fields.from_file(read_text(Path(file)), file) if file else {}
    return kept | fields.said(options)


def _require_none(given: Mapping[str, object], name: str) -> None:
    """Raise PreventError where options are given that a framework has no use for."""
    used = [option for option, value in given.items() if value is not None]
    if used:
        raise PreventError(f"{name} is a framework, for which {used[0]} means nothing", "leave it out")


def _adopt(foreign: Adopted, output: str | None, ids: str | None, *, dry_run: bool) -> None:
    """Write a framework of another program as ours, and the table of its ids where it is asked for."""
    from prevent_cli.adoption import write
    from prevent_cli.places import Places
    from prevent_cli.reports import adoptions
    from prevent_cli.store.save import save

    folder = Places((), Path.cwd()).frameworks_folder or Path("frameworks")
    path = arguments.new_file(output) if output else folder / f"{foreign.data['id']}.yaml"
    if ids and ids != "-" and Path(ids).exists():
        raise PreventError(f"{ids} is there already", "name another file")
    arguments.changed(write(path, foreign, adoptions.summary(foreign), dry_run=dry_run), dry_run=dry_run)
    console.note(adoptions.text(foreign, console.screen(sys.stderr)).rstrip("\n"))
    if ids == "-":
        console.out(adoptions.ids(foreign))
    elif ids and not dry_run:
        save(Path(ids), adoptions.ids(foreign).encode("utf-8-sig"), new=True)
        console.note(f"the table of ids is in {ids}")


def _given(value: str | None, option: str) -> str | None:
    found = arguments.text(value, option)
    return found.strip() if found else None


def _ending(report: str | None) -> str:
    """Give the ending of the report's file. Raises PreventError for one without a format, and where it is there."""
    from prevent_cli.reports.imports import FORMATS

    if report is None:
        return ""
    ending = Path(report).suffix
    if ending not in FORMATS:
        raise PreventError(f"--report {report} ends in none of {', '.join(FORMATS)}", "name a file with one of these")
    if Path(report).exists():
        raise PreventError(f"{report} is there already", "name another file")
    return ending


def _document(source: str) -> tuple[str, bytes]:
    """Give a document's name and its bytes. Raises PreventError where it cannot be read."""
    from prevent_cli.store.plain import read_bytes, read_stream

    if source == "-":
        return "what came through the pipe", read_stream(sys.stdin.buffer, "what came through the pipe")
    return Path(source).name, read_bytes(Path(source))


def _file(done: Imported) -> str:
    last = arguments.day(done.data["period"], arguments.today(), "--period")
    return f"{last:%Y-%m}.yaml"


def _write(path: Path, what: str, text: str) -> None:
    from prevent_cli.store.save import save

    save(path, text.encode(errors="backslashreplace"), new=True)
    console.note(f"{what} is in {path}")
