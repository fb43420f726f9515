from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prevent_cli.errors import InvalidRecordError, PreventError
from prevent_cli.tagged import Tagged
from prevent_cli.workspace import Workspace
from tests.repositories import git, tagged

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment

DAY = date(2026, 1, 1)
BODY = "benchmarks: [{id: 1, rating: RATING}]\n"


def toolkit(period: str, rating: str = "green", organisation: str = "{name: Testshire}") -> str:
    return f"format: toolkit/1\norganisation: {organisation}\nperiod: {period}\n" + BODY.replace("RATING", rating)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty git repository and go there."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    return tmp_path


def seen(found: list[Assessment]) -> list[tuple[str, str, str | None]]:
    return [
        (one.file, str(one.period), one.benchmarks[0].judged.value if one.benchmarks[0].judged else None)
        for one in found
    ]


def read(folder: Path, pattern: str, *paths: str) -> list[Assessment]:
    """Work out what tags keep, as seen from a folder."""
    return Tagged(Workspace([Path(path) for path in paths], folder, DAY)).assessments(pattern)


def test_each_tag_gives_its_version_of_the_files(repository: Path) -> None:
    tagged("q1", {"toolkits/now.yaml": toolkit("Q1 2025/26", "red")})
    tagged("q2", {"toolkits/now.yaml": toolkit("Q2 2025/26", "amber")})

    assert seen(read(repository, "*")) == [
        ("q2:toolkits/now.yaml", "Q2 2025/26", "amber"),
        ("q1:toolkits/now.yaml", "Q1 2025/26", "red"),
    ]


def test_the_newest_tag_counts_where_several_have_a_period(repository: Path) -> None:
    tagged("draft", {"toolkits/a.yaml": toolkit("Q1 2025/26", "red")})
    tagged("final", {"toolkits/a.yaml": toolkit("q1 2025/26", "green")})

    assert seen(read(repository, "*")) == [("final:toolkits/a.yaml", "q1 2025/26", "green")]


def test_a_tag_is_looked_through_where_its_own_settings_say(repository: Path) -> None:
    tagged("one", {"toolkits/a.yaml": toolkit("2024")})
    git("rm", "-q", "toolkits/a.yaml")
    tagged("two", {"papers/a.yaml": toolkit("2025"), "prevent.toml": "toolkits = 'papers'\n"})

    found = read(repository, "*")

    assert {one.file for one in found} == {"one:toolkits/a.yaml", "two:papers/a.yaml"}


def test_a_file_that_did_not_change_is_read_once(repository: Path) -> None:
    tagged("one", {"toolkits/a.yaml": toolkit("2024")})
    tagged("two", {"toolkits/b.yaml": toolkit("2025")})

    found = read(repository, "*")

    assert [one.file for one in found] == ["two:toolkits/a.yaml", "two:toolkits/b.yaml"]


def test_a_mistake_in_a_version_that_does_not_count_is_no_matter(repository: Path) -> None:
    wrong = toolkit("2025").replace("id: 1,", "id: 1, actions: [{id: A1, text: x}, {id: A1, text: y}],")
    tagged("draft", {"toolkits/a.yaml": wrong})
    tagged("final", {"toolkits/a.yaml": toolkit("2025", "amber")})

    assert seen(read(repository, "*")) == [("final:toolkits/a.yaml", "2025", "amber")]
    with pytest.raises(InvalidRecordError) as refused:
        read(repository, "draft")
    assert {one.file for one in refused.value.findings} == {"draft:toolkits/a.yaml"}


def test_a_pattern_chooses_among_tags(repository: Path) -> None:
    tagged("board-1", {"toolkits/a.yaml": toolkit("2024")})
    tagged("release-1", {"toolkits/a.yaml": toolkit("2025")})

    assert [one.file for one in read(repository, "board-*")] == ["board-1:toolkits/a.yaml"]


def test_a_file_that_is_gone_may_be_named(repository: Path) -> None:
    tagged("old", {"papers/a.yaml": toolkit("2024"), "toolkits/b.yaml": toolkit("2025")})
    (repository / "papers" / "a.yaml").unlink()

    found = read(repository, "*", "papers/a.yaml")

    assert [one.file for one in found] == ["old:papers/a.yaml"]


def test_without_a_project_the_whole_repository_is_looked_through(repository: Path) -> None:
    tagged(
        "one", {"papers/a.yaml": toolkit("2024"), ".hidden/b.yaml": toolkit("2025"), "compose.yaml": "services: {}\n"}
    )

    assert [one.file for one in read(repository, "*")] == ["one:papers/a.yaml"]


def test_a_link_is_followed_as_the_tag_has_it(repository: Path) -> None:
    (repository / "toolkits").mkdir()
    (repository / "toolkits" / "now.yaml").symlink_to("../records/1.yaml")
    tagged("one", {"records/1.yaml": toolkit("2024"), "records/2.yaml": toolkit("2025")})
    (repository / "toolkits" / "now.yaml").unlink()
    (repository / "toolkits" / "now.yaml").symlink_to("../records/2.yaml")
    tagged("two", {})

    assert [(one.file, str(one.period)) for one in read(repository, "*")] == [
        ("two:toolkits/now.yaml", "2025"),
        ("one:toolkits/now.yaml", "2024"),
    ]


def test_a_link_to_no_file_of_the_tag_is_noted(repository: Path) -> None:
    (repository / "toolkits").mkdir()
    (repository / "toolkits" / "now.yaml").symlink_to("../../away.yaml")
    tagged("one", {"toolkits/b.yaml": toolkit("2025")})
    found = Tagged(Workspace([], repository, DAY))

    assert [one.file for one in found.assessments("*")] == ["one:toolkits/b.yaml"]
    assert found.passed_over == ["left out one:toolkits/now.yaml, a link to no file in the tag"]


def test_a_name_with_a_line_feed_is_found_and_told_in_one_line(repository: Path) -> None:
    tagged("one", {"toolkits/a\nb.yaml": toolkit("2024")})

    assert [one.file for one in read(repository, "*")] == [r"one:toolkits/a\nb.yaml"]


def test_a_tag_of_something_else_is_passed_over(repository: Path) -> None:
    tagged("one", {"toolkits/a.yaml": toolkit("2024")})
    git("tag", "blob", "HEAD:toolkits/a.yaml")

    assert [one.file for one in read(repository, "*")] == ["one:toolkits/a.yaml"]


def test_a_pattern_without_a_tag_names_those_there_are(repository: Path) -> None:
    tagged("board-1", {"toolkits/a.yaml": toolkit("2024")})

    with pytest.raises(PreventError, match="no tag fits '--delete'") as refused:
        read(repository, "--delete")

    assert refused.value.help == "tags, the newest first: board-1"


def test_a_repository_without_tags_says_how_to_make_one(repository: Path) -> None:
    with pytest.raises(PreventError) as refused:
        read(repository, "*")

    assert refused.value.help == "there are no tags yet; 'git tag NAME' makes one"


def test_tags_without_a_toolkit_say_where_they_were_looked_for(repository: Path) -> None:
    tagged("one", {"README.yaml": "x: y\n"})

    with pytest.raises(PreventError, match=r"keep no toolkit in papers"):
        read(repository, "*", "papers")


def test_outside_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    with pytest.raises(PreventError, match="is in no git repository"):
        read(tmp_path, "*")
