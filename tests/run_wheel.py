"""Build the wheel, install it by itself, and use it in a folder of a user's own.

Run by ``make wheel``; nothing of the checkout is in reach of what it runs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOOLKIT = """\
format: toolkit/1
organisation: {name: Example Borough}
framework: home-office-2018
period: Q1 2025/26
audience: public
benchmarks:
  - id: "7"
    rating: amber
    questions:
      - id: "7.3"
        expectations:
          - id: "7.3.1"
            evidence: Yes
            actions:
              - id: A01
                text: Find a trainer.
                owners: [Training lead]
                due: Jun 2025
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command, show it, and give what it printed; a failure ends the program."""
    sys.stdout.write(f"$ {' '.join(map(str, command[:1]))} {' '.join(map(str, command[1:]))}\n")
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def main() -> None:
    """Build, install, use."""
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", home / "dist", ROOT, cwd=home)
        wheel = next((home / "dist").glob("prevent_cli-*.whl"))
        run(sys.executable, "-m", "venv", home / "venv", cwd=home)
        binaries = home / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        constraints = ROOT / "constraints.txt"
        run(binaries / "python", "-m", "pip", "install", "--quiet", "-c", constraints, wheel, cwd=home)
        use(binaries / "prevent", home / "work")


def use(prevent: Path, folder: Path) -> None:
    """Go through the main job with a toolkit of one's own."""
    (folder / "toolkits").mkdir(parents=True)
    (folder / "toolkits" / "2025-q1.yaml").write_text(TOOLKIT, encoding="utf-8")
    run(prevent, "validate", cwd=folder)
    listed = run(prevent, "actions", "--owner", "training lead", "--format", "csv", cwd=folder)
    assert "A01" in listed, listed
    ratings = json.loads(run(prevent, "rag", "--format", "json", cwd=folder))
    assert [one["title"] for one in ratings if one["judged"] == "amber"] == ["Training programme"], ratings
    frameworks = run(prevent, "frameworks", cwd=folder)
    assert "home-office-2018" in frameworks, frameworks
    newer = run(prevent, "frameworks", "home-office-2024", cwd=folder)
    assert "Upgrade from: home-office-2018" in newer, newer
    for ending in ("html", "md", "json"):
        path = folder / run(prevent, "render", "--format", ending, cwd=folder).strip()
        assert path.stat().st_size > 1000, path
        assert "Training programme" in path.read_text(encoding="utf-8"), path
    sys.stdout.write("the wheel works by itself\n")


if __name__ == "__main__":
    main()
