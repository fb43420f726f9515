"""Nothing that a field holds comes alive: no script, request, dialog, window, style or element of its own.

What the page did is looked at by the fixture ``visit``, which fails the test for any of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import records
from tests.browser.conftest import Watched

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit

PAGES = ("hostile", "hostile board", "hostile trend", "hostile diff", "hostile portfolio")
ELEMENTS = "script, img, iframe, object, embed, base, link, video, audio, meta[http-equiv=refresh]"
STRANGE = """() => [...document.querySelectorAll('*')].flatMap(one => [...one.attributes].map(given => [one.tagName, given]))
  .filter(([, given]) => given.name.startsWith('on') || given.name === 'style' || given.name === 'srcdoc'
    || given.name === 'autofocus' || /^\\s*(javascript|data|vbscript):/i.test(given.value))
  .map(([tag, given]) => `${tag} ${given.name}=${given.value}`)"""


def test_a_page_that_did_any_of_it_would_be_caught(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<meta http-equiv='Content-Security-Policy' content=\"img-src 'none'\">"
        "<img src='https://example.invalid/x.png'><link rel=stylesheet href='https://example.invalid/x.css'>"
        "<script>alert('hello'); open('about:blank'); nowhere()</script>",
        encoding="utf-8",
    )
    watched, context = Watched(), browser.new_context()
    watched.over(context, bad)
    page = context.new_page()
    watched.at(page)
    page.goto(bad.as_uri())
    page.evaluate("new Promise(done => setTimeout(done, 100))")
    context.close()

    said = " ".join(watched.found)
    assert "request: https://example.invalid/x.css" in said
    assert "dialog: hello" in said
    assert "console: policy: img-src" in said
    assert "error: nowhere is not defined" in said
    assert "window: " in said


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_record_makes_no_element_of_its_own(name: str, visit: Visit) -> None:
    page = visit(name)
    page.wait_for_load_state("networkidle")

    assert page.locator(ELEMENTS).count() == page.locator("body > script").count()
    assert page.evaluate(STRANGE) == []
    assert page.locator("style").count() == 1
    assert page.locator("form:not(.filters):not(.search)").count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_record_is_shown_as_text(name: str, visit: Visit) -> None:
    text = visit(name).locator("body").inner_text()

    assert "<script>alert('script')</script>" in text
    assert "{{ 7 * 7 }}" in text
    assert not set("\u202e\u2066\u200f") & set(text)


def test_every_link_of_a_hostile_page_stays_or_goes_to_the_web(visit: Visit) -> None:
    links = visit("hostile").evaluate("[...document.querySelectorAll('a')].map(one => one.getAttribute('href'))")

    assert links
    assert [link for link in links if not link.startswith(("#", "https://", "http://", "mailto:"))] == []


def test_searching_and_pressing_everything_wakes_nothing(visit: Visit) -> None:
    page = visit("hostile")
    page.fill("#s-text", "alert")
    page.keyboard.press("Enter")
    page.locator("#s-list a").first.wait_for()
    page.evaluate("document.querySelectorAll('a[href^=\"#\"], button').forEach(one => one.click())")
    page.select_option("#f-owner", index=1)

    assert page.locator("#s-list *:not(li):not(a):not(.note)").count() == 0
    assert page.evaluate(STRANGE) == []


def test_every_attack_is_among_those_shown(visit: Visit) -> None:
    text = visit("hostile").locator("#b1 .statement").inner_text()

    assert [one for one in records.ATTACKS if one.isascii() and not one.startswith("![") and one[:9] not in text] == []
