/// How a partnership runs, as tables for a terminal and as JSON: its year, its standing duties, the provisions that the
/// packs hold.
#pragma once

#include <string>
#include <vector>

#include "analyse/coverage.hpp"
#include "ask/year.hpp"

namespace masa {

[[nodiscard]] std::string write_year_text(const Year& year, const Book& book, int width, bool colour);
[[nodiscard]] std::string write_year_json(const Year& year, const Book& book);
[[nodiscard]] std::string write_standing_text(const Book& book, int width, bool colour);
[[nodiscard]] std::string write_standing_json(const Book& book);
[[nodiscard]] std::string write_coverage_text(const std::vector<ProvisionCoverage>& all, const Book& book, int width,
                                              bool colour);
[[nodiscard]] std::string write_coverage_json(const std::vector<ProvisionCoverage>& all, const Book& book);

}  // namespace masa
