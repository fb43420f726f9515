"""``prevent cache``: where validate keeps what it found, how large that is, and emptying it."""

from __future__ import annotations

from typing import Annotated

import typer

from prevent_cli import arguments, console

EXAMPLES = ("prevent cache", "prevent cache clear")


def cache(
    action: Annotated[str | None, typer.Argument(metavar="clear", help="Empty the cache.", show_default=False)] = None,
) -> None:
    """Say where validate keeps what it found, and how large that is; or clear it.

    Nothing is lost: the next run checks every file again.
    """
    from prevent_cli.errors import PreventError, why
    from prevent_cli.reports.screen import safe
    from prevent_cli.store.cache import Cache, folder

    place = folder()
    if action is not None:
        arguments.choice(action, ["clear"], "prevent cache")
    if place is None:
        console.out("there is no cache: there is no home folder, or PREVENT_CACHE_DIR is empty\n")
        return
    kept = Cache(place)
    try:
        taken = kept.clear() if action else kept.size()
    except OSError as error:
        reason = why(error)
        raise PreventError(f"the cache in {place} cannot be read or removed: {reason}", "remove the folder") from error
    console.out(safe(f"{place}: {_size(taken)}{' removed' * bool(action)}") + "\n")


def _size(number: int) -> str:
    return f"{number / 1e6:.1f} MB" if number >= 100_000 else f"{number / 1e3:.0f} KB"
