"""From PDF user space to points from the top left of a page as people hold it."""

from typing import NamedTuple


class Turn(NamedTuple):
    """An affine map from PDF user space to points from the top left of the page as people hold it."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """The point on the page that is held upright."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


def to_turn(box: tuple[float, float, float, float], quarter_turns: int) -> Turn:
    """The map for a page whose text runs at `quarter_turns` × 90° counter-clockwise in user space."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    match quarter_turns % 4:
        case 0:
            return Turn(1, 0, 0, -1, -left, top, width, height)
        case 1:
            return Turn(0, 1, 1, 0, -bottom, -left, height, width)
        case 2:
            return Turn(-1, 0, 0, 1, right, -bottom, width, height)
        case _:
            return Turn(0, -1, -1, 0, top, right, height, width)
