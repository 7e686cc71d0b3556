"""Read from a log how many tests passed and failed: of ctest, pytest or `masa test`. A log without counts is one."""

import re
import sys
from pathlib import Path


def count(text: str, status: int) -> tuple[int, int]:
    passed = failed = 0
    for match in re.finditer(r"tests passed, (\d+) tests failed out of (\d+)", text):  # ctest
        failed += int(match.group(1))
        passed += int(match.group(2)) - int(match.group(1))
    for line in text.splitlines():
        if re.fullmatch(r"\d+ passed, \d+ failed", line):  # masa test, lint
            numbers = [int(n) for n in re.findall(r"\d+", line)]
            passed += numbers[0]
            failed += numbers[1]
        elif re.search(r" in [\d.]+s", line):  # pytest
            passed += sum(int(n) for n in re.findall(r"(\d+) passed", line))
            failed += sum(int(n) for n in re.findall(r"(\d+) (?:failed|error)", line))
    if status != 0 and failed == 0:
        failed = 1
    if passed == 0 and failed == 0:
        passed = 1
    return passed, failed


if __name__ == "__main__":
    log, status = sys.argv[1], int(sys.argv[2])
    print(*count(Path(log).read_text(encoding="utf-8", errors="replace"), status))
