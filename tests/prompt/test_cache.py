"""Prompts kept on the disk: the same again, or made again."""

from pathlib import Path

import numpy as np

from mit_trainer.capture.take import Sound
from mit_trainer.prompt import cache
from mit_trainer.prompt.model import Prompt

KEY = "0123"


def prompt() -> Prompt:
    """Make a short noise with two syllables."""
    noise = np.random.default_rng(1).uniform(-0.9, 0.9, 9_600).astype(np.float32)
    return cache.rounded(Prompt(Sound(noise, 48_000), (0.05, 0.1), (0.09, 0.19), "clb", True))


def same(one: Prompt, other: Prompt | None) -> bool:
    """Compare samples and facts."""
    return (
        other is not None
        and bool(np.array_equal(one.sound.samples, other.sound.samples))
        and other.sound.samples.dtype == np.float32
        and (one.beats_s, one.ends_s, one.voice, one.recorded, one.sound.rate_hz)
        == (other.beats_s, other.ends_s, other.voice, other.recorded, other.sound.rate_hz)
    )


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """A kept prompt is the same prompt, bit for bit; another key gives nothing."""
    cache.keep(tmp_path / "new" / "folder", KEY, prompt())
    assert same(prompt(), cache.load(tmp_path / "new" / "folder", KEY))
    assert cache.load(tmp_path / "new" / "folder", "other") is None
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == [f"{KEY}.npz"]


def test_rounding_is_not_heard() -> None:
    """Rounding changes a sample by less than one in thirty thousand."""
    noise = np.random.default_rng(1).uniform(-0.9, 0.9, 1_000).astype(np.float32)
    made = Prompt(Sound(noise, 48_000), (), (), "clb", True)
    assert np.abs(cache.rounded(made).sound.samples - noise).max() < 1 / 30_000


def test_a_damaged_file_is_not_taken(tmp_path: Path) -> None:
    """Every cut, and every changed byte of the sound, gives no prompt instead of a wrong one."""
    cache.keep(tmp_path, KEY, prompt())
    path = tmp_path / f"{KEY}.npz"
    whole = path.read_bytes()
    for size in range(0, len(whole), 997):
        path.write_bytes(whole[:size])
        assert cache.load(tmp_path, KEY) is None
    for place in range(0, len(whole), 211):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        kept = cache.load(tmp_path, KEY)
        assert kept is None or same(prompt(), kept)


def test_no_folder_is_no_trouble(tmp_path: Path) -> None:
    """Without a folder nothing is kept; a folder that cannot be made is not missed."""
    cache.keep(None, KEY, prompt())
    assert cache.load(None, KEY) is None
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    cache.keep(in_the_way, KEY, prompt())
    assert cache.load(in_the_way, KEY) is None


def test_the_oldest_make_room(tmp_path: Path) -> None:
    """The folder never holds more than two hundred prompts."""
    for number in range(205):
        (tmp_path / f"{number}.npz").write_bytes(b"")
    cache.keep(tmp_path, KEY, prompt())
    assert len(list(tmp_path.iterdir())) == 200
    assert cache.load(tmp_path, KEY) is not None
