"""Pictures of hills, roads and gardens, all in the same early light."""

from PIL.Image import Image

from demo.pictures.brush import (
    AMBER,
    CLAY,
    CORAL,
    CREAM,
    DEEP,
    HEIGHT,
    INK,
    LIGHT,
    MIST,
    ROSE,
    SAND,
    SEA,
    TEAL,
    WIDTH,
    Box,
    Canvas,
    Colour,
    Point,
    Shape,
    dice,
    ground,
    height,
    mix,
    ridge,
    smooth,
)
from demo.pictures.motifs import clouds, crown, grass, gulls, pine, sun, tree

MORNING: tuple[Colour, ...] = (
    SEA,
    mix(MIST, SEA, 0.3),
    mix(SAND, CREAM, 0.4),
    mix(SAND, AMBER, 0.5),
    AMBER,
)
FAR = mix(SEA, SAND, 0.5)


def layers(canvas: Canvas, seed: str, first: int, last: int, count: int) -> list[list[Point]]:
    """Hills behind hills, each nearer one darker, mist at their feet; returns their lines."""
    lines = []
    for index in range(count):
        near = index / max(count - 1, 1)
        line = ridge(
            f"{seed} {index}", first + (last - first) * near, 58 - 16 * near, 760 + 160 * near
        )
        tone = mix(mix(FAR, ROSE, 0.3), DEEP, near)
        canvas.paint(ground(line), tone, mix(tone, SAND, 0.5 * (1 - near)), mix(tone, INK, 0.2))
        canvas.shade(ground(line), AMBER, "right", 0.25, 0.7)
        if near < 1:
            canvas.haze(
                round(first + (last - first) * near),
                round(first + (last - first) * near + 170),
                mix(CREAM, AMBER, 0.3),
                0.4,
            )
        lines.append(line)
    return lines


def first_light() -> Image:
    """The sun clears the hills; mist lies in the valleys."""
    canvas = Canvas([*MORNING, *[AMBER] * 2])
    clouds(canvas, "first", 90, 380, CREAM)
    sun(canvas, (1060, 430), 58, 760)
    lines = layers(canvas, "light", 500, 860, 5)
    for x, size in (
        (90, 300),
        (190, 390),
        (300, 250),
        (385, 180),
        (1430, 190),
        (1500, 270),
        (1575, 220),
    ):
        pine(canvas, (x, height(lines[-1], x) + 12), size, mix(DEEP, TEAL, 0.3), INK)
    for x in range(520, 1000, 46):
        pine(
            canvas,
            (x, height(lines[-2], x) + 8),
            60 + x % 37,
            mix(TEAL, SEA, 0.2),
            mix(DEEP, TEAL, 0.5),
        )
    gulls(canvas, [(620, 280, 20), (680, 310, 14), (580, 330, 11)])
    return canvas.finish()


def track(
    canvas: Canvas, middle: list[tuple[float, float, float]], near: Colour, far: Colour
) -> None:
    """A way that narrows into the distance; each point has half its width."""
    left = smooth([(x - half, y) for x, y, half in middle])
    right = smooth([(x + half, y) for x, y, half in middle])
    way = Shape().polygon([*left, *reversed(right)])
    canvas.paint(way, far, near)
    canvas.shade(way, SHADOW, "left", 0.3, 0.5)


SHADOW = mix(CLAY, INK, 0.5)


def winding_path() -> Image:
    """A path winds over green hills towards the sun."""
    canvas = Canvas([*MORNING, *[AMBER] * 2])
    clouds(canvas, "path", 80, 360, CREAM)
    sun(canvas, (930, 410), 52, 700)
    layers(canvas, "winding", 470, 640, 3)
    meadow = smooth([(-20, 700), (300, 640), (700, 600), (1000, 580), (1300, 620), (1640, 690)])
    canvas.paint(ground(meadow), mix(TEAL, SEA, 0.6), TEAL, DEEP)
    canvas.shade(ground(meadow), AMBER, "top", 0.5, 0.6)
    bends = [
        (960.0, 582.0, 5.0),
        (1010, 615, 9),
        (900, 655, 15),
        (730, 705, 24),
        (800, 775, 40),
        (960, 850, 62),
        (900, 940, 95),
        (700, 1040, 150),
    ]
    track(canvas, bends, mix(SAND, ROSE, 0.3), CREAM)
    tree(canvas, (1280, 690), 230, (mix(TEAL, SEA, 0.3), DEEP), "left")
    tree(canvas, (1440, 740), 320, (TEAL, DEEP), "left")
    tree(canvas, (320, 690), 170, (mix(TEAL, SEA, 0.4), DEEP))
    tree(canvas, (620, 632), 70, (TEAL, DEEP))
    near = ridge("near", 965, 24)
    canvas.paint(
        Shape().polygon([(x, y) for x, y in near if x < 560] + [(480, 1020), (-20, 1020)]),
        DEEP,
        INK,
    )
    grass(canvas, "near", [point for point in near if point[0] < 540], 80, mix(INK, DEEP, 0.5))
    return canvas.finish()


def open_road() -> Image:
    """A straight road between poplars runs to the horizon."""
    canvas = Canvas([mix(TEAL, SEA, 0.5), *MORNING, *[AMBER] * 3])
    clouds(canvas, "road", 70, 430, CREAM)
    sun(canvas, (800, 500), 60, 800)
    for seed, base, tone in (("r1", 520, mix(FAR, ROSE, 0.4)), ("r2", 550, mix(SEA, SAND, 0.25))):
        canvas.paint(ground(ridge(seed, base, 34)), tone, mix(tone, SAND, 0.4))
    plain = Shape().box((0, 580, WIDTH, HEIGHT))
    canvas.paint(plain, mix(SAND, AMBER, 0.3), mix(SEA, CLAY, 0.45), TEAL, DEEP)
    verge = Shape().polygon([(792, 580), (808, 580), (1290, 1010), (310, 1010)])
    canvas.paint(verge, mix(SAND, CLAY, 0.4))
    road = Shape().polygon([(793, 580), (807, 580), (1250, 1010), (350, 1010)])
    canvas.paint(road, mix(ROSE, SEA, 0.4), mix(TEAL, DEEP, 0.5), INK)
    canvas.glow((800, 590), 320, LIGHT, 0.6, 0.35)
    for index in range(9):
        top = 596 + 400 * (index / 9) ** 1.8
        low = top + 4 + 42 * (index / 9) ** 1.3
        a, b = (top - 575) * 0.017, (low - 575) * 0.017
        dash = [(800 - a, top), (800 + a, top), (800 + b, low), (800 - b, low)]
        canvas.paint(Shape().polygon(dash), CREAM, alpha=0.9)
    for index in range(9):
        far = (index / 8) ** 2.1
        for side in (-1, 1):
            _poplar(canvas, (800 + side * (46 + 640 * far), 587 + 235 * far), far, side)
    for start in (0, 1060):
        line = [(start + step * 5.4, 1000.0) for step in range(100)]
        grass(canvas, f"road {start}", line, 110, mix(INK, DEEP, 0.4), 120)
    return canvas.finish()


def _poplar(canvas: Canvas, foot: Point, near: float, side: int) -> None:
    """A slim tree beside a road, paler the farther it is, and its shadow."""
    x, y = foot
    tall, wide = 34 + 560 * near, 6 + 78 * near
    shadow = [(x - wide * 0.3, y), (x + wide * 0.3, y), (x + side * tall, y + tall * 0.28)]
    canvas.paint(Shape().polygon(shadow), INK, alpha=0.2, blur=1 + 5 * near)
    tone = mix(mix(SEA, SAND, 0.2), DEEP, min(1, near * 1.4 + 0.15))
    shape = Shape().box((x - wide * 0.07, y - tall * 0.3, x + wide * 0.07, y))
    half = [(x, y - tall), (x - wide * 0.3, y - tall * 0.75), (x - wide * 0.5, y - tall * 0.38)]
    half += [(x - wide * 0.32, y - tall * 0.12), (x, y - tall * 0.08)]
    outline = half + [(2 * x - px, py) for px, py in reversed(half[1:-1])]
    shape.polygon(smooth(outline, closed=True))
    canvas.paint(shape, tone, mix(tone, INK, 0.35))
    canvas.shade(shape, AMBER, "left" if side > 0 else "right", 0.6, 0.45)


def garden_gate() -> Image:
    """A garden gate stands open between hedges, light beyond it."""
    canvas = Canvas([*MORNING, *[AMBER] * 3])
    sun(canvas, (810, 430), 55, 760)
    layers(canvas, "garden", 520, 600, 2)
    canvas.paint(Shape().box((0, 660, WIDTH, HEIGHT)), mix(SEA, AMBER, 0.35), TEAL, DEEP)
    for x, size in ((520, 130), (1090, 140), (650, 80), (990, 80)):
        tree(
            canvas,
            (x, 680),
            size * 1.5,
            (mix(SEA, TEAL, 0.3), TEAL),
            "right" if x < 800 else "left",
        )
    track(
        canvas,
        [(812, 662, 16), (800, 720, 52), (808, 800, 105), (790, 900, 165), (800, 1040, 260)],
        mix(SAND, ROSE, 0.3),
        CREAM,
    )
    for box, side in (((-60, 470, 590, 840), "right"), ((1030, 470, 1660, 840), "left")):
        _hedge(canvas, box, side)
    posts = Shape().box((566, 400, 614, 850), 5).box((1006, 400, 1054, 850), 5)
    posts.box((552, 384, 628, 408), 5).box((992, 384, 1068, 408), 5).circle((590, 366), 24).circle(
        (1030, 366), 24
    )
    canvas.paint(posts, CREAM, mix(SAND, CLAY, 0.5))
    for left, hinge in ((True, 614), (False, 1006)):
        leaf = Shape()
        for index in range(5):
            x = hinge + (-1 if not left else 1) * (8 + index * 21)
            drop = index * 9
            leaf.box((x - 6, 520 - index * 6 + drop, x + 6, 815 + drop), 6)
        far = hinge + (96 if left else -96)
        leaf.line([(hinge, 570), (far, 590)], 12).line([(hinge, 760), (far, 800)], 12)
        canvas.paint(leaf, mix(CREAM, ROSE, 0.2), SAND)
    for x in (0, 1080):
        line = [(x + step * 5.3, 1000.0) for step in range(100)]
        grass(canvas, f"gate {x}", line, 130, mix(DEEP, INK, 0.5), 150)
    return canvas.finish()


def _hedge(canvas: Canvas, box: Box, side: str) -> None:
    """A rounded hedge, lit at one side, with roses climbing in it."""
    left, top, right, bottom = box
    hedge, chance = Shape().box((left, top + 30, right, bottom), 40), dice(f"hedge {side}")
    for step in range(15):
        swell = chance.uniform(-28, 30)
        hedge.circle((left + 30 + step * (right - left - 60) / 14, top + 45 + swell), 62)
    canvas.paint(hedge, mix(TEAL, SEA, 0.3), mix(TEAL, DEEP, 0.6), DEEP, mix(DEEP, INK, 0.7))
    canvas.shade(hedge, AMBER, side, 0.5, 0.3)
    for _ in range(60):
        x, y = chance.uniform(left, right), chance.uniform(top + 20, bottom - 40)
        leaf = Shape().ellipse((x - 26, y - 12, x + 26, y + 16))
        canvas.paint(leaf, chance.choice((SEA, TEAL, INK)), alpha=0.22, blur=1)
    for _ in range(13):
        x, y = chance.uniform(left + 40, right - 40), chance.triangular(top + 10, bottom - 60, top)
        for _ in range(6):
            at, size = (x + chance.gauss(0, 24), y + chance.gauss(0, 18)), chance.uniform(6, 13)
            tone = chance.choice((CORAL, ROSE, mix(ROSE, CREAM, 0.5)))
            canvas.paint(Shape().circle(at, size), mix(tone, CREAM, 0.25), tone)


def trees() -> Image:
    """Morning light falls between the trunks of a wood."""
    canvas = Canvas(
        [mix(SEA, MIST, 0.4), mix(SAND, MIST, 0.3), mix(AMBER, CREAM, 0.4), mix(SAND, SEA, 0.4)]
    )
    canvas.glow((1000, 380), 900, LIGHT, 0.9)
    chance = dice("wood")
    for depth in range(5):
        near = depth / 4
        tone = mix(mix(MIST, SAND, 0.3), mix(INK, DEEP, 0.3), 0.12 + 0.88 * near)
        floor = ridge(f"floor {depth}", 700 + 65 * depth, 16)
        canvas.paint(ground(floor), mix(tone, AMBER, 0.3 * (1 - near)), mix(tone, SEA, 0.2))
        trunks = Shape()
        for index in range(13 - 2 * depth):
            x = (index + chance.uniform(0.1, 0.9)) * WIDTH / (13 - 2 * depth)
            wide, lean = 9 + 27 * near * chance.uniform(0.8, 1.3), chance.uniform(-22, 22)
            if near == 1 and 620 < x < 1250:
                continue
            y = height(floor, x) + 10
            trunks.polygon(
                [
                    (x - wide * 1.5, y),
                    (x - wide, y - 90),
                    (x + lean - wide * 0.7, -10),
                    (x + lean + wide * 0.7, -10),
                    (x + wide, y - 90),
                    (x + wide * 1.5, y),
                ]
            )
            out = chance.choice((-1, 1)) * chance.uniform(60, 130)
            fork = chance.uniform(180, 400)
            limb = [(x + lean * 0.6, fork), (x + out * 0.6, fork - 90), (x + out, fork - 260)]
            trunks.line(smooth(limb), wide * 0.28)
        canvas.paint(trunks, tone, mix(tone, INK, 0.2))
        canvas.haze(520 + 50 * depth, 760 + 60 * depth, mix(CREAM, AMBER, 0.35), 0.4 * (1 - near))
        if depth in (1, 3):
            for x in (820, 1020, 1200):
                canvas.light(
                    Shape().polygon([(x, -10), (x + 70, -10), (x - 330, 900), (x - 520, 900)]),
                    AMBER,
                    0.26,
                    18,
                )
    for x, size in ((90, 190), (1520, 210), (420, 90)):
        canvas.paint(crown((x, 990), size, f"bush {x}"), mix(DEEP, INK, 0.3), INK)
    for x, size in ((60, 250), (330, 170), (1340, 180), (1560, 260)):
        leaves = crown((x, -20), size, f"leaves {x}")
        canvas.paint(leaves, INK, mix(DEEP, TEAL, 0.3))
        canvas.shade(leaves, AMBER, "right" if x < 800 else "left", 0.35, 0.5)
    return canvas.finish()
