"""A text holds HTML, which is shown as it stands.

Texts are light Markdown; tags and entities in them are not obeyed, so that a reader sees
`<br>` or `&amp;`. They mostly come in when a document is copied from a web page.

Example: `Bookings <b>will not</b> be taken.`

Mend it by writing plain text, or Markdown: `**bold**`, lists, and links in the form
`[text](https://…)`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from prevent_cli.checks.prose import prose
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "raw-html"
LEVEL: Level = "warning"
_TAGS = (
    "a|abbr|article|aside|b|big|blockquote|body|br|button|center|cite|code|dd|del|details|div|dl|dt|em|embed|figure|font|footer"
    "|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav|object|ol|option|p|pre|q|s|script"
    "|section|select|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul"
    "|video|wbr"
)


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for the first tag or entity of every text."""
    for piece in prose(context):
        found = _html().search(piece.text) if "<" in piece.text or "&" in piece.text else None
        if found:
            yield Problem(
                CODE,
                f"{short(found[0])} is HTML, and is shown as it stands",
                "write plain text or Markdown, such as **bold** and [text](https://…)",
                piece.loc,
                LEVEL,
            )


@cache
def _html() -> re.Pattern[str]:
    tag = rf"</?(?:{_TAGS})(?:\s+[a-z-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))*\s*/?>"
    entity = r"&(?:amp|nbsp|lt|gt|quot|apos|ndash|mdash|[lr][sd]quo|hellip|bull|pound|#\d{2,5}|#x[0-9a-f]{2,5});"
    return re.compile(rf"{tag}|<!--|{entity}", re.IGNORECASE)
