#include "plan/law.hpp"

#include <algorithm>

namespace masa {

Force force_on(const Book& book, const Source& source, Date day) {
  const bool before = source.in_force.first && day < *source.in_force.first;
  const bool after = source.in_force.end && *source.in_force.end <= day;
  const bool carried = after && source.followed_by != no_index && !book.sources[source.followed_by].is_read;
  return carried ? Force::carried_forward : before || after ? Force::not_in_force : Force::in_force;
}

Law::Law(const Book& book) {
  for (const Source& source : book.sources) {
    for (const auto& day : {source.in_force.first, source.in_force.end}) {
      if (day) days_.insert(*day);
    }
  }
  turns_.assign(days_.begin(), days_.end());
  const auto add = [&](Date day) {
    std::vector<Force>& all = force_.emplace_back();
    for (const Source& source : book.sources) all.push_back(force_on(book, source, day));
  };
  add(Date{INT32_MIN});
  for (const Date turn : turns_) add(turn);
}

const std::vector<Force>& Law::on(Date day) const {
  return force_[static_cast<std::size_t>(std::ranges::upper_bound(turns_, day) - turns_.begin())];
}

}  // namespace masa
