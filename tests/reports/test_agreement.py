"""What a report says of judged beside computed ratings and of open actions, in each case that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.rating.audience import restrict
from prevent_cli.reports import html, markdown
from prevent_cli.reports.paper import Paper
from prevent_cli.reports.wording import wording
from tests.reports.test_html import Page

if TYPE_CHECKING:
    from tests.conftest import Assess, MakeProject, Run

AGREES = "{rating: green, questions: [{id: ID.1, text: Q, answer: met}]}"
DIFFERS = "{rating: red, questions: [{id: ID.1, text: Q, answer: met}]}"
UNKNOWN = "{rating: green}"
UNJUDGED = "{questions: [{id: ID.1, text: Q, answer: met}]}"
CASES = [
    ([], "There are no benchmarks.", "Nid oes meincnodau."),
    (
        [UNJUDGED, UNJUDGED],
        "Nobody has judged a benchmark for this period, so no computed rating can be compared.",
        "Nid oes neb wedi barnu meincnod ar gyfer y cyfnod hwn, felly ni ellir cymharu'r sgoriau a gyfrifwyd.",
    ),
    (
        [UNKNOWN, UNJUDGED],
        "No computed rating can be compared with a judged one.",
        "Ni ellir cymharu unrhyw sgôr a gyfrifwyd ag un a farnwyd.",
    ),
    (
        [AGREES],
        "The computed rating agrees with the judged one on 1 of 1 benchmark.",
        "Mae'r sgôr a gyfrifwyd yn cytuno â'r un a farnwyd ar 1 o blith 1 meincnod.",
    ),
    (
        [AGREES, DIFFERS, UNJUDGED],
        (
            "The computed rating agrees with the judged one on 1 of 3 benchmarks and differs on benchmark 2; "
            "1 cannot be compared."
        ),
        (
            "Mae'r sgôr a gyfrifwyd yn cytuno â'r un a farnwyd ar 1 o blith 3 o feincnodau "
            "ac yn wahanol ar feincnod 2; ni ellir cymharu 1."
        ),
    ),
    (
        [DIFFERS, DIFFERS],
        "The computed rating differs from the judged one on benchmarks 1 and 2.",
        "Mae'r sgôr a gyfrifwyd yn wahanol i'r un a farnwyd ar feincnodau 1, 2.",
    ),
    (
        [DIFFERS, UNJUDGED],
        "The computed rating differs from the judged one on benchmark 1; 1 cannot be compared.",
        "Mae'r sgôr a gyfrifwyd yn wahanol i'r un a farnwyd ar feincnod 1; ni ellir cymharu 1.",
    ),
]


def record(benchmarks: list[str]) -> str:
    items = [
        f"{{id: {n}, title: T, {one.strip()[1:].replace('ID', str(n))}" for n, one in enumerate(benchmarks, start=1)
    ]
    return f"benchmarks: [{', '.join(items)}]\n"


@pytest.mark.parametrize(("benchmarks", "english", "welsh"), CASES)
def test_it_says_how_ratings_compare(assessed: Assess, benchmarks: list[str], english: str, welsh: str) -> None:
    one = assessed(record(benchmarks))

    assert wording("en").agreement(one) == english
    assert wording("cy").agreement(one) == welsh


@pytest.mark.parametrize(("benchmarks", "english", "_welsh"), CASES)
def test_prevent_rag_says_the_same(
    run: Run, project: MakeProject, benchmarks: list[str], english: str, _welsh: str
) -> None:
    project({"toolkits/a.yaml": record(benchmarks)})

    assert f"\n{english}\n" in run("rag").stdout


@pytest.mark.parametrize(
    ("withheld", "english", "welsh"),
    [
        (
            "withheld: {reason: Case}, ",
            "No judged rating is shown in this edition, so no computed rating can be compared.",
            "Nid oes sgôr a farnwyd yn cael ei dangos yn y fersiwn hwn, felly ni ellir cymharu'r sgoriau a gyfrifwyd.",
        ),
        ("", "No benchmark is shown in this edition.", "Nid oes meincnod yn cael ei ddangos yn y fersiwn hwn."),
    ],
    ids=["a stub", "nothing"],
)
def test_an_edition_says_only_what_it_shows(
    assessed: Assess, run: Run, project: MakeProject, withheld: str, english: str, welsh: str
) -> None:
    text = record([f"{{audience: officers, {withheld}rating: red}}"])
    one = restrict(assessed(text), "public")

    assert wording("en").agreement(one) == english
    assert wording("cy").agreement(one) == welsh

    project({"toolkits/a.yaml": text})
    assert f"\n{english}\n" in run("rag", "--audience", "public").stdout
    assert english in run("render", "--audience", "public", "--format", "md", "-o", "-").stdout


@pytest.mark.parametrize(("benchmarks", "shown"), [([], False), ([UNJUDGED], False), ([AGREES, UNJUDGED], True)])
def test_it_says_that_people_judged_only_where_they_did(assessed: Assess, benchmarks: list[str], shown: bool) -> None:
    paper = Paper(assessed(record(benchmarks)))

    assert ("ratings that people judged." in markdown.render(paper).decode()) == shown
    assert ("ratings that people judged." in Page(html.render(paper)).text) == shown


@pytest.mark.parametrize(
    ("due", "english", "welsh"),
    [
        ([], "No actions are open.", "Nid oes camau gweithredu ar agor."),
        (["2022-02-28"], "1 action is open; it is not overdue.", "Mae 1 cam gweithredu ar agor; nid yw'n hwyr."),
        (["2021-11-30"], "1 action is open, and it is overdue.", "Mae 1 cam gweithredu ar agor, ac mae'n hwyr."),
        (
            ["2022-02-28", "2022-02-28"],
            "2 actions are open, none of them overdue.",
            "Mae 2 o gamau gweithredu ar agor; yn hwyr: dim un.",
        ),
        (
            ["2022-02-28", "2021-11-30"],
            "2 actions are open, 1 of them overdue.",
            "Mae 2 o gamau gweithredu ar agor; yn hwyr: 1.",
        ),
    ],
)
def test_it_says_how_many_actions_are_open(assessed: Assess, due: list[str], english: str, welsh: str) -> None:
    actions = ", ".join(f"{{id: A{n}, text: Act., owners: Clerk, due: {day}}}" for n, day in enumerate(due))
    one = assessed(f"benchmarks: [{{id: 1, title: T, actions: [{actions}]}}]\n")

    assert wording("en").open_actions(one) == english
    assert wording("cy").open_actions(one) == welsh
