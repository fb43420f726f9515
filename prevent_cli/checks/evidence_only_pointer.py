"""The evidence only points elsewhere, without a link.

A reader cannot tell what the other document says, nor find it. One fact and a link do
more than a reference to a policy.

Example: `evidence: The policy covers this.`

Mend it by saying what the document says, or by adding `link`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Evidence, Toolkit

CODE = "evidence-only-pointer"
LEVEL: Level = "warning"

_LONGEST = 100
_HERE = frozenset(("above", "below", "attached"))
_DOCUMENT = (
    "policy policies strategy strategies plan plans procedure procedures protocol protocols document documents"
    " documentation handbook guidance report reports reference minutes self-assessment framework toolkit agreement"
    " register website"
)
_DOCUMENTS = frozenset(_DOCUMENT.split())
# What makes a sentence of what might have been the name of a document.
_NO_NAME = frozenset(("is", "are", "was", "were", "has", "have", "had", "which", "that", "who"))
_THIS = r"(?:this|it|that|all of this|all this|these|they)"
_ENDS_IN_THIS = (" this", " it", " that", " these", " they")
_HELD = r"(?:covered|documented|set out|contained|included|described|recorded|outlined|addressed|detailed)"
_HOLDS = r"(?:covers?|documents?|sets? out|describes?|addresse?s?|includes?|outlines?|deals? with)"
_BEFORE = (
    rf"(?:(?:{_THIS} (?:(?:is|are) )?)?(?:all )?(?:{_HELD} )?(?:in|within|by|as part of|part of)"
    r"|(?:please )?(?:see|refer to|as per|as set out in|as in)) "
)


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every item whose whole evidence is a pointer."""
    for spot, evidence in context.evidenced:
        if all(map(_points, evidence)):
            yield Problem(
                CODE,
                f"the evidence only points elsewhere: {short(evidence[0].text)}",
                "say what stands there, or add 'link' so that it can be read",
                (*spot.loc, "evidence", 0, "text"),
                LEVEL,
            )


def _points(one: Evidence) -> bool:
    written = one.text or ""
    if one.link or len(written) - written.count(" ") - written.count("\n") > _LONGEST:  # a quick look, before spaces go
        return False
    text = " ".join(written.split()).rstrip(". ").casefold()
    if not 0 < len(text) <= _LONGEST or "://" in text or "](" in text:
        return False
    said = re.sub(r"^yes[.,:;]?(?: [\u2013\u2014-])? ", "", text) if text.startswith("yes") else text
    *_, last = said.split()
    if last in _HERE:
        return said.removeprefix("please ") in {f"see {last}", f"as {last}"}
    if last in _DOCUMENTS:
        before = re.match(_BEFORE, said)
        return before is not None and _is_document(said[before.end() :])
    after = re.search(rf" (?:also )?{_HOLDS} (?:all )?{_THIS}$", said) if said.endswith(_ENDS_IN_THIS) else None
    return after is not None and _is_document(said[: after.start()])


def _is_document(text: str) -> bool:
    """Whether a few words are the name of a document, or of two: "our hire policy", "the strategy and the plan"."""
    parts = text.split(" and ")
    return len(parts) <= 2 and all(_is_name(part.split()) for part in parts)


def _is_name(words: list[str]) -> bool:
    return 0 < len(words) <= 6 and _NO_NAME.isdisjoint(words) and words[-1] in _DOCUMENTS
