#include "render/icalendar.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace masa {

namespace {

/// TEXT of RFC 5545, 3.3.11.
std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

/// A content line, folded so that no line has more than 75 octets and no character is cut in two.
void put(std::string& out, std::string_view line) {
  constexpr std::size_t most = 75;
  std::size_t room = most;
  while (line.size() > room) {
    std::size_t cut = room;
    while ((static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
    out += line.substr(0, cut);
    out += "\r\n ";
    line.remove_prefix(cut);
    room = most - 1;
  }
  out += line;
  out += "\r\n";
}

std::string basic(Date date) {
  const YearMonthDay parts = parts_of(date);
  return fmt::format("{:04}{:02}{:02}", parts.year, parts.month, parts.day);
}

std::string description(const YearEntry& entry, const Book& book) {
  std::vector<std::string> lines;
  for (const std::uint32_t source : entry.sources) lines.push_back(book.sources[source].title);
  if (!entry.because.empty()) lines.push_back("Read so: " + entry.because);
  return join(lines, "\n");
}

}  // namespace

std::string write_icalendar(const Year& year, const Book& book) {
  std::string out;
  put(out, "BEGIN:VCALENDAR");
  put(out, "VERSION:2.0");
  put(out, "PRODID:-//masa//Multi-Agency Safeguarding Arrangements//EN");
  put(out, "CALSCALE:GREGORIAN");
  put(out, fmt::format("X-WR-CALNAME:{}", escape(fmt::format("Safeguarding partnership, {}", year.year))));
  for (const YearEntry& entry : year.entries) {
    put(out, "BEGIN:VEVENT");
    put(out, fmt::format("UID:{}-{}@masa", entry.id, basic(entry.day)));
    // No clock is read: the stamp is the beginning of the year that was asked for.
    put(out, fmt::format("DTSTAMP:{:04}0101T000000Z", year.year));
    put(out, fmt::format("DTSTART;VALUE=DATE:{}", basic(entry.day)));
    if (const auto next = add_days(entry.day, 1)) put(out, fmt::format("DTEND;VALUE=DATE:{}", basic(*next)));
    put(out, fmt::format("SUMMARY:{}", escape(entry.summary)));
    const std::string text = description(entry, book);
    if (!text.empty()) put(out, fmt::format("DESCRIPTION:{}", escape(text)));
    put(out, "TRANSP:TRANSPARENT");
    put(out, "END:VEVENT");
  }
  put(out, "END:VCALENDAR");
  return out;
}

}  // namespace masa
