"""The shape of the house: who may know whom, how long things are, what nobody says.

Every rule is put to the whole tree and, so that it is known to bite, to a small
planted breach.
"""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import house_rules
from tests.house_rules import breaches

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mit_trainer"
CODE = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
VARIANTS = sorted((PACKAGE / "protocol" / "variants").glob("*.toml"))
WORDS = sorted((PACKAGE / "ui" / "words").glob("*.toml"))
_NOT_OURS = {"build", "dist"}


def texts_of_the_project() -> list[Path]:
    """List every file of ours that is text, whatever it is for."""
    tops = [
        top
        for top in ROOT.iterdir()
        if top.name not in _NOT_OURS and (top.name[0] != "." or top.name in {".ci", ".gitignore"})
    ]
    files = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*"))]
    return [
        path
        for path in sorted(files)
        if path.is_file() and path.suffix != ".pyc" and b"\0" not in path.read_bytes()
    ]


def pure_modules() -> list[Path]:
    """List the files behind the contract that says which modules know no world."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    (pure,) = [one for one in contracts if one["name"] == "Pure modules know no world"]
    files: list[Path] = []
    for name in pure["source_modules"]:
        path = ROOT.joinpath(*name.split("."))
        files += sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    return files


def lint_imports(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Judge the imports of the package that lies in this folder."""
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def none_of(complaints: list[str]) -> bool:
    """Show all complaints at once, not only the first."""
    for complaint in complaints:
        print(complaint)  # noqa: T201
    return not complaints


def test_imports_follow_the_contracts() -> None:
    """Data flows one way, and pure modules know no world (see pyproject.toml)."""
    judged = lint_imports(ROOT)

    assert judged.returncode == 0, judged.stdout + judged.stderr


@pytest.mark.parametrize(
    ("place", "line", "contract"),
    [
        ("units.py", "import mit_trainer.record", "Data flows one way"),
        ("prosody/plan.py", "import threading", "Pure modules know no world"),
        ("record.py", "import kivy", "Kivy only under ui"),
        ("session/view.py", "import mit_trainer.vault", "Window and session"),
    ],
)
def test_the_import_contracts_bite(tmp_path: Path, place: str, line: str, contract: str) -> None:
    """A planted import against the stream is found, in the contract that forbids it."""
    shutil.copytree(PACKAGE, tmp_path / "mit_trainer", ignore=shutil.ignore_patterns("*cache*"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "mit_trainer" / place
    planted.write_text(f"{planted.read_text()}\n{line}\n")

    judged = lint_imports(tmp_path)

    assert judged.returncode == 1
    assert any(
        contract in said and said.rstrip().endswith("BROKEN") for said in judged.stdout.splitlines()
    )


def test_toolkits_stay_in_their_rooms() -> None:
    """Kivy, PyAudio, Parselmouth, SQL, keys and PDF are each imported in one place."""
    assert none_of(breaches(house_rules.toolkits_out_of_place, ROOT, CODE))


def test_files_and_functions_are_small() -> None:
    """No file and no function is longer than the house allows."""
    assert none_of(breaches(house_rules.too_long, ROOT, CODE))


def test_no_variant_is_known_to_the_code_by_name() -> None:
    """The machine reads variants as data; none of their ids stands in a module."""
    ids = [tomllib.loads(path.read_text())["id"] for path in VARIANTS]

    assert ids
    assert none_of(breaches(house_rules.variants_named, ROOT, CODE, ids))


def test_pure_modules_reach_for_nothing() -> None:
    """They open no file, ask no clock and throw no dice."""
    assert none_of(breaches(house_rules.touches_the_world, ROOT, pure_modules()))


def test_every_language_has_every_sentence() -> None:
    """The words files have the same keys."""
    assert WORDS
    assert none_of(house_rules.words_that_differ({one.name: one.read_text() for one in WORDS}))


def test_every_test_has_a_sentence() -> None:
    """Each test's docstring states the fact that it proves."""
    assert none_of(breaches(house_rules.tests_without_a_sentence, ROOT, TESTS))


def test_the_project_speaks_of_itself_only() -> None:
    """No file names the place where it was written, nor where packages come from."""
    assert none_of(breaches(house_rules.workplace_words, ROOT, texts_of_the_project()))


LONG_FUNCTION = "def long():\n" + "    x = 1\n" * 30
LONG_BY_PROSE = 'def short():\n    """Say.\n' + "    more\n" * 40 + '    """\n' + "    # why\n" * 40


@pytest.mark.parametrize(
    ("rule", "place", "text", "said"),
    [
        (
            "toolkits_out_of_place",
            "mit_trainer/session/a.py",
            "import kivy.app",
            "kivy.app belongs",
        ),
        ("toolkits_out_of_place", "mit_trainer/ui/a.py", "def f():\n    import PIL", ":2: PIL"),
        (
            "toolkits_out_of_place",
            "mit_trainer/hardware/probe.py",
            "importlib.import_module('pyaudio')",
            "pyaudio belongs",
        ),
        ("toolkits_out_of_place", "mit_trainer/ui/a.py", "from kivy.app import App", None),
        ("too_long", "mit_trainer/a.py", "x = 1\n" * 251, "251 lines"),
        ("too_long", "mit_trainer/a.py", "x = 1\n" * 250, None),
        ("too_long", "mit_trainer/a.py", LONG_FUNCTION, "long has 31 lines"),
        ("too_long", "mit_trainer/ui/a.py", LONG_FUNCTION, None),
        ("too_long", "mit_trainer/a.py", LONG_BY_PROSE + "    return 1\n", None),
        ("touches_the_world", "a.py", "def f(p):\n    return p.read_text()", "calls read_text"),
        ("touches_the_world", "a.py", "open('x')", "calls open"),
        ("touches_the_world", "a.py", "datetime.now()", "calls now"),
        ("touches_the_world", "a.py", "np.random.default_rng()", "calls default_rng"),
        ("touches_the_world", "a.py", "from pathlib import Path", "imports pathlib"),
        ("touches_the_world", "a.py", "import numpy as np\nnp.median([1])", None),
        ("tests_without_a_sentence", "test_a.py", "def test_a():\n    pass", "test_a has no"),
        ("tests_without_a_sentence", "test_a.py", "def test_a():\n    'It is.'", None),
        ("workplace_words", "a.md", "see .." + "/shared/notes.md", ":1: says"),
        ("workplace_words", "a.md", "framework/tests", None),
    ],
)
def test_the_rules_bite(rule: str, place: str, text: str, said: str | None) -> None:
    """A planted breach is found and named; what is allowed is left in peace."""
    judge: Callable[[str, str], list[str]] = getattr(house_rules, rule)
    complaints = judge(place, text)

    assert len(complaints) == (0 if said is None else 1)
    assert said is None or said in complaints[0]


@pytest.mark.parametrize(
    ("text", "n_found"),
    [
        ('if variant == "old-way": pass', 1),
        ('help = "such as old-way"', 1),
        ('"""Prose may speak of the old-way."""', 0),
        ('x = "very-old-ways"', 0),
    ],
)
def test_a_variant_named_in_code_is_found(text: str, n_found: int) -> None:
    """The id of a variant is found as a word of its own, in code but not in prose."""
    assert len(house_rules.variants_named("a.py", text, ["old-way", "new"])) == n_found


def test_a_missing_sentence_is_found() -> None:
    """A key that only one language has is missed in the other, also inside a table."""
    texts = {"en.toml": "[stop]\nlong = 'a'\nshort = 'b'", "fr.toml": "[stop]\nlong = 'a'"}

    assert house_rules.words_that_differ(texts) == ["fr.toml: lacks stop.short"]


def test_all_files_can_be_read_by_the_oldest_python() -> None:
    """Nothing is written in a way that Python 3.11 does not know."""
    for path in CODE + TESTS:
        ast.parse(path.read_text("utf-8"), feature_version=(3, 11))
