"""What stands in an assessment's document and is none of its items: keys, glossaries, sign-offs, appendices, ratings."""

from __future__ import annotations

import pytest

from tests.importing.test_reaching import expectations, items, page, table
from tests.importing.toolkits import messages

KNOWN = table(("Expectation", "Evidence", "RAG"), "It is|In place|Amber")


@pytest.mark.parametrize(
    ("heading", "rows", "kind"),
    [
        ("", ("Red|Not in place", "Amber|Partly", "Green|Fully"), "a key to colours"),
        ("", ("RAG|Meaning", "Red|Not in place", "Amber|Partly"), "a key to colours"),
        ("", ("Key", "Red|Not started", "Green|Complete"), "a key to colours"),
        ("", ("Signed off by|Chief Executive", "Date|12 March 2024"), "a sign-off"),
        ("Glossary", ("Term|Meaning", "WRAP|A workshop"), "a glossary"),
        (
            "Appendix 1: Training",
            ("Service|Trained|Target", "Housing|80%|95%"),
            "below 'Appendix 1: Training' and is no",
        ),
        ("Annex A", ("Housing|80%", "Care|70%"), "below 'Annex A' and is no table"),
        ("Signed off", ("Chair|A. Smith", "Lead|B. Jones"), "below 'Signed off' and is no table"),
    ],
)
def test_what_is_no_part_of_the_assessment_is_named_and_kept_aside(
    heading: str, rows: tuple[str, ...], kind: str
) -> None:
    first, *others = rows
    done = page(f"{KNOWN}<p>{heading}</p>{table(tuple(first.split('|')), *others)}")

    assert [one["text"] for one in expectations(done)] == ["It is"]
    assert [one["id"] for one in items(done)] == ["1", "1.1", "1.1.1"]
    (said,) = (one for one in messages(done, "check") if "is in 'unparsed'" in one)
    assert kind in said
    assert done.ledger.missing == ()


def test_an_appendix_ends_at_the_next_benchmark() -> None:
    first = table(("Housing", "80%"), "Care|70%")
    done = page(f"{KNOWN}<p>Appendix A</p>{first}<p>Benchmark 2: Board</p><p>2.1 Is there one?</p>{KNOWN}")

    assert [one["id"] for one in expectations(done)] == ["1.1.1", "2.1.1"]


def test_an_assessment_that_is_an_appendix_is_read() -> None:
    done = page(f"<p>Appendix A: Our assessment</p>{KNOWN}")

    assert [one["text"] for one in expectations(done)] == ["It is"]


@pytest.mark.parametrize("row", ["Overall RAG rating||Green", "Overall benchmark RAG: Red||", "Red|Not in place|"])
def test_a_rating_or_a_key_in_the_last_row_is_no_expectation(row: str) -> None:
    done = page(table(("Expectation", "Evidence", "RAG"), "It is|In place|Amber", row))

    assert [one["text"] for one in expectations(done)] == ["It is"]
    assert [one for one in messages(done, "check") if "is read as no expectation and is in 'unparsed'" in one]


def test_a_form_about_a_benchmark_has_no_expectations() -> None:
    form = table(("Benchmark lead", "Head of Housing"), "RAG|Amber", "Previous RAG|Red", "Last reviewed|Jan 2024")
    done = page(f"<p>Benchmark 2: Board</p>{form}<p>2.1 Is there one?</p>{KNOWN}")

    assert [one["id"] for one in expectations(done)] == ["2.1.1"]
    assert "the table with 'Benchmark lead', 'Head of Housing' is a form about a benchmark and is in 'unparsed': give what it says to the items it is about" in messages(done, "check")  # fmt: skip
