"""Pictures of a network: who leads up to whom, and who adjoins whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from masa import _masa
from masa.errors import CaseError, refused_as
from masa.inputs import Day, read_day


class Pictures:
    """What a rule book draws of its network."""

    __slots__ = ("_handle",)

    def __init__(self, handle: _masa.RuleBook) -> None:
        self._handle = handle

    def chart(
        self,
        *,
        at: Day,
        by: str = "reports_to",
        lines: Sequence[str] = ("chair", "joint_with"),
        title: str = "Who reports to whom",
        form: Literal["svg", "dot"] = "svg",
    ) -> str:
        """Draw who leads up to whom on a day, as one self-contained SVG, or as DOT for Graphviz.

        Parameters
        ----------
        at
            The day.
        by
            The relation that leads upwards, to one body.
        lines
            Relations that are written below each body's name.

        Raises
        ------
        CaseError
            No pack declares such a relation, or the day is none.
        """
        return self._graph("chart", at, title, by, "", "", lines, "", "", form)

    def map(
        self,
        *,
        at: Day,
        by: str = "adjoins_by_land",
        beside: str = "adjoins_by_water",
        shade: str = "police_force",
        title: str = "Who adjoins whom",
        up: str = "",
        left: str = "",
        form: Literal["svg", "dot"] = "svg",
    ) -> str:
        """Draw who adjoins whom on a day, shaded by who serves them, as SVG or DOT.

        Parameters
        ----------
        at
            The day.
        by, beside
            Relations: drawn as lines, and dashed. `beside` may be empty.
        shade
            The relation whose end shades a body; may be empty.
        up, left
            Bodies: one towards the top, one on the left side.

        Raises
        ------
        CaseError
            No pack declares such a relation or body, or the day is none.
        """
        return self._graph("map", at, title, by, beside, shade, (), up, left, form)

    def _graph(
        self,
        shape: str,
        at: Day,
        title: str,
        by: str,
        beside: str,
        shade: str,
        lines: Sequence[str],
        up: str,
        left: str,
        form: str,
    ) -> str:
        with refused_as(CaseError):
            drawn, _ = _masa.graph(
                self._handle, shape, read_day(at), title, by, beside, shade, list(lines), up, left, form == "dot"
            )
        return drawn
