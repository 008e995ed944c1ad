"""What every picture is made with: a palette, outlines, and a canvas that paints them.

An outline is drawn three times too large and reduced, so its edge is smooth; the canvas itself is
never larger than the picture. Chance is always seeded: the same picture comes out every time.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Self

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]

WIDTH, HEIGHT = 1600, 1000
OVERSIZE = 3

INK: Colour = (15, 44, 54)
DEEP: Colour = (22, 66, 78)
TEAL: Colour = (43, 103, 112)
SEA: Colour = (92, 148, 149)
MIST: Colour = (168, 198, 191)
CREAM: Colour = (251, 241, 222)
SAND: Colour = (233, 210, 175)
CLAY: Colour = (198, 152, 114)
BARK: Colour = (122, 84, 66)
CORAL: Colour = (229, 126, 97)
ROSE: Colour = (240, 174, 146)
AMBER: Colour = (247, 190, 112)
LIGHT: Colour = (255, 232, 184)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return `one` with `share` of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def dice(seed: int | str) -> Random:
    """Return chance that falls the same way every time."""
    return Random(seed)  # noqa: S311 - nothing here is secret


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 14) -> list[Point]:
    """Return a soft line through the points (Catmull and Rom's)."""
    around = [points[-1], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    line: list[Point] = []
    for p0, p1, p2, p3 in zip(around, around[1:], around[2:], around[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append(
                (_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t))
            )
    return line if closed else [*line, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    """Return where a soft line from `b` to `c` is at `t`."""
    bend = (2 * a - 5 * b + 4 * c - d) * t + (3 * b - a - 3 * c + d) * t * t
    return b + 0.5 * t * ((c - a) + bend)


@dataclass
class Shape:
    """An outline: strokes kept in order until somebody paints it."""

    strokes: list[Callable[[ImageDraw.ImageDraw, float, float], None]] = field(default_factory=list)
    corners: list[Point] = field(default_factory=list)

    def polygon(self, points: Iterable[Point], *, ink: int = 255) -> Self:
        """Add a filled outline; `ink=0` cuts it out."""
        outline = list(points)

        def stroke(pen: ImageDraw.ImageDraw, left: float, top: float) -> None:
            pen.polygon(_shift(outline, left, top), fill=ink)

        return self._keep(stroke, outline)

    def ellipse(self, box: Box, *, ink: int = 255) -> Self:
        """Add an ellipse that fills the box."""

        def stroke(pen: ImageDraw.ImageDraw, left: float, top: float) -> None:
            pen.ellipse(_corners(box, left, top), fill=ink)

        return self._keep(stroke, [box[:2], box[2:]])

    def circle(self, at: Point, radius: float, *, ink: int = 255) -> Self:
        """Add a circle."""
        x, y = at
        return self.ellipse((x - radius, y - radius, x + radius, y + radius), ink=ink)

    def box(self, box: Box, radius: float = 0, *, ink: int = 255) -> Self:
        """Add a box, its corners rounded when there is a radius."""

        def stroke(pen: ImageDraw.ImageDraw, left: float, top: float) -> None:
            pen.rounded_rectangle(_corners(box, left, top), radius * OVERSIZE, fill=ink)

        return self._keep(stroke, [box[:2], box[2:]])

    def line(self, points: Sequence[Point], width: float, *, ink: int = 255) -> Self:
        """Add a line with round ends."""

        def stroke(pen: ImageDraw.ImageDraw, left: float, top: float) -> None:
            path = _shift(points, left, top)
            pen.line(path, fill=ink, width=max(1, round(width * OVERSIZE)), joint="curve")
            reach = width * OVERSIZE / 2
            for x, y in (path[0], path[-1]):
                pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=ink)

        edges = [(x + side * width, y + side * width) for x, y in points for side in (-1, 1)]
        return self._keep(stroke, edges)

    def _keep(
        self, stroke: Callable[[ImageDraw.ImageDraw, float, float], None], edges: Iterable[Point]
    ) -> Self:
        """Remember a stroke and how far it reaches."""
        self.strokes.append(stroke)
        self.corners.extend(edges)
        return self

    def bounds(self, size: tuple[int, int], margin: float = 0) -> tuple[int, int, int, int]:
        """Return the part of a canvas the outline touches, never empty."""
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        left = min(max(math.floor(min(xs) - margin), 0), size[0] - 1)
        top = min(max(math.floor(min(ys) - margin), 0), size[1] - 1)
        right = max(min(math.ceil(max(xs) + margin) + 1, size[0]), left + 1)
        bottom = max(min(math.ceil(max(ys) + margin) + 1, size[1]), top + 1)
        return left, top, right, bottom

    def mask(self, area: tuple[int, int, int, int]) -> Image.Image:
        """Return the outline inside an area, as grey from nothing to full."""
        left, top, right, bottom = area
        large = Image.new("L", ((right - left) * OVERSIZE, (bottom - top) * OVERSIZE))
        pen = ImageDraw.Draw(large)
        for stroke in self.strokes:
            stroke(pen, left, top)
        return large.reduce(OVERSIZE)


def _shift(points: Iterable[Point], left: float, top: float) -> list[Point]:
    """Return points as they lie on an oversize drawing that starts at `left`, `top`."""
    return [((x - left) * OVERSIZE, (y - top) * OVERSIZE) for x, y in points]


def _corners(box: Box, left: float, top: float) -> Box:
    """Return a box as it lies on an oversize drawing that starts at `left`, `top`."""
    (x0, y0), (x1, y1) = _shift((box[:2], box[2:]), left, top)
    return x0, y0, x1, y1


def gradient(size: tuple[int, int], stops: Sequence[Colour]) -> Image.Image:
    """Return colours that run into each other from top to bottom."""
    _width, height = size
    column = Image.new("RGB", (1, height))
    for y in range(height):
        place = y / max(height - 1, 1) * (len(stops) - 1)
        index = min(int(place), max(len(stops) - 2, 0))
        following = stops[min(index + 1, len(stops) - 1)]
        column.putpixel((0, y), mix(stops[index], following, place - index))
    if len(stops) > 2:
        column = column.filter(ImageFilter.GaussianBlur((0, height / len(stops) / 3)))
    return column.resize(size)


@cache
def noise(width: int, height: int) -> Image.Image:
    """Return fine grain around middle grey, the same for every picture of a size."""
    one, other = (
        Image.frombytes("L", (width, height), dice(f"grain {layer}").randbytes(width * height))
        for layer in (1, 2)
    )
    return Image.blend(one, other, 0.5)


SIDES = {
    "top": Image.Transpose.FLIP_TOP_BOTTOM,
    "left": Image.Transpose.ROTATE_270,
    "right": Image.Transpose.ROTATE_90,
}


class Canvas:
    """A picture in the making."""

    def __init__(self, stops: Sequence[Colour], size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
        self.image = gradient(size, stops)
        self.size = size

    def paint(self, shape: Shape, *stops: Colour, alpha: float = 1, blur: float = 0) -> None:
        """Fill an outline with one colour, or with several from its top to its bottom."""
        area = shape.bounds(self.size, blur * 2.5)
        mask = shape.mask(area)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur))
        if alpha < 1:
            mask = mask.point([round(level * alpha) for level in range(256)])
        self.image.paste(gradient(mask.size, stops), area[:2], mask)

    def shade(
        self, shape: Shape, colour: Colour, side: str, alpha: float = 0.5, reach: float = 1
    ) -> None:
        """Lay a grainy tone over an outline: full at one side, gone `reach` of the way over."""
        area = shape.bounds(self.size)
        mask = shape.mask(area)
        ramp = Image.linear_gradient("L")
        if side in SIDES:
            ramp = ramp.transpose(SIDES[side])
        ramp = ramp.point(
            [round(max(0, level - 255 * (1 - reach)) / reach) for level in range(256)]
        )
        self._speckle(mask, ramp.resize(mask.size), area, colour, alpha)

    def glow(
        self, at: Point, radius: float, colour: Colour, alpha: float = 1, flat: float = 1
    ) -> None:
        """Let light spread from a point; `flat` squeezes its height."""
        reach = round(radius), round(radius * flat)
        ball = Image.radial_gradient("L").point(
            [round(255 * max(0, 1 - d / 181) ** 2 * alpha) for d in range(256)]
        )
        mask = ball.resize((reach[0] * 2, reach[1] * 2), Image.Resampling.BILINEAR)
        corner = round(at[0]) - reach[0], round(at[1]) - reach[1]
        self.image.paste(Image.new("RGB", mask.size, colour), corner, mask)

    def light(self, shape: Shape, colour: Colour, alpha: float, blur: float = 0) -> None:
        """Brighten what lies under an outline, as light does, without covering it."""
        area = shape.bounds(self.size, blur * 2.5)
        mask = shape.mask(area).filter(ImageFilter.GaussianBlur(blur))
        under = self.image.crop(area)
        bright = ImageChops.screen(under, Image.new("RGB", under.size, colour))
        self.image.paste(
            bright, area[:2], mask.point([round(level * alpha) for level in range(256)])
        )

    def mirror(self, line: int, depth: int, alpha: float = 0.6, blur: float = 2) -> None:
        """Reflect what stands above a water line in the water below it."""
        width = self.size[0]
        above = self.image.crop((0, line - depth, width, line)).transpose(
            Image.Transpose.FLIP_TOP_BOTTOM
        )
        fade = (
            Image.linear_gradient("L")
            .transpose(SIDES["top"])
            .point([round(g * alpha) for g in range(256)])
        )
        self.image.paste(
            above.filter(ImageFilter.BoxBlur((blur * 3, blur))),
            (0, line),
            fade.resize((width, depth)),
        )

    def haze(self, top: int, bottom: int, colour: Colour, alpha: float) -> None:
        """Let mist gather downwards between two heights."""
        fade = Image.linear_gradient("L").point([round(level * alpha) for level in range(256)])
        mask = fade.resize((self.size[0], bottom - top), Image.Resampling.BILINEAR)
        self.image.paste(Image.new("RGB", mask.size, colour), (0, top), mask)

    def finish(self, strength: float = 0.1) -> Image.Image:
        """Darken the corners a little, lay grain over everything, and return the picture."""
        corner = Image.radial_gradient("L").point(
            [round(max(0, d - 110) * 0.28) for d in range(256)]
        )
        self.image.paste(Image.new("RGB", self.size, INK), (0, 0), corner.resize(self.size))
        grain = noise(*self.size).point(
            [round(128 + (level - 128) * strength) for level in range(256)]
        )
        return ImageChops.overlay(self.image, Image.merge("RGB", (grain, grain, grain)))

    def _speckle(
        self,
        mask: Image.Image,
        ramp: Image.Image,
        area: tuple[int, int, int, int],
        colour: Colour,
        alpha: float,
    ) -> None:
        """Paint a colour through a mask, scattered where the ramp is weak."""
        grain = noise(*self.size).crop(area)
        scattered = ImageChops.add(ramp, grain, offset=-128)
        kept = Image.blend(ramp, ImageChops.multiply(scattered, ramp), 0.6)
        mask = ImageChops.multiply(mask, kept).point([round(level * alpha) for level in range(256)])
        self.image.paste(Image.new("RGB", mask.size, colour), area[:2], mask)


def ridge(seed: int | str, base: float, rise: float, length: float = 700) -> list[Point]:
    """Return the line of hills across a picture: long swells with smaller ones on them."""
    chance = dice(seed)
    waves = [(length / 2**k, rise / 2.1**k, chance.uniform(0, math.tau)) for k in range(4)]
    return [
        (x, base - sum(high * math.sin(x / long * math.tau + start) for long, high, start in waves))
        for x in range(-20, WIDTH + 40, 8)
    ]


def ground(line: Sequence[Point], depth: float = HEIGHT + 20) -> Shape:
    """Return everything below a line."""
    return Shape().polygon([*line, (line[-1][0], depth), (line[0][0], depth)])


def height(line: Sequence[Point], x: float) -> float:
    """Return how high a line is at `x`."""
    return min(line, key=lambda point: abs(point[0] - x))[1]
