"""The worker processes of a Dask cluster, as an executor like any other."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.extras import need

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from types import ModuleType

_WAIT = 10  # seconds for a scheduler to answer, and for it to have a worker
_ADDRESS = re.compile(r"([a-z]+://)?([^\s:/]+|\[[0-9a-fA-F:]+\]):[0-9]+")
_LIKE = "give the address that 'dask scheduler' prints, such as tcp://10.0.0.5:8786"
_AGAIN = 3  # how often a task is begun anew that raised for reasons of the machine


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster's executor, and how many tasks its workers do at once."""

    executor: Executor
    threads: int


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """Give the workers behind a scheduler's address, such as ``tcp://10.0.0.5:8786``.

    What a lost worker had begun, or had done and not yet handed over, another does again. Raises
    MissingExtraError without the extra ``cluster``, PreventError where no scheduler answers, where it
    has no workers, and where too many of them are lost.
    """
    if not _ADDRESS.fullmatch(address):
        raise PreventError(f"'{address}' is no scheduler's address", _LIKE)
    distributed = need("distributed", "cluster")
    for name in ("distributed", "distributed.client"):  # a lost worker is no news: another does its work
        logging.getLogger(name).setLevel(logging.ERROR)
    client = _client(distributed, address)
    try:
        with _in_words(distributed, address):
            yield Cluster(client.get_executor(pure=False, retries=_AGAIN), _threads(client, address))
    finally:
        client.close(timeout=_WAIT)


def _client(distributed: ModuleType, address: str) -> Any:
    try:
        return distributed.Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:  # a timeout is an OSError
        raise PreventError(f"no scheduler answers at {address}", _LIKE) from error


def _threads(client: Any, address: str) -> int:
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError as error:
        raise PreventError(
            f"the scheduler at {address} has no workers", f"start some: dask worker {address}"
        ) from error
    threads: dict[str, int] = client.nthreads()
    return sum(threads.values())


@contextmanager
def _in_words(distributed: ModuleType, address: str) -> Iterator[None]:
    from concurrent.futures import CancelledError

    try:
        yield
    except distributed.KilledWorker as error:
        raise PreventError(
            "a task was given up, because several workers ended while they did it",
            "look at the workers' logs: they may lack memory",
        ) from error
    except (distributed.CancelledError, CancelledError, OSError) as error:
        raise PreventError(f"the scheduler at {address} was lost", "start it, then run the command again") from error
    except (ModuleNotFoundError, RuntimeError) as error:
        if "prevent_cli" not in f"{error} {error.__cause__}":
            raise
        raise PreventError(
            "the cluster's workers do not have this version of prevent", "install the same version for their Python"
        ) from error
