"""Toolkits that are almost right: whatever stands where, there are findings and never an exception."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

import prevent_cli
from prevent_cli.errors import InvalidRecordError

WORDS = st.sampled_from(
    [
        "yes",
        "no",
        "~",
        "null",
        "7",
        "7.1",
        "7.10",
        "7.1.1",
        "A1",
        "red",
        "green",
        "amber",
        "met",
        "partly",
        "open",
        "complete",
        "deferred",
        "withdrawn",
        "public",
        "officers",
        "2021-11-30",
        "Nov21",
        "2021/22",
        "Q4",
        "12:30",
        "007",
        "Board",
        "SECRET",
        "1e400",
        "nan",
        "not met",
        "not applicable",
        "in progress",
        "12/21",
        "Q4 2021/22",
        "",
        " ",
        "a: b",
        "# x",
        "\x07",
        "\u202e",
        "é😀",
    ]
)
TEXT = st.one_of(WORDS, st.text(max_size=12))
ANY = st.recursive(
    TEXT, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)), max_leaves=6
)


def record(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Make mappings with some of the keys, each mostly of its kind and at times anything at all."""
    return st.fixed_dictionaries({}, optional={key: st.one_of(kind, kind, kind, ANY) for key, kind in fields.items()})


def some(kind: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(kind, max_size=3)


EVIDENCE = st.one_of(TEXT, some(st.one_of(TEXT, record(text=TEXT, link=TEXT, on=WORDS, expires=WORDS, audience=WORDS))))
ACTION = record(
    id=WORDS, text=TEXT, owners=some(WORDS), raised=WORDS, due=WORDS, revised=some(record(due=WORDS)), awaiting=TEXT,
    status=WORDS, reason=TEXT, completed=WORDS, outcome=TEXT, progress=some(record(on=WORDS, note=TEXT)), also=some(WORDS),
    audience=WORDS, withheld=record(reason=TEXT),
)  # fmt: skip
ANSWERED = {
    "text": TEXT,
    "essential": WORDS,
    "answer": WORDS,
    "reason": TEXT,
    "evidence": EVIDENCE,
    "actions": some(ACTION),
}
EXPECTATION = record(id=WORDS, audience=WORDS, **ANSWERED)
QUESTION = record(id=WORDS, expectations=some(EXPECTATION), audience=WORDS, **ANSWERED)
RATING = st.one_of(WORDS, record(value=WORDS, reason=TEXT, by=TEXT, on=WORDS))
BENCHMARK = record(
    id=WORDS, title=TEXT, statement=TEXT, rating=RATING, previous=record(rating=RATING), moderated=some(RATING),
    computed=record(value=WORDS, policy=TEXT), next_steps=TEXT, comments=TEXT, actions=some(ACTION),
    questions=some(QUESTION), audience=WORDS,
)  # fmt: skip
TOOLKIT = record(
    organisation=st.just({"name": "X"}), framework=st.sampled_from(["home-office-2018", "none"]), period=WORDS, as_of=WORDS,
    marking=TEXT, audience=WORDS, policy=st.one_of(WORDS, record(name=TEXT, weights=record(a=WORDS))), title=TEXT, about=TEXT,
    roles=some(record(name=WORDS, aka=some(WORDS))), glossary=st.dictionaries(TEXT, TEXT, max_size=2),
    benchmarks=some(BENCHMARK), waivers=some(record(code=WORDS, at=WORDS, reason=TEXT, until=WORDS)),
)  # fmt: skip


@given(TOOLKIT)
def test_a_toolkit_of_any_kind_gives_findings_and_no_exception(data: dict[str, Any]) -> None:
    text = yaml.safe_dump({"format": "toolkit/1", "period": "Dec 2021", **data}, allow_unicode=True)
    with TemporaryDirectory() as folder:
        path = Path(folder, "toolkit.yaml")
        path.write_text(text, encoding="utf-8")
        found = prevent_cli.validate(path)

        lines = text.split("\n")
        assert all(1 <= one.line <= len(lines) and 1 <= one.column <= len(lines[one.line - 1]) + 1 for one in found)
        try:
            for form in ("json", "html", "md"):
                for audience in ("public", "officers", None):
                    prevent_cli.render(path, form, audience=audience)
        except InvalidRecordError:
            assert any(one.level == "error" for one in found)
        else:
            assert not any(one.level == "error" for one in found)
