#include "network/placement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

namespace masa {
namespace {

double between(const Point& a, const Point& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

TEST(Place, PutsWhatAdjoinsNearerThanWhatDoesNot) {
  const auto points = place(4, {{0, 1}, {1, 2}, {2, 3}});
  EXPECT_LT(between(points[0], points[1]), between(points[0], points[2]));
  EXPECT_LT(between(points[0], points[2]), between(points[0], points[3]));
}

TEST(Place, IsTheSameEveryTime) {
  const auto once = place(5, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 0}});
  const auto again = place(5, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 0}});
  for (std::size_t i = 0; i < once.size(); ++i) EXPECT_EQ(between(once[i], again[i]), 0);
}

TEST(Place, KeepsToTheSquareAndPutsTheLonelyBelow) {
  const auto points = place(5, {{0, 1}, {1, 2}});
  for (const Point& point : points) {
    EXPECT_GE(point.x, 0);
    EXPECT_LE(point.x, 1);
  }
  EXPECT_GT(points[3].y, 1);
  EXPECT_NE(points[3].x, points[4].x);
  EXPECT_TRUE(place(0, {}).empty());
}

TEST(Turn, PutsOneTowardsTheTopAndOneOnTheLeft) {
  auto points = place(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}});
  turn(points, 2, 1);
  for (const Point& point : points) EXPECT_LE(points[2].y, point.y + 1e-9);
  EXPECT_LT(points[1].x, points[3].x);
  turn(points, SIZE_MAX, 3);
  EXPECT_LT(points[3].x, points[1].x);
}

}  // namespace
}  // namespace masa
