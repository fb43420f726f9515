"""From one framework to the next: a toolkit's data carried along a crosswalk.

Evidence and actions are carried. An answer is carried only where one item became one item
and not a word of it changed; a rating never is. Nothing is lost: what has no place goes to
``unparsed``. Nothing becomes visible to more people than before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.history.look_again import Notes
from prevent_cli.history.older import colour, items, judged, known, said, same, seen
from prevent_cli.model.fields import AUDIENCES, COLOURS
from prevent_cli.model.toolkit import Benchmark, Expectation, Question, Toolkit
from prevent_cli.rating.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from prevent_cli.history.look_again import LookAgain
    from prevent_cli.history.older import Item, Piece, Plain
    from prevent_cli.model.crosswalk import Crosswalk
    from prevent_cli.model.fields import Colour, Record
    from prevent_cli.model.framework import Framework, FrameworkBenchmark, FrameworkQuestion

_OWN_WORDS = ("title", "statement", "outcome", "text")
_SUMMARY = ("next_steps", "comments")
_YES = ("yes", "true")


def upgrade(data: Plain, old: Framework, new: Framework, crosswalk: Crosswalk) -> tuple[Plain, list[LookAgain]]:
    """Carry a toolkit from one framework to another.

    ``data`` is what the reader gives of a toolkit without errors; it is not changed. Gives
    the data of the newer toolkit, and what people have to look at again.
    """
    work = _Upgrade(data, old, new, crosswalk)
    made = work.toolkit()
    return made, work.notes.listed()


class _Upgrade:
    """One toolkit on its way."""

    def __init__(self, data: Plain, old: Framework, new: Framework, crosswalk: Crosswalk) -> None:
        self.data, self.old, self.new = data, old, new
        self.before, self.after = known(old), known(new)
        self.targets = {
            ref: target
            for ref, target in crosswalk.targets.items()
            if ref in self.before and target in self.after and self.before[ref].level == self.after[target].level
        }
        self.sources = crosswalk.sources
        self.notes = Notes(old.id)
        self.here: dict[str, list[Item]] = {}
        self.strays: dict[str, list[Piece]] = {}
        self.homeless: list[Item] = []
        self.items = {item.id: item for item in items(data)}
        for item in self.items.values():
            target = self.targets.get(item.id)
            (self.homeless if target is None else self.here.setdefault(target, [])).append(item)

    def toolkit(self) -> Plain:
        for item in self.homeless:
            self.unplaced(item)
        whole = Sight(self.data.get("audience", "officers"))
        benchmarks = [made for one in self.new.benchmarks if (made := self.benchmark(one, whole))]
        made = dict(self.data) | {"framework": self.new.id, "benchmarks": benchmarks}
        if isinstance(made.get("policy"), dict):
            made["policy"] = self.policy(made["policy"])
        if made.pop("waivers", None):
            made["waivers"] = self.waivers(self.data["waivers"])
        if self.notes.unparsed:
            made["unparsed"] = [*self.data.get("unparsed", ()), *self.notes.unparsed]
        return _ordered(Toolkit, made)

    def policy(self, policy: Plain) -> Plain:
        """Give the weights of a policy to the newer ids; where two weights meet, the heavier counts."""
        made: dict[str, str] = {}
        for ref, weight in policy.get("weights", {}).items():
            target = self.targets.get(ref)
            if target is None:
                self.notes.look("reference", ref, None, f"the policy counts {ref} {weight} times; it has no place now")
            elif target in made and made[target] != weight:
                self.notes.look("reference", ref, target, f"two weights meet at {target}; the heavier of them is kept")
                made[target] = max(made[target], weight, key=int)
            else:
                made[target] = weight
        rest = {key: value for key, value in policy.items() if key != "weights"}
        return rest | ({"weights": made} if made else {})

    def waivers(self, waivers: Iterable[Plain]) -> list[Plain]:
        kept = []
        for waiver in waivers:
            at = waiver.get("at")
            if at is None or not at[:1].isdigit():
                kept.append(waiver)
            elif at not in self.targets:
                self.notes.look("reference", at, None, f"the waiver of {waiver['code']} at {at} has no place now")
                self.notes.park(f"{at}, a waiver", waiver)
            else:
                target = self.targets[at]
                kept.append(waiver | {"at": target})
                if len(self.sources[target]) > 1:
                    message = f"the waiver of {waiver['code']} was for {at} alone; it is for all of {target} now"
                    self.notes.look("reference", at, target, message)
        return kept

    def benchmark(self, given: FrameworkBenchmark, whole: Sight) -> Plain | None:
        olds = self.here.get(given.id, [])
        made: Plain = {"id": given.id}
        sight = self.frame(made, olds, whole)
        self.rating(made, olds)
        self.summary(made, olds)
        self.actions(made, olds, sight, self.strays.get(given.id, ()))
        questions = [found for one in given.questions if (found := self.question(one, given.id, sight))]
        if questions:
            made["questions"] = questions
        if olds or questions:
            return _ordered(Benchmark, made)
        self.absent(given.id, "")
        return None

    def question(self, given: FrameworkQuestion, benchmark: str, above: Sight) -> Plain | None:
        olds = self.here.get(given.id, [])
        made: Plain = {"id": given.id}
        sight = self.frame(made, olds, above)
        self.content(made, olds, sight)
        expectations = [found for one in given.expectations if (found := self.expectation(one.id, given.id, sight))]
        if expectations:
            made["expectations"] = expectations
        if olds or expectations:
            return _ordered(Question, made)
        self.absent(given.id, benchmark)
        return None

    def expectation(self, ref: str, question: str, above: Sight) -> Plain | None:
        olds = self.here.get(ref, [])
        made: Plain = {"id": ref}
        sight = self.frame(made, olds, above)
        self.content(made, olds, sight)
        moved = [one for one in olds if self.sources.get(question) != (one.question,)]
        for one in moved:
            self.uncovered(one, ref)
        if not olds:
            self.absent(ref, question)
            return None
        if moved and len(made) == 1:
            return None  # the evidence of its new question was never said to show this
        return _ordered(Expectation, made)

    def absent(self, ref: str, above: str) -> None:
        """Note an item that the older framework did not have, unless all that it stands under is new."""
        if not self.sources.get(ref) and (not above or self.sources.get(above)):
            self.notes.look("new", (), ref, f"{ref} is new: {self.old.id} did not ask it")

    def uncovered(self, item: Item, ref: str) -> None:
        """Note an expectation that lived on the evidence of a question it does not stand under any more."""
        question = self.items.get(item.question or "")
        if question and question.evidence and not item.evidence:
            message = f"the evidence of {item.question} served {item.id} too; see what shows {ref} now"
            self.notes.look("evidence", item.id, ref, message)

    def frame(self, made: Plain, olds: Sequence[Item], above: Sight) -> Sight:
        """Give an item its marks; give who may see what stands on it.

        One that came from one keeps its mark. Where several merge, the words that stand on the
        item, and the state of one that is answered, are for the fewest of those who saw any.
        """
        ref = made["id"]
        if not olds:
            return above
        self.withheld(made, olds)
        if self.single(ref):
            wanted, marked = olds[0].sight.audience, "audience" in olds[0].data
        else:
            speaking = [one for one in olds if self.after[ref].leaf or _speaks(one)]
            audiences = sorted((one.sight.audience for one in speaking or olds), key=AUDIENCES.index)
            wanted, marked = audiences[-1 if speaking else 0], False
        sight = seen(wanted, above, marked=marked)
        if sight:
            made["audience"] = sight.audience
        self.narrowed(ref, olds, sight or above)
        for one in olds:
            self.own_words(one, ref)
        if len(olds) > 1:
            message = f"{_and(_ids(olds))} merge into {ref}: see that what stands together belongs together"
            self.notes.look("merged", _ids(olds), ref, message)
        return sight or above

    def narrowed(self, ref: str, olds: Iterable[Item], sight: Sight) -> None:
        wider = [one for one in olds if one.sight.audience != sight.audience]
        if wider:
            was = _and([f"{one.id} was for {one.sight.audience}" for one in wider])
            self.notes.look("audience", _ids(wider), ref, f"{ref} is for {sight.audience}; {was}")

    def withheld(self, made: Plain, olds: Iterable[Item]) -> None:
        found = [one.data["withheld"] for one in olds if "withheld" in one.data]
        if found:
            joined = {key: "; ".join(one[key] for one in found if key in one) for key in ("reason", "exemption", "by")}
            made["withheld"] = {key: text for key, text in joined.items() if text}

    def content(self, made: Plain, olds: Sequence[Item], sight: Sight) -> None:
        """Give a question or an expectation its answer, evidence and actions."""
        essential = next((one.data["essential"] for one in olds if _is_yes(one.data.get("essential"))), None)
        if essential:
            made["essential"] = essential
        for one in olds:
            self.answer(made, one)
        pieces = [piece for one in olds for piece in one.evidence]
        placed = [piece.placed(sight) for piece in pieces]
        if placed:
            alone = len(olds) == 1 and placed == [piece.data for piece in pieces]
            plain = len(placed) == 1 and isinstance(placed[0], str)
            made["evidence"] = olds[0].data["evidence"] if alone else placed[0] if plain else placed
        self.actions(made, olds, sight)

    def answer(self, made: Plain, item: Item) -> None:
        ref, answer = made["id"], item.data.get("answer")
        carried: Plain = {key: item.data[key] for key in ("answer", "reason") if key in item.data}
        unchanged = self.unchanged(item, ref)
        if unchanged and self.single(ref):
            made |= carried
            return
        if answer:
            why = "several merge here" if not self.single(ref) else "it is asked in other words"
            message = f"{item.id} was answered '{answer}'; answer {ref} anew, since {why}"
            self.notes.look("answer", item.id, ref, f"{message} (until then its evidence and actions alone count)")
        elif not unchanged and self.single(ref) and (item.evidence or item.actions):
            message = f"{ref} asks {item.id} in other words: see that evidence and actions still answer it"
            self.notes.look("reworded", item.id, ref, message)
        if "reason" in carried:
            self.notes.park(
                f"{item.id}, reason of the answer '{answer}'" if answer else f"{item.id}, reason", carried["reason"]
            )

    def unchanged(self, item: Item, ref: str) -> bool:
        """Whether an item is asked as it was: by the framework in the same words, and answered at the same level."""
        before, after = self.before[item.id], self.after[ref]
        asked = before.words.get("text")
        own = item.data.get("text", asked)
        return before.leaf == after.leaf and same(asked, after.words.get("text")) and same(own, asked)

    def actions(self, made: Plain, olds: Sequence[Item], sight: Sight, strays: Iterable[Piece] = ()) -> None:
        pieces = [piece for one in olds for piece in one.actions] + [*strays]
        if pieces:
            made["actions"] = [self.action(piece, made["id"], sight) for piece in pieces]
        elif olds and len(olds) == len(self.sources[made["id"]]) and all(one.data.get("actions") == [] for one in olds):
            made["actions"] = []

    def action(self, piece: Piece, ref: str, sight: Sight) -> Any:
        placed = piece.placed(sight)
        if not isinstance(placed, dict) or "also" not in placed:
            return placed
        refs = [placed["also"]] if isinstance(placed["also"], str) else placed["also"]
        translated = {one: self.targets.get(one) for one in refs}
        lost = [one for one, target in translated.items() if target is None or not self.after[target].leaf]
        name = placed.get("id", "an action")
        for one in lost:
            self.notes.look("reference", (name, one), ref, f"{name} also served {one}, which has no place now")
        kept = dict.fromkeys(target for one, target in translated.items() if one not in lost and target != ref)
        rest = {key: value for key, value in placed.items() if key != "also"}
        return {key: list(kept) if key == "also" else rest[key] for key in placed if key != "also" or kept}

    def rating(self, made: Plain, olds: Sequence[Item]) -> None:
        """Keep the old rating as the previous one where one benchmark became one; else name each."""
        ref = made["id"]
        for one in olds:
            for rating in one.data.get("moderated", ()):
                message = f"{one.id} was moderated {said(rating)}; that stays with the older file"
                self.notes.look("moderated", one.id, ref, message)
        given = [(one, judged(one)) for one in olds]
        rated = [(one, rating) for one, rating in given if rating]
        if not rated:
            return
        were = _and([f"{one.id} was {said(rating) if rating else 'not rated'}" for one, rating in given])
        if self.single(ref):
            (one, rating) = rated[0]
            made["previous"] = (
                {"rating": rating, "period": self.data["period"]} if "rating" in one.data else one.data["previous"]
            )
            self.notes.look("rating", one.id, ref, f"judge {ref} anew: of {self.old.id}, {were}")
            return
        for one, rating in rated:
            if isinstance(rating, dict) and "reason" in rating:
                self.notes.park(f"{one.id}, reason of the rating {rating['value']}", rating["reason"])
        proposed = _proposed([colour(rating) for _, rating in rated])
        self.notes.look("rating", _ids(olds), ref, f"judge {ref} anew: of {self.old.id}, {were}{proposed}")

    def summary(self, made: Plain, olds: Sequence[Item]) -> None:
        for key in _SUMMARY:
            found = [one for one in olds if key in one.data]
            if found and self.single(made["id"]):
                made[key] = found[0].data[key]
            elif found:
                made[key] = "\n\n".join(f"From {self.name(one)}:\n\n{one.data[key].strip()}" for one in found) + "\n"

    def unplaced(self, item: Item) -> None:
        """Keep what stood on an item that the newer framework does not have."""
        home = self.targets.get(item.benchmark)
        self.own_words(item, None)
        for piece in item.evidence:
            self.notes.park(f"{item.id}, evidence for {piece.sight.audience}", piece.data)
        for piece in item.actions:
            if home:
                self.strays.setdefault(home, []).append(piece)
            else:
                self.notes.park(f"{item.id}, an action for {piece.sight.audience}", piece.data)
        kept = ("answer", "reason", *_SUMMARY, "rating", "previous", "moderated", "withheld")
        for key in kept:
            if key in item.data:
                self.notes.park(f"{item.id}, {key}", item.data[key])
        if any(key in item.data for key in (*kept, "evidence")) or item.actions:
            where = f"; its actions stand on benchmark {home}" if home and item.actions else ""
            message = f"{item.id} has no place in {self.new.id}: what stood on it is under 'unparsed'{where}"
            self.notes.look("unplaced", item.id, home, message)

    def own_words(self, item: Item, ref: str | None) -> None:
        """Keep the wording that the body itself gave an item; the framework's is left out."""
        given: Mapping[str, str | None] = self.before[item.id].words if item.id in self.before else {}
        for key in _OWN_WORDS:
            if key in item.data and not same(item.data[key], given.get(key)):
                self.notes.park(f"{item.id}, {key}", item.data[key])
                self.notes.look("wording", item.id, ref, f"{item.id} had a {key} of your own; it is under 'unparsed'")

    def single(self, ref: str) -> bool:
        return len(self.sources.get(ref, ())) == 1

    def name(self, item: Item) -> str:
        title = item.data.get("title") or self.before[item.id].name
        return f"benchmark {item.id} of {self.old.id} ({title.strip()})" if title else f"benchmark {item.id}"


def _ordered(kind: type[Record], made: Plain) -> Plain:
    """Put a record's keys into the order of the record."""
    return {key: made[key] for key in kind.model_fields if key in made}


def _speaks(item: Item) -> bool:
    """Whether words of the body stand on an item that go along where it merges."""
    return any(key in item.data for key in (*_SUMMARY, "withheld"))


def _proposed(colours: Sequence[Colour]) -> str:
    """Propose the worst of several ratings; one alone proposes nothing for the others."""
    worst = min(colours, key=COLOURS.index).capitalize()
    differ = f", the {'worse' if len(colours) == 2 else 'worst'}" if len(set(colours)) > 1 else ""
    return f"; proposed: {worst}{differ}" if len(colours) > 1 else ""


def _is_yes(value: Any) -> bool:
    return str(value).lower() in _YES


def _ids(found: Iterable[Item]) -> tuple[str, ...]:
    return tuple(one.id for one in found)


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
