"""The report as an Excel workbook: to filter, to print, and to send round for filling in."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from prevent_cli.model.assessment import ACTION_STATES, STATES
from prevent_cli.reports import words
from prevent_cli.reports.action_rows import ACTIONS, BENCHMARKS, SUMMARY, action_rows, benchmark_rows
from prevent_cli.reports.columns import Column
from prevent_cli.reports.rows import EVIDENCE, EXPECTATIONS, evidence_rows, expectation_rows
from prevent_cli.reports.sheets import Book, Page
from prevent_cli.reports.strings import title
from prevent_cli.reports.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.toolkit import Role
    from prevent_cli.reports.paper import Paper

Pair = tuple[str, str]

FORMAT = "workbook/1"
LANGUAGE = "en-GB"
WITHHELD = "Something is withheld from this edition."
HOW_TO_READ = (
    ("Sheets", "Summary and Benchmarks have one row a benchmark, Expectations one row an expectation, Evidence one row a piece of evidence, Actions one row an action. A question without expectations has a row of its own."),
    ("Filters", "The arrow in a column's head filters and sorts by that column."),
    ("Words to choose from", "Judged, Answer and Status offer the words that are allowed. Colours follow the word."),
    ("Dates", "A date stands as it was written. The column beside it gives the last day that it means, as a real date."),
    ("Square brackets", "A note in square brackets is by the program: that the question's evidence covers an expectation, that something is withheld, or that a text goes on elsewhere."),
    ("Printing", "A sheet prints the columns that fit across a page of A4. The others are for the screen; the print area can be changed."),
    ("Long text", "A cell holds at most 32,767 characters. Longer text ends with a note that names the sheet where the rest stands."),
    ("Hidden columns", "The columns _id and _path and the sheet _prevent are hidden. They tell a program which item a row is. Please leave them as they are."),
)  # fmt: skip

_ROLES: tuple[Column[Role], ...] = (
    Column("name", "Role", 50, lambda role: role.name),
    Column("aka", "Also known as", 90, lambda role: "\n".join(role.aka)),
)
_GLOSSARY: tuple[Column[Pair], ...] = (
    Column("term", "Term", 24, lambda pair: pair[0]),
    Column("meaning", "Meaning", 110, lambda pair: pair[1]),
)
_ABOUT: tuple[Column[Pair], ...] = (
    Column("topic", "About", 34, lambda pair: pair[0]),
    Column("text", "What there is to know", 110, lambda pair: pair[1]),
)


def render(paper: Paper) -> bytes:
    """Give the workbook.

    Raises MissingExtraError where XlsxWriter is not installed.
    """
    return workbook(paper.assessment)


def workbook(assessment: Assessment) -> bytes:
    """Write an assessment, or an edition of one, as a workbook. The same assessment gives the same bytes."""
    one = assessment
    book = Book(
        Page(
            marking=one.marking or "",
            subject=f"{one.organisation.name}, {one.period}",
            title=f"{one.title}: {one.organisation.name}, {one.period}",
            author=one.organisation.name,
            day=one.as_of,
            language=LANGUAGE,
        )
    )
    book.table("Summary", SUMMARY, benchmark_rows(one), tuple(_top(one)))
    book.table("Benchmarks", BENCHMARKS, benchmark_rows(one))
    book.table("Expectations", EXPECTATIONS, expectation_rows(one))
    book.table("Evidence", EVIDENCE, evidence_rows(one))
    book.table("Actions", ACTIONS, action_rows(one))
    if one.glossary:
        book.table("Glossary", _GLOSSARY, one.glossary.items())
    if one.roles:
        book.table("Roles", _ROLES, one.roles)
    book.table("About", _ABOUT, (pair for pair in _about(one) if pair[1]))
    book.hidden("_prevent", _way_back(one))
    return book.close()


def _top(one: Assessment) -> Iterator[Pair]:
    """Give the lines above the summary, each with its look."""
    code = f" ({one.organisation.code})" if one.organisation.code else ""
    marking = f"Marking: {one.marking}. " if one.marking else ""
    yield "title", " ".join(one.title.split())
    yield "strong", f"{' '.join(one.organisation.name.split())}{code}, {words.written(one.period)}"
    yield (
        "line",
        f"As of {words.day(one.as_of)}. {marking}Audience: {wording('en').word('audience_said', one.audience)}.",
    )
    yield "line", f"Judged: {words.headline(one)}. {wording('en').agreement(one)}"
    if one.withholds:
        yield "strong", WITHHELD


def _about(one: Assessment) -> Iterator[Pair]:
    yield "Title", one.title
    yield "Organisation", one.organisation.name
    yield "Organisation's code", one.organisation.code or ""
    yield "Period", words.written(one.period)
    yield "As of", f"{words.day(one.as_of)}. Every state and every count is for this day."
    yield "Marking", one.marking or ""
    yield "Audience", f"{wording('en').word('audience_said', one.audience)}."
    if one.withholds:
        yield "Withheld", WITHHELD
    yield "Framework", one.framework_title or one.framework or ""
    yield "Wording of the framework", one.framework_licence or ""
    yield "About this record", one.about or ""
    yield from _meanings(one)
    yield from HOW_TO_READ
    for waiver in one.waivers:
        at = f" at {waiver.at}" if waiver.at else ""
        yield f"Finding accepted: {waiver.code}{at}", f"{waiver.reason.strip()}\nUntil {words.written(waiver.until)}"


def _meanings(one: Assessment) -> Iterator[Pair]:
    policy = one.policy
    ratings = (
        "A judged rating is the colour that people gave. "
        f"The computed rating follows from the states of the expectations by the policy “{policy.name}”, "
        f"version {policy.version}. They stand side by side, and the judged one stands where they differ. "
        "The rules below are tested in this order; the first that fits gives the rating."
    )
    yield "Ratings", ratings
    for value, rule in wording("en").policy_rules(policy):
        yield f"Rating: {title(value)}", rule
    if weights := wording("en").policy_weights(policy):
        yield "Weights", weights
    for state in STATES:
        yield f"State of an expectation: {title(state)}", wording("en").word("state_said", state)
    for action_state in ACTION_STATES:
        yield f"State of an action: {title(action_state)}", wording("en").stage_said(action_state)


def _way_back(one: Assessment) -> Iterator[Pair]:
    """Say which record the workbook was made from; an edition does not tell of the file behind it."""
    yield "format", FORMAT
    yield "record", "toolkit/1"
    yield "organisation", one.organisation.name
    yield "code", one.organisation.code or ""
    yield "framework", one.framework or ""
    yield "period", str(one.period)
    yield "as_of", one.as_of.isoformat()
    yield "policy", one.policy.name
    yield "audience", one.audience
    yield "whole", "yes" if one.digest else "no"
    if one.digest:
        yield "toolkit", PurePath(one.file).name
        yield "sha256", one.digest
