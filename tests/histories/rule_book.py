"""The packs about children who move, as texts: so that a test may break one of their rules on purpose."""

from __future__ import annotations

from pathlib import Path

RULES = Path(__file__).resolve().parents[2] / "rules"
NEEDED = (
    "calendars",
    "network.yaml",
    "serious-incidents.yaml",
    "children-who-move.yaml",
    "moving-duties.yaml",
    "scotland",
)


def pack_texts() -> dict[str, str]:
    """Those that speak of a child who moves, and what these use."""
    found = {str(path.relative_to(RULES)): path.read_text("utf-8") for path in sorted(RULES.rglob("*.yaml"))}
    return {path: text for path, text in found.items() if any(part in path for part in NEEDED)}
