"""An upgrade to another framework: what was carried, and what people have to look at again."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from prevent_cli.reports import json
from prevent_cli.reports.screen import Screen, lines
from prevent_cli.reports.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prevent_cli.history.carried import Carried, Upgraded
    from prevent_cli.history.look_again import Kind

_PLAIN = Screen()
_MOST = 100
HEADINGS: dict[Kind, str] = {
    "rating": "Benchmarks to judge anew",
    "moderated": "Ratings by others that stayed behind",
    "answer": "Answers that were not carried",
    "merged": "Items that stand together now",
    "unplaced": "Items without a place",
    "reference": "References that changed or ended",
    "audience": "Items for another audience than before",
    "evidence": "Expectations that lived on the evidence of a question",
    "wording": "Words of your own that were left out",
    "reworded": "Evidence and actions under other words",
    "new": "Items that nobody was asked before",
}
"""What the entries of each kind stand under."""


def summary(carried: Carried) -> str:
    """Say in a line how much was carried."""
    parts = [
        f"{count(carried.evidence, 'piece', 'pieces')} of evidence",
        count(carried.actions, "action"),
        count(carried.answers, "answer"),
    ]
    said = f"{', '.join(parts[:-1])} and {parts[-1]} carried"
    if carried.previous:
        kept = "stand as previous and await" if carried.previous > 1 else "stands as previous and awaits"
        said += f"; {count(carried.previous, 'rating')} {kept} judgement"
    if carried.unparsed:
        said += f"; {count(carried.unparsed, 'text')} without a place under 'unparsed'"
    return said


def text(done: Upgraded, screen: Screen = _PLAIN) -> str:
    """Say what was carried, then what to look at again, kind by kind, then which comments stay behind.

    A terminal gets lines that fit; a pipe a line for each entry.
    """
    head = f"{done.file}: from {done.older_file} ({done.older} to {done.newer}): {summary(done.carried)}"
    return "".join(f"{line}\n" for line in (*lines(head, "", screen), *_again(done, screen), *_comments(done, screen)))


def _again(done: Upgraded, screen: Screen) -> Iterator[str]:
    number = len(done.look_again)
    yield from ("", f"{count(number, 'thing')} to look at again:" if number else "Nothing to look at again.")
    for kind, found in groupby(done.look_again, key=lambda one: one.kind):
        yield from ("", screen.paint(HEADINGS[kind], "bold"))
        for one in found:
            yield from lines(one.message, "- ", screen)


def _comments(done: Upgraded, screen: Screen) -> Iterator[str]:
    found = done.comments
    if not found:
        return
    stay = "stays" if len(found) == 1 else "stay"
    said = f"{count(len(found), 'comment')} {stay} behind in {done.older_file}; write anew what is still wanted:"
    yield from ("", *lines(said, "", screen))
    for one in found:
        cut = one.text if len(one.text) <= _MOST else f"{one.text[:_MOST]}…"
        yield from lines(f"line {one.line}: {cut}", "- ", screen)


def as_json(done: Upgraded, _screen: Screen = _PLAIN) -> str:
    """Give all of it in one object."""
    return json.text(
        {
            "toolkit": done.file,
            "written": done.written,
            "older": done.older_file,
            "organisation": done.organisation,
            "period": done.period,
            "from": done.older,
            "to": done.newer,
            "crosswalk": done.crosswalk,
            "carried": asdict(done.carried),
            "look_again": [
                {"kind": one.kind, "old": list(one.old), "new": one.new, "message": one.message}
                for one in done.look_again
            ],
            "comments": [{"line": one.line, "text": one.text} for one in done.comments],
        }
    )


FORMATS: dict[str, Callable[[Upgraded, Screen], str]] = {"text": text, "json": as_json}
