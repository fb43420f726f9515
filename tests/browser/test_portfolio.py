"""The page of many bodies: its tables are sorted and filtered by mouse and keyboard, and are whole without the script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import box
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


def test_bodies_that_got_worse_are_chosen(visit: Visit) -> None:
    page = visit("mixed portfolio")

    page.get_by_label("Against the period before").first.select_option("A rating got worse")

    expect(page.locator(".shown").first).to_have_text("1 of 12 bodies")
    assert looked_at(page) == []


def test_a_sorted_and_filtered_page_is_accessible(visit: Visit) -> None:
    page = visit("portfolio")
    head(page, "Overdue").get_by_role("button").click()
    page.get_by_role("combobox", name="Late").select_option("Not late")

    assert looked_at(page) == []


def test_a_rating_is_read_as_a_word_however_narrow(visit: Visit) -> None:
    page = visit("portfolio", width=390)

    cell = page.get_by_role("row", name="A Council").get_by_role("cell").nth(1)
    expect(cell).to_have_accessible_name("Red Computed Amber")


def column(page: Page, table: str, name: str) -> list[str]:
    """Give what stands below a head of a table, once its button was pressed."""
    found = page.get_by_role("table", name=table)
    pressed = found.get_by_role("columnheader", name=name, exact=True)
    pressed.get_by_role("button").click()
    expect(pressed).to_have_attribute("aria-sort", "ascending")
    at = found.get_by_role("columnheader").all_inner_texts().index(name)
    return [row.locator("th, td").nth(at).inner_text() for row in found.locator("tbody tr").all()]


@pytest.mark.parametrize(
    ("table", "name", "order"),
    [
        ("Open actions that slipped most", "Now due", ["30 Nov 2025", "31 Dec 2025", "31 Jan 2026", "30 Apr 2026"]),
        ("Open actions that slipped most", "Under", ["2.1", "2.2", "2.10"]),
        ("Open actions that slipped most", "Days", ["153", "184", "215", "304"]),
        ("Late", "Latest period", ["Mar 2025", "Jun 2025", "Dec 2025"]),
        ("Trend of the whole", "Period", ["Mar 2025", "Jun 2025", "Dec 2025", "Mar 2026"]),
        ("Gaps in common", "A gap in", ["2 of 12", "10 of 12"]),
    ],
)
def test_dates_periods_and_numbers_are_sorted_as_such(visit: Visit, table: str, name: str, order: list[str]) -> None:
    page = visit("mixed portfolio")

    assert list(dict.fromkeys(column(page, table, name))) == order


def test_a_matrix_is_sorted_by_when_its_periods_end(visit: Visit) -> None:
    page = visit("mixed portfolio")

    head(page, "Period").get_by_role("button").click()

    assert names(page)[:4] == ["K Council", "L Council", "J Council", "A Council"]


@pytest.mark.parametrize("table", ["Bodies by benchmarks", "Open actions that slipped most", "Trend of the whole"])
def test_heads_stand_on_one_line(visit: Visit, table: str) -> None:
    heads = visit("mixed portfolio").get_by_role("table", name=table).locator(".sort:visible").all()

    assert len({round(box(one)["y"] + box(one)["height"]) for one in heads}) == 1


def test_a_late_row_is_no_higher_than_others(visit: Visit) -> None:
    page = visit("mixed portfolio")
    late, other = (page.get_by_role("row", name=name).first for name in ("J Council", "A Council"))

    assert box(late)["height"] <= 1.5 * box(other)["height"]


def test_a_phone_shows_six_benchmarks_with_the_key_above_them(visit: Visit) -> None:
    page = visit("portfolio", width=390)
    first = page.locator(".matrix tbody tr").first
    name, rated = box(first.locator("th")), box(first.locator(".rated").first)

    assert name["x"] + name["width"] + 6 * rated["width"] <= 390
    expect(first.locator("th")).to_contain_text("Q2 2025/26")
    assert box(page.locator(".letters"))["y"] < name["y"]


def test_a_phone_sorts_by_period_too(visit: Visit) -> None:
    page = visit("mixed portfolio", width=390)
    button = page.locator(".matrix").get_by_role("button", name="Period")
    sorted_by = page.get_by_role("columnheader", name="Body Period")

    button.click()
    assert names(page)[0].startswith("K Council")
    expect(sorted_by).to_have_attribute("aria-sort", "ascending")
    button.click()

    expect(sorted_by).to_have_attribute("aria-sort", "descending")
    assert names(page)[-1].startswith("K Council")
    page.locator(".matrix").get_by_role("button", name="Body").click()
    expect(sorted_by).to_have_attribute("aria-sort", "ascending")
    assert looked_at(page) == []


def test_a_choice_says_that_it_is_of_the_matrix_alone(visit: Visit) -> None:
    page = visit("portfolio")

    expect(page.get_by_text("charts and the other tables are of all 8 bodies")).to_be_visible()


def test_without_its_script_the_page_shows_everything(visit: Visit) -> None:
    page = visit("portfolio", java_script_enabled=False)

    assert len(names(page)) == 8
    expect(page.locator("form.filters")).to_be_hidden()
    expect(page.locator(".reach")).to_be_hidden()
    expect(page.locator(".sort")).to_have_count(0)
