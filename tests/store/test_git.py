"""Git's history read with real git, in a repository made for the test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prevent_cli.errors import PreventError
from prevent_cli.store.git import Repository

if TYPE_CHECKING:
    from tests.conftest import Git


def test_the_repository_is_found_from_a_folder_below(git: Git) -> None:
    git.commit({"a/b/c.yaml": b"one"})

    assert Repository.around(Path("a/b")).root == Path.cwd().resolve()


def test_a_folder_in_no_repository_is_said_so(git: Git, tmp_path: Path) -> None:
    assert git("status") != ""

    with pytest.raises(PreventError, match="is in no git repository") as raised:
        Repository.around(tmp_path)

    assert "name files instead" in raised.value.help


def test_a_missing_git_is_said_so(git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert git("status") != ""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PreventError, match="git is not installed here"):
        Repository.around(Path.cwd())


def test_a_file_is_read_as_it_was(git: Git) -> None:
    git.commit({"a.yaml": b"first\r\n\xff"})
    git.commit({"a.yaml": b"second"})
    repository = Repository.around(Path.cwd())

    assert repository.content("HEAD~1", "a.yaml") == b"first\r\n\xff"
    assert repository.content("HEAD", "a.yaml") == b"second"


def test_a_file_that_was_not_there_is_none(git: Git) -> None:
    git.commit({"a.yaml": b"first"})

    assert Repository.around(Path.cwd()).content("HEAD", "b.yaml") is None


def test_many_files_are_read_in_one_run_whatever_their_names_and_contents(git: Git) -> None:
    files = {"a b.yaml": b"one\n\nblob 3\n", "é.yaml": b"", "sub/c.yaml": b"\0\1", "su\nb/d\n.yaml": b"two\n"}
    git.commit(files)
    repository = Repository.around(Path.cwd())

    assert repository.contents("HEAD", [*files, "missing.yaml", "sub"]) == files


LINKS = {
    "t/to.yaml": "../records/a.yaml",
    "t/through.yaml": "to.yaml",
    "t/below.yaml": "../folder/a.yaml",
    "t/up.yaml": "../folder/../b.yaml",
    "folder": "records",
    "t/nowhere.yaml": "../records/gone.yaml",
    "t/round.yaml": "circle.yaml",
    "t/circle.yaml": "round.yaml",
    "t/out.yaml": "../../records/a.yaml",
    "t/rooted.yaml": "/records/a.yaml",
    "t/folder.yaml": "../records",
}


@pytest.fixture
def links(git: Git) -> Repository:
    """A repository of links, which point elsewhere on disk since."""
    (git.root / "t").mkdir()
    for name, leads in LINKS.items():
        (git.root / name).symlink_to(leads)
    git.commit({"records/a.yaml": b"a", "b.yaml": b"b"})
    (git.root / "t" / "to.yaml").unlink()
    (git.root / "t" / "to.yaml").symlink_to("../b.yaml")
    return Repository.around(Path.cwd())


def test_links_are_followed_as_the_revision_has_them_and_never_out_of_it(links: Repository) -> None:
    asked = [*LINKS, "folder/a.yaml", "../b.yaml", "/b.yaml"]

    assert links.contents("HEAD", asked) == {
        "t/to.yaml": b"a",
        "t/through.yaml": b"a",
        "t/below.yaml": b"a",
        "t/up.yaml": b"b",
        "folder/a.yaml": b"a",
    }
    assert links.content("HEAD", "t/through.yaml") == b"a"


def test_a_file_that_several_names_lead_to_is_kept_once(links: Repository) -> None:
    assert links.distinct("HEAD", ["t/to.yaml", "t/through.yaml", "t/out.yaml", "b.yaml"]) == ["t/to.yaml", "b.yaml"]
    assert links.distinct("HEAD", ["t/to.yaml", "records/a.yaml", "t/through.yaml"]) == ["records/a.yaml"]


def test_links_that_lead_to_no_file_are_known(links: Repository) -> None:
    assert links.astray("HEAD", ["t/to.yaml", "t/nowhere.yaml", "t/out.yaml"]) == ["t/nowhere.yaml", "t/out.yaml"]


def test_yaml_files_of_a_revision_are_listed_below_a_folder(git: Git) -> None:
    git.commit({"t/a.yaml": b"1", "t/x/b.yml": b"2", "t/c.txt": b"3", "tt/d.yaml": b"4"})
    git("rm", "--quiet", "t/a.yaml")
    repository = Repository.around(Path.cwd())

    assert repository.files("HEAD", "t") == ["t/a.yaml", "t/x/b.yml"]
    assert repository.files("HEAD") == ["t/a.yaml", "t/x/b.yml", "tt/d.yaml"]


def test_a_branch_a_tag_and_a_short_name_mean_the_same_commit(git: Git) -> None:
    name = git.commit({"a.yaml": b"1"})
    git("tag", "-a", "q3", "-m", "Quarter three")
    repository = Repository.around(Path.cwd())

    assert [repository.commit(one) for one in ("main", "q3", name[:8])] == [name] * 3


@pytest.mark.parametrize("word", ["nowhere", "--all", "HEAD~7", ""])
def test_a_word_that_means_no_commit_is_none_and_never_an_option(git: Git, word: str) -> None:
    git.commit({"a.yaml": b"1"})
    repository = Repository.around(Path.cwd())

    assert repository.commit(word) is None
    with pytest.raises(PreventError, match="there is no revision"):
        repository.require(word)


def test_tags_come_oldest_first(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    for month, name in enumerate(["zulu", "alpha", "mike"], 1):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"2022-0{month}-01T00:00:00Z")
        git.commit({"a.yaml": name.encode()})
        git("tag", name)
    repository = Repository.around(Path.cwd())

    assert repository.tags() == ["zulu", "alpha", "mike"]
    assert repository.tags("a*") == ["alpha"]


def test_a_path_is_given_as_git_knows_it(git: Git, tmp_path: Path) -> None:
    git.commit({"t/a.yaml": b"1"})
    repository = Repository.around(Path.cwd())

    assert repository.path(Path("t/a.yaml")) == "t/a.yaml"
    with pytest.raises(PreventError, match="is not in the repository"):
        repository.path(tmp_path / "elsewhere.yaml")


def test_what_git_says_of_a_failure_is_passed_on(git: Git) -> None:
    git.commit({"a.yaml": b"1"})

    with pytest.raises(PreventError, match="git show: fatal:"):
        Repository.around(Path.cwd()).run("show", "nowhere")
