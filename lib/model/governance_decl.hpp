/// How a partnership runs, as a pack declares it: who chairs in turn, what happens how often, what a report holds, what
/// must add up, and the questions that may be asked of all this.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/written.hpp"
#include "value/date.hpp"

namespace masa {

/// A chair that goes round. Order and start may be left to whoever asks.
struct RotationDecl {
  struct Change {
    Name from;  ///< the day, and a line that says so
    Date day;
    Name seat;
    Citations cite;
  };
  struct Substitute {
    Period in_force;
    Name for_seat;
    Name seat;
    Citations cite;
  };
  Name id;
  std::string what;
  Name chair_of;
  std::vector<Name> also_chairs;
  std::vector<Name> among;
  Name term;  ///< `1 year`, `6 months`
  std::vector<Name> order;
  std::optional<Date> start;
  std::vector<Change> changes;
  std::vector<Substitute> substitutes;
  Citations cite;
  std::string because;
};

/// What somebody must do all along, by a day, or so many times in each year.
struct StandingDutyDecl {
  Name id;
  bool is_should = false;
  std::string text;
  std::vector<Name> who;
  std::vector<Name> whom;
  Name times;
  Name in_each;
  std::optional<Date> by;
  Citations cite;
  std::string because;
};

/// What a report or a plan must hold.
struct ContentDecl {
  struct Part {
    Name id;
    std::string says;
  };
  Name id;
  std::string what;
  std::vector<Part> parts;
  Citations cite;
};

/// A number, or two that must be the same. Their expressions are decisions, of the same name or `name.left`.
struct FigureDecl {
  Name id;
  std::string what;
  bool is_check = false;
};

/// A question that cases do not ask by themselves: its arguments, and the decisions that answer it.
struct QuestionDecl {
  struct Argument {
    Name word;
    Name type;  ///< or, where it is about a record, the fact
  };
  struct Part {
    Name word;  ///< not set: the answer is the one decision's
    Name decision;
  };
  Name id;
  Name about;   ///< a record that cases list; not set: its own
  Name record;  ///< of its own
  std::vector<Argument> given;
  std::vector<Part> answers;
};

}  // namespace masa
