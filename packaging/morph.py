"""Draws how a phrase is led from song to speech, and says how its speech index rises.

    PYTHONPATH=. .venv/bin/python packaging/morph.py OUT.png ["A phrase"] [--index]

Each row is the same phrase in the same voice; the line is the pitch that Praat hears in the
finished prompt, thick in the vowels.  With ``--index`` the prompts of some phrases are graded
as if they were answers, and the rank correlation of morph and speech index is printed.
"""

import argparse
from itertools import pairwise
from math import nan
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy.stats import spearmanr

from mit_trainer import places
from mit_trainer.capture.take import Take
from mit_trainer.grading.grade_take import grade_take
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.phrase.deck import read_decks
from mit_trainer.phrase.find import find
from mit_trainer.phrase.model import Phrase
from mit_trainer.places import AUDIO
from mit_trainer.praat.listen import contour
from mit_trainer.prompt.maker import make
from mit_trainer.prompt.model import Morph, Prompt, PromptOrder
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import semitones

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
STYLE = Style(3.0, 60.0, 1.25, 3.0)
TONIC_HZ = {"clb": 200.0, "bdl": 120.0}  # near where the voices speak
EVERY = 12
WIDTH, ROW, LEFT, TOP = 1200, 170, 110, 60
REACH_ST = (-10.0, 7.0)
INK, GRID, VOWEL, LINE = "#1B1B1B", "#C8C8C8", "#0072B2", "#D55E00"
FACE = Path(places.__file__).parent / "ui" / "fonts" / "AtkinsonHyperlegible-Regular.ttf"


def prompt(phrase: Phrase, voice: str, share: float) -> tuple[Prompt, ProsodyPlan]:
    """Make the phrase, so far on its way to speech."""
    tune = plan(phrase, STYLE, TONIC_HZ[voice])
    return make(PromptOrder(tune, Manner.INTONED, voice, Morph.even(share)), AUDIO), tune


def draw(phrase: Phrase, voice: str) -> Image.Image:
    """Draw one row for each share of the way."""
    image = Image.new("RGB", (WIDTH, TOP + ROW * len(SHARES) + 40), "white")
    pen = ImageDraw.Draw(image)
    face, small = (ImageFont.truetype(str(FACE), size) for size in (26, 18))
    pen.text((LEFT, 14), f"“{phrase.text}” from song (0) to speech (1)", INK, face)
    made = [prompt(phrase, voice, share) for share in SHARES]
    longest_s = max(one.sound.duration_s for one, _ in made)
    scale = (WIDTH - LEFT - 30) / longest_s
    for row, (share, (one, tune)) in enumerate(zip(SHARES, made, strict=True)):
        _draw_row(pen, (face, small), TOP + row * ROW, scale, one, tune, f"{share:g}")
    for second in range(int(longest_s) + 1):
        pen.text((LEFT + scale * second, image.height - 30), f"{second} s", INK, small)
    return image


def _draw_row(
    pen: ImageDraw.ImageDraw,
    faces: tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont],
    top: float,
    scale: float,
    one: Prompt,
    tune: ProsodyPlan,
    name: str,
) -> None:
    def at(time_s: float, height_st: float) -> tuple[float, float]:
        share = (height_st - REACH_ST[0]) / (REACH_ST[1] - REACH_ST[0])
        return LEFT + scale * time_s, top + ROW * (1.0 - share)

    for height_st in (0.0, STYLE.high_st):
        pen.line((at(0.0, height_st), (WIDTH - 30, at(0.0, height_st)[1])), GRID, 1)
    pen.text((30, at(0.0, 3.5)[1]), name, INK, faces[0])
    heard = contour(one.sound.samples.astype(np.float64), one.sound.rate_hz, (60.0, 500.0))
    points = [
        (at(time_s, semitones(f0_hz, tune.tonic_hz)), _in_vowel(one, time_s))
        for time_s, f0_hz in zip(heard.t_s, heard.f0_hz, strict=True)
    ]
    for (here, inside), (there, _) in pairwise(points):
        if np.isfinite([*here, *there]).all():
            pen.line((here, there), LINE if inside else GRID, 5 if inside else 3)
    for beat_s, note in zip(one.beats_s, tune.syllables, strict=True):
        pen.text((at(beat_s, 0.0)[0], top + ROW - 26), note.text, VOWEL, faces[1])


def _in_vowel(one: Prompt, time_s: float) -> bool:
    spans = zip(one.beats_s, one.ends_s, strict=True)
    return any(beat_s <= time_s <= end_s for beat_s, end_s in spans)


def indexes(voice: str) -> None:
    """Print the speech index over the way to speech."""
    rubric = default_rubric(places.RUBRICS)
    phrases = [one for deck in read_decks() for one in deck.phrases]
    rows = []
    for phrase in [one for one in phrases if len(one.syllables) > 2][::EVERY]:
        found = []
        for share in SHARES:
            made, tune = prompt(phrase, voice, share)
            take = Take(made.sound, 0.0)
            grade = grade_take(
                take, tune, Manner.INTONED, None, nan, prompt_heard=False, rubric=rubric
            )
            found.append(nan if grade.speech_index is None else grade.speech_index)
        rows.append(found)
        rank = spearmanr(SHARES, found, nan_policy="omit").statistic
        print(f"{voice} {phrase.text}: {np.round(found, 2)} rank {rank:.2f}", flush=True)
    means = np.nanmean(rows, axis=0)
    whole = spearmanr(np.tile(SHARES, len(rows)), np.ravel(rows), nan_policy="omit").statistic
    print(f"{voice}: mean {np.round(means, 2)}, rank over all {whole:.3f}")


def main() -> None:
    """Draw, and measure when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("phrase", nargs="?", default="Call the doctor")
    parser.add_argument("--index", action="store_true")
    asked = parser.parse_args()
    draw(find(asked.phrase).phrase, "bdl").save(asked.out, optimize=True)
    if asked.index:
        for voice in TONIC_HZ:
            indexes(voice)


if __name__ == "__main__":
    main()
