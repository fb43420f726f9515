"""What the written reports share: light Markdown read one way, links that are safe, sentences.

Light Markdown is paragraphs, lists, emphasis and links. Anything else, raw HTML among it,
is text and stays text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from prevent_cli.model.fields import AUDIENCES, COLOURS
from prevent_cli.rating.states import DUE_SOON_DAYS
from prevent_cli.reports.words import count, due, short_day, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt

    from prevent_cli.model.assessment import (
        ActionState,
        ActionView,
        Assessment,
        BenchmarkView,
        Counts,
        EvidenceView,
        ExpectationView,
        QuestionView,
        State,
    )
    from prevent_cli.model.fields import Audience, Computed
    from prevent_cli.model.policy import Policy
    from prevent_cli.model.toolkit import Rating
    from prevent_cli.model.when import When

# Controls, direction marks, separators, surrogates, tags and noncharacters: what is unseen or turns text about.
_ODD = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ufff9-\\ufffb"
    "\\ufffe\\uffff\\ud800-\\udfff\U000e0000-\U000e007f]"
)
_WEB = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s/?#])\S*", re.IGNORECASE)
# Whatever could begin Markdown; text without any of it takes the short way.
_MARKED = re.compile(r"[*_\[<\\]|^[ \t]*(?:[-+]|\d+[.)])[ \t\n]|^[ \t]*(?:[-+]|\d+[.)])$| {2}\n|[\t\r]", re.MULTILINE)
_BLANK = re.compile(r"\n(?:[ ]*\n)+")
_OPENING_ENDS = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-+*]|\d+[.)])[ \t])")


def clean(text: str) -> str:
    """Put U+FFFD where a control or direction character stands, so that none works on a reader's screen."""
    return _ODD.sub("\ufffd", text) if _ODD.search(text) else text


def web_address(link: str | None) -> str | None:
    """Give a link that may be followed: http, https or mailto; None for any other."""
    address = clean((link or "").strip())
    return address if _WEB.fullmatch(address) else None


def is_plain(text: str) -> bool:
    """Whether text holds paragraphs only."""
    return not _MARKED.search(text)


def paragraphs(text: str) -> list[str]:
    """Split plain text at its blank lines; one sentence a line stays one sentence a line."""
    parts = _BLANK.split(text.strip()) if text.strip() else []
    return ["\n".join(line.strip(" ") for line in part.split("\n")) for part in parts]


def opening(text: str) -> tuple[str, str]:
    """Split text into its first paragraph, fit for a heading, and the rest."""
    first, *_ = _OPENING_ENDS.split(text.strip(), maxsplit=1)
    return first, text.strip()[len(first) :].strip("\n")


@cache
def parser() -> MarkdownIt:
    """Give the one reader of light Markdown: an empty one with the few rules that are wanted."""
    from markdown_it import MarkdownIt

    class Light(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
            return web_address(url) is not None

    return Light("zero").enable(["list", "emphasis", "link", "autolink", "escape", "newline"])


AUDIENCE_SAID: dict[Audience, str] = {
    "public": "public (anyone may read this edition)",
    "partners": "partners (for partner bodies and officers)",
    "officers": "officers (for officers only)",
}
STATES_SAID: dict[State, str] = {
    "met": "Answered as met, or evidence shows it; nothing is left to do.",
    "in hand": "Answered as partly met, or an action is still open.",
    "gap": "Answered as not met, or an open action is overdue.",
    "not assessed": "Nobody has answered it and no evidence counts. It is never taken for met.",
    "not applicable": "It does not apply here, and leaves the count.",
}
ACTION_STATES_SAID: dict[ActionState, str] = {
    "overdue": "Still open after the last day of its due date.",
    "due soon": f"Due within {DUE_SOON_DAYS} days.",
    "on track": f"Due in more than {DUE_SOON_DAYS} days.",
    "awaiting": "Without a date, waiting for something that is named.",
    "no date": "Open, without a date and without anything it waits for.",
    "deferred": "Put off by a decision, and not overdue.",
    "complete": "Done.",
    "withdrawn": "No longer to be done; it counts for nothing.",
}


def anchors(assessment: Assessment) -> dict[str, str]:
    """Give the anchor of every benchmark (b7), question (q7-3) and expectation (e7-3-1) by its id."""
    found: dict[str, str] = {}
    for benchmark in assessment.benchmarks:
        found.setdefault(benchmark.id, anchor("b", benchmark.id))
        for question in benchmark.questions:
            found.setdefault(question.id, anchor("q", question.id))
            for expectation in question.expectations:
                found.setdefault(expectation.id, anchor("e", expectation.id))
    return found


def anchor(kind: str, ref: str) -> str:
    """Make an anchor: b, q or e, then the id with dashes for dots."""
    return kind + ref.replace(".", "-")


def narrower(audience: Audience, default: Audience) -> bool:
    """Whether fewer may see an item than the rest of the report."""
    return AUDIENCES.index(audience) > AUDIENCES.index(default)


def elsewhere(view: ExpectationView) -> list[ActionView]:
    """Give the actions that serve an expectation from another place."""
    return [action for action in view.served_by if action.ref != view.id]


def covers(question: QuestionView, view: ExpectationView) -> bool:
    """Whether a question's evidence stands in for an expectation that has none of its own."""
    stub = view.withheld is not None and not view.text
    return view.on_file and not stub and not view.evidence and any(not one.expired for one in question.evidence)


def title(word: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return word[:1].upper() + word[1:]


def listed(words: Sequence[str]) -> str:
    """List words as a sentence does: a, b and c."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def percent(share: float) -> str:
    """Say a percentage: 25%, 33.3%."""
    return f"{share:.1f}".removesuffix(".0") + "%"


def tally(counts: Counts) -> str:
    """Say counts in a sentence: Of 13 expectations in scope, 8 are met and 5 are in hand."""
    left_out = f"{counts.not_applicable} {'is' if counts.not_applicable == 1 else 'are'} not applicable"
    if not counts.in_scope:
        return f"Nothing is in scope; {left_out}." if counts.not_applicable else "Nothing is in scope."
    states = {"met": counts.met, "in hand": counts.in_hand, "a gap": counts.gap, "not assessed": counts.not_assessed}
    said = [_are(number, state) for state, number in states.items() if number]
    if counts.met == counts.in_scope > 1:
        return f"All {counts.in_scope} expectations in scope are met" + (
            f"; {left_out}." if counts.not_applicable else "."
        )
    whole = f"Of {count(counts.in_scope, 'expectation')} in scope, {listed(said)}"
    return f"{whole}; {left_out}." if counts.not_applicable else f"{whole}."


def _are(number: int, state: str) -> str:
    return f"{number} is {state}" if number == 1 else f"{number} are {'gaps' if state == 'a gap' else state}"


def agreement(assessment: Assessment) -> str:
    """Say for how many benchmarks judged and computed rating agree, and where they differ."""
    agrees = [view.agrees for view in assessment.benchmarks]
    differ = [view.id for view in assessment.benchmarks if view.agrees is False]
    said = (
        f"The computed rating agrees with the judged one on {agrees.count(True)} of {count(len(agrees), 'benchmark')}"
    )
    if differ:
        said += f" and differs on {'benchmark' if len(differ) == 1 else 'benchmarks'} {listed(differ)}"
    if None in agrees:
        said += f"; {agrees.count(None)} cannot be compared"
    return f"{said}."


def difference(view: BenchmarkView, policy: Policy) -> str:
    """Say how judged and computed rating of a benchmark differ."""
    judged = view.judged.value.capitalize() if view.judged else "not judged"
    return f"People judged it {judged}; the policy “{policy.name}” computes {view.computed.value.capitalize()}."


def agrees(view: BenchmarkView) -> str:
    """Say in a word or two whether judged and computed agree."""
    if view.agrees is None:
        return "Not judged" if view.judged is None else "Not comparable"
    return "Yes" if view.agrees else "No"


def change(view: BenchmarkView) -> str:
    """Say how a benchmark's judged rating moved since the period before."""
    if view.previous is None:
        return "No earlier rating"
    before = view.previous.rating.value
    period = f" in {written(view.previous.period)}" if view.previous.period else ""
    was = f"was {before.capitalize()}{period}"
    if view.judged is None:
        return f"Not judged anew; {was}"
    step = COLOURS.index(view.judged.value) - COLOURS.index(before)
    return f"{'Better' if step > 0 else 'Worse' if step < 0 else 'No change'}; {was}"


def source(rating: Rating) -> str:
    """Say who rated and when; nothing where neither is on file."""
    by = f"by {' '.join(rating.by.split())}" if rating.by else ""
    return " ".join(filter(None, (by, _at(rating.on))))


def _at(when: When | None) -> str:
    return f"{'on' if when.is_day else 'in'} {written(when)}" if when else ""


def action_state(view: ActionView) -> str:
    """Say what an action's state does not: how late it is, and a status that differs from the state."""
    notes = [f"by {count(view.days_overdue, 'day')}"] if view.days_overdue else []
    notes += [view.status] if view.status == "in progress" or (view.status == "deferred" and view.overdue) else []
    return ", ".join(notes)


def action_facts(view: ActionView) -> Iterator[tuple[str, str]]:
    """Give what is on file about an action beside its text: a label and a short text each."""
    facts = (
        ("Owners" if len(view.owners) > 1 else "Owner", ", ".join(view.owners) or "none"),
        ("Raised", written(view.raised)),
        ("Due", written(view.due)),
        ("Moved", slip(view)),
        ("Awaiting", " ".join((view.awaiting or "").split())),
        ("Repeats", view.repeats or ""),
        ("Completed", written(view.completed)),
    )
    return ((label, text) for label, text in facts if text)


def slip(view: ActionView) -> str:
    """Say how a due date was moved, each step with its reason."""
    if not view.revised or not view.due:
        return ""
    first = f"first due {written(view.due_first)}" if view.due_first else ""
    by = (
        count(abs(view.slipped_days), "day") + (" later" if view.slipped_days > 0 else " earlier")
        if view.slipped_days
        else ""
    )
    steps = [
        " ".join(filter(None, (f"to {written(step.due)}", _at(step.on))))
        + (f", because {' '.join(step.reason.split())}" if step.reason else "")
        for step in view.revised
    ]
    return "; ".join(filter(None, (first, *steps, by)))


def timing(view: ActionView) -> str:
    """Say in a table's cell when an action is due, was done, or comes round."""
    parts = [due(view)]
    parts += [f"completed {written(view.completed)}"] if view.completed else []
    parts += [f"repeats: {view.repeats}"] if view.repeats else []
    return title("; ".join(filter(None, parts))) or "Not dated"


def evidence_notes(view: EvidenceView) -> list[str]:
    """Say from when evidence is and until when it counts."""
    item = view.item
    notes = [f"Dated {written(item.on)}."] if item.on else []
    if item.expires:
        notes.append(
            f"Expired {written(item.expires)}, so it no longer counts."
            if view.expired
            else f"Counts until {short_day(item.expires.last)}."
        )
    return notes


def link_note(link: str | None) -> str | None:
    """Say what is wrong with a link that cannot be followed; None where there is none or it can."""
    if link is None or web_address(link):
        return None
    given = " ".join(link.split())
    return "Link not given." if given in {"", "#"} else f"Link, not a web address: {given}"


def policy_rules(policy: Policy) -> list[tuple[Computed, str]]:
    """Say a policy's rules in plain words, in the order in which they are tested."""
    gap, short, unknown = policy.red.gap_over, policy.amber.short_over, policy.not_rated.not_assessed_over
    red = (
        "Any expectation in scope is a gap" if not gap else f"Gaps make up more than {percent(gap)} of what is in scope"
    )
    if policy.red.essential_gap and gap:
        red += ", or an essential expectation is a gap"
    amber = (
        f"Gaps, expectations in hand and those not assessed together make up more than {percent(short)} of what is in scope"
        if short
        else "Any expectation in scope is a gap, in hand or not assessed"
    )
    rules: list[tuple[Computed, str]] = [
        ("red", f"{red}."),
        ("not rated", f"Nothing is in scope, or what nobody has assessed makes up more than {percent(unknown)} of it."),
        ("amber", f"{amber}."),
        ("green", "None of these."),
    ]
    meanings = {"red": policy.words.red, "amber": policy.words.amber, "green": policy.words.green}
    return [(value, f"{rule} {meanings.get(value) or ''}".strip()) for value, rule in rules]


def policy_weights(policy: Policy) -> str:
    """Say which expectations count more than once; nothing where none does."""
    heavy = [f"{ref} ({weight} times)" for ref, weight in policy.weights.items() if weight != 1]
    return f"Some expectations count more than once: {listed(heavy)}." if heavy else ""
