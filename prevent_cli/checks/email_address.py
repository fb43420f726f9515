"""A text holds the email address of a person.

An address in a published report is collected by senders of spam, and mostly holds a name.
Shared mailboxes, such as prevent@example.gov.uk, are left alone.

Example: "Contact jo.bloggs@example.gov.uk."

Mend it by giving a shared mailbox or a post, or by giving the item a narrower `audience`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.checks.prose import prose
from prevent_cli.checks.sights import audience_at
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit


CODE = "email-address"
LEVEL: Level = "warning"

_ADDRESS = r"(?<![\w.@/+-])(?P<local>[\w.+'-]+)@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}\b"
_SHARED = (
    r"access|admin|adult|board|business|channel|child|clerk|committee|comms|communit|complain|contact|corporate|council"
    r"|counter|customer|democra|desk|education|emergenc|engage|enquir|equalit|feedback|governance|group|health|help|hello"
    r"|housing|info|inquir|learning|legal|librar|licens|mail|mash|media|member|news|noreply|office|partner|police|policy"
    r"|press|prevent|privacy|protect|public|records|referral|report|resilien|safeguard|safety|school|secretar|security"
    r"|service|social|support|team|training|venue|welfare|young|youth"
    r"|(?<![^\W\d_])(?:act|csp|ctu|data|dpo|duty|foi|hr|hub|ict|it|lado|yos|yot)(?![^\W\d_])"
)


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every text with a person's address, where others than officers see it."""
    for piece in prose(context):
        if "@" in piece.text:
            for match in re.finditer(_ADDRESS, piece.text):
                shared = re.search(_SHARED, match["local"], re.IGNORECASE)
                if not shared and audience_at(toolkit, piece.loc) != "officers":
                    yield Problem(
                        CODE,
                        f"{short(match[0])} is a person's email address",
                        "give a shared mailbox or a post, or give the item a narrower 'audience'",
                        piece.loc,
                        LEVEL,
                    )
