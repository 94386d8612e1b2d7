"""The helper's way through the first checks, and what is kept of each."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from mit_trainer.errors import TrainerError
from mit_trainer.session.checks import Outcome
from mit_trainer.ui.checks import PICTURES, CheckSheet, ChecksSheet

if TYPE_CHECKING:
    from mit_trainer.calibration.delay import Delay
    from mit_trainer.ui.guide import Guide


class CheckWays:
    """Shows the checks, runs one, keeps its outcome for this device or this person.

    ``change`` keeps a setting of the person.
    """

    def __init__(
        self,
        guide: "Guide",
        on_back: Callable[[], None],
        change: Callable[[str, str | float | bool], None],
    ) -> None:
        self._guide, self._on_back, self._change = guide, on_back, change
        self._said: dict[str, str] = {}

    def show(self) -> None:
        """Show all checks with what is known."""
        guide = self._guide
        guide.show(
            ChecksSheet(
                guide.words,
                {name: self._known(name) for name in PICTURES},
                self._on_back,
                self._run,
                guide.hand,
                guide.text,
            )
        )

    def _run(self, name: str) -> None:
        guide = self._guide
        guide.show(
            CheckSheet(
                name,
                guide.words,
                lambda: guide.parts.checks.begin(name),
                lambda outcome: self._keep(name, outcome),
                self.show,
                guide.hand,
                guide.text,
            )
        )

    def _keep(self, name: str, outcome: Outcome) -> str:
        """Keep what came out; gives the sentence to show."""
        words, values = self._guide.words, dict(outcome.values)
        try:
            self._guide.parts.checks.keep(outcome, name)
        except TrainerError as error:
            return str(error)
        if outcome.range is not None:
            tone_hz = self._guide.parts.checks.low_tone_hz(outcome.range)
            self._change("tonic_hz", tone_hz)
            self._remember("voice_low_hz", outcome.range.low_hz)
            self._remember("voice_high_hz", outcome.range.high_hz)
            values["tone"] = round(tone_hz)
        if outcome.help is not None:
            self._remember("tap_help", str(outcome.help))
        key = "checks.lost" if outcome.word == "lost" else f"checks.{name}-{outcome.word}"
        self._said[name] = words(key, **values)
        return self._said[name]

    def _remember(self, name: str, value: str | float) -> None:
        """Keep a setting that has no field on the settings screen."""
        guide = self._guide
        kept = guide.parts.trainer.change_setting(guide.person.patient, name, value)
        guide.pending.wait(kept, lambda _: None, guide.trouble)
        guide.person = replace(guide.person, settings={**guide.person.settings, name: value})

    def _known(self, name: str) -> str:
        words, timing = self._guide.words, self._guide.parts.checks.timing()
        if name in self._said:
            return self._said[name]
        settings = self._guide.person.settings
        if name == "voice" and {"voice_low_hz", "voice_high_hz"} <= settings.keys():
            low, high = (round(float(settings[f"voice_{end}_hz"])) for end in ("low", "high"))
            return words("checks.voice-known", low=low, high=high)
        if name == "beat" and "tap_help" in settings:
            return words(f"checks.beat-{settings['tap_help']}")
        delay: Delay | None = {"sound": timing.sound, "touch": timing.touch}.get(name)
        if delay is not None:
            ms, spread = round(1000 * delay.delay_s), round(1000 * delay.spread_s)
            return words(f"checks.{name}-measured", ms=ms, spread=spread)
        return words("checks.unknown")
