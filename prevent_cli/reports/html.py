"""The report as one HTML file that needs nothing else: no network, no fonts, no pictures.

The style and the script stand in the page, and its Content-Security-Policy lets nothing
else run: each is named there by its SHA-256.
"""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from prevent_cli.model.assessment import ACTION_STATES, STATES
from prevent_cli.rating.actions import SORTS, natural, role_names
from prevent_cli.reports import prose
from prevent_cli.reports.strings import title
from prevent_cli.reports.summary import AHEAD_DAYS, summarise
from prevent_cli.reports.wording import Wording, wording
from prevent_cli.resources import REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jinja2.bccache import Bucket

    from prevent_cli.model.assessment import ActionView, Assessment, EvidenceView
    from prevent_cli.model.toolkit import Role
    from prevent_cli.reports.paper import Language, Paper

_TEMPLATE, STYLE, _SCRIPT = "report.html.j2", "report.css", "report.js"
_SUMMARY, _SUMMARY_STYLE = "summary.html.j2", "summary.css"
MOST_ROWS = 5


def render(paper: Paper) -> bytes:
    """Give the report as UTF-8. The same paper gives the same bytes."""
    assessment = paper.assessment
    actions = sorted(assessment.actions, key=SORTS["state"])
    return page(
        paper,
        _TEMPLATE,
        source(STYLE),
        source(_SCRIPT),
        actions=actions,
        owners=_Owners(assessment.roles, actions),
        anchors=prose.anchors(assessment),
        states=STATES,
        stages=ACTION_STATES,
    )


def render_summary(paper: Paper) -> bytes:
    """Give the one page for the board. The same paper gives the same bytes."""
    style = source(STYLE) + source(_SUMMARY_STYLE)
    return page(paper, _SUMMARY, style, summary=summarise(paper), ahead=AHEAD_DAYS, most_rows=MOST_ROWS)


def page(paper: Paper, template: str, style: str, script: str = "", **values: Any) -> bytes:
    """Fill a template in: ``a`` is the assessment in it, and the style and script are all that may run."""
    say = wording(paper.language)
    style += printed_page(paper.assessment, say)
    made = (
        environment(paper.language)
        .get_template(template)
        .render(
            a=paper.assessment,
            plain=say,
            style=Markup(style),  # noqa: S704 - our own text; what comes from a toolkit is escaped in printed_page
            script=Markup(script),  # noqa: S704 - our own text
            csp=content_security_policy(style, script),
            **values,
        )
    )
    return prose.clean(made).encode()


def content_security_policy(style: str, script: str | None = None) -> str:
    """Give the policy that allows this style, this script if there is one, and nothing else."""
    scripts = (f"script-src {_hash(script)}",) if script else ()
    parts = ("default-src 'none'", f"style-src {_hash(style)}", *scripts)
    return "; ".join((*parts, "base-uri 'none'", "form-action 'none'"))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def printed_page(assessment: Assessment, say: Wording) -> str:
    """Give the CSS for the margins of the report's printed pages."""
    return page_margins(
        f"{assessment.organisation.name}, {say.said(assessment.period)}",
        assessment.marking or "",
        say.word("audience", assessment.audience),
        say("report.as_of_margin", day=say.day(assessment.as_of)),
        say,
    )


def page_margins(subject: str, marking: str, audience: str, as_of: str, say: Wording | None = None) -> str:
    """Give the CSS that puts marking, subject, audience and page number into the margins of each printed page."""
    say = say or wording("en")
    page, of = css_string(say("report.page_before")), css_string(say("report.page_between"))
    boxes = {
        "top-left": f"content: {css_string(subject)}",
        "top-center": f"content: {css_string(marking)}; font-weight: bold",
        "top-right": f"content: {css_string(say('report.audience_margin', audience=audience))}",
        "bottom-left": f"content: {css_string(as_of)}",
        "bottom-center": f"content: {css_string(marking)}; font-weight: bold",
        "bottom-right": f"content: {page} counter(page) {of} counter(pages)",
    }
    rules = "\n".join(f"  @{name} {{ font: 9pt sans-serif; {content} }}" for name, content in boxes.items())
    return f"\n@page {{\n{rules}\n}}\n"


def css_string(text: str) -> str:
    """Quote text for CSS: every character that is not a letter, digit or space becomes its number."""
    # The space after a number belongs to it: CSS takes it away again.
    flat = prose.clean(re.sub(r"\s+", " ", text))
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found[0]):x} ", flat) + '"'


def paragraphs(text: str | None) -> Markup:
    """Turn light Markdown into paragraphs and lists."""
    text = (text or "").strip()
    if prose.is_plain(text):
        return Markup("\n").join(Markup("<p>{}</p>").format(part) for part in prose.paragraphs(text))
    return _safe(prose.parser().render(text).strip())


def phrase(text: str) -> Markup:
    """Turn light Markdown into what may stand in a heading or a sentence."""
    return escape(text) if prose.is_plain(text) else _safe(prose.parser().renderInline(text))


def _safe(made: str) -> Markup:
    """Trust what the reader of light Markdown made: it escapes text and follows safe links only."""
    return Markup(made.replace("<a href=", '<a rel="noopener noreferrer" href='))  # noqa: S704 - see above


def link_text(view: EvidenceView) -> str | None:
    """Give evidence that is itself a good text for its link: one plain line, and an address to go to."""
    text = (view.item.text or "").strip()
    good = text and "\n" not in text and len(text) <= 100 and prose.is_plain(text)
    return text if good and prose.web_address(view.item.link) else None


def host(address: str) -> str:
    """Give the part of an address that says whose it is."""
    return address.split(":", 1)[1].lstrip("/").split("/", 1)[0]


class _Owners:
    """The owners of actions as a filter offers them: a role once, by whatever name it was written."""

    def __init__(self, roles: Sequence[Role], actions: Iterable[ActionView]) -> None:
        self.roles = roles
        found = {self.role(owner): None for action in actions for owner in action.owners}
        self.names = sorted(found, key=str.casefold)

    def role(self, owner: str) -> str:
        names = role_names(self.roles, owner)
        return next((role.name for role in self.roles if role.name.casefold() in names), owner)

    def numbers(self, action: ActionView) -> str:
        """Give the places of an action's owners in the list, for the filter's script."""
        return " ".join(str(self.names.index(self.role(owner))) for owner in action.owners) or "none"


def _benchmarks(action: ActionView) -> str:
    """Give the benchmarks that an action serves, its own first."""
    also = sorted({ref.split(".", 1)[0] for ref in action.also} - {action.benchmark}, key=natural)
    return " ".join((action.benchmark, *also))


def source(name: str) -> str:
    """Give the text of a file beside the templates."""
    made = environment("en")
    assert made.loader is not None  # noqa: S101 - it is given one below
    return made.loader.get_source(made, name)[0]


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates kept where Python keeps this module's own compiled code; 150 ms of each run.

    A template that changed is compiled anew. Where nothing may be written, nothing is.
    """

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, or do without where that fails."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


def _compiled() -> _Compiled:
    """Give the store of compiled templates; another Jinja or another version of this module makes other files."""
    stamp = "-".join(f"{Path(file).stat().st_mtime_ns:x}" for file in (jinja2.__file__, __file__))
    return _Compiled(str(Path(cache_from_source(__file__)).parent), f"report-{stamp}-%s.cache")


class _Marked(Wording):
    """A language's sentences as markup, in which the toolkit's own words are said to be English."""

    def own(self, text: str) -> str:
        return text if self.language == "en" else Markup('<span lang="en">{}</span>').format(text)


def _set_apart(text: Markup) -> Markup:
    """Say of whole paragraphs of the toolkit's that they are in English."""
    return Markup('<div lang="en">\n{}\n</div>').format(text) if text else text


@cache
def environment(language: Language = "en") -> Environment:
    """Give the one environment of a language's templates: everything is escaped, nothing may be undefined."""
    made = Environment(
        loader=FileSystemLoader(REPORTS),
        bytecode_cache=_compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    say, foreign = _Marked(language), language != "en"
    made.filters.update(
        prose=(lambda text: _set_apart(paragraphs(text))) if foreign else paragraphs,
        phrase=(lambda text: say.own(phrase(text))) if foreign else phrase,
        own=say.own,
        capital=title,
    )
    made.globals.update(prose=prose, say=say, link_text=link_text, host=host, benchmarks_of=_benchmarks)
    made.globals.update(own_lang=Markup(' lang="en"') if foreign else "")
    return made
