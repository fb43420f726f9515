"""``prevent snapshot``: what it writes, what it refuses, and what is found out later."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands.conftest import PAPER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Git, MakeProject, Run

FILE = "toolkits/paper.yaml"
FROZEN = "toolkits/paper.snapshot.json"
BARE = """\
format: toolkit/1
organisation: {name: Testshire Council}
framework: home-office-2018
period: Dec 2021
# Looked at twice.
benchmarks:
  - id: "8"
    rating: amber
"""


def frozen(root: Path) -> Any:
    return json.loads((root / FROZEN).read_text(encoding="utf-8"))


def snapshot_findings(run: Run) -> list[dict[str, Any]]:
    found = json.loads(run("validate", "--format", "json").stdout)["findings"]
    return [one for one in found if "snapshot" in one["code"]]


def change(root: Path, old: str, new: str) -> None:
    text = (root / FILE).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (root / FILE).write_text(text.replace(old, new), encoding="utf-8")


def test_it_writes_the_whole_report_beside_the_record(paper: Path, run: Run) -> None:
    done = run("snapshot")

    assert (done.code, done.stdout) == (0, f"{FROZEN}: the record as of 2021-12-31 is frozen\n")
    report = json.loads(run("render", "--format", "json", "-o", "-").stdout)
    kept = frozen(paper)
    head = kept.pop("snapshot")
    assert json.dumps(kept) == json.dumps(report).replace('"toolkits/paper.yaml"', '"paper.yaml"')
    assert head["format"] == "snapshot/1"
    assert re.fullmatch("[0-9a-f]{64}", head["sha256"])


def test_what_officers_alone_may_see_is_in_it(paper: Path, run: Run) -> None:
    run("snapshot")

    assert frozen(paper)["audience"] == "officers"
    assert "=2+2" in (paper / FROZEN).read_text(encoding="utf-8")


def test_a_record_that_says_all_is_not_touched(paper: Path, run: Run) -> None:
    run("snapshot")

    assert (paper / FILE).read_text(encoding="utf-8") == PAPER


def test_the_day_and_the_frameworks_words_are_written_in_where_they_are_missing(project: MakeProject, run: Run) -> None:
    root = project({FILE: BARE})
    done = run("snapshot")

    text = (root / FILE).read_text(encoding="utf-8")
    assert "with 3 texts of the framework and its 'as_of' written in" in done.stdout
    assert 'period: Dec 2021\nas_of: 2021-12-31\n# Looked at twice.\nbenchmarks:\n  - id: "8"\n    title: ' in text
    assert frozen(root)["as_of"] == "2021-12-31"


def test_another_day_may_be_given_where_the_record_has_none(project: MakeProject, run: Run) -> None:
    root = project({FILE: BARE})
    run("snapshot", "--as-of", "15 Jan 2022")

    assert "as_of: 2022-01-15\n" in (root / FILE).read_text(encoding="utf-8")
    assert frozen(root)["as_of"] == "2022-01-15"


def test_a_day_after_the_period_is_told(project: MakeProject, run: Run) -> None:
    project({FILE: BARE})

    said = "note: it speaks for 2022-06-30 from now on, 181 days after its period, Dec 2021 (31 Dec 2021)"
    assert said in run("snapshot", "--as-of", "2022-06-30", "--dry-run").stderr
    assert said in run("snapshot", "--as-of", "2022-06-30").stderr


@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_a_day_that_is_still_to_come_is_refused(
    project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    root = project({FILE: BARE})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1641600000")  # 8 January 2022
    done = run("snapshot", "--as-of", "9 Jan 2022", *more)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == (
        "error: --as-of is 2022-01-09, which is still to come: today is 2022-01-08\n"
        "  help: give a day up to today, or freeze it when that day has come\n"
    )
    assert (root / FILE).read_text(encoding="utf-8") == BARE
    assert not (root / FROZEN).exists()


def test_today_may_be_frozen(project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({FILE: BARE})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1641600000")
    run("snapshot", "--as-of", "today")

    assert frozen(root)["as_of"] == "2022-01-08"


def test_a_record_that_speaks_for_a_day_to_come_is_not_frozen(
    paper: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1640822400")  # 30 December 2021
    done = run("snapshot")

    assert (done.code, done.stdout) == (2, "")
    assert f"{FILE} speaks for 2021-12-31, which is still to come: today is 2021-12-30" in done.stderr
    assert not (paper / FROZEN).exists()


@pytest.mark.parametrize("day", ["2021-12-15", "Dec 2021"])
def test_a_day_within_the_period_is_not_told(project: MakeProject, run: Run, day: str) -> None:
    project({FILE: BARE})

    assert run("snapshot", "--as-of", day).stderr == ""


def test_a_day_other_than_the_records_own_is_refused(paper: Path, run: Run) -> None:
    done = run("snapshot", "--as-of", "2022-01-15")

    assert (done.code, done.stdout) == (2, "")
    assert "speaks for 2021-12-31 already, not for 2022-01-15" in done.stderr
    assert not (paper / FROZEN).exists()


def test_a_dry_run_shows_the_difference_and_writes_nothing(project: MakeProject, run: Run) -> None:
    root = project({FILE: BARE})
    done = run("snapshot", "--dry-run")

    assert "+as_of: 2021-12-31\n" in done.stdout
    assert "not written: this is a dry run" in done.stderr
    assert [path.name for path in (root / "toolkits").iterdir()] == ["paper.yaml"]
    assert (root / FILE).read_text(encoding="utf-8") == BARE


def test_a_record_with_errors_is_not_frozen(project: MakeProject, run: Run) -> None:
    root = project({FILE: BARE.replace('"8"', '"99"')})
    done = run("snapshot")

    assert (done.code, done.stdout) == (1, "")
    assert "unknown-item" in done.stderr
    assert not (root / FROZEN).exists()
    assert "as_of" not in (root / FILE).read_text(encoding="utf-8")


def test_the_bytes_do_not_depend_on_the_folder_it_is_run_from(
    paper: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("snapshot")
    once = (paper / FROZEN).read_bytes()
    monkeypatch.chdir(paper / "toolkits")
    run("snapshot", "paper.yaml", "--again")

    assert (paper / FROZEN).read_bytes() == once


def test_a_second_time_nothing_is_written(paper: Path, run: Run) -> None:
    run("snapshot")
    before = (paper / FROZEN).stat().st_mtime_ns
    done = run("snapshot")

    assert (done.code, done.stderr) == (0, "")
    assert "the snapshot is there already, and the record has not changed since" in done.stdout
    assert (paper / FROZEN).stat().st_mtime_ns == before


def test_a_sound_snapshot_is_no_finding(paper: Path, run: Run) -> None:
    assert paper.is_dir()
    run("snapshot")

    assert snapshot_findings(run) == []


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("rating: amber", "rating: green", ": benchmark 8 (rating)"),
        ("evidence: The policy", "evidence: The new policy", ": 8.1 (evidence)"),
        ("id: 7.1.1\n", "id: 7.1.1\n            answer: met\n", ": 7.1.1 (answer)"),
        ("due: Nov 21", "due: Feb 22", ": A1 (due)"),
        ("text: Print it, owners: Prevent Board", "text: Print it all, owners: Clerk", ": A3 (owners, text)"),
        ("          - {id: A4, text: =2+2, audience: officers}\n", "", ": A4 (gone)"),
        ("text: =2+2", "text: =2+2}\n          - {id: A5, text: More", ": A5 (new)"),
        ("statement: Staff are trained.", "statement: Most staff are trained.", ", in its words or its head"),
    ],
)
def test_a_later_change_is_a_finding_that_says_where(paper: Path, run: Run, old: str, new: str, where: str) -> None:
    run("snapshot")
    change(paper, old, new)

    (found,) = snapshot_findings(run)

    assert found["message"] == f"the record has changed since its snapshot as of 2021-12-31{where}"
    assert (found["code"], found["level"], found["line"]) == ("changed-after-snapshot", "warning", 5)
    assert "next period's file" in found["help"]
    assert "--again" in found["help"]


def test_many_changes_are_counted(paper: Path, run: Run) -> None:
    run("snapshot")
    text = (paper / FILE).read_text(encoding="utf-8")
    (paper / FILE).write_text(text.replace("{id: A", "{id: B"), encoding="utf-8")

    (found,) = snapshot_findings(run)

    assert found["message"].endswith(": A9 (gone), A1 (gone), A2 (gone), A3 (gone), A10 (gone), A4 (gone) and 6 more")


def test_laying_it_out_anew_or_a_comment_is_no_change(paper: Path, run: Run) -> None:
    run("snapshot")
    change(paper, "benchmarks:\n", "# For the board.\nbenchmarks:\n")
    before = (paper / FILE).read_text(encoding="utf-8")
    done = run("fmt")

    assert (paper / FILE).read_text(encoding="utf-8") != before
    assert "frozen" not in done.stderr
    assert snapshot_findings(run) == []


def test_other_commands_do_not_care(paper: Path, run: Run) -> None:
    run("snapshot")
    change(paper, "rating: amber", "rating: green")

    done = run("rag")

    assert done.code == 0
    assert "snapshot" not in done.stdout + done.stderr


def test_a_project_may_let_a_change_fail_and_a_waiver_may_accept_it(paper: Path, run: Run) -> None:
    run("snapshot")
    change(paper, "rating: amber", "rating: green")
    (paper / "prevent.toml").write_text('[checks]\nchanged-after-snapshot = "error"\n', encoding="utf-8")

    assert run("validate").code == 1
    assert run("rate", "8", "red").code == 0
    (paper / "prevent.toml").unlink()
    waiver = "waivers: [{code: changed-after-snapshot, reason: A slip of the pen., until: Jan 2022}]\n"
    change(paper, "benchmarks:\n", f"{waiver}benchmarks:\n")
    assert snapshot_findings(run) == []


def test_a_changed_record_is_frozen_again_only_when_asked(paper: Path, run: Run) -> None:
    run("snapshot")
    once = (paper / FROZEN).read_bytes()
    change(paper, "rating: amber", "rating: green")

    refused = run("snapshot")
    assert (refused.code, refused.stdout, (paper / FROZEN).read_bytes()) == (2, "", once)
    assert "has changed since its snapshot" in refused.stderr

    assert run("snapshot", "--again").code == 0
    assert frozen(paper)["benchmarks"][1]["rating"]["judged"] == "green"
    assert snapshot_findings(run) == []


def test_an_edit_of_a_frozen_record_works_and_says_so_on_stderr(paper: Path, run: Run) -> None:
    run("snapshot")
    done = run("rate", "8", "red")

    assert done.code == 0
    assert "rating: red" in (paper / FILE).read_text(encoding="utf-8")
    assert f"{FILE} was frozen as of 2021-12-31 in {FROZEN}, which does not have this" in done.stderr


def test_an_edit_of_a_record_that_was_never_frozen_says_nothing(paper: Path, run: Run) -> None:
    assert paper.is_dir()
    assert "frozen" not in run("rate", "8", "red").stderr


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is not JSON"),
        (b'{"format": "report/1", "snap', "it is not JSON"),
        (b"<<<<<<< HEAD\n{}\n", "it is not JSON"),
        (b"\xff\xfe", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", "it has no key 'snapshot'"),
        (b'{"format": "report/1"}', "it has no key 'snapshot'"),
        (b'{"snapshot": {"format": "snapshot/9"}}', "it is not of the format snapshot/1"),
        (b'{"snapshot": {"format": "snapshot/1", "sha256": 7}}', "is not as it was written"),
        (b'{"as_of": "\\ud800", "snapshot": {"format": "snapshot/1", "sha256": "' + b"0" * 64 + b'"}}', "is not as it"),
    ],
)
def test_a_damaged_snapshot_is_a_finding_and_is_replaced_only_when_asked(
    paper: Path, run: Run, content: bytes, why: str
) -> None:
    (paper / FROZEN).write_bytes(content)

    (found,) = snapshot_findings(run)
    refused = run("snapshot")

    assert found["code"] == "damaged-snapshot"
    assert why in found["message"]
    assert (refused.code, (paper / FROZEN).read_bytes()) == (2, content)
    assert run("snapshot", "--again").code == 0
    assert snapshot_findings(run) == []


def test_a_folder_in_the_snapshots_place_is_a_finding(paper: Path, run: Run) -> None:
    (paper / FROZEN).mkdir()

    (found,) = snapshot_findings(run)

    assert "it cannot be read: is a directory" in found["message"]
    assert run("snapshot").code == 2


def test_a_snapshot_that_was_changed_by_hand_is_a_finding(paper: Path, run: Run) -> None:
    run("snapshot")
    text = (paper / FROZEN).read_text(encoding="utf-8")
    (paper / FROZEN).write_text(text.replace('"judged": "amber"', '"judged": "green"'), encoding="utf-8")

    (found,) = snapshot_findings(run)

    assert found["code"] == "damaged-snapshot"
    assert "it does not say what the record said when it was made: benchmark 8 (rating)" in found["message"]


def replaced(node: Any, key: str, value: Any) -> Any:
    """Put a value in the place of every one under a key."""
    if isinstance(node, list):
        return [replaced(one, key, value) for one in node]
    if not isinstance(node, dict):
        return node
    return {name: value if name == key else replaced(one, key, value) for name, one in node.items()}


@pytest.mark.parametrize("key", ["benchmarks", "questions", "evidence", "actions", "id", "rating", "owners"])
def test_whatever_stands_in_a_snapshot_is_a_finding_and_no_traceback(paper: Path, run: Run, key: str) -> None:
    run("snapshot")
    whole = frozen(paper)
    values: tuple[Any, ...] = ("\ud800", "\x1b[2J", 7, [[1]], {}, [{"id": "\x1b[2J", "status": "\ud800"}])
    for value in values:
        (paper / FROZEN).write_text(json.dumps(replaced(whole, key, value)), encoding="utf-8")
        done = run("validate")
        assert "[damaged-snapshot]" in done.stdout
        assert "\x1b" not in done.stdout


def test_the_finding_is_explained(run: Run) -> None:
    assert "since it was frozen" in run("explain", "changed-after-snapshot").stdout
    assert "cannot be relied on" in run("explain", "damaged-snapshot").stdout


@pytest.fixture
def history(git: Git) -> Git:
    git.commit({FILE: PAPER})
    for key, value in (("user.name", "Tester"), ("user.email", "tester@example.org")):
        git("config", key, value)
    return git


def test_snapshot_commit_tag(history: Git, run: Run) -> None:
    run("snapshot")
    history.commit({})
    done = run("snapshot", "--tag")

    assert (done.code, done.stderr.count("error")) == (0, 0), done.stderr
    assert "tagged testshire-council-2021-12" in done.stdout
    assert history("cat-file", "-t", "testshire-council-2021-12") == "tag"
    assert history("rev-parse", "testshire-council-2021-12^{commit}") == history("rev-parse", "HEAD")
    said = history("tag", "--list", "--format=%(contents)")
    sha = frozen(history.root)["snapshot"]["sha256"]
    assert said == f"Snapshot of Testshire Council, Dec 2021, as of 2021-12-31\n\nsha256 of the record: {sha}"


def test_a_tag_may_have_another_name(history: Git, run: Run) -> None:
    run("snapshot")
    history.commit({})
    run("snapshot", "--tag-name", "board/2022-01")

    assert history("tag", "--list") == "board/2022-01"


def test_a_dry_run_tags_nothing(history: Git, run: Run) -> None:
    run("snapshot")
    history.commit({})
    done = run("snapshot", "--tag", "--dry-run")

    assert (done.code, done.stdout) == (0, "")
    assert "it would be tagged testshire-council-2021-12" in done.stderr
    assert history("tag", "--list") == ""


def test_a_tag_that_exists_is_refused(history: Git, run: Run) -> None:
    run("snapshot")
    history.commit({})
    run("snapshot", "--tag")
    before = history("rev-parse", "testshire-council-2021-12")
    done = run("snapshot", "--tag")

    assert (done.code, done.stdout) == (2, "")
    assert "there is a tag 'testshire-council-2021-12' already" in done.stderr
    assert history("rev-parse", "testshire-council-2021-12") == before


def test_without_a_snapshot_there_is_nothing_to_tag(history: Git, run: Run) -> None:
    done = run("snapshot", "--tag")

    assert (done.code, history("tag", "--list")) == (2, "")
    assert "has no snapshot that fits it" in done.stderr


@pytest.mark.parametrize("ignored", [False, True])
def test_what_is_not_committed_is_not_tagged_and_how_to_commit_it_is_said(
    history: Git, run: Run, *, ignored: bool
) -> None:
    if ignored:
        history.commit({".gitignore": "*.json\n"})
    run("snapshot")
    done = run("snapshot", "--tag")

    assert (done.code, history("tag", "--list")) == (2, "")
    assert f"git add {FILE} {FROZEN} && git commit" in done.stderr


def test_a_comment_that_is_not_committed_keeps_the_tag_away_too(history: Git, run: Run) -> None:
    run("snapshot")
    history.commit({})
    change(history.root, "benchmarks:\n", "# For the board.\nbenchmarks:\n")

    assert "not committed" in run("snapshot", "--tag").stderr


def test_a_name_that_git_does_not_take_is_said_in_its_words(history: Git, run: Run) -> None:
    run("snapshot")
    history.commit({})
    done = run("snapshot", "--tag-name", "not a name")

    assert done.code == 2
    assert "'not a name' is not a valid tag name" in done.stderr


def test_a_folder_in_no_repository_cannot_be_tagged(project: MakeProject, run: Run) -> None:
    root = project({FILE: PAPER})
    (root / ".git").rmdir()
    run("snapshot", FILE)
    done = run("snapshot", FILE, "--tag")

    assert done.code == 2
    assert "is in no git repository" in done.stderr
