"""Pages fit: on a phone, with large text, with a reader's own spacing, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import box, enlarge, restyle

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

# WCAG 2.2, success criterion 1.4.12.
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    "p { margin-bottom: 2em !important }"
)
PAGES = (
    "thurrock",
    "every key",
    "every key in Welsh",
    "trend",
    "portfolio",
    "diff",
    "board",
    "hostile",
    "hostile board",
    "hostile trend",
    "hostile portfolio",
    "hostile diff",
)
CUT = """() => [...document.querySelectorAll('p, li, td, th, dt, dd, a, button, label, h1, h2, h3, h4, .tag')]
  .filter(one => one.checkVisibility() && !one.closest('thead, .skip, .scroll')
    && (one.getBoundingClientRect().right > innerWidth + 1
        || (getComputedStyle(one).overflow === 'hidden' && one.scrollHeight > one.clientHeight)))
  .map(one => one.outerHTML.slice(0, 200))"""
SMALL = """() => [...document.querySelectorAll('a[href], button, input, select')]
  .filter(one => one.checkVisibility() && !one.closest('p, dd, h1, h2, h3, h4, td, th, .skip'))
  .map(one => [one.outerHTML.slice(0, 100), (one.closest('li') || one).getBoundingClientRect().height])
  .filter(([, height]) => height < 24)"""

RUNS_OVER = """() => [...document.querySelectorAll('.cards td')]
  .filter(one => one.checkVisibility() && one.scrollHeight > one.clientHeight + 1)
  .map(one => one.outerHTML.slice(0, 100))"""


def sideways(page: Page) -> int:
    """Give by how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_does_not_scroll_sideways(name: str, width: int, visit: Visit) -> None:
    assert sideways(visit(name, width=width)) == 0


@pytest.mark.parametrize("name", PAGES)
def test_text_of_twice_the_size_fits(name: str, visit: Visit) -> None:
    page = visit(name)
    enlarge(page)

    assert sideways(page) == 0
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_spacing_of_the_readers_own_cuts_nothing_off(name: str, width: int, visit: Visit) -> None:
    page = visit(name, width=width)
    restyle(page, SPACING)

    assert sideways(page) == 0
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("name", ["every key", "every key in Welsh", "board", "portfolio"])
def test_a_label_of_two_lines_does_not_run_into_the_next(name: str, visit: Visit) -> None:
    assert visit(name, width=320).evaluate(RUNS_OVER) == []


@pytest.mark.parametrize("name", ["thurrock", "every key", "trend", "diff", "portfolio"])
def test_what_is_to_be_pressed_is_24_pixels_high(name: str, visit: Visit) -> None:
    assert visit(name, width=320).evaluate(SMALL) == []


@pytest.mark.parametrize("name", ["thurrock", "every key"])
def test_charts_grow_with_the_readers_text(name: str, visit: Visit) -> None:
    page = visit(name, width=1280)
    chart = page.locator("#chart-ratings")
    before = box(chart)["width"]
    enlarge(page)

    assert box(chart)["width"] > 1.9 * before


def test_paper_has_no_controls_and_all_else(visit: Visit) -> None:
    page = visit("every key")
    page.emulate_media(media="print")

    assert page.locator("#search, #filters, .skip, .up").locator("visible=true").count() == 0
    assert page.locator(".chart:visible").count() == page.locator(".chart").count()
