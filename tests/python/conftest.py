"""What the Python tests share: the repository's rules, and one invented case."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import masa
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths in the tests and in the examples are those of somebody who stands at the root of the repository."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def rules() -> masa.RuleBook:
    return masa.load(os.path.relpath(ROOT / "rules"))


@pytest.fixture
def robin() -> dict[str, object]:
    """A child seriously hurt, abuse or neglect suspected: all that notifying needs is known."""
    return {
        "incident": {
            "date": datetime.date(2025, 6, 14),
            "place": "darlington",
            "authority_aware_on": datetime.date(2025, 6, 16),
        },
        "people": [
            {
                "id": "robin",
                "born": datetime.date(2021, 3, 9),
                "home": "darlington",
                "died": False,
                "serious_physical_harm": True,
                "abuse_or_neglect": "suspected",
                "suspected_by": ["darlington"],
                "looked_after_by": None,
            }
        ],
    }


@pytest.fixture
def robin_unclear(robin: dict[str, object]) -> dict[str, object]:
    """The same child, abuse or neglect asked about and not known."""
    people = robin["people"]
    assert isinstance(people, list)
    people[0]["abuse_or_neglect"] = None
    del people[0]["suspected_by"]
    return robin
