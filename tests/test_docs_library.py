"""What docs/library.md shows is run as it stands."""

from __future__ import annotations

import inspect
import re
import shutil
from pathlib import Path

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
