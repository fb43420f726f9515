"""A coverage-guided fuzz target, run by hand:

    pip install atheris
    python tests/fuzz_reader.py -max_total_time=600 -max_len=4096 tests/cases/valid tests/cases/invalid tests/cases/hostile

Any bytes must lead to findings or to a record, and findings to places inside the text. What is
read at speed must be what libyaml reads.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkstemp

import atheris

with atheris.instrument_imports(include=["prevent_cli"]):
    from prevent_cli.model.parse import parse
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.store import events, quick
    from prevent_cli.store.source import findings, open_source

FILE = Path(mkstemp(suffix=".yaml")[1])


def one_input(content: bytes) -> None:
    """Read bytes as a file, make a record of them, and look up every place."""
    FILE.write_bytes(content)
    source = open_source(FILE)
    plainest = quick.read(source.text)
    if plainest is not None:
        data, refusals, mark = events.read(source.text)
        assert not refusals, refusals
        assert repr(plainest) == repr((data, mark))
    problems = parse(Toolkit, source.data)[1] if isinstance(source.data, dict) else []
    for found in findings(source, problems):
        assert found.line >= 1, found
        assert found.column >= 1, found
        assert found.message, found


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
