"""How long listening takes, and whether it makes the window's thread stand still."""

import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from math import nan

import parselmouth

from mit_trainer import places
from mit_trainer.capture.take import Sound, Take
from mit_trainer.grading.grade_take import grade_take
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.phrase.find import find
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Performance, Singer, sing
from mit_trainer.worker import Worker

_RUNS = 20
_ANSWERS = 10
_TICK_S = 0.001


def _answer() -> tuple[Take, ProsodyPlan]:
    """Sing four seconds."""
    tune = plan(find("I want coffee").phrase, Style(3.0, 72.0, 1.25, 3.0), 180.0)
    sung = sing(tune, Manner.INTONED, Singer(), Performance(), 1)
    samples = sung.sound.samples[: 4 * sung.sound.rate_hz]
    return Take(Sound(samples, sung.sound.rate_hz), 0.0), tune


def _grade_once() -> None:
    take, tune = _answer()
    rubric = default_rubric(places.RUBRICS)
    grade_take(take, tune, Manner.INTONED, None, nan, prompt_heard=False, rubric=rubric)


def times() -> tuple[float, float]:
    """Median seconds on one core: our grading, and Praat's default pitch call, in turn."""
    take, tune = _answer()
    rubric = default_rubric(places.RUBRICS)
    sound = parselmouth.Sound(take.sound.samples.astype(float), take.sound.rate_hz)
    ours, peer = [], []
    for _ in range(_RUNS):
        began_s = time.process_time()
        grade_take(take, tune, Manner.INTONED, None, nan, prompt_heard=False, rubric=rubric)
        ours.append(time.process_time() - began_s)
        began_s = time.process_time()
        sound.to_pitch()
        peer.append(time.process_time() - began_s)
    return statistics.median(ours), statistics.median(peer)


def stalls() -> tuple[float, float]:
    """Longest standstill of this thread in seconds: worker process, and a plain thread."""
    worker = Worker()
    worker.submit(_grade_once).result()
    try:
        ours = _longest_gap(lambda: worker.submit(_grade_once))
    finally:
        worker.stop()
    _grade_once()
    return ours, _longest_gap(_on_a_thread)


def _on_a_thread() -> "Future[None]":
    done: Future[None] = Future()

    def work() -> None:
        _grade_once()
        done.set_result(None)

    threading.Thread(target=work).start()
    return done


def _longest_gap(begin: Callable[[], "Future[None]"]) -> float:
    longest = 0.0
    for _ in range(_ANSWERS):
        work = begin()
        last_s = time.perf_counter()
        while not work.done():
            time.sleep(_TICK_S)
            now_s = time.perf_counter()
            longest, last_s = max(longest, now_s - last_s), now_s
    return longest
