"""From the words of a comparison to pairs of toolkits: files, folders, git revisions, ``REV:path``."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prevent_cli import choosing
from prevent_cli.errors import InvalidRecordError, PreventError, helping
from prevent_cli.history.changes import compare, side
from prevent_cli.history.kinds import Diff
from prevent_cli.model.bodies import Bodies
from prevent_cli.rating.audience import restrict
from prevent_cli.store.find import is_toolkit, toolkit_files
from prevent_cli.store.git import Repository
from prevent_cli.store.load import Loaded, load_toolkit
from prevent_cli.store.seen import shown_path
from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from prevent_cli.history.kinds import Comparison, Side
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.fields import Audience
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.store.past import Past

_Key = tuple[object, ...]
_TWO = "name two files, or a git revision to compare with: prevent diff HEAD"


@dataclass(frozen=True, slots=True)
class Version:
    """One toolkit of one side: its path from the root of the disk, in a revision as it would lie, and what was read.

    ``body`` is what tells its organisation from the others, empty before all that are compared are known.
    ``revision`` is empty for a file as it is.
    """

    path: str
    loaded: Loaded[Toolkit]
    bench: Workspace
    body: str = ""
    revision: str = ""

    @property
    def record(self) -> Toolkit:
        """The record; only sound files are made versions."""
        assert self.loaded.record is not None  # noqa: S101 - see above
        return self.loaded.record


class Pair(NamedTuple):
    """Two versions of what may be called the same toolkit, or two periods of one body."""

    old: Version
    new: Version


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is to be compared, and what has nothing to be compared with.

    ``mended`` pairs what could not be read with the period before: of those only dropped actions count.
    ``twice`` pairs what was left out of a revision with the other of its organisation and period.
    ``reframed`` pairs what is gone, and so in ``only_old``, with what answers another framework in its place.
    """

    both: tuple[Pair, ...]
    only_old: tuple[Version, ...] = ()
    only_new: tuple[Version, ...] = ()
    mended: tuple[Pair, ...] = ()
    twice: tuple[tuple[Version, Version], ...] = ()
    reframed: tuple[Pair, ...] = ()

    @property
    def succeeded(self) -> Iterator[Pair]:
        """Pairs of what stands nowhere any more and a later period that answers another framework."""
        kept = {id(one) for one in self.only_old} | {id(old) for old, new in self.both if _key(old) == _key(new)}
        return (pair for pair in self.both if id(pair.old) not in kept and _frameworks_differ(*pair))


@dataclass(frozen=True, slots=True)
class _Named:
    """What one word names. ``single``: it names one toolkit, whatever it is called. ``mended`` could not be read before."""

    word: str
    versions: tuple[Version, ...]
    single: bool
    mended: tuple[Version, ...] = ()


class Versions:
    """The toolkits that the words of a comparison mean, seen from a folder.

    A word is a file or a folder where one of that name exists, else ``REV:path``, else a
    git revision, which stands for the toolkits of the project as they were. Git is looked
    for where a word needs it. ``left_out`` are toolkits of a revision that could not be read, by their path, each
    with what findings call it.
    """

    def __init__(self, cwd: Path, today: date) -> None:
        self.cwd = cwd
        self.bench = Workspace((), cwd, today, empty=True)
        self.found: Repository | None = None
        self.left_out: dict[str, str] = {}

    @property
    def repository(self) -> Repository:
        """The repository around the folder. Raises PreventError where git or a repository is missing."""
        if self.found is None:
            self.found = Repository.around(self.cwd)
        return self.found

    @cached_property
    def past(self) -> Past:
        """The project as the revisions have it. Raises PreventError where git or a repository is missing."""
        return self.bench.past(self.repository)

    def last_two(self) -> Pairs:
        """Pair the last two periods of each organisation of the project.

        Raises PreventError where none has two.
        """
        bench = Workspace((), self.cwd, self.bench.today)
        pairs, alone = [], []
        (found,) = _told_apart(tuple(self._files(bench.files, bench)))
        speaking = {id(one) for one in choosing.speaking([one.loaded for one in found], bench.crosswalks)}
        meant = [one for one in found if id(one.loaded) in speaking]
        _require_one_each(meant)
        for series in _series(meant):
            before = _last_before(series[-1], series)
            if before:
                pairs.append(Pair(before, series[-1]))
            else:
                alone.append(series[-1])
        if not pairs:
            said = ", ".join(f"{one.record.organisation.name} ({one.record.period})" for one in alone)
            raise PreventError(f"there is only one period to compare: {said}", _TWO)
        return Pairs(tuple(pairs), only_new=tuple(alone))

    def against_now(self, word: str, *, follow: bool = False) -> Pairs:
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
        old = self.named(word, sound_only=follow)
        if old.single:
            return self._file_now(old, follow=follow)
        return _paired(old, self._working_tree(), follow=follow)

    def _file_now(self, old: _Named, *, follow: bool) -> Pairs:
        """Pair one file of a revision with what stands there now; with nothing where it could not be read then."""
        path = Path(old.versions[0].path if old.versions else next(iter(self.left_out)))
        if not path.is_file():
            raise PreventError(f"{shown_path(path)} is not there to compare with {old.word}", "name two things")
        now = self.named(os.path.relpath(path, self.cwd))
        return _paired(old, now, follow=follow) if old.versions else Pairs(())

    def left(self, pairs: Pairs) -> Iterator[str]:
        """Say what was left out of the revision, and what takes its place.

        Raises PreventError where a toolkit that could not be read is gone.
        """
        held = {
            pair.new.path: f"what stands there now is held against {pair.old.loaded.source.file}, for dropped actions alone"
            for pair in pairs.mended
        }
        for path, file in self.left_out.items():
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

    def between(self, old: str, new: str) -> Pairs:
        """Pair what two words name. Raises PreventError where one means nothing, or they have nothing in common."""
        return _paired(self.named(old), self.named(new), follow=False)

    def named(self, word: str, *, sound_only: bool = False) -> _Named:
        """Give the toolkits that a word names; of a revision those without errors, where that is wanted.

        Raises PreventError for a word that names none.
        """
        if not word:
            raise PreventError(
                "an empty word names neither a file nor a revision",
                "name one, such as HEAD; in a script, see whether a variable is empty",
            )
        path = self.cwd / word
        if path.exists():
            files = toolkit_files([Path(word)] if self.cwd == Path.cwd() else [path])
            if not files:
                raise PreventError(f"there is no toolkit in {word}", "name a file, or a folder that holds some")
            return _Named(word, tuple(self._files(files, self.bench)), single=not path.is_dir())
        revision, colon, name = word.partition(":")
        if colon:
            return self._file_then(word, revision, name, sound_only=sound_only)
        return self._revision(word, sound_only=sound_only)

    def _files(self, files: Iterable[Path], bench: Workspace) -> Iterator[Version]:
        loaded = [load_toolkit(path) for path in files]
        bench.require_sound(loaded)
        for one in loaded:
            yield Version(os.path.realpath(self.cwd / one.path), one, bench)

    def _working_tree(self) -> _Named:
        """Read the project's files as they are; those that were left out of the revision have nothing of their own to be held against."""
        known: list[Version] = []
        mended: list[Version] = []
        for one in self._files(self.bench.files, self.bench):
            (mended if one.path in self.left_out else known).append(one)
        return _Named("the working tree", tuple(known), single=False, mended=tuple(mended))

    def _file_then(self, word: str, revision: str, name: str, *, sound_only: bool) -> _Named:
        if not revision or not name:
            raise PreventError(f"'{word}' is neither a file nor REVISION:PATH", "write it like HEAD~1:toolkits/a.yaml")
        repository = self.repository
        repository.require(revision)
        for path in dict.fromkeys((name.removeprefix("./"), repository.path(self.cwd / name))):
            content = repository.content(revision, path)
            if content is not None:
                return _Named(word, self._then(revision, {path: content}, sound_only=sound_only), single=True)
        raise PreventError(
            f"there is no file {name} in revision {revision}",
            f"'git ls-tree -r --name-only {revision}' lists what there is",
        )

    def _revision(self, word: str, *, sound_only: bool) -> _Named:
        if not sound_only and ("/" in word or word.endswith((".yaml", ".yml"))):
            self._require_revision_not_file(word)
        repository = self.repository
        repository.require(word)
        folder = self.past.toolkits(word)
        names = [name for name in repository.files(word, folder) if not _hidden(name, folder)]
        contents = {path: text for path, text in repository.contents(word, names).items() if is_toolkit(text)}
        if not contents:
            raise PreventError(
                f"there is no toolkit in revision {word}" + (f", in {folder}" if folder != "." else ""),
                "name a later revision, or REVISION:PATH where the whole project lay in another folder",
            )
        return _Named(word, self._then(word, contents, sound_only=sound_only), single=False)

    def _require_revision_not_file(self, word: str) -> None:
        """Let a word that looks like a file be missed as one, where it is no branch either."""
        try:
            known = self.repository.commit(word)
        except PreventError:
            known = None
        if known is None:
            try:
                toolkit_files([Path(word)])
            except PreventError as error:
                raise PreventError(f"{error}, and no such revision", error.help) from None

    def _then(self, revision: str, contents: dict[str, bytes], *, sound_only: bool = False) -> tuple[Version, ...]:
        bench = self.bench.as_it_was(self.past.frameworks(revision), forgiving=sound_only)
        loaded = {
            path: load_toolkit(Path(path), content, shown_path(Path(f"{revision}:{path}")))
            for path, content in contents.items()
        }
        root = self.repository.root
        if sound_only:
            unsound = [path for path, one in loaded.items() if not one.sound]
            self.left_out |= {os.path.realpath(root / path): loaded.pop(path).source.file for path in unsound}
            if not all(_has_framework(bench, one) for one in loaded.values()):
                bench = self.bench.as_it_was(self.bench.frameworks, forgiving=True)
        with _of(revision):
            bench.require_sound([*loaded.values()])
        return tuple(
            Version(os.path.realpath(root / path), one, bench, revision=revision) for path, one in loaded.items()
        )


def _subject(one: Version) -> str:
    """Name the organisation, the period and the framework."""
    record = one.record
    return ", ".join(filter(None, (record.organisation.name, str(record.period), record.framework)))


def _has_framework(bench: Workspace, loaded: Loaded[Toolkit]) -> bool:
    """Whether a toolkit's framework can be used, or there is none."""
    try:
        bench.frameworks.get(loaded.record.framework if loaded.record else None)
    except InvalidRecordError:
        return False
    return True


def _hidden(name: str, folder: str) -> bool:
    below = Path(name).relative_to(folder) if folder else Path(name)
    return any(part.startswith(".") for part in below.parts)


def _told_apart(*sides: Sequence[Version]) -> list[list[Version]]:
    """Give the versions of all sides with their bodies; one may give its code only later."""
    bodies = Bodies(one.record.organisation for side in sides for one in side)
    return [[replace(one, body=bodies.key(one.record.organisation)) for one in side] for side in sides]


def _series(versions: Iterable[Version]) -> list[list[Version]]:
    """Group by organisation, each group in the order of its periods."""
    groups: dict[str, list[Version]] = {}
    for one in versions:
        groups.setdefault(one.body, []).append(one)
    return [sorted(group, key=lambda one: one.record.period.last) for group in groups.values()]


def _paired(old: _Named, new: _Named, *, follow: bool) -> Pairs:
    """Pair two single toolkits as they are, others by organisation and period, then by path."""
    if old.single and new.single:
        return _two(Pair(old.versions[0], new.versions[0]), strict=follow)
    olds, news, mended = _told_apart(old.versions, new.versions, new.mended)
    kept = _once(olds, news) if follow else olds
    pairs = _of_same_periods(kept, news)
    reframed = _reframed(_left(olds, pairs), _left(news, pairs)) if follow else []
    lost = {id(pair.old) for pair in reframed}
    pairs += _of_same_paths([one for one in _left(olds, pairs) if id(one) not in lost], _left(news, pairs))
    if follow:
        _require_one_each(news)
        pairs += [Pair(last, one) for one in _left(news, pairs) if (last := _last_before(one, kept))]
    if not pairs and (old.single or new.single):
        raise PreventError(
            f"{old.word} and {new.word} have no toolkit in common",
            "toolkits are matched by organisation and period, or by path; or name two files, or REVISION:PATH",
        )
    alone, known = _left(olds, [pair for pair in pairs if id(pair.old) not in lost]), {id(one) for one in kept}
    standing = {_key(one): one for one in kept}
    return Pairs(
        tuple(pairs),
        () if new.single else tuple(one for one in alone if id(one) in known),
        () if old.single else tuple(_left(news, pairs)),
        tuple(Pair(last, one) for one in mended if (last := _last_before(one, kept))),
        tuple((one, standing[_key(one)]) for one in alone if id(one) not in known),
        tuple(reframed),
    )


def _two(pair: Pair, *, strict: bool) -> Pairs:
    """Pair two that were named; ``strict`` has the older gone too where the newer answers another framework in its place."""
    _require_same_body(pair)
    reframed = (pair,) if strict and _answers_another(*pair) else ()
    return Pairs((pair,), tuple(one.old for one in reframed), reframed=reframed)


def _of_same_periods(olds: Sequence[Version], news: Sequence[Version]) -> list[Pair]:
    """Pair by organisation, framework and period."""
    now = _grouped(news)
    return [pair for key, group in _grouped(olds).items() for pair in _of_one_period(group, now.get(key, []))]


def _of_same_paths(olds: Sequence[Version], news: Sequence[Version]) -> list[Pair]:
    """Pair by path what is of one organisation."""
    paths = {one.path: one for one in news}
    return [Pair(one, same) for one in olds if (same := paths.get(one.path)) and same.body == one.body]


def _reframed(olds: Sequence[Version], news: Sequence[Version]) -> list[Pair]:
    """Pair each that has no counterpart with what answers another framework in its place, where something does."""
    found = ((one, [other for other in news if _answers_another(one, other)]) for one in olds)
    return [Pair(one, max(others, key=lambda other: other.path == one.path)) for one, others in found if others]


def _answers_another(one: Version, other: Version) -> bool:
    """Whether another answers a different framework in the place of one: at its path for no later period, else for its own.

    Its ratings and answers could not be held against the other's.
    """
    old, new = one.record.period.last, other.record.period.last
    place = new <= old if one.path == other.path else new == old
    return place and one.body == other.body and _frameworks_differ(one, other)


def _frameworks_differ(one: Version, other: Version) -> bool:
    old, new = one.record.framework, other.record.framework
    return bool(old and new) and old != new


def _of_one_period(olds: Sequence[Version], news: Sequence[Version]) -> list[Pair]:
    """Pair two sides of one organisation and period: of several those of one path, then the one that is left of each.

    Raises PreventError where more are left of one side: nothing says which is which.
    """
    paths = {one.path: one for one in news}
    pairs = [Pair(one, paths[one.path]) for one in olds if one.path in paths]
    old, new = _left(olds, pairs), _left(news, pairs)
    if old and new:
        _require_one_each(old)
        _require_one_each(new)
        pairs.append(Pair(old[0], new[0]))
    return pairs


def _left(versions: Sequence[Version], pairs: Iterable[Pair]) -> list[Version]:
    """Give the versions that are in no pair."""
    taken = {id(one) for pair in pairs for one in pair}
    return [one for one in versions if id(one) not in taken]


def _once(olds: Sequence[Version], news: Sequence[Version]) -> list[Version]:
    """Keep one of those of one organisation and period: that whose path still stands for it, or is still there, or the first."""
    now = {one.path: _key(one) for one in news}
    groups = _grouped(olds).values()
    return [max(group, key=lambda one: (now.get(one.path) == _key(one), one.path in now)) for group in groups]


def _grouped(versions: Iterable[Version]) -> dict[_Key, list[Version]]:
    """Group by organisation, framework and period."""
    groups: dict[_Key, list[Version]] = {}
    for one in versions:
        groups.setdefault(_key(one), []).append(one)
    return groups


def _key(one: Version) -> _Key:
    return one.body, one.record.framework, one.record.period.first, one.record.period.last


def _require_one_each(versions: Iterable[Version]) -> None:
    """Raise PreventError where two are of the same organisation, framework and period."""
    for group in _grouped(versions).values():
        files = " and ".join(one.loaded.source.file for one in group[:2])
        if len(group) > 1:
            raise PreventError(
                f"{files} are of the same organisation and period",
                f"name the one that is meant: {group[0].loaded.source.file}, or the other"
                if group[0].revision
                else "correct the period of one, or name the file that is meant",
            )


def _last_before(one: Version, versions: Iterable[Version]) -> Version | None:
    """Give the version of the same body with the latest earlier period, of two in one period that of its framework."""
    earlier = [
        other for other in versions if other.body == one.body and other.record.period.last < one.record.period.last
    ]
    return max(
        earlier,
        key=lambda other: (other.record.period.last, other.record.framework == one.record.framework),
        default=None,
    )


def _require_same_body(pair: Pair) -> None:
    old, new = (one.record.organisation for one in pair)
    if not old.is_same(new.name, new.code):
        raise PreventError(
            f"the two are of different organisations: {old.name} and {new.name}",
            "compare two periods or two versions of one organisation",
        )


def diff(pairs: Pairs, as_of: date | None = None, audience: Audience | None = None) -> Diff:
    """Work out both versions of every pair and compare them, as far as an audience may see.

    Each side is worked out for its own day, or for ``as_of``. Raises InvalidRecordError where
    one has errors.
    """
    dropped = [_dropped(_compared(pair, as_of, audience)) for pair in pairs.mended]
    return Diff(
        (*(_compared(pair, as_of, audience) for pair in pairs.both), *(one for one in dropped if one.changes)),
        tuple(_gone(one, pairs, as_of, audience) for one in pairs.only_old),
        tuple(side(_edition(one, as_of, audience)) for one in pairs.only_new),
    )


def _gone(one: Version, pairs: Pairs, as_of: date | None, audience: Audience | None) -> Side:
    """Say what is on the older side only, and what answers another framework in its place."""
    instead = [
        f"{pair.new.loaded.source.file} answers {pair.new.record.framework} now, for {pair.new.record.period}"
        for pair in pairs.reframed
        if pair.old is one
    ]
    return replace(side(_edition(one, as_of, audience)), instead="".join(instead))


def _compared(pair: Pair, as_of: date | None, audience: Audience | None) -> Comparison:
    return compare(_edition(pair.old, as_of, audience), _edition(pair.new, as_of, audience))


def _dropped(comparison: Comparison) -> Comparison:
    """Keep the actions that were dropped, and nothing else."""
    return replace(comparison, changes=tuple(one for one in comparison.changes if one.kind == "action-dropped"))


def _edition(one: Version, as_of: date | None, audience: Audience | None) -> Assessment:
    with _of(one.revision):
        return restrict(one.bench.worked_out([one.loaded], as_of)[0], audience)


def _of(revision: str) -> AbstractContextManager[None]:
    """Say of errors in a revision what can be done about them: nobody can mend it any more."""
    said = "a revision stays as it is: name another, or a sound file of it, as REVISION:PATH"
    return helping(said) if revision else nullcontext()
