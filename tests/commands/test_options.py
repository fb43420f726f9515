"""Options that mean nothing beside or without others: each is refused in a sentence, none is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("paper")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rag", "--write", "--format", "json"), "--format means nothing with --write"),
        (("rag", "--write", "--explain"), "--explain means nothing with --write"),
        (("rag", "--write", "--what-if"), "--what-if means nothing with --write"),
        (("rag", "--write", "--audience", "public"), "--audience means nothing with --write"),
        (("rag", "--dry-run"), "--dry-run means nothing without --write"),
        (("validate", "--dry-run"), "--dry-run means nothing without --fix"),
        (("validate", "--fix", "--dry-run", "--format", "json"), "--format means nothing with --dry-run"),
        (("validate", "--fix", "--dry-run", "--strict"), "--strict means nothing with --dry-run"),
        (("snapshot", "--tag", "--again"), "--again means nothing with --tag"),
        (("snapshot", "--tag-name", "board", "--as-of", "2021-12-31"), "--as-of means nothing with --tag-name"),
        (("portfolio", "--format", "csv", "--trend"), "--trend means nothing with --format csv"),
        (("rate", "7", "none", "--reason", "Too early."), "reason, body and day go with a rating"),
        (("action", "assign", "A1", "none", "--add"), "--add keeps those who own an action"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else None,
)
def test_an_option_that_would_be_passed_over_is_refused(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run(*words)

    assert (done.code, done.stdout) == (2, "")
    assert said in done.stderr


def test_one_framework_is_given_as_json_however_that_is_written(run: Run) -> None:
    assert run("frameworks", "home-office-2018", "--format", "JSON").stdout.startswith("[")
