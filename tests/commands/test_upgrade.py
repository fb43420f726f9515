"""``prevent upgrade`` as a person runs it: a small project with two frameworks and a crosswalk of its own."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from prevent_cli.store.load import load_toolkit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Git, MakeProject, Run

OLDER = """\
format: framework/1
id: older
title: The older one
benchmarks:
  - {id: 1, title: Venues, questions: [{id: 1.1, text: Is there a policy?}]}
  - {id: 2, title: Speakers, questions: [{id: 2.1, text: Are speakers checked?}]}
  - {id: 3, title: Training, questions: [{id: 3.1, text: Are staff trained?}]}
"""
NEWER = """\
format: framework/1
id: newer
title: The newer one
benchmarks:
  - {id: 1, title: Training, questions: [{id: 1.1, text: Are staff trained?}]}
  - id: 2
    title: Places
    questions: [{id: 2.1, text: Is there a policy?}, {id: 2.2, text: Are speakers checked?}]
"""
WAY = """\
format: crosswalk/1
id: way
title: From the older to the newer
from: older
to: newer
mappings:
  - {from: 3, to: 1}
  - {from: 3.1, to: 1.1}
  - {from: [1, 2], to: 2}
  - {from: 1.1, to: 2.1}
  - {from: 2.1, to: 2.2}
"""
PAPER = """\
# yaml-language-server: $schema=../toolkit.schema.json
# Approved by the board.
format: toolkit/1
organisation: {name: Testshire Council, code: E06000999}
framework: older
period: Dec 2021
benchmarks:
  - id: 1
    rating: green
    questions:
      - id: 1.1
        answer: met   # asked twice
        evidence: [{text: The policy., on: Nov 2021}, {text: The minutes., on: Dec 2021}]
  - id: 2
    rating: amber
    questions:
      - id: 2.1
        actions: [{id: A1, text: Check the list., owners: Licensing, due: Mar 2022}]
  - id: 3
    rating: {value: red, reason: Nobody is trained.}
    questions: [{id: 3.1, evidence: The register.}]
"""
FILES = {
    "toolkits/2021-12.yaml": PAPER,
    "frameworks/older.yaml": OLDER,
    "frameworks/newer.yaml": NEWER,
    "frameworks/way.yaml": WAY,
}
LONGER = NEWER.replace("id: newer", "id: newest")
FURTHER = WAY.replace("id: way", "id: further").replace("to: newer", "to: newest")


@pytest.fixture
def body(project: MakeProject) -> Path:
    return project(FILES)


def test_a_new_file_lies_beside_the_old_one_which_stays_as_it_was(body: Path, run: Run) -> None:
    done = run("upgrade")

    made = load_toolkit(body / "toolkits" / "2021-12-newer.yaml")
    assert done.code == 0, done.stderr
    assert made.record is not None
    assert made.record.framework == "newer"
    assert (body / "toolkits" / "2021-12.yaml").read_text(encoding="utf-8") == PAPER


def test_the_new_file_says_where_it_comes_from_and_needs_no_laying_out(body: Path, run: Run) -> None:
    run("upgrade", "-o", "new.yaml")

    text = (body / "new.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Upgraded from 2021-12.yaml (older), along way.\nformat: toolkit/1\n")
    assert run("fmt", "--check", "new.yaml").code == 0


def test_the_new_file_tells_editors_where_the_schema_is(project: MakeProject, run: Run) -> None:
    root = project(FILES | {"toolkit.schema.json": "{}"})
    run("upgrade")

    first = (root / "toolkits" / "2021-12-newer.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../toolkit.schema.json"


def test_the_first_line_counts_what_was_carried(body: Path, run: Run) -> None:
    assert body.is_dir()
    assert run("upgrade").stdout.partition("\n")[0] == (
        "toolkits/2021-12-newer.yaml: from toolkits/2021-12.yaml (older to newer): "
        "3 pieces of evidence, 1 action and 1 answer carried; 1 rating stands as previous and awaits judgement"
    )


def test_what_to_look_at_again_stands_under_headings_most_pressing_first(body: Path, run: Run) -> None:
    assert body.is_dir()
    printed = run("upgrade").stdout.splitlines()
    headings = [line for above, line in pairwise(printed) if not above and line[-1] != ":"]

    assert "- judge 2 anew: of older, 1 was Green and 2 was Amber; proposed: Amber, the worse" in printed
    assert headings == ["Benchmarks to judge anew", "Items that stand together now"]


def test_comments_that_stay_behind_are_counted_and_listed_with_their_lines(body: Path, run: Run) -> None:
    assert body.is_dir()
    printed = run("upgrade").stdout

    assert printed.endswith(
        "\n2 comments stay behind in toolkits/2021-12.yaml; write anew what is still wanted:\n"
        "- line 2: # Approved by the board.\n"
        "- line 12: # asked twice\n"
    )


def test_a_dry_run_writes_nothing_and_prints_the_same(body: Path, run: Run) -> None:
    tried = run("upgrade", "--dry-run")

    assert sorted(path.name for path in (body / "toolkits").iterdir()) == ["2021-12.yaml"]
    assert "was not written: this is a dry run" in tried.stderr
    assert run("upgrade").stdout == tried.stdout


def test_json_holds_all_of_it_and_nothing_else_is_on_stdout(body: Path, run: Run) -> None:
    assert body.is_dir()
    found = json.loads(run("upgrade", "--dry-run", "--format", "json").stdout)

    assert (found["from"], found["to"], found["crosswalk"], found["written"]) == ("older", "newer", "way", False)
    assert found["carried"] == {"evidence": 3, "actions": 1, "answers": 1, "previous": 1, "unparsed": 0}
    assert [one["kind"] for one in found["look_again"]] == ["rating", "rating", "merged"]
    assert found["comments"][0] == {"line": 2, "text": "# Approved by the board."}


def test_a_file_is_never_written_over(body: Path, run: Run) -> None:
    there = body / "toolkits" / "2021-12-newer.yaml"
    there.write_text("mine", encoding="utf-8")

    done = run("upgrade", "toolkits/2021-12.yaml")

    assert (done.code, done.stdout, there.read_text(encoding="utf-8")) == (2, "", "mine")
    assert "is there already" in done.stderr


def test_with_several_ways_one_has_to_be_chosen(project: MakeProject, run: Run) -> None:
    project(FILES | {"frameworks/newest.yaml": LONGER, "frameworks/further.yaml": FURTHER})

    refused, chosen = run("upgrade"), run("upgrade", "--to", "newest", "--dry-run")

    assert (refused.code, refused.stdout) == (2, "")
    assert "crosswalks lead from older to newest, newer" in refused.stderr
    assert chosen.code == 0
    assert "toolkits/2021-12-newest.yaml" in chosen.stdout


def test_two_crosswalks_of_one_way_are_refused(project: MakeProject, run: Run) -> None:
    project(FILES | {"frameworks/way-2.yaml": WAY.replace("id: way", "id: other-way")})
    done = run("upgrade")

    assert (done.code, done.stdout) == (2, "")
    assert "there are 2 crosswalks from older to newer" in done.stderr


@pytest.mark.parametrize(
    ("framework", "to", "sentence"),
    [
        ("framework: older", "nwer", "did you mean 'newer'?"),
        ("framework: newer", "older", "no crosswalk leads on from newer"),
        ("title: Without a framework", "newer", "names no framework to upgrade from"),
    ],
)
def test_where_no_way_leads_it_is_said_so(
    project: MakeProject, run: Run, framework: str, to: str, sentence: str
) -> None:
    head = f"format: toolkit/1\norganisation: {{name: Testshire Council}}\n{framework}\nperiod: Dec 2021\n"
    project(FILES | {"toolkits/2021-12.yaml": f"{head}benchmarks: [{{id: 1}}]\n"})

    done = run("upgrade", "--to", to)

    assert (done.code, done.stdout) == (2, "")
    assert sentence in done.stderr


def test_a_file_with_errors_is_not_upgraded(project: MakeProject, run: Run) -> None:
    root = project(FILES | {"toolkits/2021-12.yaml": PAPER.replace("id: 2.1", "id: 2.9")})
    done = run("upgrade")

    assert (done.code, done.stdout) == (1, "")
    assert "unknown-item" in done.stderr
    assert not (root / "toolkits" / "2021-12-newer.yaml").exists()


def test_after_an_upgrade_the_newer_framework_speaks_for_the_period(body: Path, run: Run) -> None:
    assert body.is_dir()
    run("upgrade")

    assert "using toolkits/2021-12-newer.yaml\n" in run("actions").stderr


def test_it_does_not_matter_which_of_the_two_names_comes_first(body: Path, run: Run) -> None:
    assert body.is_dir()
    run("upgrade", "-o", "toolkits/0-first.yaml")

    assert "using toolkits/0-first.yaml\n" in run("actions").stderr


def test_without_a_crosswalk_between_them_the_first_by_name_speaks(project: MakeProject, run: Run) -> None:
    project({name: text for name, text in FILES.items() if name != "frameworks/way.yaml"})
    newer = "format: toolkit/1\norganisation: {name: Testshire Council, code: E06000999}\nframework: newer\n"
    project({"toolkits/2021-12-newer.yaml": f"{newer}period: Dec 2021\nbenchmarks: [{{id: 1}}]\n"})

    assert "using toolkits/2021-12-newer.yaml\n" in run("actions").stderr


def test_the_quarter_after_is_compared_with_the_newer_file(body: Path, run: Run) -> None:
    run("upgrade")
    run("rollover", "--period", "Mar 2022")

    found = json.loads(run("diff", "--format", "json").stdout)["comparisons"]

    assert [(one["old"]["toolkit"], one["new"]["toolkit"]) for one in found] == [
        ("toolkits/2021-12-newer.yaml", "toolkits/2022-03.yaml")
    ]
    assert (body / "toolkits" / "2021-12.yaml").exists()


def test_an_edit_goes_into_the_newer_file(body: Path, run: Run) -> None:
    run("upgrade")
    done = run("rate", "2", "amber")

    assert done.code == 0, done.stderr
    assert "toolkits/2021-12-newer.yaml: 2 is rated amber" in done.stdout
    assert (body / "toolkits" / "2021-12.yaml").read_text(encoding="utf-8") == PAPER


def test_a_trend_goes_through_the_newer_file(body: Path, run: Run) -> None:
    before = PAPER.replace("Dec 2021\nbenchmarks", "Sep 2021\nbenchmarks")
    (body / "toolkits" / "2021-09.yaml").write_text(before, encoding="utf-8")
    run("upgrade")
    done = run("trend", "--format", "json")

    assert done.code == 0, done.stderr
    assert [one["toolkit"] for one in json.loads(done.stdout)[0]["periods"]] == [
        "toolkits/2021-09.yaml",
        "toolkits/2021-12-newer.yaml",
    ]


def test_a_trend_of_tags_goes_through_the_newer_file(git: Git, run: Run) -> None:
    git.commit(FILES)
    run("upgrade")
    git.commit({})
    git("tag", "upgraded")
    done = run("trend", "--tags", "*", "--format", "json")

    assert done.code == 0, done.stderr
    assert [one["toolkit"] for one in json.loads(done.stdout)[0]["periods"]] == ["upgraded:toolkits/2021-12-newer.yaml"]


def test_the_quarter_before_is_compared_with_the_newer_file(body: Path, run: Run) -> None:
    before = PAPER.replace("Dec 2021\nbenchmarks", "Sep 2021\nbenchmarks")
    (body / "toolkits" / "2021-09.yaml").write_text(before, encoding="utf-8")
    run("upgrade")

    found = json.loads(run("diff", "--format", "json").stdout)["comparisons"]

    assert [(one["old"]["period"], one["new"]["toolkit"]) for one in found] == [
        ("Sep 2021", "toolkits/2021-12-newer.yaml")
    ]


def test_a_revision_before_the_upgrade_is_compared_framework_by_framework(git: Git, run: Run) -> None:
    git.commit(FILES)
    run("upgrade")

    found = json.loads(run("diff", "HEAD", "--format", "json").stdout)

    assert [one["new"]["toolkit"] for one in found["comparisons"]] == ["toolkits/2021-12.yaml"]
    assert [one["toolkit"] for one in found["only_new"]] == ["toolkits/2021-12-newer.yaml"]
