"""The package as a whole: light to import, free of dependencies, safe to share, and as its documents say."""

from __future__ import annotations

import ast
import doctest
import importlib
import pkgutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import masa
import pytest
from masa import _masa

MODULES = sorted(m.name for m in pkgutil.iter_modules(masa.__path__) if m.name not in ("__main__", "_masa"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)


def test_imports_little() -> None:
    # What makes an import slow is what it draws in; seconds would measure the machine instead.
    heavy = {
        "asyncio",
        "concurrent",
        "ctypes",
        "email",
        "html",
        "http",
        "logging",
        "multiprocessing",
        "pathlib",
        "socket",
    }
    heavy |= {"sqlite3", "ssl", "subprocess", "tempfile", "unittest", "urllib", "xml", "zipfile"}
    code = "import sys; before = set(sys.modules); import masa; print(*set(sys.modules) - before)"
    roots = {name.split(".")[0] for name in run("-c", code).stdout.split()}
    assert "masa" in roots
    assert not roots & heavy


def test_depends_on_the_standard_library_only() -> None:
    code = "import sys; before = set(sys.modules); import masa; print(*set(sys.modules) - before)"
    roots = {name.split(".")[0] for name in run("-c", code).stdout.split()}
    assert {r for r in roots - sys.stdlib_module_names if "pybind11" not in r} == {"masa"}


def test_every_public_name_is_there_and_documented() -> None:
    for name in masa.__all__:
        thing = getattr(masa, name)
        if isinstance(thing, type) or callable(thing):
            assert thing.__doc__, name
    assert sorted(set(masa.__all__)) == sorted(masa.__all__)


def test_the_stub_is_the_module() -> None:
    stub = ast.parse((Path(masa.__file__).parent / "_masa.pyi").read_text("utf-8"))
    declared: dict[str, set[str]] = {}
    for node in stub.body:
        if isinstance(node, ast.ClassDef):
            declared[node.name] = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef):
            declared[node.name] = {argument.arg for argument in node.args.args}
    offered = {name for name in vars(_masa) if not name.startswith("_")}
    assert set(declared) == offered
    for name, parts in declared.items():
        thing = getattr(_masa, name)
        if isinstance(thing, type):
            own = {n for n in vars(thing) if not n.startswith("_")}
            assert own == parts, name
        else:
            assert all(f"{argument}: " in thing.__doc__ for argument in parts), name


def test_is_typed() -> None:
    assert (Path(masa.__file__).parent / "py.typed").exists()


@pytest.mark.parametrize("name", ["masa", *(f"masa.{m}" for m in MODULES)])
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


def test_the_docstrings_have_examples() -> None:
    finder = doctest.DocTestFinder()
    names = {t.name for m in MODULES for t in finder.find(importlib.import_module(f"masa.{m}")) if t.examples}
    assert {"load", "RuleBook.decide", "Determination", "Determination.outcome", "Determination.why"} <= {
        n.split(".", 2)[2] for n in names
    }


def test_the_example_runs() -> None:
    result = run("examples/python/decide_one.py")
    assert result.returncode == 0, result.stderr
    assert "not known" in result.stdout
    assert "by 2025-06-23" in result.stdout


def test_the_version_is_the_engine_s() -> None:
    assert masa.__version__ == _masa.version()
    result = run("-m", "masa", "--version")
    assert (result.returncode, result.stdout) == (0, f"masa {masa.__version__}\n")
    assert run("-m", "masa").returncode == 2


def test_threads_get_equal_answers(rules: masa.RuleBook, robin: dict[str, object]) -> None:
    expected = rules.decide(robin, at="2025-06-17").to_json(explanation=True)
    shared = rules.decide(robin, at="2025-06-17")

    def decide(_: int) -> set[str]:
        found = set()
        for _ in range(50):
            answer = rules.decide(robin, at="2025-06-17")
            found |= {answer.to_json(explanation=True), shared.to_json(explanation=True)}
            assert shared.outcomes == answer.outcomes
        return found

    with ThreadPoolExecutor(8) as pool:
        assert set().union(*pool.map(decide, range(8))) == {expected}


def test_threads_may_load_and_be_refused_at_once() -> None:
    texts = {path.as_posix(): path.read_text("utf-8") for path in Path("rules").rglob("*.yaml")}

    def load(number: int) -> str:
        if number % 2:
            return repr(masa.load(texts))
        with pytest.raises(masa.RulesError) as caught:
            masa.load({"a.yaml": "pack: a\ntitel: A\n"})
        return str(caught.value)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(load, range(16)))) == 2
