from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from prevent_cli.rating.audience import restrict
from prevent_cli.reports import FORMATS, markdown, prose
from prevent_cli.reports.markdown_text import block, cell, row
from prevent_cli.reports.paper import Paper
from prevent_cli.resources import TOOLKITS
from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.fields import Audience
    from tests.conftest import Assess


def rendered(text: str) -> str:
    """Turn Markdown into HTML as GitHub does, raw HTML and all."""
    return str(MarkdownIt("gfm-like", {"linkify": False}).disable("linkify").render(text))


def render(assessment: Assessment) -> bytes:
    return markdown.render(Paper(assessment))


@pytest.fixture(scope="module")
def thurrock() -> Assessment:
    workspace = Workspace([TOOLKITS / "thurrock" / "2021-12.yaml"], Path.cwd(), date(2022, 1, 1))
    return workspace.assessments()[0]


@pytest.fixture(scope="module")
def text(thurrock: Assessment) -> str:
    return render(thurrock).decode()


def test_the_same_record_gives_the_same_bytes(thurrock: Assessment, text: str) -> None:
    assert render(thurrock).decode() == text


def test_every_item_has_its_anchor(text: str, thurrock: Assessment) -> None:
    ids = re.findall(r'<a id="([^"]+)"></a>', text)
    assert len(ids) == len(set(ids))
    assert set(ids) == {f"a-{action.id}" for action in thurrock.actions} | set(prose.anchors(thurrock).values())


def test_every_link_leads_to_an_anchor_or_a_heading(text: str) -> None:
    anchors = set(re.findall(r'<a id="([^"]+)"></a>', text))
    headings = {line[3:].lower().replace(" ", "-") for line in text.splitlines() if line.startswith("## ")}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors | headings


def test_headings_are_in_order(text: str) -> None:
    levels = [len(found) for found in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels.count(1) == 1
    assert max(levels) == 4
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_it_counts_and_compares(text: str) -> None:
    assert "**8 Green, 2 Amber, 0 Red.**" in text
    assert "| 8 | [Venue hire](#b8) | Green | Amber | No | 5 |" in text
    assert "People judged it Green; the policy “share” computes Amber." in text


def test_every_row_of_a_table_has_as_many_cells_as_its_head(text: str) -> None:
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert len(tables) == 2
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_all_actions_are_listed_with_the_overdue_one_first(text: str) -> None:
    rows = re.findall(r"^\| \[(A\d+)\]\(#a-", text, re.MULTILINE)
    assert len(rows) == 31
    assert rows[0] == "A08"
    assert "| overdue by 31 days |" in text


def test_it_says_where_evidence_and_actions_come_from(text: str) -> None:
    assert "Evidence of question [1.1](#q1-1) covers this." in text
    assert "Also served by [A08](#a-A08), under [4.1.2](#e4-1-2) (overdue)." in text


def test_raw_html_and_structure_in_fields_are_text(assessed: Assess) -> None:
    made = render(assessed(
        """\
        title: "<script>alert(1)</script>\\n# Two"
        about: |
          <details>
          ![x](https://evil.example/x.png) [y](javascript:alert(2))

          # heading

          ```
          fence

          > quoted
          ===
          | a | b |
          [ref]: https://evil.example
        marking: <b>
        benchmarks: [{id: 1, comments: "a | b\\nc `d", actions: [{id: A1, text: "- [ ] <i>"}]}]
        """
    )).decode()  # fmt: skip
    shown = rendered(made)
    assert not re.search("<(script|details|img|pre|code|blockquote|b|i|input)", shown)
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt; # Two</h1>" in shown
    assert not re.findall('href="javascript:', shown)
    assert "# heading" in shown
    assert shown.count("<table>") == 2


def test_what_is_withheld_says_so(assessed: Assess) -> None:
    whole = assessed(
        """\
        audience: public
        benchmarks:
          - id: 1
            rating: green
            questions:
              - id: 1.1
                expectations:
                  - {id: 1.1.1, text: Secret, audience: officers, withheld: {reason: live case}}
                  - {id: 1.1.2, text: Open}
        """
    )
    made = render(restrict(whole, "public")).decode()
    assert "**Something is withheld from this edition.**" in made
    assert "#### 1.1.1 \\[withheld: live case\\]" in made
    assert "Counts and reasons are left out" in made
    assert "Secret" not in made


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a | b", "a \\| b"),
        ("one\ntwo\n\nthree", "one two three"),
        ("<b>&amp; & x", "&lt;b>&amp;amp; & x"),
        ("- a\n- **b**", "a **b**"),
        ("snake_case _x_", "snake_case _x_"),
        ("bell\x07 \u202e", "bell\ufffd \ufffd"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("", ""),
    ],
)
def test_a_cell_is_one_safe_line(text: str, written: str) -> None:
    assert cell(text) == written


def test_a_row_joins_cells() -> None:
    assert row(["a", "", "c"]) == "| a |  | c |"


@pytest.mark.parametrize(
    "text",
    [
        "One.\nTwo.\n\nThree.",
        "Intro:\n- a\n- b\n\n  more\n- c",
        "1. a\n   - b\n2. c",
        "3. a\n4. b",
        "**will not** and *so* on [site](https://example.org/a_(b))",
        "# x\n> y\n+z\n===",
        "ends! [l](https://example.org)",
        "\\*not\\* `code`",
    ],
)
def test_a_block_written_anew_reads_as_before(text: str) -> None:
    assert str(MarkdownIt("commonmark").render(block(text))) == str(prose.parser().render(text))


@example("a | b\n:-")
@example("[](https://example.org)")
@given(st.text(alphabet="ab#*_-+>=|`~<>[]()!\\&;1. \n$:/", max_size=40))
def test_no_text_makes_more_than_paragraphs_lists_emphasis_and_links(text: str) -> None:
    tags = set(re.findall("</?([a-z0-9]+)", rendered(block(text))))
    assert tags <= {"p", "ul", "ol", "li", "em", "strong", "a", "br"}


@given(st.text(alphabet="ab|*_<>[]()!\\&; \n#-", max_size=40))
def test_no_text_breaks_out_of_its_cell(text: str) -> None:
    table = f"{row(['h', 'k'])}\n{row(['---', '---'])}\n{row([cell(text), 'end'])}\n"
    shown = rendered(table)
    assert shown.count("<tr>") == 2
    assert "<td>end</td>" in shown


NOT_SHOWN, NONE_ON_FILE = "No evidence is shown in this edition.", "No evidence on file."
NO_EVIDENCE_SEEN = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Dec 2021
audience: public
benchmarks:
  - id: 1
    title: One
    questions:
      - id: 1.1
        text: Is it?
        expectations:
          - {id: 1.1.1, text: It is., evidence: [{text: Minutes., audience: officers}]}
          - {id: 1.1.2, text: It was.}
"""


@pytest.mark.parametrize(("audience", "said"), [("public", {NOT_SHOWN: 2}), ("officers", {NONE_ON_FILE: 1})])
@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_an_edition_that_withholds_something_says_of_no_expectation_that_it_has_no_evidence(
    assessed: Assess, form: str, audience: Audience, said: dict[str, int]
) -> None:
    made = FORMATS[form].render(Paper(restrict(assessed(NO_EVIDENCE_SEEN), audience)))
    text = ZipFile(BytesIO(made)).read("word/document.xml").decode() if form == "docx" else made.decode()

    assert {one: text.count(one) for one in (NOT_SHOWN, NONE_ON_FILE) if one in text} == said
