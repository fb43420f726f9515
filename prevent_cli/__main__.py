"""``python -m prevent_cli``."""

from prevent_cli.cli import run

run()
