"""An invented council's assessment as its officers might have typed it, with every habit that real ones have.

The council, its words and its facts are made up. ``html()`` gives it as a web page, whose tables a word processor
keeps; ``text()`` as text with a row a line and tabs between the cells, as such a table looks once it is copied out of
a PDF: nothing tells there which cells span rows, and runs of spaces stand for line breaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TITLE = "Prevent Duty Toolkit for Harrowmere Borough Council: Mar 2024"
WIDTH = 4
DASH = "\N{EN DASH}"


@dataclass(frozen=True)
class Cell:
    """A cell's HTML, and how many rows and columns it spans."""

    html: str
    rows: int = 1
    columns: int = 1


Row = tuple[str | Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A table; ``width`` counts its columns."""

    rows: tuple[Row, ...]
    width: int = WIDTH


def across(html: str) -> Row:
    """Give a row that is one cell across the table."""
    return (Cell(html, columns=WIDTH),)


SUMMARY = Grid(
    (
        (
            (
                "<b>1. Knowing the risk</b> RAG Rating: <b>Green</b> Actions: all complete"
                " Comments: Reviewed each quarter, next in Q1 24/25"
            ),
            (
                "<b>3. Training &amp; skills</b> RAG Rating: <b>Amber</b> Actions: Find a trainer by Sept 24."
                " Comments: Courses run online; uptake is uneven"
            ),
        ),
        (
            "<b>2. The board</b> RAG Rating: <b>Green</b> Action: Bring in the colleges Comment: Well attended",
            "<b>4. Halls for hire</b> RAG Rating: <b>Red</b> Actions; As per the venue review Comments:",
        ),
    ),
    width=2,
)

HEADS: Row = ("Expectation", "Evidence", "Action Rag", "RAG")

BLOCKS: tuple[str | Grid, ...] = (
    f"<b>{TITLE}</b>",
    SUMMARY,
    f"<b>{TITLE}</b>",
    Grid(
        (
            across("<b>Benchmark 1</b>"),
            across(
                "1. The borough knows where people could be drawn into terrorism."
                " Outcome: What is known shapes what is done, street by street."
            ),
            across("1.1 is there a process that finds risks and hands them to someone?"),
            HEADS,
            (
                "How are risks found? Are they written down?",
                Cell(
                    "<p>The police share a profile each quarter &amp; partners add to it.</p>"
                    "<p>From it the community safety manager writes a situational assessment.</p>",
                    rows=4,
                ),
                Cell("<b>None</b>", rows=4),
                "",
            ),
            ("Does every risk have an owner?", ""),
            ("Is each risk in the action plan?", ""),
            ("Assessments should look backwards and forwards.", ""),
            across("1.2 Do officers help the police to write the profile?"),
            (
                "Can partners contribute?",
                Cell(
                    f"Yes {DASH} a questionnaire, and the meeting of 17/6/23 agreed two inputs. 1. first, 2. last.",
                    rows=2,
                ),
                "",
                "",
            ),
            ("Is the draft tested with partners?", "", ""),
            across("1.3 Are findings passed on?"),
            (
                "Is there a stepped process? It should brief chief officers.",
                "<p>Briefings go to directors and then, in a shorter form, through the</p>",
                "<b>CSP Manager</b> to share the assessment with schools once approved for release Complete for Q1",
                "",
            ),
        )
    ),
    f"<b>{TITLE}</b>",
    Grid(
        (
            ("", "partnership's newsletter to everyone else", "", ""),
            ("Are briefings timely?", "Quarterly; 2023 saw four, each within 10 days", "", ""),
        )
    ),
    "<b>Benchmark 2:</b>",
    "2. A board of several agencies oversees the work.",
    "Outcome: partners pull together.",
    "2.1 Is there a board?",
    Grid(
        (
            (
                "What has it produced?",
                "<ul><li>• a strategy that answers new risks</li><li>a checklist for events</li></ul>",
                (
                    "<p><b>Prevent Board</b> Checklist to be shared with venues"
                    " <b>COMPLETE FOR SCHOOLS. CURRENTLY TESTING WITH COMMUNITY HALLS</b></p>"
                ),
                "",
            ),
        )
    ),
    f"<b>{TITLE}</b>",
    Grid(
        (
            ("", "<ul><li>lessons from cases that were audited</li></ul>", "", ""),
            (
                "Does it hear of incidents? Does it agree the",
                "National briefings are shared when received",
                "<b>Childrens Prevent Lead</b> to review open cases <b>COMPLETE</b> to review any recommendations",
                "",
            ),
        )
    ),
    f"<b>{TITLE}</b>",
    Grid(
        (
            ("risk assessment, and does it share it?", "with <u>every</u> partner", "", ""),
            ("Do all partners attend?", "Yes", "<b>Chair HEHC</b> to write to absentees by 1st June 2024", ""),
            (
                "2.2 Does the board see referral data, in line with data protection law?",
                "All partners signed the protocol. Amended Apr 23 after a self-assessment",
                f"<b>Corporate-</b> refresh of the protocol {DASH} Q4 23/24",
                "",
            ),
        )
    ),
    Grid(
        (
            across(
                "<b>Benchmarks 3:</b><br/>3. Training is in place.<br/>Outcome:<br/>"
                "The right people learn the right things."
            ),
            across("3.1 Do staff know the signs?"),
            (
                "Is there a programme?",
                (
                    'Online course: <a href="https://learning.harrowmere.example/course?id=7">learning pages</a>,'
                    ' <a href="#">Home education advice</a>'
                    ' and <a href="https://edrms.harrowmere.example/id:A1">objective://edrms.harrowmere.example/id:A1</a>'
                ),
                "<b>CSP manager/ A/D education / licensing</b> to update the course <b>DRAFTED</b> to be tested",
                "",
            ),
            (
                "Is take-up measured?",
                "No as the system cannot tell. There were &lt;5 refusals_in_all",
                "<b>CSP manager/ licensing /</b> to amend the form <b>Policy amended:</b> to be shared",
                "",
            ),
            across("<b>Are new officers inducted?</b>"),
            (
                "What do they learn?",
                "N/A no new officers this year. The team meets weekly",
                "Licensing lead: audit the files, 30.11.24",
                "",
            ),
            ("What else might they need?", "N/A", "", "N/A"),
            across("3,3 Is refresher training offered?"),
            (
                "How often?",
                "Each autumn, for all schools",
                "<p><b>LSCP / CSP Manager</b> audits Nov 23 of awareness in schools</p>",
                "",
            ),
            (
                "By whom?",
                "<p>Partners:</p><ol><li>police</li><li>health</li></ol><p>They take turns.</p>",
                (
                    f"<p><b>Prevent champions</b> {DASH} to refresh the list of trainers</p>"
                    "<p><b>Health lead:</b> to book rooms <b>Actioned</b> and shared Sept 23</p>"
                ),
                "",
            ),
        )
    ),
    TITLE,
    Grid(
        (
            across("<b>Benchmark 4:</b>"),
            across("4. There is a policy for halls."),
            across("Outcome:"),
            across("Nobody hires a hall to spread hatred."),
            across("4.1 Is there a policy?"),
            (
                "Is it known?",
                "<p># one: libraries are neutral</p><p>“Bookings <b>will not</b> be taken”, it says.</p>",
                "There are still gaps in knowledge",
                "",
            ),
            (
                "How have owners responded?",
                "No concerns raised",
                "To be reviewed once new guidance published",
                "Apr 24",
            ),
            ("Do contracts say so?", "Teams know", "All contracts should carry our clause", ""),
        )
    ),
    Grid(
        (
            (
                "",
                "",
                (
                    "<p><b>THE CLAUSE</b></p><p>The Provider shall comply with the Act (“<b>the Act</b>”) as if it were"
                    " a public body;</p><p>and shall not put the Council in breach of it.</p>"
                ),
                "",
            ),
            ("--", "--", "--", "---"),
            across("4.2 Do others use the policy?"),
            (
                "Do colleges?",
                "Continuing",
                "Continue to reach out to colleges",
                "",
            ),
            (
                "Do schools?",
                "Heads agreed",
                "<p><b>LSCP / CSP Manager</b> audits Nov 23 of awareness in schools</p>",
                "",
            ),
            (
                "Do clubs?",
                "Two asked",
                "<b>A/D Education</b> to meet the clubs <b>DEFERRED</b> the clubs asked for a later date",
                "",
            ),
            ("Do parishes?", "This is within the policy", "To brief the clerks, Autumn 24 term", "Green"),
        )
    ),
    "Agreed by the board, and to be read with its strategy.",
)

PLACELESS = "Agreed by the board, and to be read with its strategy."
"""The one piece that belongs nowhere."""


def html() -> str:
    """Give the document as a web page."""
    body = "\n".join(_block_html(block) for block in BLOCKS)
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"/><title>{TITLE}</title></head>\n<body>\n{body}\n</body></html>\n'


def text() -> str:
    """Give the document as text with tabs between cells."""
    return "\n\n".join(_block_text(block) for block in BLOCKS) + "\n"


def words() -> list[str]:
    """Give every word of the document as a reader sees it."""
    return re.findall(r"[^\W_]+", _visible(html().partition("<body>")[2]))


def _visible(markup: str) -> str:
    from html import unescape

    return unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?(?:b|u|a)\b[^>]*>", "", markup)))


def _block_html(block: str | Grid) -> str:
    if isinstance(block, str):
        return f"<p>{block}</p>"
    rows = "\n".join(f"<tr>{''.join(map(_cell_html, row))}</tr>" for row in block.rows)
    return f'<table border="1">\n{rows}\n</table>'


def _cell_html(cell: str | Cell) -> str:
    cell = cell if isinstance(cell, Cell) else Cell(cell)
    spans = "".join(
        f' {name}="{number}"' for name, number in (("rowspan", cell.rows), ("colspan", cell.columns)) if number > 1
    )
    return f"<td{spans}>{cell.html}</td>"


def _block_text(block: str | Grid) -> str:
    if isinstance(block, str):
        return block.replace("<b>", "**").replace("</b>", "**")
    return "\n".join(_row_text(row, block.width) for row in block.rows)


def _row_text(row: Row, width: int) -> str:
    cells = [cell.html if isinstance(cell, Cell) else cell for cell in row]
    if len(cells) == 2 and width == WIDTH:  # a row below a cell of evidence and one of actions that span
        cells = [cells[0], "", "", cells[1]]
    elif len(cells) == 3:  # a row below a cell of evidence that spans
        cells = [cells[0], "", *cells[1:]]
    return "\t".join(cell.replace("<br/>", " " * 10) for cell in [*cells, *[""] * (width - len(cells))])
