"""A paper that is not for release does not say which exemption it relies on.

The public may be kept out of a meeting, and a paper from the public, only for a reason that
the law names, such as a paragraph of Schedule 12A to the Local Government Act 1972. A paper
that names none may have to be released.

Example: `committee: {meeting: Scrutiny Committee, release: not for release}`.

Mend it by adding `exempt`, such as `exempt: Sch 12A para 7`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "no-exemption"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, _context: Context) -> Iterator[Problem]:
    """Yield a problem where the header says 'not for release' and gives no exemption."""
    committee = toolkit.committee
    if committee and committee.release == "not for release" and not committee.exempt:
        yield Problem(
            CODE,
            "the header says 'not for release', and not why",
            "add the exemption relied on, such as: exempt: Sch 12A para 7",
            ("committee", "release"),
            LEVEL,
        )
