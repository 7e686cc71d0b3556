"""The engine and the reference answer alike: on rule books made from seeds, on the repository's packs, on the page's.

1,000 books with 100 cases each in every run, and histories; MASA_REFERENCE_BOOKS=10000 in the long one.
In every case all decisions, states, duties, warnings and conflicts are compared, and for all that is not known the
possible values and the settling facts, by brute force over all completions.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from pathlib import Path
from typing import Any

import masa
import pytest

from .answers import TRIED_OTHERWISE, differences, of_engine, of_reference
from .evaluation import Evaluation
from .generate import Maker
from .generate_history import HistoryMaker
from .known import TooMany
from .packs import Book
from .text import read_yaml
from .values import NotUnderstood

ROOT = Path(__file__).resolve().parents[2]
BOOKS = int(os.environ.get("MASA_REFERENCE_BOOKS", "1000"))
CASES = 100
HISTORIES = 8
CHUNK = max(BOOKS // 8, 1)
MOST_COMPLETIONS = 1_000  # a case with more of one answer is passed over
MOST_PASSED_OVER = 0.02
MOST_TRIED_OTHERWISE = 0.0001
MOST_REFUSED = 0.05  # such as: a decision that may be widened, of which a duty does not only grow


def compare(book: Book, rules: masa.RuleBook, case: str, dates: dict[str, datetime.date], **more: int) -> list[str]:
    determination = rules.decide(case, **dates).with_sensitive()
    engine = of_engine(json.loads(determination.to_json()))
    reference = of_reference(Evaluation(book, book.read_case(case), **dates, **more))  # type: ignore[arg-type]
    return differences(reference, engine)


@pytest.mark.parametrize("first", range(0, BOOKS, CHUNK))
def test_books_from_seeds(first: int) -> None:
    refused, passed_over, tried_otherwise = [], 0, 0
    for seed in range(first, min(first + CHUNK, BOOKS)):
        maker = Maker(seed)
        try:
            rules = masa.load(maker.packs)
        except masa.RulesError as error:
            refused.append(f"{seed}: {error}")
            continue
        book = Book(list(maker.packs.values()))
        for number in range(CASES):
            case, dates = maker.case()
            try:
                found = compare(book, rules, case, dates, most_completions=MOST_COMPLETIONS)
            except TooMany:
                passed_over += 1
                continue
            tried_otherwise += any(one.startswith(TRIED_OTHERWISE) for one in found)
            found = [one for one in found if not one.startswith(TRIED_OTHERWISE)]
            assert not found, "\n".join(
                [f"seed {seed}, case {number}", *maker.packs.values(), case, str(dates), *found]
            )
    assert len(refused) <= max(1.0, CHUNK * MOST_REFUSED), "\n".join(refused)
    assert passed_over <= max(1.0, CHUNK * CASES * MOST_PASSED_OVER)
    assert tried_otherwise <= max(1.0, CHUNK * CASES * MOST_TRIED_OTHERWISE)


@pytest.mark.parametrize("first", range(0, BOOKS // 4, max(BOOKS // 8, 1)))
def test_histories_from_seeds(first: int) -> None:
    """Each is decided on four days."""
    for seed in range(first, first + max(BOOKS // 8, 1)):
        maker = HistoryMaker(seed)
        book, rules = Book(list(maker.packs.values())), masa.load(maker.packs)
        for number in range(HISTORIES):
            case, asked = maker.case()
            for dates in asked:
                found = compare(book, rules, case, dates)
                assert not found, "\n".join(
                    [f"history {seed}, case {number}", *maker.packs.values(), case, str(dates), *found]
                )


def test_what_came_before_the_days_covered() -> None:
    """A known answer of a history that begins late stays, whatever is found to have happened before."""
    known = 0
    for seed in range(BOOKS // 4):
        maker = HistoryMaker(seed)
        rules = masa.load(maker.packs)
        case, asked = maker.case()
        late = {**json.loads(case), "history": {"covers": "from 2025-03-07"}}
        earlier = [e for e in late["events"] if e["date"][:10] >= "2025-03-07"] + [maker.event(["a"])]
        more = {**late, "events": [*earlier, {**maker.event(["a"]), "date": "2025-03-06", "recorded": "2025-03-06"}]}
        less = {**late, "events": earlier}
        for dates in asked:
            of_more, of_less = (
                {(o.decision, o.member): o for o in rules.decide(c, **dates).outcomes} for c in (more, less)
            )
            for name, outcome in of_less.items():
                known += outcome.is_known
                if outcome.is_known:
                    shown = "\n".join([*maker.packs.values(), json.dumps(more), str(dates), str(name)])
                    assert of_more[name].is_known, shown
                    assert of_more[name].value == outcome.value, shown
    assert known > BOOKS // 8


def pack_texts() -> dict[str, str]:
    """All but those about children who move, which rest on processes: the second reading does not know these."""
    texts = {str(path): path.read_text("utf-8") for path in sorted((ROOT / "rules").rglob("*.yaml"))}
    of_moves = ("children-who-move.yaml", "moving-duties.yaml", "open-points.yaml", "scotland/child-protection.yaml")
    return {path: text for path, text in texts.items() if not path.endswith(of_moves)}


def conformance_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = read_yaml((ROOT / "tests/conformance/reviews.yaml").read_text("utf-8"))["cases"]
    return cases


@pytest.fixture(scope="module")
def repository() -> tuple[Book, masa.RuleBook]:
    texts = pack_texts()
    return Book(list(texts.values())), masa.load(texts)


@pytest.mark.parametrize("case", conformance_cases(), ids=lambda case: case["id"])
def test_the_repository(case: dict[str, Any], repository: tuple[Book, masa.RuleBook]) -> None:
    book, rules = repository
    at = datetime.date.fromisoformat(case["decided_on"])
    assert not compare(
        book, rules, json.dumps(case["given"]), {"at": at}, most_completions=MOST_COMPLETIONS, passes_over=True
    )


# The page: its frame, with each fragment in it, and its cases

PAGE = (ROOT / "docs/language.md").read_text("utf-8")
BLOCK = re.compile(r"(?:<!-- (.*?) -->\n)?```yaml\n(.*?)```", re.DOTALL)
BLOCKS = [(match[1] or "", match[2]) for match in BLOCK.finditer(PAGE)]
FRAME = next(text for mark, text in BLOCKS if mark == "frame")


def page_packs() -> list[dict[str, str]]:
    """The frame, alone and with each fragment of the page that stands below one of its parts."""
    found = [{"frame": FRAME}]
    for mark, text in BLOCKS:
        if mark.startswith("within: ") and "refused" not in mark and "pack" not in mark:
            part = mark.removeprefix("within: ")
            inner = "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
            if f"\n{part}:\n" not in FRAME:
                found.append({"frame": f"{FRAME}\n{part}:\n{inner}"})
            elif part != "facts":  # whose fragments add to the groups of the frame
                found.append({"frame": FRAME.replace(f"\n{part}:\n", f"\n{part}:\n{inner}")})
        elif mark == "beside: frame":
            found.append({"frame": FRAME, "beside": text})
    return found


PAGE_CASES = [(mark.removeprefix("case: "), text) for mark, text in BLOCKS if re.fullmatch(r"case: [\d-]+", mark)]


@pytest.mark.parametrize("packs", page_packs(), ids=lambda packs: str(len("".join(packs.values()))))
def test_the_page(packs: dict[str, str]) -> None:
    try:
        book, rules = Book(list(packs.values())), masa.load(packs)
    except NotUnderstood as not_understood:
        if packs == {"frame": FRAME}:
            raise
        pytest.skip(f"the reference does not know this yet: {not_understood}")
    for at, case in PAGE_CASES:
        try:
            found = compare(book, rules, case, {"at": datetime.date.fromisoformat(at)})
        except (TooMany, masa.CaseError, NotUnderstood):  # the page may be newer than the engine
            continue
        assert not found, "\n".join([*packs.values(), case, *found])
    assert PAGE_CASES
