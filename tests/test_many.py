"""A function over many things: order, memory, what is raised, and workers that are never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

import pytest

from prevent_cli.errors import InvalidRecordError, PreventError
from prevent_cli.many import given, over, processes
from prevent_cli.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAM = """
import sys, time
from prevent_cli.many import over, processes

def slow(number):
    time.sleep(30)

if __name__ == "__main__":
    with processes(2) as executor:
        from multiprocessing import active_children
        print(*[child.pid for child in active_children()], flush=True)
        list(over(range(100), slow, executor, chunk=1))
"""


class Eager(Executor):
    """Does what it is given at once, and counts what nobody has taken yet."""

    def __init__(self) -> None:
        self.given = 0

    def submit(self, function: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        done: Future[Any] = Future()
        self.given += 1
        done.set_result(function(*args))
        return done


def square(number: int) -> int:
    return number * number


def taken(number: int) -> int:
    found: int = given()[number]
    return found


def refuse(number: int) -> int:
    if number == 60:
        raise PreventError("there is no 60", "leave it out")
    return number


def reject(_number: int) -> int:
    raise InvalidRecordError([Finding("a.yaml", 3, 4, "no-owner", "error", None, "no", "yes")])


def end_worker(_number: int) -> int:
    os._exit(9)


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until_gone(numbers: list[int]) -> list[int]:
    """Give the processes that are still there after five seconds."""
    end = time.monotonic() + 5
    while time.monotonic() < end and any(map(is_alive, numbers)):
        time.sleep(0.02)
    return [number for number in numbers if is_alive(number)]


@pytest.fixture
def started() -> Iterator[subprocess.Popen[str]]:
    """Start a program whose two workers are busy for long."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def test_without_an_executor_it_maps() -> None:
    assert list(over([3, 1, 2], square)) == [9, 1, 4]


def test_results_come_in_the_order_of_the_things() -> None:
    with processes(2) as executor:
        assert list(over(range(500), square, executor, chunk=7)) == [square(one) for one in range(500)]


def test_workers_have_what_they_are_given() -> None:
    with processes(2, give=[5, 7, 9]) as executor:
        assert list(over(range(3), taken, executor, chunk=1)) == [5, 7, 9]


def test_what_workers_are_given_stays_with_them() -> None:
    with processes(1, give=[5]):
        assert given() is None


def test_no_things_are_no_results() -> None:
    with processes(1) as executor:
        assert list(over([], square, executor)) == []


def test_no_more_is_given_out_than_asked() -> None:
    executor = Eager()
    results = over(iter(range(10_000)), square, executor, chunk=10, ahead=3)

    assert [next(results) for _ in range(20)] == [square(one) for one in range(20)]
    assert executor.given <= 5


@pytest.mark.parametrize("chunk", [1, 25])
def test_what_a_worker_raises_is_raised_whole(chunk: int) -> None:
    with pytest.raises(PreventError, match="there is no 60") as refused, processes(2) as executor:
        list(over(range(100), refuse, executor, chunk=chunk))

    assert refused.value.help == "leave it out"


def test_findings_that_a_worker_raises_come_along() -> None:
    with pytest.raises(InvalidRecordError) as refused, processes(1) as executor:
        list(over([1], reject, executor))

    assert [one.line for one in refused.value.findings] == [3]


def test_a_worker_that_was_killed_is_said_in_a_sentence() -> None:
    with pytest.raises(PreventError, match="a worker process was killed"), processes(2) as executor:
        list(over(range(1000), end_worker, executor))


STUCK = """
import sys
from prevent_cli.many import processes

def begin_to_answer():
    frame = sys._getframe()
    while "result_queue" not in frame.f_locals:
        frame = frame.f_back
    frame.f_locals["result_queue"]._writer._send(b"ab")  # two bytes of the four that say how many follow
    import time
    time.sleep(30)

if __name__ == "__main__":
    with processes(1) as executor:
        executor.submit(begin_to_answer)
        executor.submit(int)
        import time
        time.sleep(1)
        raise KeyboardInterrupt
"""


@pytest.mark.skipif(sys.platform == "win32", reason="multiprocessing has other pipes there")
def test_a_worker_that_is_stopped_in_the_middle_of_its_answer_holds_nobody_up() -> None:
    done = subprocess.run([sys.executable, "-c", STUCK], capture_output=True, text=True, check=False, timeout=20)

    assert done.returncode == -signal.SIGINT
    assert done.stderr.splitlines()[-1] == "KeyboardInterrupt"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_program(started: subprocess.Popen[str], sent: signal.Signals) -> None:
    assert started.stdout
    workers = [int(word) for word in started.stdout.readline().split()]
    started.send_signal(sent)
    started.wait(5)

    assert len(workers) == 2
    assert wait_until_gone(workers) == []
