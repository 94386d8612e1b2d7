"""``mit-trainer regrade``: new opinions on old answers, never overwriting.

Each answer that has no opinion of this version of the program and this rubric gets one;
charts and reports then use it, and the earlier ones stay in the book.  It may be broken
off at any time: what was heard is kept, and the next run goes on from there.
"""

import argparse
from time import monotonic

from mit_trainer.errors import BadInput

_MOST_WORKERS = 64
_TELL_EVERY_S = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--workers", metavar="N", type=int, default=1, help="processes at a time (default: 1)"
    )
    where.add_argument("--scheduler", metavar="ADDRESS", help="of a cluster (not built yet)")


def run(arguments: argparse.Namespace) -> int:
    """Listen to old answers again; status 1 when some could not be listened to."""
    if arguments.scheduler is not None:
        raise BadInput(
            "Regrading on a cluster is not built yet; leave out --scheduler and use --workers N."
        )
    if not 1 <= arguments.workers <= _MOST_WORKERS:
        raise BadInput(f"--workers goes from 1 to {_MOST_WORKERS}; choose a number of processes.")
    from mit_trainer.wiring import open_for_shell, regrade  # brings store, vault and ears along

    with open_for_shell() as book:
        done = regrade(book, arguments.workers, _Teller())
    print(f"{_counted(done.n_new, 'new opinion')} by {done.grader}; earlier ones are kept.")
    for why, n in sorted(done.left.items()):
        print(f"  {_counted(n, 'answer')} left as they are: {why}.")
    for trouble in done.troubles:
        print(f"  could not be listened to: {trouble}")
    return 1 if done.troubles else 0


class _Teller:
    """Says now and then how far it is."""

    def __init__(self) -> None:
        self._told_s = monotonic()

    def __call__(self, n_done: int, n_all: int) -> None:
        if n_done == 0:
            print(f"{_counted(n_all, 'answer')} to listen to.", flush=True)
        elif n_done == n_all or monotonic() - self._told_s > _TELL_EVERY_S:
            self._told_s = monotonic()
            print(f"  {n_done} of {n_all} heard", flush=True)


def _counted(n: int, thing: str) -> str:
    return f"{n} {thing}" + ("" if n == 1 else "s")
