"""Contrast inside charts, where axe cannot see what is behind a word or beside a shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.contrast import contrast

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

TEXTS = """() => [...document.querySelectorAll('svg.chart text')].map(text => {
  const box = text.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
  const shape = [...text.ownerSVGElement.querySelectorAll('rect.cell')].find(one => {
    const at = one.getBoundingClientRect();
    return at.left <= x && x <= at.right && at.top <= y && y <= at.bottom;
  });
  const fill = shape ? getComputedStyle(shape).fill : 'none';
  const behind = fill === 'none' ? getComputedStyle(document.body).backgroundColor : fill;
  return {said: text.textContent, colour: getComputedStyle(text).fill, behind};
})"""
SHAPES = """() => [...document.querySelectorAll('svg.chart .fill, svg.chart .edge, svg.chart .line, svg.chart .dot')]
  .map(one => {
    const style = getComputedStyle(one), beside = one.nextElementSibling;
    const edge = beside && beside.classList.contains('edge') ? beside
      : beside && beside.nextElementSibling && beside.nextElementSibling.classList.contains('edge')
      ? beside.nextElementSibling : one;
    const colours = [style.fill, style.stroke, getComputedStyle(edge).stroke].filter(one => one.startsWith('rgb('));
    return {kind: one.getAttribute('class'), colours};
  })"""
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
PAGES = ("thurrock", "every key", "trend", "portfolio")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_words_of_a_chart_stand_out_from_what_is_behind_them(name: str, scheme: str, visit: Visit) -> None:
    texts = visit(name, color_scheme=scheme).evaluate(TEXTS)

    assert len(texts) > 10
    assert [one for one in texts if contrast(one["colour"], one["behind"]) < 4.5] == []


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_shapes_of_a_chart_stand_out_from_the_page(name: str, scheme: str, media: str, visit: Visit) -> None:
    page = visit(name, color_scheme=scheme)
    page.emulate_media(media="print" if media == "print" else "screen")
    behind = page.evaluate(BACKGROUND)
    shapes = page.evaluate(SHAPES)

    assert shapes
    assert [one for one in shapes if max(contrast(colour, behind) for colour in one["colours"]) < 3] == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("rgb(0, 0, 0)", "rgb(255, 255, 255)", 21), ("rgb(119, 119, 119)", "rgb(255, 255, 255)", 4.48)],
)
def test_contrast_is_counted_as_wcag_does(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
