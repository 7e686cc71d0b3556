// Duties that nobody can owe: whoever they name is of no kind that their pack binds. Such a duty would never arise, and
// nobody would be told.
#include <fmt/format.h>

#include "check/check_model.hpp"

namespace masa {

namespace {

bool can_be_bound(const Book& book, const PackInfo& pack, const Type& who) {
  if (pack.binds_body == no_index || who.base != Type::Base::reference) return true;
  for (std::uint32_t kind = 0; kind < book.vocabulary.kinds.size(); ++kind) {
    if ((who.kinds >> kind & 1U) == 0) continue;
    if (kind == book.vocabulary.bodies[pack.binds_body].kind) return true;
    if (pack.binds_relation != no_index && book.network.leaves(pack.binds_relation, kind)) return true;
  }
  return false;
}

}  // namespace

void note_duties(const Book& book, Sink& sink) {
  for (const Duty& duty : book.duties) {
    if (can_be_bound(book, book.packs[duty.pack], duty.who.type)) continue;
    sink.report(Kind::binds_nobody, duty.who.span,
                fmt::format("`{}` is {}, and the pack binds nobody of that kind: the duty never arises", duty.who.text,
                            book.vocabulary.describe(duty.who.type)),
                "leave out `binds` where a pack speaks to more than it names");
  }
}

}  // namespace masa
