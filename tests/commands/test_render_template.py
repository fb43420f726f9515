from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prevent_cli.reports.own_template import data
from prevent_cli.reports.paper import Paper

if TYPE_CHECKING:
    from tests.conftest import Assess, Outcome, Run

PAGE = Path(__file__).parent.parent.parent / "docs" / "templates.md"


def rendered(run: Run, text: str, *args: str, name: str = "t.txt.j2") -> Outcome:
    Path(name).write_text(text, encoding="utf-8")
    return run("render", "--template", name, "-o", "-", *args)


def shown_on_the_page() -> list[tuple[str, str]]:
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(r"Save it as `([^`]+)`:\n\n```jinja\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.usefixtures("paper")
def test_a_template_is_filled_in(run: Run) -> None:
    done = rendered(run, "{{ report.title }}, {{ actions[0].id }}\n")

    assert (done.code, done.stdout) == (0, "Prevent duty toolkit, A1\n")


def test_its_file_is_named_for_it(run: Run, paper: Path) -> None:
    (paper / "cover.html.j2").write_text("<p>{{ report.title }}</p>", encoding="utf-8")
    done = run("render", "--template", "cover.html.j2")

    assert done.stdout == "reports/testshire-council-dec-2021-cover-officers.html\n"
    assert (paper / done.stdout.strip()).read_text(encoding="utf-8") == "<p>Prevent duty toolkit</p>"
    assert run("render", "--template", "cover.html.j2", "--check").code == 0


@pytest.mark.usefixtures("paper")
def test_an_edition_gives_a_template_no_more_than_its_audience_may_see(run: Run) -> None:
    text = "{{ report }}{{ actions }}{{ summary }}{{ earlier }}"

    assert "=2+2" in rendered(run, text).stdout
    assert "=2+2" not in rendered(run, text, "--audience", "public").stdout


@pytest.mark.usefixtures("paper")
def test_an_error_names_its_file_and_line(run: Run) -> None:
    done = rendered(run, "one\n{{ report.titel }}\n")

    assert (done.code, done.stdout) == (2, "")
    assert "error: t.txt.j2:2: 'dict object' has no attribute 'titel'" in done.stderr
    assert "docs/templates.md" in done.stderr


@pytest.mark.usefixtures("paper")
def test_what_runs_too_long_is_ended(run: Run) -> None:
    done = rendered(run, "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}")

    assert (done.code, done.stdout) == (2, "")
    assert "t.txt.j2: it was ended" in done.stderr


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    "text", ["{{ '%99999999999d' % 1 }}", "{{ 'a'.ljust(99999999999) }}", "{{ 'a'|center(9999999999) }}"]
)
def test_what_wants_too_much_memory_is_refused(run: Run, text: str) -> None:
    done = rendered(run, text)

    assert (done.code, done.stdout) == (2, "")
    assert "t.txt.j2:1: it needs more memory than a template may have" in done.stderr


ESCAPED = """
import os
from prevent_cli import confined

class Answer:
    def send_bytes(self, content):
        self.content = content

answer = Answer()
confined._fill_in(answer, confined.TEMPLATE, "t.txt.j2", "made", "{}", "en")
print(answer.content.decode(), dict(os.environ))
for way in ((lambda: open(__file__)), (lambda: os.open("/", os.O_RDONLY)), (lambda: os.pipe())):
    try:
        way()
    except OSError as error:
        print(error.strerror)
"""


def test_one_that_got_out_would_find_no_environment_and_open_no_file(tmp_path: Path) -> None:
    script = tmp_path / "escaped.py"
    script.write_text(ESCAPED, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.splitlines() == ['{"made": "made"} {}', *["Too many open files"] * 3]


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--template", "missing.html.j2"), "missing.html.j2 cannot be read: no such file or directory"),
        (("--template", "toolkits"), "toolkits is no template that this command knows"),
        (("--template", "cover.html.j2", "--format", "md"), "cover.html.j2 makes html, not md"),
        (("--template", "cover.j2"), "cover.j2 does not say what it makes"),
        (("--template", "latin.html.j2"), "latin.html.j2 is not UTF-8"),
        (("--template", "large.html.j2"), "large.html.j2 is larger than 1 MB"),
    ],
)
def test_what_is_no_template_is_refused(run: Run, args: tuple[str, ...], said: str) -> None:
    for name in ("cover.html.j2", "cover.j2"):
        Path(name).write_text("x", encoding="utf-8")
    Path("latin.html.j2").write_bytes(b"\xe9")
    Path("large.html.j2").write_text("x" * 1_000_001, encoding="utf-8")
    done = run("render", *args, "-o", "-")

    assert (done.code, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(("name", "text"), shown_on_the_page(), ids=lambda value: value if "\n" not in value else "")
def test_an_example_on_the_page_works(run: Run, name: str, text: str) -> None:
    done = rendered(run, text, name=name)

    assert (done.code, done.stderr.count("error")) == (0, 0)
    wanted = {"paper.html.j2": "<h3>A1, 31 days</h3>", "item.md.j2": "Nothing moved.\n\n- A4 has no owner: =2+2"}
    assert wanted[name] in done.stdout


def test_the_page_tells_of_every_name_and_key(assessed: Assess) -> None:
    assert len(shown_on_the_page()) == 2
    given = data(Paper(assessed("benchmarks: [{id: 1}]\n")))
    told = set(re.findall(r"`([a-z_]+)`", PAGE.read_text(encoding="utf-8")))

    assert {*given, *given["summary"], *given["summary"]["standings"][0]} <= told
