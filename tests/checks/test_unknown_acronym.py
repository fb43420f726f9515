"""Acronyms that nothing explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import unknown_acronym
from tests.checks.items import EXPECTATION, item

if TYPE_CHECKING:
    from prevent_cli.checks import Check
    from prevent_cli.model.finding import Loc
    from tests.checks.conftest import Try


@pytest.mark.parametrize(
    ("check", "lines", "place", "word"),
    [
        (unknown_acronym, 'evidence: "NASFAT is consulted."', ("evidence", 0, "text"), "NASFAT"),
        (unknown_acronym, 'evidence: "All CSEOs came. The CSEO too."', ("evidence", 0, "text"), "CSEO"),
    ],
)
def test_finds(problems: Try, check: Check, lines: str, place: Loc, word: str) -> None:
    (found,) = problems(check, item(lines))
    assert (found.code, found.level, found.loc) == (check.CODE, "warning", (*EXPECTATION, *place))
    assert word in found.message


@pytest.mark.parametrize(
    ("check", "lines"),
    [
        (unknown_acronym, 'evidence: "The Independent Advisory Group (IAG) meets; the IAG is consulted."'),
        (unknown_acronym, 'evidence: "The UK and the NHS use IT, GDPR and COVID-19 advice."'),
        (unknown_acronym, 'evidence: "COMPLETE FOR SET AND SHARED."'),
        (unknown_acronym, 'evidence: "This is NOT done. Part II is."'),
        (unknown_acronym, 'evidence: "E06000034, RM17 6SL, CH-0042 and https://example.org/ABC"'),
        (unknown_acronym, 'evidence: "LGA (Local Government Association) peers came."'),
    ],
)
def test_leaves_alone(problems: Try, check: Check, lines: str) -> None:
    assert problems(check, item(lines)) == []


def test_the_glossary_and_the_roles_explain(problems: Try) -> None:
    head = "glossary: {CSP: Community Safety Partnership, A/D: Assistant Director}\n"
    head += "roles: [{name: LSCP, aka: [Local Safeguarding Children Partnership]}]\n"
    assert problems(unknown_acronym, head + item("evidence: The A/D, the CSPs and the CSP/LSCP met.")) == []


def test_many_without_a_glossary_are_one_finding(problems: Try) -> None:
    text = "evidence: The CTLP of the CSP goes to WRAP staff and the SET board by MASH for the PFH."
    (found,) = problems(unknown_acronym, item(text))
    assert all(one in found.message for one in ("CTLP", "CSP", "WRAP", "SET", "MASH", "PFH"))
    assert len(problems(unknown_acronym, "glossary: {IAG: Group}\n" + item(text))) == 6
