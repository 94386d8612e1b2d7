"""Makes a picture of a deck from somebody's photo: small, upright, without hidden facts.

A photo tells where and when it was taken; nothing of that is kept, only what is seen.
"""

import io
import warnings
from typing import TYPE_CHECKING

from mit_trainer.errors import BadInput

if TYPE_CHECKING:
    from PIL import Image

SIDE_PX = 512
LARGEST_BYTES = 30_000_000
_MOST_PIXELS = 60_000_000
_FORMATS = ("PNG", "JPEG", "WEBP")
_JPEG_QUALITY = 88


def scaled(data: bytes, name: str, ending: str | None = None) -> tuple[bytes, str]:
    """Give a picture of at most 512 pixels a side, and the ending of its name.

    Raises `BadInput` when ``data`` is no picture that can be read, or far too large.

    Parameters
    ----------
    ending : ".png" or ".jpg"; None for a PNG where one can see through, else a JPG
    """
    if len(data) > LARGEST_BYTES:
        raise BadInput(f"{name} is larger than {LARGEST_BYTES // 1_000_000} MB; save it smaller.")
    seen = _upright(data, name)
    ending = ending or (".png" if seen.mode == "RGBA" else ".jpg")
    made = io.BytesIO()
    if ending == ".png":
        seen.save(made, "PNG", optimize=True)
    else:
        seen.convert("RGB").save(made, "JPEG", quality=_JPEG_QUALITY)
    return made.getvalue(), ending


def _upright(data: bytes, name: str) -> "Image.Image":
    """Read what is seen, as the camera was held, and nothing else."""
    from PIL import Image, ImageOps

    many = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a doubtful size is judged here
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                many = image.width * image.height > _MOST_PIXELS
                if not many:
                    image.draft("RGB", (SIDE_PX * 2, SIDE_PX * 2))
                    upright = ImageOps.exif_transpose(image)
                    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
                    seen = upright.convert("RGBA" if clear else "RGB")
                    seen.thumbnail((SIDE_PX, SIDE_PX))
                    seen.info = {}
                    return seen
    except Exception as error:  # what a damaged picture raises is told nowhere
        raise BadInput(
            f"{name} is not a picture that can be read; save it as PNG or JPG and try again."
        ) from error
    raise BadInput(f"{name} has far too many pixels for a picture; save it smaller.")
