"""Sound files at the shell: what is read, what is refused, what is left behind."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from mit_trainer.capture.take import Samples, Sound
from mit_trainer.commands.sound_files import read_sound, write_sound
from mit_trainer.errors import BadInput


def tone(seconds: float, rate_hz: int) -> Samples:
    """Make a soft tone of 200 Hz."""
    at_s = np.arange(int(seconds * rate_hz)) / rate_hz
    return (0.2 * np.sin(2 * np.pi * 200.0 * at_s)).astype(np.float32)


@pytest.mark.parametrize(
    ("rate_hz", "subtype", "tolerance"),
    [(8_000, "PCM_U8", 0.01), (44_100, "PCM_16", 1e-4), (96_000, "FLOAT", 1e-7)],
)
def test_reads_what_recorders_write(
    tmp_path: Path, rate_hz: int, subtype: str, tolerance: float
) -> None:
    """Eight bits, sixteen bits and floats come back at their own rate, as one channel."""
    path = tmp_path / "a.wav"
    soundfile.write(path, np.stack([tone(0.5, rate_hz)] * 2, axis=1), rate_hz, subtype=subtype)
    sound = read_sound(path, 5.0)
    assert sound.rate_hz == rate_hz
    assert sound.samples.dtype == np.float32
    np.testing.assert_allclose(sound.samples, tone(0.5, rate_hz), atol=tolerance)


def test_two_channels_out_of_phase_do_not_vanish(tmp_path: Path) -> None:
    """Where the channels cancel each other one of them is taken."""
    path = tmp_path / "a.wav"
    one = tone(0.5, 16_000)
    soundfile.write(path, np.stack([one, -one], axis=1), 16_000, subtype="FLOAT")
    np.testing.assert_allclose(np.abs(read_sound(path, 5.0).samples), np.abs(one), atol=1e-6)


def test_refuses_what_is_no_recording(tmp_path: Path) -> None:
    """Nothing, text, a cut file, no numbers, a folder, too long: a sentence each, with the name."""
    whole = tmp_path / "whole.wav"
    soundfile.write(whole, tone(2.0, 16_000), 16_000)
    not_numbers = tone(0.5, 16_000)
    not_numbers[7] = np.nan
    soundfile.write(tmp_path / "nan.wav", not_numbers, 16_000, subtype="FLOAT")
    soundfile.write(tmp_path / "silence.wav", np.zeros(0), 16_000)
    soundfile.write(tmp_path / "slow.wav", tone(2.0, 4_000), 4_000)
    (tmp_path / "text.wav").write_text("this is not a sound")
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "cut.wav").write_bytes(whole.read_bytes()[:20_000])
    for name, sentence in (
        ("none.wav", "no sound file"),
        (".", "no sound file"),
        ("empty.wav", "is empty"),
        ("text.wav", "not a sound file that can be read"),
        ("cut.wav", "is cut off"),
        ("nan.wav", "holds no sound"),
        ("silence.wav", "holds no sound"),
        ("slow.wav", "rate of 4000 Hz"),
        ("whole.wav", "lasts 2 s, and at most 1 s"),
    ):
        with pytest.raises(BadInput, match=sentence):
            read_sound(tmp_path / name, 1.0)


def test_writes_24_bits_and_nothing_else(tmp_path: Path) -> None:
    """The file holds what was given to a millionth, and the folder holds only the file."""
    path = tmp_path / "out.wav"
    write_sound(path, Sound(tone(0.5, 48_000), 48_000))
    samples, rate_hz = soundfile.read(path)
    assert rate_hz == 48_000
    assert soundfile.info(path).subtype == "PCM_24"
    np.testing.assert_allclose(samples, tone(0.5, 48_000), atol=1e-6)
    assert list(tmp_path.iterdir()) == [path]


def test_says_where_it_cannot_write(tmp_path: Path) -> None:
    """A folder, a missing folder, another ending, the source: a sentence, nothing left behind."""
    source = tmp_path / "source.wav"
    soundfile.write(source, tone(0.5, 16_000), 16_000)
    before = source.read_bytes()
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "link.wav").symlink_to(source)
    for name, sentence in (
        ("none/out.wav", "cannot be written"),
        ("folder.wav", "is a folder"),
        ("out.mp3", r"must end in \.wav"),
        ("source.wav", "is the recording itself"),
        ("link.wav", "is the recording itself"),
        ("source.wav/out.wav", "cannot be written"),
    ):
        with pytest.raises(BadInput, match=sentence):
            write_sound(tmp_path / name, Sound(tone(0.1, 16_000), 16_000), source)
    assert source.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "folder.wav",
        "link.wav",
        "source.wav",
    ]
