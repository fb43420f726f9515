"""The next steps say that all is complete, and an action of the benchmark is still open.

The summary page prints the next steps and not the actions, so whoever reads only that page
takes the work for done. An action that is `ongoing` by nature does not count here.

Example: `next_steps: All actions are complete.` over an action with `status: in progress`.

Mend it by writing what is still to be done, or by completing the action if it is done.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.checks.open_work import open_said
from prevent_cli.checks.prose import watch
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "next-steps-say-complete"
LEVEL: Level = "warning"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# A whole sentence has to be made of these: "All venues to complete it" and "All complete for Q1" claim less.
_BETWEEN = _set(
    "of the these our its action actions recommendation recommendations task tasks item items step steps work is are"
    " has have been was were now"
)
_DONE = _set("complete completed done closed finished actioned")
_NOTHING = _set("no nothing none nil")
_LEFT = _NOTHING | _set(
    "there is are remains remain further outstanding open more action actions step steps work needed required left"
)
_MORE = _set("new next then following follow-up")
_CLAIMING = watch(_DONE | _NOTHING)  # a quick look for these comes first


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every text that calls everything complete over an open action."""
    for piece in context.saying(_CLAIMING):
        claim = _claim(piece.text) if piece.kind == "next_steps" else None
        if claim:
            actions = context.views[toolkit.benchmarks[int(piece.loc[1])].id].all_actions
            found = [action for action in actions if action.is_open and action.repeats != "ongoing"]
            if found:
                yield Problem(
                    CODE,
                    f"the next steps say {short(claim)}, but {open_said(found)}",
                    "write what is still to be done, or complete the action if it is done",
                    piece.loc,
                    LEVEL,
                )


def _claim(text: str) -> str | None:
    """Give the sentence that calls everything complete, unless the text also speaks of what is to come."""
    if not _MORE.isdisjoint(re.findall(r"[\w-]+", text.lower())):
        return None
    sentences = (" ".join(one.split()) for one in re.split(r"[.;!\n]", text))
    return next((one for one in sentences if _claims(re.findall(r"\w+", one.lower()))), None)


def _claims(words: list[str]) -> bool:
    said = words[1:] if words[:1] in (["action"], ["actions"]) else words
    if said[:1] in (["all"], ["everything"]):
        rest = [word for word in said[1:] if word not in _BETWEEN]
        return len(rest) == 1 and rest[0] in _DONE
    if len(said) == 1:
        return said[0] in _DONE or (said[0] in _NOTHING and said[0] not in {"no", "nothing"})
    return not _NOTHING.isdisjoint(said) and _LEFT.issuperset(said)
