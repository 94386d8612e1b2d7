"""What changes nothing of an answer changes nothing of its grade, and noise is no answer."""

import json
from collections.abc import Callable
from math import inf, nan
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mit_trainer import places
from mit_trainer.__main__ import main
from mit_trainer.capture.take import Take
from mit_trainer.commands.grade import as_json
from mit_trainer.commands.protocols import protocol, tune
from mit_trainer.commands.sound_files import read_sound
from mit_trainer.grading.grade_take import grade_take
from mit_trainer.grading.rubric import default_rubric
from mit_trainer.phrase.find import find
from mit_trainer.protocol.variant import Manner
from mit_trainer.simulated.voice import Performance
from mit_trainer.units import Floats
from mit_trainer.worker import Worker
from tests.grade_object import SHAPE, agrees
from tests.voices import BED, RATE_HZ, answer

Captured = pytest.CaptureFixture[str]
PHRASE = "GO to BED"
SUNG = answer(BED, Performance(noise_db=-45.0)).sound.samples.astype(np.float64)
SOON = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
# Scores are shares; what the ear itself is off by, in the order of the object.
NEAR = {"melody": 0.03, "rhythm": 0.05, "speech_index": 0.1}


def printed(capsys: Captured, path: Path, *more: str) -> tuple[int, str, str]:
    """Run the command; give status, output and error."""
    status = main(["grade", str(path), "--phrase", PHRASE, "--json", *more])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name one file for all examples of a property."""
    return tmp_path_factory.mktemp("hostile") / "answer.wav"


def graded(capsys: Captured, path: Path, samples: Floats, rate_hz: int = RATE_HZ) -> dict[str, Any]:
    """Grade samples through a file of floats."""
    soundfile.write(path, samples, rate_hz, subtype="FLOAT")
    status, out, _ = printed(capsys, path)
    assert status == 0
    found = dict(json.loads(out))
    assert agrees(found, SHAPE)
    return found


def check_same(here: dict[str, Any], there: dict[str, Any]) -> None:
    """Compare everything that judges."""
    for name in ("syllables_found", "extra_syllables", "measurable"):
        assert there[name] == here[name]
    assert there["melody"]["direction_correct"] == here["melody"]["direction_correct"]
    for name in ("melody", "rhythm"):
        assert there[name]["score"] == pytest.approx(here[name]["score"], abs=NEAR[name])
    assert there["speech_index"] == pytest.approx(here["speech_index"], abs=NEAR["speech_index"])
    assert there["hint"]["points"] == here["hint"]["points"]


@SOON
@given(st.integers(-4, 5))
def test_transposed_is_as_good(capsys: Captured, place: Path, by_st: int) -> None:
    """The same samples played faster or slower: another key, another tempo, the same scores."""
    there = graded(capsys, place, SUNG, round(RATE_HZ * 2.0 ** (by_st / 12.0)))

    check_same(graded(capsys, place, SUNG), there)


@SOON
@given(st.floats(-30.0, 6.0), st.floats(0.0, 2.0), st.floats(0.0, 2.0))
def test_louder_later_longer_is_as_good(
    capsys: Captured, place: Path, gain_db: float, before_s: float, after_s: float
) -> None:
    """Gain and silence around it change nothing, and a late start is a late start only."""
    silences = [np.zeros(round(s * RATE_HZ)) for s in (before_s, after_s)]
    moved = np.concatenate((silences[0], 10.0 ** (gain_db / 20.0) * SUNG, silences[1]))
    here, there = graded(capsys, place, SUNG), graded(capsys, place, moved)

    check_same(here, there)
    for one, other in zip(here["syllables"], there["syllables"], strict=True):
        later_s = silences[0].size / RATE_HZ
        assert other["onset_s"] == pytest.approx(one["onset_s"] + later_s, abs=0.03)


def test_the_command_and_the_worker_give_the_same_object(tmp_path: Path, capsys: Captured) -> None:
    """Byte for byte, at the shell twice and in the process that the app listens in."""
    path = tmp_path / "answer.wav"
    soundfile.write(path, SUNG, RATE_HZ, subtype="PCM_16")
    texts = {printed(capsys, path)[1] for _ in range(2)}
    worker = Worker()
    try:
        there = worker.submit(
            grade_take,
            Take(read_sound(path, 60.0), 0.0),
            tune(find(PHRASE, "en"), protocol(None), None),
            Manner.INTONED, None, 0.0, prompt_heard=False, rubric=default_rubric(places.RUBRICS),
        ).result(120)  # fmt: skip
    finally:
        worker.stop()

    assert texts == {as_json(there) + "\n"}


T_S = np.arange(3 * RATE_HZ) / RATE_HZ
NOT_ANSWERS: dict[str, Floats] = {
    "silence": np.zeros(T_S.size),
    "10 ms": SUNG[8000:8160],
    "DC": np.full(T_S.size, 0.5),
    "square wave": 0.5 * np.sign(np.sin(2.0 * np.pi * 150.0 * T_S)),
    "full square wave": np.sign(np.sin(2.0 * np.pi * 150.0 * T_S)),
    "sine": 0.5 * np.sin(2.0 * np.pi * 200.0 * T_S),
    "hum of the mains": 0.1 * np.sin(2.0 * np.pi * 50.0 * T_S),
    "white noise": 0.1 * np.random.default_rng(1).standard_normal(T_S.size),
    "one click": np.eye(1, T_S.size, RATE_HZ).ravel(),
    "denormals": np.full(T_S.size, 1e-40),
}


@pytest.mark.parametrize("name", NOT_ANSWERS)
def test_what_is_no_answer_gets_no_opinion(name: str, place: Path, capsys: Captured) -> None:
    """A sensible object: no point for or against, nothing measured, and the reason."""
    found = graded(capsys, place, NOT_ANSWERS[name])

    assert found["hint"]["points"] is None
    assert found["speech_index"] is None
    assert found["melody"]["score"] is None
    assert found["syllables_found"] is None
    assert found["measurable"]["why"]


FORMS: dict[str, tuple[int, str, str]] = {
    "8 kHz": (8000, "wav", "PCM_16"),
    "192 kHz": (192000, "wav", "PCM_24"),
    "24 bits": (RATE_HZ, "wav", "PCM_24"),
    "float": (RATE_HZ, "wav", "FLOAT"),
    "double": (RATE_HZ, "wav", "DOUBLE"),
    "FLAC": (RATE_HZ, "flac", "PCM_16"),
    "OGG": (RATE_HZ, "ogg", "VORBIS"),
    "two channels out of phase": (RATE_HZ, "wav", "PCM_16"),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_file_gives_the_same_scores(
    name: str, place: Path, tmp_path: Path, capsys: Captured
) -> None:
    """Rates from 8 to 192 kHz, 16 bits to doubles, packed or not, even badly wired."""
    rate_hz, ending, subtype = FORMS[name]
    n = round(SUNG.size * rate_hz / RATE_HZ)
    samples = np.fft.irfft(np.fft.rfft(SUNG), n)[:n] * (n / SUNG.size)
    if name.startswith("two"):
        samples = np.stack((samples, -samples), axis=1)
    path = tmp_path / f"answer.{ending}"
    soundfile.write(path, samples, rate_hz, subtype=subtype)
    status, out, _ = printed(capsys, path)

    assert status == 0
    check_same(graded(capsys, place, SUNG), json.loads(out))


def nothing(path: Path) -> None:
    """Write an empty file."""
    path.write_bytes(b"")


def holding(value: float, n: int = 3 * RATE_HZ) -> Callable[[Path], None]:
    """Write an answer in which one sample is this value."""

    def write(path: Path) -> None:
        samples = np.resize(SUNG, n)
        samples[1000] = value
        soundfile.write(path, samples, RATE_HZ, subtype="FLOAT")

    return write


def long(path: Path) -> None:
    """Write ten minutes."""
    soundfile.write(path, np.zeros(600 * 8000, dtype=np.int16), 8000)


def coarse(path: Path) -> None:
    """Write eight bits a sample."""
    soundfile.write(path, SUNG, RATE_HZ, subtype="PCM_U8")


def too_slow(path: Path) -> None:
    """Write with a rate at which no consonant is left."""
    soundfile.write(path, SUNG, 4000)


@pytest.mark.parametrize(
    "write",
    [nothing, holding(nan), holding(inf), holding(0.0, 0 + 1001), long, coarse, too_slow],
    ids=["empty", "NaN", "infinity", "63 ms", "10 min", "8 bits", "4 kHz"],
)
def test_what_cannot_be_judged_is_refused_or_unknown(
    write: Callable[[Path], None], tmp_path: Path, capsys: Captured
) -> None:
    """One clear sentence and status 2, or an object without an opinion."""
    path = tmp_path / "answer.wav"
    write(path)
    status, out, err = printed(capsys, path)

    if status == 0:
        assert json.loads(out)["hint"]["points"] is None
        return
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err.endswith(".\n")
