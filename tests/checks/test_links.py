"""Links that lead nowhere, elsewhere, or who knows where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import dead_link, link_differs, unclear_link
from tests.checks.items import EXPECTATION, item

if TYPE_CHECKING:
    from prevent_cli.checks import Check
    from prevent_cli.model.finding import Loc
    from tests.checks.conftest import Try


@pytest.mark.parametrize(
    ("check", "lines", "place", "word"),
    [
        (dead_link, 'evidence: {text: "Minutes", link: "#"}', ("evidence", 0, "link"), "#"),
        (dead_link, 'evidence: {text: "Minutes", link: "TBC"}', ("evidence", 0, "link"), "TBC"),
        (dead_link, 'evidence: {text: "Minutes", link: "minutes"}', ("evidence", 0, "link"), "minutes"),
        (dead_link, 'evidence: {text: "Minutes", link: "https://"}', ("evidence", 0, "link"), "https://"),
        (
            dead_link,
            'evidence: {text: "Minutes", link: "www.example.org/a"}',
            ("evidence", 0, "link"),
            "www.example.org/a",
        ),
        (
            dead_link,
            'evidence: {text: "Minutes", link: "javascript:void(0)"}',
            ("evidence", 0, "link"),
            "javascript:void(0)",
        ),
        (dead_link, 'evidence: {text: "Minutes", link: "n/a"}', ("evidence", 0, "link"), "n/a"),
        (dead_link, 'evidence: "See the [minutes](#)."', ("evidence", 0, "text"), "#"),
        (dead_link, 'evidence: "See the [minutes]()."', ("evidence", 0, "text"), "no address"),
        (
            link_differs,
            'evidence: {text: "Shown as objective://edrms.example.org/id:A1", link: "https://edrms.example.org/id:A1"}',
            ("evidence", 0, "link"),
            "objective://",
        ),
        (
            link_differs,
            'evidence: "[https://a.example.org](https://b.example.org)"',
            ("evidence", 0, "text"),
            "https://b.example.org",
        ),
        (
            unclear_link,
            'evidence: "For the minutes [click here](https://example.org/m)."',
            ("evidence", 0, "text"),
            "click here",
        ),
        (unclear_link, 'evidence: "For the minutes [here](https://example.org/m)."', ("evidence", 0, "text"), "here"),
        (
            unclear_link,
            'evidence: "For the minutes [Read more](https://example.org/m)."',
            ("evidence", 0, "text"),
            "Read more",
        ),
        (unclear_link, 'evidence: {text: "Link", link: "https://example.org/policy"}', ("evidence", 0, "text"), "Link"),
        (unclear_link, "evidence: {link: 'https://edrms.example.org/id:A5897574'}", ("evidence", 0, "link"), "no text"),
    ],
)
def test_finds(problems: Try, check: Check, lines: str, place: Loc, word: str) -> None:
    (found,) = problems(check, item(lines))
    assert (found.code, found.level, found.loc) == (check.CODE, "warning", (*EXPECTATION, *place))
    assert word in found.message


@pytest.mark.parametrize(
    ("check", "lines"),
    [
        (dead_link, 'evidence: {text: "Minutes", link: "https://example.org"}'),
        (dead_link, 'evidence: {text: "Minutes", link: "http://intranet/minutes#top"}'),
        (dead_link, 'evidence: {text: "Minutes", link: "docs/minutes.pdf"}'),
        (dead_link, 'evidence: {text: "Minutes", link: "mailto:prevent@example.org"}'),
        (dead_link, 'evidence: "See the [minutes](https://example.org/a) (in draft)."'),
        (link_differs, 'evidence: {text: "See http://www.example.org/a/", link: "https://example.org/a"}'),
        (
            link_differs,
            'evidence: {text: "The [plan](https://a.example.org) of 2021", link: "https://b.example.org/x"}',
        ),
        (link_differs, 'evidence: "[www.example.org](https://example.org/plan)"'),
        (link_differs, 'evidence: "[https://example.org/the-pl…](https://example.org/the-plan)"'),
        (
            link_differs,
            'evidence: {text: "The site (https://example.org) was renewed.", link: "https://minutes.example.net/12"}',
        ),
        (link_differs, 'evidence: "[the plan](https://a.example.org)"'),
        (unclear_link, 'evidence: "[The minutes of June](https://example.org/m) are here."'),
        (unclear_link, "evidence: {link: 'https://example.org/venue-hire-policy'}"),
        (unclear_link, 'evidence: {text: "Here is the policy", link: "https://example.org/1"}'),
    ],
)
def test_leaves_alone(problems: Try, check: Check, lines: str) -> None:
    assert problems(check, item(lines)) == []
