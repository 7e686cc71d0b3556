"""Print the requirements of some extras of pyproject.toml, one a line, without needing a TOML library (Python 3.10)."""

import re
import sys
from pathlib import Path


def extras(names: list[str]) -> list[str]:
    text = Path("pyproject.toml").read_text(encoding="utf-8")
    found: list[str] = []
    for name in names:
        block = re.search(rf"^{name} = \[([^\]]*)\]", text, re.MULTILINE)
        if block is None:
            raise SystemExit(f"pyproject.toml has no extra {name}")
        found += re.findall(r'"([^"]+)"', block.group(1))
    return found


if __name__ == "__main__":
    print("\n".join(extras(sys.argv[1:])))
