"""Chapter 7, Decisions: the forms, from the table *Forms* of chapter 18, and what packs change of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from .expressions import Node, parse
from .facts import TRUTH, Type, read_value
from .meaning import Compiler, Meaning, constant, union
from .tables import OWN_HEADINGS, read_cell
from .text import names, one_of, only, read_table, yes_or_no
from .values import (
    CLASH,
    GAP,
    NO_RULE_IN_FORCE,
    NotUnderstood,
    Unknown,
    Value,
    as_set,
    both,
    either,
    join,
    not_known,
    opposite,
)

if TYPE_CHECKING:
    from .evaluation import Evaluation
    from .packs import Book, Pack

TABLES = ("one_row_applies", "rows_agree", "first_row", "strongest_of", "all_rows")
FORMS = ("is", "yes_if", "no_if", *TABLES)
KEYS = "question label for_each type otherwise checked_when_run working sensitive a_person_may_decide formerly"


@dataclass(frozen=True)
class Rule:
    name: str
    when: tuple[Meaning, ...]  # all must hold
    then: Meaning
    cites: tuple[str, ...]
    overrides: tuple[str, ...] = ()
    widens: Pack | None = None  # that adds it to another's decision


@dataclass(eq=False)
class Decision:
    name: str
    entry: dict[str, Any]
    pack: Pack
    record: str
    type: Type
    form: str
    a_person_may_decide: bool = False
    key: str = ""
    has_exceptions: bool = False
    rules: list[Rule] = field(default_factory=list)
    otherwise: Meaning | None = None  # None: a gap
    whose: Meaning | None = None
    widened_by: list[Rule] = field(default_factory=list)
    varied_by: list[Decision] = field(default_factory=list)  # by packs that set or replace it

    def meanings(self) -> Iterator[Meaning]:
        for rule in (*self.rules, *self.widened_by):
            yield from rule.when
            yield rule.then
        for other in self.varied_by:
            yield from other.meanings()
        yield from (meaning for meaning in (self.otherwise, self.whose) if meaning)


def declare(entry: dict[str, Any], name: str, pack: Pack, book: Book) -> Decision:
    """What others must know of a decision before its rules are read."""
    only(entry, f"{KEYS} whose may_be_widened may_be_varied_by cite because {' '.join(FORMS)}", name)
    for key in ("checked_when_run", "working", "sensitive", "may_be_widened"):
        yes_or_no(entry, key)
    type = book.types.read(entry["type"]) if "type" in entry else TRUTH
    form = "yes_if and no_if" if "yes_if" in entry and "no_if" in entry else one_of(entry, FORMS, name)
    record = entry.get("for_each", "")
    if record and record not in book.of_members:
        raise NotUnderstood(f"no record is named {record}")
    return Decision(name, entry, pack, record, type, form, yes_or_no(entry, "a_person_may_decide"))


def declare_parameter(entry: dict[str, Any], name: str, pack: Pack, book: Book) -> Decision:
    only(entry, "question type value at_least at_most whose cite because", name)
    type = book.types.read(entry["type"])
    return Decision(name, entry, pack, "", type, "is")


def read_rules(decision: Decision, book: Book) -> None:
    entry, pack = decision.entry, decision.pack
    compiler = Compiler(book, pack, decision.record)
    cites = book.sources.read_cite(entry["cite"], pack) if "cite" in entry else ()
    if "value" in entry:  # of a parameter
        answer = constant(read_value(entry["value"], decision.type, book.network), decision.type)
        decision.rules = [Rule("value", (), answer, cites)]
    elif decision.form == "is":
        decision.rules = [Rule("is", (), compiler.read(entry["is"], decision.type), cites)]
    elif decision.form in TABLES:
        decision.rules = read_rows(entry[decision.form], decision, cites, compiler, book)
    else:
        for form in ("yes_if", "no_if"):
            answer = constant(form == "yes_if", TRUTH)
            decision.rules += [read_rule(rule, answer, compiler, book) for rule in entry.get(form, [])]
    decision.has_exceptions = any(rule.overrides for rule in decision.rules)
    if entry.get("otherwise", "gap") not in ("gap", "ask a person"):
        decision.otherwise = compiler.read(entry["otherwise"], decision.type)
    if "whose" in entry:
        decision.whose = compiler.read(entry["whose"])


def read_rule(entry: dict[str, Any], answer: Meaning, compiler: Compiler, book: Book) -> Rule:
    only(entry, "rule when overrides cite because", "a rule")
    when = compiler.read(entry["when"], TRUTH)
    overrides = names(entry["overrides"]) if "overrides" in entry else ()
    return Rule(entry["rule"], (when,), answer, book.sources.read_cite(entry["cite"], compiler.pack), tuple(overrides))


def read_rows(table: str, decision: Decision, cites: tuple[str, ...], compiler: Compiler, book: Book) -> list[Rule]:
    headings, rows = read_table(table)
    member = decision.type.member() if decision.form == "all_rows" else decision.type
    of_headings = [None if h in OWN_HEADINGS else heading_node(h, book, decision.record) for h in headings]
    rules = []
    for number, row in enumerate(rows, 1):
        own = dict(zip(headings, row, strict=True))
        when = []
        for heading, node, cell in zip(headings, of_headings, row, strict=True):
            if not cell and heading not in ("because", "overrides"):
                raise NotUnderstood(f"an empty cell under {heading} in {decision.name}")
            if heading == "when":
                when.append(compiler.read(cell, TRUTH))
            elif node is not None and cell != "any":
                when.append(compiler.compile(read_cell(cell, node), TRUTH))
        row_cites = book.sources.read_cite(own["cite"], compiler.pack) if "cite" in own else cites
        overrides = tuple(names(own["overrides"])) if own.get("overrides") else ()
        name, then = own.get("rule", f"row {number}"), compiler.read(own["then"], member)
        rules.append(Rule(name, tuple(when), then, row_cites, overrides))
    return rules


def heading_node(heading: str, book: Book, record: str) -> Node:
    """The fact or decision that has the heading as its label; or the heading is an expression."""
    found = list({name for name, of in book.labels.get(heading, []) if of in ("", record)})  # of two packs, perhaps
    if len(found) > 1:
        raise NotUnderstood(f"the heading {heading} is the label of {found}")
    return Node("name", word=found[0]) if found else parse(heading)


def change(decision: Decision, key: str, entry: dict[str, Any], pack: Pack, book: Book) -> None:
    """What a narrower pack does to it: `widen`, `replace`, `set`."""
    compiler = Compiler(book, pack, decision.record)
    if key == "widen":
        if decision.form != "yes_if" or not yes_or_no(decision.entry, "may_be_widened"):
            raise NotUnderstood(f"{decision.name} may not be widened")
        reads = decision.whose.reads if decision.whose else frozenset()
        is_bound = Meaning(TRUTH, lambda day, m: binds_whose(pack, decision, day, m), reads)
        for rule in only(entry, "yes_if", decision.name)["yes_if"]:
            read = read_rule(rule, constant(True, TRUTH), compiler, book)
            decision.widened_by.append(Rule(read.name, (is_bound, *read.when), read.then, read.cites, (), pack))
        return
    only(entry, f"value cite otherwise because {' '.join(FORMS)}", decision.name)
    form = decision.form if key == "set" else one_of(entry, FORMS, decision.name)
    other = Decision(decision.name, entry, pack, decision.record, decision.type, form, key=decision.key)
    read_rules(other, book)
    decision.varied_by.append(other)


def binds_whose(pack: Pack, decision: Decision, day: Evaluation, member: str | None) -> Value:
    """Whether the pack binds whose case it is."""
    return decision.whose is None or day.book.network.binds_whose(pack.bound, decision.whose.run(day, member), day.at)


# The answers


def decide(decision: Decision, day: Evaluation, member: str | None) -> Value:
    """By its rules alone: those of a pack that varies it and binds whose case it is, or its owner's."""
    if not decision.varied_by:
        return by_its_own(decision, day, member)
    rows: list[tuple[Value, Decision]] = []
    none_of_these: Value = True
    for other in decision.varied_by:
        if day.rules_in_force(other.rules):
            is_bound = binds_whose(other.pack, decision, day, member)
            rows.append((is_bound, other))
            none_of_these = both(none_of_these, opposite(is_bound))
    rows.append((none_of_these, decision))
    applying = [(condition, by_its_own(row, day, member)) for condition, row in rows if condition is not False]
    possible = {answer for _, answer in applying}
    if len(possible) == 1 and type(applying[0][1]) is not Unknown:  # one of these rows always applies
        return applying[0][1]
    answer = agreeing(applying, True, decision, member)
    assert answer is not None
    return join(answer, made="still", by=tuple(possible)) if type(answer) is Unknown else answer


def by_its_own(decision: Decision, day: Evaluation, member: str | None) -> Value:
    rules, widened_by = day.rules_in_force(decision.rules), day.rules_in_force(decision.widened_by)
    table = Table(decision, [*rules, *widened_by], day, member)
    if rules:
        return ANSWERS[decision.form](table)
    is_yes: Value = not_known(NO_RULE_IN_FORCE, decision.name, member)
    for rule in widened_by:
        is_yes = either(is_yes, table.condition(rule))
    return is_yes


class Table(NamedTuple):
    """The rules in force of one decision, for one member."""

    decision: Decision
    rules: list[Rule]
    day: Evaluation
    member: str | None

    def condition(self, rule: Rule) -> Value:
        """Its own, and that no rule that overrides it applies."""
        unknown: list[Value] = []
        for cell in rule.when:
            value = cell.run(self.day, self.member)
            if value is False:
                return False
            if value is not True:
                unknown.append(value)
        for other in self.rules if self.decision.has_exceptions else ():
            if rule.name in other.overrides:
                value = self.condition(other)
                if value is True:
                    return False
                if value is not False:
                    unknown.append(value)
        return join(*unknown) if unknown else True

    def answer(self, rule: Rule) -> Value:
        return rule.then.run(self.day, self.member)

    def certain_and_waiting(self) -> tuple[list[Value], list[tuple[Value, Value]]]:
        """The known answers of true rows; condition and answer of rows that are open, or the answer of which is."""
        certain: list[Value] = []
        waiting: list[tuple[Value, Value]] = []
        for rule in self.rules:
            condition = self.condition(rule)
            if condition is not False:
                answer = self.answer(rule)
                if condition is True and type(answer) is not Unknown:
                    certain.append(answer)
                else:
                    waiting.append((condition, answer))
        return certain, waiting

    def otherwise(self) -> Value:
        if self.decision.otherwise is None:
            return not_known(GAP, self.decision.name, self.member)
        return of_another(self.decision.otherwise.run(self.day, self.member))


def of_another(value: Value) -> Value:
    """Of what another decision can still give nothing is said."""
    return join(value) if type(value) is Unknown else value


def answer_of_is(table: Table) -> Value:
    return of_another(table.answer(table.rules[0]))


def answer_of_rules(table: Table) -> Value:
    """`yes_if`, `no_if`."""
    decides = table.decision.form == "yes_if"
    any_holds: Value = False
    for rule in table.rules:
        any_holds = either(any_holds, table.condition(rule))
    if any_holds is True:
        return decides
    otherwise = table.otherwise()
    return otherwise if any_holds is False or otherwise is decides else join(any_holds, also=(otherwise,))


def answer_of_rows(table: Table) -> Value:
    """`one_row_applies`, `rows_agree`, `yes_if` with `no_if`; `first_row` looks no further than the first true row."""
    conditions = ((rule, table.condition(rule)) for rule in table.rules)
    rows = ((holds, table.answer(rule)) for rule, holds in conditions if holds is not False)
    answer = agreeing(rows, table.decision.form != "first_row", table.decision, table.member)
    if answer is None:
        return table.otherwise()
    return join(answer, also=(table.otherwise(),)) if type(answer) is Unknown else answer


def agreeing(
    rows: Iterable[tuple[Value, Value]], must_agree: bool, decision: Decision, member: str | None
) -> Value | None:
    """Of conditions, none of them no, and answers. None where there are none."""
    true_rows: list[Value] = []  # their answers
    open_rows: list[tuple[Value, Value]] = []  # conditions and answers
    for condition, answer in rows:
        if condition is not True:
            open_rows.append((condition, answer))
            continue
        true_rows.append(answer)
        if not must_agree:
            break
    if not true_rows and not open_rows:
        return None
    by = (*true_rows, *(answer for _, answer in open_rows))
    of_open = tuple(value for row in open_rows for value in row)
    if len({answer for answer in true_rows if type(answer) is not Unknown}) > 1:
        return join(not_known(CLASH, decision.name, member), made="rows", by=by, also=(*true_rows, *of_open))
    if true_rows:
        # As the engine, not the page: also where that is not known, and all open rows are not for the same reasons.
        is_open = any(type(answer) is Unknown for answer in true_rows)
        of_true = join(*true_rows, made="rows", by=by, also=of_open) if is_open else true_rows[0]
        if all(answer == of_true for _, answer in open_rows):
            return of_true
    return join(*true_rows, *of_open, made="rows", by=by)


def answer_of_strongest(table: Table) -> Value:
    place: Any = table.decision.type.words.index
    certain, waiting = table.certain_and_waiting()
    strongest = max(certain, key=place) if certain else None
    more = [
        (condition, answer)
        for condition, answer in waiting
        if type(answer) is Unknown or strongest is None or place(strongest) < place(answer)
    ]
    if more:
        least = table.otherwise() if strongest is None else strongest
        also = (least, *(value for row in waiting for value in row))
        still = (least, *(answer for _, answer in more))
        return join(*(value for row in more for value in row), made="still", also=also, by=still)
    return table.otherwise() if strongest is None else strongest


def answer_of_all(table: Table) -> Value:
    certain, waiting = table.certain_and_waiting()
    found = union(certain)
    more = [row for row in waiting if type(row[1]) is Unknown or not as_set(row[1]) <= as_set(found)]
    also = (*certain, *(value for row in waiting for value in row))
    return join(*(value for row in more for value in row), also=also) if more else found


ANSWERS: dict[str, Callable[[Table], Value]] = {
    "is": answer_of_is,
    "yes_if": answer_of_rules,
    "no_if": answer_of_rules,
    "yes_if and no_if": answer_of_rows,
    "one_row_applies": answer_of_rows,
    "rows_agree": answer_of_rows,
    "first_row": answer_of_rows,
    "strongest_of": answer_of_strongest,
    "all_rows": answer_of_all,
}
