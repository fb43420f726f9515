from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from prevent_cli.history.trend import RatingCell, Trend, trends
from prevent_cli.reports.screen import Screen
from prevent_cli.reports.trend_html import render
from prevent_cli.reports.trends import as_markdown, as_table, rating

if TYPE_CHECKING:
    from tests.conftest import Assess

HOSTILE = '<script>alert(1)</script> | "'


def made(assessed: Assess, periods: int = 2, name: str = "Testshire Council", marking: str = "OFFICIAL") -> Trend:
    """Give the trend of a body: each year an action is new, the one before is gone, and ratings go round."""
    found = [
        assessed(
            f"""\
            format: toolkit/1
            organisation: {{name: {name!r}}}
            period: {2010 + year}
            marking: {marking}
            audience: public
            benchmarks:
              - id: 1
                title: 'Training {HOSTILE}'
                rating: {("red", "amber", "green")[year % 3]}
                actions: [{{id: A{year}, text: 'Do *this* {HOSTILE} in {2010 + year}, part {year}', due: {2010 + year}}}]
                questions: [{{id: 1.1, answer: met}}]
              - {{id: 2, title: Venues}}
            """,
            as_of=f"{2010 + year}-12-31",
        )
        for year in range(periods)
    ]
    return trends(found)[0]


def html(*found: Trend) -> str:
    return render(found).decode()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (None, "-"),
        (RatingCell("green", "green", True, None), "Green"),
        (RatingCell("green", "green", True, "same"), "Green"),
        (RatingCell("amber", "green", False, "worse"), "Amber, worse, computed Green"),
        (RatingCell("red", "not rated", None, None), "Red, computed not rated"),
        (RatingCell(None, "red", None, None), "Not judged, computed Red"),
        (RatingCell(None, "not rated", None, None), "Not judged"),
    ],
)
def test_a_cell_says_its_rating_in_words(cell: RatingCell | None, said: str) -> None:
    assert rating(cell) == said


def test_on_a_terminal_a_rating_is_coloured_by_its_first_word(assessed: Assess) -> None:
    printed = as_table([made(assessed)], Screen(width=140, terminal=True, coloured=True))

    assert re.search(r"\x1b\[31mRed, computed Green", printed)
    assert re.search(r"\x1b\[33mAmber, better", printed)


def test_a_narrow_terminal_gets_a_list(assessed: Assess) -> None:
    printed = as_table([made(assessed)], Screen(width=20, terminal=True))

    assert "\n2011: Amber, better, computed Green\n" in printed


def test_markdown_has_a_heading_and_two_tables_for_each_body(assessed: Assess) -> None:
    text = as_markdown([made(assessed), made(assessed, name="Oxton Council")], Screen())

    assert re.findall(r"^#+ .*", text, re.MULTILINE) == [
        "# Trend: Testshire Council, 2010 to 2011 (2 periods)",
        "## Ratings",
        "## Actions",
        "### Actions in 2011",
        "# Trend: Oxton Council, 2010 to 2011 (2 periods)",
        "## Ratings",
        "## Actions",
        "### Actions in 2011",
        "## What the words mean",
    ]
    assert text.count("**OFFICIAL**") == 2
    assert all(line.count(" | ") == 3 for line in text.splitlines() if line.startswith(("| 1 |", "| 2 |")))


def test_of_earlier_periods_markdown_names_what_was_dropped(assessed: Assess) -> None:
    text = as_markdown([made(assessed, periods=3)], Screen())

    assert [line.partition(",")[0] for line in text.splitlines() if line.startswith(("- Opened:", "- Dropped:"))][
        :3
    ] == ["- Dropped: A0", "- Opened: A2", "- Dropped: A1"]


def test_the_page_allows_its_own_style_and_nothing_else(assessed: Assess) -> None:
    page = html(made(assessed))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in unescape(page)
    assert "<script" not in page
    assert not re.search(r"<[^>]*\s(?:style|src|on\w+)=", page)
    assert "url(" not in style


def test_what_a_record_holds_is_text_in_the_page(assessed: Assess) -> None:
    page = html(made(assessed))

    assert "Do <em>this</em> &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "1. Training &lt;script&gt;" in page


def test_every_picture_has_its_numbers_in_a_table_as_well(assessed: Assess) -> None:
    page = html(made(assessed))
    drawn = re.findall(r'<svg id="t.*?</svg>', page, re.DOTALL)
    pictures = [ET.fromstring(one) for one in drawn]  # noqa: S314 - our own
    captions = re.findall(r"<caption[^>]*>(.*?)</caption>", page)

    assert [one.findtext("title") for one in pictures] == [
        "Judged ratings of Testshire Council",
        "Open and overdue actions of Testshire Council",
        "Actions opened and closed by Testshire Council",
    ]
    assert captions == ["Ratings in words", "Actions in numbers"]
    assert pictures[0].findtext("desc", "").endswith("2. Venues: 2010 Not judged, 2011 Not judged.")
    assert pictures[1].findtext("desc") == "2010: 1 open, 0 overdue; 2011: 1 open, 0 overdue."
    assert pictures[2].findtext("desc") == "2011: 1 opened, 0 closed."


def test_every_rating_of_the_page_is_a_word_beside_its_colour(assessed: Assess) -> None:
    page = html(made(assessed, periods=3))
    tags = re.findall(r'<span class="tag rating ([\w-]+)">.*?</svg>(.*?)</span>', page, re.DOTALL)

    assert tags[:3] == [("red", "Red"), ("amber", "Amber"), ("green", "Green")]
    assert set(tags[3:]) == {("not-rated", "Not judged")}


def test_ids_of_the_page_are_unique_and_links_lead_to_them(assessed: Assess) -> None:
    page = html(made(assessed), made(assessed, name="Oxton Council"))
    ids = re.findall(r'\sid="([^"]+)"', page)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="|url\()#([^")]+)', page)) <= set(ids)
    assert set(" ".join(re.findall(r'aria-labelledby="([^"]+)"', page)).split()) <= set(ids)


def test_headings_go_down_a_level_at_a_time_with_one_body_or_two(assessed: Assess) -> None:
    for bodies in (1, 2):
        page = html(*(made(assessed, name=f"Body {number}") for number in range(bodies)))
        levels = [int(level) for level in re.findall(r"<h(\d)", page)]
        assert levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_one_period_has_no_lines_to_draw(assessed: Assess) -> None:
    page = html(made(assessed, periods=1))

    assert "There is one period only, 2010" in page
    assert "t1-heat" in page
    assert "t1-lines" not in page


def test_many_periods_are_printed_across(assessed: Assess) -> None:
    assert "size: A4 landscape" in html(made(assessed, periods=7))
    assert "size: A4 landscape" not in html(made(assessed, periods=6))


def test_every_marking_is_at_the_top_and_the_bottom(assessed: Assess) -> None:
    page = html(made(assessed), made(assessed, name="Oxton Council", marking="OFFICIAL-SENSITIVE"))

    assert re.findall(r'<p class="marking">(.*?)</p>', page) == ["OFFICIAL", "OFFICIAL-SENSITIVE"] * 2


def test_the_same_trend_gives_the_same_page(assessed: Assess) -> None:
    assert html(made(assessed)) == html(made(assessed))
