"""The pages as a browser shows them: laid out by headless Chromium, without a network. Run by the long gate."""

from __future__ import annotations

import json
import os
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("MASA_CHROMIUM", "")
MASA = os.environ.get("MASA_BIN", "")

pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="no browser is named in MASA_CHROMIUM; ./dev test --long pages does"
)

# What the browser found, left in the document for --dump-dom. It is put into a copy: the page itself has no script.
MEASURE = """<script>
const all = [...document.querySelectorAll('body *')];
const seen = all.filter(e => e.getClientRects().length && !e.closest('details:not([open])'));
const wide = document.documentElement.clientWidth;
document.title = JSON.stringify({
  overflow: document.documentElement.scrollWidth - wide,
  outside: seen.filter(e => e.getBoundingClientRect().right > wide+1).map(e => e.tagName + e.textContent.slice(0, 30)),
  summaries: document.querySelectorAll('summary').length,
  focusable: [...document.querySelectorAll('summary')].filter(e => (e.focus(), document.activeElement === e)).length,
  requests: performance.getEntriesByType('resource').length,
  tables: document.querySelectorAll('table').length,
  small: seen.filter(e => e.textContent.trim() && parseFloat(getComputedStyle(e).fontSize) < 10).length,
});
</script>"""


def page_of(folder: Path, *arguments: str) -> Path:
    ran = subprocess.run(
        [MASA, *arguments, "--html", "--rules", "rules"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    path = folder / "page.html"
    path.write_text(ran.stdout.replace("</body>", MEASURE + "</body>"), "utf-8")
    return path


def measured(path: Path, width: int, folder: Path) -> dict[str, Any]:
    ran = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
         f"--window-size={width},900", "--virtual-time-budget=2000", "--dump-dom", path.as_uri()],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", ran.stdout, re.S)
    assert title
    found: dict[str, Any] = json.loads(unescape(title.group(1)))
    return found


@pytest.mark.parametrize("width", [600, 1000])
@pytest.mark.parametrize(
    ("case", "at"), [("examples/cases/rev_01.yaml", "2025-03-10"), ("examples/cases/rev_11.yaml", "2025-12-29")]
)
def test_a_page_fits_its_window_and_works_by_keyboard(case: str, at: str, width: int, tmp_path: Path) -> None:
    found = measured(page_of(tmp_path, "decide", "--at", at, case), width, tmp_path)
    assert found["overflow"] <= 0
    assert found["outside"] == []
    assert found["tables"] >= 6
    assert found["summaries"] == found["focusable"] > 0
    assert found["requests"] == 0
    assert found["small"] == 0


@pytest.mark.parametrize("width", [600, 1000])
def test_a_timeline_fits_its_window_and_has_a_table_of_the_same(width: int, tmp_path: Path) -> None:
    found = measured(page_of(tmp_path, "timeline", "examples/cases/move.yaml"), width, tmp_path)
    assert found["overflow"] <= 0
    assert found["outside"] == []
    assert found["tables"] >= 1
    assert found["requests"] == 0
