"""An outline into a toolkit's plain data: every piece in a field, or in ``unparsed`` with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli.importing import actions, answers, columns, cutting, dates, owners, ratings, status
from prevent_cli.importing.markdown import markdown, plain
from prevent_cli.importing.notes import many
from prevent_cli.importing.numbering import Given, give_ids
from prevent_cli.importing.outline import headed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prevent_cli.importing.cells import Paragraph
    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.notes import Notes
    from prevent_cli.importing.outline import Asked, Entry, Heading, Outline, Part, Summary
    from prevent_cli.model.framework import Framework, FrameworkBenchmark

Data = dict[str, Any]

_COLOUR = re.compile(r"(red|amber|green)\b[\s:;,.\u2013-]*(?!/)", re.IGNORECASE)
_ANSWERS = {"green": "met", "amber": "partly", "red": "not met"}
_NO = re.compile(
    r"no(?:[,.;:]|\s*[\u2013-]|\s+(?:as|because|since|but|not|this|we|it|they|the|there)\b|$)", re.IGNORECASE
)
_OUTCOME = re.compile(r"\boutcomes?\s*[:;\u2013-]\s*", re.IGNORECASE)
_NUMBERED = r"0*{}\s*[.):]\s*"


@dataclass(slots=True)
class Builder:
    """Builds a toolkit's benchmarks, gathering what finds no place and what is to be said."""

    notes: Notes
    framework: Framework | None
    unparsed: list[Data]
    count: int = 0
    ordered: int = 0

    def benchmarks(self, outline: Outline) -> list[Data]:
        """Give the benchmarks of the summary and of the detail, in the order of their numbers' first use."""
        summaries = self._by_number(outline.summaries)
        headings: dict[str, list[Heading]] = {}
        for one in outline.benchmarks:
            headings.setdefault(one.number, []).append(one)
        order = list(dict.fromkeys([*summaries, *headings]))
        made = [self._benchmark(name, summaries.get(name), headings.get(name, [])) for name in sorted(order, key=int)]
        for place, paragraphs in outline.strays:
            self.aside(place, paragraphs)
        if self.ordered:
            they = "their ids follow" if self.ordered > 1 else "its id follows"
            self.notes.assumed(f"{many(self.ordered, 'expectation')} without a number that fits: {they} the order")
        return made

    def aside(self, place: str, paragraphs: Sequence[Paragraph]) -> None:
        """Keep a piece that finds no place."""
        text = markdown(paragraphs)
        if text:
            self.unparsed.append({"source": place, "text": text})

    def _apart(self, part: Part) -> None:
        self.aside(headed(part.place, part.head), part.paragraphs)

    def _by_number(self, found: Sequence[Summary]) -> dict[str, Summary]:
        made: dict[str, Summary] = {}
        for one in found:
            number = str(int(one.number))
            if number in made:
                self.notes.check(
                    f"the summary has benchmark {number} twice; the second is in 'unparsed'", number, one.place
                )
                self.aside(one.place, [*one.title, *one.rating, *one.next_steps, *one.comments])
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
            self.unparsed.append({"source": place, "text": text})
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
            self.aside(summary.place, summary.rating)
        else:
            rating = self._rating(summary, made["id"]) or above
            made |= {"rating": rating} if rating else {}

    def _rating(self, summary: Summary, name: str) -> Data | None:
        found = _colour(summary)
        if not found:
            said = plain(summary.rating)
            if said:
                self.notes.check(f"'{said}' is no single colour; it is in 'unparsed'", name, summary.place)
                self.aside(summary.place, summary.rating)
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
        self._evidence(made, entry.parts.get("evidence"))
        self._rag(made, entry.parts.get("rag"))
        self._actions(made, entry)
        return made

    def _evidence(self, made: Data, part: Part | None) -> None:
        if not part:
            return
        read = answers.not_applicable(part.paragraphs, made["id"], part.place, self.notes)
        if read:
            made |= read
            return
        made["evidence"] = markdown(part.paragraphs)
        if _NO.match(made["evidence"]):
            self.notes.check(
                "the evidence begins with No: is the answer 'not met', or 'not applicable'?", made["id"], part.place
            )

    def _rag(self, made: Data, part: Part | None) -> None:
        text = plain(part.paragraphs) if part else ""
        if not part or not text:
            return
        colour = _ANSWERS.get(text.lower())
        if colour and made.setdefault("answer", colour) != colour:
            self.notes.check(
                f"the evidence says '{made['answer']}', the colour is {text}; it is in 'unparsed'",
                made["id"],
                part.place,
            )
            self._apart(part)
        elif colour:
            self.notes.assumed(f"the colour {text} is read as the answer '{made['answer']}'", made["id"], part.place)
            self.notes.mark("answer", part.mark)
            self.notes.label(text, part.place)
        elif answers.NOT_APPLICABLE.fullmatch(text):
            made["answer"] = "not applicable"
            self.notes.label(text, part.place)
        elif not dates.parsed(text):
            self.notes.check(f"'{text}' is no colour; it is in 'unparsed'", made["id"], part.place)
            self._apart(part)

    def _actions(self, made: Data, entry: Entry) -> None:
        for parts in (entry.parts, *entry.more):
            part = parts.get("actions")
            found: list[actions.Draft] = []
            if part and actions.is_none(part.paragraphs):
                made.setdefault("actions", [])
                self.notes.label(plain(part.paragraphs), part.place)
                self.notes.mark("cell without an action", "the label")
            elif part:
                found = actions.drafts(part.paragraphs)
            self._columns(made, parts, found)
            if part and found:
                made.setdefault("actions", []).extend(self._action(one, part) for one in found)

    def _columns(self, made: Data, parts: Mapping[Role, Part], found: Sequence[actions.Draft]) -> None:
        """Read the columns beside an action, and a date that stands in the column of colours."""
        rag = parts.get("rag")
        when = dates.parsed(plain(rag.paragraphs)) if rag else None
        if rag and when:
            self._date(made, rag, when, found, "stands in the column of colours and is read as the due date")
        beside = self._beside(parts)
        if "due" in beside:
            self._due(made, beside["due"], found)
        for part, read in ((beside.get("owners"), self._owners), (beside.get("status"), self._status)):
            if part and found:
                read(part, found)
                self.notes.added += [plain(part.paragraphs)] * (len(found) - 1)
            elif part:
                self._apart(part)
        if len(found) > 1 and beside:
            self.notes.check(
                f"the columns beside these {len(found)} actions were given to each",
                made["id"],
                parts["actions"].place,
            )

    def _beside(self, parts: Mapping[Role, Part]) -> dict[Role, Part]:
        """Give the columns that say something of an action."""
        found = {role: parts[role] for role in columns.BESIDE if role in parts}
        self.notes.added += [part.again for part in found.values()]
        for part in found.values():
            if actions.is_nothing(part.paragraphs):
                self.notes.label(plain(part.paragraphs), part.place)
        return {role: part for role, part in found.items() if not actions.is_nothing(part.paragraphs)}

    def _date(self, made: Data, part: Part, when: str, found: Sequence[actions.Draft], how: str) -> None:
        if not found:
            self._apart(part)
            self.notes.check(f"'{when}' stands beside no action; it is in 'unparsed'", made["id"], part.place)
            return
        self.notes.label(plain(part.paragraphs), part.place)
        for one in found:
            if one.due and one.due != when:
                one.check.append(f"'{one.due}' in its text may be a due date too")
            one.due = when
            if how:
                one.assumed.append(f"'{when}' {how}")

    def _due(self, made: Data, part: Part, found: Sequence[actions.Draft]) -> None:
        text = plain(part.paragraphs)
        when = dates.parsed(text)
        if when:
            self._date(made, part, when, found, "")
        elif re.fullmatch(r"on-?going", text, re.IGNORECASE) and found:
            self.notes.label(text, part.place)
            for one in found:
                one.repeats = "ongoing"
        else:
            self.notes.check(f"'{text}' is no date; it is in 'unparsed'", made["id"], part.place)
            self._apart(part)

    def _owners(self, part: Part, found: Sequence[actions.Draft]) -> None:
        names = owners.names(cutting.text(part.paragraphs))
        for one in found:
            for name in names:
                if name in one.owners:
                    self.notes.label(name, part.place)
                else:
                    one.owners.append(name)
            one.marks = [("owner", part.mark), *(mark for mark in one.marks if mark != ("owner", "no mark"))]
            one.check = [said for said in one.check if not said.startswith("no owner")]

    def _status(self, part: Part, found: Sequence[actions.Draft]) -> None:
        text, words = plain(part.paragraphs), markdown(part.paragraphs)
        for one in found:
            one.status = status.kind(text) or one.status
            one.outcome = f"{one.outcome}\n\n{words}" if one.outcome else words
            one.marks.append(("state", part.mark))
            if not status.kind(text):
                one.check.append(f"'{text}' is no status that is known")

    def _action(self, draft: actions.Draft, part: Part) -> Data:
        self.count += 1
        made: Data = {"id": f"A{self.count:02d}", "text": draft.text, "owners": draft.owners or None}
        made |= {"due": draft.due, "awaiting": draft.awaiting, "repeats": draft.repeats, "completed": draft.completed}
        made |= {"status": draft.status or "open"} | _account(draft)
        for kind, mark in draft.marks:
            self.notes.mark(kind, mark)
        self.notes.mark("action", part.mark)
        self.notes.added += draft.added
        for one in draft.assumed:
            self.notes.assumed(one, made["id"], part.place)
        for one in draft.check:
            self.notes.check(one, made["id"], part.place)
        self.notes.places[made["id"]] = part.place
        return {key: value for key, value in made.items() if value is not None}


def _colour(summary: Summary) -> re.Match[str] | None:
    """Find the colour in front of a summary's rating; None for several, such as 'Amber/Green', and for none."""
    text = cutting.text(summary.rating)
    found = _COLOUR.match(text)
    return found if found and not text[len(found[1]) :].lstrip().startswith("/") else None


def _account(draft: actions.Draft) -> Data:
    """Give the words of a status where the record format has them for it."""
    if not draft.outcome:
        return {}
    if draft.status == "complete":
        return {"outcome": draft.outcome}
    if draft.status in {"deferred", "withdrawn"}:
        return {"reason": draft.outcome}
    return {"progress": [{"note": draft.outcome}]}


def _natural(name: str) -> tuple[int, ...]:
    return tuple(map(int, name.split(".")))
