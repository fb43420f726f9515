"""Parse files with PyYAML's C loader and throw the result away: what reading costs anybody, on as many processes.

python bench/parse.py PROCESSES FILE_OR_FOLDER...
"""

from __future__ import annotations

import sys
from multiprocessing import Pool
from pathlib import Path

import yaml


def parse(path: Path) -> None:
    """Parse a file."""
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)  # noqa: TID251 - a safe loader; it is what is compared with


def main() -> None:
    """Parse the files that are named, and those in the folders that are named."""
    processes, *names = sys.argv[1:]
    paths = [found for name in map(Path, names) for found in ([name] if name.is_file() else name.rglob("*.yaml"))]
    if processes == "1":
        list(map(parse, paths))
        return
    with Pool(int(processes)) as pool:
        pool.map(parse, paths, chunksize=25)


if __name__ == "__main__":
    main()
