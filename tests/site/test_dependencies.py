"""Imports run only downward: site → treatment | blog → leads → home → headless."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {
    "headless": set(),
    "home": {"headless"},
    "leads": {"headless", "home"},
    "blog": {"headless", "home", "leads"},
    "treatment": {"headless", "home", "leads"},
}
OURS = {*MAY_IMPORT, "config", "demo", "tests"}


def imported_packages(path):
    """Yield the first part of everything a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("plugin", MAY_IMPORT)
def test_plugin_imports_only_what_is_below_it(plugin):
    allowed = {plugin, *MAY_IMPORT[plugin]}
    modules = list((ROOT / plugin).rglob("*.py"))
    assert modules
    upward = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules
        for name in imported_packages(path)
        if name in OURS and name not in allowed
    }
    assert not upward


@pytest.mark.parametrize("plugin", MAY_IMPORT)
def test_migrations_depend_only_on_what_is_below(plugin):
    allowed = {plugin, *MAY_IMPORT[plugin]}
    for path in (ROOT / plugin / "migrations").glob("0*.py"):
        tree = ast.parse(path.read_text())
        strings = {
            element.elts[0].value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and node.targets[0].id == "dependencies"
            for element in node.value.elts
            if isinstance(element, ast.Tuple)
        }
        assert strings & OURS <= allowed, path
