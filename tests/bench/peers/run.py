"""`./dev bench --peers`: masa and its peers on one machine, in one run. Writes tables and plots into docs/."""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cases
import children
import growth
import machine
import measure
import plots
import report
from engine import ENTRIES

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
CPP = {
    "copied": ("sized_copied", "the inputs copied (memcpy)"),
    "vectors": ("sized_with_vectors", "C++ by hand, AVX2"),
    "masa_cpp": ("sized_in_columns", "masa, C++, columns"),
    "by_hand": ("sized_by_hand", "C++ by hand, row by row"),
}
GROWN_NAMES = {
    "masa": "masa, Python, Arrow",
    "duckdb_join": "DuckDB, rules joined",
    "duckdb_case": "DuckDB, CASE",
    "polars": "polars, when/then",
    "numpy": "NumPy, select",
    "jsonlogic": "JSON-Logic (datalogic)",
    "zen": "GoRules ZEN",
    "clips": "CLIPS",
}
STEP, GROWTH_STEP = 120.0, 60.0  # seconds until a step of a child is stopped


def say(text: str) -> None:
    print(f"· {text}", file=sys.stderr, flush=True)


def chain_rows(most: int) -> list[dict[str, Any]]:
    """Every engine once, and again from the last to the first: what else the machine does meets all of them."""
    sizes = [size for size in SIZES if size <= most]
    rows: list[dict[str, Any]] = [{"key": key, "name": name, "package": ""} for key, (_, name) in CPP.items()]
    for entry in ENTRIES:
        named = {"key": entry.key, "name": entry.name, "package": entry.package}
        rows.append({**named, "form": entry.form, "most": entry.most})
    for row in rows:
        row.update(sizes={}, failed=None)
    for turn in range(measure.ROUNDS):
        for row in reversed(rows) if turn % 2 else rows:
            say(f"{row['name']} ({turn + 1} of {measure.ROUNDS})")
            found, failed = chain_times(row, [size for size in sizes if size <= row.get("most", most)])
            row["failed"] = row["failed"] or failed
            for size, times in found.items():
                row["sizes"].setdefault(size, []).extend(times)
    for row in rows:
        row["sizes"] = {size: measure.spread(times) for size, times in row["sizes"].items()}
    return rows


def chain_times(row: dict[str, Any], sizes: list[int]) -> tuple[dict[str, list[float]], str | None]:
    if row["key"] in CPP:
        benchmark = CPP[row["key"]][0]
        wanted = "|".join(map(str, sizes))
        times = children.cpp(f"^{benchmark}/({wanted})$", measure.REPEATS // measure.ROUNDS)
        failed = None if times else "this processor has no AVX2"
        return {name.split("/")[1]: of_size for name, of_size in times.items()}, failed
    found, failed = children.measure(["chain", row["key"], *map(str, sizes)], STEP)
    return {str(one["rows"]): one["times"] for one in found if "rows" in one}, failed


def load_rows(most: int) -> list[dict[str, Any]]:
    rows = []
    for entry in ENTRIES:
        say(f"load and memory: {entry.name}")
        loads = [one for _ in range(3) for one in children.measure(["load", entry.key], STEP)[0]]
        if not loads:
            continue
        loads.sort(key=lambda one: float(one["imported"] + one["loaded"]))
        size = min(entry.most, most, 1_000_000)
        memory, failed = children.measure(["memory", entry.key, str(size)], STEP)
        used = memory[-1] if memory and "peak" in memory[-1] else {}
        rows.append({"key": entry.key, "name": entry.name, **loads[len(loads) // 2], **used, "failed": failed})
    return rows


def growth_rows(most_rules: int) -> list[dict[str, Any]]:
    rows = []
    for key in measure.GROWN:
        stopped = None
        for rules in (size for size in growth.SHAPES if size <= most_rules):
            row: dict[str, Any] = {"key": key, "name": GROWN_NAMES[key], "rules": rules}
            if stopped:
                rows.append({**row, "failed": f"not tried: {stopped} at fewer rules"})
                continue
            say(f"{rules:,} rules: {GROWN_NAMES[key]}")
            found, failed = children.measure(["growth", key, str(rules)], GROWTH_STEP)
            for one in found:
                row.update(one if "rows" in one else {"loaded": one["loaded"], "book_memory": one["memory"]})
            if failed:
                stopped = "stopped" if failed.startswith("stopped") else "it failed"
            rows.append({**row, "failed": failed})
    return rows


def unknown_rows(most: int) -> list[dict[str, Any]]:
    say("missing facts")
    size = min(most, 1_000_000)
    found, failed = children.measure(["unknowns", "-", str(size)], STEP)
    if failed:
        raise SystemExit(f"missing facts: {failed}")
    cpp = children.cpp("^chain_in_columns/", measure.REPEATS)
    for one in found:
        one["cpp"] = measure.spread(cpp[f"chain_in_columns/{one['open']}"])
    return found


def main() -> None:
    options = argparse.ArgumentParser(prog="./dev bench --peers", description=__doc__)
    options.add_argument("--most", type=int, default=SIZES[-1], help="cases at most, from 1000")
    options.add_argument("--most-rules", type=int, default=100_000, help="rules at most, from 10")
    options.add_argument("--out", type=Path, default=Path("docs"), help="the folder for tables and plots")
    options.add_argument("--parts", default=",".join(PARTS), help="those measured anew; others are kept as they are")
    options.add_argument("--draw", action="store_true", help="measure nothing: tables and plots from peers.json again")
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    kept = chosen.out / "peers.json"
    found = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    if not chosen.draw:
        found = {**found, **measured(chosen.parts.split(","), chosen.most, chosen.most_rules)}
        write_json(kept, found)
        found = json.loads(kept.read_text(encoding="utf-8"))
    (chosen.out / "peers.md").write_text(report.markdown(found), encoding="utf-8")
    plots.draw(found, chosen.out / "images")
    print(report.terminal(found))


def measured(parts: list[str], most: int, most_rules: int) -> dict[str, Any]:
    cases.PATH.parent.mkdir(parents=True, exist_ok=True)
    writer = children.BUILD / "tests/masa_chain_cases"
    subprocess.run([str(writer), str(max(most, SIZES[0])), str(cases.PATH)], check=True)
    cases.check_drawn(min(most, 100_000))
    found: dict[str, Any] = {"machine": machine.describe(), "versions": machine.versions()}
    for part in parts:
        begun = machine.load_average()
        found[part] = PARTS[part](most_rules if part == "growth" else most)
        loads = [begun, machine.load_average()]
        found[f"{part}_run"] = {"date": datetime.date.today().isoformat(), "load_average": loads}
    cases.PATH.unlink()
    return found


PARTS: dict[str, Callable[[int], list[dict[str, Any]]]] = {
    "chain": chain_rows,
    "unknowns": unknown_rows,
    "load": load_rows,
    "growth": growth_rows,
}


def write_json(path: Path, found: dict[str, Any]) -> None:
    def rounded(value: Any) -> Any:
        if isinstance(value, float):
            return float(f"{value:.4g}")
        if isinstance(value, dict):
            return {key: rounded(one) for key, one in value.items()}
        return [rounded(one) for one in value] if isinstance(value, list) else value

    path.write_text(json.dumps(rounded(found), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
