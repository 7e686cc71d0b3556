/// The blocks of a suite.
#pragma once

#include "diag/keys.hpp"

namespace masa {

extern const Block suite_block;
extern const Block suite_case_block;
extern const Block suite_question_block;

}  // namespace masa
