"""Fail where the code does not keep to lib/LAYERS.

Each layer includes only layers that its line names, libraries only at home, and the engine touches no files, threads,
clocks, environment or locale. No file of lib/ or bindings/ is longer than one reads in a sitting.
"""

import re
import sys
import tempfile
from pathlib import Path

LONGEST = 400
# The first part of an include, and the name by which lib/LAYERS lets it in.
HOMES = {name: name for name in ("yaml-cpp", "nlohmann", "boost", "masa", "fmt", "pybind11", "CLI")}
BINDINGS = {"c": {"masa", "fmt", "nlohmann"}, "cli": {"masa", "fmt", "CLI"}, "python": {"masa", "fmt", "pybind11"}}
# What from base to api is not for: bytes in, bytes out.
OUTSIDE_WORLD = re.compile(
    r"<(fstream|filesystem|iostream|cstdio|stdio\.h|thread|mutex|shared_mutex|condition_variable|future|atomic|ctime"
    r"|time\.h|locale|clocale|locale\.h|random|unistd\.h)>"
    r"|std::(j?thread|async|locale|filesystem)\b|\b(system|steady|high_resolution|utc|file)_clock::now\b"
    r"|\b(getenv|secure_getenv|setenv|setlocale|fopen|system|time)\("
)
THREADS = "lib/columns/threads.hpp"  # the one file where threads stand
INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]')


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
        layers[name] = (set(lower.split()) | {name}, set(homes.split()) | {"fmt"})
    return layers


def check_include(place: str, target: str, allowed: set[str], homes: set[str], layers: set[str]) -> list[str]:
    first = target.split("/")[0]
    if first in {".", ".."}:
        return [f"{place}: includes {target}; name it from lib/ or include/ instead"]
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
            allowed, homes = set(), BINDINGS.get(parts[1], {"masa"})
        else:
            allowed, homes = set(), {"masa"}
        for number, line in enumerate(lines, 1):
            place = f"{path.relative_to(root)}:{number}"
            found = INCLUDE.match(line)
            if found:
                problems += check_include(place, found.group(1), allowed, homes, names)
            is_engine = parts[0] == "lib" and path.relative_to(root).as_posix() != THREADS
            if is_engine and OUTSIDE_WORLD.search(line.split("//")[0]):
                problems.append(f"{place}: the engine reaches outside: {line.strip()}")
    return problems


# One bad line each, and where it stands: every one must be found, and nothing of the good file.
BAD = {
    "lib/base/upwards.cpp": '#include "eval/x.hpp"',
    "lib/base/spaced.cpp": '# include "eval/x.hpp"',
    "lib/base/sideways.cpp": '#include "../eval/x.hpp"',
    "lib/base/library.cpp": "#include <yaml-cpp/yaml.h>",
    "lib/base/binding.cpp": "#include <pybind11/pybind11.h>",
    "lib/base/environment.cpp": 'auto x = secure_getenv("X");',
    "lib/base/clock.cpp": "auto now = system_clock::now();",
    "lib/base/threads.cpp": "std::jthread worker;",
    "lib/base/files.cpp": "std::filesystem::path path;",
    "lib/base/locale.cpp": "#include <clocale>",
    "include/masa/public.hpp": "#include <fmt/format.h>",
    "bindings/cli/inside.cpp": '#include "eval/x.hpp"',
    "bindings/cli/library.cpp": "#include <boost/graph/graph_traits.hpp>",
    "lib/nowhere/lost.cpp": "",
    "lib/base/long.cpp": "\n" * (LONGEST + 1),
}
GOOD = '#include "base/x.hpp"\n#include <fmt/format.h>\n#include <vector>\nint run_time(int lifetime);\n'


def self_test() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, text in {**BAD, "lib/eval/good.cpp": GOOD, "lib/LAYERS": "base:\neval: base\n"}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        found = {problem.split(":")[0] for problem in check(root)}
    for path in sorted(found ^ set(BAD)):
        print(f"{path}: {'not found' if path in BAD else 'complained of without cause'}")
    return 1 if found != set(BAD) else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(self_test())
    complaints = check(Path(sys.argv[1]))
    print("\n".join(complaints) if complaints else "every include keeps to lib/LAYERS")
    sys.exit(1 if complaints else 0)
