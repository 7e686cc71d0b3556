/// The days of a timeline.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "api/questions.hpp"

namespace masa {

struct AskedDays {
  Date first;
  Date end;
  Date known_by;
  std::optional<Date> law_at;
};

/// The first and the last day on which something of a case happens; empty where nothing does.
using DaysOfCase = std::function<std::optional<std::pair<Date, Date>>()>;

/// The days asked about; what is not given is taken from the case, of which there need not be one where all is given.
/// Complains of what is none.
[[nodiscard]] std::optional<AskedDays> read_days(const Days& days, const DaysOfCase& of_case, Sink& sink);

}  // namespace masa
