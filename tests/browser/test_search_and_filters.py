"""Search and filters: what they find, what they say of it, and that nothing is lost without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

IDS = "[...document.querySelectorAll('.benchmark, .question, .expectation, .action[id]')].map(one => one.id)"


def searched(page: Page, words: str) -> list[str]:
    page.fill("#s-text", words)
    page.keyboard.press("Enter")
    return [str(one.get_attribute("href")) for one in page.locator("#s-list a").all()]


def test_a_search_finds_items_by_every_word_in_any_order(visit: Visit) -> None:
    page = visit("every key")

    assert searched(page, "down written") == ["#e7-1-1"]
    expect(page.locator("#s-found")).to_have_text("1 item holds these words.")
    assert page.locator("#s-list a").inner_text() == "7.1.1 Is it written down?"


def test_a_search_finds_the_innermost_item_only(visit: Visit) -> None:
    assert searched(visit("every key"), "half is written") == ["#a-A14"]


def test_a_search_finds_an_item_by_its_id(visit: Visit) -> None:
    assert searched(visit("thurrock"), "A14")[0] == "#a-A14"


def test_a_search_shows_the_words_that_the_name_of_an_item_does_not(visit: Visit) -> None:
    page = visit("every key")
    searched(page, "vacant")

    expect(page.locator("#s-list li .note")).to_contain_text("Two posts are vacant")


def test_a_result_leads_to_the_item(visit: Visit) -> None:
    page = visit("every key")
    searched(page, "draft finish")
    page.locator("#s-list a").first.click()

    assert page.url.endswith("#a-A14")
    expect(page.locator("#a-A14")).to_be_in_viewport()


def test_a_search_without_a_match_says_so(visit: Visit) -> None:
    page = visit("every key")

    assert searched(page, "zebra") == []
    expect(page.locator("#s-found")).to_have_text("Nothing here holds these words.")


def test_a_search_with_many_matches_says_how_many_are_listed(visit: Visit) -> None:
    page = visit("thurrock")

    assert len(searched(page, "prevent")) == 20
    expect(page.locator("#s-found")).to_contain_text("items hold these words. The first 20 are listed.")


def test_an_empty_search_says_nothing(visit: Visit) -> None:
    page = visit("every key")
    searched(page, "draft")

    assert searched(page, "  ") == []
    expect(page.locator("#s-found")).to_be_empty()


def test_what_is_looked_for_is_text_to_the_page(visit: Visit) -> None:
    page = visit("every key")

    assert searched(page, "<img src=x onerror=alert(1)> .* [a-z]") == []
    expect(page.locator("#s-found")).to_have_text("Nothing here holds these words.")


def test_what_search_and_filters_find_is_announced(visit: Visit) -> None:
    page = visit("thurrock")

    assert page.locator("#s-found").get_attribute("role") == "status"
    assert page.locator("#shown").get_attribute("role") == "status"


@pytest.mark.parametrize(
    ("select", "value", "shown"),
    [
        ("#f-state", "open", "26 of 31 actions shown"),
        ("#f-state", "overdue", "1 of 31 actions shown"),
        ("#f-owner", "none", "6 of 31 actions shown"),
    ],
)
def test_a_filter_shows_what_fits_and_says_how_many(select: str, value: str, shown: str, visit: Visit) -> None:
    page = visit("thurrock")
    page.select_option(select, value)

    expect(page.locator("#shown")).to_have_text(shown)
    assert page.locator("#actions-table tbody tr:visible").count() == int(shown.split(maxsplit=1)[0])


def test_filters_together_may_fit_nothing_and_say_so(visit: Visit) -> None:
    page = visit("thurrock")
    page.select_option("#f-state", "complete")
    page.fill("#f-text", "zebra")

    expect(page.locator("#shown")).to_have_text("None of 31 actions fits these filters")


def test_without_scripts_everything_is_there_and_nothing_pretends_to_work(visit: Visit) -> None:
    page = visit("thurrock", java_script_enabled=False)

    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator("#filters")).to_be_hidden()
    assert page.locator("#actions-table tbody tr:visible").count() == 31
    assert page.locator(".expectation:visible").count() > 100


def test_every_item_has_an_address_and_a_link_that_gives_it(visit: Visit) -> None:
    page = visit("every key")
    ids = page.evaluate(IDS)

    assert ids == ["b7", "a-B-1", "q7-1", "e7-1-1", "a-A14", "a-A15", "a-A16", "q7-2"]
    for one in ids:
        page.locator(f"#{one} a.own[href='#{one}']").first.click()
        assert page.url.endswith(f"#{one}")
        expect(page.locator(f"#{one}")).to_be_in_viewport()


def test_welsh_search_speaks_welsh(visit: Visit) -> None:
    page = visit("every key in Welsh")

    assert searched(page, "draft finish") == ["#a-A14"]
    expect(page.locator("#s-found")).to_have_text("Mae 1 eitem yn cynnwys y geiriau hyn.")
