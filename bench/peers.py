"""Other programs that do part of the work, each in an environment of its own below the user's cache folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "prevent-bench"


@dataclass(frozen=True, slots=True)
class Peer:
    """A program: its name and version, what it is given, what it checks of that and what it does not."""

    name: str
    version: str
    given: str
    checks: str
    misses: str

    @property
    def package(self) -> str:
        """What is asked of pip."""
        return f"{self.name}=={self.version}"

    @property
    def folder(self) -> Path:
        """Its environment."""
        return CACHE / "peers" / f"{self.name}-{self.version}"

    @property
    def ready(self) -> bool:
        """Whether it is installed."""
        return (self.folder / "ready").exists()

    @property
    def program(self) -> str:
        """Its command."""
        return str(self.folder / "bin" / {"compliance-trestle": "trestle"}.get(self.name, self.name))


_NOT_ACROSS = "references between items, ids used twice, dates that contradict, ratings, what a board would ask"
PEERS = {
    one.name: one
    for one in (
        Peer(
            "yamale",
            "6.1.0",
            "the same files, with a schema of every key they use (`bench/yamale.yaml`)",
            "keys, types, choices, patterns, that a day exists",
            f"keys given twice, {_NOT_ACROSS}",
        ),
        Peer(
            "check-jsonschema",
            "0.39.0",
            "the same files, with the JSON Schema that `prevent schema` prints",
            "keys, types, choices, patterns, keys given twice",
            _NOT_ACROSS,
        ),
        Peer(
            "doorstop",
            "3.2",
            "a document for each toolkit, a YAML file for each item, with its evidence and actions in the text",
            "links, levels, ids; for HTML it publishes all documents",
            "actions, dates, answers, ratings: to doorstop they are text",
        ),
        Peer(
            "strictdoc",
            "0.30.4",
            "a document for each toolkit, with a grammar of its own; evidence and actions are fields of an item",
            "fields, choices, ids used twice, links (it has no command that only checks: its export to JSON is timed)",
            "dates, actions, ratings: to strictdoc they are text",
        ),
        Peer(
            "compliance-trestle",
            "5.2.0",
            "an OSCAL catalog in JSON for each toolkit, a control for each item, a part for each action",
            "the form of OSCAL",
            "references, ids used twice, choices, what a board would ask",
        ),
        Peer(
            "weasyprint",
            "70.0",
            "the HTML report that `prevent render` makes of the same toolkit",
            "nothing: it turns HTML into PDF",
            "the tags of an accessible PDF, unless it is asked",
        ),
    )
}


def install(peer: Peer) -> str:
    """Make a peer's environment where it is not there yet; give the reason where that does not work, else ''."""
    if peer.ready:
        return ""
    shutil.rmtree(peer.folder, ignore_errors=True)
    steps: tuple[list[str | Path], ...] = (
        [sys.executable, "-m", "venv", peer.folder],
        [peer.folder / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", peer.package],
    )
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            return said[-1] if said else f"exit {done.returncode}"
    (peer.folder / "ready").touch()
    return ""
