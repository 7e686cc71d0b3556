"""Loading: from paths and from texts, and what is said where that fails."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import masa
import pytest
from masa.inputs import Rules

TINY = "pack: tiny\ntitle: Tiny\nlayer: local\n"
WRONG = TINY + "titel: Tiny\n"


def test_a_folder_is_read_whole(rules: masa.RuleBook) -> None:
    assert "england/serious-incidents" in rules.packs
    assert "notify_panel" in rules.decisions
    assert list(rules.packs) == sorted(rules.packs)


def test_paths_and_texts_make_the_same_rule_book(rules: masa.RuleBook) -> None:
    files = sorted(Path("rules").rglob("*.yaml"))
    mixed: list[str | Path] = ["rules/england", *(f for f in files if f.parts[1] != "england")]
    forms: list[Rules] = [files, [str(f) for f in files], mixed]
    for form in forms:
        assert masa.load(form).decisions == rules.decisions
    by_name = masa.load({f.as_posix(): f.read_text("utf-8") for f in files})
    assert by_name.decisions == rules.decisions
    assert masa.load(Path("rules")).packs == rules.packs


def test_one_file_is_a_rule_book(tmp_path: Path) -> None:
    (tmp_path / "tiny.yaml").write_text(TINY, "utf-8")
    assert masa.load(tmp_path / "tiny.yaml").packs == ("tiny",)
    assert masa.load(os.fspath(tmp_path)).packs == ("tiny",)


def test_no_rules_are_no_rule_book(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no \.yaml file"):
        masa.load(tmp_path)
    with pytest.raises(FileNotFoundError):
        masa.load(tmp_path / "absent.yaml")
    for nothing in (dict[str, str](), list[str]()):
        with pytest.raises(ValueError, match="no rules were given"):
            masa.load(nothing)


def test_every_mistake_is_told_with_its_place() -> None:
    with pytest.raises(masa.RulesError) as caught:
        masa.load({"a.yaml": WRONG, "b.yaml": TINY.replace("layer", "layr")})
    diagnostics = caught.value.diagnostics
    assert {d.file for d in diagnostics} == {"a.yaml", "b.yaml"}
    first = next(d for d in diagnostics if d.file == "a.yaml")
    assert (first.code, first.severity, first.line, first.column) == ("unknown_key", "error", 4, 1)
    assert first.source_line == "titel: Tiny"
    assert "titel" in first.message
    assert first.help


def test_the_exception_reads_as_the_command_line_does() -> None:
    with pytest.raises(masa.MasaError) as caught:
        masa.load({"a.yaml": WRONG})
    text = str(caught.value)
    assert text.startswith("the rules hold mistakes\na.yaml:4:1: error: ")
    assert "titel: Tiny\n" in text
    assert "^^^^^\n" in text
    assert str(caught.value.diagnostics[0]) in text
    assert str(pickle.loads(pickle.dumps(caught.value))) == text


def test_bytes_that_are_no_text_are_a_mistake_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"pack: tiny\ntitle: \xff\n")
    with pytest.raises(masa.RulesError) as caught:
        masa.load(tmp_path)
    assert [(d.code, d.line) for d in caught.value.diagnostics] == [("bad_bytes", 2)]
    with pytest.raises(masa.RulesError, match="bad_bytes"):
        masa.load({"a.yaml": TINY.replace("Tiny", "\udcff")})


def test_a_rule_book_cannot_be_made_by_hand_or_changed(rules: masa.RuleBook) -> None:
    with pytest.raises(AttributeError):
        rules.other = 1  # type: ignore[attr-defined]
    assert repr(rules) == f"<masa.RuleBook: {len(rules.packs)} packs, {len(rules.decisions)} decisions>"
