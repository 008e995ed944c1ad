"""Portraits: calm busts in front of a disc, made of a few shapes and no features."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL.Image import Image

from demo.pictures.brush import (
    AMBER,
    BARK,
    CLAY,
    CORAL,
    CREAM,
    DEEP,
    INK,
    LIGHT,
    MIST,
    ROSE,
    SAND,
    SEA,
    TEAL,
    Canvas,
    Colour,
    Point,
    Shape,
    mix,
    smooth,
)

SIZE = (800, 800)


@dataclass(frozen=True)
class Sitter:
    """What tells one portrait from the next."""

    skin: Colour
    hair: Colour
    clothes: Colour
    wall: Colour
    disc: Colour
    behind: Sequence[Point] = ()
    front: Sequence[Point] = ()
    bun: Point | None = None
    beard: bool = False
    glasses: bool = False
    collar: str = "round"


SHORT = (
    (278, 330),
    (268, 240),
    (310, 160),
    (400, 132),
    (490, 158),
    (532, 240),
    (522, 330),
    (505, 268),
    (440, 232),
    (350, 236),
    (296, 268),
)
PARTED = (
    (274, 352),
    (262, 240),
    (312, 152),
    (400, 126),
    (500, 158),
    (540, 244),
    (526, 352),
    (508, 286),
    (470, 230),
    (380, 206),
    (330, 250),
    (296, 300),
)
LONG = (
    (400, 122),
    (300, 150),
    (246, 260),
    (240, 400),
    (226, 540),
    (300, 590),
    (500, 590),
    (574, 540),
    (560, 400),
    (554, 260),
    (500, 150),
)
BOB = (
    (400, 122),
    (300, 148),
    (244, 250),
    (236, 400),
    (262, 474),
    (340, 486),
    (460, 486),
    (538, 474),
    (564, 400),
    (556, 250),
    (500, 148),
)
CURLS = (
    (400, 92),
    (290, 118),
    (220, 210),
    (214, 320),
    (260, 420),
    (350, 440),
    (450, 440),
    (540, 420),
    (586, 320),
    (580, 210),
    (510, 118),
)

MARA = Sitter(
    mix(CLAY, SAND, 0.45), mix(BARK, INK, 0.35), TEAL, mix(SAND, CREAM, 0.4), ROSE, LONG, PARTED
)
THEO = Sitter(
    mix(BARK, INK, 0.12),
    mix(INK, BARK, 0.2),
    mix(CORAL, CLAY, 0.15),
    MIST,
    SEA,
    (),
    SHORT,
    beard=True,
)
JUNE = Sitter(
    mix(SAND, ROSE, 0.4),
    mix(MIST, CREAM, 0.45),
    mix(SEA, DEEP, 0.25),
    mix(ROSE, CREAM, 0.55),
    AMBER,
    BOB,
    PARTED,
    glasses=True,
    collar="shirt",
)
INES = Sitter(
    mix(CLAY, BARK, 0.5),
    mix(INK, BARK, 0.3),
    mix(AMBER, CLAY, 0.2),
    mix(SEA, MIST, 0.6),
    TEAL,
    CURLS,
    SHORT,
    bun=(400, 96),
)
PAUL = Sitter(
    mix(SAND, CLAY, 0.35),
    mix(CLAY, BARK, 0.7),
    DEEP,
    mix(SAND, MIST, 0.4),
    mix(CORAL, ROSE, 0.4),
    (),
    SHORT,
    beard=True,
    glasses=True,
    collar="shirt",
)


def portrait(sitter: Sitter) -> Image:
    """Draw somebody, lit from the right."""
    canvas = Canvas([mix(sitter.wall, CREAM, 0.25), sitter.wall], SIZE)
    disc = Shape().circle((400, 390), 318)
    canvas.paint(disc, mix(sitter.disc, LIGHT, 0.35), sitter.disc)
    canvas.shade(disc, CREAM, "right", 0.35, 0.6)
    _hair_behind(canvas, sitter)
    _shoulders(canvas, sitter)
    _head(canvas, sitter)
    return canvas.finish(0.08)


def _hair_behind(canvas: Canvas, sitter: Sitter) -> None:
    """Hair that falls behind the shoulders, and a bun."""
    if sitter.bun:
        bun = Shape().circle(sitter.bun, 74)
        canvas.paint(bun, mix(sitter.hair, CLAY, 0.2), sitter.hair)
        canvas.shade(bun, AMBER, "right", 0.35, 0.5)
    if sitter.behind:
        shape = Shape().polygon(smooth(sitter.behind, closed=True))
        canvas.paint(shape, sitter.hair, mix(sitter.hair, INK, 0.2))
        canvas.shade(shape, AMBER, "right", 0.4, 0.3)


def _shoulders(canvas: Canvas, sitter: Sitter) -> None:
    """Neck, shoulders and what is worn."""
    neck = Shape().polygon(
        [(342, 400), (458, 400), (466, 560), (530, 610), (400, 735), (270, 610), (334, 560)]
    )
    canvas.paint(neck, mix(sitter.skin, BARK, 0.35), sitter.skin)
    left = [(92, 820), (112, 700), (186, 622), (300, 582), (326, 566)]
    dip = (
        [(352, 606), (400, 622), (448, 606)]
        if sitter.collar == "round"
        else [(360, 620), (400, 700), (440, 620)]
    )
    right = [(800 - x, y) for x, y in reversed(left)]
    cloth = Shape().polygon(smooth(left) + smooth(dip) + smooth(right))
    canvas.paint(cloth, mix(sitter.clothes, CREAM, 0.12), mix(sitter.clothes, INK, 0.25))
    canvas.shade(cloth, LIGHT, "right", 0.4, 0.4)
    canvas.shade(cloth, INK, "left", 0.4, 0.5)
    if sitter.collar == "shirt":
        for side in (-1, 1):
            flap = [
                (400 + side * 72, 562),
                (400 + side * 98, 596),
                (400 + side * 62, 682),
                (400 + side * 4, 704),
                (400 + side * 40, 630),
            ]
            canvas.paint(Shape().polygon(flap), CREAM, mix(SAND, MIST, 0.4))
    else:
        canvas.paint(
            Shape().line(smooth([(326, 568), *dip, (474, 568)]), 13),
            mix(sitter.clothes, CREAM, 0.3),
        )


def _head(canvas: Canvas, sitter: Sitter) -> None:
    """A face in light and shade, its hair, and what is worn on it."""
    ears = Shape().ellipse((262, 318, 306, 396)).ellipse((494, 318, 538, 396))
    canvas.paint(ears, sitter.skin, mix(sitter.skin, BARK, 0.3))
    outline = [
        (400, 168),
        (312, 196),
        (280, 290),
        (290, 400),
        (340, 480),
        (400, 506),
        (460, 480),
        (510, 400),
        (520, 290),
        (488, 196),
    ]
    face = Shape().polygon(smooth(outline, closed=True))
    canvas.paint(face, mix(sitter.skin, CREAM, 0.1), sitter.skin)
    canvas.shade(face, mix(BARK, INK, 0.2), "left", 0.4, 0.6)
    canvas.shade(face, LIGHT, "right", 0.4, 0.4)
    if sitter.beard:
        beard = [
            (286, 360),
            (300, 430),
            (340, 500),
            (400, 530),
            (460, 500),
            (500, 430),
            (514, 360),
            (486, 404),
            (440, 426),
            (400, 420),
            (360, 426),
            (314, 404),
        ]
        canvas.paint(
            Shape().polygon(smooth(beard, closed=True)), sitter.hair, mix(sitter.hair, INK, 0.3)
        )
    if sitter.front:
        hair = Shape().polygon(smooth(sitter.front, closed=True))
        canvas.paint(hair, mix(sitter.hair, CLAY, 0.1), sitter.hair)
        if not sitter.behind:
            canvas.shade(hair, AMBER, "right", 0.4, 0.45)
    if sitter.glasses:
        rims = Shape()
        for x in (346, 454):
            rims.circle((x, 342), 42).circle((x, 342), 36, ink=0)
        rims.line([(388, 338), (412, 338)], 6).line([(304, 336), (284, 328)], 6).line(
            [(496, 336), (516, 328)], 6
        )
        canvas.paint(rims, mix(INK, BARK, 0.3))
