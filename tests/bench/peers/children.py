"""Runs the measurements, each engine in a process of its own, and the C++ benchmarks."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

BUILD = Path("build/bench")
ONE_THREAD = dict.fromkeys(
    ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
     "NUMEXPR_MAX_THREADS", "RAYON_NUM_THREADS", "TOKIO_WORKER_THREADS"),
    "1",
)  # fmt: skip


def environment() -> dict[str, str]:
    return {**os.environ, **ONE_THREAD, "PYTHONPATH": str(BUILD / "python"), "PYTHONWARNINGS": "ignore"}


def measure(words: list[str], seconds: float) -> tuple[list[dict[str, Any]], str | None]:
    """What measure.py finds, and why it did not end well. It is stopped when it says nothing for so many seconds."""
    command = [sys.executable, "tests/bench/peers/measure.py", *words]
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment())
        lines: queue.Queue[str | None] = queue.Queue()

        def read() -> None:
            assert child.stdout is not None
            for line in child.stdout:
                lines.put(line)
            lines.put(None)

        threading.Thread(target=read, daemon=True).start()
        try:
            while (line := lines.get(timeout=seconds)) is not None:
                found.append(json.loads(line))
        except queue.Empty:
            child.kill()
            child.wait()
            return found, f"stopped after {seconds:.0f} s"
        if child.wait() == 0:
            return found, None
        errors.seek(0)
        last = (errors.read().strip().splitlines() or [""])[-1]
    why = f"ended by signal {-child.returncode}" if child.returncode < 0 else last[:200]
    return found, why


def cpp(filter_by: str, repetitions: int) -> dict[str, list[float]]:
    """Seconds a call, of each repetition, by the benchmark's name."""
    command = [
        str(BUILD / "tests/masa_bench"), f"--benchmark_filter={filter_by}", "--benchmark_format=json",
        "--benchmark_min_time=0.05", f"--benchmark_repetitions={repetitions}",
    ]  # fmt: skip
    if hasattr(os, "sched_setaffinity"):
        core = max(os.sched_getaffinity(0))
        command = ["taskset", "-c", str(core), *command]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    units = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}
    times: dict[str, list[float]] = {}
    for one in json.loads(told)["benchmarks"]:
        if one["run_type"] == "iteration" and not one.get("error_occurred"):
            times.setdefault(one["run_name"], []).append(one["real_time"] * units[one["time_unit"]])
    return times
