"""What the HTML pages share: one file that needs nothing else, no network, no fonts, no pictures.

The style and the script stand in the page, and its Content-Security-Policy lets nothing
else run: each is named there by its SHA-256.
"""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from contextlib import suppress
from functools import cache, lru_cache, partial
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from prevent_cli.reports import prose
from prevent_cli.reports.strings import title
from prevent_cli.reports.wording import Wording, wording
from prevent_cli.resources import REPORTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import nodes
    from jinja2.bccache import Bucket
    from jinja2.compiler import Frame, MacroRef

    from prevent_cli.model.assessment import EvidenceView
    from prevent_cli.model.fields import Audience
    from prevent_cli.reports.paper import Language


_said_again = lru_cache(maxsize=4096, typed=True)
"""For what is made of a text: a framework's words stand in every report, and most of a body's in each of its periods."""


def page(template: str, style: str, script: str = "", language: Language = "en", **values: object) -> bytes:
    """Give a page as UTF-8, made from a template with its style, its script and their policy.

    ``style`` and ``script`` are our own text: what comes from a record has to be escaped in them.
    """
    made = (
        environment(language)
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704 - see above
            script=Markup(script),  # noqa: S704 - see above
            csp=content_security_policy(style, script),
            **values,
        )
    )
    return prose.clean(made).encode()


def content_security_policy(style: str, script: str = "") -> str:
    """Give the policy that allows this style and this script and nothing else."""
    parts = ["default-src 'none'", f"style-src {_hash(style)}", *([f"script-src {_hash(script)}"] if script else [])]
    return "; ".join((*parts, "base-uri 'none'", "form-action 'none'"))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def printed_page(*, subject: str, audience: Audience, day: str, marking: str, language: Language = "en") -> str:
    """Give the CSS that puts subject, audience, day, marking and page number into the margins of each printed page."""
    say = wording(language)
    said = say("report.audience_margin", audience=say.word("audience", audience))
    number, of = css_string(say("report.page_before")), css_string(say("report.page_between"))
    bold = f"content: {css_string(marking)}; font-weight: bold"
    boxes = {
        "top-left": f"content: {css_string(subject)}",
        "top-center": bold,
        "top-right": f"content: {css_string(said)}",
        "bottom-left": f"content: {css_string(day)}",
        "bottom-center": bold,
        "bottom-right": f"content: {number} counter(page) {of} counter(pages)",
    }
    rules = "\n".join(f"  @{name} {{ font: 9pt sans-serif; {content} }}" for name, content in boxes.items())
    return f"\n@page {{\n{rules}\n}}\n"


def css_string(text: str) -> str:
    """Quote text for CSS: every character that is not a letter, digit or space becomes its number."""
    # The space after a number belongs to it: CSS takes it away again.
    flat = prose.clean(re.sub(r"\s+", " ", text))
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found[0]):x} ", flat) + '"'


@_said_again
def paragraphs(text: str | None) -> Markup:
    """Turn light Markdown into paragraphs and lists."""
    text = (text or "").strip()
    if prose.is_plain(text):
        made = "\n".join(f"<p>{escape(part)}</p>" for part in prose.paragraphs(text))
        return Markup(made)  # noqa: S704 - each part is escaped
    return _safe(prose.parser().render(text).strip())


@_said_again
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


def source(name: str) -> str:
    """Give a style or a script from the templates' folder."""
    templates = environment()
    assert templates.loader is not None  # noqa: S101 - it is given one below
    return templates.loader.get_source(templates, name)[0]


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


class _Code(CodeGenerator):
    """Compiles our own templates to plain Python: a call is a call, an attribute an attribute, and markup stays as it is.

    Jinja's own code asks at each of them what it is, since it may be anything. In our templates nothing asks for the
    context, attributes are there, and macros take what they need by place. A report takes half the time (16 for 32 ms).
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call. Nothing of ours asks for the context."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for one in (*node.args, *node.kwargs):
            self.visit(one, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write an attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:  # noqa: ARG002 - Jinja's signature
        """Write a macro: a function whose arguments are given by place, and that gives markup."""
        self.write("environment.macro(macro)")

    def _output_child_pre(self, *_: object) -> None:
        self.write("(made if (made := ")

    def _output_child_post(self, *_: object) -> None:
        self.write(").__class__ is Markup else escape(made))")


_as_markup = partial(str.__new__, Markup)
"""Markup of a plain string: Markup itself asks first whether it is markup already, at twice the price."""


class _Templates(Environment):
    """The environment of our own templates."""

    code_generator_class = _Code

    @staticmethod
    def macro(made: Callable[..., str]) -> Callable[..., Markup]:
        """Give the function that a macro is."""
        return lambda *given: _as_markup(made(*given))


@cache
def environment(language: Language = "en") -> Environment:
    """Give the templates of a language, with what all of them may use."""
    templates = _Templates(
        loader=FileSystemLoader(REPORTS),
        bytecode_cache=_compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    say, foreign = _Marked(language), language != "en"
    templates.filters.update(
        prose=(lambda text: _set_apart(paragraphs(text))) if foreign else paragraphs,
        phrase=(lambda text: say.own(phrase(text))) if foreign else phrase,
        own=say.own,
        capital=title,
    )
    templates.globals.update(prose=prose, say=say, link_text=link_text, host=host)
    templates.globals.update(own_lang=Markup(' lang="en"') if foreign else "")
    return templates
