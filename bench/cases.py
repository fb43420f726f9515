"""What is compared with what, and how far apart they have to be."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from bench import editing
from bench.measure import Case
from bench.peers import PEERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measure import Of, Results
    from bench.work import Few, Work

ROOT = Path(__file__).parent.parent
PREVENT = (sys.executable, "-m", "prevent_cli")
TYPER = "import typer"
IMPORTS = "import typer, yaml, pydantic, and one model"
ONE_MODEL = "import typer, yaml, pydantic\nclass One(pydantic.BaseModel):\n    a: int\nOne(a=1)"


@dataclass(frozen=True, slots=True)
class Bar:
    """How far a case has to be from others: at most so many times the fastest of them; without others, at most so much."""

    said: str
    case: str
    most: float
    against: tuple[str, ...] = ()
    of: Of = "wall"

    def value(self, results: Results) -> float | None:
        """Give what was measured; None where something for it is missing."""
        found = results.median(self.case, self.of)
        others = [other for name in self.against if (other := results.median(name, self.of))]
        if found is None or (self.against and not others):
            return None
        return found / min(others) if others else found

    def rounds(self, results: Results) -> list[float]:
        """Give the same for each round by itself, as far as all have run in it."""
        found, *others = (
            [getattr(one, self.of) for one in results.taken.get(name, ())] for name in (self.case, *self.against)
        )
        there = [other for other in others if other]
        return [one / min(rest) if rest else one for one, *rest in zip(found, *there, strict=False)]


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that run in turn: what they do, how often, and the bars that they have to keep."""

    name: str
    title: str
    cases: tuple[Case, ...]
    bars: tuple[Bar, ...]
    rounds: int
    base: str
    """The case that the others are told as times of."""
    warm_up: bool = True
    charted: bool = False


class Ours:
    """Our own commands, with a cache of verdicts that belongs to this run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        (folder / "out").mkdir(parents=True)

    def case(
        self, name: str, *words: str, cold: bool = True, folder: Path = ROOT, clean: tuple[Path, ...] = ()
    ) -> Case:
        """Time a command of ours; cold, where no verdict is remembered."""
        cleared = (self.cache,) if cold else ()
        return Case(
            f"prevent {name}",
            (*PREVENT, *words),
            folder,
            clean=(*cleared, *clean),
            variables=(("PREVENT_CACHE_DIR", str(self.cache)),),
        )

    def render(self, few: Few) -> Case:
        """Time the HTML of toolkits, each in a file of its own."""
        reports = self.folder / "out/reports"
        name = f"render, {files(few.files)}"
        return self.case(name, "render", *few.paths, folder=reports.parent, clean=(reports,))


def files(number: int) -> str:
    """Say how many."""
    return "one file" if number == 1 else f"{number:,} files"


def python(name: str, code: str) -> Case:
    """Time Python itself."""
    return Case(name, (sys.executable, "-c", code), ROOT)


def parse(number: int, processes: int, *paths: str) -> Case:
    """Time parsing alone."""
    script = str(ROOT / "bench/parse.py")
    name = f"parsing alone, {files(number)}, {'one process' if processes == 1 else f'{processes} processes'}"
    return Case(name, (sys.executable, script, str(processes), *paths), ROOT)


def startup(ours: Ours, work: Work, rounds: int) -> Group:
    """Compare whole commands on one file with bare Python and bare imports."""
    [path] = work.one.paths
    cases = (
        python("python -c pass", "pass"),
        python(TYPER, TYPER),
        python(IMPORTS, ONE_MODEL),
        ours.case("--help", "--help"),
        ours.case("validate, cold", "validate", path),
        ours.case("validate, warm", "validate", path, cold=False),
        ours.case("validate --no-cache", "validate", "--no-cache", path),
        ours.case("actions", "actions", path),
        ours.case("rag", "rag", path),
    )
    bars = (
        Bar("validate of one unchanged file, warm, against importing typer", "prevent validate, warm", 1.4, (TYPER,)),
        Bar("the same cold, against bare imports and one model", "prevent validate, cold", 1.25, (IMPORTS,)),
    )
    return Group("startup", "Start-up, one file", cases, bars, rounds, "python -c pass")


def checks(ours: Ours, few: Few, rounds: int) -> Group:
    """Compare checking with every peer that checks."""
    mine = ours.case(f"validate, {files(few.files)}", "validate", str(few.toolkits))
    cases = (mine, parse(few.files, 1, str(few.toolkits)), *_checkers(few, ours.folder))
    yamale = tuple(case.name for case in cases if case.peer == "yamale")
    schema = tuple(case.name for case in cases if case.peer == "check-jsonschema")
    said = f"validate of {files(few.files)}, cold, against"
    bars = (Bar(f"{said} yamale", mine.name, 1, yamale), Bar(f"{said} check-jsonschema", mine.name, 0.25, schema))
    name = "check-one" if few.files == 1 else "check-few"
    kept = () if few.files == 1 else bars
    return Group(name, f"Checking {files(few.files)}", cases, kept, rounds, mine.name, charted=True)


def _checkers(few: Few, folder: Path) -> Iterator[Case]:
    toolkits, schema, out = str(few.toolkits), str(folder / "toolkit.schema.json"), folder / "out/strictdoc"
    exported = ("export", ".", "--formats", "json", "--output-dir", str(out))
    yield _peer("yamale", few, "-s", str(ROOT / "bench/yamale.yaml"), toolkits)
    yield _peer("yamale", few, "-n", "1", "-s", str(ROOT / "bench/yamale.yaml"), toolkits, how="in one process")
    yield _peer("check-jsonschema", few, "--schemafile", schema, *few.paths)
    yield _peer("compliance-trestle", few, "validate", "-a", folder=few.of("compliance-trestle"))
    yield _peer("doorstop", few, "-F", "-C", folder=few.of("doorstop"))
    yield _peer("strictdoc", few, *exported, folder=few.of("strictdoc"), clean=(out,), how="export to JSON")


def _peer(name: str, few: Few, *words: str, folder: Path = ROOT, clean: tuple[Path, ...] = (), how: str = "") -> Case:
    said = ", ".join(filter(None, (name, how, files(few.files))))
    return Case(said, (PEERS[name].program, *words), folder, peer=name, clean=clean)


def pages(ours: Ours, few: Few, rounds: int) -> Group:
    """Compare HTML with doorstop's and strictdoc's."""
    mine, published, exported = ours.render(few), ours.folder / "out/doorstop", ours.folder / "out/strictdoc"
    doorstop = ("publish", "all", str(published), "--html", "-C")
    strictdoc = ("export", ".", "--output-dir", str(exported))
    peers = (
        _peer("doorstop", few, *doorstop, folder=few.of("doorstop"), clean=(published,), how="publish"),
        _peer("strictdoc", few, *strictdoc, folder=few.of("strictdoc"), clean=(exported,), how="export"),
    )
    most = 1 if few.files == 1 else 0.1
    against = tuple(case.name for case in peers)
    bar = Bar(f"HTML of {files(few.files)}, against the faster of doorstop and strictdoc", mine.name, most, against)
    name, title = f"html-{'one' if few.files == 1 else 'few'}", f"HTML of {files(few.files)}"
    return Group(name, title, (mine, *peers), (bar,), rounds, mine.name, warm_up=few.files == 1, charted=True)


def paper(ours: Ours, one: Few, rounds: int) -> Group:
    """Compare the PDF with what WeasyPrint makes of the same report in HTML."""
    [path] = one.paths
    target = ours.folder / "out/report.pdf"
    mine = ours.case("render --format pdf", "render", path, "--format", "pdf", "-o", str(target))
    words = (str(ours.folder / "report.html"), str(target))
    peer = Case("weasyprint", (PEERS["weasyprint"].program, *words), ROOT, peer="weasyprint")
    bar = Bar("PDF of one file, against WeasyPrint", mine.name, 1 / 3, (peer.name,))
    return Group("pdf", "PDF of one file", (mine, peer), (bar,), rounds, mine.name, charted=True)


def many(ours: Ours, work: Work, number: int, rounds: int) -> Group:
    """Compare checking many files with parsing them alone, and with itself when it has seen them."""
    folders = work.many(number)
    cold, warm = (
        ours.case(f"validate, {files(number)}, {how}", "validate", *folders, cold=how == "cold")
        for how in ("cold", "warm")
    )
    alone = parse(number, 2, *folders)
    words = (PEERS["yamale"].program, "-s", str(ROOT / "bench/yamale.yaml"), *folders)
    yamale = Case(f"yamale, {files(number)}", words, ROOT, peer="yamale", rounds=1)
    bars = (
        Bar(f"validate of {files(number)}, cold, against parsing alone in two processes", cold.name, 1, (alone.name,)),
        Bar(f"validate of {files(number)}, warm, in seconds", warm.name, 0.3),
        Bar("its memory, in MB", warm.name, 100, of="peak"),
    )
    return Group(
        "many", f"Checking {files(number)}", (cold, warm, alone, yamale), bars, rounds, cold.name, warm_up=False
    )


def scaling(ours: Ours, work: Work, rounds: int) -> Group:
    """Show how the time grows with the files."""
    cases = {size: ours.case(f"validate, {files(size)}", "validate", *work.many(size)) for size in work.sizes}
    bars = tuple(
        Bar(f"validate of {files(size)}, against {files(size // 2)}", cases[size].name, 2.1, (cases[size // 2].name,))
        for size in work.sizes
        if size // 2 in cases
    )
    first = cases[work.sizes[0]].name
    return Group("scaling", "Twice the files, cold", tuple(cases.values()), bars, rounds, first, warm_up=False)


def portfolio(ours: Ours, work: Work, number: int, rounds: int) -> Group:
    """Compare many bodies side by side, as a page, with checking their files."""
    folders, page = work.many(number), str(ours.folder / "out/portfolio.html")
    words = ("portfolio", *folders, "--format", "html", "-o", page)
    checked = ours.case(f"validate, {files(number)}, cold", "validate", *folders)
    cold, warm = (
        ours.case(f"portfolio, {files(number)}, {how}", *words, cold=how == "cold") for how in ("cold", "warm")
    )
    bars = (
        Bar(f"portfolio of {files(number)} to HTML, against validate, both cold", cold.name, 2, (checked.name,)),
        Bar(f"portfolio of {files(number)} to HTML, warm, in seconds", warm.name, 1.5),
    )
    title = f"{files(number).capitalize()} side by side"
    return Group("portfolio", title, (checked, cold, warm), bars, rounds, checked.name, warm_up=False)


def edits(ours: Ours, rounds: int) -> Group:
    """Compare a change of one value, and a comparison of two quarters, with checking the same files."""
    folder = ours.folder / "edits"
    old, new = editing.prepared(folder)
    kept = (old.with_suffix(".before"), old)
    copyfile(*reversed(kept))
    one, both = (
        ours.case(f"validate, {name}", "validate", *map(str, paths))
        for name, paths in (("a file", [old]), ("two files", [old, new]))
    )
    rate = Case("prevent rate, that file", (*PREVENT, "rate", "8", "amber", "--in", str(old)), folder, restore=(kept,))
    diff = ours.case("diff, those two", "diff", str(old), str(new))
    bars = (
        Bar("a change of one value, against checking that file cold", rate.name, 2, (one.name,)),
        Bar("a comparison of two quarters, against checking both cold", diff.name, 2, (both.name,)),
    )
    return Group("edits", "Edits and comparisons", (one, rate, both, diff), bars, rounds, one.name)
