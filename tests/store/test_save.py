"""Saving: the old file or the new one, whole, whatever happens in between."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import pytest

from prevent_cli.errors import PreventError
from prevent_cli.store.find import toolkit_files
from prevent_cli.store.save import save

OLD, NEW = b"format: toolkit/1 # old\n", b"format: toolkit/1 # new\n" * 5_000
STEPS = ("mkstemp", "fdopen", "fsync", "chmod", "link", "rename", "unlink", "close")
KILLED = 99
CHILD = """
import os, pathlib, sys, tempfile
from prevent_cli.store.save import save

step, when, new, path = sys.argv[1], sys.argv[2], sys.argv[3] == "new", pathlib.Path(sys.argv[4])
holder, name = {
    "mkstemp": (tempfile, "mkstemp"),
    "rename": (pathlib.Path, "replace"),
    "unlink": (pathlib.Path, "unlink"),
    "chmod": (pathlib.Path, "chmod"),
}.get(step, (os, step))
real = getattr(holder, name)

def killed(*args, **kwargs):
    if when == "before":
        os._exit(99)
    real(*args, **kwargs)
    os._exit(99)

setattr(holder, name, killed)
save(path, sys.stdin.buffer.read(), new=new)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    return path


def others(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if one.name != "a.yaml"]


def full(*_args: Any, **_kwargs: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class FullStream:
    """A stream on a full disk: what is written stays in memory until it is flushed."""

    def __init__(self, handle: int, _mode: str) -> None:
        self.handle = handle

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)

    def write(self, content: bytes) -> int:
        return os.write(self.handle, content[: len(content) // 2])

    flush = full


FULL: dict[str, tuple[Any, str, Any]] = {
    "mkstemp": ("prevent_cli.store.save.tempfile", "mkstemp", full),
    "write": ("prevent_cli.store.save.os", "fdopen", FullStream),
    "fsync": ("prevent_cli.store.save.os", "fsync", full),
    "chmod": (Path, "chmod", full),
    "rename": (Path, "replace", full),
}


@pytest.mark.parametrize("step", FULL)
def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    step: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        holder, name, what = FULL[step]
        patch.setattr(*([f"{holder}.{name}", what] if isinstance(holder, str) else [holder, name, what]))
        with pytest.raises(PreventError, match=r"a\.yaml cannot be written: no space left on device"):
            save(file, NEW)

    assert file.read_bytes() == OLD
    assert others(file.parent) == []


@pytest.mark.parametrize("step", [*(step for step in FULL if step != "rename"), "link"])
def test_a_full_disk_leaves_no_part_of_a_new_file(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        if step == "link":  # a disk without hard links takes the other way, which is full too
            patch.setattr("prevent_cli.store.save.os.link", full)
            patch.setattr(Path, "replace", full)
        else:
            holder, name, what = FULL[step]
            patch.setattr(*([f"{holder}.{name}", what] if isinstance(holder, str) else [holder, name, what]))
        with pytest.raises(PreventError, match="no space left on device"):
            save(tmp_path / "a.yaml", NEW, new=True)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("new", [False, True], ids=["change", "new"])
def test_a_kill_between_any_two_steps_leaves_a_whole_file(new: bool, step: str, when: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    if not new:
        path.write_bytes(OLD)

    done = subprocess.run(
        [sys.executable, "-c", CHILD, step, when, "new" if new else "old", path], input=NEW, check=False, timeout=60
    )

    unused = {"rename"} if new else {"link", "unlink"}
    assert done.returncode == (0 if step in unused else KILLED)
    assert (path.read_bytes() if path.exists() else None) in {None if new else OLD, NEW}
    left = others(tmp_path)
    assert len(left) <= 1
    assert all(name.startswith(".a.yaml.") for name in left)
    assert toolkit_files([tmp_path]) == ([path] if path.exists() else [])


def test_a_new_file_is_not_written_over_one_that_is_there(file: Path) -> None:
    with pytest.raises(PreventError, match="is there already"):
        save(file, NEW, new=True)

    assert file.read_bytes() == OLD
    assert others(file.parent) == []


def test_without_hard_links_a_new_file_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr("prevent_cli.store.save.os.link", no_links)
    path = tmp_path / "a.yaml"
    save(path, NEW, new=True)

    assert path.read_bytes() == NEW
    assert others(tmp_path) == []
    with pytest.raises(PreventError, match="is there already"):
        save(path, OLD, new=True)


def test_what_an_editor_saved_meanwhile_stays(file: Path) -> None:
    with pytest.raises(PreventError, match=r"another program changed a\.yaml just now") as refused:
        save(file, NEW, was=b"what was read before")

    assert refused.value.help == "run the command again"
    assert file.read_bytes() == OLD
    assert others(file.parent) == []


def test_a_read_only_file_stays_as_it_is(file: Path) -> None:
    file.chmod(0o444)

    with pytest.raises(PreventError, match="cannot be written: the file is read-only"):
        save(file, NEW)

    assert file.read_bytes() == OLD


def test_the_mode_of_a_file_stays_and_a_new_one_has_what_the_user_asks_for(file: Path) -> None:
    file.chmod(0o640)
    before = os.umask(0o027)
    try:
        save(file, NEW)
        save(file.with_name("b.yaml"), NEW, new=True)
    finally:
        os.umask(before)

    assert file.stat().st_mode & 0o777 == 0o640
    assert file.with_name("b.yaml").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link_and_what_it_leads_to_is_changed(file: Path) -> None:
    folder = file.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to(file)

    save(link, NEW)

    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert [one.name for one in folder.iterdir()] == ["link.yaml"]


def test_folders_that_are_missing_are_made(tmp_path: Path) -> None:
    save(tmp_path / "a/b/c.yaml", NEW, new=True)

    assert (tmp_path / "a/b/c.yaml").read_bytes() == NEW


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(OLD)

    with pytest.raises(PreventError, match=r"b\.yaml cannot be written: file exists"):
        save(tmp_path / "a/b.yaml", NEW, new=True)
