"""The golden files: texts with one mistake each, the complaint beside it, as tests/golden/README.md says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
EXPECTED = re.compile(r"^ *# expect (\w+) (\d+): ")
BESIDE = re.compile(r"^ *# also ")


@dataclass
class Text:
    """A pack, a case or a suite."""

    sort: str
    name: str
    text: str = ""
    expected: list[tuple[str, int]] = field(default_factory=list)
    """Codes, each with its line; line 0 for what points nowhere."""


def texts_of(file: Path) -> list[Text]:
    texts = [Text("pack", "pack.yaml")]
    for line in file.read_text("utf-8").splitlines():
        found = EXPECTED.match(line)
        if line.startswith("#=== "):
            words = line.split()
            if len(texts) == 1 and not texts[0].text:
                texts.clear()
            texts.append(Text(words[1], words[2] if len(words) > 2 else words[1]))
        elif found:
            last = texts[-1]
            last.expected.append((found[1], 0 if found[2] == "0" else last.text.count("\n") + 1))
        elif not BESIDE.match(line):
            texts[-1].text += line + "\n"
    return texts


FILES = sorted(GOLDEN.glob("*/*.yaml"))
