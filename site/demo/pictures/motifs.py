"""Things that turn up in more than one picture."""

import math

from demo.pictures.brush import (
    AMBER,
    BARK,
    CORAL,
    CREAM,
    DEEP,
    INK,
    LIGHT,
    SAND,
    WIDTH,
    Box,
    Canvas,
    Colour,
    Point,
    Shape,
    dice,
    mix,
    smooth,
)


def sun(canvas: Canvas, at: Point, radius: float, reach: float = 620) -> None:
    """A low sun and the warm air around it."""
    canvas.glow(at, reach, AMBER, 0.6)
    canvas.glow(at, reach * 0.45, LIGHT, 0.75)
    canvas.paint(Shape().circle(at, radius), CREAM, LIGHT)


def clouds(canvas: Canvas, seed: str, top: int, bottom: int, colour: Colour) -> None:
    """Thin bars of cloud, longer and fainter the higher they are."""
    chance = dice(seed)
    for _ in range(9):
        x, y = chance.uniform(-100, WIDTH), chance.uniform(top, bottom)
        long, thick = chance.uniform(180, 520), chance.uniform(5, 13)
        bar = Shape().box((x, y, x + long, y + thick), thick / 2)
        bar.box((x + long * 0.3, y - thick, x + long * 0.75, y + thick * 0.4), thick / 2)
        canvas.paint(bar, colour, alpha=chance.uniform(0.12, 0.3), blur=5)


def glitter(
    canvas: Canvas, centre: float, top: float, bottom: float, colour: Colour, spread: float = 190
) -> None:
    """The sun's path on water: dashes that widen towards us."""
    chance = dice(f"glitter {centre} {top}")
    for index in range(130):
        near = (index / 130) ** 1.5
        y = top + 3 + (bottom - top) * near
        middle = centre + chance.gauss(0, 0.45) * spread * (0.25 + near)
        half = chance.uniform(10, 34) * (0.5 + 1.6 * near)
        dash = Shape().box((middle - half, y, middle + half, y + 1.5 + 4 * near), 1 + 2 * near)
        canvas.paint(dash, colour, alpha=chance.uniform(0.25, 0.75) * (1 - 0.55 * near))


def ripples(canvas: Canvas, top: float, bottom: float, colour: Colour, alpha: float = 0.2) -> None:
    """Quiet lines across water, closer together far away."""
    chance = dice(f"ripples {top}")
    for index in range(90):
        near = (index / 90) ** 1.6
        y = top + 2 + (bottom - top) * near
        x, half = chance.uniform(0, WIDTH), chance.uniform(40, 130) * (0.4 + near)
        canvas.paint(
            Shape().box((x - half, y, x + half, y + 1 + 3 * near), 1 + near), colour, alpha=alpha
        )


def gulls(canvas: Canvas, places: list[tuple[float, float, float]], colour: Colour = DEEP) -> None:
    """Birds far off; each is a place and a wing's length."""
    for x, y, wing in places:
        left = smooth(
            [(x - wing, y - wing * 0.15), (x - wing * 0.5, y - wing * 0.38), (x, y)], steps=6
        )
        right = smooth(
            [(x, y), (x + wing * 0.55, y - wing * 0.42), (x + wing, y - wing * 0.1)], steps=6
        )
        canvas.paint(Shape().line(left + right, wing * 0.09), colour, alpha=0.8)


def sailing_boat(
    canvas: Canvas, at: Point, size: float, colour: Colour, sail: Colour | None = None
) -> None:
    """A boat on its waterline `at`, with a bare mast or a sail, and its broken reflection."""
    x, y = at
    hull = [
        (x - size, y - size * 0.2),
        (x + size * 1.12, y - size * 0.28),
        (x + size * 0.78, y),
        (x - size * 0.8, y),
    ]
    boat = (
        Shape()
        .polygon(hull)
        .box((x - size * 0.5, y - size * 0.4, x + size * 0.2, y - size * 0.2), size * 0.06)
    )
    boat.line([(x, y - size * 0.2), (x, y - size * 2.5)], size * 0.045)
    boat.line([(x, y - size * 0.5), (x - size * 0.85, y - size * 0.46)], size * 0.05)
    boat.line([(x, y - size * 2.45), (x + size * 1.05, y - size * 0.28)], size * 0.012)
    boat.line([(x, y - size * 2.45), (x - size * 0.95, y - size * 0.22)], size * 0.012)
    if sail:
        main = smooth(
            [
                (x - size * 0.04, y - size * 2.35),
                (x - size * 0.5, y - size * 1.2),
                (x - size * 0.9, y - size * 0.5),
            ]
        )
        canvas.paint(
            Shape().polygon([*main, (x - size * 0.04, y - size * 0.54)]),
            sail,
            mix(sail, CORAL, 0.35),
        )
        jib = smooth(
            [
                (x + size * 0.05, y - size * 2.1),
                (x + size * 0.5, y - size * 1.1),
                (x + size * 0.95, y - size * 0.4),
            ]
        )
        canvas.paint(
            Shape().polygon([*jib, (x + size * 0.06, y - size * 0.45)]),
            sail,
            mix(sail, CORAL, 0.2),
            alpha=0.9,
        )
    for index in range(12):
        down, sway = size * (0.06 + 0.13 * index), size * 0.1 * math.sin(index * 2.1)
        half = size * (0.85 if index < 3 else 0.09) * (1 - index * 0.03)
        box = (x - half + sway, y + down, x + half + sway, y + down + size * 0.06)
        canvas.paint(Shape().box(box, size * 0.03), colour, alpha=0.5 * (1 - index / 13))
    canvas.paint(boat, colour)


def pine(canvas: Canvas, foot: Point, size: float, *stops: Colour) -> None:
    """A conifer with uneven tiers."""
    x, y = foot
    chance = dice(f"pine {x} {y}")
    tree = Shape().box((x - size * 0.025, y - size * 0.15, x + size * 0.025, y + 4))
    for tier in range(7):
        top, low = y - size * (1 - tier * 0.125), y - size * (0.76 - tier * 0.113)
        half = size * (0.06 + 0.034 * tier)
        left, right = half * chance.uniform(0.8, 1.15), half * chance.uniform(0.8, 1.15)
        tree.polygon(
            [(x, top), (x + right, low), (x, low - size * 0.03), (x - left, low + size * 0.01)]
        )
    canvas.paint(tree, *stops)


def crown(at: Point, size: float, seed: str) -> Shape:
    """The leaves of a broad tree: many soft clumps."""
    chance, shape = dice(seed), Shape()
    for _ in range(46):
        turn, far = chance.uniform(0, math.tau), chance.uniform(0, 0.68) ** 0.6
        x, y = at[0] + math.cos(turn) * far * size, at[1] + math.sin(turn) * far * size * 0.8
        shape.circle((x, y), size * chance.uniform(0.22, 0.34))
    return shape


def tree(
    canvas: Canvas, foot: Point, size: float, leaves: tuple[Colour, Colour], lit: str = "right"
) -> None:
    """A broad tree; `lit` is the side the light comes from."""
    x, y = foot
    trunk = Shape().polygon(
        [
            (x - size * 0.05, y),
            (x - size * 0.03, y - size),
            (x + size * 0.03, y - size),
            (x + size * 0.06, y),
        ]
    )
    trunk.line([(x, y - size * 0.55), (x + size * 0.2, y - size * 0.9)], size * 0.03)
    trunk.line([(x, y - size * 0.45), (x - size * 0.2, y - size * 0.8)], size * 0.03)
    canvas.paint(trunk, mix(leaves[1], BARK, 0.3), mix(leaves[1], INK, 0.4))
    shape = crown((x, y - size * 1.05), size * 0.55, f"crown {x} {y}")
    canvas.paint(shape, *leaves)
    canvas.shade(shape, AMBER, lit, 0.5, 0.6)
    canvas.shade(shape, INK, "bottom", 0.4, 0.6)


def grass(
    canvas: Canvas, seed: str, line: list[Point], size: float, colour: Colour, count: int = 160
) -> None:
    """Blades along a line, bent by the same wind."""
    chance, blades = dice(seed), Shape()
    for _ in range(count):
        x, y = chance.choice(line)
        x, tall = x + chance.uniform(-6, 6), size * chance.uniform(0.4, 1)
        tip = (x + tall * chance.uniform(0.05, 0.45), y - tall)
        blades.polygon([(x - size * 0.05, y + size * 0.4), tip, (x + size * 0.05, y + size * 0.4)])
    canvas.paint(blades, colour)


def steam(canvas: Canvas, at: Point, size: float, alpha: float = 0.35) -> None:
    """Two wisps that rise from a cup."""
    x, y = at
    for side, tall in ((-0.14, 1.0), (0.16, 0.78)):
        line = [
            (
                x + size * (side + 0.11 * math.sin(step * 1.15 + side * 9)),
                y - size * tall * step / 6,
            )
            for step in range(7)
        ]
        canvas.paint(Shape().line(smooth(line), size * 0.05), CREAM, alpha=alpha, blur=size * 0.03)


def cup(
    canvas: Canvas, at: Point, size: float, glaze: tuple[Colour, Colour], lit: str = "left"
) -> None:
    """A cup standing `at`, `size` wide, with its shadow thrown away from the light."""
    x, y = at
    away = 1 if lit == "left" else -1
    shadow = (
        x - size * 0.5 + away * size * 0.45,
        y - size * 0.1,
        x + size * 0.55 + away * size * 0.5,
        y + size * 0.1,
    )
    canvas.paint(Shape().ellipse(shadow), INK, alpha=0.35, blur=size * 0.05)
    top = y - size * 0.78
    ear = Shape().ellipse(
        (
            x + away * size * 0.5 - size * 0.26,
            top + size * 0.12,
            x + away * size * 0.5 + size * 0.26,
            top + size * 0.56,
        )
    )
    ear.ellipse(
        (
            x + away * size * 0.5 - size * 0.16,
            top + size * 0.21,
            x + away * size * 0.5 + size * 0.16,
            top + size * 0.47,
        ),
        ink=0,
    )
    canvas.paint(ear, *(mix(tone, INK, 0.18) for tone in glaze))
    left = smooth(
        [
            (x - size / 2, top),
            (x - size * 0.48, top + size * 0.45),
            (x - size * 0.3, y - size * 0.02),
            (x, y + size * 0.05),
        ]
    )
    right = [(2 * x - px, py) for px, py in reversed(left)]
    body = Shape().polygon([*left, *right])
    canvas.paint(body, *glaze)
    canvas.shade(body, INK, "right" if lit == "left" else "left", 0.5, 0.65)
    canvas.shade(body, LIGHT, lit, 0.55, 0.35)
    rim = (x - size / 2, top - size * 0.11, x + size / 2, top + size * 0.11)
    canvas.paint(Shape().ellipse(rim), mix(glaze[0], CREAM, 0.45))
    inner = (x - size * 0.46, top - size * 0.085, x + size * 0.46, top + size * 0.095)
    canvas.paint(Shape().ellipse(inner), mix(BARK, INK, 0.35), mix(BARK, AMBER, 0.25))


def lamp_shade(canvas: Canvas, at: Point, size: float) -> None:
    """A lit shade hanging with its middle `at`, and the light it gives."""
    x, y = at
    canvas.glow(at, size * 4.2, AMBER, 0.55)
    canvas.glow((x, y + size * 0.2), size * 1.9, LIGHT, 0.6)
    shape = Shape().polygon(
        [
            (x - size * 0.32, y - size * 0.4),
            (x + size * 0.32, y - size * 0.4),
            (x + size * 0.58, y + size * 0.4),
            (x - size * 0.58, y + size * 0.4),
        ]
    )
    canvas.paint(shape, mix(AMBER, CORAL, 0.25), LIGHT)
    canvas.shade(shape, CORAL, "right", 0.45, 0.5)
    canvas.shade(shape, CORAL, "left", 0.3, 0.3)


def panes(canvas: Canvas, box: Box, colour: Colour, columns: int = 2, rows: int = 2) -> None:
    """A window's frame and bars over whatever is seen through it."""
    left, top, right, bottom = box
    frame = Shape().box((left - 16, top - 16, right + 16, bottom + 16), 3).box(box, ink=0)
    for column in range(1, columns):
        x = left + (right - left) * column / columns
        frame.box((x - 6, top, x + 6, bottom))
    for row in range(1, rows):
        y = top + (bottom - top) * row / rows
        frame.box((left, y - 5, right, y + 5))
    canvas.paint(frame, colour, mix(colour, INK, 0.15))


def leafy(
    canvas: Canvas, foot: Point, size: float, tones: tuple[Colour, Colour], stems: int = 7
) -> None:
    """A pot plant's leaves, fanned out from `foot`."""
    x, y = foot
    for index in range(stems):
        turn = math.radians(-90 + (index - (stems - 1) / 2) * 118 / stems)
        long = size * (0.75 + 0.25 * math.cos(index * 2.2))
        tip = (x + math.cos(turn) * long, y + math.sin(turn) * long)
        across = (-math.sin(turn) * size * 0.1, math.cos(turn) * size * 0.1)
        middle = (x + math.cos(turn) * long * 0.62, y + math.sin(turn) * long * 0.62)
        leaf = smooth(
            [
                (x, y),
                (middle[0] + across[0], middle[1] + across[1]),
                tip,
                (middle[0] - across[0], middle[1] - across[1]),
            ],
            closed=True,
        )
        shape = Shape().polygon(leaf)
        canvas.paint(shape, *(tones if index % 2 else tones[::-1]))
        canvas.shade(shape, LIGHT, "left", 0.25, 0.6)


def pot(canvas: Canvas, box: Box, colour: Colour) -> None:
    """A plain pot, lit from the left."""
    left, top, right, bottom = box
    narrow = (right - left) * 0.13
    shape = Shape().polygon(
        [(left, top), (right, top), (right - narrow, bottom), (left + narrow, bottom)]
    )
    canvas.paint(shape, mix(colour, SAND, 0.2), colour)
    canvas.shade(shape, INK, "right", 0.45, 0.7)
