/// The rules of chain.yaml by hand, as somebody would write them who has only these: a case at a time, and a column at
/// a time with vectors. Codes are the places of words in chain.yaml.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace masa::bench {

struct ChainCases {
  std::vector<std::uint8_t> harm, setting, suspect;
  std::vector<std::uint8_t> age, referrals, score;
  std::vector<std::int32_t> days_since;
  std::vector<std::uint64_t> repeated;  ///< bits
  [[nodiscard]] std::size_t rows() const { return harm.size(); }

  explicit ChainCases(std::size_t rows) : repeated(rows / 64 + 1) {
    std::mt19937 random(7);
    const auto any = [&](unsigned count) { return random() % count; };
    for (std::size_t row = 0; row < rows; ++row) {
      harm.push_back(static_cast<std::uint8_t>(any(4)));
      setting.push_back(static_cast<std::uint8_t>(any(5)));
      suspect.push_back(static_cast<std::uint8_t>(any(5)));
      age.push_back(static_cast<std::uint8_t>(any(18)));
      referrals.push_back(static_cast<std::uint8_t>(any(8)));
      score.push_back(static_cast<std::uint8_t>(any(101)));
      days_since.push_back(static_cast<std::int32_t>(any(1000)));
      repeated[row / 64] |= std::uint64_t{any(2)} << (row % 64);
    }
  }
};

struct ChainAnswer {
  std::uint8_t response;
  std::uint16_t hours;
  std::uint8_t lead;
};

/// One case, rule after rule.
inline ChainAnswer decide_by_hand(std::uint8_t harm, std::uint8_t setting, std::uint8_t suspect, std::int32_t age,
                                  std::int32_t referrals, std::int32_t score, std::int32_t days_since, bool repeated) {
  enum Harm { none_seen, slight, serious, grave };
  enum Setting { home, school, street, online, care_home };
  enum Suspect { carer, relative, peer, stranger, professional };
  enum Response { none_needed, advice, support, enquiry, urgent };
  enum Lead { nobody_leads, early_help, school_lead, designated, social_work, police_lead };
  std::uint8_t response = none_needed;
  if (harm == grave)
    response = urgent;
  else if (harm == serious && suspect == carer && age < 5)
    response = urgent;
  else if (harm == serious && setting == care_home && suspect == professional)
    response = urgent;
  else if (harm == serious && age < 2)
    response = urgent;
  else if (harm == serious && referrals >= 3 && days_since < 90 && repeated)
    response = urgent;
  else if (harm == serious && score >= 70)
    response = enquiry;
  else if (harm == serious && setting == home)
    response = enquiry;
  else if (harm == serious)
    response = enquiry;
  else if (harm == slight && setting == home && suspect == carer && age < 5 && repeated)
    response = enquiry;
  else if (harm == slight && setting == care_home && suspect == professional)
    response = enquiry;
  else if (harm == slight && referrals >= 5 && days_since < 180)
    response = enquiry;
  else if (harm == slight && setting == online && suspect == stranger && age < 13)
    response = support;
  else if (harm == slight && score >= 50)
    response = support;
  else if (harm == slight && (suspect == carer || suspect == relative) && repeated)
    response = support;
  else if (harm == slight && referrals >= 2 && days_since < 365)
    response = support;
  else if (harm == slight)
    response = advice;
  else if (harm == none_seen && referrals >= 5 && days_since < 90 && repeated)
    response = support;
  else if (harm == none_seen && score >= 80)
    response = support;
  else if (harm == none_seen && setting == street && age >= 13)
    response = advice;
  else if (harm == none_seen && referrals >= 2)
    response = advice;
  std::uint16_t hours = 672;
  if (response == urgent && age < 2)
    hours = 1;
  else if (response == urgent)
    hours = 4;
  else if (response == enquiry && repeated)
    hours = 24;
  else if (response == enquiry)
    hours = 48;
  else if (response == support)
    hours = 168;
  std::uint8_t lead = nobody_leads;
  if (response == urgent && hours <= 1)
    lead = police_lead;
  else if (response == urgent)
    lead = social_work;
  else if (response == enquiry && setting == care_home)
    lead = designated;
  else if (response == enquiry)
    lead = social_work;
  else if (response == support && setting == school)
    lead = school_lead;
  else if (response == support)
    lead = early_help;
  return {response, hours, lead};
}

inline ChainAnswer decide_by_hand(const ChainCases& of, std::size_t row) {
  return decide_by_hand(of.harm[row], of.setting[row], of.suspect[row], of.age[row], of.referrals[row], of.score[row],
                        of.days_since[row], (of.repeated[row / 64] >> (row % 64) & 1U) != 0);
}

}  // namespace masa::bench
