"""What in docs/ is made by masa stands there as it would be made now."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def generated() -> dict[Path, str]:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "tools" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: dict[Path, str] = module.made()
    return made


MADE = generated()


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_stands_as_it_would_be_made_now(path: Path) -> None:
    assert path.exists(), f"{path.name} is not there; `./dev accept` makes it"
    assert path.read_text("utf-8") == MADE[path], (
        f"{path.name} is not what masa makes now; `./dev accept` makes it anew"
    )


def test_nothing_else_stands_among_the_readings() -> None:
    assert set((ROOT / "docs" / "reading").glob("*.md")) == {path for path in MADE if path.parent.name == "reading"}
