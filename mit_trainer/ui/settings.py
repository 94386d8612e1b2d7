"""What a helper may choose for the person who practises; each choice counts at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from mit_trainer.session.choices import HIGHEST_TONIC_HZ, LOWEST_TONIC_HZ
from mit_trainer.ui import theme
from mit_trainer.ui.buttons import CHOSEN, PLAIN, PictureButton
from mit_trainer.ui.helper import HelperSheet
from mit_trainer.ui.layout import Rect, columns, rows
from mit_trainer.ui.parts import ProtocolChoice, VoiceChoice
from mit_trainer.ui.pieces import place
from mit_trainer.ui.text import Text
from mit_trainer.ui.words import Words

Value = str | float | bool

_FAINT = 0.35  # a button that leads nowhere now
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


_STEPS = {
    ("variant", -1): ("back", "variant-before"),
    ("variant", 1): ("back", "variant-after"),
    ("level", -1): ("lower", "level-lower"),
    ("level", 1): ("higher", "level-higher"),
}
"""Glyph and word of the buttons that go through a list."""


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
        protocols: Sequence[ProtocolChoice] = (),
    ) -> None:
        super().__init__(words("settings.title"), on_back, choices.hand, choices.text)
        self._words, self._on_change, self._on_hear = words, on_change, on_hear
        self.choices, self._protocols = choices, protocols
        self.steps: dict[tuple[str, int], PictureButton] = {}
        self.options: dict[tuple[str, Value], PictureButton] = {}
        self._rows: list[tuple[Text, list[PictureButton]]] = []
        self._named: dict[str, Text] = {}
        for name, options in _table(voices).items():
            if name == "text" and protocols:  # so that both stand side by side
                self._add_protocols()
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

    def _add_protocols(self) -> None:
        for name in ("variant", "level"):
            self._add_row("", [self._step(name, -1), self._step(name, 1)])
            self._named[name] = self._rows[-1][0]

    def _step(self, name: str, by: int) -> PictureButton:
        glyph, word = _STEPS[name, by]
        button = PictureButton(
            lambda: self._move(name, by), theme.glyph(glyph), self._words(f"settings.{word}")
        )
        button.picture.mirror = (name, by) == ("variant", 1)
        self.steps[name, by] = button
        return button

    def _protocol(self) -> ProtocolChoice:
        """Give the protocol that is chosen, or else the usual one."""
        chosen = (one for one in self._protocols if one.id == self.choices.variant)
        return next(chosen, self._protocols[0])

    def _place(self, name: str) -> tuple[tuple[str, ...], int]:
        """Give the ids among which one is chosen, and the place of the one that is."""
        if name == "variant":
            ids = tuple(one.id for one in self._protocols)
            return ids, ids.index(self._protocol().id)
        ids = tuple(id_ for id_, _ in self._protocol().levels)
        return ids, ids.index(self.choices.level) if self.choices.level in ids else 0

    def _move(self, name: str, by: int) -> None:
        ids, at = self._place(name)
        self._choose(name, ids[min(max(at + by, 0), len(ids) - 1)])
        if name == "variant":  # another form begins with its first level
            self._choose("level", self._protocol().levels[0][0])

    def _name_protocol(self) -> None:
        """Write what is chosen above the buttons, and rest those that lead nowhere."""
        level = self._protocol().levels[self._place("level")[1]][1]
        named = {"variant": self._protocol().name, "level": level}
        for name, chosen in named.items():
            self._named[name].text = self._words(f"settings.{name}", name=chosen)
            ids, at = self._place(name)
            self.steps[name, -1].opacity = _FAINT if at == 0 else 1.0
            self.steps[name, 1].opacity = _FAINT if at == len(ids) - 1 else 1.0

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
        if self._protocols:
            self._name_protocol()

    def fill(self, room: Rect, sizes: theme.Sizes) -> None:
        """Lay the rows out, in two columns when the screen is wide."""
        wide = room.width >= room.height
        cells = (
            [
                cell
                for row in rows(room, (len(self._rows) + 1) // 2, sizes.gap)
                for cell in columns(row, 2, sizes.gap * 2)
            ]
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
