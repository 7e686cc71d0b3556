/// Random small rule books with an evaluator of their own, for brute force. The evaluator here is slow and plain: it
/// knows one complete case at a time, shares no code with the engine, and says `?` where no rule decides.
///
/// A book has facts of the case and of two people (truths, words of an ordered list or none, sets of words) and
/// decisions of every form, each reading facts and earlier decisions. `text()` is the book as a pack.
#pragma once

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace masa::test {

/// A complete case: `c_t0` or `p1.p_t0` to `yes`, `wa`, `none`, `{wa, wc}`.
using Complete = std::map<std::string, std::string>;

inline const std::string open_value = "?";

inline std::string set_text(const std::set<std::string>& members) {
  std::string out = "{";
  for (const std::string& m : members) out += (out.size() > 1 ? ", " : "") + m;
  return out + "}";
}

/// An expression: how it is written, and what it is worth.
struct Formula {
  enum class Kind {
    constant,
    fact,
    decision,
    equal,
    less,
    in_list,
    in_set,
    size_at_least,
    applies,
    negation,
    all,
    any,
    choice,
    some,
    every
  };
  Kind kind = Kind::constant;
  std::string name;                ///< fact, decision, or the constant's text
  std::vector<std::string> words;  ///< in_list
  std::vector<Formula> kids;
};

struct Row {
  Formula when;
  Formula then;
  std::string cells;  ///< the row's cells under the headings, where it has any
};

struct RandomDecision {
  std::string id;
  bool of_person = false;
  enum class Type { truth, word, set } type = Type::truth;
  std::string form;  ///< as in a pack
  Formula is;
  std::vector<Row> rows;
  std::string headings;
  bool has_otherwise = false;
  Formula otherwise;
};

struct RandomFact {
  std::string name;
  bool of_person = false;
  enum class Type { truth, word, set } type = Type::truth;
  [[nodiscard]] std::vector<std::string> domain() const {
    if (type == Type::truth) return {"no", "yes"};
    if (type == Type::word) return {"none", "wa", "wb", "wc"};
    return {"{}", "{wa}", "{wb}", "{wa, wb}", "{wc}", "{wa, wc}", "{wb, wc}", "{wa, wb, wc}"};
  }
};

class RandomBook {
 public:
  static constexpr const char* people[] = {"p1", "p2"};
  std::vector<RandomFact> facts;
  std::vector<RandomDecision> decisions;

  /// `leaves_open`: decisions may have gaps and clashes. Else every complete case decides all of them.
  RandomBook(std::uint32_t seed, bool with_people, bool with_sets, bool leaves_open)
      : leaves_open_(leaves_open), random_(seed) {
    add_facts("c_", false, with_sets);
    if (with_people) add_facts("p_", true, with_sets);
    const std::size_t count = 4 + below(4);
    for (std::size_t d = 0; d < count; ++d)
      decisions.push_back(decision("d" + std::to_string(d), with_people && below(2) == 0));
  }

  std::size_t below(std::size_t n) { return random_() % n; }

  /// Every fact of a case, by the names that a Complete uses.
  [[nodiscard]] std::vector<std::pair<std::string, const RandomFact*>> slots() const {
    std::vector<std::pair<std::string, const RandomFact*>> all;
    for (const RandomFact& fact : facts) {
      if (!fact.of_person) all.emplace_back(fact.name, &fact);
      if (fact.of_person) {
        for (const char* person : people) all.emplace_back(std::string(person) + "." + fact.name, &fact);
      }
    }
    return all;
  }

  [[nodiscard]] std::string text() const {
    std::string out =
        "pack: test/random\ntitle: a random pack\nlayer: national\nsources:\n  S:\n    title: s\n    kind: statute\n";
    out += "types:\n  w: one of wa < wb < wc\nfacts:\n";
    std::string record;
    for (const RandomFact& fact : facts) {
      const std::string type = fact.type == RandomFact::Type::truth  ? "truth"
                               : fact.type == RandomFact::Type::word ? "w or none"
                                                                     : "set of w";
      (fact.of_person ? record : out) += "  " + fact.name + ":\n    type: " + type + "\n";
    }
    if (!record.empty()) out += "  people:\n    type: list of person\nrecord person:\n" + record;
    out += "decisions:\n";
    for (const RandomDecision& d : decisions) out += text_of(d);
    return out;
  }

  /// What a complete case makes of a decision: `yes`, `wa`, `none`, `{wa}`, or `?`.
  [[nodiscard]] std::string value_of(const std::string& id, const std::string& person, const Complete& whole) const {
    const auto& d =
        *std::find_if(decisions.begin(), decisions.end(), [&](const RandomDecision& x) { return x.id == id; });
    return decide(d, d.of_person ? person : "", whole);
  }

 private:
  using K = Formula::Kind;

  // --- the evaluator
  [[nodiscard]] static int rank(const std::string& word) { return word == "wa" ? 0 : word == "wb" ? 1 : 2; }
  [[nodiscard]] static std::string truth(bool yes) { return yes ? "yes" : "no"; }

  [[nodiscard]] std::string value(const Formula& f, const std::string& person, const Complete& whole) const {
    switch (f.kind) {
      case K::constant:
        return f.name;
      case K::fact: {
        const auto own = whole.find(person + "." + f.name);
        return own != whole.end() ? own->second : whole.at(f.name);
      }
      case K::decision:
        return value_of(f.name, person, whole);
      case K::equal: {
        const std::string a = value(f.kids[0], person, whole);
        return a == open_value ? a : truth(a == f.kids[1].name);
      }
      case K::less: {  // nothing is before, after, under or over none
        const std::string a = value(f.kids[0], person, whole);
        return a == open_value ? a : truth(a != "none" && rank(a) < rank(f.kids[1].name));
      }
      case K::in_list: {
        const std::string a = value(f.kids[0], person, whole);
        return a == open_value ? a : truth(std::find(f.words.begin(), f.words.end(), a) != f.words.end());
      }
      case K::in_set: {
        const std::string a = value(f.kids[0], person, whole);
        return truth(a != "none" && value(f.kids[1], person, whole).find(a) != std::string::npos);
      }
      case K::size_at_least: {
        const std::string set = value(f.kids[0], person, whole);
        if (set == open_value) return set;
        const auto size = static_cast<std::size_t>(std::count(set.begin(), set.end(), 'w'));
        return truth(size >= std::stoul(f.name));
      }
      case K::applies: {
        const std::string a = value(f.kids[0], person, whole);
        return a == open_value ? a : truth(a != "none");
      }
      case K::negation: {
        const std::string a = value(f.kids[0], person, whole);
        return a == open_value ? a : truth(a == "no");
      }
      case K::all:
      case K::any: {
        const std::string decides = truth(f.kind == K::any);
        bool open = false;
        for (const Formula& kid : f.kids) {
          const std::string a = value(kid, person, whole);
          if (a == decides) return a;
          open = open || a == open_value;
        }
        return open ? open_value : truth(f.kind == K::all);
      }
      case K::choice: {
        const std::string condition = value(f.kids[0], person, whole);
        const std::string then = value(f.kids[1], person, whole);
        const std::string other = value(f.kids[2], person, whole);
        if (condition == open_value) return then == other ? then : open_value;
        return condition == "yes" ? then : other;
      }
      case K::some:
      case K::every: {
        const std::string decides = truth(f.kind == K::some);
        bool open = false;
        for (const char* one : people) {
          const std::string a = value(f.kids[0], one, whole);
          if (a == decides) return a;
          open = open || a == open_value;
        }
        return open ? open_value : truth(f.kind == K::every);
      }
    }
    return open_value;
  }

  [[nodiscard]] std::string decide(const RandomDecision& d, const std::string& person, const Complete& whole) const {
    if (d.form == "is") return value(d.is, person, whole);
    const std::string rest = d.has_otherwise ? value(d.otherwise, person, whole) : open_value;
    struct Met {
      std::string when;
      std::string then;
    };
    std::vector<Met> met;  // every row that is not false
    for (const Row& row : d.rows) {
      const std::string when = value(row.when, person, whole);
      if (when == "no") continue;
      met.push_back({when, value(row.then, person, whole)});
      if (d.form == "first_row" && when == "yes") break;
    }
    if (d.form == "yes_if" || d.form == "no_if") {
      const std::string answer = truth(d.form == "yes_if");
      if (std::any_of(met.begin(), met.end(), [](const Met& m) { return m.when == "yes"; })) return answer;
      if (met.empty()) return rest;
      return rest == answer ? answer : open_value;
    }
    if (d.form == "all_rows") {
      std::set<std::string> certain;
      for (const Met& m : met) {
        if (m.when == "yes" && m.then != open_value && m.then != "none") certain.insert(m.then);
      }
      for (const Met& m : met) {
        if (m.then == open_value || (m.when == open_value && m.then != "none" && certain.count(m.then) == 0))
          return open_value;
      }
      return set_text(certain);
    }
    if (d.form == "strongest_of") {
      std::string best;
      for (const Met& m : met) {
        if (m.when == "yes" && m.then != open_value && (best.empty() || rank(best) < rank(m.then))) best = m.then;
      }
      for (const Met& m : met) {
        if (m.then == open_value) return open_value;
        if (m.when == open_value && (best.empty() || rank(best) < rank(m.then))) return open_value;
      }
      return best.empty() ? rest : best;
    }
    // one_row_applies, rows_agree, first_row: a true row decides, unless another row that may apply says something
    // else.
    std::string decided;
    for (const Met& m : met) {
      if (m.when != "yes") continue;
      if (m.then == open_value || (!decided.empty() && decided != m.then)) return open_value;
      decided = m.then;
    }
    if (decided.empty()) return met.empty() ? rest : open_value;
    for (const Met& m : met) {
      if (m.then != decided) return open_value;
    }
    return decided;
  }

  // --- the writer
  [[nodiscard]] static std::string words_of(const Formula& f) {
    switch (f.kind) {
      case K::constant:
      case K::fact:
      case K::decision:
        return f.name;
      case K::equal:
        return "(" + words_of(f.kids[0]) + " = " + f.kids[1].name + ")";
      case K::less:
        return "(" + words_of(f.kids[0]) + " < " + f.kids[1].name + ")";
      case K::in_list: {
        std::string list;
        for (const std::string& word : f.words) list += (list.empty() ? "" : ", ") + word;
        return "(" + words_of(f.kids[0]) + " in (" + list + "))";
      }
      case K::in_set:
        return "(" + words_of(f.kids[0]) + " in " + words_of(f.kids[1]) + ")";
      case K::size_at_least:
        return "(number of " + words_of(f.kids[0]) + " >= " + f.name + ")";
      case K::applies:
        return "(" + words_of(f.kids[0]) + " applies)";
      case K::negation:
        return "(not " + words_of(f.kids[0]) + ")";
      case K::all:
      case K::any: {
        std::string out;
        for (const Formula& kid : f.kids)
          out += (out.empty() ? "" : f.kind == K::all ? " and " : " or ") + words_of(kid);
        return "(" + out + ")";
      }
      case K::choice:
        return "(if " + words_of(f.kids[0]) + " then " + words_of(f.kids[1]) + " else " + words_of(f.kids[2]) + ")";
      case K::some:
        return "(some person has " + words_of(f.kids[0]) + ")";
      case K::every:
        return "(every person has " + words_of(f.kids[0]) + ")";
    }
    return "";
  }

  [[nodiscard]] static std::string text_of(const RandomDecision& d) {
    std::string out = "  " + d.id + ":\n    question: is it so?\n";
    if (d.of_person) out += "    for_each: person\n";
    if (d.type == RandomDecision::Type::word)
      out += d.form == "strongest_of" ? "    type: w\n" : "    type: w or none\n";
    if (d.type == RandomDecision::Type::set) out += "    type: set of w\n";
    if (d.form == "is") return out + "    is: " + words_of(d.is) + "\n    cite: S\n";
    if (d.form == "yes_if" || d.form == "no_if") {
      out += "    " + d.form + ":\n";
      for (std::size_t r = 0; r < d.rows.size(); ++r)
        out += "      - rule: r" + std::to_string(r) + "\n        when: " + words_of(d.rows[r].when) +
               "\n        cite: S\n";
    } else {
      if (d.form == "one_row_applies" || d.form == "rows_agree") out += "    checked_when_run: yes\n";
      out += "    " + d.form + ": |\n      " + (d.headings.empty() ? "when" : d.headings) + " | then | cite\n";
      for (const Row& row : d.rows)
        out += "      " + (d.headings.empty() ? words_of(row.when) : row.cells) + " | " + words_of(row.then) + " | S\n";
    }
    if (d.has_otherwise) out += "    otherwise: " + words_of(d.otherwise) + "\n";
    return out;
  }

  // --- the generator
  void add_facts(const std::string& prefix, bool of_person, bool with_sets) {
    const std::size_t truths = of_person ? 1 : 2 + below(2);
    for (std::size_t i = 0; i < truths; ++i)
      facts.push_back({prefix + "t" + std::to_string(i), of_person, RandomFact::Type::truth});
    facts.push_back({prefix + "w0", of_person, RandomFact::Type::word});
    if (with_sets) facts.push_back({prefix + "s0", of_person, RandomFact::Type::set});
  }

  template <class Fits>
  const RandomFact* pick_fact(bool of_person, const Fits& fits) {
    std::vector<const RandomFact*> fitting;
    for (const RandomFact& f : facts) {
      if ((!f.of_person || of_person) && fits(f)) fitting.push_back(&f);
    }
    return fitting.empty() ? nullptr : fitting[below(fitting.size())];
  }

  const RandomDecision* pick_decision(bool of_person, RandomDecision::Type type) {
    std::vector<const RandomDecision*> fitting;
    for (const RandomDecision& d : decisions) {
      if ((!d.of_person || of_person) && d.type == type) fitting.push_back(&d);
    }
    return fitting.empty() ? nullptr : fitting[below(fitting.size())];
  }

  std::string some_word() { return std::vector<std::string>{"wa", "wb", "wc"}[below(3)]; }
  static Formula leaf(K kind, std::string name) { return {kind, std::move(name), {}, {}}; }

  /// A fact or an earlier decision that is a word.
  Formula word_operand(bool of_person) {
    const RandomDecision* d = below(3) == 0 ? pick_decision(of_person, RandomDecision::Type::word) : nullptr;
    if (d != nullptr) return leaf(K::decision, d->id);
    return leaf(K::fact,
                pick_fact(of_person, [](const RandomFact& f) { return f.type == RandomFact::Type::word; })->name);
  }

  Formula truth_operand(bool of_person) {
    const RandomDecision* d = below(2) == 0 ? pick_decision(of_person, RandomDecision::Type::truth) : nullptr;
    if (d != nullptr) return leaf(K::decision, d->id);
    return leaf(K::fact,
                pick_fact(of_person, [](const RandomFact& f) { return f.type == RandomFact::Type::truth; })->name);
  }

  Formula condition(bool of_person, int depth) {
    const bool has_people = std::any_of(facts.begin(), facts.end(), [](const RandomFact& f) { return f.of_person; });
    switch (depth == 0 ? below(7) : below(13)) {
      case 0:
      case 1:
        return truth_operand(of_person);
      case 2:
        return {K::equal, "", {}, {word_operand(of_person), leaf(K::constant, below(4) == 0 ? "none" : some_word())}};
      case 3:
        return {K::less, "", {}, {word_operand(of_person), leaf(K::constant, some_word())}};
      case 4:
        return {K::in_list, "", {"wa", "wc"}, {word_operand(of_person)}};
      case 5: {
        const RandomFact* set =
            pick_fact(of_person, [](const RandomFact& f) { return f.type == RandomFact::Type::set; });
        const RandomFact* word =
            pick_fact(of_person, [](const RandomFact& f) { return f.type == RandomFact::Type::word; });
        if (set == nullptr) return {K::applies, "", {}, {leaf(K::fact, word->name)}};
        return {K::in_set, "", {}, {leaf(K::fact, word->name), leaf(K::fact, set->name)}};
      }
      case 6: {
        const RandomFact* set =
            pick_fact(of_person, [](const RandomFact& f) { return f.type == RandomFact::Type::set; });
        const RandomDecision* d = pick_decision(of_person, RandomDecision::Type::set);
        if (d != nullptr) return {K::size_at_least, std::to_string(1 + below(3)), {}, {leaf(K::decision, d->id)}};
        if (set == nullptr || below(2) == 0) return truth_operand(of_person);
        return {K::size_at_least, std::to_string(1 + below(3)), {}, {leaf(K::fact, set->name)}};
      }
      case 7:
        return {K::negation, "", {}, {condition(of_person, depth - 1)}};
      case 8:
      case 9:
        return {K::all, "", {}, {condition(of_person, depth - 1), condition(of_person, depth - 1)}};
      case 10:
        return {K::any,
                "",
                {},
                {condition(of_person, depth - 1), condition(of_person, depth - 1), condition(of_person, depth - 1)}};
      case 11:
        return {K::choice,
                "",
                {},
                {condition(of_person, depth - 1), condition(of_person, depth - 1), condition(of_person, depth - 1)}};
      default:
        if (of_person || !has_people) return truth_operand(of_person);
        return {below(2) == 0 ? K::some : K::every, "", {}, {condition(true, depth - 1)}};
    }
  }

  Formula word(bool of_person, bool may_be_none) {
    switch (below(may_be_none ? 6 : 4)) {
      case 0:
      case 1:
        return leaf(K::constant, some_word());
      case 2:
        return {K::choice,
                "",
                {},
                {condition(of_person, 1), leaf(K::constant, some_word()), leaf(K::constant, some_word())}};
      case 3: {  // a decision that is never none, but may be open
        for (const RandomDecision& d : decisions) {
          if (d.form == "strongest_of" && (!d.of_person || of_person)) return leaf(K::decision, d.id);
        }
        return leaf(K::constant, some_word());
      }
      case 4:
        return word_operand(of_person);
      default:
        return leaf(K::constant, "none");
    }
  }

  /// A row's cells under three headings: a truth, a word, a word.
  Row row_of_cells(const Formula& first, const Formula& second) {
    Row row;
    row.when.kind = K::all;
    const std::size_t a = below(3);
    row.cells = std::vector<std::string>{"yes", "no", "any"}[a];
    if (a == 0) row.when.kids.push_back(first);
    if (a == 1) row.when.kids.push_back({K::negation, "", {}, {first}});
    const std::string w = some_word();
    row.cells += " | ";
    const Formula equal{K::equal, "", {}, {second, leaf(K::constant, w)}};
    const Formula less{K::less, "", {}, {second, leaf(K::constant, w)}};
    const Formula has{K::applies, "", {}, {second}};
    switch (below(7)) {
      case 0:
        row.cells += "any";
        break;
      case 1:
        row.cells += w;
        row.when.kids.push_back(equal);
        break;
      case 2:
        row.cells += "not " + w;
        row.when.kids.push_back({K::negation, "", {}, {equal}});
        break;
      case 3:
        row.cells += "under " + w;
        row.when.kids.push_back(less);
        break;
      case 4:
        row.cells += w + " or more";
        row.when.kids.push_back({K::all, "", {}, {{K::negation, "", {}, {less}}, has}});
        break;
      case 5:
        row.cells += "wa or wc";
        row.when.kids.push_back({K::in_list, "", {"wa", "wc"}, {second}});
        break;
      default:
        row.cells += "not none";
        row.when.kids.push_back(has);
        break;
    }
    return row;
  }

  RandomDecision decision(std::string id, bool of_person) {
    RandomDecision d;
    d.id = std::move(id);
    d.of_person = of_person;
    d.has_otherwise = !leaves_open_ || below(2) == 0;
    const std::size_t rows = 1 + below(4);
    switch (below(8)) {
      case 0: {
        d.form = "is";
        const RandomFact* set =
            pick_fact(of_person, [](const RandomFact& f) { return f.type == RandomFact::Type::set; });
        if (set != nullptr && leaves_open_ && below(3) == 0) {
          d.type = RandomDecision::Type::set;
          d.is = leaf(K::fact, set->name);
        } else {
          d.is = condition(of_person, 3);
        }
        break;
      }
      case 1:
        d.form = "is";
        d.type = RandomDecision::Type::word;
        d.is = word(of_person, true);
        break;
      case 2:
      case 3:
        d.form = below(2) == 0 ? "yes_if" : "no_if";
        for (std::size_t r = 0; r < rows; ++r)
          d.rows.push_back({condition(of_person, 2), leaf(K::constant, truth(d.form == "yes_if")), ""});
        d.otherwise = below(2) == 0 ? leaf(K::constant, truth(below(2) == 0)) : condition(of_person, 1);
        break;
      case 4:
        d.form = "all_rows";
        d.type = RandomDecision::Type::set;
        d.has_otherwise = false;
        for (std::size_t r = 0; r < rows; ++r) d.rows.push_back({condition(of_person, 1), word(of_person, false), ""});
        break;
      case 5:
        d.form = "strongest_of";
        d.type = RandomDecision::Type::word;
        for (std::size_t r = 0; r < rows; ++r) d.rows.push_back({condition(of_person, 1), word(of_person, false), ""});
        d.otherwise = leaf(K::constant, "wa");
        break;
      default: {
        d.form = std::vector<std::string>{"first_row", "one_row_applies", "rows_agree"}[leaves_open_ ? below(3) : 0];
        d.type = RandomDecision::Type::word;
        const bool has_cells = below(2) == 0;
        const Formula first = truth_operand(of_person);
        const Formula second = word_operand(of_person);
        if (has_cells) d.headings = words_of(first) + " | " + words_of(second);
        for (std::size_t r = 0; r < rows; ++r) {
          d.rows.push_back(has_cells ? row_of_cells(first, second) : Row{condition(of_person, 2), {}, ""});
          d.rows.back().then = word(of_person, true);
        }
        d.otherwise = word(of_person, true);
      }
    }
    return d;
  }

  bool leaves_open_;
  std::mt19937 random_;
};

}  // namespace masa::test
