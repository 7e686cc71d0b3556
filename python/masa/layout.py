"""The one layout of packs."""

from __future__ import annotations

import os

from masa import _masa
from masa.errors import RulesError, read_diagnostics
from masa.inputs import read_text


def format(text: str | os.PathLike[str]) -> str:
    """Lay out a pack, a case or a suite, without a change of what it says.

    Parameters
    ----------
    text
        The text in YAML, or a `pathlib.Path` of such a file, which is only read. A text is never taken for a path.

    Raises
    ------
    RulesError
        The text cannot be read. Names are not looked up: a pack may be laid out before it is right.

    Examples
    --------
    >>> import masa
    >>> print(masa.format("facts:   # what a case says\\n    harmed: {type: truth}"), end="")
    facts:  # what a case says
      harmed: {type: truth}
    """
    name, content = read_text(text, "text")
    try:
        written, _ = _masa.format(name, content)
    except _masa.Refused as refused:
        raise RulesError(read_diagnostics(refused.args[0])) from None
    return written
