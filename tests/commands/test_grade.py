"""At the shell an answer is graded, or refused with one sentence and status 2."""

import json
import struct
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from mit_trainer.__main__ import main
from mit_trainer.simulated.voice import Performance
from mit_trainer.units import Floats
from tests.grade_object import SHAPE, agrees
from tests.voices import BED, RATE_HZ, answer

Captured = pytest.CaptureFixture[str]
PHRASE = "GO to BED"
SUNG = answer(BED, Performance())


@pytest.fixture
def response(tmp_path: Path) -> Path:
    """Write the sung answer as a 16-bit WAV."""
    path = tmp_path / "response.wav"
    soundfile.write(path, SUNG.sound.samples, RATE_HZ, subtype="PCM_16")
    return path


def graded(capsys: Captured, path: Path, *more: str) -> dict[str, Any]:
    """Grade at the shell and read the object."""
    assert main(["grade", str(path), "--phrase", PHRASE, "--json", *more]) == 0
    found = json.loads(capsys.readouterr().out)
    assert agrees(found, SHAPE)
    return dict(found)


def refused(capsys: Captured, *words: str) -> str:
    """Be refused: status 2, nothing on standard output, one sentence that ends."""
    assert main(["grade", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.endswith(".\n")
    return said.err


def test_the_object_says_what_was_sung(response: Path, capsys: Captured) -> None:
    """All keys of the contract, and each syllable within 20 cents and 50 ms of the truth."""
    found = graded(capsys, response)

    assert (found["syllables_expected"], found["syllables_found"]) == (3, 3)
    for heard, truth in zip(found["syllables"], SUNG.syllables, strict=True):
        assert heard["onset_s"] == pytest.approx(truth.onset_s, abs=0.05)
        assert abs(1200.0 * np.log2(heard["f0_hz"] / truth.f0_hz)) < 20.0
    assert [s["text"] for s in found["syllables"]] == ["go", "to", "bed"]
    assert found["melody"]["score"] > 0.95
    assert found["taps"] == {"n": 0, "mean_asynchrony_s": None, "resultant_length": None}
    assert found["measurable"]["why"] == ["no taps given"]


def test_twice_the_same_file_is_twice_the_same_object(response: Path, capsys: Captured) -> None:
    """Byte for byte."""
    texts = []
    for _ in range(2):
        main(["grade", str(response), "--phrase", PHRASE, "--json"])
        texts.append(capsys.readouterr().out)

    assert texts[0] == texts[1]


def test_without_json_it_is_a_short_text(response: Path, capsys: Captured) -> None:
    """A therapist reads what was heard, and no null and no brace."""
    assert main(["grade", str(response), "--phrase", PHRASE]) == 0
    said = capsys.readouterr().out

    assert "3 of 3 heard" in said
    assert "a point" in said
    assert "{" not in said
    assert "nan" not in said


@pytest.mark.parametrize("form", ["[{}]", '{{"taps_s": [{}]}}'])
def test_taps_are_measured_from_the_vowels(
    form: str, response: Path, tmp_path: Path, capsys: Captured
) -> None:
    """A hand 70 ms late, in either form of the file and in any order."""
    times = ", ".join(f"{truth.onset_s + 0.07:.3f}" for truth in reversed(SUNG.syllables))
    taps = tmp_path / "taps.json"
    taps.write_text(form.format(times))
    found = graded(capsys, response, "--taps", str(taps))

    assert found["measurable"]["taps"]
    assert found["taps"]["n"] == 3
    assert found["taps"]["mean_asynchrony_s"] == pytest.approx(0.07, abs=0.02)


def test_a_spoken_answer_is_judged_as_speech(response: Path, capsys: Captured) -> None:
    """No melody and no rhythm score, but a place between song and speech."""
    found = graded(capsys, response, "--manner", "spoken")

    assert found["manner"] == "spoken"
    assert found["melody"]["score"] is None
    assert found["speech_index"] is not None


def stereo_of_96_khz() -> tuple[Floats, int]:
    """Make two channels of opposite sign: added, they would be silent."""
    finer = np.repeat(SUNG.sound.samples.astype(np.float64), 6)
    return np.stack((finer, -0.8 * finer), axis=1), 6 * RATE_HZ


def test_96_khz_with_two_channels_out_of_phase_works(tmp_path: Path, capsys: Captured) -> None:
    """A badly wired stereo microphone is still a microphone."""
    samples, rate_hz = stereo_of_96_khz()
    path = tmp_path / "stereo.flac"
    soundfile.write(path, samples, rate_hz, subtype="PCM_24")

    assert graded(capsys, path)["syllables_found"] == 3


@pytest.mark.parametrize(
    ("samples", "why"),
    [(np.zeros(3 * RATE_HZ), "silent"), (SUNG.sound.samples[8000:8160], "too short")],
    ids=["silence", "10 ms"],
)
def test_what_cannot_be_measured_is_an_answer(
    samples: Floats, why: str, tmp_path: Path, capsys: Captured
) -> None:
    """Silence and ten milliseconds: status 0, null, and the reason."""
    path = tmp_path / "nothing.wav"
    soundfile.write(path, samples, RATE_HZ)
    found = graded(capsys, path)

    assert found["syllables_found"] is None
    assert found["hint"]["points"] is None
    assert not found["measurable"]["pitch"]
    assert why in found["measurable"]["why"][0]


def cut(path: Path) -> None:
    """Take the last half of a file away."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def test_a_truncated_wav_is_refused_with_how_much_there_is(
    response: Path, capsys: Captured
) -> None:
    """A cut recording would be graded as a bad answer."""
    whole_s = SUNG.sound.duration_s
    cut(response)
    said = refused(capsys, str(response), "--phrase", PHRASE)

    assert "cut off" in said
    assert f"{whole_s:.2f} s" in said


def test_a_truncated_flac_is_refused(tmp_path: Path, capsys: Captured) -> None:
    """The header of a FLAC promises too."""
    path = tmp_path / "answer.flac"
    soundfile.write(path, SUNG.sound.samples, RATE_HZ)
    cut(path)

    refused(capsys, str(path), "--phrase", PHRASE)


def test_a_recorder_that_never_wrote_the_length_is_believed(
    response: Path, capsys: Captured
) -> None:
    """Streams leave the size at its largest; what is there is taken as it is."""
    content = bytearray(response.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = struct.pack("<I", 0xFFFFFFFF)
    response.write_bytes(bytes(content))

    assert graded(capsys, response)["syllables_found"] == 3


def test_eight_bits_are_refused(tmp_path: Path, capsys: Captured) -> None:
    """Too coarse for breath and consonants."""
    path = tmp_path / "coarse.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(range(256)) * 100)

    assert "8 bits" in refused(capsys, str(path), "--phrase", PHRASE)


def test_an_hour_of_silence_is_refused_at_once(tmp_path: Path, capsys: Captured) -> None:
    """By its header, without reading it."""
    path = tmp_path / "hour.wav"
    soundfile.write(path, np.zeros(3600 * 8000, dtype=np.int16), 8000)

    assert "3600 s" in refused(capsys, str(path), "--phrase", PHRASE)


def test_values_that_are_no_numbers_are_refused(tmp_path: Path, capsys: Captured) -> None:
    """A file of floats can hold anything."""
    path = tmp_path / "nan.wav"
    samples = SUNG.sound.samples.copy()
    samples[100] = np.nan
    soundfile.write(path, samples, RATE_HZ, subtype="FLOAT")

    refused(capsys, str(path), "--phrase", PHRASE)


def test_files_that_are_no_sounds_are_refused(tmp_path: Path, capsys: Captured) -> None:
    """Missing, empty, text with another name, a folder, noise with a WAV's first letters."""
    empty, text, broken = (tmp_path / name for name in ("empty.wav", "text.wav", "broken.wav"))
    empty.write_bytes(b"")
    text.write_text("this is not a sound\n" * 20)
    broken.write_bytes(b"RIFF\x00\x00\x00\x00WAVE" + bytes(range(256)) * 4)
    for path in (tmp_path / "none.wav", empty, text, tmp_path, broken):
        assert path.name in refused(capsys, str(path), "--phrase", PHRASE)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--phrase", ""], "no words"),
        (["--phrase", "good morning", "--language", "xx"], "xx"),
        (["--phrase", "good morning", "--language", "English"], "language"),
        (["--phrase", PHRASE, "--protocol", "nobody-knows"], "nobody-knows"),
        (["--phrase", "la " * 80], "80 syllables"),
    ],
)
def test_phrases_that_mean_nothing_are_refused(
    words: list[str], says: str, response: Path, capsys: Captured
) -> None:
    """An empty phrase, an unknown language or protocol, and a poem."""
    assert says in refused(capsys, str(response), *words)


@pytest.mark.parametrize(
    "content",
    [
        "not json", "", '"0.5"', "[0.5, null]", '[0.5, "1.5"]', "[true]", "[NaN]", "[1e400]",
        '{"taps": [0.5]}', "[[0.5]]", "[-100.0]", "[99999]", "[" * 100_000,
        "[" + "0.5," * 2000 + "0.5]", "1" * 5000,
    ],
    ids=lambda content: content[:12],
)  # fmt: skip
def test_malformed_taps_are_refused(
    content: str, response: Path, tmp_path: Path, capsys: Captured
) -> None:
    """Not JSON, not a list, not numbers, not finite, not near the recording, far too many."""
    taps = tmp_path / "taps.json"
    taps.write_text(content)

    said = refused(capsys, str(response), "--phrase", PHRASE, "--taps", str(taps))
    assert "taps.json" in said


def test_taps_that_are_not_there_are_refused(
    response: Path, tmp_path: Path, capsys: Captured
) -> None:
    """A name that was mistyped, and a folder."""
    for path in (tmp_path / "none.json", tmp_path):
        refused(capsys, str(response), "--phrase", PHRASE, "--taps", str(path))
