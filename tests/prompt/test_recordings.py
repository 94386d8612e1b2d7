"""The shipped recordings: all there, whole, marked, equally loud."""

import shutil
import tomllib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mit_trainer.capture.take import Sound
from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck import read_decks
from mit_trainer.phrase.find import find
from mit_trainer.phrase.model import Phrase
from mit_trainer.places import AUDIO, VARIANTS
from mit_trainer.praat.listen import contour
from mit_trainer.prompt.loudness import loudness_lufs
from mit_trainer.prompt.recordings import Mark, Voice, mark, read_voice, spoken, voices
from mit_trainer.units import amplitude

VOICES = ("bdl", "clb")


def shipped(name: str) -> Voice:
    """Read one of the shipped voices."""
    voice = read_voice(AUDIO, "en", name)
    assert voice is not None
    return voice


SPARSE = 9  # every ninth recording is listened to; all of them are looked up


def phrases_and_probes(language: str = "en") -> list[Phrase]:
    """List everything that the shipped decks of a language sing."""
    practised = [phrase for deck in read_decks(language=language) for phrase in deck.phrases]
    return practised + [phrase.probe for phrase in practised if phrase.probe]


def test_one_woman_and_one_man_are_shipped() -> None:
    """There are two English voices; a language without any has none."""
    assert voices(AUDIO, "en") == VOICES
    assert {shipped(name).sex for name in VOICES} == {"female", "male"}
    assert voices(AUDIO, "xx") == ()
    assert read_voice(AUDIO, "en", "nobody") is None


@pytest.mark.parametrize("folder", ["en/bdl", "en/clb", "es/pico", "fr/pico", "de/pico"])
def test_every_phrase_and_probe_is_recorded(folder: str) -> None:
    """Each has as many marks as syllables, and a recording at -23 LUFS below -3 dBFS."""
    language, name = folder.split("/")
    voice = read_voice(AUDIO, language, name)
    assert voice is not None
    for number, phrase in enumerate(phrases_and_probes(language)):
        assert voice.has(phrase), phrase.text
        if number % SPARSE == 0:
            recording = voice.find(phrase)
            assert recording is not None
            assert len(recording.marks) == len(phrase.syllables)
            sound = recording.sound
            assert loudness_lufs(sound.samples, sound.rate_hz) == pytest.approx(-23.0, abs=0.1)
            assert np.abs(sound.samples).max() < amplitude(-3.0)
            assert 0.4 < sound.duration_s < 6.0


@pytest.mark.parametrize("name", VOICES)
def test_marks_are_in_order(name: str) -> None:
    """Onset, vowel, held part and vowel end follow each other, syllable after syllable."""
    for phrase in phrases_and_probes()[::2]:
        recording = shipped(name).find(phrase)
        assert recording is not None
        for one in recording.marks:
            times = (one.onset_s, one.vowel_s, *one.held_s, one.end_s)
            assert list(times) == sorted(times)
            assert one.held_s[1] - one.held_s[0] > 0.005
        for one, following in pairwise(recording.marks):
            assert one.end_s <= following.onset_s + 1e-9


@pytest.mark.parametrize("name", VOICES)
def test_vowels_begin_where_the_voice_does(name: str) -> None:
    """Where Praat hears the voice set in near a vowel, nine marks in ten are within 30 ms."""
    distances_s: list[float] = []
    for phrase in phrases_and_probes()[::SPARSE]:
        recording = shipped(name).find(phrase)
        assert recording is not None
        heard = contour(recording.sound.samples.astype(np.float64), recording.sound.rate_hz)
        voiced = ~np.isnan(heard.f0_hz)
        sets_in_s = heard.t_s[1:][voiced[1:] & ~voiced[:-1]]
        vowels_s = np.array([one.vowel_s for one in recording.marks])
        nearest_s = np.abs(sets_in_s[:, None] - vowels_s).min(axis=1)
        distances_s += list(nearest_s[nearest_s < 0.06])
    assert len(distances_s) > 15
    assert np.mean(np.array(distances_s) < 0.03) > 0.85


@pytest.mark.parametrize("name", VOICES)
def test_every_instruction_of_the_protocols_is_spoken(name: str) -> None:
    """Each step's instruction, and each sentence of the list, is a sound in both voices."""
    wanted = set(tomllib.loads((AUDIO / "en" / "instructions.toml").read_text()))
    for path in VARIANTS.glob("*.toml"):
        for level in tomllib.loads(path.read_text())["level"]:
            wanted |= {step["instruction"] for step in level["step"]}
    for key in wanted:
        sound = shipped(name).instruction(key)
        assert sound is not None, key
        assert 0.3 < sound.duration_s < 6.0
    assert shipped(name).instruction("nothing of the kind") is None


def test_the_same_words_otherwise_spelt_are_found() -> None:
    """Case and punctuation do not matter; another number of syllables does."""
    voice = shipped("clb")
    assert voice.find(find("HELP me please!").phrase) is not None
    assert voice.find(find("HELP me PLE-ASE").phrase) is None
    assert voice.find(find("I want tea").phrase) is None


def test_a_damaged_recording_says_so(tmp_path: Path) -> None:
    """One changed byte, or a missing file, is found and named; the others still sound."""
    shutil.copytree(AUDIO / "en" / "clb", tmp_path / "en" / "clb")
    folder = tmp_path / "en" / "clb"
    data = bytearray((folder / "thank-you.flac").read_bytes())
    data[500] ^= 1
    (folder / "thank-you.flac").write_bytes(data)
    (folder / "more-water.flac").unlink()
    voice = read_voice(tmp_path, "en", "clb")
    assert voice is not None

    with pytest.raises(BadInput, match=r"thank-you\.flac is damaged"):
        voice.find(find("thank you").phrase)
    with pytest.raises(BadInput, match=r"more-water\.flac cannot be read"):
        voice.find(find("more water").phrase)
    assert voice.find(find("good morning").phrase) is not None
    assert len(voice.check()) == 2
    assert shipped("clb").check() == ()


@pytest.mark.parametrize("content", ["voice = 3", "[[", "\0", 'voice = "x"'])
def test_a_bad_list_of_recordings_says_so(tmp_path: Path, content: str) -> None:
    """An index that is no index is one sentence."""
    folder = tmp_path / "en" / "ours"
    folder.mkdir(parents=True)
    (folder / "index.toml").write_text(content)
    with pytest.raises(BadInput, match=r"index\.toml cannot be read"):
        read_voice(tmp_path, "en", "ours")


def test_files_outside_the_folder_are_not_opened(tmp_path: Path) -> None:
    """An index cannot lead out of its own folder."""
    shutil.copytree(AUDIO / "en" / "clb", tmp_path / "en" / "clb")
    index = tmp_path / "en" / "clb" / "index.toml"
    index.write_text(index.read_text().replace('"thank-you.flac"', '"../../thank-you.flac"'))
    shutil.move(tmp_path / "en" / "clb" / "thank-you.flac", tmp_path / "thank-you.flac")
    voice = read_voice(tmp_path, "en", "clb")
    assert voice is not None
    with pytest.raises(BadInput, match="cannot be read"):
        voice.find(find("thank you").phrase)


def test_plain_marks_keep_the_ends_of_the_vowel() -> None:
    """Thirty milliseconds at each end stay as they are, a quarter of a short vowel at most."""
    assert mark(0.0, 0.1, 0.3).held_s == pytest.approx((0.13, 0.27))
    assert mark(0.0, 0.1, 0.14).held_s == pytest.approx((0.11, 0.13))


def test_a_fingerprint_follows_sound_and_marks() -> None:
    """Another sound, another rate or other marks give another fingerprint."""
    samples = np.ones(100, dtype=np.float32)
    marks: tuple[Mark, ...] = (mark(0.0, 0.001, 0.003),)
    first = spoken(Sound(samples, 8000), marks)
    others = [
        spoken(Sound(samples * 0.5, 8000), marks),
        spoken(Sound(samples, 16000), marks),
        spoken(Sound(samples, 8000), (mark(0.0, 0.001, 0.004),)),
    ]
    assert len({one.fingerprint for one in (first, *others)}) == 4
    assert spoken(Sound(samples.copy(), 8000), marks).fingerprint == first.fingerprint


def test_recordings_are_small() -> None:
    """Every shipped file is mono FLAC at 16 kHz, and all of them together weigh under 25 MB."""
    paths = list(AUDIO.glob("*/*/*.flac"))
    for path in paths:
        facts = soundfile.info(path)
        assert (facts.channels, facts.samplerate, facts.format) == (1, 16_000, "FLAC")
    assert sum(path.stat().st_size for path in paths) < 25_000_000
