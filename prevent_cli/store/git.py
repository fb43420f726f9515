"""Toolkits in git's history: files as they were in a revision, tags, and where the repository is.

Git is run as a program, and only where a command asks for it. It is asked to write in two cases:
a tag, and the settings of this tool.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prevent_cli.errors import PreventError
from prevent_cli.store.find import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LINK = "120000"
_MOST_LINKS = 40
_OUT = "/"  # the first step of a path from the root of the disk
_HELP_MISSING = "install git, or name files instead of revisions"


def _ways_to(revision: str) -> str:
    if ".." in revision:
        return "write two revisions as two words, with a space between them"
    return "'git log --oneline', 'git branch -a' and 'git tag' list what there is; in CI, fetch the history first"


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, known by the folder at its top."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Find the repository around a folder. Raises PreventError where git or a repository is missing."""
        done = _git(folder, "rev-parse", "--show-toplevel")
        if done.returncode and b"not a git repository" not in done.stderr:
            raise PreventError(f"git rev-parse: {_reason(done.stderr)}", "mend that, then run the command again")
        if done.returncode:
            raise PreventError(
                f"{folder} is in no git repository",
                "run the command inside one ('git init' makes it), or name files instead of revisions",
            )
        return cls(Path(os.fsdecode(done.stdout.rstrip(b"\r\n"))))

    def run(self, *words: str, stdin: bytes | None = None) -> bytes:
        """Run a git command and give what it prints. Raises PreventError with git's own words where it fails."""
        done = _git(self.root, *words, stdin=stdin)
        if done.returncode:
            raise PreventError(f"git {words[0]}: {_reason(done.stderr)}", "mend that, then run the command again")
        return done.stdout

    def commit(self, revision: str) -> str | None:
        """Give the full name of the commit a revision means; None where it means none."""
        if revision.startswith("-"):
            return None
        done = _git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return done.stdout.decode().strip() if done.returncode == 0 else None

    def require(self, revision: str) -> str:
        """Give the full name of the commit a revision means. Raises PreventError where it means none."""
        found = self.commit(revision)
        if found is None:
            raise PreventError(f"there is no revision '{revision}' in {self.root}", _ways_to(revision))
        return found

    def content(self, revision: str, path: str) -> bytes | None:
        """Give a file's bytes as of a revision; None where it was not there. ``path`` is relative to the root."""
        return self.contents(revision, [path]).get(path)

    def files(self, revision: str, folder: str = "") -> list[str]:
        """List the YAML files of a revision below a folder, and links called like one; paths are relative to the root."""
        names = _tree(self, self.require(revision)).names
        below = f"{folder.strip('/')}/" if folder.strip("/") not in {"", "."} else ""
        return [name for name in names if name.startswith(below) and name.endswith(ENDINGS)]

    def place(self, revision: str, path: str) -> str | None:
        """Give where a path leads by the links of a revision, "." for the root; None where that is outside, or round in a circle."""
        found = _tree(self, self.require(revision)).place(path)
        return "." if found == "" else found

    def within(self, revision: str, places: Sequence[str]) -> list[str]:
        """List the YAML files of a revision, and links called like one, that are or lie in some places, as ``lies_in`` says."""
        return [name for name in self.files(revision) if any(lies_in(name, place) for place in places)]

    def contents(self, revision: str, names: Sequence[str]) -> dict[str, bytes]:
        """Give many files' bytes as of a revision, in one run of git; a name that was, or led to, no file there is left out."""
        tree = _tree(self, self.require(revision))
        blobs = {name: tree.files[file] for name in names if (file := tree.file(name))}
        return dict(zip(blobs, self.blobs([*blobs.values()]), strict=True))

    def distinct(self, revision: str, names: Sequence[str]) -> list[str]:
        """Keep one name of each file of a revision, its own before links to it; names that led to no file are left out."""
        tree = _tree(self, self.require(revision))
        found: dict[str, str] = {}
        for name in names:
            file = tree.file(name)
            if file and (file == name or file not in found):
                found[file] = name
        return [*found.values()]

    def astray(self, revision: str, names: Iterable[str]) -> list[str]:
        """Keep the names that led to no file in a revision."""
        tree = _tree(self, self.require(revision))
        return [name for name in names if tree.file(name) is None]

    def blobs(self, asked: Sequence[str]) -> Iterator[bytes]:
        """Give the contents that git knows by these names. Raises PreventError where one is not there."""
        said = self.run("cat-file", "--batch", stdin="".join(f"{one}\n" for one in asked).encode()) if asked else b""
        at = 0
        for one in asked:
            end = said.index(b"\n", at)
            size = said[at:end].rpartition(b" ")[2]
            if not size.isdigit():
                raise PreventError(f"git cat-file: {one} is not in this copy of the repository", "fetch it whole")
            at = end + 1 + int(size) + 1
            yield said[end + 1 : at - 1]

    def setting(self, key: str) -> str | None:
        """Give a setting of this repository's own configuration; None where it has none, or several values."""
        done = _git(self.root, "config", "--local", "--get-all", "-z", key)
        values = done.stdout.decode(errors="replace").split("\0")[:-1]
        return values[0] if len(values) == 1 else "\0".join(values) or None

    def tags(self, pattern: str = "*") -> list[str]:
        """List the tags that fit a pattern, oldest first by the date of what they point at."""
        return self.run("tag", "--sort=creatordate", "--list", "--", pattern).decode().split()

    def has_tag(self, name: str) -> bool:
        """Whether there is a tag of this name."""
        return _git(self.root, "show-ref", "--verify", "--quiet", f"refs/tags/{name}").returncode == 0

    def tag(self, name: str, message: str) -> None:
        """Make an annotated tag of the newest commit. Raises PreventError with git's own words where it fails."""
        self.run("tag", "--annotate", "--file=-", "--", name, stdin=message.encode())

    def is_committed(self, file: Path) -> bool:
        """Whether the newest commit holds a file as it is. Raises PreventError for one outside the repository."""
        name = self.path(file)
        if self.commit("HEAD") is None or self.content("HEAD", name) is None:
            return False
        return not self.run("status", "--porcelain", "--", f":(top,literal){name}").strip()

    def last_hand(self, file: Path) -> str:
        """Say who committed a file last, and when: 'Clerk, 2022-01-05'; nothing where nobody did.

        Raises PreventError for one outside the repository, or where there is no commit.
        """
        said = self.run("log", "-1", "--format=%an, %as", "--", f":(top,literal){self.path(file)}")
        return said.decode(errors="replace").strip()

    def path(self, file: Path) -> str:
        """Give a file's path as git knows it: from the root, with slashes. Raises PreventError outside the root."""
        try:
            return file.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            raise PreventError(f"{file} is not in the repository {self.root}", "name a file inside it") from None


class _Tree(NamedTuple):
    """All names of a revision in git's order: files with what git knows their content by, links with where they lead."""

    names: tuple[str, ...]
    files: dict[str, str]
    links: dict[str, str]

    def file(self, name: str) -> str | None:
        """Follow links as the revision has them; None where they lead out of it, to no file, or round in a circle."""
        found = self.place(name)
        return found if found in self.files else None

    def place(self, name: str) -> str | None:
        """Follow links of the revision in the path of a file or folder, there or not; None where they lead out of it, or round."""
        left, done, followed = _parts(name), list[str](), 0
        while left and followed <= _MOST_LINKS:
            part = left.pop()
            if part == _OUT or (part == ".." and not done):
                return None
            done = done[:-1] if part == ".." else [*done, part]
            target = self.links.get("/".join(done))
            if target is not None:
                left, done, followed = left + _parts(target), done[:-1], followed + 1
        return None if left else "/".join(done)


def _parts(path: str) -> list[str]:
    """Give the steps of a path, the last first."""
    parts = [part for part in path.split("/")[::-1] if part not in {"", "."}]
    return [*parts, _OUT] if path.startswith("/") else parts


@lru_cache(maxsize=4)
def _tree(repository: Repository, commit: str) -> _Tree:
    """List all of a commit, which never changes."""
    listed = repository.run("ls-tree", "-r", "-z", "--full-tree", commit)
    files, links = dict[str, str](), dict[str, str]()
    for line in listed.split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        mode, kind, blob = about.decode().split()
        if kind == "blob":  # else it is another repository
            (links if mode == _LINK else files)[os.fsdecode(name)] = blob
    targets = map(os.fsdecode, repository.blobs([*links.values()]))
    return _Tree(tuple(sorted([*files, *links], key=os.fsencode)), files, dict(zip(links, targets, strict=True)))


def lies_in(path: str, place: str) -> bool:
    """Whether a path of a revision is a place or lies in it; as on disk, what is hidden below a folder is passed over."""
    if path == place:
        return True
    if place != "." and not path.startswith(f"{place}/"):
        return False
    below = path if place == "." else path[len(place) + 1 :]
    return not any(part.startswith(".") for part in below.split("/"))


def merged_text(ours: Path, base: Path, theirs: Path, *options: str) -> tuple[bytes, bool]:
    """Merge three files line by line, as git does without a driver, and say whether nothing was in dispute.

    Changes no file. Raises PreventError where git is missing or does not merge such files.
    """
    names = ("-L", "ours", "-L", "base", "-L", "theirs")
    files = [str(one.resolve()) for one in (ours, base, theirs)]
    done = _git(Path.cwd(), "merge-file", "-p", *options, *names, *files)
    if done.returncode > 127:
        raise PreventError(f"git merge-file: {_reason(done.stderr)}", "mend that, then run the command again")
    return done.stdout, done.returncode == 0


def _reason(said: bytes) -> str:
    """Give the line of git's words that says why; advice may stand after it."""
    lines = said.decode(errors="replace").strip().splitlines() or ["it failed"]
    return next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1])


def _git(folder: Path, *words: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder), *words]
    env = {**os.environ, "LC_ALL": "C"}  # what git says is read here
    try:
        return subprocess.run(command, capture_output=True, input=stdin, env=env, check=False)  # noqa: S603 - no shell, our own words
    except FileNotFoundError:
        raise PreventError("git is not installed here", _HELP_MISSING) from None
