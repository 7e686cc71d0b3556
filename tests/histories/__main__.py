"""The ledger of the invariants: `python -m tests.histories [HISTORIES]` searches, and prints how each is held."""

from __future__ import annotations

import sys
from collections import Counter

import masa

from .alphabet import PLANS, all_histories, alphabet, random_history
from .invariants import INVARIANTS, broken
from .rule_book import pack_texts


def main() -> int:
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    rules, found = masa.load(pack_texts()), Counter[str]()
    short = 0
    for plan in PLANS:
        for case in all_histories((plan,), alphabet(plan), 1):
            short += 1
            found.update({id for id, _ in broken(rules, case)})
    for seed in range(histories):
        found.update({id for id, _ in broken(rules, random_history(seed, 40 if seed % 10 == 0 else 8))})
    print(f"searched: {short} histories of one letter, {histories} random ones of up to 40\n")
    for one in INVARIANTS:
        count = f"{found[one.id] or 'no'} counterexample{'s' * (found[one.id] > 1)}"
        print(f"{one.id:<7} {one.says:<62} {one.kind:<28} {count}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
