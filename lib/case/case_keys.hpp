/// The blocks of a case that every case may have, whatever the packs declare.
#pragma once

#include "diag/keys.hpp"

namespace masa {

extern const Block case_block;
extern const Block event_of_case_block;
extern const Block history_block;
extern const Block judgement_block;
extern const Block said_block;

}  // namespace masa
