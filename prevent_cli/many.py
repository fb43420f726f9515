"""One function over many things: in order, in bounded memory, on one process or as many as there are.

The work is a pure function from one thing to what is wanted of it, such as from a path to the
findings in that file. ``over`` maps it; who does the work is a ``concurrent.futures.Executor``
that is handed in. ``processes`` makes one for this machine; that of a cluster serves as well.

    with processes() as executor:
        for rows in over(paths, partial(rows_of, rules), executor):
            ...

The function and what it takes and gives cross over to other processes, so they must pickle: a
function of a module, or a ``functools.partial`` of one. It had better give little: rows, not records.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 10
"""Things sent to a worker at once: enough that sending costs little, few enough that the last worker is not late."""
FEW = 20
"""Up to here, starting processes takes longer than they save."""
_PATIENCE = 0.3
"""Seconds in which an executor whose workers were killed mostly ends by itself."""


def over(
    things: Iterable[T],
    function: Callable[[T], R],
    executor: Executor | None = None,
    *,
    chunk: int = CHUNK,
    ahead: int = 16,
) -> Iterator[R]:
    """Give ``function(thing)`` for each thing, in their order; without an executor, in this process.

    Things are sent ``chunk`` at a time, and no more than ``ahead`` chunks are under way or waiting
    to be taken, so memory does not grow with their number; a cluster wants twice as many as it has
    workers. What the function raises is raised here, when its turn has come; what is still
    waiting then is called off, as it is when the iterator is closed. Raises PreventError where
    a worker was killed.
    """
    if executor is None:
        yield from map(function, things)
        return
    from concurrent.futures import BrokenExecutor

    waiting: deque[Future[list[R]]] = deque()
    try:
        for some in chunks(things, chunk):
            waiting.append(executor.submit(_each, function, some))
            if len(waiting) >= ahead:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenExecutor as error:
        waiting.clear()  # the executor is about to end them itself
        raise PreventError(
            "a worker process was killed, perhaps for lack of memory", "run the command again"
        ) from error
    finally:
        for one in waiting:
            one.cancel()


def share(number: int) -> int:
    """Give how many of so many things to send at once, so that every worker gets some, several times."""
    return max(1, min(CHUNK, number // (4 * processors())))


def _each(function: Callable[[T], R], some: list[T]) -> list[R]:
    return [function(one) for one in some]


def chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Give things some at a time."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some


def processors() -> int:
    """Give how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_given: Any = None


def given() -> Any:
    """Give what ``processes`` was told to hand to every worker; None in any other process."""
    return _given


@contextmanager
def processes(number: int | None = None, *, give: Any = None) -> Iterator[Executor]:
    """Give an executor of worker processes, one a processor; none is left when the block ends, however it ends.

    ``give`` is what every worker needs for all of its tasks, such as the records that they take by number:
    it crosses over once a worker, and costs nothing where workers begin as copies of this process.

    Ctrl-C reaches this process alone: leaving the block by an exception kills the workers at once.
    They also end when this process is killed.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children

    others = set(active_children())
    executor = ProcessPoolExecutor(number or processors(), _context(), _begin, (give,))
    try:
        with _unheard():  # workers begin with their first task, and inherit that they do not hear Ctrl-C
            executor.submit(int)
        yield executor
        executor.shutdown()
    except BaseException:
        _stop(executor, lambda: set(active_children()) - others)
        raise


def _stop(executor: Executor, workers: Callable[[], Iterable[BaseProcess]]) -> None:
    """Stop an executor at once: let it forget what it has not begun, then kill its workers, and wait for its end.

    In this order: it would complain of a task that was called off and ended by a dead worker too. A last task tells
    when it has forgotten all. The end is waited for in a thread, as it comes after the killing. A worker that is
    killed while it hands over a result leaves a part of it in the pipe: the executor would wait for the rest for
    ever, if this process kept the pipe's other end open. One that ends by itself closes the pipe too, perhaps at the
    same moment.
    """
    from threading import Event, Thread

    pipe = getattr(getattr(executor, "_result_queue", None), "_writer", None)
    forgotten = Event()

    def end() -> None:
        with suppress(OSError):
            executor.shutdown(cancel_futures=True)

    ending = Thread(target=end)
    with suppress(RuntimeError):  # it is broken, or shut down, and forgets all by itself
        executor.submit(int).add_done_callback(lambda _: forgotten.set())
        ending.start()
        forgotten.wait(1)
    for worker in workers():
        worker.kill()
    if ending.ident is None:
        ending.start()
    ending.join(_PATIENCE)
    if pipe is not None and ending.is_alive():
        with suppress(OSError):
            pipe.close()
    ending.join()


def _context() -> BaseContext:
    """Fork where that is sound: workers then begin at once with all that is loaded. It is not beside other threads."""
    from multiprocessing import get_all_start_methods, get_context
    from threading import active_count

    able = "fork" in get_all_start_methods() and sys.platform != "darwin" and active_count() == 1
    return get_context("fork" if able else "spawn")


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep Ctrl-C waiting, where the system can."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(give: Any) -> None:
    """Begin a worker: keep what it is given, leave Ctrl-C to the first process, end with it, and never look through what it loaded."""
    import gc
    import signal
    from threading import Thread

    global _given  # noqa: PLW0603 - a process has one
    _given = give
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
