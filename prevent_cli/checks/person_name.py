"""A text names a person.

A toolkit speaks of posts. Names go out of date, and a name in a published report cannot be
called back.

Example: "Cllr Smith chairs the board."

Mend it by naming the post, or by giving the item a narrower `audience`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.checks.prose import Prose, piece, watch
from prevent_cli.checks.sights import audience_at
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit


CODE = "person-name"
LEVEL: Level = "warning"

# A quick look for these comes before the slow one.
_TITLES = (
    "Mr",
    "Ms",
    "Miss ",
    "Mx ",
    "Dr",
    "Cllr",
    "Councillor ",
    "PC ",
    "DC ",
    "DS ",
    "DI ",
    "DCI ",
    "Sgt",
    "Sergeant ",
    "Insp",
    "Sup",
    "Constable ",
    "Sir ",
    "Dame ",
    "Rev",
    "Prof",
)
_EVERY = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|PC|DC|DS|DI|DCI|Sgt|Sergeant|Inspector|Insp|Superintendent|Supt|Constable"
    "|Sir|Dame|Rev|Revd|Reverend|Prof|Professor"
)
_WORDS = watch(_EVERY.casefold().split("|"))
_TITLE = f"(?:{_EVERY})"
_NO_NAME = (
    r"(?:General|Training|Induction|Team|Report|Prevent|Chief|Lead|Leads|Portfolio|Champions?|Briefings?|Board|Development"
    r"|Panel|Safeguarding|Community|Working|Group|Liaison|Meetings?|Sessions?|Handbook|Programme|Office|Officers?|Of|And|Or"
    r"|Who|Is|Was|Has|Will|Workshops?|Support|Local|Services?|Safety|Exchange|Detective|Police|Counter|Chair|Role|Deputy"
    r"|Channel|World|Reporting|Reports|Major|Universe|Teams|Based|Analysis|Policy|Procedures?|Logs?|Excel|Lieutenant|Licensing|Housing|Education|Adult|Children|Health|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|The|This|For|From|In|On|To)"
)
_PLACE = r"(?:School|College|Academy|Hospital|Hall|Trust|Centre|Road|Street|Park|Primary|Grammar|High|Library|House)"
_NAME = (
    rf"(?<![\w-])(?<![A-Z][a-z] )(?:Det\.? )?{_TITLE}\.?[ ]+(?:[A-Z]\.?[ ])*"
    rf"(?!{_NO_NAME}\b)[A-Z](?:[a-z][\w'\u2019-]+|['\u2019][A-Z]\w+)(?: (?!{_NO_NAME}\b)[A-Z][a-z][\w'\u2019-]+)*"
)


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every text that names a person, where others than officers see it."""
    for said in (*context.saying(_WORDS), *_posts(toolkit)):
        name = _name(said.text) if _may_name(said) else None
        if name and audience_at(toolkit, said.loc) != "officers":
            yield Problem(
                CODE,
                f"{short(name)} names a person",
                "name the post, or give the item a narrower 'audience'",
                said.loc,
                LEVEL,
            )


def _posts(toolkit: Toolkit) -> Iterator[Prose]:
    """Give what should be posts and bodies: roles, and those who rated."""
    for number, role in enumerate(toolkit.roles):
        yield piece(role.name, ("roles", number, "name"), "role")
    for number, benchmark in enumerate(toolkit.benchmarks):
        if benchmark.rating and benchmark.rating.by:
            yield piece(benchmark.rating.by, ("benchmarks", number, "rating", "by"), "by")


def _may_name(said: Prose) -> bool:
    if _WORDS.isdisjoint(said.watched):
        return False
    return any(title in said.text for title in _TITLES) and bool(re.search(rf"\b{_TITLE}\.?[ ]+[A-Z]", said.text))


def _name(text: str) -> str | None:
    for match in re.finditer(_NAME, text):
        led = re.search(r"[A-Z][a-z]+ $", text[: match.start()]) and re.match(r"[A-Z]{2}\b", match[0])
        of_a_thing = re.search(rf" \S+ {_PLACE}\b", match[0]) or re.match(
            r"(?:['\u2019]s?)? (?:[Rr]eview|[Rr]eport|[Ii]nquiry)\b", text[match.end() :]
        )
        if not led and not of_a_thing and not re.search(r"(?:[Rr]eview|[Rr]eport|[Ii]nquiry)$", match[0]):
            return re.sub(r"['\u2019]s?$", "", match[0])
    return None
