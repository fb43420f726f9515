"""``prevent import``: a toolkit of a document that is there already."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prevent_cli.store.load import load_toolkit
from tests.commands.editing import content
from tests.importing import specimen

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

FILE = "toolkits/harrowmere-borough-council/2024-03.yaml"
PAPER = "1.1 Is there a plan?\t\t\t\nIs it written?\tYes\tBoard: to print it\t\n"
SAID = ("--organisation", "Testshire Council", "--period", "Q4 2021/22")
OWN = {"toolkit.txt": "# ours\nformat: toolkit/1\n", "ours.json": '{\n  "format": "report/1"\n}'}


@pytest.fixture(autouse=True)
def _documents(project: MakeProject) -> None:
    project({"assessment.html": specimen.html(), "paper.txt": PAPER, "letter.txt": "Dear all"} | OWN)


def test_a_document_becomes_a_file_that_is_found_again(run: Run) -> None:
    done = run("import", "assessment.html")

    assert done.stdout == f"{FILE}: 4 benchmarks, 10 questions, 24 expectations and 18 actions from assessment.html\n"
    assert done.code == 0
    assert run("show", "1.3.1").code == 0


def test_the_file_has_no_errors(run: Run) -> None:
    run("import", "assessment.html")

    assert run("validate", FILE).code == 0


def test_the_file_is_as_fmt_would_write_it(run: Run) -> None:
    run("import", "assessment.html")

    assert run("fmt", "--check", FILE).code == 0


def test_the_report_stands_on_stderr(run: Run) -> None:
    done = run("import", "assessment.html")

    assert "794 words, none is lost" in done.stderr
    assert "- 9 questions, by number (high confidence)" in done.stderr
    assert "To check (" in done.stderr
    assert "- A12, table 8, row 6, column 3: no owner is marked\n" in done.stderr


def test_quiet_leaves_the_result_alone(run: Run) -> None:
    assert run("import", "assessment.html", "-q").stderr == ""


def test_a_dry_run_shows_the_file_and_writes_nothing(run: Run) -> None:
    done = run("import", "assessment.html", "--dry-run", "--report", "report.md")

    assert "+format: toolkit/1" in done.stdout
    assert not Path("toolkits").exists()
    assert not Path("report.md").exists()


def test_a_file_that_is_there_stays(run: Run) -> None:
    run("import", "assessment.html")
    before = content(FILE)
    done = run("import", "assessment.html", "--merge")

    assert (done.code, content(FILE)) == (2, before)
    assert "is there already" in done.stderr


def test_three_commands_lead_from_the_document_to_the_report(run: Run) -> None:
    codes = [run(*words).code for words in (("import", "assessment.html"), ("validate", FILE), ("render", FILE))]

    assert codes == [0, 0, 0]
    (report,) = Path("reports").glob("*.html")
    assert "Harrowmere Borough Council" in content(str(report))


def test_merge_makes_one_action_of_two(run: Run) -> None:
    done = run("import", "assessment.html", "--merge", "-o", "merged.yaml")
    record = load_toolkit(Path("merged.yaml")).record

    assert "17 actions" in done.stdout
    assert record
    assert [one.also for one in record.benchmarks[2].questions[2].expectations[0].actions or ()] == [("4.2.2",)]


def test_a_document_that_is_mostly_not_understood_is_doubted_first(run: Run) -> None:
    Path("long.txt").write_text(f"{PAPER}\n{'The group met and spoke of it at length. ' * 9}\n", encoding="utf-8")
    done = run("import", "long.txt", *SAID, "--dry-run")

    first = done.stderr.partition("To check")[2].splitlines()[1]
    assert "words found no field and are in 'unparsed': is this the filled-in assessment itself?" in first


def test_options_say_what_the_document_does_not(run: Run) -> None:
    run("import", "paper.txt", *SAID, "--code", "E06000999", "--audience", "public", "-o", "paper.yaml")
    record = load_toolkit(Path("paper.yaml")).record

    assert record
    assert (record.organisation.name, record.organisation.code) == ("Testshire Council", "E06000999")
    assert (record.period.text, record.audience) == ("Q4 2021/22", "public")


def test_a_framework_is_matched(run: Run) -> None:
    done = run("import", "assessment.html", "--framework", "home-office-2018", "-o", "matched.yaml")

    assert "against the framework's of the same id" in done.stderr
    assert "framework: home-office-2018" in content("matched.yaml")


def test_what_a_list_says_of_items_that_the_framework_lacks_is_kept_aside(run: Run) -> None:
    Path("plan.csv").write_text(
        "Ref,Action,Owner\n7.3.1,Find a trainer,HR\n99.1,Brief the clerks,HR\n", encoding="utf-8"
    )
    done = run("import", "plan.csv", *SAID, "--framework", "home-office-2018", "-o", "plan.yaml")
    record = load_toolkit(Path("plan.yaml")).record

    assert record
    assert [(one.source, one.text) for one in record.unparsed] == [("99.1, line 3, column 1", "HR: Brief the clerks")]
    assert "the framework has no item 99; it is in 'unparsed'" in done.stderr


def test_a_report_is_markdown_or_json_by_its_ending(run: Run) -> None:
    run("import", "assessment.html", "-o", "a.yaml", "--report", "report.md")
    run("import", "assessment.html", "-o", "b.yaml", "--report", "report.json")
    report = json.loads(content("report.json"))

    assert content("report.md").startswith("# Import of assessment.html\n")
    assert report["words"]["lost"] == []
    assert {"kind": "question", "number": 9, "by": "number", "confidence": "high"} in report["recognised"]
    assert {
        "level": "check",
        "at": "A12",
        "place": "table 8, row 6, column 3",
        "message": "no owner is marked",
    } in report["notes"]


def test_a_document_comes_through_a_pipe(tmp_path: Path) -> None:
    import subprocess
    import sys

    made = subprocess.run(
        [sys.executable, "-m", "prevent_cli", "import", "-", *SAID, "-o", str(tmp_path / "a.yaml")],
        input=PAPER.encode(),
        capture_output=True,
        check=False,
    )

    assert made.returncode == 0
    assert b"1 action from what came through the pipe" in made.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["letter.txt", *SAID], "letter.txt has no assessment that can be recognised"),
        (["missing.txt"], "missing.txt cannot be read: no such file or directory"),
        (["paper.txt"], "whose assessment is it? paper.txt does not say"),
        (["paper.txt", "--organisation", "X"], "which period is it for? paper.txt does not say"),
        (["paper.txt", "--organisation", " "], "--organisation is empty"),
        (["paper.txt", "--organisation", "X", "--period", "Q1"], "--period: 'Q1' could be read as"),
        (["paper.txt", *SAID, "--framework", "nope"], "there is no framework 'nope'"),
        (["paper.txt", *SAID, "-o", "a.txt"], "a.txt does not end in .yaml or .yml"),
        (["paper.txt", *SAID, "-o", "-"], "-o - names no file"),
        (["."], ". is a folder"),
        (["toolkit.txt"], "toolkit.txt is a toolkit of this program already"),
        (["ours.json"], "ours.json is a report of this program already"),
        (["paper.txt", *SAID, "--report", "r.pdf"], "--report r.pdf ends in none of .md, .json, .txt"),
        (["paper.txt", *SAID, "--report", "letter.txt"], "letter.txt is there already"),
        (["paper.txt", *SAID, "--report", "a.md", "--save-map", "./a.md"], "--report and --save-map both name a.md"),
        (["paper.txt", *SAID, "--audience", "all"], "--audience does not know 'all'"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_line_and_nothing_is_written(run: Run, args: list[str], said: str) -> None:
    done = run("import", *args)

    assert done.code == 2
    assert said in done.stderr
    assert not list(Path().glob("**/*.yaml"))
