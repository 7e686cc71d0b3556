"""The documents hold what the engine takes: every YAML block in them is loaded, decided or run.

How a block is loaded is said by the comment above it; the head of docs/language.md lists the marks.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SCHEMA = ROOT / "docs" / "determination.schema.json"

FENCE = re.compile(r"^```(\w*)\s*$")
MARK = re.compile(r"^<!--\s*(.*?)\s*-->\s*$")
TOP_KEY = re.compile(r"^([^\s#][^:]*):")
COMPLAINT = re.compile(r"(?:^|: )(?:error|warning|note): .* \[(\w+)\]$", re.MULTILINE)
KNOWN_MARKS = {"frame", "within", "beside", "suite", "case", "refused", "run", "determination", "from"}


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    language: str
    text: str
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def read_marks(comment: str) -> dict[str, str]:
    """`within: facts; refused: unknown_key` as a dictionary; a comment that is no mark as an empty one."""
    marks = {}
    for part in comment.split(";"):
        key, _, value = part.partition(":")
        marks[key.strip()] = value.strip()
    return marks if set(marks) <= KNOWN_MARKS else {}


def blocks_of(page: Path) -> list[Block]:
    blocks: list[Block] = []
    marks: dict[str, str] = {}
    language: str | None = None
    start = 0
    body: list[str] = []
    for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        fence = FENCE.match(line)
        if language is None and fence:
            language, start, body = fence[1], number + 1, []
        elif language is not None and line.rstrip() == "```":
            blocks.append(Block(page, start, language, "\n".join(body) + "\n", marks))
            language, marks = None, {}
        elif language is not None:
            body.append(line)
        elif mark := MARK.match(line):
            marks = read_marks(mark[1])
        elif line.strip():
            marks = {}  # a mark counts for the block right below it
    assert language is None, f"{page.name}: the block that starts at line {start} is not closed"
    return blocks


BLOCKS = [block for page in PAGES for block in blocks_of(page)]
YAML = [block for block in BLOCKS if block.language in ("yaml", "yml")]
DETERMINATIONS = [block for block in BLOCKS if block.language == "json" and "determination" in block.marks]
QUOTED = [block for block in BLOCKS if "from" in block.marks]
COMMANDS = [block for block in BLOCKS if block.language in ("sh", "console") and "run" in block.marks]


def frame_of(page: Path) -> str:
    frames = [block.text for block in YAML if block.page == page and "frame" in block.marks]
    assert len(frames) == 1, f"{page.name} has fragments, so it needs one block marked `frame`; it has {len(frames)}"
    return frames[0]


def block_above(block: Block) -> Block:
    """The pack that the page shows last before this block."""
    return [b for b in YAML if b.page == block.page and b.line < block.line and b.marks.get("within") == "pack"][-1]


def split_sections(text: str) -> list[tuple[str, str]]:
    """The top-level parts of a pack, each with its key."""
    sections: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        key = TOP_KEY.match(line)
        if key:
            sections.append((key[1], line))
        elif sections:
            sections[-1] = (sections[-1][0], sections[-1][1] + line)
    return sections


def add_section(sections: list[tuple[str, str]], key: str, text: str) -> None:
    """`text` is the whole part, its key's line included. A part of one line takes the place of the frame's."""
    head, _, body = text.partition("\n")
    for i, (known, old) in enumerate(sections):
        if known != key:
            continue
        # Below a group of the frame, `review:`, a fragment's facts join those that are there.
        sections[i] = (key, join_groups(old, body) if body.strip() else text)
        return
    sections.append((key, f"{head}\n{body}"))


def join_groups(old: str, body: str) -> str:
    for group in re.split(r"(?m)^(?=  \S)", body):
        name = re.match(r"  ([\w.]+):\s*\n", group)
        old_group = name and re.search(rf"(?m)^  {re.escape(name[1])}:\s*\n(?:    .*\n|\n)*", old)
        if name and old_group:
            old = old[: old_group.end()].rstrip("\n") + "\n" + group[name.end() :] + old[old_group.end() :]
        else:
            old = old.rstrip("\n") + "\n" + group
    return old


def wrap(block: Block) -> str:
    """The whole pack that a fragment makes in its frame."""
    sections = split_sections(frame_of(block.page))
    where = block.marks["within"]
    if where == "pack":
        for key, text in split_sections(block.text):
            add_section(sections, key, text)
    else:
        indented = "".join(f"  {line}" if line.strip() else line for line in block.text.splitlines(keepends=True))
        add_section(sections, where, f"{where}:\n{indented}")
    return "".join(text if text.endswith("\n") else text + "\n" for _, text in sections)


def run(command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT, env={**os.environ, **more}
    )


def binary() -> str:
    found = os.environ.get("MASA_BIN") or shutil.which("masa")
    assert found, "set MASA_BIN to the command `masa`"
    return str(Path(found).resolve())


def masa(*arguments: object) -> subprocess.CompletedProcess[str]:
    return run([binary(), *map(str, arguments)])


def run_in_shell(line: str) -> subprocess.CompletedProcess[str]:
    """A command of a page, `masa` being the one under test; lines come out as wide as on the pages."""
    return run(["sh", "-c", f'masa() {{ "{binary()}" "$@"; }}; {line}'], COLUMNS="100", NO_COLOR="1")


def judge(block: Block, ran: subprocess.CompletedProcess[str], text: str) -> None:
    printed = ran.stdout + ran.stderr
    codes = set(COMPLAINT.findall(printed))
    shown = f"{block.name}, exit status {ran.returncode}\n{printed}\n--- as loaded ---\n{text}"
    if "refused" in block.marks:
        assert ran.returncode == 1, f"it was meant to be refused: {shown}"
        assert codes == {block.marks["refused"]}, f"it was refused otherwise: {shown}"
    else:
        assert ran.returncode == 0, shown
        assert not codes, shown


@pytest.mark.parametrize("block", YAML, ids=lambda block: block.name)
def test_every_yaml_block_means_what_the_page_says(block: Block, tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    if "suite" in block.marks or "case" in block.marks:
        packs = [block_above(block)] if block.marks.get("suite") == "of the pack above" else []
        pack.write_text(wrap(packs[0]) if packs else frame_of(block.page), "utf-8")
        given = tmp_path / "given.yaml"
        given.write_text(block.text, "utf-8")
        if "suite" in block.marks:
            judge(block, masa("test", "--rules", pack, given), block.text)
        else:
            judge(block, masa("decide", "--rules", pack, "--at", block.marks["case"], given), block.text)
        return
    text = wrap(block) if "within" in block.marks else block.text
    pack.write_text(text, "utf-8")
    files = [pack]
    if block.marks.get("beside") == "frame":
        files.append(tmp_path / "frame.yaml")
        files[-1].write_text(frame_of(block.page), "utf-8")
    judge(block, masa("check", *files), text)


@pytest.mark.parametrize("block", DETERMINATIONS, ids=lambda block: block.name)
def test_every_determination_shown_follows_the_schema(block: Block) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(json.loads(block.text))


@pytest.mark.parametrize("block", COMMANDS, ids=lambda block: block.name)
def test_every_command_marked_to_run_runs_and_prints_what_is_shown(block: Block) -> None:
    """In a `console` block a command stands behind `$ `, and below it lines that it prints, in order. A line of dots
    stands for lines left out. `run: 1` says that the last command finds something."""
    commands: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines():
        if block.language == "sh" or line.startswith("$ "):
            commands.append((line.removeprefix("$ "), []))
        elif line.strip() not in ("", "…"):
            commands[-1][1].append(line)
    for number, (command, shown) in enumerate(commands, 1):
        ran = run_in_shell(command)
        output = ran.stdout + ran.stderr
        is_last = number == len(commands)
        assert ran.returncode == int(block.marks["run"] or 0 if is_last else 0), f"{block.name}: {command}\n{output}"
        printed = iter([without_line(line) for line in output.splitlines()])
        for line in shown:
            assert without_line(line) in printed, (
                f"{block.name}: this line is not printed, or not here:\n{line}\n---\n{output}"
            )


def without_line(line: str) -> str:
    """Lines move when a pack is edited; a page need not follow."""
    return re.sub(r"\.yaml:\d+(:\d+)?", ".yaml:N", line.rstrip())


@pytest.mark.parametrize("block", QUOTED, ids=lambda block: block.name)
def test_every_quotation_is_still_true(block: Block) -> None:
    assert block.text in (ROOT / block.marks["from"]).read_text("utf-8"), (
        f"{block.name} quotes what no longer stands there"
    )


def test_the_language_page_shows_every_part_of_the_language() -> None:
    page = ROOT / "docs" / "language.md"
    fragments = {block.marks["within"] for block in YAML if block.page == page and "within" in block.marks}
    assert fragments >= {
        "sources",
        "types",
        "facts",
        "record person",
        "decisions",
        "duties",
        "tighten",
        "calendars",
        "warnings",
        "conflicts",
        "changes",
        "pack",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} leads to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_heading_leads_to_one(page: Path) -> None:
    text = page.read_text("utf-8")
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    headings = [re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in re.findall(r"(?m)^#+ (.*)$", prose)]
    for anchor in re.findall(r"\]\(#([^)]+)\)", prose):
        assert anchor in headings, f"{page.name} leads to #{anchor}"
