"""Pictures of houses: one on a hill at dusk, and the clinic."""

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
    ROSE,
    SAND,
    SEA,
    TEAL,
    WIDTH,
    Box,
    Canvas,
    Shape,
    ground,
    height,
    mix,
    smooth,
)
from demo.pictures.country import MORNING, layers, track
from demo.pictures.motifs import clouds, crown, grass, pine, sun, tree


def house() -> Image:
    """A small house on a hill at dusk, every window lit."""
    canvas = Canvas([DEEP, TEAL, SEA, mix(ROSE, SAND, 0.4), *[AMBER] * 3])
    clouds(canvas, "house", 120, 400, ROSE)
    canvas.glow((420, 600), 700, AMBER, 0.5)
    layers(canvas, "house", 570, 680, 3)
    hill = smooth([(-20, 850), (300, 800), (700, 720), (1000, 690), (1300, 730), (1640, 830)])
    canvas.paint(ground(hill), mix(TEAL, DEEP, 0.4), DEEP, INK)
    canvas.shade(ground(hill), AMBER, "top", 0.4, 0.5)
    for x, size in ((700, 270), (640, 210), (1290, 330), (1370, 250), (1450, 300)):
        pine(canvas, (x, height(hill, x) + 14), size, mix(DEEP, TEAL, 0.3), INK)
    track(
        canvas,
        [(1000, 716, 24), (980, 760, 32), (820, 820, 46), (760, 900, 80), (860, 1040, 150)],
        CLAY,
        SAND,
    )
    canvas.glow((1000, 620), 340, AMBER, 0.4)
    _cottage(canvas, (820, 470, 1180, 716))
    return canvas.finish()


def _cottage(canvas: Canvas, box: Box) -> None:
    """White walls, a wide roof, a chimney, and light in the windows."""
    left, top, right, bottom = box
    canvas.paint(Shape().box((right - 95, top - 120, right - 50, top)), CLAY, mix(CLAY, INK, 0.4))
    walls = Shape().box(box)
    canvas.paint(walls, mix(CREAM, ROSE, 0.3), mix(SAND, SEA, 0.45))
    canvas.shade(walls, INK, "right", 0.5, 0.8)
    roof = Shape().polygon(
        [
            (left - 34, top + 12),
            (left + 55, top - 105),
            (right - 55, top - 105),
            (right + 34, top + 12),
        ]
    )
    canvas.paint(roof, mix(CORAL, CLAY, 0.3), mix(CORAL, INK, 0.4))
    canvas.shade(roof, INK, "right", 0.5, 0.8)
    for x in (left + 40, right - 125):
        pane = (x, top + 60, x + 85, top + 150)
        canvas.paint(Shape().box(pane, 3), LIGHT, AMBER)
        canvas.paint(
            Shape()
            .box((x + 40, top + 60, x + 45, top + 150))
            .box((x, top + 102, x + 85, top + 107)),
            mix(CLAY, INK, 0.3),
        )
        canvas.glow((x + 42, top + 105), 130, AMBER, 0.4)
    middle = (left + right) / 2 - 30
    canvas.paint(
        Shape().box((middle - 10, bottom - 150, middle + 70, bottom), 8), mix(TEAL, INK, 0.2), DEEP
    )
    canvas.paint(Shape().box((middle + 10, bottom - 130, middle + 50, bottom - 80), 3), LIGHT)


def clinic_front() -> Image:
    """The clinic: a low, wide house with a porch, tall windows and old trees."""
    canvas = Canvas([*MORNING, *[AMBER] * 2])
    clouds(canvas, "clinic", 80, 330, CREAM)
    sun(canvas, (300, 430), 48, 700)
    layers(canvas, "clinic", 500, 600, 2)
    for x, size in ((330, 320), (1340, 380), (1540, 300)):
        tree(canvas, (x, 700), size, (mix(TEAL, SEA, 0.4), DEEP), "left")
    canvas.paint(Shape().box((0, 700, WIDTH, HEIGHT)), mix(SEA, TEAL, 0.4), TEAL, DEEP)
    wings = (
        Shape()
        .box((430, 480, 1310, 712))
        .polygon([(640, 490), (640, 400), (870, 270), (1100, 400), (1100, 490)])
    )
    canvas.paint(wings, CREAM, mix(SAND, ROSE, 0.25))
    canvas.shade(wings, mix(TEAL, INK, 0.3), "right", 0.45, 0.8)
    roof = (
        Shape()
        .polygon([(400, 488), (470, 400), (640, 400), (640, 488)])
        .polygon([(1100, 488), (1100, 400), (1270, 400), (1340, 488)])
    )
    roof.line([(615, 414), (870, 266), (1125, 414)], 26)
    canvas.paint(roof, mix(TEAL, DEEP, 0.4), DEEP)
    glass = [(x, 535.0, x + 62, 655.0) for x in (460, 550, 1128, 1218)] + [
        (700, 440, 770, 560),
        (835, 440, 905, 560),
        (970, 440, 1040, 560),
    ]
    for left, top, right, bottom in glass:
        canvas.paint(Shape().box((left - 6, top - 6, right + 6, bottom + 6), 2), CREAM)
        canvas.paint(Shape().box((left, top, right, bottom)), LIGHT, AMBER, mix(SEA, AMBER, 0.4))
        canvas.paint(
            Shape()
            .box(((left + right) / 2 - 2, top, (left + right) / 2 + 2, bottom))
            .box((left, top + 50, right, top + 54)),
            CREAM,
        )
    porch = (
        Shape().box((690, 590, 1050, 612), 3).box((704, 612, 720, 715)).box((1020, 612, 1036, 715))
    )
    canvas.paint(Shape().box((830, 618, 912, 714), 3), CORAL, mix(CORAL, INK, 0.3))
    canvas.paint(Shape().box((845, 632, 897, 672), 2), LIGHT)
    canvas.paint(porch, CREAM, SAND)
    track(
        canvas,
        [(870, 712, 62), (850, 770, 86), (760, 850, 130), (720, 930, 190), (780, 1040, 270)],
        mix(SAND, ROSE, 0.3),
        CREAM,
    )
    for x, size in ((470, 52), (585, 44), (1135, 46), (1250, 56), (672, 30), (1064, 30)):
        bush = crown((x, 712), size, f"bush {x}")
        canvas.paint(bush, mix(TEAL, SEA, 0.2), DEEP)
        canvas.shade(bush, AMBER, "left", 0.5, 0.6)
    tree(canvas, (130, 860), 560, (TEAL, DEEP))
    for x in (0, 1080):
        grass(
            canvas,
            f"lawn {x}",
            [(x + step * 5.3, 1000.0) for step in range(100)],
            90,
            mix(INK, DEEP, 0.5),
            150,
        )
    return canvas.finish()
