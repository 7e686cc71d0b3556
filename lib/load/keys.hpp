/// The blocks of a pack, each with its keys: all that the loader takes, and all that an editor is told.
#pragma once

#include "diag/keys.hpp"

namespace masa {

extern const Block pack_block;
extern const Block change_block;
extern const Block not_encoded_block;

extern const Block source_block;
extern const Block fact_block;

extern const Block decision_block;
extern const Block replaced_block;
extern const Block widened_block;
extern const Block varied_block;
extern const Block rule_block;
extern const Block parameter_block;
extern const Block setting_block;

extern const Block duty_block;
extern const Block limit_block;
extern const Block suspension_block;
extern const Block tightened_block;
extern const Block warning_block;
extern const Block conflict_block;
extern const Block reading_block;

extern const Block event_block;
extern const Block state_block;
extern const Block process_block;
extern const Block part_block;

extern const Block calendar_block;
extern const Block network_block;
extern const Block relation_block;
extern const Block rotation_block;
extern const Block standing_duty_block;
extern const Block content_block;
extern const Block figure_block;
extern const Block own_question_block;
extern const Block question_about_block;

/// Every block of a pack, each once.
[[nodiscard]] std::vector<const Block*> blocks_of_packs();

}  // namespace masa
