from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import CHECKS
from prevent_cli.checks.codes import CODES

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained_with_its_level_and_remedy(run: Run, code: str) -> None:
    done = run("explain", code)

    assert done.code == 0
    assert done.stdout.startswith(f"{code} ({CODES[code].level})\n")
    assert "Mend it" in done.stdout


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained_with_an_example(run: Run, code: str) -> None:
    assert re.search(r"^Example: \S", run("explain", code).stdout, re.MULTILINE)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.CODE)
def test_every_check_is_explained(check: object) -> None:
    assert getattr(check, "CODE", "") in CODES


def test_without_a_code_all_are_listed(run: Run) -> None:
    printed = run("explain").stdout

    assert [code for code in CODES if f"{code} " not in printed] == []


def test_a_code_is_words_with_dashes() -> None:
    assert [code for code in CODES if not code.replace("-", "").isalnum() or code != code.lower()] == []


def test_an_unknown_code_is_refused_with_the_nearest(run: Run) -> None:
    done = run("explain", "duplicate-ids")

    assert (done.code, done.stdout) == (2, "")
    assert "did you mean 'duplicate-id'?" in done.stderr


def test_no_project_is_needed(run: Run, project: MakeProject) -> None:
    project({})

    assert run("explain").code == 0
