"""``prevent git``: toolkits in plain git, shown readably and merged by their ids."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prevent_cli import arguments, console
from prevent_cli.errors import FINDINGS, PreventError

if TYPE_CHECKING:
    from prevent_cli.store.git_setup import Plan

EXAMPLES = (
    "prevent git setup --dry-run",
    "prevent git textconv toolkits/thurrock/2021-12.yaml",
)
INSTALLED = """\
git diff and git log -p show toolkits as facts, git merge merges them by id
these settings are this clone's own: every other clone runs 'prevent git setup' too
"""
REMOVED = "git shows and merges toolkits in its own way again\n"


def setup(
    remove: Annotated[bool, typer.Option("--remove", help="Take everything out again that setup put in.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing; print what would be done.")] = False,
) -> None:
    """Teach git in this clone to show toolkits readably and to merge them by id.

    Git's settings belong to a clone: each runs this once. The file .gitattributes is committed and serves all.
    """
    from prevent_cli.reports.facts import HEADING
    from prevent_cli.store.find import DEFAULT_FOLDER, find_project
    from prevent_cli.store.git import Repository
    from prevent_cli.store.git_setup import install, uninstall

    try:
        repository = Repository.around(Path.cwd())
    except PreventError as error:
        raise PreventError(error.message, error.help.partition(", or name files")[0]) from error
    project = find_project(Path.cwd())
    folder = project.toolkits if project else repository.root / DEFAULT_FOLDER
    plan = uninstall(repository, folder) if remove else install(repository, folder, HEADING)
    if dry_run:
        console.out(_diff(plan))
    else:
        plan.carry_out()
    _say(plan, remove=remove, dry_run=dry_run)


def textconv(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to show.", show_default=False)],
) -> None:
    """Print a toolkit as a line for each fact, as git compares it; another file as it is."""
    from prevent_cli.readable import readable_file

    console.write(readable_file(Path(file)))


def merge(
    base: Annotated[str, typer.Argument(metavar="BASE", help="The version both sides began with.", show_default=False)],
    ours: Annotated[
        str, typer.Argument(metavar="OURS", help="Our version; the merged one is written here.", show_default=False)
    ],
    theirs: Annotated[str, typer.Argument(metavar="THEIRS", help="Their version.", show_default=False)],
    marker: Annotated[int, typer.Argument(metavar="SIZE", help="The signs in a conflict marker.", min=1)] = 7,
    path: Annotated[
        str | None, typer.Argument(metavar="PATH", help="What the file is called in the project.", show_default=False)
    ] = None,
) -> None:
    """Merge two changed versions of a toolkit by id: git runs this. Exits with 1 where something is in dispute."""
    from prevent_cli.merging import Three
    from prevent_cli.store.save import save

    shown = path or ours
    three = Three(Path(base), Path(ours), Path(theirs), Path(shown))
    result = three.merge(arguments.today(), marker)
    save(Path(ours), result.content)
    for line in (*result.disputes, *result.notes):
        console.note(f"{shown}: {line}")
    if not result.clean:
        raise typer.Exit(FINDINGS)


def git() -> None:
    """Show and merge toolkits in plain git: git diff, git log -p, git merge."""


GROUP = {"setup": setup, "textconv": textconv, "merge": merge}


def _diff(plan: Plan) -> str:
    """Give what would be done: git's settings, then the difference in the file of attributes."""
    from prevent_cli.reports.screen import safe

    said = [
        f"git config --local {f'--unset {one.key}' if one.after is None else _set(one.key, one.after)}\n"
        for one in plan.settings
    ]
    old, new = (text.splitlines(keepends=True) for text in (plan.before, plan.after))
    name = plan.attributes.name
    return safe("".join([*said, *unified_diff(old, new, name, name, n=0)]))


def _set(key: str, value: str) -> str:
    from shlex import quote

    return f"{key} {quote(value)}"


def _say(plan: Plan, *, remove: bool, dry_run: bool) -> None:
    """Say in a few lines what was done, or would be."""
    from prevent_cli.store.seen import shown_path

    if not plan.settings and plan.before == plan.after:
        console.out(
            "there is nothing to take out\n" if remove else "git is set up for toolkits in this clone already\n"
        )
    elif dry_run:
        console.note("nothing was done: this is a dry run")
    else:
        console.out(REMOVED if remove else INSTALLED)
        if plan.before != plan.after:
            console.out(f"{shown_path(plan.attributes)} was changed: commit it\n")
