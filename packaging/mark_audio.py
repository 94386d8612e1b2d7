"""Finds the speech sounds in a rendered recording, for `render_audio`.

The text is known, so pocketsphinx only has to align it.  Times are seconds from the first
sample; levels are in dB.
"""

import re
from dataclasses import dataclass

import numpy as np
import pocketsphinx
from numpy.typing import NDArray
from scipy.signal import resample_poly

RATE_HZ, ALIGNER_HZ = 24_000, 16_000
DIPHTHONGS = {"AY", "EY", "OW", "AW", "OY"}
HUM_STEP_HZ, HUM_HIGHEST_HZ = 100.0, 5_000.0
# A consonant cluster that can begin a syllable goes with the vowel after it.
BEGINS = re.compile(
    r"(S )?[PTK]( [LRWY])?|(S )?[PTK]|[BDG] [LRWY]|(F|TH|SH|V) [LRWY]|S [LMNWF]|[A-Z]+"
)


Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Phone:
    """A speech sound in its word."""

    name: str
    word: int
    start_s: float
    end_s: float

    @property
    def is_vowel(self) -> bool:
        """The sounds that carry a syllable."""
        return self.name[0] in "AEIOU"


def levels_db(samples: Floats) -> Floats:
    """Level around each sample in a window of 10 ms."""
    width = int(0.010 * RATE_HZ)
    power = np.convolve(np.square(samples), np.ones(width) / width, "same")
    return 10.0 * np.log10(power + 1e-12)


def align(samples: Floats, text: str) -> list[Phone]:
    """Find the speech sounds of a known text; silences are left out."""
    rest = np.zeros(ALIGNER_HZ // 5)
    heard = np.concatenate(
        (rest, resample_poly(samples, ALIGNER_HZ // 8000, RATE_HZ // 8000), rest)
    )
    data = (heard * 32767 * 0.5 / np.abs(heard).max()).astype(np.int16).tobytes()
    decoder = pocketsphinx.Decoder(samprate=ALIGNER_HZ, bestpath=False, lm=None, loglevel="FATAL")
    decoder.set_align_text(re.sub(r"[^a-z' ]", "", text.lower()))
    for second in (False, True):
        if second:
            decoder.set_alignment()
        decoder.start_utt()
        decoder.process_raw(data, full_utt=True)
        decoder.end_utt()
    shift_s = -rest.size / ALIGNER_HZ
    return [
        Phone(p.name, n, p.start / 100 + shift_s, (p.start + p.duration) / 100 + shift_s)
        for n, word in enumerate(decoder.get_alignment())
        for p in word
        if p.name != "SIL"
    ]


def marks(phones: list[Phone], levels: Floats) -> list[list[float]]:
    """Rows of onset, vowel, end, and the part of the vowel that can be held, in seconds."""
    rows = []
    for index, phone in enumerate(phones):
        if not phone.is_vowel:
            continue
        first = _first_of_syllable(phones, index)
        start_s, end_s = phone.start_s, phone.end_s
        held_from_s, held_to_s = start_s, end_s
        if index == 0 or phones[index - 1].end_s < start_s - 0.02:
            start_s = held_from_s = _loud_from(levels, start_s, end_s)
        if index == len(phones) - 1 or phones[index + 1].start_s > end_s + 0.02:
            end_s = held_to_s = _loud_until(levels, start_s, end_s)
        if phone.name in DIPHTHONGS:
            held_to_s = start_s + 0.6 * (end_s - start_s)
        if first < index and phones[index - 1].name == "Y":
            # "you" begins to sound with its glide; only its end can be held.
            start_s = phones[index - 1].start_s + min(0.05, 0.5 * (start_s - phones[first].start_s))
        onset_s = phones[first].start_s if first < index else start_s
        held = _steady(levels, held_from_s, held_to_s)
        rows.append([round(t, 4) for t in (onset_s, start_s, end_s, *held)])
    return rows


def _first_of_syllable(phones: list[Phone], vowel: int) -> int:
    first = vowel
    while first > 0 and phones[first - 1].word == phones[vowel].word:
        cluster = " ".join(phone.name for phone in phones[first - 1 : vowel])
        if phones[first - 1].is_vowel or not BEGINS.fullmatch(cluster):
            break
        first -= 1
    return first


def _loud_from(levels: Floats, start_s: float, end_s: float) -> float:
    """When a vowel after silence begins to sound."""
    begin = max(int((start_s - 0.03) * RATE_HZ), 0)
    part = levels[begin : int(end_s * RATE_HZ)]
    return (begin + int(np.argmax(part > part.max() - 20.0))) / RATE_HZ


def _loud_until(levels: Floats, start_s: float, end_s: float) -> float:
    """When a vowel before silence has died away."""
    begin = int(start_s * RATE_HZ)
    part = levels[begin : int((end_s + 0.03) * RATE_HZ)]
    return (begin + int(np.flatnonzero(part > part.max() - 16.0)[-1])) / RATE_HZ


def _steady(levels: Floats, start_s: float, end_s: float) -> tuple[float, float]:
    """Find the loud part of a vowel, at least 30 ms (a quarter at most) from its borders."""
    edge_s = min(0.03, 0.25 * (end_s - start_s))
    begin, end = int((start_s + edge_s) * RATE_HZ), int((end_s - edge_s) * RATE_HZ)
    smooth = np.convolve(levels[begin:end], np.ones(240) / 240, "same")
    smooth[:120], smooth[-120:] = smooth[120:121], smooth[-121:-120]
    loud = np.flatnonzero(smooth > smooth.max() - 6.0)
    runs = np.split(loud, np.flatnonzero(np.diff(loud) > 1) + 1)
    longest = max(runs, key=len)
    return (begin + int(longest[0])) / RATE_HZ, (begin + int(longest[-1])) / RATE_HZ


def partials_of(samples: Floats, start_s: float, end_s: float) -> list[tuple[float, float]]:
    """Frequency and level of each partial in a stretch of voice, relative to the strongest."""
    part = samples[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)]
    spectrum = np.abs(np.fft.rfft(part * np.hanning(part.size), 16384))
    power = np.fft.irfft(np.square(spectrum))
    lags = np.arange(RATE_HZ // 300, RATE_HZ // 75)
    f0_hz = RATE_HZ / float(lags[np.argmax(power[lags])])
    found = []
    for hz in np.arange(f0_hz, HUM_HIGHEST_HZ, f0_hz):
        low, high = (int(edge * 16384 / RATE_HZ) for edge in (hz - f0_hz / 3, hz + f0_hz / 3))
        found.append((float(hz), float(spectrum[low:high].max())))
    highest = max(level for _, level in found)
    return [(hz, 20.0 * np.log10(level / highest)) for hz, level in found]


def timbre(found: list[tuple[float, float]]) -> list[float]:
    """Levels every 100 Hz of a hum, smoothed over all the /m/ that were found."""
    hz, level = np.array(found).T
    grid = np.arange(0.0, HUM_HIGHEST_HZ, HUM_STEP_HZ)
    weights = np.exp(-0.5 * np.square((grid[:, None] - hz) / HUM_STEP_HZ)) + 1e-9
    smooth = (weights * level).sum(axis=1) / weights.sum(axis=1)
    return [round(float(value - smooth.max()), 1) for value in smooth]
