/// What of a timeline is drawn, and what is said in a line: answers that are something on some day, each in stretches.
#pragma once

#include <string>
#include <vector>

#include "course/timeline.hpp"
#include "masa/masa.hpp"

namespace masa {

enum class Tone : std::uint8_t {
  answer,
  nothing,  ///< nobody, none, no
  open,     ///< not known
  waiting,  ///< a duty that is to be done, or goes on
  late,
  over,  ///< done, ended, cancelled
};

struct LanePart {
  Date from;
  Date to;
  Tone tone = Tone::answer;
  std::string words;
};

struct Lane {
  std::string id;
  std::string name;  ///< as people say it
  bool is_duty = false;
  std::vector<LanePart> parts;
  std::optional<Date> due;
};

/// All of one member, or of the case.
struct LaneGroup {
  std::uint32_t record = no_index;  ///< of which it is a member; no_index: the case
  std::string member;
  std::vector<Lane> answers;
  std::vector<Lane> states;
  std::vector<Lane> duties;
  std::vector<std::string> quiet;  ///< nothing on any of the days
  std::vector<std::string> open;   ///< on no day known
};

/// Members in the order in which the case names them, then the case.
[[nodiscard]] std::vector<LaneGroup> lanes_of(const Timeline& timeline, const Plan& plan, const Show& show);

}  // namespace masa
