"""Tables whose heads are in other words, in two languages, or name periods: no other table's columns are read in them."""

from __future__ import annotations

import pytest

from prevent_cli.importing import heads, periods
from tests.importing.test_reaching import expectations, items, listed, page, table
from tests.importing.toolkits import messages

KNOWN = table(("Expectation", "Evidence", "RAG", "Action"), "Profile exists|In place|Green|Refresh it")
KEPT = "kept in 'unparsed'; is that right"
ITEM = ", or is this row an item, whose words are in 'unparsed'?"
ASKED = "the heads of this table are not all known: "


def test_unknown_heads_are_no_expectation_below_the_columns_of_the_table_before() -> None:
    heads = ("What we should see", "Where we are now", "RAG 2023", "RAG 2024")
    done = page(f"{KNOWN}<p>1.2 Is it shared?</p>{table(heads, 'Profile shared|Partly|Red|Green')}")

    (found,) = (one for one in expectations(done) if one["id"].startswith("1.2"))
    assert found == {"id": "1.2.1", "text": "Profile shared", "answer": "met", "evidence": "Partly"}
    assert [one["text"] for one in done.data["unparsed"]] == ["Red"]


def test_each_table_with_unknown_heads_is_asked_about() -> None:
    first = table(("What we should have", "How we comply", "Plans", "Current RAG"), "x1|v1|a1|Green", "x2|v2|a2|Red")
    second = table(("Line of enquiry", "Assurance", "Gaps", "Mitigations"), "x3|v3|Green shoots|m3", "x4|v4|g4|m4")
    done = page(f"{first}<p>1.2 Is it shared?</p>{second}")

    assert [one.removeprefix(ASKED) for one in messages(done, "check") if one.startswith(ASKED)] == [
        f"'What we should have' is read as the expectation and 'How we comply' as evidence, and 'Plans' {KEPT}?",
        f"'Line of enquiry' is read as the expectation and 'Assurance' as evidence, and 'Gaps', 'Mitigations' {KEPT}{ITEM}",
    ]
    assert not [one for one in items(done) if one.get("actions")]


@pytest.mark.parametrize(
    "rows",
    [
        ("Profile shared|Partly|Amber|Share it",),
        ("Profile shared|Partly||Share it", "Profile used|Not yet|Red|Brief teams"),
        ("Expectation|Evidence|RAG|Action", "Profile shared|Partly|Amber|Share it"),
    ],
)
def test_a_table_that_goes_on_has_the_columns_of_the_one_before(rows: tuple[str, ...]) -> None:
    first, *others = rows
    done = page(KNOWN + "<p>1.2 Is it shared?</p>" + table(tuple(first.split("|")), *others))

    (found, *_) = (one for one in expectations(done) if one["id"].startswith("1.2"))
    assert (found["text"], found["actions"][0]["text"]) == ("Profile shared", "Share it")
    assert not [one for one in messages(done, "check") if one.startswith(ASKED)]


def test_a_table_that_goes_on_with_ratings_in_other_words_has_no_heads() -> None:
    first = table(("Expectation", "Evidence", "RAG"), "It is|In place|Met")
    done = page(
        f"{first}<p>1.2 Is it shared?</p>{table(('Profile shared', 'Partly', 'Mostly'), 'Profile used|Yes|Unmet')}"
    )

    assert [one["text"] for one in expectations(done)] == ["It is", "Profile shared", "Profile used"]


def test_heads_in_bold_are_heads_whatever_their_words() -> None:
    rows = table(("<b>Line of enquiry</b>", "<b>Assurance</b>", "<b>Gaps</b>"), "Profile shared|Partly|None known")
    done = page(f"{KNOWN}<p>1.2 Is it shared?</p>{rows}")

    assert [one["text"] for one in expectations(done)] == ["Profile exists", "Profile shared"]


@pytest.mark.parametrize(
    "row",
    [
        "Profile shared|Minutes|Yellow|Share it",
        "<b>Profile shared</b>|<b>Police</b>|<b></b>|<b>Share it</b>",
        "Profile shared|Evidence in minutes|Strong|Share it",
    ],
)
@pytest.mark.parametrize("last", ["Profile used|Not yet||Brief teams", "Profile used|Not yet|Red|Brief teams"])
def test_the_first_row_of_a_table_that_goes_on_at_once_is_no_heads(row: str, last: str) -> None:
    done = page(KNOWN + table(tuple(row.split("|")), last))

    assert [one["text"] for one in expectations(done)] == ["Profile exists", "Profile shared", "Profile used"]
    assert done.ledger.missing == ()


@pytest.mark.parametrize("heads", ["Expectation|Evidence|Action|Owner", "Expectation|Evidence|RAG|Action"])
def test_an_owner_who_is_called_like_a_head_makes_no_heads(heads: str) -> None:
    first = table(tuple(heads.split("|")), "It is|In place|Green|HR")
    bold = tuple(f"<b>{one}</b>" for one in ("Profile shared", "Minutes", "Share it", "Lead officer"))
    done = page(first + table(bold, "Profile used|Not yet|Brief teams|Police"))

    assert [one["text"] for one in expectations(done)] == ["It is", "Profile shared", "Profile used"]


@pytest.mark.parametrize(
    "heads",
    [
        "Line of enquiry|Assurance|RAG|Gaps",
        "Expectation of us|Assurance|Rating|Gaps",
    ],
)
def test_a_table_that_follows_at_once_with_a_known_head_has_heads_of_its_own(heads: str) -> None:
    done = page(KNOWN + table(tuple(heads.split("|")), "Profile shared|Partly|Amber|None known"))

    assert [one["text"] for one in expectations(done)] == ["Profile exists", "Profile shared"]
    assert not any("Assurance" in one["text"] for one in done.data["unparsed"])


def test_a_row_in_bold_that_may_be_an_item_is_kept_aside_and_asked_about() -> None:
    done = page(table(("<b>Profile kept</b>", "<b>Board minutes</b>"), "It is shared|Yes"))

    assert [one["text"] for one in done.data["unparsed"]] == ["**Profile kept**", "**Board minutes**"]
    assert [one for one in messages(done, "check") if one.startswith(ASKED) and one.endswith(ITEM)]


def test_words_that_several_tables_begin_with_are_heads_and_not_kept_aside() -> None:
    rows = table(("<b>Line of enquiry</b>", "<b>Assurance</b>"), "It is shared|Yes")
    done = page(f"{rows}<p>1.2 Is it shared?</p>{rows}")

    assert not done.data.get("unparsed")


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Tystiolaeth / Evidence", "evidence"),
        ("Erbyn / By when", "due"),
        ("Perchennog", "owners"),
        ("Action / Evidence", None),
        ("Target / Outcome", None),
        ("Risk / Priority", None),
        ("Measure / Target", None),
        ("Support needed / Owner", None),
        ("Owner / Lead", "owners"),
        ("Dyddiad cau / Deadline", "due"),
        ("Yes/No", None),
        ("RAG 2024", "rag"),
        ("Q4 RAG", "rag"),
        ("Previous RAG", None),
        ("Training 2024", None),
    ],
)
def test_heads_in_two_languages_or_of_a_period_are_known(head: str, role: str | None) -> None:
    assert heads.role(head) == role


@pytest.mark.parametrize(
    ("heads", "latest"),
    [
        (["RAG 2023", "RAG 2024"], 1),
        (["RAG 2024/25", "RAG 2023/24"], 0),
        (["Q1 RAG", "Q2 RAG", "Q4 RAG"], 2),
        (["RAG March 2024", "RAG Sept 2024"], 1),
        (["RAG 2023", "Current RAG"], 1),
        (["RAG", "RAG 2024"], None),
        (["RAG 2024", "RAG 2024"], None),
        (["RAG Jan", "RAG Oct"], 1),
        (["RAG Oct", "RAG Jan"], None),
        (["RAG Q3", "RAG Q4", "RAG Q1"], None),
        (["RAG Oct 2023", "RAG Jan 2024"], 1),
        (["RAG 2024", "RAG Sept"], None),
        (["RAG 2024", "RAG March 2024"], None),
        (["RAG Q4 2024", "RAG March 2024"], None),
        (["RAG Q4", "Current RAG", "RAG Q1"], 1),
    ],
)
def test_of_periods_side_by_side_the_latest_is_known(heads: list[str], latest: int | None) -> None:
    assert periods.latest(dict(enumerate(heads))) == latest


def test_the_latest_of_several_ratings_is_read_and_the_others_are_asked_about() -> None:
    done = page(table(("Expectation", "Evidence", "RAG 2024", "RAG 2023"), "x1|v1|Amber|Red"))

    assert [one["answer"] for one in expectations(done)] == ["partly"]
    assert (
        "the column 'RAG 2023' is in 'unparsed': 'RAG 2024' is read as what both may hold; is that right?"
        in messages(done, "check")
    )


WHICH = "of the columns {} none is read, and all went to 'unparsed': which is the latest?"


@pytest.mark.parametrize("heads", [("RAG Oct", "RAG Jan"), ("RAG Q3", "RAG Q1")])
def test_of_periods_without_a_year_that_fall_none_is_read(heads: tuple[str, str]) -> None:
    done = page(table(("Expectation", "Evidence", *heads), "x1|v1|Red|Green"))
    rows = table(("Ref", "Question", "Evidence", *heads, "Action"), "1.1|x1|v1|Red|Green|a1")

    for one in (done, listed(rows)):
        assert not [item for item in items(one) if "answer" in item]
        assert [piece["text"] for piece in one.data["unparsed"]] == ["Red", "Green"]
        assert WHICH.format(", ".join(f"'{head}'" for head in heads)) in messages(one, "check")


def test_in_a_list_too_the_latest_is_read_and_asked_about() -> None:
    done = listed(table(("Ref", "Question", "Evidence", "RAG Jan", "RAG Oct", "Action"), "1.1|x1|v1|Red|Green|a1"))

    assert [one["answer"] for one in items(done) if "answer" in one] == ["met"]
    assert (
        "of the columns of several periods 'RAG Oct' is read, and 'RAG Jan' went to 'unparsed': is that right?"
        in messages(done, "check")
    )


@pytest.mark.parametrize(
    ("parts", "answers"), [("Q2|Q3|Q4|Q1", []), ("Sept|March|June|Jan", []), ("Q1|Q2|Q3|Q4", ["met"])]
)
def test_a_second_row_of_heads_whose_periods_fall_is_asked_about(parts: str, answers: list[str]) -> None:
    first = "<tr><td>Expectation</td><td>Evidence</td><td colspan=4>RAG</td></tr>"
    second = "<tr><td></td><td></td>" + "".join(f"<td>{one}</td>" for one in parts.split("|")) + "</tr>"
    row = "".join(f"<td>{one}</td>" for one in ("x1", "v1", "Red", "Red", "Amber", "Green"))
    done = page(f"<table>{first}{second}<tr>{row}</tr></table>")

    assert [one["answer"] for one in expectations(done) if "answer" in one] == answers
    assert bool(answers) == (not any("which is the latest?" in one for one in messages(done, "check")))


@pytest.mark.parametrize("head", ["Risk / Priority", "Objective / Priority area"])
def test_a_head_of_two_things_names_no_benchmark(head: str) -> None:
    done = listed(table(("Ref", "Action", "Owner", head), "1.1|a1|HR|High", "2.1|a2|OD|Low"))

    assert [one.get("title") for one in done.data["benchmarks"]] == [None, None]
    assert [one["text"] for one in done.data["unparsed"]] == ["High", "Low"]
