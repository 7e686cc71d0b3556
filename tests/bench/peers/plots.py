"""The plots, as SVG: colours that colour-blind eyes tell apart (Okabe and Ito), dark, middle and white in print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import matplotlib
import report

matplotlib.use("svg")
import matplotlib.pyplot as plt

INK, PALE = "#1b2430", "#d5dae0"
MASA, HAND, PEER = "#0072B2", "#6b7580", "#E69F00"
COLOURS = ("#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#B8860B", "#7A3E9D", "#333333", "#8c564b", "#E69F00", "#1b7f79")
MARKERS = "os^Dv<>Pp*hX"
LEADER = {"arrowstyle": "-", "lw": 0.5, "shrinkA": 1, "shrinkB": 3, "relpos": (0, 0.5)}
Line = tuple[str, str, list[float], list[float]]


def style() -> None:
    plt.rcParams.update({
        "font.family": "DejaVu Sans", "font.size": 9.5, "svg.hashsalt": "masa", "svg.fonttype": "path",
        "axes.edgecolor": INK, "axes.labelcolor": INK, "text.color": INK, "xtick.color": INK, "ytick.color": INK,
        "axes.spines.top": False, "axes.spines.right": False, "axes.titlesize": 10.5, "axes.titleweight": "bold",
        "axes.titlelocation": "left", "axes.grid": True, "grid.color": PALE, "grid.linewidth": 0.6,
        "axes.axisbelow": True,
    })  # fmt: skip


def save(figure: Any, path: Path) -> None:
    figure.savefig(path, metadata={"Date": None, "Creator": None}, bbox_inches="tight", facecolor="white")
    plt.close(figure)


def kind(name: str) -> str:
    """The colour of masa, of what is written by hand, of peers."""
    if name.startswith("masa"):
        return MASA
    return HAND if name.startswith(("C++", "the inputs")) else PEER


def fill(colour: str) -> dict[str, Any]:
    return {"facecolor": "white" if colour == HAND else colour, "edgecolor": INK, "linewidth": 0.7}


def key_of(axes: Any, names: Sequence[str]) -> None:
    from matplotlib.patches import Patch

    meant = (("masa", MASA), ("by hand", HAND), ("peers", PEER))
    there = {kind(name) for name in names}
    patches: Any = [Patch(label=name, **fill(colour)) for name, colour in meant if colour in there]
    axes.legend(handles=patches, loc="upper right", frameon=True, edgecolor=PALE, framealpha=1)


def bars(axes: Any, names: Sequence[str], values: Sequence[float], labels: Sequence[str]) -> None:
    for place, (name, value, label) in enumerate(zip(names, values, labels, strict=True)):
        axes.barh(place, value, height=0.7, **fill(kind(name)))
        axes.annotate(label, (value, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8.5)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.grid(axis="y", visible=False)
    low, high = axes.get_xlim()
    axes.set_xlim(low, high * 6)


def ticks(axis: Any) -> None:
    axis.set_major_formatter(lambda value, _: report.duration(value).replace(".00", "").replace(".0", ""))


def spread_out(values: list[float], gap: float) -> list[float]:
    """The same places, in order, moved apart by so much at least."""
    order = sorted(range(len(values)), key=values.__getitem__)
    groups: list[list[Any]] = []
    for place in order:
        groups.append([values[place], [place]])
        while len(groups) > 1 and centre_gap(groups[-2], groups[-1], gap) < 0:
            second, first = groups.pop(), groups.pop()
            members = first[1] + second[1]
            middle = (first[0] * len(first[1]) + second[0] * len(second[1])) / len(members)
            groups.append([middle, members])
    out = list(values)
    for middle, members in groups:
        for number, place in enumerate(members):
            out[place] = middle + (number - (len(members) - 1) / 2) * gap
    return out


def centre_gap(first: list[Any], second: list[Any], gap: float) -> float:
    needed = (len(first[1]) + len(second[1])) / 2 * gap
    return float(second[0] - first[0] - needed)


def lines(axes: Any, drawn: Sequence[Line], height: float) -> None:
    """Lines with their names at their ends; `height`: of the axes, in points. One without points keeps its colour."""
    import math

    axes.set_xscale("log")
    axes.set_yscale("log")
    peers = 0
    ends = []
    for place, (name, _, xs, ys) in enumerate(drawn):
        colour = kind(name)
        if colour == PEER:
            colour = COLOURS[peers % len(COLOURS)]
            peers += 1
        if not xs:
            continue
        dashes = "-" if name.startswith("masa") else ("--" if colour == HAND else "-")
        width = 2.2 if name.startswith("masa") else 1.2
        axes.plot(
            xs, ys, dashes, color=colour, marker=MARKERS[place % len(MARKERS)], ms=4.5, lw=width, mec="white", mew=0.5
        )
        ends.append((name, colour, xs[-1], ys[-1]))
    low, high = (math.log10(value) for value in axes.get_ylim())
    right = max(end[2] for end in ends)
    places = spread_out([math.log10(end[3]) for end in ends], (high - low) * 11.5 / height)
    for (name, colour, x, y), height_of_name in zip(ends, places, strict=True):
        axes.annotate(
            name, (x, y), xytext=(right * 1.7, 10**height_of_name), textcoords="data", color=colour, va="center",
            fontsize=8.5, annotation_clip=False, arrowprops={**LEADER, "color": colour},
        )  # fmt: skip
    ticks(axes.yaxis)


def draw_chain(found: report.Found, path: Path) -> None:
    rows = report.by_speed(found)
    full = max(report.sizes(found))
    names = [row["name"] for row in rows]
    values = [report.a_case(row, report.largest(row)) or 0 for row in rows]
    labels = [
        report.duration(value) + ("" if (size := report.largest(row)) == full else f"  ({report.count(size)} cases)")
        for row, value in zip(rows, values, strict=True)
    ]
    figure, axes = plt.subplots(figsize=(8, 5.4))
    bars(axes, names, values, labels)
    axes.set_xlim(right=axes.get_xlim()[1] * 3)
    ticks(axes.xaxis)
    axes.set_title(f"31 rules, one core: time a case, {report.count(full)} cases unless named")
    axes.set_xlabel("time a case (logarithmic; less is better)")
    key_of(axes, names)
    save(figure, path)


def draw_sizes(found: report.Found, path: Path) -> None:
    drawn: list[Line] = []
    for row in report.by_speed(found):
        sizes = [size for size in report.sizes(found) if str(size) in row["sizes"]]
        times = [row["sizes"][str(size)]["median"] / size for size in sizes]
        drawn.append((row["name"], row["key"], [float(size) for size in sizes], times))
    figure, axes = plt.subplots(figsize=(7, 6.2))
    lines(axes, drawn, 6.2 * 72 * 0.77)
    axes.set_title("31 rules, one core: time a case by the number of cases")
    axes.set_xlabel("cases")
    axes.set_ylabel("time a case")
    axes.xaxis.set_major_formatter(lambda value, _: report.count(int(value)))
    save(figure, path)


def draw_growth(found: report.Found, path: Path) -> None:
    figure, both = plt.subplots(1, 2, figsize=(12.5, 4.8), gridspec_kw={"wspace": 0.8})
    names = list(dict.fromkeys(one["name"] for one in found["growth"]))
    parts: list[tuple[Any, str, Callable[[report.Found], float | None]]] = [
        (both[0], "Time a case", lambda one: one["median"] / one["rows"] if "median" in one else None),
        (both[1], "Time to load the book", lambda one: one.get("loaded")),
    ]
    for axes, title, value in parts:
        drawn: list[Line] = []
        for name in names:
            pairs = [(one["rules"], value(one)) for one in found["growth"] if one["name"] == name]
            there = [(float(rules), time) for rules, time in pairs if time]
            drawn.append((name, name, [pair[0] for pair in there], [pair[1] for pair in there]))
        lines(axes, drawn, 4.8 * 72 * 0.77)
        axes.set_title(title)
        axes.set_xlabel("rules in the table")
        axes.xaxis.set_major_formatter(lambda value, _: report.count(int(value)))
    save(figure, path)


def draw_unknowns(found: report.Found, path: Path) -> None:
    figure, axes = plt.subplots(figsize=(6.4, 3.4))
    shares = [one["open"] for one in found["unknowns"]]
    both = (
        ("Python, Arrow", [1e9 * one["median"] / one["rows"] for one in found["unknowns"]], "--", "s", "#D55E00"),
        ("C++, columns", [1e9 * one["cpp"]["median"] / 1e6 for one in found["unknowns"]], "-", "o", MASA),
    )
    for name, times, dashes, marker, colour in both:
        axes.plot(shares, times, dashes, marker=marker, color=colour, lw=1.8)
        axes.annotate(
            name, (shares[-1], times[-1]), xytext=(8, 0), textcoords="offset points", color=colour, va="center"
        )
    axes.set_ylim(bottom=0)
    axes.set_xticks(shares, [f"{share} %" for share in shares])
    axes.set_title(f"masa, 31 rules, {report.count(found['unknowns'][0]['rows'])} cases: some values missing")
    axes.set_xlabel("values missing, of each fact")
    axes.set_ylabel("time a case, ns")
    save(figure, path)


def draw_load(found: report.Found, path: Path) -> None:
    rows = sorted(found["load"], key=lambda one: float(one["imported"] + one["loaded"]))
    figure, both = plt.subplots(1, 2, figsize=(10, 4.6), sharey=True, gridspec_kw={"wspace": 0.06})
    names = [one["name"] for one in rows]
    times = [one["imported"] + one["loaded"] for one in rows]
    bars(both[0], names, times, [report.duration(time) for time in times])
    ticks(both[0].xaxis)
    both[0].set_title("Import and load the 31 rules")
    memory = [float(one["after"] - one["before"]) for one in rows]
    bars(both[1], names, memory, [report.size_of(value) for value in memory])
    both[1].xaxis.set_major_formatter(lambda value, _: f"{value / 1e6:g} MB")
    both[1].set_title("Memory for both")
    both[1].invert_yaxis()
    key_of(both[1], names)
    save(figure, path)


def draw(found: report.Found, folder: Path) -> None:
    style()
    folder.mkdir(parents=True, exist_ok=True)
    draw_chain(found, folder / "peers-chain.svg")
    draw_sizes(found, folder / "peers-sizes.svg")
    draw_unknowns(found, folder / "peers-unknowns.svg")
    draw_load(found, folder / "peers-load.svg")
    draw_growth(found, folder / "peers-growth.svg")
