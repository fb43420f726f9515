"""An outline into a toolkit's plain data: every piece in a field, or in ``unparsed`` with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli.importing import cutting, ratings, reaching
from prevent_cli.importing.markdown import markdown, plain
from prevent_cli.importing.notes import many
from prevent_cli.importing.numbering import Given, give_ids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prevent_cli.importing.aside import Aside
    from prevent_cli.importing.beside import Beside
    from prevent_cli.importing.cells import Paragraph
    from prevent_cli.importing.notes import Notes
    from prevent_cli.importing.outline import Asked, Entry, Heading, Outline, Summary
    from prevent_cli.model.framework import Framework, FrameworkBenchmark

Data = dict[str, Any]

_COLOUR = re.compile(r"(red|amber|green)\b[\s:;,.\u2013-]*(?!/)", re.IGNORECASE)
_OUTCOME = re.compile(r"\boutcomes?\s*[:;\u2013-]\s*", re.IGNORECASE)
_NUMBERED = r"0*{}\s*[.):]\s*"


@dataclass(slots=True)
class Builder:
    """Builds a toolkit's benchmarks, gathering what finds no place and what is to be said."""

    notes: Notes
    framework: Framework | None
    aside: Aside
    beside: Beside
    ordered: int = 0

    def benchmarks(self, outline: Outline) -> list[Data]:
        """Give the benchmarks of the summary and of the detail, in the order of their numbers' first use."""
        summaries = self._by_number(outline.summaries)
        headings: dict[str, list[Heading]] = {}
        for one in outline.benchmarks:
            headings.setdefault(one.number, []).append(one)
        order = list(dict.fromkeys([*summaries, *headings]))
        made = [self._benchmark(name, summaries.get(name), headings.get(name, [])) for name in sorted(order, key=int)]
        self.beside.share()
        for place, paragraphs in outline.strays:
            self.aside.piece(place, paragraphs)
        if self.ordered:
            they = "their ids follow" if self.ordered > 1 else "its id follows"
            self.notes.assumed(f"{many(self.ordered, 'expectation')} without a number that fits: {they} the order")
        return made

    def _by_number(self, found: Sequence[Summary]) -> dict[str, Summary]:
        made: dict[str, Summary] = {}
        for one in found:
            number = str(int(one.number))
            if number in made:
                self.notes.check(
                    f"the summary has benchmark {number} twice; the second is in 'unparsed'", number, one.place
                )
                self.aside.piece(one.place, [*one.title, *one.rating, *one.next_steps, *one.comments])
            else:
                made[number] = one
        return made

    def _benchmark(self, number: str, summary: Summary | None, headings: Sequence[Heading]) -> Data:
        made: Data = {"id": number}
        known = next((one for one in self.framework.benchmarks if one.id == number), None) if self.framework else None
        colour = ratings.of_lines(line.text for one in headings for line in one.head)
        if colour:
            made["rating"] = {"value": colour}
            self.notes.mark("rating", "the label")
        for one in headings:
            self.notes.mark("benchmark", one.mark)
            self.notes.items.setdefault(number, one.place)
            self._head(made, one)
        if not headings:
            self.notes.mark("benchmark", "number")
            self.notes.check("this benchmark is in the summary only", number, summary.place if summary else None)
        if len(headings) > 1:
            self.notes.check("this benchmark has several headings; what stands below them is put together", number)
        if summary:
            self._summary(made, summary)
        made["questions"] = self._questions(number, [one for heading in headings for one in heading.questions], known)
        return made

    def _head(self, made: Data, heading: Heading) -> None:
        """Read a heading's rating, title, statement and outcome."""
        head = self._unrated(made, heading)
        found = _OUTCOME.search(cutting.text(head))
        above = cutting.between(head, 0, found.start()) if found else head
        if found:
            self.notes.label(found[0], heading.place)
            self._put(made, "outcome", markdown(cutting.between(head, found.end())), heading.place)
        title, statement = self._title(above, heading)
        self._put(made, "title", plain(title), heading.place)
        self._put(made, "statement", markdown(statement), heading.place)

    def _unrated(self, made: Data, heading: Heading) -> list[Paragraph]:
        """Give a heading's text without the lines that gave its rating, and ask about other words that may be one."""
        kept = []
        for one in heading.head:
            if "rating" in made and ratings.of_line(one.text):
                self.notes.label(one.text, one.place)
            else:
                kept.append(one)
        read = f", and its rating is read as {made['rating']['value']}: is that right?" if "rating" in made else None
        for found in ratings.hints(cutting.text(kept)):
            self.notes.check(f"its text says '{found}'{read or ': is that its rating?'}", made["id"], heading.place)
        return kept

    def _title(self, head: list[Paragraph], heading: Heading) -> tuple[list[Paragraph], list[Paragraph]]:
        """Tell a short name from the numbered statement that follows it."""
        text = cutting.text(head)
        found = re.search(rf"(?:^|\n){_NUMBERED.format(heading.number)}", text)
        if not found:
            return [], head
        self.notes.label(found[0], heading.place)
        return cutting.between(head, 0, found.start()), cutting.between(head, found.end())

    def _put(self, made: Data, key: str, text: str, place: str) -> None:
        if text and key in made:
            self.aside.words(place, text)
        elif text:
            made[key] = text

    def _summary(self, made: Data, summary: Summary) -> None:
        title = plain(summary.title)
        if title and title == made.get("title"):
            self.notes.label(title, summary.place)
        else:
            self._put(made, "title", title, summary.place)
        self._rate(made, summary)
        for key, paragraphs in (("next_steps", summary.next_steps), ("comments", summary.comments)):
            if plain(paragraphs):
                made[key] = markdown(paragraphs)

    def _rate(self, made: Data, summary: Summary) -> None:
        """Take the summary's rating, unless another stands below the benchmark's heading."""
        text, above = plain(summary.rating), made.get("rating")
        if text and above and not ((found := _colour(summary)) and found[1].lower() == above["value"]):
            self.notes.check(
                f"it is {above['value']} below its heading, and '{text}' in the summary; that is in 'unparsed'",
                made["id"],
                summary.place,
            )
            self.aside.piece(summary.place, summary.rating)
        else:
            rating = self._rating(summary, made["id"]) or above
            made |= {"rating": rating} if rating else {}

    def _rating(self, summary: Summary, name: str) -> Data | None:
        found = _colour(summary)
        if not found:
            said = plain(summary.rating)
            if said:
                self.notes.check(f"'{said}' is no single colour; it is in 'unparsed'", name, summary.place)
                self.aside.piece(summary.place, summary.rating)
            return None
        self.notes.mark("rating", "the label")
        self.notes.label(found[1], summary.place)
        rest = cutting.between(summary.rating, found.end())
        if not rest:
            return {"value": found[1].lower()}
        self.notes.assumed(f"what follows the colour is read as its reason: '{plain(rest)}'", name, summary.place)
        return {"value": found[1].lower(), "reason": markdown(rest)}

    def _questions(self, number: str, asked: Sequence[Asked], known: FrameworkBenchmark | None) -> list[Data]:
        given = [Given(one.number, plain(self._unnumbered(one)), one.place) for one in asked]
        texts = {one.id: one.text for one in known.questions} if known else ({} if self.framework else None)
        give_ids(number, given, texts, self.notes)
        below = {one.id: {each.id: each.text for each in one.expectations} for one in known.questions} if known else {}
        pairs = sorted(zip(asked, given, strict=True), key=lambda pair: _natural(pair[1].id))
        return [self._question(one, name, below) for one, name in pairs]

    def _question(self, asked: Asked, given: Given, below: Mapping[str, Mapping[str, str]]) -> Data:
        if asked.expectations:
            reaching.settle(asked)
        made = self._item(asked, given, "questions")
        inner = [Given(one.number, plain(self._unnumbered(one)), one.place) for one in asked.expectations]
        known = below.get(given.id, {}) if self.framework else None
        give_ids(given.id, inner, known, self.notes)
        if asked.expectations:
            made["expectations"] = [
                self._item(one, name, "expectations")
                for one, name in sorted(
                    zip(asked.expectations, inner, strict=True), key=lambda pair: _natural(pair[1].id)
                )
            ]
        return made

    def _unnumbered(self, entry: Entry) -> list[Paragraph]:
        return cutting.between(entry.text, entry.cut)

    def _item(self, entry: Entry, given: Given, kind: str) -> Data:
        """Give a question or an expectation; a number that did not become its id stays in its text."""
        own = entry.number == given.id
        mark = given.mark if given.mark not in {"order", "number"} or kind == "questions" else entry.mark
        self.notes.mark(kind.removesuffix("s"), mark if mark != "order" else entry.mark)
        if kind == "questions" and given.mark != "number":
            self.notes.check(
                f"it has no number that fits and became {given.id}, by {given.mark}", given.id, entry.place
            )
        self.ordered += kind == "expectations" and given.mark == "order"
        if own:
            self.notes.label(cutting.text(entry.text)[: entry.cut], entry.place)
        text = cutting.unbold(self._unnumbered(entry) if own else entry.text)
        self.notes.items[given.id] = entry.place
        made: Data = {"id": given.id}
        if plain(text):
            made["text"] = markdown(text)
        self.beside.add_evidence(made, entry.parts.get("evidence"))
        self.beside.add_answer(made, entry.parts.get("rag"))
        self.beside.add_actions(made, entry)
        return made


def _colour(summary: Summary) -> re.Match[str] | None:
    """Find the colour in front of a summary's rating; None for several, such as 'Amber/Green', and for none."""
    text = cutting.text(summary.rating)
    found = _COLOUR.match(text)
    return found if found and not text[len(found[1]) :].lstrip().startswith("/") else None


def _natural(name: str) -> tuple[int, ...]:
    return tuple(map(int, name.split(".")))
