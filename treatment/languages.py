"""The language codes of the federal survey as tags of BCP 47.

What names no single language has none: NX, FX, and Creole, of which there are several.
"""

TAGS = {
    "SP": "es",
    "AH": "ase",
    "F4": "ar",
    "F17": "zh",
    "F25": "fa",
    "F28": "fr",
    "F30": "de",
    "F31": "el",
    "F35": "he",
    "F36": "hi",
    "F37": "hmn",
    "F42": "it",
    "F43": "ja",
    "F47": "ko",
    "F66": "pl",
    "F67": "pt",
    "F70": "ru",
    "F81": "tl",
    "F92": "vi",
    "N24": "oj",
    "N40": "ypk",
}
