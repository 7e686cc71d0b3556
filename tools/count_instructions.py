"""Count the instructions of fixed work under callgrind, and fail where they are not those that were kept.

Each workload of tests/instructions/ is run by itself; tests/instructions/counts.json keeps what it took. The same
program takes the same instructions each time, whatever else the machine does, so no seconds are compared. The tolerance
is for what is not ours and differs between machines: patch releases of the compiler, of the standard library and of
yaml-cpp, and the copies of memory that the C library picks by processor. `MASA_ACCEPT=1` keeps what is counted now.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

PROGRAM = Path("build/ci/tests/masa_instructions")
KEPT = Path("tests/instructions/counts.json")
OUT = Path("build/instructions")  # a profile of each workload, for callgrind_annotate
TOLERANCE = 0.05


class Made(NamedTuple):
    """What a count depends on beside the code."""

    compiler: str  # with its version
    kernels: str  # those of the columns, which are chosen by processor

    def is_like(self, other: "Made") -> bool:
        return self.compiler.split(".")[0] == other.compiler.split(".")[0] and self.kernels == other.kernels

    def __str__(self) -> str:
        return f"{self.compiler}, {self.kernels}"


class Counts(NamedTuple):
    made: Made
    of: dict[str, int]


def workloads() -> list[str]:
    return subprocess.run([PROGRAM], check=True, capture_output=True, text=True).stdout.split()


def count(workload: str) -> tuple[Made, int]:
    profile = OUT / f"{workload}.out"
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={profile}", PROGRAM, workload],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode != 0:
        raise SystemExit(f"{workload}: {done.stderr}")
    totals = re.search(r"^totals: (\d+)$", profile.read_text(encoding="utf-8"), re.MULTILINE)
    if totals is None or int(totals[1]) == 0:
        raise SystemExit(f"{workload}: nothing was counted")
    return Made(**json.loads(done.stdout)), int(totals[1])


def count_all() -> Counts:
    OUT.mkdir(parents=True, exist_ok=True)
    names = workloads()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counted = list(pool.map(count, names))
    return Counts(counted[0][0], dict(zip(names, (number for _, number in counted), strict=True)))


def read_kept() -> Counts | None:
    if not KEPT.exists():
        return None
    text = json.loads(KEPT.read_text(encoding="utf-8"))
    return Counts(Made(text["compiler"], text["kernels"]), text["counts"])


def keep(now: Counts) -> None:
    text = json.dumps({**now.made._asdict(), "counts": now.of}, indent=2)
    KEPT.write_text(text + "\n", encoding="utf-8")


def complaint(kept: int | None, now: int | None) -> str:
    """What is wrong with a count; empty: nothing."""
    if kept is None:
        return "new: no count is kept of it"
    if now is None:
        return "a count is kept, and there is no such work"
    if now > kept * (1 + TOLERANCE):
        return "takes more: find out why, or keep the higher count and say why in the commit"
    if now < kept * (1 - TOLERANCE):
        return "takes less: keep the lower count, so that the gain stays"
    return ""


def line(name: str, kept: int | None, now: int | None, says: str) -> str:
    numbers = "".join(f"{number:>16,}" if number is not None else f"{'-':>16}" for number in (kept, now))
    ratio = f"{now / kept:>8.3f}" if now is not None and kept else f"{'-':>8}"
    return f"{name:<20}{numbers}{ratio}  {says}".rstrip()


def compare(kept: Counts, now: Counts) -> int:
    """Prints the table; how many counts are wrong."""
    is_like = now.made.is_like(kept.made)
    names = list(dict.fromkeys([*now.of, *kept.of]))
    failed = 0
    print(f"{'workload':<20}{'kept':>16}{'now':>16}{'ratio':>8}")
    for name in names:
        says = complaint(kept.of.get(name), now.of.get(name)) if is_like else ""
        failed += says != ""
        print(line(name, kept.of.get(name), now.of.get(name), says))
    print(f"\nkept of {kept.made}; now {now.made}")
    if not is_like:  # no count of tests: the part of the gate counts as one
        print("note: counts of another compiler or processor say nothing about the code, so none was compared")
        return 0
    if failed:
        print(f"the tolerance is {TOLERANCE:.0%}; `MASA_ACCEPT=1 ./dev instructions` keeps the counts of now")
    print(f"{len(names) - failed} passed, {failed} failed")
    return failed


def main() -> int:
    if shutil.which("valgrind") is None or not PROGRAM.exists():
        raise SystemExit(f"valgrind with its headers is needed, and {PROGRAM}, which is built where they are")
    now = count_all()
    if "MASA_ACCEPT" in os.environ:
        keep(now)
    return 1 if compare(read_kept() or Counts(now.made, {}), now) else 0


if __name__ == "__main__":
    sys.exit(main())
