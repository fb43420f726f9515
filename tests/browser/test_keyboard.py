"""All that a mouse can do, the Tab key reaches, in the order of the page and in sight."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import box
from tests.browser.contrast import contrast

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex='0']"
WHERE = "return [...document.querySelectorAll(controls)].filter(one => one.checkVisibility()).indexOf(one);"
STATE = f"""controls => {{
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
  return {{
    place: (() => {{ {WHERE} }})(),
    said: one.tagName + ' ' + one.textContent.trim().slice(0, 40),
    width: parseFloat(style.outlineWidth), style: style.outlineStyle, outline: style.outlineColor,
    ring: style.boxShadow, inside: box.bottom > 0 && box.top < innerHeight,
    on_top: one.getClientRects().length > 1 || one.contains(middle) || (middle !== null && middle.contains(one)),
  }};
}}"""
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def tabbed(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the top until the page is left; give each control on the way."""
    count = page.evaluate("controls => document.querySelectorAll(controls).length", CONTROLS)
    seen: list[dict[str, Any]] = []
    for _ in range(count + 2):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        seen.append(page.evaluate(STATE, CONTROLS))
        if len(seen) > 1 and seen[-1]["place"] <= 0:
            return seen[:-1]
    return seen


def visible(page: Page) -> int:
    found = "controls => [...document.querySelectorAll(controls)].filter(one => one.checkVisibility()).length"
    return int(page.evaluate(found, CONTROLS))


@pytest.mark.parametrize("name", ["every key", "trend", "portfolio"])
def test_tab_reaches_every_control_in_the_order_of_the_page(name: str, visit: Visit) -> None:
    page = visit(name)

    places = [one["place"] for one in tabbed(page)]

    assert places == list(range(visible(page)))
    assert len(places) > 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_focus_is_seen_wherever_it_is(scheme: str, width: int, visit: Visit) -> None:
    page = visit("every key", width=width, color_scheme=scheme)
    behind = page.evaluate(BACKGROUND)

    for one in tabbed(page):
        ring = one["ring"].rpartition(")")[0] + ")"
        assert one["style"] == "solid", one
        assert one["width"] >= 2, one
        assert max(contrast(one["outline"], behind), contrast(ring, behind)) >= 3, one
        assert one["inside"], one
        assert one["on_top"], one


def test_the_skip_link_comes_first_is_seen_and_leads_past_the_contents(visit: Visit) -> None:
    page = visit("thurrock")
    page.keyboard.press("Tab")
    link = page.locator(":focus")

    assert link.inner_text() == "Skip to main content"
    assert box(link)["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_the_filters_work_from_the_keyboard(visit: Visit) -> None:
    page = visit("thurrock")
    page.focus("#f-state")
    page.keyboard.press("ArrowDown")
    for _ in range(3):
        page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.id") == "f-clear"
    assert page.locator("#actions-table tbody tr:visible").count() == 26
    page.keyboard.press("Enter")
    assert page.locator("#actions-table tbody tr:visible").count() == 31
    assert page.evaluate("document.activeElement.id") == "f-owner"


def test_headings_go_down_one_level_at_a_time(visit: Visit) -> None:
    for name in ("every key", "trend", "board", "diff", "portfolio"):
        levels = visit(name).evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])")

        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
