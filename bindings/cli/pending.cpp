#include "pending.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "common.hpp"

namespace masa::cli {

namespace {

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

}  // namespace

std::vector<Pending> read_pending(const Input& list) {
  std::vector<Pending> pending;
  std::string_view rest = list.text;
  for (int number = 1; !rest.empty(); ++number) {
    const auto end = rest.find('\n');
    const std::string_view line = trim(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.empty() || line.starts_with('#')) continue;

    const auto colon = line.find(':');
    const std::string id(trim(line.substr(0, colon)));
    const std::string why(colon == std::string_view::npos ? std::string_view() : trim(line.substr(colon + 1)));
    if (id.empty() || why.empty())
      throw UsageError{fmt::format("{}:{}: a line of the pending list is `ID: reason`", list.name, number)};
    if (std::ranges::find(pending, id, &Pending::id) != pending.end())
      throw UsageError{fmt::format("{}:{}: `{}` stands twice", list.name, number, id)};
    pending.push_back({id, why});
  }
  return pending;
}

}  // namespace masa::cli
