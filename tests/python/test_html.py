"""The page a notebook shows: well formed, accessible, with nothing private and nothing from elsewhere."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import masa
import pytest

AT = "2025-06-17"


@pytest.fixture(params=["robin", "robin_unclear"])
def answer(rules: masa.RuleBook, request: pytest.FixtureRequest) -> masa.Determination:
    return rules.decide(request.getfixturevalue(request.param), at=AT)


@pytest.fixture
def page(answer: masa.Determination) -> ET.Element:
    return ET.fromstring(answer._repr_html_())


def text_of(element: ET.Element) -> str:
    return "".join(element.itertext())


def test_is_one_well_formed_fragment(answer: masa.Determination, page: ET.Element) -> None:
    assert page.tag == "div"

    class Parser(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.open.append(tag)

        def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag == "br"

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    parser = Parser()
    parser.feed(answer._repr_html_())
    assert parser.open == []


def test_needs_nothing_from_elsewhere(answer: masa.Determination, page: ET.Element) -> None:
    assert {e.tag for e in page.iter()}.isdisjoint({"script", "link", "img", "iframe", "object", "form", "input"})
    html = answer._repr_html_()
    assert not any(word in html for word in ("http", "url(", "@import"))
    assert not any(name.startswith("on") for e in page.iter() for name in e.attrib)


def test_every_table_has_a_caption_and_named_columns_and_rows(page: ET.Element) -> None:
    tables = list(page.iter("table"))
    assert len(tables) >= 5
    for table in tables:
        assert table[0].tag == "caption"
        assert text_of(table[0])
        assert all(th.get("scope") == "col" for th in table.findall("thead/tr/th"))
        for row in table.findall("tbody/tr"):
            assert [th.get("scope") for th in row.findall("th")] == ["row"]
            assert len(row) == len(table.findall("thead/tr/th"))


def test_colours_are_tints_of_what_surrounds_it(page: ET.Element) -> None:
    style = text_of(next(page.iter("style")))
    colours = [part.split("}")[0].split(";")[0] for part in style.split("color:")[1:]]
    assert colours
    assert all(c.startswith(("rgba(", "inherit", "transparent")) for c in colours)
    assert "#" not in style


def test_the_account_of_a_date_is_folded(page: ET.Element) -> None:
    account = next(
        d for d in page.iter("details") if text_of(d[0]).startswith("by Mon 23 Jun 2025, 5 working days after")
    )
    assert account.get("open") is None
    days = [text_of(li) for li in account.iter("li")]
    assert days[0] == "Tue 17 Jun: day 1"
    assert "Sat 21 Jun: not counted" in days
    assert days[-1] == "Mon 23 Jun: day 5"


def test_says_what_is_not_known_in_words(rules: masa.RuleBook, robin_unclear: dict[str, object]) -> None:
    text = text_of(ET.fromstring(rules.decide(robin_unclear, at=AT)._repr_html_()))
    assert "still possible: not required, required" in text
    assert "If it has arisen: " in text
    assert "Ask next, most useful first" in text


def test_never_shows_a_sensitive_value(rules: masa.RuleBook, robin: dict[str, object]) -> None:
    answer = rules.decide(robin, at=AT)
    for page in (answer._repr_html_(), answer.with_sensitive()._repr_html_()):
        assert "2021" not in page
        assert "9 Mar" not in page
    assert answer._repr_html_() == answer.with_sensitive()._repr_html_()


TINY = """\
pack: tiny
title: Tiny
layer: local
sources:
  A.1:
    title: An act
    kind: statute
facts:
  grave:
    type: truth
    sensitive: yes
decisions:
  act:
    question: Must one act?
    sensitive: yes
    is: grave
    cite: A.1
"""


@pytest.mark.parametrize("grave", [True, False, None])
def test_a_sensitive_answer_looks_the_same_whatever_it_is(grave: bool | None) -> None:
    answer = masa.load({"tiny.yaml": TINY}).decide({"grave": grave}, at=AT)
    page = text_of(ET.fromstring(answer._repr_html_()))
    assert "Must one act? actsensitive, not shown" in page
    assert "does not apply" not in page
    assert "(sensitive, not shown)" in answer.to_text()


def test_a_page_is_a_whole_document_with_a_title(answer: masa.Determination) -> None:
    page = answer.to_html()
    root = ET.fromstring(page.removeprefix("<!DOCTYPE html>"))
    assert root.get("lang") == "en-GB"
    assert text_of(root.find("head/title")) == "As of Tue 17 June 2025"
    assert [text_of(h) for h in root.iter("h1")] == ["As of Tue 17 June 2025"]


def test_what_authors_wrote_is_escaped() -> None:
    rules = masa.load(
        {
            "tiny.yaml": """\
pack: tiny
title: Tiny
layer: local
sources:
  A.1:
    title: An act & its <script>alert(1)</script> "schedule"
    kind: statute
facts:
  incident:
    grave:
      type: truth
      label: grave
      ask: Is it <b>grave</b> & "sudden"?
decisions:
  act:
    question: Must one <i>act</i> & soon?
    yes_if:
      - rule: grave
        when: incident.grave
        cite: A.1
    otherwise: no
"""
        }
    )
    page = rules.decide({}, at=AT)._repr_html_()
    ET.fromstring(page)
    assert not any(tag in page for tag in ("<script", "<b>", "<i>"))
    assert "&lt;i&gt;act&lt;/i&gt; &amp; soon?" in page
