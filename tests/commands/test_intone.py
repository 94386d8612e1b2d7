"""Prompts at the shell: the file that is asked for, or one sentence and no file."""

import stat
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mit_trainer.__main__ import main
from mit_trainer.praat.listen import contour
from tests.prompt import listening

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def no_computer_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no other program be found."""
    monkeypatch.setenv("PATH", "")


def pitch_of(path: Path, start_s: float, end_s: float) -> float:
    """Give the median pitch between two times as Praat hears it."""
    samples, rate_hz = soundfile.read(path)
    heard = contour(np.asarray(samples, dtype=np.float64), rate_hz)
    inside = (heard.t_s > start_s) & (heard.t_s < end_s)
    return float(np.nanmedian(heard.f0_hz[inside]))


def test_writes_the_planned_tune(tmp_path: Path, capsys: Captured) -> None:
    """At 200 Hz the second syllable of coffee sounds at 237.8 Hz, one second after the first."""
    out = tmp_path / "out.wav"
    assert main(["intone", "I want coffee", "--tonic", "200", "-o", str(out)]) == 0
    facts = soundfile.info(out)
    assert (facts.samplerate, facts.channels, facts.subtype) == (48_000, 1, "PCM_24")
    assert pitch_of(out, 0.2, 0.7) == pytest.approx(200.0, rel=0.01)
    assert pitch_of(out, 1.2, 1.9) == pytest.approx(237.84, rel=0.01)
    assert "recorded: true" in capsys.readouterr().out


def test_every_manner_and_tempo_is_written(tmp_path: Path) -> None:
    """Hum, song, half-song and speech are four files; twice the tempo is half the length."""
    length_s = {}
    for manner in ("hummed", "intoned", "sprechgesang", "spoken"):
        out = tmp_path / f"{manner}.wav"
        assert main(["intone", "good morning", "--manner", manner, "-o", str(out)]) == 0
        length_s[manner] = soundfile.info(out).duration
    assert length_s["spoken"] < 1.5 < length_s["intoned"]
    quick = tmp_path / "quick.wav"
    assert main(["intone", "good morning", "--tempo", "120", "-o", str(quick)]) == 0
    assert soundfile.info(quick).duration == pytest.approx(length_s["intoned"] / 2.0, abs=0.15)


def test_an_own_recording_is_sung(tmp_path: Path, capsys: Captured) -> None:
    """A spoken file at 44.1 kHz in stereo becomes a prompt on the asked tone."""
    spoken = tmp_path / "spoken.wav"
    source = listening.recording("good morning", "bdl").sound
    rest = np.zeros(source.rate_hz, dtype=np.float32)
    whole = np.concatenate((rest, source.samples, rest))
    soundfile.write(spoken, np.stack([whole, whole], axis=1), source.rate_hz)
    out = tmp_path / "out.wav"
    arguments = ["intone", "good morning", "--from", str(spoken), "--tonic", "150", "-o", str(out)]
    assert main(arguments) == 0
    assert pitch_of(out, 0.3, 0.8) == pytest.approx(150.0, rel=0.01)
    assert "recorded: true" in capsys.readouterr().out


def test_an_unrecorded_phrase_is_spoken_by_the_computer(tmp_path: Path, capsys: Captured) -> None:
    """With espeak-ng there, any phrase becomes a prompt, and it says that nobody recorded it."""
    out = tmp_path / "out.wav"
    assert main(["intone", "I want tea", "--tonic", "200", "-o", str(out)]) == 0
    printed = capsys.readouterr()
    assert "recorded: false" in printed.out
    assert "computer voice" in printed.err
    assert pitch_of(out, 0.3, 0.8) == pytest.approx(200.0, rel=0.01)


@pytest.mark.usefixtures("no_computer_voice")
def test_without_any_voice_the_tune_is_hummed(tmp_path: Path, capsys: Captured) -> None:
    """Without espeak-ng the phrase is hummed, and it says so; spoken it cannot be."""
    out = tmp_path / "out.wav"
    assert main(["intone", "I want tea", "--tonic", "200", "-o", str(out)]) == 0
    printed = capsys.readouterr()
    assert "recorded: false" in printed.out
    assert "hummed" in printed.err
    assert pitch_of(out, 0.3, 0.8) == pytest.approx(200.0, rel=0.01)
    out.unlink()
    assert main(["intone", "I want tea", "--manner", "spoken", "-o", str(out)]) == 2
    assert "--from spoken.wav" in capsys.readouterr().err
    assert not out.exists()


def test_a_computer_voice_that_fails_is_not_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """A program called espeak-ng that gives up leads to the hum, not to a crash."""
    program = tmp_path / "bin" / "espeak-ng"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}:/bin:/usr/bin")
    assert main(["intone", "I want tea", "-o", str(tmp_path / "out.wav")]) == 0
    assert "hummed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["good morning", "--morph", "1.5"], "--morph goes from 0"),
        (["good morning", "--morph", "nan"], "--morph goes from 0"),
        (["good morning", "--manner", "hummed", "--morph", "0.5"], "--morph needs --manner"),
        (["good morning", "--tempo", "1"], "--tempo goes from"),
        (["good morning", "--tonic", "9000"], "--tonic goes from"),
        (["good morning", "--voice", "nobody"], "no voice called"),
        (["good morning", "--voice", "../en/clb"], "no voice called"),
        (["good morning", "--from", "none.wav"], "no sound file"),
        (["good morning", "--from", "text.wav"], "not a sound file"),
        (["good morning", "--from", "empty.wav"], "is empty"),
        (["good morning", "--from", "hour.wav"], "at most 30 s"),
        (["good morning", "--from", "silent.wav"], "no voice in"),
        ([""], "no words"),
    ],
)
def test_what_cannot_be_made_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    arguments: list[str],
    sentence: str,
) -> None:
    """Exit status 2, one sentence on standard error, no file and nothing half-written."""
    monkeypatch.chdir(tmp_path)
    Path("text.wav").write_text("not a sound")
    Path("empty.wav").write_bytes(b"")
    soundfile.write("hour.wav", np.zeros(8_000 * 3_600, dtype=np.int16), 8_000)
    soundfile.write("silent.wav", np.zeros(16_000), 16_000)
    before = sorted(tmp_path.iterdir())
    assert main(["intone", *arguments, "-o", "out.wav"]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.err.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


def test_the_recording_itself_is_never_overwritten(tmp_path: Path, capsys: Captured) -> None:
    """Naming the same file for reading and writing is refused, and the file stays."""
    path = tmp_path / "mine.wav"
    source = listening.recording("good morning", "bdl").sound
    soundfile.write(path, source.samples, source.rate_hz)
    before = path.read_bytes()
    assert main(["intone", "good morning", "--from", str(path), "-o", str(path)]) == 2
    assert "the recording itself" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_written_tune_is_sung(tmp_path: Path) -> None:
    """A tune that was written as MIDI and as MusicXML is sung from both as it was planned."""
    files = [tmp_path / "tune.mid", tmp_path / "tune.musicxml"]
    written = ["--midi", str(files[0]), "--musicxml", str(files[1])]
    assert main(["plan", "good morning", "--tonic", "190", *written]) == 0
    for file in files:
        out = tmp_path / "out.wav"
        assert main(["intone", "good morning", "--tune", str(file), "-o", str(out)]) == 0
        assert pitch_of(out, 0.2, 0.7) == pytest.approx(190.0, rel=0.01)
        assert pitch_of(out, 1.2, 1.9) == pytest.approx(225.9, rel=0.01)


def test_a_prompt_stays_in_the_range_that_was_given(tmp_path: Path, capsys: Captured) -> None:
    """A low tone of 180 Hz becomes one of about 245 Hz for a voice from 240 to 480 Hz."""
    out = tmp_path / "out.wav"
    assert main(["intone", "good morning", "--range", "240", "480", "-o", str(out)]) == 0
    assert pitch_of(out, 0.2, 0.7) == pytest.approx(244.9, rel=0.01)
    assert main(["intone", "good morning", "--range", "240", "260", "-o", str(out)]) == 0
    assert "comfortable range of 1.4 semitones" in capsys.readouterr().err


def test_time_goes_to_speech_alone(tmp_path: Path) -> None:
    """With the lengths of speech the tune stays: the stressed syllable is three half tones up."""
    out = tmp_path / "out.wav"
    arguments = ["intone", "good morning", "--tonic", "200", "--morph-time", "1", "-o", str(out)]
    assert main(arguments) == 0
    assert soundfile.info(out).duration < 1.5
    samples, rate_hz = soundfile.read(out)
    heard = contour(np.asarray(samples, dtype=np.float64), rate_hz)
    assert np.nanquantile(heard.f0_hz, 0.95) == pytest.approx(237.84, rel=0.02)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--morph-pitch", "2"], "--morph-pitch goes from 0"),
        (["--manner", "spoken", "--morph-time", "1"], "--morph needs --manner"),
        (["--range", "300", "200"], "300 to 200 is none"),
        (["--tune", "none.mid"], "none.mid cannot be read"),
        (["--tune", "tune.wav"], "must end in .mid or .musicxml"),
    ],
)
def test_says_what_a_prompt_cannot_be(
    tmp_path: Path, capsys: Captured, more: list[str], sentence: str
) -> None:
    """One sentence on standard error, status 2, and no file."""
    out = tmp_path / "out.wav"
    assert main(["intone", "good morning", *more, "-o", str(out)]) == 2
    assert sentence in capsys.readouterr().err
    assert not out.exists()
