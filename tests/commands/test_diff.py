"""``prevent diff``: what its arguments mean, how it ends, and what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import prevent_cli
from prevent_cli.errors import InvalidRecordError, PreventError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Git, MakeProject, Run

OLD = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Dec 2021
audience: public
benchmarks:
  - id: 7
    title: Training
    rating: green
    questions:
      - id: 7.1
        answer: met
        evidence: The plan was agreed.
        actions:
          - {id: A1, text: Train the front desk, owners: Clerk, due: Mar 2022}
          - {id: A2, text: Buy chairs, audience: officers}
"""
WORSE = OLD.replace("rating: green", "rating: red").replace(
    "          - {id: A2, text: Buy chairs, audience: officers}\n", ""
)
BETTER = OLD.replace("Mar 2022}", "Mar 2022, status: complete}")
NEXT = WORSE.replace("Dec 2021", "Mar 2022")
OTHER = OLD.replace("Testshire", "Elsewhere")
BROKEN = OLD.replace("title:", "titel:")


@pytest.fixture
def quarters(project: MakeProject) -> Path:
    """A project with two quarters of one body."""
    return project({"toolkits/2021-12.yaml": OLD, "toolkits/2022-03.yaml": NEXT})


def headlines(run: Run, *args: str | Path, code: int = 0) -> list[str]:
    done = run("diff", *args, "--format", "json")
    assert done.code == code, done.stderr
    return [one["headline"] for one in json.loads(done.stdout)["comparisons"]]


def said(run: Run, *args: str | Path, code: int) -> str:
    done = run("diff", *args)
    assert (done.code, done.stdout) == (code, "")
    return done.stderr


def test_without_arguments_the_last_two_periods_are_compared(quarters: Path, run: Run) -> None:
    (quarters / "toolkits" / "first.yaml").write_text(OLD.replace("Dec 2021", "Sept 2021"), encoding="utf-8")

    assert headlines(run) == [
        "Testshire Council, Dec 2021 to Mar 2022: 1 rating worse; 1 action dropped without a trace"
    ]


def test_a_body_that_gives_its_code_only_later_is_the_same_body(run: Run, project: MakeProject) -> None:
    coded = NEXT.replace("Testshire Council}", "Testshire council, code: E1}")
    project({"toolkits/2021-12.yaml": OLD, "toolkits/2022-03.yaml": coded})

    (headline,) = headlines(run)

    assert headline.startswith("Testshire council, Dec 2021 to Mar 2022: 1 rating worse; 1 action dropped")


def test_a_body_that_changed_its_name_is_known_by_the_file_between(run: Run, project: MakeProject) -> None:
    """The last file before the framework changed has both the old name and the code."""
    older, newer = (f"framework: home-office-{edition}\n" for edition in (2018, 2024))
    first = OLD.replace("Dec 2021", "Sept 2021")
    both = OLD.replace("Council}", "Council, code: E1}") + older
    renamed = OLD.replace("Testshire Council}", "New Council, code: E1}") + newer
    project({"toolkits/a.yaml": first, "toolkits/b.yaml": both, "toolkits/c.yaml": renamed})

    (headline,) = headlines(run)

    assert headline.startswith("New Council, Sept 2021 to Dec 2021: ")


def test_a_code_that_a_revision_lacks_makes_no_other_body(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD})
    (git.root / "toolkits/a.yaml").write_text(WORSE.replace("Council}", "Council, code: E1}"), encoding="utf-8")

    assert headlines(run, "HEAD") == ["Testshire Council, Dec 2021: 1 rating worse; 1 action dropped without a trace"]


def test_a_body_with_one_period_beside_one_with_two_is_said_so(quarters: Path, run: Run) -> None:
    (quarters / "toolkits" / "other.yaml").write_text(OTHER, encoding="utf-8")

    done = run("diff")

    assert "Elsewhere Council, Dec 2021, is on the newer side only: toolkits/other.yaml." in done.stdout


def test_only_one_period_is_refused_with_what_to_do(project: MakeProject, run: Run) -> None:
    project({"toolkits/2021-12.yaml": OLD})

    assert said(run, code=2) == (
        "error: there is only one period to compare: Testshire Council (Dec 2021)\n"
        "  help: name two files, or a git revision to compare with: prevent diff HEAD\n"
    )


def test_no_project_at_all_is_refused_as_everywhere(project: MakeProject, run: Run) -> None:
    project({"readme": ""})

    assert "no toolkits found" in said(run, code=2)


@pytest.mark.usefixtures("quarters")
def test_two_files_are_compared(run: Run) -> None:
    assert headlines(run, "toolkits/2021-12.yaml", "toolkits/2022-03.yaml") == headlines(run)


@pytest.mark.usefixtures("quarters")
def test_the_same_file_twice_has_not_changed(run: Run) -> None:
    file = "toolkits/2021-12.yaml"
    done = run("diff", file, file, "--exit-code")

    assert done.code == 0
    assert done.stdout.startswith("Testshire Council, Dec 2021: nothing changed\n")


@pytest.mark.usefixtures("quarters")
def test_differences_are_fine_unless_the_exit_code_is_asked_for(run: Run) -> None:
    assert run("diff").code == 0
    assert run("diff", "--exit-code").code == 1


@pytest.mark.usefixtures("quarters")
def test_an_earlier_second_side_is_said_so(run: Run) -> None:
    done = run("diff", "toolkits/2022-03.yaml", "toolkits/2021-12.yaml")

    assert "The second is of an earlier period than the first." in done.stdout


def test_two_organisations_are_refused(quarters: Path, run: Run) -> None:
    (quarters / "other.yaml").write_text(OTHER, encoding="utf-8")

    assert "different organisations: Testshire Council and Elsewhere Council" in said(
        run, "toolkits/2021-12.yaml", "other.yaml", code=2
    )


@pytest.mark.parametrize("order", [("toolkits/2021-12.yaml", "broken.yaml"), ("broken.yaml", "toolkits/2021-12.yaml")])
def test_a_file_with_errors_on_either_side_has_its_findings_printed(
    quarters: Path, run: Run, order: tuple[str, str]
) -> None:
    (quarters / "broken.yaml").write_text(BROKEN, encoding="utf-8")

    assert "broken.yaml:7:5: error: 'titel' is not a key" in said(run, *order, code=1)


@pytest.mark.usefixtures("quarters")
@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("toolkits/2021-12.yaml",), "'toolkits/2021-12.yaml' is a file or folder, and there is nothing to compare"),
        (("toolkits/2021-12.yaml", "toolkits/2022-3.yaml"), "there is no file or folder toolkits/2022-3.yaml"),
        (("toolkits/2021-12.yaml", ":"), "':' is neither a file nor REVISION:PATH"),
        (("HEAD", "--no-worse-than", "HEAD"), "--no-worse-than compares the files as they are with one revision"),
        (("--no-worse-than", "HEAD", "--audience", "public"), "--no-worse-than looks at the whole record"),
        (("--format", "pdf"), "--format does not know"),
        (("--as-of", "soon"), "--as-of: 'soon' is not a date"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(run: Run, args: tuple[str, ...], sentence: str) -> None:
    assert sentence in said(run, *args, code=2)


def test_a_day_may_be_given_for_both_sides(quarters: Path, run: Run) -> None:
    assert quarters.is_dir()
    (plain,) = headlines(run, "toolkits/2021-12.yaml", "toolkits/2022-03.yaml", "--as-of", "2022-06-30")

    assert "overdue" not in plain


def test_an_edition_shows_nothing_above_its_audience_in_any_format(quarters: Path, run: Run) -> None:
    assert quarters.is_dir()
    for name in ("text", "md", "html", "json"):
        assert "Buy chairs" in run("diff", "--format", name).stdout
        done = run("diff", "--format", name, "--audience", "public")
        assert "Buy chairs" not in done.stdout
        assert "A2" not in done.stdout


# With git


def test_a_revision_is_compared_with_the_files_as_they_are(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": OTHER})
    (git.root / "toolkits" / "a.yaml").write_text(WORSE, encoding="utf-8")

    assert headlines(run, "HEAD") == [
        "Testshire Council, Dec 2021: 1 rating worse; 1 action dropped without a trace",
        "Elsewhere Council, Dec 2021: nothing changed",
    ]


def test_toolkits_that_did_not_change_are_named_in_one_line(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": OTHER, "toolkits/c.yaml": NEXT.replace("Mar", "Jun")})
    (git.root / "toolkits" / "a.yaml").write_text(WORSE, encoding="utf-8")

    lines = run("diff", "HEAD").stdout.splitlines()

    assert lines[0] == "Testshire Council, Dec 2021: 1 rating worse; 1 action dropped without a trace"
    assert lines[-1] == "Nothing changed in Elsewhere Council, Dec 2021; Testshire Council, Jun 2022."
    assert sum("othing changed" in line for line in lines) == 1


def test_a_file_that_moved_is_found_by_its_period_and_one_that_was_turned_by_its_path(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": OTHER})
    (git.root / "toolkits" / "a.yaml").rename(git.root / "toolkits" / "c.yaml")
    (git.root / "toolkits" / "b.yaml").write_text(OTHER.replace("Dec 2021", "Mar 2022"), encoding="utf-8")

    assert headlines(run, "HEAD") == [
        "Testshire Council, Dec 2021: nothing changed",
        "Elsewhere Council, Dec 2021 to Mar 2022: nothing changed",
    ]


def between(run: Run, *args: str) -> list[tuple[str, str]]:
    """Give the files of each comparison, the older first."""
    done = run("diff", *args, "--format", "json")
    assert done.code == 0, done.stderr
    return [(one["old"]["toolkit"], one["new"]["toolkit"]) for one in json.loads(done.stdout)["comparisons"]]


@pytest.mark.parametrize("now", ["HEAD", "toolkits"])
def test_two_of_one_period_are_compared_each_with_itself(git: Git, run: Run, now: str) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": WORSE})
    prefix = "HEAD:" if now == "HEAD" else ""

    assert between(run, "HEAD", now) == [
        ("HEAD:toolkits/a.yaml", f"{prefix}toolkits/a.yaml"),
        ("HEAD:toolkits/b.yaml", f"{prefix}toolkits/b.yaml"),
    ]


@pytest.mark.parametrize("words", [("HEAD", "toolkits/b.yaml"), ("HEAD:toolkits/b.yaml", "toolkits")])
def test_of_two_of_one_period_the_file_that_is_named_is_meant(git: Git, run: Run, words: tuple[str, str]) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": WORSE})

    assert ("HEAD:toolkits/b.yaml", "toolkits/b.yaml") in between(run, *words)


def test_one_of_two_of_one_period_that_is_gone_is_on_the_older_side_only(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": WORSE})
    (git.root / "toolkits" / "a.yaml").unlink()

    found = json.loads(run("diff", "HEAD", "--format", "json").stdout)

    assert [one["new"]["toolkit"] for one in found["comparisons"]] == ["toolkits/b.yaml"]
    assert [one["toolkit"] for one in found["only_old"]] == ["HEAD:toolkits/a.yaml"]


def test_one_of_two_of_one_period_may_have_moved(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": WORSE})
    (git.root / "toolkits" / "b.yaml").rename(git.root / "toolkits" / "c.yaml")

    assert between(run, "HEAD") == [
        ("HEAD:toolkits/a.yaml", "toolkits/a.yaml"),
        ("HEAD:toolkits/b.yaml", "toolkits/c.yaml"),
    ]


def test_one_of_two_of_one_period_that_got_another_is_found_by_its_path(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": OLD})
    (git.root / "toolkits" / "b.yaml").write_text(NEXT, encoding="utf-8")

    assert ("HEAD:toolkits/b.yaml", "toolkits/b.yaml") in between(run, "HEAD")


def test_two_of_one_period_that_both_moved_are_refused(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": WORSE})
    for name in "ab":
        (git.root / "toolkits" / f"{name}.yaml").rename(git.root / "toolkits" / f"moved-{name}.yaml")

    assert said(run, "HEAD", code=2) == (
        "error: HEAD:toolkits/a.yaml and HEAD:toolkits/b.yaml are of the same organisation and period\n"
        "  help: name the one that is meant: HEAD:toolkits/a.yaml, or the other\n"
    )


def test_what_is_on_one_side_only_is_said_so(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": OTHER})
    git("rm", "--quiet", "toolkits/b.yaml")
    (git.root / "toolkits" / "next.yaml").write_text(NEXT, encoding="utf-8")

    done = run("diff", "HEAD", "--exit-code")

    assert done.code == 1
    assert done.stdout.endswith(
        "\nElsewhere Council, Dec 2021, is on the older side only: HEAD:toolkits/b.yaml."
        "\nTestshire Council, Mar 2022, is on the newer side only: toolkits/next.yaml.\n"
    )


def test_revisions_files_and_revision_paths_mix(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD})
    git.commit({"toolkits/a.yaml": WORSE})
    same = ["Testshire Council, Dec 2021: 1 rating worse; 1 action dropped without a trace"]

    assert headlines(run, "HEAD~1", "HEAD") == same
    assert headlines(run, "HEAD~1:toolkits/a.yaml", "toolkits/a.yaml") == same
    assert headlines(run, "HEAD~1:toolkits/a.yaml", "HEAD") == same
    assert headlines(run, "HEAD~1:toolkits/a.yaml") == same
    assert headlines(run, "HEAD~1", "toolkits/a.yaml") == same


def test_a_path_in_a_revision_may_be_given_as_seen_from_here(
    git: Git, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git.commit({"toolkits/a.yaml": OLD})
    monkeypatch.chdir(git.root / "toolkits")

    assert headlines(run, "HEAD:a.yaml", "a.yaml") == ["Testshire Council, Dec 2021: nothing changed"]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("nowhere",), "there is no revision 'nowhere'"),
        (("nowhere:toolkits/a.yaml", "HEAD"), "there is no revision 'nowhere'"),
        (("HEAD:toolkits/none.yaml",), "there is no file toolkits/none.yaml in revision HEAD"),
        (("--no-worse-than", "nowhere"), "there is no revision 'nowhere'"),
        (("--no-worse-than", "origin/main"), "there is no revision 'origin/main'"),
        (("--no-worse-than", "origin/main"), "in CI, fetch the history first"),
        (("origin/main",), "there is no file or folder origin/main, and no such revision"),
        (("HEAD~1..HEAD",), "write two revisions as two words"),
        (("HEAD~1",), "there is no toolkit in revision HEAD~1, in toolkits"),
    ],
)
def test_what_is_not_in_the_history_is_said_so(git: Git, run: Run, args: tuple[str, ...], sentence: str) -> None:
    git.commit({"readme": "One."})
    git.commit({"toolkits/a.yaml": OLD})

    assert sentence in said(run, *args, code=2)


def test_a_file_with_errors_in_a_revision_is_named_with_it(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": BROKEN})
    (git.root / "toolkits" / "a.yaml").write_text(OLD, encoding="utf-8")

    told = said(run, "HEAD", code=1)

    assert "HEAD:toolkits/a.yaml:7:5: error: 'titel' is not a key" in told
    assert told.endswith("help: a revision stays as it is: name another, or a sound file of it, as REVISION:PATH\n")


@pytest.mark.parametrize("words", [("",), ("toolkits", ""), ("--no-worse-than", "")])
def test_an_empty_word_is_told_from_a_file(git: Git, run: Run, words: tuple[str, ...]) -> None:
    git.commit({"toolkits/a.yaml": OLD})

    assert said(run, *words, code=2) == (
        "error: an empty word names neither a file nor a revision\n"
        "  help: name one, such as HEAD; in a script, see whether a variable is empty\n"
    )


def test_a_folder_in_no_repository_needs_files(quarters: Path, run: Run) -> None:
    (quarters / ".git").rmdir()

    assert "is in no git repository" in said(run, "HEAD", code=2)
    assert len(headlines(run, "toolkits/2021-12.yaml", "toolkits/2022-03.yaml")) == 1


def test_a_missing_git_is_said_so_and_files_need_none(
    quarters: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(quarters))

    assert "git is not installed here" in said(run, "HEAD", code=2)
    assert len(headlines(run)) == 1


def test_a_projects_own_framework_is_read_as_it_was(git: Git, run: Run) -> None:
    framework = """\
        format: framework/1
        id: own
        title: Our own
        benchmarks: [{id: 7, title: Training, questions: [{id: 7.1, text: TEXT}]}]
        """
    toolkit = OLD.replace("period:", "framework: own\nperiod:")
    git.commit({"toolkits/a.yaml": toolkit, "frameworks/own.yaml": framework.replace("TEXT", "Is there a plan?")})
    git.commit({"frameworks/own.yaml": framework.replace("TEXT", "Is there a good plan?")})

    done = run("diff", "HEAD~1")

    assert "its wording now: “Is there a good plan?”; before: “Is there a plan?”" in done.stdout


def gate(run: Run, revision: str = "HEAD") -> tuple[int, dict[str, Any]]:
    done = run("diff", "--no-worse-than", revision, "--format", "json")
    return done.code, json.loads(done.stdout)


def test_improvements_pass_the_gate(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD})
    (git.root / "toolkits" / "a.yaml").write_text(BETTER, encoding="utf-8")

    done = run("diff", "--no-worse-than", "HEAD")

    assert done.code == 0
    assert done.stdout.startswith("Testshire Council, Dec 2021: nothing is worse than at HEAD\n")


def test_errors_in_the_revision_of_one_file_hide_no_loss(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD.replace("rating: green", "rating: green\n    computed: {value: red}")})
    (git.root / "toolkits" / "a.yaml").write_text(WORSE, encoding="utf-8")

    code, found = gate(run, "HEAD:toolkits/a.yaml")

    assert code == 1
    assert [one["kind"] for one in found["comparisons"][0]["changes"]] == ["rating-worse", "action-dropped"]


def test_one_file_that_could_not_be_read_in_the_revision_can_be_mended(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": BROKEN})
    (git.root / "toolkits" / "a.yaml").write_text(OLD, encoding="utf-8")

    done = run("diff", "--no-worse-than", "HEAD:toolkits/a.yaml")

    assert (done.code, done.stderr) == (
        0,
        "left out HEAD:toolkits/a.yaml, because it cannot be read: nothing is held against it\n",
    )


def test_one_file_that_could_not_be_read_in_the_revision_may_not_be_removed(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": BROKEN})
    (git.root / "toolkits" / "a.yaml").unlink()

    assert "toolkits/a.yaml is not there to compare with HEAD:toolkits/a.yaml" in said(
        run, "--no-worse-than", "HEAD:toolkits/a.yaml", code=2
    )


def test_one_file_that_is_broken_now_has_its_findings_printed(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": BROKEN})

    assert "titel" in said(run, "--no-worse-than", "HEAD:toolkits/a.yaml", code=1)


@pytest.mark.parametrize("slip", [BROKEN, OLD.replace("rating: green", "rating: Grene"), OLD + "x: ["])
def test_what_had_errors_in_the_revision_can_be_mended(git: Git, run: Run, slip: str) -> None:
    git.commit({"toolkits/a.yaml": slip})
    (git.root / "toolkits" / "a.yaml").write_text(OLD, encoding="utf-8")

    done = run("diff", "--no-worse-than", "HEAD")

    assert (done.code, done.stderr) == (
        0,
        "left out HEAD:toolkits/a.yaml, because it cannot be read: nothing is held against it\n",
    )


def test_what_could_not_be_read_in_the_revision_may_not_be_removed(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": BROKEN, "toolkits/b.yaml": OLD.replace("Testshire", "Other")})
    (git.root / "toolkits" / "a.yaml").unlink()

    assert "HEAD:toolkits/a.yaml cannot be read, and is gone from the files" in said(
        run, "--no-worse-than", "HEAD", code=2
    )


OLD_NAME_FIRST = "mend it under its old name, with its code, and rename it in a later push"


# What takes its place is no toolkit, is one of another body, or is not one that is looked for.
@pytest.mark.parametrize("slip", [BROKEN, OLD + "x: [", OLD + "<<<<<<< HEAD\n"])
@pytest.mark.parametrize(
    ("path", "stub", "now", "do"),
    [
        ("a.yaml", "foo: bar\n", "none of the project's toolkits", "bring it back"),
        ("a.yaml", "format: framework/1\nid: q\n", "none of the project's toolkits", "bring it back"),
        ("a.yaml", OLD.replace("Testshire", "Another"), "not of Testshire Council", OLD_NAME_FIRST),
        ("a.yaml/x.txt", "x", "none of the project's toolkits", "bring it back"),
    ],
)
def test_what_could_not_be_read_in_the_revision_may_not_be_thrown_away(
    git: Git, run: Run, slip: str, path: str, stub: str, now: str, do: str
) -> None:
    git.commit({"toolkits/a.yaml": slip, "toolkits/b.yaml": OTHER})
    git("rm", "--quiet", "toolkits/a.yaml")
    (git.root / "toolkits" / path).parent.mkdir(exist_ok=True)
    (git.root / "toolkits" / path).write_text(stub, encoding="utf-8")

    assert said(run, "--no-worse-than", "HEAD", code=2) == (
        f"error: HEAD:toolkits/a.yaml cannot be read, and what is at its path now is {now}: "
        "nobody can tell what is lost with it\n"
        f"  help: {do}, or compare with a revision in which it can be read\n"
    )


@pytest.mark.parametrize("code", ["", ", code: E1"])
def test_a_code_may_come_or_go_with_the_push_that_mends_it(git: Git, run: Run, code: str) -> None:
    mended = OLD.replace("Council}", f"Council{', code: E1' if not code else ''}}}")
    git.commit({"toolkits/a.yaml": OLD.replace("Council}", f"Council{code}}}") + "x: [", "toolkits/b.yaml": OTHER})
    (git.root / "toolkits" / "a.yaml").write_text(mended, encoding="utf-8")

    assert run("diff", "--no-worse-than", "HEAD").code == 0


# Only the code was corrected, or only the name.
@pytest.mark.parametrize("now", ["Testshire Council, code: E2", "Teesshire Council, code: E1"])
def test_a_code_or_a_name_may_be_corrected_with_the_push_that_mends_it(git: Git, run: Run, now: str) -> None:
    then = OLD.replace("Testshire Council", "Testshire Council, code: E1")
    git.commit({"toolkits/a.yaml": then + "x: [", "toolkits/b.yaml": OTHER})
    (git.root / "toolkits" / "a.yaml").write_text(OLD.replace("Testshire Council", now), encoding="utf-8")

    assert run("diff", "--no-worse-than", "HEAD").code == 0


def test_a_code_that_is_corrected_with_the_mending_hides_no_dropped_action(git: Git, run: Run) -> None:
    then, now = (LEFT_OUT.replace("Council}", f"Council, code: {code}}}") for code in ("E1", "E2"))
    q2 = OLD.replace("Council}", "Council, code: E1}")
    git.commit({"toolkits/q2.yaml": q2, "toolkits/q3.yaml": quarter(then, "Mar 2022") + "x: ["})
    (git.root / "toolkits" / "q3.yaml").write_text(quarter(now, "Mar 2022"), encoding="utf-8")

    assert gate(run)[0] == 1


def test_a_body_whose_name_was_mended_first_may_be_renamed_in_a_later_push(git: Git, run: Run) -> None:
    coded = OLD.replace("Council}", "Council, code: E1}")
    git.commit({"toolkits/a.yaml": OLD + "x: [", "toolkits/b.yaml": OTHER})
    git.commit({"toolkits/a.yaml": coded})
    (git.root / "toolkits" / "a.yaml").write_text(coded.replace("Testshire", "Teesshire"), encoding="utf-8")

    assert [run("diff", "--no-worse-than", one).code for one in ("HEAD~1", "HEAD")] == [2, 0]


WHOSE = "organisation: {name: Testshire Council}\n"


@pytest.mark.parametrize(
    "then", ["organisation: {name: [\n", f"<<<<<<< HEAD\n{WHOSE}=======\norganisation: {{name: Another}}\n>>>>>>> b\n"]
)
def test_of_what_says_not_whose_it_was_any_toolkit_may_take_the_place(git: Git, run: Run, then: str) -> None:
    git.commit({"toolkits/a.yaml": OLD.replace(WHOSE, then), "toolkits/b.yaml": OTHER})
    (git.root / "toolkits" / "a.yaml").write_text(OLD.replace("Testshire", "Another"), encoding="utf-8")

    assert run("diff", "--no-worse-than", "HEAD").code == 0


def test_one_file_that_could_not_be_read_may_not_be_given_to_another_body(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": BROKEN})
    (git.root / "toolkits" / "a.yaml").write_text(OTHER, encoding="utf-8")

    assert "at its path now is not of Testshire Council" in said(run, "--no-worse-than", "HEAD:toolkits/a.yaml", code=2)


def test_what_could_not_be_read_may_be_mended_under_another_name(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": NEXT + "x: ["})
    git("mv", "toolkits/b.yaml", "toolkits/c.yaml")
    (git.root / "toolkits" / "c.yaml").write_text(OLD.replace("Dec 2021", "Mar 2022"), encoding="utf-8")

    done = run("diff", "--no-worse-than", "HEAD")

    assert done.code == 0
    assert done.stderr == (
        "left out HEAD:toolkits/b.yaml, because it cannot be read: toolkits/c.yaml takes its place; "
        "held against HEAD:toolkits/a.yaml, for dropped actions alone\n"
    )


def test_another_period_under_another_name_takes_no_place_of_what_could_not_be_read(git: Git, run: Run) -> None:
    git.commit({"toolkits/b.yaml": NEXT + "x: [", "toolkits/c.yaml": OTHER})
    git("mv", "toolkits/b.yaml", "toolkits/d.yaml")
    (git.root / "toolkits" / "d.yaml").write_text(OLD, encoding="utf-8")

    assert "HEAD:toolkits/b.yaml cannot be read, and is gone from the files" in said(
        run, "--no-worse-than", "HEAD", code=2
    )


def test_what_is_mended_is_not_held_against_the_period_before(git: Git, run: Run) -> None:
    worse = OLD.replace("period: Dec 2021", "period: Mar 2022").replace("rating: green", "rating: red")
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": worse.replace("benchmarks:", "bencmarks:")})
    (git.root / "toolkits" / "b.yaml").write_text(worse, encoding="utf-8")

    assert run("diff", "--no-worse-than", "HEAD").code == 0


def test_of_two_toolkits_of_one_period_in_the_revision_the_one_that_is_left_is_held(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD.replace("green", "amber"), "toolkits/b.yaml": OLD})
    (git.root / "toolkits" / "a.yaml").unlink()

    done = run("diff", "--no-worse-than", "HEAD")

    assert done.stdout.startswith("Testshire Council, Dec 2021: nothing is worse than at HEAD\n")
    assert done.code == 0
    assert done.stderr == (
        "left out HEAD:toolkits/a.yaml, of the same organisation and period as HEAD:toolkits/b.yaml: "
        "nothing is held against it\n"
    )


def test_what_is_left_of_two_toolkits_of_one_period_may_not_get_worse(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": WORSE, "toolkits/b.yaml": OLD})
    (git.root / "toolkits" / "a.yaml").unlink()
    (git.root / "toolkits" / "b.yaml").write_text(WORSE, encoding="utf-8")

    assert gate(run)[1]["comparisons"][0]["headline"] == (
        "Testshire Council, Dec 2021: worse than at HEAD: 1 rating worse; 1 action dropped without a trace"
    )


def test_two_toolkits_of_one_period_may_not_both_be_gone(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": OLD, "toolkits/c.yaml": OTHER})
    (git.root / "toolkits" / "a.yaml").unlink()
    (git.root / "toolkits" / "b.yaml").unlink()

    code, found = gate(run)

    assert (code, [one["toolkit"] for one in found["only_old"]]) == (1, ["HEAD:toolkits/a.yaml"])


@pytest.mark.parametrize("corrected", ["a", "b"])
def test_a_period_that_stood_twice_in_the_revision_can_be_corrected(git: Git, run: Run, corrected: str) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": OLD})
    (git.root / "toolkits" / f"{corrected}.yaml").write_text(OLD.replace("Dec 2021", "Mar 2022"), encoding="utf-8")

    code, found = gate(run)

    assert code == 0
    assert sorted((one["old"]["toolkit"], one["new"]["toolkit"]) for one in found["comparisons"]) == [
        ("HEAD:toolkits/a.yaml", "toolkits/a.yaml"),
        ("HEAD:toolkits/b.yaml", "toolkits/b.yaml"),
    ]


def test_two_toolkits_of_one_period_in_the_files_are_refused(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD})
    (git.root / "toolkits" / "b.yaml").write_text(OLD, encoding="utf-8")

    assert "toolkits/a.yaml and toolkits/b.yaml are of the same organisation and period" in said(
        run, "--no-worse-than", "HEAD", code=2
    )


def test_what_is_mended_may_not_drop_an_action_of_the_period_before(git: Git, run: Run) -> None:
    git.commit({"toolkits/2021-12.yaml": OLD, "toolkits/2022-03.yaml": NEXT + "x: ["})
    (git.root / "toolkits" / "2022-03.yaml").write_text(NEXT, encoding="utf-8")

    code, found = gate(run)

    assert code == 1
    assert found["comparisons"][1]["headline"] == (
        "Testshire Council, Dec 2021 to Mar 2022: worse than at HEAD: 1 action dropped without a trace"
    )


def test_what_a_mended_toolkit_is_held_against_is_said(git: Git, run: Run) -> None:
    git.commit({"toolkits/2021-12.yaml": OLD, "toolkits/2022-03.yaml": NEXT + "x: ["})
    (git.root / "toolkits" / "2022-03.yaml").write_text(OLD.replace("Dec 2021", "Mar 2022"), encoding="utf-8")

    assert run("diff", "--no-worse-than", "HEAD").stderr == (
        "left out HEAD:toolkits/2022-03.yaml, because it cannot be read: what stands there now is held against "
        "HEAD:toolkits/2021-12.yaml, for dropped actions alone\n"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rating: green", "rating: green\n    computed: {value: red}"),
        ("due: Mar 2022", "due: Mar 2022, raised: Apr 2022"),
    ],
)
def test_an_error_of_another_kind_in_the_revision_hides_no_loss(git: Git, run: Run, old: str, new: str) -> None:
    assert old in OLD
    git.commit({"toolkits/a.yaml": OLD.replace(old, new)})
    (git.root / "toolkits" / "a.yaml").write_text(OLD.replace("rating: green", "rating: red"), encoding="utf-8")

    assert run("diff", "--no-worse-than", "HEAD").code == 1


def test_a_level_of_today_hides_no_loss(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD})
    (git.root / "prevent.toml").write_text('[checks]\nno-owner = "error"\n', encoding="utf-8")
    mended = OLD.replace("rating: green", "rating: red").replace(
        "text: Buy chairs", "text: Buy chairs, owners: [Caretaker]"
    )
    (git.root / "toolkits" / "a.yaml").write_text(mended, encoding="utf-8")

    assert run("diff", "--no-worse-than", "HEAD").code == 1


def test_a_framework_that_was_broken_in_the_revision_can_be_mended(git: Git, run: Run) -> None:
    framework = "format: framework/1\nid: own\ntitle: Our own\nbenchmarks: [{id: 7, title: Training, questions: [{id: 7.1, text: Is there one?}]}ANOTHER]\n"
    toolkit = OLD.replace("period:", "framework: own\nperiod:")
    git.commit(
        {
            "toolkits/a.yaml": toolkit,
            "frameworks/own.yaml": framework.replace("ANOTHER", ", {id: 7, title: Again, questions: []}"),
        }
    )
    (git.root / "frameworks/own.yaml").write_text(framework.replace("ANOTHER", ""), encoding="utf-8")
    (git.root / "toolkits" / "a.yaml").write_text(toolkit.replace("rating: green", "rating: red"), encoding="utf-8")

    assert "rating" in (done := run("diff", "--no-worse-than", "HEAD")).stdout
    assert done.code == 1


def own_framework(name: str, *benchmarks: int) -> str:
    items = ", ".join(
        f"{{id: {one}, title: About {one}, questions: [{{id: {one}.1, text: Is it so?, expectations: "
        f"[{{id: {one}.1.1, text: It is so.}}, {{id: {one}.1.2, text: All know it.}}]}}]}}"
        for one in benchmarks
    )
    return f"format: framework/1\nid: {name}\ntitle: Our own\nbenchmarks: [{items}]\n"


def answering(name: str, organisation: str = "Testshire Council", *, rating: str = "green") -> str:
    head = f"format: toolkit/1\norganisation: {{name: {organisation}}}\nframework: {name}\nperiod: Dec 2021\n"
    answers = "questions: [{id: 7.1, expectations: [{id: 7.1.1, answer: met, evidence: The plan.}]}]"
    return f"{head}benchmarks: [{{id: 7, rating: {rating}, {answers}}}]\n"


def test_a_framework_that_was_missing_in_the_revision_can_be_added(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": answering("fx")})
    (git.root / "frameworks").mkdir()
    (git.root / "frameworks" / "fx.yaml").write_text(own_framework("fx", 7), encoding="utf-8")

    assert run("diff", "--no-worse-than", "HEAD").code == 0


def test_a_missing_framework_hides_no_loss_in_another(git: Git, run: Run) -> None:
    more = "  - {id: 8, questions: [{id: 8.1, expectations: [{id: 8.1.1, answer: met, evidence: A list.}]}]}\n"
    listed = answering("fa").replace("benchmarks: [", "benchmarks:\n  - ").removesuffix("]\n") + "\n"
    git.commit(
        {
            "toolkits/a.yaml": listed + more,
            "toolkits/z.yaml": answering("fx", "Zed Council"),
            "frameworks/fa.yaml": own_framework("fa", 7, 8),
        }
    )
    (git.root / "frameworks" / "fx.yaml").write_text(own_framework("fx", 7), encoding="utf-8")
    (git.root / "frameworks" / "fa.yaml").write_text(own_framework("fa", 7), encoding="utf-8")
    (git.root / "toolkits" / "a.yaml").write_text(listed, encoding="utf-8")

    code, found = gate(run)

    assert (code, {each["at"] for one in found["comparisons"] for each in one["changes"]}) == (1, {"8.1.1"})


def test_the_other_toolkits_of_such_a_revision_may_not_get_worse(git: Git, run: Run) -> None:
    other = OLD.replace("Testshire", "Other")
    git.commit({"toolkits/a.yaml": BROKEN, "toolkits/b.yaml": other})
    (git.root / "toolkits" / "a.yaml").write_text(OLD, encoding="utf-8")
    (git.root / "toolkits" / "b.yaml").write_text(other.replace("rating: green", "rating: red"), encoding="utf-8")

    assert run("diff", "--no-worse-than", "HEAD").code == 1


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("rating: green", "rating: amber", "rating-worse"),
        ("due: Mar 2022", "due: Nov 2021", "action-overdue"),
        ("- {id: A2, text: Buy chairs, audience: officers}", "", "action-dropped"),
        ("answer: met", "text: Is there a plan?", "answer-removed"),
        ("answer: met", "answer: partly", "answer-worse"),
        ("evidence: The plan was agreed.", "text: Is there a plan?", "evidence-removed"),
        (
            "evidence: The plan was agreed.",
            "evidence: [{text: The plan was agreed., expires: 2020}]",
            "evidence-expired",
        ),
    ],
)
def test_the_gate_names_what_got_worse(git: Git, run: Run, old: str, new: str, kind: str) -> None:
    git.commit({"toolkits/a.yaml": OLD})
    (git.root / "toolkits" / "a.yaml").write_text(OLD.replace(old, new), encoding="utf-8")

    code, found = gate(run)

    assert code == 1
    assert kind in {one["kind"] for one in found["comparisons"][0]["changes"]}
    assert all(one["fails"] for one in found["comparisons"][0]["changes"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rating: green", "previous: {rating: green}"),
        ("due: Mar 2022", "due: Mar 2022, revised: [{due: May 2022}]"),
        ("text: Buy chairs", "text: Buy twelve chairs"),
        ("{id: A1,", "{id: A9, was: A1,"),
    ],
)
def test_a_rating_not_given_a_slip_and_other_words_pass_the_gate(git: Git, run: Run, old: str, new: str) -> None:
    git.commit({"toolkits/a.yaml": OLD})
    (git.root / "toolkits" / "a.yaml").write_text(OLD.replace(old, new), encoding="utf-8")

    assert gate(run)[0] == 0


def test_a_new_period_is_held_against_the_last_one(git: Git, run: Run) -> None:
    git.commit({"toolkits/2021-12.yaml": OLD})
    (git.root / "toolkits" / "2022-03.yaml").write_text(NEXT, encoding="utf-8")

    code, found = gate(run)

    assert code == 1
    assert found["comparisons"][1]["headline"] == (
        "Testshire Council, Dec 2021 to Mar 2022: worse than at HEAD: 1 rating worse; 1 action dropped without a trace"
    )


DONE = OLD.replace("Mar 2022}", "Mar 2022, status: complete}").replace("Buy chairs,", "Buy chairs, status: complete,")
LEFT_OUT = OLD.partition("        actions:")[0]


def quarter(text: str, period: str) -> str:
    return text.replace("Dec 2021", period)


# A period in between may be new, mended, put right in the same push, or stand where the older one stood.
@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({"q2": OLD}, {"q3": quarter(DONE, "Mar 2022"), "q4": quarter(LEFT_OUT, "Jun 2022")}),
        (
            {"q2": OLD, "q3": quarter(DONE, "Mar 2022") + "x: ["},
            {"q3": quarter(DONE, "Mar 2022"), "q4": quarter(LEFT_OUT, "Jun 2022")},
        ),
        (
            {"q2": OLD, "q3": quarter(DONE, "Mar 2022") + "x: [", "q4": quarter(LEFT_OUT, "Jun 2022") + "x: ["},
            {"q3": quarter(DONE, "Mar 2022"), "q4": quarter(LEFT_OUT, "Jun 2022")},
        ),
        (
            {"q3": quarter(OLD, "Mar 2022")},
            {"q3": quarter(DONE, "Mar 2022"), "q4": quarter(LEFT_OUT, "Jun 2022")},
        ),
        ({"now": OLD}, {"old": quarter(DONE, "Mar 2022"), "now": quarter(LEFT_OUT, "Jun 2022")}),
    ],
)
def test_an_action_that_a_period_in_between_finished_may_be_left_out(
    git: Git, run: Run, then: dict[str, str], now: dict[str, str]
) -> None:
    git.commit({f"toolkits/{name}.yaml": text for name, text in then.items()})
    for name, text in now.items():
        (git.root / "toolkits" / f"{name}.yaml").write_text(text, encoding="utf-8")

    done = run("diff", "--no-worse-than", "HEAD")

    assert (done.code, "worse than at HEAD: " in done.stdout) == (0, False)


def two_new(git: Git, run: Run, third: str, fourth: str) -> list[tuple[str, str, list[str]]]:
    """Add two periods to one, and give what got worse: from where to where, and what."""
    return pushed(git, run, {"q2": OLD}, {"q3": quarter(third, "Mar 2022"), "q4": quarter(fourth, "Jun 2022")})


def test_the_second_of_two_new_periods_is_held_against_the_first(git: Git, run: Run) -> None:
    assert two_new(git, run, DONE.replace("- {id: A1", "- {id: A3, text: New}\n          - {id: A1"), LEFT_OUT) == [
        ("toolkits/q3.yaml", "toolkits/q4.yaml", ["action-dropped"])
    ]


def test_a_step_from_a_period_of_today_is_said_to_be_worse_than_that(git: Git, run: Run) -> None:
    two_new(git, run, DONE, LEFT_OUT.replace("rating: green", "rating: red"))

    assert run("diff", "--no-worse-than", "HEAD").stdout.startswith(
        "Testshire Council, Mar 2022 to Jun 2022: worse than in Mar 2022: 1 rating worse\n"
    )


def test_a_step_from_a_period_of_today_is_not_said_to_be_held_against_the_revision(git: Git, run: Run) -> None:
    two_new(git, run, DONE.replace("rating: green", "rating: red"), LEFT_OUT.replace("rating: green", "rating: red"))

    assert run("diff", "--no-worse-than", "HEAD").stdout.endswith(
        "Nothing is worse than in the period before in Testshire Council, Mar 2022 to Jun 2022.\n"
    )


# The colour that the period of the revision has now, before one without and one that is red.
@pytest.mark.parametrize("third", ["red", "amber"])
def test_what_an_earlier_step_told_is_not_told_again(git: Git, run: Run, third: str) -> None:
    then = LEFT_OUT.replace("rating: green", "rating: {value: green}")
    red, unrated = then.replace("green", "red"), then.replace("    rating: {value: green}\n", "")
    now = {"q2": then.replace("green", third), "q3": quarter(unrated, "Mar 2022"), "q4": quarter(red, "Jun 2022")}
    found = pushed(git, run, {"q2": then}, now)

    assert (
        found
        == {
            "red": [("HEAD:toolkits/q2.yaml", "toolkits/q2.yaml", ["rating-worse"])],
            "amber": [
                ("HEAD:toolkits/q2.yaml", "toolkits/q2.yaml", ["rating-worse"]),
                ("HEAD:toolkits/q2.yaml", "toolkits/q4.yaml", ["rating-worse"]),
            ],
        }[third]
    )


def test_what_the_first_of_two_new_periods_leaves_out_hides_no_loss(git: Git, run: Run) -> None:
    unrated = DONE.replace("    rating: green\n", "")
    assert two_new(git, run, unrated, LEFT_OUT.replace("green", "red")) == [
        ("HEAD:toolkits/q2.yaml", "toolkits/q4.yaml", ["rating-worse"])
    ]


def test_an_action_that_both_of_two_new_periods_drop_is_dropped(git: Git, run: Run) -> None:
    (first, *_) = two_new(git, run, LEFT_OUT, LEFT_OUT)

    assert first == ("HEAD:toolkits/q2.yaml", "toolkits/q3.yaml", ["action-dropped", "action-dropped"])


def test_a_framework_in_between_hides_no_loss(git: Git, run: Run) -> None:
    of = (of_framework(2018), of_framework(2024, DONE), of_framework(2018, LEFT_OUT.replace("green", "red")))
    git.commit({"toolkits/q2.yaml": of[0]})
    (git.root / "toolkits" / "q3.yaml").write_text(quarter(of[1], "Mar 2022"), encoding="utf-8")
    (git.root / "toolkits" / "q4.yaml").write_text(quarter(of[2], "Jun 2022"), encoding="utf-8")

    kinds = [each["kind"] for one in gate(run)[1]["comparisons"] for each in one["changes"]]

    assert kinds == ["rating-worse"]


def of_framework(year: int, text: str = OLD) -> str:
    return text.replace("benchmarks:", f"framework: home-office-{year}\nbenchmarks:")


LATER_DUE = OLD.replace("Mar 2022", "Mar 2030")


def framed(year: int, period: str, text: str = LATER_DUE) -> str:
    """A quarter in one of two frameworks, of which the newer has actions of its own."""
    own = text.replace("{id: A", "{id: Z").replace("Train", "Heat").replace("Buy", "Mend") if year == 2024 else text
    return quarter(of_framework(year, own), period)


SIDE_BY_SIDE = {"a-q2": framed(2018, "Dec 2021"), "b-q2": framed(2024, "Dec 2021")}


def pushed(git: Git, run: Run, then: dict[str, str], now: dict[str, str]) -> list[tuple[str, str, list[str]]]:
    """Give what got worse with a push: from where to where, and what."""
    git.commit({f"toolkits/{name}.yaml": text for name, text in then.items()})
    for name, text in now.items():
        (git.root / "toolkits" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [
        (one["old"]["toolkit"], one["new"]["toolkit"], [each["kind"] for each in one["changes"]])
        for one in gate(run)[1]["comparisons"]
        if one["changes"]
    ]


# A second framework is taken up while the first goes on: in the same push, after it, or mended.
@pytest.mark.parametrize("then", [{}, {"a-q3": framed(2018, "Mar 2022")}, {"b-q3": framed(2024, "Mar 2022") + "x: ["}])
def test_a_framework_taken_up_beside_another_drops_none_of_its_actions(
    git: Git, run: Run, then: dict[str, str]
) -> None:
    now = {"a-q3": framed(2018, "Mar 2022"), "b-q3": framed(2024, "Mar 2022")}

    assert pushed(git, run, {"a-q2": framed(2018, "Dec 2021"), **then}, now) == []


# The old framework goes on without the actions, or only in a report on the year.
@pytest.mark.parametrize(
    ("now", "worse"),
    [
        ({"a-q3": framed(2018, "Mar 2022", LEFT_OUT), "b-q3": framed(2024, "Mar 2022")}, "toolkits/a-q3.yaml"),
        (
            {"a-year": framed(2018, "2021/22", LEFT_OUT), "b-q3": framed(2024, "Mar 2022")},
            "toolkits/b-q3.yaml",
        ),
    ],
)
def test_a_framework_taken_up_beside_another_hides_no_loss(git: Git, run: Run, now: dict[str, str], worse: str) -> None:
    found = pushed(git, run, {"a-q2": framed(2018, "Dec 2021")}, now)

    assert ("HEAD:toolkits/a-q2.yaml", worse) in [(old, new) for old, new, kinds in found if "action-dropped" in kinds]


# The other framework goes on between the two periods of one: in the same push, before it, or further.
@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({}, {"a-q3": framed(2018, "Mar 2022"), "b-q4": framed(2024, "Jun 2022")}),
        ({"a-q3": framed(2018, "Mar 2022")}, {"b-q4": framed(2024, "Jun 2022")}),
        (
            {},
            {
                "a-q3": framed(2018, "Mar 2022"),
                "a-q4": framed(2018, "Jun 2022"),
                "b-q4": framed(2024, "Jun 2022"),
            },
        ),
    ],
)
def test_two_frameworks_may_be_answered_side_by_side(
    git: Git, run: Run, then: dict[str, str], now: dict[str, str]
) -> None:
    assert pushed(git, run, {**SIDE_BY_SIDE, **then}, now) == []


def test_another_framework_in_the_revision_hides_no_loss(git: Git, run: Run) -> None:
    then = {**SIDE_BY_SIDE, "a-q3": framed(2018, "Mar 2022")}
    red = framed(2024, "Jun 2022", LATER_DUE.replace("rating: green", "rating: red"))

    assert pushed(git, run, then, {"b-q4": red}) == [
        ("HEAD:toolkits/b-q2.yaml", "toolkits/b-q4.yaml", ["rating-worse"])
    ]


def test_an_earlier_period_of_its_framework_that_is_new_too_hides_no_loss(git: Git, run: Run) -> None:
    """The revision has a later one, but of another framework."""
    now = {
        "b-q1": of_framework(2024, quarter(LATER_DUE, "Sept 2021")),
        "b-q3": of_framework(2024, quarter(LATER_DUE.replace("rating: green", "rating: red"), "Mar 2022")),
    }

    assert pushed(git, run, {"a-q2": of_framework(2018)}, now) == [
        ("toolkits/b-q1.yaml", "toolkits/b-q3.yaml", ["rating-worse"])
    ]


def test_a_year_beside_quarters_is_held_against_the_year_before(git: Git, run: Run) -> None:
    year = LATER_DUE.replace("{id: A", "{id: Y").replace("Train", "Heat").replace("Buy", "Mend")
    then = {"2021": quarter(year, "2021"), "q2": LATER_DUE}

    assert pushed(git, run, then, {"2022": quarter(year, "2022"), "q3": quarter(LATER_DUE, "Mar 2022")}) == []


def test_a_year_without_one_before_is_held_against_its_last_quarter(git: Git, run: Run) -> None:
    then = {"q2": LATER_DUE.replace("green", "red"), "q3": quarter(LATER_DUE, "Mar 2022")}

    assert pushed(git, run, then, {"2022": quarter(LATER_DUE.replace("rating: green", "rating: red"), "2022")}) == [
        ("HEAD:toolkits/q3.yaml", "toolkits/2022.yaml", ["rating-worse"])
    ]


@pytest.mark.parametrize("before", [True, False], ids=["before", "in the same push"])
def test_an_action_that_another_framework_in_between_finished_may_be_left_out(
    git: Git, run: Run, *, before: bool
) -> None:
    done = {"q3": quarter(of_framework(2024, DONE), "Mar 2022")}
    then, now = {"q2": of_framework(2018)}, {"q4": quarter(of_framework(2018, LEFT_OUT), "Jun 2022")}

    assert pushed(git, run, {**then, **done} if before else then, now if before else {**done, **now}) == []


def test_an_action_that_another_framework_in_between_leaves_open_may_not(git: Git, run: Run) -> None:
    then = {"q2": of_framework(2018), "q3": quarter(of_framework(2024), "Mar 2022")}

    assert pushed(git, run, then, {"q4": quarter(of_framework(2018, LEFT_OUT), "Jun 2022")}) == [
        ("HEAD:toolkits/q2.yaml", "toolkits/q4.yaml", ["action-dropped", "action-dropped"])
    ]


def test_a_period_after_the_only_one_which_is_mended_may_not_be_worse(git: Git, run: Run) -> None:
    red = LEFT_OUT.replace("rating: green", "rating: red")
    then, now = (
        {"q2": LATER_DUE + "x: ["},
        {"q2": LATER_DUE, "q3": quarter(red, "Mar 2022")},
    )

    assert pushed(git, run, then, now) == [
        ("toolkits/q2.yaml", "toolkits/q3.yaml", ["rating-worse", "action-dropped", "action-dropped"])
    ]


def test_another_framework_after_a_mended_period_needs_no_note_of_it(git: Git, run: Run) -> None:
    git.commit({"toolkits/q2.yaml": of_framework(2018) + "x: ["})
    (git.root / "toolkits" / "q2.yaml").write_text(of_framework(2018), encoding="utf-8")
    later = of_framework(2024, quarter(LATER_DUE, "Mar 2022"))
    (git.root / "toolkits" / "q3.yaml").write_text(later, encoding="utf-8")

    assert "whose record is gone" not in run("diff", "--no-worse-than", "HEAD").stderr


@pytest.mark.parametrize("format", ["text", "md", "html"])
def test_a_toolkit_that_is_gone_is_told_first_and_what_is_no_worse_last(git: Git, run: Run, format: str) -> None:
    marked = OLD.replace("period:", "marking: OFFICIAL\nperiod:", 1)
    git.commit({"toolkits/2021-12.yaml": marked, "toolkits/2022-03.yaml": marked.replace("Dec 2021", "Mar 2022")})
    git("rm", "--quiet", "toolkits/2022-03.yaml")

    done = run("diff", "--no-worse-than", "HEAD", "--format", format)

    assert done.code == 1
    first, second, last = (
        done.stdout.index(said)
        for said in (
            "Worse than at HEAD: 1 toolkit is gone",
            "Testshire Council, Mar 2022, is gone, with no new one in its place: HEAD:toolkits/2022-03.yaml.",
            "Nothing is worse than at HEAD in Testshire Council, Dec 2021.",
        )
    )
    assert first < second < last
    assert "OFFICIAL" in done.stdout


@pytest.mark.parametrize("then", ["", "x ["], ids=["the usual settings", "broken settings"])
def test_other_settings_hide_no_toolkit_of_the_revision(git: Git, run: Run, then: str) -> None:
    git.commit({"toolkits/a.yaml": OLD, "archive/b.yaml": OTHER, "prevent.toml": then})
    (git.root / "prevent.toml").write_text("toolkits = 'archive'\n", encoding="utf-8")

    code, found = gate(run)

    assert (code, [one["toolkit"] for one in found["only_old"]]) == (1, ["HEAD:toolkits/a.yaml"])


@pytest.mark.parametrize("then", [None, "toolkits = 'toolkits'\n"])
@pytest.mark.parametrize("config", ["prevent.toml", "pyproject.toml"])
def test_a_folder_of_toolkits_may_move(git: Git, run: Run, then: str | None, config: str) -> None:
    table = "[tool.prevent]\n" if config == "pyproject.toml" else ""
    git.commit({"toolkits/a.yaml": OLD} | ({config: table + then} if then else {}))
    git("mv", "toolkits", "papers")
    (git.root / config).write_text(f"{table}toolkits = 'papers'\n", encoding="utf-8")

    assert between(run, "--no-worse-than", "HEAD") == [("HEAD:toolkits/a.yaml", "papers/a.yaml")]
    assert between(run, "HEAD") == [("HEAD:toolkits/a.yaml", "papers/a.yaml")]


@pytest.mark.parametrize("other", ["a: b\n", "format: framework/1\n"])
def test_a_folder_of_the_usual_name_without_a_toolkit_is_not_that_of_the_revision(
    git: Git, run: Run, other: str
) -> None:
    git.commit({"records/a.yaml": OLD, "toolkits/notes.yaml": other})
    (git.root / "prevent.toml").write_text("toolkits = 'records'\n", encoding="utf-8")

    assert between(run, "HEAD") == [("HEAD:records/a.yaml", "records/a.yaml")]


@pytest.mark.parametrize("then", ["../x", "/x", "a\\u0000b"])
def test_a_folder_of_the_revision_outside_the_repository_gives_way_to_that_of_today(
    git: Git, run: Run, then: str
) -> None:
    git.commit({"toolkits/a.yaml": OLD, "prevent.toml": f'toolkits = "{then}"\n'})
    (git.root / "prevent.toml").write_text("toolkits = 'toolkits'\n", encoding="utf-8")

    assert between(run, "HEAD") == [("HEAD:toolkits/a.yaml", "toolkits/a.yaml")]


def test_toolkits_that_lie_outside_the_repository_have_no_past(git: Git, run: Run) -> None:
    git.commit({"README.md": "x"})
    (git.root.parent / "x").mkdir()
    (git.root.parent / "x" / "a.yaml").write_text(OLD, encoding="utf-8")
    (git.root / "prevent.toml").write_text("toolkits = '../x'\n", encoding="utf-8")

    assert "HEAD keeps no toolkits: " in said(run, "HEAD", code=2)


DEEP = f"toolkits = {'[' * 3000}"


def test_settings_of_the_revision_that_are_nested_too_deeply_are_passed_over(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "prevent.toml": DEEP})
    (git.root / "prevent.toml").unlink()

    assert between(run, "HEAD") == [("HEAD:toolkits/a.yaml", "toolkits/a.yaml")]


def test_settings_that_are_nested_too_deeply_are_refused(project: MakeProject, run: Run) -> None:
    project({"toolkits/a.yaml": OLD, "prevent.toml": DEEP})

    assert "prevent.toml cannot be read: it is nested too deeply" in said(run, code=2)


def test_a_project_that_moved_as_a_whole_is_missed_in_its_new_folder(
    git: Git, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git.commit({"old/records/a.yaml": OLD, "old/prevent.toml": "toolkits = 'records'\n"})
    git("mv", "old", "new")
    monkeypatch.chdir(git.root / "new")

    missed = said(run, "HEAD", code=2)

    assert "there is no toolkit in revision HEAD, in new/records" in missed
    assert "REVISION:FOLDER where the whole project lay in another folder" in missed
    assert between(run, "HEAD:old/records/a.yaml", "records/a.yaml") == [("HEAD:old/records/a.yaml", "records/a.yaml")]


@pytest.fixture
def moved(git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with its own framework that was moved as a whole; the folder that it is in now."""
    git.commit(
        {
            "old/toolkits/a.yaml": answering("fa"),
            "old/toolkits/b.yaml": answering("fa", "Zed Council"),
            "old/frameworks/fa.yaml": own_framework("fa", 7),
            "old/prevent.toml": "",
        }
    )
    git("mv", "old", "new")
    monkeypatch.chdir(git.root / "new")
    return git.root / "new"


@pytest.mark.parametrize("folder", ["old/toolkits", "../old/toolkits", "./old/toolkits/", "old"])
def test_a_project_that_moved_is_held_against_its_old_folder(moved: Path, run: Run, folder: str) -> None:
    assert gate(run, f"HEAD:{folder}")[0] == 0

    (moved / "toolkits" / "a.yaml").write_text(answering("fa", rating="red"), encoding="utf-8")
    (moved / "toolkits" / "b.yaml").unlink()
    code, found = gate(run, f"HEAD:{folder}")

    assert (code, [one["toolkit"] for one in found["only_old"]]) == (1, ["HEAD:old/toolkits/b.yaml"])
    assert [each["kind"] for one in found["comparisons"] for each in one["changes"]] == ["rating-worse"]


@pytest.mark.usefixtures("moved")
def test_one_file_of_a_project_that_moved_is_read_by_its_own_framework(run: Run) -> None:
    assert headlines(run, "HEAD:old/toolkits/a.yaml", "toolkits/a.yaml") == [
        "Testshire Council, Dec 2021: nothing changed"
    ]


@pytest.mark.usefixtures("moved")
def test_one_file_of_a_project_that_moved_is_missed_with_what_to_name(run: Run) -> None:
    assert "name the folder of its toolkits as it was: HEAD:old/toolkits\n" in said(
        run, "--no-worse-than", "HEAD:old/toolkits/a.yaml", code=2
    )


# Each is not later than December: the same place, answered by another framework.
@pytest.mark.parametrize("period", ["Dec 2021", "Q3 2021/22", "Nov 2021", "2020"])
def test_another_framework_hides_no_loss_of_a_period(git: Git, run: Run, period: str) -> None:
    git.commit({"toolkits/a.yaml": of_framework(2018), "toolkits/b.yaml": OTHER})
    rewritten = of_framework(2024, WORSE).replace("Dec 2021", period)
    (git.root / "toolkits" / "a.yaml").write_text(rewritten, encoding="utf-8")

    done = run("diff", "--no-worse-than", "HEAD")

    assert done.code == 1
    assert "Testshire Council, Dec 2021, is gone" in done.stdout
    assert done.stderr == (
        "HEAD:toolkits/a.yaml was of Testshire Council, Dec 2021, home-office-2018; "
        "what is at its path now is of something else\n"
    )


@pytest.mark.parametrize("format", ["text", "md"])
def test_what_answers_another_framework_now_is_said_so_where_it_stands(git: Git, run: Run, format: str) -> None:
    git.commit({"toolkits/a.yaml": of_framework(2018)})
    (git.root / "toolkits" / "a.yaml").write_text(of_framework(2024), encoding="utf-8")

    done = run("diff", "--no-worse-than", "HEAD", "--format", format)

    said = " ".join(done.stdout.split())
    assert (
        "Testshire Council, Dec 2021, is gone: HEAD:toolkits/a.yaml. In its place, toolkits/a.yaml answers "
        "home-office-2024 now, for Dec 2021, so ratings, answers and evidence cannot be compared."
    ) in said
    assert "no new one in its place" not in said


@pytest.mark.parametrize("path", ["a.yaml", "moved.yaml"])
@pytest.mark.parametrize("year", [2018, 2024])
def test_a_later_period_beside_it_hides_no_other_framework(git: Git, run: Run, path: str, year: int) -> None:
    git.commit({"toolkits/a.yaml": of_framework(2018)})
    git("mv", "-k", "toolkits/a.yaml", f"toolkits/{path}")
    (git.root / "toolkits" / path).write_text(of_framework(2024, WORSE), encoding="utf-8")
    later = of_framework(year).replace("Dec 2021", "Mar 2022")
    (git.root / "toolkits" / "later.yaml").write_text(later, encoding="utf-8")

    code, found = gate(run)

    assert (code, [one["toolkit"] for one in found["only_old"]]) == (1, ["HEAD:toolkits/a.yaml"])


def test_another_framework_for_one_period_of_one_named_file_is_a_loss_too(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": of_framework(2018)})
    (git.root / "toolkits" / "a.yaml").write_text(of_framework(2024), encoding="utf-8")

    assert gate(run, "HEAD:toolkits/a.yaml")[0] == 1


def test_a_period_that_is_carried_to_another_framework_beside_it_is_no_loss(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": of_framework(2018)})
    (git.root / "toolkits" / "b.yaml").write_text(of_framework(2024), encoding="utf-8")

    assert gate(run)[0] == 0


@pytest.mark.parametrize("path", ["a.yaml", "later.yaml"])
def test_a_new_period_of_another_framework_passes_and_says_what_was_not_compared(git: Git, run: Run, path: str) -> None:
    git.commit({"toolkits/a.yaml": of_framework(2018), "toolkits/b.yaml": OTHER})
    git("mv", "-k", "toolkits/a.yaml", f"toolkits/{path}")
    later = of_framework(2024).replace("Dec 2021", "Mar 2022")
    (git.root / "toolkits" / path).write_text(later, encoding="utf-8")

    done = run("diff", "--no-worse-than", "HEAD")

    assert done.code == 0
    assert "The two answer different frameworks, so ratings, answers and evidence are not compared." in done.stdout
    assert done.stderr == (
        "HEAD:toolkits/a.yaml was of Testshire Council, Dec 2021, home-office-2018, whose record is gone: "
        f"in its place is toolkits/{path}, of Testshire Council, Mar 2022, home-office-2024\n"
    )


def test_a_new_period_of_another_framework_beside_the_old_needs_no_note(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": of_framework(2018)})
    later = of_framework(2024).replace("Dec 2021", "Mar 2022")
    (git.root / "toolkits" / "b.yaml").write_text(later, encoding="utf-8")

    done = run("diff", "--no-worse-than", "HEAD")

    assert (done.code, done.stderr) == (0, "")


@pytest.mark.parametrize("words", [("--no-worse-than", "HEAD"), ("HEAD",)])
@pytest.mark.parametrize("path", ["a.yaml", "gov/a.yaml"])
def test_where_there_is_no_project_and_was_none_it_is_missed_as_everywhere(
    git: Git, run: Run, path: str, words: tuple[str, ...]
) -> None:
    git.commit({path: OLD})

    assert "no toolkits found; looked for prevent.toml and a folder 'toolkits' in " in said(run, *words, code=2)


def test_a_project_that_is_gone_is_a_loss(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "README.md": "Toolkits."})
    git("rm", "--quiet", "toolkits/a.yaml")

    assert gate(run)[0] == 1


def test_a_file_that_is_no_longer_looked_for_is_told_from_one_of_something_else(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD})
    (git.root / "papers").mkdir()
    (git.root / "prevent.toml").write_text("toolkits = 'papers'\n", encoding="utf-8")

    done = run("diff", "--no-worse-than", "HEAD")

    assert done.code == 1
    assert done.stderr == (
        "HEAD:toolkits/a.yaml was of Testshire Council, Dec 2021; "
        "what is at its path now is none of the project's toolkits\n"
    )


@pytest.mark.parametrize("settings", [{}, {"prevent.toml": "toolkits = 'toolkits'\n"}])
def test_a_link_of_today_in_place_of_the_folder_hides_no_loss(git: Git, run: Run, settings: dict[str, str]) -> None:
    git.commit({**settings, "toolkits/a.yaml": OLD, "archive/b.yaml": OTHER})
    (git.root / "toolkits" / "a.yaml").unlink()
    (git.root / "toolkits").rmdir()
    (git.root / "toolkits").symlink_to("archive")

    code, found = gate(run)

    assert (code, [one["toolkit"] for one in found["only_old"]]) == (1, ["HEAD:toolkits/a.yaml"])


def test_a_folder_that_was_a_link_is_followed_as_it_was(git: Git, run: Run) -> None:
    link(git, "toolkits", "data")
    git.commit({"data/a.yaml": OLD})
    (git.root / "toolkits").unlink()
    (git.root / "toolkits").mkdir()
    (git.root / "data" / "a.yaml").unlink()
    (git.root / "toolkits" / "a.yaml").write_text(WORSE, encoding="utf-8")

    assert gate(run)[0] == 1


def link(git: Git, path: str, leads: str) -> None:
    (git.root / path).parent.mkdir(exist_ok=True)
    (git.root / path).unlink(missing_ok=True)
    (git.root / path).symlink_to(leads)


def test_what_a_link_leads_to_may_not_get_worse(git: Git, run: Run) -> None:
    link(git, "toolkits/a.yaml", "../records/a.yaml")
    git.commit({"records/a.yaml": OLD, "toolkits/b.yaml": OTHER})
    (git.root / "records" / "a.yaml").write_text(WORSE, encoding="utf-8")

    code, found = gate(run)

    assert code == 1
    assert (found["comparisons"][0]["old"]["toolkit"], found["comparisons"][0]["new"]["toolkit"]) == (
        "HEAD:toolkits/a.yaml",
        "toolkits/a.yaml",
    )
    assert gate(run, "HEAD:toolkits/a.yaml")[0] == 1


def test_a_link_that_is_turned_to_another_file_hides_no_loss(
    git: Git, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    link(git, "toolkits/a.yaml", "../records/a.yaml")
    git.commit({"records/a.yaml": OLD, "records/worse.yaml": WORSE})
    link(git, "toolkits/a.yaml", "../records/worse.yaml")

    assert gate(run)[0] == 1
    assert gate(run, "HEAD:toolkits/a.yaml")[0] == 1

    monkeypatch.chdir(git.root / "toolkits")

    assert gate(run, "HEAD:a.yaml")[0] == 1


def test_a_toolkit_and_a_link_to_it_are_one(git: Git, run: Run) -> None:
    link(git, "toolkits/2020.yaml", "2021.yaml")
    git.commit({"toolkits/2021.yaml": OLD})

    done = run("diff", "--no-worse-than", "HEAD")

    assert (done.code, done.stderr) == (0, "")


def test_a_link_out_of_the_repository_is_left_out_with_a_note(git: Git, run: Run) -> None:
    (git.root.parent / "away.yaml").write_text(OLD, encoding="utf-8")
    link(git, "toolkits/a.yaml", "../../away.yaml")
    git.commit({"toolkits/b.yaml": OTHER})

    done = run("diff", "--no-worse-than", "HEAD")

    assert done.stderr == (
        "left out HEAD:toolkits/a.yaml, a link to no file in the revision: nothing is held against it\n"
    )


def test_a_line_feed_in_a_name_hides_no_loss(git: Git, run: Run) -> None:
    git.commit({"toolkits/a\nb.yaml": OLD, "toolkits/z.yaml": OTHER})
    (git.root / "toolkits" / "a\nb.yaml").write_text(WORSE, encoding="utf-8")

    assert gate(run)[0] == 1


def test_several_toolkits_that_are_gone_are_many(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD, "toolkits/b.yaml": OTHER, "toolkits/c.yaml": OTHER.replace("Dec", "Nov")})
    git("rm", "--quiet", "toolkits/b.yaml", "toolkits/c.yaml")

    assert run("diff", "--no-worse-than", "HEAD").stdout.startswith("Worse than at HEAD: 2 toolkits are gone\n")


def test_a_toolkit_that_is_gone_does_not_pass_and_one_with_a_later_in_its_place_does(git: Git, run: Run) -> None:
    git.commit({"toolkits/a.yaml": OLD})
    git("rm", "--quiet", "toolkits/a.yaml")
    (git.root / "toolkits").mkdir()

    assert gate(run)[0] == 1

    (git.root / "toolkits" / "later.yaml").write_text(
        OLD.replace("period: Dec 2021", "period: Jan 2022"), encoding="utf-8"
    )

    assert gate(run)[0] == 0


# From Python


@pytest.mark.usefixtures("quarters")
def test_the_library_gives_the_comparison() -> None:
    found = prevent_cli.diff("toolkits/2021-12.yaml", "toolkits/2022-03.yaml")

    assert [one.kind for one in found.changes] == ["rating-worse", "action-dropped"]


def test_the_library_raises_what_the_command_prints(quarters: Path) -> None:
    (quarters / "broken.yaml").write_text(BROKEN, encoding="utf-8")

    with pytest.raises(InvalidRecordError):
        prevent_cli.diff("toolkits/2021-12.yaml", "broken.yaml")
    with pytest.raises(PreventError, match="are not one toolkit each"):
        prevent_cli.diff("toolkits", "toolkits")
