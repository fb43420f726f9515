"""What became of answers, of the items of the framework and their wording, and of what stands above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.history.kinds import Change
from prevent_cli.history.likeness import flat
from prevent_cli.model.assessment import BenchmarkView, ExpectationView, QuestionView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.history.kinds import Direction, Kind
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.toolkit import Role

View = BenchmarkView | QuestionView | ExpectationView
_ORDER = ("not met", "partly", "met")


def answers(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Yield every answer given, changed or taken away."""
    before, after = _answered(old), _answered(new)
    for ref in dict.fromkeys((*before, *after)):
        then, now = before.get(ref), after.get(ref)
        benchmark, item = now or then or ("", None)
        was, answer = then and then[1].answer, now and now[1].answer
        text = flat(item.text) if item else ""
        reasons = (flat(now[1].reason),) if now and now[1].reason else ()
        if was != answer:
            hidden = (answer is None and new.withholds) or (was is None and old.withholds)
            kind, direction = _turn(was, answer)
            yield Change(
                kind,
                "neutral" if hidden else direction,
                benchmark,
                ref,
                text,
                before=was,
                after=answer,
                reasons=reasons,
                hidden=hidden,
            )
        elif then and now and flat(then[1].reason) != flat(now[1].reason):
            yield Change("answer-reason", "neutral", benchmark, ref, text, before=was, after=answer, reasons=reasons)


def _answered(assessment: Assessment) -> dict[str, tuple[str, ExpectationView]]:
    return {one.id: (benchmark.id, one) for benchmark in assessment.benchmarks for one in benchmark.expectations}


def _turn(was: str | None, answer: str | None) -> tuple[Kind, Direction]:
    """Compare answers; not applicable stands outside their order."""
    if answer is None:
        return "answer-removed", "worse"
    if was is None:
        return "answer-given", "better" if answer == "met" else "neutral"
    if was in _ORDER and answer in _ORDER:
        worse = _ORDER.index(answer) < _ORDER.index(was)
        return ("answer-worse", "worse") if worse else ("answer-better", "better")
    return "answer-changed", "neutral"


def items(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Yield items that came, went, were worded anew or are for another audience."""
    before, after = _items(old), _items(new)
    for ref, (benchmark, view) in after.items():
        then = before.get(ref)
        if then is None or not _on_file(then[1]):
            if _on_file(view):
                yield Change("item-added", "neutral", benchmark, ref, _title(view), hidden=old.withholds)
            continue
        if not _on_file(view):
            yield _removed(benchmark, ref, then[1], new)
        if not ((old.withholds and _frame(then[1])) or (new.withholds and _frame(view))):
            yield from _item(benchmark, then[1], view)
    for ref, (benchmark, view) in before.items():
        if ref not in after and _on_file(view):
            yield _removed(benchmark, ref, view, new)


def _items(assessment: Assessment) -> dict[str, tuple[str, View]]:
    found: dict[str, tuple[str, View]] = {}
    for benchmark in assessment.benchmarks:
        found[benchmark.id] = (benchmark.id, benchmark)
        for question in benchmark.questions:
            found[question.id] = (benchmark.id, question)
            found |= {one.id: (benchmark.id, one) for one in question.expectations}
    return found


def _on_file(view: View) -> bool:
    """Whether the toolkit holds what is answered; a frame around it always counts as held."""
    if isinstance(view, BenchmarkView):
        return True
    answered = view.direct if isinstance(view, QuestionView) else view
    return answered is None or answered.on_file


def _title(view: View) -> str:
    return flat(view.title if isinstance(view, BenchmarkView) else view.text)


def _removed(benchmark: str, ref: str, view: View, new: Assessment) -> Change:
    """Tell of an item that is gone; for the worse where something had been made of it."""
    answered = [view] if isinstance(view, ExpectationView) else []
    if isinstance(view, BenchmarkView):
        answered = list(view.expectations)
    elif isinstance(view, QuestionView):
        answered = [view.direct] if view.direct else list(view.expectations)
    worked = any(one.state not in {"not assessed", "not applicable", "not shown"} for one in answered)
    direction: Direction = "worse" if worked and not new.withholds else "neutral"
    return Change("item-removed", direction, benchmark, ref, _title(view), hidden=new.withholds)


def _frame(view: View) -> bool:
    """Whether an edition shows nothing of an item but its place."""
    if isinstance(view, BenchmarkView):
        return view.title == f"Benchmark {view.id}"
    return not view.text


def _item(benchmark: str, old: View, new: View) -> Iterator[Change]:
    was, now = _fields(old), _fields(new)
    for label, (kind, text) in now.items():
        before = was.get(label, (kind, ""))[1]
        if before != text:
            yield Change(
                kind, "neutral", benchmark, new.id, _title(new), before or None, text or None, reasons=(label,)
            )


def _fields(view: View) -> dict[str, tuple[Kind, str]]:
    """Give what an item says of itself, by what it is called, with the kind of its change."""
    found: dict[str, tuple[Kind, str]] = {}
    if isinstance(view, BenchmarkView):
        found["title"] = ("item-reworded", flat(view.title))
        found["statement"] = ("item-reworded", flat(view.statement))
        found["outcome"] = ("item-reworded", flat(view.outcome))
        found["next steps"] = ("text-changed", flat(view.next_steps))
        found["comments"] = ("text-changed", flat(view.comments))
    else:
        answered = view.direct if isinstance(view, QuestionView) else view
        found["wording"] = ("item-reworded", flat(view.text))
        found["weight"] = ("text-changed", "essential" if answered and answered.essential else "not essential")
    found["audience"] = ("text-changed", view.audience)
    return found


def head(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Yield what changed above the benchmarks: the rules of the comparison first, then the rest."""
    if (old.framework or new.framework) and old.framework != new.framework:
        yield Change("framework-changed", "neutral", None, None, "framework", old.framework, new.framework)
    if old.policy != new.policy:
        yield Change("policy-changed", "neutral", None, None, "policy", _policy(old), _policy(new))
    was, now = _head(old), _head(new)
    for label, text in now.items():
        if was.get(label, text) != text:
            yield Change("head-changed", "neutral", None, None, label, was[label] or None, text or None)


def _policy(assessment: Assessment) -> str:
    return f"{assessment.policy.name} (version {assessment.policy.version})"


def _head(assessment: Assessment) -> dict[str, str]:
    found = {
        "name of the organisation": flat(assessment.organisation.name),
        "marking": flat(assessment.marking),
    }
    if not assessment.withholds:  # an edition keeps of the rest only what it uses, or nothing
        found["title"] = flat(assessment.title)
        found["introduction"] = flat(assessment.about)
        found["audience"] = assessment.default_audience
        found["findings accepted"] = "; ".join(f"{one.code} at {one.at or 'any item'}" for one in assessment.waivers)
        found["roles"] = "; ".join(_role(one) for one in assessment.roles)
        found["glossary"] = "; ".join(f"{term}: {flat(said)}" for term, said in assessment.glossary.items())
    return found


def _role(role: Role) -> str:
    return f"{role.name} ({', '.join(role.aka)})" if role.aka else role.name
