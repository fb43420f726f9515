"""Evidence that says of itself that the question does not apply."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from prevent_cli.authoring.prose import sentences
from prevent_cli.importing import cutting
from prevent_cli.importing.markdown import markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.cells import Paragraph
    from prevent_cli.importing.notes import Notes

NOT_APPLICABLE = re.compile(r"(?:n/a|not applicable)\b[\s.:;,\u2013\u2014-]*", re.IGNORECASE)


def not_applicable(paragraphs: Sequence[Paragraph], at: str, place: str, notes: Notes) -> dict[str, str] | None:
    """Read 'N/A' as the answer, its first sentence as the ``reason`` and the rest as ``evidence``; None for other words.

    ``at`` is the item that notes are about, ``place`` where the evidence stands.
    """
    found = NOT_APPLICABLE.match(cutting.text(paragraphs))
    if not found:
        return None
    notes.label(found[0], place)
    notes.mark("answer", "the label")
    made = {"answer": "not applicable"}
    rest = cutting.between(paragraphs, found.end())
    if not rest:
        return made
    end = _first_sentence(rest)
    made["reason"] = markdown(cutting.between(rest, 0, end))
    after = cutting.between(rest, end)
    if after:
        made["evidence"] = markdown(after)
    notes.assumed("what follows 'N/A' is read as the reason" + (", then as evidence" if after else ""), at, place)
    return made


def _first_sentence(paragraphs: Sequence[Paragraph]) -> int:
    """Give where the first sentence ends in the paragraphs' text; it may go on over the end of a line."""
    count = 1
    for before, after in pairwise(paragraphs):
        if after.marker or not cutting.goes_on(before.text, after.text):
            break
        count += 1
    text = cutting.text(paragraphs[:count])
    return cutting.unfolded(text, len(sentences(" ".join(text.split()))[0]))
