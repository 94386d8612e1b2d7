"""Where everything stands on the quieter screens; the rules are those of `layout`."""

from dataclasses import dataclass

from mit_trainer.ui.layout import FREE_SHARE, Rect, columns, mirrored, rows
from mit_trainer.ui.theme import Sizes


@dataclass(frozen=True)
class HomePlaces:
    """The first screen.

    ``begin`` is the huge button, ``anew`` the smaller one beside it; ``gear`` and
    ``door`` lead to the helper's screens; ``robot`` and ``aside`` say who answers.
    """

    wave: Rect
    begin: Rect
    anew: Rect
    gear: Rect
    door: Rect
    robot: Rect
    aside: Rect


def home(width: float, height: float, hand: str, sizes: Sizes) -> HomePlaces:
    """Places of the first screen."""
    gap, last = sizes.gap, width * (1.0 - FREE_SHARE)
    corner = sizes.target * 1.1
    gear = Rect(last - corner, height - gap - corner, corner, corner)
    door = Rect(gear.x - gap - corner, gear.y, corner, corner)
    foot = Rect(gap, gap, last - gap, 56.0 * sizes.unit)
    robot = Rect(foot.x, foot.y, foot.height, foot.height)
    aside = Rect(robot.right + gap, foot.y, last - robot.right - gap, foot.height)
    room = Rect(gap, foot.top + gap, last - gap, gear.y - foot.top - 2 * gap)
    if width >= height:
        wave, middle, side = columns(room, 3, gap * 2)
        begin = _around(middle, min(room.height * 0.9, middle.width * 1.25))
        anew = _around(side, side.width * 0.55)
        wave = _around(wave, wave.width * 0.62)
    else:
        wave, middle, side = rows(room, 3, gap)
        begin = _around(middle, min(middle.height * 1.28, middle.width * 0.9))
        anew = _around(side, min(side.height * 0.55, side.width))
        wave = _around(wave, min(wave.height * 0.7, wave.width))
    places = HomePlaces(wave, begin, anew, gear, door, robot, aside)
    return mirrored(places, width) if hand == "right" else places


def _around(rect: Rect, side: float) -> Rect:
    x, y = rect.x + rect.width / 2, rect.y + rect.height / 2
    return Rect(x - side / 2, y - side / 2, side, side)


@dataclass(frozen=True)
class HelperPlaces:
    """A helper's screen: back where stop is during practice, a title, and room below."""

    back: Rect
    title: Rect
    room: Rect


def helper(width: float, height: float, hand: str, sizes: Sizes) -> HelperPlaces:
    """Places that all helper's screens share."""
    gap, last = sizes.gap, width * (1.0 - FREE_SHARE)
    cell = sizes.target * 1.15
    back = Rect(gap, height - gap - cell, cell, cell)
    title = Rect(back.right + gap, back.y, last - back.right - gap, cell)
    room = Rect(gap, gap, last - gap, back.y - 2 * gap)
    places = HelperPlaces(back, title, room)
    return mirrored(places, width) if hand == "right" else places


def tiles(room: Rect, n: int, gap: float) -> tuple[Rect, ...]:
    """``n`` equal tiles, from the top left, in two rows or, on a tall screen, two columns."""
    across = max(3, -(-n // 2)) if room.width >= room.height else 2
    down = -(-n // across)
    return tuple(tile for row in rows(room, down, gap) for tile in columns(row, across, gap))[:n]


@dataclass(frozen=True)
class NoticePlaces:
    """A calm notice: a picture, a title, a sentence and up to three answers."""

    picture: Rect
    title: Rect
    sentence: Rect
    answers: tuple[Rect, ...]


def notice(width: float, height: float, n: int, sizes: Sizes) -> NoticePlaces:
    """Places of a notice with ``n`` answers; it stands in the middle for either hand."""
    gap = sizes.gap
    margin = width * FREE_SHARE
    room = Rect(margin, gap * 2, width - 2 * margin, height - gap * 4)
    high = sizes.target * 1.4
    if width >= height:
        foot = Rect(room.x, room.y, room.width, high)
        answers = columns(_narrow(foot, min(1.0, 0.45 * n)), n, gap)
    else:
        foot = Rect(room.x, room.y, room.width, n * (high + gap) - gap)
        answers = rows(_narrow(foot, 0.75), n, gap)
    picture_high = room.height * 0.28
    picture = Rect(room.x, room.top - picture_high, room.width, picture_high)
    title = Rect(room.x, picture.y - gap - sizes.title * 1.8, room.width, sizes.title * 1.8)
    sentence = Rect(room.x, foot.top + gap * 2, room.width, title.y - foot.top - gap * 3)
    return NoticePlaces(picture, title, sentence, answers)


def _narrow(rect: Rect, share: float) -> Rect:
    """Keep the middle of a rectangle."""
    wide = rect.width * share
    return Rect(rect.x + (rect.width - wide) / 2, rect.y, wide, rect.height)


def goodbye(width: float, height: float, hand: str, sizes: Sizes) -> tuple[Rect, Rect, Rect]:
    """Places of the goodbye: the waving hand, the row of stars, the button home."""
    gap, last = sizes.gap, width * (1.0 - FREE_SHARE)
    room = Rect(gap, gap, last - gap, height - 2 * gap)
    wave, stars, button = rows(room, 3, gap)
    wide = min(room.width, sizes.unit * 460.0)
    home_button = Rect(room.x + (room.width - wide) / 2, button.y, wide, button.height * 0.9)
    stars_wide = min(room.width, stars.height * 3.2)
    stars = Rect(room.x + (room.width - stars_wide) / 2, stars.y, stars_wide, stars.height)
    found = (wave, stars, home_button)
    if hand == "left":
        return found
    return tuple(Rect(width - rect.right, rect.y, rect.width, rect.height) for rect in found)
