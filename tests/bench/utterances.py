"""Voices that give no answer: coughs, laughter, humming, strangers, tapes run wrong.

Conventions
-----------
As in `tests.bench.din`.  What is sung has its truth with it.
"""

from dataclasses import replace

import numpy as np

from mit_trainer.capture.take import Sound
from mit_trainer.phrase.find import find
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.surroundings import Surroundings, heard_in, sounding_db
from mit_trainer.simulated.voice import Performance, Singer, Sung, pink, sing
from mit_trainer.units import Floats, amplitude
from tests.bench.din import RATE_HZ, Chance

PHRASES = (
    "I want coffee", "Good morning", "Thank you", "I love you", "Come on in", "More water",
    "I need a rest", "Help me please", "My head hurts", "Call the doctor",
)  # fmt: skip


def tune(chance: Chance, but_not: str | None = None) -> ProsodyPlan:
    """One of ten phrases, at a slow tempo."""
    text = str(chance.choice([text for text in PHRASES if text != but_not]))
    style = Style(3.0, chance.uniform(55.0, 85.0), 1.25, 3.0)
    return plan(find(text).phrase, style, 150.0)


def singer(chance: Chance) -> Singer:
    """Somebody: a man or a woman, healthy or not."""
    woman = bool(chance.random() < 0.5)
    return Singer(
        tonic_hz=chance.uniform(150.0, 240.0) if woman else chance.uniform(85.0, 150.0),
        formant_scale=1.17 if woman else 1.0,
        jitter=chance.uniform(0.003, 0.012),
        breath_db=chance.uniform(-38.0, -26.0),
    )


def answer(chance: Chance, tune: ProsodyPlan, manner: Manner = Manner.INTONED) -> Sung:
    """Sing it more or less as planned."""
    performance = Performance(
        starts_after_s=chance.uniform(0.3, 1.2),
        ends_after_s=chance.uniform(0.4, 1.2),
        tempo=chance.uniform(0.8, 1.1),
        pitch_error_st=tuple(chance.normal(0.0, 0.4, len(tune.syllables))),
        noise_db=chance.uniform(-45.0, -25.0),
    )
    return sing(tune, manner, singer(chance), performance, int(chance.integers(2**31)), RATE_HZ)


def coughs(chance: Chance) -> Floats:
    """Coughing, panting, clearing the throat."""
    n = int(chance.uniform(3.0, 5.0) * RATE_HZ)
    t = np.arange(n) / RATE_HZ
    out = np.zeros(n)
    for at_s in np.arange(0.3, t[-1] - 0.6, chance.uniform(0.35, 0.9)):
        x = (t - at_s) / chance.uniform(0.08, 0.3)
        gate = np.where((x > 0.0) & (x < 1.0), np.exp(-3.0 * x) * np.minimum(1.0, 20.0 * x), 0.0)
        rough = np.sin(2.0 * np.pi * np.cumsum(90.0 + 40.0 * pink(n, RATE_HZ, chance)) / RATE_HZ)
        out += gate * (chance.normal(0.0, 1.0, n) + chance.uniform(0.0, 0.6) * rough)
    f = np.fft.rfftfreq(n, 1.0 / RATE_HZ)
    throat = 1.0 / (1.0 + ((f - chance.uniform(500.0, 1500.0)) / 600.0) ** 2)
    out = np.fft.irfft(np.fft.rfft(out) * throat, n)
    return np.asarray(0.2 * out / np.max(np.abs(out)) + 1e-4 * chance.normal(0.0, 1.0, n))


def laughter(chance: Chance) -> Floats:
    """Laugh "ha ha ha" and lower with each."""
    n_ha = int(chance.integers(5, 12))
    who = singer(chance)
    laugh = "-".join(["HA"] * n_ha)
    phrase = find("I want coffee").phrase
    syllable = replace(phrase.syllables[0], text=laugh[:2].lower())
    ha = replace(phrase, syllables=(syllable,) * n_ha)
    falling = tuple(float(x) for x in np.linspace(5.0, -2.0, n_ha) + chance.normal(0.0, 0.7, n_ha))
    performance = Performance(
        tempo=chance.uniform(0.9, 1.2),
        spoken=0.0,
        voiced_share=0.6,
        pitch_error_st=falling,
        ends_after_s=1.0,
    )
    quick = plan(ha, Style(0.0, 260.0, 1.0, 0.0), 150.0)
    sung = sing(
        quick,
        Manner.INTONED,
        replace(who, tonic_hz=1.5 * who.tonic_hz, breath_db=-16.0, jitter=0.015),
        performance,
        int(chance.integers(2**31)),
        RATE_HZ,
    )
    return np.asarray(sung.sound.samples, dtype=np.float64)


def with_another(chance: Chance, sung: Sung) -> Sound:
    """Let somebody talk meanwhile, nearly as loud or louder."""
    where = Surroundings(talk_db=chance.uniform(-6.0, 3.0))
    return heard_in(sung.sound, where, int(chance.integers(2**31)))


def with_radio(chance: Chance, sung: Sung) -> Sound:
    """Let the radio play, nearly as loud or louder."""
    where = Surroundings(radio_db=chance.uniform(-10.0, 3.0))
    return heard_in(sung.sound, where, int(chance.integers(2**31)))


def with_noise(chance: Chance, sung: Sung) -> Sound:
    """Put hiss or the mains on top, as loud as the voice or louder."""
    seed = int(chance.integers(2**31))
    level_db = chance.uniform(-5.0, 8.0)
    if chance.random() < 0.5:
        return heard_in(sung.sound, Surroundings(noise_db=level_db), seed)
    return heard_in(sung.sound, Surroundings(hum_db=level_db, noise_db=-40.0), seed)


def overloaded(chance: Chance, sung: Sung) -> Sound:
    """Cut off 5 to 50 % of all samples of the voice."""
    size = np.abs(sung.sound.samples)
    loud = size[size > 0.05 * size.max()]
    top = float(np.quantile(loud, 1.0 - chance.uniform(0.05, 0.5)))
    return Sound(np.clip(sung.sound.samples, -top, top), sung.sound.rate_hz)


def with_dropouts(chance: Chance, sung: Sung) -> Sound:
    """Lose 10 to 50 ms, two to ten times a second."""
    samples = sung.sound.samples.copy()
    for _ in range(int(sung.sound.duration_s * chance.uniform(2.0, 10.0))):
        at = int(chance.integers(samples.size))
        samples[at : at + int(chance.uniform(0.01, 0.05) * RATE_HZ)] = 0.0
    return Sound(samples, sung.sound.rate_hz)


def at_speed(chance: Chance, sung: Sung) -> Sound:
    """Play a tape three to six times too fast or too slowly."""
    factor = chance.uniform(3.0, 6.0) ** chance.choice((-1.0, 1.0))
    n = int(sung.sound.samples.size / factor)
    at = np.arange(n) * factor
    grid = np.arange(sung.sound.samples.size)
    return Sound(np.interp(at, grid, sung.sound.samples).astype(np.float32), RATE_HZ)


def through_the_room(chance: Chance, prompt: Sound, delay_s: float, n: int) -> Floats:
    """Give a prompt as the microphone hears it, with an echo and cut to ``n`` samples."""
    where = Surroundings(echo_s=chance.uniform(0.15, 0.5), echo_db=chance.uniform(-10.0, 0.0))
    wet = heard_in(prompt, where, int(chance.integers(2**31))).samples
    out = np.zeros(n)
    first = int(delay_s * RATE_HZ)
    start, end = max(first, 0), min(first + wet.size, n)
    if end > start:
        out[start:end] = wet[start - first : end - first]
    return out


def mixed(voice: Sound, bleed: Floats, bleed_db: float) -> Sound:
    """Put a bleed under a voice at a level against it."""
    level = amplitude(
        sounding_db(voice.samples.astype(np.float64), RATE_HZ)
        + bleed_db
        - sounding_db(bleed, RATE_HZ)
    )
    return Sound((voice.samples + level * bleed).astype(np.float32), RATE_HZ)
