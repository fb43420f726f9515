"""A text holds a telephone number.

A number in a published report cannot be called back, and often belongs to one person.
Public lines (0300, 0800 and their like) are left alone.

Example: "Ring the lead on 01375 123456."

Mend it by leaving the number out, or by giving the item a narrower `audience`.
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


CODE = "phone-number"
LEVEL: Level = "warning"

_NUMBER = r"(?:(?<![\w/.,:=#£+-])|(?<=[Tt]el:))(?:\+44[ -]?|\(?0)(?:[ ()-]{0,2}\d){8,13}(?![\w/])(?![.,-]\d)"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every text with a telephone number, where others than officers see it."""
    for piece in prose(context):
        if "0" in piece.text or "+44" in piece.text:
            for found in re.findall(_NUMBER, piece.text):
                if _is_phone(found) and audience_at(toolkit, piece.loc) != "officers":
                    yield Problem(
                        CODE,
                        f"{short(found)} is a telephone number",
                        "leave it out, or give the item a narrower 'audience'",
                        piece.loc,
                        LEVEL,
                    )


def _is_phone(text: str) -> bool:
    """Whether it is a UK number of a place, a mobile or a business, by its digits."""
    if re.search(r"\d{1,2}-\d{1,2}-\d{2,4}|\d{4}-\d\d-\d\d", text):
        return False
    digits = re.sub(r"\D", "", text.replace("+44", "0").replace("(0)", ""))
    digits = "0" + digits.lstrip("0")
    return len(digits) == 11 and digits[1] in "127"
