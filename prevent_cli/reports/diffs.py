"""A comparison as text, Markdown or JSON; as HTML in diff_html."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.history.kinds import GROUPS
from prevent_cli.reports import json, minutes, sentences
from prevent_cli.reports.screen import Screen, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prevent_cli.history.kinds import Change, Comparison, Diff, Side

_PLAIN = Screen()
_WORSE = frozenset(list(GROUPS)[1:7])
_BETTER = frozenset({"Ratings that got better", "Actions completed", "Answers and evidence gained"})


def groups(comparison: Comparison) -> list[tuple[str, list[Change]]]:
    """Give the changes under their headings, most pressing first; headings without any are left out."""
    found = [(name, [one for one in comparison.changes if one.kind in kinds]) for name, kinds in GROUPS.items()]
    return [(name, changes) for name, changes in found if changes]


def text(diff: Diff, screen: Screen = _PLAIN) -> str:
    """Tell a comparison as minutes do: a headline, then a line for each change under headings.

    A terminal gets lines that fit; a pipe a line for each change.
    """
    blocks = [
        "".join(_gone(diff, screen)),
        *("".join(_told(one, diff.worse_than, screen)) for one in minutes.told(diff)),
    ]
    only = [f"{line}\n" for one in (*minutes.alone(diff), *minutes.unchanged(diff)) for line in lines(one, "", screen)]
    return "\n".join(block for block in (*blocks, "".join(only)) if block)


def _gone(diff: Diff, screen: Screen) -> Iterator[str]:
    headline, toolkits = minutes.gone(diff) or ("", [])
    yield from (screen.paint(line, "bold") + "\n" for line in lines(headline, "", screen) if line)
    yield from (f"{line}\n" for one in toolkits for line in lines(one, "- ", screen))
    if headline and minutes.marking(diff):
        yield from (f"{line}\n" for line in lines(f"Marking: {minutes.marking(diff)}.", "", screen))


def _told(comparison: Comparison, worse_than: str | None, screen: Screen) -> Iterator[str]:
    for line in lines(minutes.headline(comparison, worse_than), "", screen):
        yield screen.paint(line, "bold") + "\n"
    for note in (minutes.sources(comparison), *minutes.notes(comparison)):
        yield from (f"{line}\n" for line in lines(note, "", screen))
    for name, changes in groups(comparison):
        yield f"\n{screen.paint(name, _style(name))}\n"
        for change in changes:
            yield from (f"{line}\n" for line in lines(sentences.sentence(change), "- ", screen))
            for detail in sentences.details(change):
                yield from (f"{line}\n" for line in lines(detail, "    ", screen))


def tone(name: str) -> str:
    """Say whether what stands under a heading is for the worse or the better; nothing where it is neither."""
    return "worse" if name in _WORSE else "better" if name in _BETTER else ""


def _style(name: str) -> str:
    return {"worse": "red", "better": "green"}.get(tone(name), "bold")


def markdown(diff: Diff, _screen: Screen = _PLAIN) -> str:
    """Tell a comparison in Markdown; whatever a toolkit says stays text."""
    from prevent_cli.reports import prose
    from prevent_cli.reports.markdown_text import plain

    headline, toolkits = minutes.gone(diff) or ("", [])
    marked = [f"**{plain(minutes.marking(diff))}**"] * bool(headline and minutes.marking(diff))
    parts = [*marked, f"**{plain(headline)}.**", *_bullets(toolkits)] if headline else []
    parts += [part for one in minutes.told(diff) for part in _markdown(one, diff.worse_than)]
    parts += [*_bullets([*minutes.alone(diff), *minutes.unchanged(diff)]), *marked]
    return prose.clean("\n\n".join(parts)) + "\n"


def _markdown(comparison: Comparison, worse_than: str | None) -> Iterator[str]:
    from prevent_cli.reports.markdown_text import as_line, plain

    marking = f"**{plain(comparison.marking)}**" if comparison.marking else ""
    if marking:
        yield marking
    yield f"# {plain(minutes.subject(comparison))}: what changed"
    yield f"**{plain(minutes.headline(comparison, worse_than))}.**"
    yield as_line(minutes.sources(comparison))
    yield from (as_line(note) for note in minutes.notes(comparison))
    for name, changes in groups(comparison):
        yield f"## {name}"
        yield "\n".join(_entry(change) for change in changes)
    if marking:
        yield marking


def _entry(change: Change) -> str:
    from prevent_cli.reports.markdown_text import as_line

    lines = [f"- {as_line(sentences.sentence(change))}", *(f"  - {as_line(one)}" for one in sentences.details(change))]
    return "\n".join(lines)


def _bullets(lines: list[str]) -> list[str]:
    from prevent_cli.reports.markdown_text import as_line, bullets

    return [bullets(map(as_line, lines))] if lines else []


def as_json(diff: Diff, _screen: Screen = _PLAIN) -> str:
    """Give the JSON shape of ``diff``."""
    return json.text(
        {
            "differs": diff.differs,
            "worse_than": diff.worse_than,
            "comparisons": [_comparison(one, diff.worse_than) for one in diff.comparisons],
            "only_old": [_side(one) for one in diff.only_old],
            "only_new": [_side(one) for one in diff.only_new],
        }
    )


def _comparison(one: Comparison, worse_than: str | None) -> json.Shape:
    return {
        "organisation": {"name": one.organisation.name, "code": one.organisation.code},
        "old": _side(one.old),
        "new": _side(one.new),
        "marking": one.marking,
        "audience": one.audience,
        "withholds": one.withholds,
        "headline": minutes.headline(one, worse_than),
        "notes": minutes.notes(one),
        "worse": one.count("worse"),
        "better": one.count("better"),
        "neutral": one.count("neutral"),
        "changes": [_change(change) for change in one.changes],
    }


def _side(one: Side) -> json.Shape:
    return {
        "toolkit": one.file or None,
        "organisation": one.organisation,
        "period": str(one.period),
        "as_of": one.as_of.isoformat(),
    }


def _change(one: Change) -> json.Shape:
    return {
        "kind": one.kind,
        "direction": one.direction,
        "fails": one.fails,
        "benchmark": one.benchmark,
        "at": one.at,
        "action": one.action,
        "scale": one.scale,
        "text": one.text,
        "before": one.before,
        "after": one.after,
        "owners": list(one.owners),
        "due": str(one.due) if one.due else None,
        "due_by": one.due.last.isoformat() if one.due else None,
        "days": one.days,
        "total_days": one.total_days,
        "moves": one.moves,
        "reasons": list(one.reasons),
        "hidden": one.hidden,
        "sentence": sentences.sentence(one),
    }


def html(diff: Diff, _screen: Screen = _PLAIN) -> str:
    """Give the comparison as one page."""
    from prevent_cli.reports.diff_html import render

    return render(diff).decode()


FORMATS: dict[str, Callable[[Diff, Screen], str]] = {"text": text, "md": markdown, "html": html, "json": as_json}
