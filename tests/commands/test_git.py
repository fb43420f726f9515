"""``prevent git``: what setup puts in and takes out, and what plain git then shows and merges."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.conftest import Git, MakeProject, Run

TOOLKIT = """\
format: toolkit/1
organisation: {name: Testshire Council}
framework: home-office-2018
period: Dec 2021
benchmarks:
  - id: "7"
    title: Training
    rating: green
    questions:
      - id: "7.1"
        text: Are staff trained?
        evidence: |
          Workshops run every two months.
          Online training is promoted.
        actions:
          - id: A1
            text: Find a trainer.
            owners: Clerk
            due: Jun 2022
          - id: A2
            text: Print leaflets.
            owners: Clerk
      - id: "7.2"
        answer: partly
"""
PATH = "toolkits/testshire/2021-12.yaml"
LINES = "toolkits/**/*.yaml diff=prevent merge=prevent\ntoolkits/**/*.yml diff=prevent merge=prevent\n"


def toolkit(*edits: tuple[str, str]) -> str:
    """Give the toolkit with words replaced, each of which stands in it once."""
    text = TOOLKIT
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture
def ready(git: Git, run: Run) -> Git:
    """Make a repository with a toolkit, set up."""
    git.commit({PATH: TOOLKIT})
    assert run("git", "setup").code == 0
    git.commit({})
    return git


def branched(git: Git, ours: str, theirs: str) -> None:
    """Give the branch 'theirs' one change of the toolkit, and the branch we are on another."""
    git("checkout", "--quiet", "-b", "theirs")
    git.commit({PATH: theirs})
    git("checkout", "--quiet", "main")
    git.commit({PATH: ours})


def merge(git: Git) -> subprocess.CompletedProcess[str]:
    """Merge 'theirs', whatever comes of it."""
    who = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
    command = [git.program, *who, "merge", "--quiet", "--no-edit", "theirs"]
    return subprocess.run(command, cwd=git.root, capture_output=True, encoding="utf-8", check=False)


def written(git: Git) -> str:
    return (git.root / PATH).read_text(encoding="utf-8")


# Setting up


def test_setup_says_in_a_few_lines_what_it_did(git: Git, run: Run) -> None:
    git.commit({PATH: TOOLKIT})

    done = run("git", "setup")

    assert done.code == 0
    assert done.stdout.splitlines() == [
        "git diff and git log -p show toolkits as facts, git merge merges them by id",
        "these settings are this clone's own: every other clone runs 'prevent git setup' too",
        f"{git.root / '.gitattributes'} was changed: commit it",
    ]
    assert (git.root / ".gitattributes").read_text(encoding="utf-8") == LINES


def test_setup_a_second_time_changes_nothing(ready: Git, run: Run) -> None:
    before = (ready.root / ".git/config").read_bytes()

    done = run("git", "setup")

    assert done.stdout == "git is set up for toolkits in this clone already\n"
    assert (ready.root / ".git/config").read_bytes() == before
    assert ready("status", "--porcelain") == ""


def test_a_dry_run_shows_what_would_be_done_and_does_nothing(git: Git, run: Run) -> None:
    git.commit({PATH: TOOLKIT})
    before = (git.root / ".git/config").read_bytes()

    done = run("git", "setup", "--dry-run")

    assert "git config --local diff.prevent.cachetextconv true\n" in done.stdout
    assert "+toolkits/**/*.yaml diff=prevent merge=prevent\n" in done.stdout
    assert (git.root / ".git/config").read_bytes() == before
    assert not (git.root / ".gitattributes").exists()


def test_remove_takes_everything_out_again(git: Git, run: Run) -> None:
    git.commit({PATH: TOOLKIT})
    before = git("config", "--local", "--list")
    run("git", "setup")
    git("log", "-p")

    done = run("git", "setup", "--remove")

    assert done.code == 0
    assert git("config", "--local", "--list") == before
    assert git("status", "--porcelain") == ""
    assert git("for-each-ref", "refs/notes") == ""


def test_remove_where_nothing_was_set_up_says_so(git: Git, run: Run) -> None:
    git.commit({PATH: TOOLKIT})

    assert run("git", "setup", "--remove").stdout == "there is nothing to take out\n"


@pytest.mark.parametrize("ending", ["\n", "", "\r\n"])
def test_other_lines_of_attributes_stay_as_they_are(git: Git, run: Run, ending: str) -> None:
    own = f"*.docx binary{ending or ''}"
    git.commit({PATH: TOOLKIT, ".gitattributes": own.encode()})

    run("git", "setup")
    added = (git.root / ".gitattributes").read_bytes().decode()
    run("git", "setup", "--remove")

    newline = ending or "\n"
    assert added == f"*.docx binary{newline}" + LINES.replace("\n", newline)
    assert (git.root / ".gitattributes").read_bytes().decode() == f"*.docx binary{newline}"


def test_a_line_that_is_there_already_is_not_added_again(git: Git, run: Run) -> None:
    first, second = LINES.splitlines(keepends=True)
    git.commit({PATH: TOOLKIT, ".gitattributes": f"{second}*.txt text\n".encode()})

    run("git", "setup")

    assert (git.root / ".gitattributes").read_text(encoding="utf-8") == f"{second}*.txt text\n{first}"


def test_settings_of_the_users_own_stay(ready: Git, run: Run) -> None:
    ready("config", "diff.prevent.wordRegex", "[a-z]+")

    run("git", "setup", "--remove")

    assert ready("config", "--get-regexp", "prevent") == "diff.prevent.wordregex [a-z]+"


def test_the_folder_of_the_project_is_the_one_that_gets_attributes(
    git: Git, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git.commit({"a place/prevent.toml": 'toolkits = "our [own]"\n', "a place/our [own]/x.yaml": TOOLKIT})
    monkeypatch.chdir(git.root / "a place")

    run("git", "setup")

    assert git("check-attr", "diff", "merge", "--", "a place/our [own]/x.yaml").split("\n") == [
        "a place/our [own]/x.yaml: diff: prevent",
        "a place/our [own]/x.yaml: merge: prevent",
    ]
    assert git("check-attr", "diff", "--", "a place/x.yaml") == "a place/x.yaml: diff: unspecified"


def test_setup_works_from_a_folder_below(git: Git, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git.commit({PATH: TOOLKIT})
    monkeypatch.chdir((git.root / PATH).parent)

    assert run("git", "setup").code == 0
    assert (git.root / ".gitattributes").read_text(encoding="utf-8") == LINES


def test_a_name_on_the_path_is_used_in_place_of_where_the_program_lies(
    git: Git, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "prevent"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")

    run("git", "setup")

    assert git("config", "merge.prevent.driver").startswith("prevent git merge %O %A %B %L %P ")


def test_outside_a_repository_is_one_clear_sentence(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    done = run("git", "setup")

    assert done.code == 2
    assert done.stderr.splitlines() == [
        f"error: {tmp_path} is in no git repository",
        "  help: run the command inside one ('git init' makes it)",
    ]


def test_without_git_is_one_clear_sentence(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    project({PATH: TOOLKIT})
    monkeypatch.setenv("PATH", "")

    done = run("git", "setup")

    assert done.code == 2
    assert done.stderr.splitlines() == ["error: git is not installed here", "  help: install git"]


# Showing


def test_git_diff_shows_facts_below_the_question_they_answer(ready: Git) -> None:
    (ready.root / PATH).write_text(toolkit(("Jun 2022", "Sep 2022"), ("partly", "met")), encoding="utf-8")

    shown = ready("diff", "--unified=0").splitlines()[4:]

    assert shown == [
        "@@ -12 +12 @@ Question 7.1: Are staff trained?",
        "-A1 due: Jun 2022",
        "+A1 due: Sep 2022",
        "@@ -16 +16 @@ Question 7.2: Do all the relevant staff of the partnership and of the services i",
        "-7.2 answer: partly",
        "+7.2 answer: met",
    ]


def test_git_log_shows_one_sentence_a_line(ready: Git) -> None:
    ready.commit({PATH: toolkit(("two months", "month"))})

    shown = ready("log", "-1", "--patch", "--unified=0").splitlines()

    assert shown[-2:] == [
        "-7.1 evidence: Workshops run every two months.",
        "+7.1 evidence: Workshops run every month.",
    ]


def test_a_change_of_layout_alone_shows_no_lines(ready: Git) -> None:
    (ready.root / PATH).write_text(toolkit(("title: Training", "title:   'Training'")), encoding="utf-8")

    assert "@@" not in ready("diff")
    assert "+    title:   'Training'" in ready("diff", "--no-textconv")


def test_a_broken_file_is_shown_as_it_is(ready: Git) -> None:
    (ready.root / PATH).write_text("benchmarks: [\n", encoding="utf-8")

    assert "+benchmarks: [" in ready("diff").splitlines()


def test_git_still_shows_and_merges_where_the_program_has_gone(ready: Git) -> None:
    for key in ("diff.prevent.textconv", "merge.prevent.driver"):
        value = ready("config", key)
        lies = value.split(" git ")[0].removeprefix("f() { ")
        ready("config", key, value.replace(lies, "/nowhere/prevent"))
    branched(ready, toolkit(("Jun 2022", "Sep 2022")), toolkit(("title: Training", "title: Courses")))

    done = merge(ready)

    assert done.returncode == 0, done.stderr
    assert written(ready) == toolkit(("Jun 2022", "Sep 2022"), ("title: Training", "title: Courses"))
    assert "+    title: Courses" in ready("diff", "HEAD^", "HEAD").splitlines()


def test_the_page_shows_what_git_prints(git: Git, run: Run) -> None:
    """The example of docs/git.md, on the toolkit on board."""
    git.commit({PATH: (ROOT / "toolkits/thurrock/2021-12.yaml").read_bytes()})
    run("git", "setup")
    page = (ROOT / "docs/git.md").read_text(encoding="utf-8")
    example = page.partition("$ git diff -U1\n")[2].partition("\n```")[0]

    done = run(
        "action",
        "update",
        "A08",
        "--due",
        "Feb 2022",
        "--because",
        "The service was reorganised.",
        "--on",
        "2021-12-10",
    )

    assert done.code == 0
    shown = git("diff", "-U1")
    assert _without_numbers(shown[shown.index("@@") :]) == _without_numbers(example)


def _without_numbers(shown: str) -> str:
    """Leave out the numbers of lines, which change with the toolkit."""
    return re.sub(r"@@ \S+ \S+ @@", "@@", shown)


# Merging


def test_two_people_who_change_neighbouring_fields_are_merged(ready: Git) -> None:
    branched(
        ready,
        toolkit(("Jun 2022", "Sep 2022")),
        toolkit(("Find a trainer.\n            owners: Clerk", "Find a trainer.\n            owners: Schools")),
    )

    done = merge(ready)

    assert done.returncode == 0, done.stdout + done.stderr
    assert written(ready) == toolkit(
        ("Find a trainer.\n            owners: Clerk", "Find a trainer.\n            owners: Schools"),
        ("Jun 2022", "Sep 2022"),
    )


def test_the_same_field_is_a_conflict_with_both_values_and_the_rest_merged(ready: Git) -> None:
    branched(ready, toolkit(("Jun 2022", "Sep 2022")), toolkit(("Jun 2022", "Oct 2022"), ("partly", "met")))

    done = merge(ready)

    conflict = "<<<<<<< ours\n            due: Sep 2022\n=======\n            due: Oct 2022\n>>>>>>> theirs\n"
    assert done.returncode == 1
    assert f"{PATH}: A1 due: changed on both sides" in done.stderr
    assert ready("status", "--porcelain") == f"UU {PATH}"
    assert written(ready) == toolkit(("            due: Jun 2022\n", conflict), ("partly", "met"))


def test_git_diff_shows_a_conflict_as_facts(ready: Git) -> None:
    branched(ready, toolkit(("Jun 2022", "Sep 2022")), toolkit(("Jun 2022", "Oct 2022")))
    merge(ready)

    shown = ready("diff").splitlines()

    assert [line for line in shown if line.startswith(("++", " +", "+ "))][1:] == [
        "++<<<<<<< ours",
        " +A1 due: Sep 2022",
        "++=======",
        "+ A1 due: Oct 2022",
        "++>>>>>>> theirs",
    ]


def test_actions_that_both_added_under_one_id_are_both_there(ready: Git) -> None:
    last = "Print leaflets.\n            owners: Clerk\n"
    ours = toolkit((last, f"{last}          - id: A3\n            text: Ask schools.\n"))
    theirs = toolkit((last, f"{last}          - id: A3\n            text: Ask the police.\n"))
    branched(ready, ours, theirs)

    done = merge(ready)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "both sides added an action A3: theirs, at 7.1, is now A4" in done.stderr
    assert written(ready) == ours.replace(
        "schools.\n", "schools.\n          - id: A4\n            text: Ask the police.\n"
    )


def test_an_action_moved_by_one_and_changed_by_the_other_is_changed_where_it_stands_now(ready: Git) -> None:
    action = "          - id: A2\n            text: Print leaflets.\n            owners: Clerk\n"
    moved = toolkit((action, ""), ("answer: partly\n", f"answer: partly\n        actions:\n{action}"))
    branched(ready, moved, toolkit(("Print leaflets.", "Print posters.")))

    done = merge(ready)

    assert done.returncode == 0, done.stdout + done.stderr
    assert written(ready) == moved.replace("leaflets", "posters")


def test_a_worktree_is_set_up_with_its_repository(ready: Git, tmp_path: Path) -> None:
    branched(ready, toolkit(("Jun 2022", "Sep 2022")), toolkit(("text: Find a trainer.", "text: Find two trainers.")))
    beside = tmp_path / "beside"
    ready("worktree", "add", "--quiet", str(beside), "-b", "beside")

    ready("-C", str(beside), "merge", "--quiet", "--no-edit", "theirs")

    assert (beside / PATH).read_text(encoding="utf-8") == toolkit(
        ("Jun 2022", "Sep 2022"), ("text: Find a trainer.", "text: Find two trainers.")
    )
    assert "Question 7.1: Are staff trained?" in ready("-C", str(beside), "diff", "HEAD^", "HEAD", "--unified=0")


def test_a_rebase_and_a_cherry_pick_merge_by_id_too(ready: Git) -> None:
    branched(ready, toolkit(("Jun 2022", "Sep 2022")), toolkit(("text: Find a trainer.", "text: Find two trainers.")))

    ready("cherry-pick", "theirs")

    assert written(ready) == toolkit(("Jun 2022", "Sep 2022"), ("text: Find a trainer.", "text: Find two trainers."))


# By hand


def test_textconv_prints_what_git_compares(run_process: Run, git: Git) -> None:
    git.commit({PATH: TOOLKIT})

    done = run_process("git", "textconv", PATH)

    assert done.code == 0
    assert done.stdout.splitlines()[-4:-2] == ["A2: Print leaflets.", "A2 owners: Clerk"]
    assert done.stdout.splitlines()[-1] == "7.2 answer: partly"


def test_textconv_of_a_missing_file_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("git", "textconv", tmp_path / "none.yaml")

    assert done.code == 2
    assert "cannot be read" in done.stderr


def test_merge_by_hand_writes_ours_and_exits_with_one_in_a_dispute(run: Run, git: Git) -> None:
    for name, text in (("o", TOOLKIT), ("a", toolkit(("partly", "met"))), ("b", toolkit(("partly", "not met")))):
        Path(name).write_text(text, encoding="utf-8")

    done = run("git", "merge", "o", "a", "b")

    assert git.root == Path.cwd()
    assert done.code == 1
    assert done.stderr == "a: 7.2 answer: changed on both sides\n"
    assert (
        "<<<<<<< ours\n        answer: met\n=======\n        answer: not met\n>>>>>>> theirs\n" in Path("a").read_text()
    )
