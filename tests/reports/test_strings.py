from __future__ import annotations

import re
import string
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from prevent_cli.model.assessment import ACTION_STATES, STATES
from prevent_cli.model.fields import AUDIENCES, COLOURS, STATUSES
from prevent_cli.model.when import When
from prevent_cli.reports import html, markdown
from prevent_cli.reports.paper import LANGUAGES, Language, Paper
from prevent_cli.reports.strings import Strings, table
from prevent_cli.reports.wording import wording
from prevent_cli.resources import REPORTS
from tests.conftest import TOOLKIT_HEAD
from tests.reports.test_html import VOID, Page

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess, MakeProject, Run

RECORD = """\
title: Toolkit title
about: About text
audience: public
glossary: {WRAP: A workshop}
benchmarks:
  - id: 1
    title: Bench title
    statement: Statement text
    rating: {value: amber, reason: Judged reason, by: Some board, on: Dec 2021}
    previous: {rating: red, period: Sept 2021}
    moderated: [{value: red, by: Some peers}]
    next_steps: Next text
    questions:
      - id: 1.1
        text: Question text
        evidence: [{text: Evidence text, on: Nov 2021, expires: 2022-11-30}]
        expectations:
          - id: 1.1.1
            text: Expectation text
            answer: met
            actions:
              - id: A1
                text: Action text
                owners: Some owner
                due: Autumn term 2021
                revised: [{due: Jan 2022, on: 2021-12-01, reason: Some delay}]
                awaiting: some event
          - {id: 1.1.2, text: Other text, audience: officers, withheld: {reason: some case}}
"""


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.fixture
def record(assessed: Assess) -> Assessment:
    return assessed(RECORD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_the_same_keys(language: Language) -> None:
    assert table(language).keys() == table("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_asks_for_what_the_english_one_is_given(language: Language) -> None:
    asks = {key: placeholders(text) - placeholders(table("en")[key]) for key, text in table(language).items()}
    # A count is always given where a text goes by it.
    assert {key: names - {"count"} for key, names in asks.items() if names - {"count"}} == {}


def test_what_a_language_lacks_is_said_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = {key: text for key, text in table("cy").items() if key != "summary.title"}
    monkeypatch.setattr("prevent_cli.reports.strings.table", {"en": table("en"), "cy": lacking}.__getitem__)

    assert Strings("cy")("summary.title") == "Summary"
    assert Strings("cy")("label.judged") == "Barnwyd"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_a_record_has_a_word(language: Language) -> None:
    say = wording(language)
    values = {
        "rating": (*COLOURS, "not rated", "not judged", "not shown"),
        "state": STATES,
        "stage": ACTION_STATES,
        "status": STATUSES,
        "actions.why": STATUSES,
        "audience": AUDIENCES,
        "answer": ("met", "partly", "not met", "not applicable"),
        "repeats": ("weekly", "monthly", "every 2 months", "quarterly", "every 6 months", "yearly", "ongoing"),
    }
    assert [(name, value) for name, known in values.items() for value in known if not say.word(name, value)] == []


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 0, "no actions"),
        ("en", 1, "1 action"),
        ("en", 2, "2 actions"),
        ("cy", 0, "dim camau gweithredu"),
        ("cy", 1, "1 cam gweithredu"),
        ("cy", 3, "3 o gamau gweithredu"),
    ],
)
def test_a_count_is_said(language: Language, number: int, said: str) -> None:
    assert Strings(language).count("count.actions", number) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "Nov 21", "Nov 21 (30 Nov 2021)"),
        ("en", "30 Nov 2021", "30 Nov 2021"),
        ("en", "2021-11-30", "2021-11-30"),
        ("en", "30/11/21", "30/11/21 (30 Nov 2021)"),
        ("cy", "Nov 21", "Tachwedd 2021 (30 Tach 2021)"),
        ("cy", "30 Nov 2021", "30 Tachwedd 2021"),
        ("cy", "30/11/21", "30 Tachwedd 2021"),
        ("cy", "2021-11-30", "2021-11-30"),
        ("cy", "Q4 2021/22", "Q4 2021/22 (31 Maw 2022)"),
        ("cy", "2022", "2022 (31 Rhag 2022)"),
    ],
)
def test_a_date_is_said(language: Language, written: str, said: str) -> None:
    assert Strings(language).written(When.parse(written)) == said


def test_every_month_has_its_name() -> None:
    assert [Strings("cy").day(date(2021, month, 1)).split()[1] for month in (1, 6, 12)] == [
        "Ionawr",
        "Mehefin",
        "Rhagfyr",
    ]


def test_what_is_filled_in_is_escaped_beside_markup() -> None:
    said = Strings()("report.subject", organisation=Markup("<b>x</b>"), period="<i>", day="{day}")

    assert said == "<b>x</b>, &lt;i&gt;, as of {day}"


class Spoken(HTMLParser):
    """The text of a page by the language that it is said to be in."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.languages: list[str | None] = []
        self.said: dict[str | None, str] = {}
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            above = self.languages[-1] if self.languages else None
            self.languages.append("none" if tag in {"style", "script", "title"} else dict(attrs).get("lang") or above)

    def handle_endtag(self, tag: str) -> None:
        assert tag not in VOID
        self.languages.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_data(self, data: str) -> None:
        language = self.languages[-1] if self.languages else None
        self.said[language] = self.said.get(language, "") + data


def test_a_welsh_page_says_so_and_sets_the_records_words_apart(record: Assessment) -> None:
    spoken = Spoken(html.render(Paper(record, language="cy")))

    own = re.compile(r"text|Bench|Judged reason|Some|some (?:event|case)|A workshop|Toolkit|Autumn|share")
    assert own.findall(spoken.said["cy"]) == []
    assert len(own.findall(spoken.said["en"])) > 20
    assert "Sgôr a farnwyd" in spoken.said["cy"]


def test_a_welsh_report_says_that_its_labels_want_checking(record: Assessment) -> None:
    notice = table("cy")["language.notice"]

    assert notice in Page(html.render(Paper(record, language="cy"))).text
    assert notice in markdown.render(Paper(record, language="cy")).decode()


def test_an_english_report_has_no_such_notice(record: Assessment) -> None:
    page = Page(html.render(Paper(record)))

    assert page.every("html")[0].attributes["lang"] == "en-GB"
    assert not [one for one in page.every("body")[0].every("span", "div", "option") if "lang" in one.attributes]


def test_welsh_markdown_has_welsh_headings_and_links_to_them(record: Assessment) -> None:
    made = markdown.render(Paper(record, language="cy")).decode()

    assert "[Ystyr y geiriau](#ystyr-y-geiriau)" in made
    assert "\n## Ystyr y geiriau\n" in made
    assert "**0 Gwyrdd, 1 Ambr, 0 Coch.**" in made
    assert "Gwell; Coch oedd y sgôr yn Medi 2021" in made


def test_no_template_of_a_report_holds_a_label() -> None:
    only_english = {
        "diff.html.j2",
        "portfolio.html.j2",
        "trend.html.j2",
    }  # no reports: their commands have no --language
    found = []
    for path in sorted(REPORTS.glob("*.html.j2")):
        if path.name in only_english:
            continue
        text = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<svg.*?</svg>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        found += [(path.name, label) for label in re.findall(r">([^<>]*[A-Za-z][^<>]*)<", text)]
        found += [(path.name, label) for label in re.findall(r'(?:aria-label|data-label|title|alt)="([^"]+)"', text)]
    assert found == []


@pytest.mark.parametrize("name", ["xlsx", "csv", "json"])
def test_a_format_without_labels_in_welsh_refuses_it(run: Run, project: MakeProject, name: str) -> None:
    folder = project({"toolkits/a.yaml": f"{TOOLKIT_HEAD}benchmarks: [{{id: 1, title: T}}]\n"})
    done = run("render", "--language", "cy", "--format", name)

    assert (done.code, done.stdout) == (2, "")
    assert f"the labels of {name} are in English only" in done.stderr
    assert "html, md, pdf, docx" in done.stderr
    assert not folder.joinpath("reports").exists()
