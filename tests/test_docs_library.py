"""What docs/library.md shows is run as it stands."""

from __future__ import annotations

import inspect
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import prevent_cli
from prevent_cli.errors import PreventError

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("code", BLOCKS, ids=[re.sub(r"\W+", " ", code)[:40] for code in BLOCKS])
def test_each_example_runs_and_says_something(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "toolkits", tmp_path / "toolkits")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "docs/library.md", "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out or (tmp_path / "board.html").stat().st_size > 10_000


@pytest.mark.parametrize("name", prevent_cli.__all__)
def test_the_table_gives_every_function_with_its_parameters(name: str) -> None:
    shown = re.search(rf"`{name}\((.*?)\)`", PAGE)
    assert shown
    assert re.findall(r"\*?(\w+)(?:=[^,]+)?(?:, |$)", shown[1]) == list(
        inspect.signature(getattr(prevent_cli, name)).parameters
    )


def test_an_unknown_word_is_refused_with_those_that_are_known() -> None:
    path = ROOT / "toolkits" / "thurrock" / "2021-12.yaml"
    with pytest.raises(PreventError, match="format does not know 'htm1'"):
        prevent_cli.render(path, "htm1")
    with pytest.raises(PreventError, match="policy does not know 'fair'"):
        prevent_cli.rate(path, policy="fair")


@pytest.mark.parametrize("word", ["audience", "language"])
def test_so_is_that_of_an_edition(word: str) -> None:
    path = ROOT / "toolkits" / "thurrock" / "2021-12.yaml"
    with pytest.raises(PreventError, match=f"{word} does not know 'secret'"):
        prevent_cli.render(path, "md", **{word: "secret"})  # type: ignore[arg-type]  # what mypy refuses is tried


def test_an_unknown_audience_of_a_comparison_is_refused() -> None:
    path = ROOT / "toolkits" / "thurrock" / "2021-12.yaml"
    with pytest.raises(PreventError, match="audience does not know 'secret'"):
        prevent_cli.diff(path, path, audience="secret")  # type: ignore[arg-type]  # what mypy refuses is tried


@pytest.mark.parametrize("day", ["2022-03-31", datetime(2022, 3, 31, tzinfo=UTC)])
def test_what_is_no_date_is_refused_in_a_sentence(day: Any) -> None:
    path = ROOT / "toolkits" / "thurrock" / "2021-12.yaml"
    with pytest.raises(TypeError, match=r"as_of should be a datetime.date, such as date\(2022, 3, 31\), and is "):
        prevent_cli.rate(path, as_of=day)
    with pytest.raises(TypeError, match=r"as_of should be a datetime.date"):
        prevent_cli.diff(path, path, as_of=day)
    with pytest.raises(TypeError, match=r"today should be a datetime.date"):
        prevent_cli.validate(path, today=day)


def test_of_a_folder_that_holds_several_toolkits_none_is_meant() -> None:
    folder = ROOT / "examples" / "example-borough" / "toolkits"
    with pytest.raises(PreventError, match="holds 4 toolkits, and this is about one"):
        prevent_cli.rate(folder)
    with pytest.raises(PreventError, match="holds 4 toolkits, and this is about one"):
        prevent_cli.render(folder)
