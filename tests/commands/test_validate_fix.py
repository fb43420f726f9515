"""``prevent validate --fix``: what leaves no doubt is mended, and said; nothing else changes."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

SLIPS = """\
format: toolkit/1
organisation: {name: Testshire Council}
Period: Dec 2021  # the quarter
roles:
  - name: CSP manager
    aka: [CSM]
benchmarks:
  - id: 7
    rating: "Amber"   # agreed
    questions:
      - id: 7.1
        expectaions:
          - id: 7.1.1
            answer: Not-Met
            actions:
              - text: Do it
                owner: csm
                staus: In Progress
              - {id: A3, text: Do more, owners: [CSM, Prevent Board]}
"""


def fixed(run: Run, project: MakeProject, text: str, *options: str) -> str:
    project({"toolkits/a.yaml": text})
    run("validate", "--fix", *options)
    return Path("toolkits/a.yaml").read_text(encoding="utf-8")


def test_spelling_roles_and_ids_are_mended_in_place(run: Run, project: MakeProject) -> None:
    assert fixed(run, project, SLIPS) == dedent("""\
        format: toolkit/1
        organisation: {name: Testshire Council}
        period: Dec 2021  # the quarter
        roles:
          - name: CSP manager
            aka: [CSM]
        benchmarks:
          - id: 7
            rating: "amber"   # agreed
            questions:
              - id: 7.1
                expectations:
                  - id: 7.1.1
                    answer: not met
                    actions:
                      - id: A04
                        text: Do it
                        owners: CSP manager
                        status: in progress
                      - {id: A3, text: Do more, owners: [CSP manager, Prevent Board]}
        """).replace("A04", "A4")


def test_each_thing_done_is_said_in_a_line(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": SLIPS})

    said = run("validate", "--fix").stderr.splitlines()

    assert "toolkits/a.yaml: the key 'expectaions' is now 'expectations'" in said
    assert "toolkits/a.yaml: answer: 'Not-Met' is now 'not met'" in said
    assert "toolkits/a.yaml: owners of A3: 'CSM' is now 'CSP manager'" in said
    assert "toolkits/a.yaml: the action 'Do it' has the id A4" in said


def test_a_dry_run_changes_nothing_and_prints_the_difference(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": SLIPS})

    done = run("validate", "--fix", "--dry-run")

    assert "+period: Dec 2021  # the quarter" in done.stdout
    assert Path("toolkits/a.yaml").read_text(encoding="utf-8") == SLIPS


def test_an_id_is_above_all_that_the_organisation_ever_used(run: Run, project: MakeProject) -> None:
    actions = "benchmarks: [{id: 7, actions: [{id: A31, text: Done, was: [A40]}]}]\n"
    head = "format: toolkit/1\norganisation: {name: Testshire Council}\n"
    project(
        {
            "toolkits/old.yaml": head + "period: Sep 2021\n" + actions,
            "toolkits/new.yaml": head + "period: Dec 2021\nbenchmarks: [{id: 7, actions: [{text: New}]}]\n",
        }
    )

    run("validate", "--fix", "toolkits/new.yaml")

    assert "[{id: A41, text: New}]" in Path("toolkits/new.yaml").read_text(encoding="utf-8")


def test_what_could_mean_two_things_is_left(run: Run, project: MakeProject) -> None:
    text = SLIPS.replace("Period:", "Prd:").replace('"Amber"', "orange")

    made = fixed(run, project, text)

    assert "Prd: Dec 2021" in made
    assert "rating: orange" in made


def test_a_key_that_stands_there_already_is_not_written_twice(run: Run, project: MakeProject) -> None:
    made = fixed(run, project, SLIPS.replace("Period:", "period: Nov 2021\nPeriod:"))

    assert "Period: Dec 2021" in made


def test_a_file_that_yaml_cannot_read_stays_as_it_is(run: Run, project: MakeProject) -> None:
    text = SLIPS + "  bad: [\n"

    assert fixed(run, project, text) == text


def test_line_ends_of_windows_and_a_byte_order_mark_stay(run: Run, project: MakeProject) -> None:
    folder = project({"toolkits/a.yaml": ""})
    content = b"\xef\xbb\xbf" + SLIPS.replace("\n", "\r\n").encode()
    (folder / "toolkits/a.yaml").write_bytes(content)

    run("validate", "--fix", "toolkits/a.yaml")

    made = (folder / "toolkits/a.yaml").read_bytes()
    assert made.startswith(b"\xef\xbb\xbfformat: toolkit/1\r\n")
    assert b"period: Dec 2021  # the quarter\r\n" in made
    assert made.count(b"\n") == made.count(b"\r\n")


def test_nothing_to_mend_says_nothing_and_writes_nothing(run: Run, project: MakeProject) -> None:
    folder = project({"toolkits/a.yaml": "benchmarks: [{id: 7}]\n"})
    before = (folder / "toolkits/a.yaml").stat().st_mtime_ns

    assert run("validate", "--fix").stderr == ""
    assert (folder / "toolkits/a.yaml").stat().st_mtime_ns == before
