#include "network/rota.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace masa {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Date day(const char* text) {
  return *parse_date(text);
}

constexpr std::uint32_t council = 1, health = 2, police = 3;

Rota yearly() {
  return {{council, health, police}, day("2025-01-01")};
}

std::uint32_t seat_on(const Rota& rota, const char* date) {
  const auto found = in_chair_on(rota, day(date));
  return found ? found->seat : 0;
}

TEST(Rota, GoesRoundInItsOrder) {
  EXPECT_THAT(terms_from(yearly(), day("2025-01-01"), 4),
              ElementsAre(InOffice{day("2025-01-01"), day("2026-01-01"), council},
                          InOffice{day("2026-01-01"), day("2027-01-01"), health},
                          InOffice{day("2027-01-01"), day("2028-01-01"), police},
                          InOffice{day("2028-01-01"), day("2029-01-01"), council}));
}

TEST(Rota, HoldsADayWithinATerm) {
  EXPECT_EQ(terms_from(yearly(), day("2026-12-31"), 1).front().seat, health);
  EXPECT_EQ(seat_on(yearly(), "2026-12-31"), health);
  EXPECT_EQ(seat_on(yearly(), "2027-01-01"), police);
}

TEST(Rota, HasNobodyBeforeItBegins) {
  EXPECT_THAT(terms_from(yearly(), day("2024-12-31"), 3), IsEmpty());
  EXPECT_FALSE(in_chair_on(yearly(), day("2024-12-31")));
}

TEST(Rota, CountsEachTermFromTheStart) {
  Rota monthly = yearly();
  monthly.start = day("2025-01-31");
  monthly.months = 1;
  EXPECT_EQ(seat_on(monthly, "2025-02-27"), council);
  EXPECT_EQ(seat_on(monthly, "2025-02-28"), health);
  EXPECT_EQ(seat_on(monthly, "2025-03-30"), health) << "a short month before does not make the next begin sooner";
  EXPECT_EQ(seat_on(monthly, "2025-03-31"), police);
}

TEST(Rota, ChangesForTheRestOfATerm) {
  Rota changed = yearly();
  changed.changes = {{day("2025-07-01"), police}};
  EXPECT_THAT(terms_from(changed, day("2025-01-01"), 3),
              ElementsAre(InOffice{day("2025-01-01"), day("2025-07-01"), council},
                          InOffice{day("2025-07-01"), day("2026-01-01"), police},
                          InOffice{day("2026-01-01"), day("2027-01-01"), health}));
  EXPECT_EQ(terms_from(changed, day("2025-08-01"), 1).front().seat, police);
  changed.changes = {{day("2025-01-01"), health}};
  EXPECT_EQ(terms_from(changed, day("2025-01-01"), 9).size(), 9U) << "no part of a term is empty";
  EXPECT_EQ(seat_on(changed, "2025-01-01"), health);
}

TEST(Rota, SaysInWhosePlaceSomebodySits) {
  Rota with_substitute = yearly();
  with_substitute.substitutes = {{{day("2025-03-01"), day("2025-04-01")}, council, police}};
  const auto march = in_chair_on(with_substitute, day("2025-03-31"));
  ASSERT_TRUE(march);
  EXPECT_EQ(march->seat, police);
  EXPECT_EQ(march->in_place_of, council);
  EXPECT_EQ(seat_on(with_substitute, "2025-04-01"), council);
  EXPECT_EQ(terms_from(with_substitute, day("2025-03-15"), 1).front().seat, council)
      << "the term is still the council's";
}

TEST(Rota, EndsWhereTheCalendarDoes) {
  EXPECT_EQ(terms_from(yearly(), day("9998-06-01"), 5).size(), 1U) << "the last year has no day behind it";
}

}  // namespace
}  // namespace masa
