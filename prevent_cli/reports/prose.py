"""What the written reports share: light Markdown read one way, links that are safe, anchors.

Light Markdown is paragraphs, lists, emphasis and links. Anything else, raw HTML among it,
is text and stays text.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from prevent_cli.model.fields import AUDIENCES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from prevent_cli.model.assessment import ActionView, Assessment, ExpectationView, QuestionView
    from prevent_cli.model.fields import Audience

# Controls, direction marks, separators, surrogates, tags and noncharacters: what is unseen or turns text about.
_ODD = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ufff9-\\ufffb"
    "\\ufffe\\uffff\\ud800-\\udfff\U000e0000-\U000e007f]"
)
_USUAL = bytes((9, 10, *range(32, 127)))
_WEB = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s/?#])\S*", re.IGNORECASE)
# Whatever could begin Markdown; text without any of it takes the short way.
_MARKED = re.compile(r"[*_\[<\\]|^[ \t]*(?:[-+]|\d+[.)])[ \t\n]|^[ \t]*(?:[-+]|\d+[.)])$| {2}\n|[\t\r]", re.MULTILINE)
SUMMARY_TEXTS = ("next_steps", "comments")
"""The texts of a benchmark for which a table of benchmarks has a column."""
_BLANK = re.compile(r"\n(?:[ ]*\n)+")
_OPENING_ENDS = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-+*]|\d+[.)])[ \t])")


def clean(text: str) -> str:
    """Put U+FFFD where a control or direction character stands, so that none works on a reader's screen."""
    return _ODD.sub("\ufffd", text) if _is_odd(text) else text


def spelled_out(text: str) -> str:
    """Give JSON with such characters as escapes, which read back as what they are and do nothing on a screen."""
    return _ODD.sub(lambda odd: json.dumps(odd[0])[1:-1], text) if _is_odd(text) else text


def _is_odd(text: str) -> bool:
    """Whether text holds such a character: it is looked for among what is left without the usual ones, in a quarter of the time."""
    unusual = text.encode("utf-8", "surrogatepass").translate(None, _USUAL)
    return bool(unusual) and bool(_ODD.search(unusual.decode("utf-8", "surrogatepass")))


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


def brief(text: str, width: int = 120) -> str:
    """Cut text to its first paragraph and so many characters, for a line of a summary."""
    from textwrap import shorten

    return shorten(opening(text)[0], width, placeholder=" …")


@cache
def parser() -> MarkdownIt:
    """Give the one reader of light Markdown: an empty one with the few rules that are wanted."""
    from markdown_it import MarkdownIt

    class Light(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
            return web_address(url) is not None

    return Light("zero").enable(["list", "emphasis", "link", "autolink", "escape", "newline"])


def given(assessment: Assessment) -> list[str]:
    """Name those of SUMMARY_TEXTS that any benchmark has: a column of the others would be empty."""
    return [key for key in SUMMARY_TEXTS if any((getattr(one, key) or "").strip() for one in assessment.benchmarks)]


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
