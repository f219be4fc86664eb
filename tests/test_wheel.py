"""The wheel carries the course: a chapter copied to another machine runs there as it is stored here.

The other machine is an environment with nothing but what the wheel declares and a Jupyter kernel,
made of this environment's own packages so that no network is needed. The checkout is not in it.
"""

import json
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from test_imports import PACKAGE, imported, modules, room_of
from timbang.notebooks import book, normalise, pages
from timbang.notebooks.files import read, serialised

CHAPTERS = [page for page in pages("id") if page.stem[:2] in {"03", "09"}]
"""Of the charts and the plans; that the wheel holds every file is tested below."""
KERNEL = ("ipykernel", "nbclient")
"""What a machine with Jupyter has beside the course."""

AUTHORS = {"notebooks", "checks", "site", "grading", "upkeep", "charts/static.py"}
"""Rooms and modules that only authors and lecturers use; they may need the extras."""

RUN = """
import sys, nbformat, nbclient, timbang
print(timbang.__file__)
for path in sys.argv[1:]:
    notebook = nbformat.read(path, 4)
    nbclient.NotebookClient(notebook, kernel_name="python3").execute()
    nbformat.write(notebook, path)
"""


def closure(requirements: list[str]) -> set[str]:
    """Return the names of the distributions that requirements bring with them."""
    found: set[tuple[str, str]] = set()
    waiting = [(Requirement(one), "") for one in requirements]
    while waiting:
        wanted, extra = waiting.pop()
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        for chosen in {"", *wanted.extras}:
            name = canonicalize_name(wanted.name)
            if (name, chosen) not in found:
                found.add((name, chosen))
                brought = metadata.distribution(name).requires or []
                waiting += [(Requirement(one), chosen) for one in brought]
    return {name for name, _ in found}


def declared(extras: bool = False) -> list[str]:
    """Return what the project requires, with the extras of authors or without."""
    required = metadata.distribution("timbang").requires or []
    return [one.partition(";")[0] for one in required if extras or "extra ==" not in one]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    command += ["--disable-pip-version-check", "--no-index", "--wheel-dir", str(folder), str(book.root())]
    subprocess.run(command, check=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def other_machine(wheel, tmp_path_factory):
    """An environment of declared packages and a kernel, into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("machine")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    site = Path(next(folder.glob("lib/python*/site-packages")))
    here = Path(sysconfig.get_path("purelib"))
    for name in closure([*declared(), *KERNEL]):
        for top in {file.parts[0] for file in metadata.distribution(name).files or []} - {".."}:
            if not (site / top).exists():
                (site / top).symlink_to(here / top)
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    subprocess.run([*command, "--disable-pip-version-check", "--no-index", str(wheel)], check=True)
    return folder


def there(other_machine: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the other machine in a folder of it, with nothing of this one's environment."""
    programs = other_machine / "bin"
    environment = {"HOME": str(cwd), "PATH": f"{programs}:/usr/bin:/bin", "LANG": "C.UTF-8"}
    command = [programs / arguments[0], *arguments[1:]]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)


def test_the_other_machine_does_not_see_the_checkout(other_machine, tmp_path):
    shown = there(other_machine, "python", "-c", "import sys; print(sys.path)", cwd=tmp_path)
    assert str(book.root() / "src") not in shown.stdout
    missing = there(other_machine, "python", "-c", "import sphinx", cwd=tmp_path)
    assert "No module named 'sphinx'" in missing.stderr


def test_a_chapter_copied_there_runs_as_it_is_stored_here(other_machine, tmp_path):
    assert len(CHAPTERS) == 2
    copies = []
    for chapter in CHAPTERS:
        copy = tmp_path / chapter.name
        shutil.copy(chapter, copy)
        bare = json.loads(copy.read_text("utf-8"))
        for cell in bare["cells"]:
            if cell["cell_type"] == "code":
                cell |= {"outputs": [], "execution_count": None}
        copy.write_text(json.dumps(bare), "utf-8")
        copies.append(copy)
    ran = there(other_machine, "python", "-I", "-c", RUN, *map(str, copies), cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(str(other_machine))
    for chapter, copy in zip(CHAPTERS, copies, strict=True):
        assert serialised(normalise(read(copy))) == chapter.read_bytes(), chapter


def test_the_command_is_there_and_says_that_the_book_is_not(other_machine, tmp_path):
    version = there(other_machine, "timbang", "--version", cwd=tmp_path)
    assert version.stdout == f"timbang {metadata.version('timbang')}\n"
    refused = there(other_machine, "timbang", "run", cwd=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "no book here" in refused.stderr


def test_the_wheel_holds_every_file_of_data_exercises_and_package(wheel):
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    root = book.root()
    for folder, inside in (("data", "timbang/_course/data"), ("exercises", "timbang/_course/exercises")):
        files = [path for path in (root / folder).rglob("*") if path.is_file()]
        assert files
        for path in files:
            assert held[f"{inside}/{path.relative_to(root / folder).as_posix()}"] == path.read_bytes()
    for path in PACKAGE.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert f"timbang/{path.relative_to(PACKAGE).as_posix()}" in held


@pytest.mark.parametrize("authors", [False, True], ids=["what learners use", "what authors use"])
def test_every_import_is_of_something_declared(authors):
    """A direct import rests on a declared package or on what that one brings with it."""
    brought = closure(declared(extras=authors))
    providers = metadata.packages_distributions()
    for module in modules():
        place = module.relative_to(PACKAGE).as_posix()
        if bool({room_of(module), place} & AUTHORS) is not authors:
            continue
        for name in {one.split(".")[0] for one in imported(module)} - sys.stdlib_module_names - {"timbang"}:
            given = {canonicalize_name(one) for one in providers.get(name, [])}
            assert given & brought, f"{place} imports {name}, which nothing declared brings"
