"""The toolkits to measure with, and the same in each peer's format, below the user's cache folder.

They are made once for a version of what makes them, and found again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise, repeat
from pathlib import Path

from bench.convert import Book, book, to_doorstop, to_strictdoc, to_trestle
from bench.generate import generate
from bench.peers import CACHE

HERE = Path(__file__).parent
SEED = 1
PART = 200  # toolkits that one process makes at a time


@dataclass(frozen=True, slots=True)
class Few:
    """Some toolkits, in a folder for each program."""

    folder: Path
    files: int

    @property
    def toolkits(self) -> Path:
        """Our own, each in its body's folder."""
        return self.folder / "prevent/toolkits"

    @property
    def paths(self) -> tuple[str, ...]:
        """Give our own, by name."""
        return tuple(map(str, sorted(self.toolkits.rglob("*.yaml"))))

    def of(self, peer: str) -> Path:
        """Give the folder of a peer."""
        return self.folder / peer


@dataclass(frozen=True, slots=True)
class Work:
    """All that is measured with: one toolkit, a few, and many in parts that add up to each size."""

    folder: Path
    one: Few
    few: Few
    parts: tuple[Path, ...]
    sizes: tuple[int, ...]

    def many(self, files: int) -> tuple[str, ...]:
        """Give the folders that hold so many toolkits together."""
        return tuple(map(str, self.parts[: self.sizes.index(files) + 1]))


def prepare(few: int, sizes: tuple[int, ...]) -> Work:
    """Make what is not there yet: one toolkit, ``few`` of them, and parts that add up to each of ``sizes``."""
    folder = CACHE / "work" / f"to-{sizes[-1]}" / _version(few, sizes)
    if not (folder / "ready").exists():
        shutil.rmtree(folder.parent, ignore_errors=True)
        for files in (1, few):
            _prepare_few(folder / str(files), files)
        for begin, end in pairwise((0, *sizes)):
            _prepare_part(folder / f"to-{end}", begin, end)
        (folder / "ready").touch()
    parts = tuple(folder / f"to-{size}" for size in sizes)
    return Work(folder, Few(folder / "1", 1), Few(folder / str(few), few), parts, sizes)


def _version(few: int, sizes: tuple[int, ...]) -> str:
    made_by = b"".join((HERE / name).read_bytes() for name in ("generate.py", "convert.py", "work.py"))
    return hashlib.sha256(made_by + repr((few, sizes, SEED)).encode()).hexdigest()[:12]


def _prepare_few(folder: Path, files: int) -> None:
    paths = generate(folder / "prevent", files, seed=SEED)
    books = [book(path, f"T{number:04}") for number, path in enumerate(paths)]
    convert(books, folder)


def convert(books: list[Book], folder: Path) -> None:
    """Write books into a folder for each peer that has a format of its own."""
    to_doorstop(books, folder / "doorstop")
    to_strictdoc(books, folder / "strictdoc")
    to_trestle(books, folder / "compliance-trestle")


def _prepare_part(folder: Path, begin: int, end: int) -> None:
    starts = range(begin, end, PART)
    with ProcessPoolExecutor(os.cpu_count()) as executor:
        list(executor.map(_generate, repeat(folder), starts, (min(PART, end - start) for start in starts)))


def _generate(folder: Path, first: int, files: int) -> None:
    generate(folder, files, seed=SEED, first=first)
