"""``mit-trainer protocols``: lists protocols, shows one on a page, and checks one's own.

Also: the protocol that is meant at the shell, and the tune it gives a phrase.
"""

import argparse
import sys
from pathlib import Path
from textwrap import wrap

from mit_trainer import places
from mit_trainer.errors import BadInput
from mit_trainer.phrase.find import Found
from mit_trainer.prosody.plan import ProsodyPlan, Style, plan
from mit_trainer.protocol.overview import COLUMNS, Overview, overview
from mit_trainer.protocol.reader import (
    default_variant,
    own_variants,
    read_variant,
    read_variants,
)
from mit_trainer.protocol.variant import Variant

# What a throat and a clock can do; the therapy's own numbers are in the protocol's file.
_TONIC_HZ = (50.0, 600.0)
_TEMPO = (20.0, 240.0)


_TROUBLE = 2
_WIDTH = 88


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="name all protocols, shipped and own")
    show = actions.add_parser("show", help="show a protocol: steps, cues, points, sources")
    show.add_argument("protocol", metavar="ID", help="its id, or a file")
    show.add_argument("-o", dest="file", metavar="FILE", type=Path, help="as a .pdf or .png page")
    check = actions.add_parser("check", help="say what is to be mended in protocol files")
    check.add_argument(
        "path", metavar="PATH", type=Path, nargs="?", help="a file or a folder (default: all known)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    if arguments.action == "list":
        return _list()
    if arguments.action == "check":
        return _check(arguments.path)
    return _show(arguments.protocol, arguments.file)


def _list() -> int:
    own = places.data_folder().protocols
    shipped = read_variants(places.VARIANTS)
    variants, sentences = own_variants(own, shipped)
    for variant in (*shipped, *variants):
        levels = ", ".join(level.name for level in variant.levels)
        print(f"{variant.id:<18}{variant.name} ({levels})")
    print(f"Your own files belong into {own}")
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return _TROUBLE if sentences else 0


def _check(path: Path | None) -> int:
    """Print what is to be mended on standard error; exit status 2 when there is anything."""
    files = [path]
    if path is None:
        files = [*sorted(places.VARIANTS.glob("*.toml"))]
        files += sorted(places.data_folder().protocols.glob("*.toml"))
    elif path.is_dir():
        files = [*sorted(path.glob("*.toml"))]
        if not files:
            raise BadInput(f"There is no protocol (a file ending in .toml) in {path}; check it.")
    n_bad = 0
    for file in filter(None, files):
        try:
            variant = read_variant(file)
        except BadInput as trouble:
            n_bad += 1
            print(trouble, file=sys.stderr)
        else:
            n_levels = len(variant.levels)
            print(f'{file.name}: "{variant.name}", levels: {n_levels}, nothing to mend.')
    return _TROUBLE if n_bad else 0


def _show(name: str, file: Path | None) -> int:
    own_file = Path(name)
    variant = read_variant(own_file) if own_file.suffix == ".toml" else protocol(name)
    laid_out = overview(variant)
    if file is None:
        print(_text(laid_out))
        return 0
    from mit_trainer.report.faces import faces_in  # slow, and only for pages
    from mit_trainer.report.forms import write_all
    from mit_trainer.report.protocol_page import FORMS, rendered

    form = file.suffix.removeprefix(".").lower()
    if form not in FORMS:
        raise BadInput(f"{file} must end in {' or '.join(f'.{one}' for one in FORMS)}.")
    made = rendered(laid_out, form, faces_in(places.FONTS))
    files = {file.with_name(file.stem + end + file.suffix): data for end, data in made.items()}
    write_all(files)
    for written in files:
        print(written)
    return 0


def _text(laid_out: Overview) -> str:
    """Write a protocol as lines for a terminal."""
    lines = [laid_out.title.upper(), *_wrapped(laid_out.facts)]
    for level in laid_out.levels:
        lines += ["", level.heading.upper(), *_wrapped(level.facts)]
        for step in level.steps:
            cells = zip(COLUMNS[1:], step[1:], strict=True)
            said = "; ".join(f"{column}: {cell}" for column, cell in cells if cell)
            lines += wrap(f"- {step[0]}.  {said}", _WIDTH, subsequent_indent="  ")
    return "\n".join([*lines, "", "WHERE THE NUMBERS COME FROM", *_wrapped(laid_out.sources)])


def _wrapped(texts: tuple[str, ...]) -> list[str]:
    return [line for text in texts for line in wrap(text, _WIDTH, subsequent_indent="   ")]


def add_tune_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments that decide about the tune."""
    parser.add_argument("phrase", help='a text, a notation like "good MOR-ning", or a phrase id')
    parser.add_argument("--language", default="en", help="of the phrase (default: en)")
    parser.add_argument("--protocol", metavar="ID", help="whose style it has")
    parser.add_argument("--tonic", metavar="HZ", type=float, help="the low tone")


def known_variants() -> tuple[Variant, ...]:
    """Read every protocol, the shipped ones and one's own that can be used."""
    shipped = read_variants(places.VARIANTS)
    return (*shipped, *own_variants(places.data_folder().protocols, shipped)[0])


def protocol(name: str | None) -> Variant:
    """Find a protocol by its id or the beginning of it; the default one for None."""
    if name is None:
        return default_variant(places.VARIANTS)
    known = known_variants()
    meant = [one for one in known if one.id == name] or [
        one for one in known if name and one.id.startswith(name)
    ]
    if len(meant) != 1:
        names = ", ".join(one.id for one in known)
        raise BadInput(f'There is no one protocol called "{name}"; choose from: {names}.')
    return meant[0]


def tune(
    found: Found, variant: Variant, tonic_hz: float | None, tempo: float | None = None
) -> ProsodyPlan:
    """Give a phrase its tune; numbers that were not asked for come from the protocol."""
    row = variant.style
    style = Style(
        high_st=row.high_st,
        syllables_per_min=_within("--tempo", tempo, _TEMPO) or row.syllables_per_min,
        stressed_length=row.stressed_length,
        stressed_gain_db=row.stressed_gain_db,
    )
    return plan(
        found.phrase, style, _within("--tonic", tonic_hz, _TONIC_HZ) or variant.tonic.unknown_hz
    )


def guess_note(found: Found) -> str | None:
    """Say which words were only guessed, and what to do about it."""
    if not found.guessed:
        return None
    words = ", ".join(f'"{word}"' for word in found.guessed)
    return (
        f"note: the syllables of {words} are a guess; "
        'if they do not fit, write the phrase divided, like "good MOR-ning".'
    )


def _within(name: str, value: float | None, limits: tuple[float, float]) -> float | None:
    low, high = limits
    if value is None or low <= value <= high:
        return value
    raise BadInput(f"{name} goes from {low:g} to {high:g}; {value:g} is outside.")
