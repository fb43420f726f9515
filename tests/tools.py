"""Programs that some tests drive and that pip does not install, such as node."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

EDITORS = Path(__file__).parent / "editors"
INSTALL = {
    "chromium": "install chromium, 'apt-get install chromium fonts-liberation' for instance",
    "git": "install git",
    "pdftotext": "install poppler-utils",
    "soffice": "install libreoffice-writer-nogui and libreoffice-calc-nogui",
    "node": "install node 18 or newer",
    "pre-commit": "run 'make setup'",
    "yaml-language-server": "run 'npm install --prefix tests/editors'; it needs node 18 or newer",
}


def need(name: str) -> str:
    """Give the path of a program; where it is missing, skip the test, or in CI let it fail.

    The editors' own programs, then those beside this Python, then those on the PATH are looked at.
    """
    found = find(name)
    if found:
        return found
    sentence = f"{name} is missing: {INSTALL.get(name, f'install {name}')}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def find(name: str) -> str | None:
    """Give the path of a program, or None."""
    places = (EDITORS / "node_modules" / ".bin", Path(sys.executable).parent)
    return next((found for place in (*map(str, places), None) if (found := shutil.which(name, path=place))), None)
