"""The demo's pictures, drawn by code: nothing is stored, and every run draws the same."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from PIL.Image import Image

from demo.pictures import buildings, coast, country, people, rooms

QUALITY = 88


@dataclass(frozen=True)
class Drawing:
    """A picture: what it is called, what it shows, and how it is drawn."""

    key: str
    title: str
    alt: str
    draw: Callable[[], Image]


_DRAWINGS = (
    Drawing(
        "harbor",
        "Harbor at dawn",
        "Boats lie still in a harbor at dawn, a small lighthouse on the headland.",
        coast.harbor,
    ),
    Drawing(
        "first-light",
        "First light",
        "The sun rises over misty hills edged with pines.",
        country.first_light,
    ),
    Drawing(
        "kitchen-table",
        "Kitchen table",
        "Two cups steam on a kitchen table beside a sunny window.",
        rooms.kitchen_table,
    ),
    Drawing(
        "two-chairs",
        "Two chairs",
        "Two armchairs stand on either side of a lit floor lamp.",
        rooms.two_chairs,
    ),
    Drawing(
        "winding-path",
        "Winding path",
        "A pale path winds over green hills towards the low sun.",
        country.winding_path,
    ),
    Drawing(
        "tide-line",
        "Tide line",
        "Gentle waves draw lines of foam on a beach with a few footprints.",
        coast.tide_line,
    ),
    Drawing(
        "window-rain",
        "Rain on the window",
        "Rain runs down a window at dusk, a warm cup on the sill.",
        rooms.window_rain,
    ),
    Drawing(
        "night-lamp",
        "Night lamp",
        "A bedside lamp glows while a crescent moon stands in the window.",
        rooms.night_lamp,
    ),
    Drawing(
        "garden-gate",
        "Garden gate",
        "A garden gate stands open between flowering hedges.",
        country.garden_gate,
    ),
    Drawing(
        "open-road",
        "Open road",
        "A straight road runs between poplars towards the rising sun.",
        country.open_road,
    ),
    Drawing(
        "bridge",
        "Bridge",
        "A stone bridge of three arches is mirrored in a quiet river.",
        coast.bridge,
    ),
    Drawing(
        "cup",
        "A warm cup",
        "A coral cup steams on a wooden table beside a vase of leaves.",
        rooms.one_cup,
    ),
    Drawing(
        "house",
        "House on the hill",
        "A small house on a hill at dusk has light in its windows.",
        buildings.house,
    ),
    Drawing(
        "trees",
        "Among trees",
        "Morning light falls between the tall trunks of a wood.",
        country.trees,
    ),
    Drawing(
        "clinic-front",
        "The clinic from the drive",
        "A path leads to a low white clinic with tall windows and old trees.",
        buildings.clinic_front,
    ),
    Drawing(
        "clinic-room",
        "A guest room",
        "A bright guest room has a made bed, an armchair and a view of hills.",
        rooms.clinic_room,
    ),
    Drawing(
        "portrait-mara",
        "Mara",
        "A drawn portrait of a woman with long dark hair and a teal sweater.",
        partial(people.portrait, people.MARA),
    ),
    Drawing(
        "portrait-theo",
        "Theo",
        "A drawn portrait of a bearded man in a coral sweater.",
        partial(people.portrait, people.THEO),
    ),
    Drawing(
        "portrait-june",
        "June",
        "A drawn portrait of a woman with silver hair and round glasses.",
        partial(people.portrait, people.JUNE),
    ),
    Drawing(
        "portrait-ines",
        "Ines",
        "A drawn portrait of a woman with dark hair in a bun and an amber sweater.",
        partial(people.portrait, people.INES),
    ),
    Drawing(
        "portrait-paul",
        "Paul",
        "A drawn portrait of a man with a beard, glasses and an open collar.",
        partial(people.portrait, people.PAUL),
    ),
)

PICTURES: dict[str, Drawing] = {drawing.key: drawing for drawing in _DRAWINGS}


def render(key: str) -> bytes:
    """Return a picture as a JPEG file."""
    file = BytesIO()
    PICTURES[key].draw().save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()
