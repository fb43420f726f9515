from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prevent_cli.model.toolkit import Toolkit
from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict
from prevent_cli.reports.paper import Paper
from prevent_cli.reports.sheets import LIMIT, fitting, printed, split
from prevent_cli.reports.xlsx import render
from prevent_cli.resources import TOOLKITS
from prevent_cli.workspace import Workspace
from tests.reports.books import Read, book, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess, MakeProject, Run

EVERY_KEY = Path(__file__).parent.parent / "cases" / "valid" / "every-key.yaml"
NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "'",
    "007",
    "1e5",
    "http://a.example",
    "_x0041_",
    "a\x01\x1b\0b",
]
NASTY += ["a\r\nb\rc", "\u202eevil\u2066", "\U0001f600é", "\ufffe\uffff\ud800", "<b>&amp;</b>", " x ", "&G &[Picture]"]
NASTY += ["{=1}", "x\x0b\x85\u2028y", "{{1}}", "TRUE"]


@pytest.fixture
def every_key(assessed: Assess) -> Assessment:
    text = EVERY_KEY.read_text(encoding="utf-8")
    return assessed(text[text.index("format:") :])


@pytest.fixture(scope="module")
def thurrock() -> Assessment:
    workspace = Workspace([TOOLKITS / "thurrock" / "2021-12.yaml"], Path.cwd(), date(2022, 1, 1))
    return workspace.assessments()[0]


def first(read: Read, sheet: str, **wanted: str) -> dict[str, Any]:
    """Give the first row of a sheet in which a column says what is wanted, without what is hidden or empty."""
    found = next(row for row in read.rows(sheet) if all(row[head] == text for head, text in wanted.items()))
    return {head: value for head, value in found.items() if value != "" and not head.startswith("_")}


def test_it_has_a_sheet_for_each_kind_of_thing(every_key: Assessment) -> None:
    assert book(every_key).names == [
        *("Summary", "Benchmarks", "Expectations", "Evidence", "Actions", "Glossary", "Roles", "About", "_prevent")
    ]


def test_the_summary_says_whose_it_is_and_of_when(every_key: Assessment) -> None:
    assert [row[0] for row in book(every_key).cells("Summary")[:4]] == [
        "Prevent duty toolkit",
        "Testshire Council (E06000999), Q3 2021/22 (31 Dec 2021)",
        "As of 31 December 2021. Marking: OFFICIAL. Audience: officers (for officers only).",
        "Judged: 0 Green, 1 Amber, 0 Red. The computed rating agrees with the judged one on 1 of 1 benchmark.",
    ]


def test_the_summary_has_the_ratings_side_by_side(every_key: Assessment) -> None:
    assert first(book(every_key), "Summary") == {
        "No": "7",
        "Benchmark": "Training programme",
        "Judged": "Amber",
        "Reason for the judged rating": "Two posts are vacant",
        "Computed": "Amber",
        "Agree?": "Yes",
        "Change": "Better; was Red in Q2 2021/22 (30 Sep 2021)",
        "Open actions": 2,
        "Overdue": 0,
        "Next steps": "Fill the posts.",
        "Comments": "None.",
    }


def test_a_benchmark_has_every_field(every_key: Assessment) -> None:
    assert first(book(every_key), "Benchmarks") == {
        "No": "7",
        "Benchmark": "Training programme",
        "Statement": "Staff are trained.",
        "Outcome": "Staff know what to do.",
        "Judged by": "Prevent Board",
        "Judged on": "Dec 2021 (31 Dec 2021)",
        "Previous rating": "Red\nFor Q2 2021/22 (30 Sep 2021)",
        "Moderated": "Amber by Peers in Nov 2021 (30 Nov 2021): As judged",
        "Counts": "Of 1 expectation in scope, 1 is in hand; 1 is not applicable.",
        "Reasons for the computed rating": (
            "1 of 1 expectations in scope is in hand, with work still open: 7.1.1 (answered partly, A14 in progress).\n"
            "Amber, because what falls short makes up 100% of what is in scope, over the 30% that ours allows."
        ),
        "Audience": "Partners",
        "Withheld from wider editions": "Names of venues (Sch 12A para 7)",
    }


def test_an_expectation_has_every_field(every_key: Assessment) -> None:
    assert first(book(every_key), "Expectations", Id="7.1.1") == {
        "Id": "7.1.1",
        "Benchmark": "7. Training programme",
        "Question": "7.1 Is there a programme?",
        "Expectation": "Is it written down?",
        "Essential": "Yes",
        "State": "In hand",
        "Answer": "Partly",
        "Reason": "A draft",
        "Evidence": "[Evidence of question 7.1]",
        "Actions": "A14 (on track): Finish the draft\nA15 (complete): Print it\nA16 (withdrawn): Film it",
        "Evidence of the question": (
            "The programme\nLink: https://example.org/programme\n"
            "Date: 17/6/21 (17 Jun 2021)\nExpires: Jun 2022 (30 Jun 2022)"
        ),
        "On file": "Yes",
        "Audience": "Partners",
    }


def test_a_question_without_expectations_has_its_own_row(every_key: Assessment) -> None:
    assert first(book(every_key), "Expectations", Id="7.2") == {
        "Id": "7.2",
        "Benchmark": "7. Training programme",
        "Question": "7.2",
        "State": "Not applicable",
        "Answer": "Not applicable",
        "Reason": "No such staff",
        "Also served by": "A14 (on track), under 7.1.1",
        "On file": "Yes",
        "Audience": "Partners",
    }


def test_evidence_has_every_field_and_real_days(every_key: Assessment) -> None:
    assert first(book(every_key), "Evidence") == {
        "For": "7.1",
        "No": 1,
        "Evidence": "The programme",
        "Link": "https://example.org/programme",
        "Date as written": "17/6/21",
        "Date: last day": date(2021, 6, 17),
        "Expires as written": "Jun 2022",
        "Expires: last day": date(2022, 6, 30),
        "Expired": "No",
        "Audience": "Partners",
        "Withheld from wider editions": "Names of venues",
    }


def test_an_action_has_every_field_and_real_days(every_key: Assessment) -> None:
    assert first(book(every_key), "Actions", Id="A14") == {
        "Id": "A14",
        "For": "7.1.1",
        "Action": "Finish the draft",
        "Owners": "CSP manager\ncommunity safety partnership manager",
        "Status": "In progress",
        "State": "On track",
        "Due as written": "Spring term 2022",
        "Due: last day": date(2022, 4, 30),
        "Awaiting": "new national guidance",
        "Progress": "30/11/2021 (30 Nov 2021): Half is written\nRead by the board",
        "First due": "Nov21 (30 Nov 2021)",
        "Moved by days": 151,
        "Revisions": "Spring term 2022 (30 Apr 2022), moved 1 Dec 2021: The author left",
        "Raised": "Sept 21 (30 Sep 2021)",
        "Repeats": "Every 6 months",
        "Also serves": "7.2",
        "Former ids": "A03",
        "Audience": "Officers",
        "Withheld from wider editions": "Staffing",
    }


def test_a_complete_action_says_when_and_what_was_done(every_key: Assessment) -> None:
    found = first(book(every_key), "Actions", Id="A15")

    assert (found["Completed"], found["Outcome"]) == ("2021-11 (30 Nov 2021)", "Printed")


def test_a_withdrawn_action_says_why(every_key: Assessment) -> None:
    assert first(book(every_key), "Actions", Id="A16")["Why deferred or withdrawn"] == "Too dear"


def test_an_overdue_action_has_its_days_as_a_number(assessed: Assess) -> None:
    one = assessed("benchmarks: [{id: 7, actions: [{id: A1, text: x, due: Nov 21}]}]")

    assert first(book(one), "Actions")["Days overdue"] == 31


def test_glossary_and_roles_are_listed(every_key: Assessment) -> None:
    read = book(every_key)

    assert read.cells("Glossary")[1:] == [["CTLP", "Counter-Terrorism Local Profile"]]
    assert read.cells("Roles")[1:] == [
        ["CSP manager", "Community safety partnership manager"],
        ["Prevent Board", ""],
    ]


def test_what_is_empty_has_no_sheet(assessed: Assess) -> None:
    assert {"Glossary", "Roles", "Continued"} & set(book(assessed("benchmarks: [{id: 7}]")).names) == set()


def test_a_toolkit_with_nothing_in_it_is_a_workbook_too(assessed: Assess) -> None:
    read = book(assessed("benchmarks: []"))

    assert read.rows("Actions") == []
    assert "<table " in read.parts()["xl/tables/table5.xml"]


def test_about_gives_the_policy_in_words_and_accepted_findings(every_key: Assessment) -> None:
    about = dict(book(every_key).cells("About"))

    assert about["Rating: Red"].startswith("Gaps make up more than 20% of what is in scope")
    assert about["About this record"] == "Where this comes from: the paper of the board."
    assert about["Finding accepted: no-owner at B-1"] == "A new post\nUntil 2022 (31 Dec 2022)"
    assert all(about.values())


def test_hidden_columns_lead_back_to_every_item(thurrock: Assessment) -> None:
    read = book(thurrock)
    ids = {row["_id"] for sheet in ("Summary", "Expectations", "Actions") for row in read.rows(sheet)}
    questions = {q.id for benchmark in thurrock.benchmarks for q in benchmark.questions if q.expectations}

    assert ids == set(thurrock.ids) - questions


@pytest.mark.parametrize("sheet", ["Summary", "Benchmarks", "Expectations", "Evidence", "Actions"])
def test_every_row_has_a_path_of_its_own(every_key: Assessment, sheet: str) -> None:
    paths = [row["_path"] for row in book(every_key).rows(sheet)]

    assert len(set(paths)) == len(paths)
    assert all(path.startswith("benchmarks/7") for path in paths)


def test_a_hidden_sheet_says_which_record_it_was_made_from(every_key: Assessment) -> None:
    facts = dict(book(every_key).cells("_prevent"))

    assert re.fullmatch("[0-9a-f]{64}", facts.pop("sha256"))
    assert facts == {
        "format": "workbook/1",
        "record": "toolkit/1",
        "organisation": "Testshire Council",
        "code": "E06000999",
        "framework": "",
        "period": "Q3 2021/22",
        "as_of": "2021-12-31",
        "policy": "ours",
        "audience": "officers",
        "whole": "yes",
        "toolkit": "test.yaml",
    }


def test_the_file_s_folder_is_never_told(every_key: Assessment) -> None:

    read = book(every_key._replace(file="/home/jo.bloggs/secret/test.yaml"))

    assert dict(read.cells("_prevent"))["toolkit"] == "test.yaml"
    assert [name for name, part in read.parts().items() if "bloggs" in part] == []


def test_only_what_leads_back_is_hidden(every_key: Assessment) -> None:
    read = book(every_key)
    states = dict(
        re.findall(r'<sheet name="([^"]+)"[^>]*?( state="hidden")?(?= r:id)', read.parts()["xl/workbook.xml"])
    )
    columns = re.findall(r'<col min="(\d+)"[^>]*hidden="1"', read.sheet_xml("Actions"))

    assert [name for name, state in states.items() if state] == ["_prevent"]
    assert columns == ["24", "25"]


def test_the_same_assessment_gives_the_same_bytes(every_key: Assessment) -> None:
    assert render(Paper(every_key)) == render(Paper(every_key))


def test_properties_have_no_other_day_than_the_record_s(every_key: Assessment) -> None:
    read = book(every_key)
    core = read.parts()["docProps/core.xml"]

    assert "<dc:title>Prevent duty toolkit: Testshire Council, Q3 2021/22</dc:title>" in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2021-12-31T00:00:00Z"}
    with zipfile.ZipFile(BytesIO(read.content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_name_the_language(every_key: Assessment) -> None:
    assert re.search(r'name="Language"[^>]*><vt:lpwstr>en-GB<', book(every_key).parts()["docProps/custom.xml"])


def test_the_marking_is_on_top_and_at_the_bottom_of_every_page(every_key: Assessment) -> None:
    read = book(every_key)
    for sheet in read.names[:-1]:
        found = re.search("<oddHeader>(.*?)</oddHeader><oddFooter>(.*?)</oddFooter>", read.sheet_xml(sheet))
        assert found
        assert found[1] == "&amp;COFFICIAL"
        assert found[2] == f"&amp;LTestshire Council, Q3 2021/22: {sheet}&amp;COFFICIAL&amp;RPage &amp;P of &amp;N"


@pytest.mark.parametrize("marking", ["A & G", "R&G", "&G&[Picture]&[Page]&P", "X" * 400, "&" * 400, "a\nb", "\x01"])
def test_any_marking_can_be_printed(assessed: Assess, marking: str) -> None:
    import json

    one = assessed(f"benchmarks: [{{id: 7}}]\nmarking: {json.dumps(marking)}\n")
    found = re.search("<oddHeader>(.*?)</oddHeader>", book(one).sheet_xml("Summary"))

    assert found
    assert len(found[1].replace("&amp;", "&")) <= 110


def test_an_ampersand_in_a_marking_is_no_code() -> None:
    assert (printed("A & B", 90), printed("R&G", 90)) == ("A && B", "R&& G")


def test_pages_are_landscape_a4_with_the_head_repeated(every_key: Assessment) -> None:
    read = book(every_key)

    assert re.search(
        '<pageSetup paperSize="9" [^>]*fitToHeight="0" orientation="landscape"/>', read.sheet_xml("Actions")
    )
    assert "Actions!$1:$1" in read.parts()["xl/workbook.xml"]
    assert "Summary!$5:$5" in read.parts()["xl/workbook.xml"]


def test_a_page_holds_the_columns_that_stay_readable() -> None:
    from prevent_cli.reports.action_rows import ACTIONS, SUMMARY
    from prevent_cli.reports.rows import EXPECTATIONS

    last = [columns[fitting(columns) - 1].head for columns in (SUMMARY, EXPECTATIONS, ACTIONS)]

    assert last == ["Comments", "Actions", "First due"]


def test_heads_stay_in_sight_and_filter(every_key: Assessment) -> None:
    read = book(every_key)

    assert '<pane xSplit="1" ySplit="5" topLeftCell="B6"' in read.sheet_xml("Summary")
    assert '<pane xSplit="1" ySplit="1" topLeftCell="B2"' in read.sheet_xml("Actions")
    tables = [part for name, part in read.parts().items() if name.startswith("xl/tables/")]
    assert len(tables) == len(read.names) - 1
    assert all("<autoFilter ref=" in table for table in tables)


def test_rows_grow_when_text_is_typed_into_them(every_key: Assessment) -> None:
    xml = book(every_key).sheet_xml("Actions")

    assert re.search(r'<row r="3"[^>]* ht="\d+', xml)
    assert "customHeight" not in xml


def test_a_row_is_high_enough_for_its_text_and_never_too_high_for_excel(assessed: Assess) -> None:
    one = assessed(f"benchmarks: [{{id: 7, comments: {'word ' * 100}}}, {{id: 8, comments: {'word ' * 9000}}}]")
    heights = [float(found) for found in re.findall(r'<row [^>]*ht="([\d.]+)"', book(one).sheet_xml("Summary"))]

    assert heights[1] >= 15 * 500 / 60
    assert heights[2] == 405


def test_a_row_is_no_higher_than_what_is_printed_of_it(assessed: Assess) -> None:
    asked = f"{{id: 7.1, text: Why?, evidence: {'word ' * 500}, expectations: [{{id: 7.1.1, text: So.}}]}}"
    xml = book(assessed(f"benchmarks: [{{id: 7, questions: [{asked}]}}]")).sheet_xml("Expectations")

    assert re.findall(r'<row r="2"[^>]* ht="([\d.]+)"', xml) == ["30"]


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("Summary", "Red,Amber,Green"),
        ("Expectations", "Met,Partly,Not met,Not applicable"),
        ("Actions", "Open,In progress,Complete,Deferred,Withdrawn"),
    ],
)
def test_words_out_of_few_can_be_chosen(every_key: Assessment, sheet: str, words: str) -> None:
    found = re.findall(
        r'<dataValidation type="list"[^>]*><formula1>"(.*?)"</formula1>', book(every_key).sheet_xml(sheet)
    )

    assert found == [words]


def test_a_rating_is_a_word_and_its_colour_follows_the_word(every_key: Assessment) -> None:
    xml = book(every_key).sheet_xml("Summary")

    assert re.findall(r'<conditionalFormatting sqref="([A-Z]\d)">.*?<formula>"(\w+)"', xml)[0] == ("C6", "Red")


def luminance(colour: str) -> float:
    """Give the relative luminance of RRGGBB (WCAG 2.2)."""
    shares = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_stand_out_from_their_colours_and_colours_from_each_other_in_grey(every_key: Assessment) -> None:
    styles = book(every_key).parts()["xl/styles.xml"]
    pairs = re.findall(r'<dxf>.*?<color rgb="FF(\w{6})"/>.*?<bgColor rgb="FF(\w{6})"/>', styles)
    grounds = dict.fromkeys(luminance(ground) for _, ground in pairs)

    assert len(pairs) >= 3
    for text, ground in pairs:
        light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 7
    red, amber, green = list(grounds)[:3]
    assert red + 0.2 < amber < green - 0.1


def text_everywhere(text: str) -> Toolkit:
    """Make a toolkit that says the same in every text field."""
    action = {"id": "A1", "text": text, "owners": [text], "awaiting": text, "outcome": text, "reason": text}
    evidence = [{"text": text, "link": text}]
    expectation = {"id": "7.1.1", "text": text, "reason": text, "evidence": evidence, "actions": [action]}
    benchmark = {"id": "7", "title": text, "statement": text, "outcome": text, "next_steps": text, "comments": text}
    return Toolkit.model_validate(
        {
            "format": "toolkit/1",
            "organisation": {"name": "Testshire"},
            "period": "Dec 2021",
            "title": text,
            "about": text,
            "marking": text,
            "roles": [{"name": text}],
            "glossary": {"T": text},
            "benchmarks": [
                benchmark | {"rating": {"value": "red", "reason": text, "by": text}}
                | {"questions": [{"id": "7.1", "text": text, "expectations": [expectation]}]}
            ],
        }
    )  # fmt: skip


PLACES = [("Summary", "Benchmark"), ("Summary", "Reason for the judged rating"), ("Summary", "Next steps")]
PLACES += [("Summary", "Comments"), ("Benchmarks", "Statement"), ("Benchmarks", "Outcome"), ("Benchmarks", "Judged by")]
PLACES += [("Expectations", "Expectation"), ("Expectations", "Reason"), ("Evidence", "Evidence"), ("Evidence", "Link")]
PLACES += [("Actions", "Action"), ("Actions", "Owners"), ("Actions", "Awaiting"), ("Actions", "Outcome")]
PLACES += [("Glossary", "Meaning"), ("Roles", "Role")]


@given(st.text(min_size=1, max_size=50) | st.sampled_from(NASTY).flatmap(lambda a: st.text().map(lambda b: a + b)))
@example('=HYPERLINK("http://evil.example","x")')
@example("_x000D_")
@example("'=1+1")
@example("a\x00b\u202ec")
@example("\n=1")
def test_text_comes_back_as_it_was_and_is_no_formula(text: str) -> None:
    """What XML cannot hold and what turns text about becomes U+FFFD; empty lines around it go."""
    read = book(assess(text_everywhere(text), None, date(2021, 12, 31)))

    for sheet, head in PLACES:
        assert read.rows(sheet)[0][head] == shown(text), (sheet, head)
    parts = read.parts()
    assert [name for name, part in parts.items() if re.search(r"<f[ >/]|<hyperlink", part)] == []
    assert [name for name in parts if "calcChain" in name or "external" in name.lower()] == []


@pytest.mark.parametrize("text", NASTY)
def test_a_cell_of_text_is_a_string_in_the_file(text: str) -> None:
    xml = book(assess(text_everywhere(text), None, date(2021, 12, 31))).sheet_xml("Actions")

    assert re.search(r'<c r="C2" s="\d+" t="s">', xml)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_editing_a_cell_that_begins_like_a_formula_does_not_make_it_one(text: str) -> None:
    read = book(assess(text_everywhere(text), None, date(2021, 12, 31)))
    cell = re.search(r'<c r="C2" s="(\d+)"', read.sheet_xml("Actions"))
    styles = re.findall(r"<xf [^>]*>", read.parts()["xl/styles.xml"].partition("<cellXfs")[2])

    assert cell
    assert 'quotePrefix="1"' in styles[int(cell[1])]


def whole(read: Read, sheet: str, head: str) -> str:
    """Give a cell's text with what is continued elsewhere."""
    cell = str(read.rows(sheet)[0][head])
    first_part, _, note = cell.rpartition("\n[Too long for a cell: see the sheet Continued.]")
    assert note == ""
    rests = [row for row in read.rows("Continued") if row["Sheet"] == sheet and row["Text"]]
    column = next(n for n, name in enumerate(read.rows(sheet)[0]) if name == head)
    address = f"{chr(ord('A') + column)}"
    mine: Sequence[dict[str, Any]] = [row for row in rests if row["Cell"].startswith(address)]
    return first_part + "".join(row["Text"] for row in mine)


@pytest.mark.parametrize(
    "text", ["x" * 40_000, "\U0001f600" * 40_000, "a\n" * 20_000 + "b"], ids=["x", "emoji", "lines"]
)
@pytest.mark.parametrize(("sheet", "head"), [("Actions", "Action"), ("Evidence", "Evidence"), ("Summary", "Comments")])
def test_text_too_long_for_a_cell_goes_on_in_another_sheet(text: str, sheet: str, head: str) -> None:
    read = book(assess(text_everywhere(text), None, date(2021, 12, 31)))

    assert whole(read, sheet, head) == text


def test_evidence_too_long_for_a_cell_stands_whole_in_its_own_sheet(assessed: Assess) -> None:
    items = [f"{letter * 20_000}" for letter in "ab"]
    one = assessed(
        f"benchmarks: [{{id: 7, questions: [{{id: 7.1, answer: met, evidence: [{items[0]}, {items[1]}]}}]}}]"
    )
    read = book(one)

    assert read.rows("Expectations")[0]["Evidence"].endswith("[Too long for a cell: see the sheet Evidence.]")
    assert [row["Evidence"] for row in read.rows("Evidence")] == items
    assert "Continued" not in read.names


@given(st.integers(LIMIT - 3, 3 * LIMIT), st.sampled_from(["x", "\U0001f600", "é\n"]))
def test_no_part_is_longer_than_a_cell_and_none_is_lost(length: int, letter: str) -> None:
    text = letter * length
    parts = split(text, "Elsewhere")

    assert all(len(part.encode("utf-16-le")) <= 2 * LIMIT for part in parts)
    assert "".join(parts).replace("\n[Too long for a cell: see the sheet Elsewhere.]", "") == text


HIDING = """\
audience: public
about: seen
marking: OFFICIAL
benchmarks:
  - id: 7
    title: seen
    actions:
      - {id: A1, text: SECRET-one, owners: SECRET-two, audience: officers, withheld: {reason: a contract}}
      - {id: A2, text: SECRET-three, audience: officers, was: [SECRET-4], due: Nov 21}
      - id: A3
        text: seen
        progress: [{note: SECRET-five, audience: officers, withheld: {reason: a case}}]
    questions:
      - id: 7.1
        text: seen
        evidence:
          - {text: SECRET-six, link: "https://SECRET-seven.example", audience: officers, withheld: {reason: names}}
          - {text: SECRET-eight, audience: officers}
        expectations:
          - {id: 7.1.1, text: SECRET-nine, answer: met, audience: officers, withheld: {reason: a person}}
          - {id: 7.1.2, text: seen}
      - {id: 7.2, text: SECRET-ten, answer: partly, audience: officers, withheld: {reason: a trial}}
  - {id: 8, title: SECRET-eleven, rating: {value: red, reason: SECRET-12}, audience: officers, withheld: {reason: all}}
"""


def test_an_edition_holds_nothing_above_its_audience_in_any_part(assessed: Assess) -> None:
    read = book(restrict(assessed(HIDING), "public"))

    assert [name for name, part in read.parts().items() if "SECRET" in part] == []
    assert [name for name in read.names for row in read.cells(name) if "SECRET" in str(row)] == []


def test_an_edition_does_not_tell_of_the_file_behind_it(assessed: Assess) -> None:
    facts = dict(book(restrict(assessed(HIDING), "public")).cells("_prevent"))

    assert (facts["whole"], facts["audience"]) == ("no", "public")
    assert {"sha256", "toolkit"} & facts.keys() == set()


def test_what_is_withheld_says_so_in_its_place(assessed: Assess) -> None:
    read = book(restrict(assessed(HIDING), "public"))

    assert [row["Action"] for row in read.rows("Actions")] == ["[withheld: a contract]", "seen"]
    assert read.rows("Actions")[1]["Progress"] == "[withheld: a case]"
    assert [row["Evidence"] for row in read.rows("Evidence")] == ["[withheld: names]"]
    assert {row["Id"]: row["Expectation"] for row in read.rows("Expectations")} == {
        "7.1.1": "[withheld: a person]",
        "7.1.2": "seen",
        "7.2": "[withheld: a trial]",
    }
    assert [row["Statement"] for row in read.rows("Benchmarks")] == ["", "[withheld: all]"]


def test_nothing_is_said_of_the_state_of_what_is_withheld(assessed: Assess) -> None:
    rows = {row["Id"]: row for row in book(restrict(assessed(HIDING), "public")).rows("Expectations")}
    action = book(restrict(assessed(HIDING), "public")).rows("Actions")[0]

    assert {rows[ref][head] for ref in ("7.1.1", "7.2") for head in ("State", "Answer", "On file")} == {""}
    assert (action["Status"], action["State"]) == ("", "")


def test_an_edition_that_withholds_says_so_once_on_top(assessed: Assess) -> None:
    read = book(restrict(assessed(HIDING), "public"))

    assert read.cells("Summary")[4][0] == "Something is withheld from this edition."
    assert read.rows("Summary")[0]["Benchmark"] == "seen"


def test_render_writes_a_workbook(run: Run, project: MakeProject) -> None:
    folder = project({"toolkits/a.yaml": "benchmarks: [{id: 7, title: Training}]\n"})
    done = run("render", "toolkits/a.yaml", "--format", "xlsx")

    assert done.stdout == "reports/testshire-council-dec-2021-officers.xlsx\n"
    assert Read((folder / done.stdout.strip()).read_bytes()).rows("Summary")[0]["Benchmark"] == "Training"
