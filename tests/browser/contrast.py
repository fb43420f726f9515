"""How far apart two colours are, as WCAG 2.2 counts it."""

from __future__ import annotations

import re


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio, from 1 to 21, of two colours as a browser computes them: rgb(11, 12, 12).

    The formula is that of WCAG 2.2, "contrast ratio" and "relative luminance". Raises ValueError for
    a colour that lets others through.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    numbers = [float(number) for number in re.findall(r"[\d.]+", colour)]
    if len(numbers) != 3:
        raise ValueError(colour)
    red, green, blue = (_linear(number / 255) for number in numbers)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)
