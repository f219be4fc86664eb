"""Data flows one way through the house: nothing on the left imports anything on the right."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import timbang

PACKAGE = Path(timbang.__file__).parent

LAYERS = [
    {"errors", "quick_imports"},
    {"language"},
    {"descriptors"},
    {"data"},
    {"models"},
    {"number_functions", "exercises", "upkeep", "catalogue", "glossary"},
    {"numbers", "course", "answer_keys", "plans"},
    {"charts", "widgets"},
    {"notebooks"},
    {"checks"},
    {"site", "grading"},
    {"cli"},
]
"""The rooms from left to right; those of one layer do not know each other."""

MAY_IMPORT = {
    "errors": set(),
    "quick_imports": set(),
    "language": {"errors"},
    "descriptors": {"errors", "language"},
    "data": {"errors", "language", "descriptors"},
    "number_functions": {"errors", "language", "data", "models"},
    "numbers": {"errors", "language", "data", "number_functions"},
    "catalogue": {"errors", "language", "data", "descriptors"},
    "glossary": {"errors", "language", "data"},
    "upkeep": {"errors", "data", "descriptors"},
    "exercises": {"errors", "language", "data", "models"},
    "course": {"data", "exercises"},
    "answer_keys": {"errors", "language", "data", "exercises"},
    "models": {"errors"},
    "plans": {"errors", "language", "data", "exercises", "models"},
    "charts": {"errors", "quick_imports", "language", "data", "models", "plans"},
    "widgets": {"errors", "language", "data", "models", "exercises", "course", "plans"},
    "notebooks": {"errors", "language", "widgets"},
    "checks": {
        *("errors", "language", "data", "number_functions", "numbers", "upkeep"),
        *("exercises", "plans", "glossary", "widgets", "notebooks"),
    },
    "site": {
        *("errors", "language", "data", "descriptors", "glossary", "exercises"),
        *("charts", "widgets", "notebooks"),
    },
    "grading": {"errors", "quick_imports", "language", "data", "models", "charts", "widgets"},
    "cli": {"errors", "quick_imports", "language", "notebooks", "checks", "site", "grading"},
}
"""Who may import whom. A new line here is a decision about the house, told in CONTRIBUTING.md."""

FORBIDDEN_IN_MODELS = {
    *("altair", "anywidget", "ipywidgets", "IPython", "vl_convert", "traitlets"),
    *("pathlib", "io", "os", "shutil", "csv", "json", "tempfile", "urllib", "requests"),
    *("datetime", "time", "random"),
}
FORBIDDEN_NAMES_IN_MODELS = {"open", "style", "Styler", "read_csv", "to_csv", "read_text", "write_text"}


def room_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(source: str, package: tuple[str, ...] = ("timbang",)) -> Iterator[str]:
    """Yield the dotted names that a module imports anywhere: at the top, in functions, by `import_module`.

    What stands under `if __name__ == "__main__"` is a command and no import of the module.
    """
    for node in _nodes(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (start, node.module) if part)
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (str(one.value) for one in node.args[:1] if isinstance(one, ast.Constant))


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "__name__ == '__main__'":
            continue
        yield child
        yield from _nodes(child)


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def imported(module: Path) -> set[str]:
    package = ("timbang", *module.relative_to(PACKAGE).parts[:-1])
    return set(imports(module.read_text("utf-8"), package))


def rooms_imported(module: Path) -> set[str]:
    names = (name.split(".") for name in imported(module))
    return {parts[1] for parts in names if parts[0] == "timbang" and len(parts) > 1} - {room_of(module)}


def test_every_room_has_its_place_in_the_house():
    assert {room_of(module) for module in modules()} == MAY_IMPORT.keys()
    assert sorted(room for layer in LAYERS for room in layer) == sorted(MAY_IMPORT)


def test_no_room_may_import_one_to_its_right():
    place = {room: number for number, layer in enumerate(LAYERS) for room in layer}
    for room, others in MAY_IMPORT.items():
        for other in others:
            assert place[other] < place[room], f"{room} may import {other}, which is on its right"


@pytest.mark.parametrize("module", modules(), ids=lambda module: str(module.relative_to(PACKAGE)))
def test_a_module_imports_only_rooms_that_its_own_may(module):
    assert rooms_imported(module) <= MAY_IMPORT[room_of(module)]


def test_models_know_no_charts_files_or_clocks():
    for module in sorted((PACKAGE / "models").rglob("*.py")):
        roots = {name.split(".")[0] for name in imported(module)}
        assert not roots & FORBIDDEN_IN_MODELS, module
        tree = ast.walk(ast.parse(module.read_text("utf-8")))
        names = {node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "") for node in tree}
        assert not names & FORBIDDEN_NAMES_IN_MODELS, module


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import timbang.site.builder", {"timbang.site.builder"}),
        ("from timbang import site, data", {"timbang.site", "timbang.data"}),
        ("def f():\n    from timbang.charts import timeline", {"timbang.charts.timeline"}),
        ("from .. import site", {"timbang.site"}),
        ("from . import scoring", {"timbang.models.scoring"}),
        ("from ..charts.theme import colours", {"timbang.charts.theme.colours"}),
        ("if TYPE_CHECKING:\n    import timbang.site", {"timbang.site"}),
        ("import importlib\nimportlib.import_module('timbang.site')", {"importlib", "timbang.site"}),
        ("if __name__ == '__main__':\n    import timbang.site", set()),
    ],
)
def test_an_import_is_seen_wherever_it_stands(source, names):
    assert set(imports(source, ("timbang", "models"))) == names
