"""Fail where the code does not keep to lib/LAYERS.

Each layer includes only layers that its line names, libraries only at home, and the engine touches no files, threads,
clocks, environment or locale. No file of lib/ or bindings/ is longer than one reads in a sitting.
"""

import re
import sys
import tempfile
from pathlib import Path

LONGEST = 400
HOMES = {"yaml-cpp": "yaml-cpp", "nlohmann": "nlohmann", "boost": "boost", "masa": "masa"}
# What from base to api is not for: bytes in, bytes out.
OUTSIDE_WORLD = re.compile(
    r"<(fstream|filesystem|iostream|cstdio|thread|mutex|future|atomic|ctime|locale|random|unistd\.h)>"
    r"|std::(thread|async|getenv|locale|chrono::(system|steady)_clock)|\b(getenv|setlocale|fopen|time)\("
)
INCLUDE = re.compile(r'^\s*#include\s+["<]([^">]+)[">]')


def read_layers(root: Path) -> dict[str, tuple[set[str], set[str]]]:
    layers: dict[str, tuple[set[str], set[str]]] = {}
    for line in (root / "lib" / "LAYERS").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, rest = line.partition(":")
        lower, _, homes = rest.partition(";")
        for other in lower.split():
            if other not in layers:
                raise SystemExit(f"lib/LAYERS: {name} names {other}, which is not below it")
        layers[name] = (set(lower.split()) | {name}, set(homes.split()))
    return layers


def check_include(place: str, target: str, allowed: set[str], homes: set[str], layers: set[str]) -> list[str]:
    first = target.split("/")[0]
    if "/" in target and first in layers and first not in allowed:
        return [f"{place}: includes {target}, and its layer may not"]
    if first in HOMES and "/" in target and HOMES[first] not in homes:
        return [f"{place}: includes {target}, which has its home elsewhere"]
    return []


def check(root: Path) -> list[str]:
    layers = read_layers(root)
    names = set(layers)
    problems: list[str] = []
    for path in sorted([*(root / "lib").rglob("*"), *(root / "bindings").rglob("*"), *(root / "include").rglob("*")]):
        if path.suffix not in {".cpp", ".hpp", ".h", ".def"}:
            continue
        parts = path.relative_to(root).parts
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > LONGEST:
            problems.append(f"{path.relative_to(root)}: {len(lines)} lines; look for the seam")
        if parts[0] == "lib":
            if parts[1] not in layers:
                problems.append(f"{path.relative_to(root)}: {parts[1]} is no line of lib/LAYERS")
                continue
            allowed, homes = layers[parts[1]]
        elif parts[0] == "bindings":
            allowed, homes = set(), {"masa", "nlohmann"} if parts[1] == "c" else {"masa"}
        else:
            allowed, homes = set(), {"masa"}
        for number, line in enumerate(lines, 1):
            place = f"{path.relative_to(root)}:{number}"
            found = INCLUDE.match(line)
            if found:
                problems += check_include(place, found.group(1), allowed, homes, names)
            if parts[0] == "lib" and OUTSIDE_WORLD.search(line.split("//")[0]):
                problems.append(f"{place}: the engine reaches outside: {line.strip()}")
    return problems


def self_test() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for layer in ("base", "eval"):
            (root / "lib" / layer).mkdir(parents=True)
        (root / "bindings").mkdir()
        (root / "include").mkdir()
        (root / "lib" / "LAYERS").write_text("base:\neval: base\n")
        (root / "lib" / "base" / "bad.cpp").write_text(
            '#include "eval/x.hpp"\n#include <yaml-cpp/yaml.h>\nauto t = getenv("X");\n'
        )
        (root / "lib" / "eval" / "good.cpp").write_text('#include "base/x.hpp"\n#include <vector>\n')
        found = check(root)
    places = [problem.split(" ")[0] for problem in found]
    expected = ["lib/base/bad.cpp:1:", "lib/base/bad.cpp:2:", "lib/base/bad.cpp:3:"]
    if places != expected:
        print(f"expected {expected}, found {found}")
        return 1
    return 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(self_test())
    complaints = check(Path(sys.argv[1]))
    print("\n".join(complaints) if complaints else "every include keeps to lib/LAYERS")
    sys.exit(1 if complaints else 0)
