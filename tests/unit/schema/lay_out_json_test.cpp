#include <gtest/gtest.h>

#include "schema/write_block.hpp"

namespace masa {
namespace {

TEST(LayOutJson, KeepsOnOneLineWhatFits) {
  EXPECT_EQ(lay_out_json(R"({"a":[1,{"b":null}],"c":"d"})"), "{\"a\": [1, {\"b\": null}], \"c\": \"d\"}\n");
  EXPECT_EQ(lay_out_json("{}"), "{}\n");
}

TEST(LayOutJson, LeavesTextAsItIs) {
  EXPECT_EQ(lay_out_json(R"({"a":"b:c,\"{d\\"})"), "{\"a\": \"b:c,\\\"{d\\\\\"}\n");
}

TEST(LayOutJson, GivesEachPartALineWhereTheyDoNotFit) {
  const std::string wide(100, 'x');
  EXPECT_EQ(lay_out_json("{\"a\":\"" + wide + "\",\"b\":[\"" + wide + "\",{}],\"c\":{\"d\":1}}"),
            "{\n  \"a\": \"" + wide + "\",\n  \"b\": [\"" + wide + "\", {}],\n  \"c\": {\"d\": 1}\n}\n");
}

}  // namespace
}  // namespace masa
