"""Finds the syllables of a rendered recording, for `render_audio`.

The text is known, so pocketsphinx only has to align it.  Then each border goes where the
sound itself says: a vowel begins with the first pulse of the voice after a silence or a
voiceless sound, and ends where it dies away before a silence.  The part that can be held is
the one in which the spectrum changes least.  Times are seconds from the first sample.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import parselmouth
import pocketsphinx
from parselmouth.praat import call
from pronounce import Word, divided, is_vowel, spoken
from scipy.signal import resample_poly
from speaking import Floats, levels_db

from mit_trainer.praat.listen import contour

ALIGNER_HZ = 16_000
LONGEST_S = 0.14  # of a vowel whose end nobody heard
DIPHTHONGS = {"AY", "EY", "OW", "AW", "OY"}
VOICELESS = {"P", "T", "K", "F", "TH", "S", "SH", "CH", "HH"}
# A consonant cluster that can begin a syllable goes with the vowel after it.
BEGINS = re.compile(
    r"(S )?[PTK]( [LRWY])?|(S )?[PTK]|[BDG] [LRWY]|(F|TH|SH|V) [LRWY]|S [LMNWF]|[A-Z]+"
)
# Other languages fit the English model badly: the search must not give up early.
WIDE = {"beam": 1e-100, "wbeam": 1e-80, "pbeam": 1e-100}
GAP_S = 0.02  # between two sounds: there is silence between them
SNAP_S = 0.04  # a vowel start moves no farther than that to the first pulse
HELD_S, HELD_SHARE = (0.045, 0.09), 0.45  # how long the held part is; share of the vowel
FRAME_S, WINDOW_S, N_BANDS = 0.005, 0.025, 20


@dataclass(frozen=True)
class Phone:
    """A speech sound in its word."""

    name: str
    word: int
    start_s: float
    end_s: float


def align(samples: Floats, rate_hz: int, text: str, language: str, n: int | None) -> list[Phone]:
    """Find the sounds of a text with ``n`` syllables, without silences; none if it does not fit."""
    decoder = _decoder()
    decoder.set_align_text(_known_words(decoder, text, language, n))
    rest = np.zeros(ALIGNER_HZ // 5)
    shared = int(np.gcd(ALIGNER_HZ, rate_hz))
    heard = resample_poly(samples, ALIGNER_HZ // shared, rate_hz // shared)
    heard = np.concatenate((rest, heard, rest))
    data = (heard * 32767 * 0.5 / np.abs(heard).max()).astype(np.int16).tobytes()
    for second in (False, True):
        if second:
            try:
                decoder.set_alignment()
            except RuntimeError:
                return []
        decoder.start_utt()
        decoder.process_raw(data, full_utt=True)
        decoder.end_utt()
    shift_s = -rest.size / ALIGNER_HZ
    return [
        Phone(p.name, w, p.start / 100 + shift_s, (p.start + p.duration) / 100 + shift_s)
        for w, word in enumerate(decoder.get_alignment() or [])
        for p in word
        if p.name != "SIL"
    ]


@lru_cache(maxsize=1)
def _decoder() -> pocketsphinx.Decoder:
    return pocketsphinx.Decoder(
        samprate=ALIGNER_HZ, bestpath=False, lm=None, loglevel="FATAL", **WIDE
    )


def _known_words(decoder: pocketsphinx.Decoder, text: str, language: str, n: int | None) -> str:
    """Give the text in words that the decoder knows, teaching it those that it does not."""
    plain = re.sub(r"[^a-z' ]", "", text.lower().replace("-", " ")).split()
    known = [_spellings(decoder, word) for word in plain] if language == "en" else [()]
    words = divided(known, n or 0) if all(known) else None
    if words is None:
        words = [(word,) for word in spoken(text, language, n or 0) or ()]
    if not words:
        raise LookupError(f"{text}: cannot be said in {n} syllables")
    return " ".join(_taught(decoder, ways) for ways in words)


def _spellings(decoder: pocketsphinx.Decoder, word: str) -> tuple[Word, ...]:
    """All ways to say an English word that the model knows, the usual one first."""
    ways: list[Word] = []
    said = decoder.lookup_word(word)
    while said is not None:
        ways.append(tuple(said.split()))
        said = decoder.lookup_word(f"{word}({len(ways) + 1})")
    return tuple(ways)


def _taught(decoder: pocketsphinx.Decoder, ways: tuple[Word, ...]) -> str:
    name = "x" + "x".join("".join(way).lower() for way in ways)
    for index, way in enumerate(ways):
        entry = name if index == 0 else f"{name}({index + 1})"
        if decoder.lookup_word(entry) is None:
            decoder.add_word(entry, " ".join(way), True)
    return name


def marks(phones: list[Phone], samples: Floats, rate_hz: int) -> list[list[float]]:
    """Rows of onset, vowel, end, and the part of the vowel that can be held, in seconds."""
    levels, pulses_s = levels_db(samples, rate_hz), _pulses(samples, rate_hz)
    rows = []
    for index, phone in enumerate(phones):
        if not is_vowel(phone.name):
            continue
        first = _first_of_syllable(phones, index)
        start_s, end_s = phone.start_s, phone.end_s
        alone = index == 0 or phones[index - 1].end_s < start_s - GAP_S
        if alone:
            start_s = _loud_from(levels, rate_hz, start_s, end_s)
        if alone or phones[index - 1].name in VOICELESS:
            start_s = _first_pulse(pulses_s, start_s)
        if index == len(phones) - 1 or phones[index + 1].start_s > end_s + GAP_S:
            end_s = _loud_until(levels, rate_hz, start_s, end_s)
        end_s = min(max(end_s, start_s + 0.03), samples.size / rate_hz)
        held_to_s = start_s + 0.6 * (end_s - start_s) if phone.name in DIPHTHONGS else end_s
        onset_s = min(phones[first].start_s, start_s) if first < index else start_s
        held = _steady(samples, rate_hz, start_s, held_to_s)
        rows.append([round(t, 4) for t in (onset_s, start_s, end_s, *held)])
    for row, following in pairwise(rows):
        row[2] = min(row[2], following[0])
    return rows


def apart_s(phones: list[Phone], rows: list[list[float]], starts_s: list[float]) -> list[float]:
    """How far a second witness's vowel starts lie from ours; inside a "y" is not far."""
    found = []
    vowels = [index for index, phone in enumerate(phones) if is_vowel(phone.name)]
    for index, row, start_s in zip(vowels, rows, starts_s, strict=True):
        glides = index > 0 and phones[index - 1].name == "Y"
        earliest_s = phones[index - 1].start_s if glides else row[1]
        found.append(max(earliest_s - start_s, start_s - row[1], 0.0))
    return found


def mutest(samples: Floats, rate_hz: int, rows: list[list[float]]) -> float:
    """Give the least share of voice in any of the marked vowels."""
    found = contour(samples, rate_hz)
    voiced = np.isfinite(found.f0_hz)
    shares = []
    for _, start_s, end_s, *_ in rows:
        inside = (found.t_s >= start_s) & (found.t_s <= end_s)
        shares.append(float(voiced[inside].mean()) if inside.any() else 0.0)
    return min(shares, default=0.0)


def second_marks(samples: Floats, rate_hz: int, starts_s: list[float]) -> list[list[float]]:
    """Rows as those of `marks`, where only the vowel starts are known; a vowel lasts to its end."""
    found = contour(samples, rate_hz)
    rows = []
    for start_s, next_s in zip(starts_s, [*starts_s[1:], samples.size / rate_hz], strict=True):
        inside = found.t_s[(found.t_s > start_s) & (found.t_s < next_s) & np.isfinite(found.f0_hz)]
        end_s = min(start_s + LONGEST_S, float(inside[-1]) if inside.size else next_s, next_s)
        end_s = max(end_s, min(start_s + 0.04, next_s))
        held = _steady(samples, rate_hz, start_s, end_s)
        rows.append([round(t, 4) for t in (start_s, start_s, end_s, *held)])
    return rows


def _first_of_syllable(phones: list[Phone], vowel: int) -> int:
    first = vowel
    while first > 0 and phones[first - 1].word == phones[vowel].word:
        cluster = " ".join(phone.name for phone in phones[first - 1 : vowel])
        if is_vowel(phones[first - 1].name) or not BEGINS.fullmatch(cluster):
            break
        first -= 1
    return first


def _pulses(samples: Floats, rate_hz: int) -> Floats:
    sound = parselmouth.Sound(samples, float(rate_hz))
    found = call(sound, "To PointProcess (periodic, cc)", 70.0, 400.0)
    if call(found, "Get number of points") == 0:
        return np.zeros(0)
    return np.asarray(call(found, "To Matrix").values[0])


def _first_pulse(pulses_s: Floats, start_s: float) -> float:
    """Where the voice sets in near a vowel start; the start itself where it does not."""
    apart = np.diff(pulses_s, prepend=-1.0) > 0.025
    near = pulses_s[apart & (np.abs(pulses_s - start_s) < SNAP_S)]
    return float(near[np.argmin(np.abs(near - start_s))]) if near.size else start_s


def _loud_from(levels: Floats, rate_hz: int, start_s: float, end_s: float) -> float:
    """When a vowel after silence begins to sound."""
    begin = max(int((start_s - 0.03) * rate_hz), 0)
    part = levels[begin : int(end_s * rate_hz)]
    return (begin + int(np.argmax(part > part.max() - 20.0))) / rate_hz


def _loud_until(levels: Floats, rate_hz: int, start_s: float, end_s: float) -> float:
    """When a vowel before silence has died away."""
    begin = int(start_s * rate_hz)
    part = levels[begin : int((end_s + 0.03) * rate_hz)]
    return (begin + int(np.flatnonzero(part > part.max() - 16.0)[-1])) / rate_hz


def _steady(samples: Floats, rate_hz: int, start_s: float, end_s: float) -> tuple[float, float]:
    """Find the loud part of a vowel whose spectrum changes least, away from its borders."""
    edge_s = min(0.03, 0.25 * (end_s - start_s))
    from_s, to_s = start_s + edge_s, end_s - edge_s
    length_s = min(max(HELD_S[0], min(HELD_S[1], HELD_SHARE * (end_s - start_s))), to_s - from_s)
    starts_s = np.arange(from_s, to_s - length_s + 1e-9, FRAME_S)
    if starts_s.size < 2:
        return from_s, to_s
    at_s = np.arange(from_s, to_s, FRAME_S)
    bands = _bands(samples, rate_hz, at_s)
    change = np.sqrt(np.mean(np.gradient(bands, axis=0) ** 2, axis=1)) / FRAME_S
    level = bands.mean(axis=1)
    cost = [
        change[inside].mean() + 4.0 * np.maximum(level.max() - level[inside] - 3.0, 0.0).mean()
        for begin_s in starts_s
        for inside in [(at_s >= begin_s) & (at_s <= begin_s + length_s)]
    ]
    best_s = float(starts_s[int(np.argmin(cost))])
    return best_s, best_s + length_s


def _bands(samples: Floats, rate_hz: int, at_s: Floats) -> Floats:
    """Levels in dB of bands evenly spaced on the mel scale, [times, bands]."""
    width = int(WINDOW_S * rate_hz)
    padded = np.pad(samples, width)
    begins = (at_s * rate_hz).astype(int) + width // 2
    frames = np.stack([padded[begin : begin + width] for begin in begins]) * np.hanning(width)
    power = np.abs(np.fft.rfft(frames, 1024)) ** 2
    hz = np.fft.rfftfreq(1024, 1.0 / rate_hz)
    mels = np.linspace(0.0, 2595.0 * np.log10(1.0 + 6000.0 / 700.0), N_BANDS + 2)
    edges = 700.0 * (10.0 ** (mels / 2595.0) - 1.0)
    rise = (hz - edges[:-2, None]) / np.diff(edges)[:-1, None]
    fall = (edges[2:, None] - hz) / np.diff(edges)[1:, None]
    weights = np.clip(np.minimum(rise, fall), 0.0, None)
    return np.asarray(10.0 * np.log10(power @ weights.T + 1e-7))
