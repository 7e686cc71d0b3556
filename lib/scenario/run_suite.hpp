/// Suites of cases: facts, histories and questions with what is expected of them. The names in a suite are the packs'
/// names; the runner holds no list of its own.
#pragma once

#include "diag/diagnostic.hpp"
#include "diag/document.hpp"
#include "masa/masa.hpp"
#include "plan/plan.hpp"

namespace masa {

/// Runs every case of a suite. A case that cannot be run (an unknown name, a wrong value) has failed, and says why; a
/// document that is no suite is complained about.
[[nodiscard]] SuiteReport run_suite(const Plan& plan, const Node& document, const Sources& sources, Sink& sink);

}  // namespace masa
