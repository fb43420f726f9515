"""What changes the digest of a record, and what does not."""

from __future__ import annotations

import pytest

from prevent_cli.authoring.shape import canonical
from prevent_cli.model.digest import digest
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.store.load import load_toolkit
from tests.conftest import ROOT, make_toolkit

PLAIN = """\
glossary: {CSP: Community safety partnership, CT: Counter-terrorism}
benchmarks:
  - id: 1
    rating: amber
    questions:
      - id: 1.1
        evidence: The plan is there. It was read.
        actions: [{id: A1, text: Write it., owners: Clerk, due: Mar 2022}]
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("benchmarks:", "# A comment.\nbenchmarks:"),
        ("The plan is there. It was read.", "|\n          The plan is there.\n          It was read.\n"),
        ("rating: amber", "rating: {value: amber}"),
        ("owners: Clerk", "owners: [Clerk]"),
        ("text: Write it., owners: Clerk", "owners: Clerk, text: Write it."),
        (
            "{CSP: Community safety partnership, CT: Counter-terrorism}",
            "{CT: Counter-terrorism, CSP: Community safety partnership}",
        ),
        ("rating: amber", "rating: amber\n    comments:"),
        ("benchmarks:", "audience: officers\nbenchmarks:"),
    ],
)
def test_layout_and_comments_make_no_difference(old: str, new: str) -> None:
    assert PLAIN.count(old) == 1
    assert digest(make_toolkit(PLAIN.replace(old, new))) == digest(make_toolkit(PLAIN))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("amber", "green"),
        ("It was read.", "It was not read."),
        ("Mar 2022", "Apr 2022"),
        ("benchmarks:", "as_of: 2021-12-31\nbenchmarks:"),
        ("id: A1, ", ""),
        ("evidence: The plan is there. It was read.", "answer: met"),
    ],
)
def test_what_a_record_says_makes_one(old: str, new: str) -> None:
    assert PLAIN.count(old) == 1
    assert digest(make_toolkit(PLAIN.replace(old, new))) != digest(make_toolkit(PLAIN))


def test_it_is_a_sha256_that_does_not_change_from_run_to_run() -> None:
    assert digest(make_toolkit("benchmarks: []\n")) == digest(make_toolkit("benchmarks: []\n"))
    assert len(digest(make_toolkit("benchmarks: []\n"))) == 64


def test_the_toolkit_on_board_keeps_its_digest_when_it_is_laid_out_anew() -> None:
    loaded = load_toolkit(ROOT / "toolkits" / "thurrock" / "2021-12.yaml")
    assert loaded.record is not None

    assert digest(Toolkit.model_validate(canonical(Toolkit, loaded.source.data))) == digest(loaded.record)
