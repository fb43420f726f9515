from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from prevent_cli.errors import MissingExtraError
from prevent_cli.extras import need, packages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Run


OFFICE = '"python-calamine>=0.4" "python-docx>=1.2" "xlsxwriter>=3.2"'


def test_a_module_that_is_there_is_given() -> None:
    assert need("json.decoder", "office").JSONDecoder


def test_a_package_that_is_missing_is_named_with_the_command_that_brings_it() -> None:
    with pytest.raises(MissingExtraError) as caught:
        need("no_such_package.part", "office")

    assert caught.value.message == "this needs the package 'no_such_package', which is not installed"
    assert caught.value.help == f"install it with: pip install {OFFICE}"


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
        f"  help: install it with: pip install {OFFICE}",
    ]
    assert not (folder / "reports").exists()


@pytest.mark.parametrize("extra", ["office", "pdf", "import", "parquet", "cluster"])
def test_every_extra_has_packages_that_pip_can_install(extra: str) -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9-]+>=[\d.]+", one) for one in packages(extra))
    assert packages(extra)
