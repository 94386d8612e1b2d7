"""The guide on a real window, with a real trainer on a table and a clock set by hand."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from mit_trainer import places
from mit_trainer.errors import TrainerError
from mit_trainer.progress import levels
from mit_trainer.session.trainer import Trainer
from mit_trainer.session.view import Stage as Moment
from mit_trainer.ui.parts import Parts, ProtocolChoice, VoiceChoice, Wish
from mit_trainer.wiring.checking import Checks
from mit_trainer.worker import Worker
from tests.session.rig import CLASSIC, Table
from tests.ui.stage import Finger, Stage

_ASIDE = (Moment.KEEPING, Moment.PREPARING, Moment.GOODBYE)


class Journey:
    """A person's way through the screens.

    ``opening`` is asked before the trainer opens; it may raise.
    """

    def __init__(
        self,
        stage: Stage,
        finger: Finger,
        table: Table,
        opening: Callable[[Wish], None] = lambda _: None,
        microphone_trouble: str | None = None,
    ) -> None:
        from mit_trainer.ui.app import Frame
        from mit_trainer.ui.guide import Guide
        from tests.ui.gallery import WORDS

        self.stage, self.finger, self.table = stage, finger, table
        self.wishes: list[Wish] = []
        self.heard: list[float] = []
        self.saved: list[tuple[str, str]] = []
        self.n_closed = self.n_finished = 0
        self._folder, self._worker = places.data_folder(), Worker()
        self._opening, self._trouble = opening, microphone_trouble
        self.frame = stage.show(Frame())
        self.guide = Guide(WORDS, places.PICTURES, self._open, self.frame.show, self._finish)
        self.frame.show(self.guide.waking())

    def _open(self, wish: Wish) -> Parts:
        self.wishes.append(wish)
        self._opening(wish)
        table, answering = self.table, wish.simulated
        return Parts(
            trainer=Trainer(table.ports, table._shelves, app_version="0", simulated=answering),
            levels=levels([CLASSIC]),
            voices=(VoiceChoice("clb", "female"), VoiceChoice("bdl", "male")),
            voice="clb",
            tonic_hz=180.0,
            simulated=wish.simulated,
            microphone_trouble=None if wish.simulated else self._trouble,
            notices=(),
            hear=self.heard.append,
            save=self._save,
            checks=Checks(self._folder, table.microphone, table.speaker, table.clock, self._worker),
            close=self._close,
            protocols=(
                ProtocolChoice(
                    CLASSIC.id, CLASSIC.name, tuple((one.id, one.name) for one in CLASSIC.levels)
                ),
            ),
            variants=(CLASSIC,),
        )

    def _save(self, who, kind: str) -> "Future[Path]":
        self.saved.append((who.code, kind))
        written: Future[Path] = Future()
        if kind == "png":
            written.set_exception(TrainerError("The disk is full."))
        else:
            written.set_result(Path("/reports/page.pdf"))
        return written

    def _close(self) -> None:
        self._worker.stop()
        self.n_closed += 1

    def _finish(self) -> None:
        self.n_finished += 1

    @property
    def sheet(self):
        """The screen that is shown."""
        return self.frame.sheet

    @property
    def shown(self) -> str:
        """The name of its class."""
        return type(self.sheet).__name__

    def touch(self, widget) -> None:
        """Touch something that is shown, without waiting for a picture of it."""
        self.finger.quick(widget)

    def until(self, condition: Callable[[], bool], at_most_s: float = 30.0) -> None:
        """Let time pass by hand until something is so."""
        end_s = time.perf_counter() + at_most_s
        while not condition():
            assert time.perf_counter() < end_s, f"still {self.shown}"
            self.step()

    def step(self) -> None:
        """Let one tick pass; the clock stands still while something is being kept."""
        self.guide.tick()
        view = getattr(getattr(self.guide, "_sitting", None), "_shown", None)
        if view is None or view.stage in _ASIDE:
            time.sleep(0.001)
        else:
            self.table.clock.advance(0.02)

    def open(self) -> "Journey":
        """Wake the trainer and come to the first screen."""
        self.guide.open(Wish())
        self.until(lambda: self.shown != "HomeSheet" or self.sheet.main is not None)
        return self

    def practise_until(self, stage: Moment, step: str | None = None) -> None:
        """Press what is to be pressed until a moment (of a step) is there."""

        def there() -> bool:
            sitting = self.guide._sitting
            if sitting is None or sitting._shown is None:
                return False
            view = sitting._shown
            if view.stage is stage and step in (None, view.step):
                return True
            if view.stage is Moment.JUDGE:
                self.touch(self.sheet.judges[0])
            elif view.press in ("start", "next"):
                self.touch(self.sheet.button)
            return False

        self.until(there, 120.0)
