"""A real cluster of several processes for tests: it prints its address, and kills one worker in the middle of its work.

    python tests/portfolio/local_cluster.py [--kill]

It lives until its standard input ends, then says what it did.
"""

from __future__ import annotations

import os
import signal
import sys
from threading import Event, Thread

from distributed import Client, LocalCluster

WORKERS = 3


def main() -> None:
    with cluster() as found, Client(found, set_as_default=False) as client:
        client.wait_for_workers(WORKERS)
        say(found.scheduler_address)
        over = Event()
        killer = Thread(target=kill_one_at_work, args=(client, over))
        if "--kill" in sys.argv:
            killer.start()
        sys.stdin.read()
        over.set()
        if "--kill" in sys.argv:
            killer.join()


def cluster() -> LocalCluster:
    return LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    )


def kill_one_at_work(client: Client, over: Event) -> None:
    """Wait until a worker has done something and is at work on more, then end it without a warning."""
    pids = client.run(os.getpid)
    while not over.wait(0.002):
        for worker, tasks in client.processing().items():
            if tasks and client.has_what().get(worker):
                os.kill(pids[worker], signal.SIGKILL)
                say(f"killed {worker} with {len(tasks)} tasks")
                return
    say("killed nobody")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
