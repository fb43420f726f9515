"""Real git repositories for tests."""

from __future__ import annotations

import subprocess
from itertools import count
from pathlib import Path

_MINUTES = count()
_WHO = ("-c", "user.name=Clerk", "-c", "user.email=clerk@example.org")


def git(*words: str) -> None:
    """Run git in the current folder, a minute after the run before, whatever the developer has configured."""
    when = f"{1_700_000_000 + 60 * next(_MINUTES)} +0000"
    environment = {
        "GIT_COMMITTER_DATE": when,
        "GIT_AUTHOR_DATE": when,
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
    }
    subprocess.run(["git", *_WHO, *words], env=environment, check=True, capture_output=True)


def tagged(name: str, files: dict[str, str]) -> None:
    """Write files, commit all there is, and tag it."""
    for path, text in files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", name)
    git("tag", name)
