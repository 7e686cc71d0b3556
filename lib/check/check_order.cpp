// Decisions read facts, other decisions, and the dates of duties; duties read decisions. Nothing may come round to
// itself. The pass walks the graph depth first: what is found again while it is still open closes a circle.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "check/check_model.hpp"

namespace masa {

namespace {

// Each step of a chain is a few calls deep when it is evaluated, and so is each level of the expressions on the way.
constexpr std::size_t deepest = limits::chain;

std::size_t height_of(const Typed& typed) {
  std::size_t height = 0;
  for (const Typed& kid : typed.kids) height = std::max(height, height_of(kid));
  return height + 1;
}

class Walk {
 public:
  Walk(Book& book, Sink& sink)
      : book_(book),
        sink_(sink),
        state_(book.decisions.size() + book.duties.size(), State::fresh),
        depth_(state_.size(), 0),
        own_height_(state_.size(), 0),
        height_(state_.size(), 0) {}

  void run() {
    for (std::uint32_t n = 0; n < state_.size(); ++n) visit(n);
  }

 private:
  enum class State : std::uint8_t { fresh, open, done };

  [[nodiscard]] bool is_duty(std::uint32_t n) const { return n >= book_.decisions.size(); }
  [[nodiscard]] std::uint32_t duty_number(std::uint32_t duty) const {
    return static_cast<std::uint32_t>(book_.decisions.size() + duty);
  }
  [[nodiscard]] const std::string& id_of(std::uint32_t n) const {
    return is_duty(n) ? book_.duties[n - book_.decisions.size()].id : book_.decisions[n].id;
  }
  [[nodiscard]] Span span_of(std::uint32_t n) const {
    return is_duty(n) ? book_.duties[n - book_.decisions.size()].span : book_.decisions[n].span;
  }

  void visit(std::uint32_t n) {
    if (is_too_deep_) return;
    if (path_.size() >= deepest) complain_of_depth(n);
    if (state_[n] == State::done) {
      note_depth(n);
      return;
    }
    if (state_[n] == State::open) {
      complain(n);
      return;
    }
    state_[n] = State::open;
    path_.push_back(n);
    if (is_duty(n)) {
      const Duty& duty = book_.duties[n - book_.decisions.size()];
      for (const Typed* part : {&duty.when, &duty.who, &duty.whom, &duty.done_when, &duty.cancelled_when}) read(*part);
      for (const Duty::OneMore& more : duty.one_more) read(more.whom);
      for (const std::uint32_t limit : duty.limits) {
        read(book_.limits[limit].date);
        for (const Suspension& suspension : book_.limits[limit].suspensions) {
          read(suspension.from);
          read(suspension.until);
        }
      }
    } else {
      for (const Rule& rule : book_.decisions[n].rules) {
        read(rule.when);
        read(rule.then);
      }
      read(book_.decisions[n].otherwise_value);
    }
    path_.pop_back();
    state_[n] = State::done;
    note_depth(n);
    book_.order.push_back(n);
  }

  /// An expression of what stands last on the path.
  void read(const Typed& typed) {
    const std::uint32_t n = path_.back();
    own_height_[n] = std::max(own_height_[n], height_of(typed));
    follow(typed);
  }

  void follow(const Typed& typed) {
    switch (typed.act) {
      case Act::decision:
        visit(typed.index);
        break;
      case Act::due:
        visit(duty_number(book_.limits[typed.index].duty));
        break;
      case Act::due_of_duty:
      case Act::overdue:
        visit(duty_number(typed.index));
        break;
      default:
        break;
    }
    for (const Typed& kid : typed.kids) follow(kid);
  }

  /// What reads `n` stands one step further from the facts than `n`.
  void note_depth(std::uint32_t n) {
    if (path_.empty() || is_too_deep_) return;
    const std::uint32_t reader = path_.back();
    depth_[reader] = std::max(depth_[reader], depth_[n] + 1);
    height_[reader] = std::max(height_[reader], height_[n] + own_height_[n]);
    if (depth_[reader] > deepest) {
      complain_of_depth(reader);
    } else if (height_[reader] > limits::chain_height) {
      is_too_deep_ = true;
      sink_.report(
          Kind::too_deep, span_of(reader),
          fmt::format("`{}` rests on a chain of decisions whose expressions are together nested deeper than {}",
                      id_of(reader), limits::chain_height));
    }
  }

  void complain_of_depth(std::uint32_t n) {
    is_too_deep_ = true;
    sink_.report(Kind::too_deep, span_of(n),
                 fmt::format("`{}` rests on a chain of more than {} decisions", id_of(n), deepest));
  }

  void complain(std::uint32_t n) {
    std::vector<std::string> circle;
    for (auto at = std::ranges::find(path_, n); at != path_.end(); ++at)
      circle.push_back(fmt::format("`{}`", id_of(*at)));
    circle.push_back(fmt::format("`{}`", id_of(n)));
    std::vector<Beside> beside;
    for (auto at = std::ranges::find(path_, n) + 1; at != path_.end(); ++at)
      beside.push_back({span_of(*at), fmt::format("`{}` is part of it", id_of(*at))});
    sink_.report(Kind::circle, span_of(n),
                 fmt::format("{} depends on itself: {}", circle.front(), join(circle, " needs ")), "",
                 std::move(beside));
  }

  Book& book_;
  Sink& sink_;
  std::vector<State> state_;
  std::vector<std::size_t> depth_;       ///< the longest chain below, in steps
  std::vector<std::size_t> own_height_;  ///< of the highest expression
  std::vector<std::size_t> height_;      ///< the highest chain below, its expressions' heights together
  bool is_too_deep_ = false;
  std::vector<std::uint32_t> path_;
};

}  // namespace

void check_order(Book& book, Sink& sink) {
  Walk(book, sink).run();
}

}  // namespace masa
