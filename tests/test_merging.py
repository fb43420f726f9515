"""Three versions of a file into one text: comments kept, both values of what is in dispute between git's markers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_cli.authoring.merge import merge
from prevent_cli.merging import Result, Three, with_disputes
from prevent_cli.store.reader import read
from prevent_cli.store.rewrite import rewrite
from tests.conftest import ROOT, TOOLKIT_HEAD
from tests.store.odd_yaml import Odd, changed, odd_files
from tests.tools import need

if TYPE_CHECKING:
    from pathlib import Path

BASE = """\
# The head.
benchmarks:
  - id: 7  # training
    rating: green

    questions:
      - id: 7.1
        answer: met
        evidence: |
          Workshops run every two months.
          Online training is promoted.
        actions:
          - id: A1
            text: Find a trainer.
            owners: Clerk   # for now
            due: Jun 2022
          - {id: A2, text: 'Print leaflets.', owners: Clerk}
"""
CONFLICT = re.compile(r"<{7} ours\r?\n(.*?)={7}\r?\n(.*?)>{7} theirs\r?\n", re.DOTALL)


@dataclass
class Files:
    """Merges three texts as files in a folder."""

    folder: Path

    def __call__(self, base: str, ours: str, theirs: str, marker: int = 7) -> Result:
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            (self.folder / name).write_bytes(text.encode())
        lie = self.folder
        three = Three(lie / "base", lie / "ours", lie / "theirs", lie / "toolkit.yaml")
        return three.merge(date(2022, 1, 1), marker)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    need("git")
    return Files(tmp_path)


def toolkit(*edits: tuple[str, str]) -> str:
    """Give a sound toolkit with words replaced, each of which stands in it once."""
    text = TOOLKIT_HEAD + BASE
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def text_of(result: Result) -> str:
    return result.content.decode()


def test_changes_beside_each_other_are_both_written_and_no_other_byte_is_touched(files: Files) -> None:
    """Git alone has a conflict here: the lines are neighbours."""
    found = files(toolkit(), toolkit(("owners: Clerk  ", "owners: Schools  ")), toolkit(("Jun 2022", "Sep 2022")))

    assert found.clean
    assert text_of(found) == toolkit(("owners: Clerk  ", "owners: Schools  "), ("Jun 2022", "Sep 2022"))


def test_one_field_changed_on_both_sides_stands_between_markers_alone(files: Files) -> None:
    found = files(
        toolkit(),
        toolkit(("Jun 2022", "Sep 2022")),
        toolkit(("Jun 2022", "Oct 2022"), ("answer: met", "answer: partly")),
    )

    conflict = """\
<<<<<<< ours
            due: Sep 2022
=======
            due: Oct 2022
>>>>>>> theirs
"""
    assert not found.clean
    assert found.disputes == ("A1 due: changed on both sides",)
    assert text_of(found) == toolkit(("            due: Jun 2022\n", conflict), ("answer: met", "answer: partly"))


def test_one_sentence_changed_on_both_sides_stands_between_markers_alone(files: Files) -> None:
    found = files(
        toolkit(), toolkit(("two months", "month")), toolkit(("two months", "week"), ("promoted", "compulsory"))
    )

    conflict = """\
<<<<<<< ours
          Workshops run every month.
=======
          Workshops run every week.
>>>>>>> theirs
"""
    assert text_of(found) == toolkit(
        ("          Workshops run every two months.\n", conflict), ("promoted", "compulsory")
    )


def test_an_action_taken_away_on_one_side_and_changed_on_the_other_is_still_there(files: Files) -> None:
    line = "          - {id: A2, text: 'Print leaflets.', owners: Clerk}\n"
    found = files(toolkit(), toolkit((line, "")), toolkit(("leaflets", "posters")))

    conflict = """\
<<<<<<< ours
=======
          - id: A2
            text: Print posters.
            owners: Clerk
>>>>>>> theirs
"""
    assert found.disputes == ("A2: taken away by ours, changed by theirs",)
    assert text_of(found) == toolkit((line, conflict))


def test_an_action_moved_to_two_places_stands_in_both_between_markers(files: Files) -> None:
    action = "          - {id: A2, text: 'Print leaflets.', owners: Clerk}\n"
    places = "      - id: 7.2\n        answer: met\n      - id: 7.3\n        answer: met\n"
    base = toolkit() + places
    ours = base.replace(action, "").replace("      - id: 7.3", f"        actions:\n{action}      - id: 7.3")
    theirs = f"{base.replace(action, '')}        actions:\n{action}"

    found = files(base, ours, theirs)

    assert found.disputes == ("A2: moved to 7.2 by ours, to 7.3 by theirs",)
    assert CONFLICT.sub(lambda hunk: hunk[1], text_of(found)) == ours
    assert read(CONFLICT.sub(lambda hunk: hunk[2], text_of(found)))[0] == read(theirs)[0]
    assert [bool(hunk[1]) for hunk in CONFLICT.finditer(text_of(found))] == [True, False]


def test_comments_that_both_sides_added_are_kept(files: Files) -> None:
    ours = toolkit(("# The head.", "# The head.\n# Ours."), ("due: Jun 2022", "due: Sep 2022"))
    theirs = toolkit(
        ("    rating: green\n", "    # Theirs.\n    rating: amber\n"), ("owners: Clerk  ", "owners: Schools  ")
    )

    found = files(toolkit(), ours, theirs)

    assert found.clean
    assert found.notes == ()
    assert "# Ours.\n" in text_of(found)
    assert "    # Theirs.\n    rating: amber\n" in text_of(found)
    assert "owners: Schools   # for now\n            due: Sep 2022\n" in text_of(found)


def test_a_comment_that_finds_no_place_is_named(files: Files) -> None:
    ours = toolkit(("due: Jun 2022", "due: Jun 2022\n            status: open"))
    theirs = toolkit(("due: Jun 2022", "due: Jun 2022  # or so"))

    found = files(toolkit(), ours, theirs)

    assert found.clean
    assert found.notes == ("a comment of theirs found no place: # or so",)


def test_line_ends_and_a_byte_order_mark_stay(files: Files) -> None:
    ours = "\ufeff" + toolkit(("Jun 2022", "Sep 2022")).replace("\n", "\r\n")
    theirs = toolkit(("Jun 2022", "Oct 2022")).replace("\n", "\r\n")

    found = files(toolkit().replace("\n", "\r\n"), ours, theirs)

    assert found.content.startswith(b"\xef\xbb\xbf")
    assert found.content.count(b"\n") == found.content.count(b"\r\n")
    assert CONFLICT.search(text_of(found))


def test_a_file_whose_line_ends_one_side_changed_is_merged_all_the_same(files: Files) -> None:
    found = files(toolkit(), toolkit(("Jun 2022", "Sep 2022")), toolkit(("Clerk}", "Schools}")).replace("\n", "\r\n"))

    assert found.clean
    assert text_of(found) == toolkit(("Jun 2022", "Sep 2022"), ("Clerk}", "Schools}"))


def test_markers_are_as_long_as_git_asks_for(files: Files) -> None:
    found = files(toolkit(), toolkit(("Jun 2022", "Sep 2022")), toolkit(("Jun 2022", "Oct 2022")), 12)

    assert f"{'<' * 12} ours\n" in text_of(found)
    assert f"{'=' * 12}\n" in text_of(found)
    assert f"{'>' * 12} theirs\n" in text_of(found)


def test_what_is_no_yaml_is_merged_line_by_line(files: Files) -> None:
    found = files("one\ntwo\nthree\nfour\n", "ONE\ntwo\nthree\nfour\n", "one\ntwo\nthree\nFOUR: [\n")

    assert text_of(found) == "ONE\ntwo\nthree\nFOUR: [\n"
    assert found.clean
    assert found.notes == ("merged line by line: one of the three versions is no YAML that can be read",)


def test_lines_in_dispute_of_what_is_no_yaml_get_gits_own_markers(files: Files) -> None:
    found = files("one: [\n", "two: [\n", "three: [\n")

    assert text_of(found) == "<<<<<<< ours\ntwo: [\n=======\nthree: [\n>>>>>>> theirs\n"
    assert not found.clean


def test_a_file_that_both_sides_added_is_merged_by_its_keys(files: Files) -> None:
    found = files("", toolkit(("answer: met", "answer: partly")), toolkit())

    assert found.disputes == ("7.1 answer: changed on both sides",)
    assert [one.strip() for one in (CONFLICT.search(text_of(found)) or [""])[0].splitlines()][1::2] == [
        "answer: partly",
        "answer: met",
    ]


def test_a_merged_file_that_will_not_validate_is_written_and_it_is_said(files: Files) -> None:
    ours = toolkit(("benchmarks:", "waivers: [{code: no-owner, at: A2, reason: Soon., until: Jun 2022}]\nbenchmarks:"))
    theirs = toolkit(("          - {id: A2, text: 'Print leaflets.', owners: Clerk}\n", ""))

    found = files(toolkit(), ours, theirs)

    assert found.clean
    assert "A2" in text_of(found)
    assert [note for note in found.notes if "'prevent validate' will say so too" in note]


def test_the_real_toolkit_merges_far_and_near(files: Files) -> None:
    base = (ROOT / "toolkits/thurrock/2021-12.yaml").read_text(encoding="utf-8")
    ours = base.replace("status: open", "status: in progress", 3)
    theirs = base.replace("organisation: {name: Thurrock Council,", "organisation: {name: Thurrock,")

    found = files(base, ours, theirs)

    assert found.clean
    assert text_of(found) == ours.replace("organisation: {name: Thurrock Council,", "organisation: {name: Thurrock,")


@st.composite
def three(draw: st.DrawFn) -> tuple[Odd, Any, Any]:
    """Generate a hand-formatted text, and two changes of what it says."""
    base = draw(odd_files())
    return base, draw(changed(base.data)), draw(changed(base.data))


@settings(max_examples=25)
@given(three())
def test_either_side_of_the_markers_reads_as_that_side(versions: tuple[Odd, Any, Any]) -> None:
    base, ours, theirs = versions
    found = merge(base.data, ours, theirs)

    text = with_disputes(rewrite(base.text, found.data()), found, 7)

    every = {one.number for one in found.disputes}
    for side, wanted in ((1, found.data()), (2, found.data(every))):
        made, refusals = read(CONFLICT.sub(lambda hunk: hunk[side], text))  # noqa: B023 - used at once
        assert [one for one in refusals if one.level == "error"] == []
        assert ended(made) == ended(wanted)


def ended(value: Any) -> Any:
    """Give a record without the line breaks at the ends of its texts: one at the end of a file may be put there."""
    if isinstance(value, dict):
        return {key: ended(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [ended(one) for one in value]
    return value.removesuffix("\n") if isinstance(value, str) else value
