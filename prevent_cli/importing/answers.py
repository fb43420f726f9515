"""Evidence that says of itself that the question does not apply."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.authoring.prose import sentences
from prevent_cli.importing import cutting
from prevent_cli.importing.markdown import markdown, plain

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
    reason = sentences(plain(rest[:1]))[0]
    made["reason"] = markdown(cutting.between(rest, 0, len(reason)))
    after = cutting.between(rest, len(reason))
    if after:
        made["evidence"] = markdown(after)
    notes.assumed("what follows 'N/A' is read as the reason" + (", then as evidence" if after else ""), at, place)
    return made
