from __future__ import annotations

import re
from pathlib import Path

import pytest

from timbang import widgets
from timbang.charts import theme, timeline_drawing
from timbang.widgets import assets


@pytest.fixture
def changed_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A course in which one shared module differs."""
    real = assets._source

    def source(path: str) -> str:
        return real(path) + ("// changed\n" if path == "shared/dom.js" else "")

    monkeypatch.setattr(assets, "_source", source)
    for cached in (assets.site_files, assets._hashed):
        monkeypatch.setattr(assets, cached.__name__, cached.__wrapped__)


def test_each_widget_has_its_three_files() -> None:
    for name in assets.NAMES:
        assert {f"{name}.py", f"{name}.js", f"{name}.css"} <= {file.name for file in assets.FOLDER.iterdir()}


def test_every_import_on_the_site_leads_to_a_file_of_the_site() -> None:
    files = assets.site_files()
    imports = [
        target
        for name, content in files.items()
        if name.endswith(".js")
        for target in re.findall(r'from "([^"]+)"', content.decode())
    ]
    assert len(imports) > 10
    assert all(target.removeprefix("./") in files for target in imports)
    for name in assets.NAMES:
        script, styles = assets.entry(name)
        assert {script, styles, *assets.preloads(name)} <= set(files)


def test_every_shared_module_is_used() -> None:
    stems = {name.rsplit("-", 1)[0] for name in assets.site_files()}
    assert {file.stem for file in (assets.FOLDER / "shared").glob("*.js")} <= stems


def test_a_changed_module_gets_another_name_and_so_do_those_that_import_it(changed_module: None) -> None:
    after = set(assets.site_files())
    assert {name.rsplit("-", 1)[0] for name in after} == {name.rsplit("-", 1)[0] for name in BEFORE}
    kept = {name.rsplit("-", 1)[0] for name in after & BEFORE}
    assert {"score", "work", "download", "widgets"} <= kept
    assert not {"dom", "frame", "exercise", "quiz", "ordering", "events"} & kept


def test_a_stub_knows_its_name_and_nothing_of_the_code(changed_module: None) -> None:
    for name in assets.NAMES:
        assert assets.stub(name) == STUBS[name]
        assert len(assets.stub(name)) < 200
        assert assets.name_in_stub(assets.stub(name)) == name
        assert assets.name_in_stub(assets.live(name)) == name
    assert assets.name_in_stub("export default {}") is None


def test_a_live_widget_imports_from_nowhere_else() -> None:
    for name in assets.NAMES:
        imports = re.findall(r'(?m)^import .* from "([^"]{0,40})', assets.live(name))
        assert imports
        assert all(target.startswith("data:text/javascript;base64,") for target in imports)


def test_styles_name_no_element_outside_the_widgets() -> None:
    styles = assets.site_files()[assets.entry("quiz")[1] or ""].decode()
    selectors = re.findall(r"(?m)^([.\w#*\[:][^@{}]*)\{", re.sub(r"/\*.*?\*/", "", styles, flags=re.S))
    assert len(selectors) > 50
    listed = (re.sub(r"\([^()]*\)", "", selector).split(",") for selector in selectors)
    assert all(".tmb" in part for parts in listed for part in parts)


def test_the_kinds_of_event_have_the_colours_and_the_order_of_the_charts_lanes() -> None:
    styles = assets.css("events")
    lanes = re.findall(r'\[data-category="(\w+)"\] \{\s+--tmb-lane: (#\w+);', styles)
    assert lanes == list(zip(timeline_drawing.CATEGORIES, theme.SERIES, strict=True))
    assert [key for key, _ in widgets.events("korea_timeline").categories] == [key for key, _ in lanes]


BEFORE = set(assets.site_files())
STUBS = {name: assets.stub(name) for name in assets.NAMES}
