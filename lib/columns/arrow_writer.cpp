#include "columns/arrow_writer.hpp"

#include <algorithm>

namespace masa::columns {

/// What one array holds on to: its buffers, and the arrays below it.
struct HeldArray {
  std::vector<std::shared_ptr<const void>> memory;
  std::vector<const void*> buffers;
  std::deque<ArrowArray> below;
  std::vector<ArrowArray*> children;
};

struct HeldSchema {
  std::string format;
  std::string name;
  std::deque<ArrowSchema> below;
  std::vector<ArrowSchema*> children;
};

namespace {

template <class Struct>
void release_below(Struct& of) {
  for (std::int64_t c = 0; c < of.n_children; ++c) {
    if (of.children[c]->release != nullptr) of.children[c]->release(of.children[c]);
  }
  if (of.dictionary != nullptr && of.dictionary->release != nullptr) of.dictionary->release(of.dictionary);
}

void release(ArrowArray* array) {
  release_below(*array);
  delete static_cast<HeldArray*>(array->private_data);  // NOLINT(cppcoreguidelines-owning-memory)
  array->release = nullptr;
}

void release(ArrowSchema* schema) {
  release_below(*schema);
  delete static_cast<HeldSchema*>(schema->private_data);  // NOLINT(cppcoreguidelines-owning-memory)
  schema->release = nullptr;
}

}  // namespace

ArrowWriter::ArrowWriter(ArrowSchema& schema, ArrowArray& array, std::string format, std::string name, std::size_t rows)
    : schema_(schema), array_(array), rows_(rows), held_(new HeldArray), names_(new HeldSchema) {  // NOLINT
  names_->format = std::move(format);
  names_->name = std::move(name);
  schema = {names_->format.c_str(),
            names_->name.c_str(),
            nullptr,
            ARROW_FLAG_NULLABLE,
            0,
            nullptr,
            nullptr,
            [](ArrowSchema* s) { release(s); },
            names_};
  array = {static_cast<std::int64_t>(rows),   0,    0, 0, 0, nullptr, nullptr, nullptr,
           [](ArrowArray* a) { release(a); }, held_};
}

ArrowWriter ArrowWriter::table(ArrowSchema& schema, ArrowArray& array, std::size_t rows) {
  ArrowWriter writer(schema, array, "+s", "", rows);
  schema.flags = 0;
  writer.no_validity();
  return writer;
}

void ArrowWriter::buffer(const void* bytes, std::size_t count) {
  std::vector<std::byte> memory(std::max<std::size_t>(count, 1));
  if (count > 0) std::copy_n(static_cast<const std::byte*>(bytes), count, memory.begin());
  take(std::move(memory));
}

void ArrowWriter::keep(std::shared_ptr<const void> held, const void* memory) {
  held_->memory.push_back(std::move(held));
  held_->buffers.push_back(memory);
  close();
}

void ArrowWriter::validity(std::vector<Word> bits) {
  std::size_t there = 0;
  for (std::size_t w = 0; w < rows_ / rows_a_word; ++w)
    there += static_cast<std::size_t>(__builtin_popcountll(bits[w]));
  if (const std::size_t left = rows_ % rows_a_word; left != 0) {
    const Word last = bits[rows_ / rows_a_word] & ((Word{1} << left) - 1);
    there += static_cast<std::size_t>(__builtin_popcountll(last));
  }
  array_.null_count = static_cast<std::int64_t>(rows_ - there);
  take(std::move(bits));
}

void ArrowWriter::no_validity() {
  held_->buffers.push_back(nullptr);
  close();
}

ArrowWriter ArrowWriter::child(std::string format, std::string name, std::size_t rows) {
  ArrowSchema& schema = names_->below.emplace_back();
  ArrowArray& array = held_->below.emplace_back();
  names_->children.push_back(&schema);
  held_->children.push_back(&array);
  close();
  return {schema, array, std::move(format), std::move(name), rows};
}

void ArrowWriter::texts(const std::vector<std::string>& all) {
  std::vector<std::int64_t> ends{0};
  std::string whole;
  for (const std::string& text : all) {
    whole += text;
    ends.push_back(static_cast<std::int64_t>(whole.size()));
  }
  values(ends);
  buffer(whole.data(), whole.size());
}

void ArrowWriter::dictionary(const std::vector<std::string>& words) {
  ArrowSchema& schema = names_->below.emplace_back();
  ArrowArray& array = held_->below.emplace_back();
  schema_.dictionary = &schema;
  array_.dictionary = &array;
  ArrowWriter writer(schema, array, "U", "", words.size());
  writer.no_validity();
  writer.texts(words);
}

void ArrowWriter::add_texts(const std::string& name, const std::vector<std::optional<std::string>>& texts) {
  std::vector<Word> there(texts.size() / rows_a_word + 1);
  std::vector<std::string> all;
  all.reserve(texts.size());
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (texts[row]) there[row / rows_a_word] |= Word{1} << (row % rows_a_word);
    all.push_back(texts[row].value_or(""));
  }
  ArrowWriter column = child("U", name, texts.size());
  column.validity(std::move(there));
  column.texts(all);
}

void ArrowWriter::add_words(const std::string& name, const std::vector<std::uint8_t>& places,
                            const std::vector<std::string>& words) {
  ArrowWriter column = child("C", name, places.size());
  column.no_validity();
  column.values(places);
  column.dictionary(words);
}

void ArrowWriter::add_dates(const std::string& name, const std::vector<std::optional<std::int32_t>>& days) {
  std::vector<Word> there(days.size() / rows_a_word + 1);
  std::vector<std::int32_t> all;
  for (std::size_t row = 0; row < days.size(); ++row) {
    if (days[row]) there[row / rows_a_word] |= Word{1} << (row % rows_a_word);
    all.push_back(days[row].value_or(0));
  }
  ArrowWriter column = child("tdD", name, days.size());
  column.validity(std::move(there));
  column.values(all);
}

void ArrowWriter::add_truths(const std::string& name, const std::vector<bool>& truths) {
  std::vector<Word> bits(truths.size() / rows_a_word + 1);
  for (std::size_t row = 0; row < truths.size(); ++row)
    bits[row / rows_a_word] |= Word{truths[row]} << (row % rows_a_word);
  ArrowWriter column = child("b", name, truths.size());
  column.no_validity();
  column.values(bits);
}

void ArrowWriter::add_lists(const std::string& name, const std::vector<std::int32_t>& ends,
                            const std::vector<std::string>& texts) {
  std::vector<std::int32_t> begins{0};
  begins.insert(begins.end(), ends.begin(), ends.end());
  ArrowWriter column = child("+l", name, ends.size());
  column.no_validity();
  column.values(begins);
  ArrowWriter items = column.child("U", "item", texts.size());
  items.no_validity();
  items.texts(texts);
}

void ArrowWriter::close() {
  array_.n_buffers = static_cast<std::int64_t>(held_->buffers.size());
  array_.buffers = held_->buffers.data();
  array_.n_children = schema_.n_children = static_cast<std::int64_t>(held_->children.size());
  array_.children = held_->children.data();
  schema_.children = names_->children.data();
}

}  // namespace masa::columns
