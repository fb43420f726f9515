"""Edits one after the other: the file always reads as meant, and every comment is still there.

A small number of sequences runs with the other tests; PREVENT_SEQUENCES=10000 runs that many.
"""

from __future__ import annotations

import os
from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from prevent_cli.errors import PreventError
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.store.nodes import comments, tree
from prevent_cli.store.reader import read
from prevent_cli.store.rewrite import pruned, rewrite
from tests.authoring.toolkits import edits_of, toolkits
from tests.store.odd_yaml import Writer

if TYPE_CHECKING:
    from tests.authoring.toolkits import Edit

SEQUENCES = int(os.environ.get("PREVENT_SEQUENCES", "40"))


@st.composite
def decorated(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Generate a toolkit as a person in a hurry writes it: odd quotes, indents, line ends, comments."""
    data = draw(toolkits())
    return Writer(draw).document(data), data


def comments_in(text: str) -> Counter[str]:
    return Counter(found for _, found in comments(text, list(tree(text).scalars()), 0, len(text)))


@settings(max_examples=SEQUENCES)
@given(decorated(), st.lists(edits_of(), min_size=1, max_size=6))
def test_a_file_reads_as_meant_after_any_edits_and_keeps_its_comments(
    written: tuple[str, dict[str, Any]], sequence: list[Edit]
) -> None:
    text, data = written
    assert read(text)[0] == data
    for name, edit in sequence:
        wanted = deepcopy(data)
        try:
            edit(wanted)
        except PreventError:
            event(f"refused: {name}")
            continue
        event(f"done: {name}")
        before = comments_in(text)
        text = rewrite(text, wanted)

        data, refusals = read(text)
        assert [one for one in refusals if one.level == "error"] == []
        assert data == pruned(wanted)
        assert Toolkit.model_validate(data) == Toolkit.model_validate(pruned(wanted))
        assert comments_in(text) == before
