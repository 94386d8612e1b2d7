"""One sitting on the screen: ticks its runner and shows what it says."""

import logging
import time
from collections.abc import Callable
from pathlib import Path

from mit_trainer.protocol.variant import Verdict
from mit_trainer.session.runner import Runner
from mit_trainer.session.view import PracticeView, Stage
from mit_trainer.ui import present
from mit_trainer.ui.goodbye import GoodbyeSheet
from mit_trainer.ui.motion import between_pictures_s
from mit_trainer.ui.practice import Acts, PracticeSheet
from mit_trainer.ui.settings import Choices
from mit_trainer.ui.sheet import Sheet
from mit_trainer.ui.words import Words

_LOG = logging.getLogger(__name__)
_LAST_S = 10.0
"""So long a closing window waits for what is still to be kept."""


class Sitting:
    """Joins a runner and its screens until it has finished."""

    def __init__(
        self,
        runner: Runner,
        words: Words,
        pictures: Path,
        choices: Choices,
        show: Callable[[Sheet], None],
        finished: Callable[[], None],
    ) -> None:
        self._runner, self._words, self._choices = runner, words, choices
        self._show, self._finished = show, finished
        self._shown: PracticeView | None = None
        self._voice_due_s = 0.0
        self.sheet = PracticeSheet(
            words,
            pictures,
            Acts(runner.press, self._judge, runner.tap, runner.again, runner.stop),
            choices.hand,
            choices.text,
            choices.hint,
        )

    def begin(self) -> None:
        """Show the practice screen."""
        self._show_view()
        self._show(self.sheet)

    def tick(self) -> None:
        """Let the sitting go on and show what has changed."""
        self._runner.tick()
        if self._runner.finished:
            self._finished()
            return
        self._show_view()
        now_s = time.perf_counter()
        if self._choices.trace and now_s >= self._voice_due_s:
            self._voice_due_s = now_s + between_pictures_s()
            self._show_voice()

    def _show_view(self) -> None:
        view = self._runner.view()
        before, self._shown = self._shown, view
        if view == before:
            return
        told = present.told(view)
        if before is None or present.told(before) != told:
            _LOG.info("%s", told)
        if view.stage is not Stage.GOODBYE:
            self.sheet.show(view)
        elif before is None or before.stage is not Stage.GOODBYE:
            choices = self._choices
            self._show(GoodbyeSheet(self._words, self._runner.press, choices.hand, choices.text))

    def _show_voice(self) -> None:
        if present.practice(self._shown).trace_runs:
            times_s, heights_st = self._runner.trace()
            self.sheet.show_voice(zip(times_s.tolist(), heights_st.tolist(), strict=True))
        else:
            self.sheet.show_voice(())

    def _judge(self, verdict: Verdict) -> None:
        self._runner.judge(verdict, self._choices.by)

    def end(self) -> None:
        """Stop kindly and wait until everything is in the book."""
        self._runner.stop()
        until_s = time.perf_counter() + _LAST_S
        while not self._runner.finished and time.perf_counter() < until_s:
            self._runner.tick()
            if self._runner.view().stage is Stage.GOODBYE:
                self._runner.press()
            time.sleep(0.005)
