from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.rating.audience import restrict
from prevent_cli.reports import html, prose
from prevent_cli.reports.page import css_string, paragraphs
from prevent_cli.reports.paper import Paper
from prevent_cli.resources import TOOLKITS
from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess

VOID = {"meta", "input", "br"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str | None]
    parent: Element | None
    inside: list[Element] = field(default_factory=list)
    text: str = ""

    def every(self, *names: str) -> list[Element]:
        found = [self] if self.name in names else []
        return found + [one for child in self.inside for one in child.every(*names)]


class Page(HTMLParser):
    """A page read with the standard library; an element that is not closed where it should be is an error."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.root = self.here = Element("", {}, None)
        self.elements: list[Element] = []
        self.feed(content.decode())
        assert self.here is self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self.here)
        self.here.inside.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.here.name == tag, f"</{tag}> closes <{self.here.name}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        element: Element | None = self.here
        while element is not None:
            element.text += data
            element = element.parent

    def every(self, *names: str) -> list[Element]:
        return [one for one in self.elements if one.name in names]

    def by_id(self, name: str) -> Element:
        (found,) = [one for one in self.elements if one.attributes.get("id") == name]
        return found

    @property
    def text(self) -> str:
        """What a reader sees, in one line."""
        return squeezed(self.every("body")[0].text)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def render(assessment: Assessment) -> bytes:
    return html.render(Paper(assessment))


@pytest.fixture(scope="module")
def thurrock() -> Assessment:
    workspace = Workspace([TOOLKITS / "thurrock" / "2021-12.yaml"], Path.cwd(), date(2022, 1, 1))
    return workspace.assessments()[0]


@pytest.fixture(scope="module")
def content(thurrock: Assessment) -> bytes:
    return render(thurrock)


@pytest.fixture(scope="module")
def page(content: bytes) -> Page:
    return Page(content)


def test_it_is_one_small_file(content: bytes) -> None:
    assert len(content) < 200_000


def test_the_same_record_gives_the_same_bytes(thurrock: Assessment, content: bytes) -> None:
    assert render(thurrock) == content


def test_nothing_is_fetched(page: Page) -> None:
    assert not page.every("link", "img", "iframe", "object", "embed", "audio", "video", "base")
    assert not [one for one in page.elements if "src" in one.attributes or "srcset" in one.attributes]
    assert all(str(one.attributes["href"]).startswith("#i-") for one in page.every("use"))
    (style,) = page.every("style")
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_the_policy_allows_exactly_the_style_and_script_in_the_page(page: Page) -> None:
    (policy,) = [
        str(one.attributes["content"])
        for one in page.every("meta")
        if one.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    hashes = {name: f"{name}-src 'sha256-{digest(page.every(name)[0].text)}'" for name in ("style", "script")}
    assert policy == (f"default-src 'none'; {hashes['style']}; {hashes['script']}; base-uri 'none'; form-action 'none'")


def digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def test_no_element_carries_style_or_script(page: Page) -> None:
    names = {name for one in page.elements for name in one.attributes}
    assert not [name for name in names if name == "style" or name.startswith("on")]


def test_every_item_has_its_anchor_and_no_anchor_stands_twice(page: Page, thurrock: Assessment) -> None:
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    wanted = {f"a-{action.id}" for action in thurrock.actions} | set(prose.anchors(thurrock).values())
    assert len(wanted) == 31 + 10 + 38 + 105
    assert wanted <= set(ids)
    assert {"b7", "q7-3", "e7-3-1", "q5-3", "a-A14"} <= wanted


def test_every_link_inside_the_page_leads_somewhere(page: Page) -> None:
    ids = {one.attributes.get("id") for one in page.elements}
    targets = [str(one.attributes["href"]) for one in page.every("a", "use")]
    assert not [target for target in targets if target.startswith("#") and target[1:] not in ids]


def test_every_link_out_of_the_page_is_to_the_web_and_tells_nothing(page: Page) -> None:
    out = [one for one in page.every("a") if not str(one.attributes["href"]).startswith("#")]
    assert [one.attributes["href"] for one in out] == [
        "https://edrms.thurrock.gov.uk/id:A5897574",
        "http://www.thurrock.gov.uk/get-online-with-your-library/internet-acceptable-use-agreement",
    ]
    assert {one.attributes["rel"] for one in out} == {"noopener noreferrer"}
    assert squeezed(out[1].text) == "Internet acceptable use agreement"


def test_headings_are_in_order(page: Page) -> None:
    levels = [int(one.name[1]) for one in page.every("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_table_has_a_caption_and_headers_with_scope_and_no_merged_cells(page: Page) -> None:
    tables = page.every("table")
    assert len(tables) == 3
    for table in tables:
        assert table.inside[0].name == "caption"
        columns = table.every("thead")[0].every("th")
        assert {one.attributes.get("scope") for one in columns} == {"col"}
        for row in table.every("tbody")[0].every("tr"):
            assert [one.name for one in row.inside] == ["th"] + ["td"] * (len(columns) - 1)
            assert row.inside[0].attributes["scope"] == "row"
    assert not [one for one in page.elements if {"colspan", "rowspan"} & one.attributes.keys()]


def test_the_summary_counts_and_shows_every_benchmark(page: Page) -> None:
    summary = page.by_id("summary")
    assert "8 Green, 2 Amber, 0 Red" in squeezed(summary.text)
    assert "26 actions are open, 1 of them overdue." in squeezed(summary.text)
    rows = [[squeezed(one.text) for one in row.inside] for row in summary.every("tr")[1:]]
    assert len(rows) == 10
    assert rows[7][:5] == ["8. Venue hire", "Green", "Amber", "No (reasons for 8)", "5"]
    assert rows[6][:5] == ["7. Training programme", "Amber", "Amber", "Yes", "10"]


def test_a_difference_is_said_in_words_with_its_reasons(page: Page) -> None:
    said = squeezed(page.by_id("d8").text)
    assert "People judged it Green; the policy “share” computes Amber. The judged rating stands." in said
    assert "No reason for the judged rating is on file." in said
    assert "8.3.6 (A28 in progress)" in said
    assert "38.5%" in said


def test_all_actions_are_in_one_table_with_the_overdue_one_first(page: Page) -> None:
    rows = page.by_id("actions-table").every("tbody")[0].every("tr")
    assert len(rows) == 31
    assert [squeezed(cell.text) for cell in rows[0].inside] == [
        "A08",
        "4.1.2, also 7.4.1",
        "Audit internal awareness, by means of the training audit and the safeguarding audits of schools.",
        "LSCP, CSP manager",
        "Nov 21 (30 Nov 2021)",
        "Overdue by 31 days",
    ]
    assert rows[0].attributes["data-benchmarks"] == "4 7"


def test_filters_are_hidden_until_the_script_shows_them(page: Page) -> None:
    assert "hidden" in page.by_id("filters").attributes
    assert page.by_id("shown").attributes["aria-live"] == "polite"
    assert squeezed(page.by_id("shown").text) == "31 actions"
    labels = {one.attributes["for"] for one in page.by_id("filters").every("label")}
    assert labels == {"f-owner", "f-state", "f-benchmark", "f-text"}


def test_the_owner_filter_offers_each_role_once(page: Page, thurrock: Assessment) -> None:
    options = [squeezed(one.text) for one in page.by_id("f-owner").every("option")]
    owners = {owner for action in thurrock.actions for owner in action.owners}
    assert options == ["All owners", *sorted(owners, key=str.casefold), "No owner"]


def test_an_action_elsewhere_is_named_where_it_serves(page: Page) -> None:
    expectation = page.by_id("e7-4-1")
    assert "Also served by A08, under 4.1.2 (overdue)." in squeezed(expectation.text)
    links = {one.attributes["href"] for one in expectation.every("a")}
    assert {"#a-A08", "#e4-1-2"} <= links


def test_evidence_of_a_question_is_said_to_cover(page: Page) -> None:
    assert "It covers each expectation below that has no evidence of its own." in squeezed(page.by_id("q1-1").text)
    assert "Evidence of question 1.1 covers this." in squeezed(page.by_id("e1-1-3").text)
    assert "No action needed." in squeezed(page.by_id("q1-1").text)


def test_a_question_without_expectations_shows_its_state(page: Page) -> None:
    assert "Met" in [squeezed(one.text) for one in page.by_id("q5-3").every("span")]


def test_a_link_that_is_not_given_is_said_so(page: Page) -> None:
    assert squeezed(page.by_id("e7-4-1").text).count("Link not given.") == 2


def test_shapes_stand_beside_words(page: Page) -> None:
    tags = [one for one in page.every("span") if str(one.attributes.get("class")).startswith("tag ")]
    assert len(tags) > 100
    assert all(one.every("svg") and one.text.strip() for one in tags)


def test_the_policy_is_printed_with_its_thresholds(page: Page) -> None:
    key = squeezed(page.by_id("key").text)
    assert "the policy “share”, version 1" in key
    assert "Gaps make up more than 25% of what is in scope, or an essential expectation is a gap." in key
    assert "what nobody has assessed makes up more than 50% of it" in key


def test_the_framework_is_named_with_its_licence(page: Page) -> None:
    about = squeezed(page.by_id("about").text)
    assert "Prevent duty toolkit for local authorities, self-assessment (home-office-2018)" in about
    assert "The wording here is our own summary, not the official text." in about


HOSTILE = """\
    title: <script>alert(1)</script>
    about: |
      <img src=x onerror=alert(2)> [one](javascript:alert(3)) [two](data:text/html,x) [three](vbscript:x)
      [four](file:///etc/passwd) [five](//evil.example) <javascript:alert(4)> ![six](https://evil.example/x.png)

      ```
      # seven
      ```
    marking: OFFICIAL"; } </style><script>alert(5)</script>
    audience: public
    glossary: {"<b>": "</dl>"}
    benchmarks:
      - id: 1
        title: "Title \\" onmouseover=alert(6) \\u202E\\u0007"
        rating: {value: green, reason: "**Sound** and [good](https://example.org/?a=1&b=2)"}
        questions:
          - id: 1.1
            text: "&lt;b&gt; &#x202e;"
            expectations:
              - id: 1.1.1
                text: "Is *this* met?"
                evidence:
                  - {text: Run, link: "javascript:alert(7)"}
                  - {text: Quote, link: "https://example.org/\\"onclick=alert(8)"}
                  - {text: Share, link: "\\\\\\\\server\\\\share"}
                actions: [{id: A1, text: "<b>x</b>", owners: "<i>", due: 2021-01-31}]
    """


@pytest.fixture
def hostile(assessed: Assess) -> bytes:
    return render(assessed(HOSTILE))


def test_raw_html_in_fields_is_text(hostile: bytes) -> None:
    page = Page(hostile)
    assert len(page.every("script")) == len(page.every("style")) == 1
    assert not page.every("img", "b", "i")
    assert "<script>alert(1)</script>" in page.text
    assert "<img src=x onerror=alert(2)>" in page.text
    assert not [name for one in page.elements for name in one.attributes if name.startswith("on")]


def test_only_web_and_mail_links_are_followed(hostile: bytes) -> None:
    out = [str(one.attributes["href"]) for one in Page(hostile).every("a")]
    assert {one for one in out if not one.startswith("#")} == {
        "https://evil.example/x.png",
        "https://example.org/?a=1&b=2",
        'https://example.org/"onclick=alert(8)',
    }


def test_a_link_that_cannot_be_followed_is_text(hostile: bytes) -> None:
    text = Page(hostile).text
    assert "Link, not a web address: javascript:alert(7)" in text
    assert "Link, not a web address: \\\\server\\share" in text


def test_control_and_direction_characters_do_not_survive(hostile: bytes) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", hostile.decode())
    assert "onmouseover=alert(6) \ufffd\ufffd" in Page(hostile).text


def test_character_references_in_fields_are_text(hostile: bytes) -> None:
    assert "&lt;b&gt; &#x202e;" in Page(hostile).text


def test_emphasis_and_lists_are_read(assessed: Assess) -> None:
    page = Page(render(assessed(
        """\
        benchmarks:
          - id: 1
            comments: |
              One.
              Two **will not**.

              - a
              - b
        """
    )))  # fmt: skip
    assert [one.text for one in page.by_id("b1").every("strong")] == ["will not"]
    assert [squeezed(one.text) for one in page.by_id("summary").every("li")] == ["a", "b"]


def test_the_marking_stands_top_and_bottom_and_on_each_printed_page(assessed: Assess) -> None:
    content = render(assessed("marking: OFFICIAL-SENSITIVE\nbenchmarks: []\n"))
    markings = [one for one in Page(content).every("p") if one.attributes.get("class") == "marking"]
    assert [one.text for one in markings] == ["OFFICIAL-SENSITIVE"] * 2
    assert content.count(b'content: "OFFICIAL\\2d SENSITIVE"') == 2


def test_text_in_css_is_quoted() -> None:
    assert css_string('a"b\\ </style>\n;}') == '"a\\22 b\\5c  \\3c \\2f style\\3e  \\3b \\7d "'


WITHHELD = """\
    audience: public
    benchmarks:
      - id: 1
        rating: green
        questions:
          - id: 1.1
            text: Seen
            evidence: Shared
            actions: [{id: A1, text: Secret plan, audience: officers, withheld: {reason: live case}}]
            expectations:
              - id: 1.1.1
                text: Secret wording
                audience: officers
                withheld: {reason: prevention of crime, exemption: Sch 12A para 7}
              - {id: 1.1.2, text: Open}
    """


def test_what_is_withheld_says_so_with_its_reason(assessed: Assess) -> None:
    page = Page(render(restrict(assessed(WITHHELD), "public")))
    assert "Something is withheld from this edition." in page.text
    assert squeezed(page.by_id("e1-1-1").text) == "1.1.1 [withheld: prevention of crime (Sch 12A para 7)]"
    assert "[withheld: live case]" in page.text
    assert "Counts and reasons are left out" in page.text
    assert "Secret" not in page.text


def test_what_is_withheld_is_no_open_action(assessed: Assess) -> None:
    page = Page(render(restrict(assessed(WITHHELD), "public")))
    assert "No actions are open" in page.text
    assert "There are no actions." in page.text


def test_the_full_edition_says_what_others_do_not_get(assessed: Assess) -> None:
    page = Page(render(assessed(WITHHELD)))
    said = squeezed(page.by_id("e1-1-1").text)
    assert "Secret wording" in said
    assert "Withheld from editions for a wider audience: prevention of crime (Sch 12A para 7)." in said
    assert "Something is withheld" not in page.text


def test_what_the_file_lacks_is_said_to_be_missing(assessed: Assess) -> None:
    framework = """\
        benchmarks:
          - {id: 1, title: T, statement: S., outcome: O., questions: [{id: 1.1, text: Q, expectations: [{id: 1.1.1, text: E}]}]}
        """
    page = Page(render(assessed("framework: test-framework\nbenchmarks: []\n", framework)))
    assert "Not on file: the toolkit does not hold it" in squeezed(page.by_id("e1-1-1").text)


def test_an_action_shows_how_its_date_moved_and_what_was_done(assessed: Assess) -> None:
    page = Page(render(assessed(
        """\
        benchmarks:
          - id: 1
            actions:
              - id: A1
                text: Do it
                owners: [HoS]
                due: 2021-10-31
                revised: [{due: 2021-12-31, on: Nov 2021, reason: staff left}]
                status: in progress
                progress: [{on: 2021-11-01, note: Begun.}]
        """
    )))  # fmt: skip
    said = squeezed(page.by_id("a-A1").text)
    assert "first due 2021-10-31; to 2021-12-31 in Nov 2021 (30 Nov 2021), because staff left; 61 days later" in said
    assert "in progress" in said
    assert "Progress, 2021-11-01 Begun." in said


def test_waivers_are_listed_in_a_table(assessed: Assess) -> None:
    page = Page(render(assessed(
        """\
        waivers: [{code: no-owner, at: 1, reason: being appointed, until: 2022-03-31}]
        benchmarks: [{id: 1}]
        """
    )))  # fmt: skip
    rows = [[squeezed(one.text) for one in row.inside] for row in page.by_id("waivers").every("tr")]
    assert rows[1] == ["no-owner", "1", "being appointed", "2022-03-31"]


def test_a_change_since_the_last_period_has_its_column(assessed: Assess) -> None:
    page = Page(render(assessed(
        """\
        benchmarks:
          - {id: 1, rating: green, previous: {rating: amber, period: 2021-09-30}}
          - {id: 2}
        """
    )))  # fmt: skip
    rows = [[squeezed(one.text) for one in row.inside] for row in page.by_id("summary").every("tr")]
    assert rows[0][4] == "Change"
    assert [row[4] for row in rows[1:]] == ["Better; was Amber in 2021-09-30", "No earlier rating"]


@given(st.text(alphabet="ab .,:;'()!?#=>|0129\n\"", max_size=60))
def test_the_short_way_for_plain_text_gives_what_the_reader_gives(text: str) -> None:
    plain = text.strip()
    if prose.is_plain(plain):
        assert str(paragraphs(plain)).replace("&#34;", "&quot;").replace("&#39;", "'") == parsed(plain)


def parsed(text: str) -> str:
    return str(prose.parser().render(text)).strip()


@given(
    st.text(st.characters()),
    st.sampled_from("\x00\x0b\x1f\x7f\x80\x9f\u061c\u200e\u2028\u202e\u2066\ufeff\ufffe\ud800\U000e0041"),
)
def test_every_odd_character_is_found_wherever_it_stands(text: str, odd: str) -> None:
    usual = "".join(letter for letter in text if prose.clean(letter) == letter)

    assert prose.clean(usual) == usual
    assert prose.clean(f"{usual}{odd}é{usual}") == f"{usual}\ufffdé{usual}"
