"""Toolkits as git's tags keep them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError
from prevent_cli.store.find import is_toolkit
from prevent_cli.store.seen import shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from prevent_cli.store.git import Repository

_FEW = 5


@dataclass(frozen=True, slots=True)
class Tagged:
    """A file as a tag keeps it; ``path`` is relative to the repository's root."""

    tag: str
    path: str
    content: bytes

    @property
    def shown(self) -> str:
        """The file as findings call it, and as git would take it: v1:toolkits/2021-12.yaml."""
        return shown_path(Path(f"{self.tag}:{self.path}"))


def tagged_toolkits(repository: Repository, pattern: str, places: Callable[[str], Sequence[str]]) -> list[Tagged]:
    """Give the toolkits of every tag that fits a pattern, the newest tag first.

    ``places`` gives for a revision files and folders relative to the root, "." for all. What several tags
    keep unchanged is given once, for the newest. A tag for which they raise PreventError is passed over.
    Raises PreventError where no tag fits, or none of them keeps a toolkit there.
    """
    tags = repository.tags(pattern)
    if not tags:
        raise PreventError(f"no tag fits '{pattern}' in {repository.root}", _known(repository))
    found: dict[tuple[str, bytes], Tagged] = {}
    looked: Sequence[str] = (".",)
    missed: PreventError | None = None
    for tag in reversed(tags):
        revision = f"refs/tags/{tag}"
        if repository.commit(revision) is None:  # a tag may name something that is no commit
            continue
        try:
            looked = places(revision)
        except PreventError as error:
            missed = error
            continue
        for one in _of_tag(repository, tag, revision, looked):
            found.setdefault((one.path, one.content), one)
    if not found and missed:
        raise missed
    if not found:
        where = ", ".join("the repository" if place == "." else place for place in looked)
        raise PreventError(
            f"the tags that fit '{pattern}' keep no toolkit in {where}",
            "name the file or folder as it was then, from the folder you are in",
        )
    return list(found.values())


def _known(repository: Repository) -> str:
    tags = repository.tags()[::-1]
    if not tags:
        return "there are no tags yet; 'git tag NAME' makes one"
    more = f", and {len(tags) - _FEW} more" if len(tags) > _FEW else ""
    return f"tags, the newest first: {', '.join(tags[:_FEW])}{more}"


def _of_tag(repository: Repository, tag: str, revision: str, places: Sequence[str]) -> Iterator[Tagged]:
    paths = repository.distinct(revision, repository.within(revision, places))
    for path, content in repository.contents(revision, paths).items():
        if path in places or is_toolkit(content):
            yield Tagged(tag, path, content)
