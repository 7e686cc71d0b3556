/// Points of a picture so that what adjoins lies near.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace masa {

struct Point {
  double x = 0;
  double y = 0;
};

/// Places things by who adjoins whom, each pair about as far apart as the way between them is long. The same input
/// gives the same points. What adjoins nothing lies in a row below. In a square of side 1.
[[nodiscard]] std::vector<Point> place(std::size_t count, const std::vector<std::pair<std::size_t, std::size_t>>& ways);

/// Turns and mirrors points so that `up` lies towards the top, and `left` on the left side. Either may be no thing at
/// all: SIZE_MAX.
void turn(std::vector<Point>& points, std::size_t up, std::size_t left);

}  // namespace masa
