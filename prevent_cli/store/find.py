"""Which files a command means: named ones, or those of the project around the current folder."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from prevent_cli.errors import PreventError, why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

CONFIG = "prevent.toml"
CONFIGS = (CONFIG, "pyproject.toml")
DEFAULT_FOLDER = "toolkits"
ENDINGS = (".yaml", ".yml")
_TOML = "mend the file: it is TOML"
_HERE = os.path.join(os.curdir, "")  # noqa: PTH118 - a path leaves it out
_PEEK = 65_536
_GLANCE = 1_024  # most files say their format in their first lines, and there may be thousands
_FORMAT = re.compile(rb"^(?:\{\s*)?[\"']?format[\"']?[ \t]*:[ \t]*[\"']?([a-z]*)", re.MULTILINE)
_MARKS = b"\xef\xbb\xbf\xfe\xff"  # what a text in UTF-8 or UTF-16 may begin with
_KINDS = (b"toolkit", b"framework", b"crosswalk")
_PERIOD = re.compile(r"(?:19|20)\d\d")
_TOOLKIT_KEYS = re.compile(rb"^(organisation|benchmarks|period)[ \t]*:", re.MULTILINE)


class Project(NamedTuple):
    """Where a project keeps its files. ``config`` is the file that says so, if any."""

    toolkits: Path
    frameworks: Path
    config: Path | None
    settings: dict[str, Any]


def find_project(start: Path) -> Project | None:
    """Find the project around a folder, up to the git root or the home folder.

    Raises PreventError where a configuration file cannot be understood.
    """
    folders = list(_upwards(start))
    for folder in folders:
        found = _configured(folder)
        if found:
            return found
    for folder in folders:
        if (folder / DEFAULT_FOLDER).is_dir():
            return Project(folder / DEFAULT_FOLDER, folder / "frameworks", None, {})
    return None


def looked_in(start: Path) -> list[Path]:
    """Give the folders that find_project looks in, nearest first."""
    return list(_upwards(start))


def toolkit_files(paths: Iterable[Path]) -> list[Path]:
    """Give the files that paths mean, as ``toolkit_names`` does, as paths."""
    return [Path(name) for name in toolkit_names(paths)]


def toolkit_names(paths: Iterable[Path]) -> list[str]:
    """Give the files that paths mean: a file itself, a folder every toolkit below it. Each is what ``str`` makes of its path.

    A file that is meant twice, in two spellings or by a link to it, is given once, as it was meant first.
    There may be thousands, and making a path of each takes as long as asking the cache for it.
    Raises PreventError for a path that does not exist.
    """
    found: dict[str, str] = {}
    for path in paths:
        if path.is_dir():
            root, above = os.path.realpath(path), len(str(path))
            for one in _toolkits_below(path):
                file = os.path.realpath(one.path) if one.is_symlink() else root + one.path[above:]
                found.setdefault(os.path.normcase(file), one.path.removeprefix(_HERE))
        elif path.exists():
            found.setdefault(os.path.normcase(os.path.realpath(path)), str(path))
        else:
            raise _missing(path)
    return list(found.values())


def framework_files(folders: Sequence[Path]) -> Iterator[Path]:
    """Give every framework file directly in some folders."""
    return _files_in(folders, b"framework")


def crosswalk_files(folders: Sequence[Path]) -> Iterator[Path]:
    """Give every crosswalk file directly in some folders."""
    return _files_in(folders, b"crosswalk")


def _files_in(folders: Sequence[Path], kind: bytes) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if path.suffix in ENDINGS and path.is_file() and _said_format(_head(path)) == kind:
                    yield path


def is_framework(head: bytes) -> bool:
    """Whether a file that begins like this says it is a framework."""
    return _said_format(head) == b"framework"


def _shown(path: Path) -> str:
    from prevent_cli.store.seen import shown_path

    return shown_path(path)


def _missing(path: Path) -> PreventError:
    if path.is_symlink():
        return PreventError(
            f"{_shown(path)} is a link to {_shown(Path(os.readlink(path)))}, which leads to no file",  # noqa: PTH115 - as it is written
            "mend the link, or name the file itself",
        )
    remedy = "a command that only reads takes a pipe as /dev/stdin" if str(path) == "-" else _similar(path)
    return PreventError(f"there is no file or folder {_shown(path)}", remedy)


def _similar(path: Path) -> str:
    from difflib import get_close_matches

    try:
        names = [one.name for one in path.parent.iterdir() if one.exists()]
    except OSError:
        return "check the spelling, and the folder you are in"
    near = get_close_matches(path.name, names, n=1)
    return f"did you mean {path.parent / near[0]}?" if near else "check the spelling, and the folder you are in"


def _upwards(start: Path) -> Iterator[Path]:
    try:
        home = Path.home()
    except RuntimeError:  # there is none
        home = None
    for folder in (start, *start.parents):
        yield folder
        if folder == home or (folder / ".git").exists():
            return


def _configured(folder: Path) -> Project | None:
    own = folder / CONFIG
    if own.is_file():
        return _project(own, _toml(own))
    shared = folder / "pyproject.toml"
    if shared.is_file():
        tools = _toml(shared).get("tool")
        settings = tools.get("prevent") if isinstance(tools, dict) else None
        if settings is not None:
            return _project(shared, settings)
    return None


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise PreventError(f"{_shown(path)} cannot be read: {error}", _TOML) from error
    except RecursionError:
        raise PreventError(f"{_shown(path)} cannot be read: it is nested too deeply", _TOML) from None


_SETTINGS = ("toolkits", "frameworks", "checks")


def _project(config: Path, settings: Any) -> Project:
    if not isinstance(settings, dict):
        raise PreventError(f"{_shown(config)}: 'prevent' should be a table", "write [tool.prevent], then its settings")
    unknown = [key for key in settings if key not in _SETTINGS]
    if unknown:
        raise PreventError(
            f"{_shown(config)}: '{unknown[0]}' is not a setting of prevent",
            f"its settings are: {', '.join(_SETTINGS)}",
        )
    folders = {}
    for key in ("toolkits", "frameworks"):
        value = settings.get(key, key)
        if not isinstance(value, str):
            raise PreventError(f"{_shown(config)}: '{key}' should be a folder in quotes", f'write {key} = "{key}"')
        folders[key] = config.parent / value
    for key, folder in folders.items():
        if not folder.is_dir() and (key == "toolkits" or key in settings):
            raise PreventError(
                f"{_shown(config)}: the folder of {key}, {_shown(folder)}, does not exist",
                "make it, or mend the path",
            )
    return Project(folders["toolkits"], folders["frameworks"], config, settings)


def folders_in(contents: Mapping[str, bytes]) -> tuple[str, str] | None:
    """Give the folders of toolkits and frameworks that files of settings name; None where none of them does.

    ``contents`` are what stands in files called as ``CONFIGS``, by path, the nearest first. What cannot be understood
    is passed over: these are settings of another time, which nobody can mend.
    """
    for path, content in contents.items():
        folder, settings = PurePosixPath(path).parent, _settings_in(PurePosixPath(path).name, content)
        named = [settings.get(key, key) for key in ("toolkits", "frameworks")] if settings is not None else []
        if named and all(isinstance(one, str) for one in named):
            return str(folder / named[0]), str(folder / named[1])
    return None


def _settings_in(name: str, content: bytes) -> dict[str, Any] | None:
    import tomllib

    try:
        found: Any = tomllib.loads(content.decode())
    except (ValueError, RecursionError):
        return None
    for key in () if name == CONFIG else ("tool", "prevent"):
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None


def _toolkits_below(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Give every toolkit below a folder, in the order of paths; links to other folders are not followed."""
    waiting = _listed(folder)
    while waiting:
        one = waiting.pop()
        if one.is_dir(follow_symlinks=False):
            waiting += _listed(one)
        elif one.name.endswith(ENDINGS) and _is_file(one) and _looks_like_toolkit(one.path):
            yield one


def _is_file(one: os.DirEntry[str]) -> bool:
    """Whether something is a file, or a link to where nobody may look, whose error should be seen."""
    try:
        return one.is_file()
    except PermissionError:
        return True
    except OSError:  # a link that leads round in a circle
        return False


def _listed(folder: Path | os.DirEntry[str]) -> list[os.DirEntry[str]]:
    """Give what lies in a folder and is not hidden, the last first; nothing of a folder that cannot be read."""
    try:
        with os.scandir(folder) as found:
            shown = [one for one in found if not one.name.startswith(".")]
    except OSError:
        return []
    return sorted(shown, key=lambda one: os.path.normcase(one.name), reverse=True)


def _looks_like_toolkit(path: str) -> bool:
    """Whether a file says it is a toolkit, or does not say what it is and has a toolkit's keys, in UTF-16 too.

    The second half keeps a file with a misspelt ``format`` from being passed over in silence.
    One that cannot be opened, or holds nothing and is called like a period, counts, so that its error is seen.
    """
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))  # a stream takes twice the time, of thousands
    except OSError:
        return True
    try:
        head = os.read(file, _GLANCE)
        found = _FORMAT.search(head)
        if found and found[1] in _KINDS and found.end() < len(head):
            return found[1] == b"toolkit"
        head += os.read(file, _PEEK - len(head))
        return bool(_PERIOD.search(os.path.basename(path))) if _is_empty(head) else is_toolkit(head)  # noqa: PTH119
    except OSError:
        return True
    finally:
        os.close(file)


def is_toolkit(head: bytes) -> bool:
    """Whether a file that begins like this is a toolkit, as far as can be told without reading it."""
    said = _said_format(head)
    if said in _KINDS:
        return said == b"toolkit"
    keys = set(_TOOLKIT_KEYS.findall(_plain(head)))
    return len(keys) > (1 if said and not _is_nearly_toolkit(said) else 0)


def _is_nearly_toolkit(said: bytes) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, said, b"toolkit").ratio() > 0.7


def _is_empty(head: bytes) -> bool:
    return not _plain(head).strip()


def _plain(head: bytes) -> bytes:
    """Give the beginning of a text as it would be in UTF-8: in UTF-16 every second byte of what is looked for is nought."""
    return head[:_PEEK].lstrip(_MARKS).replace(b"\0", b"")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_PEEK)
    except OSError as error:
        reason = why(error)
        raise PreventError(f"{_shown(path)} cannot be read: {reason}", "check its permissions") from error


def _said_format(head: bytes) -> bytes | None:
    found = _FORMAT.search(_plain(head))
    return found[1] or None if found else None
