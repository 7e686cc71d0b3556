"""What in docs/ is made by masa itself: the rules read aloud, and the list of diagnostics.

`python tools/generate.py` writes it; a test fails where what stands there is not what would be written now.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import masa
from masa import _masa

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
UNWRAPPED = 100_000
MOST_EXAMPLES = 3

READING_HEAD = """\
<!-- Made by `masa read`; do not edit. `./dev accept` makes it anew. -->

"""

DIAGNOSTICS_HEAD = """\
<!-- Made from the registry by tools/generate.py; do not edit. `./dev accept` makes it anew. -->

# Diagnostics

Every complaint about a text has a code, which never changes its meaning. An **error** keeps the text from being used; a
**warning** does not, and should be looked into; a **note** is right, and may still want a look (`masa check --notes`).
`--format text` shows the line and a caret, `plain` one line a complaint, `json` one list.

The examples are from `tests/golden/`, where every way to make a mistake has a file: the line, and what is said of it.
"""

EXPECT = re.compile(r"^ *# expect (\w+) \d+: (.*)$")
ALSO = re.compile(r"^ *# also \d+: ")


def examples(code: str) -> Iterator[tuple[str, str]]:
    """Lines of golden files with what is said of them."""
    for path in sorted(GOLDEN.glob(f"{code}/*.yaml")):
        lines = path.read_bytes().decode("utf-8", "replace").splitlines()
        for number, line in enumerate(lines):
            found = EXPECT.match(line)
            if not found or found[1] != code:
                continue
            concerned = next(
                (one for one in lines[number + 1 :] if not EXPECT.match(one) and not ALSO.match(one)), ""
            ).strip()
            if concerned and concerned.isprintable() and len(concerned) < 120:
                yield concerned, found[2]
                break


def diagnostics() -> str:
    text = DIAGNOSTICS_HEAD
    for code, severity, summary in _masa.diagnostic_kinds():
        text += f"\n## `{code}`\n\n{severity}: {summary}\n"
        for line, said in itertools.islice(examples(code), MOST_EXAMPLES):
            message, _, advice = said.partition(" / ")
            text += f"\n```text\n{line}\n```\n\n> {message}\n"
            text += f">\n> {advice}\n" if advice else ""
    return text


def made() -> dict[Path, str]:
    """Every file, and what must stand in it."""
    found = {ROOT / "docs" / "diagnostics.md": diagnostics()}
    rules = masa.load(ROOT / "rules")
    for pack in rules.packs:
        text = rules.read(pack, width=UNWRAPPED)
        if text.strip():
            found[ROOT / "docs" / "reading" / f"{pack.replace('/', '.')}.md"] = READING_HEAD + text
    return found


def main() -> int:
    files = made()
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    for path in (ROOT / "docs" / "reading").glob("*.md"):
        if path not in files:
            path.unlink()
            print(f"took away {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
