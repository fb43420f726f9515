"""What is above an audience is in no edition for it, in no form.

A small number of toolkits is tried with the other tests. PREVENT_SECRETS=300 tries that many in the formats of
text, and a tenth of that in PDF and Word.
"""

from __future__ import annotations

import json
import os
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from prevent_cli.cli import app
from prevent_cli.reports import FORMATS
from tests.audiences.planting import READERS, Planter
from tests.audiences.reading import Looking, texts

if TYPE_CHECKING:
    from collections.abc import Iterator


MANY = int(os.environ.get("PREVENT_SECRETS", "4"))
SEEDS = st.integers(0, 2**64)
# What generates a toolkit is a number, and a smaller number is no simpler toolkit.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
EVERYTHING = """\
{% for one in [report, earlier, actions, summary] %}{{ one | tojson }}
{% endfor %}
{{ report | pprint }}
"""
LIGHT = {
    **{f"render {name}": ("render", "{new}", "--format", name) for name in FORMATS if name not in {"pdf", "docx"}},
    "render summary html": ("render", "{new}", "--summary"),
    "render summary md": ("render", "{new}", "--summary", "--format", "md"),
    **{f"actions {name}": ("actions", "{new}", "--all", "--format", name) for name in ("table", "json", "csv", "md", "ics")},
    "actions by owner": ("actions", "{new}", "--all", "--group-by", "owner"),
    "show": ("show", "{new}"),
    **{f"show {ref}": ("show", ref, "{new}") for ref in ("1", "2", "3")},
    "rag": ("rag", "{new}", "--explain", "--what-if"),
    "rag json": ("rag", "{new}", "--what-if", "--format", "json"),
    **{f"diff {name}": ("diff", "{old}", "{new}", "--format", name) for name in ("text", "md", "html", "json")},
    **{f"trend {name}": ("trend", "{old}", "{new}", "--format", name) for name in ("table", "md", "html", "json")},
    **{
        f"portfolio {name}": ("portfolio", "{old}", "{new}", "--trend", "--format", name)
        for name in ("table", "md", "html", "json")
    },
    "portfolio csv": ("portfolio", "{old}", "{new}", "--format", "csv"),
    "pack": ("pack", "{new}"),
    "no such role": ("actions", "{new}", "--owner", "nobody"),
    "no such item": ("show", "9.9.9", "{new}"),
}  # fmt: skip
HEAVY = {
    "render pdf": ("render", "{new}", "--format", "pdf"),
    "render docx": ("render", "{new}", "--format", "docx"),
    "render summary pdf": ("render", "{new}", "--summary", "--format", "pdf"),
    "render summary docx": ("render", "{new}", "--summary", "--format", "docx"),
}
TEXTS_OF_AN_ACTION = (
    "id",
    "text",
    "awaiting",
    "reason",
    "outcome",
    "was",
    "revised.reason",
    "progress.note",
    "withheld.by",
)
TEMPLATE = {"render template": ("render", "{new}", "--template", "{template}")}
# What --write recorded is planted, and does not follow from anything.
CONFIG = "toolkits = '.'\n[checks]\ncomputed-not-followed = 'off'\n"
Runs = dict[str, tuple[str, ...]]


class World:
    """Two quarters of one body on disk, and what the commands make of them."""

    def __init__(self, folder: Path, seed: int, *, full: bool = False) -> None:
        self.folder = folder
        planter = Planter(seed, full=full)
        self.quarters = [planter.toolkit(0), planter.toolkit(1)]
        self.hiding = planter.fresh()
        self.private = folder / self.hiding
        self.private.mkdir()
        names = {"old": "a.yaml", "new": "b.yaml", "template": "own.txt.j2"}
        self.paths = {name: str(self.private / file) for name, file in names.items()}
        for name, one in zip(("old", "new"), self.quarters, strict=True):
            Path(self.paths[name]).write_text(json.dumps(one.data), encoding="utf-8")
        Path(self.paths["template"]).write_text(EVERYTHING, encoding="utf-8")

    @property
    def texts(self) -> set[str]:
        return {secret.text for one in self.quarters for secret in one.secrets} | {self.hiding}

    def hidden_from(self, reader: str) -> set[str]:
        """Give what an edition must not hold; what may be read in one quarter may be told of that one."""
        seen = {text for one in self.quarters for text in one.shown_to(reader)}
        return self.texts - seen

    def made(self, words: tuple[str, ...], *more: str) -> list[tuple[str, str]]:
        """Run a command in an empty folder; give every text it printed or wrote, by whatever way it can be got."""
        with TemporaryDirectory() as out, chdir(out):
            Path("prevent.toml").write_text(CONFIG, encoding="utf-8")
            args = [word.format(**self.paths) for word in words]
            done = CliRunner().invoke(app, [*args, *more], catch_exceptions=False)
            assert done.exit_code == 0 or words[0] in {"show", "pack"} or "nobody" in words, done.output
            suffix = ".ics" if "ics" in words else ".txt"
            Path(f"printed{suffix}").write_bytes(done.stdout_bytes)
            return [
                *((f"printed {where}", text) for where, text in texts(Path(f"printed{suffix}"))),
                ("stderr", done.stderr),
                *((f"{file.name} {where}", text) for file in Path().glob("reports/*") for where, text in texts(file)),
            ]


def leaks(world: World, runs: Runs) -> Iterator[str]:
    """Say of every edition what it holds and must not."""
    paths = {secret.text: secret.path for one in world.quarters for secret in one.secrets}
    for reader in READERS:
        looking = Looking(world.hidden_from(reader))
        for name, words in runs.items():
            for secret, where in looking.found(world.made(words, "--audience", reader)).items():
                yield f"{reader}: {name}: {paths.get(secret, 'the folder')} in {where}"


def check(seed: int, runs: Runs) -> None:
    with TemporaryDirectory() as folder:
        assert sorted(set(leaks(World(Path(folder), seed), runs))) == []


@settings(max_examples=MANY, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(SEEDS)
def test_no_edition_as_text_holds_what_is_above_its_audience(seed: int) -> None:
    check(seed, LIGHT)


@settings(max_examples=max(2, MANY // 10), phases=PHASES, suppress_health_check=list(HealthCheck))
@given(SEEDS)
def test_no_edition_in_pdf_or_word_holds_what_is_above_its_audience(seed: int) -> None:
    check(seed, HEAVY | TEMPLATE)


# What a format leaves out of the record on purpose, and every other text of it must hold.
_WAS = {f"benchmarks.{under}actions.was" for under in ("", "questions.", "questions.expectations.")}
_MOVED = {f"benchmarks.{under}actions.revised.reason" for under in ("", "questions.", "questions.expectations.")}
_PREVIOUS = {"benchmarks.previous.rating.reason", "benchmarks.previous.rating.by"}
_RULES = {"policy.version", "policy.words.green", "policy.words.amber", "policy.words.red"}
LEFT_OUT = {
    "html": _WAS | _PREVIOUS,
    "md": _WAS | _PREVIOUS,
    "pdf": _WAS | _PREVIOUS,
    "docx": _WAS | _PREVIOUS,
    "json": _WAS | _MOVED | _RULES | {"waivers.reason"},
    "xlsx": set[str](),
}
# What an edition that withholds something keeps of the head only where it uses it.
WHERE_USED = {"glossary.term", "glossary.meaning", "waivers.reason"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Make a world in which every text that the format knows is planted."""
    return World(tmp_path_factory.mktemp("whole"), 7, full=True)


@pytest.mark.parametrize("name", LEFT_OUT)
@pytest.mark.parametrize("reader", READERS)
def test_an_edition_holds_all_that_its_audience_may_read(whole: World, reader: str, name: str) -> None:
    shown = whole.quarters[1].shown_to(reader)
    kept_back = LEFT_OUT[name] | (set() if reader == "officers" else WHERE_USED)
    expected = {text for text, path in shown.items() if ".withheld." not in path and path not in kept_back}
    made = whole.made(("render", "{new}", "--format", name), "--audience", reader)

    assert {shown[text] for text in expected - set(Looking(expected).found(made))} == set()
    assert len(expected) > {"public": 50, "partners": 100, "officers": 150}[reader]


@pytest.mark.parametrize("name", [name for name in LIGHT | HEAVY if not name.startswith("no such")])
def test_what_is_looked_for_would_be_found(whole: World, name: str) -> None:
    everything = whole.made((LIGHT | HEAVY)[name])

    assert Looking(whole.hidden_from("public")).found(everything) != {}


def test_every_text_of_the_format_is_planted(whole: World) -> None:
    planted = {secret.path for secret in whole.quarters[1].secrets}

    assert {"title", "unparsed.text", "waivers.reason", "committee.exempt", "policy.words.red"} <= planted
    assert {f"benchmarks.questions.expectations.actions.{key}" for key in TEXTS_OF_AN_ACTION} <= planted


def test_every_part_of_every_format_is_looked_into(whole: World) -> None:
    looked_into = {
        name: {where.split(" ", 1)[1] for where, _ in whole.made(("render", "{new}", "--format", name)) if " " in where}
        for name in ("docx", "xlsx", "pdf")
    }

    assert {"docProps/core.xml", "word/document.xml", "word/header1.xml"} <= looked_into["docx"]
    assert {"docProps/custom.xml", "xl/sharedStrings.xml"} <= looked_into["xlsx"]
    assert {"text", "string", "stream", "outlines, properties"} <= looked_into["pdf"]
