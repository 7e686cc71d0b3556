#include "diag/document.hpp"

#include <gtest/gtest.h>

namespace masa {
namespace {

// "harm and neglect", of which "harm and " stands at byte 12 and "neglect" at byte 30.
Node two_pieces() {
  Node node;
  node.shape = Node::Shape::scalar;
  node.text = "harm and neglect";
  node.span = {0, 10, 40};
  node.pieces = {{0, 12}, {9, 30}};
  return node;
}

TEST(NodeAt, FindsEachPieceInTheFile) {
  const Node node = two_pieces();
  EXPECT_EQ(node.at(0, 4), (Span{0, 12, 16}));
  EXPECT_EQ(node.at(9, 16), (Span{0, 30, 37}));
}

TEST(NodeAt, SpansFromOnePieceIntoTheNext) {
  EXPECT_EQ(two_pieces().at(5, 12), (Span{0, 17, 33}));
}

TEST(NodeAt, IsEmptyWhereNothingIsAskedFor) {
  EXPECT_EQ(two_pieces().at(9, 9), (Span{0, 30, 30}));
}

TEST(NodeAt, IsTheWholeNodeWhereNothingIsKnownOfItsPieces) {
  Node node = two_pieces();
  node.pieces.clear();
  EXPECT_EQ(node.at(3, 5), node.span);
}

}  // namespace
}  // namespace masa
