"""What a helper may choose for the person who practises; each choice counts at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from mit_trainer.session.choices import HIGHEST_TONIC_HZ, LOWEST_TONIC_HZ
from mit_trainer.ui import theme
from mit_trainer.ui.buttons import CHOSEN, PLAIN, PictureButton
from mit_trainer.ui.helper import HelperSheet
from mit_trainer.ui.layout import Rect, columns, rows
from mit_trainer.ui.parts import VoiceChoice
from mit_trainer.ui.pieces import place
from mit_trainer.ui.text import Text
from mit_trainer.ui.words import Words

Value = str | float | bool

_SEMITONE = 2.0 ** (1.0 / 12.0)


@dataclass(frozen=True)
class Choices:
    """The settings in force; the names of its fields are those of the kept settings.

    ``voice`` is the name of a folder of recordings; ``text`` a key of `theme.TEXT_SCALES`;
    ``by`` who judges the answers, "carer" or "therapist"; ``variant`` and ``level`` are ids
    of a protocol, empty for the usual one.
    """

    hand: str = "left"
    trace: bool = True
    hint: bool = True
    voice: str = ""
    text: str = "normal"
    by: str = "carer"
    tonic_hz: float = 130.0
    variant: str = ""
    level: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Value]) -> "Choices":
        """Take what was kept and makes sense; the rest is as it is meant for a newcomer."""
        return cls(**{name: value for name, value in kept.items() if _fits(name, value)})


_ALLOWED: dict[str, tuple[Value, ...]] = {
    "hand": ("left", "right"),
    "trace": (True, False),
    "hint": (True, False),
    "text": tuple(theme.TEXT_SCALES),
    "by": ("carer", "therapist"),
}


def _fits(name: str, value: Value) -> bool:
    if name in _ALLOWED:
        return any(type(value) is type(one) and value == one for one in _ALLOWED[name])
    if name == "tonic_hz":
        return not isinstance(value, bool | str) and _within(value) == value
    return name in {"voice", "variant", "level"} and isinstance(value, str)


def _within(tonic_hz: float) -> float:
    return min(HIGHEST_TONIC_HZ, max(LOWEST_TONIC_HZ, tonic_hz))


@dataclass(frozen=True)
class _Option:
    value: Value
    word: str
    picture: str = ""


def _table(voices: Sequence[VoiceChoice]) -> dict[str, tuple[_Option, ...]]:
    faces = {"female": "woman", "male": "man"}
    return {
        "hand": (
            _Option("left", "hand-left", "open-hand"),
            _Option("right", "hand-right", "open-hand"),
        ),
        "voice": tuple(
            _Option(voice.name, f"voice-{voice.kind}", faces[voice.kind]) for voice in voices
        ),
        "trace": (_Option(True, "trace-on"), _Option(False, "trace-off")),
        "hint": (_Option(True, "hint-on"), _Option(False, "hint-off")),
        "text": tuple(_Option(size, f"text-{size}") for size in theme.TEXT_SCALES),
    }


class SettingsSheet(HelperSheet):
    """Rows of choices; the chosen one is tinted and has a thick edge."""

    def __init__(
        self,
        words: Words,
        choices: Choices,
        voices: Sequence[VoiceChoice],
        on_back: Callable[[], None],
        on_change: Callable[[str, Value], None],
        on_hear: Callable[[float], None],
    ) -> None:
        super().__init__(words("settings.title"), on_back, choices.hand, choices.text)
        self._words, self._on_change, self._on_hear = words, on_change, on_hear
        self.choices = choices
        self.options: dict[tuple[str, Value], PictureButton] = {}
        self._rows: list[tuple[Text, list[PictureButton]]] = []
        for name, options in _table(voices).items():
            buttons = [self._option(name, option) for option in options]
            self._add_row(words(f"settings.{name}"), buttons)
        self._add_row(self._tonic_words(), self._tonic_buttons())
        self._mark()

    def _option(self, name: str, option: _Option) -> PictureButton:
        button = PictureButton(
            lambda: self._choose(name, option.value),
            theme.picture(option.picture) if option.picture else "",
            self._words(f"settings.{option.word}"),
        )
        button.picture.mirror = option.value == "right"
        self.options[name, option.value] = button
        return button

    def _tonic_buttons(self) -> list[PictureButton]:
        words = self._words
        return [
            PictureButton(
                lambda: self._move_tonic(1.0 / _SEMITONE),
                theme.glyph("lower"),
                words("settings.tonic-lower"),
            ),
            PictureButton(
                lambda: self._on_hear(self.choices.tonic_hz),
                theme.picture("ear"),
                words("settings.tonic-hear"),
            ),
            PictureButton(
                lambda: self._move_tonic(_SEMITONE),
                theme.glyph("higher"),
                words("settings.tonic-higher"),
            ),
        ]

    def _add_row(self, label: str, buttons: list[PictureButton]) -> None:
        text = Text(bold=True, text=label, halign="left", valign="bottom")
        self._rows.append((text, buttons))
        for widget in (text, *buttons):
            self.add_widget(widget)

    def _tonic_words(self) -> str:
        return self._words("settings.tonic", hz=round(self.choices.tonic_hz))

    def _move_tonic(self, factor: float) -> None:
        self._choose("tonic_hz", _within(self.choices.tonic_hz * factor))
        self._rows[-1][0].text = self._tonic_words()
        self._on_hear(self.choices.tonic_hz)

    def _choose(self, name: str, value: Value) -> None:
        self.choices = replace(self.choices, **{name: value})
        self.hand, self.text = self.choices.hand, self.choices.text
        self._mark()
        self.lay_out()
        self._on_change(name, value)

    def _mark(self) -> None:
        for (name, value), button in self.options.items():
            button.wear(CHOSEN if getattr(self.choices, name) == value else PLAIN)

    def fill(self, room: Rect, sizes: theme.Sizes) -> None:
        """Lay the rows out, in two columns when the screen is wide."""
        wide = room.width >= room.height
        cells = (
            [cell for row in rows(room, 3, sizes.gap) for cell in columns(row, 2, sizes.gap * 2)]
            if wide
            else rows(room, len(self._rows), sizes.gap)
        )
        for (text, buttons), cell in zip(self._rows, cells, strict=True):
            head = sizes.body * 1.35
            text.most = sizes.body
            place(text, Rect(cell.x, cell.top - head, cell.width, head))
            gap = sizes.gap
            below = Rect(cell.x, cell.y, cell.width, cell.height - head - gap * 0.4)
            for button, rect in zip(buttons, columns(below, len(buttons), gap), strict=True):
                button.fit(rect, sizes, sizes.body)
