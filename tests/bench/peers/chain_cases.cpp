// Writes the made cases of chain.hpp and their answers by hand, a record a case: chain_cases ROWS FILE. Read by
// cases.py.
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "chain.hpp"

namespace {

struct Record {
  std::uint8_t harm, setting, suspect, age, referrals, score, repeated, response;
  std::int32_t days_since;
  std::uint16_t hours;
  std::uint8_t lead, unused;
};
static_assert(sizeof(Record) == 16);

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "usage: chain_cases ROWS FILE\n";
    return 2;
  }
  const masa::bench::ChainCases cases(std::strtoull(words[1], nullptr, 10));
  std::vector<Record> records;
  records.reserve(cases.rows());
  for (std::size_t row = 0; row < cases.rows(); ++row) {
    const auto answer = masa::bench::decide_by_hand(cases, row);
    const auto repeated = static_cast<std::uint8_t>(cases.repeated[row / 64] >> (row % 64) & 1U);
    records.push_back({cases.harm[row], cases.setting[row], cases.suspect[row], cases.age[row], cases.referrals[row],
                       cases.score[row], repeated, answer.response, cases.days_since[row], answer.hours, answer.lead,
                       0});
  }
  std::ofstream file(words[2], std::ios::binary);
  file.write(reinterpret_cast<const char*>(records.data()),
             static_cast<std::streamsize>(records.size() * sizeof(Record)));
  file.close();
  return file ? 0 : 1;
}
