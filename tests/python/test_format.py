"""`masa.format`: the one layout of packs."""

from __future__ import annotations

from pathlib import Path

import masa
import pytest


def test_a_text_and_a_file_come_out_alike(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text("a:\n    b:   caf\u00e9 # of b", encoding="utf-8")
    assert masa.format(path) == masa.format(path.read_text(encoding="utf-8")) == "a:\n  b: caf\u00e9  # of b\n"
    assert path.read_text(encoding="utf-8").startswith("a:\n    b")


def test_mistakes_are_raised_with_their_places() -> None:
    with pytest.raises(masa.RulesError) as raised:
        masa.format("pack: a\npack: b\n")
    assert [(d.code, d.line) for d in raised.value.diagnostics] == [("duplicate_key", 2)]
