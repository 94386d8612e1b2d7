"""Somebody's photo as a picture of a deck."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from mit_trainer.errors import BadInput
from mit_trainer.phrase.photo import SIDE_PX, scaled


def photo(size: tuple[int, int], kind: str = "JPEG", **facts: object) -> bytes:
    """Make a photo that is red in its left half and blue in its right."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    made = io.BytesIO()
    image.save(made, kind, **facts)
    return made.getvalue()


def seen(data: bytes) -> Image.Image:
    """Open what was made."""
    return Image.open(io.BytesIO(data))


def test_a_photo_is_small_and_upright_and_tells_nothing() -> None:
    """Held sideways it stands upright; place, camera and comments are gone."""
    facts = Image.Exif()
    facts[0x0112] = 6  # turned a quarter: what is left in the file is on top
    facts[0x010F] = "Camera of Maria"
    facts.get_ifd(0x8825)[2] = (48.0, 8.0, 0.0)
    data = photo((2000, 1000), exif=facts, comment=b"Maria at home")
    assert b"Maria" in data
    made, ending = scaled(data, "maria.jpg")
    assert ending == ".jpg"
    assert seen(made).size == (SIDE_PX // 2, SIDE_PX)
    top, bottom = (np.asarray(seen(made).convert("RGB"))[row, 100] for row in (20, 490))
    assert top[0] > 200
    assert bottom[2] > 200
    assert not seen(made).getexif()
    assert b"Maria" not in made


def test_what_one_can_see_through_stays_so() -> None:
    """A drawing with a clear ground becomes a PNG that is clear there, without its notes."""
    image = Image.new("RGBA", (50, 40), (0, 0, 0, 0))
    raw = io.BytesIO()
    image.save(raw, "PNG")
    made, ending = scaled(raw.getvalue(), "drawing.png")
    assert ending == ".png"
    assert seen(made).size == (50, 40)
    assert seen(made).convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)


def test_the_ending_can_be_wished() -> None:
    """A picture that is named PNG stays a PNG, whatever it was."""
    assert scaled(photo((10, 10)), "a.png", ".png")[0].startswith(b"\x89PNG")
    assert scaled(photo((10, 10), "PNG"), "a.jpg", ".jpg")[0].startswith(b"\xff\xd8")


def bomb(side_px: int) -> bytes:
    """Make a PNG of a few bytes that says it is thousands of pixels wide and high."""
    made = b"\x89PNG\r\n\x1a\n"
    head = struct.pack(">IIBBBBB", side_px, side_px, 8, 2, 0, 0, 0)
    for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")):
        made += struct.pack(">I", len(data)) + kind + data
        made += struct.pack(">I", zlib.crc32(kind + data))
    return made


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a picture"),
        (b"not a picture at all", "not a picture"),
        (photo((300, 300))[:200], "not a picture"),
        (bomb(9_000), "too many pixels"),
        (bomb(40_000), "not a picture"),
        (photo((20, 20), "BMP"), "not a picture"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, sentence: str) -> None:
    """Nothing, text, half a file, a bomb, an unknown kind: one sentence that names the file."""
    with pytest.raises(BadInput, match=rf"maria\.jpg.*({sentence})"):
        scaled(data, "maria.jpg")
