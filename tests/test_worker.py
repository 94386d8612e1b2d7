"""The worker process: answers, errors, and death."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from mit_trainer.errors import BadInput, WorkerTrouble
from mit_trainer.worker import Worker

PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """Have one worker for all tests of this file."""
    worker = Worker()
    worker.start().result(timeout=PATIENCE_S)
    yield worker
    worker.stop()


def die() -> None:
    """End the process without a word."""
    os._exit(9)


def die_the_first_time(marker: str) -> str:
    """End the process unless somebody did before."""
    if not os.path.exists(marker):  # noqa: PTH110  (runs in the worker, kept free of imports)
        with open(marker, "w"):  # noqa: PTH123
            os._exit(9)
    return "second time"


def complain() -> None:
    """Raise one of our own sentences."""
    raise BadInput("the sentence")


def test_work_is_done_in_another_process(worker: Worker) -> None:
    """The function runs outside the window's process, and always in the same one."""
    first = worker.submit(os.getpid).result(timeout=PATIENCE_S)
    second = worker.submit(os.getpid).result(timeout=PATIENCE_S)

    assert first == second != os.getpid()


def test_an_error_comes_back_as_itself(worker: Worker) -> None:
    """What the function raises is what the future raises, sentence and all."""
    with pytest.raises(BadInput, match=r"^the sentence$"):
        worker.submit(complain).result(timeout=PATIENCE_S)


def test_one_death_is_not_noticed(worker: Worker, tmp_path: os.PathLike[str]) -> None:
    """A call whose process dies once is tried again in a new process."""
    marker = os.path.join(tmp_path, "died")  # noqa: PTH118

    assert worker.submit(die_the_first_time, marker).result(timeout=PATIENCE_S) == "second time"


def test_two_deaths_are_told_and_the_next_call_works(worker: Worker) -> None:
    """A call that kills its process twice ends in a sentence, and others go on."""
    with pytest.raises(WorkerTrouble, match="stopped twice on the same sound"):
        worker.submit(die).result(timeout=PATIENCE_S)

    assert worker.submit(len, "abc").result(timeout=PATIENCE_S) == 3


def test_a_stopped_worker_says_so() -> None:
    """Work that arrives after the end gets a sentence instead of a hang."""
    worker = Worker()
    worker.stop()

    with pytest.raises(WorkerTrouble, match="closing"):
        worker.submit(time.sleep, 0).result(timeout=PATIENCE_S)


A_PROGRAM = """
import os, sys
from mit_trainer.worker import Worker

worker = Worker()
print(worker.submit(os.getpid).result(), flush=True)
for _ in range({deaths}):
    worker.submit(os._exit, 9).exception()
if {waits}:
    sys.stdin.read()
"""


def a_program(deaths: int = 0, *, waits: bool = False) -> "subprocess.Popen[str]":
    """Start a program with a worker of its own, which says the worker's number."""
    return subprocess.Popen(
        [sys.executable, "-c", A_PROGRAM.format(deaths=deaths, waits=waits)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def there_is(process: int) -> bool:
    """Ask whether a process of this number runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_process_ends_with_a_killed_app() -> None:
    """After a ``kill -9`` of the app no listening process stays behind."""
    with a_program(waits=True) as program:
        assert program.stdout is not None
        worker = int(program.stdout.readline())
        assert there_is(worker)
        program.kill()
    end_s = time.monotonic() + PATIENCE_S
    while there_is(worker) and time.monotonic() < end_s:
        time.sleep(0.05)
    assert not there_is(worker)


def test_a_program_whose_worker_died_can_still_end() -> None:
    """Deaths of the process leave nothing locked: the app closes as always."""
    with a_program(deaths=1) as program:
        try:
            assert program.wait(timeout=PATIENCE_S) == 0
        finally:
            program.kill()
