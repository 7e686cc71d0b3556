"""The suites in tests/conformance are copies: they equal their originals wherever those lie beside the project."""

from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1] / "conformance"
ORIGINALS = Path(__file__).resolve().parents[3] / "shared" / "conformance"


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals do not lie beside this checkout")
@pytest.mark.parametrize("name", ["reviews.yaml", "governance.yaml", "cross-border.yaml"])
def test_the_copy_equals_the_original(name: str) -> None:
    assert (HERE / name).read_bytes() == (ORIGINALS / name).read_bytes()
