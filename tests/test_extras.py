from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from prevent_cli.errors import MissingExtraError
from prevent_cli.extras import need

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Run


def test_a_module_that_is_there_is_given() -> None:
    assert need("json.decoder", "office").JSONDecoder


def test_a_package_that_is_missing_is_named_with_the_command_that_brings_it() -> None:
    with pytest.raises(MissingExtraError) as caught:
        need("no_such_package.part", "office")

    assert caught.value.message == "this needs the package 'no_such_package', which is not installed"
    assert caught.value.help == 'install it with: pip install "prevent-cli[office]"'


def test_a_package_that_is_broken_is_not_called_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_package.py").write_text("import its_own_need\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(ModuleNotFoundError, match="its_own_need"):
        need("broken_package", "office")


def test_a_format_whose_extra_is_missing_is_one_sentence(
    run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    folder = project({"toolkits/a.yaml": "benchmarks: [{id: 7}]\n"})
    done = run("render", "--format", "xlsx", "-q")

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "error: this needs the package 'xlsxwriter', which is not installed",
        '  help: install it with: pip install "prevent-cli[office]"',
    ]
    assert not (folder / "reports").exists()
