"""``python -m prevent_cli``, and the script ``prevent``."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the program and leave with its exit code."""
    gc.disable()  # a start makes many objects and no garbage
    from prevent_cli.cli import run

    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 20)
    run()


if __name__ == "__main__":
    main()
