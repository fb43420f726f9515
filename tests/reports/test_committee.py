from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.reports import FORMATS
from prevent_cli.reports.json import report
from prevent_cli.reports.paper import Paper
from prevent_cli.reports.wording import wording
from tests.reports.test_html import Page

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess

RECORD = """\
audience: {audience}
committee:
  meeting: Scrutiny Committee
  date: Jan 2022
  report_of: Director of Communities
  contact: CSP manager
  release: {release}
  exempt: Sch 12A para 7
benchmarks: []
"""


def header(record: Assessment) -> dict[str, str]:
    return dict(wording("en").committee_facts(record))


def test_a_header_says_what_is_given(assessed: Assess) -> None:
    assert header(assessed(RECORD.format(audience="officers", release="not for release"))) == {
        "Meeting": "Scrutiny Committee",
        "Date of meeting": "Jan 2022 (31 Jan 2022)",
        "Report of": "Director of Communities",
        "Contact": "CSP manager",
        "Release": "Not for release",
        "Exempt under": "Sch 12A para 7",
    }


def test_a_header_leaves_out_what_is_not_given(assessed: Assess) -> None:
    assert header(assessed("committee: {meeting: Board}\nbenchmarks: []\n")) == {"Meeting": "Board"}


@pytest.mark.parametrize(
    ("audience", "said"),
    [("public", "For release"), ("officers", "For release as the public edition; this edition holds more")],
)
def test_an_edition_that_holds_more_than_the_public_one_says_so(assessed: Assess, audience: str, said: str) -> None:
    assert header(assessed(RECORD.format(audience=audience, release="for release")))["Release"] == said


@pytest.mark.parametrize("name", ["html", "md"])
@pytest.mark.parametrize("summary", [False, True])
def test_it_stands_at_the_head(assessed: Assess, name: str, summary: bool) -> None:
    paper = Paper(assessed(RECORD.format(audience="officers", release="for release")), summary=summary)
    made = FORMATS[name].render(paper)
    text = Page(made).text if name == "html" else made.decode()

    assert 0 < text.index("Scrutiny Committee") < text.index("Director of Communities") < text.index("Ratings of")


def test_json_has_it_too(assessed: Assess) -> None:
    assert report(assessed(RECORD.format(audience="public", release="for release")))["committee"] == {
        "meeting": "Scrutiny Committee",
        "date": "Jan 2022",
        "report_of": "Director of Communities",
        "contact": "CSP manager",
        "release": "for release",
        "exempt": "Sch 12A para 7",
    }
