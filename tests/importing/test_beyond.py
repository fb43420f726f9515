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


@pytest.mark.parametrize(
    "row",
    [
        "Overall RAG rating||Green",
        "Overall benchmark RAG: Red||",
        "Overall rating of this benchmark is Red||",
        "Red|Not in place|",
    ],
)
def test_a_rating_or_a_key_in_the_last_row_is_no_expectation(row: str) -> None:
    done = page(table(("Expectation", "Evidence", "RAG"), "It is|In place|Amber", row))

    assert [one["text"] for one in expectations(done)] == ["It is"]
    assert [one for one in messages(done, "check") if "is read as no expectation and is in 'unparsed'" in one]


def test_a_form_about_a_benchmark_has_no_expectations() -> None:
    form = table(("Benchmark lead", "Head of Housing"), "RAG|Amber", "Previous RAG|Red", "Last reviewed|Jan 2024")
    done = page(f"<p>Benchmark 2: Board</p>{form}<p>2.1 Is there one?</p>{KNOWN}")

    assert [one["id"] for one in expectations(done)] == ["2.1.1"]
    assert "the table with 'Benchmark lead', 'Head of Housing' is a form about a benchmark and is in 'unparsed': give what it says to the items it is about" in messages(done, "check")  # fmt: skip


FOUR = table(("Expectation", "Evidence", "Action", "RAG"), "It is|In place|Refresh it|Amber")
GOES_ON = table(("It is shared", "Partly", "Share it", "Red"))


@pytest.mark.parametrize("row", ["Annex A of the guidance is followed", "Appendix duties", "Key", "Appendix A"])
def test_a_row_across_a_table_of_items_makes_nothing_else_of_it(row: str) -> None:
    made = f"<table><tr><td colspan=4>{row}</td></tr>{GOES_ON.removeprefix('<table>')}"
    done = page(made)

    assert [(one["text"], one["answer"]) for one in expectations(done)] == [("It is shared", "not met")]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Appendix C gives the profile in full.</p>",
        "<p>Appendix A refers</p>",
        "<p>Appendix A</p>",
        "<p>Approvals</p>",
        "<p>Appendix A: evidence list</p><h3>Partners</h3><p>Is it?</p>",
        "<p>Appendix A: evidence list</p><p>Is it shared?</p>",
        "<h3>Annex B actions are complete</h3>",
        "<h3>Annex A is up to date</h3>",
    ],
)
def test_a_line_that_speaks_of_an_appendix_takes_no_items_away(line: str) -> None:
    done = page(f"{FOUR}{line}{GOES_ON}")

    assert [one["text"] for one in expectations(done)] == ["It is", "It is shared"]


def test_below_the_heading_of_an_appendix_even_a_table_of_that_shape_is_none() -> None:
    done = page(f"{FOUR}<h2>Appendix A: Risks of partners</h2>{GOES_ON}<h3>More</h3>{GOES_ON}")

    assert [one["text"] for one in expectations(done)] == ["It is"]


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("<b>Expectation</b>|<b>Explanation</b>", "It is|We have one"),
        ("<b>Requirement</b>|<b>What it means</b>|<b>What we do</b>", "It is|A plan|We have one"),
        ("<b>Indicator</b>|<b>Definition</b>|<b>Score</b>", "It is|A plan|Green"),
    ],
)
def test_a_table_whose_expectations_are_explained_is_no_glossary(heads: str, row: str) -> None:
    done = page(table(tuple(heads.split("|")), row))

    assert [one["text"] for one in expectations(done)] == ["It is"]


@pytest.mark.parametrize("heads", ["Term|Meaning", "Acronym|Stands for", "Word or phrase|Definition"])
def test_terms_and_what_they_mean_are_a_glossary(heads: str) -> None:
    done = page(KNOWN + table(tuple(heads.split("|")), "WRAP|A workshop"))

    assert [one for one in messages(done, "check") if "is a glossary and is in 'unparsed'" in one]


def test_two_expectations_and_a_rating_are_no_form() -> None:
    done = page(table(("Red flags are known", "Green"), "Rating|Amber", "Staff trained|Red"))

    assert [one["text"] for one in expectations(done)] == ["Red flags are known", "Staff trained"]


@pytest.mark.parametrize(
    "text",
    [
        "Overall risk rating is agreed",
        "Overall rating of the panel by partners",
        "Total number trained rating",
        "Ratings",
    ],
)
def test_an_expectation_that_speaks_of_a_rating_is_one(text: str) -> None:
    done = page(table(("Expectation", "Evidence", "RAG"), "It is|In place|Amber", f"{text}||Green"))

    assert [one["text"] for one in expectations(done)] == ["It is", text]
