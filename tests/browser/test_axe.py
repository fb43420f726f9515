"""axe-core finds nothing wrong, and nothing that a person has not looked at."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import enlarge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
PAGES = ("board", "thurrock", "every key", "trend", "diff", "portfolio")
# What axe cannot tell by itself, and what a person saw: rule, part of the place, and the reason why it is right.
REVIEWED = (
    ("color-contrast", 'class="sort"', "heads of a table that is moved sideways: axe does not see past its edge"),
    ("color-contrast", '<td class="number"', "cells of the same table, in the colours of the page"),
    ("color-contrast", "<text ", "text of a chart: axe does not know what is behind it; test_contrast.py measures it"),
)
RUN = """rules => axe.run(document, {
  resultTypes: ['violations', 'incomplete'], runOnly: {type: 'tag', values: rules}
}).then(found => ['violations', 'incomplete'].flatMap(kind => found[kind].flatMap(rule => rule.nodes.map(
  node => ({kind, rule: rule.id, place: node.target.flat().join(' '), html: node.html, said: node.failureSummary})))))"""


def looked_at(page: Page) -> list[str]:
    """Let axe look at a page; give what it finds that nobody has reviewed."""
    page.evaluate(AXE)
    return list(_unreviewed(page.evaluate(RUN, list(RULES))))


def _unreviewed(found: list[dict[str, str]]) -> Iterator[str]:
    for one in found:
        known = [place for rule, place, _ in REVIEWED if rule == one["rule"] and place in one["html"]]
        if one["kind"] == "violations" or not known:
            yield "{kind}: {rule} at {place}: {html}: {said}".format(**one)


@pytest.mark.parametrize("name", [*PAGES, "every key in Welsh", "hostile"])
def test_a_page_as_it_opens(name: str, visit: Visit) -> None:
    assert looked_at(visit(name)) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_dark_page(name: str, visit: Visit) -> None:
    assert looked_at(visit(name, color_scheme="dark")) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_for_print(name: str, visit: Visit) -> None:
    page = visit(name, width=794)
    page.emulate_media(media="print")

    assert looked_at(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_320_pixels_wide(name: str, visit: Visit) -> None:
    assert looked_at(visit(name, width=320)) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_text_of_twice_the_size(name: str, visit: Visit) -> None:
    page = visit(name)
    enlarge(page)

    assert looked_at(page) == []


def test_a_page_that_is_searched_and_filtered(visit: Visit) -> None:
    page = visit("every key")
    page.fill("#s-text", "draft")
    page.select_option("#f-state", "open")
    page.locator("#s-list a").first.wait_for()

    assert looked_at(page) == []
