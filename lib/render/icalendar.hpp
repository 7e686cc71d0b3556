/// A partnership's year for a calendar program, by RFC 5545.
#pragma once

#include <string>

#include "ask/year.hpp"

namespace masa {

/// Days without a time; lines end in CR LF and are folded at 75 octets. The same year gives the same text.
[[nodiscard]] std::string write_icalendar(const Year& year, const Book& book);

}  // namespace masa
