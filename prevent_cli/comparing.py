"""From the words of a comparison to its result: what is held against what, what is said of the rest, what differs."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli import pairing
from prevent_cli.errors import PreventError
from prevent_cli.history.changes import compare, side
from prevent_cli.history.kinds import Diff
from prevent_cli.pairing import Pairs
from prevent_cli.store.seen import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from prevent_cli.history.kinds import Comparison, Side
    from prevent_cli.model.fields import Audience
    from prevent_cli.pairing import Pair
    from prevent_cli.versions import Named, Version, Versions


def last_two(versions: Versions) -> Pairs:
    """Pair the last two periods of each organisation of the project.

    Raises PreventError where none has two.
    """
    return pairing.last_two(versions.of_project(), versions.bench.crosswalks)


def between(versions: Versions, old: str, new: str) -> Pairs:
    """Pair what two words name. Raises PreventError where one means nothing, or they have nothing in common."""
    return pairing.paired(versions.named(old), versions.named(new), follow=False)


def against_now(versions: Versions, word: str, *, follow: bool = False) -> Pairs:
    """Pair a revision with the files as they are.

    ``follow`` pairs the toolkit of a new period with its organisation's last one in the revision. Nobody can mend
    that any more: errors in it do not matter then, and what could not be read is left out.
    Raises PreventError where the word is a file, or means nothing.
    """
    if word and Path(word).exists():
        raise PreventError(
            f"'{word}' is a file or folder, and there is nothing to compare it with",
            f"name two files, or a revision of it: prevent diff HEAD:{word} {word}",
        )
    old = versions.named(word, sound_only=follow)
    if old.single:
        return _file_now(versions, old, follow=follow)
    return pairing.paired(old, versions.now(), follow=follow)


def _file_now(versions: Versions, old: Named, *, follow: bool) -> Pairs:
    """Pair one file of a revision with what stands there now; with nothing where it could not be read then."""
    path = Path(old.versions[0].path if old.versions else next(iter(versions.left_out)))
    if not path.is_file():
        raise PreventError(f"{shown_path(path)} is not there to compare with {old.word}", "name two things")
    now = versions.named(os.path.relpath(path, versions.cwd))
    return pairing.paired(old, now, follow=follow) if old.versions else Pairs(())


def notes(pairs: Pairs, left_out: Mapping[str, str]) -> Iterator[str]:
    """Say what was left out of the revision, and what takes its place.

    Raises PreventError where a toolkit that could not be read is gone.
    """
    held = {
        pair.new.path: f"what stands there now is held against {pair.old.loaded.source.file}, for dropped actions alone"
        for pair in pairs.mended
    }
    for path, file in left_out.items():
        if not Path(path).exists():
            raise PreventError(
                f"{file} cannot be read, and is gone from the files: nobody can tell what is lost with it",
                "bring it back, or compare with a revision in which it can be read",
            )
        yield f"left out {file}, because it cannot be read: {held.get(path, 'nothing is held against it')}"
    for one in pairs.only_old:
        if Path(one.path).exists():
            yield f"{one.loaded.source.file} was of {_subject(one)}; what is at its path now is of something else"
    for one, later in pairs.succeeded:
        file, other = (each.loaded.source.file for each in (one, later))
        yield f"{file} was of {_subject(one)}, whose record is gone: in its place is {other}, of {_subject(later)}"
    for one, kept in pairs.twice:
        file, other = (each.loaded.source.file for each in (one, kept))
        yield f"left out {file}, of the same organisation and period as {other}: nothing is held against it"


def _subject(one: Version) -> str:
    """Name the organisation, the period and the framework."""
    record = one.record
    return ", ".join(filter(None, (record.organisation.name, str(record.period), record.framework)))


def diff(pairs: Pairs, as_of: date | None = None, audience: Audience | None = None) -> Diff:
    """Work out both versions of every pair and compare them, as far as an audience may see.

    Each side is worked out for its own day, or for ``as_of``. Raises InvalidRecordError where
    one has errors.
    """
    dropped = [_dropped(_compared(pair, as_of, audience)) for pair in pairs.mended]
    return Diff(
        (*(_compared(pair, as_of, audience) for pair in pairs.both), *(one for one in dropped if one.changes)),
        tuple(_gone(one, pairs, as_of, audience) for one in pairs.only_old),
        tuple(side(one.edition(as_of, audience)) for one in pairs.only_new),
    )


def _gone(one: Version, pairs: Pairs, as_of: date | None, audience: Audience | None) -> Side:
    """Say what is on the older side only, and what answers another framework in its place."""
    instead = [
        f"{pair.new.loaded.source.file} answers {pair.new.record.framework} now, for {pair.new.record.period}"
        for pair in pairs.reframed
        if pair.old is one
    ]
    return replace(side(one.edition(as_of, audience)), instead="".join(instead))


def _compared(pair: Pair, as_of: date | None, audience: Audience | None) -> Comparison:
    return compare(pair.old.edition(as_of, audience), pair.new.edition(as_of, audience))


def _dropped(comparison: Comparison) -> Comparison:
    """Keep the actions that were dropped, and nothing else."""
    return replace(comparison, changes=tuple(one for one in comparison.changes if one.kind == "action-dropped"))
