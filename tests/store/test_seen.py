"""Reading a file as far as a limit, whatever kind of file it is."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from prevent_cli.store.seen import see

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 10


@pytest.mark.parametrize("size", [0, 1, LIMIT - 1, LIMIT, LIMIT + 1, LIMIT + 2, 100])
def test_no_more_than_the_limit_and_one_byte_is_read(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * size)

    assert see(path, LIMIT).content == b"x" * min(size, LIMIT + 1)


def test_a_file_that_is_not_there_has_no_content(tmp_path: Path) -> None:
    assert see(tmp_path / "a.yaml", LIMIT).content is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes in folders")
@pytest.mark.parametrize("size", [3, LIMIT + 5])
def test_a_pipe_is_read_though_it_has_no_size(tmp_path: Path, size: int) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"x" * size,))
    writer.start()

    assert see(path, LIMIT).content == b"x" * min(size, LIMIT + 1)
    writer.join()
