from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prevent_cli.model.toolkit import Toolkit
from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict
from prevent_cli.reports.csv import lines, render
from prevent_cli.reports.paper import Paper
from tests.reports.books import shown

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess, MakeProject, Run

EVERY_KEY = Path(__file__).parent.parent / "cases" / "valid" / "every-key.yaml"


def rows(assessment: Assessment) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(render(Paper(assessment)).decode("utf-8-sig"), newline="")))


def test_an_expectation_has_every_field(assessed: Assess) -> None:
    text = EVERY_KEY.read_text(encoding="utf-8")
    found = rows(assessed(text[text.index("format:") :]))[0]

    assert found == {
        "organisation": "Testshire Council",
        "period": "Q3 2021/22",
        "as_of": "2021-12-31",
        "marking": "OFFICIAL",
        "benchmark": "7",
        "benchmark_title": "Training programme",
        "question": "7.1",
        "question_text": "Is there a programme?",
        "id": "7.1.1",
        "text": "Is it written down?",
        "essential": "yes",
        "state": "in hand",
        "answer": "partly",
        "reason": "A draft",
        "evidence": "",
        "actions": "A14 (on track): Finish the draft\nA15 (complete): Print it\nA16 (withdrawn): Film it",
        "question_evidence": (
            "The programme\nLink: https://example.org/programme\n"
            "Date: 17/6/21 (17 Jun 2021)\nExpires: Jun 2022 (30 Jun 2022)"
        ),
        "served_by": "",
        "on_file": "yes",
        "audience": "partners",
        "withheld": "",
    }


def test_several_pieces_of_evidence_are_numbered(assessed: Assess) -> None:
    one = assessed("""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.1
                evidence: [The programme, {text: The minutes, link: "https://example.org", expires: Nov 2021}]
        """)

    assert rows(one)[0]["evidence"] == (
        "1. The programme\n\n2. The minutes\nLink: https://example.org\n"
        "Expired, no longer counts: Nov 2021 (30 Nov 2021)"
    )


def test_a_question_without_expectations_has_a_row(assessed: Assess) -> None:
    one = assessed("benchmarks: [{id: 7, questions: [{id: 7.1, text: Why?, answer: met, actions: []}]}]")
    found = rows(one)[0]

    assert (found["id"], found["text"], found["state"], found["actions"]) == ("7.1", "Why?", "met", "No action needed.")


def test_an_expectation_that_the_file_lacks_has_a_row_that_says_so(assessed: Assess) -> None:
    framework = "benchmarks: [{id: 7, title: T, questions: [{id: 7.1, text: Q, expectations: [{id: 7.1.1, text: E}]}]}]"
    found = rows(assessed("benchmarks: []", framework))[0]

    assert (found["id"], found["text"], found["state"], found["on_file"]) == ("7.1.1", "E", "not assessed", "no")


def test_actions_from_elsewhere_are_named_with_their_place(assessed: Assess) -> None:
    one = assessed("""\
        benchmarks:
          - id: 7
            questions:
              - {id: 7.1, actions: [{id: A1, text: x, also: [7.2.1]}]}
              - {id: 7.2, actions: [{id: A2, text: y}], expectations: [{id: 7.2.1}]}
        """)

    assert rows(one)[1]["served_by"] == "A2 (no date), under 7.2\nA1 (no date), under 7.1"


def test_it_is_utf8_that_excel_knows_for_it_with_the_line_ends_of_csv(assessed: Assess) -> None:
    content = render(Paper(assessed("benchmarks: [{id: 7, questions: [{id: 7.1, text: Môn}]}]")))

    assert content.startswith(b"\xef\xbb\xbforganisation,")
    assert content.count(b"\r\n") == 2
    assert "Môn".encode() in content


def test_the_same_assessment_gives_the_same_bytes(assessed: Assess) -> None:
    one = assessed("benchmarks: [{id: 7, questions: [{id: 7.1}]}]")

    assert render(Paper(one)) == render(Paper(one))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\n=", "\r\n=", "＝", "＠"])  # noqa: RUF001 - meant
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(start: str) -> None:
    (found,) = next(csv.reader(StringIO(lines([[f"{start}1+1"]]), newline="")))

    assert found.startswith("'")


def test_a_number_of_ours_stays_a_number() -> None:
    assert lines([[-3, True, None, ["a", "b"]]]) == "-3,yes,,a; b\r\n"


@given(st.text(max_size=40))
@example("=1+1")
@example("'=1")
@example('"quoted", and\r\nbroken')
@example("a\x00\x1b[31m\u202e")
def test_text_comes_back_as_it_was(text: str) -> None:
    toolkit = Toolkit.model_validate(
        {
            "format": "toolkit/1",
            "organisation": {"name": "Testshire"},
            "period": "Dec 2021",
            "benchmarks": [{"id": "7", "questions": [{"id": "7.1", "answer": "met", "reason": text}]}],
        }
    )
    found = rows(assess(toolkit, None, date(2021, 12, 31)))[0]["reason"]

    assert found in {shown(text), f"'{shown(text)}"}
    assert not found.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_an_edition_says_what_is_withheld_and_no_more(assessed: Assess) -> None:
    one = assessed("""\
        audience: public
        benchmarks:
          - id: 7
            questions:
              - id: 7.1
                expectations:
                  - {id: 7.1.1, text: SECRET, answer: met, audience: officers, withheld: {reason: a case}}
                  - {id: 7.1.2, text: SECRET, audience: officers}
                  - id: 7.1.3
                    text: seen
                    evidence: [{text: SECRET, audience: officers, withheld: {reason: names}}]
                    actions: [{text: SECRET, audience: officers, withheld: {reason: a post}}]
        """)
    found = rows(restrict(one, "public"))

    assert b"SECRET" not in render(Paper(restrict(one, "public")))
    assert [(row["id"], row["text"], row["state"]) for row in found] == [
        ("7.1.1", "[withheld: a case]", ""),
        ("7.1.3", "seen", "not shown"),
    ]
    assert (found[1]["evidence"], found[1]["actions"]) == ("[withheld: names]", "[withheld: a post]")


def test_render_writes_it(run: Run, project: MakeProject) -> None:
    folder = project({"toolkits/a.yaml": "benchmarks: [{id: 7, questions: [{id: 7.1}]}]\n"})
    done = run("render", "--format", "csv")

    assert done.stdout == "reports/testshire-council-dec-2021-officers.csv\n"
    assert (folder / done.stdout.strip()).read_bytes().count(b"\r\n") == 2
