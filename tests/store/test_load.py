from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from prevent_cli.errors import InvalidRecordError
from prevent_cli.store import load
from prevent_cli.store.load import Frameworks

if TYPE_CHECKING:
    from pathlib import Path


def test_a_broken_framework_is_read_once_however_many_ask_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ours.yaml").write_text("format: framework/1\nid: ours\ntitel: Ours\n", encoding="utf-8")
    reading = Mock(wraps=load.load_framework)
    monkeypatch.setattr(load, "load_framework", reading)
    frameworks = Frameworks(tmp_path)
    for _ in range(3):
        with pytest.raises(InvalidRecordError):
            frameworks.get("ours")
    reading.assert_called_once_with(tmp_path / "ours.yaml")
