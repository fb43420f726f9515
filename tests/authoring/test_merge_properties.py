"""What holds for any three records: a side that changed alone is taken whole, and no new word of either side is lost."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_cli.authoring.merge import merge
from prevent_cli.authoring.merge_prose import merge as merge_prose
from tests.store.odd_yaml import MAPPINGS, changed

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = st.sampled_from(
    ["Ask schools.", "Call.", "Two gaps.\nOne more.\n", "One. Two. Three.", "Clerk", "Jun 2022", "met"]
)
ACTION_IDS = st.sampled_from(["A1", "A2", "A3", "A4"])


def text_of(keys: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(keys), WORDS, max_size=3)


@st.composite
def actions(draw: st.DrawFn) -> list[dict[str, Any]]:
    made = []
    for name in draw(st.lists(ACTION_IDS, max_size=3)):
        action = {"id": name, **draw(text_of(("text", "due", "status")))}
        action |= draw(st.sampled_from([{}, {"owners": "Clerk"}, {"owners": ["Clerk", "Board"]}, {"was": ["A9"]}]))
        made.append(action)
    return made


@st.composite
def toolkits(draw: st.DrawFn) -> dict[str, Any]:
    """Generate what might be a toolkit, with actions anywhere and ids used once or more."""
    benchmarks = []
    for number in draw(st.lists(st.sampled_from("12"), max_size=2, unique=True)):
        questions = [
            {"id": f"{number}.{one}", **draw(text_of(("evidence", "answer", "reason"))), "actions": draw(actions())}
            for one in draw(st.lists(st.sampled_from("12"), max_size=2, unique=True))
        ]
        benchmarks.append(
            {
                "id": number,
                **draw(text_of(("rating", "next_steps"))),
                "actions": draw(actions()),
                "questions": questions,
            }
        )
    return {"title": draw(WORDS), "benchmarks": benchmarks}


def records() -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(toolkits(), MAPPINGS)


@st.composite
def edited(draw: st.DrawFn, value: Any) -> Any:
    """Generate a changed copy: an action moved, a key set or taken away, or anything done to it."""
    if "benchmarks" not in value:
        return draw(changed(value))
    made = deepcopy(value)
    holders = [one for benchmark in made["benchmarks"] for one in (benchmark, *benchmark.get("questions", []))]
    for _ in range(draw(st.integers(0, 3)) if holders else 0):
        holder, other = draw(st.sampled_from(holders)), draw(st.sampled_from(holders))
        if holder.get("actions"):
            other.setdefault("actions", []).append(holder["actions"].pop())
        key = draw(st.sampled_from(["evidence", "rating", "actions", "next_steps"]))
        if draw(st.booleans()):
            holder.pop(key, None)
        else:
            holder[key] = draw(actions()) if key == "actions" else draw(WORDS)
    return draw(changed(made)) if draw(st.integers(0, 3)) == 0 else made


@st.composite
def three(draw: st.DrawFn) -> tuple[Any, Any, Any]:
    base = draw(records())
    return base, draw(edited(base)), draw(edited(base))


def sentences(value: Any) -> Iterator[str]:
    """Give every key and every sentence in a record."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from sentences(one)
    elif isinstance(value, list):
        for one in value:
            yield from sentences(one)
    elif value:
        yield from (part for line in value.split("\n") for part in line.split(". "))


@given(three())
def test_a_side_that_changed_alone_is_taken_whole(versions: tuple[Any, Any, Any]) -> None:
    base, side, _ = versions

    for found in (merge(base, side, base), merge(base, base, side), merge(base, side, side)):
        assert found.data() == side
        assert found.disputes == ()
        assert found.notes == ()


@given(three())
def test_no_new_word_of_a_side_is_lost(versions: tuple[Any, Any, Any]) -> None:
    base, ours, theirs = versions

    found = merge(base, ours, theirs)

    every = {one.number for one in found.disputes}
    renumbered = {note.split("action ")[1].split(":")[0] for note in found.notes}
    for side, made in ((ours, found.data()), (theirs, found.data(every))):
        new = set(sentences(side)) - set(sentences(base)) - renumbered
        assert {one.rstrip(".") for one in new} <= {one.rstrip(".") for one in sentences(made)}


@settings(max_examples=15)
@given(three())
def test_a_merge_changes_neither_of_its_sides(versions: tuple[Any, Any, Any]) -> None:
    before = deepcopy(versions)

    merge(*versions).data({0, 1, 2})

    assert versions == before


@given(MAPPINGS, MAPPINGS, MAPPINGS)
def test_changes_of_different_keys_are_both_there(base: Any, ours: Any, theirs: Any) -> None:
    mine, other = {"left": base, "right": base, "ours": ours}, {"left": base, "right": theirs, "theirs": theirs}

    found = merge({"left": base, "right": base}, {**mine, "left": ours}, other)

    assert found.disputes == ()
    assert found.data() == {"left": ours, "right": theirs, "ours": ours, "theirs": theirs}


PROSE = st.lists(st.sampled_from(["One.", "Two is.", "Three!", "- four", "five"]), max_size=6).flatmap(
    lambda words: st.lists(st.sampled_from([" ", "\n", "\n\n", "  "]), min_size=len(words), max_size=len(words)).map(
        lambda gaps: "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    )
)


@given(PROSE, PROSE, PROSE)
def test_prose_that_one_side_changed_is_that_side_to_the_letter(base: str, side: str, other: str) -> None:
    assert merge_prose(base, side, base) == (side, side)
    assert merge_prose(base, base, side) == (side, side)
    assert merge_prose(base, side, side) == (side, side)
    found = merge_prose(base, side, other)
    for words, made in ((side, found.ours), (other, found.theirs)):
        assert set(words.split()) - set(base.split()) <= set(made.split())
