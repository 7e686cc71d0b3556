"""How the tests of the command line run masa, and the files that they share."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import CASE, PACK, Ran, Run


@pytest.fixture(scope="session")
def binary() -> str:
    path = os.environ.get("MASA_BIN")
    if not path:
        pytest.skip("MASA_BIN does not name a masa to run")
    return str(Path(path).resolve())


@pytest.fixture
def masa(binary: str, tmp_path: Path) -> Run:
    """Runs masa with these arguments, in the test's own folder, without the caller's wishes about colour and width."""

    def run(*arguments: str, stdin: str = "", cwd: Path = tmp_path, **environment: str) -> Ran:
        wishes = ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
        clean = {name: value for name, value in os.environ.items() if name not in wishes}
        done = subprocess.run(
            [binary, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            cwd=cwd,
            env={**clean, **environment},
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], str]:
    """Writes a file into the test's folder and gives its name there."""

    def write_file(name: str, text: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return name

    return write_file


@pytest.fixture
def pack(write: Callable[[str, str], str]) -> str:
    return write("pack.yaml", PACK)


@pytest.fixture
def case(write: Callable[[str, str], str]) -> str:
    return write("case.yaml", CASE)
