"""Rules of the house that no linter knows, as functions from source text to complaints.

Each rule is given the text of one file and answers with one line per breach, which
begins with the place.  An empty answer is a good one.
"""

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

# Where a toolkit may be imported: in these files or below these folders, nowhere else.
ROOMS = {
    "kivy": ("mit_trainer/ui/",),
    "pyaudio": ("mit_trainer/hardware/pyaudio_io.py",),
    "parselmouth": ("mit_trainer/praat/",),
    "swift_f0": ("mit_trainer/second_ear.py",),
    "onnxruntime": ("mit_trainer/second_ear.py",),
    "sqlalchemy": ("mit_trainer/store/",),
    "sqlcipher3": ("mit_trainer/store/",),
    "sqlite3": ("mit_trainer/store/",),
    "alembic": ("mit_trainer/store/",),
    "nacl": ("mit_trainer/vault/",),
    "keyring": ("mit_trainer/vault/",),
    "reportlab": ("mit_trainer/report/",),
    "PIL": ("mit_trainer/report/", "mit_trainer/phrase/photo.py"),
}
FILE_LINES = 250
FUNCTION_LINES = 30
# Signal processing has long recipes, windows have long layouts.
LONGER = {"mit_trainer/analysis/": 60, "mit_trainer/praat/": 60, "mit_trainer/ui/": 40}

# Calls and names by which a module would reach the disk, the clock or chance.
_WORLD_CALLS = {
    *("open", "input", "print", "exec", "eval"),
    *("read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "touch"),
    *("exists", "is_file", "is_dir", "iterdir", "glob", "rglob", "resolve", "stat"),
    *("now", "utcnow", "today", "default_rng", "fromfile", "tofile", "loadtxt", "savetxt"),
    *("getenv", "urandom", "uuid4", "shuffle"),
}
_WORLD_MODULES = {
    *("os", "io", "sys", "shutil", "tempfile", "subprocess", "socket", "random", "secrets"),
    *("time", "threading", "asyncio", "concurrent", "multiprocessing", "logging", "uuid"),
    *("soundfile", "wave", "importlib", "pathlib"),
}
# Put together here, so that this file does not break the rule itself.
_WORKPLACE = ("../" + "shared", "/" + "work/", "/" + "root/", "pypi" + ".org", "python" + "hosted")


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that is imported, also by a call with a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")
        elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"}:
            words = (word for word in node.args if isinstance(word, ast.Constant))
            yield from ((node.lineno, str(word.value)) for word in words)


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def toolkits_out_of_place(name: str, text: str) -> list[str]:
    """Each toolkit stays in its room, so that it can be exchanged."""
    return [
        f"{name}:{line}: {module} belongs to {', '.join(ROOMS[top])}"
        for line, module in imported(ast.parse(text))
        if (top := module.partition(".")[0]) in ROOMS and not name.startswith(ROOMS[top])
    ]


def too_long(name: str, text: str) -> list[str]:
    """Files and functions are small enough to be read at one go."""
    complaints = []
    if (n_lines := len(text.splitlines())) > FILE_LINES:
        complaints.append(f"{name}: {n_lines} lines, allowed are {FILE_LINES}")
    allowed = next((n for room, n in LONGER.items() if name.startswith(room)), FUNCTION_LINES)
    tree = ast.parse(text)
    code = _code_lines(text) - _docstring_lines(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            n_code = len(code & set(range(node.lineno, (node.end_lineno or 0) + 1)))
            if n_code > allowed:
                complaints.append(
                    f"{name}:{node.lineno}: {node.name} has {n_code} lines of code, "
                    f"allowed are {allowed}"
                )
    return complaints


def _code_lines(text: str) -> set[int]:
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in silent:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines


def _docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(tree):
        body = node.body if isinstance(node, holders) else []
        # A sentence below an attribute counts too: it describes that attribute.
        for statement in body:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement.value


def _docstring_lines(tree: ast.AST) -> set[int]:
    return {
        line
        for words in _docstrings(tree)
        for line in range(words.lineno, (words.end_lineno or 0) + 1)
    }


def variants_named(name: str, text: str, ids: Iterable[str]) -> list[str]:
    """No variant of the therapy is known to the code by its name; prose may speak of it."""
    tree = ast.parse(text)
    prose = set(_docstrings(tree))
    pattern = re.compile("|".join(rf"(?<![\w-]){re.escape(one)}(?![\w-])" for one in ids))
    return [
        f"{name}:{node.lineno}: names a variant, {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in prose
        and pattern.search(node.value)
    ]


def touches_the_world(name: str, text: str) -> list[str]:
    """Pure modules read no file, no clock and no chance."""
    tree = ast.parse(text)
    complaints = [
        f"{name}:{line}: imports {module}"
        for line, module in imported(tree)
        if module.partition(".")[0] in _WORLD_MODULES
    ]
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return complaints + [
        f"{name}:{call.lineno}: calls {_called(call)}"
        for call in calls
        if _called(call) in _WORLD_CALLS
    ]


def tests_without_a_sentence(name: str, text: str) -> list[str]:
    """Every test says in a sentence which fact it proves."""
    return [
        f"{name}:{node.lineno}: {node.name} has no docstring"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test")
        and not ast.get_docstring(node)
    ]


def workplace_words(name: str, text: str) -> list[str]:
    """Nothing speaks of the places where the project was written."""
    return [
        f"{name}:{number}: says {word!r}"
        for number, line in enumerate(text.splitlines(), start=1)
        for word in _WORKPLACE
        if word in line
    ]


def keys_of(table: dict[str, Any], before: str = "") -> set[str]:
    """All keys of nested tables, dotted; the members of a list count by their number."""
    found = set()
    for key, value in table.items():
        found.add(before + key)
        if isinstance(value, dict):
            found |= keys_of(value, f"{before}{key}.")
    return found


def words_that_differ(texts: dict[str, str]) -> list[str]:
    """Every language has the same sentences."""
    keys = {name: keys_of(tomllib.loads(text)) for name, text in texts.items()}
    every = set().union(*keys.values())
    return [f"{name}: lacks {key}" for name, own in keys.items() for key in sorted(every - own)]


def breaches(rule: Any, root: Path, files: Sequence[Path], *more: Any) -> list[str]:
    """Put one rule to many files."""
    return [
        complaint
        for path in files
        for complaint in rule(
            path.relative_to(root).as_posix(), path.read_text("utf-8", "replace"), *more
        )
    ]
