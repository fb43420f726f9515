"""The comparisons with other programs: the same work for each, measured as it says, told without favour."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from bench import report
from bench.cases import Bar, Group
from bench.convert import Book, book
from bench.generate import generate
from bench.measure import Case, Failed, Results, Taken, in_turn, once
from bench.work import convert

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Book]]:
    folder = tmp_path_factory.mktemp("work")
    made = [book(path, f"T{number:04}") for number, path in enumerate(generate(folder / "prevent", 2))]
    convert(made, folder)
    return folder, made


def case(folder: Path, code: str, peer: str = "") -> Case:
    return Case(code, (sys.executable, "-c", code), folder, peer=peer)


def quiet(said: str) -> None:
    assert said


def results(**walls: float) -> Results:
    return Results({name: [Taken(wall, wall, 50)] for name, wall in walls.items()}, {})


def test_every_expectation_is_an_item(books: tuple[Path, list[Book]]) -> None:
    assert [len(one.items) for one in books[1]] == [106, 106]


def test_items_carry_the_actions(books: tuple[Path, list[Book]]) -> None:
    folder, [first, _] = books
    [path, _] = sorted((folder / "prevent").rglob("*.yaml"))
    assert sum(len(item.actions) for item in first.items) == path.read_text().count("owners: ")


def test_doorstop_has_a_file_for_each_item(books: tuple[Path, list[Book]]) -> None:
    assert len(list((books[0] / "doorstop/T0001").glob("T0001-*.yml"))) == 106


def test_strictdoc_has_as_many_items(books: tuple[Path, list[Book]]) -> None:
    assert (books[0] / "strictdoc/T0001.sdoc").read_text().count("[REQUIREMENT]") == 106


def test_oscal_has_a_control_for_each_item(books: tuple[Path, list[Book]]) -> None:
    catalog = json.loads((books[0] / "compliance-trestle/catalogs/T0001/catalog.json").read_text())["catalog"]
    assert sum(len(group["controls"]) for group in catalog["groups"]) == 106


@pytest.mark.parametrize("peer", ["doorstop", "strictdoc", "compliance-trestle"])
def test_every_sentence_of_evidence_goes_along(books: tuple[Path, list[Book]], peer: str) -> None:
    folder, made = books
    files = [path.read_text() for path in (folder / peer).rglob("*.*") if path.is_file() and "T0001" in str(path)]
    words = " ".join(" ".join(files).replace("\\n", " ").split())
    said = [line for item in made[1].items for line in item.evidence.split("\n")]
    assert [line for line in said if line not in words] == []


def test_memory_is_that_of_the_command(tmp_path: Path) -> None:
    small, large = (once(case(tmp_path, code)).peak for code in ("pass", "bytearray(100_000_000)"))
    assert 80 < large - small < 120


def test_a_peer_that_fails_is_left_out_with_its_last_words(tmp_path: Path) -> None:
    cases = [case(tmp_path, "pass"), case(tmp_path, "raise SystemExit('no such option')", peer="other")]
    done = in_turn(cases, 2, warm_up=False, tell=quiet)
    assert (list(done.taken), list(done.left_out.values())) == (["pass"], ["no such option"])


def test_our_own_command_may_not_fail(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="broken"):
        once(case(tmp_path, "raise SystemExit('broken')"))


def test_cases_take_turns(tmp_path: Path) -> None:
    log = tmp_path / "log"
    cases = [case(tmp_path, f"open({str(log)!r}, 'a').write('{name}')") for name in "ab"]
    in_turn(cases, 2, warm_up=True, tell=quiet)
    assert log.read_text() == "ababab"


def test_a_case_starts_from_what_was_asked(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "kept").write_text("kept")
    code = "import os; assert not os.path.exists('old') and open('new').read() == 'kept'"
    clean, restore = (tmp_path / "old",), ((tmp_path / "kept", tmp_path / "new"),)
    assert once(Case("", (sys.executable, "-c", code), tmp_path, clean=clean, restore=restore)).wall > 0


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        (0.2, "| It | 0.25 times | 0.2 times | | met, by 20% |"),
        (0.5, "| It | 0.25 times | 0.5 times | | **missed**, by 100% |"),
    ],
)
def test_a_bar_tells_whether_it_was_met_and_by_how_much(ours: float, said: str) -> None:
    assert report.bar_row(Bar("It", "ours", 0.25, ("slow", "fast")), results(ours=ours, slow=5, fast=1)) == said


def test_a_bar_without_its_peer_is_not_met() -> None:
    assert report.bar_row(Bar("It", "ours", 1, ("fast",)), results(ours=1)) == "| It | 1 times | | | not measured |"


def test_a_bar_tells_how_far_its_rounds_were_apart() -> None:
    walls = {"ours": (2, 1, 8), "slow": (9, 9, 9), "fast": (4, 4, 4), "once": (1,)}
    found = Results({name: [Taken(wall, wall, 50) for wall in each] for name, each in walls.items()}, {})
    told = [report.bar_row(Bar("It", "ours", 1, against), found) for against in (("slow", "fast"), (), ("once",))]
    assert [row.split("|")[4].strip() for row in told] == ["0.25 to 2", "1 to 8", ""]


def test_the_picture_draws_what_is_charted(tmp_path: Path) -> None:
    group = Group("html", "HTML <of> one", (case(tmp_path, "pass"),), (), 1, "ours", charted=True)
    drawn = report.chart([(group, results(ours=0.2, other=4))])
    assert [said in drawn for said in ("HTML &lt;of&gt; one", "200 ms", "4.0 s", 'class="ours"')] == [True] * 4


def test_only_the_figures_of_a_page_change() -> None:
    page = f"before\n{report.BEGIN}old\n{report.END}after\n"
    assert report.between(page, ["new\n"]) == f"before\n{report.BEGIN}\nnew\n\n{report.END}after\n"
