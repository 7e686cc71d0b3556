"""What docs/peers.md says around its tables."""

INTRO = """# masa and its peers

The same rules over the same cases, decided by masa and by what else one could take. `./dev bench --peers` measures
all of it in one run, and writes this page, [the figures](peers.json) and the plots; it takes a quarter of an hour.
Single runs on a shared machine: good for ratios, within a tenth or two. Every row is here, those too in which masa
is slower.

The rules are `tests/bench/chain.yaml`: three tables in a row, 20, 5 and 6 rows, over eight facts. The cases are
invented, drawn at random, the same for all. **An answer counts only when it is right**: what each engine says of
each case, three values, is compared with the rules written by hand in C++, and one difference stops the
measurement."""

HOW = """\
Each has its cases in memory beforehand, in the form it likes best; this is not timed. All but masa and the rule
engines get words as byte codes and give codes, which spares them the words; masa takes and gives words, and says of
each answer how it stands. An answer is there when it is in columns (NumPy, Arrow, a frame) or, of engines that go
case by case, in Python values. One core: the process is bound to it, and thread pools have one thread. Time is by
the clock, the median of ten runs: five of each engine in turn, then five of each in the opposite order, each after
one run that is not counted. Where ten would take longer than 15 seconds there are fewer, and brackets say how many.
Quartiles are in the JSON. The rules of every engine are made from the same YAML, in the order in which they stand
there. AVX2 by hand is `tests/bench/chain_simd.hpp`: it merges rules that give the same answer, which an engine may
not always do."""

ABOUT_UNKNOWNS = """\
A million cases, of each fact some values missing at random. The peers have no such notion (a null makes their
comparisons false or null, and a later row answers), so there is nothing to compare with. The answers are compared
with those of single cases, for the first 300 rows."""

ABOUT_LOAD = """\
Import the package and build the rules, median of three new processes; NumPy, with which the cases are read, is
there before. masa's import is that of pyarrow, too, and its load that of pandas or polars. masa reads and checks
YAML; the others get the rules as Python data. Memory of a run is what the peak of the process is above what it held
with the cases ready: where nothing grew beyond an earlier peak it is small, and it counts what the answers take."""

ABOUT_GROWTH = """\
A generated book: one table of disjoint rows over a word of ten, an age and a score, of which each case meets
exactly one. Each engine decides as many cases as three seconds allow, a million at most. masa gets at most
1,000 rows in one table (it takes 10,000); larger books are tables of so many, and one above them that names which
counts, so that only the smaller ones have to be looked through. DuckDB has rules as a table, joined by the word and
two ranges, or as `CASE`. pandas and OpenFisca would do what NumPy does and are left out. A book that does not load,
or a run that does not end, within 60 seconds is stopped, and larger ones are not tried."""
