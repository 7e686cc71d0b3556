"""What is said of counts that are not those that were kept."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("count_instructions", ROOT / "tools" / "count_instructions.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


COUNT = script()


def counts(compiler: str = "gcc 12.2.0", kernels: str = "avx2", **of: int) -> object:
    return COUNT.Counts(COUNT.Made(compiler, kernels), of)


@pytest.mark.parametrize(
    ("kept", "now", "says"),
    [
        (1000, 1000, ""),
        (1000, 1050, ""),
        (1000, 950, ""),
        (1000, 1051, "takes more"),
        (1000, 949, "takes less"),
        (None, 1000, "new"),
        (1000, None, "there is no such work"),
    ],
)
def test_a_count_may_be_a_twentieth_off(kept: int | None, now: int | None, says: str) -> None:
    complaint = COUNT.complaint(kept, now)
    assert says in complaint
    assert bool(says) == bool(complaint)


def test_work_that_is_new_or_gone_fails_beside_what_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert COUNT.compare(counts(same=1000, gone=5), counts(same=1001, new=7)) == 2
    assert capsys.readouterr().out.splitlines()[-1] == "1 passed, 2 failed"


@pytest.mark.parametrize(
    ("compiler", "kernels", "failed"),
    [("gcc 12.3.0", "avx2", 1), ("gcc 13.2.0", "avx2", 0), ("clang 12.2.0", "avx2", 0), ("gcc 12.2.0", "baseline", 0)],
)
def test_counts_of_another_compiler_or_processor_are_shown_and_not_compared(
    compiler: str, kernels: str, failed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert COUNT.compare(counts(work=1000), counts(compiler, kernels, work=2000)) == failed
    said = capsys.readouterr().out
    assert "2,000" in said
    assert ("note: counts of another" in said) == (failed == 0)
