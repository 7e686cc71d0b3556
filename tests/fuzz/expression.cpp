// An expression from any bytes: it is read or refused with a place inside it, and means the same in brackets.
#include <optional>
#include <string>

#include "expr/parse_expr.hpp"
#include "printed.hpp"

namespace masa {
namespace {

void check_places(const Expr& expr, std::size_t size) {
  if (expr.begin > expr.end || expr.end > size) fuzz::found("a part stands outside the text");
  for (const Expr& kid : expr.kids) check_places(kid, size);
}

bool is_same(const Expr& a, const Expr& b) {
  if (a.op != b.op || a.text != b.text || a.number != b.number || a.places != b.places || a.date != b.date ||
      a.unit != b.unit || a.start != b.start || a.kids.size() != b.kids.size())
    return false;
  for (std::size_t n = 0; n < a.kids.size(); ++n) {
    if (!is_same(a.kids[n], b.kids[n])) return false;
  }
  return true;
}

template <class Parse>
std::optional<Expr> read_by(const Parse& parse, std::string_view text) {
  ReadError error;
  auto expr = parse(text, error);
  if (expr.has_value() == !error.message.empty()) fuzz::found("read and refused at once, or neither");
  if (expr) check_places(*expr, text.size());
  if (!expr && (error.begin > error.end || error.end > text.size())) fuzz::found("a complaint outside the text");
  return expr;
}

}  // namespace
}  // namespace masa

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text = masa::fuzz::text_of(data, size);
  masa::read_by(masa::parse_cell, text);
  const auto bare = masa::read_by(masa::parse_expr, text);
  if (!bare) return 0;
  // Deeper by one, and longer by two: only an expression at a limit may be refused.
  const auto inside = masa::read_by(masa::parse_expr, "(" + std::string(text) + ")");
  if (inside && !masa::is_same(*bare, *inside)) masa::fuzz::found("another meaning in brackets");
  return 0;
}
