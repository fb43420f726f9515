from __future__ import annotations

import csv
import json
import re
import socket
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from prevent_cli.portfolio.bodies import OWN, TAKEN
from prevent_cli.store import source
from prevent_cli.store.seen import see_pair
from tests.portfolio.councils import compared, council, councils, withholding

if TYPE_CHECKING:
    from pathlib import Path

    from prevent_cli.store.seen import Pair
    from tests.conftest import MakeProject, Run

BROKEN = (
    "format: toolkit/1\norganisation: {name: Broken Council}\nperiod: Q2 2025/26\nbenchmarks: [{id: 1, titel: x}]\n"
)


def shape(run: Run, *args: str) -> dict[str, Any]:
    done = run("portfolio", "--format", "json", *args)
    assert done.code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def names(run: Run, *args: str) -> list[str]:
    return [body["organisation"] for group in shape(run, *args)["frameworks"] for body in group["matrix"]]


def test_each_body_has_a_line_with_a_letter_for_each_benchmark(run: Run, project: MakeProject) -> None:
    project(
        councils(2) | {"toolkits/c.yaml": council("C Council", "E06000903", ratings="amber green", answer="not met")}
    )

    lines = run("portfolio").stdout.splitlines()

    assert [line.split() for line in lines if line.startswith(("Body  ", "A C", "B C", "C C"))][:4] == [
        ["Body", "Period", "1", "2", "Open", "Overdue"],
        ["A", "Council", "Q2", "2025/26", "G", "Ra", "1", "0"],
        ["B", "Council", "Q2", "2025/26", "G", "Ra", "1", "0"],
        ["C", "Council", "Q2", "2025/26", "Ar", "Ga", "1", "0"],
    ]


def test_the_latest_period_of_a_body_counts(run: Run, project: MakeProject) -> None:
    old, new = council(period="Q1 2025/26", ratings="red red"), council(period="Q2 2025/26", ratings="green green")
    project(compared({"toolkits/old.yaml": old, "toolkits/new.yaml": new}))

    (group,) = shape(run)["frameworks"]

    assert [body["toolkit"] for body in group["matrix"]] == ["toolkits/new.yaml"]
    assert [(one["period"], one["judged"]["red"]) for one in group["periods"]] == [("Q1 2025/26", 2), ("Q2 2025/26", 0)]


def test_a_body_whose_latest_period_is_behind_that_of_most_is_late(run: Run, project: MakeProject) -> None:
    project(councils(3) | {"toolkits/z.yaml": council("Z Council", "E06000999", "Q1 2025/26")})

    (group,) = shape(run)["frameworks"]

    assert group["common_period"] == "Q2 2025/26"
    assert [(body["organisation"], body["days_behind"]) for body in group["matrix"] if body["late"]] == [
        ("Z Council", 92)
    ]


def test_a_period_may_be_asked_for(run: Run, project: MakeProject) -> None:
    project(councils(2) | {"toolkits/z.yaml": council("Z Council", "E06000999", "Q3 2025/26")})

    (group,) = shape(run, "--period", "Q3 2025/26")["frameworks"]

    assert [body["organisation"] for body in group["matrix"] if body["late"]] == ["A Council", "B Council"]
    assert names(run, "--period", "Q2 2025/26") == ["A Council", "B Council"]


def test_gaps_of_several_bodies_are_counted(run: Run, project: MakeProject) -> None:
    beyond = {"toolkits/z.yaml": council("Z Council", "E06000999", answer="not applicable")}
    project(compared(councils(2, answer="not met") | beyond))

    (group,) = shape(run)["frameworks"]

    assert group["gaps"] == [{"id": "1.1", "text": "Are staff trained?", "bodies": 2, "of": 2}]


@pytest.mark.parametrize("format", ["table", "md", "html"])
def test_a_list_that_is_cut_says_of_how_many(run: Run, project: MakeProject, format: str) -> None:
    project(councils(13))

    assert "12 of 13 are listed." in run("portfolio", "--format", format).stdout


def test_a_list_that_is_whole_says_nothing_of_it(run: Run, project: MakeProject) -> None:
    project(councils(12))

    assert "are listed" not in run("portfolio").stdout


def test_open_actions_that_slipped_are_counted_beyond_those_listed(run: Run, project: MakeProject) -> None:
    slipped = "          - {id: A1, text: Print it., owners: Clerk, due: Jun 2025, revised: [{due: Nov 2025, reason: Paper.}]}"
    more = [
        slipped.replace("A1", f"B{at}").replace("Nov", "Dec").replace("Print", f"Print {at} of") for at in range(14)
    ]
    done = slipped.replace("A1", "C1").replace("id:", "status: complete, outcome: Done., id:")
    project(councils(2) | {"toolkits/c.yaml": council("C Council", "E06000903") + "\n".join([*more, done, ""])})

    (group,) = shape(run)["frameworks"]

    assert {one["organisation"] for one in group["slipped"]} == {"C Council"}
    assert (len(group["slipped"]), group["slipped_open"]) == (12, 17)
    (own,) = shape(run, "--body", "C Council")["frameworks"]
    assert own["slipped_open"] == 15


def test_a_chart_of_periods_that_is_cut_says_of_how_many(run: Run, project: MakeProject) -> None:
    project(compared({f"toolkits/{month}.yaml": council(period=f"2024-{month:02}") for month in range(1, 13)}))
    whole = run("portfolio", "--format", "html").stdout
    project(compared({"toolkits/13.yaml": council(period="2025-01")}))
    cut = run("portfolio", "--format", "html").stdout

    assert "are drawn" not in whole
    assert "Periods: 12 of 13 are drawn" in cut


def test_open_actions_that_slipped_are_listed(run: Run, project: MakeProject) -> None:
    project(councils(1))

    (group,) = shape(run)["frameworks"]

    assert [(one["id"], one["slipped_days"], one["due_by"]) for one in group["slipped"]] == [("A1", 153, "2025-11-30")]


def test_the_trend_counts_the_ratings_of_all_bodies(run: Run, project: MakeProject) -> None:
    earlier = {
        path.replace("toolkits/", "toolkits/earlier-"): text
        for path, text in councils(2, period="Q1 2025/26", ratings="red red").items()
    }
    project(compared(councils(2) | earlier))

    done = run("portfolio", "--trend")

    rows = [line.split() for line in done.stdout.partition("Trend of the whole")[2].splitlines()[2:]]
    assert rows == [
        ["Q1", "2025/26", "2", "0", "0", "4", "0", "2", "0"],
        ["Q2", "2025/26", "2", "2", "0", "2", "0", "2", "0"],
    ]


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (("council=unitary*",), ["Ashford Council", "Cardy Council"]),
        (("council=district",), ["Birch Council"]),
        (("nation=Wales",), ["Cardy Council"]),
        (("organisation=*council",), ["Ashford Council", "Birch Council", "Cardy Council"]),
        (("code=E0*", "organisation!=Birch*"), ["Ashford Council"]),
        (("nation=wales", "nation=england"), ["Ashford Council", "Birch Council", "Cardy Council"]),
        (("framework=",), ["Ashford Council", "Birch Council", "Cardy Council"]),
    ],
)
def test_bodies_may_be_chosen(run: Run, project: MakeProject, condition: tuple[str, ...], left: list[str]) -> None:
    project(
        {
            "toolkits/a.yaml": council(),
            "toolkits/b.yaml": council("Birch Council", "E07000902"),
            "toolkits/c.yaml": council("Cardy Council", "W06000903"),
        }
    )
    asked = [word for one in condition for word in ("--where", one)]

    assert names(run, *asked) == left


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bodies.csv", "code,region\nE06000001,East\nE06000002,West\n"),
        ("bodies.csv", "\ufeffcode;region\r\nE06000001;East\r\nE06000002;West\r\n"),
        ("bodies.yaml", "- {code: E06000001, region: East}\n- {name: B council, region: West}\n"),
    ],
)
def test_a_file_gives_bodies_further_fields(run: Run, project: MakeProject, name: str, text: str) -> None:
    project(councils(2) | {name: text})

    assert names(run, "--bodies", name, "--where", "region=east") == ["A Council"]
    assert names(run, "--bodies", name, "--where", "region!=east") == ["B Council"]


def test_listed_bodies_without_a_toolkit_are_named(run: Run, project: MakeProject) -> None:
    project(councils(1) | {"bodies.csv": "code,name,region\nE06000001,,East\nE06000777,Nowhere Council,West\n"})

    assert shape(run, "--bodies", "bodies.csv")["missing"] == ["Nowhere Council"]
    assert shape(run, "--bodies", "bodies.csv", "--where", "region=East")["missing"] == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--where", "region=East"), "--where does not know the field 'region'"),
        (("--where", "region"), "--where does not understand 'region'"),
        (("--where", "nation=Mars"), "no toolkit fits nation=Mars"),
        (("--bodies", "none.csv"), "none.csv cannot be read"),
        (("--bodies", "two.csv"), "two.csv: row 2: 'E06000001' is there already"),
        (("--bodies", "odd.csv"), "odd.csv: line 2 has not as many cells as the first"),
        (("--bodies", "bare.csv"), "bare.csv names no bodies"),
        (("--bodies", "taken.csv"), "taken.csv: the tables have a column 'state' already"),
        (("--bodies", "map.yaml"), "map.yaml should be a list of mappings"),
        (("--body", "Nobody"), "no body is called 'Nobody'"),
        (("--format", "parquet"), "parquet is three files, so it needs a folder"),
        (("--format", "csv", "--body", "A Council"), "--body names no other body, and csv is a list of them"),
        (("--format", "pdf"), "--format does not know 'pdf'"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, project: MakeProject, args: tuple[str, ...], said: str) -> None:
    project(
        councils(2)
        | {
            "two.csv": "code\nE06000001\nE06000001\n",
            "odd.csv": "code,region\nE06000001\n",
            "bare.csv": "town,region\nX,East\n",
            "taken.csv": "code,state\nE06000001,x\n",
            "map.yaml": "E06000001: East\n",
        }
    )

    done = run("portfolio", *args)

    assert (done.code, done.stdout) == (2, "")
    assert f"error: {said}" in done.stderr


def test_a_file_with_errors_is_refused_with_its_findings(run: Run, project: MakeProject) -> None:
    folder = project(councils(2) | {"toolkits/z.yaml": BROKEN})

    done = run("portfolio", "-o", "out.txt")

    assert (done.code, done.stdout) == (1, "")
    assert "toolkits/z.yaml:4:" in done.stderr
    assert "unknown-key" in done.stderr
    assert not (folder / "out.txt").exists()


def test_a_file_with_errors_may_be_left_out_and_is_named(run: Run, project: MakeProject) -> None:
    project(councils(2) | {"toolkits/z.yaml": BROKEN})

    done = run("portfolio", "--skip-invalid")

    assert done.code == 0
    assert "left out toolkits/z.yaml: it has 1 error" in done.stderr
    assert "Left out, because it cannot be used: 1 file (toolkits/z.yaml: it has 1 error)." in done.stdout


def test_an_edition_does_not_say_which_file_is_left_out(run: Run, project: MakeProject) -> None:
    project(councils(2) | {"toolkits/z.yaml": BROKEN})

    done = run("portfolio", "--skip-invalid", "--audience", "public")

    assert "Left out, because it cannot be used: 1 file.\n" in done.stdout
    assert "z.yaml" not in done.stdout


def test_two_files_for_a_period_are_refused(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": council(), "toolkits/b.yaml": council()})

    done = run("portfolio")

    assert done.code == 2
    assert "toolkits/b.yaml: there is a toolkit for the same body and period: toolkits/a.yaml" in done.stderr
    assert shape(run, "--skip-invalid")["files"] == 1


def test_a_file_that_cannot_be_opened_is_refused(run: Run, project: MakeProject) -> None:
    project(councils(1))
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("b.yaml")  # which nobody can open as a file, not even root

    done = run("portfolio", "toolkits", "b.yaml")

    assert done.code == 2
    assert "b.yaml" in done.stderr


def test_several_that_are_left_out_are_many(run: Run, project: MakeProject) -> None:
    project(councils(1) | {"toolkits/y.yaml": BROKEN, "toolkits/z.yaml": BROKEN})

    assert "Left out, because they cannot be used: 2 files (" in run("portfolio", "--skip-invalid").stdout


def test_a_file_that_may_not_be_read_is_named_once(
    run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> Pair:
        if path.name == "b.yaml":
            raise PermissionError(13, "Permission denied")
        return see_pair(path)

    project(councils(2))
    monkeypatch.setattr(source, "see_pair", refused)

    done = run("--no-cache", "portfolio", "--skip-invalid")

    assert "left out toolkits/b.yaml: it cannot be read: permission denied\n" in done.stderr
    assert "1 file (toolkits/b.yaml: it cannot be read: permission denied)." in done.stdout


def test_files_with_errors_are_said_as_one_or_many(run: Run, project: MakeProject) -> None:
    project({"toolkits/y.yaml": BROKEN})
    assert "nothing was done: toolkits/y.yaml has errors" in run("portfolio").stderr
    assert "the only file cannot be used" in run("portfolio", "--skip-invalid").stderr

    project({"toolkits/z.yaml": BROKEN})
    assert "nothing was done: toolkits/y.yaml, toolkits/z.yaml have errors" in run("portfolio").stderr
    assert "none of 2 files can be used" in run("portfolio", "--skip-invalid").stderr


def test_one_body_is_not_said_as_many(run: Run, project: MakeProject) -> None:
    project(councils(1))

    said = run("portfolio").stdout

    assert said.startswith("1 body by itself\n")
    assert "Common period: Q2 2025/26 (to 30 Sep 2025).\n1 body, which is not late.\n" in said
    assert "1 body, which is late.\n" in run("portfolio", "--period", "Q3 2025/26").stdout
    assert run("portfolio", "--body", "A Council").stdout.startswith("A Council by itself\n")


def test_two_bodies_are_said_as_many(run: Run, project: MakeProject) -> None:
    project(councils(2))

    assert run("portfolio").stdout.startswith("2 bodies side by side\n")
    assert "2 bodies, none of them late.\n" in run("portfolio").stdout
    assert run("portfolio", "--body", "A Council").stdout.startswith("A Council among 2 bodies\n")


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ((2,), "It is not a gap in most bodies."),
        ((3,), "It is a gap in most bodies."),
        ((2, 2), "None of 2 expectations is a gap in most bodies."),
        ((3, 2), "1 of 2 expectations is a gap in most bodies."),
        ((3, 3), "2 of 2 expectations are gaps in most bodies."),
    ],
)
def test_gaps_in_most_bodies_are_counted(run: Run, project: MakeProject, gaps: tuple[int, ...], said: str) -> None:
    """Of four bodies, so many answer the first question, and the second, with no."""
    made = councils(4)
    for question, bodies in zip(
        ("Are staff trained?, answer: ", "Is there a policy?\n        answer: "), gaps, strict=False
    ):
        for name in list(made)[:bodies]:
            made[name] = made[name].replace(f"{question}met", f"{question}not met")
    project(compared(made))

    assert said in run("portfolio").stdout


def test_an_edition_shows_what_its_audience_may_see(run: Run, project: MakeProject) -> None:
    secret = council("B Council", "E06000002").replace("{id: A1,", "{id: A1, audience: officers,")
    project({"toolkits/a.yaml": council("A Council", "E06000001"), "toolkits/b.yaml": secret})

    (group,) = shape(run, "--audience", "public")["frameworks"]

    assert {body["toolkit"] for body in group["matrix"]} == {None}
    assert [(body["organisation"], body["open"]) for body in group["matrix"]] == [("A Council", 1), ("B Council", 0)]
    assert [one["organisation"] for one in group["slipped"]] == ["A Council"]
    assert shape(run, "--audience", "public")["audience"] == "public"


def test_what_may_not_be_public_is_refused_or_left_out(run: Run, project: MakeProject) -> None:
    project(councils(1) | {"toolkits/z.yaml": council("Z Council", "E06000999", extra="marking: SECRET\n")})

    assert run("portfolio", "--audience", "public").code == 2
    assert names(run, "--audience", "public", "--skip-invalid") == ["A Council"]


def test_one_body_among_five_sees_quartiles_and_no_name(run: Run, project: MakeProject) -> None:
    last = {"toolkits/z.yaml": council("Z Council", "E06000999", ratings="red red", answer="not met")}
    project(compared(councils(4) | last))

    done = run("portfolio", "--body", "z council", "--format", "json")

    found = json.loads(done.stdout)
    green = found["position"]["measures"][0]
    assert (green["value"], green["quartiles"], green["quarter"]) == (0, {"first": 50, "median": 50, "third": 50}, 4)
    assert [name for name in ("A Council", "B Council", "E06000001", "toolkits/a.yaml") if name in done.stdout] == []


@pytest.mark.parametrize("format", ["table", "md", "html", "json"])
def test_one_body_among_four_sees_nothing_of_the_others(run: Run, project: MakeProject, format: str) -> None:
    files = councils(3, ratings="amber amber", answer="not met")
    project(compared(files | {"toolkits/z.yaml": council("Z Council", "E06000999")}))

    shown = run("portfolio", "--body", "E06000999", "--format", format, "--trend").stdout

    assert "Z Council" in shown
    assert [name for name in ("A Council", "B Council", "Are staff trained?") if name in shown] == []
    if format == "json":
        found = json.loads(shown)
        assert {one["quartiles"] for one in found["position"]["measures"]} == {None}
        assert [found["frameworks"][0][key] for key in ("benchmarks", "gaps", "periods")] == [None, None, []]
    else:
        assert "Fewer than 5 bodies are compared, so it is not told." in shown
        assert "Percent. Fewer than 5 bodies are compared" in shown
        assert "No expectation is a gap" not in shown


def test_a_gap_that_few_have_in_scope_is_not_told_to_one_body(run: Run, project: MakeProject) -> None:
    beyond = {
        f"toolkits/{at}.yaml": council(f"{at} Council", f"E0600091{at}", answer="not applicable") for at in (1, 2)
    }
    project(compared(councils(4, answer="not met") | beyond))

    shown = run("portfolio", "--body", "A Council").stdout

    assert "No expectation that at least 5 bodies have in scope is a gap in two of them." in shown


@pytest.mark.parametrize("format", ["table", "md", "html", "json"])
def test_bodies_without_a_framework_are_listed_and_not_compared(run: Run, project: MakeProject, format: str) -> None:
    project(councils(6, answer="not met") | {"toolkits/z.yaml": council("Z Council", "E06000999")})

    whole = run("portfolio", "--format", format, "--trend").stdout
    own = run("portfolio", "--format", format, "--trend", "--body", "Z Council").stdout

    assert [name for name in ("A Council", "F Council", "Z Council") if name not in whole] == []
    if format == "json":
        for (group,) in (json.loads(whole)["frameworks"], json.loads(own)["frameworks"]):
            assert [group[key] for key in ("benchmarks", "gaps", "periods")] == [None, None, None]
            assert [one["benchmark"] for one in group["matrix"][0]["ratings"]] == ["1", "2"]
        assert {one["quartiles"] for one in json.loads(own)["position"]["measures"]} == {None}
    else:
        said = "Without a framework each body answers benchmarks and questions of its own, so nothing is compared"
        assert said in whole
        assert f"Percent. {said}" in own
        assert [
            name for name in ("Benchmarks over", "Gaps in common", "Trend of the whole") if name in whole + own
        ] == []


def test_the_matrix_of_bodies_without_a_framework_has_a_column_for_each_id(run: Run, project: MakeProject) -> None:
    more = council("B Council", "E06000002").replace("id: 2\n", "id: 10\n")
    project({"toolkits/a.yaml": council(), "toolkits/b.yaml": more})

    assert ["Body", "Period", "1", "2", "10", "Open", "Overdue"] in map(str.split, run("portfolio").stdout.splitlines())


def test_csv_has_a_row_for_each_body_and_benchmark(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": council("=cmd()", "E06000001")})

    rows = list(csv.DictReader(StringIO(run("portfolio", "--format", "csv").stdout)))

    assert [(row["organisation"], row["benchmark"], row["judged"], row["agrees"]) for row in rows] == [
        ("'=cmd()", "1", "green", "yes"),
        ("'=cmd()", "2", "red", "no"),
    ]


@pytest.mark.parametrize("format", ["md", "html"])
def test_names_are_text_in_every_format(run: Run, project: MakeProject, format: str) -> None:
    project({"toolkits/a.yaml": council("'<b>A|B*</b>'", "E06000001")})

    shown = run("portfolio", "--format", format).stdout

    assert "<b>" not in shown
    assert "A|B*" not in shown or format == "html"


def test_a_terminal_shows_the_worst_of_many(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {
        f"toolkits/{at}.yaml": council(
            f"Council {at:03d}", f"E06{at:06d}", ratings="red red" if at == 77 else "green green"
        )
        for at in range(1, 101)
    }
    project(many)
    monkeypatch.setattr("prevent_cli.console.screen", lambda *_: wide())

    shown = run("portfolio").stdout

    assert shown.count("\nCouncil ") == 20 + 12
    assert shown.index("Council 077") < shown.index("Council 001")
    assert "--all shows the other 80 too" in shown
    assert run("portfolio", "--all").stdout.count("\nCouncil ") == 100 + 12


def wide() -> Any:
    from prevent_cli.reports.screen import Screen

    return Screen(100, terminal=True)


def test_the_page_goes_into_a_file(run: Run, project: MakeProject) -> None:
    folder = project(councils(2))

    done = run("portfolio", "--format", "html", "-o", "out/page.html")

    page = (folder / "out/page.html").read_text()
    assert done.stdout == "out/page.html\n"
    assert page.startswith("<!DOCTYPE html>")
    assert run("portfolio", "--format", "html").stdout == page


def test_a_newer_framework_speaks_for_the_body(run: Run, project: MakeProject) -> None:
    old = council(extra="framework: home-office-2018\n")
    new = council(extra="framework: home-office-2024\n")
    project({"toolkits/a.yaml": old, "toolkits/b.yaml": new, "toolkits/c.yaml": council("C Council", "E06000903")})

    found = shape(run)["frameworks"]

    assert {group["framework"]: [body["organisation"] for body in group["matrix"]] for group in found} == {
        "home-office-2024": ["Ashford Council"],
        None: ["C Council"],
    }


def test_toolkits_without_a_code_go_by_the_name(run: Run, project: MakeProject) -> None:
    plain = council(period="Q3 2025/26").replace(", code: E06000901", "")
    project({"toolkits/a.yaml": council(), "toolkits/b.yaml": plain})

    (group,) = shape(run)["frameworks"]

    assert [(body["toolkit"], group["bodies"]) for body in group["matrix"]] == [("toolkits/b.yaml", 1)]


def test_a_name_with_two_spaces_is_no_other_body(run: Run, project: MakeProject) -> None:
    plain = council("Long Ashford Council").replace(", code: E06000901", "")
    spaced = plain.replace("Long Ashford", '"Long  Ashford').replace(" Council}", ' Council "}').replace("Q2", "Q3")
    project(
        {"toolkits/a.yaml": plain, "toolkits/b.yaml": spaced, "bodies.csv": "name,region\nLong Ashford Council,East\n"}
    )

    found = shape(
        run, "--bodies", "bodies.csv", "--where", "organisation=long ashford*", "--body", "Long Ashford  council"
    )

    (group,) = found["frameworks"]
    assert [(body["toolkit"], body["fields"], group["bodies"]) for body in group["matrix"]] == [
        ("toolkits/b.yaml", {"region": "East"}, 1)
    ]
    assert shape(run, "--bodies", "bodies.csv")["missing"] == []
    (trend,) = printed(run, "trend")
    assert len(trend["periods"]) == 2
    assert len(printed(run, "diff")["comparisons"]) == 1
    assert {one["toolkit"] for one in printed(run, "actions")} == {"toolkits/b.yaml"}


def printed(run: Run, command: str) -> Any:
    return json.loads(run(command, "--format", "json").stdout)


def test_a_projects_own_framework_is_used(run: Run, project: MakeProject, tmp_path: Path) -> None:
    framework = """\
        format: framework/1
        id: ours
        title: Our own
        benchmarks:
          - id: 1
            title: Training
            questions: [{id: 1.1, text: Are our staff trained?}]
        """
    files = councils(2, answer="not met", extra="framework: ours\n")
    plain = {path: text.partition("  - id: 2\n")[0] for path, text in files.items()}
    project({"frameworks/ours.yaml": framework} | plain)
    assert tmp_path.is_dir()

    (group,) = shape(run)["frameworks"]

    assert (group["title"], group["gaps"][0]["text"]) == ("Our own", "Are our staff trained?")


@pytest.mark.parametrize("args", [(), ("--audience", "public"), ("--as-of", "2025-12-31"), ("--policy", "worst")])
def test_a_warm_run_says_what_a_cold_one_does(run: Run, project: MakeProject, args: tuple[str, ...]) -> None:
    secret = council("S Council", "E06000998").replace("{id: A1,", "{id: A1, audience: officers,")
    folder = project(councils(3) | {"toolkits/s.yaml": secret})
    for other in ((), ("--audience", "partners"), ("--as-of", "2030-01-01")):
        run("portfolio", *other)

    warm = run("portfolio", "--format", "json", *args), run("portfolio", "--format", "json", *args)
    cold = run("portfolio", "--format", "json", "--no-cache", *args)
    (folder / "toolkits/a.yaml").write_text(council("A Council", "E06000001", ratings="red red"))
    changed = run("portfolio", "--format", "json", *args)

    assert warm == (cold, cold)
    assert changed == run("portfolio", "--format", "json", "--no-cache", *args)
    assert changed != cold


def test_a_warm_run_reads_no_toolkit(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    project(councils(3))
    first = run("portfolio")
    monkeypatch.setattr("prevent_cli.gathering.load_toolkit", None)

    assert run("portfolio") == first


def test_midnight_is_seen(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": council(period="2099")})
    days = [shape_on(run, seconds) for seconds in (1_750_000_000, 1_750_000_000 + 86_400, 1_750_000_000)]

    assert days == ["2025-06-15", "2025-06-16", "2025-06-15"]


def shape_on(run: Run, seconds: int) -> str:
    done = run("portfolio", "--format", "json", env={"SOURCE_DATE_EPOCH": str(seconds)})
    return str(json.loads(done.stdout)["frameworks"][0]["matrix"][0]["as_of"])


@pytest.mark.parametrize(
    ("format", "said"),
    [
        ("table", "W0 Council  Q2 2025/26  *  *      0        0\n"),
        ("table", "A is Amber, R is Red, * is not shown; a small letter"),
        ("table", "1: Training  1      0      0    0           2          0\n"),
        ("md", "| W0 Council | Q2 2025/26 | Not shown | Not shown | 0 | 0 |"),
        ("md", "| 1: Training | 1 | 0 | 0 | 0 | 2 | 0 |"),
        ("html", '<span class="word">Not shown</span>'),
        ("html", "Numbers of bodies: Green / Amber / Red / not judged / not shown."),
        ("csv", "Q2 2025/26,2025-09-30,share,no,1,Benchmark 1,,not rated,,no"),
    ],
)
def test_what_an_edition_withholds_is_not_called_not_judged(
    run: Run, project: MakeProject, format: str, said: str
) -> None:
    project(compared(councils(1) | withholding(2)))

    printed = run("portfolio", "--audience", "public", "--format", format).stdout

    assert said in printed
    assert "Not on file" not in printed


def test_a_trend_counts_what_an_edition_does_not_show(run: Run, project: MakeProject) -> None:
    project(compared(councils(1) | withholding(2)))

    (group,) = shape(run, "--audience", "public")["frameworks"]

    assert [one["judged"] for one in group["periods"]] == [
        {"green": 1, "amber": 0, "red": 1, "not_judged": 0, "not_shown": 4}
    ]


def test_a_share_of_green_is_of_those_that_are_shown(run: Run, project: MakeProject) -> None:
    hidden = withholding(1)["toolkits/w0.yaml"].replace("  - id: 2\n    audience: officers\n", "  - id: 2\n")
    project(compared(councils(1) | {"toolkits/w0.yaml": hidden.replace("rating: red", "rating: green")}))

    found = shape(run, "--audience", "public", "--body", "W0 Council")

    assert found["position"]["measures"][0]["value"] == 100


def test_what_is_not_on_file_is_told_from_what_is_not_judged(run: Run, project: MakeProject) -> None:
    project(councils(1) | {"toolkits/z.yaml": council("Z Council", "E06000999").partition("  - id: 2\n")[0]})

    printed = run("portfolio").stdout

    assert "Z Council  Q2 2025/26  G  .      0        0\n" in printed
    assert "R is Red, . is not on file; a small letter" in printed


@pytest.fixture
def namesakes(project: MakeProject) -> None:
    """Have two councils of one name and one of another, each with an action that slipped, one of them late."""
    files = councils(3) | {"toolkits/z.yaml": council("a COUNCIL", "E07000009", "Q1 2025/26")}
    project(compared(files))


@pytest.mark.usefixtures("namesakes")
@pytest.mark.parametrize("format", ["table", "md", "html"])
def test_bodies_of_one_name_are_told_apart_by_their_codes(run: Run, format: str) -> None:
    printed = run("portfolio", "--format", format).stdout

    assert printed.count("A Council (E06000001)") == 2
    assert printed.count("a COUNCIL (E07000009)") == 3
    assert "B Council (" not in printed


@pytest.mark.usefixtures("namesakes")
def test_json_has_the_names_as_they_are(run: Run) -> None:
    assert names(run) == ["A Council", "a COUNCIL", "B Council", "C Council"]


@pytest.mark.usefixtures("namesakes")
def test_a_name_of_two_bodies_is_refused_with_their_codes(run: Run) -> None:
    done = run("portfolio", "--body", "a council")

    assert (done.code, done.stdout) == (2, "")
    assert "'a council' stands for 2 bodies" in done.stderr
    assert "ask by code: E06000001, E07000009" in done.stderr


def test_a_body_in_two_frameworks_is_refused_with_their_names(run: Run, project: MakeProject) -> None:
    ours = compared({"toolkits/a.yaml": council()})
    theirs = ours["toolkits/a.yaml"].replace("ours", "theirs")
    other = {
        "toolkits/b.yaml": theirs,
        "frameworks/theirs.yaml": ours["frameworks/ours.yaml"].replace("ours", "theirs"),
    }
    project(ours | other)

    done = run("portfolio", "--body", "Ashford Council")

    assert "choose one: --where framework=ours, --where framework=theirs" in done.stderr
    assert run("portfolio", "--body", "Ashford Council", "--where", "framework=theirs").code == 0


@pytest.fixture
def two_quarters(project: MakeProject) -> None:
    """Have three councils: one got worse in 2, one better, and one has one period only."""
    before = councils(2, period="Q1 2025/26", ratings="amber green")
    now = {
        "toolkits/a2.yaml": council("A Council", "E06000001", ratings="amber red"),
        "toolkits/b2.yaml": council("B Council", "E06000002", ratings="green green"),
        "toolkits/c2.yaml": council("C Council", "E06000003", "Q1 2025/26", "red red"),
    }
    project(compared(before | now))


@pytest.mark.usefixtures("two_quarters")
@pytest.mark.parametrize(
    ("format", "rows"),
    [
        (
            "table",
            [
                "A Council  Q2 2025/26       Ag  Ra     1        0  2\n",
                "C Council  Q1 2025/26 late  Rg  Ra     1        0\n",
            ],
        ),
        ("md", ["| A Council | Q2 2025/26 | Amber, computed Green | Red, computed Amber | 1 | 0 | 2 |"]),
        ("csv", ["2,Venues,red,amber,no,yes,yes", "1,Training,amber,green,no,yes,no", "2,Venues,red,amber,no,yes,\n"]),
    ],
)
def test_what_got_worse_since_the_period_before_is_named(run: Run, format: str, rows: list[str]) -> None:
    printed = run("portfolio", "--format", format).stdout

    for row in rows:
        assert row in printed


@pytest.mark.usefixtures("two_quarters")
def test_json_says_what_got_worse_and_what_is_not_known(run: Run) -> None:
    (group,) = shape(run)["frameworks"]

    assert {body["organisation"]: body["worse"] for body in group["matrix"]} == {
        "A Council": ["2"],
        "B Council": [],
        "C Council": None,
    }


@pytest.mark.usefixtures("two_quarters")
def test_bodies_that_got_worse_may_be_asked_for_and_all_are_counted(run: Run) -> None:
    (group,) = shape(run, "--worse")["frameworks"]
    said = run("portfolio", "--worse").stdout

    assert [body["organisation"] for body in group["matrix"]] == ["A Council"]
    assert (group["bodies"], group["benchmarks"][0]["judged"]["red"]) == (3, 1)
    assert "In the matrix only the body that was judged worse than before: 1 of 3." in said
    assert "C Council  Q1 2025/26" in said.partition("\nLate\n")[2]


@pytest.mark.parametrize("format", ["table", "md", "html"])
def test_that_no_body_got_worse_is_a_sentence(run: Run, project: MakeProject, format: str) -> None:
    old = compared(councils(2, period="Q1 2025/26"))
    project(old | {f"{path}.yaml": text for path, text in compared(councils(2)).items() if path.startswith("toolkits")})

    done = run("portfolio", "--worse", "--format", format)

    assert done.code == 0
    assert "No body was judged worse than in its period before." in done.stdout
    assert "None of these bodies was judged worse than in its period before." in done.stdout


@pytest.mark.parametrize("format", ["table", "md", "html"])
def test_that_no_body_has_a_period_before_is_a_sentence(run: Run, project: MakeProject, format: str) -> None:
    project(compared(councils(2)))

    printed = run("portfolio", "--worse", "--format", format).stdout

    assert "No body has a period before, in the same framework, to be compared with." in printed
    assert "None of these bodies has a period before, in the same framework, to be compared with." in printed
    assert "judged worse" not in printed


def half_shown(project: MakeProject, hidden: str) -> None:
    """Have a council that got worse in benchmark 1 from Q1 to Q2, and keep that of one of them from the public."""
    quarters = {
        quarter: council(period=f"{quarter} 2025/26", ratings=ratings)
        for quarter, ratings in (("Q1", "green red"), ("Q2", "red red"))
    }
    frame = "  - id: 1\n    audience: officers\n    withheld: {reason: A case.}\n"
    quarters[hidden] = quarters[hidden].replace("  - id: 1\n", frame)
    project(compared({f"toolkits/{quarter}.yaml": text for quarter, text in quarters.items()}))


@pytest.mark.parametrize("hidden", ["Q1", "Q2"])
def test_what_an_edition_does_not_show_is_not_said_to_be_no_worse(run: Run, project: MakeProject, hidden: str) -> None:
    half_shown(project, hidden)

    found = shape(run, "--audience", "public")
    ((body,),) = [group["matrix"] for group in found["frameworks"]]

    assert (body["worse"], body["worse_not_shown"]) == (None, ["1"])


@pytest.mark.parametrize("hidden", ["Q1", "Q2"])
def test_a_row_of_the_csv_says_nothing_of_what_is_not_shown_before_and_now(
    run: Run, project: MakeProject, hidden: str
) -> None:
    half_shown(project, hidden)

    rows = csv.DictReader(StringIO(run("portfolio", "--audience", "public", "--format", "csv").stdout))

    assert {row["benchmark"]: row["worse"] for row in rows} == {"1": "", "2": "no"}


@pytest.mark.parametrize("hidden", ["Q1", "Q2"])
@pytest.mark.parametrize("format", ["table", "md", "html"])
def test_that_no_body_got_worse_is_said_as_far_as_an_edition_shows(
    run: Run, project: MakeProject, hidden: str, format: str
) -> None:
    half_shown(project, hidden)

    printed = run("portfolio", "--audience", "public", "--worse", "--format", format).stdout

    assert "No body was judged worse than in its period before, as far as this edition shows." in printed
    assert "in its period before." not in printed


def test_a_benchmark_that_an_edition_leaves_out_is_not_said_to_be_no_worse(run: Run, project: MakeProject) -> None:
    kept = {"toolkits/q1.yaml": council(period="Q1 2025/26"), "toolkits/q2.yaml": council(ratings="red red")}
    kept["toolkits/q1.yaml"] = kept["toolkits/q1.yaml"].replace("  - id: 1\n", "  - id: 1\n    audience: officers\n")
    project(compared(kept))

    ((body,),) = [group["matrix"] for group in shape(run, "--audience", "public")["frameworks"]]

    assert (body["worse"], body["worse_not_shown"]) == (None, ["1"])


@pytest.mark.parametrize("hidden", ["Q1", "Q2"])
def test_the_page_does_not_list_a_body_that_is_not_shown_as_no_worse(
    run: Run, project: MakeProject, hidden: str
) -> None:
    half_shown(project, hidden)
    project(compared(councils(1)))

    printed = run("portfolio", "--audience", "public", "--format", "html").stdout

    assert '<option value="2">No period before or not shown</option>' in printed
    assert re.findall(r'data-worse="(\d)"[^>]*><th scope="row">(A \w|As)', printed) == [("2", "A C"), ("2", "As")]


@pytest.mark.usefixtures("two_quarters")
def test_the_page_does_not_list_a_body_without_a_period_before_as_no_worse(run: Run) -> None:
    printed = run("portfolio", "--format", "html").stdout

    assert '<option value="2">No period before</option>' in printed
    assert re.findall(r'data-worse="(\d)"[^>]*><th scope="row">(\w)', printed) == [("1", "A"), ("0", "B"), ("2", "C")]


@pytest.mark.usefixtures("two_quarters")
def test_json_says_whether_only_bodies_that_got_worse_were_asked_for(run: Run) -> None:
    assert [shape(run, *asked)["only_worse"] for asked in ((), ("--worse",))] == [False, True]


def test_without_any_period_before_there_is_no_column_of_what_got_worse(run: Run, project: MakeProject) -> None:
    project(compared(councils(2)))

    assert "Worse" not in run("portfolio", "--format", "html").stdout


@pytest.mark.parametrize("other", [("--body", "A Council"), ("--format", "parquet", "-o", "tables")])
def test_asking_for_what_got_worse_is_refused_where_it_means_nothing(
    run: Run, project: MakeProject, other: tuple[str, ...]
) -> None:
    project(compared(councils(2)))

    done = run("portfolio", "--worse", *other)

    assert (done.code, done.stdout) == (2, "")
    assert "--worse means nothing with" in done.stderr


def test_a_field_of_bodies_does_not_take_the_name_of_a_column_of_the_csv(run: Run, project: MakeProject) -> None:
    project(councils(1) | {"bodies.csv": "code,late\nE06000001,often\n"})

    done = run("portfolio", "--bodies", "bodies.csv", "--format", "csv")

    assert done.code == 2
    assert "the tables have a column 'late' already" in done.stderr


def test_every_column_of_the_csv_is_kept_from_fields_of_bodies(run: Run, project: MakeProject) -> None:
    project(councils(1))

    columns = run("portfolio", "--format", "csv").stdout.splitlines()[0].split(",")

    assert set(columns) <= {*OWN, *TAKEN}


def test_two_bodies_of_one_code_are_refused_by_their_names(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": council("A Council"), "toolkits/b.yaml": council("B Council")})

    done = run("portfolio")

    assert (done.code, done.stdout) == (2, "")
    assert (
        "toolkits/b.yaml: there is a toolkit for the same body and period: toolkits/a.yaml, of A Council" in done.stderr
    )
    assert "correct the code or the period of one of them" in done.stderr


def test_a_narrow_terminal_tells_bodies_of_one_name_by_their_codes(
    run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "Little Snoring on the Water Council"
    project({"toolkits/a.yaml": council(name), "toolkits/b.yaml": council(name, "E07000902")})
    monkeypatch.setattr("prevent_cli.console.screen", lambda *_: wide()._replace(width=50))

    lines = run("portfolio").stdout.splitlines()

    assert [line.split()[0] for line in lines if " 2025/26  " in line] == ["E06000901", "E07000902"]
