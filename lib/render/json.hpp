/// Writes JSON text: keys in the order given, no blanks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace masa {

class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_list() { return open('['); }
  JsonWriter& end_list() { return close(']'); }
  JsonWriter& key(std::string_view name) {
    comma();
    out_ += json_quote(name);
    out_ += ':';
    after_key_ = true;
    return *this;
  }
  JsonWriter& text(std::string_view value) { return raw(json_quote(value)); }
  JsonWriter& number(std::int64_t value) { return raw(std::to_string(value)); }
  JsonWriter& truth(bool value) { return raw(value ? "true" : "false"); }
  JsonWriter& null() { return raw("null"); }
  JsonWriter& texts(const std::vector<std::string>& values) {
    begin_list();
    for (const std::string& value : values) text(value);
    return end_list();
  }
  JsonWriter& field(std::string_view name, std::string_view value) { return key(name).text(value); }
  /// Null where the text is empty.
  JsonWriter& field_or_null(std::string_view name, std::string_view value) {
    return value.empty() ? key(name).null() : key(name).text(value);
  }
  JsonWriter& raw(std::string_view json) {
    comma();
    out_ += json;
    has_items_ = true;
    return *this;
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  JsonWriter& open(char bracket) {
    comma();
    out_ += bracket;
    has_items_ = false;
    return *this;
  }
  JsonWriter& close(char bracket) {
    out_ += bracket;
    has_items_ = true;
    after_key_ = false;
    return *this;
  }
  void comma() {
    if (has_items_ && !after_key_) out_ += ',';
    after_key_ = false;
    has_items_ = true;
  }

  std::string out_;
  bool has_items_ = false;
  bool after_key_ = false;
};

}  // namespace masa
