"""The files of a folder or a zip, each read only when it is safe to: what is not is refused by name.

Nothing is ever unpacked: a file is read into memory up to a limit, and whoever wants it writes it where he
chooses. So a name that leads elsewhere, a link, or a bomb does nothing.
"""

from __future__ import annotations

import io
import os
import stat
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from timbang import language
from timbang.errors import BadSource

text = language.catalogue("grading")

MOST_BYTES = 100_000_000
"""Of one file; as much as nbgrader copies."""
MOST_IN_ALL = 8_000_000_000
MOST_FILES = 100_000

_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
"""What `zipfile` raises: for damage, an unknown compression (not implemented), a password (runtime)."""
_CLUTTER = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", ".ipynb_checkpoints", "__pycache__"}


@dataclass(frozen=True)
class Entry:
    """A file that may be read."""

    path: str
    """From the top of its source, with `/`, in composed Unicode."""
    time: datetime
    """When it was last changed, in UTC."""
    read: Callable[[], bytes] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken, and why."""

    path: str
    reason: str
    time: datetime | None = None
    """When it was last changed, in UTC; None where it is not known."""


@dataclass
class Source:
    """What a folder or a zip holds."""

    entries: list[Entry] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open a folder or a zip.

    Raises
    ------
    BadSource
        When it is neither, cannot be read, or holds more files than a class could send.
    """
    if path.is_dir():
        yield _folder(path)
        return
    if not path.is_file():
        raise BadSource(text("{path}: there is no such folder or zip; check the name", path=path))
    with path.open("rb") as stream, zipped(stream, str(path)) as source:
        yield source


@contextmanager
def zipped(stream: io.BufferedIOBase | io.BytesIO, name: str) -> Iterator[Source]:
    """Open a zip from a stream; see `opened`."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadSource(
            text("{path}: is no zip that can be read ({reason}); download it again", path=name, reason=error)
        ) from None
    with archive:
        infos = archive.infolist()
        _refuse_crowds(len(infos), name)
        source, whole = Source(), 0
        for info in infos:
            shown = _decoded(info)
            if info.is_dir() or _is_clutter(shown):
                continue
            whole += info.file_size
            reason = _unsafe_name(shown) or _unsafe_member(info, whole)
            if reason:
                source.refusals.append(Refusal(_printable(shown), reason, _zip_time(info)))
            else:
                source.entries.append(Entry(shown, _zip_time(info), _reader(archive, info)))
        yield source


def _folder(root: Path) -> Source:
    source, whole = Source(), 0
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not _is_clutter(name))
        links = [name for name in folders if (here / name).is_symlink()]
        _refuse_crowds(len(source.entries) + len(files), str(root))
        for name in [*links, *sorted(files)]:
            path = here / name
            shown = unicodedata.normalize("NFC", path.relative_to(root).as_posix())
            if _is_clutter(shown):
                continue
            state = path.lstat()
            whole += state.st_size
            reason = _unsafe_file(state, whole) or _unsafe_name(shown)
            changed = datetime.fromtimestamp(int(state.st_mtime), UTC)
            if reason:
                source.refusals.append(Refusal(_printable(shown), reason, changed))
            else:
                source.entries.append(Entry(shown, changed, path.read_bytes))
    return source


def _refuse_crowds(count: int, name: str) -> None:
    if count > MOST_FILES:
        raise BadSource(
            text("{path}: holds over {most} files; collect a part at a time", path=name, most=MOST_FILES)
        )


def _unsafe_name(path: str) -> str | None:
    parts = path.split("/")
    if path.startswith("/") or "\\" in path or (len(path) > 1 and path[1] == ":"):
        return text("its name leads out of the folder")
    if ".." in parts:
        return text("its name leads out of the folder")
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in path):
        return text("its name holds control characters")
    if any(len(part.encode()) > 255 for part in parts) or len(path.encode()) > 1000:
        return text("its name is too long")
    return None


def _unsafe_file(state: os.stat_result, whole: int) -> str | None:
    if stat.S_ISLNK(state.st_mode):
        return text("it is a link")
    if not stat.S_ISREG(state.st_mode):
        return text("it is no ordinary file")
    return _too_large(state.st_size, whole)


def _unsafe_member(info: zipfile.ZipInfo, whole: int) -> str | None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return text("it is a link")
    if kind not in (0, stat.S_IFREG):
        return text("it is no ordinary file")
    if info.flag_bits & 0x1:
        return text("it is locked with a password")
    return _too_large(info.file_size, whole)


def _too_large(size: int, whole: int) -> str | None:
    if size > MOST_BYTES:
        return text(
            "it is too large ({size} MB unpacked, at most {most})",
            size=size // 1_000_000,
            most=MOST_BYTES // 1_000_000,
        )
    if whole > MOST_IN_ALL:
        return text("the files before it were too large together")
    return None


def _reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        """Read at most what the directory of the zip announced, whatever the data unpack to."""
        try:
            with archive.open(info) as stream:
                return stream.read(info.file_size + 1)
        except _UNREADABLE as error:
            raise BadSource(text("it cannot be unpacked ({reason})", reason=error)) from None

    return read


def _decoded(info: zipfile.ZipInfo) -> str:
    name = info.filename
    if not info.flag_bits & 0x800:
        # without the flag Python reads code page 437, while most programs wrote UTF-8
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def _zip_time(info: zipfile.ZipInfo) -> datetime:
    """Return the time in a zip, which is that of the machine's time zone, in UTC."""
    try:
        return datetime.fromtimestamp(time.mktime((*info.date_time, 0, 0, -1)), UTC)
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(0, UTC)


def _is_clutter(path: str) -> bool:
    return not _CLUTTER.isdisjoint(path.split("/")) or path.rpartition("/")[2].startswith("._")


def _printable(path: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in path)[:200]
