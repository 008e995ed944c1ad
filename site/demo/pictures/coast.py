"""The harbour, the beach and the bridge: pictures with water in them."""

import math

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
from demo.pictures.motifs import clouds, crown, glitter, grass, gulls, ripples, sailing_boat, sun

DAWN: tuple[Colour, ...] = (
    mix(TEAL, SEA, 0.5),
    SEA,
    mix(MIST, SAND, 0.35),
    mix(SAND, ROSE, 0.55),
    AMBER,
)


def harbor() -> Image:
    """The home page's picture: the light is at the right, the left is calm enough for words."""
    horizon = 570
    canvas = Canvas([*DAWN, *[AMBER] * 3])
    clouds(canvas, "harbor", 120, 470, CREAM)
    sun(canvas, (1010, 535), 46, 760)
    canvas.paint(
        ground(_falling(ridge("far", 520, 26), 700), horizon),
        mix(SEA, SAND, 0.5),
        mix(ROSE, SAND, 0.5),
    )
    canvas.paint(
        ground(_falling(ridge("town", 500, 20), 520), horizon),
        mix(TEAL, SEA, 0.4),
        mix(SEA, ROSE, 0.35),
    )
    _town(canvas, horizon)
    head = smooth(
        [(1130, 572), (1190, 548), (1270, 520), (1340, 478), (1420, 466), (1500, 472), (1640, 430)]
    )
    canvas.paint(ground(head, horizon + 4), DEEP, mix(DEEP, TEAL, 0.4))
    canvas.shade(ground(head, horizon + 4), ROSE, "left", 0.5, 0.75)
    _lighthouse(canvas, (1420, 470), 250)
    _water(canvas, horizon)
    glitter(canvas, 1010, horizon, 960, LIGHT)
    sailing_boat(canvas, (640, 640), 40, mix(DEEP, TEAL, 0.5))
    sailing_boat(canvas, (800, 622), 28, mix(DEEP, TEAL, 0.7))
    sailing_boat(canvas, (1190, 668), 62, DEEP, mix(CREAM, ROSE, 0.25))
    sailing_boat(canvas, (470, 720), 78, INK)
    _pier(canvas)
    gulls(canvas, [(760, 250, 24), (830, 290, 16), (690, 310, 13), (1180, 210, 18)])
    return canvas.finish()


def _falling(line: list[Point], reach: float) -> list[Point]:
    """Let hills at the left sink into the sea by `reach`."""
    return [(x, y + 90 * max(0, x / reach) ** 2) for x, y in line]


def _town(canvas: Canvas, horizon: int) -> None:
    """Low houses along the left shore, a few windows lit."""
    chance = dice("town")
    for index in range(13):
        x, wide, tall = 8 + index * 37, chance.uniform(26, 40), chance.uniform(20, 42)
        tone = mix(mix(DEEP, TEAL, 0.6), ROSE, chance.uniform(0, 0.28))
        house = Shape().box((x, horizon - tall, x + wide, horizon + 2))
        house.polygon(
            [
                (x - 3, horizon - tall),
                (x + wide / 2, horizon - tall - 15),
                (x + wide + 3, horizon - tall),
            ]
        )
        canvas.paint(house, tone, mix(tone, DEEP, 0.5))
        if chance.random() < 0.6:
            canvas.paint(
                Shape().box(
                    (x + wide * 0.55, horizon - tall + 7, x + wide * 0.55 + 6, horizon - tall + 15)
                ),
                LIGHT,
            )


def _lighthouse(canvas: Canvas, foot: Point, tall: float) -> None:
    """A white tower with a coral band, lit from the sun's side, and its lamp."""
    x, y = foot
    canvas.glow((x, y - tall * 0.86), 260, LIGHT, 0.7)
    tower = Shape().polygon(
        [(x - 27, y + 8), (x - 17, y - tall * 0.78), (x + 17, y - tall * 0.78), (x + 27, y + 8)]
    )
    canvas.paint(tower, CREAM, mix(SAND, ROSE, 0.35))
    for low, high in ((0.2, 0.36), (0.52, 0.66)):
        a, b = 25 - 10 * low / 0.78, 25 - 10 * high / 0.78
        band = [
            (x - a, y - tall * low),
            (x - b, y - tall * high),
            (x + b, y - tall * high),
            (x + a, y - tall * low),
        ]
        canvas.paint(Shape().polygon(band), CORAL)
    canvas.shade(tower, INK, "right", 0.75, 0.8)
    canvas.paint(Shape().box((x - 25, y - tall * 0.8, x + 25, y - tall * 0.77), 2), INK)
    canvas.paint(Shape().box((x - 12, y - tall * 0.92, x + 12, y - tall * 0.8)), LIGHT, AMBER)
    roof = Shape().polygon(
        [(x - 17, y - tall * 0.91), (x, y - tall * 1.02), (x + 17, y - tall * 0.91)]
    )
    canvas.paint(roof.line([(x, y - tall), (x, y - tall * 1.07)], 2), INK)
    cottage = (
        Shape()
        .box((x + 42, y - 38, x + 118, y + 10))
        .polygon([(x + 34, y - 36), (x + 56, y - 68), (x + 104, y - 68), (x + 126, y - 36)])
    )
    canvas.paint(cottage, mix(INK, DEEP, 0.5))
    canvas.paint(
        Shape().box((x + 58, y - 24, x + 70, y - 8)).box((x + 86, y - 24, x + 98, y - 8)), LIGHT
    )


def _water(canvas: Canvas, horizon: int) -> None:
    """The harbour's basin: the sky again, darker towards us."""
    basin = Shape().box((0, horizon, WIDTH, HEIGHT))
    canvas.paint(basin, mix(AMBER, ROSE, 0.5), mix(SEA, ROSE, 0.3), TEAL, DEEP, mix(DEEP, INK, 0.6))
    canvas.mirror(horizon, 240, 0.55, 3)
    ripples(canvas, horizon, HEIGHT, CREAM, 0.13)
    ripples(canvas, horizon + 1, HEIGHT, DEEP, 0.2)


def _pier(canvas: Canvas) -> None:
    """A landing stage that leads in from the lower left corner."""
    deck = Shape().polygon([(-20, 880), (-20, 838), (560, 812), (612, 822), (612, 834), (560, 838)])
    posts = Shape()
    for x, top, wide in (
        (40, 770, 15),
        (180, 772, 14),
        (310, 774, 13),
        (430, 776, 12),
        (545, 776, 11),
    ):
        posts.box((x, top, x + wide, 950 - x * 0.1), 4)
        canvas.paint(
            Shape().box((x - 2, 930 - x * 0.1, x + wide + 6, 1010 - x * 0.12), 6),
            INK,
            alpha=0.4,
            blur=5,
        )
    canvas.paint(posts, mix(INK, DEEP, 0.4), INK)
    canvas.paint(deck, mix(DEEP, TEAL, 0.25), INK)
    canvas.paint(Shape().line([(-20, 838), (560, 812), (610, 821)], 3), ROSE, alpha=0.75)
    for x, top, wide in (
        (40, 770, 15),
        (180, 772, 14),
        (310, 774, 13),
        (430, 776, 12),
        (545, 776, 11),
    ):
        canvas.paint(Shape().box((x + wide - 3, top + 2, x + wide, 836), 1), ROSE, alpha=0.7)


def tide_line() -> Image:
    """A beach at dawn; each wave leaves a lace of foam and a strip of wet sand."""
    horizon = 400
    canvas = Canvas(
        [
            mix(SEA, MIST, 0.3),
            mix(MIST, CREAM, 0.4),
            mix(SAND, CREAM, 0.3),
            mix(ROSE, AMBER, 0.4),
            *[SAND] * 4,
        ]
    )
    clouds(canvas, "tide", 90, 330, CREAM)
    sun(canvas, (420, 355), 42, 640)
    cape = smooth([(1080, 402), (1200, 372), (1330, 350), (1440, 318), (1640, 300)])
    canvas.paint(ground(cape, horizon + 3), mix(TEAL, MIST, 0.35), mix(SEA, SAND, 0.35))
    canvas.paint(
        Shape().box((0, horizon, WIDTH, 820)), mix(SEA, SAND, 0.35), SEA, TEAL, mix(TEAL, SEA, 0.6)
    )
    ripples(canvas, horizon, 700, CREAM, 0.18)
    glitter(canvas, 420, horizon, 640, LIGHT, 130)
    for seed, y, lean in (("swell", 520, 18), ("breaker", 585, 26)):
        crest = _shore(seed, y, lean, 10)
        canvas.paint(ground(crest, y + 90), mix(MIST, CREAM, 0.35), mix(TEAL, SEA, 0.5), alpha=0.75)
        canvas.paint(Shape().line(crest, 5), CREAM, alpha=0.85)
    _beach(canvas)
    gulls(canvas, [(980, 190, 22), (1050, 225, 15), (910, 240, 12)])
    return canvas.finish()


def _shore(seed: str, y: float, lean: float, swing: float) -> list[Point]:
    """The edge of a wave across the picture."""
    return [(x, py + lean * x / WIDTH * 2) for x, py in ridge(seed, y, swing, 820)]


def _beach(canvas: Canvas) -> None:
    """Sand under thinning water, and footprints that go on."""
    steps = [
        ("wet", 668, mix(SEA, SAND, 0.45), mix(SAND, CLAY, 0.3)),
        ("dry", 776, mix(SAND, CLAY, 0.45), mix(SAND, ROSE, 0.25)),
    ]
    for seed, y, top, low in steps:
        edge = _shore(seed, y, 30, 22)
        canvas.paint(ground(edge), INK, alpha=0.16, blur=9)
        canvas.paint(ground([(x, py + 3) for x, py in edge]), top, low)
        canvas.paint(Shape().line(edge, 9 if seed == "wet" else 5), CREAM, alpha=0.95)
        canvas.paint(Shape().line([(x, py - 13) for x, py in edge], 4), CREAM, alpha=0.5, blur=2)
    _foam(canvas)
    canvas.glow((420, 760), 420, LIGHT, 0.4, 0.3)
    for index in range(9):
        near = index / 8
        x, y = 1020 - 250 * near + (-1) ** index * (7 + 12 * near), 822 + 175 * near**1.3
        wide, tall = 6 + 9 * near, 9 + 15 * near
        canvas.paint(
            Shape().ellipse((x - wide, y - tall, x + wide, y + tall)),
            mix(CLAY, INK, 0.35),
            alpha=0.5,
            blur=1.5,
        )
        canvas.paint(
            Shape().ellipse((x - wide, y + tall * 0.5, x + wide, y + tall * 1.2)),
            CREAM,
            alpha=0.35,
            blur=2,
        )


def _foam(canvas: Canvas) -> None:
    """Bubbles and loops of foam behind the first wave's edge."""
    chance, edge = dice("foam"), _shore("wet", 668, 30, 22)
    lace = Shape()
    for _ in range(260):
        x, y = chance.choice(edge)
        far = abs(chance.gauss(0, 20))
        lace.circle((x, y - far), chance.uniform(1, 3.6) * (1 - far / 110))
    canvas.paint(lace, CREAM, alpha=0.7)


def bridge() -> Image:
    """A stone bridge of three arches and its reflection."""
    line = 660
    canvas = Canvas([TEAL, SEA, mix(MIST, SAND, 0.5), mix(SAND, AMBER, 0.4), *[AMBER] * 3])
    clouds(canvas, "bridge", 90, 380, CREAM)
    sun(canvas, (800, 470), 44, 660)
    for seed, base, rise, share in (("b1", 500, 40, 0.2), ("b2", 560, 32, 0.5)):
        canvas.paint(
            ground(ridge(seed, base, rise), line),
            mix(mix(SAND, ROSE, 0.4), SEA, share),
            mix(SAND, SEA, share),
        )
    for x, y, size in (
        (90, 585, 125),
        (240, 610, 90),
        (1510, 580, 135),
        (1370, 610, 92),
        (400, 622, 52),
        (1230, 622, 56),
    ):
        shape = crown((x, y - size * 0.3), size, f"bank {x}")
        canvas.paint(shape, mix(TEAL, SEA, 0.35), DEEP)
        canvas.shade(shape, AMBER, "right" if x < 800 else "left", 0.45, 0.6)
    canvas.paint(
        Shape().polygon([*smooth([(-20, 615), (200, 628), (420, 650), (470, 662)]), (-20, 664)]),
        mix(TEAL, CLAY, 0.3),
        DEEP,
    )
    canvas.paint(
        Shape().polygon(
            [*smooth([(1620, 612), (1400, 628), (1190, 650), (1130, 662)]), (1620, 664)]
        ),
        mix(TEAL, CLAY, 0.3),
        DEEP,
    )
    _arches(canvas, line)
    canvas.paint(
        Shape().box((0, line, WIDTH, HEIGHT)), mix(AMBER, SEA, 0.4), mix(SEA, TEAL, 0.4), TEAL, DEEP
    )
    canvas.mirror(line, 330, 0.85, 2)
    ripples(canvas, line, HEIGHT, CREAM, 0.2)
    glitter(canvas, 800, line, 940, LIGHT, 80)
    for x, y in ((0, 985), (1240, 1000)):
        reeds = [(x + step * 4.0, y + 14 * math.sin(step / 9)) for step in range(100)]
        grass(canvas, f"reeds {x}", reeds, 150, mix(INK, DEEP, 0.5), 90)
    return canvas.finish()


def _arches(canvas: Canvas, line: int) -> None:
    """The bridge: a gently humped roadway over three arches, the middle one largest."""
    top = [(x, 560 - 66 * math.cos((x - 800) / 1250 * math.pi)) for x in range(230, 1380, 10)]
    stone = Shape().polygon([*top, (1420, line + 6), (180, line + 6)])
    for x, half, tall in ((800, 150, 128), (498, 108, 84), (1102, 108, 84)):
        stone.ellipse((x - half, line - tall, x + half, line + tall), ink=0).box(
            (x - half, line, x + half, line + 8), ink=0
        )
    canvas.paint(stone, mix(SAND, CLAY, 0.4), mix(CLAY, DEEP, 0.45))
    canvas.shade(stone, INK, "bottom", 0.5, 0.8)
    chance = dice("stones")
    for _ in range(150):
        across, down = chance.uniform(250, 1350), chance.uniform(510, line - 10)
        if height(top, across) + 16 < down and all(
            math.hypot((across - at) / (half + 44), (down - line) / (tall + 22)) > 1
            for at, half, tall in ((800, 150, 128), (498, 108, 84), (1102, 108, 84))
        ):
            wide = chance.uniform(12, 26)
            canvas.paint(
                Shape().box((across - wide, down, across + wide, down + 11), 3),
                chance.choice((CREAM, INK)),
                alpha=0.1,
            )
    for x, half, tall in ((800, 150, 128), (498, 108, 84), (1102, 108, 84)):
        ring = (
            Shape()
            .ellipse((x - half - 13, line - tall - 13, x + half + 13, line + tall))
            .box((x - half - 20, line, x + half + 20, HEIGHT), ink=0)
        )
        ring.ellipse((x - half, line - tall, x + half, line + tall), ink=0)
        canvas.paint(ring, mix(SAND, CREAM, 0.4), CLAY, alpha=0.75)
    canvas.paint(Shape().line(top, 13), mix(CREAM, SAND, 0.5))
    canvas.paint(Shape().line([(x, y + 11) for x, y in top], 5), INK, alpha=0.4)
