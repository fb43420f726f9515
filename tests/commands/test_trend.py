from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.repositories import git, tagged

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

HEAD = """\
format: toolkit/1
organisation: {name: Testshire Council, code: E06000999}
audience: public
"""
EARLIER = f"""\
{HEAD}period: Q1 2025/26
as_of: 2025-06-30
benchmarks:
  - id: 1
    title: Training
    rating: red
    actions:
      - {{id: A1, text: Train staff., due: 2025-06-15}}
      - {{id: A2, text: Tell the *board*., due: 2025-08-31}}
  - {{id: 2, title: Venues, rating: green}}
"""
LATER = f"""\
{HEAD}period: Q2 2025/26
as_of: 2025-09-30
marking: OFFICIAL
benchmarks:
  - id: 1
    title: Training
    rating: amber
    actions:
      - {{id: A1, text: Train staff., due: 2025-06-15, status: complete}}
      - {{id: A3, text: Write it down., due: 2025-10-31, revised: [{{due: 2025-11-10}}]}}
      - {{id: A44, text: SECRET, due: 2025-09-01, audience: officers}}
    questions: [{{id: 1.1, answer: met}}]
  - {{id: 2, title: Venues}}
"""
OTHER = "format: toolkit/1\norganisation: {name: Oxton Council}\nperiod: 2025\nbenchmarks: [{id: 1, rating: red}]\n"


@pytest.fixture
def quarters(project: MakeProject) -> Path:
    """Make a project with two quarters of one body, and go there."""
    return project({"toolkits/q2.yaml": LATER, "toolkits/q1.yaml": EARLIER})


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with a tag for each quarter of one file, and go there."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    tagged("board-1", {"toolkits/now.yaml": EARLIER})
    tagged("board-2", {"toolkits/now.yaml": LATER})
    return tmp_path


def shape(run: Run, *args: str | Path) -> list[dict[str, Any]]:
    done = run("trend", "--format", "json", *args)
    assert done.code == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.usefixtures("quarters")
def test_benchmarks_stand_down_and_periods_across_in_their_order(run: Run) -> None:
    lines = run("trend").stdout.splitlines()

    assert lines[0] == "Testshire Council, Q1 2025/26 to Q2 2025/26 (2 periods)"
    assert [" ".join(line.split()) for line in lines[4:8]] == [
        "No Benchmark Q1 2025/26 Q2 2025/26",
        "1 Training Red, computed not rated Amber, better, computed Green",
        "2 Venues Green, computed not rated Not judged",
        "Judged in all 1 Green, 0 Amber, 1 Red 0 Green, 1 Amber, 0 Red, 1 not judged",
    ]


@pytest.mark.usefixtures("quarters")
def test_it_says_in_sentences_what_moved(run: Run) -> None:
    assert run("trend").stdout.splitlines()[1:3] == [
        "From Q1 2025/26 to Q2 2025/26, judged ratings: 1 better (1).",
        "Actions: 2 opened, 1 closed, 0 reopened, 1 dropped; 2 open, 1 of them overdue.",
    ]


@pytest.mark.usefixtures("quarters")
def test_actions_are_counted_in_each_period(run: Run) -> None:
    printed = run("trend").stdout

    rows = [line.rsplit(maxsplit=2) for line in printed.splitlines()[11:-2]]
    assert [(" ".join(row[:-2]).strip(), *row[-2:]) for row in rows] == [
        ("Opened", "-", "2"),
        ("Closed", "-", "1"),
        ("Reopened", "-", "0"),
        ("Dropped", "-", "1"),
        ("Open on that day", "2", "2"),
        ("Overdue on that day", "1", "1"),
        ("Slipped", "0", "1"),
        ("Average slip in days", "0", "3.3"),
    ]
    assert printed.endswith("\nDropped in Q2 2025/26: A2\n")


@pytest.mark.usefixtures("quarters")
def test_it_says_which_files_the_project_gave(run: Run) -> None:
    assert run("trend").stderr == "using toolkits/q1.yaml, toolkits/q2.yaml\n"
    assert run("trend", "toolkits").stderr == ""


@pytest.mark.usefixtures("quarters")
def test_one_period_says_so_and_shows_what_there_is(run: Run) -> None:
    printed = run("trend", "toolkits/q1.yaml").stdout

    assert "There is one period only, Q1 2025/26: nothing to compare it with yet." in printed
    assert "Training" in printed


def test_each_body_has_its_own_table(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": EARLIER, "toolkits/b.yaml": OTHER})

    assert [one["organisation"]["name"] for one in shape(run)] == ["Testshire Council", "Oxton Council"]


@pytest.mark.parametrize("asked", ["testshire council", "e06000999"])
def test_a_body_is_picked_by_name_or_code(run: Run, project: MakeProject, asked: str) -> None:
    project({"toolkits/a.yaml": EARLIER, "toolkits/b.yaml": OTHER})

    assert [one["organisation"]["code"] for one in shape(run, "--organisation", asked)] == ["E06000999"]


@pytest.mark.usefixtures("quarters")
def test_an_unknown_body_is_refused_with_those_there_are(run: Run) -> None:
    done = run("trend", "--organisation", "Testshire Counsel")

    assert (done.code, done.stdout) == (2, "")
    assert "there is no organisation 'Testshire Counsel'" in done.stderr
    assert "did you mean 'Testshire Council'? there are: Testshire Council" in done.stderr


def test_two_bodies_of_one_name_are_asked_for_by_code(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": EARLIER, "toolkits/b.yaml": EARLIER.replace("E06000999", "E06000001")})

    done = run("trend", "--organisation", "Testshire Council")

    assert done.code == 2
    assert "ask by code: E06000999, E06000001" in done.stderr


def test_without_toolkits_it_says_how_to_begin(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    done = run("trend")

    assert done.code == 2
    assert "no toolkits found" in done.stderr


def test_a_period_with_two_files_is_refused(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": EARLIER, "toolkits/b.yaml": EARLIER})

    done = run("trend")

    assert (done.code, done.stdout) == (2, "")
    assert "two toolkits for Q1 2025/26: toolkits/a.yaml and toolkits/b.yaml" in done.stderr


def test_a_file_with_errors_is_shown_with_its_findings(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": EARLIER.replace("rating: red", "rating: blue")})

    done = run("trend", "-o", "trend.html", "--format", "html")

    assert (done.code, done.stdout, Path("trend.html").exists()) == (1, "", False)
    assert "toolkits/a.yaml:9" in done.stderr


@pytest.mark.usefixtures("quarters")
@pytest.mark.parametrize("format", ["table", "md", "html", "json"])
def test_nothing_above_an_audience_is_shown_or_counted(run: Run, format: str) -> None:
    whole, cut = (run("trend", "--format", format, *options).stdout for options in ([], ["--audience", "public"]))

    assert ("SECRET" in whole or "A44" in whole) == (format != "table")
    assert "SECRET" not in cut
    assert "A44" not in cut


@pytest.mark.usefixtures("quarters")
def test_an_edition_counts_what_its_readers_may_see(run: Run) -> None:
    (found,) = shape(run, "--audience", "public")
    later = found["periods"][1]

    assert (later["open"], later["overdue"], [one["id"] for one in later["opened"]]) == (1, 0, ["A3"])
    assert (found["audience"], found["withholds"]) == ("public", True)


@pytest.mark.usefixtures("quarters")
def test_an_edition_does_not_call_dropped_what_it_may_be_keeping_back(run: Run) -> None:
    printed = run("trend", "--audience", "public").stdout

    assert "Something is withheld from this edition." in printed
    assert "Gone from this edition in Q2 2025/26: A2" in printed
    assert "Dropped" not in printed


@pytest.mark.parametrize("format", ["table", "md", "html"])
def test_a_rating_that_an_edition_withholds_is_not_called_not_judged(
    run: Run, project: MakeProject, format: str
) -> None:
    hidden = "- {id: 2, title: Venues, rating: green, audience: officers, withheld: {reason: A case}}\n"
    project(
        {
            "toolkits/q1.yaml": EARLIER.replace("- {id: 2, title: Venues, rating: green}\n", hidden),
            "toolkits/q2.yaml": LATER.replace("- {id: 2, title: Venues}\n", hidden),
        }
    )

    printed = run("trend", "--audience", "public", "--format", format).stdout

    assert "Not shown" in printed
    assert "1 not shown" in printed
    assert "not judged" not in printed.casefold()


@pytest.mark.parametrize("format", ["table", "md", "html"])
def test_a_benchmark_that_an_edition_leaves_out_of_a_period_is_not_called_absent(
    run: Run, project: MakeProject, format: str
) -> None:
    hidden = "- {id: 2, title: Venues, rating: green, audience: officers}\n"
    project({"toolkits/q1.yaml": EARLIER, "toolkits/q2.yaml": LATER.replace("- {id: 2, title: Venues}\n", hidden)})

    printed = run("trend", "--audience", "public", "--format", format).stdout

    assert "Not shown" in printed
    assert "1 not shown" in printed
    assert "Not on file" not in printed


def test_a_benchmark_keeps_its_name_where_an_edition_shows_only_its_frame(run: Run, project: MakeProject) -> None:
    hidden = "- {id: 2, title: Venues, rating: green, audience: officers, withheld: {reason: A case}}\n"
    project({"toolkits/q1.yaml": EARLIER, "toolkits/q2.yaml": LATER.replace("- {id: 2, title: Venues}\n", hidden)})

    (found,) = shape(run, "--audience", "public")

    assert [row["title"] for row in found["benchmarks"]] == ["Training", "Venues"]


def test_json_tells_what_an_edition_withholds_from_what_is_not_judged(run: Run, project: MakeProject) -> None:
    hidden = "- {id: 2, title: Venues, rating: green, audience: officers, withheld: {reason: A case}}\n"
    project({"toolkits/q2.yaml": LATER.replace("- {id: 2, title: Venues}\n", hidden)})

    (found,) = shape(run, "--audience", "public")

    (period,) = found["periods"]
    assert (period["judged"]["not_judged"], period["judged"]["not_shown"]) == (0, 1)
    assert [row["ratings"][0]["shown"] for row in found["benchmarks"]] == [True, False]


@pytest.mark.usefixtures("repository")
def test_periods_come_from_tags(run: Run) -> None:
    (found,) = shape(run, "--tags", "board-*")

    assert [(one["period"], one["toolkit"]) for one in found["periods"]] == [
        ("Q1 2025/26", "board-1:toolkits/now.yaml"),
        ("Q2 2025/26", "board-2:toolkits/now.yaml"),
    ]


@pytest.mark.usefixtures("repository")
def test_tags_are_seen_from_a_folder_below_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("toolkits")

    assert len(shape(run, "--tags", "*", "now.yaml")[0]["periods"]) == 2


@pytest.mark.usefixtures("repository")
def test_a_pattern_that_fits_no_tag_is_refused(run: Run) -> None:
    done = run("trend", "--tags", "v*")

    assert (done.code, done.stdout) == (2, "")
    assert "no tag fits 'v*'" in done.stderr
    assert "board-2, board-1" in done.stderr


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("then", ["'../x'", "'/x'", "[" * 3000])
def test_a_tag_whose_settings_mean_nothing_is_looked_through_where_todays_say(run: Run, then: str) -> None:
    tagged("board-3", {"toolkits/now.yaml": EARLIER.replace("Q1", "Q3"), "prevent.toml": f"toolkits = {then}\n"})
    tagged("later", {"prevent.toml": "toolkits = 'toolkits'\n"})

    (found,) = shape(run, "--tags", "board-*")

    assert [one["toolkit"].partition(":")[0] for one in found["periods"]] == ["board-1", "board-2", "board-3"]


@pytest.mark.usefixtures("repository")
def test_a_tag_without_a_folder_inside_the_repository_is_passed_over_with_a_note(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = f"toolkits = '{tmp_path_factory.mktemp('away').as_posix()}'\n"
    tagged("v1", {"prevent.toml": away})
    tagged("v2", {"prevent.toml": "toolkits = 'toolkits'\n"})
    Path("prevent.toml").write_text(away, encoding="utf-8")

    done = run("trend", "--tags", "v*")

    assert done.code == 0
    assert "v1 keeps no toolkits: " in done.stderr
    assert "using v2:toolkits/now.yaml" in done.stderr


FRAMEWORK = """\
format: framework/1
id: mine
title: Mine
benchmarks: [{id: 1, title: TITLE, questions: [{id: 1.1, text: Is it?}]}, {id: 2, title: Venues}]
"""
OF_MINE = LATER.replace("benchmarks:", "framework: mine\nbenchmarks:")


@pytest.mark.usefixtures("repository")
def test_each_tag_is_held_against_its_own_frameworks(run: Run) -> None:
    tagged("v1", {"toolkits/now.yaml": OF_MINE, "frameworks/mine.yaml": FRAMEWORK})
    Path("frameworks/mine.yaml").unlink()
    tagged("v2", {"toolkits/now.yaml": LATER})

    (found,) = shape(run, "--tags", "v1")

    assert [one["toolkit"] for one in found["periods"]] == ["v1:toolkits/now.yaml"]


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("then", [None, "format: framework/1\nid: mine\n"], ids=["missing", "broken"])
def test_a_framework_that_a_tag_lacks_is_that_of_today(run: Run, then: str | None) -> None:
    tagged("v1", {"toolkits/now.yaml": OF_MINE} | ({"frameworks/mine.yaml": then} if then else {}))
    tagged("later", {"frameworks/mine.yaml": FRAMEWORK})

    assert len(shape(run, "--tags", "v1")) == 1


@pytest.mark.usefixtures("repository")
def test_a_tags_own_framework_counts_beside_another_that_is_broken(run: Run) -> None:
    """The toolkit answers what only the tag's own framework has."""
    both = {"frameworks/mine.yaml": FRAMEWORK, "frameworks/broken.yaml": "format: framework/1\nid: [\n"}
    tagged("v1", {"toolkits/now.yaml": OF_MINE, **both})
    Path("frameworks/broken.yaml").unlink()
    tagged("later", {"frameworks/mine.yaml": FRAMEWORK.replace(", {id: 2, title: Venues}", "")})

    assert len(shape(run, "--tags", "v1")) == 1


@pytest.mark.usefixtures("repository")
def test_errors_in_tags_are_all_named_and_say_what_can_be_done(run: Run) -> None:
    tagged("v1", {"toolkits/now.yaml": OF_MINE})
    tagged("v2", {"toolkits/now.yaml": OF_MINE.replace("Q2", "Q3")})

    done = run("trend", "--tags", "v*")

    assert done.code == 1
    assert "v1:toolkits/now.yaml:" in done.stderr
    assert "v2:toolkits/now.yaml:" in done.stderr
    assert "a tag stays as it is: choose others by another pattern" in done.stderr


def test_tags_need_a_repository(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    done = run("trend", "--tags", "*")

    assert done.code == 2
    assert "is in no git repository" in done.stderr


@pytest.mark.usefixtures("quarters")
def test_a_file_is_written_and_named(run: Run) -> None:
    done = run("trend", "--format", "html", "-o", "out/trend.html")

    assert (done.code, done.stdout) == (0, "out/trend.html\n")
    assert Path("out/trend.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.usefixtures("quarters")
def test_a_dash_is_stdout(run: Run) -> None:
    assert run("trend", "-o", "-").stdout == run("trend").stdout


@pytest.mark.usefixtures("quarters")
def test_an_unknown_format_names_those_it_knows(run: Run) -> None:
    done = run("trend", "--format", "htm")

    assert done.code == 2
    assert "did you mean 'html'" in done.stderr
