from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from prevent_cli import drafts
from prevent_cli.rating.audience import restrict

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.fields import Audience
    from tests.conftest import MakeProject, Run

ACTION = [
    "id",
    "toolkit",
    "organisation",
    "period",
    "as_of",
    "benchmark",
    "question",
    "ref",
    "also",
    "text",
    "owners",
    "status",
    "state",
    "raised",
    "due",
    "due_by",
    "due_first",
    "slipped_days",
    "awaiting",
    "repeats",
    "completed",
    "outcome",
    "audience",
    "overdue",
    "days_overdue",
]


def report(run: Run, *args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("render", *args, "--format", "json", "-o", "-").stdout)
    return found


@pytest.mark.usefixtures("paper")
def test_json_has_the_keys_that_scripts_rely_on(run: Run) -> None:
    found = report(run)
    benchmark = found["benchmarks"][0]
    question = benchmark["questions"][0]
    expectation = question["expectations"][0]

    assert {
        *("format", "title", "about", "organisation", "period", "as_of"),
        *("framework", "marking", "audience", "benchmarks"),
    } <= found.keys()
    assert {
        *("id", "title", "statement", "outcome", "rating"),
        *("next_steps", "comments", "actions", "questions"),
    } <= benchmark.keys()
    assert {"judged", "reason", "by", "on", "previous", "moderated", "computed"} <= benchmark["rating"].keys()
    assert {"id", "text", "evidence", "actions", "expectations"} <= question.keys()
    assert {"id", "text", "state", "answer", "reason", "evidence", "actions"} <= expectation.keys()
    assert {"text", "link", "on", "expires"} <= question["evidence"][0].keys()
    assert set(ACTION) <= expectation["actions"][0].keys()


@pytest.mark.usefixtures("paper")
def test_json_says_what_the_file_says(run: Run) -> None:
    found = report(run)

    assert (found["title"], found["organisation"], found["period"], found["as_of"]) == (
        ("Prevent duty toolkit", {"name": "Testshire Council", "code": "E06000999"}, "Dec 2021", "2021-12-31")
    )


@pytest.mark.usefixtures("paper")
def test_json_puts_judged_beside_computed(run: Run) -> None:
    rating = report(run)["benchmarks"][0]["rating"]

    assert (rating["judged"], rating["reason"], rating["computed"]) == ("green", "Good progress", "red")


def test_a_report_is_named_by_body_period_and_audience(run: Run, paper: Path) -> None:
    done = run("render", "--format", "json")

    assert done.stdout == "reports/testshire-council-dec-2021-officers.json\n"
    assert json.loads((paper / done.stdout.strip()).read_text(encoding="utf-8"))["period"] == "Dec 2021"


def test_an_edition_is_named_by_its_audience(run: Run, paper: Path) -> None:
    run("render", "--format", "json", "--audience", "public")

    assert [path.name for path in (paper / "reports").iterdir()] == ["testshire-council-dec-2021-public.json"]


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_report_has_the_ending_of_its_format(run: Run, paper: Path, ending: str) -> None:
    pytest.importorskip({"html": "prevent_cli.reports.html", "md": "prevent_cli.reports.markdown"}[ending])
    run("render", "--format", ending)

    assert [path.name for path in (paper / "reports").iterdir()] == [f"testshire-council-dec-2021-officers.{ending}"]


@pytest.mark.parametrize("options", [(), ("--summary",), ("--format", "docx"), ("--format", "md")])
def test_a_report_in_welsh_stands_beside_the_english_one(run: Run, paper: Path, options: tuple[str, ...]) -> None:
    english, welsh = (run("render", *options, *words).stdout.strip() for words in ([], ["--language", "cy"]))

    assert Path(welsh).name == Path(english).stem + "-cy" + Path(english).suffix
    assert sorted(path.name for path in (paper / "reports").iterdir()) == sorted(
        Path(one).name for one in (english, welsh)
    )


def test_html_is_the_default(run: Run, paper: Path) -> None:
    pytest.importorskip("prevent_cli.reports.html")
    run("render")

    assert [path.suffix for path in (paper / "reports").iterdir()] == [".html"]


def test_a_file_may_be_named(run: Run, paper: Path) -> None:
    done = run("render", "--format", "json", "-o", "out/paper.json")

    assert done.stdout == "out/paper.json\n"
    assert (paper / "out" / "paper.json").is_file()
    assert not (paper / "reports").exists()


def test_a_dash_is_stdout(run: Run, paper: Path) -> None:
    report(run)

    assert not (paper / "reports").exists()


def test_a_report_is_written_over_the_one_before(run: Run, paper: Path) -> None:
    target = paper / "paper.json"
    target.write_text("old")
    run("render", "--format", "json", "-o", "paper.json")

    assert json.loads(target.read_text(encoding="utf-8"))["period"] == "Dec 2021"


def test_nothing_is_left_beside_the_report(run: Run, paper: Path) -> None:
    run("render", "--format", "json", "-o", "out/paper.json")

    assert [path.name for path in (paper / "out").iterdir()] == ["paper.json"]


@pytest.mark.usefixtures("paper")
def test_the_same_toolkit_gives_the_same_bytes(run: Run) -> None:
    assert run("render", "--format", "json", "-o", "-") == run("render", "--format", "json", "-o", "-")


def test_several_toolkits_get_a_file_each(run: Run, paper: Path) -> None:
    text = (paper / "toolkits" / "paper.yaml").read_text(encoding="utf-8")
    (paper / "toolkits" / "other.yaml").write_text(text.replace("Testshire Council, code: E06000999", "Other"))
    done = run("render", "--format", "json")

    assert sorted(path.name for path in (paper / "reports").iterdir()) == [
        "other-dec-2021-officers.json",
        "testshire-council-dec-2021-officers.json",
    ]
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("name", ["html", "xlsx"])
def test_many_toolkits_give_what_each_gives_alone(run_process: Run, paper: Path, name: str) -> None:
    text = (paper / "toolkits" / "paper.yaml").read_text(encoding="utf-8")
    for number in range(7):
        (paper / "toolkits" / f"{number}.yaml").write_text(
            text.replace("Testshire Council, code: E0600099", f"B{number}, code: E0600{number}")
        )
    done = run_process("render", "--format", name)

    assert [line.split("/")[1] for line in done.stdout.splitlines()] == [
        *(f"b{number}-dec-2021-officers.{name}" for number in range(7)),
        f"testshire-council-dec-2021-officers.{name}",
    ]
    for number in range(7):
        run_process("render", f"toolkits/{number}.yaml", "--format", name, "-o", "alone")
        made = paper / "reports" / f"b{number}-dec-2021-officers.{name}"
        assert made.read_bytes() == (paper / "alone").read_bytes()


@pytest.mark.parametrize(("asked", "audience"), [("officers", "officers"), ("partners", "public")])
def test_many_periods_of_a_body_give_what_each_gives_alone(
    run_process: Run, paper: Path, asked: str, audience: str
) -> None:
    text = (paper / "toolkits" / "paper.yaml").read_text(encoding="utf-8").replace("as_of: 2021-12-31\n", "")
    for number in range(1, 12):
        rating = ("green", "amber", "red")[number % 3]
        (paper / "toolkits" / f"{number:02}.yaml").write_text(
            text.replace("period: Dec 2021", f"period: 2022-{number:02}").replace("value: green", f"value: {rating}")
        )
    paths = [f"toolkits/{number:02}.yaml" for number in range(1, 12)]
    done = run_process("render", *paths, "--audience", asked)

    assert done.stdout == "".join(
        f"reports/testshire-council-2022-{number:02}-{audience}.html\n" for number in range(1, 12)
    )
    for number in (1, 2, 7, 11):
        run_process("render", f"toolkits/{number:02}.yaml", "--audience", asked, "-o", "alone")
        made = paper / "reports" / f"testshire-council-2022-{number:02}-{audience}.html"
        assert made.read_bytes() == (paper / "alone").read_bytes()


def test_one_that_may_not_be_public_among_many_writes_nothing(run_process: Run, paper: Path) -> None:
    text = (paper / "toolkits" / "paper.yaml").read_text(encoding="utf-8")
    for number in range(7):
        marking = "marking: SECRET\n" if number == 6 else ""
        (paper / "toolkits" / f"{number}.yaml").write_text(marking + text.replace("E06000999", f"E0600{number}"))
    done = run_process("render", "--audience", "public", *(f"toolkits/{number}.yaml" for number in range(7)))

    assert (done.code, done.stdout) == (2, "")
    assert "toolkits/6.yaml cannot be made public: its marking is SECRET" in done.stderr
    assert not (paper / "reports").exists()


def test_papers_that_could_have_one_name_are_worked_out_once(
    run: Run, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (paper / "toolkits/paper.yaml").read_text(encoding="utf-8")
    (paper / "other.yaml").write_text(text.replace(", audience: officers", ""), encoding="utf-8")
    seen = list[str]()

    def counting(one: Assessment, readers: Audience | None) -> Assessment:
        seen.append(one.file)
        return restrict(one, readers)

    monkeypatch.setattr(drafts, "restrict", counting)

    done = run("render", "toolkits/paper.yaml", "other.yaml", "--format", "json")

    assert (done.code, len(done.stdout.splitlines())) == (0, 2)
    assert seen == ["toolkits/paper.yaml", "other.yaml"]


def test_a_report_is_not_written_over_another_of_the_same_run(run: Run, paper: Path) -> None:
    text = (paper / "toolkits/paper.yaml").read_text(encoding="utf-8")
    (paper / "other.yaml").write_text(text, encoding="utf-8")

    (paper / "first.yaml").write_text(text.replace("E06000999", "E06000998").replace("Testshire", "Another"))

    done = run("render", "first.yaml", "toolkits/paper.yaml", "other.yaml")

    assert (done.code, done.stdout) == (2, "")
    assert "two reports would be called reports/" in done.stderr
    assert ": those of toolkits/paper.yaml and other.yaml\n" in done.stderr
    assert not (paper / "reports").exists()


def test_two_reports_of_one_period_may_be_for_different_audiences(run: Run, project: MakeProject) -> None:
    folder = project(
        {
            "toolkits/a.yaml": "benchmarks: [{id: 1, title: T}]\naudience: public\n",
            "toolkits/b.yaml": "benchmarks: [{id: 1, title: T}]\n",
        }
    )
    done = run("render", "toolkits/a.yaml", "toolkits/b.yaml")

    assert done.code == 0
    assert done.stdout.splitlines() == [
        "reports/testshire-council-dec-2021-public.html",
        "reports/testshire-council-dec-2021-officers.html",
    ]
    assert len(list((folder / "reports").iterdir())) == 2


def test_several_toolkits_do_not_go_into_one_file(run: Run, paper: Path) -> None:
    text = (paper / "toolkits" / "paper.yaml").read_text(encoding="utf-8")
    (paper / "toolkits" / "other.yaml").write_text(text.replace("E06000999", "E06000998"))
    done = run("render", "--format", "json", "-o", "paper.json")

    assert (done.code, done.stdout) == (2, "")
    assert "2 reports do not go into one file" in done.stderr
    assert not (paper / "paper.json").exists()


def test_a_file_with_errors_writes_nothing(run: Run, project: MakeProject) -> None:
    folder = project({"toolkits/a.yaml": "benchmarks: [{id: 7, rating: orange}]\n"})
    done = run("render", "--format", "json")

    assert (done.code, done.stdout) == (1, "")
    assert "toolkits/a.yaml:4:30: error:" in done.stderr
    assert not (folder / "reports").exists()


def test_one_file_with_errors_among_several_writes_nothing(run: Run, paper: Path) -> None:
    text = (paper / "toolkits" / "paper.yaml").read_text(encoding="utf-8")
    (paper / "toolkits" / "other.yaml").write_text(text.replace("value: green", "value: orange"))
    done = run("render", "--format", "json")

    assert (done.code, done.stdout) == (1, "")
    assert not (paper / "reports").exists()


@pytest.mark.usefixtures("paper")
def test_a_place_that_cannot_be_written_is_refused(run: Run) -> None:
    done = run("render", "--format", "json", "-o", "toolkits/paper.yaml/x.json")

    assert done.code == 2
    assert "cannot be written" in done.stderr


@pytest.mark.usefixtures("paper")
def test_a_folder_is_no_place_for_a_report(run: Run) -> None:
    done = run("render", "--format", "json", "-o", "toolkits")

    assert done.code == 2
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Royal Borough of Kingston upon Thames", "royal-borough-of-kingston-upon-thames"),
        ("Cyngor Ynys Môn", "cyngor-ynys-mon"),
        ("../../etc", "etc"),
        ("/", "report"),
        ("東京", "report"),
    ],
)
def test_a_name_becomes_a_plain_file_name(run: Run, project: MakeProject, name: str, slug: str) -> None:
    folder = project(
        {
            "toolkits/a.yaml": "format: toolkit/1\naudience: public\nbenchmarks: []\nperiod: Q3 2021/22\n"
            f"organisation: {{name: {json.dumps(name)}}}\n"
        }
    )
    run("render", "--format", "json")

    assert [path.name for path in (folder / "reports").iterdir()] == [f"{slug}-q3-2021-22-public.json"]


def test_a_summary_is_named_as_one(run: Run, paper: Path) -> None:
    done = run("render", "--summary", "--format", "md")

    assert done.stdout == "reports/testshire-council-dec-2021-summary-officers.md\n"
    assert (paper / done.stdout.strip()).read_text(encoding="utf-8").startswith("# Summary for the board\n")


@pytest.mark.usefixtures("paper")
def test_a_format_without_a_summary_says_which_have_one(run: Run) -> None:
    done = run("render", "--summary", "--format", "json", "-o", "-")

    assert (done.code, done.stdout) == (2, "")
    assert "there is no summary as json" in done.stderr
    assert "html, md" in done.stderr


def test_a_summary_compares_with_the_period_before(run: Run, paper: Path) -> None:
    text = (paper / "toolkits" / "paper.yaml").read_text(encoding="utf-8")
    before = text.replace("period: Dec 2021", "period: Sept 2021").replace("value: green", "value: amber")
    before = before.replace("as_of: 2021-12-31\n", "").replace("completed: Oct 2021", "completed: Aug 2021")
    (paper / "toolkits" / "before.yaml").write_text(before, encoding="utf-8")
    done = run("render", "--summary", "--format", "md", "-o", "-")

    assert "Better; was Amber in Sept 2021" in done.stdout


@pytest.mark.usefixtures("paper")
def test_a_language_that_is_not_known_is_refused(run: Run) -> None:
    done = run("render", "--language", "fr", "-o", "-")

    assert (done.code, done.stdout) == (2, "")
    assert "it knows: en, cy" in done.stderr
