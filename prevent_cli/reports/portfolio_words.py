"""Many bodies side by side in words: titles, sentences, and how a rating is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.rating.actions import natural
from prevent_cli.reports.words import count, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.portfolio.records import Body, Group, Portfolio
    from prevent_cli.portfolio.sums import Rated

OWN_QUESTIONS = (
    "Without a framework each body answers benchmarks and questions of its own, so nothing is compared between them."
)
MARKS = {"not judged": "-", "not shown": "*", "not on file": ".", "not known": "?"}
"""What stands in place of a letter where there is no judged rating."""


def letter(one: Rated | None, body: Body) -> str:
    """Say a rating in a letter or a mark, and the computed one in a small letter where it is another colour."""
    if one is None:
        return MARKS[absent(body)]
    beside = one.computed[0] if differs(one) else ""
    return (one.judged[0].upper() if one.judged else MARKS[one.said]) + beside


def words(one: Rated | None, body: Body) -> str:
    """Say a rating in words: Amber, computed Green."""
    if one is None:
        return absent(body).capitalize()
    judged = one.said.capitalize()
    return f"{judged}, computed {one.computed.capitalize()}" if differs(one) else judged


def worse(body: Body) -> str:
    """Name the benchmarks that were judged better in the body's period before, or say that this is not shown."""
    unknown = body.got_worse is None and body.worse is not None
    return "not shown" if unknown else ", ".join(body.worse or ())


def tells_worse(group: Group) -> bool:
    """Whether any body has a period before, so that its ratings may have got worse."""
    return any(body.worse is not None for body in group.bodies)


def untold(group: Group) -> str:
    """Say why bodies are neither worse nor not worse; nothing where none is so."""
    unknown = [body for body in group.bodies if body.got_worse is None]
    reasons = {"No period before" if body.worse is None else "Not shown" for body in unknown}
    return " or ".join(sorted(reasons)).replace("or Not", "or not")


def none_worse(groups: Sequence[Group], who: str = "None of these bodies") -> str:
    """Say that no body of the groups is known to have got worse: no more than can be compared, and is shown."""
    if not any(map(tells_worse, groups)):
        return f"{who} has a period before, in the same framework, to be compared with."
    return f"{who} was judged worse than in its period before{_as_shown(groups)}."


def _as_shown(groups: Sequence[Group]) -> str:
    kept = any(body.unshown or body.unknown or body.sums.withholds for group in groups for body in group.bodies)
    return ", as far as this edition shows" if kept else ""


def absent(body: Body) -> str:
    """Say why a body has no rating of a benchmark that others have: of an edition that withholds something nobody can tell."""
    return "not known" if body.sums.withholds else "not on file"


def key(group: Group) -> str:
    """Say what the letters and the marks mean, as far as they are there."""
    kinds = {one.said if one else absent(body) for body in group.matrix for one in cells(group, body)}
    marks = [f"{MARKS[kind]} is {kind}" for kind in MARKS if kind in kinds]
    said = ", ".join(["G is Green, A is Amber, R is Red", *marks])
    return f"{said}; a small letter is the computed colour, where it is another."


def differs(one: Rated) -> bool:
    """Whether the policy computes another colour than people judged, or one where they judged none."""
    return one.computed not in {"not rated", one.judged}


def cells(group: Group, body: Body) -> list[Rated | None]:
    """Give a body's ratings in the order of the group's benchmarks, None where it has none."""
    found = {one.id: one for one in body.sums.ratings}
    return [found.get(one) for one in ids(group)]


def ids(group: Group) -> list[str]:
    """Give the ids of a group's benchmarks."""
    found = {one.id for one in group.benchmarks} or {one.id for body in group.bodies for one in body.sums.ratings}
    return sorted(found, key=natural)


def title(one: Portfolio) -> str:
    """Name what is shown."""
    if one.position:
        of = one.position.of
        return f"{one.position.name} {f'among {of} bodies' if of > 1 else 'by itself'}"
    return f"{one.count} bodies side by side" if one.count > 1 else "1 body by itself"


def facts(one: Portfolio) -> list[str]:
    """Say in sentences what the whole is made of."""
    lines = [f"From {count(one.files, 'toolkit')}."]
    lines += [f"Only those with {', '.join(one.where)}."] if one.where else []
    lines += [_worse(one)] if one.worse else []
    lines += [f"Worked out for {short_day(one.as_of)}."] if one.as_of else []
    lines += [left_out(one)] if one.left_out else []
    lines += [f"Without any toolkit: {', '.join(one.missing)}."] if one.missing else []
    lines += ["Something is withheld from this edition."] if one.withholds else []
    return lines


def _worse(one: Portfolio) -> str:
    shown = sum(len(group.matrix) for group in one.groups)
    matrix = "matrix" if len(one.groups) == 1 else "matrices"
    if not shown:
        return none_worse(one.groups, "No body")
    who = "the body that was" if shown == 1 else "bodies that were"
    said = f"In the {matrix} only {who} judged worse than before{_as_shown(one.groups)}"
    return f"{said}: {shown} of {one.count}. All else is of all bodies."


def left_out(one: Portfolio) -> str:
    """Say how many files are left out; which ones where no audience is asked for and every body is named."""
    they = "it" if len(one.left_out) == 1 else "they"
    counted = f"Left out, because {they} cannot be used: {count(len(one.left_out), 'file')}"
    if one.asked or one.position:
        return f"{counted}."
    return f"{counted} ({'; '.join(f'{each.file}: {each.reason}' for each in one.left_out)})."


def heading(group: Group) -> str:
    """Name a framework."""
    return group.title or group.framework or "No framework"


def summary(one: Portfolio, group: Group) -> list[str]:
    """Say in sentences what a framework's bodies have in common."""
    period, day = group.common
    reached = ", which at least half of the bodies have reached" * (group.count > 1)
    first, last = group.days
    lines = [f"Common period: {period} (to {short_day(day)}){', asked for' if one.until else reached}."]
    if not one.position:
        lines.append(_how_late(group))
    if not one.as_of:
        lines.append(
            f"Each toolkit speaks for its own day: {short_day(first)}{'' if first == last else f' to {short_day(last)}'}."
        )
    if tells_worse(group):
        shown = _as_shown([group])
        lines.append(f"Worse names the benchmarks that were judged better in the body's period before{shown}.")
    return lines if group.comparable else [*lines, OWN_QUESTIONS]


def _how_late(group: Group) -> str:
    late = len(group.late)
    if group.count == 1:
        return f"1 body, which is {'' if late else 'not '}late."
    return f"{group.count} bodies, {late or 'none'} of them late."


def agrees(one: Rated) -> bool | None:
    """Whether judged and computed are one colour; None where one of them is no colour."""
    return None if one.judged is None or one.computed == "not rated" else one.judged == one.computed
