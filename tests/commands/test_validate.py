from __future__ import annotations

import json
import os
from threading import Thread
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

import prevent_cli

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

SOUND = "benchmarks: []\n"
WARNED = "benchmarks: [{id: 7, actions: [{id: A1, text: Print it, due: 2022}]}]\n"
WRONG = "benchmarks: [{id: 7, rating: orange}]\n"
OTHER = "format: crosswalk/1\nperiod: x\nfrom: a\nto: b\n"


def checked(run: Run, *args: str) -> dict[str, int]:
    found = json.loads(run("validate", "--format", "json", *args).stdout)
    return {key: found[key] for key in ("files", "errors", "warnings")}


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (SOUND, [], 0),
        (SOUND, ["--strict"], 0),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 1),
        (WRONG, [], 1),
        (WRONG, ["--strict"], 1),
    ],
)
def test_the_exit_code_says_whether_there_are_errors(
    run: Run, project: MakeProject, text: str, options: list[str], code: int
) -> None:
    project({"toolkits/a.yaml": text})

    assert run("validate", *options).code == code


def test_text_says_file_line_column_level_and_code(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WRONG})

    first = run("validate").stdout.splitlines()[0]

    assert first.startswith("toolkits/a.yaml:4:30: error: 'orange' is not")
    assert first.endswith("[unknown-value]")


def test_text_shows_the_line_with_a_caret_below_the_place(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WRONG})
    _, line, caret, *_ = run("validate").stdout.splitlines()

    assert line[caret.index("^") :].startswith("orange")


def test_text_says_what_to_do(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WRONG})

    assert "help: allowed are: red, amber, green" in run("validate").stdout


def test_text_ends_with_a_count(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WRONG, "toolkits/b.yaml": WARNED})

    assert run("validate").stdout.splitlines()[-1] == (
        "2 files checked: 1 error, 1 warning; in 1 of them warnings were not looked for"
    )


def test_what_was_not_looked_for_is_not_called_none(project: MakeProject, run: Run) -> None:
    project({"toolkits/a.yaml": WRONG})

    for _ in range(2):  # and from the cache
        assert run("validate").stdout.splitlines()[-1] == "1 file checked: 1 error; warnings were not looked for"


def test_of_a_toolkit_whose_framework_is_broken_warnings_were_not_looked_for(project: MakeProject, run: Run) -> None:
    root = project(
        {
            "toolkits/a.yaml": WARNED + "framework: ours\n",
            "frameworks/ours.yaml": "format: framework/1\nid: ours\ntitel: Ours\n",
        }
    )

    said = [run("validate", str(root / "toolkits/a.yaml")).stdout.splitlines() for _ in range(2)]  # and from the cache

    assert [lines[-1] for lines in said] == ["1 file checked: 1 error; warnings were not looked for"] * 2


def test_a_reason_of_several_lines_cannot_look_like_a_finding(run: Run, project: MakeProject) -> None:
    reason = '"Soon.\\n\\nb.yaml:1:1: error: forged [no-owner]\\n\\n9 files checked"'
    project({"toolkits/a.yaml": WAIVED.replace("Soon.", reason)})

    said = run("validate", "--waived").stdout

    assert "  accepted: Soon. b.yaml:1:1: error: forged [no-owner] 9 files checked (until 2099)\n" in said


def test_inside_github_actions_what_is_waived_is_listed_as_text(
    run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    project({"toolkits/a.yaml": WAIVED})

    done = run("validate", "--waived")

    assert done.code == 0
    assert "  accepted: Soon. (until 2099)\n" in done.stdout


def test_of_a_record_with_errors_warnings_are_looked_for(project: MakeProject, run: Run) -> None:
    project(
        {"toolkits/a.yaml": "format: toolkit/1\norganisation: {name: A}\nperiod: 2021\nframework: x\nbenchmarks: []\n"}
    )

    assert run("validate").stdout.splitlines()[-1] == "1 file checked: 1 error, no warnings"


def test_text_says_how_many_findings_are_waived(run: Run, project: MakeProject) -> None:
    waiver = "waivers: [{code: no-owner, at: A1, reason: Soon., until: 2099}]\n"
    project({"toolkits/a.yaml": WARNED})
    assert "[no-owner]" in run("validate").stdout
    project({"toolkits/a.yaml": WARNED + waiver})

    said = [run("validate").stdout for _ in range(2)]  # the second from the cache

    assert said == ["1 file checked: no errors, no warnings, 1 waived\n"] * 2


WAIVED = WARNED + "waivers: [{code: no-owner, at: A1, reason: Soon., until: 2099}]\n"


def test_text_lists_what_is_waived_when_asked(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WAIVED})

    said = [run("validate", "--waived") for _ in range(2)]  # the second from the cache

    assert {one.code for one in said} == {0}
    assert said[0].stdout == said[1].stdout
    assert ": waived: " in said[0].stdout
    assert "  accepted: Soon. (until 2099)\n" in said[0].stdout
    assert said[0].stdout.endswith("1 file checked: no errors, no warnings, 1 waived\n")


def test_what_is_waived_does_not_fail_even_where_it_is_an_error(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WAIVED, "prevent.toml": '[checks]\nno-owner = "error"\n'})

    assert run("validate", "--strict", "--waived").code == 0
    assert 'failures="0"' in run("validate", "--format", "junit").stdout.splitlines()[1]


def test_json_has_what_is_waived_apart(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WAIVED})

    found = json.loads(run("validate", "--format", "json").stdout)

    assert (found["errors"], found["warnings"], found["findings"], found["waived"]) == (0, 0, [], 1)
    (one,) = found["waived_findings"]
    assert (one["code"], one["at"], one["waiver"]) == ("no-owner", "A1", "Soon. (until 2099)")


def test_sarif_suppresses_what_is_waived_when_asked(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WAIVED})

    (usual,) = json.loads(run("validate", "--format", "sarif").stdout)["runs"]
    (asked,) = json.loads(run("validate", "--format", "sarif", "--waived").stdout)["runs"]

    assert usual["results"] == []
    (one,) = asked["results"]
    assert one["ruleId"] == "no-owner"
    assert one["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "Soon. (until 2099)"}]


def test_junit_skips_what_is_waived(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WAIVED})

    root = ET.fromstring(run("validate", "--format", "junit").stdout)  # noqa: S314 - our own output

    (suite,) = root
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("1", "0", "1")
    assert [one.get("message") for one in root.iter("skipped")] == ["waived: Soon. (until 2099)"]


@pytest.mark.parametrize("format", ["json", "junit", "github"])
def test_asking_for_what_is_waived_is_refused_where_it_means_nothing(
    run: Run, project: MakeProject, format: str
) -> None:
    project({"toolkits/a.yaml": WAIVED})

    done = run("validate", "--waived", "--format", format)

    assert (done.code, done.stdout) == (2, "")
    assert f"--waived means nothing with --format {format}" in done.stderr


def test_the_library_leaves_out_what_is_waived(project: MakeProject) -> None:
    folder = project({"toolkits/a.yaml": WAIVED})

    assert list(prevent_cli.validate(folder / "toolkits")) == []


def test_a_hint_is_no_result_and_quiet_leaves_it_out(run: Run, project: MakeProject) -> None:
    project({f"toolkits/{at}.yaml": WRONG for at in range(11)})

    loud, quiet = run("validate"), run("-q", "validate")

    assert loud.stderr == "'prevent explain CODE' says what each means.\n"
    assert (quiet.stderr, quiet.stdout) == ("", loud.stdout)
    assert "explain CODE" in run("rag").stderr
    assert "explain CODE" not in run("-q", "rag").stderr


def test_text_says_that_all_is_well(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": SOUND})

    assert run("validate").stdout == "1 file checked: no errors, no warnings\n"


def test_json_has_the_keys_that_scripts_rely_on(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WRONG})
    found = json.loads(run("validate", "--format", "json").stdout)

    assert {"files", "errors", "warnings", "findings"} <= found.keys()
    assert {"file", "line", "column", "code", "level", "at", "message", "help"} <= found["findings"][0].keys()


def test_json_says_where_and_what(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WRONG})
    (one,) = json.loads(run("validate", "--format", "json").stdout)["findings"]

    assert (one["file"], one["line"], one["column"], one["code"], one["level"], one["at"]) == (
        ("toolkits/a.yaml", 4, 30, "unknown-value", "error", "7")
    )


def test_json_says_null_where_no_item_is_concerned(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": "benchmarks: []\nunknown: x\n"})
    (one,) = json.loads(run("validate", "--format", "json").stdout)["findings"]

    assert one["at"] is None


def test_results_go_to_stdout_alone(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WRONG})

    assert run("validate").stderr == ""


def test_findings_of_every_file_are_given(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WRONG, "toolkits/b.yaml": WRONG, "toolkits/deep/er/c.yml": WRONG})

    assert checked(run) == {"files": 3, "errors": 3, "warnings": 0}


def test_a_file_may_be_named(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WRONG, "toolkits/b.yaml": SOUND})

    assert checked(run, "toolkits/b.yaml") == {"files": 1, "errors": 0, "warnings": 0}


def test_a_file_named_twice_is_checked_once(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": WRONG})

    assert checked(run, "toolkits/a.yaml", "toolkits")["files"] == 1


def test_a_file_in_two_spellings_is_checked_once(run: Run, project: MakeProject) -> None:
    folder = project({"toolkits/a.yaml": SOUND})

    assert checked(run, "toolkits/a.yaml", "./toolkits/../toolkits/a.yaml", str(folder / "toolkits"))["files"] == 1


def test_a_file_and_a_link_to_it_are_checked_once(run: Run, project: MakeProject) -> None:
    folder = project({"toolkits/2021-12.yaml": SOUND})
    (folder / "toolkits/latest.yaml").symlink_to("2021-12.yaml")

    assert checked(run)["files"] == 1
    assert checked(run, "toolkits/latest.yaml", "toolkits/2021-12.yaml")["files"] == 1


def test_a_file_below_a_linked_folder_is_checked_once(run: Run, project: MakeProject) -> None:
    folder = project({"toolkits/a.yaml": SOUND})
    (folder / "toolkits/current.yaml").symlink_to("a.yaml")
    (folder / "link").symlink_to("toolkits")

    assert checked(run, str(folder / "link"), "toolkits", "link/a.yaml")["files"] == 1


def test_a_file_named_may_have_any_name(run: Run, project: MakeProject) -> None:
    project({"draft.txt": "format: toolkit/1\norganisation: {name: x}\nperiod: 2021\nbenchmarks: []\n"})

    assert checked(run, "draft.txt") == {"files": 1, "errors": 0, "warnings": 0}


def test_a_folder_may_be_named(run: Run, project: MakeProject) -> None:
    project({"drafts/a.yaml": WRONG, "toolkits/b.yaml": SOUND})

    assert checked(run, "drafts") == {"files": 1, "errors": 1, "warnings": 0}


@pytest.mark.parametrize("command", ["validate", "actions", "rag", "show", "render"])
def test_a_path_that_is_not_there_is_refused(run: Run, project: MakeProject, command: str) -> None:
    project({"toolkits/a.yaml": SOUND})
    done = run(command, "toolkits/b.yaml")

    assert (done.code, done.stdout) == (2, "")
    assert "there is no file or folder toolkits/b.yaml" in done.stderr


def test_a_path_that_is_nearly_there_is_suggested(run: Run, project: MakeProject) -> None:
    project({"toolkits/thurrock.yaml": SOUND})

    assert "did you mean toolkits/thurrock.yaml?" in run("validate", "toolkits/thurock.yaml").stderr


def test_a_folder_without_toolkits_is_refused(run: Run, project: MakeProject) -> None:
    project({"empty/notes.txt": "x"})
    done = run("validate", "empty")

    assert (done.code, done.stdout) == (2, "")
    assert "there is no toolkit in empty" in done.stderr


@pytest.mark.parametrize("command", ["validate", "actions", "rag", "show", "render"])
def test_without_any_project_it_says_where_it_looked_and_how_to_begin(
    run: Run, project: MakeProject, command: str
) -> None:
    folder = project({})
    done = run(command)

    assert (done.code, done.stdout) == (2, "")
    assert str(folder) in done.stderr
    assert "toolkits" in done.stderr
    assert "prevent.toml" in done.stderr


def test_prevent_toml_names_the_folder(run: Run, project: MakeProject) -> None:
    project({"prevent.toml": 'toolkits = "papers"\n', "papers/a.yaml": WRONG, "toolkits/b.yaml": SOUND})

    assert checked(run) == {"files": 1, "errors": 1, "warnings": 0}


def test_pyproject_toml_names_the_folder(run: Run, project: MakeProject) -> None:
    project({"pyproject.toml": '[tool.prevent]\ntoolkits = "papers"\n', "papers/a.yaml": WRONG})

    assert checked(run) == {"files": 1, "errors": 1, "warnings": 0}


def test_prevent_toml_comes_before_pyproject_toml(run: Run, project: MakeProject) -> None:
    project(
        {
            "prevent.toml": 'toolkits = "papers"\n',
            "pyproject.toml": '[tool.prevent]\ntoolkits = "drafts"\n',
            "papers/a.yaml": WRONG,
            "drafts/b.yaml": SOUND,
        }
    )

    assert checked(run)["errors"] == 1


def test_pyproject_toml_of_another_tool_is_passed_over(run: Run, project: MakeProject) -> None:
    project({"pyproject.toml": "[tool.other]\n", "toolkits/a.yaml": WRONG})

    assert checked(run)["files"] == 1


def test_a_folder_toolkits_is_found(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": SOUND, "elsewhere/b.yaml": WRONG})

    assert checked(run) == {"files": 1, "errors": 0, "warnings": 0}


@pytest.mark.parametrize("config", ["prevent.toml", "toolkits"])
def test_a_project_is_found_from_a_folder_below(
    run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch, config: str
) -> None:
    folder = project({"toolkits/a.yaml": SOUND, "deep/er/notes.txt": "x"})
    if config == "prevent.toml":
        (folder / config).write_text('toolkits = "toolkits"\n')
    monkeypatch.chdir(folder / "deep" / "er")

    assert checked(run)["files"] == 1


def test_configuration_above_comes_before_a_folder_toolkits_here(
    run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project({"prevent.toml": 'toolkits = "papers"\n', "papers/a.yaml": WRONG, "deep/toolkits/b.yaml": SOUND})
    monkeypatch.chdir(folder / "deep")

    assert checked(run)["errors"] == 1


def test_nothing_is_looked_for_above_the_git_root(
    run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project({"toolkits/a.yaml": SOUND, "inner/.git/HEAD": "x", "inner/deep/notes.txt": "x"})
    monkeypatch.chdir(folder / "inner" / "deep")

    assert run("validate").code == 2


def test_nothing_is_looked_for_above_home(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project({"toolkits/a.yaml": SOUND, "home/deep/notes.txt": "x"})
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.chdir(folder / "home" / "deep")

    assert run("validate").code == 2


def test_hidden_folders_and_files_are_skipped(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": SOUND, "toolkits/.old/b.yaml": WRONG, "toolkits/.c.yaml": WRONG})

    assert checked(run)["files"] == 1


def test_a_file_of_another_format_is_skipped(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": SOUND, "toolkits/b.yaml": OTHER, "toolkits/c.yaml": "on: push\n"})

    assert checked(run)["files"] == 1


def test_a_file_that_forgot_its_format_is_not_skipped(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": "organisation: {name: x}\nperiod: 2021\nbenchmarks: []\n"})

    assert checked(run) == {"files": 1, "errors": 1, "warnings": 0}


@pytest.mark.parametrize("said", ["format: toolkt/1\n", "format: Toolkit/1\n", "format: 1\n"])
def test_a_file_that_misspells_its_format_is_not_skipped(run: Run, project: MakeProject, said: str) -> None:
    project({"toolkits/a.yaml": f"{said}organisation: {{name: x}}\nperiod: 2021\nbenchmarks: []\n"})

    assert checked(run) == {"files": 1, "errors": 1, "warnings": 0}


@pytest.mark.parametrize("text", ["format: csv\nperiod: x\n", "format: toolbar/2\nto: x\n"])
def test_a_file_of_another_program_is_skipped(run: Run, project: MakeProject, text: str) -> None:
    folder = project({"toolkits/a.yaml": SOUND})
    (folder / "toolkits/b.yaml").write_text(text)

    assert checked(run)["files"] == 1


@pytest.mark.parametrize("text", ["{{{}}}", "{{\n  {}\n}}\n"])
def test_a_toolkit_in_braces_is_not_skipped(run: Run, project: MakeProject, text: str) -> None:
    inner = "'format': toolkit/1, organisation: {name: x}, period: 2021, benchmarks: []"
    project({"toolkits/a.yaml": text.format(inner), "toolkits/b.yaml": text.format("format: int32, a: b")})

    assert checked(run)["files"] == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_file_in_another_encoding_is_not_skipped(run: Run, project: MakeProject, encoding: str) -> None:
    folder = project({"toolkits/a.yaml": SOUND})
    (folder / "toolkits/b.yaml").write_bytes(SOUND.encode(encoding))

    assert checked(run)["files"] == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_framework_in_another_encoding_is_none_of_the_toolkits(run: Run, project: MakeProject, encoding: str) -> None:
    folder = project({"toolkits/a.yaml": SOUND})
    (folder / "toolkits/b.yaml").write_bytes("format: framework/1\nid: b\nbenchmarks: []\n".encode(encoding))

    assert checked(run)["files"] == 1


@pytest.mark.parametrize("content", ["", "\r\n", "\ufeff", "\0" * 4096], ids=["empty", "blank", "mark", "nought"])
def test_a_period_that_holds_nothing_is_not_skipped(run: Run, project: MakeProject, content: str) -> None:
    project({"toolkits/a.yaml": SOUND, "toolkits/2022-03.yaml": content, "toolkits/other.yaml": content})

    assert checked(run) == {"files": 2, "errors": 1, "warnings": 0}


def test_a_framework_of_the_project_is_found(run: Run, project: MakeProject) -> None:
    project(
        {
            "toolkits/a.yaml": "benchmarks: []\nframework: ours\n",
            "frameworks/ours.yaml": "format: framework/1\nid: ours\ntitle: Ours\nbenchmarks: []\n",
        }
    )

    assert checked(run) == {"files": 1, "errors": 0, "warnings": 0}


@pytest.mark.parametrize(
    "config",
    ["toolkits = ", 'toolkits = "nowhere"\n', "toolkits = 7\n", 'toolkit = "toolkits"\n', "\x00"],
)
def test_configuration_that_is_wrong_is_refused(run: Run, project: MakeProject, config: str) -> None:
    project({"prevent.toml": config, "toolkits/a.yaml": SOUND})
    done = run("validate")

    assert (done.code, done.stdout) == (2, "")
    assert "prevent.toml" in done.stderr


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\xff", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xfea\x00", b"[" * 100, b"- a\n", b"text"],
    ids=["empty", "binary", "png", "utf-16", "brackets", "list", "text"],
)
@pytest.mark.parametrize("command", ["validate", "actions", "rag", "show", "render"])
def test_a_file_that_is_no_toolkit_is_a_finding(run: Run, project: MakeProject, content: bytes, command: str) -> None:
    folder = project({})
    (folder / "a.yaml").write_bytes(content)
    done = run(command, "a.yaml")

    assert done.code == 1
    assert "a.yaml:1:" in done.stdout + done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="a device of Unix")  # noqa: PTH110
@pytest.mark.parametrize("command", ["validate", "actions", "rag", "show", "render"])
def test_a_device_without_content_is_a_finding(run_process: Run, command: str) -> None:
    done = run_process(command, "/dev/null")

    assert done.code == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "--format", "yaml"],
        ["validate", "--nonsense"],
        ["nonsense"],
        ["actions", "--format", "xml"],
        ["actions", "--sort", "colour"],
        ["actions", "--group-by", "colour"],
        ["actions", "--status", "done"],
        ["actions", "--due-by", "soon"],
        ["actions", "--as-of", "21 Nov"],
        ["actions", "--audience", "everyone"],
        ["actions", "--owner", "Nobody"],
        ["rag", "--policy", "best"],
        ["rag", "--format", "csv"],
        ["render", "--format", "doc"],
        ["show", "99"],
        ["explain", "nothing"],
        ["frameworks", "nothing"],
        ["schema", "nothing"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("paper")
def test_what_is_not_understood_is_refused(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr != ""


def test_two_toolkits_of_one_body_and_period_are_found(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": SOUND, "toolkits/b.yaml": SOUND})
    found = json.loads(run("validate", "--format", "json").stdout)["findings"]

    assert [(one["file"], one["code"]) for one in found] == [("toolkits/b.yaml", "same-period")]


@pytest.mark.parametrize("text", ["tool = 3\n", "[tool]\nother = 3\n"])
def test_a_pyproject_of_another_shape_is_no_configuration(run: Run, project: MakeProject, text: str) -> None:
    project({"pyproject.toml": text, "toolkits/a.yaml": SOUND})

    assert run("validate").code == 0


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("pyproject.toml", "[tool]\nprevent = 3\n", "'prevent' should be a table"),
        ("prevent.toml", "toolkits = 3\n", "'toolkits' should be a folder in quotes"),
        ("prevent.toml", 'frameworks = "nowhere"\n', "does not exist"),
        ("prevent.toml", "checks = 1\n", "'checks' should be a table"),
        ("prevent.toml", "x", "cannot be read"),
    ],
)
def test_a_configuration_of_the_wrong_shape_is_refused(
    run: Run, project: MakeProject, name: str, text: str, said: str
) -> None:
    project({name: text, "toolkits/a.yaml": SOUND})

    done = run("validate")

    assert (done.code, done.stdout) == (2, "")
    assert said in done.stderr


def test_what_comes_through_a_pipe_is_read_once(run_process: Run, project: MakeProject) -> None:
    folder = project({"toolkits/a.yaml": SOUND})
    run_process("validate")  # so that there is a cache, which is asked by content too
    os.mkfifo(folder / "pipe")
    writer = Thread(target=(folder / "pipe").write_text, args=((folder / "toolkits/a.yaml").read_text(),), daemon=True)
    writer.start()

    assert run_process("validate", "pipe").code == 0
    writer.join(5)
    assert not writer.is_alive()


def test_a_pipe_among_the_toolkits_is_passed_over(run: Run, project: MakeProject) -> None:
    folder = project({"toolkits/a.yaml": SOUND})
    os.mkfifo(folder / "toolkits" / "pipe.yaml")

    assert run("validate").code == 0


def test_a_link_that_leads_nowhere_is_called_one(run: Run, project: MakeProject) -> None:
    (project({}) / "dang.yaml").symlink_to("gone.yaml")

    done = run("validate", "dang.yaml")

    assert done.code == 2
    assert done.stderr.startswith("error: dang.yaml is a link to gone.yaml, which leads to no file\n")


def test_a_link_that_leads_nowhere_is_not_suggested(run: Run, project: MakeProject) -> None:
    (project({}) / "dang.yaml").symlink_to("gone.yaml")

    assert "did you mean" not in run("validate", "dung.yaml").stderr
