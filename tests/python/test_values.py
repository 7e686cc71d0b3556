"""Missing is not false, and Python cannot be made to think so."""

from __future__ import annotations

import copy
import datetime
import operator
import pickle

import masa
import pytest
from masa.values import read_value


def match_required(value: masa.Value) -> bool:
    match value:
        case "required":
            return True
    return False


@pytest.mark.parametrize("missing", [masa.UNKNOWN, masa.NOT_SHOWN])
class TestMissing:
    def test_has_no_truth_value(self, missing: masa.Missing) -> None:
        with pytest.raises(TypeError, match=r"neither true nor false; ask `is masa\."):
            bool(missing)
        with pytest.raises(TypeError):
            _ = not missing
        with pytest.raises(TypeError):
            _ = missing or "required"

    @pytest.mark.parametrize("value", ["required", True, False, 0, None, datetime.date(2025, 3, 10), frozenset({"a"})])
    def test_is_not_even_unequal_to_a_value(self, missing: masa.Missing, value: object) -> None:
        for compare in (operator.eq, operator.ne):
            for left, right in ((missing, value), (value, missing)):
                with pytest.raises(TypeError, match="equals no value and differs from none"):
                    compare(left, right)

    def test_is_not_in_a_tuple_of_values(self, missing: masa.Missing) -> None:
        with pytest.raises(TypeError):
            _ = missing in ("required", "should")

    def test_is_found_by_no_match(self, missing: masa.Missing) -> None:
        with pytest.raises(TypeError):
            match_required(missing)

    def test_has_no_order(self, missing: masa.Missing) -> None:
        with pytest.raises(TypeError):
            _ = missing < datetime.date(2025, 3, 10)  # type: ignore[operator]

    def test_stays_the_one_there_is(self, missing: masa.Missing) -> None:
        assert copy.deepcopy(missing) is missing
        assert pickle.loads(pickle.dumps(missing)) is missing
        assert missing == missing
        assert {missing: 1}[missing] == 1


def test_each_missing_says_what_it_is() -> None:
    assert len(set(masa.Missing)) == 2
    assert (repr(masa.UNKNOWN), str(masa.UNKNOWN)) == ("masa.UNKNOWN", "not known")
    assert f"{masa.NOT_SHOWN}" == "not shown"


@pytest.mark.parametrize(
    ("json_value", "value"),
    [
        ("required", "required"),
        ("2025-03-10", datetime.date(2025, 3, 10)),
        ("2025", "2025"),
        (10, 10),
        (["lcspr", "sar"], frozenset({"lcspr", "sar"})),
        ([], frozenset()),
        (["2025-03-10"], frozenset({datetime.date(2025, 3, 10)})),
    ],
)
def test_reads_the_engine_s_values(json_value: object, value: object) -> None:
    read = read_value(json_value)
    assert read == value
    assert type(read) is type(value)


def test_reads_truths_as_truths() -> None:
    assert read_value(True) is True
    assert read_value(False) is False
    assert read_value(None) is masa.UNKNOWN
