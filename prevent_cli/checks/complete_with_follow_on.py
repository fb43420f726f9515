"""An action is complete, and its own words say that something is still to come.

What follows is then on no list, has no owner, and is lost when the quarter turns. The
outcome is read, or else the last progress note. An action that `repeats` is left alone, and
so is one whose question has another action still open: that may be what follows.

Example: `status: complete` with `outcome: Drafted; still to be tested.`

Mend it by making what follows an action of its own, with an owner and a date, or by
setting the status back to `in progress`.
"""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING

from prevent_cli.model.fields import OPEN_STATUSES
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Action, Toolkit
    from prevent_cli.model.tree import Spot

CODE = "complete-with-follow-on"
LEVEL: Level = "warning"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PHRASES = ("still to", "yet to", "remain to", "remains to", "what follows", "next step is")
_OUTSTANDING = ("still outstanding", "remain outstanding", "remains outstanding")
_PAST = _set("was were has have had agreed")

# "not yet shared"; not "was not yet shared"
_THEN = _set("was were had been")
# "to follow", "will follow" at the end or before one of these; not "the steps to follow"
_SOON = _set(", ) . once next shortly soon by in on when after")
_FOLLOWED = _set("step steps procedure procedures process rule rules guidance policy")
# "will be tested", "will need": how a word ends that follows "will be"
_WILL = _set("be need require")
_ENDINGS = ("ed", "en", "un", "ld", "wn", "put")
# "Drafted, to be tested", "is to be tested"; not "allowed concerns to be shared"
_BEFORE_TO_BE = _set("is are but now , ; : drafted written amended complete completed")
_DONE_TO = _set(
    "tested trialled proven shared reviewed approved agreed published adopted confirmed finalised signed issued"
    " circulated launched rolled completed arranged presented updated"
)
# "Complete, to review the findings" and "To review the findings"; not "To meet the standard, heads were briefed"
_TO_DO = _set(
    "review test trial share follow be agree approve publish monitor confirm complete continue arrange report"
    " circulate finalise adopt refresh roll"
)
_DONE = _set("complete completed done actioned")
_DONE_BEGINS = frozenset(word[0] for word in _DONE)  # a quick look
_DONE_OR_COMMA = _DONE | _set(", :")
_HELD_UP = _set("approval sign-off signoff confirmation feedback publication agreement adoption")
_DOING = _set("testing trialling drafting developing reviewing finalising")
_BEING = _set("tested trialled drafted developed reviewed finalised")
_WANTED = _set("needed planned due required")
_NOTHING = _set("no nothing none never")
_SAID = _set("agreed confirmed decided")


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every complete action whose last words look ahead."""
    busy = {_around(spot) for spot, _, action in context.actions if action.status in OPEN_STATUSES}
    for spot, loc, action in context.actions:
        if action.status != "complete" or action.repeats or _around(spot) in busy:
            continue
        for text, place in _last_words(action, loc):
            said = _to_come(text)
            if said:
                yield Problem(
                    CODE,
                    f"complete, but something is still to come: {short(said)}",
                    "make what follows an action of its own, or set the status back to 'in progress'",
                    place,
                    LEVEL,
                )
                break


def _around(spot: Spot) -> str:
    """Name the question, or else the benchmark, whose open actions may be what follows."""
    return spot.question.id if spot.question else spot.benchmark.id


def _last_words(action: Action, loc: Loc) -> Iterator[tuple[str, Loc]]:
    """Give what was said last, and the action's text where it begins like a status ("COMPLETE to review")."""
    if action.outcome:
        yield action.outcome, (*loc, "outcome")
    elif action.progress:
        number, note = len(action.progress) - 1, action.progress[-1]
        if not (note.on and action.completed and note.on.last < action.completed.first):
            yield note.note, (*loc, "progress", number, "note")
    begins = _tokens(action.text[:40])[:2] if action.text.lstrip()[:1].lower() in _DONE_BEGINS else ()
    if len(begins) == 2 and begins[0] in _DONE and begins[1] in {",", ".", ":", ";", "-", "to", "for", "but"}:
        yield action.text, (*loc, "text")


def _to_come(text: str) -> str | None:
    """Give the first sentence that says that something is still to come."""
    for one in re.split(r"[.;!?]\s|\n|\s[-\u2013]\s", text):
        tokens = _tokens(one)
        if _looks_ahead(tokens) and not _takes_back(tokens):
            return " ".join(one.split()).rstrip(".")
    return None


def _tokens(text: str) -> list[str]:
    """Give words in small letters, and punctuation as words of its own."""
    return re.findall(r"[\w'-]+|[^\w\s]", text.lower())


def _takes_back(tokens: list[str]) -> bool:
    """Whether nothing is to come after all: none needed, only if needed, or a decision that was the outcome."""
    told = "will" in tokens and not _SAID.isdisjoint(tokens[: tokens.index("will")])
    return told or not _NOTHING.isdisjoint(tokens) or ("if" in tokens and not _WANTED.isdisjoint(tokens))


def _looks_ahead(tokens: list[str]) -> bool:
    sentence = f" {' '.join(tokens)} "
    if any(f" {phrase} " in sentence for phrase in _PHRASES + _OUTSTANDING) or _begins_ahead(tokens):
        return True
    following = [*tokens, ".", ".", ".", "."]
    return any(_ahead_at(following, number) for number in range(len(tokens)))


def _begins_ahead(tokens: list[str]) -> bool:
    """Whether it opens with what is next: "Next, test it", "To review ...", "Complete, to review ..."."""
    if not _PAST.isdisjoint(tokens):
        return False
    rest = list(dropwhile(_DONE_OR_COMMA.__contains__, tokens))[:2]
    return rest[:1] == ["next"] or (len(rest) == 2 and rest[0] == "to" and rest[1] in _TO_DO)


def _ahead_at(tokens: list[str], at: int) -> bool:
    """Whether the words from one place on say that something comes later."""
    word, second, third = tokens[at : at + 3]
    before = tokens[at - 1] if at else ","
    if word in {"to", "will"}:
        return _to_or_will(tokens, at, before)
    if word == "not":
        return second == "yet" and before not in _THEN
    if word in {"awaiting", "pending"}:
        return second in _HELD_UP or third in _HELD_UP
    if word in {"currently", "now"}:
        return second in _DOING or (second == "being" and third in _BEING)
    return word in {"follow-up", "follow-on"} and not _WANTED.isdisjoint(tokens[at + 1 : at + 4])


def _to_or_will(tokens: list[str], at: int, before: str) -> bool:
    """Whether "to follow", "will follow", "will be tested" or "to be tested" stands at a place."""
    word, second, third = tokens[at : at + 3]
    if second == "follow":
        return third in _SOON and before not in _FOLLOWED
    if word == "will":
        return second in _WILL and (second != "be" or third.endswith(_ENDINGS))
    begins = at <= 3 and before not in _PAST and not tokens[0].endswith("ed")
    done = tokens[at + 3] if third.endswith("ly") else third
    return second == "be" and done in _DONE_TO and (before in _BEFORE_TO_BE or begins)
