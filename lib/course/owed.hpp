/// Since when duties are owed: what is kept from day to day of a case that is seen over time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "eval/complete.hpp"

namespace masa {

/// Whether a duty is owed, as far as that can be known; what may be is completed.
struct Standing {
  Value applies;
  Possible possible;  ///< of its condition, where that is not known
};
[[nodiscard]] Standing standing_of(Evaluator& evaluator, std::uint32_t duty, std::uint32_t member);

/// A duty that is owed, or may be.
struct Since {
  std::optional<Date> on;  ///< empty: its condition rests on nothing that has a day
  Date law;                ///< the day whose law it keeps
  bool is_cancelled = false;
  std::optional<Date> cancelled_on;  ///< empty: since nobody knows when
  Value before;                      ///< not known: it may be as old as nobody knows
  bool may_be_by_older_law = false;  ///< it was not known on a day on which another law counted
  bool is_cancelled_today = false;   ///< what arises today is cancelled as well
  Standing standing;                 ///< not known: it may have arisen on that day
  Value who;  ///< who owed it then, where a duty stays with that body; not known: of facts by their number, not their
              ///< slot
};

/// Who owed it when it arose, as the facts of today say why that is not known.
[[nodiscard]] Value who_at_first(const Since& since, const Facts& facts);

/// A duty arises on the first day on which its condition is yes, keeps the law of that day and stays until it is done
/// or cancelled. One whose condition was yes before anything of the case had come is as old as nobody knows: while the
/// condition is yes it goes by the law of each day, and it is cancelled only as long as `cancelled_when` is yes.
///
/// A duty that narrower packs let arise more often is kept once more as each wider pack has it: what arises earlier by
/// a narrower pack takes nothing from what arises later without it.
class Owed {
 public:
  /// Looks at the case as it stood before anything had come, by the law that counts from now on.
  void begin_law(Evaluator& before);
  /// Looks at all duties on one day after another.
  void see(Evaluator& evaluator);
  /// The same for one. Null where it is not owed, and was not.
  const Since* note(Evaluator& evaluator, std::uint32_t duty, std::uint32_t member, const Standing& now);

 private:
  using Key = std::tuple<std::uint32_t, std::string, std::uint32_t>;
  [[nodiscard]] static Key key(const Evaluator& evaluator, std::uint32_t duty, std::uint32_t member);
  /// Each duty for each member, and once more as each pack has it as which it is read besides.
  template <class Visit>
  static void for_all(Evaluator& evaluator, const Visit& visit);

  std::map<Key, Since> since_;
  struct Before {
    Standing standing;
    bool is_cancelled = false;
  };
  std::map<Key, Before> undated_;  ///< those that would or may be owed if nothing of the case had come
};

}  // namespace masa
