"""Every check of style, each a test: C++, Python, layering, the layout of packs. Closes with `N passed, M failed`.

clang-tidy takes most of the time, so a file that passed is not read again until it, a header or the settings change.
"""

import argparse
import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CACHE = Path("build/lint")
CPP_FOLDERS = ["lib", "include", "bindings", "tests", "examples"]


def tracked(folders: list[str], endings: tuple[str, ...]) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *folders],
        check=True, capture_output=True, text=True,
    ).stdout.split("\n")  # fmt: skip
    return [path for path in listed if path.endswith(endings) and Path(path).exists()]


def run(command: list[str]) -> tuple[bool, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def digest(paths: list[str]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.encode())
        whole.update(Path(path).read_bytes())
    return whole.hexdigest()


def tidy(tool: str, sources: list[str], shared: str) -> list[tuple[str, bool, str]]:
    CACHE.mkdir(parents=True, exist_ok=True)

    def one(source: str) -> tuple[str, bool, str]:
        stamp = CACHE / hashlib.sha256((source + shared + digest([source])).encode()).hexdigest()
        if stamp.exists():
            return source, True, ""
        good, text = run([tool, "-p", "build/ci", "--quiet", "--extra-arg=-Wno-deprecated-declarations", source])
        if good:
            stamp.touch()
        return source, good, text

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(one, sources))


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--llvm", required=True)
    llvm = options.parse_args().llvm
    bin_folder = Path(sys.executable).parent
    headers = tracked(CPP_FOLDERS, (".hpp", ".h", ".def"))
    sources = tracked(CPP_FOLDERS, (".cpp", ".c"))
    # The extension and the tests are mostly other people's macros; what matters of them is the compiler's warnings.
    in_build = [s for s in sources if s.startswith(("lib/", "bindings/c/", "bindings/cli/"))]
    python = ["python", "tools", "tests", "examples"]
    results: list[tuple[str, bool, str]] = []
    formatted = [*sources, *(h for h in headers if not h.endswith(".def"))]
    results.append(("clang-format", *run([f"clang-format-{llvm}", "--dry-run", "-Werror", *formatted])))
    results.append(("ruff check", *run([str(bin_folder / "ruff"), "check", *python])))
    results.append(("ruff format", *run([str(bin_folder / "ruff"), "format", "--check", *python])))
    results.append(("mypy", *run([str(bin_folder / "mypy"), "python/masa", "tools"])))
    results.append(("layering", *run([sys.executable, "tests/layering/check_layers.py", "."])))
    results.append(("masa format", *run(["build/ci/bindings/cli/masa", "format", "--check", "rules", "examples"])))
    shared = digest([*headers, ".clang-tidy"])
    results += [(f"clang-tidy {name}", good, text) for name, good, text in tidy(f"clang-tidy-{llvm}", in_build, shared)]
    bad = [result for result in results if not result[1]]
    for name, _, text in bad:
        print(f"--- {name}\n{text.strip()[:6000]}\n")
    print(f"{len(results) - len(bad)} passed, {len(bad)} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
