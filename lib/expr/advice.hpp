/// What somebody probably meant who wrote a word that the language does not have.
#pragma once

#include <string>
#include <string_view>

namespace masa {

/// Of a word that cannot stand where it does: `AND`, `workdays`. Empty where nothing comes to mind.
[[nodiscard]] std::string advice_for_word(std::string_view word);
/// Of a number in words: `fifteen`. Empty where it is none.
[[nodiscard]] std::string advice_for_number(std::string_view word);

}  // namespace masa
