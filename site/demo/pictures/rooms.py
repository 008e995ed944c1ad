"""Pictures of rooms: a table, two chairs, a lamp, rain on a window."""

from PIL.Image import Image

from demo.pictures.brush import (
    AMBER,
    BARK,
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
    mix,
    smooth,
)
from demo.pictures.motifs import cup, lamp_shade, leafy, panes, pot, steam

GLAZE = (mix(SEA, CREAM, 0.3), TEAL)
WARM_GLAZE = (mix(CORAL, CREAM, 0.25), CORAL)


def _view(canvas: Canvas, box: Box, frame: Colour) -> None:
    """A window with morning hills in it."""
    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    canvas.paint(Shape().box(box), mix(SEA, MIST, 0.4), MIST, mix(SAND, CREAM, 0.4), AMBER)
    canvas.paint(Shape().circle((left + wide * 0.64, top + tall * 0.58), tall * 0.085), CREAM)
    for share, tone in ((0.62, mix(SEA, SAND, 0.45)), (0.75, SEA), (0.87, TEAL)):
        y = top + tall * share
        line = smooth(
            [
                (left, y),
                (left + wide * 0.3, y - tall * 0.09 * share),
                (left + wide * 0.65, y + 12),
                (right, y - 22),
            ]
        )
        canvas.paint(
            Shape().polygon([*line, (right, bottom), (left, bottom)]), tone, mix(tone, MIST, 0.25)
        )
    panes(canvas, box, frame)
    sill = Shape().box((left - 40, bottom + 14, right + 40, bottom + 40), 4)
    canvas.paint(sill, mix(frame, CREAM, 0.4), mix(frame, CLAY, 0.4))


def _sunlight(canvas: Canvas, at: Point, size: float) -> None:
    """The window's light on a wall: four slanting panes."""
    x, y = at
    patch = Shape()
    for column in (0, 1):
        for row in (0, 1):
            px, py = x + column * size * 0.5, y + row * size * 0.66 + column * size * 0.14
            wide, tall = size * 0.45, size * 0.6
            patch.polygon(
                [
                    (px, py),
                    (px + wide, py + size * 0.125),
                    (px + wide, py + tall + size * 0.125),
                    (px, py + tall),
                ]
            )
    canvas.light(patch, mix(AMBER, CLAY, 0.3), 0.5, 5)


def _table(canvas: Canvas, top: float, tone: Colour) -> None:
    """A table's surface across the picture, with a lit edge and some grain."""
    canvas.paint(
        Shape().box((0, top, WIDTH, HEIGHT)), mix(tone, SAND, 0.35), tone, mix(tone, BARK, 0.5)
    )
    canvas.paint(Shape().box((0, top, WIDTH, top + 5)), CREAM, alpha=0.55)
    chance = dice("wood")
    for _ in range(46):
        x, y, long = (
            chance.uniform(-200, WIDTH),
            chance.uniform(top + 14, HEIGHT),
            chance.uniform(120, 520),
        )
        canvas.paint(Shape().box((x, y, x + long, y + 2), 1), BARK, alpha=chance.uniform(0.06, 0.2))


def kitchen_table() -> Image:
    """Two cups on a kitchen table, morning in the window."""
    canvas = Canvas([mix(SAND, MIST, 0.35), mix(SAND, CREAM, 0.35), mix(SAND, ROSE, 0.25)])
    _view(canvas, (240, 110, 760, 600), CREAM)
    _sunlight(canvas, (1010, 150), 420)
    canvas.glow((620, 420), 760, LIGHT, 0.45)
    pot(canvas, (300, 540, 380, 615), CORAL)
    leafy(canvas, (340, 545), 150, (TEAL, DEEP))
    _table(canvas, 690, mix(CLAY, BARK, 0.15))
    for x in (480, 900):
        steam(canvas, (x, 700), 190, 0.55)
    cup(canvas, (480, 858), 190, GLAZE)
    cup(canvas, (900, 820), 175, WARM_GLAZE)
    bowl = smooth([(1130, 745), (1160, 815), (1230, 850), (1330, 850), (1400, 815), (1430, 745)])
    canvas.paint(Shape().ellipse((1190, 825, 1560, 880)), INK, alpha=0.35, blur=10)
    for x, y in ((1215, 735), (1345, 735), (1280, 705)):
        fruit = Shape().circle((x, y), 56)
        canvas.paint(fruit, AMBER, CORAL)
        canvas.shade(fruit, BARK, "right", 0.5, 0.6)
    canvas.paint(Shape().polygon(bowl), mix(MIST, CREAM, 0.5), SEA)
    canvas.shade(Shape().polygon(bowl), INK, "right", 0.5, 0.7)
    return canvas.finish()


def _armchair(canvas: Canvas, at: Point, tones: tuple[Colour, Colour], lit: str) -> None:
    """An armchair seen from the front, its feet `at` the floor."""
    x, y = at
    canvas.paint(Shape().ellipse((x - 220, y - 26, x + 220, y + 40)), INK, alpha=0.4, blur=14)
    canvas.paint(
        Shape().box((x - 150, y - 50, x - 130, y + 8), 5).box((x + 130, y - 50, x + 150, y + 8), 5),
        mix(BARK, INK, 0.4),
    )
    back = Shape().box((x - 155, y - 430, x + 155, y - 90), 80)
    seat = Shape().box((x - 140, y - 190, x + 140, y - 60), 30)
    arms = (
        Shape()
        .box((x - 200, y - 250, x - 118, y - 40), 38)
        .box((x + 118, y - 250, x + 200, y - 40), 38)
    )
    for part, share in ((back, 0.0), (seat, 0.12), (arms, 0.06)):
        canvas.paint(part, mix(tones[0], CREAM, share), tones[1])
        canvas.shade(part, AMBER, lit, 0.55, 0.5)
        canvas.shade(part, INK, "bottom", 0.5, 0.45)
    pillow = Shape().polygon(
        smooth(
            [(x - 75, y - 290), (x + 70, y - 300), (x + 82, y - 180), (x - 68, y - 172)],
            closed=True,
        )
    )
    canvas.paint(pillow, CREAM, mix(SAND, tones[0], 0.35))
    canvas.shade(pillow, BARK, "bottom", 0.45, 0.6)


def _picture(canvas: Canvas, box: Box) -> None:
    """A framed seascape on a wall."""
    left, top, right, bottom = box
    canvas.paint(Shape().box((left - 6, top + 4, right + 22, bottom + 24)), INK, alpha=0.3, blur=9)
    canvas.paint(Shape().box((left - 14, top - 14, right + 14, bottom + 14)), mix(CLAY, BARK, 0.4))
    canvas.paint(Shape().box((left, top, right, bottom)), CREAM)
    canvas.paint(
        Shape().box((left + 24, top + 24, right - 24, bottom - 24)), MIST, AMBER, SEA, TEAL
    )
    canvas.paint(Shape().circle(((left + right) / 2 + 20, (top + bottom) / 2 - 14), 17), CREAM)


def _floor(canvas: Canvas, top: float, tone: Colour) -> None:
    """A floor with a skirting board."""
    canvas.paint(Shape().box((0, top, WIDTH, HEIGHT)), tone, mix(tone, INK, 0.4))
    canvas.paint(
        Shape().box((0, top - 30, WIDTH, top)),
        mix(TEAL, SAND, 0.35),
        mix(TEAL, SAND, 0.2),
        alpha=0.8,
    )


def two_chairs() -> Image:
    """Two armchairs turned towards a lamp, one evening."""
    canvas = Canvas([mix(DEEP, TEAL, 0.3), mix(TEAL, DEEP, 0.3), TEAL])
    _floor(canvas, 780, mix(BARK, CLAY, 0.35))
    _picture(canvas, (220, 180, 470, 370))
    canvas.paint(Shape().ellipse((180, 815, 1420, 985)), mix(SAND, ROSE, 0.4), CLAY)
    canvas.paint(
        Shape().ellipse((225, 828, 1375, 968)).ellipse((245, 834, 1355, 962), ink=0),
        CORAL,
        alpha=0.6,
    )
    canvas.glow((800, 880), 560, AMBER, 0.5, 0.25)
    canvas.paint(Shape().box((794, 330, 806, 850)).ellipse((740, 838, 860, 868)), INK)
    lamp_shade(canvas, (800, 270), 190)
    _armchair(canvas, (470, 880), (mix(CORAL, ROSE, 0.2), mix(CORAL, BARK, 0.4)), "right")
    _armchair(canvas, (1130, 880), (SEA, TEAL), "left")
    canvas.paint(
        Shape().box((742, 690, 858, 704), 6).box((770, 700, 778, 850)).box((822, 700, 830, 850)),
        CLAY,
        BARK,
    )
    cup(canvas, (778, 688), 44, GLAZE)
    canvas.paint(Shape().box((806, 676, 852, 690), 2), CORAL)
    pot(canvas, (1390, 740, 1500, 860), mix(CLAY, CORAL, 0.4))
    leafy(canvas, (1445, 745), 330, (mix(TEAL, SEA, 0.5), DEEP), 9)
    return canvas.finish()


def window_rain() -> Image:
    """Rain on a window at dusk; lights far away, a cup on the sill."""
    canvas = Canvas(
        [DEEP, TEAL, mix(SEA, TEAL, 0.3), mix(ROSE, SEA, 0.55), mix(DEEP, TEAL, 0.4), INK]
    )
    chance = dice("rain")
    for _ in range(46):
        at, size = (chance.uniform(60, 1540), chance.gauss(610, 60)), chance.uniform(14, 46)
        canvas.paint(
            Shape().circle(at, size),
            chance.choice((AMBER, CORAL, LIGHT, ROSE)),
            alpha=chance.uniform(0.15, 0.5),
            blur=3,
        )
    for _ in range(90):
        x, y, long = chance.uniform(0, WIDTH), chance.uniform(0, 700), chance.uniform(30, 190)
        trail = smooth(
            [
                (x, y),
                (x + chance.uniform(-5, 5), y + long * 0.5),
                (x + chance.uniform(-5, 5), y + long),
            ],
            steps=5,
        )
        canvas.paint(Shape().line(trail, 3), CREAM, alpha=0.2, blur=1)
        canvas.paint(
            Shape().ellipse((trail[-1][0] - 5, y + long - 6, trail[-1][0] + 5, y + long + 9)),
            CREAM,
            MIST,
            alpha=0.65,
        )
    for _ in range(420):
        x, y, size = chance.uniform(0, WIDTH), chance.uniform(0, 820), chance.uniform(1.5, 6)
        canvas.paint(
            Shape().ellipse((x - size, y - size, x + size, y + size * 1.25)),
            CREAM,
            SEA,
            alpha=chance.uniform(0.25, 0.6),
        )
    panes(canvas, (70, 40, 1530, 815), mix(INK, DEEP, 0.6), 3, 1)
    canvas.paint(Shape().box((0, 825, WIDTH, HEIGHT)), mix(DEEP, CLAY, 0.35), INK)
    canvas.paint(Shape().box((0, 825, WIDTH, 830)), ROSE, alpha=0.6)
    canvas.glow((1150, 800), 520, AMBER, 0.35)
    steam(canvas, (1120, 745), 200, 0.45)
    cup(canvas, (1120, 915), 200, (mix(CREAM, SAND, 0.3), CLAY), "right")
    pot(canvas, (270, 750, 410, 900), mix(CORAL, BARK, 0.3))
    leafy(canvas, (340, 760), 330, (mix(TEAL, DEEP, 0.4), INK), 9)
    return canvas.finish()


def night_lamp() -> Image:
    """A bedside lamp, a book, and the moon in the window."""
    canvas = Canvas([INK, DEEP, mix(DEEP, TEAL, 0.4)])
    window = (190.0, 110.0, 570.0, 580.0)
    canvas.paint(Shape().box(window), mix(INK, TEAL, 0.3), TEAL, SEA)
    canvas.glow((450, 250), 170, MIST, 0.5)
    canvas.paint(Shape().circle((450, 250), 42).circle((468, 240), 37, ink=0), CREAM)
    chance = dice("stars")
    for _ in range(26):
        canvas.paint(
            Shape().circle((chance.uniform(200, 560), chance.uniform(120, 480)), 1.8),
            CREAM,
            alpha=0.8,
        )
    panes(canvas, window, mix(DEEP, SEA, 0.25))
    lamp_shade(canvas, (1060, 400), 270)
    canvas.paint(Shape().box((1053, 505, 1067, 600)), BARK)
    base = Shape().polygon(
        smooth(
            [(1000, 690), (1015, 610), (1060, 575), (1105, 610), (1120, 690), (1060, 712)],
            closed=True,
        )
    )
    canvas.paint(base, mix(SEA, CREAM, 0.35), TEAL)
    canvas.shade(base, INK, "bottom", 0.5, 0.7)
    canvas.paint(Shape().box((760, 706, 1400, 742), 6), mix(CLAY, AMBER, 0.35), BARK)
    canvas.paint(
        Shape().box((790, 742, 1370, HEIGHT + 10)), mix(BARK, INK, 0.35), mix(INK, BARK, 0.25)
    )
    canvas.paint(Shape().box((825, 775, 1335, 905), 6), mix(BARK, INK, 0.15), mix(BARK, INK, 0.45))
    canvas.paint(Shape().circle((1080, 835), 13), AMBER)
    canvas.paint(Shape().box((1180, 680, 1350, 708), 4), CORAL, mix(CORAL, BARK, 0.4))
    canvas.paint(Shape().box((1195, 656, 1335, 681), 4), CREAM, SAND)
    cup(canvas, (880, 706), 92, GLAZE, "right")
    bed = smooth([(-20, 730), (150, 720), (330, 748), (520, 770), (640, 850), (670, 1020)])
    canvas.paint(Shape().polygon([*bed, (-20, 1020)]), mix(SEA, SAND, 0.3), DEEP)
    canvas.shade(Shape().polygon([*bed, (-20, 1020)]), AMBER, "right", 0.5, 0.5)
    pillow = Shape().polygon(
        smooth(
            [(-30, 660), (130, 630), (300, 665), (320, 745), (140, 775), (-30, 770)], closed=True
        )
    )
    canvas.paint(pillow, mix(CREAM, SAND, 0.4), mix(SEA, SAND, 0.4))
    canvas.shade(pillow, AMBER, "right", 0.5, 0.6)
    return canvas.finish()


def one_cup() -> Image:
    """One cup, some sprigs, and the window's light on the wall."""
    canvas = Canvas([mix(SEA, MIST, 0.35), mix(MIST, SAND, 0.3), mix(SAND, MIST, 0.3)])
    _sunlight(canvas, (720, 60), 560)
    canvas.glow((300, 200), 900, LIGHT, 0.35)
    _table(canvas, 700, CLAY)
    vase = smooth(
        [
            (1190, 560),
            (1215, 610),
            (1150, 720),
            (1190, 820),
            (1310, 820),
            (1350, 720),
            (1285, 610),
            (1310, 560),
        ]
    )
    canvas.paint(Shape().ellipse((1200, 795, 1560, 850)), INK, alpha=0.3, blur=10)
    leafy(canvas, (1250, 580), 440, (mix(TEAL, SEA, 0.3), DEEP), 7)
    canvas.paint(Shape().polygon(vase), CREAM, mix(SAND, CLAY, 0.4))
    canvas.shade(Shape().polygon(vase), BARK, "right", 0.6, 0.7)
    canvas.paint(Shape().ellipse((360, 855, 1000, 955)), INK, alpha=0.35, blur=14)
    saucer = Shape().ellipse((330, 825, 930, 930))
    canvas.paint(saucer, mix(CREAM, ROSE, 0.3), mix(CORAL, CLAY, 0.4))
    canvas.paint(Shape().ellipse((430, 842, 830, 905)), mix(CORAL, BARK, 0.3), alpha=0.5)
    steam(canvas, (630, 590), 380, 0.6)
    cup(canvas, (630, 878), 380, WARM_GLAZE)
    return canvas.finish()


def clinic_room() -> Image:
    """A guest room in the clinic: a made bed, a chair, a view."""
    canvas = Canvas([mix(CREAM, MIST, 0.35), CREAM, mix(SAND, CREAM, 0.4)])
    _floor(canvas, 760, mix(CLAY, SAND, 0.3))
    _view(canvas, (130, 130, 560, 590), CREAM)
    canvas.light(Shape().polygon([(180, 800), (520, 800), (820, 990), (400, 990)]), AMBER, 0.4, 14)
    _picture(canvas, (1000, 170, 1270, 350))
    canvas.paint(Shape().ellipse((640, 850, 1600, 950)), INK, alpha=0.35, blur=16)
    canvas.paint(Shape().box((1455, 440, 1500, 910), 16), CLAY, BARK)
    canvas.paint(Shape().box((690, 770, 1480, 870), 10).box((700, 850, 722, 920)), CLAY, BARK)
    canvas.paint(Shape().box((690, 670, 1470, 800), 40), CREAM, mix(SAND, MIST, 0.3))
    pillow = Shape().box((1270, 590, 1460, 700), 48)
    canvas.paint(pillow, CREAM, mix(SAND, CLAY, 0.3))
    blanket = Shape().polygon(
        smooth(
            [
                (676, 690),
                (760, 650),
                (1120, 655),
                (1190, 690),
                (1180, 835),
                (1000, 850),
                (680, 842),
            ],
            closed=True,
        )
    )
    canvas.paint(blanket, SEA, TEAL)
    canvas.shade(blanket, LIGHT, "left", 0.45, 0.4)
    canvas.shade(blanket, INK, "bottom", 0.35, 0.6)
    canvas.paint(
        Shape().polygon([(1095, 652), (1135, 655), (1130, 846), (1090, 848)]), CORAL, alpha=0.85
    )
    _armchair(canvas, (330, 930), (mix(CORAL, ROSE, 0.4), CORAL), "left")
    lamp_shade(canvas, (1395, 440), 90)
    pot(canvas, (560, 730, 640, 830), mix(TEAL, SEA, 0.3))
    leafy(canvas, (600, 735), 260, (SEA, TEAL), 9)
    return canvas.finish(0.08)
