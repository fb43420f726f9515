"""Toolkits with a secret in every text field, and who may read each by the contract's rule.

The fields are those of the record format itself: one that is added later is planted by itself. The rule stands
here a second time, in its own words, so that what makes editions is not asked whether it makes them well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from prevent_cli.model.fields import Record, Understood
from prevent_cli.model.policy import Policy
from prevent_cli.model.toolkit import Action, Role, Toolkit, Waiver, Withheld
from prevent_cli.model.when import When
from tests.audiences.reading import fragments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic.fields import FieldInfo

Data = dict[str, Any]
READERS = ("public", "partners", "officers")
"""From those who see least to those who see most."""
NOBODY = len(READERS)
LETTERS = 24
ALPHABET = "bcdfghjklmnpqrstvwxz"
"""No vowels: "openover" may be drawn, and stands in any table that has the words open and overdue."""

# What stands on every page and in every file name, whoever reads it.
ALWAYS = {"organisation.name", "organisation.code", "marking"}
# What no report shows.
NEVER = {"benchmarks.computed.policy", "unparsed.source", "unparsed.text"}
_DAYS = ("2021-11-30", "30 Nov 2021", "Nov 21", "Q4 2021/22", "2022", "Autumn term 2021", "1 Feb 2022", "Sept 21")
# Dates that a check would otherwise find at odds with the rest.
_FIXED = {"raised": "Jan 2021", "completed": "2 Dec 2021", "until": "2099"}


@dataclass(frozen=True, slots=True)
class Secret:
    """A text nobody could guess: where it stands, and how far down ``READERS`` it may be read."""

    text: str
    path: str
    needs: int

    def hidden_from(self, reader: str) -> bool:
        """Whether an edition must not hold it."""
        return READERS.index(reader) < self.needs


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk is: the path of keys, who may see what stands here, and the ceiling over it."""

    path: str
    needs: int
    ceiling: int = 0

    def at(self, key: str) -> Place:
        return Place(f"{self.path}.{key}".lstrip("."), self.needs, self.ceiling)

    def marked(self, mark: int | None) -> Place:
        """An item's own mark is used as far as the ceiling lets it, and is the ceiling for all below."""
        if mark is None:
            return self
        needs = max(mark, self.ceiling)
        return Place(self.path, needs, needs)


@dataclass
class Planted:
    """A toolkit as plain data, and every secret in it."""

    data: Data = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)
    owned: list[tuple[str, int]] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)

    def hidden_from(self, reader: str) -> set[str]:
        """Give the texts that an edition must not hold: those that may be read in no place they stand in."""
        seen = {one.text for one in self.secrets if not one.hidden_from(reader)}
        return {one.text for one in self.secrets} - seen

    def shown_to(self, reader: str) -> dict[str, str]:
        """Give the texts that an edition may hold, with their paths."""
        return {one.text: one.path for one in self.secrets if not one.hidden_from(reader)}


class Planter:
    """Writes toolkits by the schema of the format, with chance for what the format leaves open.

    What it wrote before it may write again under the same id, so that two quarters have something to compare.
    """

    def __init__(self, seed: int, *, full: bool = False) -> None:
        self.chance = Random(seed)  # noqa: S311 - it only has to be another one each time
        self.full = full
        self.before: dict[str, str] = {}
        self.used: set[str] = set()
        self.drawn: set[str] = set()
        self.made = Planted()
        self.names: list[str] = []
        self.refs: list[str] = []
        self.count = 0
        self.special: dict[tuple[type[Record], str], Callable[[Place], Any]] = {
            (Toolkit, "format"): lambda _: "toolkit/1",
            (Toolkit, "framework"): lambda _: None,
            (Action, "id"): self.action_id,
            (Action, "owners"): self.owners,
            (Action, "also"): lambda _: self.chance.sample(self.refs, 1),
            (Action, "was"): lambda at: [self.secret(at)],
            (Role, "name"): self.role,
            (Role, "aka"): lambda at: [self.role(at), self.role(at)],
            (Waiver, "code"): lambda _: "no-owner",
            (Waiver, "at"): lambda _: self.chance.choice(self.refs),
            (Policy, "weights"): lambda _: dict.fromkeys(self.refs[:2], 2),
        }

    def toolkit(self, quarter: int = 0) -> Planted:
        """Write one toolkit for a quarter, 0 or later."""
        self.made = Planted()
        self.used = set()
        self.count = 0
        self.names = []
        shape = [[self.chance.randint(0, 2) for _ in range(self.chance.randint(1, 2))] for _ in range(3)]
        self.refs = [
            f"{b}.{q}.{e}" if below else f"{b}.{q}"
            for b, questions in enumerate(shape, 1)
            for q, below in enumerate(questions, 1)
            for e in (range(1, below + 1) if below else [0])
        ]
        mark = self.mark()
        top = Place("", READERS.index(mark) if mark else NOBODY - 1)
        data = {"audience": mark, **self.record(Toolkit, top, skip={"benchmarks", "audience", "policy"})}
        data["period"], data["as_of"] = ("Dec 2021", "2021-12-31") if quarter == 0 else ("Mar 2022", "2022-03-31")
        data["organisation"]["name"] = self.always("organisation.name")
        data["organisation"]["code"] = self.always("organisation.code")
        if isinstance(data.get("committee"), dict):
            data["committee"]["release"] = "for release"
        if self.chance.random() < 0.5 or self.full:
            data["policy"] = self.record(Policy, top.at("policy"))
        data["benchmarks"] = [self.branch(top, ids, shape) for ids in range(1, len(shape) + 1)]
        self.made.data = {key: value for key, value in data.items() if value is not None}
        self.settle_roles(top.needs)
        return self.made

    def always(self, path: str) -> str:
        """Give the body's own name: the same in every quarter."""
        text = self.before.setdefault(path, self.fresh())
        self.made.secrets = [one for one in self.made.secrets if one.path != path]
        self.made.secrets.append(Secret(text, path, 0))
        return text

    def branch(self, top: Place, number: int, shape: list[list[int]]) -> Data:
        from prevent_cli.model.toolkit import Benchmark, Expectation, Question

        data, at = self.item(Benchmark, top.at("benchmarks"), str(number), skip={"questions"})
        data["questions"] = []
        for q, below in enumerate(shape[number - 1], 1):
            # A question with expectations is not answered itself, so that its reason is shown nowhere.
            skip = {"expectations", "reason"} if below and self.full else {"expectations"}
            question, there = self.item(Question, at.at("questions"), f"{number}.{q}", skip=skip)
            question["expectations"] = [
                self.item(Expectation, there.at("expectations"), f"{number}.{q}.{e}")[0] for e in range(1, below + 1)
            ]
            data["questions"].append(question)
        return data

    def item(self, kind: type[Record], place: Place, ref: str, *, skip: Iterable[str] = ()) -> tuple[Data, Place]:
        mark = self.mark()
        here = place.marked(READERS.index(mark) if mark else None)
        data = self.record(kind, here, skip={*skip, "id", "audience", "withheld"}, above=place)
        return {"id": ref, "audience": mark, **self.kept_back(place), **data}, here

    def record(self, kind: type[Record], place: Place, *, skip: Iterable[str] = (), above: Place | None = None) -> Data:
        """Write a record: what is needed always, the rest by chance. One that may be marked is marked by chance."""
        data: Data = {}
        skip = set(skip)
        if "audience" in kind.model_fields and "audience" not in skip and above is None:
            mark = self.mark()
            data = {"audience": mark, **self.kept_back(place)}
            place = place.marked(READERS.index(mark) if mark else None)
            skip |= {"audience", "withheld"}
        for key, known in kind.model_fields.items():
            if key not in skip and (known.is_required() or key == "reason" or self.full or self.chance.random() < 0.7):
                data[key] = self.field(kind, key, known, place.at(key))
        if data.get("status", "open") != "complete":
            data.pop("completed", None)
        return {key: value for key, value in data.items() if value is not None}

    def kept_back(self, place: Place) -> Data:
        """Say by chance why something is withheld: to those whom no mark above keeps from hearing of it."""
        if self.chance.random() < 0.5:
            return {}
        told = Place(f"{place.path}.withheld", place.ceiling)
        data: Data = {"reason": self.secret(told.at("reason"))}
        if self.chance.random() < 0.7:
            data["exemption"] = self.secret(told.at("exemption"))
        data["by"] = self.secret(Place(f"{told.path}.by", NOBODY))
        assert set(data) <= set(Withheld.model_fields)
        return {"withheld": data}

    def field(self, kind: type[Record], key: str, known: FieldInfo, place: Place) -> Any:
        special = self.special.get((kind, key))
        return special(place) if special else self.value(known.annotation, tuple(known.metadata), place, key)

    def value(self, asked: Any, notes: tuple[Any, ...], place: Place, key: str) -> Any:
        """Write a value of a type; wherever text is meant, a secret."""
        origin, inner = get_origin(asked), get_args(asked)
        if origin is Annotated:
            return self.value(inner[0], (*notes, *inner[1:]), place, key)
        if origin in {Union, UnionType}:
            return self.value(next(one for one in inner if one is not type(None)), notes, place, key)
        if origin is Literal:
            return self.chance.choice(inner)
        if origin is tuple:
            return [self.value(inner[0], (), place, key) for _ in range(self.chance.randint(1, 2))]
        if origin is dict:
            return {self.secret(place.at("term")): self.secret(place.at("meaning")) for _ in range(2)}
        one_day = any(isinstance(note, Understood) for note in notes)
        return (
            self.record(asked, place) if issubclass(asked, Record) else self.plain(asked, place, key, one_day=one_day)
        )

    def plain(self, asked: type, place: Place, key: str, *, one_day: bool) -> str:
        """Write a value that is no list and no record."""
        if asked is When:
            return "2021-12-01" if one_day else _FIXED.get(key) or self.chance.choice(_DAYS)
        if asked is str:
            return self.link(place) if key == "link" else self.text(place)
        return {bool: "yes", float: "25", int: "2"}[asked]

    def text(self, place: Place) -> str:
        """Write prose around a secret, in one of the ways that people write."""
        secret = self.secret(place)
        ways: tuple[str, ...] = (
            "{}",
            "{}",
            "{}",
            "Of {}.\n\nAnd more.\n",
            "**{}**",
            "- {}\n- more\n",
            "[{}](https://example.org/)",
        )
        ways += ("[more](https://{}.example/)", "<b>{}</b>", "`{}`", "{} & 5 < 6", "=1+{}")
        plain = place.path in ALWAYS or self.full
        return secret if plain else self.chance.choice(ways).format(secret)

    def link(self, place: Place) -> str:
        return self.chance.choice(("https://{}.example/", "https://example.org/a?b={}", "{}")).format(
            self.secret(place)
        )

    def secret(self, place: Place) -> str:
        """Give a text for a place: often the one that stood at the same turn in the quarter before."""
        self.count += 1
        turn = f"{place.path} {sum(one.path == place.path for one in self.made.secrets)}"
        if turn not in self.before or self.chance.random() < 0.4:
            self.before[turn] = self.fresh()
        text = self.before[turn]
        needs = NOBODY if place.path in NEVER else 0 if place.path in ALWAYS else place.needs
        self.made.secrets.append(Secret(text, place.path, needs))
        return text

    def fresh(self) -> str:
        """Draw a secret that gives none of those before away."""
        while True:
            text = "".join(self.chance.choices(ALPHABET, k=LETTERS))
            if self.drawn.isdisjoint(fragments(text)):
                self.drawn.update(fragments(text))
                return text

    def mark(self) -> str | None:
        return self.chance.choice((None, None, None, *READERS))

    def action_id(self, place: Place) -> str:
        return self.secret(place)

    def role(self, place: Place) -> str:
        """Name a role; who may read it is known when the actions are."""
        text = self.secret(place)
        self.names.append(text)
        return text

    def owners(self, place: Place) -> list[str]:
        """Name owners: of the register, where there is one."""
        if not self.names:
            return [self.secret(place)]
        found = self.chance.sample(self.names, self.chance.randint(0, min(2, len(self.names))))
        self.made.owned += [(name, place.needs) for name in found]
        return found

    def settle_roles(self, toolkit: int) -> None:
        """A role's names are read by those who see the toolkit's head and an action that it owns, under any name.

        A name that an action itself gives is read with that action.
        """
        for role in self.made.data.get("roles", ()):
            names = {role["name"], *role.get("aka", ())}
            used = min((needs for name, needs in self.made.owned if name in names), default=NOBODY)
            for name in names:
                direct = min((needs for one, needs in self.made.owned if one == name), default=NOBODY)
                needs = min(direct, max(used, toolkit))
                self.made.secrets = [
                    Secret(one.text, one.path, needs) if one.text == name else one for one in self.made.secrets
                ]
