"""Cases that are files: each says at its top what is to be found in it.

`# expect: 12:7 unknown-key` is one finding: line, column, code; one line for each, in the order
of the file. A case in `invalid` has errors, one in `valid` has none, warnings at most.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prevent_cli.checking import Checker
from prevent_cli.checks.codes import CODES
from prevent_cli.places import Places
from prevent_cli.store.load import Frameworks, load
from prevent_cli.validation import validate

if TYPE_CHECKING:
    from prevent_cli.model.finding import Finding

CASES = Path(__file__).parent / "cases"
INVALID = sorted((CASES / "invalid").glob("*.yaml"))
VALID = sorted((CASES / "valid").glob("*.yaml"))
EXPECT = re.compile(r"^# expect: (\d+):(\d+) ([a-z0-9-]+)\r?$", re.MULTILINE)

Found = tuple[int, int, str]


def expected(path: Path) -> list[Found]:
    text = path.read_bytes().decode("latin-1")
    return [(int(line), int(column), code) for line, column, code in EXPECT.findall(text)]


def found(path: Path) -> list[Finding]:
    (checked,) = validate(Places([path], Path.cwd()), date(2022, 1, 1))
    return list(checked.findings)


def placed(findings: list[Finding]) -> list[Found]:
    return [(one.line, one.column, one.code) for one in findings]


def test_there_are_cases() -> None:
    assert len(INVALID) >= 25
    assert len(VALID) >= 6


@pytest.mark.parametrize("path", INVALID + VALID, ids=lambda path: path.stem)
def test_every_code_that_a_case_expects_is_explained(path: Path) -> None:
    assert [code for _, _, code in expected(path) if code not in CODES] == []


@pytest.mark.parametrize("path", INVALID + VALID, ids=lambda path: path.stem)
@pytest.mark.parametrize("levels", [{}, {"no-owner": "error", "unknown-role": "error", "duplicate-id": "warning"}])
def test_looking_for_errors_only_finds_all_of_them(path: Path, levels: dict[str, str]) -> None:
    checker = Checker(Frameworks(None), levels, date(2022, 1, 1))
    loaded = load(path)

    assert checker.errors(loaded) == tuple(one for one in checker.check(loaded) if one.level == "error")


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_exactly_the_expected_errors_are_found(path: Path) -> None:
    errors = [one for one in expected(path) if CODES[one[2]].level == "error"]

    assert errors
    assert placed([one for one in found(path) if one.level == "error"]) == errors


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_the_expected_warnings_are_among_what_is_found(path: Path) -> None:
    assert [one for one in expected(path) if one not in placed(found(path))] == []


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_case_has_the_expected_warnings_and_no_errors(path: Path) -> None:
    findings = found(path)

    assert placed(findings) == expected(path)
    assert {one.level for one in findings} <= {"warning"}


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_every_finding_says_what_to_do(path: Path) -> None:
    assert all(one.message and one.help for one in found(path))


def test_every_error_there_is_has_a_case() -> None:
    covered = {code for path in INVALID for _, _, code in expected(path)}
    elsewhere = {"too-large", "too-many-findings", "key-not-text", "same-period"}  # of the reader, and of several files

    assert {code for code, one in CODES.items() if one.level == "error"} - covered <= elsewhere
