/// Random small rule books about dates and numbers, with an evaluator of their own, for brute force over every day of a
/// window. An expression is its text and a function of one complete case; the days are counted here, not by the engine.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace masa::test {

/// A value of the brute force: a day (from 1970), a number, a truth, a word; nothing; or open, where nothing decides.
struct Plain {
  enum class Kind { value, nothing, open } kind = Kind::nothing;
  long value = 0;
  friend auto operator<=>(const Plain&, const Plain&) = default;
};
inline Plain some(long value) {
  return {Plain::Kind::value, value};
}
inline const Plain no_value{};
inline const Plain open_plain{Plain::Kind::open, 0};
inline bool is_open(const Plain& v) {
  return v.kind == Plain::Kind::open;
}
inline bool is_yes(const Plain& v) {
  return v == some(1);
}

/// The facts of a case by their numbers.
using Whole = std::vector<Plain>;

struct Phrase {
  std::string text;
  std::function<Plain(const Whole&)> worth;
};

inline long day_number(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day))
      .time_since_epoch()
      .count();
}
inline std::chrono::year_month_day civil(long day) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(day)));
}
inline std::string day_text(long day) {
  const auto d = civil(day);
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(static_cast<int>(d.year())) + "-" + two(static_cast<unsigned>(d.month())) + "-" +
         two(static_cast<unsigned>(d.day()));
}

/// A fact of the random books, and the values that brute force gives it.
struct PlainFact {
  enum class Type { date, number, truth } type = Type::date;
  std::string name;
  bool or_none = false;
  std::vector<Plain> domain;
  [[nodiscard]] std::string print(const Plain& v) const {
    if (v == no_value) return "none";
    return type == Type::date     ? day_text(v.value)
           : type == Type::number ? std::to_string(v.value)
           : v.value == 1         ? "yes"
                                  : "no";
  }
};

struct PlainDecision {
  std::string id;
  enum class Type { truth, word, date, age } type = Type::truth;
  std::string text;  ///< below its id
  std::function<Plain(const Whole&)> worth;
};

class RandomDays {
 public:
  enum class About { distances, ages, working_days };
  static inline const long centre = day_number(2025, 3, 10);
  static inline const long calendar_first = centre - 15;
  static inline const long calendar_last = centre + 20;
  static inline const std::set<long> holidays{centre + 2, centre + 9};

  std::vector<PlainFact> facts;
  std::vector<PlainDecision> decisions;

  RandomDays(std::uint32_t seed, About about) : about_(about), random_(seed) {
    using Type = PlainFact::Type;
    facts = {{Type::date, "x", false, days()},
             {Type::date, "z", below(2) == 0, days()},
             {Type::number, "o", false, numbers()},
             {Type::truth, "t", false, {some(0), some(1)}}};
    if (facts[1].or_none) facts[1].domain.push_back(no_value);
    if (below(2) == 0) add_date();
    if (about == About::ages) add_age();
    for (std::size_t count = 3 + below(3); count > 0; --count) add_decision();
  }

  std::size_t below(std::size_t n) { return random_() % n; }

  /// A value for a known fact. Days lie as near as the constants, so that the window holds all that they bear on.
  Plain some_value(const PlainFact& fact) {
    if (fact.type != PlainFact::Type::date) return fact.domain[below(fact.domain.size())];
    return fact.or_none && below(4) == 0 ? no_value : some(near_day());
  }

  [[nodiscard]] std::string text() const {
    std::string out =
        "pack: test/days\ntitle: a random pack\nlayer: national\ncalendar: c\nsources:\n  S:\n    title: s\n    kind: "
        "statute\ncalendars:\n  c:\n    title: c\n    cite: S\n    covers: " +
        day_text(calendar_first) + " to " + day_text(calendar_last) +
        "\n    week: Monday to Friday\n    holidays: |\n      date | holiday\n";
    for (const long day : holidays) out += "      " + day_text(day) + " | a holiday\n";
    out += "types:\n  w: one of wa, wb, wc\nfacts:\n";
    for (const PlainFact& fact : facts) {
      const std::string type = fact.type == PlainFact::Type::date     ? "date"
                               : fact.type == PlainFact::Type::number ? "whole number"
                                                                      : "truth";
      out += "  " + fact.name + ":\n    type: " + type + (fact.or_none ? " or none" : "") + "\n";
    }
    out += "decisions:\n";
    for (const PlainDecision& d : decisions) out += "  " + d.id + ":\n    question: is it so?\n" + d.text;
    return out;
  }

 private:
  // --- facts

  /// Every day that can make a difference: two months around the constants, or those around birthdays.
  [[nodiscard]] std::vector<Plain> days() const {
    std::set<long> all;
    if (about_ == About::ages) {
      for (int years = 0; years <= 21; ++years) {
        for (long day = -14; day <= 14; ++day) all.insert(years_on(centre, -years) + day);
      }
      for (long day = 15; day < 8000; day += 365) all.insert(centre + day);
    } else {
      for (long day = centre - 36; day <= centre + 36; ++day) all.insert(day);
    }
    std::vector<Plain> values;
    for (const long day : all) values.push_back(some(day));
    return values;
  }
  [[nodiscard]] static std::vector<Plain> numbers() {
    std::vector<Plain> values;
    for (long n = -1; n <= 8; ++n) values.push_back(some(n));
    return values;
  }

  // --- counting

  [[nodiscard]] static long years_on(long day, int years) { return months_on(day, years * 12); }
  [[nodiscard]] static long months_on(long day, int months) {
    const auto from = civil(day);
    const auto to = from.year() / from.month() + std::chrono::months(months);
    const auto last = (to / std::chrono::last).day();
    return std::chrono::sys_days(to / std::min(from.day(), last)).time_since_epoch().count();
  }
  [[nodiscard]] static bool is_covered(long day) { return calendar_first <= day && day <= calendar_last; }
  [[nodiscard]] static bool is_working(long day) {
    return std::chrono::weekday(std::chrono::sys_days(std::chrono::days(day))).iso_encoding() <= 5 &&
           holidays.count(day) == 0;
  }
  [[nodiscard]] static Plain working_days_on(long day, long count) {
    if (!is_covered(day)) return open_plain;
    while (count != 0) {
      day += count < 0 ? -1 : 1;
      if (!is_covered(day)) return open_plain;
      if (is_working(day)) count += count < 0 ? 1 : -1;
    }
    return some(day);
  }
  [[nodiscard]] static long age(long born, long on) {
    long years = static_cast<int>(civil(on).year()) - static_cast<int>(civil(born).year());
    const auto of_year = [](long day) {
      return std::pair(static_cast<unsigned>(civil(day).month()), static_cast<unsigned>(civil(day).day()));
    };
    return of_year(on) < of_year(born) ? years - 1 : years;
  }

  // --- expressions

  [[nodiscard]] Phrase fact(std::size_t number) const {
    return {facts[number].name, [number](const Whole& whole) { return whole[number]; }};
  }
  long near_day() { return centre + static_cast<long>(below(15)) - 7; }
  Phrase constant_day() {
    const long day = near_day();
    return {day_text(day), [day](const Whole&) { return some(day); }};
  }

  /// A count from a date fact: of days where two facts may be compared, of anything where one alone is unknown.
  Phrase counted(const Phrase& from) {
    const long count = 1 + static_cast<long>(below(6));
    const std::string number = std::to_string(count);
    const auto on = [&](std::string text, std::function<Plain(long)> lead) -> Phrase {
      return {std::move(text) + " " + from.text, [worth = from.worth, lead = std::move(lead)](const Whole& whole) {
                const Plain day = worth(whole);
                return day.kind == Plain::Kind::value ? lead(day.value) : day;
              }};
    };
    switch (about_ == About::working_days ? below(8) : below(4)) {
      case 0:
      case 1:
        return on(number + " days after", [count](long day) { return some(day + count); });
      case 2:
        return on(number + " days before", [count](long day) { return some(day - count); });
      case 3:
        return on("1 week beginning with", [](long day) { return some(day + 6); });
      case 4:
      case 5:
        return on(number + " working days after", [count](long day) { return working_days_on(day, count); });
      case 6:
        return on(number + " working days before", [count](long day) { return working_days_on(day, -count); });
      default:
        return on("1 month after", [](long day) { return some(months_on(day, 1)); });
    }
  }

  Phrase date(std::size_t which, int depth = 2) {
    const Phrase plain = below(3) == 0 ? counted(fact(which)) : fact(which);
    if (depth == 0) return plain;
    switch (below(10)) {
      case 0:
        return chosen(condition(0), date(which, depth - 1), about_ == About::distances ? date(depth) : constant_day());
      case 1:
        return extreme(below(2) == 0, plain, about_ == About::distances ? date(depth) : constant_day());
      case 2: {
        std::vector<const PlainDecision*> dates;
        for (const PlainDecision& d : decisions) {
          if (d.type == PlainDecision::Type::date) dates.push_back(&d);
        }
        if (dates.empty()) return plain;
        const PlainDecision& d = *dates[below(dates.size())];
        return {d.id, d.worth};
      }
      default:
        return plain;
    }
  }
  Phrase date(int depth) { return below(5) == 0 ? constant_day() : date(which_date(), depth - 1); }
  std::size_t which_date() { return about_ == About::distances ? below(2) : 0; }

  static Phrase chosen(const Phrase& condition, const Phrase& then, const Phrase& other) {
    return {"(if " + condition.text + " then " + then.text + " else " + other.text + ")",
            [c = condition.worth, a = then.worth, b = other.worth](const Whole& whole) {
              const Plain holds = c(whole);
              if (!is_open(holds)) return is_yes(holds) ? a(whole) : b(whole);
              return a(whole) == b(whole) ? a(whole) : open_plain;
            }};
  }
  static Phrase extreme(bool is_first, const Phrase& one, const Phrase& other) {
    return {std::string("the ") + (is_first ? "earlier" : "later") + " of (" + one.text + ", " + other.text + ")",
            [is_first, a = one.worth, b = other.worth](const Whole& whole) {
              const Plain x = a(whole);
              const Plain y = b(whole);
              if (is_open(x) || is_open(y)) return open_plain;
              if (x == no_value || y == no_value) return x == no_value ? y : x;
              return is_first ? std::min(x, y) : std::max(x, y);
            }};
  }

  Phrase compared(const Phrase& one, const Phrase& other) {
    const std::size_t which = below(6);
    static const std::vector<std::string> signs{"<", "<=", ">", ">=", "=", "!="};
    return {"(" + one.text + " " + signs[which] + " " + other.text + ")",
            [which, a = one.worth, b = other.worth](const Whole& whole) {
              const Plain x = a(whole);
              const Plain y = b(whole);
              if (which < 4 && (x == no_value || y == no_value)) return some(0);
              if (is_open(x) || is_open(y)) return open_plain;
              const bool holds = which == 0   ? x < y
                                 : which == 1 ? x <= y
                                 : which == 2 ? x > y
                                 : which == 3 ? x >= y
                                 : which == 4 ? x == y
                                              : x != y;
              return some(holds ? 1 : 0);
            }};
  }
  Phrase among(const Phrase& one, const Phrase& first, const Phrase& second) {
    return {"(" + one.text + " in (" + first.text + ", " + second.text + "))",
            [a = one.worth, b = first.worth, c = second.worth](const Whole& whole) {
              const Plain x = a(whole);
              const Plain y = b(whole);
              const Plain z = c(whole);
              if (x == no_value || (y == no_value && z == no_value)) return some(0);
              if (is_open(x) || is_open(y) || is_open(z)) return open_plain;
              return some(x == y || x == z ? 1 : 0);
            }};
  }
  static Phrase joined(bool all, const Phrase& one, const Phrase& other) {
    return {"(" + one.text + (all ? " and " : " or ") + other.text + ")",
            [all, a = one.worth, b = other.worth](const Whole& whole) {
              const Plain decides = some(all ? 0 : 1);
              if (a(whole) == decides || b(whole) == decides) return decides;
              return is_open(a(whole)) || is_open(b(whole)) ? open_plain : some(all ? 1 : 0);
            }};
  }

  Phrase number_condition() {
    const long n = static_cast<long>(below(7));
    const Phrase number{std::to_string(n), [n](const Whole&) { return some(n); }};
    if (about_ != About::ages || below(4) == 0) return compared(fact(2), number);
    const long years = 1 + static_cast<long>(below(18));
    return compared(age_operand(), {std::to_string(years), [years](const Whole&) { return some(years); }});
  }
  Phrase age_operand() {
    for (const PlainDecision& d : decisions) {
      if (d.type == PlainDecision::Type::age && below(2) == 0) return {d.id, d.worth};
    }
    return age_phrase();
  }
  Phrase age_phrase() {
    const Phrase born = below(3) == 0 ? counted(fact(0)) : fact(0);
    const Phrase on = constant_day();
    return {"years from " + born.text + " to " + on.text,
            [a = born.worth, b = on.worth](const Whole& whole) { return some(age(a(whole).value, b(whole).value)); }};
  }

  Phrase condition(int depth) {
    switch (depth == 0 ? below(5) : below(9)) {
      case 0:
        return fact(3);
      case 1:
        return number_condition();
      case 2:
      case 3:
        return compared(date(which_date(), depth),
                        about_ == About::working_days || below(2) == 0 ? constant_day() : date(1));
      case 4: {
        const std::size_t which = about_ == About::distances ? 1 : 0;
        return among(date(which, 0), constant_day(), about_ == About::distances ? date(1) : constant_day());
      }
      case 5:
        return {"(z applies)", [](const Whole& whole) { return some(whole[1] == no_value ? 0 : 1); }};
      default:
        return joined(below(2) == 0, condition(depth - 1), condition(depth - 1));
    }
  }

  // --- decisions

  void add(PlainDecision::Type type, std::string text, std::function<Plain(const Whole&)> worth) {
    decisions.push_back({"d" + std::to_string(decisions.size()), type, std::move(text), std::move(worth)});
  }
  void add_date() {
    const Phrase is = chosen(condition(0), date(which_date(), 1), constant_day());
    add(PlainDecision::Type::date, "    type: date or none\n    is: " + is.text + "\n    cite: S\n", is.worth);
  }
  void add_age() {
    const Phrase is = age_phrase();
    add(PlainDecision::Type::age, "    type: whole number\n    is: " + is.text + "\n    cite: S\n", is.worth);
  }
  void add_decision() {
    if (below(2) == 0) {
      const Phrase is = condition(2);
      add(PlainDecision::Type::truth, "    is: " + is.text + "\n    cite: S\n", is.worth);
      return;
    }
    std::vector<std::pair<Phrase, long>> rows;
    std::string table = "    type: w\n    first_row: |\n      when | then | cite\n";
    for (std::size_t row = 0; row < 2 + below(2); ++row) {
      const long word = static_cast<long>(below(3));
      rows.emplace_back(condition(1), word);
      table += "      " + rows.back().first.text + " | w" + std::string(1, static_cast<char>('a' + word)) + " | S\n";
    }
    const bool has_rest = below(2) == 0;
    if (has_rest) table += "    otherwise: wc\n";
    add(PlainDecision::Type::word, table, [rows, has_rest](const Whole& whole) {
      std::set<long> possible;
      for (const auto& [when, then] : rows) {
        const Plain holds = when.worth(whole);
        if (is_open(holds) || is_yes(holds)) possible.insert(then);
        if (is_yes(holds)) return possible.size() == 1 ? some(then) : open_plain;
      }
      return possible.empty() && has_rest ? some(2) : open_plain;
    });
  }

  About about_;
  std::mt19937 random_;
};

}  // namespace masa::test
