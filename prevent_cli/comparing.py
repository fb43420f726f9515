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
from prevent_cli.pairing import Pair
from prevent_cli.store.seen import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from prevent_cli.history.kinds import Change, Comparison, Side
    from prevent_cli.model.fields import Audience
    from prevent_cli.pairing import Pairs, Stretch
    from prevent_cli.store.unread import Unread
    from prevent_cli.versions import Named, Version, Versions

_NOTHING = "nothing is held against it"
_FINISHED = {"action-completed", "action-withdrawn"}
_About = tuple[object, ...]


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
    return pairing.paired(old, versions.now(word.partition(":")[0]), follow=follow)


def _file_now(versions: Versions, old: Named, *, follow: bool) -> Pairs:
    """Pair one file of a revision with what stands there now; with nothing where it could not be read then."""
    path = Path(old.versions[0].path if old.versions else old.unread[0].path)
    if not path.is_file():
        folder = old.word.rpartition("/")[0] or "REVISION:FOLDER"
        raise PreventError(
            f"{shown_path(path)} is not there to compare with {old.word}",
            f"where the project moved, name the folder of its toolkits as it was: {folder}"
            if follow
            else "name two things",
        )
    now = versions.named(os.path.relpath(path, versions.cwd))
    return pairing.paired(old, now, follow=follow)


def notes(pairs: Pairs, astray: Iterable[str]) -> Iterator[str]:
    """Say what was left out of the revision, and what takes its place; ``astray`` are links that led to no file of it.

    Raises PreventError where nothing takes the place of a toolkit that could not be read.
    """
    for file in astray:
        yield f"left out {file}, a link to no file in the revision: {_NOTHING}"
    against = {one.new.path: (one.between or one.old).loaded.source.file for one in pairs.mended}
    for lost, mended in pairs.unread:
        if mended is None:
            raise _lost(lost, pairs)
        yield f"left out {lost.file}, because it cannot be read: {_held(lost, mended, against.get(mended.path))}"
    for one in pairs.only_old:
        if Path(one.path).exists():
            now = "of something else" if one.path in pairs.paths else "none of the project's toolkits"
            yield f"{one.loaded.source.file} was of {_subject(one)}; what is at its path now is {now}"
    for one, later in pairs.succeeded:
        file, other = (each.loaded.source.file for each in (one, later))
        yield f"{file} was of {_subject(one)}, whose record is gone: in its place is {other}, of {_subject(later)}"
    for one, kept in pairs.twice:
        file, other = (each.loaded.source.file for each in (one, kept))
        yield f"left out {file}, of the same organisation and period as {other}: {_NOTHING}"


def _held(lost: Unread, mended: Version, against: str | None) -> str:
    """Say what takes the place of what could not be read, and what that is held against."""
    if lost.path == mended.path:
        return f"what stands there now is held against {against}, for dropped actions alone" if against else _NOTHING
    held = f"held against {against}, for dropped actions alone" if against else _NOTHING
    return f"{mended.loaded.source.file} takes its place; {held}"


def _lost(one: Unread, pairs: Pairs) -> PreventError:
    """Say that nothing takes the place of a toolkit that could not be read."""
    there, do = "is gone from the files", "bring it back"
    if one.organisation and one.path in pairs.paths:
        there = f"what is at its path now is not of {one.organisation.name}"
        do = "mend it under its old name, with its code, and rename it in a later push"
    elif Path(one.path).exists():
        there = "what is at its path now is none of the project's toolkits"
    return PreventError(
        f"{one.file} cannot be read, and {there}: nobody can tell what is lost with it",
        f"{do}, or compare with a revision in which it can be read",
    )


def _subject(one: Version) -> str:
    """Name the organisation, the period and the framework."""
    record = one.record
    return ", ".join(filter(None, (record.organisation.name, str(record.period), record.framework)))


def diff(pairs: Pairs, as_of: date | None = None, audience: Audience | None = None) -> Diff:
    """Work out both versions of every pair and compare them, as far as an audience may see.

    Each side is worked out for its own day, or for ``as_of``. Raises InvalidRecordError where
    one has errors.
    """
    mended = [_dropped(one) for stretch in pairs.mended for one in _along(stretch, as_of, audience)]
    both = [(pair.new, _compared(pair, as_of, audience)) for pair in pairs.both]
    stretches = [(one.new, _along(one, as_of, audience)) for one in pairs.stretches]
    return Diff(
        (
            *(one for _, one in both),
            *_each_told_once(both, stretches),
            *(one for one in mended if one.changes),
        ),
        tuple(_gone(one, pairs, as_of, audience) for one in pairs.only_old),
        tuple(side(one.edition(as_of, audience)) for one in pairs.only_new),
    )


def _each_told_once(
    both: Iterable[tuple[Version, Comparison]], stretches: Sequence[tuple[Version, list[Comparison]]]
) -> Iterator[Comparison]:
    """Give each stretch's last step, then its whole without what another comparison of the body tells."""
    told = {one for found in (*both, *((new, step) for new, (step, *_) in stretches)) for one in _told(*found)}
    for new, (step, *wholes) in stretches:
        yield step
        for whole in wholes:
            left = tuple(one for one, about in zip(whole.failing, _told(new, whole), strict=True) if about not in told)
            told.update(_told(new, whole))
            if left:
                yield replace(whole, changes=left)


def _told(new: Version, comparison: Comparison) -> list[_About]:
    """Give for each change for the worse what is the same where two comparisons of a body's periods tell it."""
    return [(new.body, new.record.framework, *_about(one), one.after) for one in comparison.failing]


def _along(stretch: Stretch, as_of: date | None, audience: Audience | None) -> list[Comparison]:
    """Compare over a stretch: its last step, then the whole, for what got worse and shows in no step.

    An action that is there in between, finished or not, is told by the steps.
    """
    old, between, new, beside = stretch
    step = _unfinished(Pair(between or old, new), beside, as_of, audience)
    if between is None:
        return [step]
    whole = _compared(Pair(old, new), as_of, audience)
    told = set(map(_about, step.changes))
    left = replace(whole, changes=tuple(one for one in whole.failing if _about(one) not in told))
    return [step, _still_dropped(left, _compared(Pair(old, between), as_of, audience)) if _drops(left) else left]


def _unfinished(pair: Pair, beside: Iterable[Version], as_of: date | None, audience: Audience | None) -> Comparison:
    """Compare two periods; no action is dropped that a period beside them has finished."""
    found = _compared(pair, as_of, audience)
    for one in beside if _drops(found) else ():
        then = _compared(Pair(pair.old, one), as_of, audience)
        finished = {each.action for each in then.changes if each.kind in _FINISHED}
        kept = (each for each in found.changes if each.kind != "action-dropped" or each.action not in finished)
        found = replace(found, changes=tuple(kept))
    return found


def _still_dropped(whole: Comparison, before: Comparison) -> Comparison:
    """Leave out the actions that were not dropped before."""
    gone = set(map(_about, _dropped(before).changes))
    kept = (one for one in whole.changes if one.kind != "action-dropped" or _about(one) in gone)
    return replace(whole, changes=tuple(kept))


def _drops(comparison: Comparison) -> bool:
    return bool(_dropped(comparison).changes)


def _about(change: Change) -> _About:
    """Give what is the same for a change that two comparisons tell."""
    return change.kind, change.scale, change.benchmark, change.at, change.action, change.text, change.before


def _gone(one: Version, pairs: Pairs, as_of: date | None, audience: Audience | None) -> Side:
    """Say what is on the older side only, and what answers another framework in its place."""
    instead = [
        f"{pair.new.loaded.source.file} answers {pair.new.record.framework} now, for {pair.new.record.period}"
        for pair in pairs.reframed
        if pair.old is one
    ]
    return replace(side(one.edition(as_of, audience)), instead="".join(instead))


def _compared(pair: Pair, as_of: date | None, audience: Audience | None) -> Comparison:
    found = compare(pair.old.edition(as_of, audience), pair.new.edition(as_of, audience))
    return replace(found, of_today=not pair.old.revision)


def _dropped(comparison: Comparison) -> Comparison:
    """Keep the actions that were dropped, and nothing else."""
    return replace(comparison, changes=tuple(one for one in comparison.changes if one.kind == "action-dropped"))
