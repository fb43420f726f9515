"""A browser for the tests, and the pages they look at: each page is a file, as a reader opens it.

Whatever a page does that it must not do fails the test that opened it: a request, a dialog,
a breach of its own Content-Security-Policy, an error of its script.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from playwright.sync_api import expect, sync_playwright

from prevent_cli.gathering import Job
from prevent_cli.history.changes import compare, side
from prevent_cli.history.kinds import Diff
from prevent_cli.history.trend import trends
from prevent_cli.portfolio.bodies import Directory, directory
from prevent_cli.portfolios import Gathering, Wanted
from prevent_cli.rating.assess import assess
from prevent_cli.reports import diff_html, html, portfolio_html, trend_html
from prevent_cli.reports.paper import Paper
from prevent_cli.resources import TOOLKITS
from prevent_cli.workspace import Workspace
from tests.browser import records
from tests.conftest import make_toolkit
from tests.portfolio.councils import council, councils
from tests.tools import need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Dialog, FloatRect, Locator, Page, Route

    from prevent_cli.model.assessment import Assessment
    from prevent_cli.portfolio.records import Portfolio

# One browser for all of them, whatever the number of workers.
ONE_WORKER = pytest.mark.xdist_group("browser")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PATIENCE = 30_000  # ms; machines that run tests are busy
expect.set_options(timeout=PATIENCE)
TODAY = date(2022, 1, 1)
WATCH = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(ONE_WORKER)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = need("chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS.split())
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the pages that are looked at, written as files."""
    folder = tmp_path_factory.mktemp("pages")
    every, hostile = worked_out(records.EVERY_KEY.read_text("utf-8")), worked_out(records.HOSTILE)
    before = worked_out(records.period("Q2 2021/22", "2021-09-30", "red"))
    followed = [worked_out(records.period(*one)) for one in records.PERIODS]
    (thurrock,) = Workspace([TOOLKITS / "thurrock" / "2021-12.yaml"], Path.cwd(), TODAY).assessments()
    made = {
        "thurrock": html.render(Paper(thurrock)),
        "every key": html.render(Paper(every, (before,))),
        "every key in Welsh": html.render(Paper(every, (before,), language="cy")),
        "board": html.render_summary(Paper(every, (before,))),
        "trend": trend_html.render(trends([*followed, before, every])),
        "portfolio": portfolio_html.render(side_by_side(folder / "councils", COUNCILS, Directory())),
        "mixed portfolio": portfolio_html.render(side_by_side(folder / "mixed", records.mixed(), Directory())),
        "hostile portfolio": portfolio_html.render(side_by_side(folder / "hostile", HOSTILE_COUNCILS, HOSTILE_BODIES)),
        "diff": diff_html.render(Diff((compare(before, every),), only_new=(side(thurrock),))),
        "hostile": html.render(Paper(hostile, (worked_out(records.HOSTILE_BEFORE),))),
        "hostile board": html.render_summary(Paper(hostile)),
        "hostile diff": diff_html.render(Diff((compare(worked_out(records.HOSTILE_BEFORE), hostile),))),
        "hostile trend": trend_html.render(trends([worked_out(records.HOSTILE_BEFORE), hostile])),
    }
    files = {name: folder / f"{name.replace(' ', '-')}.html" for name in made}
    for name, content in made.items():
        files[name].write_bytes(content)
    return files


def worked_out(text: str) -> Assessment:
    toolkit = make_toolkit(text[text.index("format:") :])
    return assess(toolkit, None, toolkit.speaks_for(TODAY), file="test.yaml")


OLD = "framework: home-office-2018\n"
COUNCILS = councils(7, extra=OLD) | {
    f"earlier/{name}": text for name, text in councils(7, period="Q1 2025/26", extra=OLD).items()
}
COUNCILS |= {"toolkits/z.yaml": council("Z Council", "E07000999", ratings="red green", extra=OLD)}
HOSTILE_COUNCILS = councils(2) | {"toolkits/z.yaml": records.HOSTILE[records.HOSTILE.index("format:") :]}
HOSTILE_BODIES = directory(
    [{"code": "E06000001", "region": "East"}, {"code": "E06000002", "region": records.ATTACK}], "bodies.csv"
)


def side_by_side(folder: Path, files: dict[str, str], bodies: Directory) -> Portfolio:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    workspace = Workspace([folder], folder, TODAY)
    job = Job(TODAY, frameworks=workspace.own_frameworks())
    return Gathering(workspace, job, Wanted(directory=bodies)).portfolio()


@dataclass
class Watched:
    """What a page did that it must not do."""

    found: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext, file: Path) -> None:
        context.add_init_script(WATCH)
        context.route("**/*", lambda route: self.only(route, file.as_uri()))

    def only(self, route: Route, address: str) -> None:
        if route.request.url.partition("#")[0] == address:
            route.continue_()
        else:
            self.found.append(f"request: {route.request.url}")
            route.abort()

    def dismiss(self, dialog: Dialog) -> None:
        self.found.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def at(self, page: Page) -> None:
        page.on("dialog", self.dismiss)
        page.on("console", lambda said: self.found.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("popup", lambda other: self.found.append(f"window: {other.url}"))


class Visit(Protocol):
    """What the fixture ``visit`` gives."""

    def __call__(self, name: str, *, width: int = 1280, **options: Any) -> Page:
        """Open a page of ``pages`` in a window so wide, with the options of a browser's context."""


@pytest.fixture
def visit(browser: Browser, pages: dict[str, Path]) -> Iterator[Visit]:
    """Open pages, and see at the end that they did nothing but be there."""
    watched, contexts = Watched(), []

    def go(name: str, *, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        watched.over(context, pages[name])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        watched.at(page)
        page.goto(pages[name].as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert watched.found == []


def enlarge(page: Page) -> None:
    """Make text twice as large, by the setting that a reader has for it."""
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.wait_for_function("getComputedStyle(document.documentElement).fontSize === '32px'")


def box(found: Locator) -> FloatRect:
    """Give where an element stands; it has to be shown."""
    place = found.bounding_box()
    assert place is not None
    return place


def restyle(page: Page, css: str) -> None:
    """Give a page a reader's own style, of which its policy says nothing."""
    page.evaluate(
        "css => { const own = new CSSStyleSheet(); own.replaceSync(css); document.adoptedStyleSheets = [own]; }", css
    )
