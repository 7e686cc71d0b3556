/// Where the completions of one case on one day are tried. Kept with its evaluator, so that the next question about the
/// same case finds what does not rest on what is assumed.
#pragma once

#include <memory>

#include "eval/evaluate.hpp"
#include "eval/rest.hpp"

namespace masa {

struct Trial {
  explicit Trial(Evaluator& base)
      : owner(&base), view(base.view_number()), evaluator(base.afresh()), rests(base, evaluator) {
    evaluator.set_base(&base);
  }
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;
  Trial(Trial&&) = delete;
  Trial& operator=(Trial&&) = delete;
  ~Trial() = default;

  const Evaluator* owner;
  std::uint32_t view;
  bool is_lent = false;
  Evaluator evaluator;
  RestFinder rests;
};

/// The trial of an evaluator while something is tried in it. INVARIANT: nothing is assumed in it before and after.
class LentTrial {
 public:
  explicit LentTrial(Evaluator& base) : trial_(base.kept_trial()) {
    const bool is_of_now = trial_ != nullptr && trial_->owner == &base && trial_->view == base.view_number();
    if (is_of_now && trial_->is_lent) {  // what is tried there asks what may be without what is assumed
      trial_ = std::make_shared<Trial>(base);
    } else if (!is_of_now) {
      trial_ = base.kept_trial() = std::make_shared<Trial>(base);
    }
    trial_->is_lent = true;
  }
  LentTrial(const LentTrial&) = delete;
  LentTrial& operator=(const LentTrial&) = delete;
  LentTrial(LentTrial&&) = delete;
  LentTrial& operator=(LentTrial&&) = delete;
  ~LentTrial() { trial_->is_lent = false; }

  Trial* operator->() const { return trial_.get(); }

 private:
  std::shared_ptr<Trial> trial_;
};

}  // namespace masa
