"""One module an article; `ARTICLES` is found by listing them."""

from importlib import import_module
from pkgutil import iter_modules

from demo.writing import Article

ARTICLES: list[Article] = [
    import_module(f"{__name__}.{module.name}").ARTICLE for module in iter_modules(__path__)
]
