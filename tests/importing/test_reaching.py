"""Cells that reach down over the rows of several items: what they say is said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.items import every
from prevent_cli.importing import kinds, lists
from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Wanted, recognise
from tests.importing.test_framework import FRAMEWORK

if TYPE_CHECKING:
    from prevent_cli.importing.recognise import Imported
    from prevent_cli.model.framework import Framework
    from tests.conftest import MakeFramework

HEADS = ("Expectation", "Evidence", "Action", "Owner", "Due", "Status", "RAG")


def table(heads: tuple[str, ...], *rows: str) -> str:
    """Give a table of HTML: rows of cells parted by ``|``; ``2*HR`` reaches over two rows, and ``^`` is below such a one."""
    return "<table>" + "".join(map(_row, ("|".join(heads), *rows))) + "</table>"


def _row(cells: str) -> str:
    made = ""
    for one in cells.split("|"):
        rows, star, words = one.rpartition("*")
        made += "" if one == "^" else f"<td rowspan={rows}>{words}</td>" if star else f"<td>{words}</td>"
    return f"<tr>{made}</tr>"


def page(tables: str, framework: Framework | None = None) -> Imported:
    """Import a page with an assessment of one question, or a list where the table is one."""
    document = read(f"<p>Benchmark 1: Risk</p><p>1.1 Is it assessed?</p>{tables}".encode(), "plan.html")
    return recognise(document, "plan.html", framework, Wanted("X", period="2024"))


def listed(tables: str) -> Imported:
    document = read(tables.encode(), "plan.html")
    assert kinds.is_list(document)
    return lists.recognise(document, "plan.html", None, Wanted("X", period="2024"), {})


def items(done: Imported) -> list[dict[str, Any]]:
    return [one for _, one in every(done.data)]


def expectations(done: Imported) -> list[dict[str, Any]]:
    return [one for one in items(done) if one["id"].count(".") == 2]


def acts(done: Imported) -> dict[str, list[dict[str, Any]]]:
    return {one["id"]: one.get("actions", []) for one in expectations(done)}


def answers(done: Imported) -> list[str | None]:
    return [one.get("answer") for one in expectations(done)]


def test_a_colour_over_several_expectations_rates_each() -> None:
    done = page(table(("Expectation", "Evidence", "RAG"), "x1|v1|2*Red", "x2|v2|^", "x3|v3|Green"))

    assert answers(done) == ["not met", "not met", "met"]
    assert done.ledger.missing == ()


def test_a_colour_over_several_rows_of_a_list_rates_each() -> None:
    rows = ("1.1.1|x1|v1|2*Red|a1|HR", "1.1.2|x2|v2|^|a2|HR", "1.1.3|x3|v3|Green||")
    done = listed(table(("Ref", "Expectation", "Evidence", "RAG", "Action", "Owner"), *rows))

    assert answers(done) == ["not met", "not met", "met"]
    assert done.ledger.missing == ()


def test_a_colour_over_a_heading_of_a_question_rates_no_question_that_has_expectations() -> None:
    done = page(table(("Expectation", "Evidence", "RAG"), "x1|v1|3*Red", "1.2 Is it shared?||^", "x2|v2|^"))

    assert {one["id"]: one.get("answer") for one in items(done)} == {
        "1": None, "1.1": None, "1.1.1": "not met", "1.2": None, "1.2.1": "not met",
    }  # fmt: skip


def test_owner_date_and_status_over_two_expectations_are_of_both_actions() -> None:
    rows = ("x1|v1|a1|2*HR|2*June 2024|2*Complete|Green", "x2|v2|a2|^|^|^|Green")
    done = page(table(HEADS, *rows))

    said = [(one["owners"], one["due"], one["status"]) for (one,) in acts(done).values()]
    assert said == [(["HR"], "June 2024", "complete")] * 2
    assert done.ledger.missing == ()


def test_an_owner_over_an_expectation_without_an_action_is_said_once() -> None:
    done = page(table(HEADS, "x1|v1|a1|2*HR|June 2024||", "x2|v2||^||Green|"))

    assert [len(found) for found in acts(done).values()] == [1, 0]
    assert not [one for one in done.data.get("unparsed", ()) if "HR" in one["text"]]


def test_an_action_over_two_expectations_is_one_that_serves_both() -> None:
    rows = ("x1|v1|2*Share it|2*HR|||Red", "x2|v2|^|^|||Green")
    found = acts(page(table(HEADS, *rows)))

    assert [[one["also"] for one in each] for each in found.values()] == [[["1.1.2"]], []]


def test_an_action_over_two_rows_of_a_list_serves_both_items() -> None:
    rows = ("1.1.1|x1|v1|2*Share it|2*HR", "1.1.2|x2|v2|^|^")
    found = acts(listed(table(("Ref", "Expectation", "Evidence", "Action", "Owner"), *rows)))

    assert [[one["also"] for one in each] for each in found.values()] == [[["1.1.2"]], []]


def test_none_over_two_expectations_is_said_of_both() -> None:
    done = page(table(("Expectation", "Evidence", "Action"), "x1|v1|2*None", "x2|v2|^"))

    assert [one.get("actions") for one in expectations(done)] == [[], []]


def test_an_action_serves_no_item_that_the_framework_lacks(framework: MakeFramework) -> None:
    known = framework(FRAMEWORK)
    rows = ("1.1.1 Does it meet?|v1|2*Share it", "1.1.9 Is it sunny?|v2|^")
    found = acts(page(table(("Expectation", "Evidence", "Action"), *rows), known))

    assert {name: [one.get("also") for one in each] for name, each in found.items()} == {"1.1.1": [None]}
