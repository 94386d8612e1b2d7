# ruff: noqa: T201  (a measurement prints)
"""Measures how far the time of a tap is off: ``python tests/ui/measure_taps.py [N]``.

A second process presses the mouse button through the X server's own test extension, at
random moments that it notes on the same monotonic clock.  Three cases: the pad at rest,
the pad while syllables light and the hand pulses, and the same with the live voice.
"""

import ctypes
import json
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.virtual_screen import environment, virtual_screen

CASES = ("at rest", "light and pulse", "light, pulse and voice")


def press(n: int, x: int, y: int) -> None:
    """Press the mouse button ``n`` times and print when (run in a process of its own)."""
    x11, xtest = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    screen = ctypes.c_void_p(x11.XOpenDisplay(None))
    chance = random.Random(1)
    pressed_s = []
    xtest.XTestFakeMotionEvent(screen, -1, x, y, 0)
    for _ in range(n):
        time.sleep(chance.uniform(0.30, 0.42))
        before_s = time.perf_counter()
        xtest.XTestFakeButtonEvent(screen, 1, 1, 0)
        x11.XSync(screen, 0)
        pressed_s.append((before_s + time.perf_counter()) / 2)
        time.sleep(0.03)
        xtest.XTestFakeButtonEvent(screen, 1, 0, 0)
        x11.XSync(screen, 0)
    print(json.dumps(pressed_s))


def measured(case: str, n: int) -> tuple[list[float], list[float], list[float]]:
    """Tap the real practice screen; gives errors of taps, of handlers, and spreads, in ms."""
    from mit_trainer.ui.window import opens, prepare, turn_loop

    prepare()
    assert opens()
    from kivy.base import runTouchApp, stopTouchApp
    from kivy.clock import Clock
    from kivy.core.window import Window

    from mit_trainer import places
    from mit_trainer.session.view import Stage as Moment
    from mit_trainer.ui.motion import between_pictures_s
    from mit_trainer.ui.practice import Acts, PracticeSheet
    from tests.ui.gallery import WORDS, nothing, planned, view, voice

    taps, handled_s = [], []

    def tap(one) -> None:
        taps.append(one)
        handled_s.append(time.perf_counter())

    sheet = PracticeSheet(WORDS, places.PICTURES, Acts(nothing, nothing, tap, nothing, nothing))
    sung = voice(planned("call-the-doctor"), 1.0)
    ticks, due_s = [0], [0.0]

    def tick(_) -> None:
        ticks[0] += 1
        lit = None if case == CASES[0] else ticks[0] // 48 % 4  # a syllable each 0.8 s
        sheet.show(
            view(
                "call-the-doctor",
                Moment.TOGETHER,
                lit=lit,
                beat=lit,
                taps_wanted=True,
                taps_shown=True,
            )
        )
        if case == CASES[2] and time.perf_counter() >= due_s[0]:
            due_s[0] = time.perf_counter() + between_pictures_s()
            sheet.show_voice(sung[: ticks[0] % 190 + 2])

    def begin(_) -> None:
        where = [str(round(Window.left + 300)), str(round(Window.top + 560))]
        hands.append(
            subprocess.Popen(
                [sys.executable, __file__, "press", str(n), *where],
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        Clock.schedule_interval(end, 0.5)

    def end(_) -> None:
        if hands[0].poll() is not None:
            stopTouchApp()

    hands: list[subprocess.Popen[str]] = []
    Clock.schedule_interval(tick, 1 / 60)
    Clock.schedule_once(begin, 1.0)
    turn_loop(sheet.fps)
    runTouchApp(sheet)
    pressed_s = json.loads(hands[0].communicate()[0])
    assert len(taps) == n, f"{len(taps)} of {n} presses became taps"
    pairs = list(zip(taps, handled_s, pressed_s, strict=True))
    return (
        [1000 * (one.at_s - true_s) for one, _, true_s in pairs],
        [1000 * (late_s - true_s) for _, late_s, true_s in pairs],
        [1000 * one.uncertain_s for one in taps],
    )


def told(name: str, off_ms: list[float]) -> str:
    """Put a list of errors into one line."""
    low, high = (statistics.quantiles(off_ms, n=20)[k] for k in (0, 18))
    return (
        f"{name:28s} median {statistics.median(off_ms):6.2f}  "
        f"sd {statistics.stdev(off_ms):5.2f}  5 % {low:6.2f}  95 % {high:6.2f} ms"
    )


def main(words: list[str]) -> int:
    """Measure every case, each in a process of its own; returns the exit status."""
    if words[:1] == ["press"]:
        press(*(int(word) for word in words[1:]))
    elif words[:1] == ["case"]:
        off_ms, handled_ms, spread_ms = measured(words[1], int(words[2]))
        within = sum(abs(off) <= 2 * spread for off, spread in zip(off_ms, spread_ms, strict=True))
        print(told(f"{words[1]}: tap", off_ms))
        print(told(f"{words[1]}: handler", handled_ms))
        print(
            f"    spread told: median {statistics.median(spread_ms):.1f} ms; "
            f"within twice that: {within} of {len(off_ms)}"
        )
    else:
        with virtual_screen() as changes, environment(changes):
            for case in CASES:
                command = [sys.executable, __file__, "case", case, words[0] if words else "80"]
                subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
