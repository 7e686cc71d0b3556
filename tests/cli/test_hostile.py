"""Hostile input, each piece within a gigabyte of memory and ten seconds of a processor: refused with its place,
or handled; and nothing that a text holds reaches the terminal as a command."""

from __future__ import annotations

import json
import math
import re
import resource
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import hostile
import pytest
from hostile import HEAD, MB, facts
from invented import ROOT, Ran

MOST_MEMORY = 1024 * MB
MOST_SECONDS = 10
Text = str | bytes
Make = Callable[[], Text]


@pytest.fixture
def run(binary: str, tmp_path: Path) -> Callable[..., Ran]:
    """Writes the files and runs masa among them, within the limits of memory and time."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))

    def run_masa(files: dict[str, Text], *arguments: str) -> Ran:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        done = subprocess.run(
            [binary, *arguments], capture_output=True, timeout=600, check=False, cwd=tmp_path, preexec_fn=limit
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_masa


def complaints(ran: Ran) -> list[tuple[str, int, int]]:
    """Code, line and column of each complaint. Whatever is printed can be printed anywhere."""
    assert_printable(ran.out)
    assert ran.status == 1, (ran.status, ran.err[:500])
    assert len(ran.out) < 10 * MB
    return [(c["code"], c["line"], c["column"]) for c in json.loads(ran.out)]


def assert_printable(text: str) -> None:
    assert not [c for c in set(text) if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c != "\n"]


def shout(name: str) -> str:
    return re.sub(r"\W+", "_", name)


# --- packs

REFUSED_PACKS: dict[str, tuple[Make, str, int]] = {
    "a million brackets": (lambda: facts("[" * 1_000_000), "too_deep", 9),
    "a third of a million braces": (lambda: facts("{a: " * 250_000), "too_deep", 9),
    "a million dashes": (lambda: facts("- " * 500_000), "too_deep", 9),
    "questions within questions": (lambda: facts("? " * 250_000), "too_deep", 9),
    "three thousand blocks": (lambda: HEAD + "".join(" " * i + "a:\n" for i in range(3_000)), "too_deep", 72),
    "a billion laughs": (lambda: HEAD + hostile.laughs(9), "alias", 8),
    "an alias of itself": (lambda: facts("a: &a [*a]"), "alias", 9),
    "a merge key": (lambda: facts("a: {<<: {b: c}}"), "alias", 9),
    "a tag": (lambda: facts("a: !!python/object:os.system {}"), "alias", 9),
    "a key twice": (lambda: HEAD + "title: Another\n", "duplicate_key", 8),
    "a key a hundred thousand times": (lambda: HEAD + "facts:\n" + "  k: a\n" * 100_000, "too_large", 1_010),
    "keys that nobody knows": (lambda: HEAD + "".join(f"k{i}: a\n" for i in range(100_000)), "too_large", 1_008),
    "overlong bytes": (lambda: HEAD.encode() + b"# \xc0\xaf\n", "bad_bytes", 8),
    "half a letter": (lambda: HEAD.encode() + b"# \xe2\x82", "bad_bytes", 8),
    "a surrogate": (lambda: HEAD.encode() + b"# \xed\xa0\x80\n", "bad_bytes", 8),
    "beyond Unicode": (lambda: HEAD.encode() + b"# \xf4\x90\x80\x80\n", "bad_bytes", 8),
    "Latin-1": (lambda: HEAD.encode() + "# café\n".encode("latin-1"), "bad_bytes", 8),
    "UTF-16": (lambda: HEAD.encode("utf-16"), "bad_bytes", 1),
    "UTF-32": (lambda: HEAD.encode("utf-32-be"), "bad_bytes", 1),
    "a byte order mark inside": (lambda: HEAD + "# \ufeff\n", "bad_bytes", 8),
    "fifty megabytes of one word": (lambda: HEAD + "title: " + "x" * 50 * MB, "too_large", 1),
    "fifty megabytes of quoted words": (lambda: HEAD + 'title: "' + "word " * 10 * MB + '"', "too_large", 1),
    "fifty megabytes of a block": (lambda: HEAD + "facts: |\n" + "  some words\n" * 4 * MB, "too_large", 1),
    "fifty megabytes of comment": (lambda: HEAD + "# " + "x" * 50 * MB, "too_large", 1),
    "a long line": (lambda: HEAD + "# " + "x" * 2 * MB, "too_large", 8),
    "a long name": (lambda: HEAD + "k" * 1_000 + ": a\n", "unknown_key", 8),
    "seven million words in brackets": (
        lambda: HEAD + "facts: [\n" + "a,a,a,a,a,a,a,\n" * 1_000_000 + "]",
        "too_large",
        142_863,
    ),
    "brackets in an expression": (
        lambda: hostile.expression("(" * 4_900 + "x.t" + ")" * 4_900),
        "expression_syntax",
        25,
    ),
    "not not not": (lambda: hostile.expression("not " * 2_400 + "x.t"), "expression_syntax", 25),
    "if in if": (
        lambda: hostile.expression("if x.t then yes else (" * 300 + "no" + ")" * 300),
        "expression_syntax",
        25,
    ),
    "a long sum": (lambda: hostile.expression("x.many" + " + 1" * 2_400 + " > 3"), "expression_syntax", 25),
    "a long expression": (lambda: hostile.expression("x.t or " * 100_000 + "x.t"), "expression_syntax", 25),
    "a number out of range": (lambda: hostile.expression("x.many > 9223372036854775808"), "expression_syntax", 25),
    "a number of many digits": (lambda: hostile.expression("x.many > " + "9" * 5_000), "expression_syntax", 25),
    "a date out of the calendar": (lambda: hostile.expression("2025-02-30 has come"), "expression_syntax", 25),
    "a chain of ten thousand decisions": (lambda: hostile.decisions(10_000), "too_deep", 5_022),
    "a chain of high expressions": (
        lambda: hostile.decisions(900, "1 + " * 150 + "d{before}", "whole number", "x.many"),
        "too_deep",
        357,
    ),
    "a million rules": (lambda: hostile.rule_table(1_000_000), "too_large", 1),
    "more than ten thousand rules": (lambda: hostile.rule_table(10_001), "too_large", 10_019),
    "a million bodies": (lambda: hostile.bodies(1_000_000), "too_large", 1),
    "too many bodies": (lambda: hostile.bodies(100_001), "too_large", 100_012),
}


@pytest.mark.parametrize("name", REFUSED_PACKS, ids=shout)
def test_a_pack_is_refused_at_its_place(run: Callable[..., Ran], name: str) -> None:
    make, code, line = REFUSED_PACKS[name]
    found = complaints(run({"pack.yaml": make()}, "check", "--format", "json", "pack.yaml"))
    assert (code, line) in [(c, n) for c, n, _ in found]
    assert len(found) <= 1_001


HANDLED_PACKS: dict[str, Make] = {
    "fifteen megabytes of comments": lambda: HEAD + "# a comment of some words\n" * 570_000,
    "fifteen megabytes of a block": lambda: HEAD.replace("A pack of the tests", "|\n" + "  some words\n" * 1_200_000),
    "a long title": lambda: HEAD.replace("A pack", "A pack " * 100_000),
    "a chain of a thousand": lambda: hostile.decisions(1_000),
    "ten thousand rules": lambda: hostile.rule_table(10_000),
    "ten thousand decisions side by side": lambda: hostile.decisions(10_000, "x.t"),
    "a hundred thousand bodies": lambda: hostile.bodies(100_000),
    "a byte order mark": lambda: b"\xef\xbb\xbf" + HEAD.encode(),
    "line ends of Windows": lambda: HEAD.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", HANDLED_PACKS, ids=shout)
def test_a_pack_within_the_limits_is_read(run: Callable[..., Ran], name: str) -> None:
    ran = run({"pack.yaml": HANDLED_PACKS[name]()}, "check", "pack.yaml")
    assert (ran.status, ran.err) == (0, "")


# The places in which an author, or whoever changed his file, may write.
PLACES = {
    "a comment": "{}# {}\n",
    "a text": "{}facts:\n  x:\n    t:\n      type: truth\n      ask: Is it {}?\n",
    "a name": "{}facts:\n  a{}b:\n    t:\n      type: truth\n      ask: Is it?\n",
    "an expression": "{}decisions:\n  d:\n    question: Is it?\n    is: yes {}\n    cite: S\n",
}
MISLEADING = {
    "NUL": "\0",
    "escape": "\x1b[31m",
    "bell": "\a",
    "backspace": "\b",
    "delete": "\x7f",
    "C1": "\x9b31m",
    "next line": "\x85",
    "right to left": "\u202e",
    "isolate": "\u2066",
    "mark": "\u200f",
    "Arabic mark": "\u061c",
    "zero width": "\u200b",
    "word joiner": "\u2060",
    "soft hyphen": "\xad",
    "filler": "\u3164",
    "tag": "\U000e0041",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "variation": "\U000e0100",
}


@pytest.mark.parametrize("place", PLACES, ids=shout)
@pytest.mark.parametrize("character", MISLEADING, ids=shout)
def test_a_character_that_misleads_stands_nowhere(run: Callable[..., Ran], place: str, character: str) -> None:
    text = PLACES[place].format(HEAD, MISLEADING[character])
    before = text[: text.index(MISLEADING[character])]
    at = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    found = complaints(run({"pack.yaml": text}, "check", "--format", "json", "pack.yaml"))
    assert found == [("bad_bytes", *at)]
    ran = run({}, "check", "pack.yaml")
    assert_printable(ran.out)
    assert f"U+{ord(MISLEADING[character][0]):04X}" in ran.out


@pytest.mark.parametrize("escape", ["\\e[31m", "\\x1b[31m", "\\0", "\\u202e", "\\u200b", "\\x85", "\\N", "\\L", "\\P"])
def test_nor_is_it_smuggled_in_by_an_escape(run: Callable[..., Ran], escape: str) -> None:
    for rest in (f'facts: "{escape}"\n', f'"{escape}": a\n'):
        found = complaints(run({"pack.yaml": HEAD + rest}, "check", "--format", "json", "pack.yaml"))
        assert "bad_bytes" in [code for code, _, _ in found]
        assert_printable(run({}, "check", "pack.yaml").out)


def test_letters_of_every_language_may_stand(run: Callable[..., Ran]) -> None:
    words = "café Ελλάδα Україна 東京 ‫"[:-1] + " نگاه\u200cها שלום क्\u200dष 👩\u200d👧 ❤\ufe0f"
    ran = run({"pack.yaml": HEAD.replace("A pack", words)}, "check", "pack.yaml")
    assert (ran.status, ran.err) == (0, "")


def test_a_file_name_is_no_command(run: Callable[..., Ran]) -> None:
    ran = run({"packs/\x1b[31mred\u202e.yaml": HEAD + "colour: red\n"}, "check", "packs")
    assert "[unknown_key]" in ran.out
    assert_printable(ran.out)


# --- what the author writes is no markup

MARKUP = '</title></text><script>alert(1)</script><img src=x onerror=alert(1)> & "quoted" ]]> -->'


def test_words_are_escaped_wherever_they_are_printed(run: Callable[..., Ran]) -> None:
    bodies = (
        f"network:\n  kinds: place\n  relations:\n    near: {{to: place}}\n"
        f"  place: |\n    id | name | near\n    a | {MARKUP} | b\n    b | {MARKUP} | nobody\n"
    )
    files: dict[str, Text] = {
        "rules.yaml": hostile.RULES.replace("Must somebody be told?", f"'{MARKUP}'").replace("A pack", MARKUP) + bodies,
        "case.yaml": f"incident:\n  seen: {{value: 3, from: '{MARKUP}'}}\npeople:\n- {{id: a, harmed: yes}}\n",
    }
    decide = ("decide", "--rules", "rules.yaml", "--at", "2025-06-01", "case.yaml")
    for page in (
        run(files, *decide, "--html"),
        run(
            files,
            "graph",
            "--rules",
            "rules.yaml",
            "--at",
            "2025-06-01",
            "--by",
            "near",
            "--line",
            "near",
            "--title",
            MARKUP,
        ),
    ):
        assert (page.status, page.err) == (0, "")
        tree = ET.fromstring(page.out.replace("<!DOCTYPE html>", ""))
        assert {e.tag.split("}")[-1] for e in tree.iter()}.isdisjoint({"script", "img"})
        assert any("<script>" in text for text in tree.itertext())
        assert_printable(page.out)
    assert MARKUP in json.dumps(json.loads(run(files, *decide, "--format", "json").out)).replace('\\"', '"')


# --- packs together


def packs(number: int, uses: Callable[[int], list[int]]) -> dict[str, Text]:
    def one(i: int) -> str:
        return f"pack: p{i}\ntitle: One\nlayer: local\nuses: [{', '.join(f'p{u}' for u in uses(i))}]\n"

    return {f"packs/{i:04}.yaml": one(i) for i in range(number)}


TOGETHER: dict[str, Callable[[], dict[str, Text]]] = {
    "one that uses itself": lambda: packs(1, lambda i: [i]),
    "two that use each other": lambda: packs(2, lambda i: [1 - i]),
    "three in a circle": lambda: packs(3, lambda i: [(i + 1) % 3]),
    "a thousand in a chain": lambda: packs(1_000, lambda i: [i + 1] if i < 999 else []),
    "a thousand in a circle": lambda: packs(1_000, lambda i: [(i + 1) % 1_000]),
    "a thousand that use all before": lambda: packs(1_000, lambda i: list(range(i))),
}


@pytest.mark.parametrize("name", TOGETHER, ids=shout)
def test_packs_that_use_each_other_are_read(run: Callable[..., Ran], name: str) -> None:
    files = TOGETHER[name]()
    ran = run(files, "check", "packs")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"{len(files)} pack")


def test_more_texts_than_two_thousand_are_refused(run: Callable[..., Ran]) -> None:
    found = complaints(run(packs(2_001, lambda _: []), "check", "--format", "json", "packs"))
    assert found == [("too_large", 0, 0)]


# --- tables in files of their own

REFUSED_TABLES: dict[str, tuple[Make, str, int]] = {
    "a million rows": (lambda: hostile.csv_bodies(1_000_000), "too_large", 100_002),
    "quotes that stay open": (lambda: 'id,name\n"a' + "x\n" * 10 * MB, "table_shape", 2),
    "a line of twenty megabytes": (lambda: 'id,name\n"a' + "x" * 20 * MB, "too_large", 2),
    "sixty-five megabytes": (lambda: "id,name\n" + "a,b\n" * 17 * MB, "too_large", 1),
    "thousands of columns": (lambda: "id,name" + ",c" * 100_000 + "\n", "too_large", 1),
    "rows that do not fit": (lambda: "id,name\n" + "a\n" * 90_000, "too_large", 1_002),
    "a control character": (lambda: "id,name\na,A\x1b[31m\n", "bad_bytes", 2),
    "a text direction": (lambda: "id,name\na,A\u202e\n", "bad_bytes", 2),
    "bytes that are no text": (lambda: b"id,name\na,\xff\n", "bad_bytes", 2),
    "UTF-16": (lambda: "id,name\na,A\n".encode("utf-16"), "bad_bytes", 1),
    "one body twice": (lambda: "id,name\na,A\na,B\n", "declared_twice", 3),
}


@pytest.mark.parametrize("name", REFUSED_TABLES, ids=shout)
def test_a_table_is_refused_at_its_place(run: Callable[..., Ran], name: str) -> None:
    make, code, line = REFUSED_TABLES[name]
    files = {"rules/pack.yaml": hostile.WITH_BODIES_ELSEWHERE, "rules/table.csv": make()}
    found = complaints(run(files, "check", "--format", "json", "rules"))
    assert (code, line) in [(c, n) for c, n, _ in found]


def test_rows_of_bodies_that_nobody_knows_are_refused(run: Callable[..., Ran]) -> None:
    rows = "from,to\n" + "".join(f"b{i},c{i}\n" for i in range(90_000))
    files: dict[str, Text] = {"rules/pack.yaml": hostile.WITH_ROWS_ELSEWHERE, "rules/table.csv": rows}
    found = complaints(run(files, "check", "--format", "json", "rules"))
    assert len(found) == 1_001
    assert found[-1] == ("too_large", 1_002, 1)


def test_a_hundred_thousand_bodies_are_found_by_what_they_are_called(run: Callable[..., Ran]) -> None:
    head, _ = hostile.WITH_ROWS_ELSEWHERE.split("  place: |")
    files: dict[str, Text] = {
        "rules/pack.yaml": head + "  place: bodies.csv\n  edges:\n    near: table.csv\n",
        "rules/bodies.csv": hostile.csv_bodies(100_000),
        "rules/table.csv": "from,to\n" + "".join(f"Body {i},b{i // 2}\n" for i in range(100_000)),
    }
    ran = run(files, "check", "rules")
    assert (ran.status, ran.err) == (0, "")


def test_a_hundred_thousand_rows_are_read(run: Callable[..., Ran]) -> None:
    files: dict[str, Text] = {
        "rules/pack.yaml": hostile.WITH_BODIES_ELSEWHERE,
        "rules/table.csv": "\ufeff" + hostile.csv_bodies(100_000),
    }
    ran = run(files, "check", "rules")
    assert (ran.status, ran.err) == (0, "")


# --- cases

REFUSED_CASES: dict[str, tuple[Make, str, int]] = {
    "JSON nested deep": (lambda: '{"incident":' + "[" * 1_000_000, "too_deep", 1),
    "JSON objects nested deep": (lambda: '{"a":' * 1_000_000, "too_deep", 1),
    "YAML nested deep": (lambda: "incident: " + "[" * 1_000_000, "too_deep", 1),
    "JSON with rubbish behind": (lambda: '{"incident": {}}\n rubbish', "json_syntax", 2),
    "two JSON texts": (lambda: '{"incident": {}}\n{}', "json_syntax", 2),
    "a key twice in JSON": (lambda: '{"incident": {}, "incident": {}}', "duplicate_key", 1),
    "a key twice in YAML": (lambda: "incident: {}\nincident: {}\n", "duplicate_key", 2),
    "a key very often in JSON": (lambda: '{"incident":{}' + ',"incident":{}' * 100_000 + "}", "too_large", 1),
    "a huge number": (lambda: '{"incident": {"seen": ' + "9" * 1_000_000 + "}}", "json_syntax", 1),
    "a number out of range": (lambda: '{"incident": {"seen": 9223372036854775808}}', "wrong_value", 1),
    "a number beyond all": (lambda: '{"incident": {"seen": 1e400}}', "json_syntax", 1),
    "a fraction": (lambda: '{"incident": {"seen": 2.5}}', "wrong_value", 1),
    "a whole number with a point": (lambda: '{"incident": {"seen": 2.0}}', "wrong_value", 1),
    "not a number": (lambda: '{"incident": {"seen": NaN}}', "json_syntax", 1),
    "a date out of the calendar": (lambda: '{"incident": {"found_on": "2025-02-30"}}', "bad_date", 1),
    "a date of five digits": (lambda: "incident: {found_on: 10000-01-01}\n", "bad_date", 1),
    "the year nought": (lambda: "incident: {found_on: 0000-01-01}\n", "bad_date", 1),
    "an escape in a JSON value": (lambda: '{"incident": {"place": "\\u001b[31m"}}', "bad_bytes", 1),
    "an escape in a JSON key": (lambda: '{"\\u001b[31m": 1}', "bad_bytes", 1),
    "a NUL in JSON": (lambda: '{"incident": {"place": "here\\u0000"}}', "bad_bytes", 1),
    "half a surrogate in JSON": (lambda: '{"incident": {"place": "\\ud800"}}', "json_syntax", 1),
    "a text direction in JSON": (lambda: '{"incident": {"place": "\\u202e"}}', "bad_bytes", 1),
    "a raw control character": (lambda: '{"incident": {"place": "\x1b"}}', "bad_bytes", 1),
    "broken UTF-8": (lambda: b'{"incident": {"place": "\xff"}}', "bad_bytes", 1),
    "UTF-16": (lambda: '{"incident": {}}'.encode("utf-16"), "bad_bytes", 1),
    "laughs": (lambda: hostile.laughs(9), "alias", 1),
    "a second document": (lambda: "incident: {}\n---\nincident: {}\n", "second_document", 2),
    "fifty megabytes of one word": (lambda: '{"incident": {"place": "' + "x" * 50 * MB + '"}}', "too_large", 1),
    "facts that nobody knows": (lambda: json.dumps({f"k{i}": 1 for i in range(400_000)}), "too_large", 1),
    "seven million numbers": (lambda: '{"people": [' + "1," * 7_000_000 + "1]}", "too_large", 1),
    "too many people": (lambda: hostile.people(201), "too_large", 1),
    "too many people in events": (lambda: hostile.calls(1_000, persons=500), "too_large", 1),
    "too many events": (lambda: hostile.calls(10_001), "too_large", 1),
    "rubbish": (lambda: bytes(range(256)) * 1_000, "bad_bytes", 1),
}


@pytest.mark.parametrize("name", REFUSED_CASES, ids=shout)
def test_a_case_is_refused_at_its_place(run: Callable[..., Ran], name: str) -> None:
    make, code, line = REFUSED_CASES[name]
    arguments = ("decide", "--rules", "rules.yaml", "--at", "2025-06-01", "--format", "json", "case")
    found = complaints(run({"rules.yaml": hostile.RULES, "case": make()}, *arguments))
    assert (code, line) in [(c, n) for c, n, _ in found]
    assert len(found) <= 1_001


HANDLED_CASES: dict[str, Make] = {
    "two hundred people of whom nothing is known": lambda: hostile.people(200),
    "two hundred people of whom all is known": lambda: hostile.people(200, harmed=False),
    "ten thousand events of one day": lambda: hostile.calls(10_000),
    "the least number": lambda: '{"incident": {"seen": -9223372036854775808}}',
    "the last day": lambda: "incident: {found_on: 9999-12-31}\n",
    "the first day": lambda: "incident: {found_on: 0001-01-01}\n",
    "JSON behind a byte order mark": lambda: '\ufeff{"incident": {}}',
}


@pytest.mark.parametrize("name", HANDLED_CASES, ids=shout)
def test_a_case_within_the_limits_is_decided(run: Callable[..., Ran], name: str) -> None:
    files: dict[str, Text] = {"rules.yaml": hostile.RULES, "case": HANDLED_CASES[name]()}
    ran = run(files, "decide", "--rules", "rules.yaml", "--at", "2025-06-01", "case")
    assert (ran.status, ran.err) == (0, "")


# --- suites

REFUSED_SUITES: dict[str, tuple[Make, str, int]] = {
    "nested deep": (lambda: "cases: " + "[" * 100_000, "too_deep", 1),
    "JSON nested deep": (lambda: '{"cases": ' + "[" * 100_000, "too_deep", 1),
    "laughs": (lambda: hostile.laughs(9), "alias", 1),
    "a key twice": (lambda: "cases: []\ncases: []\n", "duplicate_key", 2),
    "a control character": (lambda: "cases:\n- id: a\x1b[31m\n", "bad_bytes", 2),
    "an escape": (lambda: '{"cases": [{"id": "\\u001b[31m"}]}', "bad_bytes", 1),
    "a text direction": (lambda: "cases:\n- id: a\u202e\n", "bad_bytes", 2),
    "broken UTF-8": (lambda: b"cases:\n- id: \xff\n", "bad_bytes", 2),
    "fifty megabytes": (lambda: "# " + "x" * 50 * MB, "too_large", 1),
    "cases without an id": (lambda: "cases:\n" + "- {}\n" * 100_000, "too_large", 1_002),
    "a case with too many mistakes": (
        lambda: json.dumps(
            {
                "cases": [
                    {"id": "a", "decided_on": "2025-06-01", "given": {f"k{i}": 1 for i in range(2_000)}, "expect": {}}
                ]
            }
        ),
        "too_large",
        1,
    ),
}


@pytest.mark.parametrize("name", REFUSED_SUITES, ids=shout)
def test_a_suite_is_refused_at_its_place(run: Callable[..., Ran], name: str) -> None:
    make, code, line = REFUSED_SUITES[name]
    files = {"rules.yaml": hostile.RULES, "suite": make()}
    ran = run(files, "test", "--rules", "rules.yaml", "suite")
    assert ran.status == 1
    assert_printable(ran.out + ran.err)
    assert re.search(rf"^suite:{line}:\d+: error: .*\[{code}\]$", ran.err, re.MULTILINE)


# --- the page of limits


def test_the_page_of_limits_says_what_the_code_says() -> None:
    code = (ROOT / "lib/base/limits.hpp").read_text("utf-8")
    page = (ROOT / "docs/limits.md").read_text("utf-8")
    constants = re.findall(r"constexpr std::size_t (\w+) = ([^;]+);", code)
    assert len(constants) > 15
    for name, value in constants:
        number = math.prod(int(part.strip().removesuffix("UL").replace("'", "")) for part in value.split("*"))
        said = f"{number // MB} MB" if number % MB == 0 else f"{number:,}"
        assert f"| {said} | `{name}` |" in page, (name, said)
