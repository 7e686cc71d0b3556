"""How a partnership runs: its year, its standing duties, its pictures, and the provisions that the packs hold."""

import xml.etree.ElementTree as ET
from pathlib import Path

import masa
import pytest

ROOT = Path(__file__).resolve().parents[2]
ORIGINAL = ROOT.parent / "shared" / "arrangements" / "provisions.yaml"
ROTAS = {
    "lspsg_chair": {"order": ["lsp_local_authority", "lsp_health", "lsp_police"], "start": "2025-01-01"},
    "partnership_chair": {"order": ["dsp_children", "dsp_health"], "start": "2025-04-01"},
}


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_year_for_a_calendar_program(rules: masa.RuleBook) -> None:
    text = rules.calendar(2026, form="icalendar", given=ROTAS)
    raw = text.encode()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    lines = unfolded(text)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert (
        lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == sum(line.startswith("DTSTAMP:") for line in lines)
    )
    ids = [line for line in lines if line.startswith("UID:")]
    assert len(ids) == len(set(ids)) == lines.count("BEGIN:VEVENT")
    chair = lines.index("UID:lspsg_chair-20260101@masa")
    assert lines[chair + 2 : chair + 4] == ["DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20260102"]
    assert (
        lines[chair + 4] == "SUMMARY:Lead Safeguarding Partner for health takes the chair of "
        "Lead Safeguarding Partners Strategic Group"
    )
    assert any(r"Council)\, Youth" in line for line in lines), "commas are escaped"


def test_a_year_says_what_has_no_day(rules: masa.RuleBook) -> None:
    text = rules.calendar(2026)
    assert "three times this year [3.1.6]" in " ".join(text.split())
    assert "neither order nor start is given [lspsg_chair]" in " ".join(text.split())
    assert "Nothing falls in this year" in rules.calendar(2020), "the arrangements were not in force"
    with pytest.raises(masa.CaseError, match="1 to 9999"):
        rules.calendar(0)
    with pytest.raises(masa.CaseError, match="lspsg_chair"):
        rules.calendar(2026, given={"lspg_chair": {}})


def test_standing_duties(rules: masa.RuleBook) -> None:
    duties = {duty["id"]: duty for duty in rules.standing_duties()}
    assert duties["maspg_meetings"]["times"] == 3
    assert duties["maspg_meetings"]["in_each_months"] == 12
    assert duties["review_of_funding"]["by"] == "2025-03-31"
    assert duties["joint_functions_of_leads"] == {
        "id": "joint_functions_of_leads",
        "verb": "must",
        "text": "fulfil the joint functions of lead safeguarding partners",
        "who": ["lspsg"],
        "whom": [],
        "times": None,
        "in_each_months": None,
        "by": None,
        "cite": ["3.1.7"],
        "because": None,
    }


def test_every_provision_about_how_the_partnership_runs_is_held(rules: masa.RuleBook) -> None:
    rows = rules.coverage(ROOT / "arrangements" / "darlington-2025.yaml")
    assert len(rows) == 120
    later = ("4.1.2", "4.1.3", "4.1.4", "4.1.5", "4.1.6", "4.1.7", "4.1.8", "4.1.9", "13.", "14.", "15.", "16.")
    missing = [row["id"] for row in rows if row["state"] == "missing"]
    assert [id for id in missing if not id.startswith(later)] == []
    by_id = {row["id"]: row for row in rows}
    assert by_id["3.1.8"]["places"][0].startswith("rules/darlington/governance.yaml:")
    assert by_id["9.0.4"]["state"] == "not_encoded"
    assert "Business Manager" in by_id["9.0.4"]["owner"]


def test_a_provision_that_no_pack_knows_is_missing(rules: masa.RuleBook) -> None:
    rows = rules.coverage("provisions:\n- {id: X.1, kind: duty, says: nobody wrote it down}\n")
    assert [row["state"] for row in rows] == ["missing"]


@pytest.mark.skipif(not ORIGINAL.is_file(), reason="the original does not lie beside this checkout")
def test_the_list_of_provisions_is_the_original() -> None:
    def rows(path: Path) -> list[str]:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("  - {id:")]

    assert rows(ROOT / "arrangements" / "darlington-2025.yaml") == rows(ORIGINAL)


def texts_of(svg: str) -> str:
    tree = ET.fromstring(svg)
    assert tree.get("role") == "img"
    return " ".join(element.text or "" for element in tree.iter("{http://www.w3.org/2000/svg}text"))


def test_the_chart_of_the_groups(rules: masa.RuleBook) -> None:
    svg = rules.chart(at="2026-01-01")
    words = texts_of(svg)
    for words_expected in ("one chair", "chair: vacant", "chair: in turn", "joint with: Durham"):
        assert words_expected in words
    description = ET.fromstring(svg).findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert "reports to: MEG Operational Group, Child Exploitation Strategic Group." in description
    dot = rules.chart(at="2026-01-01", form="dot")
    assert "  child_exploitation_group -> meg_operational_group;" in dot
    assert '  management_group -> maspg [style=dashed, dir=none, constraint=false, label="one chair"];' in dot


def test_the_map_of_the_region(rules: masa.RuleBook) -> None:
    svg = rules.map(at="2026-01-01", up="northumberland", left="cumberland")
    assert svg == rules.map(at="2026-01-01", up="northumberland", left="cumberland"), "the same every time"
    words = texts_of(svg)
    for authority in ("Darlington", "Gateshead", "Hartlepool", "Middlesbrough", "Sunderland"):
        assert authority in words
    assert "A  Durham Constabulary" in words
    dot = rules.map(at="2026-01-01", form="dot")
    assert "  darlington -- stockton_on_tees;" in dot
    assert "  newcastle_upon_tyne -- gateshead [style=dashed];" in dot
    with pytest.raises(masa.CaseError, match="did you mean `northumberland`"):
        rules.map(at="2026-01-01", up="northumberlnd")
