/// What stands behind the handles of masa.hpp.
#pragma once

#include <memory>

#include "columns/prepared.hpp"
#include "course/timeline.hpp"
#include "render/answer.hpp"

namespace masa {

struct RuleBook::Impl {
  Plan plan;
  std::unique_ptr<columns::PreparedPrograms> prepared = std::make_unique<columns::PreparedPrograms>();
};

struct Determination::Impl {
  std::shared_ptr<const RuleBook::Impl> rules;
  Facts facts;
  AskedDates dates;
  Determined determined;
  [[nodiscard]] Answer answer() const { return {rules->plan, facts, dates, determined}; }
};

struct Course::Impl {
  std::shared_ptr<const RuleBook::Impl> rules;
  Timeline timeline;
};

}  // namespace masa
