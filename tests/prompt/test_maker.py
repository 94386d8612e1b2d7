"""Finished prompts: in tune, on the beat, safe to hear, and quick the second time."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mit_trainer.capture.take import Sound
from mit_trainer.errors import BadInput
from mit_trainer.phrase.deck import read_decks
from mit_trainer.phrase.model import Phrase
from mit_trainer.places import AUDIO
from mit_trainer.praat.listen import contour
from mit_trainer.prompt import maker
from mit_trainer.prompt.loudness import loudness_lufs
from mit_trainer.prompt.maker import make
from mit_trainer.prompt.model import Morph, Prompt
from mit_trainer.prompt.recordings import Spoken, spoken
from mit_trainer.protocol.variant import Manner
from mit_trainer.units import amplitude, level_db
from tests.prompt import listening

# A few of each deck; `tests/bench/prompts.py` measures all of them in every voice.
TEXTS = [phrase.text for deck in read_decks() for phrase in deck.phrases[::25]]
PITCH_MEDIAN_CENTS, PITCH_P95_CENTS = 10.0, 30.0
ONSET_MEDIAN_S = 0.010


def part(prompt: Prompt, start_s: float, end_s: float) -> float:
    """Level of a stretch in dB."""
    rate_hz = prompt.sound.rate_hz
    return level_db(prompt.sound.samples[int(start_s * rate_hz) : int(end_s * rate_hz)])


@pytest.mark.parametrize("voice", ["clb", "bdl"])
def test_intoned_prompts_are_in_tune_and_on_the_beat(voice: str) -> None:
    """Over some phrases: pitch, voicing, vowel starts and peaks are as promised."""
    cents, onsets_s = [], []
    for text in TEXTS:
        prompt = make(listening.order(text, voice), AUDIO)
        errors, voiced_share = listening.pitch_errors(prompt, listening.tune(text, voice))
        assert voiced_share > 0.97, text
        assert np.abs(prompt.sound.samples).max() < amplitude(-1.0)
        cents.append(errors)
        onsets_s.append(listening.onset_errors_s(prompt, listening.recording(text, voice)))
    assert np.median(np.concatenate(cents)) < PITCH_MEDIAN_CENTS
    assert np.percentile(np.concatenate(cents), 95) < PITCH_P95_CENTS
    assert np.median(np.abs(np.concatenate(onsets_s))) < ONSET_MEDIAN_S


def test_a_bang_in_a_soft_recording_is_tamed() -> None:
    """A whispered recording with a knock in it is turned up, and the knock stays below -1 dBFS."""
    source = listening.recording("thank you", "clb")
    soft = source.sound.samples * np.float32(0.05)
    soft[2_000:2_100] = 0.9
    own = spoken(Sound(soft, source.sound.rate_hz), source.marks)
    prompt = make(listening.order("thank you", manner=Manner.SPOKEN), AUDIO, own=own)
    assert np.abs(prompt.sound.samples).max() <= amplitude(-1.0) + 1e-4
    assert part(prompt, 0.15, 0.35) > -45.0


def test_beats_are_those_of_the_plan() -> None:
    """In every sung manner the beats lie as far apart as planned."""
    for manner in (Manner.HUMMED, Manner.INTONED, Manner.SPRECHGESANG):
        prompt = make(listening.order("I want coffee", manner=manner), AUDIO)
        assert np.diff(prompt.beats_s) == pytest.approx([1.0, 1.25, 1.25])
        assert prompt.recorded
        assert prompt.sound.rate_hz == 48_000
        assert prompt.sound.samples.dtype == np.float32


@pytest.mark.parametrize("manner", list(Manner))
def test_all_manners_are_equally_loud(manner: Manner) -> None:
    """Hum, song, half-song and speech come at -23 LUFS."""
    prompt = make(listening.order("good morning", "bdl", manner), AUDIO)
    assert loudness_lufs(prompt.sound.samples, 48_000) == pytest.approx(-23.0, abs=0.5)
    edges = np.abs(prompt.sound.samples[[0, -1]])
    assert edges.max() < 1e-3


def test_spoken_is_the_recording() -> None:
    """The spoken prompt has the recording's length and its marks as beats."""
    prompt = make(listening.order("thank you", manner=Manner.SPOKEN), AUDIO)
    source = listening.recording("thank you", "clb")
    assert prompt.sound.duration_s == pytest.approx(source.sound.duration_s, abs=1e-3)
    assert prompt.beats_s == pytest.approx([one.vowel_s for one in source.marks])


def test_a_fading_prompt_falls_silent_after_the_larger_half() -> None:
    """Of four syllables two sound, of three two; then silence to the end of the phrase."""
    for text, heard in (("I want coffee", 2), ("good morning", 2), ("thank you", 1)):
        whole = make(listening.order(text), AUDIO)
        fading = make(listening.order(text, fade=True), AUDIO)
        assert fading.beats_s == whole.beats_s
        assert fading.sound.samples.size == whole.sound.samples.size
        for index, (start_s, end_s) in enumerate(zip(fading.beats_s, fading.ends_s, strict=True)):
            level = part(fading, start_s + 0.05, end_s - 0.1)
            assert (level > -40.0) == (index < heard)


def test_a_lead_in_hums_the_first_tone_twice() -> None:
    """Two hums, one and two beats before the first, on its tone; the rest comes later."""
    plain = make(listening.order("I want coffee"), AUDIO)
    led = make(listening.order("I want coffee", lead_in=True), AUDIO)
    later_s = led.beats_s[0] - plain.beats_s[0]
    assert np.diff(led.beats_s) == pytest.approx(np.diff(plain.beats_s))
    assert led.sound.duration_s == pytest.approx(plain.sound.duration_s + later_s, abs=1e-3)
    for beats_before in (2, 1):
        start_s = led.beats_s[0] - beats_before
        assert part(led, start_s + 0.1, start_s + 0.4) > -35.0
        assert part(led, start_s + 0.65, start_s + 0.8) < -60.0
        hum = replace(led, beats_s=(start_s,), ends_s=(start_s + 0.5,))
        cents, voiced = listening.pitch_errors(hum, listening.tune("I want coffee"))
        assert np.median(cents) < PITCH_MEDIAN_CENTS
        assert voiced > 0.95


def test_clicks_go_on_when_the_model_has_left() -> None:
    """With fading and clicks the beats of the second half are still marked."""
    prompt = make(listening.order("I want coffee", fade=True, clicks=True), AUDIO)
    for beat_s in prompt.beats_s[2:]:
        assert part(prompt, beat_s - 0.1, beat_s - 0.01) < -80.0
        assert part(prompt, beat_s, beat_s + 0.03) > -45.0


def test_an_unrecorded_phrase_is_hummed_and_says_so() -> None:
    """Nobody has recorded "I want tea": its tune comes as a hum, marked as not recorded."""
    prompt = make(listening.order("I want tea"), AUDIO)
    assert not prompt.recorded
    cents, voiced = listening.pitch_errors(prompt, listening.tune("I want tea"))
    assert np.median(cents) < PITCH_MEDIAN_CENTS
    assert voiced > 0.95
    assert make(listening.order("I want tea", manner=Manner.HUMMED), AUDIO).recorded


def test_an_unrecorded_phrase_is_spoken_by_whoever_can() -> None:
    """What the computer says is sung, kept, and still marked as not recorded."""
    voice = listening.recording("thank you", "bdl")
    asked: list[str] = []

    def say(phrase: Phrase) -> Spoken:
        asked.append(phrase.text)
        return voice

    prompt = make(listening.order("more tea"), AUDIO, say=say)
    own = make(listening.order("thank you"), AUDIO, say=say)
    assert asked == ["more tea"]
    assert (prompt.recorded, own.recorded) == (False, True)
    assert np.median(listening.pitch_errors(prompt, listening.tune("more tea"))[0]) < 10.0


def test_a_drum_beats_the_rhythm() -> None:
    """Four strokes on the beats, the stressed ones 3 dB stronger, and no voice."""
    prompt = make(listening.order("I want coffee", manner=Manner.DRUMMED), AUDIO)
    assert np.diff(prompt.beats_s) == pytest.approx([1.0, 1.25, 1.25])
    levels = [part(prompt, beat_s, beat_s + 0.2) for beat_s in prompt.beats_s]
    assert np.diff(levels) == pytest.approx([3.0, 0.0, -3.0], abs=0.1)
    assert prompt.recorded


# Two ranges of plain people, a low and a high one, and one that is narrower than any tune.
RANGES_HZ = ((85.0, 130.0), (200.0, 320.0), (150.0, 170.0))


@pytest.mark.parametrize("range_hz", RANGES_HZ)
@pytest.mark.parametrize(
    "manner", [Manner.HUMMED, Manner.INTONED, Manner.SPRECHGESANG, Manner.SPOKEN]
)
def test_no_prompt_leaves_the_comfortable_range(
    manner: Manner, range_hz: tuple[float, float]
) -> None:
    """In every manner the voice stays between both tones, and a sentence says if it is narrowed."""
    wanted = replace(
        listening.order("call the doctor", "bdl", manner), range_hz=range_hz, lead_in=True
    )
    prompt = make(wanted, AUDIO)
    heard = contour(prompt.sound.samples.astype(np.float64), 48_000, (60.0, 420.0))
    f0_hz = heard.f0_hz[np.isfinite(heard.f0_hz) & (heard.strength > 0.8)]
    low_hz, high_hz = np.quantile(f0_hz, (0.01, 0.99))
    assert range_hz[0] * 0.99 < low_hz
    assert high_hz < range_hz[1] * 1.01
    if manner in (Manner.HUMMED, Manner.INTONED):
        assert ("semitones" in prompt.note) == (range_hz == RANGES_HZ[2])


def test_the_way_to_speech_is_steady() -> None:
    """From song to speech the prompt gets shorter and its pitch moves more, step by step."""
    lengths_s, slopes = [], []
    for morph in (0.0, 0.25, 0.5, 0.75, 1.0):
        prompt = make(listening.order("call the doctor", "bdl", morph=morph), AUDIO)
        lengths_s.append(prompt.sound.duration_s)
        slopes.append(_pitch_slope(prompt))
    assert lengths_s == sorted(lengths_s, reverse=True)
    assert slopes == sorted(slopes)
    assert slopes[-1] > 5.0 * slopes[0]


def _pitch_slope(prompt: Prompt) -> float:
    """Give the median of the change of pitch inside the vowels, in cents a second."""
    heard = contour(prompt.sound.samples.astype(np.float64), 48_000)
    slopes = []
    for start_s, end_s in zip(prompt.beats_s, prompt.ends_s, strict=True):
        inside = (heard.t_s > start_s) & (heard.t_s < end_s) & np.isfinite(heard.f0_hz)
        cents = 1200.0 * np.log2(heard.f0_hz[inside])
        slopes.append(abs(np.polyfit(heard.t_s[inside], cents, 1)[0]))
    return float(np.median(slopes))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"voice": "nobody"}, 'no voice called "nobody"; choose bdl or clb'),
        ({"morph": Morph(pitch=1.5)}, "goes from 0 to 1"),
        ({"morph": Morph(time=float("nan"))}, "goes from 0 to 1"),
        ({"range_hz": (200.0, 150.0)}, "200 to 150 is none"),
        ({"range_hz": (float("nan"), 150.0)}, "is none"),
    ],
)
def test_says_what_cannot_be_made(change: dict[str, object], sentence: str) -> None:
    """A voice that is not there and a morph outside are one sentence each."""
    with pytest.raises(BadInput, match=sentence):
        make(replace(listening.order("thank you"), **change), AUDIO)  # type: ignore[arg-type]


def test_a_recording_of_something_else_is_refused() -> None:
    """Somebody's recording with three syllables cannot become a phrase of two."""
    with pytest.raises(BadInput, match=r"3 syllables were heard .* has 2"):
        make(listening.order("thank you"), AUDIO, own=listening.recording("good morning", "clb"))


def test_the_second_time_is_quick_and_the_same(tmp_path: Path) -> None:
    """A kept prompt is the same to the bit and comes within a few milliseconds."""
    wanted = listening.order("I want coffee", clicks=True)
    first = make(wanted, AUDIO, tmp_path)
    times_s = []
    for _ in range(5):
        begun_s = time.perf_counter()
        again = make(wanted, AUDIO, tmp_path)
        times_s.append(time.perf_counter() - begun_s)
    np.testing.assert_array_equal(again.sound.samples, first.sound.samples)
    assert again.beats_s == first.beats_s
    assert min(times_s) < 0.02  # about 3 ms; the bound is for busy machines
    np.testing.assert_array_equal(make(wanted, AUDIO).sound.samples, first.sound.samples)


def test_a_damaged_kept_prompt_is_made_again(tmp_path: Path) -> None:
    """A cut file in the folder is replaced by the prompt it should have been."""
    wanted = listening.order("thank you")
    first = make(wanted, AUDIO, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:1000])
    np.testing.assert_array_equal(make(wanted, AUDIO, tmp_path).sound.samples, first.sound.samples)
    assert kept.stat().st_size > 1000


def test_everything_that_matters_makes_another_prompt(tmp_path: Path) -> None:
    """Manner, voice, tune, morph, fading, clicks and lead-in each have a prompt of their own."""
    plain = listening.order("thank you")
    others = [
        replace(plain, manner=Manner.HUMMED),
        replace(plain, voice="bdl"),
        replace(plain, plan=listening.tune("thank you", "bdl")),
        replace(plain, morph=Morph(time=0.5)),
        replace(plain, fade=True),
        replace(plain, clicks=True),
        replace(plain, lead_in=True),
    ]
    for wanted in (plain, *others):
        make(wanted, AUDIO, tmp_path)
    assert len(list(tmp_path.iterdir())) == 8


def test_somebodys_own_voice_is_not_left_on_the_disk(tmp_path: Path) -> None:
    """A prompt made from a person's own recording is not kept in the folder."""
    make(listening.order("thank you"), AUDIO, tmp_path, own=listening.recording("thank you", "bdl"))
    assert list(tmp_path.iterdir()) == []


def test_a_new_recipe_forgets_the_old_prompts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A prompt kept by an earlier recipe is not taken for one of the new recipe."""
    make(listening.order("thank you"), AUDIO, tmp_path)
    monkeypatch.setattr(maker, "_VERSION", -1)
    make(listening.order("thank you"), AUDIO, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
