"""Runs a command as an ordinary user: as the one who tests, or, where that is root, as nobody.

Started as `python ordinary.py PLACE,PLACE,… FAULT COMMAND…`. Root often keeps Python in a folder of its own,
closed to others. A private view of the disk opens the way to what the command needs, and to no more.
FAULT is empty, or names a call to the kernel that is refused, as some systems refuse it to ordinary users.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pyseccomp

NOBODY = 65534


def closed(place: Path) -> Path | None:
    """Return the topmost folder on the way to a place that others may not enter."""
    ways = [one for one in reversed([place, *place.parents]) if one.is_dir()]
    return next((one for one in ways if not one.stat().st_mode & 1), None)


def main(places: list[Path], fault: str, command: list[str]) -> None:
    if os.geteuid() == 0:
        shut = {place: top for place in places if (top := closed(place))}
        for top in set(shut.values()):
            inside = [place for place, folder in shut.items() if folder == top]
            kept = {place: os.open(place, os.O_PATH) for place in inside}
            mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", str(top))
            for place, opened in kept.items():
                place.mkdir(parents=True, exist_ok=True)
                mount("--no-canonicalize", "--bind", f"/proc/{os.getpid()}/fd/{opened}", str(place))
                os.close(opened)
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    if fault:
        refused = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
        refused.add_rule(pyseccomp.ERRNO(errno.EPERM), fault)
        refused.load()
    os.execv(command[0], command)


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1].split(",")], sys.argv[2], sys.argv[3:])
