"""How well the shipped recordings become song: pitch, beat, voice, level and time, over all.

``python tests/bench/prompts.py [--every N] [--tempo N] [VOICE ...]`` prints one row for each
voice.  Pitch is heard by Praat inside each vowel, less 30 ms at its ends; onsets are found by
laying the recording's own spectrum around each mark over the prompt.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from mit_trainer.phrase.deck import read_decks  # noqa: E402  (after the path is set)
from mit_trainer.phrase.model import Phrase  # noqa: E402
from mit_trainer.places import AUDIO  # noqa: E402
from mit_trainer.prompt.maker import make  # noqa: E402
from mit_trainer.prompt.model import PromptOrder  # noqa: E402
from mit_trainer.prompt.recordings import Voice, read_voice, voices  # noqa: E402
from mit_trainer.prosody.plan import Style, plan  # noqa: E402
from mit_trainer.protocol.variant import Manner  # noqa: E402
from tests.prompt.listening import onset_errors_s, pitch_errors  # noqa: E402

TONIC_HZ = {"male": 141.0, "female": 253.0}
_WORST = 5


@dataclass
class Heard:
    """What one voice's prompts are like."""

    cents: list[float] = field(default_factory=list)
    onsets_ms: list[float] = field(default_factory=list)
    voiced: dict[str, float] = field(default_factory=dict)
    median_cents: dict[str, float] = field(default_factory=dict)
    peaks_db: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)  # of prompts with five syllables
    cached_ms: list[float] = field(default_factory=list)
    n_syllables: int = 0


def listen(voice: Voice, phrase: Phrase, style: Style, into: Heard, kept: Path) -> None:
    """Make one prompt and measure it."""
    source = voice.find(phrase)
    if source is None:
        raise SystemExit(f"{voice.name} has not recorded {phrase.text}")
    tune = plan(phrase, style, TONIC_HZ[voice.sex])
    order = PromptOrder(tune, Manner.INTONED, voice.name)
    began_s = time.process_time()
    prompt = make(order, AUDIO, kept)
    if len(phrase.syllables) == 5:
        into.cpu_s.append(time.process_time() - began_s)
    began_s = time.process_time()
    make(order, AUDIO, kept)
    into.cached_ms.append(1e3 * (time.process_time() - began_s))
    cents, voiced = pitch_errors(prompt, tune)
    into.cents += list(cents)
    into.median_cents[phrase.text] = float(np.median(cents))
    into.voiced[phrase.text] = voiced
    into.onsets_ms += list(1e3 * np.abs(onset_errors_s(prompt, source)))
    into.peaks_db.append(20.0 * float(np.log10(np.abs(prompt.sound.samples).max())))
    into.n_syllables += len(phrase.syllables)


def row(name: str, heard: Heard) -> str:
    """One line of the table."""
    cents, onsets = np.array(heard.cents), np.array(heard.onsets_ms)
    voiced = np.array(list(heard.voiced.values()))
    return (
        f"| {name} | {voiced.size} / {heard.n_syllables} | {np.median(cents):.1f} / "
        f"{np.percentile(cents, 95):.1f} | {np.median(onsets):.0f} / "
        f"{np.percentile(onsets, 95):.0f} | {voiced.mean():.3f} / {voiced.min():.3f} | "
        f"{max(heard.peaks_db):.1f} | {np.median(heard.cpu_s or [np.nan]):.2f} | "
        f"{np.median(heard.cached_ms):.1f} |"
    )


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("voices", nargs="*", help="such as en/clb; all by default")
    parser.add_argument("--every", type=int, default=1, help="only every so many phrases")
    parser.add_argument("--tempo", type=float, default=60.0)
    asked = parser.parse_args()
    style = Style(3.0, asked.tempo, 1.25, 3.0)
    print(
        "| voice | phrases / syllables | pitch, cents: median / p95 | onset, ms: median / p95 | "
        "voiced: mean / worst | peak dBFS | CPU s, 5 syllables | kept, ms |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for language in sorted({folder.parent.name for folder in AUDIO.glob("*/*/")}):
        for name in voices(AUDIO, language):
            voice = read_voice(AUDIO, language, name)
            if voice is None or (asked.voices and f"{language}/{name}" not in asked.voices):
                continue
            heard = Heard()
            phrases = [one for deck in read_decks(language=language) for one in deck.phrases]
            with tempfile.TemporaryDirectory() as kept:
                for phrase in phrases[:: asked.every]:
                    listen(voice, phrase, style, heard, Path(kept))
            print(row(f"{language}/{name}", heard), flush=True)
            for what, values in (("voiced", heard.voiced), ("cents", heard.median_cents)):
                worst = sorted(values.items(), key=lambda one: one[1], reverse=what == "cents")
                told = ", ".join(f"{text} {value:.3g}" for text, value in worst[:_WORST])
                print(f"{what}: {told}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
