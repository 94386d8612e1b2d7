"""Which screen comes when: from the waking trainer to the goodbye.

Everything slow happens elsewhere and is brought back by `Guide.tick`, which is called
sixty times a second on the main thread.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from mit_trainer.errors import AlreadyOpen, NoKeyStore, StoreTrouble, TrainerError
from mit_trainer.ui.home import HomeActs, HomeSheet
from mit_trainer.ui.parts import Opener, Parts, Wish
from mit_trainer.ui.pending import Pending, aside
from mit_trainer.ui.sheet import Sheet
from mit_trainer.ui.troubles import trouble_sheet
from mit_trainer.ui.words import Words

if TYPE_CHECKING:  # they bring numpy, which must wait for the first picture
    from mit_trainer.session.runner import Runner
    from mit_trainer.ui.person import Person
    from mit_trainer.ui.settings import Choices
    from mit_trainer.ui.sitting import Sitting

_LOG = logging.getLogger(__name__)


class Guide:
    """Leads from screen to screen.

    Parameters
    ----------
    pictures : the folder of the phrases' pictures
    show : puts a screen on the window
    finish : closes the app
    """

    def __init__(
        self,
        words: Words,
        pictures: Path,
        opener: Opener,
        show: Callable[[Sheet], None],
        finish: Callable[[], None],
    ) -> None:
        self.words, self.finish = words, finish
        self.show = show
        self.pending = Pending()
        self.parts: Parts | None = None
        self.person: Person | None = None
        self.choices: Choices | None = None
        self._pictures, self._opener = pictures, opener
        self._sitting: Sitting | None = None
        self._opening: Future[tuple[Parts, Person]] | None = None

    def tick(self) -> None:
        """Go on with whatever has arrived, and with the sitting."""
        self.pending.poll()
        if self._sitting is not None:
            self._sitting.tick()

    # -- opening

    def open(self, wish: Wish) -> None:
        """Open the trainer behind the first screen."""
        if self.parts is not None:
            self.show(self.waking())
        before, self.parts = self.parts, None

        def work() -> "tuple[Parts, Person]":
            if before is not None:
                before.close()
            parts = self._opener(wish)
            return parts, self._whose(parts)

        self._opening = aside(work)
        self.pending.wait(self._opening, self._opened, lambda error: self._shut(error, wish))

    @staticmethod
    def _whose(parts: Parts) -> "Person":
        # The other screens are imported here, too, so that none of them is waited for later.
        from mit_trainer.ui import helper_ways, person, sitting  # noqa: F401

        try:
            return person.latest(parts.trainer, parts.simulated)
        except BaseException:
            parts.close()
            raise

    def _opened(self, opened: "tuple[Parts, Person]") -> None:
        self.parts, person = opened
        self.take(person)
        if self.parts.microphone_trouble is None:
            self.home()
            return
        acts = {
            "try-again": lambda: self.open(Wish()),
            "simulated": lambda: self.open(Wish(simulated=True)),
            "leave": self.finish,
        }
        self.show(trouble_sheet("no-microphone", self.words, acts, text=self.text))

    def _shut(self, error: BaseException, wish: Wish) -> None:
        """Say calmly why the trainer cannot be opened, and what can be done."""
        if not isinstance(error, TrainerError):
            raise error
        acts = {"try-again": lambda: self.open(wish), "leave": self.finish}
        if isinstance(error, NoKeyStore):
            acts["key-file"] = lambda: self.open(Wish(wish.simulated, key_file=True))
            self.show(trouble_sheet("no-keys", self.words, acts))
        elif isinstance(error, AlreadyOpen):
            self.show(trouble_sheet("already-open", self.words, acts))
        else:
            key = "records" if isinstance(error, StoreTrouble) else "other"
            self.show(trouble_sheet(key, self.words, acts, sentence=str(error)))

    # -- the first screen

    @property
    def hand(self) -> str:
        """Side of the hand that touches."""
        return self.choices.hand if self.choices is not None else "left"

    @property
    def text(self) -> str:
        """Size of the type."""
        return self.choices.text if self.choices is not None else "normal"

    def take(self, person: "Person") -> None:
        """Let a person practise."""
        from mit_trainer.ui.settings import Choices

        self.person = person
        usual = {"voice": self.parts.voice, "tonic_hz": self.parts.tonic_hz}
        self.choices = Choices.of({**usual, **person.settings})

    def home(self) -> None:
        """Show the first screen, ready to begin."""
        sheet = self.waking()
        sheet.ready(
            unfinished=self.person.unfinished is not None,
            simulated=self.parts.simulated,
            notices=self.parts.notices,
        )
        self.show(sheet)
        _LOG.info("stage=home unfinished=%s", self.person.unfinished is not None)

    def waking(self) -> HomeSheet:
        """Make the first screen as it is before anything is ready."""
        acts = HomeActs(self._start, self._go_on, self._helper)
        return HomeSheet(self.words, acts, self.hand, self.text)

    def refresh(self) -> None:
        """Read the person's records anew and show the first screen."""
        from mit_trainer.ui import person

        parts, added = self.parts, self.person.added
        self.show(self.waking())

        def found(again: "Person") -> None:
            self.take(again)
            self.home()

        self.pending.wait(
            aside(lambda: person.read(parts.trainer, added, parts.simulated)), found, self.trouble
        )

    def trouble(self, error: BaseException) -> None:
        """Show the sentence of a trouble that can be mended; home is the way out."""
        if not isinstance(error, TrainerError):
            raise error
        acts = {"try-again": self.home, "leave": self.finish}
        self.show(trouble_sheet("other", self.words, acts, text=self.text, sentence=str(error)))

    def _helper(self) -> None:
        if self.parts is None:  # still waking up
            return
        from mit_trainer.ui.helper_ways import HelperWays

        HelperWays(self).menu()

    # -- a sitting

    def _start(self) -> None:
        try:
            person = self.person
            begun = self.parts.trainer.begin(person.patient, self._settings(), person.past)
            self._practise(begun)
        except TrainerError as error:
            self.trouble(error)

    def _go_on(self) -> None:
        resumed = self.parts.trainer.resume(self.person.unfinished, self._settings())
        self.pending.wait(resumed, self._practise, self.trouble)

    def _settings(self) -> dict[str, str | float | bool]:
        return {
            **self.person.settings,
            "voice": self.choices.voice,
            "tonic_hz": self.choices.tonic_hz,
        }

    def _practise(self, runner: "Runner") -> None:
        from mit_trainer.ui.sitting import Sitting

        self._sitting = Sitting(
            runner, self.words, self._pictures, self.choices, self.show, self._sat
        )
        self._sitting.begin()

    def _sat(self) -> None:
        self._sitting = None
        self.refresh()

    # -- the end

    def close(self) -> None:
        """Bring everything to safety; called when the window closes."""
        if self._sitting is not None:
            self._sitting.end()
        if self.parts is None and self._opening is not None and self._opening.exception() is None:
            self.parts = self._opening.result()[0]  # closed while it was still waking up
        if self.parts is not None:
            self.parts.close()
