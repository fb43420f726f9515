"""What is read at speed is what libyaml reads, with the same places; all else is left alone."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_cli.store import events, quick
from prevent_cli.store.emit import document
from prevent_cli.store.marks import MAX_VALUES
from tests.store.odd_yaml import MAPPINGS, Odd, odd_files
from tests.store.plainest_yaml import plainest, spoilt

ROOT = Path(__file__).parents[2]
ON_BOARD = sorted([*ROOT.glob("templates/*/*.yaml"), *ROOT.glob("toolkits/**/*.yaml")])
CASES = sorted(ROOT.glob("tests/cases/**/*.yaml"))

DEEPEST = "".join(f"{' ' * n}a:\n" for n in range(40)) + f"{' ' * 40}a:\n{' ' * 40}- b: {{c: d}}\n"
PLAINEST = (
    "a: b\n",
    "a:   b   c\n",
    "a: 10:30, and http://a.b/c#d, at 5% (it's 'so')\n",
    "a: null\nb: c\n",
    "A/D: Assistant Director\nDirectors' Board: x\n",
    "\"1.1\": x\n'1.2': y\n",
    "a: \"x: y # z\"\nb: 'x \\n, {y}'\nc: ''\nd: \" \"\n",
    "# said first\n\na: b\n  # between\n\nc: d\n# said last\n\n",
    "a: {b: 10:30, c: https://d.e/f}\ng: [h:i]\n",
    "a: [b, c d, \"e\", 'f, g']\nb: []\nc: [null, x, ]\n",
    'a: {b: c d, e: "f, g", h: null}\n',
    "a:\n  b: c\n  d:\n      e: f\ng: h\n",
    "a:\n  - b\n  - c: d\n    e: f\n  -   g: h\n      i:\n        - j\nk: l\n",
    "a:\n- b\n- c: d\n  e:\n  - f\ng: h\n",
    'a:\n  - {b: c}\n  - [d, e]\n  - "f"\n  - |\n    g\n',
    "a: |\n  One.\n\n    Two.\n  # three\n\nb: |-\n        Four: five\n\n\nc: d\n",
    "a: |\n  One.\n# said\nb: c\n",
    "a: Null\nb: NULL\nc: x\n",
    f"{'a' * 1000}: b\nc: {{{'d' * 99}: e}}\n",
    f"a: x{':y' * 40}\n",
    DEEPEST,
    "é: £ 5 \N{EN DASH} \N{RIGHT SINGLE QUOTATION MARK}s Ŵŷ 😀\nb: x\n",
)

LEFT_ALONE = {
    "no line break at the end": "a: b",
    "nothing": "\n# only this\n",
    "tab": "a:\tb\n",
    "other line breaks": "a: b\r\n",
    "next line": "a: b\x85c\n",
    "no-break space": "a: b\xa0c\n",
    "byte-order mark": "a: \ufeffb\n",
    "control character": "a: \x07\n",
    "a key twice": "a: b\na: c\n",
    "a key twice in braces": "a: {b: c, b: d}\n",
    "merge key": '"<<": a\n',
    "no value": "a:\nb: c\n",
    "no value at the end": "a:\n",
    "an item that is a list": "a:\n  - - b\n",
    "an item with nothing": "a:\n  -\n  - b\n",
    "two colons": "a: b: c\n",
    "a remark behind a value": "a: b # c\n",
    "a value on further lines": "a: b\n  c\n",
    "a key deeper than the text above it": "a: b\n  c: d\n",
    "a key not as deep as any": "a:\n    b: c\n  d: e\n",
    "a list on top": "- a\n",
    "an item among keys": "a: b\n- c\n",
    "a key among items": "a:\n  - b\n  c: d\n",
    "quotes on two lines": 'a: "b\n  c"\n',
    "a quote in quotes": "a: 'b''c'\n",
    "an escape": 'a: "b\\nc"\n',
    "text behind quotes": 'a: "b" c\n',
    "anchor": "a: &b c\n",
    "alias": "a: *b\n",
    "tag": "a: !b c\n",
    "folded": "a: >\n  b\n",
    "kept line breaks": "a: |+\n  b\n\n",
    "an indent that is said": "a: |2\n  b\n",
    "a block that begins with an empty line": "a: |\n\n  b\n",
    "a block with a line of blanks": "a: |\n  b\n   \n  c\n",
    "a block that ends with a line of blanks": "a: |\n  b\n     \nc: d\n",
    "a block no deeper than its key": "a:\n  b: |\n  c\n",
    "a block of nothing": "a: |\nb: c\n",
    "braces on two lines": "a: {b: c,\n  d: e}\n",
    "brackets in brackets": "a: [b, [c]]\n",
    "a colon in brackets": "a: [b: c]\n",
    "no blank after a comma": "a: [b,c]\n",
    "a key without a value in braces": "a: {b, c: d}\n",
    "second document": "a: b\n---\nc: d\n",
    "the end of a document": "a: b\n...\n",
    "directive": "%YAML 1.1\n---\na: b\n",
    "an unsettled conflict": "a: |\n  b\n<<<<<<< ours\n  c\n=======\n  d\n>>>>>>> theirs\n",
    "an unsettled conflict in quotes": 'a: "b\n<<<<<<< ours\n  c\n=======\n  d\n>>>>>>> theirs\n  e"\n',
    "a long key": f"{'a' * 1001}: b\n",
    "a long key in quotes": f'"{"a" * 1025}": b\n',
    "a long key in braces": f"a: {{{'b' * 1025}: c}}\n",
    "a text of colons": f"a: x{':y' * 41}\n",
    "deep": "".join(f"{' ' * n}a:\n" for n in range(60)) + f"{' ' * 60}a: b\n",
    "too many values": "a:\n" + "  - b\n" * (MAX_VALUES // 3 + 1),
}


def quickly(text: str) -> tuple[Any, Any] | None:
    """Read a text at speed; whatever comes of it is what libyaml's events give, to the order of keys."""
    made = quick.read(text)
    if made is not None:
        data, refusals, mark = events.read(text)
        assert refusals == []
        assert repr(made) == repr((data, mark))
    return made


@pytest.mark.parametrize("text", PLAINEST)
def test_the_plainest_is_read_at_speed(text: str) -> None:
    assert quickly(text) is not None


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_what_is_unusual_is_left_alone(text: str) -> None:
    assert quick.read(text) is None


@pytest.mark.parametrize("path", ON_BOARD, ids=lambda path: path.stem)
def test_all_that_is_on_board_is_read_at_speed(path: Path) -> None:
    assert quickly(path.read_text(encoding="utf-8")) is not None, "put what is unusual in it into a usual form"


def test_every_case_is_read_alike() -> None:
    for path in CASES:
        quickly(path.read_bytes().decode("utf-8", errors="ignore"))


@given(MAPPINGS)
@settings(max_examples=200)
def test_what_this_program_writes_is_read_alike(data: dict[str, Any]) -> None:
    quickly(document(data))


@given(odd_files())
@settings(max_examples=300)
def test_what_people_write_is_read_alike(odd: Odd) -> None:
    quickly(odd.text)


@pytest.mark.parametrize(("texts", "share"), [(plainest(), 0.4), (spoilt(), 0.15)], ids=["plainest", "spoilt"])
def test_what_is_generated_is_read_alike_and_much_of_it_at_speed(texts: st.SearchStrategy[str], share: float) -> None:
    at_speed: list[bool] = []

    @given(texts)
    @settings(max_examples=1000)
    def each(text: str) -> None:
        at_speed.append(quickly(text) is not None)

    each()
    assert sum(at_speed) > share * len(at_speed)


def test_a_toolkit_of_the_plainest_kind_needs_no_other_reader() -> None:
    path = next(path for path in ON_BOARD if "toolkits" in path.parts)
    seen = f"import sys; from prevent_cli.store.source import open_source; from pathlib import Path; open_source(Path({str(path)!r})); print('yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("piece", [":", "b:c", "x#", "b ", '"b", ', "b: c, "])
@pytest.mark.parametrize("frame", ["{} # c", "a: {} # c", "- {} # c", "a: [{}] c", "a: {{{}}} c"])
def test_the_cost_of_a_line_grows_with_its_length_alone(frame: str, piece: str) -> None:
    def cost(times: int) -> float:
        text = frame.format(piece * times) + "\n"
        start = time.process_time()
        quick.read(text)
        return time.process_time() - start

    assert (
        min(cost(40_000) for _ in range(3)) < 40 * min(cost(5_000) for _ in range(3)) + 0.01
    )  # squared, it would be 64
