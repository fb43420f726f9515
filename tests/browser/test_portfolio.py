"""The page of many bodies: its tables are sorted and filtered by mouse and keyboard, and are whole without the script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.test_axe import looked_at

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit


def names(page: Page) -> list[str]:
    return [one for one in page.locator(".matrix tbody tr:not([hidden]) th").all_inner_texts() if one]


def head(page: Page, name: str) -> Locator:
    return page.locator(".matrix").get_by_role("columnheader", name=name, exact=True)


def test_a_column_is_sorted_up_then_down(visit: Visit) -> None:
    page = visit("portfolio")
    before = names(page)

    head(page, "Body").get_by_role("button").click()
    expect(head(page, "Body")).to_have_attribute("aria-sort", "ascending")
    head(page, "Body").get_by_role("button").click()

    expect(head(page, "Body")).to_have_attribute("aria-sort", "descending")
    assert names(page) == before[::-1]


def test_a_column_is_sorted_with_the_keyboard_and_keeps_the_focus(visit: Visit) -> None:
    page = visit("portfolio")
    head(page, "Benchmark 1").get_by_role("button").focus()

    page.keyboard.press("Enter")

    expect(head(page, "Benchmark 1")).to_have_attribute("aria-sort", "ascending")
    expect(head(page, "Benchmark 1").get_by_role("button")).to_be_focused()
    assert names(page)[0] == "Z Council"


def test_only_one_column_says_that_it_sorts(visit: Visit) -> None:
    page = visit("portfolio")
    for name in ("Body", "Overdue"):
        head(page, name).get_by_role("button").click()

    expect(page.locator(".matrix [aria-sort]")).to_have_count(1)


def test_bodies_are_chosen_by_field_and_by_name(visit: Visit) -> None:
    page = visit("portfolio")

    page.get_by_label("Kind of council").select_option("district")
    expect(page.locator(".shown")).to_have_text("1 of 8 bodies")
    assert names(page) == ["Z Council"]
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".shown")).to_have_text("8 bodies")
    page.get_by_label("Name or period has").fill("z council")
    expect(page.locator(".shown")).to_have_text("1 of 8 bodies")


def test_a_sorted_and_filtered_page_is_accessible(visit: Visit) -> None:
    page = visit("portfolio")
    head(page, "Overdue").get_by_role("button").click()
    page.get_by_role("combobox", name="Late").select_option("Not late")

    assert looked_at(page) == []


def test_a_rating_is_read_as_a_word_however_narrow(visit: Visit) -> None:
    page = visit("portfolio", width=390)

    cell = page.get_by_role("row", name="A Council").get_by_role("cell").nth(2)
    expect(cell).to_have_accessible_name("Red Computed Amber")


def test_without_its_script_the_page_shows_everything(visit: Visit) -> None:
    page = visit("portfolio", java_script_enabled=False)

    assert len(names(page)) == 8
    expect(page.locator("form.filters")).to_be_hidden()
    expect(page.locator(".sort")).to_have_count(0)
