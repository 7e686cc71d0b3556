"""What measured: the processor, the system, the compiler, versions. No names of hosts, no paths."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import subprocess
from pathlib import Path

from engine import ENTRIES


def first(pattern: str, path: str) -> str | None:
    try:
        found = re.search(pattern, Path(path).read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return None
    return found.group(1).strip() if found else None


def compiler() -> str:
    path = first(r"^CMAKE_CXX_COMPILER:[A-Z]+=(.*)$", "build/bench/CMakeCache.txt") or "c++"
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout.split("\n")[0]
    told = re.sub(r"\s*\(.*?\)", "", told)
    return re.sub(r"^c\+\+", "g++", told)  # clang says its own name


def caches() -> str:
    found = {}
    for folder in sorted(Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        level, kind = ((folder / name).read_text().strip() for name in ("level", "type"))
        if kind != "Instruction":
            kilobytes = int((folder / "size").read_text().strip().removesuffix("K"))
            found[f"L{level}"] = f"{kilobytes} KiB" if kilobytes < 1024 else f"{kilobytes // 1024} MiB"
    return ", ".join(f"{level} {size}" for level, size in found.items())


def describe() -> dict[str, str]:
    memory = int(first(r"^MemTotal:\s+(\d+)", "/proc/meminfo") or 0)
    flags = (first(r"^flags\s*: (.*)$", "/proc/cpuinfo") or "").split()
    virtual = ", virtual machine" if "hypervisor" in flags else ""
    return {
        "processor": (first(r"^model name\s*: (.*)$", "/proc/cpuinfo") or platform.processor()) + virtual,
        "cores": f"1 used of {os.cpu_count()}",
        "caches": caches(),
        "memory": f"{memory / 2**20:.0f} GiB",
        "system": first(r'^PRETTY_NAME="(.*)"', "/etc/os-release") or platform.system(),
        "compiler": f"{compiler()}, Release",
        "Python": platform.python_version(),
    }


def load_average() -> float:
    return round(os.getloadavg()[0], 1)


def versions() -> dict[str, str]:
    """Of every package that is compared, and of those beneath them that do the work."""
    names = {entry.package for entry in ENTRIES} | {"pyarrow", "numexpr"}
    found = {}
    for name in sorted(names):
        if name == "masa":
            found[name] = first(r"^project\(masa VERSION (\S+)", "CMakeLists.txt") or ""
            continue
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "not available"
    return found
