"""What commands share of their arguments: REF or PATH, dates, choices, the common options."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from prevent_cli import console
from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from prevent_cli.drafts import Draft
    from prevent_cli.editor import Change, Editor
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.fields import Audience
    from prevent_cli.rating.redactions import Redaction
    from prevent_cli.reports.paper import Language
    from prevent_cli.workspace import Workspace

Args = Annotated[
    list[str] | None,
    typer.Argument(metavar="REF|PATH", help="Ids such as 7, 7.3.1 or A14; files or folders.", show_default=False),
]
Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", help="Files or folders. None: the project's.", show_default=False),
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="WHEN", help="The day to speak for: a date, or today.")]
AudienceOption = Annotated[
    str | None,
    typer.Option("--audience", metavar="NAME", help="Only what public, partners or officers may see."),
]

InFile = Annotated[
    str | None, typer.Option("--in", metavar="FILE", help="The toolkit to change; needed where several fit.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Change nothing; print the difference it would make.")]

_REF = r"[0-9]+(\.[0-9]+)*|[A-Za-z][A-Za-z0-9-]*"
T = TypeVar("T")


def today() -> date:
    """Give today; the one place where the clock is read.

    SOURCE_DATE_EPOCH, seconds since 1970, sets it, so that a build can be repeated
    (reproducible-builds.org); its day is that of UTC. Raises PreventError where it is no number.
    """
    from datetime import UTC, date, datetime

    asked = os.environ.get("SOURCE_DATE_EPOCH")
    if not asked:
        return date.today()  # noqa: DTZ011 - the day on the wall is meant
    try:
        return datetime.fromtimestamp(int(asked), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise PreventError(
            f"SOURCE_DATE_EPOCH is '{asked[:40]}', which is no moment in time",
            "give whole seconds since 1970, such as 1640908800, or unset it",
        ) from error


def split(args: Iterable[str] | None) -> tuple[list[str], list[Path]]:
    """Tell ids from paths. A word that fits both is a path only where such a file or folder exists."""
    refs, paths = [], []
    for arg in args or ():
        named = bool(re.fullmatch(_REF, arg)) and not (arg[0].isalpha() and Path(arg).exists())
        if named:
            refs.append(arg)
        else:
            paths.append(Path(arg))
    return refs, paths


def day(written: str | None, today: date, option: str = "--as-of") -> date | None:
    """Give the last day of a written date, or of 'today'. Raises PreventError for what is no date."""
    if written is None:
        return None
    if written.casefold() == "today":
        return today
    from prevent_cli.model.when import DateError, When

    try:
        return When.parse(written).last
    except DateError as error:
        raise PreventError(f"{option}: {error}", error.help) from error


def choice(value: str, known: Iterable[str], option: str) -> str:
    """Give a known word, in any case. Raises PreventError that names the nearest and all."""
    words = {word.casefold(): word for word in known}
    found = words.get(value.casefold())
    if found is None:
        from prevent_cli.model.parse import did_you_mean, short

        raise PreventError(f"{option} does not know {short(value)}", did_you_mean(value, words.values(), "it knows"))
    return found


def pick(value: str, table: Mapping[str, T], option: str) -> T:
    """Give what a table has under a word. Raises PreventError as choice does."""
    return table[choice(value, table, option)]


def audience(value: str | None, option: str = "--audience") -> Audience | None:
    """Give an audience by name. Raises PreventError for an unknown one."""
    if value is None:
        return None
    from prevent_cli.model.fields import AUDIENCES

    return pick(value, {name: name for name in AUDIENCES}, option)


def assessments(
    paths: Sequence[Path],
    as_of: str | None,
    *,
    audience_name: str | None = None,
    policy: str | None = None,
    what_if: bool = False,
    despite: Sequence[str] = (),
) -> list[Assessment]:
    """Work out the toolkits that a command means, cut down to an audience.

    ``despite`` are codes of errors that do not matter to the command. ``what_if`` adds what would lift each benchmark.
    Without paths it says on stderr which files the project gave.
    """
    from prevent_cli.model.policy import POLICIES
    from prevent_cli.rating.audience import restrict
    from prevent_cli.workspace import Workspace

    asked, rule = audience(audience_name), pick(policy, POLICIES, "--policy") if policy else None
    now = today()
    asked_day = day(as_of, now)
    workspace = Workspace(paths, Path.cwd(), now, despite=despite)
    found = workspace.assessments(asked_day, rule, what_if=what_if)
    _note(workspace, [one.file for one in found])
    return [restrict(one, asked) for one in found]


def drafts(
    paths: Sequence[Path],
    as_of: str | None,
    *,
    audience_name: str | None,
    language: Language,
    summary: bool,
    noted: bool = True,
) -> list[Draft]:
    """Read and check the papers that a command means, each with the organisation's earlier periods, still to be worked out.

    What comes from earlier periods is cut down to those who may read the paper. ``noted``
    says on stderr which files the project gave.
    """
    from prevent_cli.drafts import Drafts
    from prevent_cli.workspace import Workspace

    asked, now = audience(audience_name), today()
    asked_day = day(as_of, now)
    workspace = Workspace(paths, Path.cwd(), now)
    known = workspace.checked(workspace.meant())
    if noted:
        _note(workspace, [one.loaded.source.file for one in known])
    papers = Drafts(workspace)
    made = [papers.draft(one, asked_day, asked, language=language, summary=summary) for one in known]
    for file in dict.fromkeys(papers.left_out):
        console.note(f"left out {file} as an earlier period, because it has errors: 'prevent validate' lists them")
    return made


def redactions(paths: Sequence[Path], audience_name: str | None) -> list[Redaction]:
    """Give what the editions of the toolkits that a command means leave out.

    Raises PreventError without an audience, for which nothing is left out.
    """
    from prevent_cli.rating.redactions import redactions as left_out
    from prevent_cli.workspace import Workspace

    asked = audience(audience_name)
    if asked is None:
        raise PreventError(
            "--redaction-log lists what an edition leaves out, and without --audience nothing is",
            "add --audience public or --audience partners",
        )
    loaded = Workspace(paths, Path.cwd(), today()).meant()
    return [row for one in loaded if one.record for row in left_out(one.record, asked)]


def _note(workspace: Workspace, files: Iterable[str]) -> None:
    """Say on stderr which files the project gave."""
    if workspace.chosen:
        console.note(f"using {', '.join(files)}")


def require(refs: Iterable[str], found: Sequence[Assessment]) -> None:
    """Raise PreventError for an id that names nothing in any of the assessments."""
    from prevent_cli.authoring.items import WHERE
    from prevent_cli.model.parse import nearest

    known = {name for one in found for name in one.ids}
    folded = {name.casefold() for name in known}
    for ref in refs:
        if ref.casefold() not in folded:
            near = nearest(ref, known)
            raise PreventError(
                f"there is no item '{ref}', and no such file or folder",
                f"did you mean '{near}'?" if near else f"ids look like 7, 7.3, 7.3.1 or A14; {WHERE}",
            )


def require_owners(owners: Iterable[str], found: Sequence[Assessment]) -> None:
    """Raise PreventError for an owner that nothing is known of."""
    from prevent_cli.model.parse import nearest
    from prevent_cli.rating.actions import owner_names

    names = owner_names(found)
    folded = {name.casefold() for name in names}
    for owner in owners:
        if owner.casefold() not in folded:
            near = nearest(owner, names)
            raise PreventError(
                f"there is no role '{owner}'", (f"did you mean '{near}'? " if near else "") + _owning(found, names)
            )


def _owning(found: Sequence[Assessment], names: Iterable[str]) -> str:
    """Say which roles there are; where no toolkit lists any, who owns actions."""
    roles = dict.fromkeys(role.name for one in found for role in one.roles)
    if roles:
        return f"roles are: {', '.join(roles)}"
    owners = ", ".join(names)
    return f"no roles are listed; owners are: {owners}" if owners else "no action has an owner"


def require_apart(option: str, others: Mapping[str, object], why: str) -> None:
    """Raise PreventError for the first of other options that is given, and that means nothing beside one; ``why`` says so."""
    for other, given in others.items():
        if given:
            raise PreventError(f"{other} means nothing with {option}, {why}", f"leave {other} or {option} out")


def require_beside(option: str, given: object, other: str, why: str) -> None:
    """Raise PreventError for an option that means nothing without another, which is not given; ``why`` says so."""
    if given:
        raise PreventError(f"{option} means nothing without {other}: {why}", f"add {other}, or leave {option} out")


def editor(file: str | None) -> Editor:
    """Give what changes the toolkits of the project, or the file that was named."""
    from prevent_cli.editor import Editor

    return Editor(Path(file) if file else None, Path.cwd(), today())


def written(when: str | None, option: str, *, clear: bool = False) -> str | None:
    """Give a date as a file should hold it: as written, or today's for 'today'.

    ``clear`` lets 'none' through. Raises PreventError for what is no date.
    """
    if when is None or (clear and when.casefold() == "none"):
        return when
    found = day(when, today(), option)
    return found.isoformat() if found and when.casefold() == "today" else " ".join(when.split())


def text(value: str | None, option: str) -> str | None:
    """Give words that were given. Raises PreventError for none, and for bytes that are no text."""
    if value is None:
        return None
    if not value.strip():
        raise PreventError(f"{option} is empty", "write what it should say, in quotes")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise PreventError(f"{option} holds bytes that are not UTF-8", "set the terminal to UTF-8, or retype the text")
    return value


def words(values: Iterable[str] | None, option: str) -> list[str]:
    """Give words that were given, as ``text`` does each."""
    return [found.strip() for value in values or () if (found := text(value, option))]


def new_file(output: str) -> Path:
    """Give the path of a toolkit to be made. Raises PreventError for an ending that no search would find."""
    from prevent_cli.store.find import ENDINGS

    path = Path(output)
    if output == "-":
        raise PreventError("-o - names no file", "name one; --dry-run shows what would be in it")
    if path.suffix not in ENDINGS:
        raise PreventError(f"{path} does not end in {' or '.join(ENDINGS)}", "only such files are found again")
    return path


def changed(change: Change, *, dry_run: bool) -> None:
    """Say in a line what was done; for a dry run, print the difference instead, and the line on stderr."""
    from prevent_cli.reports.screen import safe

    if dry_run:
        console.out(safe(change.diff))
        console.note(f"{change.said} (not written: this is a dry run)")
    elif change.before == change.after:
        console.out(safe(f"{change.said}; the file says so already") + "\n")
    else:
        console.out(safe(change.said) + "\n")
    if change.before and change.before != change.after:
        _remind(change)


def _remind(change: Change) -> None:
    """Say on stderr where a toolkit was frozen and does not say any more what it said then."""
    from prevent_cli.model.digest import digest
    from prevent_cli.store.load import load_toolkit
    from prevent_cli.store.snapshots import snapshot_of

    snapshot = snapshot_of(change.path)
    if snapshot and not snapshot.damage:
        record = load_toolkit(change.path, change.after.encode(), str(change.path)).record
        if record and digest(record) != snapshot.sha256:
            console.note(
                f"note: {change.path} was frozen as of {snapshot.as_of} in {snapshot.file}, which does not have this; "
                "a change for a later quarter belongs in that quarter's file"
            )
